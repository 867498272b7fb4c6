"""Keep the write-ahead journal: what `ck` is about to write, and the history for undo.

One folder for each vault, outside of it. `intent.json` exists from before the first write of a
change until after the last; then it is renamed into `changes/`, one file for each change, so a
damaged file costs one change of the history at most. Reads no clock and touches no note.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any, NamedTuple

from contactkeeper.vault.files import write_durably
from contactkeeper.vault.paths import INTENT, is_unfinished

KEPT = 200
"""The number of changes in the history, which can be undone."""
_WHOLE = 64 * 1024
"""A note of up to this many bytes is stored whole, so that a refused undo can show what changed
since; of a larger one only the replaced bytes are stored."""


class Write(NamedTuple):
    """A change of one note: `inserted` replaced `removed` at byte `start`, or it was moved."""

    path: str
    """Relative to the vault, with `/`."""
    before: str | None
    """Digest of the bytes before; None where the note did not exist."""
    after: str | None
    """Digest of the bytes after; None where the note was removed or moved."""
    start: int
    removed: bytes
    inserted: bytes
    temporary: str
    """Path of the temporary file that a kill may leave behind, relative to the vault."""
    whole: bytes | None = None
    """All bytes before, for a note that is not too large."""
    moved_to: str | None = None
    """The new path, relative to the vault, of a note that was only moved."""

    def undo(self, data: bytes) -> bytes:
        """Return the bytes before the write, from those after it."""
        return data[: self.start] + self.removed + data[self.start + len(self.inserted) :]

    def bytes_after(self) -> bytes | None:
        """Return the bytes after the write; None where the journal does not have them."""
        if self.whole is None:
            return self.inserted if self.before is None else None
        rest = self.whole[self.start + len(self.removed) :]
        return self.whole[: self.start] + self.inserted + rest


class Record(NamedTuple):
    """One change: its command, its time, and its notes in the order of writing."""

    command: str
    stamp: str
    """The time, as text from the caller."""
    writes: tuple[Write, ...] = ()
    folders: tuple[str, ...] = ()
    """Folders made for new notes, outermost first, relative to the vault."""
    undoes: int | None = None
    """The number of the change that this one has undone; it may be undone itself."""
    number: int = 0
    """Its number in the history, from 1; 0 for an intent."""
    undone: bool = False
    """Whether a later change has undone this one. Not stored."""


def digest(data: bytes | None) -> str | None:
    """Return the SHA-256 of a note's bytes; None where there is no note."""
    if data is None:
        return None
    import hashlib

    return hashlib.sha256(data).hexdigest()


def describe(path: str, before: bytes | None, after: bytes | None, temporary: str) -> Write:
    """Describe the change of a note as one splice; None: the note does not exist."""
    old, new = before or b"", after or b""
    start = _common(old, new)
    end = _common(old[start:][::-1], new[start:][::-1])
    return Write(
        path=path,
        before=digest(before),
        after=digest(after),
        start=start,
        removed=old[start : len(old) - end],
        inserted=new[start : len(new) - end],
        temporary=temporary,
        whole=before if before is not None and len(before) <= _WHOLE else None,
    )


def difference(path: str, left: bytes | None, now: bytes | None) -> str:
    """Return the unified diff from what a change wrote to what is there; empty where unknown."""
    if left is None or now is None:
        return ""
    from difflib import unified_diff

    old, new = (data.decode("utf-8", "replace").split("\n") for data in (left, now))
    names = (f"{path} as ck wrote it", f"{path} as it is now")
    return "\n".join(unified_diff(old, new, *names, n=1, lineterm=""))


class Journal:
    """The journal in one folder. Call all but `has_intent` under the vault's lock."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.committed = 0
        """The number of the last change that was committed here."""
        self._intent = os.path.join(folder, INTENT)
        self._changes = os.path.join(folder, "changes")

    def has_intent(self) -> bool:
        """Say whether a change is unfinished; costs one system call."""
        return is_unfinished(self.folder)

    def read_intent(self) -> Record | None:
        """Return the unfinished change; None where there is none or it can't be read."""
        return _load(self._intent)

    def begin(self, record: Record) -> None:
        """Store a change durably before its first write. Raises OSError."""
        write_durably(self._intent, _dump(record))

    def commit(self) -> int:
        """Move the intent into the history; returns its number. Raises OSError."""
        os.makedirs(self._changes, mode=0o700, exist_ok=True)
        numbers = self._numbers()
        number = numbers[-1] + 1 if numbers else 1
        os.replace(self._intent, self._file(number))
        self.committed = number
        for old in numbers[: max(0, len(numbers) + 1 - KEPT)]:
            with suppress(OSError):
                os.unlink(self._file(old))
        return number

    def drop_intent(self) -> None:
        """Remove the intent: nothing of it is on the disk. Raises OSError."""
        with suppress(FileNotFoundError):
            os.unlink(self._intent)

    def history(self) -> list[Record]:
        """Return the readable changes, newest first, each with `undone` set."""
        undone: set[int] = set()
        found = []
        for number in reversed(self._numbers()):
            record = _load(self._file(number))
            if record is None:
                continue
            if record.undoes is not None and number not in undone:
                undone.add(record.undoes)
            found.append(record._replace(number=number, undone=number in undone))
        return found

    def _file(self, number: int) -> str:
        return os.path.join(self._changes, f"{number:08}.json")

    def _numbers(self) -> list[int]:
        try:
            names = os.listdir(self._changes)
        except FileNotFoundError:
            return []
        stems = (name.removesuffix(".json") for name in names if name.endswith(".json"))
        return sorted(int(stem) for stem in stems if stem.isdecimal())


def _common(one: bytes, other: bytes) -> int:
    """Return the length of the common beginning of two texts."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _dump(record: Record) -> bytes:
    import json

    document = {
        "version": 1,
        "command": record.command,
        "stamp": record.stamp,
        "undoes": record.undoes,
        "folders": record.folders,
        "writes": [
            {
                name: _words(value) if isinstance(value, bytes) else value
                for name, value in write._asdict().items()
            }
            for write in record.writes
        ],
    }
    return json.dumps(document, indent=1).encode("ascii")


def _load(path: str) -> Record | None:
    """Read a record; None where it is missing or damaged."""
    import json

    try:
        with open(path, "rb") as file:
            document = json.loads(file.read())
        return _record(document)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


_AS_THEY_ARE = ("path", "before", "after", "start", "temporary")
"""The parts of a write that JSON holds as they are."""


def _record(document: dict[str, Any]) -> Record:
    return Record(
        command=document["command"],
        stamp=document["stamp"],
        undoes=document["undoes"],
        folders=tuple(document["folders"]),
        writes=tuple(
            Write(
                **{name: write[name] for name in _AS_THEY_ARE},
                removed=_bytes(write["removed"]),
                inserted=_bytes(write["inserted"]),
                whole=None if write["whole"] is None else _bytes(write["whole"]),
                moved_to=write.get("moved_to"),  # journals of earlier versions have none
            )
            for write in document["writes"]
        ),
    )


def _words(data: bytes) -> str:
    """Encode bytes as text for JSON; a splice may begin in the middle of a character."""
    return data.decode("utf-8", "surrogateescape")


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogateescape")
