"""The index of a vault: what each note said when it was last read, in an SQLite file.

Derived only: whoever deletes the file loses time and nothing else. A row is used for a note whose
stamp (times, size, inode) is the same now, and only in an index that the same program wrote under
the same settings. Whatever goes wrong with the file, a run goes on without it.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper import __version__
from contactkeeper.vault.build_id import PACKAGE, build_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.settings import Settings

OTHER, CONTACT, FAULTY, REREAD = range(4)
"""Kinds of notes: not ours; a contact; a contact with problems; a note that is read each time."""

GRAIN = 2_000_000_000
"""Nanoseconds: two changes of a file in such a time can leave the same times of change. So a note
that is younger is read again next time (git calls such an entry racy)."""

NEVER = ""
"""The stamp of a note that is to be read again, whatever its file is."""

_SCHEMA = """
drop table if exists about;
drop table if exists notes;
drop table if exists contacts;
create table about (key text not null);
create table notes (
  path blob primary key, stamp text not null, kind integer not null,
  first_day integer not null, since integer not null
) without rowid;
create table contacts (
  path blob primary key, keys text not null, addresses text not null, record text not null
);
"""
_FEW = 150
"""One new note in so many is not worth a write: it is read again next time."""
_OTHERS_WRITE = 0o022


class Row(NamedTuple):
    """The row of a note in the index."""

    path: str
    """Relative to the vault, with `/`; bytes that are not UTF-8 as surrogates."""
    stamp: str
    kind: int
    first_day: int = 0
    """Of a contact: the ordinal of the first day on which they may be listed."""
    since: int = 0
    """The ordinal of the day for which `first_day` was worked out: it holds from then on."""


class Kept(NamedTuple):
    """The further columns of a contact."""

    keys: str
    """As `search_keys.keys_of` gives them."""
    addresses: str
    """As `search_keys.addresses_of` gives them."""
    record: str
    """As `contact_codec.encode_contact` gives it."""


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
        if _is_ours(place):
            self._database = self._open()

    def __del__(self) -> None:
        """Close the file: a connection holds on to itself, so nothing else would."""
        self.close()

    def rows(self) -> list[Row]:
        """Return the rows of all notes, in no order."""
        # Another program may have made the index anew since it was opened.
        query = "select path, stamp, kind, first_day, since from notes, about where key = ?"
        found = self._read(query, (self._key,))
        return [Row(path.decode("utf-8", "surrogateescape"), *rest) for path, *rest in found]

    def search_keys(self) -> dict[str, tuple[str, str]]:
        """Return the keys and addresses of all contacts, by their paths."""
        query = "select path, keys, addresses from contacts, about where key = ?"
        found = self._read(query, (self._key,))
        return {path.decode("utf-8", "surrogateescape"): keys for path, *keys in found}

    def record(self, path: str) -> str | None:
        """Return the record of a contact; None where there is none."""
        query = "select record from contacts, about where path = ? and key = ?"
        found = self._read(query, (_encode(path), self._key))
        return found[0][0] if found else None

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
        try:
            if not self._database:
                if not _is_ours(self._place):
                    return False
                _create(self._place)
                self._database = _connect(self._place)
            self._database.execute("begin immediate")
            # Another program may have written since it was read.
            self._is_current = self._is_current and _stored_key(self._database) == self._key
            if not self._is_current:
                for statement in _SCHEMA.split(";"):
                    self._database.execute(statement)
                self._database.execute("insert into about values (?)", (self._key,))
                self._is_current = True
        except (sqlite3.Error, OSError):
            self.close()
        return self._database is not None

    def put(self, row: Row, kept: Kept | None) -> bool:
        """Write the row of a note, and what is kept of a contact; say whether that was possible."""
        path = _encode(row.path)
        return self._do(
            "insert or replace into notes values (?, ?, ?, ?, ?)",
            (path, self._believed(row), *row[2:]),
        ) and (
            self._do("insert or replace into contacts values (?, ?, ?, ?)", (path, *kept))
            if kept
            else self._do("delete from contacts where path = ?", (path,))
        )

    def commit(self, gone: Iterable[str]) -> None:
        """End the write; `gone` are the paths of notes that are there no more."""
        for path in gone:
            self._do("delete from notes where path = ?", (_encode(path),))
            self._do("delete from contacts where path = ?", (_encode(path),))
        self._do("commit")

    def _do(self, statement: str, values: tuple[object, ...] = ()) -> bool:
        if self._database:
            try:
                self._database.execute(statement, values)
            except (sqlite3.Error, OSError, UnicodeError, OverflowError):
                self.close()
        return self._database is not None

    def close(self) -> None:
        """Close the file; from now on the index is empty."""
        if self._database:
            with suppress(sqlite3.Error):
                self._database.close()
        self._database = None
        self._is_current = False

    def delete(self) -> None:
        """Delete the file: the next run reads all notes."""
        self.close()
        _delete(self._place)

    def _open(self) -> sqlite3.Connection | None:
        """Open an existing file and begin to read; None where it can't be used."""
        try:
            if not os.path.exists(self._place):
                return None
            database = _connect(self._place)
        except (sqlite3.Error, OSError):
            return None
        try:
            self._is_current = _stored_key(database) == self._key
        except sqlite3.OperationalError:  # locked, or it can't be read
            database.close()
            return None
        except sqlite3.DatabaseError:  # damaged, or no database
            database.close()
            _delete(self._place)
            return None
        return database

    def _read(self, query: str, values: tuple[object, ...] = ()) -> list[Any]:
        if not self._database or not self._is_current:
            return []
        try:
            return self._database.execute(query, values).fetchall()
        except sqlite3.OperationalError:
            self.close()
        except (sqlite3.DatabaseError, UnicodeError):
            self.delete()
        return []

    def _believed(self, row: Row) -> str:
        """Return the stamp to keep: none for a note that is read each time or is too young."""
        if row.kind == REREAD or not row.stamp:
            return NEVER
        modified, changed, *_ = row.stamp.split()
        return NEVER if max(int(modified), int(changed)) >= self._now - GRAIN else row.stamp


def _stored_key(database: sqlite3.Connection) -> str | None:
    """Return the key of who wrote the index; None in an empty file."""
    tables = database.execute("select 1 from sqlite_master where name = 'about'").fetchone()
    found = database.execute("select key from about").fetchone() if tables else None
    return found[0] if found else None


def _encode(path: str) -> bytes:
    """Return a path as the bytes that it has on disk: not every name is UTF-8."""
    return path.encode("utf-8", "surrogateescape")


def _connect(place: str) -> sqlite3.Connection:
    """Open a file; a locked one is not waited for, and transactions are ours to begin."""
    return sqlite3.connect(place, timeout=0, isolation_level=None)


def _create(place: str) -> None:
    """Make an empty file that is the user's alone, where there is none yet."""
    os.makedirs(os.path.dirname(place), mode=0o700, exist_ok=True)
    with suppress(FileExistsError):
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _is_ours(place: str) -> bool:
    """Say no to a file that somebody else could have written, and to what is no ordinary file."""
    try:
        status = os.stat(place)
    except OSError:
        return not os.path.islink(place)
    if not stat.S_ISREG(status.st_mode):
        return False
    if sys.platform == "win32":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _OTHERS_WRITE


def _delete(place: str) -> None:
    for ending in ("", "-journal"):
        with suppress(OSError):
            os.unlink(place + ending)
