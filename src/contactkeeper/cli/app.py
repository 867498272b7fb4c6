"""The program: commands loaded when called, the options that all share, and the error boundary.

The one place that reads the clock and the environment; a command gets both in its `Session`.
"""

from __future__ import annotations

import os
from contextlib import redirect_stderr
from datetime import datetime
from errno import ENOSPC
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer._click.exceptions import NoArgsIsHelpError  # under no public name
from typer._click.exceptions import UsageError as UsageFault
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from contactkeeper.cli.arguments import prepare, refuse_empty, say_usage, unmark, wants_json
from contactkeeper.cli.options import group_options, shared_options
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import Terminal, clean
from contactkeeper.errors import CkError, NoteChanged, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class CommandLine(NamedTuple):
    """One command: its name, its line in the help, and its module where the name is another."""

    name: str
    help: str
    module: str = ""


COMMANDS = (
    CommandLine("due", "who to write to this morning, and why"),
    CommandLine("plan", "the coming weeks, a few people a day"),
    CommandLine("mode", "your situation: steady, searching, settling-in, …"),
    CommandLine("log", "append what happened to a person's note"),
    CommandLine("done", "tick a promise, or what you waited for"),
    CommandLine("show", "what to read before you call"),
    CommandLine("list", "all contacts, with cadence and next date", "listing"),
    CommandLine("add", "make a note for a new contact"),
    CommandLine("snooze", "hide somebody until a day", "quiet"),
    CommandLine("pause", "hide somebody until further notice", "quiet"),
    CommandLine("resume", "bring somebody back", "quiet"),
    CommandLine("set", "set or remove properties of a note", "properties"),
    CommandLine("open", "open a note in your editor, or in Obsidian", "opening"),
    CommandLine("undo", "take back the last change that ck made"),
    CommandLine("check", "what is wrong in the notes; mends what is safe to mend"),
    CommandLine("init", "make a vault ready for ck"),
)

ASKED_BY_SHELL = "_CK_COMPLETE"
"""The variable that a completion script sets."""

HELP = """Who to write to this morning, why now, and what to say: from your own notes.

\b
  ck due                                       this morning's list
  ck log anna "she sends the JD on Friday"     append it to Anna's note
  ck show anna                                 what to read before you call
"""

QUIET_TABLE = """\b
To hear less from somebody:
  ck snooze anna "in 3 weeks"          hidden until that day, then everything is back
  ck pause anna                        hidden until ck resume anna (status: paused)
  ck set anna cadence=event            no timer; birthdays, promises and replies still show
  ck set anna cadence=none             no timer, no occasions; promises and replies still show
  ck set anna status=do-not-contact    never shown or suggested; ck log warns
"""


