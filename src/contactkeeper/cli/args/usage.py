"""Say in one sentence why a command line can't be read, and which help to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.args.arguments import TEXT_MARK, words_in
from contactkeeper.cli.commands.table import command_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from typer import TyperException

    from contactkeeper.cli.commands.table import CommandLine

_SUGGESTED = 0.6
"""The least similarity, from 0 to 1, of a mistyped word to a suggested one."""


def say_usage(
    error: TyperException, arguments: Sequence[str], commands: Sequence[CommandLine]
) -> str:
    """Say in a sentence what can't be read in a command line, and which help to call."""
    called, unknown = "ck", ""
    for word in words_in(arguments):
        line = command_named(word, commands)
        if line is None:
            unknown = word if commands else ""
            break
        called, commands = f"{called} {word}", line.commands
    see = f"See: {called} --help"
    if unknown and not hasattr(error, "option_name"):
        near = suggest(unknown, [line.name for line in commands], f"{called} ")
        said = f"{called.removeprefix('ck')} {unknown}".strip()
        return f"there is no command “{said}”.{near} {see}"
    return f"{_sentence(error)} {see}"


def _sentence(error: TyperException) -> str:
    """Say a fault; Typer tells what it is by the attributes of its exception alone."""
    option = getattr(error, "option_name", "")
    if option and hasattr(error, "possibilities"):
        return f"there is no option {option}.{suggest(option, error.possibilities or ())}"
    if option:
        takes_none = "does not take" in error.message
        return f"{option} {'takes no value' if takes_none else 'needs a value'}."
    if "unexpected extra argument" in error.message:
        return 'these are too many words: put quotes around a text of several, "like this".'
    return f"{error.message.replace(TEXT_MARK, '').rstrip('.')}."


def suggest(typed: str, known: Iterable[str], before: str = "") -> str:
    """Say which known words a mistyped one may have been; empty where none is like it."""
    from difflib import get_close_matches

    near = [before + word for word in get_close_matches(typed, list(known), 3, _SUGGESTED)]
    return f" Did you mean {' or '.join(near)}?" if near else ""
