"""Find the branch that is checked out, the upstream branch, and how far they are apart.

Works without the network, but for `check_branch`, which runs after a fetch.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.shell_words import shell_word
from contactkeeper.sync.objects import commit_of
from contactkeeper.sync_errors import NotSynced
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Collection

    from contactkeeper.sync.git import Git
    from contactkeeper.sync.worktree import WorkTree

_FETCHED = re.compile(r"^[0-9a-f]+\t[^\t]*\tbranch '([^\n]+)' of ", re.MULTILINE)


class Upstream(NamedTuple):
    """A local branch and the branch of the remote that it is synced with."""

    branch: str
    """The local branch, without `refs/heads/`; empty with a detached head."""
    remote: str
    """Empty where there is none, or several and none is set."""
    there: str
    """The branch at the remote, without `refs/heads/`."""
    is_set: bool
    """Whether git's configuration names it."""

    @property
    def tracking(self) -> str:
        """Return the remote-tracking reference: the commit that was last fetched."""
        return f"refs/remotes/{self.remote}/{self.there}"


class Distance(NamedTuple):
    """The numbers of commits that two branches are apart; None where that is unknown."""

    branch: str
    upstream: str
    behind: int | None
    ahead: int | None


def upstream_of(git: Git) -> Upstream:
    """Return the upstream of the checked out branch.

    It is the configured one, else the same branch of `origin`, else that of the only remote.
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
    """Return how far the branch is from its upstream, as of the last fetch."""
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
    """Check that the remote has this branch, so that no second one is pushed beside it.

    Call it right after a fetch. A remote without any branch passes.

    Raises:
        NotSynced: the remote has only other branches.
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
    join = f"git branch -u {shell_word(f'{remote}/{chosen}')}"
    if not commit_of(git, "HEAD"):
        join = f"git switch -c {shell_word(chosen)}"
    said = Wording(
        "this vault is on the branch {branch}, and {remote} has {chosen}. To sync with that: "
        "{join}, then ck sync. To keep both branches: {push}",
        branch=branch,
        remote=remote,
        chosen=chosen,
        join=join,
        push=f"git push -u {shell_word(remote)} {shell_word(branch)}",
    )
    if upstream.is_set:
        said = Wording(
            "{remote} no longer has the branch {there}. To continue with {chosen}: {join}, then "
            "ck sync.",
            remote=remote,
            there=upstream.there,
            chosen=chosen,
            join=join,
        )
    raise NotSynced("other-branch", said)


def _usual_branch(git: Git, remote: str, found: Collection[str]) -> str:
    """Return the branch that the other machines most likely use."""
    prefix = f"refs/remotes/{remote}/"
    head = git.ask("symbolic-ref", "-q", f"{prefix}HEAD").out.strip().removeprefix(prefix)
    if head not in found and len(found) > 1:
        answer = git.ask("ls-remote", "--symref", "--end-of-options", remote, "HEAD").out
        line = re.match(r"ref: refs/heads/(\S+)\tHEAD", answer)
        head = line[1] if line else ""
    return head if head in found else min(found, key=lambda name: (name != "main", name))


def detached(git: Git) -> NotSynced:
    """Return the error that no branch is checked out.

    It has the command that checks one out and loses nothing.
    """
    command, branch = _way_back(git)
    said = Wording(
        "no branch is checked out (detached head), so a commit would be on no branch: "
        "{command}, then ck sync.",
        command=f"{command} {shell_word(branch)}",
    )
    return NotSynced("detached", said)


def _way_back(git: Git) -> tuple[str, str]:
    """Return the command that checks out a branch, and the branch."""
    for option, command in (
        ("--points-at", "git switch"),
        ("--contains", "git switch --merge"),  # takes the uncommitted changes along
        ("--merged", "git switch -C"),  # moves the branch to the commits made since
    ):
        words = ("for-each-ref", "--format=%(refname:lstrip=2)", "--sort=-committerdate")
        names = git.ask(*words, option, "HEAD", "refs/heads").out.split("\n")[:-1]
        if names:
            return command, "main" if "main" in names else names[0]
    return "git switch -c", f"detached-{commit_of(git, 'HEAD')[:7]}"
