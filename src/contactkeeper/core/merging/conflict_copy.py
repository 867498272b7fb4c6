"""A second version of a note taken into it, where nobody knows what the two were made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.merging.merge import merge_copies
from contactkeeper.core.note.note import Note
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from contactkeeper.core.merging.result import Merged


def merge_conflict_copy(note: Note, text: str) -> Merged:
    """Merge the text of a copy into a note; all that either says is in the result.

    Raises:
        WriteRefused: a property has two values, or one of the two holds conflict markers.
    """
    for each in (note, Note.parse(text, note.path, note.settings)):
        for problem in each.problems:
            if problem.code == "conflict-markers":
                why = "One of the two has conflict markers."
                raise WriteRefused(note.path, problem.line, why)
    merged = merge_copies(note.text, text, note.settings)
    marked = next((conflict for conflict in merged.conflicts if conflict.marked), None)
    if marked:
        what = marked.message.partition(":")[0]
        why = f"The two contradict each other ({what})."
        raise WriteRefused(note.path, None, why)
    return merged
