"""Git's work tree around a vault, as far as files alone tell of it: `ck due` never starts git.

Which folder it is, what is unfinished in it, how its notes are merged. Reads small files of git's
own formats and writes nothing.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.file_access import read_beginning

if TYPE_CHECKING:
    from collections.abc import Iterator

ATTRIBUTES = ".gitattributes"
_LARGEST = 1 << 20
"""Bytes that are read of a file of git's."""

Operation = Literal["", "merge", "rebase", "cherry-pick", "revert"]

_MARKS: tuple[tuple[str, Operation], ...] = (
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("MERGE_HEAD", "merge"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
)


class WorkTree(NamedTuple):
    """The work tree that a vault lies in."""

    top: str
    """Its folder, real and absolute."""
    inside: str
    """The vault's path below it, with `/` at the end; empty where the vault is the top."""
    git_folder: str
    """`.git`, or where that leads for a linked work tree."""

    @property
    def shared_folder(self) -> str:
        """Return the folder that linked work trees share; the configuration is there."""
        told = _read(os.path.join(self.git_folder, "commondir")).strip()
        return os.path.normpath(os.path.join(self.git_folder, told)) if told else self.git_folder

    def unfinished(self) -> Operation:
        """Name the operation that was begun and not ended; empty where there is none."""
        for name, operation in _MARKS:
            if os.path.exists(os.path.join(self.git_folder, name)):
                return operation
        return ""

    def attribute_files(self) -> Iterator[tuple[str, str]]:
        """Give the files that say how notes at the vault's root are merged, the stronger later.

        Each as its path relative to the vault, with `/`, and its place.
        """
        folders = self.inside.split("/")[:-1]
        for depth in range(len(folders) + 1):
            up = "../" * (len(folders) - depth)
            yield up + ATTRIBUTES, os.path.join(self.top, *folders[:depth], ATTRIBUTES)
        yield "", os.path.join(self.shared_folder, "info", "attributes")


class MergeRule(NamedTuple):
    """The line that says how the notes are merged."""

    driver: str
    """`contactkeeper`, `union`, …"""
    path: str
    """Of its file: relative to the vault, or whole."""
    line: int


def find_work_tree(root: str | os.PathLike[str]) -> WorkTree | None:
    """Find the work tree around a vault; None where there is none."""
    real = os.path.realpath(root)
    folder = real
    while True:
        place = os.path.join(folder, ".git")
        git_folder = place if os.path.exists(os.path.join(place, "HEAD")) else _leads_to(place)
        if git_folder:
            inside = "" if folder == real else os.path.relpath(real, folder).replace(os.sep, "/")
            return WorkTree(folder, inside and f"{inside}/", git_folder)
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def merge_rule(tree: WorkTree) -> MergeRule | None:
    """Return the line of the attributes that holds for most notes; None where there is none."""
    found = None
    for path, place in tree.attribute_files():
        for number, line in enumerate(_read(place).splitlines(), 1):
            pattern, *attributes = line.split() or [""]
            if not pattern.endswith((".md", "*")) or pattern.startswith("#"):
                continue
            for attribute in attributes:
                if match := re.fullmatch(r"merge=(.+)|[-!]merge", attribute):
                    found = MergeRule(match[1] or "", path or place, number)
    return found


def configured_driver(tree: WorkTree, name: str, home: str | os.PathLike[str]) -> str | None:
    """Return what a driver is set to in this clone or for this user; None where it is not.

    Only the usual files are looked at. Where one includes others, and has it not, the answer is
    an empty text: nobody but git knows.
    """
    includes = False
    for place in (
        os.path.join(tree.shared_folder, "config"),
        os.path.join(home, ".gitconfig"),
        os.path.join(home, ".config", "git", "config"),
    ):
        text = _read(place)
        sections = re.split(r"^[ \t]*\[([^\]\n]*)\]", text, flags=re.MULTILINE)
        for head, body in zip(sections[1::2], sections[2::2], strict=True):
            includes = includes or head.lower().startswith("include")
            if re.sub(r"\s+", " ", head) == f'merge "{name}"':
                line = re.search(r"^[ \t]*driver[ \t]*=[ \t]*(.*)$", body, re.MULTILINE)
                if line:
                    return _unquote(line[1])
    return "" if includes else None


def _unquote(value: str) -> str:
    """Read a value of git's configuration that stands in quotes, as git writes one."""
    inner = value[1:-1] if value.startswith('"') and value.endswith('"') else value
    return re.sub(r"\\(.)", r"\1", inner)


def _leads_to(place: str) -> str:
    """Follow the file that `.git` is in a linked work tree; empty where it is none."""
    told = _read(place).strip()
    if not told.startswith("gitdir:"):
        return ""
    folder = os.path.dirname(place)
    return os.path.normpath(os.path.join(folder, told.removeprefix("gitdir:").strip()))


def _read(place: str) -> str:
    try:
        return read_beginning(place, _LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""
