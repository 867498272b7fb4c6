"""Find the tables of LinkedIn's archive by their headers, and read their rows.

The headers have changed over the years, so a column is found by its name and never by its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from contactkeeper.exchange.csv_rows import CsvFile
from contactkeeper.exchange.encodings import mended
from contactkeeper.exchange.source import Unreadable, unread_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from contactkeeper.core.model import Problem
    from contactkeeper.exchange.source import Member, Source

TableKind: TypeAlias = Literal[
    "connections", "messages", "invitations", "contacts", "profile", "positions"
]

_NEEDED: Mapping[TableKind, frozenset[str]] = {
    "connections": frozenset({"firstname", "lastname", "connectedon"}),
    "messages": frozenset({"conversationid", "from", "to", "date", "folder"}),
    "invitations": frozenset({"from", "to", "sentat", "direction"}),
    "contacts": frozenset({"firstname", "lastname", "emails", "phonenumbers", "createdat"}),
    "profile": frozenset({"firstname", "lastname", "headline", "summary"}),
    "positions": frozenset({"companyname", "title", "description", "startedon"}),
}
"""Of each table the columns that it has had in all years, without blanks and signs."""
_BY_NAME: Mapping[str, TableKind] = {
    "connections.csv": "connections",
    "messages.csv": "messages",
    "invitations.csv": "invitations",
    "importedcontacts.csv": "contacts",
}
"""The names that LinkedIn gives to files that matter, in lower case."""
_GERMAN = {
    "vorname": "firstname",
    "nachname": "lastname",
    "emailadresse": "emailaddress",
    "unternehmen": "company",
    "verbundenam": "connectedon",
}
_OF_ASSISTANTS = ("guide_messages", "learning")
"""Names of files with what LinkedIn's own assistants wrote; they look like messages."""
_SIGNS = re.compile(r"[\W_]+")


class Table(NamedTuple):
    """A file of the archive that is read."""

    kind: TableKind
    member: Member


class TableRow:
    """A row, whose cells are asked for by the names of their columns."""

    __slots__ = ("_cells", "_columns", "_mends", "line")

    def __init__(
        self, line: int, cells: list[str], columns: Mapping[str, int], *, mends: bool
    ) -> None:
        self.line = line
        self._cells = cells
        self._columns = columns
        self._mends = mends

    def __getitem__(self, column: str) -> str:
        """Return a cell without blanks around it; empty where there is no such column."""
        index = self._columns.get(column, -1)
        text = self._cells[index].strip() if 0 <= index < len(self._cells) else ""
        return mended(text) or text if self._mends else text


class Rows:
    """The rows of a table, and what can't be read of them."""

    def __init__(self, table: Table, *, mends: bool) -> None:
        """Prepare to read.

        Args:
            table: what is read.
            mends: whether `Ã©` is to be read as `é`.
        """
        self._member = table.member
        self._mends = mends
        self.name = table.member.name
        self.columns: Mapping[str, int] = {}
        self.problems: list[Problem] = []
        self.number = 0
        """The number of rows that were read."""

    def __iter__(self) -> Iterator[TableRow]:
        """Yield the rows; one from which on nothing can be read is a problem."""
        try:
            yield from self._read()
        except Unreadable as error:
            self.problems.append(error.problem)

    def _read(self) -> Iterator[TableRow]:
        file = CsvFile(self._member)
        self.problems += file.encoding.remarks(self.name)
        header = file.header(_table_of)
        if header is None:
            raise Unreadable(self.name, 0, "no-header")
        names = map(_column, header.cells)
        self.columns = {name: index for index, name in enumerate(names) if name}
        for row in file.rows(header):
            self.number += 1
            if row.is_open:
                self.problems.append(unread_row(self.name, row.line, "open-quote"))
                return
            yield TableRow(row.line, row.cells, self.columns, mends=self._mends)


def tables_in(source: Source, *, named: bool) -> list[Table]:
    """Return the tables of an archive, a folder or a file; never raises.

    Args:
        source: what is looked into.
        named: whether a file with the name of a table is one too, whatever stands in it: so that
            it is said where it can't be read.
    """
    found = []
    for member in source.members:
        if source.is_single or member.base_name.endswith(".csv"):
            header = CsvFile.beginning(member).header(_table_of)
            kind = _table_of(header.cells) if header else None
            if named and not kind:
                kind = _BY_NAME.get(member.base_name)
            if kind and not member.base_name.startswith(_OF_ASSISTANTS):
                found.append(Table(kind, member))
    return found


def _table_of(cells: Sequence[str]) -> TableKind | None:
    """Tell a table by the cells of its header."""
    columns = set(map(_column, cells))
    return next((kind for kind, needed in _NEEDED.items() if needed <= columns), None)


def _column(cell: str) -> str:
    """Return the name of a column without blanks and signs, in English."""
    name = _SIGNS.sub("", cell).casefold()
    return _GERMAN.get(name, name)
