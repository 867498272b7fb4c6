"""Run one command line: read clock and environment, call the command, and turn errors to text.

Nothing else reads the clock or the environment; a command gets both in its `Session`.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from contactkeeper.cli.args.arguments import own_names, prepare, refuse_broken, wants_json
from contactkeeper.cli.args.quick import parse_plain_line
from contactkeeper.cli.error_report import STOPPED, report
from contactkeeper.cli.language import NAMED_LANGUAGE, language_of
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import Terminal
from contactkeeper.errors import CkError, UsageError
from contactkeeper.vault_errors import NoVault
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Clock = Callable[[], datetime]


ASKED_BY_SHELL = "_CK_COMPLETE"
"""The variable that a completion script sets."""


def run(arguments: Sequence[str], now: datetime | None = None) -> int:
    """Run one command line; return its exit code. Every error ends here, as one sentence.

    `now` is the time of the run; None: the present.
    """
    terminal = Terminal.of(os.environ)
    try:
        terminal.speak(language_of(os.environ))
        clock = (lambda: now) if now else local_time
        if instruction := os.environ.get(ASKED_BY_SHELL):
            return complete(instruction.removeprefix("complete_"), arguments, terminal, clock)
        return carry_out(arguments, terminal, clock)
    except BrokenPipeError:  # the reader (`| head`) has gone
        return 0
    except KeyboardInterrupt:
        with suppress(BrokenPipeError):
            terminal.error("", STOPPED)
        return 130
    except CkError as error:
        return report(terminal, error, as_json=wants_json(arguments))
    except Exception as error:  # noqa: BLE001  # the last net: no traceback ever reaches a user
        if os.environ.get("CK_TRACEBACK"):
            from traceback import format_exc

            terminal.error(*format_exc().split("\n"))
        return report(terminal, error, as_json=wants_json(arguments))


def local_time() -> datetime:
    """Return the present time, in the zone of this machine.

    Raises:
        UsageError: TZ names no zone that the system can use.
    """
    try:
        return datetime.now().astimezone()
    except (ValueError, OverflowError, OSError) as error:
        message = Wording(
            "TZ has to name a time zone, and “{zone}” names none.", zone=os.environ.get("TZ", "")
        )
        raise UsageError(message) from error


def carry_out(arguments: Sequence[str], terminal: Terminal, clock: Clock) -> int:
    """Read a command line and call its command; return the exit code that it gives."""
    if list(arguments) in (["--version"], ["-V"]):
        from contactkeeper import __version__

        terminal.out(f"ck {__version__}")
        return 0
    refuse_broken(arguments)
    session = open_session(os.environ, terminal, clock)
    arguments = own_names(arguments) if arguments else command_alone(session)
    try:
        call = parse_plain_line(prepare(arguments))
        if call is None:
            from contactkeeper.cli.args.parser import parse_line

            can_ask = terminal.can_ask and not wants_json(arguments)
            call = parse_line(arguments, terminal.choose if can_ask else None)
        for name, value in call.shared:
            session.take(name, value)
        try:
            return call.function(session, **call.values) or 0
        finally:
            refresh_calendar(session)
    except (CkError, OSError):
        raise
    except Exception:
        session.forget()  # the cache may be what is wrong
        raise


def refresh_calendar(session: Session) -> None:
    """Write the calendar that is set, where this run has changed the vault."""
    has_changed = session.has_synced or any(vault.last_change for vault in session.opened)
    if has_changed and session.settings.calendar.out:
        from contactkeeper.cli.commands.calendar_file import refresh

        refresh(session)


def command_alone(session: Session) -> list[str]:
    """Return what `ck` alone means: the morning list once a vault is known, else the help."""
    try:
        _ = session.root
    except NoVault:
        return []
    return ["due"]


def complete(shell: str, words: Sequence[str], terminal: Terminal, clock: Clock) -> int:
    """Answer the shell with candidates; with none where anything goes wrong."""
    from contextlib import redirect_stderr

    from contactkeeper.cli.args import completion

    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stderr(nowhere):
        try:
            session = open_session(os.environ, terminal, clock)
            found = completion.complete(session, shell, words)
        except Exception:  # noqa: BLE001  # whatever it is, a Tab must show no fault
            return 1
    terminal.candidates(found)
    return 0


def open_session(environ: Mapping[str, str], terminal: Terminal, clock: Clock) -> Session:
    """Make the session of a run from the environment."""
    session = Session(
        clock=clock,
        terminal=terminal,
        folder=working_folder(),
        config_file=user_folder(environ, "XDG_CONFIG_HOME", ".config", "APPDATA") / "config.toml",
        state=user_folder(environ, "XDG_STATE_HOME", ".local/state", "LOCALAPPDATA"),
        cache=user_folder(environ, "XDG_CACHE_HOME", ".cache", "LOCALAPPDATA"),
        home=home_folder(environ) or Path(os.sep),
        editor=environ.get("VISUAL") or environ.get("EDITOR") or "",
        shell=Path(environ.get("SHELL", "")).name,
        window=window_id(),
        zone=lambda: zone_name(environ),
        is_language_given=bool(environ.get(NAMED_LANGUAGE)),
    )
    session.find_language()
    for name in ("vault", "today"):
        if value := environ.get(f"CK_{name.upper()}"):
            session.take(name, value, said_by=f"CK_{name.upper()}")
    if environ.get("CK_NO_CACHE"):
        session.take("no_cache", value=True)
    return session


def zone_name(environ: Mapping[str, str]) -> str:
    """Return the name of this machine's time zone; empty where neither TZ nor the system has it."""
    named = environ.get("TZ", "").removeprefix(":")
    if not named and os.name != "nt":
        link = "/etc/localtime"
        named = os.path.realpath(link) if os.path.lexists(link) else "UTC"
    return named.partition("/zoneinfo/")[2] if named.startswith(os.sep) else named


def window_id() -> str:
    """Return what tells this terminal from others: the session of its shell, on Windows the shell.

    Pipes and redirections change nothing of it.
    """
    return str(os.getppid() if sys.platform == "win32" else os.getsid(0))


def working_folder() -> Path:
    """Return the folder that `ck` was started in; the root where that can't be told any more.

    No vault is looked for at the root.
    """
    try:
        return Path.cwd()
    except OSError:
        return Path(os.sep)


def home_folder(environ: Mapping[str, str]) -> Path | None:
    """Find the user's home folder: by the environment, else as the system knows it.

    A relative one would lie wherever `ck` is started, so it counts for nothing.
    """
    named = environ.get("HOME") or environ.get("USERPROFILE") or ""
    if Path(named).is_absolute():
        return Path(named)
    if os.name == "nt":
        return None
    import pwd

    try:
        known = pwd.getpwuid(os.getuid()).pw_dir
    except KeyError:
        return None
    return Path(known) if Path(known).is_absolute() else None


def user_folder(environ: Mapping[str, str], variable: str, usual: str, windows: str) -> Path:
    """Find a folder of the user's own: by the XDG variable, else where the system has it.

    A relative one is ignored, as the standard says: it would lie wherever `ck` is started, so in
    the vault, and elsewhere the next time.
    """
    named = Path(environ.get(variable, ""))
    if named.is_absolute():
        base = named
    elif os.name == "nt" and environ.get(windows):
        base = Path(environ[windows])
    else:
        home = home_folder(environ)
        if home is None:
            raise UsageError(Wording("there is no home folder here: set {name}.", name=variable))
        base = home / usual
    return base / "contactkeeper"
