"""Find what `ck check --fix` can fix: values, days without a year, conflict markers and copies.

How notes are merged and what may be written is decided in `core`. Each fix is tried on the notes as
they are, together with those before it, before anybody is asked.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.editing.autofix import FIXABLE, describe_autofix, plan_fix
from contactkeeper.core.editing.edits import Plan
from contactkeeper.errors import CkError, WriteRefused
from contactkeeper.vault.operations import Step, ToTrash, Unite, steps_of_same_notes
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.merging.conflicts import Merged
    from contactkeeper.core.merging.resolve_conflicts import KnownSides
    from contactkeeper.core.model import Problem
    from contactkeeper.core.note.note import Note
    from contactkeeper.vault.operations import AnyStep, Change
    from contactkeeper.vault.store import Vault


class Fix(NamedTuple):
    """The fix of one problem, or the reason that there is none."""

    problem: Problem
    steps: tuple[AnyStep, ...]
    """None where it can't be mended without a guess."""
    said: str
    """The action of `--fix` in a few words, or the reason that it does nothing."""
    remarks: tuple[str, ...] = ()
    """Remarks to look at afterwards, each with the note and the line."""


class Fixer:
    """Find the fixes of one vault.

    Args:
        vault: the vault.
        copies: conflict copies, each with the note of which it is a copy, where that is known.
        today: the day of the run.
        find_sides: asks git what met in a note with conflict markers; without it the markers alone
            have to say it.
    """

    def __init__(
        self,
        vault: Vault,
        copies: Mapping[str, str | None],
        today: date,
        find_sides: Callable[[str, str], KnownSides | None] | None = None,
    ) -> None:
        self._vault = vault
        self._copies = copies
        self._today = today
        self._find_sides = find_sides

    def find(self, problems: Sequence[Problem]) -> list[Fix]:
        """Find how problems are mended, each after those before it.

        A conflict copy that can't be merged is returned too, with the reason and no steps. Conflict
        markers come first: a note that has some is not written by anything else.
        """
        fixes: list[Fix] = []
        taken: list[AnyStep] = []
        for problem in sorted(problems, key=lambda each: each.code != "conflict-markers"):
            try:
                fix = self._fix(problem)
                if fix:
                    before = steps_of_same_notes(fix.steps, taken)
                    self._vault.preview([*before, *fix.steps])
            except CkError as error:
                if problem.code == "conflict-copy":
                    why = error.why if isinstance(error, WriteRefused) else error.sentence
                    fixes.append(Fix(problem, (), Wording("It can't be merged: {why}", why=why)))
                continue  # the others are on the list of problems already
            if fix:
                fixes.append(fix)
                taken += fix.steps
        return fixes

    def _fix(self, problem: Problem) -> Fix | None:
        if problem.code == "conflict-markers":
            return self._settle_markers(problem)
        if problem.code == "conflict-copy":
            note = self._copies.get(problem.path)
            if note is None or problem.severity == "remark":
                return None
            steps = merge_copy_steps(self._vault, problem.path, note)
            return Fix(problem, steps, Wording("--fix merges it into the note"))
        if problem.code not in FIXABLE:
            return None
        plan = plan_fix(self._vault.note(problem.path), problem, self._today)
        if not plan:
            return None
        step = Step(problem.path, partial(_fix_now, problem=problem, today=self._today))
        return Fix(problem, (step,), describe_autofix(plan))

    def _settle_markers(self, problem: Problem) -> Fix | None:
        """Merge the two sides that stand in a note, as far as the rules go."""
        note = self._vault.note(problem.path)
        sides = self._find_sides(note.path, note.text) if self._find_sides else None

        def settle_now(now: Note) -> Merged:
            """Settle a note as it is then; as it is where its sides can't be told apart."""
            from contactkeeper.core.merging.conflicts import Merged
            from contactkeeper.core.merging.resolve_conflicts import resolve_markers

            own = sides if now.text == note.text else None
            return resolve_markers(now, own) or Merged(now.text)

        merged = settle_now(note)
        if merged.text == note.text or _is_broken(merged.text):
            return None
        said = Wording("--fix merges both sides")
        if merged.marked:
            said = Wording(
                "--fix merges both sides, and leaves marks around what is yours to decide"
            )
        remarks = [
            Wording.joined("  ", [f"{note.path}:{each.line}", each.message])
            for each in merged.conflicts
        ]
        return Fix(problem, (Unite(problem.path, settle_now),), said, tuple(remarks))


def _is_broken(text: str) -> bool:
    """Say whether a note holds conflict markers that can't be taken apart."""
    from contactkeeper.core.merging.conflicts import sides_of

    return "<<<<<<<" in text and sides_of(text) is None


def _fix_now(note: Note, *, problem: Problem, today: date) -> Plan:
    """Plan it again on the note as it is then; nothing where it is mended already."""
    return plan_fix(note, problem, today) or Plan()


def merge_copy_steps(vault: Vault, copy: str, note: str) -> tuple[AnyStep, ...]:
    """Merge a copy into its note, and move it to the vault's trash.

    Raises:
        CkError: one of them can't be read, or they contradict each other.
    """
    text = vault.note(copy).text

    def unite(note: Note) -> Merged:
        from contactkeeper.core.merging.resolve_conflicts import merge_conflict_copy

        return merge_conflict_copy(note, text)

    return Unite(note, unite), ToTrash(copy, text)


def count_fixed(fixes: Sequence[Fix], changes: Iterable[Change]) -> int:
    """Count the fixes whose steps change anything; `changes` has one for each step."""
    of_all = iter(changes)
    count = 0
    for fix in fixes:
        of_fix = [next(of_all) for _ in fix.steps]
        count += any(change.moved_to or change.before != change.after for change in of_fix)
    return count
