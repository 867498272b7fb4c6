"""The index of a vault: what each note said when it was last read, in an SQLite file.

Derived only: whoever deletes the file loses time and nothing else. A row is used for a note whose
stamp (times, size, inode) is the same now, and only in an index that the same program wrote under
the same settings. Whatever goes wrong with the file, a run goes on without it.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper import __version__
from contactkeeper.vault.build_id import PACKAGE, build_id
from contactkeeper.vault.index_file import (
    connect,
    create,
    decode_path,
    encode_path,
    is_ours,
    seal,
    stored_key,
    unseal,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from datetime import date

    from contactkeeper.core.settings import Settings

OTHER, CONTACT, FAULTY, REREAD, ELSEWHERE = range(5)
"""Kinds of notes: not ours; a contact; a contact with problems; a note that is read each time; one
with entries of others."""

GRAIN = 2_000_000_000
"""Nanoseconds: two changes of a file in such a time can leave the same times of change. So a note
that is younger is read again next time (git calls such an entry racy)."""

_SCHEMA = """
drop table if exists about;
drop table if exists notes;
drop table if exists contacts;
drop table if exists elsewhere;
create table about (key text not null);
create table elsewhere (path blob primary key, entries blob) without rowid;
create table notes (path blob primary key, stamp text, kind integer) without rowid;
create table contacts (
  path blob primary key, first_day integer, since integer, changed integer, unsorted integer,
  keys blob, addresses blob, record blob, log blob, clues blob
);
"""
_FEW = 150
"""Fewer new notes than one in this many are not worth a write: they are read again next time."""


class Row(NamedTuple):
    """The row of a note in the index."""

    stamp: str
    kind: int


class Kept(NamedTuple):
    """The columns that the index keeps of a contact."""

    first_day: int
    """The ordinal of the first day on which they may be listed."""
    since: int
    """The ordinal of the day for which `first_day` and `record` were made: they hold from then."""
    changed: int
    """The ordinal of the last day on which I wrote, spoke or snoozed: they are looked at then."""
    unsorted: int
    """Whether they were imported and never sorted: 1 or 0."""
    keys: str
    """As `search_keys.keys_of` gives them."""
    addresses: str
    """As `search_keys.addresses_of` gives them."""
    record: str
    """The contact with the recent part of the log, as `contact_codec.encode_contact` gives it."""
    log: str
    """All of the log, as `contact_codec.encode_log` gives it; empty where it is in the record."""
    clues: str
    """The note's clues about introductions, as `introductions.encode_clues` gives them."""


