"""Write the help of `ck` and of its commands, from what they declare; Typer is not needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.args.declare import HELP, SHARED, parameters
from contactkeeper.cli.args.program import program_command
from contactkeeper.cli.args.table import GROUPS, commands_named
from contactkeeper.cli.layout import wrap
from contactkeeper.text.phrases import upper_first
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.cli.args.declare import Declared, Parameter
    from contactkeeper.cli.args.table import CommandLine
    from contactkeeper.cli.session import Session
    from contactkeeper.text.speech import Speech

_ARGUMENTS = Wording("Arguments:")
_OPTIONS = Wording("Options:")
_COMMANDS = Wording("Commands:")

WIDEST = 78
"""Cells of a line at most: longer ones are hard to read."""

INTRODUCTION = Wording(
    "Who to write to this morning, why now, and what to say: from your own notes."
)

FIRST_COMMANDS = Wording("""\
  ck due                                       this morning's list
  ck log anna "she sends the JD on Friday"     append it to Anna's note
  ck show anna                                 what to read before you call""")

FURTHER = Wording("""\
ck COMMAND --help says what one does and takes, and ends with an example.
To hear less from somebody: ck snooze, ck pause, ck set anna cadence=event.""")


def help_lines(speech: Speech, path: Sequence[str], width: int) -> list[str]:
    """Write the help of `ck`, or of the group or command that some words name.

    Args:
        speech: the language of it.
        path: the words, all of which name something.
        width: the cells of the terminal.
    """
    width = min(width - 2, WIDEST)
    named = commands_named(path)
    if not named:
        return _first_page(speech, width)
    line = named[-1]
    if line.commands:
        about = wrap(f"  {upper_first(speech.say(line.about))}.", width, indent=2)
        page = _Page(speech, path, about, (), line.commands, line.example)
        return page.lines(width)
    paragraphs, example = help_parts(line.function.__doc__ or "")
    about = []
    for paragraph in paragraphs:
        about += ["", *wrap(f"  {speech.say(Wording(paragraph))}", width, indent=2)]
    page = _Page(speech, path, about[1:], parameters(line.function), (), example)
    return page.lines(width)


def help_parts(docstring: str) -> tuple[list[str], str]:
    """Return the paragraphs of a command's docstring, each on one line, and its example."""
    text, _, example = docstring.partition("Example: ")
    paragraphs = [" ".join(each.split()) for each in re.split(r"\n\s*\n", text.strip())]
    return paragraphs, example.strip()


def _first_page(speech: Speech, width: int) -> list[str]:
    """Write the help of `ck`: it fits a screen of 24 lines, so commands stand by their names."""
    own = [each.declared for each in parameters(program_command)]
    # A no-break space keeps an option and its value in one line.
    options = (_usage(each).replace(" ", "\u00a0") for each in (*SHARED, *own, HELP))
    groups = [(speech.say(name), commands) for name, commands in GROUPS.items()]
    listed = wrap(f"  {'  '.join(options)}", width, indent=2)
    return [
        speech.say(Wording("Usage: {line}", line="ck [OPTIONS] COMMAND [ARGS]...")),
        "",
        *wrap(f"  {speech.say(INTRODUCTION)}", width, indent=2),
        "",
        *_indented(speech.say(FIRST_COMMANDS)),
        *_section(speech.say(_COMMANDS), groups, width),
        "",
        speech.say(_OPTIONS),
        *(line.replace("\u00a0", " ").rstrip() for line in listed),
        "",
        *_indented(speech.say(FURTHER)),
    ]


class _Page(NamedTuple):
    """The help of a command or a group, in one language."""

    speech: Speech
    path: Sequence[str]
    about: Sequence[str]
    takes: Sequence[Parameter]
    commands: Sequence[CommandLine]
    example: str

    def lines(self, width: int) -> list[str]:
        """Lay out the page."""
        say, takes = self.speech.say, self.takes
        arguments = [each for each in takes if not each.declared.spellings]
        options = [each.declared for each in takes if each.declared.spellings]
        own = [*SHARED, *options] if self.commands else [*options, *SHARED]
        named = [each.declared.metavar for each in arguments] or (
            ["COMMAND", "[ARGS]..."] if self.commands else []
        )
        option_rows = [(_usage(each), say(each.help)) for each in (*own, HELP)]
        command_rows = [(each.name, say(each.about)) for each in self.commands]
        return [
            say(Wording("Usage: {line}", line=" ".join(["ck", *self.path, "[OPTIONS]", *named]))),
            "",
            *self.about,
            *_section(say(_ARGUMENTS), map(self._argument_row, arguments), width),
            *_section(say(_OPTIONS), option_rows, width),
            *_section(say(_COMMANDS), command_rows, width),
            "",
            *_indented(say(Wording("Example: {line}", line=Wording(self.example)))),
        ]

    def _argument_row(self, parameter: Parameter) -> tuple[str, str]:
        said = self.speech.say(parameter.declared.help)
        if parameter.required:
            said += f"  {self.speech.say(Wording('[required]'))}"
        return parameter.declared.metavar, said


def _section(title: str, rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Write a title and rows of names with their explanations; nothing where there is no row."""
    pairs = list(rows)
    if not pairs:
        return []
    column = max(len(name) for name, _ in pairs) + 4
    lines = ["", title]
    for name, said in pairs:
        row = wrap(f"  {name}".ljust(column) + said, width, indent=column)
        lines += map(str.rstrip, row)
    return lines


def _usage(option: Declared) -> str:
    names = ", ".join(sorted(option.spellings, key=len))
    return f"{names} {option.metavar}".rstrip()


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.split("\n")]


def show_help(session: Session, path: tuple[str, ...]) -> None:
    """Show the help of `ck`, of a group or of a command, named by the words that call it."""
    session.terminal.out(*help_lines(session.speech, path, session.terminal.width))
