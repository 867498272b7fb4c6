"""Write the help of `ck` and of its commands, from what they declare; Typer is not needed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.cli.args.declare import HELP, SHARED, parameters
from contactkeeper.cli.args.program import program_command
from contactkeeper.cli.args.table import GROUPS, commands_named
from contactkeeper.cli.layout import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.cli.args.declare import Declared, Parameter
    from contactkeeper.cli.args.table import CommandLine
    from contactkeeper.cli.session import Session

WIDEST = 78
"""Cells of a line at most: longer ones are hard to read."""

INTRODUCTION = "Who to write to this morning, why now, and what to say: from your own notes."

FIRST_COMMANDS = """\
  ck due                                       this morning's list
  ck log anna "she sends the JD on Friday"     append it to Anna's note
  ck show anna                                 what to read before you call"""

FURTHER = """\
ck COMMAND --help says what one does and takes, and ends with an example.
To hear less from somebody: ck snooze, ck pause, ck set anna cadence=event."""


def help_lines(path: Sequence[str], width: int) -> list[str]:
    """Write the help of `ck`, or of the group or command that some words name.

    Args:
        path: the words, all of which name something.
        width: the cells of the terminal.
    """
    width = min(width - 2, WIDEST)
    named = commands_named(path)
    if not named:
        return _first_page(width)
    line = named[-1]
    if line.commands:
        about = wrap(f"  {line.help[:1].upper()}{line.help[1:]}.", width, indent=2)
        return _page(path, about, (), line.commands, end=f"Example: {line.example}", width=width)
    text, _, example = (line.function.__doc__ or "").partition("Example: ")
    about = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        about += ["", *wrap(f"  {' '.join(paragraph.split())}", width, indent=2)]
    takes = parameters(line.function)
    return _page(path, about[1:], takes, (), end=f"Example: {example.strip()}", width=width)


def _first_page(width: int) -> list[str]:
    """Write the help of `ck`: it fits a screen of 24 lines, so commands stand by their names."""
    own = [each.declared for each in parameters(program_command)]
    # A no-break space keeps an option and its value in one line.
    options = (_option_row(each)[0].replace(" ", "\u00a0") for each in (*SHARED, *own, HELP))
    listed = wrap(f"  {'  '.join(options)}", width, indent=2)
    return [
        "Usage: ck [OPTIONS] COMMAND [ARGS]...",
        "",
        *wrap(f"  {INTRODUCTION}", width, indent=2),
        "",
        *_indented(FIRST_COMMANDS),
        *_section("Commands", GROUPS.items(), width),
        "",
        "Options:",
        *(line.replace("\u00a0", " ").rstrip() for line in listed),
        "",
        *_indented(FURTHER),
    ]


def _page(  # noqa: PLR0913  # the parts of a page, each once
    path: Sequence[str],
    about: Sequence[str],
    takes: Sequence[Parameter],
    commands: Sequence[CommandLine],
    *,
    end: str,
    width: int,
) -> list[str]:
    arguments = [each for each in takes if not each.declared.spellings]
    options = [each.declared for each in takes if each.declared.spellings]
    own = [*SHARED, *options] if commands else [*options, *SHARED]
    named = [each.declared.metavar for each in arguments] or (
        ["COMMAND", "[ARGS]..."] if commands else []
    )
    return [
        " ".join(["Usage: ck", *path, "[OPTIONS]", *named]),
        "",
        *about,
        *_section("Arguments", map(_argument_row, arguments), width),
        *_section("Options", map(_option_row, [*own, HELP]), width),
        *_section("Commands", ((each.name, each.help) for each in commands), width),
        "",
        *_indented(end),
    ]


def _section(title: str, rows: Iterable[tuple[str, str]], width: int) -> list[str]:
    """Write a title and rows of names with their explanations; nothing where there is no row."""
    pairs = list(rows)
    if not pairs:
        return []
    column = max(len(name) for name, _ in pairs) + 4
    lines = ["", f"{title}:"]
    for name, said in pairs:
        row = wrap(f"  {name}".ljust(column) + said, width, indent=column)
        lines += map(str.rstrip, row)
    return lines


def _argument_row(parameter: Parameter) -> tuple[str, str]:
    required = "  [required]" if parameter.required else ""
    return parameter.declared.metavar, parameter.declared.help + required


def _option_row(declared: Declared) -> tuple[str, str]:
    names = ", ".join(sorted(declared.spellings, key=len))
    return f"{names} {declared.metavar}".rstrip(), declared.help


def _indented(text: str) -> list[str]:
    return [f"  {line}" for line in text.split("\n")]


def show_help(session: Session, path: tuple[str, ...]) -> None:
    """Show the help of `ck`, of a group or of a command, named by the words that call it."""
    session.terminal.out(*help_lines(path, session.terminal.width))
