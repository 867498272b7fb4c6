"""Plan the steps of a change on the notes as they are on the disk now; nothing is written.

Each result is verified. Call it under the vault's lock, unless it is for a preview.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.verify import verify
from contactkeeper.core.note.note import Note
from contactkeeper.errors import CkError, NoteChanged, WriteRefused
from contactkeeper.system_errors import why_refused
from contactkeeper.vault import files
from contactkeeper.vault.batch import FileChange
from contactkeeper.vault.operations import Change, NewNote, Rewrite, Step, ToTrash, Unite
from contactkeeper.vault.paths import NewPlaces, place_in_trash, place_of
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.operations import AnyStep


def plan_steps(
    root: str, settings: Settings, steps: Sequence[AnyStep]
) -> tuple[list[Change], list[FileChange]]:
    """Plan and verify all steps; returns one change for each, and what is to be written.

    Raises:
        CkError: a step can't be carried out, or not safely.
    """
    planning = _Planning(root, settings)
    changes = [planning.change(step) for step in steps]
    return changes, planning.writes()


def read_note(root: str, path: str, settings: Settings, *, to_write: bool) -> tuple[Note, bytes]:
    """Read one note, and its bytes.

    Raises:
        CkError: there is no such note, it can't be read, or not be written if it is `to_write`.
    """
    place = place_of(root, path)
    if to_write:
        files.real_place(place, root)
    try:
        data = files.read_bytes(place)
    except FileNotFoundError as error:
        raise NoteChanged(path, Wording("{path} no longer exists.", path=path)) from error
    except files.TooLarge as error:
        raise WriteRefused(path, None, Wording("It is over 10 MB.")) from error
    except OSError as error:
        why = why_refused(error)
        raise CkError(Wording("{path} can't be read: {why}.", path=path, why=why)) from error
    text, broken = files.decode(data)
    if to_write and broken is not None:
        why = Wording("The note is not valid UTF-8. Save it as UTF-8.")
        raise WriteRefused(path, files.line_of(data, broken), why)
    return Note.parse(text, path, settings), data


class _Planning:
    """The notes of a change as they are after the steps up to now."""

    def __init__(self, root: str, settings: Settings) -> None:
        self._root = root
        self._settings = settings
        self._notes: dict[str, Note] = {}
        self._before: dict[str, bytes | None] = {}
        self._new_paths: dict[str, str] = {}
        self._places = NewPlaces(root)
        self._moved: list[FileChange] = []
        self._rewritten: list[FileChange] = []

    def writes(self) -> list[FileChange]:
        """Return what all steps come to, for each file that is another then."""
        for write in self._moved:
            if write.path in self._notes:
                why = Wording("It can't be changed and moved at once.")
                raise WriteRefused(write.path, None, why)
        written = [
            FileChange(path, self._before[path], _encode(note))
            for path, note in self._notes.items()
        ]
        changed = [write for write in written if write.before != write.after]
        return [*changed, *self._rewritten, *self._moved]

    def change(self, step: AnyStep) -> Change:
        """Plan one step on the result of those before it."""
        if isinstance(step, ToTrash):
            return self._to_trash(step)
        if isinstance(step, NewNote):
            return self._make(step)
        if isinstance(step, Rewrite):
            self._rewritten.append(FileChange(*step))
            old, new = (
                None if data is None else Note.parse(files.decode(data)[0], step.path)
                for data in (step.before, step.after)
            )
            return Change(step.path, old, new)
        if isinstance(step, Step) and step.may_fail:
            note = None
            try:
                note = self._note(step.path)
                return self._edit(step, note)
            except CkError as error:
                return Change(step.path, note, note, refused=error)
        note = self._note(step.path)
        return self._unite(step, note) if isinstance(step, Unite) else self._edit(step, note)

    def _note(self, path: str) -> Note:
        path = self._new_paths.get(path, path)
        if path not in self._notes:
            self._notes[path], self._before[path] = read_note(
                self._root, path, self._settings, to_write=True
            )
        return self._notes[path]

    def _make(self, step: NewNote) -> Change:
        path = self._new_paths[step.path] = self._places.place(step.path)
        self._before[path] = None
        self._notes[path] = note = Note.parse(step.text, path, self._settings)
        return Change(path, None, note)

    def _edit(self, step: Step, note: Note) -> Change:
        try:
            plan = step.plan(note)
            after = verify(note, plan) if plan.edits else note
        except CkError as error:
            from contactkeeper.text.problems import word  # most plans can be carried out

            raise word(error) from None
        self._notes[note.path] = after
        return Change(note.path, note, after, plan)

    def _unite(self, step: Unite, note: Note) -> Change:
        """Merge, and check that nothing is lost and that a contact stays one."""
        merged = step.unite(note)
        if not merged.checked:
            why = Wording("The two versions can't be merged safely: {loss}.", loss=merged.losses[0])
            raise WriteRefused(note.path, None, why)
        after = Note.parse(merged.text, note.path, self._settings)
        if note.is_contact and not after.is_contact:
            why = Wording("The note would no longer be a contact.")
            raise WriteRefused(note.path, None, why)
        self._notes[note.path] = after
        return Change(note.path, note, after)

    def _to_trash(self, step: ToTrash) -> Change:
        note, data = read_note(self._root, step.path, self._settings, to_write=True)
        if note.text != step.text:
            raise NoteChanged(step.path)
        taken = [write.moved_to for write in self._moved if write.moved_to]
        place = place_in_trash(self._root, step.path, taken)
        self._moved.append(FileChange(step.path, data, None, place))
        return Change(step.path, note, None, moved_to=place)


def _encode(note: Note) -> bytes:
    try:
        return note.text.encode()
    except UnicodeEncodeError as error:
        why = Wording("The text has a character that UTF-8 can't hold.")
        raise WriteRefused(note.path, None, why) from error
