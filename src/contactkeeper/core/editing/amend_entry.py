"""How an entry is written anew in its own hand, without losing what only its lines say.

A task's priority or recurrence and a comment are no part of an `Entry`; their lines stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.insertion_point import read_note_outline, refuse_names, write_beside
from contactkeeper.core.note.detect_style import style_of
from contactkeeper.core.note.markdown import split_lines

if TYPE_CHECKING:
    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.style import EntrySpan


def rewrite_entry(note: Note, log: Log, span: EntrySpan, entry: Entry) -> list[str]:
    """Return the lines of an entry that is to stand in the place of the one at a span.

    Raises:
        WriteRefused: the log's shape can't hold the entry.
    """
    refuse_names(note, log, span)
    style = style_of(log.source, (span,), newest_first=True)
    lines = write_beside(note.text, span.start, entry, style)
    if span.shape == "row":
        return lines
    written = split_lines(note.text)
    # The tasks of an entry are its last lines, in their order.
    for at, promise in enumerate(reversed(entry.promises), 1):
        same = (task for task in span.entry.promises if task.same(promise) and task.line)
        if task := next(same, None):
            line = written[task.line - 1]
            lines[-at] = note.text[line.start : line.end]
    for stretch in read_note_outline(note, log.source).hidden:
        if stretch.kind == "comment" and span.start < stretch.start < span.end:
            inside = (line for line in written if stretch.start <= line.start < stretch.end)
            lines += [note.text[line.start : line.end] for line in inside]
    return lines
