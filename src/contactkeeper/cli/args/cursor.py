"""Say at once what may stand at the end of a plain line that is being typed, without Typer.

It gives exactly what `parser.place_after` gives, or nothing at all, and then the parser decides:
where an option's name is being typed, and after what `quick` does not read.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.cli.args.declare import SHARED, name_of
from contactkeeper.cli.args.quick import parse_begun_line
from contactkeeper.cli.commands.table import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.args.quick import Begun
    from contactkeeper.cli.commands.table import CommandLine

_SHARED = [(name_of(each), each) for each in SHARED]


PEOPLE = ("WHO", "INTO")
"""The metavars of what stands for somebody."""


class Place(NamedTuple):
    """What stands, or is to stand, at the end of a line that is being typed."""

    command: str
    name: str
    """The parameter's, or the command's."""
    metavar: str
    """Without the brackets of what may be left out."""
    begun: str
    """What of it is typed."""
    who: str
    """The person who is named before it, as typed; empty where none is."""
    offered: list[tuple[str, str]]
    """Commands or options, and what is said of each; empty where neither can stand here."""


class Found(NamedTuple):
    """A place, and what the line tells the session before it."""

    place: Place
    shared: tuple[tuple[str, Any], ...]


def complete_plain_line(whole: Sequence[str], typed: Sequence[str], last: str) -> Found | None:
    """Say what may stand at the end of a plain line; None where it is not plain.

    Args:
        whole: the words before the last, without an option whose value the last is.
        typed: the words before the last.
        last: the word that is being typed.
    """
    if last.startswith("-") or last == "=" or "--" in typed:
        return None
    line = parse_begun_line(whole)
    if line is None:
        return None
    option = typed[-1] if typed and typed[-1].startswith("-") else ""
    if line.command is None or line.command.commands:
        place = None if option else _name_in(line.command, last)
    else:
        place = _value_in(line.command.name, line, option, last)
    return Found(place, line.shared) if place else None


def _name_in(group: CommandLine | None, last: str) -> Place:
    """Offer the commands of `ck`, or of a group."""
    name, commands = (group.name, group.commands) if group else ("ck", COMMANDS)
    offered = [(each.name, each.help) for each in commands if each.name.startswith(last)]
    return Place(name, name, "", last, "", offered)


def _value_in(command: str, line: Begun, option: str, last: str) -> Place:
    """Say which value is being typed: that of an option, else the first argument not given yet."""
    options = [*((each.name, each.declared) for each in line.takes), *_SHARED]
    arguments = (
        (each.name, each.declared.metavar)
        for each in line.takes
        if not each.declared.spellings and (each.kind is list or each.name not in line.given)
    )
    awaited = (
        (name, declared.metavar)
        for name, declared in options
        if declared.metavar and option in declared.spellings
    )
    name, metavar = next(chain(awaited, arguments), (command, ""))
    return Place(command, name, metavar.strip("[]"), last, line.given.get("who") or "", [])
