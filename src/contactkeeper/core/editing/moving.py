"""An entry that gets another day: it goes where that day belongs, if it can't stay where it is."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import Edit, Plan, apply, ending_before
from contactkeeper.core.editing.log_edits import append_entry, replace_entry
from contactkeeper.core.notes.note import Note

if TYPE_CHECKING:
    from contactkeeper.core.model import Entry
    from contactkeeper.core.notes.note import EntrySpan


def move_entry(note: Note, span: EntrySpan, entry: Entry) -> Plan:
    """Put an entry in the place of one of the note's, at the place of its day.

    Raises:
        WriteRefused: there is no safe place, or the log's shape can't hold the entry.
    """
    if _fits(note, span, entry):
        return replace_entry(note, span, entry)
    start, end = _with_gap(note, span)
    without = Note.parse(apply(note.text, [Edit(start, end, "")]), note.path, note.settings)
    put = append_entry(without, entry)
    # Its offsets are those of the text without the entry.
    edits = [
        edit
        if edit.end <= start
        else replace(edit, start=edit.start + end - start, end=edit.end + end - start)
        for edit in put.edits
    ]
    return replace(
        put,
        edits=(Edit(start, end, ""), *edits),
        added=(entry,),
        replaced=((span.entry, None),),
    )


def _fits(note: Note, span: EntrySpan, entry: Entry) -> bool:
    """Say whether the log's order holds with the entry where it is."""
    log = note.log
    if log is None or log.newest_first is None:
        return True
    days = [entry.date if each == span else each.entry.date for each in log.spans]
    place = log.spans.index(span)
    near = days[max(0, place - 1) : place + 2]
    return all(one >= two if log.newest_first else one <= two for one, two in pairwise(near))


def _with_gap(note: Note, span: EntrySpan) -> tuple[int, int]:
    """Return what to cut with an entry: the blank lines on one side of it, or its line's ending."""
    spans = note.log.spans if note.log else ()
    place = spans.index(span)
    start, end = span.start, span.end
    following = spans[place + 1].start if place + 1 < len(spans) else None
    before = spans[place - 1].end if place else None
    if following is not None and not note.text[end:following].strip():
        end = following
    elif before is not None and not note.text[before:start].strip():
        start = before
    if end == len(note.text) and not note.text.endswith(("\n", "\r")):
        start -= len(ending_before(note.text, start))  # the line before has had none either
    return start, end
