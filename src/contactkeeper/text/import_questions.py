"""The questions that a file leaves open: as a terminal asks them, and as options answer them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.shell_words import shell_word
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.interchange import Question, QuestionCode
    from contactkeeper.wording import Texts

_ASKED: Texts = {
    "owner": "{file}: whose is it, who are you in it?",
    "day-first": "{file}: {example} can be read in two ways.",
    "chat": "{file}: whom is this chat with?",
    "columns": "{file}: which column has the names?",
    "letters": "{file}: its letters are damaged, é reads Ã©.",
    "kind": "{file}: nothing in it tells what kind of file it is.",
}
"""By the code of the question."""
_OPTIONS: Mapping[QuestionCode, str] = {
    "owner": "--owner {}",
    "chat": "--chat {}",
    "columns": "--map name={}",
    "kind": "--as {}",
}
"""The option that gives one of the answers."""
_EITHER: Mapping[QuestionCode, tuple[tuple[str, Wording], tuple[str, Wording]]] = {
    "day-first": (
        ("--day-first", Wording("the day comes first: 03/04 is 3 April")),
        ("--month-first", Wording("the month comes first: 03/04 is 4 March")),
    ),
    "letters": (
        ("--mend-letters", Wording("mend them")),
        ("--keep-letters", Wording("keep them as they are")),
    ),
}
"""The options of questions that have two answers, and what they mean: yes, then no."""
_EXAMPLE = "Anna Petrova"
ANOTHER = Wording("A number, or another answer:")
ANY_ANSWER = Wording("Your answer:")
WHICH = Wording("Which?")
WHICH_ZONE = Wording("In which time zone are days to be counted? Its name, such as Europe/Moscow:")
NO_ZONE = Wording(
    "the system does not say in which time zone you are, and days are counted in one: "
    "name yours, as in --zone Europe/Moscow."
)


def ask(question: Question) -> Wording:
    """Ask what a file leaves open."""
    example = question.example or Wording("a day of it")
    return Wording(_ASKED[question.code], file=question.file, example=example)


def meanings_of(question: Question) -> tuple[Wording, ...]:
    """Return what the answers mean, of a question that has two: yes, then no; else nothing."""
    return tuple(said for _, said in _EITHER.get(question.code, ()))


def options_of(question: Question) -> list[str]:
    """Return the options that give the answers, each as it is typed."""
    if either := _EITHER.get(question.code):
        return [option for option, _ in either]
    option = _OPTIONS[question.code]
    return [option.format(shell_word(each)) for each in question.choices or (_EXAMPLE,)]


def say_options(question: Question, given: str) -> Wording:
    """Say that an option answers, where nobody can be asked; `given` is an answer that fails."""
    parts = [ask(question)]
    if given:
        parts.append(Wording("“{given}” does not fit.", given=given))
    parts.append(Wording("There is no terminal to ask in; an option answers:"))
    return Wording.joined(" ", parts)


def say_no_zone(zone: str) -> Wording:
    """Refuse a name that is no time zone."""
    return Wording(
        "--zone takes the name of a time zone, like Europe/Moscow; “{zone}” is none.", zone=zone
    )


def say_reading(file: str) -> Wording:
    """Say which file is read, before the number of megabytes: `Reading archive.zip, MB`."""
    return Wording("Reading {file}, MB", file=file.rpartition("/")[2])
