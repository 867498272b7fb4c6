"""Plan the field that says of a message of theirs that it needs no answer: `[reply:: none]`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.compose_entry import without_reply
from contactkeeper.core.editing.edits import ENDING, Edit, Plan
from contactkeeper.core.editing.log_edits import replace_entry
from contactkeeper.core.editing.verify import refuse_unwritable
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.entry_parser import CLOSING_MARKS
from contactkeeper.core.note.escapes import format_field, take_fields
from contactkeeper.core.note.meaning import NO_REPLY, meaning_of, wants_no_reply
from contactkeeper.core.note.style import style_of
from contactkeeper.core.note.tables import find_cell
from contactkeeper.errors import UsageError, WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.style import EntrySpan

_BLANKS = " \t"
_BLOCK_ID = lazy_regex(r"(?<![ \t])[ \t]++\^[A-Za-z0-9-]+\Z")
"""Obsidian finds the name of a block at the end of its line only."""


def excuse_last(note: Note, today: date) -> Plan:
    """Plan that their last message up to `today` needs no answer.

    Empty where it says so already, or has an answer: something of mine on its day or after it.

    Raises:
        UsageError: they have written nothing.
        WriteRefused: the note can't be written.
    """
    refuse_unwritable(note)
    entries = [each for each in note.contact().entries if each.date <= today]
    last = next((each for each in reversed(entries) if each.direction == "<-"), None)
    spans = note.log.all_spans if note.log else ()
    span = next((each for each in spans if each.entry is last), None)
    if last is None or span is None:
        raise UsageError(
            Wording(
                "--no-reply without a text is about their last message, and {path} has none (<-).",
                path=note.path,
            )
        )
    if wants_no_reply(last) or any(
        each.date >= last.date and meaning_of(each) in ("conversation", "sent") for each in entries
    ):
        return Plan()
    if last.field("reply"):
        return replace_entry(note, span, without_reply(last))
    start, end, until = _place(note, span)
    text = note.text[start:end]
    words = format_field(*NO_REPLY)
    new = (f" {words}" if text[-1:].strip() else words).ljust(until - end)
    before = [each for each in take_fields(text)[1] if each in last.fields]
    fields = (*last.fields[: len(before)], NO_REPLY, *last.fields[len(before) :])
    replaced = ((last, last._replace(fields=fields)),)
    return Plan(edits=(Edit(end, until, new),), replaced=replaced)


def _place(note: Note, span: EntrySpan) -> tuple[int, int, int]:
    """Return where the text of an entry's first line begins and ends, and the end of its padding.

    Raises:
        WriteRefused: a row of a table has no cell for a text.
    """
    start = span.start
    line = ENDING.split(note.text[start : span.end], maxsplit=1)[0]
    if span.shape == "row" and note.log:
        style = style_of(note.log.source, (span,), newest_first=True)
        cell = find_cell(line, style.columns.index("text"))
        if cell is None:
            raise WriteRefused(
                note.path, span.entry.line, Wording("The row has no cell for a text.")
            )
        begins, ends, until = cell
        return start + begins, start + ends, start + until
    said = line.rstrip(_BLANKS)
    if span.shape == "heading":
        said = CLOSING_MARKS.sub("", said).rstrip(_BLANKS)
    said = _BLOCK_ID.sub("", said)
    return start, start + len(said), start + len(said)
