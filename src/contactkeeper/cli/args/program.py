"""Carry out what `ck` itself is asked for, with no command: its help, version and completion."""

from __future__ import annotations

from typing import Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.session import Session


def program_command(
    session: Session,
    *,
    version: Annotated[bool, option("--version", help="Show the version.")] = False,
    install_completion: Annotated[
        str | None,
        option(
            "--install-completion",
            metavar="[SHELL]",
            help="Install completion by Tab, of names too.",
        ),
    ] = None,
    show_completion: Annotated[
        str | None,
        option("--show-completion", metavar="[SHELL]", help="Show the completion script."),
    ] = None,
) -> None:
    """Do what one of the options of `ck` alone asks for."""
    if version:
        from contactkeeper import __version__

        session.terminal.out(f"ck {__version__}")
    elif install_completion is not None:
        from contactkeeper.cli.args.shells import install

        shell = install_completion or session.shell
        files = install(shell, session.config_file.parent, session.home)
        named = " and ".join(map(str, files))
        session.terminal.out(f"Written: {named}. Open a new {shell} to use it.")
    elif show_completion is not None:
        from contactkeeper.cli.args.shells import script

        text = script(show_completion or session.shell)
        session.terminal.out(*text.rstrip("\n").split("\n"))
