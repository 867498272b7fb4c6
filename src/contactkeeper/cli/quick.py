"""Read a plain command line at once, without Typer, whose import takes five times as long as this.

It gives exactly what `parser` gives, or nothing at all: it must never guess. What is mistyped,
abbreviated, written together, missing or asks for help is not plain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.cli.arguments import unmark
from contactkeeper.cli.commands import command_named
from contactkeeper.cli.declare import SHARED, parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from contactkeeper.cli.declare import Declared, Parameter

_SHARED = {spelling: each for each in SHARED for spelling in each.spellings}


class Call(NamedTuple):
    """A command line that was read."""

    function: Callable[..., int | None]
    values: dict[str, Any]
    """What the function is given, by the names of its parameters."""
    shared: tuple[tuple[str, Any], ...]
    """What the session is told, in the order of the line: `vault`, `today`, `json`, `no_color`."""


def read_quickly(arguments: Sequence[str]) -> Call | None:
    """Read a command line that `arguments.prepare` has prepared; None where it is not plain."""
    words = iter(arguments)
    shared: list[tuple[str, Any]] = []
    try:
        for word in words:
            if not word.startswith("-"):
                break
            shared.append(_read_shared(word, words))
        else:
            return None  # no command
        command = command_named(word)
        if command and command.commands:
            command = command_named(f"{word} {next(words, '')}")
        if command is None or command.commands:
            return None
        function = command.function
        values = _read_values(parameters(function), words, shared)
    except _NotPlain:
        return None
    if len({name for name, _ in shared}) < len(shared):
        return None  # of one that is given twice the last holds, or both are told
    return Call(function, values, tuple(shared))


class _NotPlain(Exception):
    """It is for `parser` to read, or to refuse."""


def _read_values(
    takes: Sequence[Parameter], words: Iterator[str], shared: list[tuple[str, Any]]
) -> dict[str, Any]:
    """Read what follows the command's name; what is said to the session is added to `shared`."""
    options = {spelling: each for each in takes for spelling in each.declared.spellings}
    places = [each for each in takes if not each.declared.spellings]
    values: dict[str, Any] = {each.name: each.default for each in takes if not each.required}
    for word in words:
        if word.startswith("-") and word != "-":
            parameter = options.get(word.partition("=")[0])
            if parameter is None:
                shared.append(_read_shared(word, words))
            elif parameter.kind is list:
                before = values[parameter.name] or []
                values[parameter.name] = [*before, _value_of(parameter.declared, word, words)]
            else:
                value = _value_of(parameter.declared, word, words)
                values[parameter.name] = _number(value) if parameter.kind is int else value
        elif not places:
            raise _NotPlain
        elif places[0].kind is list:
            values[places[0].name] = [*(values.get(places[0].name) or ()), unmark(word)]
        else:
            values[places.pop(0).name] = unmark(word)
    if any(each.name not in values for each in takes):
        raise _NotPlain
    return values


def _read_shared(word: str, words: Iterator[str]) -> tuple[str, Any]:
    declared = _SHARED.get(word.partition("=")[0])
    if declared is None:
        raise _NotPlain
    return declared.spellings[0][2:].replace("-", "_"), _value_of(declared, word, words)


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
    text: str = unmark(value)
    return text


def _number(value: str | bool) -> int:  # noqa: FBT001  # as it was read
    if not isinstance(value, str) or not (value.isascii() and value.isdecimal()):
        raise _NotPlain
    return int(value)
