"""Find the repository around a vault and name it to git, instead of letting git search.

Git accepts any folder that looks like a repository, and then runs the programs that its
configuration names. A cloned vault may hold such a folder.
"""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from contactkeeper.errors import GitMissing, NoRepository, NotSynced
from contactkeeper.sync.programs import find_program
from contactkeeper.sync.worktree import find_work_tree
from contactkeeper.vault.paths import is_inside

if TYPE_CHECKING:
    from contactkeeper.sync.worktree import WorkTree


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
            message = (
                f"{os.path.join(tree.top, '.git')} points to {tree.git_folder}, which is inside a "
                "work tree: whoever wrote those files could make git run a program. "
                "Nothing was run. Remove that .git if it is not yours."
            )
            raise NotSynced("repository", message)
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
            message = (
                f"git finds the repository {git_folder} for this vault, but ck finds "
                f"{self.tree.git_folder}: nothing was run. Remove the one that is not yours."
            )
            raise NotSynced("repository", message)
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
