"""Make a person of a row of a table."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.interchange import Person, Question
from contactkeeper.core.language.date_at import DateRules, TwoReadings, order_of, read_whole
from contactkeeper.core.language.dates import read_partial
from contactkeeper.core.model import PartialDate
from contactkeeper.core.people.profile_links import is_link
from contactkeeper.core.settings import THIS_YEAR
from contactkeeper.exchange.csv_headings import field_of
from contactkeeper.exchange.handles import SERVICES, handle_in, handle_of, service_of
from contactkeeper.exchange.source import Unanswered
from contactkeeper.exchange.texts import DOUBTFUL_BIRTHDAYS, addresses_in, one_line, unique

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.interchange import Place
    from contactkeeper.core.model import Day
    from contactkeeper.exchange.csv_headings import Column
    from contactkeeper.exchange.source import Answers

Cells: TypeAlias = dict[str, list[tuple[str, str]]]
"""The cells of a row, by field: labels and values, which are not empty."""

LIST_MARK = " ::: "
"""Between several values of a cell, in the tables of Google and of ck."""
FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
"""The beginning of what a spreadsheet takes for a formula, with the `'` that guard it; in Asia also
signs as wide as its letters (`＝`)."""
DATES = ("birthday", "date", "connected")
_NO_DAY = re.compile(r"[0/.\- ]*")
_NO_YEAR = re.compile(r"(?:0000|1604)[-/.]?(?=[0-9])")
"""Years that programs write where they know none."""
_PARTS = ("year", "month", "day")
_NEXT_NUMBER = re.compile(r"[;\n\r]|[,/|]\s?(?=\+|\(?[0-9][0-9\s()-]{6})")
"""Signs between two numbers in one cell; a comma within one is a pause."""
_ROUNDED = re.compile(r"[+-]?[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+")
_SEVERAL = re.compile(r"[\s,;]+")
_OF_GOOGLE = frozenset({"* mycontacts", "* starred"})
"""Labels that say nothing of a person."""
_FORMS_OF_ADDRESS = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sir", "m", "mme", "mlle"}
)
"""Words that a column `Title` of an address book may have, and that are no role."""


def cells_of(row: Sequence[str], columns: Iterable[Column]) -> Cells:
    """Return what a row says, by what its columns hold."""
    cells: Cells = defaultdict(list)
    for column in columns:
        text = _cell(row, column.place)
        if not text:
            continue
        label = _cell(row, column.label) if column.label is not None else column.heading
        values = [value for each in text.split(LIST_MARK) if (value := each.strip())]
        for value in values:
            cells[_field(column, label)].append((label, value))
    return cells


def _cell(row: Sequence[str], place: int) -> str:
    """Return a cell without the `'` that keeps a spreadsheet from calculating it."""
    text = row[place].strip(" ") if place < len(row) else ""
    guarded = text.startswith("'") and FORMULA.match(text)
    return unicodedata.normalize("NFC", text[1:] if guarded else text).strip()


def _field(column: Column, label: str) -> str:
    """Return what a value is; in some columns of Google its label says so."""
    if column.field not in ("handle", "custom", "date", "link"):
        return column.field
    said = service_of(label) or field_of(label)
    if column.field == "date":
        return said if said in DATES else "date"
    if said in SERVICES:
        return said
    is_sure = said and " or " not in said
    return said if column.field == "custom" and is_sure else column.field


def rules_of(rows: Iterable[Cells], file: str, answers: Answers) -> DateRules:
    """Tell whether the day comes first in the dates of a table.

    Raises:
        Unanswered: some may be two days, none tells which, and neither does the answer.
    """
    texts = [value for cells in rows for field in DATES for _, value in cells.get(field, ())]
    order = order_of("\n".join(texts)) if answers.day_first is None else answers.day_first
    rules = DateRules(order, answers.today.year if answers.today else THIS_YEAR)
    for text in texts:
        try:
            read_whole(text, rules)
        except TwoReadings as error:
            raise Unanswered(Question("day-first", file, example=text)) from error
        except ImpossibleDate:
            continue
    return rules


def read_person(cells: Cells, rules: DateRules, place: Place) -> Person:
    """Return what a row says; the name is empty where it has none."""
    names = list(_names(cells))
    links = _links(cells)
    notes = [value for _, value in cells.get("note", ())]
    notes += [
        f"{label}: {text}" for label, text in (*cells.get("custom", ()), *cells.get("handle", ()))
    ]
    birthday = next((day for day, _ in _birthdays(cells, rules) if day), None)
    dates = [(name, text, _read_yearly(text, rules)) for name, text in _dates(cells)]
    notes += [f"{name}: {text}" for name, text, day in dates if day is None]
    connected = (_read_day(value, rules) for _, value in cells.get("connected", ()))
    return Person(
        name=next(iter(names), ""),
        aliases=unique(each for each in (*names, *_lines(cells, "aliases")) if each != names[0]),
        emails=unique(_emails(cells)),
        phones=unique(_phones(cells)),
        handles=unique([*_handles(cells), *map(handle_in, links)]),
        company=next(_lines(cells, "company"), ""),
        role=next(_roles(cells), ""),
        connected=next(filter(None, connected), None),
        birthday=birthday,
        dates=tuple((name, day) for name, _, day in dates if day),
        categories=unique(_categories(cells)),
        links=unique(link for link in links if not handle_in(link)),
        addresses=unique(_addresses(cells)),
        note="\n".join(notes).replace("\r\n", "\n").replace("\r", "\n"),
        doubts=("birthday",) if birthday in DOUBTFUL_BIRTHDAYS else (),
        place=place,
    )


def _names(cells: Cells) -> Iterator[str]:
    """Yield the name of somebody, then what else the row has as such if its words are others."""
    parts = [" ".join(_lines(cells, part)) for part in ("given", "middle", "family")]
    whole = " ".join(filter(None, parts))
    full = next(_lines(cells, "name"), "")
    if full and not (parts[0] and parts[-1]):
        yield full
    elif whole:
        yield whole
        if full and _words(full) != _words(whole):
            yield full
    else:
        yield from _lines(cells, "file as")
        yield from _lines(cells, "aliases")


def _roles(cells: Cells) -> Iterator[str]:
    for role in _lines(cells, "role"):
        if role.rstrip(".").casefold() not in _FORMS_OF_ADDRESS:
            yield role


def _emails(cells: Cells) -> Iterator[str]:
    for _, value in cells.get("email", ()):
        yield from addresses_in(value)


def _phones(cells: Cells) -> Iterator[str]:
    for _, value in cells.get("phone", ()):
        numbers = map(one_line, _NEXT_NUMBER.split(value))
        yield from (number for number in numbers if not _ROUNDED.fullmatch(number))


def rounded_phones(cells: Cells) -> list[str]:
    """Return the numbers that a spreadsheet has rounded: those of many people become the same."""
    return [value for _, value in cells.get("phone", ()) if _ROUNDED.fullmatch(value)]


def _handles(cells: Cells) -> Iterator[str]:
    for service, values in cells.items():
        if service in SERVICES:
            for _, value in values:
                yield from (handle_of(service, each) for each in _SEVERAL.split(value))


def _links(cells: Cells) -> list[str]:
    words = (word for _, value in cells.get("link", ()) for word in value.split())
    return [word for word in words if is_link(word)]


def _categories(cells: Cells) -> Iterator[str]:
    for label in _lines(cells, "labels"):
        if label.casefold() not in _OF_GOOGLE:
            yield label.removeprefix("* ")
    for _, value in cells.get("categories", ()):
        yield from map(one_line, re.split(r"[,;]", value))


def _addresses(cells: Cells) -> Iterator[str]:
    for field, values in cells.items():
        if field == "address":
            yield from (_in_one_line(value) for _, value in values)
        elif field.startswith("address of "):
            yield ", ".join(_in_one_line(value) for _, value in values)


def _in_one_line(address: str) -> str:
    return ", ".join(filter(None, map(one_line, address.splitlines())))


def no_birthday(cells: Cells, rules: DateRules) -> str:
    """Return the words of a row that are to be a birthday, where none can be read of it."""
    birthdays = list(_birthdays(cells, rules))
    return "" if any(day for day, _ in birthdays) else ", ".join(words for _, words in birthdays)


def _birthdays(cells: Cells, rules: DateRules) -> Iterator[tuple[PartialDate | None, str]]:
    """Yield the day, or the words that are none, of each column of birthdays."""
    for _, value in cells.get("birthday", ()):
        if not _NO_DAY.fullmatch(value):
            yield _read_yearly(value, rules), value
    numbers = [next((v for _, v in cells.get(f"birth {part}", ())), "") for part in _PARTS]
    if any(numbers):
        year, month, day = numbers
        yield _read_yearly(f"{year.zfill(4)}-{month}-{day}", rules), "-".join(filter(None, numbers))


def _dates(cells: Cells) -> Iterator[tuple[str, str]]:
    """Yield the names and the texts of other days of every year."""
    for label, value in cells.get("date", ()):
        if not _NO_DAY.fullmatch(value):
            yield one_line(label) or "Date", value
    for _, value in cells.get("dates", ()):
        name, _, text = value.rpartition(": ")
        yield one_line(name) or "Date", text


def _read_yearly(text: str, rules: DateRules) -> PartialDate | None:
    """Read a day that returns every year, in the forms that tables have; None where it is none."""
    try:
        day = read_partial(_NO_YEAR.sub("--", text))
        if day is None and (whole := read_whole(text, rules)):
            return PartialDate(whole.month, whole.day, whole.year)
    except (ImpossibleDate, TwoReadings):
        return None
    return day


def _read_day(text: str, rules: DateRules) -> Day | None:
    try:
        return read_whole(text, rules)
    except (ImpossibleDate, TwoReadings):
        return None


def _lines(cells: Cells, field: str) -> Iterator[str]:
    return filter(None, (one_line(value) for _, value in cells.get(field, ())))


def _words(name: str) -> set[str]:
    return set(re.split(r"[\W_]+", name.casefold()))
