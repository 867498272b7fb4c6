"""Say what is wrong in the user's data, and what to do about it, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from contactkeeper.core.model import Problem
from contactkeeper.text.problem_functions import FUNCTIONS
from contactkeeper.text.problem_sentences import SENTENCES
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.errors import CkError
    from contactkeeper.wording import Texts

    _Error = TypeVar("_Error", bound=CkError)

_READ: Texts = {
    "both-sides": "{fault}. Both sides are read",
    "log": "{fault}. Listed by its log alone",
    "nothing": "{fault}. Nothing of it is known",
}
"""Sentences about properties that don't parse, by what is read all the same."""
_ADVICE: Texts = {
    "conflict-copy": "Put into the note what it lacks and delete the copy, or rename the copy",
    "conflict-markers": "Keep the right lines of the two sides and delete the markers",
    "duplicate": "If they are one person: ck merge joins them",
    "encoding": "Save it as UTF-8",
    "folder": "Correct its name in the configuration, or make the folder",
    "future-birthday": "Correct the year, or write the day without it: 04-12",
    "future-entry": "Correct the date",
    "future-entry/entry": "Correct the date, or write a task in its place: - [ ] {day} …",
    "half-date": "Write the year",
    "old-task/property": "Remove it, or give it another day",
    "old-task": "Tick it, drop it (`[-]`), or give it another day",
    "impossible-date": "Correct the date",
    "same-name": "Rename one, or delete it if it is a copy",
    "too-large": "Split it: ck reads notes up to 10 MB",
    "trust": "Write 1, 2, 3, 4 or 5",
    "unclosed": "Close it, or delete the line",
    "undated": "Where one is an entry, begin it with a date",
    "unreadable/name": "Rename it",
    "unreadable": "Check that you may read the file, and that it is complete",
    "yaml": "Correct that line: until then Obsidian shows no property of the note",
}
"""The advice for a problem, by code or by code and case; other messages contain theirs."""


def say_problem(problem: Problem) -> Wording:
    """Say what is wrong: one sentence or several, without the last full stop."""
    key = f"{problem.code}/{problem.case}" if problem.case else problem.code
    facts: dict[str, Any] = dict(problem.facts)
    read = facts.pop("read", "")
    function = FUNCTIONS.get(key)
    said = function(**facts) if function else Wording(SENTENCES[key], **facts)
    return Wording(_READ[read], fault=said) if read else said


def advise(problem: Problem, fix: str = "") -> Wording:
    """Say what is wrong and what to do; `fix` is what `ck check --fix` would do about it."""
    advice = _ADVICE.get(f"{problem.code}/{problem.case}", _ADVICE.get(problem.code, ""))
    message, what = say_problem(problem), fix or Wording(advice, **dict(problem.facts))
    if not what:
        return message
    return Wording.joined(" " if message.endswith("?") else ". ", [message, what])


def word(error: _Error) -> _Error:
    """Put the sentence of an error's problem, if it has one, at the end of its text."""
    if isinstance(error.problem, Problem):
        error.append(say_problem(error.problem))
    return error
