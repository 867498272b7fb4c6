"""Tell what the columns of a table hold by their headings, which `headings.txt` has.

Outlook and Thunderbird write them in their user's language; people write others into a sheet.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import chain
from pkgutil import get_data
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.exchange.handles import SERVICES

if TYPE_CHECKING:
    from collections.abc import Sequence

_GOOGLE = re.compile(
    r"(E-mail|Phone|Website|Event|IM|Address|Organization|Custom Field|External ID)"
    r" (\d+) - (Value|Formatted|Name|Title)"
)
"""Google numbers its columns, and has a column with a label before that of the value."""
_GOOGLE_FIELDS = {
    "E-mail Value": "email",
    "Phone Value": "phone",
    "Website Value": "link",
    "Event Value": "date",
    "IM Value": "handle",
    "Address Formatted": "address",
    "Organization Name": "company",
    "Organization Title": "role",
    "Custom Field Value": "custom",
}
_LABELS = ("Service", "Label", "Type")
_NO_LETTERS = re.compile(r"[\W\d_]+")


class Column(NamedTuple):
    """A column of a table, and what it holds."""

    field: str
    """As `headings.txt` has it; `handle` or `custom`: the label says what it is; `address of home`:
    a part of it."""
    place: int
    heading: str
    """As it is written."""
    label: int | None = None
    """The place of the column with its label."""


def fold_heading(heading: str) -> str:
    """Return the words of a heading without case, accents, numbers and signs."""
    parts = unicodedata.normalize("NFKD", heading.casefold()).replace("ı", "i")
    letters = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return _NO_LETTERS.sub(" ", letters).strip()


def field_of(heading: str) -> str:
    """Return what a column of this heading holds; empty where nobody can tell."""
    return _fields().get(fold_heading(heading), "")


def read_header(cells: Sequence[str]) -> list[Column]:
    """Return the columns that are understood, in their order."""
    places = {cell.strip(): place for place, cell in reversed(list(enumerate(cells)))}
    columns = []
    for place, cell in enumerate(cells):
        heading = cell.strip()
        if google := _GOOGLE.fullmatch(heading):
            kind, number, part = google.groups()
            field = _GOOGLE_FIELDS.get(f"{kind} {part}", "")
            names = (f"{kind} {number} - {label}" for label in _LABELS)
            label = next((places[name] for name in names if name in places), None)
        else:
            field, label = field_of(heading) or _field_with_kind(heading), None
        if field:
            columns.append(Column(field, place, heading, label))
    return _decide(columns)


def _decide(columns: list[Column]) -> list[Column]:
    """Say of each column that may hold two things which of them it holds."""
    fields = {column.field for column in columns}
    is_family = "given" in fields and "family" not in fields
    meanings = {"name or family": "family" if is_family else "name"}
    for field in fields - {"name or family"}:
        first, _, second = field.partition(" or ")
        meanings[field] = second if second and first in fields else first
    if "birth month" in fields and "birth day" not in fields:
        meanings["birthday"] = "birth day"
    decided = [column._replace(field=meanings[column.field]) for column in columns]
    return [column for column in decided if column.field != "nothing"]


def _field_with_kind(heading: str) -> str:
    """Return what a heading of two parts says: `Work City` is `address of work`; `Phone (home)`."""
    words = fold_heading(heading).split()
    cuts = ((" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words)))
    for what, kind in chain.from_iterable((cut, cut[::-1]) for cut in cuts):
        if kind in _headings("kind of address") and what in _headings("part of address"):
            return f"address of {kind}"
        if kind in _headings("kind of address") | _headings("kind of phone"):
            field = _fields().get(what, "")
            if field in ("email", "phone"):
                return field
    return ""


@cache
def _fields() -> dict[str, str]:
    """Return what each heading means, folded."""
    fields = {service: service for service in SERVICES}
    for field, headings in table():
        if " of " not in field:
            fields |= dict.fromkeys(headings, field)
    return fields


@cache
def _headings(field: str) -> frozenset[str]:
    return frozenset(heading for each, row in table() if each == field for heading in row)


@cache
def table() -> list[tuple[str, list[str]]]:
    """Return the rows of `headings.txt`: what a column holds, and its headings, folded."""
    data = get_data("contactkeeper.exchange", "headings.txt") or b""
    rows = [line.split(" | ") for line in data.decode("utf-8").splitlines() if " | " in line]
    return [(field, list(map(fold_heading, row.split(", ")))) for field, _, row in rows]
