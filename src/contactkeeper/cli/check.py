"""`ck check`: what is wrong in the notes, where, and what to do; `--fix` mends what is safe."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.changes import carry_out, differences
from contactkeeper.cli.declare import option
from contactkeeper.cli.documents import document, problem_value
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import one_line, wrap
from contactkeeper.core.days.wording import say_count
from contactkeeper.core.editing.edits import Plan
from contactkeeper.core.editing.mending import MENDABLE, mend, say_mending
from contactkeeper.core.morning.problems import advise, problems_on
from contactkeeper.errors import CkError
from contactkeeper.vault.store import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Problem
    from contactkeeper.core.notes.note import Note
    from contactkeeper.vault.store import Change


def check_command(
    session: Session,
    *,
    everything: Annotated[
        bool, option("--all", help="Remarks too, which change nothing in the list.")
    ] = False,
    fix: Annotated[
        bool, option("--fix", help="Mend what is safe to mend; shows the diff and asks.")
    ] = False,
    yes: Annotated[bool, option("--yes", help="Mend without asking.")] = False,
) -> int:
    """Show what is wrong in the notes, with file and line; exit 1 when somebody is misplaced.

    Example: ck check --fix
    """
    found = _problems(session)
    mendings = _mendings(session, found)
    fixed = 0
    if fix and mendings:
        fixed = _fix(session, list(mendings), yes=yes)
        del session.loaded  # the notes are others now
        found = _problems(session)
        mendings = _mendings(session, found)
    problems = [problem for problem in found if problem.severity == "problem"]
    code = 1 if problems else 0
    if session.as_json:
        values = [problem_value(each) | {"fixable": each in mendings} for each in found]
        session.terminal.document(document(session, "check", problems=values, fixed=fixed))
        return code
    lines = [
        line
        for problem in (found if everything else problems)
        for line in _lines(session, problem, mendings.get(problem, ""))
    ]
    if fixed:
        lines.append(f"Mended {say_count(fixed, 'problem')} · ck undo")
    elif fix and problems:
        lines.append("Nothing here can be mended without a guess.")
    lines.append(_summary(problems, found, session.loaded.notes, everything=everything))
    session.terminal.out("\n".join(lines))
    return code


def _problems(session: Session) -> list[Problem]:
    return problems_on(session.today, session.problems, session.loaded.contacts)


def _lines(session: Session, problem: Problem, fix: str) -> list[str]:
    """Say one problem: in one line through a pipe, in a terminal broken to its width."""
    where = one_line(f"{problem.path}:{problem.line}")
    text = f"{problem.code}  {one_line(advise(problem, fix))}"
    if session.terminal.is_terminal:
        first, *others = wrap(f"{where}  {text}", session.terminal.width, indent=4)
    else:
        first, others = f"{where}  {text}", []
    head, rest = first[: len(where)], first[len(where) :]
    return [session.terminal.paint(head, "bold") + rest, *others]


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


def _mendings(session: Session, found: Sequence[Problem]) -> dict[Problem, str]:
    """Find the problems that can be mended without a guess, and say how."""
    mendings = {}
    for problem in found:
        if problem.code not in MENDABLE:
            continue
        try:
            (change,) = session.vault.preview([_step(session, problem)])
        except CkError:
            continue  # the note can't be written, so it is for its owner to mend
        if change.plan and change.plan.edits:
            mendings[problem] = say_mending(change.plan)
    return mendings


def _step(session: Session, problem: Problem) -> Step:
    return Step(problem.path, partial(_mend_now, problem=problem, session=session))


def _mend_now(note: Note, *, problem: Problem, session: Session) -> Plan:
    """Plan it on the note as it is then; nothing where it is mended already."""
    return mend(note, problem, session.today) or Plan()


def _fix(session: Session, mendable: Sequence[Problem], *, yes: bool) -> int:
    """Show the diff, ask, and write; return how many problems were mended."""
    steps = [_step(session, problem) for problem in mendable]
    preview = session.vault.preview(steps)
    if not session.as_json:
        session.terminal.out("\n".join([*differences(preview), ""]))
    # What is mended first may leave no year for another line: the diff does not show that one.
    session.confirm(f"Mend {say_count(_mended(preview), 'problem')}?", yes=yes)
    return _mended(carry_out(session, "check --fix", steps))


def _mended(changes: Sequence[Change]) -> int:
    return sum(change.before != change.after for change in changes)
