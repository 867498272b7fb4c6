"""`ck git setup`: let git merge notes by their properties and entries, in this clone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, NamedTuple

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.ask import confirm
from contactkeeper.cli.json import document
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.session import Session
from contactkeeper.config.machine import find_misplaced, move_to_user
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.errors import CkError, NoRepository
from contactkeeper.sync.driver import (
    NAME,
    TITLE,
    driver_line,
    read_attributes,
    with_rule,
    write_attributes,
)
from contactkeeper.sync.git import Git
from contactkeeper.sync.setup import check_driver
from contactkeeper.sync.state import remember_use
from contactkeeper.sync.worktree import ATTRIBUTES, WorkTree, find_work_tree, merge_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.config.machine import Misplaced

DRIVER = f"merge.{NAME}.driver"
_OTHERS = "On each other machine, in its clone: ck git setup"


def git_setup_command(
    session: Session,
    *,
    lf: Annotated[
        bool, option("--lf", help="End the lines of notes in LF on every machine.")
    ] = False,
    yes: Annotated[bool, option("--yes", help="Change it without asking.")] = False,
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
        answer = document(session, "git setup", changed=list(changed), moved=moved)
        session.terminal.document(answer)
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
        confirm(session.terminal, "Change it?", yes=yes)
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
    confirm(session.terminal, "Move it?", yes=yes, unless_no=False)
    move_to_user(session.root, session.config_file, chosen)
    return [each.key for each in chosen]
