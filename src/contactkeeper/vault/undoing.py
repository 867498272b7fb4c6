"""Choose the change that is undone, and plan how each of its notes is restored; nothing is written.

A note that is as the change left it gets its old bytes back. In one that was edited since, the
lines of the change are taken back where each stands exactly once, and where the note then says all
that it says now but for the change.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING

from contactkeeper.core.editing.verify import refuse_unwritable
from contactkeeper.core.note.note import Note
from contactkeeper.errors import CkError, NoteChanged, UsageError
from contactkeeper.system_errors import why_refused
from contactkeeper.vault import files
from contactkeeper.vault.batch import FileChange
from contactkeeper.vault.journal import difference, digest
from contactkeeper.vault.operations import Change
from contactkeeper.vault.restore import read_place
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.journal import Record, Write


def choose(history: Sequence[Record], number: int | None) -> Record:
    """Return the change of a number, or the newest one that is no undo and was not undone.

    Raises:
        UsageError: there is no such number.
        CkError: there is nothing to undo.
    """
    if number is None:
        standing = (each for each in history if each.undoes is None and not each.undone)
        if newest := next(standing, None):
            return newest
        raise CkError(Wording("there is no change by ck in this vault to undo."))
    record = next((each for each in history if each.number == number), None)
    if record is None:
        raise UsageError(
            Wording("the history has no change {number}. ck undo --list shows them.", number=number)
        )
    if record.undone:
        undo = next(each for each in history if each.undoes == number and not each.undone)
        raise CkError(
            Wording(
                "change {number} is undone already: ck undo {undo} brings it back.",
                number=number,
                undo=undo.number,
            )
        )
    return record


def plan_undo(
    root: str, record: Record, history: Sequence[Record], settings: Settings
) -> list[FileChange]:
    """Plan how the notes of a change are restored: all of them, or none.

    Raises:
        NoteChanged: a note has changed so that it can't be; the sentence names the change before.
        CkError: a note can't be read, or not written.
    """
    try:
        return [undo_write(root, write, settings) for write in record.writes]
    except NoteChanged as error:
        older = (each for each in history if each.number < record.number and not each.undone)
        before = next((each.number for each in older if each.undoes is None), None)
        hint = [Wording("The change before it: ck undo {number}", number=before)] if before else []
        said = Wording.joined(" ", [error.sentence, *hint])
        raise NoteChanged(error.path, said, error.diff) from error


def undo_write(root: str, write: Write, settings: Settings) -> FileChange:
    """Plan how one note is restored.

    Raises:
        NoteChanged: the note has changed so that it can't be; `diff` shows the difference.
        CkError: the note can't be read, or not written.
    """
    path = write.path
    try:
        now = read_place(root, path)
        if write.moved_to and now is None:
            path = write.moved_to
            moved = read_place(root, path)
            if digest(moved) != write.before:
                why = Wording(
                    "{path} is not as ck wrote it, so {note} can't be restored.",
                    path=path,
                    note=write.path,
                )
                raise NoteChanged(write.path, why, difference(write.path, write.whole, moved))
            return FileChange(path, moved, None, write.path)
    except (OSError, files.TooLarge) as error:
        why = why_refused(error) if isinstance(error, OSError) else Wording("it is over 10 MB")
        raise CkError(
            Wording("{path} can't be read: {why}. Nothing was written.", path=path, why=why)
        ) from error
    if digest(now) == write.after:
        return FileChange(path, now, None if write.before is None else write.undo(now or b""))
    before, after = write.whole, write.bytes_after()
    if now is not None and before is not None and after is not None:
        restored = without(path, now, (before, after), settings)
        if restored is not None:
            return FileChange(path, now, restored)
    why = Wording("{path} changed since ck wrote it, so it stays as it is.", path=path)
    raise NoteChanged(path, why, difference(path, after, now))


def without(path: str, now: bytes, change: tuple[bytes, bytes], settings: Settings) -> bytes | None:
    """Return a note without a change (its bytes before and after); None where that is not sure.

    Raises:
        WriteRefused: nothing may be written to the note.
    """
    restored = _without_lines(now, *change)
    if restored is None:
        return None
    try:
        before, after, current, result = (
            _said(path, data.decode(), settings) for data in (*change, now, restored)
        )
    except ValueError:  # not UTF-8, or no TOML
        return None
    added = after - before
    if not added <= current or result != current - added + (before - after):
        return None
    return restored


def _without_lines(now: bytes, before: bytes, after: bytes) -> bytes | None:
    """Put the lines before a change in the place of those after it; None where one is not clear.

    Where the change only removed lines, their place is told by the lines around it.
    """
    lines = now.splitlines(keepends=True)
    old = before.splitlines(keepends=True)
    here, was, became = (_bare(each) for each in (lines, old, after.splitlines()))
    edits: list[tuple[int, int, list[bytes]]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, was, became, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        around = 1 if j1 == j2 else 0
        start = max(j1 - around, 0)
        wanted = became[start : j2 + around]
        size = len(wanted)
        places = [at for at in range(len(here) - size + 1) if here[at : at + size] == wanted]
        if not wanted or len(places) != 1:
            return None
        at = places[0] + j1 - start
        edits.append((at, at + j2 - j1, old[i1:i2]))
    if any(one[1] > other[0] for one, other in pairwise(edits)):
        return None
    for start, end, restored in reversed(edits):
        lines[start:end] = restored
    return b"".join(
        line if line.endswith((b"\n", b"\r")) or at == len(lines) - 1 else line + b"\n"
        for at, line in enumerate(lines)
    )


def _bare(lines: list[bytes]) -> list[bytes]:
    return [line.rstrip(b"\r\n") for line in lines]


def _said(path: str, text: str, settings: Settings) -> Counter[str]:
    """Return what a note says, each entry and property once for each time; so for the settings."""
    if not path.endswith(".md"):
        import tomllib

        values = tomllib.loads(text)
        return Counter(
            f"{section} {key} {value!r}"
            for section, keys in values.items()
            for key, value in (keys.items() if isinstance(keys, dict) else [("", keys)])
        )
    note = Note.parse(text, path, settings)
    refuse_unwritable(note)
    contact = note.contact()
    properties = note.frontmatter.properties if note.frontmatter else ()
    return Counter(
        [
            f"contact {note.is_contact}",
            *(repr((each.name, each.value)) for each in properties),
            *(repr(entry.without_lines()) for entry in contact.entries),
            *(repr(task.without_line()) for task in contact.tasks),
        ]
    )


def change_of(write: FileChange, settings: Settings) -> Change:
    """Return the result of restoring a note."""
    old, new = (
        None if data is None else Note.parse(files.decode(data)[0], write.path, settings)
        for data in (write.before, write.after)
    )
    return Change(write.path, old, new, moved_to=write.moved_to)


def notes_around(
    root: str, history: Sequence[Record], path: str, command: str, settings: Settings
) -> tuple[Note, Note] | None:
    """Return a note before and after the last change to it by a command; None where there is none.

    Raises:
        NoteChanged: the note is too large to be stored whole, and has changed since.
    """
    for record in history:
        if record.undone or record.undoes is not None or record.command != command:
            continue
        for write in record.writes:
            if write.path == path:
                before, after = write.whole or b"", write.bytes_after()
                if after is None:
                    change = undo_write(root, write, settings)
                    before, after = change.after or b"", change.before or b""
                old, new = (files.decode(data)[0] for data in (before, after))
                return Note.parse(old, path, settings), Note.parse(new, path, settings)
    return None
