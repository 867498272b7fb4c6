"""Read the files of an import, and ask what they leave open; part of `ck import`."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from contactkeeper.cli.input_files import open_source
from contactkeeper.cli.layout import one_line
from contactkeeper.core.interchange import FileKind
from contactkeeper.errors import Cancelled, OpenQuestion, UsageError
from contactkeeper.exchange.formats import read_source
from contactkeeper.exchange.source import Unanswered, Unreadable
from contactkeeper.text.import_questions import (
    ANOTHER,
    ANY_ANSWER,
    WHICH,
    ask,
    meanings_of,
    options_of,
    say_options,
    say_reading,
)
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.interchange import Exported, Question, QuestionCode
    from contactkeeper.core.model import Problem
    from contactkeeper.exchange.source import Answers, Source


_DIGITS = 3
"""Of a number of a list; a longer one is a phone."""


class Told(NamedTuple):
    """Answers of the user about the files, by options or in the terminal."""

    answers: Answers
    kind: FileKind | None = None

    def given(self, question: Question) -> str:
        """Return the answer to a question that was given already; empty for none."""
        answers = self.answers
        columns = dict(answers.columns).get("name", "")
        given = {"owner": answers.owner, "chat": answers.chat, "columns": columns}
        return {**given, "kind": self.kind or ""}.get(question.code, "")

    def with_answer(self, question: Question, answer: str) -> Told:
        """Add an answer: a text, or of a question with two answers one of `meanings_of`."""
        is_yes = answer in meanings_of(question)[:1]
        fields: Mapping[QuestionCode, dict[str, Any]] = {
            "owner": {"owner": answer},
            "chat": {"chat": answer},
            "columns": {"columns": (*self.answers.columns, ("name", answer))},
            "day-first": {"day_first": is_yes},
            "letters": {"mend_letters": is_yes},
        }
        if question.code == "kind":
            return self._replace(kind=read_kind(answer))
        return self._replace(answers=self.answers._replace(**fields[question.code]))


def read_kind(typed: str) -> FileKind:
    """Read a kind of file.

    Raises:
        UsageError: there is no such kind.
    """
    for kind in get_args(FileKind):
        if kind == typed.casefold():
            return kind  # type: ignore[no-any-return]  # of the alias
    message = Wording(
        "“{typed}” is no kind of file. The kinds are {kinds}.",
        typed=typed,
        kinds=get_args(FileKind),
    )
    raise UsageError(message)


def read_files(
    session: Session, files: Sequence[str], told: Told, typed_as: Callable[[Sequence[str]], str]
) -> tuple[list[Exported], list[Problem]]:
    """Read each file; return what they say, and a problem for each that can't be read.

    `typed_as` writes the command line for some files, for the answer where nobody can be asked.

    Raises:
        OpenQuestion: a file leaves something open, and nobody can be asked.
    """
    read: list[Exported] = []
    problems: list[Problem] = []
    for typed in files:
        try:
            source = _watched(session, open_source(session.folder, typed))
            commands = typed_as(files), typed_as([typed])
            exported, unread = _read(session, source, told, commands)
            read += exported
            problems += (each.problem for each in unread)
        except Unreadable as error:
            problems.append(error.problem)
        finally:
            session.terminal.end_progress()
    return read, problems


def _watched(session: Session, source: Source) -> Source:
    """Have the terminal show how much is read of the members that are opened."""
    if not session.terminal.can_redraw:
        return source
    from contactkeeper.cli.watched_file import Watch

    watch = Watch(partial(session.terminal.show_progress, what=say_reading(source.name)))
    members = [each._replace(open=partial(watch.open, each)) for each in source.members]
    return source._replace(members=members)


def _read(
    session: Session, source: Source, told: Told, commands: tuple[str, str]
) -> tuple[list[Exported], list[Unreadable]]:
    """Read a file, again with each answer that it asks for.

    Raises:
        Unreadable: its kind is not known, nobody can be asked, and other files are read with it.
        OpenQuestion: it leaves something else open.
    """
    while True:
        try:
            return read_source(source, told.answers, told.kind)
        except Unanswered as error:
            question = error.question
            session.terminal.end_progress()
            is_alone = commands[0] == commands[1]
            if question.code == "kind" and not (is_alone or session.terminal.can_ask):
                raise Unreadable(source.name, 0, "no-kind") from error
            told = told.with_answer(
                question, _ask(session, question, told.given(question), commands)
            )


def _ask(session: Session, question: Question, given: str, commands: tuple[str, str]) -> str:
    """Ask in the terminal what a file leaves open; `commands` are for all files, and for this one.

    Raises:
        OpenQuestion: there is no terminal; it names the options that answer.
        Cancelled: there was no answer.
    """
    terminal = session.terminal
    if not terminal.can_ask:
        # The kind of one file is not that of the others.
        command = commands[question.code == "kind"]
        answers = [f"{command} {option}" for option in options_of(question)]
        sentence = say_options(question, given)
        raise OpenQuestion(sentence, answers, question.code, question.choices)
    terminal.error(one_line(session.speech.say(ask(question))))
    if meanings := meanings_of(question):
        return meanings[terminal.choose(WHICH, meanings)]
    for number, choice in enumerate(question.choices, 1):
        terminal.error(f"  {number}  {one_line(choice)}")
    while answer := terminal.ask(ANOTHER if question.choices else ANY_ANSWER):
        if not (question.choices and answer.isdecimal() and len(answer) <= _DIGITS):
            return answer
        if 1 <= int(answer) <= len(question.choices):
            return question.choices[int(answer) - 1]
    raise Cancelled(Wording("nothing was answered, so nothing was done."))
