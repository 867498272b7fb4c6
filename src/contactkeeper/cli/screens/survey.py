"""Show what `ck init` has found out, as lines of the screen and as figures for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.layout import fit, one_line
from contactkeeper.text.en.marks import (
    say_not_chosen,
    say_overruled,
    say_refused,
    say_strangers,
    say_taken,
    say_untagged,
)
from contactkeeper.text.en.survey import (
    say_doubtful,
    say_left_out,
    say_load,
    say_log,
    say_mentioned,
    say_others,
    say_overdue,
    say_own_dates,
    say_people,
    say_some,
    say_unread,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.cli.json import Document
    from contactkeeper.core.survey.survey import Survey

_YOURS, _READ_AS, _NOTES = 27, 20, 8
_ROWS = 8
_NARROW = 60
"""Cells from which the rows have columns."""


class TableLine(NamedTuple):
    """One line of the table; `asks` where a question goes on in it."""

    text: str
    asks: bool = False


def head_lines(found: Survey, *, everything: bool) -> Iterator[str]:
    """Say how many notes look like contacts, by what, and which are left out."""
    yield one_line(say_people(found))
    for paths, say in ((found.left_out, say_left_out), (found.doubtful, say_doubtful)):
        if paths:
            yield say(len(paths), everything=everything)
            yield from _name(paths, everything=everything)


def further_lines(found: Survey, *, everything: bool) -> Iterator[str]:
    """Say which notes no mark tells, what becomes of them, and what is not taken."""
    for each in found.tagged:
        yield say_taken(each)
        yield from _name(each.paths, everything=everything)
    chosen = found.chosen
    for each in chosen.untagged:
        yield say_untagged(each)
        yield from _name(each.paths, everything=everything)
    for paths, say in ((chosen.refused, say_refused), (chosen.strangers, say_strangers)):
        if paths:
            yield say(len(paths))
            yield from _name(paths, everything=everything)
    if chosen.not_taken:
        yield one_line(say_not_chosen(chosen.not_taken))
    if chosen.overruled:
        yield one_line(say_overruled(chosen.overruled))


def unseen_lines(found: Survey, *, everything: bool) -> Iterator[str]:
    """Name the people without an entry who have a history in the vault all the same."""
    others, people = found.mentions("other")
    if others:
        yield say_others(others, people)
    own, mentioned, notes = found.unseen()
    if own:
        yield say_own_dates(len(own))
        yield from _name(own, everything=everything)
    if mentioned:
        yield say_mentioned(len(mentioned), notes)
        yield from _name(mentioned, everything=everything)


def _name(paths: Sequence[str], *, everything: bool) -> Iterator[str]:
    """Name all notes, or the first of them with a count of the others."""
    return (f"    {one_line(each)}" for each in (paths if everything else [say_some(paths)]))


def table_lines(found: Survey, room: int) -> Iterator[TableLine]:
    """Say how what the notes use is read: names that are not plain, and the headings of logs.

    Where there is no `room` for columns, each row is a sentence.
    """
    row_of = _row if room >= _NARROW else _sentence
    names = [use for use in found.names if not use.is_plain or use.meaning == "last_contact"]
    names.sort(key=lambda use: use.meaning != "last_contact")
    if not names and not found.headings:
        return
    if row_of is _row:
        yield TableLine(_row("Yours", "read as", "notes", "", margin=""))
    for use in names[:_ROWS]:
        asks = use.meaning == "last_contact" and use == names[0]
        is_nothing = use.unread_notes == use.notes
        read_as = "nothing" if is_nothing else use.meaning.replace("_", " ")
        row = row_of(use.name, read_as, f"{use.notes:,}", say_unread(use), keep=asks)
        yield TableLine(row, asks=asks and not use.unread)
    for heading in found.headings[:_ROWS]:
        title = heading.title or "(no heading)"
        yield TableLine(row_of(title, "the log", f"{heading.notes:,}", say_log(heading)))
    more = max(0, len(names) - _ROWS) + max(0, len(found.headings) - _ROWS)
    if more:
        yield TableLine(f"  and {more} more")


def _row(  # noqa: PLR0913  # four columns, and how the line ends
    yours: str, read_as: str, notes: str, remark: str, *, margin: str = "  ", keep: bool = False
) -> str:
    columns = ((f"{margin}{one_line(yours)}", _YOURS), (read_as, _READ_AS), (notes, _NOTES))
    line = "".join(f"{fit(text, width - 1)} " for text, width in columns) + one_line(remark)
    return line if keep else line.rstrip()


def _sentence(yours: str, read_as: str, notes: str, remark: str, *, keep: bool = False) -> str:
    said = f"  {one_line(yours)}: {read_as}, {notes} {'note' if notes == '1' else 'notes'}"
    said += f"; {one_line(remark)}" if remark else ""
    return f"{said}; " if keep else said


def load_lines(found: Survey, today: date) -> list[str]:
    """Say how many messages a week there will be, and how many people are overdue today."""
    return [say_load(found, today), say_overdue(found, today)] if found.people else []


def figures(found: Survey, today: date) -> Document:
    """Give the same figures for the document."""
    unseen = found.unseen()
    tiers = dict(found.tiers)
    return {
        "notes": found.notes,
        "contacts": len(found.people),
        **_signs(found),
        "left_out": [
            *found.left_out,
            *found.chosen.refused,
            *found.chosen.strangers,
            *(path for mark in found.chosen.overruled for path in mark.paths),
        ],
        "doubtful": list(found.doubtful),
        **_uses(found),
        "mentions": [
            {"kind": kind, "notes": notes, "contacts": people}
            for kind in ("meeting", "daily", "other")
            for notes, people in [found.mentions(kind)]
            if notes
        ],
        "unseen": {
            "own_dates": list(unseen.own),
            "mentioned": list(unseen.mentioned),
        },
        "tiers": {**tiers, "none": len(found.people) - sum(tiers.values())},
        "messages_a_week": round(found.messages_a_week(today), 1),
        "due": found.due(today),
        "limit": found.in_force.due_limit,
    }


def _uses(found: Survey) -> Document:
    """Give the properties and headings that the contacts use."""
    orders = {True: "newest-first", False: "oldest-first", None: None}
    return {
        "properties": [
            {
                "name": use.name,
                "read_as": use.meaning,
                "notes": use.notes,
                "not_read": use.unread_notes,
                "values_not_read": list(use.unread),
            }
            for use in found.names
        ],
        "headings": [
            {
                "title": use.title,
                "notes": use.notes,
                "order": orders[use.newest_first],
                "lines_without_date": use.undated,
            }
            for use in found.headings
        ],
    }


def _signs(found: Survey) -> Document:
    """Give the signs that tell contacts from other notes."""
    return {
        "marks": [
            {"kind": mark.kind, "word": mark.word, "notes": len(mark.paths)} for mark in found.marks
        ],
        "tagged": [
            {"sign": each.sign, "word": each.word, "tag": each.tag, "notes": list(each.paths)}
            for each in found.tagged
        ],
    }
