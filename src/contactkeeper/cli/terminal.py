"""Write to the terminal and ask in it: whatever `ck` prints goes through here, made safe.

Nothing of the product's own meaning belongs here.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from contactkeeper.cli import layout
from contactkeeper.cli.layout import break_up, can_show, one_line, safe_line, with_escapes, wrap
from contactkeeper.errors import Cancelled, NeedsAnswer
from contactkeeper.text.speech import ENGLISH, Speech
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Self, TextIO

    from contactkeeper.cli.layout import Text
    from contactkeeper.cli.progress import Progress
    from contactkeeper.errors import CkError

READING = Wording("Reading notes")
"""The words of the line of progress, where a command has no others."""
_WIDEST = 1_000
"""Columns beyond which nobody has a window: each row is filled up to the width."""


class Terminal:
    """The two outputs: standard output for the answer, standard error for the rest."""

    def __init__(  # noqa: PLR0913  # what a terminal can do, each once
        self,
        width: int = 80,
        *,
        is_terminal: bool = False,
        can_ask: bool = False,
        can_redraw: bool = False,
        can_draw: bool = True,
        colour: bool = False,
    ) -> None:
        self.width = width
        self.height = 24
        self._said_columns = ""
        self.is_terminal = is_terminal
        """Standard output is a terminal."""
        self.can_ask = can_ask
        """Standard input and standard error are terminals, so a question can be asked."""
        self.can_redraw = can_redraw
        """Standard output and error are a terminal in which a line can be written anew."""
        self.can_draw = can_draw
        """Standard output can show more than ASCII, so bars can be drawn."""
        self.colour = colour
        self.speech = Speech()
        """The language of who sits here: a wording is said in it, wherever one is shown."""
        self._progress: Progress | None = None

    @classmethod
    def of(cls, environ: Mapping[str, str]) -> Self:
        """Look at the standard streams and at NO_COLOR, COLUMNS and TERM."""
        for stream in (sys.stdout, sys.stderr):
            # Names in a vault need UTF-8; a console that can't show a letter shows a mark.
            if hasattr(stream, "reconfigure"):
                encoding = {} if stream.isatty() else {"encoding": "utf-8"}
                stream.reconfigure(errors="replace", **encoding)
        is_terminal = _is_terminal(sys.stdout)
        is_dumb = environ.get("TERM") == "dumb"
        terminal = cls(
            is_terminal=is_terminal,
            can_ask=_is_terminal(sys.stdin) and _is_terminal(sys.stderr),
            # Where the answer goes through a pipe, a pager may have the screen.
            can_redraw=is_terminal and _is_terminal(sys.stderr) and not is_dumb,
            can_draw=can_show(sys.stdout, layout.BARS),
            colour=is_terminal and not environ.get("NO_COLOR") and not is_dumb and _obeys_escapes(),
        )
        terminal._said_columns = environ.get("COLUMNS", "").lstrip("0")
        terminal.measure()
        return terminal

    def measure(self) -> None:
        """Measure the window, which may have another size by now; COLUMNS says a fixed width."""
        self.width, self.height = _window_size()
        if self._said_columns.isdecimal():  # Python refuses to read thousands of digits
            self.width = min(int(self._said_columns[:9]), _WIDEST)

    def speak(self, language: str) -> None:
        """Speak a language, or English where an output can't show its letters."""
        speech = Speech(language)
        streams = [each for each in (sys.stdout, sys.stderr) if not can_show(each, layout.BARS)]
        letters = "".join(speech.days.MONTHS) if streams else ""
        self.speech = speech if all(can_show(each, letters) for each in streams) else ENGLISH

    @property
    def room(self) -> int:
        """Return how many cells a line of the answer has: no end of them in a pipe or a file."""
        return self.width if self.is_terminal else sys.maxsize

    def broken(self, sentence: str) -> list[str]:
        """Break a sentence at its blanks where a terminal would break it anywhere."""
        return break_up(sentence, self.room, indent=4)

    def out(self, *lines: Text) -> None:
        """Write lines of the answer; a line break in one of them becomes a blank."""
        _write_lines(sys.stdout, [self._shown(line, styled=self.colour) for line in lines])

    def say(self, *sentences: str) -> None:
        """Write sentences of the answer, each broken at its blanks in a narrow terminal."""
        for sentence in sentences:
            self.out(*self.broken(one_line(self.speech.say(sentence))))

    def error(self, *lines: Text) -> None:
        """Write lines that are not the answer: problems, questions, what happened besides.

        A sentence of ours is broken at its blanks in a terminal.
        """
        in_terminal = _is_terminal(sys.stderr)
        shown = [self._shown(line, styled=self.colour and in_terminal) for line in lines]
        if in_terminal and shown and shown[0].startswith("ck: "):
            shown[:1] = break_up(shown[0], self.width, indent=4)
        _write_lines(sys.stderr, shown)

    def warn(self, sentence: str) -> None:
        """Write a sentence of ours that is not the answer."""
        self.error(f"ck: {self.speech.say(sentence)}")

    def fault(self, error: CkError) -> None:
        """Write the sentence of an error that does not end the command, and the lines below it."""
        first, *rest = error.lines(self.speech.say)
        self.error(f"ck: {first}", *rest)

    def _shown(self, line: Text, *, styled: bool) -> str:
        return with_escapes(self.speech.say(line) if isinstance(line, str) else line, styled=styled)

    def candidates(self, offered: Iterable[tuple[str, str]]) -> None:
        """Write candidates of a completion, one a line: the word, a tab, and its explanation."""
        cells = (map(safe_line, map(self.speech.say, filter(None, each))) for each in offered)
        _write_lines(sys.stdout, map("\t".join, cells))

    def document(self, document: Mapping[str, Any]) -> None:
        """Write the answer as one JSON document.

        A value that is an iterator becomes a list: each item is made a text before the next is
        asked for, so that a long answer takes little more room than what is written.
        """
        from contactkeeper.cli.json_text import encode_safely  # no page needs it

        # All of it is made before any of it is written: an error leaves no half document.
        _write(sys.stdout, *list(encode_safely(document)), "\n")

    def file(self, data: bytes) -> None:
        """Write a file of another format: into a pipe as it is, in a terminal by its lines."""
        if self.is_terminal:
            self.out(*data.decode("utf-8-sig").splitlines())
        elif sys.stdout is not None:
            sys.stdout.buffer.write(data)
            sys.stdout.flush()

    def show_progress(self, done: int, total: int, what: str = READING) -> None:
        """Say how many notes are done where that takes long, in a line that does not stay."""
        if self._progress is None and self.can_redraw:
            from contactkeeper.cli.progress import Progress  # most runs read nothing

            self._progress = Progress(sys.stderr, self.width, say=self.speech.say)
        if self._progress:
            self._progress.show(done, total, what)

    def end_progress(self) -> None:
        """Take that line away."""
        if self._progress:
            self._progress.clear()
            self._progress = None

    def read_key(self, *pieces: str, is_letter: bool = False) -> str:
        """Ask for one key, without Enter; return it as `keys.read_key` does, and show it.

        Each piece of the question stays whole where a line holds it.
        """
        from contactkeeper.cli.keys import read_key  # most commands read none

        said = [safe_line(self.speech.say(piece)) for piece in pieces]
        room = self.width - 3
        lines = [line for part in layout.flow(said, room) for line in wrap(part, room, indent=0)]

        def show() -> None:
            _write(sys.stdout, "\n".join(lines), "  ")

        key = read_key(show, is_shown=False, marks_pastes=self.can_redraw, is_letter=is_letter)
        _write(sys.stdout, safe_line(key) if key.isprintable() else "", "\n")
        return key

    def read_line(self, prompt: str, prefilled: str = "") -> str | None:
        """Let the user edit a line, as `line_editor.read_line` does."""
        from contactkeeper.cli.line_editor import read_line  # most commands read none

        prompt = self.speech.say(prompt)
        return read_line(self.speech, prompt, prefilled, marks_pastes=self.can_redraw)

    def ask(self, question: str) -> str:
        """Ask in the terminal; return what was typed, without blanks.

        Raises:
            Cancelled: the input ended (^D), which is no Enter; or it is not Unicode.
        """
        lines = wrap(safe_line(self.speech.say(question)), self.width - 1, indent=2)
        _write(sys.stderr, "\n".join(lines), " ")
        try:
            line = sys.stdin.readline()
            line.encode()  # in a plain locale bytes that can't be read come as surrogates
        except UnicodeError as error:
            raise Cancelled(Wording("the answer is not UTF-8, so nothing was done.")) from error
        if not line:
            _write(sys.stderr, "\n")
            raise Cancelled(Wording("there was no answer, so nothing was done."))
        return line.strip()

    def choose(self, question: str, options: Sequence[str]) -> int:
        """Let the user pick an option by its number, from 0 in what returns.

        Raises:
            Cancelled: the answer was no number of the list.
        """
        for number, option in enumerate(options, 1):
            self.error(f"  {number}  {one_line(self.speech.say(option))}")
        most = len(options)
        answer = self.ask(Wording("{question} 1 to {most}:", question=question, most=most))
        if answer.isdecimal() and 1 <= int(answer) <= len(options):
            return int(answer) - 1
        raise Cancelled(Wording("nothing was chosen, so nothing was done."))

    def agrees(self, question: str, *, unless_no: bool) -> bool:
        """Ask a question; return whether the answer was a yes, as Enter is with `unless_no`."""
        from contactkeeper.cli.questions import ask_yes_or_no  # most commands ask none

        return ask_yes_or_no(self.ask, question, unless_no=unless_no) is True

    def confirm(self, question: str, *, yes: bool, unless_no: bool = True) -> None:
        """Ask before something is done; return when it may be.

        Enter alone is a yes with `unless_no`, else a no. `yes` answers without asking.

        Raises:
            NeedsAnswer: there is no terminal to ask in, and no `--yes`.
            Cancelled: the answer was no.
        """
        if yes:
            return
        self.need_terminal(question)
        if not self.agrees(question, unless_no=unless_no):
            raise Cancelled(Wording("nothing was done."))

    def need_terminal(self, question: str) -> None:
        """Refuse a question that `--yes` answers, where nobody can be asked.

        Raises:
            NeedsAnswer: there is no terminal to ask in.
        """
        if not self.can_ask:
            message = Wording(
                "{question} There is no terminal to ask in: --yes answers.", question=question
            )
            raise NeedsAnswer(message)


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()


def _obeys_escapes() -> bool:
    """Say whether the terminal obeys escape sequences."""
    if sys.platform == "win32":
        from contactkeeper.cli.windows_console import obey_escapes

        return obey_escapes()
    return True


def _write_lines(stream: TextIO | None, lines: Iterable[str]) -> None:
    _write(stream, "".join(f"{line}\n" for line in lines))


def _write(stream: TextIO | None, *texts: str) -> None:
    if stream is not None:  # it may have been closed by the caller (`>&-`)
        stream.writelines(texts)
        stream.flush()


def _window_size() -> tuple[int, int]:
    """Return columns and lines of the first stream that is a terminal, else 80 and 24."""
    for stream in (sys.__stdout__, sys.__stderr__, sys.__stdin__):
        try:
            if stream is not None and (size := os.get_terminal_size(stream.fileno())).columns:
                return size.columns, size.lines or 24
        except (OSError, ValueError):
            continue
    return 80, 24
