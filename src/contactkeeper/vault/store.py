"""The vault: read a note of it, change its notes, take a change back.

The one way to the disk for every write of the product: lock, read again, plan, verify, journal,
compare, replace. Deciding what to write is for the caller's plans; nothing is printed here.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from contactkeeper.core.notes.note import Note
from contactkeeper.errors import CkError, Locked, NoteChanged, WriteFailed, WriteRefused
from contactkeeper.vault import files
from contactkeeper.vault.journal import Journal, Record, Write, difference, digest
from contactkeeper.vault.lock import PATIENCE, lock
from contactkeeper.vault.places import (
    own_folder,
    place_for_new,
    place_in_trash,
    place_of,
    settings_draft,
)
from contactkeeper.vault.reading import NOT_UTF_8
from contactkeeper.vault.steps import AnyStep, Change, NewNote, Step, ToTrash, Undone, Unite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.batch import Draft


__all__ = ["AnyStep", "Change", "NewNote", "Step", "ToTrash", "Undone", "Unite", "Vault"]


class Vault:
    """A folder of notes, with the folder where `ck` keeps its locks and journals.

    `state` lies outside the vault; what belongs to this vault is in a folder of it that is named
    by a checksum of the vault's real path.
    """

    def __init__(self, root: Path, settings: Settings, state: Path) -> None:
        self.root = root
        self.settings = settings
        self._root = os.path.abspath(root)
        self._folder = own_folder(root, state)
        self._journal = Journal(self._folder)

    def note(self, path: str) -> Note:
        """Read one note, as well as it can be.

        Raises:
            CkError: there is no such note, or it can't be read.
        """
        return self._read(path)[0]

    def preview(self, steps: Sequence[AnyStep]) -> tuple[Change, ...]:
        """Return what `change` would do, and write nothing; raises what it would, but for locks."""
        return tuple(self._plan(steps)[0])

    def change(self, command: str, steps: Sequence[AnyStep], *, stamp: str) -> tuple[Change, ...]:
        """Take all steps or none; returns one change for each step, in their order.

        Several steps may concern one note: each is planned on what those before it left.

        Args:
            command: what the user called, for the history: `log`, `snooze`.
            steps: planned and verified, all of them, before anything is written.
            stamp: when, in the caller's words, for the history.

        Raises:
            Locked: another `ck` does not end.
            NoteChanged: somebody else changed a note in the moment before it was replaced.
            WriteRefused: a plan, or its result, is not safe.
            WriteFailed: the system refused; the sentence says what is on the disk.
        """
        from contactkeeper.vault import batch  # reading needs none of it

        with self.hold() as told:
            changes, drafts = self._plan(steps)
            remarks = {}
            if drafts:
                heading = Record(command, stamp)
                remarks = batch.write_all(self._root, self._journal, heading, drafts)
        return _with_remarks(changes, remarks, told)

    def recover(self) -> list[str]:
        """Put right what a killed `ck` left; returns what was done, in sentences.

        Costs one look at the disk where all is well. While another `ck` is writing there is
        nothing to put right yet.
        """
        if not (self._journal.pending_exists() or os.path.lexists(settings_draft(self._root))):
            return []
        try:
            with self.hold(patience=0) as told:
                return told
        except Locked:
            return []

    @property
    def own_folder(self) -> str:
        """Return the folder, outside the vault, of what `ck` keeps for it; it may not be there."""
        return self._folder

    def history(self) -> tuple[Record, ...]:
        """Return the changes that the journal holds, newest first."""
        return tuple(self._journal.history())

    def texts_around_last(self, path: str, command: str) -> tuple[str, str]:
        """Return a note's text before and after the last change to it by `command`.

        Raises:
            NoteChanged: the note is too large to be kept whole, and not as that change left it.
            CkError: that command has changed nothing there that is remembered.
        """
        for record in self._journal.history():
            if record.undone or record.undoes is not None or record.command != command:
                continue
            for write in record.writes:
                if write.path == path:
                    left = write.left()
                    before = write.whole or b""
                    if left is None:
                        draft = self._take_back(write)
                        before, left = draft.after or b"", draft.before or b""
                    return files.decode(before)[0], files.decode(left)[0]
        message = f"ck {command} has changed nothing in {path} that it remembers."
        raise CkError(message)

    def undo(self, *, stamp: str, preview: bool = False) -> Undone:
        """Take back the newest change that was not taken back yet: one more each time.

        Raises:
            NoteChanged: a note is not as the change left it; `diff` shows what is different.
            CkError: there is no change to take back; and as `change`.
        """
        from contactkeeper.vault import batch  # reading needs none of it

        with self.hold() as told:
            record = self._journal.last_open()
            if record is None:
                message = "there is no change by ck in this vault that could be taken back."
                raise CkError(message)
            drafts = [self._take_back(write) for write in record.writes]
            changes = [self._change(draft) for draft in drafts]
            remarks = {}
            if not preview:
                heading = Record("undo", stamp, undoes=record.number)
                remarks = batch.write_all(self._root, self._journal, heading, drafts)
                batch.remove_folders(self._root, record.folders)
        return Undone(record, _with_remarks(changes, remarks, told))

    @contextmanager
    def hold(self, patience: float = PATIENCE) -> Iterator[list[str]]:
        """Keep other `ck`s out, and put right first what a killed one left; yields what was.

        Raises:
            Locked: another `ck` does not end.
            WriteFailed: the folder for locks can't be used.
        """
        from contactkeeper.vault import batch  # reading needs none of it

        with ExitStack() as held:
            try:
                os.makedirs(self._folder, mode=0o700, exist_ok=True)
                held.enter_context(lock(os.path.join(self._folder, "lock"), patience))
                told = batch.recover(self._root, self._journal)
                with suppress(OSError):
                    os.unlink(settings_draft(self._root))  # of a `ck` that was killed
            except OSError as error:
                reason = error.strerror or str(error)
                message = f"{self._folder} can't be used: {reason}. Nothing was written."
                raise WriteFailed(message) from error
            yield told

    def _plan(self, steps: Sequence[AnyStep]) -> tuple[list[Change], list[Draft]]:
        """Plan all steps on what the disk holds now, and verify each result."""
        from contactkeeper.core.editing.edits import verify
        from contactkeeper.vault.batch import Draft

        changes: list[Change] = []
        notes: dict[str, Note] = {}
        before: dict[str, bytes | None] = {}
        spelled: dict[str, str] = {}
        moved: list[Draft] = []
        for step in steps:
            path = spelled.get(step.path, step.path)
            if isinstance(step, ToTrash):
                moved.append(self._to_trash(step, moved))
                changes.append(Change(path, step.text, None, None, None, moved[-1].moved_to))
                continue
            if isinstance(step, NewNote):
                path = spelled[step.path] = place_for_new(self._root, step.path, taken=notes)
                before[path] = None
                notes[path] = Note.parse(step.text, path, self.settings)
                changes.append(Change(path, None, step.text, None, notes[path]))
                continue
            if path not in notes:
                notes[path], before[path] = self._read(path, to_write=True)
            note = notes[path]
            if isinstance(step, Unite):
                notes[path] = self._unite(step, note)
                changes.append(Change(path, note.text, notes[path].text, None, notes[path]))
                continue
            plan = step.plan(note)
            if plan.edits:
                notes[path] = verify(note, plan)
            changes.append(Change(path, note.text, notes[path].text, plan, notes[path]))
        drafts = [Draft(path, before[path], _encode(note)) for path, note in notes.items()]
        drafts = [draft for draft in drafts if draft.before != draft.after]
        for draft in moved:
            if draft.path in notes:
                why = "It can't be changed and moved at once."
                raise WriteRefused(draft.path, None, why)
        return changes, [*drafts, *moved]

    def _unite(self, step: Unite, note: Note) -> Note:
        """Hold a merge to what its own check found, and the note to being a contact's."""
        merged = step.unite(note)
        if not merged.checked:
            why = f"The two versions can't be put together safely: {merged.losses[0]}."
            raise WriteRefused(note.path, None, why)
        after = Note.parse(merged.text, note.path, self.settings)
        if note.is_contact and not after.is_contact:
            raise WriteRefused(note.path, None, "The note would be no contact any more.")
        return after

    def _to_trash(self, step: ToTrash, moved: Sequence[Draft]) -> Draft:
        from contactkeeper.vault.batch import Draft

        note, data = self._read(step.path, to_write=True)
        if note.text != step.text:
            raise NoteChanged(step.path)
        taken = [draft.moved_to for draft in moved if draft.moved_to]
        return Draft(step.path, data, None, place_in_trash(self._root, step.path, taken))

    def _read(self, path: str, *, to_write: bool = False) -> tuple[Note, bytes]:
        place = place_of(self._root, path)
        if to_write:
            files.real_place(place, self._root)
        try:
            data = files.read_bytes(place)
        except FileNotFoundError as error:
            raise NoteChanged(path, f"{path} is not there any more.") from error
        except files.TooLarge as error:
            raise WriteRefused(path, None, "It is over 10 MB.") from error
        except OSError as error:
            message = f"{path} can't be read: {error.strerror or error}."
            raise CkError(message) from error
        text, broken = files.decode(data)
        if to_write and broken is not None:
            raise WriteRefused(path, files.line_of(data, broken), f"{NOT_UTF_8} Save it as UTF-8.")
        return Note.parse(text, path, self.settings), data

    def _take_back(self, write: Write) -> Draft:
        """Draft what was there before a change, in the place of what it left, if that still is."""
        from contactkeeper.vault.batch import Draft

        now = self._bytes_now(write.path)
        if write.moved_to and now is None:
            moved = self._bytes_now(write.moved_to)
            if digest(moved) != write.before:
                why = f"{write.moved_to} is not as ck left it, so {write.path} can't come back."
                raise NoteChanged(write.path, why, difference(write.path, write.whole, moved))
            return Draft(write.moved_to, moved, None, write.path)
        if digest(now) != write.after:
            why = f"{write.path} changed since ck wrote it, so it stays as it is."
            raise NoteChanged(write.path, why, difference(write.path, write.left(), now))
        return Draft(write.path, now, None if write.before is None else write.take_back(now or b""))

    def _bytes_now(self, path: str) -> bytes | None:
        try:
            return files.read_bytes(place_of(self._root, path))
        except FileNotFoundError:
            return None
        except (OSError, files.TooLarge) as error:
            message = f"{path} can't be read: {error}. Nothing was written."
            raise CkError(message) from error

    def _change(self, draft: Draft) -> Change:
        before, after = (
            None if data is None else files.decode(data)[0] for data in (draft.before, draft.after)
        )
        note = None if after is None else Note.parse(after, draft.path, self.settings)
        return Change(draft.path, before, after, None, note, draft.moved_to)


def _encode(note: Note) -> bytes:
    try:
        return note.text.encode()
    except UnicodeEncodeError as error:
        raise WriteRefused(note.path, None, "The text holds what is no character.") from error


def _with_remarks(
    changes: Sequence[Change], remarks: dict[str, list[str]], told: list[str]
) -> tuple[Change, ...]:
    """Give each remark to the first change that concerns its note."""
    given = []
    for change in changes:
        sentences = (*told, *remarks.pop(change.path, ()))
        told = []
        given.append(change._replace(remarks=sentences) if sentences else change)
    return tuple(given)
