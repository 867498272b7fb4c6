"""Read any command line, with Typer: help, faults and what the shell completes.

What is plain has been read by `quick` before it comes here. Typer's own exceptions end here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from typer._click.exceptions import NoArgsIsHelpError  # under no public name
from typer._click.exceptions import UsageError as UsageFault
from typer._click.shell_completion import _resolve_context, _resolve_incomplete

from contactkeeper.cli.args.arguments import prepare, unmark, words_in
from contactkeeper.cli.args.cursor import PEOPLE, Place
from contactkeeper.cli.args.declare import option
from contactkeeper.cli.args.groups import HELP_NAMES, LazyGroup, callback_option, shared_options
from contactkeeper.cli.args.usage import say_usage
from contactkeeper.cli.commands.table import COMMANDS
from contactkeeper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        session.terminal.out(*error.format_message().split("\n"))
        return 0
    except UsageFault as fault:
        raise UsageError(say_usage(fault, arguments, COMMANDS)) from fault


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
        if isinstance(place, LazyGroup) and len(words_in(words)) > _depth(context):
            return None  # what stands there already is no command
        metavar = (getattr(place, "metavar", None) or "").strip("[]")
        items = place.shell_complete(context, begun) if metavar not in PEOPLE else ()
    except (UsageFault, typer.Exit) as fault:
        raise UsageError(str(fault)) from fault
    offered = [(str(item.value), item.help or "") for item in items]
    who = unmark(context.params.get("who") or "")
    return Place(context.info_name or "", place.name or "", metavar, begun, who, offered)


def _depth(context: Any) -> int:  # noqa: ANN401
    """Count the commands that were called: none for `ck`, one for `ck event`."""
    return 0 if context.parent is None else 1 + _depth(context.parent)


def group() -> LazyGroup:
    """Make the command `ck`."""
    return LazyGroup(
        COMMANDS,
        name="ck",
        help=HELP,
        epilog=QUIET_TABLE,
        params=[
            *shared_options(),
            callback_option(option("--version", help="Show the version."), _show_version),
            callback_option(
                option(
                    "--install-completion", metavar="[SHELL]", help="Complete by Tab, names too."
                ),
                _install,
            ),
            callback_option(
                option(
                    "--show-completion", metavar="[SHELL]", help="Show the script that does it."
                ),
                _show_script,
            ),
        ],
        no_args_is_help=True,
        rich_markup_mode=None,
        context_settings=HELP_NAMES,
    )


def _show_version(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401, ARG001
    if value and not context.resilient_parsing:
        from contactkeeper import __version__

        context.find_root().obj.terminal.out(f"ck {__version__}")
        context.exit()


def _install(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401, ARG001
    if value is not None and not context.resilient_parsing:
        from contactkeeper.cli.args.shells import install

        session: Session = context.find_root().obj
        shell = unmark(value) or session.shell
        files = install(shell, session.config_file.parent, session.home)
        named = " and ".join(map(str, files))
        session.terminal.out(f"Written: {named}. Open a new {shell} to use it.")
        context.exit()


def _show_script(context: Any, param: Any, value: Any) -> None:  # noqa: ANN401, ARG001
    if value is not None and not context.resilient_parsing:
        from contactkeeper.cli.args.shells import script

        session: Session = context.find_root().obj
        text = script(unmark(value) or session.shell)
        session.terminal.out(*text.rstrip("\n").split("\n"))
        context.exit()
