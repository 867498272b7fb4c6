"""`ck git setup` and `ck git status`: let git merge notes by their entries, and show if it does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.session import Session
from contactkeeper.config.changes import find_misplaced, move_to_user
from contactkeeper.core.model import Problem
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.errors import CkError, NoRepository
from contactkeeper.sync.changes import find_changes
from contactkeeper.sync.driver import (
    NAME,
    TITLE,
    driver_line,
    read_attributes,
    with_rule,
    write_attributes,
)
from contactkeeper.sync.git import Git
from contactkeeper.sync.setup import check_driver, unfinished_problem, union_problem
from contactkeeper.sync.state import remember_use
from contactkeeper.sync.upstream import Distance, distance
from contactkeeper.sync.worktree import ATTRIBUTES, WorkTree, find_work_tree, merge_rule
from contactkeeper.text.counts import say_count
from contactkeeper.text.problems import lower_first, say_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.config.changes import Misplaced


DRIVER = f"merge.{NAME}.driver"
_OTHERS = "On each other machine, in its clone: ck git setup"


def git_setup_command(
    session: Session,
    *,
    lf: Annotated[bool, option("--lf", "End the lines of notes in LF on every machine.")] = False,
    yes: Annotated[bool, option("--yes", "Change it without asking.")] = False,
) -> None:
    """Let git merge notes by their properties and entries, so that two machines lose nothing.

    Example: ck git setup
    """
    tree = find_work_tree(session.root)
    misplaced = find_misplaced(session.root)
    if tree is None and not misplaced:
        raise NoRepository(str(session.root))
    changed = _set_up(session, tree, lf=lf, yes=yes) if tree else ()
    moved = _move_misplaced(session, misplaced, yes=yes) if misplaced else []
    if session.as_json:
        session.answer("git setup", changed=list(changed), moved=moved)
        return
    if tree:
        said = "Git merges notes by their entries now" if changed else "It is set up already"
        session.terminal.out(f"{said}; tried without a terminal's surroundings.", _OTHERS)
    if moved:
        session.terminal.out(f"Moved to {session.config_file}: {', '.join(moved)}.")


def _set_up(session: Session, tree: WorkTree, *, lf: bool, yes: bool) -> tuple[str, ...]:
    """Give notes to the driver, and try it; returns the names of what was changed.

    Raises:
        CkError: git can't run the driver.
    """
    git = Git(str(session.root))
    plan = _plan(session, git, tree, lf=lf)
    if plan.changes:
        if not session.as_json:
            session.terminal.out(*plan.lines())
        session.terminal.confirm("Change it?", yes=yes)
        _carry_out(session, git, plan)
    fault = check_driver(plan.line, git.do("--exec-path"))
    if fault:
        message = f"git can't run the merge driver: {fault} Until it can, it merges line by line."
        raise CkError(message)
    remember_use(session.vault.own_folder)
    return plan.changes


class Setup(NamedTuple):
    """The changes to make: in `.gitattributes` and in the clone's own configuration."""

    before: bytes | None
    """The vault's `.gitattributes`."""
    after: bytes | None
    line: str
    """The driver."""
    was: str
    """The driver that was set; empty where none was."""

    @property
    def changes(self) -> tuple[str, ...]:
        """Name what will be changed."""
        attributes = (ATTRIBUTES,) if self.before != self.after else ()
        return (*attributes, *((DRIVER,) if self.was != self.line else ()))

    def lines(self) -> Iterator[str]:
        """Show it: what goes into the vault for all machines, and what into this clone."""
        if self.before != self.after:
            from difflib import unified_diff

            before, after = (
                (each or b"").decode("utf-8", "replace").splitlines()
                for each in (self.before, self.after)
            )
            lines = unified_diff(before, after, ATTRIBUTES, ATTRIBUTES, n=1, lineterm="")
            yield from ("In the vault, for all machines:", *lines, "")
        if self.was != self.line:
            yield "In this clone's own configuration:"
            yield f"  {DRIVER} runs {one_line(sys.executable)}"
            if self.was:
                yield "  in the place of another that is set there now"
            yield ""


