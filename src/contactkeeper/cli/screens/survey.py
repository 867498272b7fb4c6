"""Show what `ck init` has found out, as lines of the screen and as figures for JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.layout import fit, one_line
from contactkeeper.core.survey.sighting import say_mark
from contactkeeper.text.days import show_cadence
from contactkeeper.text.phrases import say_count

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from contactkeeper.cli.json import Document
    from contactkeeper.core.survey.survey import HeadingUse, NameUse, Survey

_YOURS, _READ_AS, _NOTES = 27, 20, 8
_NAMED = 3
_ROWS = 8
_QUOTED = 3
_KINDS = {
    "tier": ("tier", "tiers"),
    "status": ("status", "statuses"),
    "cadence": ("rhythm", "rhythms"),
    "trust": ("figure from 1 to 5", "figures from 1 to 5"),
}


class TableLine(NamedTuple):
    """One line of the table; `asks` where a question goes on in it."""

    text: str
    asks: bool = False


def head_lines(found: Survey, *, everything: bool) -> Iterator[str]:
    """Say how many notes look like contacts, by what, and which are left out."""
    read = f"{say_count(found.notes, 'note')} read."
    if not found.people:
        yield f"{read} None looks like a person yet: ck add NAME makes the first."
    else:
        marks = ", ".join(map(say_mark, found.marks))
        looks = "looks like a recruiter" if len(found.people) == 1 else "look like recruiters"
        yield one_line(f"{read} {len(found.people):,} {looks}{f': {marks}' if marks else ''}.")
    hint = "" if everything else " (--all lists them)"
    if found.left_out:
        said = "Left out, tagged but with no e-mail, handle, company or log"
        yield f"{said}: {len(found.left_out):,}{hint}"
        yield from _listed(found.left_out, everything=everything)
    if found.doubtful:
        said = "Counted, though with no e-mail, handle, company or log"
        yield f"{said}: {len(found.doubtful):,}{hint}; without the tag they are out"
        yield from _listed(found.doubtful, everything=everything)


def _listed(paths: tuple[str, ...], *, everything: bool) -> Iterator[str]:
    if everything:
        yield from (f"    {one_line(path)}" for path in paths)
        return
    names = [path.rpartition("/")[2][:-3] for path in paths[:_NAMED]]
    more = f" · {len(paths) - _NAMED:,} more" if len(paths) > _NAMED else ""
    said = " · ".join(names) + more
    yield f"    {one_line(said)}"


def table_lines(found: Survey) -> Iterator[TableLine]:
    """Say how what the notes use is read: names that are not plain, and the headings of logs."""
    names = [use for use in found.names if not use.is_plain or use.meaning == "last_contact"]
    names.sort(key=lambda use: use.meaning != "last_contact")
    if not names and not found.headings:
        return
    yield TableLine(_row("Yours", "read as", "notes", "", margin=""))
    for use in names[:_ROWS]:
        asks = use.meaning == "last_contact" and use == names[0]
        is_nothing = use.unread_notes == use.notes
        read_as = "nothing" if is_nothing else use.meaning.replace("_", " ")
        row = _row(use.name, read_as, f"{use.notes:,}", _unread(use), keep=asks)
        yield TableLine(row, asks=asks and not use.unread)
    for heading in found.headings[:_ROWS]:
        yield TableLine(_row(heading.title, "the log", f"{heading.notes:,}", _log(heading)))
    more = max(0, len(names) - _ROWS) + max(0, len(found.headings) - _ROWS)
    if more:
        yield TableLine(f"  and {more} more")


def _row(  # noqa: PLR0913  # four columns, and how the line ends
    yours: str, read_as: str, notes: str, remark: str, *, margin: str = "  ", keep: bool = False
) -> str:
    columns = ((f"{margin}{one_line(yours)}", _YOURS), (read_as, _READ_AS), (notes, _NOTES))
    line = "".join(f"{fit(text, width - 1)} " for text, width in columns) + one_line(remark)
    return line if keep else line.rstrip()


def _unread(use: NameUse) -> str:
    """Name the values that could not be read."""
    if not use.unread:
        return ""
    quoted = ", ".join(f'"{value}"' for value in use.unread[:_QUOTED])
    more = ", …" if len(use.unread) > _QUOTED else ""
    if use.unread_notes == use.notes and use.meaning in _KINDS:
        one, several = _KINDS[use.meaning]
        return f"{quoted}{more} {f'is no {one}' if len(use.unread) == 1 else f'are no {several}'}"
    return f"{use.unread_notes:,} not read: {quoted}{more}"


def _log(use: HeadingUse) -> str:
    order = {True: "newest first", False: "oldest first", None: ""}[use.newest_first]
    undated = f"{say_count(use.undated, 'line')} without a date" if use.undated else ""
    return "; ".join(filter(None, (order, undated)))


def rhythm_lines(found: Survey, today: date) -> Iterator[str]:
    """Say how many messages a week the cadences make, and how many contacts are overdue today."""
    if not found.people:
        return
    rules, tiers = found.settings.cadence, found.tiers
    supporting, key = show_cadence(rules.supporting or rules.default), show_cadence(rules.key)
    week = round(found.messages_a_week(today))
    load = f"about {say_count(week, 'message')} a week" if week else "less than a message a week"
    if not any(tiers.values()):
        yield f"Nobody has a tier, so all count as supporting, {supporting}: {load}."
    else:
        others = len(found.people) - tiers["key"]
        yield f"{tiers['key']:,} key, {key}; {others:,} supporting, {supporting}: {load}."
    due, limit = found.due(today), found.settings.due_limit
    if not due:
        yield "Nobody is overdue today."
        return
    shows = f"; a morning shows {limit}" if due > limit else ""
    yield f"{due:,} {'is' if due == 1 else 'are'} overdue today{shows}."


def figures(found: Survey, today: date) -> Document:
    """Give the same figures for the document."""
    orders = {True: "newest-first", False: "oldest-first", None: None}
    tiers = dict(found.tiers)
    return {
        "notes": found.notes,
        "contacts": len(found.people),
        "marks": [
            {"kind": mark.kind, "word": mark.word, "notes": len(mark.paths)} for mark in found.marks
        ],
        "left_out": list(found.left_out),
        "doubtful": list(found.doubtful),
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
        "tiers": {**tiers, "none": len(found.people) - sum(tiers.values())},
        "messages_a_week": round(found.messages_a_week(today), 1),
        "due": found.due(today),
        "limit": found.settings.due_limit,
    }
