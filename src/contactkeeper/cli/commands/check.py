"""`ck check`: what is wrong in the notes, where, and what to do; `--fix` mends what is safe."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.commands.fix import apply_fixes, ask_about_suspected_copies, find_fixes
from contactkeeper.cli.commands.move_options import misplaced_problems
from contactkeeper.cli.json import document, problem_value
from contactkeeper.cli.session import Session
from contactkeeper.cli.styled import Text, paint
from contactkeeper.cli.terminal import one_line, wrap
from contactkeeper.core.agenda.problems import advise, problems_on
from contactkeeper.core.people.duplicates import find_duplicates
from contactkeeper.text.counts import say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Problem


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
    # Only a mending asks git, and only of notes with conflict markers: `ck check` starts nothing.
    fixes = find_fixes(session, found, asks_git=fix)
    fixed = 0
    if fix:
        fixed = apply_fixes(session, fixes, yes=yes)
        fixed += 0 if yes else ask_about_suspected_copies(session)
    if fixed:
        del session.loaded  # the notes are others now
        found = _problems(session)
        fixes = find_fixes(session, found)
    problems = [problem for problem in found if problem.severity == "problem"]
    code = 1 if problems else 0
    said = {each.problem: each.said for each in fixes}
    fixable = {each.problem for each in fixes if each.steps}
    if session.as_json:
        values = [problem_value(each) | {"fixable": each in fixable} for each in found]
        session.terminal.document(document(session, "check", problems=values, fixed=fixed))
        return code
    lines = [
        line
        for problem in (found if everything else problems)
        for line in _lines(session, problem, said.get(problem, ""))
    ]
    if fixed:
        lines.append(f"Mended {say_count(fixed, 'problem')} · ck undo")
    elif fix and problems:
        lines.append("Nothing here can be mended without a guess.")
    lines.append(_summary(problems, found, session.loaded.notes, everything=everything))
    session.terminal.out(*lines)
    return code


def _problems(session: Session) -> list[Problem]:
    from contactkeeper.sync.merge_problems import merge_problems
    from contactkeeper.sync.vanished import vanished_problems

    contacts = session.loaded.contacts
    read = [
        *session.problems,
        *merge_problems(session.root, session.home),
        *misplaced_problems(session.root),
        *vanished_problems(session.root, [each.path for each in contacts]),
    ]
    found = problems_on(session.today, read, contacts)
    return sorted([*found, *find_duplicates(contacts)], key=lambda each: each[:3])


def _lines(session: Session, problem: Problem, fix: str) -> list[Text]:
    """Say one problem: in one line through a pipe, in a terminal broken to its width."""
    where = one_line(f"{problem.path}:{problem.line}")
    text = f"{problem.code}  {one_line(advise(problem, fix))}"
    if session.terminal.is_terminal:
        first, *others = wrap(f"{where}  {text}", session.terminal.width, indent=4)
    else:
        first, others = f"{where}  {text}", []
    head, rest = first[: len(where)], first[len(where) :]
    return [paint(head, "bold") + rest, *others]


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
