"""Prepare the arguments from the shell for both readers of a command line.

Text that looks like an option is marked as text; an option without its value gets its default one.
Nothing of what a command does belongs here.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from contactkeeper.errors import UsageError
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT_MARK = "\0"
"""Put before an argument that looks like an option and is text; no argument can hold a NUL."""

BARE = {
    "": {"--install-completion": "", "--show-completion": ""},
    "due": {"--soon": "7"},
    "log": {"--done": ""},
}
"""The value of an option that is given without one, by command; under "" those of `ck`."""

_WITH_VALUE = ("--vault", "--today", "--install-completion", "--show-completion")
"""Options that may stand before the command and take a value."""


_PLACES = ("--vault", "--template")
"""Options whose values are paths outside of what is written: a path may hold any bytes."""


def refuse_broken(arguments: Sequence[str]) -> None:
    """Refuse text that is not Unicode: written into a note it would be lost, or break the note.

    Raises:
        UsageError: an argument is such text, and no path of a folder or file.
    """
    previous = ""
    for argument in arguments:
        is_place = previous in _PLACES or argument.partition("=")[0] in _PLACES
        previous = argument
        if is_place or argument.isascii() or not holds_broken(argument):
            continue
        message = Wording(
            "“{argument}” is not UTF-8, so nothing was done: give it as UTF-8.", argument=argument
        )
        raise UsageError(message)


def holds_broken(text: str) -> bool:
    """Return whether a text holds a surrogate, which stands for a byte that is not UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def command_in(arguments: Sequence[str]) -> str:
    """Return the word in the place of the command's name; empty for none."""
    return next(iter(words_in(arguments)), "")


def words_in(arguments: Sequence[str]) -> list[str]:
    """Return what is neither an option nor the value of one that every command takes."""
    return [arguments[place] for place in word_places(arguments)]


def word_places(arguments: Sequence[str]) -> list[int]:
    """Return the indices of the words of `words_in`."""
    places = []
    previous = ""
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if not argument.startswith("-") and previous not in _WITH_VALUE:
            places.append(place)
        previous = argument
    return places


OTHER_NAMES = {"search": ("find",), "today": ("due",), "draft": ("write", "--print")}
"""Words that are read as a command, with its name and what makes it mean the same."""


def own_names(arguments: Sequence[str]) -> list[str]:
    """Put a command's own name in the place of another, and its `--help` in that of `help`."""
    line = list(arguments)
    place = next(iter(word_places(line)), None)
    if place is None:
        return line
    if is_help(line[place]):
        return [*line[:place], *line[place + 1 :], "--help"]
    line[place : place + 1] = OTHER_NAMES.get(line[place], (line[place],))
    return line


def is_help(word: str) -> bool:
    """Return whether a word in the place of a command asks for help, in any language."""
    if word.isascii():
        return word == "help"
    from contactkeeper.core.casefolding import lowered  # English loads no words
    from contactkeeper.core.language.languages import words

    return lowered(word) in words(lambda language: language.help)


def wants_json(arguments: Sequence[str]) -> bool:
    """Return whether a command line asks for JSON; works before it is parsed, for errors in it."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    return "--json" in arguments[:end]


def prepare(arguments: Sequence[str]) -> list[str]:
    """Mark text that begins with `-`, and give options without a value their default one.

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
        elif argument.startswith("-") and (
            is_text(argument) or (command == "set" and is_tag(argument))
        ):
            prepared.append(TEXT_MARK + argument)
        else:
            prepared.append(argument)
    return prepared


def unmark(value: Any) -> Any:  # noqa: ANN401
    """Remove the text mark from a value, or from each of a list."""
    if isinstance(value, list | tuple):
        return type(value)(unmark(item) for item in value)
    return value.removeprefix(TEXT_MARK) if isinstance(value, str) else value


def is_text(argument: str) -> bool:
    """Return whether an argument that begins with `-` is text rather than an option."""
    return argument in ("->", "-") or (
        bool(re.search(r"\s", argument)) and not re.match(r"--[a-z][a-z-]*=", argument)
    )


def is_tag(argument: str) -> bool:
    """Return whether an argument of `ck set` takes a tag away: `-imported`."""
    return re.match(r"-[^-]", argument) is not None and argument != "-h"


def looks_like_option(argument: str) -> bool:
    """Return whether an argument is read as an option."""
    return argument.startswith("-") and not is_text(argument)


def is_not_its_value(option: str, argument: str) -> bool:
    """Return whether the next argument is not the value of an option that may do without."""
    return option == "--soon" and not argument.isdecimal()
