"""Show what `ck init` has found out, as lines of the screen and as figures for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.layout import fit, one_line
from contactkeeper.text.marks import (
    say_not_chosen,
    say_overruled,
    say_refused,
    say_strangers,
    say_taken,
    say_untagged,
)
from contactkeeper.text.survey import (
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
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.cli.json import Document
    from contactkeeper.core.survey.survey import Survey
    from contactkeeper.text.speech import Speech

_YOURS, _READ_AS, _NOTES = 27, 20, 8
_ROWS = 8
_NARROW = 60
"""Cells from which the rows have columns."""


class TableLine(NamedTuple):
    """One line of the table; `asks` where a question goes on in it."""

    text: str
    asks: bool = False


def head_lines(speech: Speech, found: Survey, *, everything: bool) -> Iterator[str]:
    """Say how many notes look like contacts, by what, and which are left out."""
    yield one_line(speech.say(say_people(found)))
    for paths, say in ((found.left_out, say_left_out), (found.doubtful, say_doubtful)):
        if paths:
            yield speech.say(say(len(paths), everything=everything))
            yield from _name(speech, paths, everything=everything)


def further_lines(speech: Speech, found: Survey, *, everything: bool) -> Iterator[str]:
    """Say which notes no mark tells, what becomes of them, and what is not taken."""
    for each in found.tagged:
        yield speech.say(say_taken(each))
        yield from _name(speech, each.paths, everything=everything)
    chosen = found.chosen
    for each in chosen.untagged:
        yield speech.say(say_untagged(each))
        yield from _name(speech, each.paths, everything=everything)
    for paths, say in ((chosen.refused, say_refused), (chosen.strangers, say_strangers)):
        if paths:
            yield speech.say(say(len(paths)))
            yield from _name(speech, paths, everything=everything)
    if chosen.not_taken:
        yield one_line(speech.say(say_not_chosen(chosen.not_taken)))
    if chosen.overruled:
        yield one_line(speech.say(say_overruled(chosen.overruled)))


def unseen_lines(speech: Speech, found: Survey, *, everything: bool) -> Iterator[str]:
    """Name the people without an entry who have a history in the vault all the same."""
    others, people = found.mentions("other")
    if others:
        yield speech.say(say_others(others, people))
    own, mentioned, notes = found.unseen()
    if own:
        yield speech.say(say_own_dates(len(own)))
        yield from _name(speech, own, everything=everything)
    if mentioned:
        yield speech.say(say_mentioned(len(mentioned), notes))
        yield from _name(speech, mentioned, everything=everything)


def _name(speech: Speech, paths: Sequence[str], *, everything: bool) -> Iterator[str]:
    """Name all notes, or the first of them with a count of the others."""
    named = paths if everything else [speech.say(say_some(paths))]
    return (f"    {one_line(each)}" for each in named)


def table_lines(speech: Speech, found: Survey, room: int) -> Iterator[TableLine]:
    """Say how what the notes use is read: names that are not plain, and the headings of logs.

    Where there is no `room` for columns, each row is a sentence.
    """
    say = speech.say
    row_of = _row if room >= _NARROW else _sentence
    names = [use for use in found.names if not use.is_plain or use.meaning == "last_contact"]
    names.sort(key=lambda use: use.meaning != "last_contact")
    if not names and not found.headings:
        return
    if row_of is _row:
        heads = [say(each) for each in (Wording("Yours"), Wording("read as"), Wording("notes"))]
        yield TableLine(_row(heads[0], heads[1], heads[2], "", margin=""))
    for use in names[:_ROWS]:
        asks = use.meaning == "last_contact" and use == names[0]
        read_as = speech.words.name_property(use.meaning)
        if use.unread_notes == use.notes:
            read_as = say(Wording("nothing"))
        row = row_of(
            use.name, read_as, _notes(speech, use.notes, room), say(say_unread(use)), keep=asks
        )
        yield TableLine(row, asks=asks and not use.unread)
    for heading in found.headings[:_ROWS]:
        title = heading.title or say(Wording("(no heading)"))
        remark = say(say_log(heading))
        yield TableLine(
            row_of(title, say(Wording("the log")), _notes(speech, heading.notes, room), remark)
        )
    more = max(0, len(names) - _ROWS) + max(0, len(found.headings) - _ROWS)
    if more:
        yield TableLine(f"  {say(Wording('and {count:,} more', count=more))}")


def _row(  # noqa: PLR0913  # four columns, and how the line ends
    yours: str,
    read_as: str,
    notes: str,
    remark: str,
    *,
    margin: str = "  ",
    keep: bool = False,
) -> str:
    columns = ((f"{margin}{one_line(yours)}", _YOURS), (read_as, _READ_AS), (notes, _NOTES))
    line = "".join(f"{fit(text, width - 1)} " for text, width in columns) + one_line(remark)
    return line if keep else line.rstrip()


def _notes(speech: Speech, count: int, room: int) -> str:
    if room >= _NARROW:
        return speech.phrases.say_number(count)
    return speech.say(Wording.counted("{number:,} note", "{number:,} notes", count))


def _sentence(yours: str, read_as: str, notes: str, remark: str, *, keep: bool = False) -> str:
    said = f"  {one_line(yours)}: {read_as}, {notes}"
    said += f"; {one_line(remark)}" if remark else ""
    return f"{said}; " if keep else said


def load_lines(speech: Speech, found: Survey, today: date) -> list[Wording]:
    """Say how many messages a week there will be, and how many people are overdue today."""
    if not found.people:
        return []
    return [say_load(speech, found, today), say_overdue(found, today)]


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
