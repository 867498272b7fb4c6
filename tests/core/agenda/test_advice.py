from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.model import PartialDate
from contactkeeper.core.settings import Settings
from contactkeeper.text.en.reasons import say_advice
from histories import MONTHLY, TODAY, contact, day, entry, promise

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact

MESSAGES = (
    entry("07-04", "<-", "привет", channel="tg"),
    entry("08-04", "->", "привет", channel="tg"),
    entry("10-23", "<-", "ок", channel="tg", reply="none"),
)


@pytest.mark.parametrize(
    ("person", "said"),
    [
        pytest.param(
            contact("A", entry("08-02", text="Platform снова\nнанимает", channel="telegram")),
            "tg · last: Platform снова нанимает",
            id="the last entry",
        ),
        pytest.param(
            contact("A", entry("08-02", "<-", "вернёмся в ноябре", channel="почта", reply="none")),
            "mail · last: «вернёмся в ноябре»",
            id="their words are quoted",
        ),
        pytest.param(contact("A", entry("08-02", text="spoke")), "last: spoke", id="no channel"),
        pytest.param(contact("A", entry("08-02", channel="голубь")), "голубь", id="nothing said"),
        pytest.param(contact("A", entry("08-02")), "", id="nothing to go by"),
        pytest.param(
            contact("A", entry("08-02", text="x", channel="linkedin", got="CV review")),
            "linkedin · thank: CV review (2 Aug)",
            id="thanks for what I got",
        ),
        pytest.param(
            contact(
                "A",
                entry("07-02", text="x", got="intro"),
                entry("08-02", text="thanked", channel="tg"),
            ),
            "tg · last: thanked",
            id="thanked since",
        ),
        pytest.param(
            contact(
                "A", entry("07-02", channel="call"), entry("08-02", text="met", channel="event")
            ),
            "call · last: met",
            id="an event is no channel to answer on",
        ),
        pytest.param(
            contact(
                "Boris", entry("10-01", text="spoke"), entry("11-12", "<-", "refs?", channel="mail")
            ),
            "mail · last: spoke",
            id="what the reason quotes is not said twice",
        ),
        pytest.param(
            contact("Ольга Ким", entry("11-10", channel="tg", tasks=(promise("CV", "11-20"),))),
            "tg · when sent: ck done ольга",
            id="a promise",
        ),
        pytest.param(
            contact(
                "Елена Жук",
                *(entry("02-02"), entry("05-12", "->"), entry("06-10", "->"), entry("07-01", "~")),
            ),
            "enough? ck pause елена",
            id="cold, after a touch",
        ),
        pytest.param(
            contact(
                "Igor",
                entry("09-20", channel="call"),
                entry("10-29", "->", channel="mail"),
                cadence=MONTHLY,
            ),
            "call · mail got no answer",
            id="another channel",
        ),
        pytest.param(
            contact(
                "Igor",
                entry("09-20", channel="tg"),
                entry("10-29", "->", "hi", channel="tg"),
                cadence=MONTHLY,
            ),
            "tg · last: hi",
            id="the same channel",
        ),
        pytest.param(
            contact("Юля", entry("09-04", channel="call"), *MESSAGES[2:], cadence=MONTHLY),
            "tg · last: «ок»",
            id="a call lately",
        ),
        pytest.param(
            contact("N", met=day("11-14"), handles=("linkedin:nadia",)), "linkedin", id="new"
        ),
        pytest.param(
            contact("N", met=day("11-14"), met_at="JPoint", emails=("n@example.com",)),
            "mail · met at JPoint",
            id="new, and where we met",
        ),
        pytest.param(
            contact(
                "М",
                entry("11-10", text="нашла Go-лида", channel="tg"),
                birthday=PartialDate(11, 23),
            ),
            "tg · last: нашла Go-лида",
            id="an occasion",
        ),
    ],
)
def test_what_to_say(person: Contact, said: str) -> None:
    """The channel they answer on, and the first thing that there is to say."""
    (item,) = due_items([person], TODAY, Settings())
    assert (say_advice(item.say, TODAY) if item.say else "") == said


def test_a_name_that_is_shared_is_written_out() -> None:
    """A first name that two people answer to is no name to type."""
    task = (promise("CV", "11-20"),)
    people = [
        contact("Ольга Ким", entry("11-10", tasks=task)),
        contact("Olga", entry("11-20"), aliases=("Ольга Лис",)),
        contact("Пётр", entry("11-10", tasks=task)),
    ]
    said = [
        say_advice(item.say, TODAY) for item in due_items(people, TODAY, Settings()) if item.say
    ]
    assert said == ["when sent: ck done 'Ольга Ким'", "when sent: ck done пётр"]
