"""Read the people of a table: Google's, Outlook's, Thunderbird's, or any sheet with a header."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.interchange import Exported, LeftOut, Place, Question
from contactkeeper.exchange.csv_headings import Column, field_of, fold_heading, read_header
from contactkeeper.exchange.csv_person import (
    DATES,
    cells_of,
    no_birthday,
    read_person,
    rounded_phones,
    rules_of,
)
from contactkeeper.exchange.csv_rows import CsvFile
from contactkeeper.exchange.csv_writer import COLUMNS
from contactkeeper.exchange.encodings import mended, refuse_wrong, said_of
from contactkeeper.exchange.source import Unanswered, Unreadable, unread_row
from contactkeeper.exchange.texts import unique

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.interchange import Person
    from contactkeeper.core.language.date_at import DateRules
    from contactkeeper.core.model import Problem
    from contactkeeper.exchange.csv_person import Cells
    from contactkeeper.exchange.csv_rows import Header, Row
    from contactkeeper.exchange.source import Answers, Member, Source

_NAMES = frozenset({"name", "given", "family", "aliases", "file as"})
_ENDINGS = (".csv", ".tsv")
_MOST_COLUMNS = 1000
"""Of a table of people; Outlook's has some ninety."""


class _Table(NamedTuple):
    people: list[Person]
    companies: int
    problems: list[Problem]


def is_csv(source: Source) -> bool:
    """Say whether a file has a header that names a person, or is a table by its name.

    Of an archive or a folder only the headers tell, since it may hold tables of anything.
    """
    if source.is_single and source.members[0].base_name.endswith(_ENDINGS):
        return True
    return any(map(_is_table, source.named(*_ENDINGS)))


def read_csv(source: Source, answers: Answers) -> Exported:
    """Read the people of all tables of a source.

    Raises:
        Unanswered: what its columns, days or letters mean is not certain.
        Unreadable: it is no table.
    """
    named = source.named(*_ENDINGS)
    members = [member for member in named if _is_table(member)] or named or source.members
    files = [(file, _header(file, answers)) for file in map(CsvFile, members)]
    tables = [_read_table(file, header, answers) for file, header in files]
    if answers.mend_letters is None:
        people = (person for table in tables for person in table.people)
        refuse_wrong(said_of(people), source.name)
    companies = sum(table.companies for table in tables)
    return Exported(
        "csv",
        source.name,
        people=tuple(person for table in tables for person in table.people),
        counts=(("contacts", sum(len(table.people) for table in tables)),),
        left_out=(LeftOut("company", companies),) if companies else (),
        problems=tuple(problem for table in tables for problem in table.problems),
        holds_everybody=any(header.cells[: len(COLUMNS)] != COLUMNS for _, header in files),
    )


def _is_table(member: Member) -> bool:
    """Say whether a header names people, and what else is known of them: a text may say `Name`."""
    header = CsvFile.beginning(member).header(_names_people)
    return header is not None and len(read_header(header.cells)) > 1


def _names_people(cells: Sequence[str]) -> bool:
    return len(cells) <= _MOST_COLUMNS and any(
        column.field in _NAMES for column in read_header(cells)
    )


def _header(file: CsvFile, answers: Answers) -> Header:
    """Return the row that names the columns: one with names of people, or that the user names.

    Raises:
        Unanswered: nothing tells what the columns hold.
        Unreadable: there is no row of columns, or none has what the user says that one has.
    """
    found = file.header(_names_people) or file.header(_has_columns)
    wanted = {fold_heading(heading): heading for _, heading in answers.columns}
    if wanted:
        found = file.header(lambda cells: wanted.keys() <= set(map(fold_heading, cells))) or found
    if found is None:
        raise Unreadable(file.name, 1, "no-header")
    for field, _ in answers.columns:
        if not field_of(field):
            raise Unreadable(file.name, found.line, "no-field", field=field)
    for folded in wanted.keys() - set(map(fold_heading, found.cells)):
        raise Unreadable(file.name, found.line, "no-column", column=wanted[folded])
    if not wanted and not _names_people(found.cells):
        headings = unique(found.cells)
        raise Unanswered(Question("columns", file.name, headings))
    return found


def _has_columns(cells: Sequence[str]) -> bool:
    return 1 < len(list(filter(None, cells))) <= _MOST_COLUMNS


def _read_table(file: CsvFile, header: Header, answers: Answers) -> _Table:
    columns = _columns(header, answers)
    days = [column for column in columns if column.field in (*DATES, "custom")]
    rules = rules_of((cells_of(row.cells, days) for row in file.rows(header)), file.name, answers)
    name = file.name
    people: list[Person] = []
    problems = list(file.encoding.remarks(name))
    companies = 0
    for row in _rows(file, header, answers):
        if row.is_open:
            problems.append(unread_row(name, row.line, "open-quote"))
            break
        cells = cells_of(row.cells, columns)
        person = read_person(cells, rules, Place(name, row.line))
        problems += _faults(cells, rules, name, row.line)
        if person.name or (_can_be_reached(person) and not person.company):
            people.append(person)
        elif person.company:
            companies += 1
        else:
            problems.append(unread_row(name, row.line, "nameless-row"))
    return _Table(people, companies, problems)


def _faults(cells: Cells, rules: DateRules, name: str, line: int) -> Iterator[Problem]:
    """Yield what a row has that can't be taken."""
    if words := no_birthday(cells, rules):
        yield unread_row(name, line, "no-birthday", words=words)
    if numbers := rounded_phones(cells):
        said = ", ".join(numbers)
        yield unread_row(name, line, "rounded-phone", words=said)


def _rows(file: CsvFile, header: Header, answers: Answers) -> Iterator[Row]:
    """Yield the rows under a header, with their letters mended where that is wanted."""
    for row in file.rows(header):
        mends = answers.mend_letters
        yield row._replace(cells=[mended(cell) or cell for cell in row.cells]) if mends else row


def _can_be_reached(person: Person) -> bool:
    return bool(person.emails or person.phones or person.handles)


def _columns(header: Header, answers: Answers) -> list[Column]:
    """Return the columns that are understood; what the user says of one holds."""
    columns = read_header(header.cells)
    named = [
        Column(field_of(field).partition(" or ")[0], _place_of(heading, header.cells), heading)
        for field, heading in answers.columns
    ]
    fields = {column.field for column in named}
    if "name" in fields:
        fields |= _NAMES - {"aliases"}
    places = {column.place for column in named}
    others = [each for each in columns if each.field not in fields and each.place not in places]
    return named + others


def _place_of(heading: str, cells: Sequence[str]) -> int:
    """Return the place of the column with a heading to the letter, else with nearly that one."""
    if heading in cells:
        return cells.index(heading)
    return [fold_heading(cell) for cell in cells].index(fold_heading(heading))
