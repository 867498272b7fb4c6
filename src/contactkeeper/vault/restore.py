"""Take back the writes of a change: each note that is as `ck` wrote it gets its old text back.

Call it only under the vault's lock.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.errors import CkError, NoteChanged, WriteRefused
from contactkeeper.system_errors import why_refused
from contactkeeper.vault import files
from contactkeeper.vault.file_drafts import make_durable
from contactkeeper.vault.journal import digest
from contactkeeper.vault.paths import place_of
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.vault.journal import Write


class WriteState(NamedTuple):
    """The state of one write of a record on the disk."""

    state: Literal["before", "after", "other"]
    data: bytes | None
    """The bytes that the disk holds."""


def restore(root: str, writes: Sequence[Write]) -> list[Wording]:
    """Restore the old text of notes, last first; returns a sentence for each that failed."""
    failures = []
    emptied: dict[str, str] = {}
    for write in reversed(writes):
        state, data = state_of(root, write)
        if state == "other":
            failures.append(
                Wording("{path} was edited since, so it stays as it is: check it.", path=write.path)
            )
        elif state == "after":
            try:
                if write.moved_to:
                    back = place_of(root, write.moved_to), place_of(root, write.path)
                    files.move(*back, data or b"", root=root)
                    continue
                _write_back(root, write, data or b"")
                if write.before is None:
                    emptied[os.path.dirname(write.path)] = write.path
            except (OSError, NoteChanged, WriteRefused) as error:
                failures.append(
                    Wording(
                        "{path} was written and could not be restored: {reason}",
                        path=write.path,
                        reason=why_failed(error),
                    )
                )
    for path in emptied.values():
        make_durable(place_of(root, path), path)
    return failures


def _write_back(root: str, write: Write, data: bytes) -> None:
    """Restore the old text of a note that holds `data`, or remove it, if it was made.

    The caller flushes the folder of one that is removed.
    """
    place = place_of(root, write.path)
    if write.before is None:
        files.remove(place, data, root=root, flushed=False)
    elif write.after is None:
        temporary = write.temporary.rpartition("/")[2]
        files.create(place, write.undo(data), root=root, temporary=temporary)
    else:
        temporary = write.temporary.rpartition("/")[2]
        files.replace(place, data, write.undo(data), root=root, temporary=temporary)


def state_of(root: str, write: Write) -> WriteState:
    """Compare what the disk holds with the texts before and after a write."""
    try:
        data = read_place(root, write.path)
        if write.moved_to and data is None:
            moved = read_place(root, write.moved_to)
            return WriteState("after" if digest(moved) == write.before else "other", moved)
    except (OSError, files.TooLarge):
        return WriteState("other", None)
    now = digest(data)
    if now == write.before:
        return WriteState("before", data)
    return WriteState("after" if now == write.after else "other", data)


def read_place(root: str, path: str) -> bytes | None:
    """Read a file of the vault; None where there is none. Raises OSError and TooLarge."""
    try:
        return files.read_bytes(place_of(root, path))
    except FileNotFoundError:
        return None


def remove_temporary(root: str, write: Write) -> None:
    """Remove the temporary file that a kill in the middle of a write leaves beside the note."""
    if write.moved_to:
        files.remove_second_name(place_of(root, write.path), place_of(root, write.moved_to))
    place = place_of(root, write.temporary)
    if os.path.basename(place).startswith(".ck-"):
        with suppress(OSError):
            os.unlink(place)


def remove_folders(root: str, folders: Sequence[str]) -> None:
    """Remove the folders that were made for new notes, if they are empty."""
    for folder in reversed(folders):
        with suppress(OSError):
            os.rmdir(place_of(root, folder))


def why_failed(error: OSError | CkError) -> Wording:
    """Say why the system or `ck` refused, with a full stop."""
    if isinstance(error, CkError):
        return error.sentence
    return Wording.joined("", [why_refused(error), "."])