def _plan(session: Session, git: Git, tree: WorkTree, *, lf: bool) -> Setup:
    if not sys.executable:
        raise CkError("Python does not know its own place, so git can't be told it.")
    rule = merge_rule(tree)
    before = read_attributes(str(session.root))
    after = with_rule(before, merges=bool(rule and rule.driver == NAME), endings=lf)
    was = git.ask("config", "--local", "--get", DRIVER)
    return Setup(before, after, driver_line(sys.executable), was.out.removesuffix("\n"))


def _carry_out(session: Session, git: Git, plan: Setup) -> None:
    """Set the driver first: a rule without its driver is harmless, yet of no use."""
    if plan.was != plan.line:
        git.do("config", "--local", f"merge.{NAME}.name", TITLE)
        git.do("config", "--local", DRIVER, plan.line)
    if plan.after is not None and plan.before != plan.after:
        for remark in write_attributes(str(session.root), plan.before, plan.after):
            session.terminal.error(f"ck: {remark}")


def _move_misplaced(session: Session, found: Sequence[Misplaced], *, yes: bool) -> list[str]:
    """Show what would be moved to the user's own file, ask, and move it; returns the keys.

    Raises:
        NeedsAnswer: there is no terminal to ask in, and no `--yes`.
        Cancelled: the answer was no.
        ConfigError: one of the two files can't be edited.
    """
    # A program that a vault names is only taken over by a person who has seen its name.
    chosen = [each for each in found if not (yes and each.is_program)]
    if len(chosen) < len(found):
        session.terminal.error(
            f"ck: editor stays in {CONFIG_NAME}, where it is not used: --yes moves no program. "
            f"Without --yes it is shown and asked about."
        )
    if not chosen:
        return []
    if not session.as_json:
        lines = [f"Into {session.config_file}, for all vaults on this machine:"]
        lines += (
            f"  {f'[{each.section}] ' if each.section else ''}{each.assignment()}"
            for each in chosen
        )
        lines.append(f"and out of {CONFIG_NAME}.")
        session.terminal.out(*lines)
    session.terminal.confirm("Move it?", yes=yes, unless_no=False)
    move_to_user(session.root, session.config_file, chosen)
    return [each.key for each in chosen]


def git_status_command(session: Session) -> int:
    """Say whether git merges notes by their entries here, and what is not synced yet.

    Example: ck git status
    """
    tree = find_work_tree(session.root)
    if tree is None:
        raise NoRepository(str(session.root))
    git = Git(str(session.root))
    faults = [(each.code, lower_first(say_problem(each))) for each in _faults(git, tree)]
    found = distance(git)
    changed = find_changes(git, tree)
    waiting = len(changed.paths) + len(changed.marked)
    if session.as_json:
        answer = {
            "driver": "ok" if not faults else faults[0][0],
            "faults": [{"code": code, "message": said} for code, said in faults],
            "branch": found.branch or None,
            "upstream": found.upstream or None,
            "behind": found.behind,
            "ahead": found.ahead,
            "uncommitted": [*changed.paths, *changed.marked],
        }
        session.answer("git status", **answer)
    else:
        driver = ["Git merges notes by their entries here."]
        told = [f"! {one_line(said)}" for _, said in faults] or driver
        session.terminal.out(*told, _say(found), *_say_waiting(waiting))
    return 1 if faults else 0


def _faults(git: Git, tree: WorkTree) -> Iterator[Problem]:
    """Find what keeps notes from being merged by their entries; git and the driver are run."""
    if unfinished := unfinished_problem(tree):
        yield unfinished
    rule = merge_rule(tree)
    if union := union_problem(rule):
        yield union
    elif rule is None or rule.driver != NAME:
        yield Problem.of(ATTRIBUTES, 1, "no-rule")
    line = git.ask("config", "--get", DRIVER).out.removesuffix("\n")
    if not line:
        yield Problem.of(ATTRIBUTES, 1, "no-driver")
    elif wrong := check_driver(line, git.do("--exec-path")):
        yield Problem.of(ATTRIBUTES, 1, "driver-fails", why=wrong)


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
