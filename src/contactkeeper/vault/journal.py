"""What `ck` is about to write and what it wrote: for the start after a kill, and for undo.

One folder for each vault, outside of it. `intent.json` stands there from before the first write of
a change until after the last; then it is renamed into `changes/`, one file for each change. So a
torn file costs one change of the history at most. Reads no clock and touches no note.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any, NamedTuple

from contactkeeper.vault.files import write_durably
from contactkeeper.vault.paths import INTENT, is_unfinished

KEPT = 200
"""Changes that can be taken back."""
_WHOLE = 64 * 1024
"""A note up to this many bytes is kept whole in the journal, so that a refused undo can show what
changed since; of a larger one only the spliced bytes are."""


class Write(NamedTuple):
    """One note of a change: `removed` gave way to `inserted` at byte `start`, or it was moved."""

    path: str
    """Relative to the vault, with `/`."""
    before: str | None
    """Digest of the bytes before; None where there was no such note."""
    after: str | None
    """Digest of the bytes after; None where the note was removed, or is elsewhere."""
    start: int
    removed: bytes
    inserted: bytes
    temporary: str
    """Path of the temporary file that a kill may leave behind, relative to the vault."""
    whole: bytes | None = None
    """All bytes before, where they are few."""
    moved_to: str | None = None
    """Where the note is now, relative to the vault, where all that was done is that it moved."""

    def take_back(self, data: bytes) -> bytes:
        """Return the bytes before, of the bytes after."""
        return data[: self.start] + self.removed + data[self.start + len(self.inserted) :]

    def left(self) -> bytes | None:
        """Return the bytes after, where the journal has them whole."""
        if self.whole is None:
            return self.inserted if self.before is None else None
        rest = self.whole[self.start + len(self.removed) :]
        return self.whole[: self.start] + self.inserted + rest


class Record(NamedTuple):
    """One change: the command that made it, when, and its notes in the order of writing."""

    command: str
    stamp: str
    """When, as the caller said it."""
    writes: tuple[Write, ...] = ()
    folders: tuple[str, ...] = ()
    """Folders made for new notes, outermost first, relative to the vault."""
    undoes: int | None = None
    """The number of the change that this one took back."""
    number: int = 0
    """Its place in the history, from 1; 0 while it is an intent."""
    undone: bool = False
    """Whether a later change took this one back. Not stored."""


def digest(data: bytes | None) -> str | None:
    """Return what tells one text of a note from another; None of no note."""
    if data is None:
        return None
    import hashlib

    return hashlib.sha256(data).hexdigest()


def describe(path: str, before: bytes | None, after: bytes | None, temporary: str) -> Write:
    """Say in one splice how a note came from `before` to `after` (None: no such note)."""
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
    """Return the unified diff from what a change left to what is there; empty where unknown."""
    if left is None or now is None:
        return ""
    from difflib import unified_diff

    old, new = (data.decode("utf-8", "replace").split("\n") for data in (left, now))
    names = (f"{path} as ck left it", f"{path} as it is now")
    return "\n".join(unified_diff(old, new, *names, n=1, lineterm=""))


class Journal:
    """The journal in one folder. All but `pending_exists` is called under the vault's lock."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self._intent = os.path.join(folder, INTENT)
        self._changes = os.path.join(folder, "changes")

    def pending_exists(self) -> bool:
        """Say whether a change was begun and not ended; costs one look at the disk."""
        return is_unfinished(self.folder)

    def pending(self) -> Record | None:
        """Return the change that was begun and not ended."""
        return _load(self._intent)

    def begin(self, record: Record) -> None:
        """Note a change, durably, before its first write. Raises OSError."""
        write_durably(self._intent, _dump(record))

    def commit(self) -> int:
        """Move the pending change into the history; returns its number. Raises OSError."""
        os.makedirs(self._changes, mode=0o700, exist_ok=True)
        numbers = self._numbers()
        number = numbers[-1] + 1 if numbers else 1
        os.replace(self._intent, self._file(number))
        for old in numbers[: max(0, len(numbers) + 1 - KEPT)]:
            with suppress(OSError):
                os.unlink(self._file(old))
        return number

    def forget(self) -> None:
        """Drop the pending change: nothing of it is on the disk. Raises OSError."""
        with suppress(FileNotFoundError):
            os.unlink(self._intent)

    def history(self) -> list[Record]:
        """Return the changes that can still be read, newest first, each with `undone`."""
        undone: set[int] = set()
        found = []
        for number in reversed(self._numbers()):
            record = _load(self._file(number))
            if record is None:
                continue
            if record.undoes is not None:
                undone.add(record.undoes)
            found.append(record._replace(number=number, undone=number in undone))
        return found

    def last_open(self) -> Record | None:
        """Return the newest change that was not taken back and took none back itself."""
        changes = (record for record in self.history() if record.undoes is None)
        return next((record for record in changes if not record.undone), None)

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
    """Return how many bytes two texts have in common from their beginning on."""
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
                "path": write.path,
                "before": write.before,
                "after": write.after,
                "start": write.start,
                "removed": _words(write.removed),
                "inserted": _words(write.inserted),
                "temporary": write.temporary,
                "whole": None if write.whole is None else _words(write.whole),
                "moved_to": write.moved_to,
            }
            for write in record.writes
        ],
    }
    return json.dumps(document, indent=1).encode("ascii")


def _load(path: str) -> Record | None:
    """Read a record; None where there is none or it is not whole."""
    import json

    try:
        with open(path, "rb") as file:
            document = json.loads(file.read())
        return _record(document)
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None


def _record(document: dict[str, Any]) -> Record:
    return Record(
        command=document["command"],
        stamp=document["stamp"],
        undoes=document["undoes"],
        folders=tuple(document["folders"]),
        writes=tuple(
            Write(
                path=write["path"],
                before=write["before"],
                after=write["after"],
                start=write["start"],
                removed=_bytes(write["removed"]),
                inserted=_bytes(write["inserted"]),
                temporary=write["temporary"],
                whole=None if write["whole"] is None else _bytes(write["whole"]),
                moved_to=write.get("moved_to"),  # journals of earlier versions have none
            )
            for write in document["writes"]
        ),
    )


def _words(data: bytes) -> str:
    """Give bytes as text for JSON; a splice may begin in the middle of a letter."""
    return data.decode("utf-8", "surrogateescape")


def _bytes(words: str) -> bytes:
    return words.encode("utf-8", "surrogateescape")
