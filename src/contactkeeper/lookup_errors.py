"""Define the errors of a name, number or task that was typed: nothing has it, or several have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.errors import CkError
from contactkeeper.shell_words import shell_word
from contactkeeper.wording import Texts, Wording

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
        todo = Wording("ck list shows all; ck add {name} makes a note.", name=shell_word(typed))
        if suggestions:
            todo = Wording("Did you mean {names}?", names=suggestions)
        super().__init__(
            Wording("no contact is called “{typed}”. {todo}", typed=typed, todo=hint or todo)
        )

    def details(self) -> Mapping[str, object]:
        """Return the suggested names."""
        return {"suggestions": list(self.suggestions)}


class NoSuchRow(CkError):
    """No row of today's list in this terminal has that number."""

    code = "no-such-row"
    exit_code = 3

    def __init__(self, typed: str, why: str) -> None:
        super().__init__(
            Wording(
                "{number} stands for nobody: {why}. ck due numbers the rows of today.",
                number=typed,
                why=why,
            )
        )


_NOT_CALLED: Texts = {
    "event": "no event is called “{typed}”. {todo}",
    "news": "no news is called “{typed}”. {todo}",
}


class NoSuchNote(CkError):
    """No event or news has that name; `suggestions` are names one typing error away."""

    code = "no-such-note"
    exit_code = 3

    def __init__(self, what: str, typed: str, suggestions: Sequence[str] = ()) -> None:
        self.suggestions = tuple(suggestions)
        todo = Wording("ck {kind} add makes a note.", kind=what)
        if suggestions:
            todo = Wording("Did you mean {names}?", names=suggestions)
        super().__init__(Wording(_NOT_CALLED[what], typed=typed, todo=todo))

    def details(self) -> Mapping[str, object]:
        """Return the suggested names."""
        return {"suggestions": list(self.suggestions)}


def _could_be(what: str, typed: str, number: int) -> Wording:
    """Say how many people, events or notes of news a name may mean."""
    if what == "events":
        return Wording.counted(
            "“{typed}” could be {number:,} event:",
            "“{typed}” could be {number:,} events:",
            number,
            typed=typed,
        )
    if what == "news":
        return Wording.counted(
            "“{typed}” could be {number:,} note of news:",
            "“{typed}” could be {number:,} notes of news:",
            number,
            typed=typed,
        )
    return Wording.counted(
        "“{typed}” could be {number:,} person:",
        "“{typed}” could be {number:,} people:",
        number,
        typed=typed,
    )


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
        super().__init__(_could_be(what, typed, len(candidates)), rows)

    def details(self) -> Mapping[str, object]:
        """Return the candidates; a path always means exactly one."""
        return {
            "candidates": [
                {"name": name, "company": company or None, "path": path}
                for name, company, path in self.candidates
            ]
        }


_NO_TASK: Texts = {
    "any/all": "{path}: there is no open task.",
    "any/named": "{path}: there is no open task named “{typed}”.",
    "mine/all": "{path}: there is no open task of yours.",
    "mine/named": "{path}: there is no open task of yours named “{typed}”.",
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
        case = f"{'mine' if mine else 'any'}/{'named' if typed else 'all'}"
        said = [Wording(_NO_TASK[case], path=path, typed=typed)]
        if open_tasks:
            listed: list[str] = [*open_tasks[:MOST_LISTED]]
            if (more := len(open_tasks) - MOST_LISTED) > 0:
                listed.append(Wording("{more:,} more", more=more))
            said.append(Wording("Open: {tasks}.", tasks=Wording.joined("; ", listed)))
        if follow_up:
            sentence = Wording(
                "follow_up ({day}) is a property, which any entry of its day or later settles: "
                "ck set {path} follow_up= removes it.",
                day=follow_up,
                path=shell_word(path),
            )
            said.append(sentence)
        super().__init__(Wording.joined(" ", said))

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
        number = len(candidates)
        sentence = Wording.counted(
            "{path}: There is {number} open task; name one:",
            "{path}: There are {number} open tasks; name one:",
            number,
            path=path,
        )
        if typed:
            sentence = Wording.counted(
                "{path}: “{typed}” matches {number} open task; name one:",
                "{path}: “{typed}” matches {number} open tasks; name one:",
                number,
                path=path,
                typed=typed,
            )
        super().__init__(sentence, rows)

    def details(self) -> Mapping[str, object]:
        """Return the names of the matching tasks."""
        return {"candidates": list(self.candidates)}


def _list_some(candidates: Iterable[str]) -> list[str]:
    """List the first candidates, and count the rest."""
    rows = list(candidates)
    more = len(rows) - MOST_LISTED
    return [*rows[:MOST_LISTED], *([Wording("and {more:,} more", more=more)] if more > 0 else [])]
