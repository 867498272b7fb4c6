"""List the commands of `ck`: a line of help for each, and the function that carries it out.

A command's module is imported when the command is called, and not before.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence


class CommandLine(NamedTuple):
    """One command: its name, its line in the help, and the function that carries it out."""

    name: str
    help: str
    calls: str = ""
    """The module in `cli.commands` and its function, as `due.due_command`; empty for a group."""
    commands: tuple[CommandLine, ...] = ()
    """Those of a group, of which the last is what it does without one."""
    example: str = ""
    """Of a group: the line that ends its help."""

    @property
    def about(self) -> Wording:
        """Return what it does, to be said in any language."""
        return Wording(self.help)

    @property
    def function(self) -> Callable[..., int | None]:
        """Import what carries it out: it takes the session, then what `declare` says of it."""
        module, _, function = self.calls.partition(".")
        path = f"contactkeeper.cli.commands.{module}"
        __import__(path)  # importlib itself takes half a millisecond of every start
        return getattr(sys.modules[path], function)  # type: ignore[no-any-return]


COMMANDS = (
    CommandLine("due", "who to write to this morning, and why", "due.due_command"),
    CommandLine("go", "walk through the list, one person at a time", "go.go_command"),
    CommandLine("plan", "the coming weeks, a few people a day", "plan.plan_command"),
    CommandLine("calendar", "a month on the screen, or a file", "calendar.calendar_command"),
    CommandLine("mode", "your situation: steady, searching, settling-in, …", "mode.mode_command"),
    CommandLine("log", "append what happened to a person's note", "log.log_command"),
    CommandLine("done", "tick a promise, or what you waited for", "done.done_command"),
    CommandLine("meet", "write down an appointment", "meet.meet_command"),
    CommandLine("remind", "write down what to do about somebody on a day", "meet.remind_command"),
    CommandLine("inbox", "file the thoughts that wait in the inbox", "inbox.inbox_command"),
    CommandLine("show", "what to read before you call", "show.show_command"),
    CommandLine("write", "a message: edit it, send it, and it is logged", "write.write_command"),
    CommandLine("list", "all contacts, with cadence and next date", "list.list_command"),
    CommandLine("find", "where words stand: names, companies, notes, logs", "find.find_command"),
    CommandLine("add", "make a note for a new contact", "add.add_command"),
    CommandLine("merge", "merge two notes about one person", "merge.merge_command"),
    CommandLine(
        "event",
        "conferences and the like: who to ask before, who to write to after",
        commands=(
            CommandLine("add", "make a note for an event", "event.event_add_command"),
            CommandLine(
                "list", "the events there are, and who is named in them", "event.event_list_command"
            ),
        ),
        example="ck event list",
    ),
    CommandLine(
        "news",
        "news of your own, and who has heard it",
        commands=(
            CommandLine(
                "add", "make a note of news, for those who should hear it", "news.news_add_command"
            ),
            CommandLine(
                "list", "who has heard each, and who has not yet", "news.news_list_command"
            ),
        ),
        example="ck news list",
    ),
    CommandLine("review", "decide about people: tier, rhythm, trust", "review.review_command"),
    CommandLine("stats", "what came of it: rhythm, answers, favours, …", "stats.stats_command"),
    CommandLine("report", "the year as one page to look at or print", "report.report_command"),
    CommandLine("snooze", "hide somebody until a day", "properties.snooze_command"),
    CommandLine("pause", "hide somebody until further notice", "properties.pause_command"),
    CommandLine("resume", "show somebody again", "properties.resume_command"),
    CommandLine("set", "set or remove properties and tags of notes", "set.set_command"),
    CommandLine("open", "open a note in your editor, or in Obsidian", "show.open_command"),
    CommandLine("undo", "undo the last change that ck made", "undo.undo_command"),
    CommandLine(
        "check", "what is wrong in the notes; fixes what is safe to fix", "check.check_command"
    ),
    CommandLine("sync", "commit, fetch, merge and push the notes with git", "sync.sync_command"),
    CommandLine(
        "git",
        "how git merges the notes, on this machine and the others",
        commands=(
            CommandLine("setup", "let git merge notes by their entries", "git.git_setup_command"),
            CommandLine(
                "status", "whether git does so, and what is not synced", "git.git_status_command"
            ),
        ),
        example="ck git status",
    ),
    CommandLine(
        "import", "people and history from files of other programs", "importing.import_command"
    ),
    CommandLine("export", "people for a phone, a spreadsheet or Obsidian", "export.export_command"),
    CommandLine("init", "make a vault ready for ck", "init.init_command"),
)


GROUPS = {
    Wording("every day"): "due go log done meet remind show write inbox",
    Wording("people"): "list find add set snooze pause resume merge open",
    Wording("occasions"): "event news mode plan calendar",
    Wording("looking back"): "review stats report",
    Wording("the vault"): "init check undo sync git import export",
}
"""The names of the commands as the help of `ck` groups them."""


def command_named(name: str, commands: Sequence[CommandLine] = COMMANDS) -> CommandLine | None:
    """Find a command by its name; None where there is none."""
    return next((command for command in commands if command.name == name), None)


def commands_named(words: Iterable[str]) -> list[CommandLine]:
    """Find the group and the command that the first of some words name, as far as they do."""
    found: list[CommandLine] = []
    commands: Sequence[CommandLine] = COMMANDS
    for word in words:
        line = command_named(word, commands)
        if line is None:
            break
        found.append(line)
        commands = line.commands
    return found
