from __future__ import annotations

from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.paging import cut_page, split_page
from contactkeeper.core.model import PartialDate
from contactkeeper.core.settings import Settings
from histories import TODAY, contact, contacts, day, entry, log
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact

DEFAULTS = Settings()
REPLIES = [contact(f"Reply {n}", entry("11-20", "<-", "hi")) for n in range(4)]
BIRTHDAYS = [contact(f"Born {n}", entry("11-20"), birthday=PartialDate(11, 23)) for n in range(2)]
LATE = [contact(f"Late {n}", entry("06-01")) for n in range(10)]
NEW = [contact(f"New {n}", met=day("11-01")) for n in range(5)]
SOON = [contact(f"Soon {n}", entry("08-25")) for n in range(6)]


def names(people: list[Contact], limit: int) -> tuple[list[str], int]:
    """Give the names shown and how many wait."""
    split = split_page(due_items(people, TODAY, DEFAULTS, soon=7), limit)
    return [item.contact.name for item in split.shown], len(split.waiting)


def test_what_has_a_date_always_shows() -> None:
    """Replies and occasions show beyond the limit; the others have what room is left."""
    assert names([*REPLIES, *BIRTHDAYS, *LATE], 5) == (
        ["Reply 0", "Reply 1", "Reply 2", "Reply 3", "Born 0", "Born 1"],
        10,
    )
    assert names([*REPLIES, *LATE], 6)[0][-2:] == ["Late 0", "Late 1"]


def test_new_people_come_last() -> None:
    """People never contacted, and met long ago, have what room the others leave."""
    assert names([*LATE[:1], *NEW], 4) == (["Late 0", "New 0", "New 1", "New 2"], 2)
    assert names(NEW, 2) == (["New 0", "New 1"], 3)


def test_who_was_met_lately_has_a_turn_beyond_the_limit() -> None:
    """On a morning full of replies too: two of them, and the others have what room is left."""
    lately = [contact(f"Met {n}", met=day("11-20")) for n in range(4)]
    shown, waiting = names([*REPLIES, *lately, *LATE], 4)
    assert shown == ["Reply 0", "Reply 1", "Reply 2", "Reply 3", "Met 2", "Met 3"]
    assert waiting == 12
    assert len(names([*REPLIES, *lately, *LATE], 10)[0]) == 10


def test_three_old_replies_a_morning() -> None:
    """Replies owed for long show three a morning, take no more places, and each has its turn."""
    old = [contact(f"Old {n}", entry("10-01", "<-", "hi")) for n in range(7)]
    people = [*REPLIES, *old, *LATE]
    seen = set()
    for passed in range(3):
        items = due_items(people, TODAY + timedelta(days=passed), DEFAULTS)
        shown, waiting, _ = split_page(items, 10)
        found = [item.contact.name for item in shown]
        assert found[:4] == ["Reply 0", "Reply 1", "Reply 2", "Reply 3"]
        assert len([name for name in found if name.startswith("Old")]) == 3
        assert len(found) == 10
        assert len(waiting) == 11
        seen.update(found[4:7])
    assert len(seen) == 7


def test_an_answered_old_reply_frees_no_place() -> None:
    """Whoever is answered today had the place of today."""
    old = [contact(f"Old {n}", entry("10-01", "<-", "hi")) for n in range(7)]
    (first, *_), _, _ = split_page(due_items(old, TODAY, DEFAULTS), 10)
    answered = [log(each, entry("11-23", "->")) if each == first.contact else each for each in old]
    assert len(split_page(due_items(answered, TODAY, DEFAULTS), 10).shown) == 2


def test_a_limit_that_is_typed_is_hard() -> None:
    """`--limit N` shows N people, whatever their groups are."""
    items = due_items([*REPLIES, *BIRTHDAYS, *LATE], TODAY, DEFAULTS)
    shown, waiting, _ = cut_page(items, 3)
    assert [item.contact.name for item in shown] == ["Reply 0", "Reply 1", "Reply 2"]
    assert [*shown, *waiting] == items


def test_soon_was_asked_for() -> None:
    """Who comes up soon shows below, takes nobody's place, and never waits a turn."""
    shown, waiting = names([*LATE, *SOON], 3)
    assert shown == ["Late 0", "Late 1", "Late 2", *(f"Soon {n}" for n in range(6))]
    assert waiting == 7


@settings(max_examples=examples(50))
@given(
    people=st.lists(contacts, max_size=10, unique_by=lambda each: each.path),
    limit=st.integers(0, 12),
)
def test_nobody_is_lost(people: list[Contact], limit: int) -> None:
    """The parts together are the list, each in its order."""
    items = due_items(people, TODAY, DEFAULTS)
    for parts in (split_page(items, limit), cut_page(items, limit)):
        assert sorted(chain(*parts), key=items.index) == items
        assert all(part == [item for item in items if item in part] for part in parts)
