"""The branch that is checked out, the one it is synced with, and how far they are apart.

What is known without the network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from contactkeeper.vault.git import Git


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
