"""The commands of `ck`: one line for each, and the function that carries it out.

A command's module is imported when the command is called, and not before.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class CommandLine(NamedTuple):
    """One command: its name, its line in the help, and its module where the name is another.

    With commands of its own it is a group, of which the last is what it does without one.
    """

    name: str
    help: str
    module: str = ""
    commands: tuple[CommandLine, ...] = ()
    """Those of a group, of which the last is what it does without one; `module` is left empty."""
    example: str = ""
    """Of a group: the line that ends its help."""

    @property
    def function(self) -> Callable[..., int | None]:
        """Import what carries it out: it takes the session, then what `declare` says of it."""
        path = f"contactkeeper.cli.commands.{self.module or self.name}"
        __import__(path)  # importlib itself takes half a millisecond of every start
        named = self.module if "_" in self.module else self.name
        return getattr(sys.modules[path], f"{named}_command")  # type: ignore[no-any-return]


COMMANDS = (
    CommandLine("due", "who to write to this morning, and why"),
    CommandLine("plan", "the coming weeks, a few people a day"),
    CommandLine("mode", "your situation: steady, searching, settling-in, …"),
    CommandLine("log", "append what happened to a person's note"),
    CommandLine("done", "tick a promise, or what you waited for"),
    CommandLine("inbox", "file the thoughts that wait in the inbox"),
    CommandLine("show", "what to read before you call"),
    CommandLine("draft", "a short message to start from"),
    CommandLine("list", "all contacts, with cadence and next date"),
    CommandLine("add", "make a note for a new contact"),
    CommandLine("merge", "join two notes about one person"),
    CommandLine(
        "event",
        "conferences and the like: whom to ask before, whom to write to after",
        commands=(
            CommandLine("add", "make a note for an event", "event_add"),
            CommandLine("list", "the events there are, and who is named in them", "event_list"),
        ),
        example="ck event list",
    ),
    CommandLine(
        "news",
        "news of your own, and who has heard it",
        commands=(
            CommandLine("add", "make a note of news, for those who should hear it", "news_add"),
            CommandLine("list", "how far each has come, and who is still to hear it", "news_list"),
        ),
        example="ck news list",
    ),
    CommandLine("snooze", "hide somebody until a day"),
    CommandLine("pause", "hide somebody until further notice", "snooze"),
    CommandLine("resume", "bring somebody back", "snooze"),
    CommandLine("set", "set or remove properties of a note"),
    CommandLine("open", "open a note in your editor, or in Obsidian"),
    CommandLine("undo", "take back the last change that ck made"),
    CommandLine("check", "what is wrong in the notes; mends what is safe to mend"),
    CommandLine("sync", "commit, fetch, merge and push the notes with git"),
    CommandLine(
        "git",
        "how git merges the notes, on this machine and the others",
        commands=(
            CommandLine("setup", "let git merge notes by their entries", "git_setup"),
            CommandLine("status", "whether it does, and what is not synced", "git_status"),
        ),
        example="ck git status",
    ),
    CommandLine("init", "make a vault ready for ck"),
)


def command_named(name: str, commands: Sequence[CommandLine] = COMMANDS) -> CommandLine | None:
    """Find a command by its name; None where there is none."""
    return next((command for command in commands if command.name == name), None)


def paths_of(commands: Iterable[CommandLine]) -> list[str]:
    """Name every command that does something, those of groups with theirs: `event add`."""
    return [
        name
        for line in commands
        for name in ([f"{line.name} {each.name}" for each in line.commands] or [line.name])
    ]
