"""One property that both sides changed: the lines that hold, or None for a person to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_values import replace_value
from contactkeeper.core.merging.property_rules import choose
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from contactkeeper.core.merging.split_note import Lines
    from contactkeeper.core.note.frontmatter_values import Property, Value
    from contactkeeper.core.note.note import Note


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
        return _with_both_comments(base, ours, theirs)
    if base and here == was:
        return _with_rest(theirs, ours, base)
    if base and there == was:
        return _with_rest(ours, theirs, base)
    if ours.known and (side := choose(ours.known, here, there)):
        return ours.lines if side == "ours" else theirs.lines
    if isinstance(here, tuple) or isinstance(there, tuple):
        return _unite_lists(was, ours, theirs)
    return None


def _with_both_comments(base: Keyed | None, ours: Keyed, theirs: Keyed) -> Lines:
    """Return the longer lines of a value that both sides have, with the comments of both."""
    other, main = sorted((ours, theirs), key=lambda each: (sum(map(len, each.lines)), each.lines))
    if not len(main.lines) == len(other.lines) == 1:
        return main.lines
    line, kept, new = main.lines[0], _rest(main), _rest(other)
    was = _rest(base).strip() if base and len(base.lines) == 1 else ""
    if not new.strip().startswith("#") or new.strip() == was or new.strip() in kept:
        return main.lines
    if kept.strip() == was:
        return (line[: len(line) - len(kept)] + new,)
    return (f"{line} {new.strip()}",)


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
