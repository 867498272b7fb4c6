"""Plan how one write of the history is undone. Writes nothing."""

from __future__ import annotations

from contactkeeper.errors import CkError, NoteChanged
from contactkeeper.vault import files
from contactkeeper.vault.batch import FileChange
from contactkeeper.vault.journal import Write, difference, digest
from contactkeeper.vault.paths import place_of


def undo_write(root: str, write: Write) -> FileChange:
    """Return the change that restores a note as it was before a write.

    Raises:
        NoteChanged: the note is not as the write left it; `diff` shows the difference.
        CkError: the note can't be read.
    """
    now = _read(root, write.path)
    if write.moved_to and now is None:
        moved = _read(root, write.moved_to)
        if digest(moved) != write.before:
            why = f"{write.moved_to} is not as ck wrote it, so {write.path} can't be restored."
            raise NoteChanged(write.path, why, difference(write.path, write.whole, moved))
        return FileChange(write.moved_to, moved, None, write.path)
    if digest(now) != write.after:
        why = f"{write.path} changed since ck wrote it, so it stays as it is."
        raise NoteChanged(write.path, why, difference(write.path, write.bytes_after(), now))
    return FileChange(write.path, now, None if write.before is None else write.undo(now or b""))


def _read(root: str, path: str) -> bytes | None:
    try:
        return files.read_bytes(place_of(root, path))
    except FileNotFoundError:
        return None
    except (OSError, files.TooLarge) as error:
        message = f"{path} can't be read: {error}. Nothing was written."
        raise CkError(message) from error
