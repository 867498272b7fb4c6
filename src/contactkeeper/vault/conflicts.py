"""One file that both machines changed, made one again without conflict markers.

Notes by our rules, `contactkeeper.toml` by its keys, all else line by line as git does it. What
can't be one file becomes two: ours, and a conflict copy beside it with theirs. Nothing is written
here but temporary files in a folder that the caller gives.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.merging.lines import merge_lines
from contactkeeper.core.merging.unmarked import merge_unmarked, strip_marks, versions_of
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault import files
from contactkeeper.vault.merge_sides import find_brought_sides, is_marked
from contactkeeper.vault.merged_config import merge_config

if TYPE_CHECKING:
    from contactkeeper.core.merging.settling import Met
    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.git import Git

_BY_LINES = (".gitattributes", ".gitignore")
"""Files in which the lines of both sides may stand."""
_WORKSPACE = re.compile(r"(?:.*/)?\.obsidian/workspace[^/]*")

Kind = Literal["note", "settings", "lines", "hidden", "other"]


class Settled(NamedTuple):
    """What becomes of a file."""

    data: bytes
    copy: bytes | None = None
    """What goes into a conflict copy beside it."""
    remarks: tuple[str, ...] = ()
    """Sentences, each with the path and perhaps a line."""


def kind_of(path: str) -> Kind:
    """Say by which rules a file is merged."""
    name = path.rpartition("/")[2]
    if name == CONFIG_NAME:
        return "settings"
    if name in _BY_LINES:
        return "lines"
    if name[-3:].lower() == ".md":
        return "note"
    return "hidden" if any(part.startswith(".") for part in path.split("/")) else "other"


def is_workspace(path: str) -> bool:
    """Say whether a file is one that Obsidian writes all day on each machine."""
    return _WORKSPACE.fullmatch(path) is not None


def copy_name(path: str, day: str, oid: str) -> str:
    """Return the path of a conflict copy; the same content always has the same name."""
    stem, extension = os.path.splitext(path)
    return f"{stem} (conflicted copy {day} {oid[:7]}){extension}"


class Settler:
    """Settles files with the settings of a vault."""

    def __init__(self, git: Git, settings: Settings, folder: str, commits: tuple[str, str]) -> None:
        """Keep what merging needs.

        Args:
            git: runs at the top of the work tree.
            settings: of the vault.
            folder: for temporary files.
            commits: those that ours and theirs come from, of any file.
        """
        self._commits = commits
        self._git = git
        self._settings = settings
        self._folder = folder

    def settle(self, path: str, base: bytes | None, ours: bytes, theirs: bytes) -> Settled:
        """Merge three versions; `base` is None where both sides made the file."""
        if theirs in (ours, base):
            return Settled(ours)
        if ours == base:
            return Settled(theirs)
        kind = kind_of(path)
        texts = [_decode(data) for data in (base or b"", ours, theirs)]
        if None not in texts:
            known, mine, yours = (text or "" for text in texts)
            if kind == "note":
                return self._settle_note(path, known, mine, yours)
            if kind == "settings":
                return _settle_config(path, None if base is None else known, mine, yours)
            if kind == "lines":
                return _settle_lines(path, None if base is None else known, mine, yours)
        return self._settle_other(path, base, ours, theirs, kind)

    def _settle_note(self, path: str, base: str, ours: str, theirs: str) -> Settled:
        here, there = self._commits
        met = (self._met_in(here, path, ours), self._met_in(there, path, theirs))
        merged = merge_unmarked(base, ours, theirs, self._settings, met)
        if merged is None:
            marked = any(map(is_marked, (base, ours, theirs)))
            texts = (base.encode(), ours.encode(), theirs.encode())
            merged_lines = None if marked else self._merge_lines(*texts)
            if merged_lines is not None:
                return Settled(merged_lines)
            why = f"{path}: both machines changed it, and the two can't be made one note"
            copy, *rest = versions_of(theirs, self._settings)
            for each in rest:  # two sides of a conflict that somebody else's merge left
                both = merge_unmarked("", copy, each, self._settings)
                copy = both.text if both else f"{copy}\n{each}"
            return Settled(ours.encode(), copy.encode(), (why,))
        remarks = [f"{path}:{each.line}: {each.message}" for each in merged.conflicts]
        other = merged.other.encode() if merged.other is not None else None
        return Settled(merged.text.encode(), other, tuple(remarks))

    def _met_in(self, commit: str, path: str, text: str) -> Met | None:
        """Return what met in a note with conflict marks, which a merge before a commit left."""
        if not commit or not is_marked(text):
            return None
        return find_brought_sides(self._git, commit, path, text)

    def _settle_other(
        self, path: str, base: bytes | None, ours: bytes, theirs: bytes, kind: Kind
    ) -> Settled:
        """Merge what we know no rules for; of what is hidden ours alone stays."""
        merged = self._merge_lines(base or b"", ours, theirs) if base is not None else None
        if merged is not None:
            return Settled(merged)
        if kind == "hidden":
            return Settled(ours, None, (say_hidden(path),))
        why = f"{path}: both machines changed it, and the two can't be made one file"
        return Settled(ours, theirs, (why,))

    def _merge_lines(self, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
        """Merge line by line as git does; None where that is not possible without markers."""
        names = ("ours", "base", "theirs")
        places = [os.path.join(self._folder, f"side-{name}") for name in names]
        for place, data in zip(places, (ours, base, theirs), strict=True):
            with open(place, "wb") as file:
                file.write(data)
        answer = self._git.ask("merge-file", "-q", "-p", *places)
        return None if answer.code else answer.out.encode("utf-8", "surrogateescape")


def say_copy(path: str, copy: str) -> str:
    """Say where the other version is, and what to do with it."""
    return f"{path}: the other version is in {copy}: take from it what you want, then delete it."


def say_hidden(path: str) -> str:
    """Say that of a hidden file this machine's version stays, and how to leave it out for good."""
    said = f"{path}: both machines changed it; this machine's stays."
    if is_workspace(path):
        said += (
            " To leave it out of git for good: add the line .obsidian/workspace* to .gitignore, "
            f'and git rm --cached "{path}"'
        )
    return said


def _settle_config(path: str, base: str | None, ours: str, theirs: str) -> Settled:
    merged = merge_config(base, ours, theirs)
    if merged.left is None:
        return Settled(merged.text.encode())
    why = f"{path}: both machines set the same key otherwise; this machine's holds"
    return Settled(merged.text.encode(), strip_marks(merged.left).encode(), (why,))


def _settle_lines(path: str, base: str | None, ours: str, theirs: str) -> Settled:
    """Keep the lines of both sides."""
    known = None if base is None else _lines(base)
    merged = merge_lines(known, _lines(ours), _lines(strip_marks(theirs)), None)
    remarks = [f"{path}:{each.line + 1}: {each.message}" for each in merged.conflicts]
    return Settled("".join(f"{line}\n" for line in merged.lines).encode(), None, tuple(remarks))


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def _decode(data: bytes) -> str | None:
    if len(data) > files.LARGEST:
        return None
    text, broken = files.decode(data)
    return text if broken is None else None
