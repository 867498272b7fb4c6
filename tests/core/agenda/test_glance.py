"""A glance at outlooks sends nobody home who is due, and orders those who wait as the list does."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain

from hypothesis import example, given
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.glance import glance
from contactkeeper.core.agenda.modes import held_on
from contactkeeper.core.agenda.outlook import outlook_of
from contactkeeper.core.agenda.problems import future_entry_problems
from contactkeeper.core.agenda.ranking import item_key
from contactkeeper.core.model import Cadence, Contact, PartialDate
from contactkeeper.core.settings import ModeChoice, OccasionRules, Settings
from histories import TODAY, contact, contacts, entry, promise

DEFAULTS = Settings()
RULES = st.sampled_from(
    [
        DEFAULTS,
        Settings(occasions=OccasionRules(birthday_lead=10, leap_day=(3, 1))),
        Settings(mode=ModeChoice("searching", date(2026, 11, 30))),
        Settings(mode=ModeChoice("settling-in")),
    ]
)
DAYS = st.integers(-900, 900).map(lambda days: TODAY + timedelta(days=days))
PEOPLE = st.lists(contacts, max_size=6).map(
    lambda people: [each._replace(path=f"{at}.md", name=str(at)) for at, each in enumerate(people)]
)


def check(people: list[Contact], today: date, soon: int, rules: Settings) -> list[int]:
    """Compare a glance with the whole list; return whom it would look at."""
    numbers = chain.from_iterable(outlook_of(each, held_on(rules, today)) for each in people)
    look, ahead, waiting = glance(numbers, [each.path for each in people], today, rules, soon)
    assert {at for at, each in enumerate(people) if future_entry_problems(each, today)} <= {*ahead}
    items = {item.contact.path: item for item in due_items(people, today, rules, soon)}
    for one in waiting:
        item = items.pop(people[one.place].path)
        assert (one.group, one.due, one.key) == (item.group, item.due, item_key(item))
        kinds = {reason.kind for reason in item.reasons}
        assert kinds <= {"reply", "cadence", "retry", "cold", "silence", "new"}
    assert items.keys() <= {people[place].path for place in look}
    return look


@given(PEOPLE, DAYS, st.integers(0, 40), RULES)
@example(
    [contact("0", entry("2025-02-20"), birthday=PartialDate(2, 29), path="0.md")],
    date(2026, 3, 2),
    0,
    Settings(occasions=OccasionRules(leap_day=(3, 1))),
)
def test_a_glance_misses_nobody(
    people: list[Contact], today: date, soon: int, rules: Settings
) -> None:
    """Whom it does not look at has rhythm and reply as reasons, or none, in the same order."""
    check(people, today, soon, rules)


def test_who_waits_for_the_rhythm_or_a_reply_is_not_looked_at() -> None:
    """Most of a long list costs nothing: late, in time, cold, silent, paused for good, owed."""
    people = [
        contact("0", entry("09-01"), cadence=Cadence("month"), path="0.md"),
        contact("1", entry("11-20"), path="1.md", birthday=PartialDate(5, 1)),
        contact("2", entry("2025-01-01", "->"), entry("2025-03-01", "->"), path="2.md"),
        contact("3", entry("2024-01-01"), cadence=Cadence("event"), path="3.md"),
        contact("4", entry("2024-01-01"), status="paused", path="4.md"),
        contact("5", entry("11-20", tasks=(promise("x", state="kept"),)), path="5.md"),
        contact("6", entry("11-20"), placed_me=date(2026, 8, 1), path="6.md"),
        contact("7", entry("11-20", "<-"), path="7.md"),
        contact("8", entry("09-20", "<-"), cadence=Cadence("none"), path="8.md"),
        contact("9", entry("2024-09-20", "<-"), status="do-not-contact", path="9.md"),
    ]
    assert check(people, TODAY, 7, DEFAULTS) == []
    owed = entry("11-20", "<-", tasks=(promise("send the CV"),))
    assert check([contact("0", owed, path="0.md")], TODAY, 7, DEFAULTS) == [0]
