"""`ck git setup` and `ck git status`: let git merge notes by their entries, and show if it does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.session import Session
from contactkeeper.config.changes import find_misplaced, move_to_user
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.errors import CkError
from contactkeeper.sync.changes import find_changes
from contactkeeper.sync.git import Git
from contactkeeper.sync.setup import (
    DRIVER,
    Setup,
    carry_out_setup,
    check_driver,
    find_problems,
    plan_setup,
)
from contactkeeper.sync.state import remember_use
from contactkeeper.sync.upstream import distance
from contactkeeper.sync.worktree import ATTRIBUTES, WorkTree, find_work_tree
from contactkeeper.sync_errors import NoRepository
from contactkeeper.text.phrases import list_all, lower_first
from contactkeeper.text.problems import say_problem
from contactkeeper.text.sync import say_distance
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.config.changes import Misplaced
    from contactkeeper.text.speech import Speech


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
        session.answer("git setup", changed=list(changed), moved=[each.key for each in moved])
        return
    if tree:
        done = Wording("It is set up already; tried without a terminal's surroundings.")
        if changed:
            done = Wording(
                "Git merges notes by their entries now; tried without a terminal's surroundings."
            )
        session.terminal.out(done, Wording("On each other machine, in its clone: ck git setup"))
    if moved:
        keys = [each.name for each in moved]
        session.terminal.out(
            Wording("Moved to {file}: {keys}.", file=session.config_file, keys=keys)
        )


def _set_up(session: Session, tree: WorkTree, *, lf: bool, yes: bool) -> tuple[str, ...]:
    """Give notes to the driver, and try it; returns the names of what was changed.

    Raises:
        CkError: git can't run the driver.
    """
    git = Git(str(session.root))
    root = str(session.root)
    plan = plan_setup(root, git, tree, lf=lf)
    if plan.changes:
        if not session.as_json:
            session.terminal.out(*_setup_lines(session.terminal.speech, plan))
        session.terminal.confirm(Wording("Change it?"), yes=yes)
        for remark in carry_out_setup(root, git, plan):
            session.terminal.warn(remark)
    if wrong := check_driver(plan.line, git.do("--exec-path")):
        raise CkError(
            Wording(
                "git can't run the merge driver: {wrong} Until it can, it merges line by line.",
                wrong=wrong,
            )
        )
    remember_use(session.vault.own_folder)
    return plan.changes


def _setup_lines(speech: Speech, plan: Setup) -> Iterator[str]:
    """Show a setup: what goes into the vault for all machines, and what into this clone."""
    if plan.before != plan.after:
        from difflib import unified_diff

        before, after = (
            (each or b"").decode("utf-8", "replace").splitlines()
            for each in (plan.before, plan.after)
        )
        lines = unified_diff(before, after, ATTRIBUTES, ATTRIBUTES, n=1, lineterm="")
        yield from (Wording("In the vault, for all machines:"), *lines, "")
    if plan.was != plan.line:
        yield Wording("In this clone's own configuration:")
        runs = Wording("{key} runs {python}", key=DRIVER, python=sys.executable)
        yield f"  {one_line(speech.say(runs))}"
        if plan.was:
            replaced = Wording("in the place of another that is set there now")
            yield f"  {speech.say(replaced)}"
        yield ""


def _move_misplaced(session: Session, found: Sequence[Misplaced], *, yes: bool) -> list[Misplaced]:
    """Show what would be moved to the user's own file, ask, and move it; returns that.

    Raises:
        NeedsAnswer: there is no terminal to ask in, and no `--yes`.
        Cancelled: the answer was no.
        ConfigError: one of the two files can't be edited.
    """
    # A program or a file that a vault names is only taken over by a person who has seen its name.
    unseen = [each for each in found if yes and each.leads_outside]
    if unseen:
        keys = list_all([each.name for each in unseen])
        session.terminal.warn(
            Wording.counted(
                "{keys} stays in {file}, where it is not used: --yes moves no program and no file "
                "name. Without --yes it is shown and asked about.",
                "{keys} stay in {file}, where they are not used: --yes moves no program and no "
                "file name. Without --yes they are shown and asked about.",
                len(unseen),
                keys=keys,
                file=CONFIG_NAME,
            )
        )
    chosen = [each for each in found if each not in unseen]
    if not chosen:
        return []
    if not session.as_json:
        lines: list[str] = [
            Wording("Into {file}, for all vaults on this machine:", file=session.config_file)
        ]
        lines += (
            f"  {f'[{each.section}] ' if each.section else ''}{each.assignment()}"
            for each in chosen
        )
        lines.append(Wording("and out of {file}.", file=CONFIG_NAME))
        session.terminal.out(*lines)
    session.terminal.confirm(Wording("Move it?"), yes=yes, unless_no=False)
    move_to_user(session.root, session.config_file, chosen)
    return chosen


def git_status_command(session: Session) -> int:
    """Say whether git merges notes by their entries here, and what is not synced yet.

    Example: ck git status
    """
    tree = find_work_tree(session.root)
    if tree is None:
        raise NoRepository(str(session.root))
    git = Git(str(session.root))
    faults = [(each.code, say_problem(each)) for each in find_problems(git, tree)]
    found = distance(git)
    changed = find_changes(git, tree)
    waiting = len(changed.paths) + len(changed.marked)
    if session.as_json:
        answer = {
            "driver": "ok" if not faults else faults[0][0],
            "faults": [{"code": code, "message": f"{lower_first(said)}."} for code, said in faults],
            "branch": found.branch or None,
            "upstream": found.upstream or None,
            "behind": found.behind,
            "ahead": found.ahead,
            "uncommitted": [*changed.paths, *changed.marked],
        }
        session.answer("git status", **answer)
    else:
        speech = session.terminal.speech
        lines = [f"! {one_line(lower_first(speech.say(said)))}." for _, said in faults]
        lines = lines or [Wording("Git merges notes by their entries here.")]
        lines.append(say_distance(*found))
        if waiting:
            lines.append(
                Wording.counted(
                    "{number:,} changed file not committed: ck sync",
                    "{number:,} changed files not committed: ck sync",
                    waiting,
                )
            )
        session.terminal.out(*lines)
    return 1 if faults else 0
