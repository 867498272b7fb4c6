"""Merge one property that both sides changed, where a rule says which value is used.

There is a rule only where one value is right whatever the other side meant: the later snooze, the
stricter status, both lists united. All else is left to the user.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_values import replace_value
from contactkeeper.core.language.cadence import read_cadence
from contactkeeper.core.language.dates import read_date, read_partial
from contactkeeper.core.note.property_values import read_focus, read_status, read_tier
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from contactkeeper.core.merging.split_note import Lines
    from contactkeeper.core.model import PartialDate
    from contactkeeper.core.note.frontmatter_values import Property, Value
    from contactkeeper.core.note.note import Note

Side = Literal["ours", "theirs"]

LATEST_WINS = frozenset({
    "snooze_until", "snoozed", "last_contact", "paused_until", "company_since",
})  # fmt: skip
"""Days of which the later one is used: the latest knowledge or wish."""
EARLIEST_WINS = frozenset({"created"})
_STRICTNESS = ("active", "paused", "do-not-contact")
"""Statuses; of two the stricter one is used."""
_READERS: Mapping[str, Callable[[str], object]] = {
    "status": read_status,
    "tier": read_tier,
    "focus": read_focus,
    "cadence": read_cadence,
}
"""Properties whose values are words that mean the same in several languages."""

COMPANIONS = {"snooze_until": ("snoozed",)}
"""Properties that are kept together: no entry would end a snooze without the day it was set."""


def choose_side(name: str, ours: Value, theirs: Value) -> Side | None:
    """Return the side whose value of a known property is used; None where no rule decides."""
    if not ours or not theirs:
        # An empty value counts as deleted, and a changed value wins over a deleted one.
        return None if not ours and not theirs else "theirs" if not ours else "ours"
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return None
    if name in LATEST_WINS or name in EARLIEST_WINS:
        here, there = _day(ours), _day(theirs)
        if here is None or there is None or here == there:
            return None
        return "ours" if (here > there) == (name in LATEST_WINS) else "theirs"
    return _fuller(ours, theirs) if name == "birthday" else _choose_word(name, ours, theirs)


def _choose_word(name: str, ours: str, theirs: str) -> Side | None:
    """Choose the stricter status: `do-not-contact` before `paused`, before `active`.

    Of two words that mean the same (`key`, `ключевой`), the same one is chosen on either machine.
    """
    if mean_same(name, ours, theirs):
        return "ours" if ours > theirs else "theirs"
    here, there = read_status(ours), read_status(theirs)
    if name != "status" or here is None or there is None:
        return None
    return "ours" if _STRICTNESS.index(here) > _STRICTNESS.index(there) else "theirs"


def mean_same(name: str, one: Value, other: Value) -> bool:
    """Say whether two words for the value of a known property mean the same: `key`, `ключевой`."""
    read = _READERS.get(name)
    if read is None or not isinstance(one, str) or not isinstance(other, str):
        return False
    meant = read(one)
    return meant is not None and meant == read(other)


def _fuller(ours: str, theirs: str) -> Side | None:
    """Choose the birthday with a year, where both are the same day."""
    here, there = _partial(ours), _partial(theirs)
    if here is None or there is None or here[:2] != there[:2] or None not in (here[2], there[2]):
        return None
    return "theirs" if here[2] is None else "ours"


def _day(words: str) -> date | None:
    try:
        return read_date(words)
    except ImpossibleDate:
        return None


def _partial(words: str) -> PartialDate | None:
    try:
        return read_partial(words)
    except ImpossibleDate:
        return None


class PropertyLines(NamedTuple):
    """A property with its lines, and the comments and blank lines above it."""

    known: str | None
    """Its meaning, if it is a known property."""
    lead: Lines
    """The comments and blank lines above it."""
    lines: Lines
    """Its own lines, from its key."""
    item: Property
    """The parsed property."""
    note: Note
    """The note that it is in."""


def merge_value(
    base: PropertyLines | None, ours: PropertyLines, theirs: PropertyLines
) -> Lines | None:
    """Return the merged lines of a property that both sides changed; None where no rule decides."""
    was = base.item.value if base else None
    here, there = ours.item.value, theirs.item.value
    if here == there:
        return _with_both_comments(base, ours, theirs)
    if base and here == was:
        return _with_rest(theirs, ours, base)
    if base and there == was:
        return _with_rest(ours, theirs, base)
    if ours.known and (side := choose_side(ours.known, here, there)):
        return ours.lines if side == "ours" else theirs.lines
    if isinstance(here, tuple) or isinstance(there, tuple):
        return _unite_lists(was, ours, theirs)
    return None


def _with_both_comments(
    base: PropertyLines | None, ours: PropertyLines, theirs: PropertyLines
) -> Lines:
    """Return the longer of two spellings of one value, with the comments that either side added."""
    lines, chosen = max(
        ((each.lines, each) for each in (ours, theirs)),
        key=lambda pair: (sum(map(len, pair[0])), pair[0]),
    )
    if any(len(each.lines) > 1 for each in (ours, theirs)) or not chosen.item.value:
        return lines
    mine, yours = _rest(ours).strip(), _rest(theirs).strip()
    known = _rest(base).strip() if base and len(base.lines) == 1 else ""
    if not (mine and yours) or known in (mine, yours):
        return lines
    if mine in yours or yours in mine:  # one is the merge of both, from a sync that was killed
        comment = max(mine, yours, key=lambda each: (len(each), each))
    else:
        comment = " ".join(sorted((mine, yours)))
    line = lines[0]
    return (f"{line[: len(line) - len(_rest(chosen))]} {comment}",)


def _with_rest(changed: PropertyLines, other: PropertyLines, base: PropertyLines) -> Lines:
    """Return the changed value, with the other side's changed comment behind it."""
    if len(changed.lines) == len(other.lines) == len(base.lines) == 1:
        rests = [_rest(each) for each in (changed, other, base)]
        if changed.item.value and rests[0] == rests[2]:
            line = changed.lines[0]
            return (line[: len(line) - len(rests[0])] + rests[1],)
    return changed.lines


def _rest(each: PropertyLines) -> str:
    """Return the text behind the value in its line."""
    return each.lines[0][each.item.value_end - each.item.start :]


def _unite_lists(was: Value, ours: PropertyLines, theirs: PropertyLines) -> Lines | None:
    """Merge two lists as sets: additions and removals of both sides are applied."""
    here, there, old = (_words(value) for value in (ours.item.value, theirs.item.value, was))
    if here is None or there is None or old is None:
        return None
    listed = [each for each in (ours, theirs) if isinstance(each.item.value, tuple)]
    main = min(listed, key=lambda each: each.lines)
    mine, yours = (here, there) if main is ours else (there, here)
    in_old, in_mine, in_yours = set(old), set(mine), set(yours)
    merged = [one for one in mine if one in in_yours or one not in in_old]
    merged += (one for one in yours if one not in in_mine and one not in in_old)
    value = tuple(dict.fromkeys(merged))
    if value == main.item.value:
        return main.lines
    try:
        edits = replace_value(main.note, main.item, value)
    except WriteRefused:
        return None
    before, after = main.note.text, apply(main.note.text, edits)
    end = main.item.end + len(after) - len(before)
    return tuple(after[main.item.start : end].split("\n")[:-1])


def _words(value: Value) -> tuple[str, ...] | None:
    """Return a list of texts, a single text as a list; None for any other value."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, tuple) or not all(isinstance(one, str) for one in value):
        return None
    return tuple(one for one in value if isinstance(one, str))
