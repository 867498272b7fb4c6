"""Write several notes as one change: all of them or none, also after a failure or a kill.

Call it only under the vault's lock. The journal holds what a change was to write, and the disk
shows how far it came: notes are written in the order of the record.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import CkError, WriteFailed
from contactkeeper.text.phrases import list_few
from contactkeeper.vault import files
from contactkeeper.vault.file_drafts import flush, make_durable, put_in_place, write_draft
from contactkeeper.vault.journal import Journal, Record, describe
from contactkeeper.vault.paths import missing_folders, place_of
from contactkeeper.vault.restore import (
    remove_folders,
    remove_temporary,
    restore,
    state_of,
    why_failed,
)
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEW = 8
"""Files that are flushed one by one: threads would cost more than they save."""
_NAMED = 10
"""Notes that are named where a killed `ck` left a change."""


class FileChange(NamedTuple):
    """The bytes of a note before and after a change; None: the note does not exist."""

    path: str
    before: bytes | None
    after: bytes | None
    moved_to: str | None = None
    """The path that the note is moved to, unchanged; `after` is None then."""


def write_all(
    root: str, journal: Journal, heading: Record, changes: Sequence[FileChange]
) -> dict[str, list[Wording]]:
    """Write all changes or none; returns by note what the file system could not keep.

    `heading` is a record without writes: the command, its time, what it undoes.

    Raises:
        NoteChanged: a note is not as the change expects it.
        WriteRefused: a note lies outside the vault or is not an ordinary file.
        WriteFailed: the system refused; the sentence says what is on the disk.
    """
    record = _build_record(root, heading, changes)
    writing = _Writing(root, record, changes)
    journal_name = Wording("the journal of changes")
    target: str = journal_name
    try:
        journal.begin(record)
        for folder in record.folders:
            target = folder
            os.mkdir(place_of(root, folder))
        writing.write()
        target = journal_name
        journal.commit()
    except BaseException as error:
        # Without an intent on the disk either nothing was written yet, or (^C at the last moment)
        # everything was.
        begun = writing.begun
        failures = _roll_back(root, journal, record, begun) if journal.has_intent() else []
        if isinstance(error, OSError) or (isinstance(error, CkError) and failures):
            outcome = Wording.joined(" ", failures) or Wording("Nothing was written.")
            raise WriteFailed(
                Wording(
                    "{target} could not be written: {reason} {outcome}",
                    target=writing.target or target,
                    reason=why_failed(error),
                    outcome=outcome,
                )
            ) from error
        raise
    return writing.remarks


class _Writing:
    """The way of a change to the disk: first all drafts, then each in its place, in their order."""

    def __init__(self, root: str, record: Record, changes: Sequence[FileChange]) -> None:
        self._root = root
        self._writes = list(zip(changes, record.writes, strict=True))
        self.begun = 0
        """The number of those put in place, the last one perhaps not."""
        self.target = ""
        """The file that is being written; empty: none."""
        self.remarks: dict[str, list[Wording]] = {}
        """By note what the file system could not keep."""

    def write(self) -> None:
        """Write all of it, durably; raises as `write_all`."""
        are_few = len(self._writes) <= _FEW
        drafts = {}
        for change, write in self._writes:
            self.target = change.path
            if change.after is not None:
                drafts[change.path] = write_draft(
                    place_of(self._root, change.path),
                    change.before,
                    change.after,
                    root=self._root,
                    temporary=write.temporary.rpartition("/")[2],
                    flushed=are_few,
                )
        if not are_few:
            flush([*drafts.values()])
        folders: dict[str, str] = {}
        for change, _ in self._writes:
            self.target, self.begun = change.path, self.begun + 1
            place = place_of(self._root, change.path)
            said: list[Wording] = []
            if draft := drafts.get(change.path):
                put_in_place(draft)
                said, place = [*draft.remarks], draft.target
            elif change.moved_to:
                moved = place_of(self._root, change.moved_to)
                said = files.move(place, moved, change.before or b"", root=self._root)
                self.remarks[change.path] = said
                continue
            else:
                files.remove(place, change.before or b"", root=self._root, flushed=False)
            self.remarks[change.path] = said
            folders.setdefault(os.path.dirname(place), change.path)
        for folder, path in folders.items():
            self.remarks[path] += make_durable(os.path.join(folder, "x"), path)
        self.target = ""


def recover(root: str, journal: Journal) -> list[Wording]:
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
            Wording(
                "ck was stopped while it wrote, and its journal can't be read: check the last "
                "entry."
            )
        ]
    for write in record.writes:
        remove_temporary(root, write)
    states = [state_of(root, write).state for write in record.writes]
    names = list_few([write.path for write in record.writes], _NAMED)
    what = Wording(
        "ck {command} of {stamp} was stopped while it wrote.",
        command=record.command,
        stamp=record.stamp,
    )
    if states[-1] == "after" and "before" not in states:
        journal.commit()
        return [Wording.joined(" ", [what, Wording("It is complete: {names}.", names=names)])]
    if set(states) == {"before"}:
        remove_folders(root, record.folders)
        journal.drop_intent()
        return []
    failures = restore(root, record.writes)
    remove_folders(root, record.folders)
    journal.drop_intent()
    undone = Wording("It was undone: {names}.", names=names)
    return [Wording.joined(" ", [what, sentence]) for sentence in failures or [undone]]


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


def _roll_back(root: str, journal: Journal, record: Record, begun: int) -> list[Wording]:
    """Undo the first `begun` writes of a change; the last one may not have been made.

    The drafts of all go. Returns a sentence for each note that could not be restored.
    """
    writes = record.writes[:begun]
    for write in record.writes:
        remove_temporary(root, write)
    if writes and state_of(root, writes[-1]).state == "other":
        writes = writes[:-1]
    failures = restore(root, writes)
    remove_folders(root, record.folders)
    if not failures:
        with suppress(OSError):  # the next run finds that nothing was written, and drops it
            journal.drop_intent()
    return failures
