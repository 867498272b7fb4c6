"""The options that every command takes, and those of `ck` itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.core import TyperOption

from contactkeeper.cli.arguments import unmark

if TYPE_CHECKING:
    from collections.abc import Callable

    from contactkeeper.cli.session import Session


def shared_options() -> list[TyperOption]:
    """Make the options that every command takes; each tells the session what it was given."""

    def tell(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401
        if value is not None and value is not False:
            context.find_root().obj.take(param.name, unmark(value))

    return [
        _option("--vault", "The folder of notes.", tell, "FOLDER"),
        _option("--today", "Answer as on that day.", tell, "DATE"),
        _option("--json", "One JSON document on standard output.", tell),
        _option("--no-color", "No colours and no links.", tell),
    ]


def group_options() -> list[TyperOption]:
    """Make the options that `ck` takes without a command; each answers and ends the program."""
    return [
        _option("--version", "Show the version.", _show_version),
        _option("--install-completion", "Complete by Tab, names too.", _install, "[SHELL]"),
        _option("--show-completion", "Show the script that does it.", _show_script, "[SHELL]"),
    ]


def _option(
    name: str, help_line: str, callback: Callable[..., None], metavar: str | None = None
) -> TyperOption:
    return TyperOption(
        param_decls=[name],
        type=str if metavar else None,
        is_flag=metavar is None,
        default=None if metavar else False,
        metavar=metavar,
        help=help_line,
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
