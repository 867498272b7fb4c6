"""Say what is wrong in the user's data, and what to do about it, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from contactkeeper.core.model import Problem
from contactkeeper.text.problem_sentences import SENTENCES

if TYPE_CHECKING:
    from contactkeeper.errors import CkError

    _Error = TypeVar("_Error", bound=CkError)

_READ = {
    "both-sides": ". Both sides are read.",
    "log": ". Listed by its log alone.",
    "nothing": ". Nothing of it is known.",
}
"""The rest of the sentence about properties that don't parse."""
_ADVICE = {
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


def say_problem(problem: Problem) -> str:
    """Say what is wrong: one sentence, with a full stop or without."""
    key = f"{problem.code}/{problem.case}" if problem.case else problem.code
    sentence, facts = SENTENCES[key], dict(problem.facts)
    said = sentence.format_map(facts) if isinstance(sentence, str) else sentence(**facts)
    if problem.code != "yaml":
        return said
    return f"{said}{_READ.get(str(facts['read']), '')}"


def advise(problem: Problem, fix: str = "") -> str:
    """Say what is wrong and what to do; `fix` is what `ck check --fix` would do about it."""
    key = f"{problem.code}/{problem.case}"
    what = fix or _ADVICE.get(key, _ADVICE.get(problem.code, "")).format_map(dict(problem.facts))
    message, what = say_problem(problem).rstrip("."), what.rstrip(".")
    if not what:
        return message
    return f"{message} {what}" if message.endswith("?") else f"{message}. {what}"


def word(error: _Error) -> _Error:
    """Put the sentence of an error's problem, if it has one, at the end of its text."""
    if isinstance(error.problem, Problem):
        error.append(say_problem(error.problem).rstrip("."))
    return error
