"""Plan the move of an entry whose date has changed, where it can't stay at its place.

The text between the entries, mostly blank lines, stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import Edit, Plan, combine, ending_before
from contactkeeper.core.editing.log_edits import replace_entry, rewrite_entry
from contactkeeper.core.editing.property_edits import step_last_contact

if TYPE_CHECKING:
    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.style import EntrySpan


def move_entry(note: Note, span: EntrySpan, entry: Entry) -> Plan:
    """Plan the replacement of an entry, at the place of its date.

    Raises:
        WriteRefused: the log's shape can't hold the entry.
    """
    spans = note.log.spans if note.log else ()
    here = spans.index(span) if span in spans else 0
    there = _place_of(note, here, entry)
    if there == here:
        return replace_entry(note, span, entry)
    new = _write(note, span, entry)
    text = note.text
    if there > here:
        following = spans[here + 1].start
        between, removed_end = text[_end(text, span) : following], following
        if between.strip():
            # A heading or a divider stays at its place.
            between, removed_end = ending_before(text, span.end), span.end
        last = _end(text, spans[there])
        edits = (Edit(span.start, removed_end, ""), Edit(last, last, between + new))
    else:
        before = _end(text, spans[here - 1])
        first = spans[there].start
        between = text[before : span.start]
        if between.strip():
            between, before = ending_before(text, span.end), span.start
        edits = (Edit(first, first, new + between), Edit(before, _end(text, span), ""))
    moved = Plan(edits=edits, added=(entry,), replaced=((span.entry, None),))
    return combine(note, moved, step_last_contact(note, entry))


def _place_of(note: Note, here: int, entry: Entry) -> int:
    """Return the new position of an entry in the log; its old one if the order allows.

    In a log without a visible order it stays at its place.
    """
    log = note.log
    if log is None or log.newest_first is None:
        return here
    others = [each.entry.date for each in log.spans]
    days = [*others[:here], entry.date, *others[here + 1 :]]
    near = days[max(0, here - 1) : here + 2]
    if near == sorted(near, reverse=log.newest_first):
        return here
    del others[here]
    places = [place for place, day in enumerate(others) if day <= entry.date]
    if log.newest_first:
        return places[0] if places else len(others)
    return places[-1] + 1 if places else 0


def _write(note: Note, span: EntrySpan, entry: Entry) -> str:
    """Return the text of the entry in the style of the old one, without a line ending."""
    log = note.log
    assert log is not None  # noqa: S101  # the span is of this log
    return ending_before(note.text, span.end).join(rewrite_entry(note, log, span, entry))


def _end(text: str, span: EntrySpan) -> int:
    """Return the end of an entry, without the ending of its last line."""
    ended = text[span.start : span.end]
    return span.start + len(ended.removesuffix("\n").removesuffix("\r"))
