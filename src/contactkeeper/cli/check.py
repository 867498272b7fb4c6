"""`ck check`: what is wrong in the notes, where, and what to do; `--fix` mends what is safe."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from contactkeeper.cli.changes import differences, remarks
from contactkeeper.cli.documents import document, problem_values
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import one_line
from contactkeeper.core.days.wording import say_count
from contactkeeper.core.editing.edits import Plan
from contactkeeper.core.editing.mending import MENDABLE, mend
from contactkeeper.core.morning.problems import problems_on
from contactkeeper.errors import CkError
from contactkeeper.vault.store import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Problem
    from contactkeeper.core.notes.note import Note


def check_command(
    context: typer.Context,
    *,
    everything: Annotated[
        bool, typer.Option("--all", help="Remarks too, which change nothing in the list.")
    ] = False,
    fix: Annotated[
        bool, typer.Option("--fix", help="Mend what is safe to mend; shows the diff and asks.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Mend without asking.")] = False,
) -> int:
    """Show what is wrong in the notes, with file and line; exit 1 when somebody is misplaced.

    Example: ck check --fix
    """
    session: Session = context.obj
    found = _problems(session)
    fixed = 0
    if fix:
        steps = _mending_steps(session, found)
        fixed = _fix(session, steps, yes=yes) if steps else 0
        del session.loaded  # the notes are others now
        found = _problems(session)
    problems = [problem for problem in found if problem.severity == "problem"]
    if session.as_json:
        session.terminal.document(
            document(session, "check", problems=problem_values(found), fixed=fixed)
        )
        return 1 if problems else 0
    shown = found if everything else problems
    lines = [_line(session, problem) for problem in shown]
    if fix and not fixed:
        lines.append("Nothing here can be mended safely by itself.")
    lines.append(_summary(problems, found, session.loaded.notes, everything=everything))
    session.terminal.out("\n".join(lines))
    return 1 if problems else 0


def _problems(session: Session) -> list[Problem]:
    return problems_on(session.today, session.loaded.problems, session.loaded.contacts)


def _line(session: Session, problem: Problem) -> str:
    where = session.terminal.paint(one_line(f"{problem.path}:{problem.line}"), "bold")
    return f"{where}  {problem.code}  {one_line(problem.message)}"


def _summary(
    problems: Sequence[Problem], found: Sequence[Problem], notes: int, *, everything: bool
) -> str:
    said = [
        say_count(len(problems), "problem that changes the list", "problems that change the list")
        if problems
        else f"{say_count(notes, 'note')} read, nothing changes the list"
    ]
    if remarks_left := len(found) - len(problems):
        hint = "" if everything else " (ck check --all)"
        said.append(f"{say_count(remarks_left, 'remark')}{hint}")
    return " · ".join(said)


def _mending_steps(session: Session, found: Sequence[Problem]) -> list[Step]:
    """Make a step for each problem that can be mended without a guess."""
    steps = []
    for problem in found:
        if problem.code not in MENDABLE:
            continue
        try:
            note = session.vault.note(problem.path)
        except CkError:
            continue  # it is on the list of problems already
        if mend(note, problem, session.today):
            steps.append(Step(problem.path, partial(_mend_now, problem=problem, session=session)))
    return steps


def _mend_now(note: Note, *, problem: Problem, session: Session) -> Plan:
    """Plan it again on the note as it is then; nothing where it is mended already."""
    return mend(note, problem, session.today) or Plan()


def _fix(session: Session, steps: Sequence[Step], *, yes: bool) -> int:
    """Show the diff, ask, and write; return how many problems were mended."""
    preview = session.vault.preview(steps)
    if not session.as_json:
        session.terminal.out("\n".join(differences(preview)))
    session.confirm(f"Mend {say_count(len(steps), 'problem')}?", yes=yes)
    changes = session.vault.change("check --fix", steps, stamp=session.stamp)
    remarks(session, changes)
    return len(changes)
