"""Find whom a link or a name in another note means: of a meeting, a daily note."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless, note_name
from contactkeeper.core.people.folding import fold_words
from contactkeeper.core.people.search_keys import names_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.people.find_contact import Directory

_MD = re.compile(r"(?<=.)\.md$", re.IGNORECASE)
_UP = re.compile(r"\A(?:\.{1,2}/)+")


class Owners:
    """Finds the contacts whom a link or a whole name in another note may mean."""

    def __init__(self, known: Directory, notes: Sequence[str]) -> None:
        """Take all contacts, and the paths of all notes."""
        self._known = known
        self._paths = notes
        self._files: dict[str, set[str]] = {}
        for path in known.paths:
            self._files.setdefault(caseless(note_name(path)), set()).add(path)
        self._found: dict[str, tuple[str, ...]] = {}

    def names_of(self, path: str) -> tuple[tuple[str, ...], ...]:
        """Return the names of a contact, each as its folded words."""
        return tuple(names_in(self._known.keys[self._places[path]]))

    def find(self, name: str) -> tuple[str, ...]:
        """Return the paths of the contacts, in their order: usually of one, or of nobody.

        A link `[[…]]` means the file that is called so, as in Obsidian, else who has that name. A
        name without one means whoever has it: as file name, title or alias.
        """
        if name not in self._found:
            self._found[name] = tuple(sorted(self._find(name)))
        return self._found[name]

    def _find(self, name: str) -> set[str]:
        target = name.removeprefix("[[").removesuffix("]]").strip()
        bare = caseless(_MD.sub("", _UP.sub("", target)))
        found = self._files.get(bare.rpartition("/")[2], set())
        if "/" in bare:
            end = f"/{bare}"
            found = {path for path in found if caseless(_MD.sub("", f"/{path}")).endswith(end)}
        elif target == name or not (found or bare in self._notes):
            found = found | self._names.get(fold_words(bare), set())
        return found

    @cached_property
    def _names(self) -> dict[tuple[str, ...], set[str]]:
        names: dict[tuple[str, ...], set[str]] = {}
        for path, keys in zip(self._known.paths, self._known.keys, strict=True):
            for words in names_in(keys):
                names.setdefault(words, set()).add(path)
        return names

    @cached_property
    def _places(self) -> dict[str, int]:
        return {path: place for place, path in enumerate(self._known.paths)}

    @cached_property
    def _notes(self) -> set[str]:
        """The names of all notes."""
        return {caseless(note_name(path)) for path in self._paths}
