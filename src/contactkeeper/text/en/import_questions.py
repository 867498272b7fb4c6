"""The questions that a file leaves open: as a terminal asks them, and as options answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.shell_words import shell_word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.interchange import Question, QuestionCode

_ASKED: Mapping[QuestionCode, str] = {
    "owner": "{file}: whose is it, who are you in it?",
    "day-first": "{file}: {example} can be read in two ways.",
    "chat": "{file}: whom is this chat with?",
    "columns": "{file}: which column has the names?",
    "letters": "{file}: its letters are damaged, é reads Ã©.",
    "kind": "{file}: nothing in it tells what kind of file it is.",
}
_OPTIONS: Mapping[QuestionCode, str] = {
    "owner": "--owner {}",
    "chat": "--chat {}",
    "columns": "--map name={}",
    "kind": "--as {}",
}
"""The option that gives one of the answers."""
_EITHER: Mapping[QuestionCode, tuple[tuple[str, str], tuple[str, str]]] = {
    "day-first": (
        ("--day-first", "the day comes first: 03/04 is 3 April"),
        ("--month-first", "the month comes first: 03/04 is 4 March"),
    ),
    "letters": (
        ("--mend-letters", "mend them"),
        ("--keep-letters", "keep them as they are"),
    ),
}
"""The options of questions that have two answers, and what they mean: yes, then no."""
_EXAMPLE = "Anna Petrova"
ANOTHER = "A number, or another answer:"
ANY_ANSWER = "Your answer:"
WHICH = "Which?"
WHICH_ZONE = "In which time zone are days to be counted? Its name, such as Europe/Moscow:"
NO_ZONE = (
    "the system does not say in which time zone you are, and days are counted in one: "
    "name yours, as in --zone Europe/Moscow."
)


def ask(question: Question) -> str:
    """Ask what a file leaves open."""
    example = question.example or "a day of it"
    return _ASKED[question.code].format(file=question.file, example=example)


def meanings_of(question: Question) -> tuple[str, ...]:
    """Return what the answers mean, of a question that has two: yes, then no; else nothing."""
    return tuple(said for _, said in _EITHER.get(question.code, ()))


def options_of(question: Question) -> list[str]:
    """Return the options that give the answers, each as it is typed."""
    if either := _EITHER.get(question.code):
        return [option for option, _ in either]
    option = _OPTIONS[question.code]
    return [option.format(shell_word(each)) for each in question.choices or (_EXAMPLE,)]


def say_options(question: Question, given: str) -> str:
    """Say that an option answers, where nobody can be asked; `given` is an answer that fails."""
    refused = f" “{given}” does not fit." if given else ""
    return f"{ask(question)}{refused} There is no terminal to ask in; an option answers:"


def say_no_zone(zone: str) -> str:
    """Refuse a name that is no time zone."""
    return f"--zone takes the name of a time zone, like Europe/Moscow; “{zone}” is none."


def say_reading(file: str) -> str:
    """Say which file is read, before the number of megabytes: `Reading archive.zip, MB`."""
    return f"Reading {file.rpartition('/')[2]}, MB"
