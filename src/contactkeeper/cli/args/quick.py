"""Read a plain command line without Typer, whose import takes five times as long.

The result is exactly that of `parser`, or None: it must never guess. A line with a mistake, or with
options written together, is not plain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.cli.args.arguments import unmark
from contactkeeper.cli.args.declare import HELP, SHARED, name_of, parameters
from contactkeeper.cli.args.table import COMMANDS, command_named, commands_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from contactkeeper.cli.args.declare import Declared, Parameter
    from contactkeeper.cli.args.table import CommandLine

_SHARED = {spelling: each for each in SHARED for spelling in each.spellings}


class Call(NamedTuple):
    """A command line that was read: the function to call, and with what."""

    function: Callable[..., int | None]
    values: dict[str, Any]
    """The arguments of the function, by the names of its parameters."""
    shared: tuple[tuple[str, Any], ...]
    """The options for the session: `declare.name_of` each, with its value."""


def parse_plain_line(arguments: Sequence[str]) -> Call | None:
    """Read a command line that `arguments.prepare` has prepared; None where it is not plain."""
    if not arguments or arguments[-1] in HELP.spellings:
        return _help_call(tuple(arguments[:-1]))
    words = iter(arguments)
    shared: list[tuple[str, Any]] = []
    command: CommandLine | None = None
    commands: Sequence[CommandLine] = COMMANDS
    try:
        while commands and (named := _read_name(words, shared, commands)):
            command, commands = named, named.commands
        if command is None:
            return None
        if command.commands:  # a group alone: `event`
            command = command.commands[-1]
        takes = parameters(command.function)
        given = _read_values(takes, words, shared)
    except _NotPlain:
        return None
    if len({name for name, _ in shared}) < len(shared):
        return None  # of one that is given twice the last holds, or both are told
    if any(each.required and each.name not in given for each in takes):
        return None
    values = {each.name: given.get(each.name, each.default) for each in takes}
    return Call(command.function, values, tuple(shared))


def _help_call(path: tuple[str, ...]) -> Call | None:
    """Call the help of what some words name; None where they name nothing."""
    if len(commands_named(path)) < len(path):
        return None
    from contactkeeper.cli.args.help import show_help

    return Call(show_help, {"path": path}, ())


class _NotPlain(Exception):
    """The line is left to `parser`, to read or to refuse."""


def _read_name(
    words: Iterator[str], shared: list[tuple[str, Any]], commands: Sequence[CommandLine]
) -> CommandLine | None:
    """Read up to the name of one of some commands; None where the line ends before it."""
    for word in words:
        if not word.startswith("-"):
            command = command_named(word, commands)
            if command is None:
                raise _NotPlain
            return command
        shared.append(_read_shared(word, words))
    return None


def _read_values(
    takes: Sequence[Parameter], words: Iterator[str], shared: list[tuple[str, Any]]
) -> dict[str, Any]:
    """Read what follows the command's name, and return what is given for its parameters.

    What is said to the session is added to `shared`.
    """
    options = {spelling: each for each in takes for spelling in each.declared.spellings}
    places = [each for each in takes if not each.declared.spellings]
    values: dict[str, Any] = {}
    for word in words:
        if word.startswith("-") and word != "-":
            parameter = options.get(word.partition("=")[0])
            if parameter is None:
                shared.append(_read_shared(word, words))
            elif parameter.kind is list:
                before = values.get(parameter.name, ())
                values[parameter.name] = [*before, _value_of(parameter.declared, word, words)]
            elif parameter.name in values and parameter.kind is not bool:
                raise _NotPlain  # of two values the user chooses
            else:
                value = _value_of(parameter.declared, word, words)
                values[parameter.name] = _number(value) if parameter.kind is int else value
        elif not places or not word.strip():
            raise _NotPlain  # what is empty is refused where it may be left out
        elif places[0].kind is list:
            values[places[0].name] = [*values.get(places[0].name, ()), unmark(word)]
        else:
            place = places.pop(0)
            values[place.name] = _number(word) if place.kind is int else unmark(word)
    return values


def _read_shared(word: str, words: Iterator[str]) -> tuple[str, Any]:
    declared = _SHARED.get(word.partition("=")[0])
    if declared is None:
        raise _NotPlain
    return name_of(declared), _value_of(declared, word, words)


def _value_of(declared: Declared, word: str, words: Iterator[str]) -> str | bool:
    """Return what an option is given: by `=`, else in the next word; True for a flag."""
    _, joined, value = word.partition("=")
    if not declared.metavar:
        if joined:
            raise _NotPlain
        return True
    if joined and not word.startswith("--"):
        raise _NotPlain
    if not joined:
        following = next(words, None)
        # What looks like an option may be one that was meant.
        if following is None or following.startswith("-"):
            raise _NotPlain
        value = following
    if not value.strip():
        raise _NotPlain
    text: str = unmark(value)
    return text


def _number(value: str | bool) -> int:  # noqa: FBT001  # as it was read
    if not isinstance(value, str) or not (value.isascii() and value.isdecimal()):
        raise _NotPlain
    return int(value)