class LazyGroup(TyperGroup):
    """The commands of `ck`, each imported when it is called and not before."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Name all commands, in the order of the help."""
        return [command.name for command in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Build the command of that name; None where there is none."""
        for command in COMMANDS:
            if command.name == cmd_name:
                module = import_module(f"contactkeeper.cli.{command.module or command.name}")
                return build(command.name, getattr(module, f"{command.name}_command"))
        return None

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401
        """Offer the commands without importing any of them, or the options of `ck`."""
        from typer._click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        found = [command for command in COMMANDS if command.name.startswith(incomplete)]
        return [CompletionItem(command.name, help=command.help) for command in found]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.help) for command in COMMANDS])


class PlainCommand(TyperCommand):
    """A command whose usage names its arguments as its documents do: WHO, not {WHO}."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401
        """Name what may follow the command."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]


def build(name: str, function: Callable[..., int | None]) -> TyperCommand:
    """Make a command of a function, with the options that all share and its example at the end."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    settings = {"help_option_names": ["-h", "--help"]}
    app.command(name, cls=PlainCommand, context_settings=settings)(function)
    command = get_command(app)
    for param in command.params:
        if not param.required:
            param.callback = refuse_empty
    command.params += shared_options()
    told, _, example = (command.help or "").partition("Example: ")
    command.help, command.epilog = told.rstrip(), f"\b\nExample: {example.strip()}"
    callback = command.callback

    @wraps(function)
    def unmarked(**values: Any) -> Any:  # noqa: ANN401
        return callback(**{key: unmark(value) for key, value in values.items()})  # type: ignore[misc]

    command.callback = unmarked
    return command  # type: ignore[return-value]


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911  # a return for each way to end
    """Run one command line; return its exit code. Every error ends here, as one sentence."""
    terminal = Terminal.of(os.environ)
    if instruction := os.environ.get(ASKED_BY_SHELL):
        return complete(instruction.removeprefix("complete_"), arguments, terminal)
    try:
        return carry_out(arguments, terminal)
    except NoArgsIsHelpError as error:
        terminal.out(error.format_message())
        return 0
    except BrokenPipeError:  # the reader (`| head`) has gone
        return 0
    except (KeyboardInterrupt, typer.Abort):
        said = "A change is made whole or not at all: ck undo --list says which."
        terminal.error(f"\nStopped. {said}")
        return 130
    except (CkError, UsageFault) as error:
        return fail(terminal, arguments, error)
    except Exception as error:  # the last net: no traceback ever reaches a user
        if os.environ.get("CK_TRACEBACK"):
            raise
        return fail(terminal, arguments, error)


def carry_out(arguments: Sequence[str], terminal: Terminal) -> int:
    """Parse a command line and call its command; return the exit code that it gives."""
    session = open_session(os.environ, terminal)
    program = group()
    try:
        with program.make_context("ck", prepare(arguments), obj=session) as context:
            return program.invoke(context) or 0
    except typer.Exit as end:
        return end.exit_code


def complete(shell: str, words: Sequence[str], terminal: Terminal) -> int:
    """Answer the shell with candidates; where there is a fault of any kind, with none."""
    from contactkeeper.cli import completion

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        try:
            session = open_session(os.environ, terminal)
            lines = completion.complete(group(), session, shell, words)
        except (CkError, UsageFault, typer.Exit, OSError):
            return 1
    if lines:
        terminal.out("\n".join(lines))
    return 0


def group() -> LazyGroup:
    """Make the command `ck`."""
    return LazyGroup(
        name="ck",
        help=HELP,
        epilog=QUIET_TABLE,
        params=[*shared_options(), *group_options()],
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def fail(terminal: Terminal, arguments: Sequence[str], error: Exception) -> int:
    """Say an error: as a sentence on standard error, or as a document on standard output."""
    as_json = wants_json(arguments)
    code, exit_code, details = "internal", 1, {}
    if isinstance(error, CkError):
        code, message, exit_code = error.code, str(error), error.exit_code
        details = dict(error.details())
        if not as_json and isinstance(error, NoteChanged) and error.diff:
            terminal.error(clean(error.diff))
    elif isinstance(error, UsageFault):
        code, exit_code = "usage", 2
        message = say_usage(error, arguments, [command.name for command in COMMANDS])
    elif isinstance(error, OSError) and error.errno is not None:
        code = "failed"
        message = f"{error.filename}: " if error.filename else ""
        message += f"{error.strerror}."
        as_json = as_json and error.errno != ENOSPC  # the answer itself may have found no room
    else:
        message = (
            f"ck has a fault: {type(error).__name__}: {error}. Your notes are as they were or "
            "whole; ck undo --list says what was written. CK_TRACEBACK=1 shows more."
        )
    if as_json:
        from contactkeeper.cli.documents import error_document

        terminal.document(error_document(code, message, details))
    else:
        terminal.error(f"ck: {message}")
    return exit_code


def open_session(environ: Mapping[str, str], terminal: Terminal) -> Session:
    """Read the clock and the environment into what a command is given."""
    now = datetime.now().astimezone()
    session = Session(
        today=now.date(),
        stamp=now.isoformat(timespec="seconds"),
        terminal=terminal,
        folder=working_folder(),
        config_file=user_folder(environ, "XDG_CONFIG_HOME", ".config", "APPDATA") / "config.toml",
        state=user_folder(environ, "XDG_STATE_HOME", ".local/state", "LOCALAPPDATA"),
        home=Path(environ.get("HOME") or environ.get("USERPROFILE") or ""),
        editor=environ.get("VISUAL") or environ.get("EDITOR") or "",
        shell=Path(environ.get("SHELL", "")).name,
    )
    for name in ("vault", "today"):
        if value := environ.get(f"CK_{name.upper()}"):
            session.take(name, value, said_by=f"CK_{name.upper()}")
    return session


def working_folder() -> Path:
    """Return the folder that `ck` was started in; the root where it has been removed since."""
    try:
        return Path.cwd()
    except FileNotFoundError:
        return Path(os.sep)


def user_folder(environ: Mapping[str, str], variable: str, usual: str, windows: str) -> Path:
    """Find a folder of the user's own: by the XDG variable, else where the system has it."""
    if environ.get(variable):
        base = Path(environ[variable])
    elif os.name == "nt" and environ.get(windows):
        base = Path(environ[windows])
    else:
        try:
            base = Path.home() / usual
        except RuntimeError as error:
            message = f"there is no home folder here: set {variable}."
            raise UsageError(message) from error
    return base / "contactkeeper"
