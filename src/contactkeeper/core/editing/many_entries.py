"""Plan many new entries and tasks of one note at once.

The result is that of adding one after the other, oldest first, to the character. Where a log is
regular, in one hand and order throughout, entries find their places without reading the note again.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import Edit, Plan, apply, combine, insert_lines
from contactkeeper.core.editing.insertion_point import find_place, insert_beside, write_beside
from contactkeeper.core.editing.log_edits import insert_entry
from contactkeeper.core.editing.new_tasks import add_task
from contactkeeper.core.editing.property_edits import step_last_contact
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.meaning import is_contact
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.style import AT_MARGIN, EntrySpan, date_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.model import Entry, Task
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.style import Style

_DATE = attrgetter("date")
_IRREGULAR = lazy_regex(r"<[!?/a-zA-Z]|%%|```|~~~")
"""Marks that may hide lines."""
_OTHER_HAND = lazy_regex(r"[ \t]*(?:[0-9]{1,9}[.)][ \t]|[-*+][ \t]+\[[^\]\n]\][ \t])")
"""The beginning of a numbered entry, whose number depends on its neighbours, and of a task."""
_LEAD = lazy_regex(r"[ \t]*")
_SHOWN = 3
"""Blocks that show how far apart the blocks of a log stand."""


def append_entries(
    note: Note, entries: Iterable[Entry], tasks: Sequence[Task] = (), usual: Style | None = None
) -> Plan:
    """Plan new entries, and new tasks under no entry, each at its place in the log.

    `usual` is the style of a log that has no entry yet.

    Raises:
        UnknownLog: only the dates of the section show that it is the log, or those of several.
        WriteRefused: there is no safe place, or the log's shape can't hold one of them.
    """
    rest = sorted(entries, key=_DATE)
    newest = max(filter(is_contact, rest), key=_DATE, default=None)
    kept = step_last_contact(note, newest) if newest else Plan()
    inserted = _Insertions(note.text)
    now, plan = note, Plan()
    while rest:
        own = _insert_regular(now, rest) or insert_entry(now, rest[0], usual)
        plan = _followed(note, plan, own)
        rest = rest[len(own.added) :]
        inserted.insert_all(own.edits)
        if rest or tasks:
            now = _after(now, own)
    for task in tasks:
        own = add_task(now, task)
        now = _after(now, own)
        inserted.insert_all(own.edits)
        plan = plan._replace(new_tasks=(*plan.new_tasks, task))
    return combine(note, plan._replace(edits=inserted.edits()), kept)


def _followed(note: Note, plan: Plan, own: Plan) -> Plan:
    """Return a plan for the note with one more entry after it.

    The tasks below a table belong to its last row: they pass from row to row.
    """
    added, replaced = list(plan.added), list(plan.replaced)
    for old, new in own.replaced:
        at = next((at for at, each in enumerate(added) if each.same(old)), None)
        if at is not None and new:
            added[at] = new
            continue
        spans = note.log.all_spans if note.log else ()
        there = next(span.entry for span in spans if span.entry.same(old))
        replaced.append((there, new))
    return plan._replace(added=(*added, *own.added), replaced=tuple(replaced))


def _after(note: Note, plan: Plan) -> Note:
    return Note.parse(apply(note.text, plan.edits), note.path, note.settings)


class _Insertions:
    """Texts inserted into a text one after another, each at an offset of what is there by then."""

    def __init__(self, text: str) -> None:
        self._pieces: list[tuple[int, str]] = [(len(text), "")]
        """Lengths of stretches of the old text, each with the new text after it."""

    def insert_all(self, edits: Sequence[Edit]) -> None:
        """Insert what edits of the text with all insertions up to now insert."""
        for edit in reversed(edits):
            self._insert(edit.start, edit.opening + edit.text + edit.closing)

    def _insert(self, at: int, new: str) -> None:
        for place, (kept, text) in enumerate(self._pieces):
            if at <= kept:
                self._pieces[place : place + 1] = [(at, new), (kept - at, text)]
                return
            at -= kept
            if at <= len(text):
                self._pieces[place] = (kept, text[:at] + new + text[at:])
                return
            at -= len(text)

    def edits(self) -> tuple[Edit, ...]:
        """Return all of them as edits of the old text."""
        edits, at = [], 0
        for kept, text in self._pieces:
            at += kept
            if text:
                edits.append(Edit(at, at, text))
        return tuple(edits)


def _insert_regular(note: Note, entries: Sequence[Entry]) -> Plan | None:
    """Plan the first of the entries, oldest first, that change nothing of a log's hand and order.

    None: the log is not regular, the first entry is not, or one needs more blank lines.
    """
    log = note.log
    if len(entries) == 1 or log is None or not _is_regular(note, log):
        return None
    if log.newest_first is None:  # one entry: the next one shows the order of the settings
        log = log._replace(newest_first=note.settings.log.order == "newest-first")
    style, spans = log.style, list(log.spans)
    written = list(_regular_lines(note, log, entries))
    if not written:
        return None
    for number, entry in enumerate(entries[: len(written)]):
        at, goes_before = find_place(note, log, spans, entry)
        spans.insert(at if goes_before else at + 1, EntrySpan(entry, -1, number, style.shape))
    edits = []
    anchor = None
    run: list[str] = []
    for span in [*spans, None]:
        if span and span.start < 0:
            run += [*([""] * style.gap if run else []), written[span.end]]
            continue
        goes_before = anchor is None or bool(log.newest_first and span)
        beside = span if goes_before else anchor
        anchor = span
        if not run or beside is None:
            continue
        edit = insert_beside(note, log, beside, run, style, goes_before=goes_before)
        blank = [""] * style.gap
        plain = [*run, *blank] if goes_before else [*blank, *run]
        if edit != insert_lines(note.text, edit.start, plain):
            return None  # this neighbour needs a blank line of its own
        edits.append(edit)
        run = []
    return Plan(tuple(edits), added=tuple(entries[: len(written)]))


def _regular_lines(note: Note, log: Log, entries: Sequence[Entry]) -> Iterator[str]:
    """Write entries, up to the first that takes several lines or changes the hand of the log."""
    newest, style = max(span.entry.date for span in log.spans), log.style
    shows: dict[Entry, bool] = {}
    for entry in entries:
        lines = write_beside(note.text, log.spans[0].start, entry, style)
        if len(lines) > 1:
            return
        if entry.date >= newest:
            undated = entry._replace(date=date.min)
            if undated not in shows:
                shows[undated] = _shows(lines[0], style)
            if not shows[undated]:
                return
        yield lines[0]


def _is_regular(note: Note, log: Log) -> bool:
    """Say whether all entries of a log stand in one shape, at one distance and in a known order."""
    spans, flat, style = log.spans, log.source, log.style
    if style.shape in AT_MARGIN and (len(spans) < _SHOWN or not style.titled):
        return False
    if not spans or (log.newest_first is None and len(spans) > 1):
        return False
    if log.planned or log.elsewhere or note.unclosed or _IRREGULAR.search(flat, log.start, log.end):
        return False
    leads = {found[0] for span in spans if (found := _LEAD.match(flat, span.start))}
    if len(leads) > 1 or any(
        span.shape != style.shape or _OTHER_HAND.match(flat, span.start) for span in spans
    ):
        return False
    between = (flat[above.end : below.start] for above, below in pairwise(spans))
    return all(text.count("\n") == style.gap and not text.strip() for text in between)


def _shows(line: str, style: Style) -> bool:
    """Say whether the line of an entry shows the form of the date that it was written in."""
    form = date_form(line)
    return (form.opening, form.closing, form.dotted, form.separator) == (
        style.opening,
        style.closing,
        style.dotted,
        style.separator,
    )
