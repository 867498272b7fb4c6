"""People met lately take turns: two a morning, and nobody is left out for long."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.calendar.days import add_days, workdays
from contactkeeper.core.model import Entry
from contactkeeper.core.settings import Settings
from histories import MONTHLY, TODAY, contact, day, entry, log
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact

DEFAULTS = Settings()
MET = [contact(f"Met {n}", met=day("11-19")) for n in range(6)]


def turns(people: list[Contact], on: date = TODAY) -> list[str]:
    """Give the names of those who stand high for having been met lately."""
    items = due_items(people, on, DEFAULTS)
    return [item.contact.name for item in items if item.group == "new" and item.turn == "today"]


def test_six_people_in_three_working_days() -> None:
    """Each has a turn once; on a weekend those of Monday have theirs already."""
    found = [turns(MET, on) for on in islice(workdays(day("11-20")), 3)]
    assert sorted(name for morning in found for name in morning) == [f"Met {n}" for n in range(6)]
    assert turns(MET, day("11-21")) == turns(MET, day("11-23"))


def test_they_stand_right_after_what_i_wait_for() -> None:
    """The others, and those met long ago, come last."""
    late = contact("Late", entry("01-01"), tier="key")
    old = contact("Old", met=day("11-08"))
    items = due_items([old, late, *MET[:3]], TODAY, DEFAULTS)
    names = [item.contact.name for item in items]
    assert names[2] == "Late"
    assert {*names[:2], names[4]} == {"Met 0", "Met 1", "Met 2"}
    assert names[3] == "Old"
    assert turns([contact("Old", met=day("11-09"))]) == ["Old"]


def test_a_turn_does_not_refill() -> None:
    """Whoever is written to today had the turn of today; tomorrow others have theirs."""
    first, second = turns(MET)
    people = [log(each, entry("11-23", "->")) if each.name == first else each for each in MET]
    assert turns(people) == [second]
    assert len(turns(people, day("11-24"))) == 2


UNSORTED = [contact(f"In {n}", imported=day("11-01")) for n in range(5)]


def test_imported_people_wait_to_be_sorted() -> None:
    """No timer runs without tier, cadence and entry; `[import] per_day` lists some in turn."""
    assert due_items(UNSORTED, TODAY, DEFAULTS, 100) == []
    for known in ({"tier": "key"}, {"cadence": MONTHLY}, {"entries": (entry("11-01"),)}):
        person = UNSORTED[0]._replace(**known)
        assert due_items([person], TODAY, DEFAULTS, 100)
    two = DEFAULTS._replace(import_per_day=2)
    mornings = [due_items(UNSORTED, add_days(TODAY, passed), two) for passed in range(3)]
    assert {item.group for item in mornings[0]} == {"new"}
    assert [len(items) for items in mornings] == [2, 2, 2]
    assert len({item.contact.name for items in mornings for item in items}) == 5


@settings(max_examples=examples(30), deadline=None)
@given(data=st.data())
def test_everybody_has_a_turn_within_three_working_days(data: st.DataObject) -> None:
    """Whoever comes and goes: while there are six at most, nobody waits for more than three."""
    people: dict[str, Contact] = {}
    waited: dict[str, int] = {}
    for today in islice(workdays(TODAY), 12):
        fresh = [
            each
            for each in people.values()
            if not each.entries and each.met and add_days(each.met, 14) >= today
        ]
        for _ in range(data.draw(st.integers(0, 6 - len(fresh)))):
            met = today - timedelta(data.draw(st.integers(0, 2)))
            made = contact(f"P{len(people):02}", met=met, created=today)
            people[made.name] = made
            fresh.append(made)
        shown = turns(list(people.values()), today)
        assert len(shown) == min(2, len(fresh))
        waited = {each.name: waited.get(each.name, 0) + 1 for each in fresh}
        waited |= dict.fromkeys(shown, 0)
        assert max(waited.values(), default=0) < 3
        for name in data.draw(st.lists(st.sampled_from(shown), unique=True)) if shown else []:
            people[name] = log(people[name], Entry(today, "hello", "->"))
