"""Write several notes as one change: all of them or none, also after a failure or a kill.

Call it only under the vault's lock. The journal holds what a change was to write, and the disk
shows how far it came: notes are written in the order of the record.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.errors import CkError, NoteChanged, WriteFailed, WriteRefused
from contactkeeper.vault import files
from contactkeeper.vault.journal import Journal, Record, Write, describe, digest
from contactkeeper.vault.paths import missing_folders, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence


class FileChange(NamedTuple):
    """The bytes of a note before and after a change; None: the note does not exist."""

    path: str
    before: bytes | None
    after: bytes | None
    moved_to: str | None = None
    """The path that the note is moved to, unchanged; `after` is None then."""


class WriteState(NamedTuple):
    """The state of one write of a record on the disk."""

    state: Literal["before", "after", "other"]
    data: bytes | None
    """The bytes that the disk holds."""


def write_all(
    root: str, journal: Journal, heading: Record, changes: Sequence[FileChange]
) -> dict[str, list[str]]:
    """Write all changes or none; returns by note what the file system could not keep.

    `heading` is a record without writes: the command, its time, what it undoes.

    Raises:
        NoteChanged: a note is not as the change expects it.
        WriteRefused: a note lies outside the vault or is not an ordinary file.
        WriteFailed: the system refused; the sentence says what is on the disk.
    """
    record = _build_record(root, heading, changes)
    remarks: dict[str, list[str]] = {}
    begun = 0
    target = "the journal of changes"
    try:
        journal.begin(record)
        for folder in record.folders:
            target = folder
            os.mkdir(place_of(root, folder))
        for change, write in zip(changes, record.writes, strict=True):
            target, begun = change.path, begun + 1
            remarks[change.path] = _write(root, write, change.before, change.after)
        target = "the journal of changes"
        journal.commit()
    except BaseException as error:
        # Without an intent on the disk either nothing was written yet, or (^C at the last moment)
        # everything was.
        failures = _roll_back(root, journal, record, begun) if journal.has_intent() else []
        if isinstance(error, OSError) or (isinstance(error, CkError) and failures):
            outcome = " ".join(failures) or "Nothing was written."
            message = f"{target} could not be written: {_reason(error)}. {outcome}"
            raise WriteFailed(message) from error
        raise
    return remarks


def recover(root: str, journal: Journal) -> list[str]:
    """Finish or roll back the change of a killed `ck`; returns sentences for the user.

    A change that was written completely is kept. Otherwise each note that is still as `ck` wrote it
    gets its old text back; one that was edited since stays as it is, and is reported. Raises
    OSError.
    """
    record = journal.read_intent()
    if record is None:
        if not journal.has_intent():
            return []
        journal.drop_intent()
        return [
            "ck was stopped while it wrote, and its journal can't be read: check the last entry."
        ]
    for write in record.writes:
        _remove_temporary(root, write)
    states = [_state_of(root, write).state for write in record.writes]
    names = ", ".join(write.path for write in record.writes)
    what = f"ck {record.command} of {record.stamp} was stopped while it wrote"
    if states[-1] == "after" and "before" not in states:
        journal.commit()
        return [f"{what}. It is complete: {names}."]
    if set(states) == {"before"}:
        remove_folders(root, record.folders)
        journal.drop_intent()
        return []
    failures = _restore(root, record.writes)
    remove_folders(root, record.folders)
    journal.drop_intent()
    return [f"{what}. {sentence}" for sentence in failures] or [f"{what}. It was undone: {names}."]


def _build_record(root: str, heading: Record, changes: Sequence[FileChange]) -> Record:
    token = os.urandom(4).hex()
    real_root = os.path.realpath(root)
    writes, folders = [], []
    for number, (path, before, after, moved_to) in enumerate(changes):
        place = place_of(root, path)
        new = path if before is None else moved_to
        if new is not None:
            place_of(root, new)
            folders += missing_folders(root, new)
        folder = os.path.dirname(files.real_place(place, root))
        temporary = os.path.join(folder, files.temporary_name(token, number))
        beside = os.path.relpath(temporary, real_root).replace(os.sep, "/")
        writes.append(describe(path, before, after, beside)._replace(moved_to=moved_to))
    return heading._replace(writes=tuple(writes), folders=tuple(dict.fromkeys(folders)))


def _write(root: str, write: Write, before: bytes | None, after: bytes | None) -> list[str]:
    place = place_of(root, write.path)
    temporary = write.temporary.rpartition("/")[2]
    if write.moved_to:
        return files.move(place, place_of(root, write.moved_to), before or b"", root=root)
    if after is None:
        return files.remove(place, before or b"", root=root)
    if before is None:
        return files.create(place, after, root=root, temporary=temporary)
    return files.replace(place, before, after, root=root, temporary=temporary)


def _roll_back(root: str, journal: Journal, record: Record, begun: int) -> list[str]:
    """Undo the first `begun` writes of a change; the last one may not have been made.

    Returns a sentence for each note that could not be restored.
    """
    writes = record.writes[:begun]
    for write in writes:
        _remove_temporary(root, write)  # ^C can come during the clean-up after another ^C
    if writes and _state_of(root, writes[-1]).state == "other":
        writes = writes[:-1]
    failures = _restore(root, writes)
    remove_folders(root, record.folders)
    if not failures:
        with suppress(OSError):  # the next run finds that nothing was written, and drops it
            journal.drop_intent()
    return failures


def _restore(root: str, writes: Sequence[Write]) -> list[str]:
    """Restore the old text of notes, last first; returns a sentence for each that failed."""
    failures = []
    for write in reversed(writes):
        state, data = _state_of(root, write)
        if state == "other":
            failures.append(f"{write.path} was edited since, so it stays as it is: check it.")
        elif state == "after":
            try:
                if write.moved_to:
                    back = place_of(root, write.moved_to), place_of(root, write.path)
                    files.move(*back, data or b"", root=root)
                    continue
                old = None if write.before is None else write.undo(data or b"")
                _write(root, write, data, old)
            except (OSError, NoteChanged, WriteRefused) as error:
                reason = _reason(error)
                failures.append(f"{write.path} was written and could not be restored: {reason}.")
    return failures


def _state_of(root: str, write: Write) -> WriteState:
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


def _remove_temporary(root: str, write: Write) -> None:
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


def _reason(error: OSError | CkError) -> str:
    words = error.strerror if isinstance(error, OSError) else None
    return (words or str(error)).rstrip(".")
