"""Define the steps of a change to the vault, and their results. Nothing is done here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from contactkeeper.core.note.markdown import split_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.merging.conflicts import Merged
    from contactkeeper.core.model import Contact, Entry, Task
    from contactkeeper.core.note.note import Note
    from contactkeeper.errors import CkError
    from contactkeeper.vault.journal import Record


class Step(NamedTuple):
    """Edit a note: `plan` gets the note as it is on the disk now, and may raise a CkError."""

    path: str
    """Relative to the vault, with `/`, as on disk."""
    plan: Callable[[Note], Plan]
    may_fail: bool = False
    """Whether the others are carried out where it can't be; its change says why."""


class NewNote(NamedTuple):
    """Create a note; refused where one of that name exists, in any case or normalisation."""

    path: str
    """Relative to the vault, with `/`; missing folders are created."""
    text: str


class ToTrash(NamedTuple):
    """Move a note to the vault's trash, after all other steps; nothing there is overwritten.

    Refused where the note's text is no longer `text`, on which the decision was made.
    """

    path: str
    """Relative to the vault, with `/`, as on disk."""
    text: str


class Unite(NamedTuple):
    """Merge versions of a note: `unite` gets the note as it is now, and returns the merged note.

    Only this step may write to a note with conflict markers.
    """

    path: str
    """Relative to the vault, with `/`, as on disk."""
    unite: Callable[[Note], Merged]


class Rewrite(NamedTuple):
    """Replace a file that is no note, such as contactkeeper.toml, or make it."""

    path: str
    """Relative to the vault, with `/`."""
    before: bytes | None
    """The content that it must hold; None: it does not exist."""
    after: bytes


AnyStep: TypeAlias = Step | NewNote | ToTrash | Unite | Rewrite


def steps_of_same_notes(steps: Sequence[AnyStep], earlier: Sequence[AnyStep]) -> list[AnyStep]:
    """Return those of the earlier steps that concern a note of `steps`."""
    paths = {step.path for step in steps}
    return [step for step in earlier if step.path in paths]


class Change(NamedTuple):
    """The result of one step."""

    path: str
    old: Note | None
    """The parsed note before the step; None: it did not exist."""
    note: Note | None
    """The parsed note after the step; None: it was removed (only by undo), or moved."""
    plan: Plan | None = None
    """None for a new note, and for undo."""
    moved_to: str | None = None
    """The new path of a note that was moved."""
    refused: CkError | None = None
    """Why the step was left out, where it may fail; the note is None where it can't be read."""
    remarks: tuple[str, ...] = ()
    """Sentences: what the file system could not keep, and what was recovered first."""

    @property
    def before(self) -> str | None:
        """Return the text before the step."""
        return self.old.text if self.old else None

    @property
    def after(self) -> str | None:
        """Return the text after the step."""
        return self.note.text if self.note else None

    @property
    def is_written(self) -> bool:
        """Say whether the text is another than before."""
        return self.before != self.after

    @property
    def contact_before(self) -> Contact:
        """Return the contact as the note had it before the change."""
        assert self.old is not None  # noqa: S101  # the step of a plan finds a note
        return self.old.contact()

    @property
    def contact(self) -> Contact:
        """Return the contact as the note has it after the change."""
        assert self.note is not None  # noqa: S101  # only undo removes notes
        return self.note.contact()

    @property
    def entry(self) -> Entry | None:
        """Return the entry that was added or corrected; None: the change was about no entry."""
        if self.plan is None:
            return None
        corrected = (new for _, new in self.plan.replaced if new is not None)
        return next(iter((*self.plan.added, *corrected)), None)

    @property
    def written(self) -> str:
        """Return that entry as it stands in the note, with its children; else a task's line."""
        entry, note = self.entry, self.note
        if entry is None and self.plan and (self.plan.new_tasks or self.plan.closed_tasks):
            return "\n".join(self._edited_lines)
        if entry is None or note is None or note.log is None:
            return ""
        spans = [span for span in note.log.all_spans if span.entry.same(entry)]
        return note.text[spans[-1].start : spans[-1].end].rstrip("\r\n") if spans else ""

    @property
    def _edited_lines(self) -> Iterable[str]:
        """Return the lines of the note that the edits touched, each once."""
        text, shift = self.after or "", 0
        lines: dict[int, str] = {}
        for edit in self.plan.edits if self.plan else ():
            start = edit.start + shift + len(edit.opening)
            end = start + len(edit.text.rstrip("\r\n"))
            start += len(edit.text) - len(edit.text.lstrip("\r\n"))
            shift += len(edit.opening + edit.text + edit.closing) - (edit.end - edit.start)
            for line in split_lines(text):
                if line.start < end and start <= line.end:
                    lines[line.start] = text[line.start : line.end]
        return lines.values()

    @property
    def ticked(self) -> list[Task]:
        """List the tasks that were ticked."""
        return [
            new_task
            for old, new in (self.plan.replaced if self.plan else ())
            if new is not None and len(old.tasks) == len(new.tasks)
            for old_task, new_task in zip(old.tasks, new.tasks, strict=True)
            if old_task.state == "open" and new_task.state == "kept"
        ]


class Undone(NamedTuple):
    """A change that was undone: its record, and its notes."""

    record: Record
    changes: tuple[Change, ...]
