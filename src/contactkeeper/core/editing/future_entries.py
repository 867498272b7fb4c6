"""Plan an open task in place of an entry that is dated in the future.

A bullet gets a box where it stands. A dated heading, a paragraph or a row becomes a bullet where a
new task would go, with its date as it is written.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import ENDING, Edit, Plan, apply
from contactkeeper.core.editing.insertion_point import refuse_header_row
from contactkeeper.core.editing.new_tasks import place_task
from contactkeeper.core.editing.verify import refuse_unwritable
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import Task
from contactkeeper.core.note.entry_format import format_entry
from contactkeeper.core.note.entry_parser import strip_closing_marks
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.style import style_of
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.core.model import Problem
    from contactkeeper.core.note.style import EntrySpan, Style

_BULLET = lazy_regex(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]+(?P<box>(?:\[[xX]\][ \t]+)?)")
_HEADING = lazy_regex(r" {0,3}#{1,6}[ \t]+")
_BLANK_LINES = lazy_regex(r"(?:[ \t]*(?:\r\n|\n|\r))*")
_BLANKS = " \t\r\n"


def open_task(note: Note, problem: Problem) -> Plan:
    """Plan an open task from the entry that a problem is about: an appointment, or a reminder.

    Raises:
        WriteRefused: there is none, or the task would say something else.
    """
    refuse_unwritable(note)
    day = dict(problem.facts)["day"]
    log = note.log
    spans = [each for each in log.spans if each.entry.date.isoformat() == day] if log else []
    if not spans:
        raise WriteRefused(note.path, problem.line, Wording("No entry of that day stands here."))
    # Another fix may have moved it.
    span = min(spans, key=lambda each: abs(each.entry.line - problem.line))
    box = _BULLET.match(note.text, span.start, span.end) if span.shape == "bullet" else None
    edits = (Edit(*box.span("box"), "[ ] "),) if box else _move(note, span)
    after = Note.parse(apply(note.text, edits), note.path, note.settings)
    planned = after.log.planned if after.log else ()
    if not any(span.entry.same(each.entry) for each in planned):
        raise WriteRefused(
            note.path, span.entry.line, Wording("As a task it would say something else.")
        )
    new = Counter(map(Task.without_line, after.tasks)) - Counter(map(Task.without_line, note.tasks))
    return Plan(edits, replaced=((span.entry, None),), new_tasks=tuple(new.elements()))


def _move(note: Note, span: EntrySpan) -> tuple[Edit, Edit]:
    """Return the edits that write a block or a row as a task, and that remove it."""
    assert note.log is not None  # noqa: S101  # the span is of this log
    if span.shape == "row":
        refuse_header_row(note, note.log, span)
        if span.entry.tasks:
            raise WriteRefused(
                note.path, span.entry.line, Wording("This row has tasks of its own.")
            )
    own = style_of(note.log.source, (span,), newest_first=True)

    def write(style: Style) -> list[str]:
        if span.shape == "row":
            form = own._replace(shape="bullet", marker=f"{style.marker} [ ]")
            return format_entry(span.entry, form).split("\n")
        head, *under = ENDING.split(note.text[span.start : span.end].rstrip(_BLANKS))
        signs = _HEADING.match(head) if span.shape == "heading" else None
        if signs:
            head = strip_closing_marks(head[signs.end() :]).rstrip()
        return [
            f"{style.marker} [ ] {head}",
            *(f"\t{line}" if line.strip() else "" for line in under),
        ]

    cut = _cut(note.text, span)
    without = Note.parse(apply(note.text, (cut,)), note.path, note.settings)
    place = place_task(without, span.entry, write)
    shift = cut.end - cut.start if place.start > cut.start else 0
    return place._replace(start=place.start + shift, end=place.end + shift), cut


def _cut(text: str, span: EntrySpan) -> Edit:
    """Return the edit that removes an entry, with the blank lines below it, or above the last."""
    start, end = span.start, span.end
    below = _BLANK_LINES.match(text, end)
    if below and below.end() < len(text):
        return Edit(start, end if span.shape == "row" else below.end(), "")
    content = len(text[:start].rstrip(_BLANKS))
    if text[end - 1] not in "\r\n":
        return Edit(content, end, "")
    ending = ENDING.search(text, content, start)
    return Edit(ending.end() if ending else start, end, "")
