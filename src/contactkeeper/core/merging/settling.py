"""A note with conflict markers settled by the rules, as far as they go. Writes nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.late import late
from contactkeeper.core.merging.markers import PROPERTIES, sides_of
from contactkeeper.core.merging.merge import merge
from contactkeeper.core.merging.merged import Labels
from contactkeeper.core.notes.markdown import find_hidden, flatten, is_hidden

if TYPE_CHECKING:
    from contactkeeper.core.merging.markers import Sides
    from contactkeeper.core.merging.merged import Merged
    from contactkeeper.core.notes.note import Note

_MARK = late(r"^([<|>])\1{6} ([^\n]*)", re.MULTILINE)


def settle(note: Note, known: Sides | None = None) -> Merged | None:
    """Merge the two sides of a note with conflict markers, with their base where they give it.

    What no rule settles keeps its markers and their labels. None where the sides can't be told
    apart: the markers are broken or nested, or some are text in a fence or comment.

    Args:
        note: the note with the markers.
        known: the versions that met in it, where they are known from elsewhere.
    """
    flat = flatten(note.text)
    hidden = find_hidden(flat, note.frontmatter.end if note.frontmatter else 0)
    found = list(_MARK.finditer(flat))
    sides = known or sides_of(note.text)
    if sides is None or (not known and any(is_hidden(hidden, mark.start()) for mark in found)):
        return None
    named: dict[str, str] = {}
    for mark in found:
        named.setdefault(mark[1], mark[2].strip().removesuffix(PROPERTIES.strip()).strip())
    labels = Labels(named.get("<") or "ours", named.get(">") or "theirs", named.get("|") or "base")
    return merge(sides.base or "", sides.ours, sides.theirs, note.settings, labels)
