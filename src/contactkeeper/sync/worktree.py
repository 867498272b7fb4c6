"""Read about git's work tree around a vault from git's files; `ck due` never starts git.

Finds its folder, an unfinished operation, and the merge driver of the notes. Writes nothing.
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
"""Bytes that are read of one of git's files."""

Operation = Literal["", "merge", "rebase", "cherry-pick", "revert"]

_OPERATIONS: tuple[tuple[str, Operation], ...] = (
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
    """`.git`, or the folder that it points to in a linked work tree."""

    @property
    def shared_folder(self) -> str:
        """Return the folder that linked work trees share, with the configuration."""
        path = _read(os.path.join(self.git_folder, "commondir")).strip()
        return os.path.normpath(os.path.join(self.git_folder, path)) if path else self.git_folder

    def unfinished(self) -> Operation:
        """Return the unfinished operation; empty where there is none."""
        for name, operation in _OPERATIONS:
            if os.path.exists(os.path.join(self.git_folder, name)):
                return operation
        return ""

    def attribute_files(self) -> Iterator[tuple[str, str]]:
        """Yield the attribute files for notes at the vault's root; later ones are stronger.

        Each as its path relative to the vault, with `/`, and its absolute path.
        """
        folders = self.inside.split("/")[:-1]
        for depth in range(len(folders) + 1):
            up = "../" * (len(folders) - depth)
            yield up + ATTRIBUTES, os.path.join(self.top, *folders[:depth], ATTRIBUTES)
        yield "", os.path.join(self.shared_folder, "info", "attributes")


class MergeRule(NamedTuple):
    """The line of an attribute file that sets the merge driver of notes."""

    driver: str
    """`contactkeeper`, `union`, …"""
    path: str
    """The file: relative to the vault, or absolute."""
    line: int


def find_work_tree(root: str | os.PathLike[str]) -> WorkTree | None:
    """Find the work tree around a vault; None where there is none."""
    real = os.path.realpath(root)
    folder = real
    while True:
        place = os.path.join(folder, ".git")
        git_folder = (
            place if os.path.exists(os.path.join(place, "HEAD")) else _git_folder_named_in(place)
        )
        if git_folder:
            inside = "" if folder == real else os.path.relpath(real, folder).replace(os.sep, "/")
            return WorkTree(folder, inside and f"{inside}/", git_folder)
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above


def merge_rule(tree: WorkTree) -> MergeRule | None:
    """Return the attribute line that applies to most notes; None where there is none."""
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
    """Return the configured line of a merge driver; None where it is not set.

    The configuration of the clone and of the user is read.

    Only the usual files are read. The result is empty where one of them includes others and does
    not set it: only git knows then.
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
    """Read a quoted value of git's configuration."""
    inner = value[1:-1] if value.startswith('"') and value.endswith('"') else value
    return re.sub(r"\\(.)", r"\1", inner)


def _git_folder_named_in(place: str) -> str:
    """Return the folder that a `.git` file of a linked work tree names; empty where it is none."""
    text = _read(place).strip()
    if not text.startswith("gitdir:"):
        return ""
    folder = os.path.dirname(place)
    return os.path.normpath(os.path.join(folder, text.removeprefix("gitdir:").strip()))


def _read(place: str) -> str:
    try:
        return read_beginning(place, _LARGEST).decode("utf-8", "replace")
    except OSError:
        return ""
