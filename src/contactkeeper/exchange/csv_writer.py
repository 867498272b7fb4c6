"""Write people as a table for a spreadsheet, which `csv_people` reads back."""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import quote

from contactkeeper.exchange.csv_person import FORMULA, LIST_MARK
from contactkeeper.exchange.texts import write_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.interchange import Person

COLUMNS = (
    "Name", "Aliases", "Email", "Phone", "LinkedIn", "Telegram", "Company", "Role", "Birthday",
    "Dates", "Connected", "Labels", "Links", "Addresses",
)  # fmt: skip
"""The columns of every table that is written here; others follow."""
_QUOTED = [f'"{column}"' for column in COLUMNS]
_HEADINGS = {"linkedin": "LinkedIn", "telegram": "Telegram"}
_LINKEDIN = "https://www.linkedin.com/in/"


def write_csv(people: Iterable[Person], *, delimiter: str = ",", raw: bool = False) -> bytes:
    """Return a table of people; it begins with the mark of UTF-8, without which Excel misreads it.

    Remarks, entries and tasks are left out. What a spreadsheet would calculate has a `'` before it,
    unless the table is for a program (`raw`).
    """
    rows = [_row(person) for person in people]
    columns = list(dict.fromkeys([*COLUMNS, *(column for row in rows for column in row)]))
    text = StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for cells in (columns, *([row.get(column, "") for column in columns] for row in rows)):
        writer.writerow(cells if raw else [_guarded(cell) for cell in cells])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def is_ours(data: bytes) -> bool:
    """Say whether a file is of this writer: a program that saved it again would not quote all."""
    head = data[: data.find(b"\r\n")].removeprefix(BOM_UTF8)
    return any(head.startswith(mark.join(_QUOTED).encode()) for mark in ",;\t")


def _row(person: Person) -> dict[str, str]:
    """Return what is known of a person, by column."""
    values: dict[str, list[str]] = {
        "Name": [person.name],
        "Aliases": [*person.aliases],
        "Email": [*person.emails],
        "Phone": [*person.phones],
        "Company": [person.company],
        "Role": [person.role],
        "Birthday": [write_day(person.birthday)] if person.birthday else [],
        "Dates": [f"{name}: {write_day(day)}" for name, day in person.dates],
        "Connected": [person.connected.isoformat()] if person.connected else [],
        "Labels": [*person.categories],
        "Links": [*person.links],
        "Addresses": [*person.addresses],
    }
    for handle in person.handles:
        service, _, name = handle.partition(":")
        is_page = service == "linkedin"
        column = _HEADINGS.get(service, service)
        values.setdefault(column, []).append(_LINKEDIN + quote(name) if is_page else name)
    for key, value in person.properties:
        values.setdefault(key, []).extend([value] if isinstance(value, str) else value)
    return {column: LIST_MARK.join(texts) for column, texts in values.items() if texts}


def _guarded(cell: str) -> str:
    return f"'{cell}" if FORMULA.match(cell) else cell
