"""Which of two channels somebody answers on, and where that is said."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.better_channel import better_channel
from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.model import AnsweredOn, BetterChannel
from contactkeeper.core.model import Contact, Entry
from contactkeeper.core.settings import Settings
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.periods import usual_period
from contactkeeper.text.en.reasons import say_advice, say_better_channel
from histories import MONTHLY, TODAY, contact, day, days, entry
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.model import Direction

RULES = Settings()
SAID = "tg, not mail: 5 of 6 against 1 of 5"


def asked(*messages: str, last: str = "10-09") -> list[Entry]:
    """Write messages 25 days apart; `tg+` is answered on the next day, `tg-` is not."""
    found: list[Entry] = []
    for place, (channel, answered) in enumerate((each[:-1], each[-1]) for each in messages):
        on = day(last) - timedelta(25 * (len(messages) - 1 - place))
        found.append(entry(on.isoformat(), "->", channel=channel))
        if answered == "+":
            after = (on + timedelta(1)).isoformat()
            found.append(entry(after, "<-", channel=channel, reply="none"))
    return found


ALTERNATELY = (
    "mail-", "tg+", "mail+", "tg+", "mail-", "tg-", "tg+", "mail-", "tg+", "tg+", "mail-",
)  # fmt: skip
MAILED = asked(*ALTERNATELY)


def advice(*entries: Entry) -> str:
    """Say what the row of somebody with a monthly rhythm advises."""
    (item,) = due_items([contact("A", *entries, cadence=MONTHLY)], TODAY, RULES)
    return say_advice(item.say, TODAY) if item.say else ""


def test_who_answers_on_another_channel_is_written_to_there() -> None:
    """It is said where I wrote on the worse one last; after that the better one alone."""
    assert advice(*MAILED) == SAID
    assert advice(*MAILED, *asked("tg-", last="10-20")) != SAID
    wrote = entry("11-20", "<-", "hi", channel="mail")
    assert advice(*asked(*ALTERNATELY, last="09-10"), wrote) == "tg"


def test_the_brief_says_it_too() -> None:
    """It has the values, whatever I wrote on last."""
    brief = brief_of(contact("A", *MAILED), TODAY, RULES)
    assert brief.better_channel == BetterChannel(
        AnsweredOn("telegram", 5, 6), AnsweredOn("email", 1, 5)
    )
    assert say_better_channel(brief.better_channel) == SAID


def test_half_of_all_is_clear() -> None:
    """Six of six is clearly more than three of six."""
    messages = asked(*["tg+", "mail+"] * 3, *["tg+", "mail-"] * 3)
    better = better_channel(contact("A", *messages), TODAY, RULES)
    assert better == BetterChannel(AnsweredOn("telegram", 6, 6), AnsweredOn("email", 3, 6))


def test_the_last_contact_of_the_properties_answers() -> None:
    """It is a conversation, as it is for the statistics."""
    person = contact("A", *MAILED, last_contact=day("06-08"))
    better = better_channel(person, TODAY, RULES)
    assert better == BetterChannel(AnsweredOn("telegram", 6, 6), AnsweredOn("email", 1, 5))


@pytest.mark.parametrize(
    "messages",
    [
        pytest.param(MAILED[2:], id="too few mails"),
        pytest.param(asked(*["tg+", "mail+"] * 3, *["tg+", "mail-"] * 2), id="not clear"),
        pytest.param(asked(*["tg+", "-"] * 6, last="11-01"), id="a channel that is not named"),
        pytest.param(asked(*["tg+", "mail-"] * 5, last="2025-10-31"), id="long ago"),
        pytest.param(asked("tg+", "tg-", "tg+", "tg-", "tg-", "tg-"), id="one channel alone"),
    ],
)
def test_what_shows_nothing(messages: Sequence[Entry]) -> None:
    """Five on each of two channels, within a year, and half of all between them."""
    assert better_channel(contact("A", *messages), TODAY, RULES) is None


steps_of: st.SearchStrategy[Direction] = st.sampled_from(["->", "<-", "->", "<-", ""])
histories = st.lists(
    st.tuples(
        st.integers(1, 25), steps_of,
        st.sampled_from(["tg", "mail", "tg", "mail", ""]),
    ),
    min_size=20, max_size=60,
)  # fmt: skip


@given(histories, st.none() | days(-400, 3))
@hypothesis_settings(max_examples=examples(300))
def test_the_figures_are_those_of_the_statistics(
    steps: list[tuple[int, Direction, str]], noted: date | None
) -> None:
    """Best and worst of the channels of `ck stats` that have five cases; else it is silent."""
    when, found = TODAY, []
    for apart, direction, channel in steps:
        found.append(Entry(when, "x", direction, channel))
        when -= timedelta(apart)
    person = contact("A", *found[::-1], last_contact=noted)
    better = better_channel(person, TODAY, RULES)
    counted = statistics_of([history_of(person, TODAY)], usual_period(TODAY), TODAY, RULES)
    shares = {
        (channel, share.count, share.of): share.count / share.of
        for channel, share in counted.their_answers.by_channel
        if channel and share.of >= 5
    }
    apart_most = max(shares.values(), default=0) - min(shares.values(), default=0)
    assert (better is not None) is (apart_most >= 0.5)
    if better:
        on, than = (shares[each.channel, each.answered, each.of] for each in better)
        assert on - than == apart_most


def test_it_is_found_in_a_contact_alone() -> None:
    """A contact without entries has none."""
    assert better_channel(Contact(path="A.md", name="A"), TODAY, RULES) is None
