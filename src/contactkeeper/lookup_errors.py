"""Define the errors of a name, number or task that was typed: nothing has it, or several have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.errors import CkError
from contactkeeper.shell_words import shell_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date


MOST_LISTED = 20
"""Candidates that an error lists; the rest is counted."""


class NoSuchContact(CkError):
    """No contact has that name; `suggestions` are names one typing error away.

    `hint` says what to do, where more is known: that a note of that name could not be read.
    """

    code = "no-such-contact"
    exit_code = 3

    def __init__(self, typed: str, suggestions: Sequence[str] = (), hint: str = "") -> None:
        self.suggestions = tuple(suggestions)
        todo = f"ck list shows all; ck add {shell_word(typed)} makes a note."
        if suggestions:
            todo = f"Did you mean {', '.join(suggestions)}?"
        super().__init__(f"no contact is called “{typed}”. {hint or todo}")

    def details(self) -> Mapping[str, object]:
        """Return the suggested names."""
        return {"suggestions": list(self.suggestions)}


class NoSuchRow(CkError):
    """No row of today's list in this terminal has that number."""

    code = "no-such-row"
    exit_code = 3

    def __init__(self, typed: str, why: str) -> None:
        super().__init__(f"{typed} stands for nobody: {why}. ck due numbers the rows of today.")


class NoSuchNote(CkError):
    """No event or news has that name; `suggestions` are names one typing error away."""

    code = "no-such-note"
    exit_code = 3

    def __init__(self, what: str, typed: str, suggestions: Sequence[str] = ()) -> None:
        self.suggestions = tuple(suggestions)
        hint = f" Did you mean {', '.join(suggestions)}?" if suggestions else ""
        todo = f"ck {what} add makes a note."
        super().__init__(f"no {what} is called “{typed}”.{hint or f' {todo}'}")

    def details(self) -> Mapping[str, object]:
        """Return the suggested names."""
        return {"suggestions": list(self.suggestions)}


class AmbiguousName(CkError):
    """Several people match equally well; `candidates` has (name, company, path) of each."""

    code = "ambiguous"
    exit_code = 3

    def __init__(
        self, typed: str, candidates: Sequence[tuple[str, str, str]], what: str = "people"
    ) -> None:
        self.candidates = tuple(candidates)
        rows = _list_some(
            f"{name}{f', {company}' if company else ''}  {path}"
            for name, company, path in candidates
        )
        super().__init__(f"“{typed}” could be {len(candidates):,} {what}:", rows)

    def details(self) -> Mapping[str, object]:
        """Return the candidates; a path always means exactly one."""
        return {
            "candidates": [
                {"name": name, "company": company or None, "path": path}
                for name, company, path in self.candidates
            ]
        }


class NoSuchTask(CkError):
    """No open task has that name; `open_tasks` names those that are open."""

    code = "no-such-task"

    def __init__(
        self,
        path: str,
        typed: str,
        open_tasks: Sequence[str],
        *,
        mine: bool = False,
        follow_up: date | None = None,
    ) -> None:
        self.open_tasks = tuple(open_tasks)
        what = "no open task of yours" if mine else "no open task"
        what += f" named “{typed}”" if typed else ""
        more = len(open_tasks) - MOST_LISTED
        listed = "; ".join(open_tasks[:MOST_LISTED])
        listed += f"; {more:,} more" if more > 0 else ""
        listed = f" Open: {listed}." if listed else ""
        if follow_up:
            listed += f" follow_up ({follow_up}) is a property, which any entry of its day or later"
            listed += f" settles: ck set {shell_word(path)} follow_up= removes it."
        super().__init__(f"{path}: there is {what}.{listed}")

    def details(self) -> Mapping[str, object]:
        """Return the names of the open tasks."""
        return {"open": list(self.open_tasks)}


class SeveralTasks(CkError):
    """Several open tasks match."""

    code = "ambiguous-task"
    exit_code = 3

    def __init__(self, path: str, typed: str, candidates: Sequence[str]) -> None:
        self.candidates = tuple(candidates)
        rows = _list_some(candidates)
        which = f"“{typed}” matches" if typed else "There are"
        super().__init__(f"{path}: {which} {len(candidates)} open tasks; name one:", rows)

    def details(self) -> Mapping[str, object]:
        """Return the names of the matching tasks."""
        return {"candidates": list(self.candidates)}


def _list_some(candidates: Iterable[str]) -> list[str]:
    """List the first candidates, and count the rest."""
    rows = list(candidates)
    more = len(rows) - MOST_LISTED
    return [*rows[:MOST_LISTED], *([f"and {more:,} more"] if more > 0 else [])]
