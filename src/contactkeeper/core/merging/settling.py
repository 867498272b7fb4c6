"""A note with conflict markers settled by the rules, as far as they go. Writes nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.late import late
from contactkeeper.core.merging.markers import PROPERTIES, sides_of
from contactkeeper.core.merging.merge import merge
from contactkeeper.core.merging.merged import Labels
from contactkeeper.core.notes.markdown import flatten, is_hidden, read_outline

if TYPE_CHECKING:
    from contactkeeper.core.merging.merged import Merged
    from contactkeeper.core.notes.note import Note

_MARK = late(r"^([<|>])\1{6} ([^\n]*)", re.MULTILINE)


def settle(note: Note) -> Merged | None:
    """Merge the two sides of a note with conflict markers, with their base where they give it.

    What no rule settles keeps its markers and their labels. None where the sides can't be told
    apart: the markers are broken or nested, or some are text in a fence or comment.
    """
    flat = flatten(note.text)
    hidden = read_outline(flat, note.frontmatter.end if note.frontmatter else 0).hidden
    found = list(_MARK.finditer(flat))
    sides = sides_of(note.text)
    if sides is None or any(is_hidden(hidden, mark.start()) for mark in found):
        return None
    named: dict[str, str] = {}
    for mark in found:
        named.setdefault(mark[1], mark[2].strip().removesuffix(PROPERTIES.strip()).strip())
    labels = Labels(named.get("<") or "ours", named.get(">") or "theirs", named.get("|") or "base")
    return merge(sides.base or "", sides.ours, sides.theirs, note.settings, labels)
