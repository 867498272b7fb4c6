"""Find the work tree and the repository around a vault by git's files; git is not started.

Finds the folder, an unfinished operation, and the merge driver of the notes; writes nothing. The
repository is named to git instead of letting git search: git accepts any folder that looks like a
repository, and then runs the programs that its configuration names. A cloned vault may hold one.
"""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.file_access import read_beginning
from contactkeeper.sync_errors import GitMissing, NoRepository, NotSynced
from contactkeeper.vault.paths import is_inside
from contactkeeper.wording import Wording

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

    The configuration files of the clone and of the user are read. Where one of them includes others
    and does not set the driver, the result is empty: only git can tell.
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


class Repository:
    """The repository that a folder is in, and the git program that works on it."""

    def __init__(self, folder: str) -> None:
        self.folder = folder
        self.is_checked = False
        """Whether git has found the same repository and accepts it."""

    @cached_property
    def tree(self) -> WorkTree:
        """Find the work tree.

        Raises:
            NoRepository: there is none.
            NotSynced: `.git` points to ordinary files of a work tree, which anybody may have made.
        """
        tree = find_work_tree(self.folder)
        if tree is None:
            raise NoRepository(self.folder)
        if _is_of_ordinary_files(tree):
            said = Wording(
                "{place} points to {folder}, which is inside a work tree: whoever wrote those "
                "files could make git run a program. Nothing was run. Remove that .git if it is "
                "not yours.",
                place=os.path.join(tree.top, ".git"),
                folder=tree.git_folder,
            )
            raise NotSynced("repository", said)
        return tree

    @property
    def variables(self) -> dict[str, str]:
        """Return the variables that name it to git, so that git does not search."""
        return {"GIT_DIR": self.tree.git_folder, "GIT_WORK_TREE": self.tree.top}

    @cached_property
    def program(self) -> str:
        """Find git; raises GitMissing where there is none."""
        found = find_program("git")
        if found is None:
            raise GitMissing
        return found

    def check_found(self, git_folder: str) -> None:
        """Compare with the repository that git itself has found.

        Raises:
            NotSynced: it is a different one.
        """
        if os.path.realpath(git_folder) != os.path.realpath(self.tree.git_folder):
            said = Wording(
                "git finds the repository {found} for this vault, but ck finds {ours}: nothing "
                "was run. Remove the one that is not yours.",
                found=git_folder,
                ours=self.tree.git_folder,
            )
            raise NotSynced("repository", said)
        self.is_checked = True


def _is_of_ordinary_files(tree: WorkTree) -> bool:
    """Say whether git's folder lies where a clone or a sync program may have put it.

    A clone never creates a file or folder called `.git`, so a path with such a part is safe.
    """
    folder = os.path.realpath(tree.git_folder)
    top = os.path.realpath(tree.top)
    if is_inside(folder, top):
        return folder != os.path.join(top, ".git")
    if any(part.lower() == ".git" for part in folder.split(os.sep)):
        return False
    while (above := os.path.dirname(folder)) != folder:
        if os.path.lexists(os.path.join(above, ".git")):
            return True
        folder = above
    return False


def find_program(name: str) -> str | None:
    """Return the absolute path of a program; None where no absolute PATH entry has it."""
    import shutil  # `ck due` needs no program

    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = shutil.which(name, path=os.pathsep.join(filter(os.path.isabs, folders)))
    return found if found and os.path.isabs(found) else None
