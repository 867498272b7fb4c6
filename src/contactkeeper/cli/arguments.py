"""What the shell hands over, made ready for the parser, and what is said where it can't be read.

Text that looks like an option is marked as text; options that may stand bare get what they mean
then. Nothing of what a command does belongs here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from typer._click.exceptions import (  # under no public name
    BadOptionUsage,
    BadParameter,
    MissingParameter,
    NoSuchOption,
    UsageError,
)
from typer._click.types import INT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

TEXT_MARK = "\0"
"""Stands before an argument that looks like an option and is text; no argument can hold a NUL."""

BARE = {
    "": {"--install-completion": "", "--show-completion": ""},
    "due": {"--soon": "7"},
    "log": {"--done": ""},
}
"""Options that may stand without a value, and what they mean then; under "" those of `ck`."""

_WITH_VALUE = ("--vault", "--today", "--install-completion", "--show-completion")
"""Options that may stand before the command and take a value."""

_SUGGESTED = 0.6
"""How like a known word, from 0 to 1, a mistyped one must be."""


def command_in(arguments: Sequence[str]) -> str:
    """Return the word that stands where a command's name does; empty where none does."""
    previous = ""
    for argument in arguments:
        if argument == "--":
            break
        if not argument.startswith("-") and previous not in _WITH_VALUE:
            return argument
        previous = argument
    return ""


def wants_json(arguments: Sequence[str]) -> bool:
    """Say whether a command line asks for JSON; told before it is parsed, for errors in it."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return "--json" in arguments[:end]


def prepare(arguments: Sequence[str]) -> list[str]:
    """Mark what is text though it begins with `-`, and complete options that stand bare.

    `"-> asked about the JD"` would be an unknown option to the parser: an argument that begins
    with `-` and holds a blank is text, unless it is `--option=value`.
    """
    command = command_in(arguments)
    prepared: list[str] = []
    for index, argument in enumerate(arguments):
        if argument == "--":
            return prepared + list(arguments[index:])
        bare = BARE[""] | BARE.get(command, {})
        following = arguments[index + 1] if index + 1 < len(arguments) else "--"
        if argument in bare and (
            looks_like_option(following) or is_not_its_value(argument, following)
        ):
            # Without the mark the parser would take an empty value for a missing one.
            prepared += [argument, bare[argument] or TEXT_MARK]
        elif argument.startswith("-") and is_text(argument):
            prepared.append(TEXT_MARK + argument)
        else:
            prepared.append(argument)
    return prepared


def unmark(value: Any) -> Any:  # noqa: ANN401
    """Take the text mark off a value, or off each of a list."""
    if isinstance(value, list | tuple):
        return type(value)(unmark(item) for item in value)
    return value.removeprefix(TEXT_MARK) if isinstance(value, str) else value


def refuse_empty(context: Any, param: Any, value: Any) -> Any:  # noqa: ANN401
    """Pass on what was given for a parameter that may be left out, unless it is blank.

    An unset variable in a script (`--date "$day"`) must not mean today, nobody or everybody.

    Raises:
        UsageError: it is blank, or one of its values is.
    """
    given = value if isinstance(value, list | tuple) else [value]
    is_blank = any(isinstance(each, str) and not each.strip() for each in given)
    if is_blank and not context.resilient_parsing:
        source = context.get_parameter_source(param.name)
        if source is not None and source.name == "COMMANDLINE":
            name = max(param.opts, key=len) if param.opts[0].startswith("-") else param.metavar
            message = f"{name.strip('[]')} is empty: give it a value, or leave it out"
            raise UsageError(message)
    return value


def is_text(argument: str) -> bool:
    """Say whether an argument that begins with `-` is text rather than an option."""
    return argument in ("->", "-") or (
        bool(re.search(r"\s", argument)) and not re.match(r"--[a-z][a-z-]*=", argument)
    )


def looks_like_option(argument: str) -> bool:
    """Say whether the parser would take an argument for an option."""
    return argument.startswith("-") and not is_text(argument)


def is_not_its_value(option: str, argument: str) -> bool:
    """Say whether what follows a bare option belongs to something else."""
    return option == "--soon" and not argument.isdecimal()


def say_usage(error: UsageError, arguments: Sequence[str], commands: Iterable[str]) -> str:
    """Say in a sentence what can't be read in a command line, and which help to call."""
    command = command_in(arguments)
    known = command in commands
    see = f"See: ck {command} --help" if known else "See: ck --help"
    if command and not known and "No such command" in error.message:
        return f"there is no command “{command}”.{suggest(command, commands, 'ck ')} {see}"
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