class Index:
    """The index of one vault under certain settings.

    Every method answers as an empty index would where the file is missing, foreign, damaged or
    locked. Nothing is locked between two calls, but from `begin` to `commit`.
    """

    def __init__(self, place: str, settings: Settings, now: int, today: date) -> None:
        """Open the file; it need not exist.

        Args:
            place: its path.
            settings: those that notes are read by, with the mode that holds.
            now: when the run began, in nanoseconds since 1970.
            today: the day for which first days are worked out.
        """
        self._place = place
        self._now = now
        self.today = today
        self._key = repr((__version__, build_id(PACKAGE), settings))
        self._is_current = False
        self._database: sqlite3.Connection | None = None
        with self._faults():
            if is_ours(place) and os.path.exists(place):
                self._database = connect(place)
                self._is_current = stored_key(self._database) == self._key

    def __del__(self) -> None:
        """Close the file: a connection holds on to itself, so nothing else would."""
        self.close()

    def rows(self) -> dict[str, Row]:
        """Return the rows of all notes, by path."""
        return self._read(
            "select path, stamp, kind from notes, about where key = ?",
            lambda found: {decode_path(path): Row(stamp, kind) for path, stamp, kind in found},
        )

    def search_keys(self) -> dict[str, tuple[str, str]]:
        """Return the keys and addresses of all contacts, by path."""
        return self._read(
            "select path, keys, addresses from contacts, about where key = ?",
            lambda found: {
                decode_path(path): (unseal(keys), unseal(of)) for path, keys, of in found
            },
        )

    def records(self, today: date, until: date) -> dict[str, str | None]:
        """Return the records of those who may be listed on `today` or later, up to `until`.

        None stands for somebody who is not. Who is left out has a record for later days alone.
        Whoever was written to today is looked at: they had a place of the morning.
        """
        last, now = until.toordinal(), today.toordinal()
        return self._read(
            "select path, first_day, changed, record from contacts, about"
            " where key = ? and since <= ?",
            lambda found: {
                decode_path(path): unseal(record) if first_day <= last or changed == now else None
                for path, first_day, changed, record in found
            },
            now,
        )

    def unsorted(self) -> Collection[str]:
        """Return the paths of the people who were imported and never sorted."""
        return self._read(
            "select path from contacts, about where key = ? and unsorted",
            lambda found: {decode_path(path): True for (path,) in found},
        )

    def clues(self) -> dict[str, str]:
        """Return what each note says of introductions, where it says something, by its path."""
        return self._read(
            "select path, clues from contacts, about where key = ? and length(clues) > ?",
            lambda found: {decode_path(path): unseal(clues) for path, clues in found},
            len(seal("")),
        )

    def elsewhere(self) -> dict[str, str]:
        """Return the entries of others in each note that has some, by its path."""
        return self._read(
            "select path, entries from elsewhere, about where key = ?",
            lambda found: {decode_path(path): unseal(entries) for path, entries in found},
        )

    def record(self, path: str) -> tuple[str, str] | None:
        """Return the record of a contact and their log; None where there is none."""
        return self._read(
            "select path, record, log from contacts, about where key = ? and path = ?",
            lambda found: {
                decode_path(at): (unseal(record), unseal(log)) for at, record, log in found
            },
            encode_path(path),
        ).get(path)

    def _read(
        self, query: str, make: Callable[[Iterable[Any]], dict[str, Any]], *values: object
    ) -> dict[str, Any]:
        """Return what `make` makes of the rows; the first `?` of the query is the key.

        Another program may have made the index anew since it was opened, so each query asks.
        """
        if self._database and self._is_current:
            with self._faults():
                return make(self._database.execute(query, (self._key, *values)))
        return {}

    def begin(self, changed: int, gone: int, total: int) -> bool:
        """Begin to write; say whether `put` and `commit` may follow.

        An index of other settings or of another program is emptied. A few changes are not worth a
        write: those notes are read again next time.

        Args:
            changed: how many notes were read now.
            gone: how many notes are there no more.
            total: how many notes the vault has.
        """
        if self._is_current and not gone and changed * _FEW <= total:
            return False
        with self._faults():
            if not self._database and is_ours(self._place):
                create(self._place)
                self._database = connect(self._place)
            if self._database:
                self._database.execute("begin immediate")
                # Another program may have written since it was read.
                self._is_current = self._is_current and stored_key(self._database) == self._key
                if not self._is_current:
                    for statement in _SCHEMA.split(";"):
                        self._database.execute(statement)
                    self._database.execute("insert into about values (?)", (self._key,))
                    self._is_current = True
        return self._database is not None

    def put(self, path: str, row: Row, kept: Kept | str | None) -> bool:
        """Write the row of a note, and what is kept of it; say whether that was possible.

        That of a contact is `Kept`; a text is that of entries of others.
        """
        if self._database:
            with self._faults():
                write, of = self._database.execute, encode_path(path)
                write("insert or replace into notes values (?, ?, ?)", (of, *self._believed(row)))
                if isinstance(kept, str):
                    write("insert or replace into elsewhere values (?, ?)", (of, seal(kept)))
                else:
                    write("delete from elsewhere where path = ?", (of,))
                if isinstance(kept, Kept):
                    columns = [seal(x) if isinstance(x, str) else x for x in kept]
                    write(
                        "insert or replace into contacts values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        (of, *columns),
                    )
                else:
                    write("delete from contacts where path = ?", (of,))
        return self._database is not None

    def commit(self, gone: Iterable[str]) -> None:
        """End the write; `gone` are the paths of notes that are there no more."""
        if self._database:
            with self._faults():
                paths = [(encode_path(path),) for path in gone]
                self._database.executemany("delete from notes where path = ?", paths)
                self._database.executemany("delete from contacts where path = ?", paths)
                self._database.executemany("delete from elsewhere where path = ?", paths)
                self._database.execute("commit")

    def close(self) -> None:
        """Close the file: from now on the index is empty."""
        if self._database:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None
        self._is_current = False

    def delete(self) -> None:
        """Delete the file: the next run reads all notes."""
        self.close()
        for ending in ("", "-journal"):
            with suppress(OSError):
                os.unlink(self._place + ending)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """Go on without the index after any fault of its file, and delete one that is damaged."""
        try:
            yield
        except (sqlite3.OperationalError, OSError):  # locked, full, or not to be read or written
            self.close()
        except (sqlite3.Error, ValueError, TypeError, AttributeError, OverflowError):
            self.delete()

    def _believed(self, row: Row) -> Row:
        """Return the row to keep: without a stamp where the note is to be read again."""
        if row.kind != REREAD and row.stamp:
            modified, changed, *_ = row.stamp.split()
            if max(int(modified), int(changed)) < self._now - GRAIN:
                return row
        return row._replace(stamp="")
