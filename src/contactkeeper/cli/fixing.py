"""What `ck check --fix` does: values quoted, years given, sides and copies merged.

What is merged and what it may write is decided in `core`; each fix is tried on the notes as they
are, together with those before it, before anybody is asked.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.changes import carry_out, differences
from contactkeeper.cli.terminal import one_line
from contactkeeper.core.days.wording import say_count
from contactkeeper.core.editing.edits import Plan
from contactkeeper.core.editing.mending import MENDABLE, mend, say_mending
from contactkeeper.errors import Cancelled, CkError, WriteRefused
from contactkeeper.vault.store import Step, ToTrash, Unite

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.merging.merged import Merged
    from contactkeeper.core.model import Problem
    from contactkeeper.core.notes.note import Note
    from contactkeeper.vault.store import AnyStep, Change


class Fix(NamedTuple):
    """How one problem is mended, or why it is not."""

    problem: Problem
    steps: tuple[AnyStep, ...]
    """None where it can't be mended without a guess."""
    said: str
    """What `--fix` does, in a few words, or why it does nothing."""
    remarks: tuple[str, ...] = ()
    """What a person may want to look at afterwards, with the note and the line."""


def find_fixes(session: Session, found: Sequence[Problem], *, asks_git: bool = False) -> list[Fix]:
    """Find how problems are mended, each after those before it; why, where a copy can't be merged.

    Sides come first: a note with conflict markers is not written by anything else. With `asks_git`
    git is asked what met in such a note; else the markers have to say it.
    """
    fixes: list[Fix] = []
    taken: list[AnyStep] = []
    for problem in sorted(found, key=lambda each: each.code != "conflict-markers"):
        try:
            fix = _fix(session, problem, asks_git=asks_git)
            if fix:
                session.vault.preview([*on_the_same(fix.steps, taken), *fix.steps])
        except CkError as error:
            if problem.code == "conflict-copy":
                fixes.append(Fix(problem, (), f"It can't be merged: {_reason(error)}"))
            continue  # the others are on the list of problems already
        if fix:
            fixes.append(fix)
            taken += fix.steps
    return fixes


def on_the_same(steps: Sequence[AnyStep], taken: Sequence[AnyStep]) -> list[AnyStep]:
    """Return the steps taken before that concern notes of these: the others change nothing here."""
    paths = {step.path for step in steps}
    return [step for step in taken if step.path in paths]


def carry_out_fixes(session: Session, fixes: Sequence[Fix], *, yes: bool) -> int:
    """Show the diff, ask, and write all as one change; return how many problems were mended."""
    fixes = [fix for fix in fixes if fix.steps]
    if not fixes:
        return 0
    steps = [step for fix in fixes for step in fix.steps]
    preview = session.vault.preview(steps)
    if not session.as_json:
        remarks = [one_line(remark) for fix in fixes for remark in fix.remarks]
        session.terminal.out(*differences(preview), "", *remarks)
    # What is mended first may leave no year for another line: the diff does not show that one.
    session.confirm(f"Mend {say_count(_mended(fixes, preview), 'problem')}?", yes=yes)
    return _mended(fixes, carry_out(session, "check --fix", steps))


def _mended(fixes: Sequence[Fix], changes: Iterable[Change]) -> int:
    """Count the fixes whose steps change anything."""
    of_all = iter(changes)
    done = 0
    for fix in fixes:
        of_fix = [next(of_all) for _ in fix.steps]
        done += any(change.moved_to or change.before != change.after for change in of_fix)
    return done


def ask_about_suspects(session: Session) -> int:
    """Ask of each note that may be a copy by iCloud; return how many were merged.

    One by one and in a terminal only: `Anna 2` may be another Anna.
    """
    merged = 0
    for copy, note in session.loaded.suspects.items() if session.can_ask else ():
        try:
            steps = _merge_copy(session, copy, note)
            preview = session.vault.preview(steps)
        except CkError as error:
            session.terminal.error(*error.lines("ck: "))
            continue
        session.terminal.out(*differences(preview), "")
        try:
            session.confirm(
                f"Is {copy} a copy of {note}, to be merged?", yes=False, unless_no=False
            )
        except Cancelled:
            continue
        carry_out(session, "check --fix", steps)
        merged += 1
    return merged


def _reason(error: CkError) -> str:
    return error.why if isinstance(error, WriteRefused) else str(error)


def _fix(session: Session, problem: Problem, *, asks_git: bool) -> Fix | None:
    if problem.code == "conflict-markers":
        return _settle(session, problem, asks_git=asks_git)
    if problem.code == "conflict-copy":
        note = session.loaded.copies.get(problem.path)
        if note is None or problem.severity == "remark":
            return None
        return Fix(
            problem, _merge_copy(session, problem.path, note), "--fix merges it into the note"
        )
    if problem.code not in MENDABLE:
        return None
    plan = mend(session.vault.note(problem.path), problem, session.today)
    if not plan:
        return None
    step = Step(problem.path, partial(_mend_now, problem=problem, session=session))
    return Fix(problem, (step,), say_mending(plan))


def _mend_now(note: Note, *, problem: Problem, session: Session) -> Plan:
    """Plan it again on the note as it is then; nothing where it is mended already."""
    return mend(note, problem, session.today) or Plan()


def _settle(session: Session, problem: Problem, *, asks_git: bool) -> Fix | None:
    """Merge the two sides that stand in a note, as far as the rules go."""
    note = session.vault.note(problem.path)
    met = None
    if asks_git:
        from contactkeeper.vault.merge_sides import find_merge_sides

        met = find_merge_sides(session.root, note.path, note.text)

    def settle_now(now: Note) -> Merged:
        """Settle a note as it is then; as it is where its sides can't be told apart."""
        from contactkeeper.core.merging.merged import Merged
        from contactkeeper.core.merging.settling import settle

        return settle(now, met if now.text == note.text else None) or Merged(now.text)

    merged = settle_now(note)
    if merged.text == note.text or _is_broken(merged.text):
        return None
    said = "--fix merges both sides"
    if merged.marked:
        said += ", and leaves marks around what is yours to decide"
    remarks = [f"{note.path}:{each.line}  {each.message}" for each in merged.conflicts]
    return Fix(problem, (Unite(problem.path, settle_now),), said, tuple(remarks))


def _is_broken(text: str) -> bool:
    """Say whether a note holds conflict markers that can't be taken apart."""
    from contactkeeper.core.merging.markers import sides_of

    return "<<<<<<<" in text and sides_of(text) is None


def _merge_copy(session: Session, copy: str, note: str) -> tuple[AnyStep, ...]:
    """Merge a copy into its note, and move it to the vault's trash.

    Raises:
        CkError: one of them can't be read, or they contradict each other.
    """
    text = session.vault.note(copy).text

    def unite(note: Note) -> Merged:
        from contactkeeper.core.merging.copies import take_in

        return take_in(note, text)

    return Unite(note, unite), ToTrash(copy, text)
