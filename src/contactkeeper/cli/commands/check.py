"""`ck check`: show what is wrong in the notes and what to do; `--fix` fixes what is safe."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.json import problem_value
from contactkeeper.cli.layout import Text, one_line, paint, wrap
from contactkeeper.cli.screens.changes import carry_out, differences
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.problems import problems_on
from contactkeeper.core.people.duplicates import find_duplicates
from contactkeeper.errors import Cancelled, CkError
from contactkeeper.text.phrases import with_undo
from contactkeeper.text.problems import advise
from contactkeeper.vault.fixes import Fix, Fixer, count_fixed, merge_copy_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Problem


def check_command(
    session: Session,
    *,
    everything: Annotated[
        bool, option("--all", "Also show remarks, which change nothing in the list.")
    ] = False,
    fix: Annotated[
        bool, option("--fix", "Fix what is safe to fix; shows the diff and asks.")
    ] = False,
    yes: Annotated[bool, option("--yes", "Fix without asking.")] = False,
) -> int:
    """Show what is wrong in the notes, with file and line; exit 1 where it changes the list.

    Example: ck check --fix
    """
    found = _problems(session)
    # Only a mending asks git, and only of notes with conflict markers: `ck check` starts nothing.
    fixes = _find_fixes(session, found, asks_git=fix)
    fixed = 0
    if fix:
        fixed = _apply_fixes(session, fixes, yes=yes)
        fixed += 0 if yes else _merge_suspected_copies(session)
    if fixed:
        del session.loaded  # the notes are others now
        found = _problems(session)
        fixes = _find_fixes(session, found, asks_git=False)
    problems = [problem for problem in found if problem.severity == "problem"]
    code = 1 if problems else 0
    said = {each.problem: each.said for each in fixes}
    fixable = {each.problem for each in fixes if each.steps}
    if session.as_json:
        values = [problem_value(each) | {"fixable": each in fixable} for each in found]
        session.answer("check", problems=values, fixed=fixed)
        return code
    answers = session.speech.fixes
    lines = [
        line
        for problem in (found if everything else problems)
        for line in _lines(session, problem, said.get(problem, ""))
    ]
    session.terminal.out(*lines)
    if fixed:
        session.terminal.say(with_undo(answers.say_fixed(fixed)))
    elif fix and problems:
        session.terminal.say(answers.NO_SAFE_FIX)
    remarks = len(found) - len(problems)
    notes = session.loaded.notes
    result = answers.say_result(len(problems), remarks, notes, everything=everything)
    session.terminal.say(result)
    return code


def _problems(session: Session) -> list[Problem]:
    from contactkeeper.config.changes import file_problems
    from contactkeeper.sync.setup import merge_problems
    from contactkeeper.sync.vanished import vanished_problems

    contacts = session.loaded.contacts
    read = [
        *session.loaded.problems,
        *session.loaded.reference_problems(session.today),
        *merge_problems(session.root, session.home),
        *file_problems(session.root),
        *vanished_problems(session.root, [each.path for each in contacts]),
    ]
    found = problems_on(session.today, read, contacts)
    return sorted([*found, *find_duplicates(contacts)], key=lambda each: each[:3])


def _find_fixes(session: Session, problems: Sequence[Problem], *, asks_git: bool) -> list[Fix]:
    """Find how problems are mended; git is asked about conflict markers only with `asks_git`."""
    find_sides = None
    if asks_git:
        from contactkeeper.sync.conflict_markers import find_merge_sides

        find_sides = partial(find_merge_sides, session.root)
    copies = session.loaded.copies
    return Fixer(session.vault, copies, session.today, find_sides).find(problems)


def _apply_fixes(session: Session, fixes: Sequence[Fix], *, yes: bool) -> int:
    """Show the diff, ask, and write all as one change; return how many problems were mended."""
    fixes = [fix for fix in fixes if fix.steps]
    if not fixes:
        return 0
    steps = [step for fix in fixes for step in fix.steps]
    preview = session.vault.preview(steps)
    if not session.as_json:
        remarks = [one_line(session.speech.say(each)) for fix in fixes for each in fix.remarks]
        session.terminal.out(*differences(preview), "", *remarks)
    # What is mended first may leave no year for another line: the diff does not show that one.
    question = session.speech.fixes.ask_to_fix(count_fixed(fixes, preview))
    session.terminal.confirm(question, yes=yes)
    return count_fixed(fixes, carry_out(session, "check --fix", steps))


def _merge_suspected_copies(session: Session) -> int:
    """Ask of each note that may be a copy by iCloud; return how many were merged.

    One by one and in a terminal only: `Anna 2` may be another Anna.
    """
    merged = 0
    for copy, note in session.loaded.suspects.items() if session.terminal.can_ask else ():
        try:
            steps = merge_copy_steps(session.vault, copy, note)
            preview = session.vault.preview(steps)
        except CkError as error:
            session.terminal.fault(error)
            continue
        session.terminal.out(*differences(preview), "")
        try:
            question = session.speech.fixes.ask_about_copy(copy, note)
            session.terminal.confirm(question, yes=False, unless_no=False)
        except Cancelled:
            continue
        carry_out(session, "check --fix", steps)
        merged += 1
    return merged


def _lines(session: Session, problem: Problem, fix: str) -> list[Text]:
    """Say one problem: in one line through a pipe, in a terminal broken to its width."""
    where = one_line(f"{problem.path}:{problem.line}")
    said = one_line(session.speech.say(advise(problem, fix))).rstrip(".")
    text = f"{problem.code}  {said}"
    first, *others = wrap(f"{where}  {text}", session.terminal.room, indent=4)
    head, rest = first[: len(where)], first[len(where) :]
    return [paint(head, "bold") + rest, *others]
