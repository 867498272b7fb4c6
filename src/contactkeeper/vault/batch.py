"""Several notes written as one change: all of them or none, after a failure or a kill too.

Called under the vault's lock alone. The journal says what a change was to write; the disk says how
far it came: notes are written in the order of the record.
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


class Draft(NamedTuple):
    """A note as it is and as it shall be; None: no such note."""

    path: str
    before: bytes | None
    after: bytes | None
    moved_to: str | None = None
    """The path under which the note, as it is, shall be; `after` is None then."""


class ContactState(NamedTuple):
    """How far one write of a record came, by what the disk holds now."""

    state: Literal["before", "after", "other"]
    data: bytes | None


def write_all(
    root: str, journal: Journal, heading: Record, drafts: Sequence[Draft]
) -> dict[str, list[str]]:
    """Write all drafts or none; returns what a file system couldn't keep, by note.

    `heading` is a record without writes: the command, its stamp, what it undoes.

    Raises:
        NoteChanged: a note was not as its draft has it.
        WriteRefused: a note lies outside the vault or is no ordinary file.
        WriteFailed: the system refused; the sentence says what is on the disk.
    """
    record = _complete(root, heading, drafts)
    remarks: dict[str, list[str]] = {}
    begun = 0
    doing = "the journal of changes"
    try:
        journal.begin(record)
        for folder in record.folders:
            doing = folder
            os.mkdir(place_of(root, folder))
        for draft, write in zip(drafts, record.writes, strict=True):
            doing, begun = draft.path, begun + 1
            remarks[draft.path] = _write(root, write, draft.before, draft.after)
        doing = "the journal of changes"
        journal.commit()
    except BaseException as error:
        # Without an intent on the disk either nothing was begun, or (^C at the last moment) all
        # of it is done.
        left = _take_back(root, journal, record, begun) if journal.pending_exists() else []
        if isinstance(error, OSError) or (isinstance(error, CkError) and left):
            outcome = " ".join(left) or "Nothing was written."
            message = f"{doing} could not be written: {_reason(error)}. {outcome}"
            raise WriteFailed(message) from error
        raise
    return remarks


def recover(root: str, journal: Journal) -> list[str]:
    """Finish or take back what a killed `ck` left; returns what was done, in sentences.

    A change that was written whole is kept. Else each note that still is as `ck` left it gets its
    old text back; one that was edited since stays as it is, and that is said. Raises OSError.
    """
    record = journal.pending()
    if record is None:
        if not journal.pending_exists():
            return []
        journal.forget()
        return [
            "ck was stopped while it wrote, and its journal can't be read: look at the last log."
        ]
    for write in record.writes:
        _remove_temporary(root, write)
    states = [_standing(root, write).state for write in record.writes]
    names = ", ".join(write.path for write in record.writes)
    what = f"ck {record.command} of {record.stamp} was stopped while it wrote"
    if states[-1] == "after" and "before" not in states:
        journal.commit()
        return [f"{what}. It is complete: {names}."]
    if set(states) == {"before"}:
        remove_folders(root, record.folders)
        journal.forget()
        return []
    left = _revert(root, record.writes)
    remove_folders(root, record.folders)
    journal.forget()
    return [f"{what}. {sentence}" for sentence in left] or [f"{what}. It was taken back: {names}."]


def _complete(root: str, heading: Record, drafts: Sequence[Draft]) -> Record:
    token = os.urandom(4).hex()
    real_root = os.path.realpath(root)
    writes, folders = [], []
    for number, (path, before, after, moved_to) in enumerate(drafts):
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


def _take_back(root: str, journal: Journal, record: Record, begun: int) -> list[str]:
    """Take back the first `begun` writes of a change, the last of which may not have been made."""
    writes = record.writes[:begun]
    for write in writes:
        _remove_temporary(root, write)  # ^C can come while another one is being cleaned up after
    if writes and _standing(root, writes[-1]).state == "other":
        writes = writes[:-1]
    left = _revert(root, writes)
    remove_folders(root, record.folders)
    if not left:
        with suppress(OSError):  # the next start finds that nothing was written, and forgets it
            journal.forget()
    return left


def _revert(root: str, writes: Sequence[Write]) -> list[str]:
    """Give notes their old text back, last first; returns what could not be, in sentences."""
    left = []
    for write in reversed(writes):
        state, data = _standing(root, write)
        if state == "other":
            left.append(f"{write.path} was edited since, so it stays as it is: look at it.")
        elif state == "after":
            try:
                if write.moved_to:
                    back = place_of(root, write.moved_to), place_of(root, write.path)
                    files.move(*back, data or b"", root=root)
                    continue
                old = None if write.before is None else write.take_back(data or b"")
                _write(root, write, data, old)
            except (OSError, NoteChanged, WriteRefused) as error:
                reason = _reason(error)
                left.append(f"{write.path} was written and could not be taken back: {reason}.")
    return left


def _standing(root: str, write: Write) -> ContactState:
    try:
        data = _read(root, write.path)
        if write.moved_to and data is None:
            moved = _read(root, write.moved_to)
            return ContactState("after" if digest(moved) == write.before else "other", moved)
    except (OSError, files.TooLarge):
        return ContactState("other", None)
    now = digest(data)
    if now == write.before:
        return ContactState("before", data)
    return ContactState("after" if now == write.after else "other", data)


def _read(root: str, path: str) -> bytes | None:
    try:
        return files.read_bytes(place_of(root, path))
    except FileNotFoundError:
        return None


def _remove_temporary(root: str, write: Write) -> None:
    """Remove what a kill in the middle of a write leaves beside the note."""
    if write.moved_to:
        files.drop_double(place_of(root, write.path), place_of(root, write.moved_to))
    place = place_of(root, write.temporary)
    if os.path.basename(place).startswith(".ck-"):
        with suppress(OSError):
            os.unlink(place)


def remove_folders(root: str, folders: Sequence[str]) -> None:
    """Remove the folders that were made for new notes, where nothing is in them."""
    for folder in reversed(folders):
        with suppress(OSError):
            os.rmdir(place_of(root, folder))


def _reason(error: OSError | CkError) -> str:
    words = error.strerror if isinstance(error, OSError) else None
    return (words or str(error)).rstrip(".")
