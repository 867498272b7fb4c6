"""Recognise conflict copies of sync tools by their names, and find their originals.

Looks at names only, never at the content.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Each ends in .md and must not become a second contact: Syncthing; then Obsidian Sync, Dropbox and
# Nextcloud. iCloud's `X 2.md` may be a person's own name, so it is only a suspect.
_SYNCTHING = r"\.sync-conflict-\d{8}-\d{6}-[0-9A-Z]{7}(?=\.md$)"
_BRACKETS = r" ?\((?:.*\s)?conflicted copy\s(?=[^()]*\d)[^()]*+(?:\(\d+\)\s*)?\)(?=\.md$)"
_COPY = lazy_regex(f"{_SYNCTHING}|{_BRACKETS}", re.IGNORECASE)
_SUSPECT = re.compile(r"^(.+) [2-9](\.md)$", re.IGNORECASE)


def is_copy(path: str) -> bool:
    """Say whether a note has the name of a conflict copy."""
    return "onflict" in path and _COPY.search(path) is not None


def original_name(path: str) -> str:
    """Return the path of the note that a conflict copy, or a possible one, is named after."""
    suspect = _SUSPECT.match(path)
    if suspect and not is_copy(path):
        return suspect[1] + suspect[2]
    while is_copy(path):  # a copy of a copy
        path = _COPY.sub("", path)
    return path


def find_suspects(notes: Sequence[str]) -> tuple[str, ...]:
    """List the notes called `X 2.md` that have an `X.md` beside them: possible copies."""
    numbered = [note for note in notes if note[-5:-4] == " " and _SUSPECT.match(note)]
    known = set(notes) if numbered else set()
    return tuple(note for note in numbered if original_name(note) in known)


def find_originals(copies: Iterable[str], notes: Iterable[str]) -> dict[str, str | None]:
    """Return the original of each copy, in the same folder; None where it does not exist."""
    named = {caseless(note): note for note in notes} if copies else {}
    return {copy: named.get(caseless(original_name(copy))) for copy in copies}
