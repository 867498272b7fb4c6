"""People and interactions as the files of other programs have them: what is read of such files.

The readers in `exchange` make these values, `core.importing` compares them with the notes, and what
is exported is made of the same `Person`. Nothing here knows of a format or of a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.model import (
        Day,
        Direction,
        Entry,
        Facts,
        PartialDate,
        Problem,
        Task,
        Time,
    )

FileKind: TypeAlias = Literal[
    "json", "linkedin", "vcard", "csv", "icalendar", "mail", "telegram", "whatsapp"
]
"""The kinds of files that can be read; the words of `ck import --as`. Where files of one day
differ, the first holds."""

ExportKind: TypeAlias = Literal["vcard", "csv", "json", "base"]
"""The kinds of files that can be written; the words of `ck export --as`."""

Doubt: TypeAlias = Literal["birthday", "letters", "name"]
"""A reason for doubt about a person: a birthday that programs write where they know none
(1900-01-01), letters that were decoded in a wrong way (`Ã©`), a name that is only a guess (of the
title of a meeting). A person in doubt is never certain."""


class Place(NamedTuple):
    """A place in a file."""

    file: str = ""
    """As the user named it; of an archive's member `ARCHIVE/path/in/it`."""
    line: int = 0
    """The line on which it begins, from 1; 0 where the file has no lines."""


LISTS: Final = {"categories": "категории", "links": "ссылки", "addresses": "адреса"}
"""Fields of a person that a note has as properties of the same names, or in Russian of these."""


class Person(NamedTuple):
    """A person as a file has them. What the file does not say is empty."""

    name: str = ""
    """As written, NFC, without blanks around it; empty where the file names an address alone."""
    aliases: tuple[str, ...] = ()
    """Other names of theirs, NFC."""
    emails: tuple[str, ...] = ()
    """In lower case."""
    phones: tuple[str, ...] = ()
    """As written."""
    handles: tuple[str, ...] = ()
    """As `Contact.handles`: `linkedin:anna-k`, `telegram:anna`, without those of `phones`."""
    company: str = ""
    role: str = ""
    connected: Day | None = None
    """The day since which the owner has known them, where the file says so."""
    birthday: PartialDate | None = None
    dates: tuple[tuple[str, PartialDate], ...] = ()
    """Other days of every year: their names as written, and the days."""
    categories: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    """Addresses of pages that are no handle."""
    addresses: tuple[str, ...] = ()
    """Postal ones, each in one line."""
    note: str = ""
    """A remark of the file about them, with LF."""
    doubts: tuple[Doubt, ...] = ()
    place: Place = Place()
    path: str = ""
    """Of the note in its vault, relative to it, with `/`: of an export of ck alone."""
    properties: tuple[tuple[str, str | tuple[str, ...]], ...] = ()
    """Properties of a note, in its own spellings: of an export of ck alone."""
    entries: tuple[Entry, ...] = ()
    """Entries of a log, with their fields and tasks: of an export of ck alone."""
    tasks: tuple[Task, ...] = ()
    """Open tasks under no entry: of an export of ck alone."""


class Interaction(NamedTuple):
    """The messages of a day in one direction, or a talk, past or to come, with a file's owner."""

    person: Person
    """The other person, as far as this file knows them: often a name and one address."""
    day: Day
    """In the zone that the days are counted in; as written where the file gives no zone."""
    direction: Direction = ""
    """Empty: they talked, in a call or face to face."""
    channel: str = ""
    """`linkedin`, `email`, `telegram`, `whatsapp`, `call`, `meeting`, `video`."""
    time: Time | None = None
    """Of a talk, where it has one; never of a message."""
    moment: float = 0.0
    """Seconds since 1970 of the last such message of the day, to tell what came after what."""
    title: str = ""
    """Of a talk: the name that the calendar gives it."""
    words: str = ""
    """Their words, as text with LF; empty where it is not wanted (`Answers.with_words`)."""
    place: Place = Place()


class LeftOut(NamedTuple):
    """A number of things in a file that are no person and no interaction, all for one reason."""

    reason: str
    """A code: `group`, `sponsored`, `draft`, `bulk`, `no-address`, `no-date`, `declined` …;
    `text.file_faults` has the words of each."""
    number: int


def left_out_of(counts: Mapping[str, int]) -> tuple[LeftOut, ...]:
    """Return what is left out, of a number for each reason."""
    return tuple(LeftOut(reason, number) for reason, number in counts.items() if number)


class Exported(NamedTuple):
    """The whole of what one file, archive or folder says."""

    kind: FileKind
    file: str
    """As the user named it."""
    owner: str = ""
    """The owner, as the file has it; empty where it does not say or it does not matter."""
    owner_name: str = ""
    """The name of its owner, where `owner` is an identifier."""
    made: Day | None = None
    """The day on which the file was exported, where it says so."""
    people: tuple[Person, ...] = ()
    """In the order of the file; one person may occur several times."""
    interactions: tuple[Interaction, ...] = ()
    """One for each person, day and direction. Their people need not be among `people`."""
    counts: Facts = ()
    """Numbers for the head of the preview: `connections` 1204, `messages` 8310."""
    left_out: tuple[LeftOut, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Rows and cards that can't be read, by file and line: code `unread-row`, and a case."""
    holds_everybody: bool = True
    """Whether it may hold people of all kinds, so that recruiters alone are taken by default; an
    export of `ck` does not, and each name in it is that of a note."""


QuestionCode: TypeAlias = Literal["owner", "day-first", "chat", "columns", "letters", "kind"]
"""A question that a file may leave open: who of two its owner is; whether the day or the month
comes first; whom a chat is with; what its columns mean; whether `Ã©` is to be read as `é`; what
kind it is."""


class Question(NamedTuple):
    """A question that a file leaves open; without its answer the file can't be read."""

    code: QuestionCode
    file: str
    choices: tuple[str, ...] = ()
    """The answers that fit, best first: names, columns, kinds; empty where any text fits."""
    example: str = ""
    """The first words of the file that may be read in two ways: `03/04/1990`, `JosÃ©`."""
