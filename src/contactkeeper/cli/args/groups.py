"""Commands as Typer has them: imported when they are called and not before, alone or in groups.

Knows how a command is built of what `declare` says of it, and none by its name.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING, Any

from typer._click.exceptions import UsageError as UsageFault  # under no public name
from typer._click.shell_completion import CompletionItem
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from contactkeeper.cli.args.arguments import unmark, words_in
from contactkeeper.cli.args.declare import SHARED, parameters
from contactkeeper.cli.commands.table import command_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.cli.args.declare import Declared, Parameter
    from contactkeeper.cli.commands.table import CommandLine

HELP_NAMES = {"help_option_names": ["-h", "--help"]}


class LazyGroup(TyperGroup):
    """Commands that are each imported when called; their list and help import none of them."""

    def __init__(self, lines: Sequence[CommandLine], *, default: str = "", **rest: Any) -> None:  # noqa: ANN401
        """Make a group of `lines`; `default` is what stands for no command at all."""
        super().__init__(**rest)
        self._lines = tuple(lines)
        self._default = default

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002
        """Name all commands, in the order of the help."""
        return [line.name for line in self._lines]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """Build the command of that name; None where there is none."""
        line = command_named(cmd_name, self._lines)
        if line is None:
            return None
        return _group_of(line) if line.commands else Command(line.name, line.function)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Put the default command where none stands and none is being typed."""
        asks_for_help = not {"-h", "--help"}.isdisjoint(args)
        if self._default and not (asks_for_help or ctx.resilient_parsing or words_in(args)):
            args = [self._default, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401
        """Offer the commands without importing any of them, or the options of the group."""
        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        found = [line for line in self._lines if line.name.startswith(incomplete)]
        return [CompletionItem(line.name, help=line.help) for line in found]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(line.name, line.help) for line in self._lines])


def _group_of(line: CommandLine) -> LazyGroup:
    return LazyGroup(
        line.commands,
        default=line.commands[-1].name,
        name=line.name,
        help=f"{line.help[:1].upper()}{line.help[1:]}.",
        epilog=f"\b\nExample: {line.example}",
        params=[*shared_options()],
        rich_markup_mode=None,
        context_settings=HELP_NAMES,
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
            params=[*map(_as_typer_has_it, self._takes), *shared_options()],
            rich_markup_mode=None,
            context_settings=HELP_NAMES,
        )

    def collect_usage_pieces(self, ctx: Any) -> list[str]:  # noqa: ANN401
        """Name the arguments as the documents do: WHO, not {WHO}."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

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
            callback=None if required else _refuse_empty,
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
        callback=None if required else _refuse_empty,
    )


def _refuse_empty(context: Any, param: Any, value: Any) -> Any:  # noqa: ANN401
    """Pass on what was given for a parameter that may be left out, unless it is blank.

    An unset variable in a script (`--date "$day"`) must not mean today, nobody or everybody.

    Raises:
        UsageFault: it is blank, or one of its values is.
    """
    given = value if isinstance(value, list | tuple) else [value]
    is_blank = any(isinstance(each, str) and not each.strip() for each in given)
    if is_blank and not context.resilient_parsing:
        source = context.get_parameter_source(param.name)
        if source is not None and source.name == "COMMANDLINE":
            name = max(param.opts, key=len) if param.opts[0].startswith("-") else param.metavar
            message = f"{name.strip('[]')} is empty: give it a value, or leave it out"
            raise UsageFault(message)
    return value


def shared_options() -> list[TyperOption]:
    """Make the options that every command takes; each tells the session what it was given."""

    def tell(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401
        if value is not None and value is not False:
            context.find_root().obj.take(param.name, unmark(value))

    return [callback_option(each, tell) for each in SHARED]


def callback_option(declared: Declared, callback: Callable[..., None]) -> TyperOption:
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
