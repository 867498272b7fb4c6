"""Read, change and undo notes of a vault.

Every write of a note goes this way: lock, read again, plan, verify, journal, compare, replace. The
caller's plans decide what to write; nothing is printed here.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

from contactkeeper.errors import CkError, Locked, WriteFailed
from contactkeeper.system_errors import why_refused
from contactkeeper.vault.journal import Journal, Record
from contactkeeper.vault.lock import TIMEOUT, lock
from contactkeeper.vault.operations import (
    AnyStep,
    Change,
    NewNote,
    Rewrite,
    Step,
    ToTrash,
    Undone,
    Unite,
)
from contactkeeper.vault.paths import own_folder, settings_draft
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from contactkeeper.core.note.note import Note
    from contactkeeper.core.settings import Settings

__all__ = ["AnyStep", "Change", "NewNote", "Rewrite", "Step", "ToTrash", "Undone", "Unite", "Vault"]


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
        from contactkeeper.vault.planning import read_note  # a list of who is due needs none of it

        return read_note(self._root, path, self.settings, to_write=False)[0]

    def preview(self, steps: Sequence[AnyStep]) -> tuple[Change, ...]:
        """Return what `change` would do, and write nothing; raises as it does, but for locks."""
        from contactkeeper.vault.planning import plan_steps  # reading needs none of it

        return tuple(plan_steps(self._root, self.settings, steps)[0])

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
        from contactkeeper.vault import batch, planning  # reading needs none of it

        with self.hold() as recovered:
            changes, writes = planning.plan_steps(self._root, self.settings, steps)
            remarks = {}
            if writes:
                heading = Record(command, stamp)
                remarks = batch.write_all(self._root, self._journal, heading, writes)
        return _with_remarks(changes, remarks, recovered)

    def recover(self) -> list[Wording]:
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
            raise CkError(
                Wording(
                    "the history has no change to {path} by ck {command}.",
                    path=path,
                    command=command,
                )
            )
        return notes

    def undo(self, number: int | None = None, *, stamp: str, preview: bool = False) -> Undone:
        """Undo the change of a number; without one the newest that stands: one more each time.

        Raises:
            NoteChanged: a note has changed since so that it can't be restored; `diff` shows how.
            CkError: there is no change to undo; and as `change`.
        """
        from contactkeeper.vault import batch, restore, undoing  # reading needs none of it

        with self.hold() as recovered:
            history = self._journal.history()
            record = undoing.choose(history, number)
            writes = undoing.plan_undo(self._root, record, history, self.settings)
            changes = [undoing.change_of(write, self.settings) for write in writes]
            remarks = {}
            if not preview:
                heading = Record("undo", stamp, undoes=record.number)
                remarks = batch.write_all(self._root, self._journal, heading, writes)
                restore.remove_folders(self._root, record.folders)
                if record.command in {"import", "undo"}:
                    from contactkeeper.vault.imported_people import follow_undo

                    follow_undo(self._folder, record)
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
        self.change(command, [Rewrite(path, before, after)], stamp=stamp)

    @contextmanager
    def hold(self, timeout: float = TIMEOUT) -> Iterator[list[Wording]]:
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
                raise WriteFailed(
                    Wording(
                        "{folder} can't be used: {reason}. Nothing was written.",
                        folder=self._folder,
                        reason=why_refused(error),
                    )
                ) from error
            yield recovered


def _with_remarks(
    changes: Sequence[Change], remarks: dict[str, list[Wording]], recovered: Sequence[str]
) -> tuple[Change, ...]:
    """Attach each remark to the first change of its note."""
    attached = []
    for change in changes:
        sentences = (*recovered, *remarks.pop(change.path, ()))
        recovered = []
        attached.append(change._replace(remarks=sentences) if sentences else change)
    return tuple(attached)
