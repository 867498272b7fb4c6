"""Find what may stand at the cursor of a command line that is being typed, from the declarations.

A line that no command could be called with, whatever follows, has no such place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.cli.args.arguments import unmark
from contactkeeper.cli.args.declare import HELP, SHARED, name_of, parameters
from contactkeeper.cli.args.table import COMMANDS, command_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.args.declare import Declared, Parameter
    from contactkeeper.cli.args.table import CommandLine

PEOPLE = ("WHO", "INTO")
"""The metavars of what stands for somebody."""


class Place(NamedTuple):
    """The parameter, command or option at the end of a line that is being typed."""

    command: str
    """As it is called: `event add`."""
    name: str
    """The parameter's, or the command's."""
    metavar: str
    """Without the brackets of what may be left out."""
    begun: str
    """The part of it that is typed."""
    who: str
    """The person who is named before it, as typed; empty where none is."""
    offered: list[tuple[str, str]]
    """Commands or options that can stand here, and what is said of each."""


class Found(NamedTuple):
    """A place, and what the line tells the session before it."""

    place: Place
    shared: tuple[tuple[str, Any], ...]


def place_at_cursor(words: Sequence[str], last: str) -> Found | None:
    """Find what may stand at the end of a line; None where it can't be told.

    Args:
        words: the words before the last, as `arguments.prepare` gives them.
        last: the word that is being typed.
    """
    line = _BegunLine()
    if not all(map(line.read, words)):
        return None
    return Found(line.place(last), tuple(line.shared))


class _BegunLine:
    """A command line as far as it is read."""

    def __init__(self) -> None:
        from contactkeeper.cli.args.program import program_command

        self.shared: list[tuple[str, Any]] = []
        self._called = "ck"
        self._commands: Sequence[CommandLine] = COMMANDS
        self._takes: tuple[Parameter, ...] = parameters(program_command)
        self._given: set[str] = set()
        self._who = ""
        self._awaits: Declared | None = None
        """The option whose value comes next."""
        self._is_text = False
        """`--` was read: all that follows is text."""

    def read(self, word: str) -> bool:
        """Read one more word; False where the line can't be read with it."""
        if self._awaits:
            self._keep(self._awaits, word)
            self._awaits = None
            return True
        if word == "--" and not self._is_text:
            self._is_text = True
            return True
        if word.startswith("-") and word != "-" and not self._is_text:
            return self._read_option(word)
        return self._read_name(word) if self._commands else self._read_argument(word)

    def _read_name(self, word: str) -> bool:
        line = command_named(word, self._commands)
        if line is None:
            return False
        self._called = line.name if self._called == "ck" else f"{self._called} {line.name}"
        self._commands = line.commands
        self._takes = () if line.commands else parameters(line.function)
        return True

    def _read_argument(self, word: str) -> bool:
        argument = self._next_argument()
        if argument is None:
            return False
        if argument.name == "who":
            self._who = unmark(word)
        self._given.add(argument.name)
        return True

    def _next_argument(self) -> Parameter | None:
        """Return the first argument that is not given yet, or that may be given again."""
        arguments = (each for each in self._takes if not each.declared.spellings)
        if self._called == "set" and "audience" in self._given:
            arguments = (each for each in arguments if each.name != "who")
        free = (each for each in arguments if each.kind is list or each.name not in self._given)
        return None if self._commands else next(free, None)

    def _read_option(self, word: str) -> bool:
        """Read `--name`, `--name=value`, `-n`, `-nvalue`, or several flags such as `-sr`."""
        if word.startswith("--"):
            spelling, joined, value = word.partition("=")
            declared = self._option(spelling)
            return declared is not None and self._take(declared, joined, value)
        for at, letter in enumerate(word[1:], 2):
            declared = self._option(f"-{letter}")
            if declared is None:
                return False
            if declared.metavar:
                return self._take(declared, word[at:], word[at:])
            self._keep(declared, value=True)
        return True

    def _take(self, declared: Declared, joined: str, value: str) -> bool:
        """Take an option with what is joined to it; False for a flag with a value."""
        if not declared.metavar:
            self._keep(declared, value=True)
            return not joined
        if joined:
            self._keep(declared, value)
        else:
            self._awaits = declared
        return True

    def _option(self, spelling: str) -> Declared | None:
        """Find an option; None for help, after which nothing is read."""
        options = (*(each.declared for each in self._takes), *SHARED)
        return next((each for each in options if spelling in each.spellings), None)

    def _keep(self, declared: Declared, value: str | bool) -> None:  # noqa: FBT001  # as it was read
        if declared in SHARED:
            self.shared.append((name_of(declared), unmark(value)))
        self._given.add(self._name(declared))

    def _name(self, declared: Declared) -> str:
        own = (each.name for each in self._takes if each.declared is declared)
        return next(own, name_of(declared))

    def place(self, last: str) -> Place:
        """Find what the next word may be, of which `last` is typed."""
        called, argument = self._called, self._next_argument()
        offered: list[tuple[str, str]] = []
        if last.startswith("-") and not self._is_text:
            offered = self._options(last)
            takes_tag = called == "set" and argument is not None and argument.name == "changes"
            if last.startswith("--") or self._awaits or not takes_tag:
                return Place(called, called, "", last, "", offered)
        if self._awaits:
            metavar = self._awaits.metavar.strip("[]")
            return Place(called, self._name(self._awaits), metavar, last, self._who, [])
        if self._commands:
            named = [(each.name, each.about) for each in self._commands]
            offered = [each for each in named if each[0].startswith(last)]
            return Place(called, called, "", last, "", offered)
        if argument is None:
            return Place(called, called, "", last, self._who, [])
        metavar = argument.declared.metavar.strip("[]")
        return Place(called, argument.name, metavar, last, self._who, offered)

    def _options(self, last: str) -> list[tuple[str, str]]:
        """Offer the options that may still be given, by each of their spellings."""
        own = [
            each.declared
            for each in self._takes
            if each.kind is list or each.name not in self._given
        ]
        shared = [each for each in SHARED if name_of(each) not in self._given]
        options = [*shared, *own, HELP] if self._commands else [*own, *shared, HELP]
        return [
            (spelling, each.help)
            for each in options
            for spelling in each.spellings
            if spelling.startswith(last)
        ]
