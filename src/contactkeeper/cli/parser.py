"""Read any command line, with Typer: help, faults and what the shell completes.

What is plain has been read by `quick` before it comes here. Typer's own exceptions end here.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer._click.exceptions import NoArgsIsHelpError  # under no public name
from typer._click.exceptions import UsageError as UsageFault
from typer._click.shell_completion import (
    CompletionItem,
    _resolve_context,
    _resolve_incomplete,
)
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from contactkeeper.cli.arguments import command_in, prepare, unmark
from contactkeeper.cli.commands import COMMANDS, command_named
from contactkeeper.cli.declare import SHARED, option, parameters
from contactkeeper.cli.usage import say_usage
from contactkeeper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.cli.declare import Declared, Parameter
    from contactkeeper.cli.session import Session

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

_HELP_NAMES = {"help_option_names": ["-h", "--help"]}


def carry_out(arguments: Sequence[str], session: Session) -> int:
    """Read a command line and call its command; return the exit code that it gives.

    Raises:
        UsageError: it can't be read; the sentence names the help to call.
        KeyboardInterrupt: the user broke off.
    """
    program = group()
    try:
        with program.make_context("ck", prepare(arguments), obj=session) as context:
            return program.invoke(context) or 0
    except typer.Exit as end:
        return end.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
    except NoArgsIsHelpError as error:
        session.terminal.out(error.format_message())
        return 0
    except UsageFault as fault:
        names = [command.name for command in COMMANDS]
        raise UsageError(say_usage(fault, arguments, names)) from fault


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


def place_after(
    whole: Sequence[str], typed: Sequence[str], last: str, session: Session
) -> Place | None:
    """Say what may stand at the end of a line; None where it begins with no command of ours.

    Args:
        whole: the words before the last, without an option whose value the last is.
        typed: the words before the last.
        last: the word that is being typed.
        session: the run.

    Raises:
        UsageError: what stands before it can't be read.
    """
    program = group()
    words = list(typed)
    try:
        context = _resolve_context(program, {"obj": session}, "ck", list(whole))
        place, begun = _resolve_incomplete(context, words, last)
        if place is program and command_in(words):
            return None
        metavar = (getattr(place, "metavar", None) or "").strip("[]")
        items = place.shell_complete(context, begun) if metavar != "WHO" else ()
    except (UsageFault, typer.Exit) as fault:
        raise UsageError(str(fault)) from fault
    offered = [(str(item.value), item.help or "") for item in items]
    who = context.params.get("who") or ""
    return Place(context.info_name or "", place.name or "", metavar, begun, who, offered)


class LazyGroup(TyperGroup):
    """The commands of `ck`, each imported when it is called and not before."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Name all commands, in the order of the help."""
        return [command.name for command in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Build the command of that name; None where there is none."""
        command = command_named(cmd_name)
        return Command(command.name, command.function) if command else None

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401
        """Offer the commands without importing any of them, or the options of `ck`."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        found = [command for command in COMMANDS if command.name.startswith(incomplete)]
        return [CompletionItem(command.name, help=command.help) for command in found]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.help) for command in COMMANDS])


def group() -> LazyGroup:
    """Make the command `ck`."""
    return LazyGroup(
        name="ck",
        help=HELP,
        epilog=QUIET_TABLE,
        params=[
            *_shared_options(),
            _telling(option("--version", help="Show the version."), _show_version),
            _telling(
                option(
                    "--install-completion", metavar="[SHELL]", help="Complete by Tab, names too."
                ),
                _install,
            ),
            _telling(
                option(
                    "--show-completion", metavar="[SHELL]", help="Show the script that does it."
                ),
                _show_script,
            ),
        ],
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings=_HELP_NAMES,
    )


class Command(TyperCommand):
    """One command, with the options that all share, and its example at the end of its help."""

    def __init__(self, name: str, function: Callable[..., int | None]) -> None:
        """Make a command of the function that carries it out."""
        told, _, example = cleandoc(function.__doc__ or "").partition("Example: ")
        self._function = function
        self._takes = parameters(function)
        super().__init__(
            name,
            help=told.rstrip(),
            epilog=f"\b\nExample: {example.strip()}",
            params=[*map(_as_typer_has_it, self._takes), *_shared_options()],
            rich_markup_mode=None,
            context_settings=_HELP_NAMES,
        )

    def invoke(self, ctx: Any) -> int | None:  # noqa: ANN401
        """Call the function with what was read."""
        return self._function(ctx.find_root().obj, **self.values(ctx))

    def values(self, ctx: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return what the function is given, by the names of its parameters."""
        return {each.name: _given(each, ctx.params[each.name]) for each in self._takes}


def _given(parameter: Parameter, value: Any) -> Any:  # noqa: ANN401
    """Return what a function is given: no marks, and its own default where nothing was said."""
    return unmark(list(value)) or parameter.default if parameter.kind is list else unmark(value)


def _as_typer_has_it(parameter: Parameter) -> TyperOption | TyperArgument:
    name, kind, required, default, declared = parameter
    if declared.spellings:
        return TyperOption(
            param_decls=[name, *declared.spellings],
            type=None if kind is bool else str if kind is list else kind,
            is_flag=kind is bool or None,
            multiple=kind is list,
            required=required,
            default=default,
            metavar=declared.metavar or None,
            help=declared.help,
        )
    return TyperArgument(
        param_decls=[name],
        type=str if kind is list else kind,
        nargs=-1 if kind is list else None,
        required=required,
        default=default,
        metavar=declared.metavar,
        help=declared.help,
        show_default=False,
    )


def _shared_options() -> list[TyperOption]:
    def tell(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401
        if value is not None and value is not False:
            context.find_root().obj.take(param.name, unmark(value))

    return [_telling(each, tell) for each in SHARED]


def _telling(declared: Declared, callback: Callable[..., None]) -> TyperOption:
    """Make an option that no function is given: `callback` is told."""
    return TyperOption(
        param_decls=list(declared.spellings),
        type=str if declared.metavar else None,
        is_flag=not declared.metavar,
        default=None if declared.metavar else False,
        metavar=declared.metavar or None,
        help=declared.help,
        callback=callback,
        expose_value=False,
    )


def _show_version(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401, ARG001
    if value and not context.resilient_parsing:
        from contactkeeper import __version__

        context.find_root().obj.terminal.out(f"ck {__version__}")
        context.exit()


def _install(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401, ARG001
    if value is not None and not context.resilient_parsing:
        from contactkeeper.cli.completion import install

        session: Session = context.find_root().obj
        shell = unmark(value) or session.shell
        files = install(shell, session.config_file.parent, session.home)
        named = " and ".join(map(str, files))
        session.terminal.out(f"Written: {named}. Open a new {shell} to use it.")
        context.exit()


def _show_script(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401, ARG001
    if value is not None and not context.resilient_parsing:
        from contactkeeper.cli.completion import script

        session: Session = context.find_root().obj
        session.terminal.out(script(unmark(value) or session.shell).rstrip("\n"))
        context.exit()
