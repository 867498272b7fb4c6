"""Read, change and undo notes of a vault.

Every write of a note goes this way: lock, read again, plan, verify, journal, compare, replace. The
caller's plans decide what to write; nothing is printed here.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from contactkeeper.core.note.note import Note
from contactkeeper.errors import CkError, Locked, NoteChanged, WriteFailed, WriteRefused
from contactkeeper.vault import files
from contactkeeper.vault.journal import Journal, Record
from contactkeeper.vault.lock import TIMEOUT, lock
from contactkeeper.vault.operations import AnyStep, Change, NewNote, Step, ToTrash, Undone, Unite
from contactkeeper.vault.paths import (
    own_folder,
    place_for_new,
    place_in_trash,
    place_of,
    settings_draft,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.batch import FileChange

__all__ = ["AnyStep", "Change", "NewNote", "Step", "ToTrash", "Undone", "Unite", "Vault"]


class Vault:
    """A folder of notes, with the folder where `ck` keeps its lock and journal.

    That folder lies below `state`, outside the vault, and is named by a checksum of the vault's
    real path.
    """

    def __init__(self, root: Path, settings: Settings, state: Path) -> None:
        self.root = root
        self.settings = settings
        self._root = os.path.abspath(root)
        self._folder = own_folder(root, state)
        self._journal = Journal(self._folder)

    def note(self, path: str) -> Note:
        """Read one note, even if some of it can't be parsed.

        Raises:
            CkError: there is no such note, or it can't be read.
        """
        return self._read(path)[0]

    def preview(self, steps: Sequence[AnyStep]) -> tuple[Change, ...]:
        """Return what `change` would do, and write nothing; raises as it does, but for locks."""
        return tuple(self._plan(steps)[0])

    def change(self, command: str, steps: Sequence[AnyStep], *, stamp: str) -> tuple[Change, ...]:
        """Carry out all steps or none; returns one change for each step, in their order.

        Several steps may concern one note: each is planned on the result of those before it.

        Args:
            command: the command, for the history: `log`, `snooze`.
            steps: all are planned and verified before anything is written.
            stamp: the time as text, for the history.

        Raises:
            Locked: another `ck` holds the lock for too long.
            NoteChanged: another program changed a note in the moment before it was replaced.
            WriteRefused: a plan, or its result, is not safe.
            WriteFailed: the system refused; the sentence says what is on the disk.
        """
        from contactkeeper.vault import batch  # reading needs none of it

        with self.hold() as recovered:
            changes, writes = self._plan(steps)
            remarks = {}
            if writes:
                heading = Record(command, stamp)
                remarks = batch.write_all(self._root, self._journal, heading, writes)
        return _with_remarks(changes, remarks, recovered)

    def recover(self) -> list[str]:
        """Recover from a killed `ck`, unless another one writes; returns sentences for the user."""
        if not (self._journal.has_intent() or os.path.lexists(settings_draft(self._root))):
            return []
        try:
            with self.hold(timeout=0) as recovered:
                return recovered
        except Locked:
            return []

    @property
    def own_folder(self) -> str:
        """Return the folder outside the vault where `ck` keeps its data; it may not exist."""
        return self._folder

    @property
    def last_change(self) -> int:
        """Return the number of the last change that was made here; 0 where there is none."""
        return self._journal.committed

    def history(self) -> tuple[Record, ...]:
        """Return the changes in the journal, newest first."""
        return tuple(self._journal.history())

    def notes_around_last(self, path: str, command: str) -> tuple[Note, Note]:
        """Return a note as it was before and after the last change to it by `command`.

        Raises:
            NoteChanged: the note is too large to be stored whole, and has changed since.
            CkError: the history has no change to the note by that command.
        """
        from contactkeeper.vault.undoing import notes_around

        history = self._journal.history()
        notes = notes_around(self._root, history, path, command, self.settings)
        if notes is None:
            message = f"the history has no change to {path} by ck {command}."
            raise CkError(message)
        return notes

    def undo(self, number: int | None = None, *, stamp: str, preview: bool = False) -> Undone:
        """Undo the change of a number; without one the newest that stands: one more each time.

        Raises:
            NoteChanged: a note has changed since so that it can't be restored; `diff` shows how.
            CkError: there is no change to undo; and as `change`.
        """
        from contactkeeper.vault import batch, undoing  # reading needs none of it

        with self.hold() as recovered:
            history = self._journal.history()
            record = undoing.choose(history, number)
            writes = undoing.plan_undo(self._root, record, history, self.settings)
            changes = [undoing.change_of(write, self.settings) for write in writes]
            remarks = {}
            if not preview:
                heading = Record("undo", stamp, undoes=record.number)
                remarks = batch.write_all(self._root, self._journal, heading, writes)
                batch.remove_folders(self._root, record.folders)
        return Undone(record, _with_remarks(changes, remarks, recovered))

    def replace(
        self, command: str, path: str, before: bytes | None, after: bytes, *, stamp: str
    ) -> None:
        """Replace a file that is no note, such as contactkeeper.toml; raises as `change`.

        Args:
            command: the command, for the history.
            path: relative to the vault.
            before: what the file must hold; None: it is made.
            after: what it then holds.
            stamp: the time as text, for the history.
        """
        from contactkeeper.vault import batch  # reading needs none of it

        with self.hold():
            change = batch.FileChange(path, before, after)
            batch.write_all(self._root, self._journal, Record(command, stamp), [change])

    @contextmanager
    def hold(self, timeout: float = TIMEOUT) -> Iterator[list[str]]:
        """Hold the vault's lock; recover from a killed `ck` first, and yield sentences about that.

        Raises:
            Locked: another `ck` holds the lock for too long.
            WriteFailed: the folder for the lock can't be used.
        """
        from contactkeeper.vault import batch  # reading needs none of it

        with ExitStack() as held:
            try:
                os.makedirs(self._folder, mode=0o700, exist_ok=True)
                held.enter_context(lock(os.path.join(self._folder, "lock"), timeout))
                recovered = batch.recover(self._root, self._journal)
                with suppress(OSError):
                    os.unlink(settings_draft(self._root))  # left by a killed `ck`
            except OSError as error:
                reason = error.strerror or str(error)
                message = f"{self._folder} can't be used: {reason}. Nothing was written."
                raise WriteFailed(message) from error
            yield recovered

    def _plan(self, steps: Sequence[AnyStep]) -> tuple[list[Change], list[FileChange]]:
        """Plan all steps on the notes as they are on the disk now, and verify each result."""
        from contactkeeper.core.editing.verify import verify
        from contactkeeper.vault.batch import FileChange

        changes: list[Change] = []
        notes: dict[str, Note] = {}
        before: dict[str, bytes | None] = {}
        new_paths: dict[str, str] = {}
        moved: list[FileChange] = []
        for step in steps:
            path = new_paths.get(step.path, step.path)
            if isinstance(step, ToTrash):
                note, write = self._to_trash(step, moved)
                moved.append(write)
                changes.append(Change(path, note, None, moved_to=write.moved_to))
                continue
            if isinstance(step, NewNote):
                path = new_paths[step.path] = place_for_new(self._root, step.path, taken=notes)
                before[path] = None
                notes[path] = Note.parse(step.text, path, self.settings)
                changes.append(Change(path, None, notes[path]))
                continue
            if path not in notes:
                notes[path], before[path] = self._read(path, to_write=True)
            note = notes[path]
            if isinstance(step, Unite):
                notes[path] = self._unite(step, note)
                changes.append(Change(path, note, notes[path]))
                continue
            try:
                plan = step.plan(note)
                if plan.edits:
                    notes[path] = verify(note, plan)
            except CkError as error:
                from contactkeeper.text.problems import word  # most plans can be carried out

                raise word(error) from None
            changes.append(Change(path, note, notes[path], plan))
        writes = [FileChange(path, before[path], _encode(note)) for path, note in notes.items()]
        writes = [write for write in writes if write.before != write.after]
        for write in moved:
            if write.path in notes:
                why = "It can't be changed and moved at once."
                raise WriteRefused(write.path, None, why)
        return changes, [*writes, *moved]

    def _unite(self, step: Unite, note: Note) -> Note:
        """Merge, and check that nothing is lost and that a contact stays one."""
        merged = step.unite(note)
        if not merged.checked:
            why = f"The two versions can't be merged safely: {merged.losses[0]}."
            raise WriteRefused(note.path, None, why)
        after = Note.parse(merged.text, note.path, self.settings)
        if note.is_contact and not after.is_contact:
            raise WriteRefused(note.path, None, "The note would no longer be a contact.")
        return after

    def _to_trash(self, step: ToTrash, moved: Sequence[FileChange]) -> tuple[Note, FileChange]:
        from contactkeeper.vault.batch import FileChange

        note, data = self._read(step.path, to_write=True)
        if note.text != step.text:
            raise NoteChanged(step.path)
        taken = [write.moved_to for write in moved if write.moved_to]
        place = place_in_trash(self._root, step.path, taken)
        return note, FileChange(step.path, data, None, place)

    def _read(self, path: str, *, to_write: bool = False) -> tuple[Note, bytes]:
        place = place_of(self._root, path)
        if to_write:
            files.real_place(place, self._root)
        try:
            data = files.read_bytes(place)
        except FileNotFoundError as error:
            raise NoteChanged(path, f"{path} no longer exists.") from error
        except files.TooLarge as error:
            raise WriteRefused(path, None, "It is over 10 MB.") from error
        except OSError as error:
            message = f"{path} can't be read: {error.strerror or error}."
            raise CkError(message) from error
        text, broken = files.decode(data)
        if to_write and broken is not None:
            why = "The note is not valid UTF-8. Save it as UTF-8."
            raise WriteRefused(path, files.line_of(data, broken), why)
        return Note.parse(text, path, self.settings), data


def _encode(note: Note) -> bytes:
    try:
        return note.text.encode()
    except UnicodeEncodeError as error:
        raise WriteRefused(
            note.path, None, "The text has a character that UTF-8 can't hold."
        ) from error


def _with_remarks(
    changes: Sequence[Change], remarks: dict[str, list[str]], recovered: list[str]
) -> tuple[Change, ...]:
    """Attach each remark to the first change of its note."""
    attached = []
    for change in changes:
        sentences = (*recovered, *remarks.pop(change.path, ()))
        recovered = []
        attached.append(change._replace(remarks=sentences) if sentences else change)
    return tuple(attached)
