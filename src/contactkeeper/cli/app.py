"""The program: commands loaded when called, the options that all share, and the error boundary.

The one place that reads the clock and the environment; a command gets both in its `Session`.
"""

from __future__ import annotations

import os
import re
import sys
from datetime import datetime
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer._click.exceptions import ClickException, NoArgsIsHelpError  # under no public name
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import Terminal, clean
from contactkeeper.errors import CkError, NoteChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class CommandLine(NamedTuple):
    """One command: its name, its line in the help, and its module where the name is another."""

    name: str
    help: str
    module: str = ""


COMMANDS = (
    CommandLine("due", "who to write to this morning, and why"),
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

TEXT_MARK = "\0"
"""Stands before an argument that looks like an option and is text; no argument can hold a NUL."""

BARE = {"due": {"--soon": "7"}, "log": {"--done": ""}}
"""Options that may stand without a value, and what they mean then."""

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

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.help) for command in COMMANDS])


def build(name: str, function: Callable[..., int | None]) -> TyperCommand:
    """Make a command of a function, with the options that all share."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, context_settings={"help_option_names": ["-h", "--help"]})(function)
    command = get_command(app)
    command.params += shared_options()
    callback = command.callback

    @wraps(function)
    def unmarked(**values: Any) -> Any:  # noqa: ANN401
        return callback(**{key: unmark(value) for key, value in values.items()})  # type: ignore[misc]

    command.callback = unmarked
    return command  # type: ignore[return-value]


def shared_options() -> list[TyperOption]:
    """Make the options that every command takes; each tells the session what it was given."""

    def tell(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401
        if value and not context.resilient_parsing:
            context.find_root().obj.take(param.name, unmark(value))

    def option(name: str, help_line: str, metavar: str | None = None) -> TyperOption:
        return TyperOption(
            param_decls=[name],
            type=str if metavar else None,
            is_flag=metavar is None,
            default=None if metavar else False,
            metavar=metavar,
            help=help_line,
            callback=tell,
            expose_value=False,
        )

    return [
        option("--vault", "The folder of notes.", "FOLDER"),
        option("--today", "Answer as on that day.", "DATE"),
        option("--json", "One JSON document on standard output."),
        option("--no-color", "No colours and no links."),
    ]


def unmark(value: Any) -> Any:  # noqa: ANN401
    """Take the text mark off a value, or off each of a list."""
    if isinstance(value, list | tuple):
        return type(value)(unmark(item) for item in value)
    return value.removeprefix(TEXT_MARK) if isinstance(value, str) else value


def prepare(arguments: Sequence[str]) -> list[str]:
    """Mark what is text though it begins with `-`, and complete options that stand bare.

    `"-> asked about the JD"` would be an unknown option to the parser: an argument that begins
    with `-` and holds a blank is text, unless it is `--option=value`.
    """
    command = next((argument for argument in arguments if not argument.startswith("-")), "")
    bare = BARE.get(command, {})
    prepared: list[str] = []
    for index, argument in enumerate(arguments):
        if argument == "--":
            return prepared + list(arguments[index:])
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


def run(arguments: Sequence[str]) -> int:  # noqa: PLR0911  # a return for each way to end
    """Run one command line; return its exit code. Every error ends here, as one sentence."""
    terminal = Terminal.of(os.environ)
    as_json = "--json" in arguments
    try:
        session = open_session(os.environ, terminal)
        code = group().main(prepare(arguments), prog_name="ck", standalone_mode=False, obj=session)
    except NoteChanged as error:
        if error.diff and not as_json:
            terminal.error(clean(error.diff))
        return fail(terminal, as_json, error.code, str(error), error.exit_code)
    except CkError as error:
        return fail(terminal, as_json, error.code, str(error), error.exit_code)
    except NoArgsIsHelpError as error:
        terminal.out(error.format_message())
        return 0
    except ClickException as error:
        hint = f" See: ck {getattr(getattr(error, 'ctx', None), 'info_name', '') or ''} --help"
        message = error.format_message().rstrip(".") + "." + hint.replace("ck ck", "ck")
        return fail(terminal, as_json, "usage", message, 2)
    except (KeyboardInterrupt, typer.Abort):
        terminal.error("\nStopped. Whatever ck had not confirmed was not written.")
        return 130
    except BrokenPipeError:
        # The reader (`| head`) has gone; python would complain once more while it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last net: no traceback ever reaches a user
        if os.environ.get("CK_TRACEBACK"):
            raise
        message = (
            f"ck has a fault: {type(error).__name__}: {error}. Your notes are as they were or "
            "whole; ck undo --list says what was written. CK_TRACEBACK=1 shows more."
        )
        return fail(terminal, as_json, "internal", message, 1)
    return code or 0


def group() -> LazyGroup:
    """Make the command `ck`."""

    def show_version(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401, ARG001
        if value:
            from contactkeeper import __version__

            context.find_root().obj.terminal.out(f"ck {__version__}")
            context.exit()

    version = TyperOption(
        param_decls=["--version"], is_flag=True, is_eager=True, expose_value=False,
        callback=show_version, help="Show the version.",
    )  # fmt: skip
    # What completion needs of Typer is set up only when a shell asks for it.
    completion: list[Any] = []
    if any("completion" in argument for argument in sys.argv[1:]) or "_CK_COMPLETE" in os.environ:
        from typer.main import get_install_completion_arguments

        completion = list(get_install_completion_arguments())
    return LazyGroup(
        name="ck",
        help=HELP,
        epilog=QUIET_TABLE,
        params=[*shared_options(), version, *completion],
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def fail(terminal: Terminal, as_json: bool, code: str, message: str, exit_code: int) -> int:  # noqa: FBT001
    """Say an error: as a sentence on standard error, or as a document on standard output."""
    if as_json:
        from contactkeeper.cli.documents import error_document

        terminal.document(error_document(code, message))
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
        folder=Path.cwd(),
        config_file=user_folder(environ, "XDG_CONFIG_HOME", ".config", "APPDATA") / "config.toml",
        state=user_folder(environ, "XDG_STATE_HOME", ".local/state", "LOCALAPPDATA"),
        editor=environ.get("VISUAL") or environ.get("EDITOR") or "",
    )
    for name in ("vault", "today"):
        if value := environ.get(f"CK_{name.upper()}"):
            session.take(name, value)
    return session


def user_folder(environ: Mapping[str, str], variable: str, usual: str, windows: str) -> Path:
    """Find a folder of the user's own: by the XDG variable, else where the system has it."""
    if environ.get(variable):
        base = Path(environ[variable])
    elif os.name == "nt" and environ.get(windows):
        base = Path(environ[windows])
    else:
        base = Path.home() / usual
    return base / "contactkeeper"
