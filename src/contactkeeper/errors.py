"""Define the errors that end a command: facts in, one plain sentence and an exit code out.

Faults in the user's notes are not errors but data (`core.model.Problem`). Nothing here prints;
`cli.app` shows the sentence, or puts it into the JSON document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from contactkeeper.shell_words import shell_word
from contactkeeper.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date


class CkError(Exception):
    """The base of all errors: `str(error)` is the text, `code` its stable name in JSON."""

    code: ClassVar[str] = "failed"
    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        sentence: Wording = NOTHING,
        rows: Sequence[str] = (),
        last: Wording = NOTHING,
        *,
        problem: object = None,
    ) -> None:
        """Build the text; a terminal shows each part on a line of its own, whatever it quotes.

        Args:
            sentence: what is wrong, and what to do.
            rows: lines below it, such as the candidates for a name.
            last: a line below the rows.
            problem: a `core.model.Problem`; its code ends the sentence until `text.problems.word`
                puts words in its place.
        """
        self.problem = problem
        self._beginning = sentence
        self._rows = rows
        self._last = [last] if last else []
        self.sentence = Wording.joined("", [sentence, getattr(problem, "code", "")])
        super().__init__(sentence)

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def append(self, words: Wording) -> None:
        """Put the sentence of the problem, without a full stop, at the end."""
        self.problem = None
        self.sentence = Wording.joined("", [self._beginning, words, "."])

    def lines(self, say: Callable[[str], str] = str) -> list[str]:
        """Return the lines of the text; `say` says a wording in the user's language."""
        return [say(self.sentence), *(f"  {say(row)}" for row in self._rows), *map(say, self._last)]

    def details(self) -> Mapping[str, object]:
        """Return further keys of the JSON document, for programs."""
        return {}


class UsageError(CkError):
    """A bad value or combination of options on the command line."""

    code = "usage"
    exit_code = 2


class WhichDay(UsageError):
    """A typed day that may be either of two; `words` is what was typed."""

    def __init__(self, message: Wording, words: str, days: tuple[date, date]) -> None:
        super().__init__(message)
        self.words = words
        self.days = days


class ConfigError(CkError):
    """A configuration file with a wrong value: names the file, the key, and what is allowed."""

    code = "config"
    exit_code = 2

    def __init__(self, path: str, key: str, allowed: Wording, *, line: int | None = None) -> None:
        where = f"{path}:{line}" if line else path
        super().__init__(Wording.joined(": ", [where, *filter(None, [key]), allowed]))


class NeedsAnswer(CkError):
    """A command needs a confirmation, but there is no terminal and no `--yes`."""

    code = "needs-yes"
    exit_code = 2


class NeedsTerminal(CkError):
    """A command asks for keys, and there is no terminal; `instead` serves without one."""

    code = "needs-terminal"
    exit_code = 2

    def __init__(self, command: str, instead: str) -> None:
        message = Wording(
            "{command} asks for keys, and there is no terminal to ask in. Without one:",
            command=command,
        )
        super().__init__(message, [instead])


class OpenQuestion(CkError):
    """A file that is imported leaves something open, and there is no terminal to ask in.

    `commands` answer it, each in one way; `question` and `choices` are for programs.
    """

    code = "open-question"
    exit_code = 2

    def __init__(
        self, sentence: Wording, commands: Sequence[str], question: str, choices: Sequence[str]
    ) -> None:
        self._question = question
        self._choices = choices
        super().__init__(sentence, commands)

    def details(self) -> Mapping[str, object]:
        """Return the code of the question and the answers that fit."""
        return {"question": self._question, "choices": list(self._choices)}


class BrokenTemplate(CkError):
    """A user's own template for `ck write` that can't be filled; `why` ends in a full stop."""

    code = "template"

    def __init__(self, path: str, line: int, why: Wording) -> None:
        self.path = path
        self.line = line
        self.why = why
        super().__init__(
            Wording(
                "{where}: {why} Fix it, or delete the file to use the built-in text.",
                where=f"{path}:{line}",
                why=why,
            )
        )


class WriteRefused(CkError):
    """A write that would not be safe; nothing was written."""

    code = "refused"

    def __init__(
        self, path: str, line: int | None, why: Wording, *, problem: object = None
    ) -> None:
        self.path = path
        self.line = line
        self.why = why
        super().__init__(problem=problem)
        self.sentence = self._whole(self.sentence)

    def _whole(self, code: str = "") -> Wording:
        where = f"{self.path}:{self.line}" if self.line else self.path
        why = Wording.joined("", [self.why, code])
        stop = "" if why.endswith((".", "!", "?")) else "."
        return Wording("{where}: {why}{stop} Nothing was written.", where=where, why=why, stop=stop)

    def append(self, words: Wording) -> None:
        """Put the sentence of the problem at the end of `why`."""
        self.problem = None
        self.why = Wording.joined("", [self.why, words])
        self.sentence = self._whole()


class UnknownLog(CkError):
    """A first write into a section that only its dates show to be the log; nothing was written.

    `title` is that of the section; empty: the log stands under no heading.
    """

    code = "unknown-log"
    exit_code = 2

    def __init__(self, path: str, line: int, title: str) -> None:
        self.title = title
        sentence = Wording(
            "{where}: these entries are read as the log because of the dates, and ck has never "
            "written there. {command} makes it the log. Nothing was written.",
            where=f"{path}:{line}",
            command=heading_command(""),
        )
        if title:
            sentence = Wording(
                "{where}: “{title}” is read as the log because of the dates, and ck has never "
                "written there. {command} makes it the log. Nothing was written.",
                where=f"{path}:{line}",
                title=title,
                command=heading_command(title),
            )
        super().__init__(sentence)


def heading_command(title: str) -> str:
    """Return the command that makes sections of a title the log; empty: those without a heading."""
    return f"ck init --heading {shell_word(title)}" if title else "ck init --no-heading"


class WriteFailed(CkError):
    """The operating system refused a write; the sentence says what is on the disk now."""

    code = "write-failed"


class Cancelled(CkError):
    """The user answered no, or left the text empty; nothing was written."""

    code = "cancelled"


class NoteChanged(CkError):
    """The note changed between reading and writing; nothing was written.

    `diff`, where it is known, goes from the text that `ck` wrote to the text that is there now.
    """

    code = "changed"
    exit_code = 4

    def __init__(self, path: str, why: Wording = NOTHING, diff: str = "") -> None:
        self.path = path
        self.diff = diff
        super().__init__(
            why
            or Wording(
                "{path} changed while it was being edited, so nothing was written. Run it again.",
                path=path,
            )
        )

    def details(self) -> Mapping[str, object]:
        """Return the diff, where there is one."""
        return {"diff": self.diff} if self.diff else {}


class Locked(CkError):
    """Another program holds the lock of this vault or repository for too long."""

    code = "locked"
    exit_code = 4
