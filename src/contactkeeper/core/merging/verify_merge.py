"""Verify that a merged note has everything of both sides, independently of the code that merged it.

Only the parser of notes is used here, no code of the merge; import-linter checks that. It counts
entries by their lines, ticked checkboxes, properties by their values, and all other lines.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.language.languages import pattern, words
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.model import Problem
    from contactkeeper.core.note.frontmatter_values import Value
    from contactkeeper.core.settings import Settings

_LINE = re.compile(r"[^\r\n]+")
_BOX = re.compile(r"((?:^|\||>)[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[)([^\]])(\](?:[ \t]|$))")
_DONE = re.compile(
    r"(?<![ \t])[ \t]*+(?:[✅❌]\ufe0f?[ \t]*[0-9-]{10}"
    r"|\[(?:completion|cancelled)::[ \t]*[0-9-]{10}\])"
)
_WAITING = lazy_regex(
    rf"(?<=\][ \t]){pattern(words(lambda language: language.waiting))}(?=:)", re.IGNORECASE
)
_CELL_END = re.compile(r"\||<br[ \t]*/?>", re.IGNORECASE)
_EXCERPT = 60

_Lines = tuple[str, ...]


_OF_THE_WHOLE = frozenset(("conflict-markers", "second-log", "uncounted"))
"""Problems that depend on the log as a whole; a lost log is reported by itself."""


class _Read(NamedTuple):
    """The content of a note, counted."""

    entries: Counter[_Lines]
    """Entries by their lines, stripped, with their checkboxes."""
    lines: Counter[str]
    """All lines but a readable block and the log's heading, with empty checkboxes."""
    outside: set[str]
    """Those of them that are not in an entry."""
    ticked: Counter[str]
    """Lines with a ticked checkbox, with their checkboxes empty."""
    properties: dict[str, tuple[Value, ...]]
    everything: set[str]
    """Every line, also of the block, with empty checkboxes."""
    problems: set[str]
    has_log: bool
    is_marked: bool
    """Whether it has conflict markers, which may be anywhere."""

    def all_lines(self) -> set[str]:
        """Return all lines, and those in the cells of rows, with empty checkboxes."""
        return set(self.lines) | {_opened(line) for lines in self.entries for line in lines}


def find_losses(
    base: str | None, ours: str, theirs: str, merged: str, settings: Settings
) -> tuple[Wording, ...]:
    """Return a sentence for each loss or fault of a merged text; nothing where it is safe to use.

    A loss is what a side has, the other side has not deleted, and the text lacks. A fault is what
    the text has too often, or a problem that neither side has.
    """
    notes = [Note.parse(text, "", settings) for text in (base or "", ours, theirs, merged)]
    # If one version has an unreadable block, the block counts as text in all of them.
    by_keys = all(_is_readable(note) for note in notes)
    read = [_read(note, by_keys=by_keys) for note in notes]
    looks = (_lost_entries, _lost_ticks, _lost_properties, _lost_lines, _new_problems)
    return tuple(dict.fromkeys(loss for look in looks for loss in look(*read)))


def _is_readable(note: Note) -> bool:
    block = note.frontmatter
    if block is None:
        return not note.text.removeprefix("\ufeff").startswith("---")  # its closing line is missing
    return block.error is None and not block.duplicates


def _read(note: Note, *, by_keys: bool) -> _Read:
    text = note.text
    body = note.frontmatter.end if note.frontmatter and by_keys else 0
    spans = note.log.all_spans if note.log else ()
    entries = Counter(
        _cells(lines) if span.shape == "row" else lines
        for span in spans
        for lines in (tuple(_lines_of(text, span.start, span.end)),)
    )
    outside: set[str] = set()
    at = body
    stretches = [(note.log.heading_start, note.log.start)] if note.log else []
    for start, end in sorted((*stretches, *((span.start, span.end) for span in spans))):
        outside.update(map(_opened, _lines_of(text, at, start)))
        at = end
    outside.update(map(_opened, _lines_of(text, at, len(text))))
    top, below = stretches[0] if stretches else (body, body)
    lines = [*_lines_of(text, body, top), *_lines_of(text, below, len(text))]
    properties: dict[str, tuple[Value, ...]] = {}
    if note.frontmatter and by_keys:
        for item in note.frontmatter.properties:
            name = canonical(item.name, note.settings) or item.name
            properties[name] = (*properties.get(name, ()), item.value)
    problems = {
        f"{problem.code}: {', '.join(_facts_of(problem))}"
        for problem in note.contact().problems
        if problem.severity == "problem" and problem.code not in _OF_THE_WHOLE
    }
    everything = set(map(_opened, _lines_of(text, 0, len(text))))
    ticked = Counter(_opened(line) for line in lines if _is_ticked(line))
    has_log = bool(note.log and note.log.is_known)
    return _Read(
        entries, Counter(map(_opened, lines)), outside, ticked, properties, everything, problems,
        has_log, any(each.code == "conflict-markers" for each in note.problems),
    )  # fmt: skip


def _lines_of(text: str, start: int, end: int) -> Iterator[str]:
    for found in _LINE.finditer(text, start, end):
        if line := found[0].strip("\ufeff \t"):
            yield line


def _cells(row: _Lines) -> _Lines:
    """Return a row's cells, and the lines in them."""
    return tuple(cell.strip() for line in row for cell in _CELL_END.split(line) if cell.strip())


def _opened(line: str) -> str:
    """Return a line with empty checkboxes; of a task, without its day, and with one `waiting:`."""
    if not _BOX.search(line):
        return line
    return _DONE.sub("", _WAITING.sub("waiting", _BOX.sub(r"\1 \3", line)))


