"""`ck git status`: show whether git merges notes by their entries, and what is not synced."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.commands.git_setup import DRIVER
from contactkeeper.cli.json import document
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.session import Session
from contactkeeper.errors import NoRepository
from contactkeeper.sync.changes import find_changes
from contactkeeper.sync.driver import NAME
from contactkeeper.sync.git import Git
from contactkeeper.sync.setup import Fault, check_driver, unfinished_fault, union_fault
from contactkeeper.sync.upstream import Distance, distance
from contactkeeper.sync.worktree import WorkTree, find_work_tree, merge_rule
from contactkeeper.text.counts import say_count

if TYPE_CHECKING:
    from collections.abc import Iterator


def git_status_command(session: Session) -> int:
    """Say whether git merges notes by their entries here, and what is not synced yet.

    Example: ck git status
    """
    tree = find_work_tree(session.root)
    if tree is None:
        raise NoRepository(str(session.root))
    git = Git(str(session.root))
    faults = list(_faults(git, tree))
    found = distance(git)
    changed = find_changes(git, tree)
    waiting = len(changed.paths) + len(changed.marked)
    if session.as_json:
        answer = {
            "driver": "ok" if not faults else faults[0].code,
            "faults": [{"code": each.code, "message": each.message} for each in faults],
            "branch": found.branch or None,
            "upstream": found.upstream or None,
            "behind": found.behind,
            "ahead": found.ahead,
            "uncommitted": [*changed.paths, *changed.marked],
        }
        session.terminal.document(document(session, "git status", **answer))
    else:
        driver = ["Git merges notes by their entries here."]
        told = [f"! {one_line(each.message)}" for each in faults] or driver
        session.terminal.out(*told, _say(found), *_say_waiting(waiting))
    return 1 if faults else 0


def _faults(git: Git, tree: WorkTree) -> Iterator[Fault]:
    """Find what keeps notes from being merged by their entries; git and the driver are run."""
    if fault := unfinished_fault(tree):
        yield fault
    rule = merge_rule(tree)
    if fault := union_fault(rule):
        yield fault
    elif rule is None or rule.driver != NAME:
        yield Fault("no-rule", "notes are merged line by line: ck git setup changes that.", rule)
    line = git.ask("config", "--get", DRIVER).out.removesuffix("\n")
    if not line:
        yield Fault(
            "no-driver", "this clone lacks the merge driver, so git merges itself: ck git setup.",
            rule,
        )  # fmt: skip
    elif wrong := check_driver(line, git.do("--exec-path")):
        message = f"the merge driver can't run: {wrong} ck git setup sets it anew."
        yield Fault("driver-fails", message, rule)


def _say(found: Distance) -> str:
    """Say the branch, and how far it and that of the other machines are apart."""
    if not found.branch:
        return "No branch is checked out (detached head), so nothing can be synced."
    if not found.upstream:
        return f"On {one_line(found.branch)}, which has no branch on another machine: ck sync."
    if found.ahead is None or found.behind is None:
        return (
            f"On {one_line(found.branch)}; {one_line(found.upstream)} is not known here: ck sync."
        )
    apart = []
    if found.behind:
        apart.append(f"{say_count(found.behind, 'commit')} behind")
    if found.ahead:
        apart.append(f"{say_count(found.ahead, 'commit')} ahead of")
    said = " and ".join(apart) if apart else "as"
    said += " of" if said.endswith("behind") else ""
    last = "as it was last fetched"
    return f"On {one_line(found.branch)}, {said} {one_line(found.upstream)} {last}."


def _say_waiting(count: int) -> list[str]:
    return [f"{say_count(count, 'changed file')} not committed: ck sync"] if count else []
