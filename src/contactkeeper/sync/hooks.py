"""Run the hooks of a repository that `git merge` would have run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contactkeeper.errors import NotSynced
from contactkeeper.sync.git import summarize_error

if TYPE_CHECKING:
    from contactkeeper.sync.git import Git


def has_hook(git: Git, *names: str) -> bool:
    """Say whether one of these hooks exists and is executable."""
    folder = git.ask("rev-parse", "--git-path", "hooks").out.strip()
    places = (os.path.join(git.folder, folder, name) for name in names)
    return any(os.access(place, os.X_OK) for place in places)


def run_hook(git: Git, name: str, *arguments: str, may_refuse: bool = True) -> None:
    """Run a hook if it exists; raises NotSynced where it fails and `may_refuse` the merge."""
    if not has_hook(git, name):
        return
    answer = git.ask("hook", "run", "--ignore-missing", name, "--", *arguments)
    if answer.code and may_refuse:
        why = summarize_error(answer.stderr or answer.out)
        raise NotSynced("hook", f"a hook refused the merge: {why}")
