"""The branch that is checked out, the one it is synced with, and how far they are apart.

What is known without the network, and once after a fetch.
"""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import NotSynced

if TYPE_CHECKING:
    from collections.abc import Collection

    from contactkeeper.sync.git import Git
    from contactkeeper.sync.worktree import WorkTree

_FETCHED = re.compile(r"^[0-9a-f]+\t[^\t]*\tbranch '([^\n]+)' of ", re.MULTILINE)


class Upstream(NamedTuple):
    """Where a branch is synced to."""

    branch: str
    """Here, without `refs/heads/`; empty with a detached head."""
    remote: str
    """Empty where there is none, or none of several is meant."""
    there: str
    """The branch at the remote, without `refs/heads/`."""
    is_set: bool
    """Whether git knows it already."""

    @property
    def tracking(self) -> str:
        """Return the reference that says where it was when it was last fetched."""
        return f"refs/remotes/{self.remote}/{self.there}"


class Distance(NamedTuple):
    """How far two branches are apart; None where that can't be told."""

    branch: str
    upstream: str
    behind: int | None
    ahead: int | None


def upstream_of(git: Git) -> Upstream:
    """Find where the branch that is checked out is synced to: git's own setting, else `origin`.

    Else the only remote there is.
    """
    head = git.ask("symbolic-ref", "-q", "HEAD").out.strip()
    branch = head.removeprefix("refs/heads/")
    remotes = git.ask("remote").out.split("\n")[:-1]
    if branch:
        remote = git.ask("config", "--get", f"branch.{branch}.remote").out.strip()
        there = git.ask("config", "--get", f"branch.{branch}.merge").out.strip()
        if remote in remotes and there:
            return Upstream(branch, remote, there.removeprefix("refs/heads/"), is_set=True)
    chosen = "origin" if "origin" in remotes else remotes[0] if len(remotes) == 1 else ""
    return Upstream(branch, chosen, branch, is_set=False)


def distance(git: Git) -> Distance:
    """Say how far the branch is from the other machines', as that was last fetched."""
    upstream = upstream_of(git)
    name = f"{upstream.remote}/{upstream.there}" if upstream.remote else ""
    if not (upstream.branch and name):
        return Distance(upstream.branch, name, None, None)
    answer = git.ask("rev-list", "--left-right", "--count", f"{upstream.tracking}...HEAD", "--")
    if answer.code:
        return Distance(upstream.branch, name, None, None)
    behind, ahead = map(int, answer.out.split())
    return Distance(upstream.branch, name, behind, ahead)


def check_branch(git: Git, tree: WorkTree, upstream: Upstream) -> None:
    """See that the other machines have this branch, so that no second one is pushed beside theirs.

    Called right after a fetch. A remote without any branch gets this one.

    Raises:
        NotSynced: they have other branches only.
    """
    try:
        with open(os.path.join(tree.git_folder, "FETCH_HEAD"), encoding="utf-8") as file:
            found = set(_FETCHED.findall(file.read()))
    except (OSError, UnicodeDecodeError):
        return
    if not found or upstream.there in found:
        return
    remote, branch = upstream.remote, upstream.branch
    chosen = _usual_branch(git, remote, found)
    join = f"git branch -u {shlex.quote(f'{remote}/{chosen}')}"
    if git.ask("rev-parse", "-q", "--verify", "HEAD").code:
        join = f"git switch -c {shlex.quote(chosen)}"
    if upstream.is_set:
        message = f"{remote} has no branch {upstream.there} any more. To go on with {chosen}: "
        message += f"{join}, then ck sync."
    else:
        message = (
            f"this vault is on the branch {branch}, and {remote} has {chosen}. To sync with that: "
            f"{join}, then ck sync. To keep the two apart: git push -u {shlex.quote(remote)} "
            f"{shlex.quote(branch)}"
        )
    raise NotSynced("other-branch", message)


def _usual_branch(git: Git, remote: str, found: Collection[str]) -> str:
    """Return the branch on which the other machines most likely are."""
    prefix = f"refs/remotes/{remote}/"
    told = git.ask("symbolic-ref", "-q", f"{prefix}HEAD").out.strip().removeprefix(prefix)
    if told not in found and len(found) > 1:
        answer = git.ask("ls-remote", "--symref", "--end-of-options", remote, "HEAD").out
        line = re.match(r"ref: refs/heads/(\S+)\tHEAD", answer)
        told = line[1] if line else ""
    return told if told in found else min(found, key=lambda name: (name != "main", name))


def say_detached(git: Git) -> str:
    """Say that no branch is checked out, with the command that checks one out and loses nothing."""
    said = "no branch is checked out (detached head), so what is committed would be on none: "
    head = git.ask("rev-parse", "-q", "--verify", "HEAD").out.strip()
    for option, command in (
        ("--points-at", "git switch"),
        ("--contains", "git switch --merge"),  # the changes here go along
        ("--merged", "git switch -C"),  # the branch gets what was committed since
    ):
        words = ("for-each-ref", "--format=%(refname:lstrip=2)", "--sort=-committerdate")
        names = git.ask(*words, option, "HEAD", "refs/heads").out.split("\n")[:-1]
        if names:
            name = "main" if "main" in names else names[0]
            return f"{said}{command} {shlex.quote(name)}, then ck sync."
    return f"{said}git switch -c detached-{head[:7]}, then ck sync."
