"""What is said of a command line that can't be read: one sentence, and which help to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer._click.exceptions import (  # under no public name
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer._click.types import INT

from contactkeeper.cli.args.arguments import TEXT_MARK, words_in
from contactkeeper.cli.commands.table import command_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.cli.commands.table import CommandLine

_SUGGESTED = 0.6
"""How like a known word, from 0 to 1, a mistyped one must be."""


def say_usage(error: UsageError, arguments: Sequence[str], commands: Sequence[CommandLine]) -> str:
    """Say in a sentence what can't be read in a command line, and which help to call."""
    called, unknown = "ck", ""
    for word in words_in(arguments):
        line = command_named(word, commands)
        if line is None:
            unknown = word if commands else ""
            break
        called, commands = f"{called} {word}", line.commands
    see = f"See: {called} --help"
    if unknown and "No such command" in error.message:
        near = suggest(unknown, [line.name for line in commands], f"{called} ")
        said = f"{called.removeprefix('ck')} {unknown}".strip()
        return f"there is no command “{said}”.{near} {see}"
    return f"{_sentence(error)} {see}"


def _sentence(error: UsageError) -> str:
    if isinstance(error, NoSuchOption):
        near = suggest(error.option_name, error.possibilities or ())
        return f"there is no option {error.option_name}.{near}"
    if isinstance(error, MissingParameter) and error.param is not None:
        return f"{error.param.metavar or error.param.human_readable_name} is missing."
    if isinstance(error, BadOptionUsage):
        return f"{error.option_name} {_say_option_fault(error.message)}."
    if "unexpected extra argument" in error.message:
        return 'these are too many words: put quotes around a text of several, "like this".'
    if isinstance(error, BadParameter) and error.param is not None and error.param.type == INT:
        return f"{error.param.opts[0]} takes a whole number."
    message = error.format_message().replace(TEXT_MARK, "").rstrip(".")
    is_word = message[1:2].islower()  # no name of an argument, such as TEXT
    return f"{message[:1].lower()}{message[1:]}." if is_word else f"{message}."


def _say_option_fault(message: str) -> str:
    return "takes no value" if "does not take" in message else "needs a value"


def suggest(typed: str, known: Iterable[str], before: str = "") -> str:
    """Say which known words a mistyped one may have been; empty where none is like it."""
    from difflib import get_close_matches

    near = [before + word for word in get_close_matches(typed, list(known), 3, _SUGGESTED)]
    return f" Did you mean {' or '.join(near)}?" if near else ""
