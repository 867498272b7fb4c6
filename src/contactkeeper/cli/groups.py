"""Commands that are imported when they are called and not before, and groups of such commands.

Knows how a command is built and found, and none by its name.
"""

from __future__ import annotations

from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from contactkeeper.cli.arguments import unmark, words_in
from contactkeeper.cli.options import shared_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_HELP = {"help_option_names": ["-h", "--help"]}


class CommandLine(NamedTuple):
    """One command: its name, its line in the help, and its module where the name is another.

    With commands of its own it is a group, of which the last is what it does without one.
    """

    name: str
    help: str
    module: str = ""
    commands: tuple[CommandLine, ...] = ()
    example: str = ""
    """Of a group: the line that ends its help."""


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
                return _build_group(line) if line.commands else _load(line)
        return None

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Put the default command where none stands and none is being typed."""
        asks_for_help = not {"-h", "--help"}.isdisjoint(args)
        if self._default and not (asks_for_help or ctx.resilient_parsing or words_in(args)):
            args = [self._default, *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401
        """Offer the commands without importing any of them, or the options of the group."""
        from typer._click.shell_completion import CompletionItem

        if incomplete.startswith("-"):
            return super().shell_complete(ctx, incomplete)
        found = [line for line in self._lines if line.name.startswith(incomplete)]
        return [CompletionItem(line.name, help=line.help) for line in found]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """List the commands without importing any of them."""
        with formatter.section("Commands"):
            formatter.write_dl([(line.name, line.help) for line in self._lines])


def paths_of(lines: Iterable[CommandLine]) -> list[str]:
    """Name every command that does something, those of groups with theirs: `event add`."""
    return [
        name
        for line in lines
        for name in ([f"{line.name} {each.name}" for each in line.commands] or [line.name])
    ]


def build(name: str, function: Callable[..., int | None]) -> TyperCommand:
    """Make a command of a function, with the options that all share and its example at the end."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(name, context_settings=_HELP)(function)
    command = get_command(app)
    command.params += shared_options()
    told, _, example = (command.help or "").partition("Example: ")
    command.help, command.epilog = told.rstrip(), f"\b\nExample: {example.strip()}"
    callback = command.callback

    @wraps(function)
    def unmarked(**values: Any) -> Any:  # noqa: ANN401
        return callback(**{key: unmark(value) for key, value in values.items()})  # type: ignore[misc]

    command.callback = unmarked
    return command  # type: ignore[return-value]


def _load(line: CommandLine) -> TyperCommand:
    """Import the module of a command, and build it."""
    module_name = line.module or line.name
    module = import_module(f"contactkeeper.cli.{module_name}")
    function = f"{module_name if '_' in module_name else line.name}_command"
    return build(line.name, getattr(module, function))


def _build_group(line: CommandLine) -> LazyGroup:
    return LazyGroup(
        [each._replace(module=f"{line.name}_{each.name}") for each in line.commands],
        default=line.commands[-1].name,
        name=line.name,
        help=f"{line.help[:1].upper()}{line.help[1:]}.",
        epilog=f"\b\nExample: {line.example}",
        params=[*shared_options()],
        rich_markup_mode=None,
        context_settings=_HELP,
    )
