"""What is asked of the vault's notes, step by step, and what came of each. Nothing is done here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.merging.result import Merged
    from contactkeeper.core.note.note import Note
    from contactkeeper.vault.journal import Record


class Step(NamedTuple):
    """Change a note: `plan` is given the note as it is on the disk now, and may raise a CkError."""

    path: str
    """Relative to the vault, with `/`, as on disk."""
    plan: Callable[[Note], Plan]


class NewNote(NamedTuple):
    """Make a note; refused where one of that name is, in any case or normalisation."""

    path: str
    """Relative to the vault, with `/`; missing folders are made."""
    text: str


class ToTrash(NamedTuple):
    """Move a note to the vault's own trash, where nothing is overwritten; after all other steps.

    Refused where the note is not `text` any more, which is what was decided on.
    """

    path: str
    """Relative to the vault, with `/`, as on disk."""
    text: str


class Unite(NamedTuple):
    """Put versions of a note together: `unite` is given it as it is now, and returns all of it.

    The one step that may write to a note with conflict markers.
    """

    path: str
    """Relative to the vault, with `/`, as on disk."""
    unite: Callable[[Note], Merged]


AnyStep: TypeAlias = Step | NewNote | ToTrash | Unite


def steps_of_same_notes(steps: Sequence[AnyStep], earlier: Sequence[AnyStep]) -> list[AnyStep]:
    """Return those of the earlier steps that concern a note of `steps`."""
    paths = {step.path for step in steps}
    return [step for step in earlier if step.path in paths]


class Change(NamedTuple):
    """What one step did, or would do."""

    path: str
    before: str | None
    """None: there was no such note."""
    after: str | None
    """None: the note was removed (only by undo), or moved."""
    plan: Plan | None
    """None for a new note, and for what undo did."""
    note: Note | None
    """The note after."""
    moved_to: str | None = None
    """Where the note is now; nothing else was done to it."""
    remarks: tuple[str, ...] = ()
    """What the file system couldn't keep, and what was put right first; in sentences."""


class Undone(NamedTuple):
    """A change that was taken back: its record, and its notes."""

    record: Record
    changes: tuple[Change, ...]
