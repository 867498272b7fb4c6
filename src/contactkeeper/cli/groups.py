"""Commands as Typer has them, imported when they are called and not before; groups of them.

Knows how a command is built and found, and none by its name.
"""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING, Any

from typer._click.shell_completion import CompletionItem  # under no public name
from typer.core import TyperArgument, TyperCommand, TyperGroup, TyperOption

from contactkeeper.cli.arguments import command_in, unmark
from contactkeeper.cli.declare import SHARED, parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.cli.commands import CommandLine
    from contactkeeper.cli.declare import Declared, Parameter

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
        for line in self._lines:
            if line.name == cmd_name:
                return _build_group(line) if line.commands else Command(line.name, line.function)
        return None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Put the default command where none stands and none is being typed."""
        asks_for_help = not {"-h", "--help"}.isdisjoint(args)
        if self._default and not (asks_for_help or ctx.resilient_parsing or command_in(args)):
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


def _build_group(line: CommandLine) -> LazyGroup:
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


def shared_options() -> list[TyperOption]:
    """Make the options that every command takes; each tells the session what it was given."""

    def tell(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401
        if value is not None and value is not False:
            context.find_root().obj.take(param.name, unmark(value))

    return [telling(each, tell) for each in SHARED]


def telling(declared: Declared, callback: Callable[..., None]) -> TyperOption:
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