def _is_ticked(line: str) -> bool:
    return any(found[2] != " " for found in _BOX.finditer(line))


def _expected(base: int, ours: int, theirs: int) -> int:
    """Return how often something has to occur; what both sides added has to occur once."""
    if ours >= base and theirs >= base:
        return max(ours, theirs)
    if ours <= base and theirs <= base:
        return min(ours, theirs)
    return max(0, ours + theirs - base)


def _lost_entries(base: _Read, ours: _Read, theirs: _Read, merged: _Read) -> Iterator[Wording]:
    if not merged.has_log and _expected(base.has_log, ours.has_log, theirs.has_log):
        yield Wording("the log would be lost")
    for side, other in ((ours, theirs), (theirs, ours)):
        gone = base.all_lines() - other.all_lines()
        free = merged.entries.copy()
        changed = []
        for lines, count in side.entries.items():
            needed = _expected(base.entries[lines], count, other.entries[lines])
            there = merged.entries[lines]
            free[lines] -= needed
            changed += [lines] * (needed - there)
            if there > max(count, other.entries[lines]):
                yield Wording("an entry would be doubled: {line}", line=_excerpt(lines))
        spare = _Spare(free)
        for lines in changed:
            if not _is_covered(lines, gone, spare, merged):
                yield Wording("an entry would be lost: {line}", line=_excerpt(lines))
    known = {_opened(line) for side in (ours, theirs) for lines in side.entries for line in lines}
    for lines in () if merged.is_marked else merged.entries:
        if strange := [line for line in map(_opened, lines) if line not in known]:
            yield Wording(
                "a line would become part of an entry: {line}", line=_excerpt((strange[0],))
            )


class _Spare:
    """Entries of the merged note that no entry of a side is matched with yet, by their lines."""

    def __init__(self, free: Counter[_Lines]) -> None:
        self._free = +free
        self._said = {lines: Counter(map(_opened, lines)) for lines in self._free}
        self._by_line: dict[str, list[_Lines]] = {}
        for lines, all_lines in self._said.items():
            for line in all_lines:
                self._by_line.setdefault(line, []).append(lines)

    def take(self, wanted: Sequence[str]) -> bool:
        """Match an entry that has all these lines; say whether there is one."""
        # The rarest line has the fewest candidates.
        rarest = min(wanted, key=lambda line: len(self._by_line.get(line, ())))
        needed = Counter(wanted)
        for lines in self._by_line.get(rarest, ()):
            if self._free[lines] and not needed - self._said[lines]:
                self._free[lines] -= 1
                return True
        return False


def _is_covered(lines: _Lines, gone: set[str], spare: _Spare, merged: _Read) -> bool:
    """Say whether the merged note has an entry, but for lines that the other side deleted."""
    wanted = [line for line in map(_opened, lines) if line not in gone]
    if not wanted:
        return False
    if not merged.has_log:
        return all(line in merged.everything for line in wanted)
    return spare.take(wanted)


def _lost_ticks(base: _Read, ours: _Read, theirs: _Read, merged: _Read) -> Iterator[Wording]:
    for line in ours.ticked | theirs.ticked:
        needed = _expected(base.ticked[line], ours.ticked[line], theirs.ticked[line])
        if merged.ticked[line] < min(needed, merged.lines[line]):
            yield Wording("a done task would be open again: {line}", line=_excerpt((line,)))


def _lost_properties(base: _Read, ours: _Read, theirs: _Read, merged: _Read) -> Iterator[Wording]:
    for name in {**ours.properties, **theirs.properties}:
        was, here, there, now = (
            side.properties.get(name, ()) for side in (base, ours, theirs, merged)
        )
        if was in (here, there) or here == there:
            holds = there if here == was else here
            # A deleted property may be kept as the companion of a changed one.
            right = now == holds or (not holds and now == was)
        else:
            right = now in (here, there) or _holds_new(was, here, there, now)
        if not right:
            yield Wording("`{name}` would have a wrong value", name=name)


def _holds_new(
    was: Sequence[Value], here: Sequence[Value], there: Sequence[Value], now: Sequence[Value]
) -> bool:
    """Say whether a list has every item that either side added."""
    old, new = set(_items(was)), set(_items(now))
    return bool(now) and all(one in new or one in old for one in (*_items(here), *_items(there)))


def _items(values: Iterable[Value]) -> Iterator[str]:
    for value in values:
        for one in value if isinstance(value, tuple) else (value,):
            yield repr(one)


def _lost_lines(base: _Read, ours: _Read, theirs: _Read, merged: _Read) -> Iterator[Wording]:
    for line in ours.outside | theirs.outside:
        was, here, there = base.lines[line], ours.lines[line], theirs.lines[line]
        # Each side may have deleted a different one of several equal lines.
        both_fewer = here < was and there < was
        needed = max(0, here + there - was) if both_fewer else _expected(was, here, there)
        if merged.lines[line] < needed:
            yield Wording("a line would be lost: {line}", line=_excerpt((line,)))


def _facts_of(problem: Problem) -> list[str]:
    """Return the case and facts of a problem without its lines, which a merge moves."""
    facts = [str(fact) for name, fact in problem.facts if not name.endswith("line")]
    return [problem.case, *facts] if problem.case else facts


def _new_problems(_: _Read, ours: _Read, theirs: _Read, merged: _Read) -> Iterator[Wording]:
    for problem in sorted(merged.problems - ours.problems - theirs.problems):
        yield Wording("there would be a new problem: {problem}", problem=problem)


def _excerpt(lines: _Lines) -> str:
    first = lines[0] if lines else ""
    return first if len(first) <= _EXCERPT else f"{first[: _EXCERPT - 1]}…"
