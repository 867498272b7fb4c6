"""One property that both sides changed: the lines that hold, or None for a person to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_values import replace_value
from contactkeeper.core.language.dates import ImpossibleDate, read_date, read_partial
from contactkeeper.core.note.schema import read_status
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.merging.split_note import Lines
    from contactkeeper.core.model import PartialDate
    from contactkeeper.core.note.frontmatter_values import Property, Value
    from contactkeeper.core.note.note import Note

Side = Literal["ours", "theirs"]

LATER = frozenset({
    "snooze_until", "snoozed", "last_contact", "paused_until", "company_since",
})  # fmt: skip
"""Days of which the later one holds: what was known or wished last."""
EARLIER = frozenset({"created"})
_STRICTNESS = ("active", "paused", "do-not-contact")

TOGETHER = {"snooze_until": ("snoozed",)}
"""What a property needs beside it: without the day it was set, no entry would void a snooze."""


def choose(name: str, ours: Value, theirs: Value) -> Side | None:
    """Return the side whose value of a known property holds; None where no rule says so."""
    if not ours or not theirs:
        # An emptied value is one that was taken away, and a changed one beats that.
        return None if not ours and not theirs else "theirs" if not ours else "ours"
    if not isinstance(ours, str) or not isinstance(theirs, str):
        return None
    if name in LATER or name in EARLIER:
        here, there = _day(ours), _day(theirs)
        if here is None or there is None or here == there:
            return None
        return "ours" if (here > there) == (name in LATER) else "theirs"
    if name == "status":
        return _stricter(ours, theirs)
    return _fuller(ours, theirs) if name == "birthday" else None


def _stricter(ours: str, theirs: str) -> Side | None:
    """Respect for a person's limits comes first: `do-not-contact` before `paused`."""
    here, there = read_status(ours), read_status(theirs)
    if here is None or there is None or here == there:
        return None
    return "ours" if _STRICTNESS.index(here) > _STRICTNESS.index(there) else "theirs"


def _fuller(ours: str, theirs: str) -> Side | None:
    """The same day with its year says more."""
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


class Keyed(Protocol):
    """A property in its note, with its lines."""

    @property
    def known(self) -> str | None:
        """Its meaning, if it has one."""

    @property
    def lines(self) -> Lines:
        """All of it, from its key."""

    @property
    def item(self) -> Property:
        """How it was read."""

    @property
    def note(self) -> Note:
        """The note that it stands in."""


def settle_value(base: Keyed | None, ours: Keyed, theirs: Keyed) -> Lines | None:
    """Return the lines of a property whose lines both sides changed; None where nobody can say."""
    was = base.item.value if base else None
    here, there = ours.item.value, theirs.item.value
    if here == there:
        return max(ours.lines, theirs.lines, key=lambda lines: (sum(map(len, lines)), lines))
    if base and here == was:
        return _with_rest(theirs, ours, base)
    if base and there == was:
        return _with_rest(ours, theirs, base)
    if ours.known and (side := choose(ours.known, here, there)):
        return ours.lines if side == "ours" else theirs.lines
    if isinstance(here, tuple) or isinstance(there, tuple):
        return _unite_lists(was, ours, theirs)
    return None


def _with_rest(changed: Keyed, other: Keyed, base: Keyed) -> Lines:
    """Return the changed value with the comment that the other side changed behind it."""
    if len(changed.lines) == len(other.lines) == len(base.lines) == 1:
        rests = [_rest(each) for each in (changed, other, base)]
        if changed.item.value and rests[0] == rests[2]:
            line = changed.lines[0]
            return (line[: len(line) - len(rests[0])] + rests[1],)
    return changed.lines


def _rest(each: Keyed) -> str:
    """Return what stands behind the value in its line."""
    return each.lines[0][each.item.value_end - each.item.start :]


def _unite_lists(was: Value, ours: Keyed, theirs: Keyed) -> Lines | None:
    """Merge two lists as sets: what either added is in, what either took out is out."""
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
    """Return a list of words, one word as a list; None for what is neither."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, tuple) or not all(isinstance(one, str) for one in value):
        return None
    return tuple(one for one in value if isinstance(one, str))
