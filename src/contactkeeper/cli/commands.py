"""The commands of `ck`: one line for each, and the function that carries it out.

A command's module is imported when the command is called, and not before.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class CommandLine(NamedTuple):
    """One command: its name, its line in the help, and its module where the name is another."""

    name: str
    help: str
    module: str = ""

    @property
    def function(self) -> Callable[..., int | None]:
        """Import what carries it out: it takes the session, then what `declare` says of it."""
        module = import_module(f"contactkeeper.cli.{self.module or self.name}")
        return getattr(module, f"{self.name}_command")  # type: ignore[no-any-return]


COMMANDS = (
    CommandLine("due", "who to write to this morning, and why"),
    CommandLine("plan", "the coming weeks, a few people a day"),
    CommandLine("mode", "your situation: steady, searching, settling-in, …"),
    CommandLine("log", "append what happened to a person's note"),
    CommandLine("done", "tick a promise, or what you waited for"),
    CommandLine("inbox", "file the thoughts that wait in the inbox"),
    CommandLine("show", "what to read before you call"),
    CommandLine("list", "all contacts, with cadence and next date", "listing"),
    CommandLine("add", "make a note for a new contact"),
    CommandLine("merge", "join two notes about one person"),
    CommandLine("snooze", "hide somebody until a day", "quiet"),
    CommandLine("pause", "hide somebody until further notice", "quiet"),
    CommandLine("resume", "bring somebody back", "quiet"),
    CommandLine("set", "set or remove properties of a note", "properties"),
    CommandLine("open", "open a note in your editor, or in Obsidian", "opening"),
    CommandLine("undo", "take back the last change that ck made"),
    CommandLine("check", "what is wrong in the notes; mends what is safe to mend"),
    CommandLine("init", "make a vault ready for ck"),
)


def command_named(name: str) -> CommandLine | None:
    """Find a command by its name; None where there is none."""
    return next((command for command in COMMANDS if command.name == name), None)
