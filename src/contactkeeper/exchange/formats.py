"""The list of formats that can be read, and how the kind of a file is told: by what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.interchange import LeftOut, Question
from contactkeeper.exchange.ck_json_reader import is_ck_json, read_ck_json
from contactkeeper.exchange.csv_people import is_csv, read_csv
from contactkeeper.exchange.icalendar_reader import is_calendar, read_calendar
from contactkeeper.exchange.linkedin import is_linkedin, read_linkedin
from contactkeeper.exchange.mail import is_mail, read_mailbox
from contactkeeper.exchange.source import Source, Unanswered, Unreadable
from contactkeeper.exchange.telegram import is_telegram, read_telegram
from contactkeeper.exchange.vcard import is_vcard, read_vcard
from contactkeeper.exchange.whatsapp import is_whatsapp, read_whatsapp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from contactkeeper.core.interchange import Exported, FileKind
    from contactkeeper.core.model import Day
    from contactkeeper.exchange.source import Answers


class Format(NamedTuple):
    """A kind of file that can be read."""

    kind: FileKind
    recognise: Callable[[Source], bool]
    """Tells from names of members and their beginnings; never raises."""
    read: Callable[[Source, Answers], Exported]
    """Raises `Unanswered` and `Unreadable`, and nothing else."""
    takes_all: bool = False
    """Whether an archive or a folder that has it is all of this kind: others look alike."""
    endings: tuple[str, ...] = ()
    """Of the files that it then takes; others of a folder may lie there by chance."""


FORMATS: tuple[Format, ...] = (
    Format("linkedin", is_linkedin, read_linkedin, takes_all=True, endings=(".csv", ".html")),
    Format("json", is_ck_json, read_ck_json),
    Format("vcard", is_vcard, read_vcard),
    Format("telegram", is_telegram, read_telegram, takes_all=True, endings=(".json", ".html")),
    Format("icalendar", is_calendar, read_calendar),
    Format("whatsapp", is_whatsapp, read_whatsapp, takes_all=True, endings=(".txt",)),
    Format("mail", is_mail, read_mailbox),
    Format("csv", is_csv, read_csv),
)
"""In the order in which they are asked: the more particular first."""


def formats_of(source: Source, kind: FileKind | None = None) -> list[Format]:
    """Return the formats of a source: the one that is named, else those that recognise it.

    A file has one. An archive or a folder may hold files of several, unless it is all of one.

    Raises:
        Unanswered: none does.
    """
    if kind:
        return [each for each in FORMATS if each.kind == kind]
    found = []
    for each in sorted(FORMATS, key=lambda each: not each.takes_all):
        if each.recognise(source):
            found.append(each)
            if source.is_single or each.takes_all:
                break
    if not found:
        raise Unanswered(Question("kind", source.name, tuple(each.kind for each in FORMATS)))
    return found


def read_source(
    source: Source, answers: Answers, kind: FileKind | None = None
) -> tuple[list[Exported], list[Unreadable]]:
    """Read a file as what it is, an archive or a folder as all that it holds.

    Returns:
        What is read, and why the rest is not.

    Raises:
        Unanswered: it leaves something open.
    """
    read, unread = [], []
    formats = formats_of(source, kind)
    for each in formats:
        try:
            read.append(_up_to_now(each.read(source, answers), answers.today))
        except Unreadable as error:
            unread.append(error)
    if not kind and formats[0].takes_all:
        unread += _passed_over(source, formats[0])
    said = {problem.path for each in read for problem in each.problems}
    said |= {error.file for error in unread}
    return read, [*unread, *(each for each in _broken(source) if each.file not in said)]


def _up_to_now(file: Exported, today: Day | None) -> Exported:
    """Leave out messages of days to come: a clock was wrong, or a year is of another calendar.

    Somewhere it may be tomorrow already.
    """
    if file.kind == "icalendar" or not today:
        return file
    last = add_days(today, 1)
    passed = tuple(each for each in file.interactions if each.day <= last)
    number = len(file.interactions) - len(passed)
    left_out = (*file.left_out, LeftOut("to-come", number)) if number else file.left_out
    return file._replace(interactions=passed, left_out=left_out)


def _passed_over(source: Source, format_: Format) -> Iterator[Unreadable]:
    """Yield which files of a folder are not read since all of it is of one kind.

    In folders below and in an archive they are what was sent and received.
    """
    if source.is_packed or source.is_single:
        return
    beside = source.name.rstrip("/").count("/") + 1
    for member in source.members:
        if member.name.count("/") == beside and not member.base_name.endswith(format_.endings):
            alone = Source(member.name, [member])
            if any(each.recognise(alone) for each in FORMATS if each != format_):
                yield Unreadable(member.name, 0, "beside")


def _broken(source: Source) -> Iterator[Unreadable]:
    """Yield why members of an archive or a folder can't be read, whose kind nobody can tell."""
    for member in source.members if not source.is_single else ():
        try:
            with member.open() as file:
                file.read(1)
        except Unreadable as error:
            if error.case == "broken":
                yield error
