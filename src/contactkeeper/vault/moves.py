"""Notes that got another name during a sync, on the other machine or here."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from contactkeeper.vault.conflicts import kind_of
from contactkeeper.vault.deletions import find_new_place
from contactkeeper.vault.places import TRASH

if TYPE_CHECKING:
    from collections.abc import Collection

    from contactkeeper.vault.git import Git


class Moves:
    """Finds the new names of notes; git is asked only where a name is wanted."""

    def __init__(self, git: Git, before: str, after: str, made: Collection[str]) -> None:
        """Keep what is compared.

        Args:
            git: runs at the top of the work tree.
            before: the tree that the work tree had.
            after: the tree that it is to have.
            made: the paths that the second tree brings.
        """
        self.git = git
        self._trees = (before, after)
        self._made = made

    @cached_property
    def there(self) -> dict[str, str]:
        """Map the old names to the new ones, between the two trees."""
        words = ("diff-tree", "-r", "-z", "-M", "--name-status", "--diff-filter=R", *self._trees)
        parts = self.git.do(*words, raw=True).split("\0")
        return dict(zip(parts[1::3], parts[2::3], strict=False))

    def find_here(self, path: str, text: str) -> str:
        """Return the new note, unknown to git, that has the content of one; empty if none has."""
        if not self._new:
            return ""
        place = find_new_place(self.git.folder, self._new, path, text)
        return "" if place.startswith(f"{TRASH}/") else place

    @cached_property
    def _new(self) -> list[str]:
        listed = self.git.ask("ls-files", "-o", "-z", "--exclude-standard").parts()
        return [each for each in listed if kind_of(each) == "note" and each not in self._made]
