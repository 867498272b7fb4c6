"""Open the user's editor: for a text that was not typed on the command line, or for a note."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from errno import ENOENT
from os import strerror
from pathlib import Path
from typing import TYPE_CHECKING

from contactkeeper.cli.terminal import Terminal
from contactkeeper.errors import Cancelled, CkError, UsageError
from contactkeeper.sync.worktree import find_program

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.core.model import Contact
    from contactkeeper.vault.store import AnyStep, Change

SCISSORS = "# ------------------ >8 ------------------ nothing below this line is kept"


def edit_text(session: Session, text: str, below: Sequence[str] = ()) -> str:
    """Open the editor on a text, with lines to know under the scissors; return what is written.

    Raises:
        UsageError: there is neither a terminal nor an editor named, so nothing can be written.
        Cancelled: the text was left empty.
        CkError: there is no editor, or it failed; or what is written is not UTF-8, and is kept.
    """
    if not (session.editor or session.user_config.editor or session.terminal.can_ask):
        message = 'there is no text: ck log WHO "what happened".'
        raise UsageError(message)
    form = [text, SCISSORS, *below, ""] if below else [text]
    handle, name = tempfile.mkstemp(prefix="ck-", suffix=".md")
    path = Path(name)
    is_kept = False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write("\n".join(form).encode())
        open_editor(session, path)
        text = path.read_bytes().decode()
    except OSError as error:
        message = f"{path} can't be used: {error.strerror}. Nothing was written."
        raise CkError(message) from error
    except UnicodeDecodeError as error:
        is_kept = True
        message = f"the text is not UTF-8, so nothing was written. It is kept in {path}."
        raise CkError(message) from error
    finally:
        if not is_kept:
            path.unlink(missing_ok=True)
    written = _above(text, below)
    if not written:
        message = "the text is empty, so nothing was written."
        raise Cancelled(message)
    return written


def _above(written: str, below: Sequence[str]) -> str:
    """Cut a form at the scissors; where they are gone, at the first of the lines under them."""
    lines = written.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ends = {SCISSORS} if SCISSORS in lines else {line for line in below if line.strip()}
    stop = next((index for index, line in enumerate(lines) if line in ends), len(lines))
    return "\n".join(lines[:stop]).strip()


def open_editor(session: Session, path: Path) -> None:
    """Open a file in the user's editor and wait until it is closed.

    Raises:
        CkError: there is no editor, or it failed.
    """
    command = _editor(session)
    name, *options = command
    try:
        # A name alone is looked for here, since the system may look into the vault first.
        program = find_program(name) if Path(name).name == name else name
        if program is None:
            raise FileNotFoundError(ENOENT, strerror(ENOENT))
        # A list of arguments, never a shell: the path is one argument whatever it holds.
        code = subprocess.run([program, *options, str(path)], check=False).returncode  # noqa: S603
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        message = f"the editor {name} can't be started: {reason}. Set EDITOR."
        raise CkError(message) from error
    if code:
        message = f"the editor {name} ended with code {code}."
        raise CkError(message)


def _editor(session: Session) -> Sequence[str]:
    """Find the editor: the user's configuration, VISUAL, EDITOR, else what the system has."""
    named = session.user_config.editor or session.editor
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError as error:
        message = f"the editor “{named}” can't be read: {error}. Set EDITOR."
        raise CkError(message) from error
    if words:
        return words
    if not session.terminal.can_ask:  # what the system has would wait for keys that nobody presses
        message = "there is no terminal for an editor. Set EDITOR to one that needs none."
        raise UsageError(message)
    usual = ("notepad",) if os.name == "nt" else ("sensible-editor", "nano", "vi")
    found = next((place for name in usual if (place := find_program(name))), None)
    if found is None:
        message = "no editor was found. Set EDITOR, or editor in your own config.toml."
        raise CkError(message)
    return [found]


def write_entry(
    session: Session,
    contact: Contact,
    typed: Typed,
    plan: Callable[[Typed], Sequence[AnyStep]],
    carry_out: Callable[[Typed], tuple[Change, ...]],
) -> tuple[Change, ...]:
    """Let the user write the entry in the editor, and carry it out.

    What is refused whatever the text says is refused before the editor opens. A text that is
    refused after it is shown on standard error, so that nobody has to write it twice.

    Args:
        session: the run.
        contact: whom the form tells about.
        typed: what was given besides the text; its text is what the form begins with.
        plan: makes the steps of what was typed.
        carry_out: makes the change.
    """
    session.vault.preview(plan(typed._replace(text=typed.text or "…")))
    text = edit_text(session, typed.text, _below(session, contact))
    try:
        return carry_out(typed._replace(text=text))
    except CkError:
        session.terminal.error("Your text:", *text.split("\n"))
        raise


def _below(session: Session, contact: Contact) -> list[str]:
    """Return the brief of the person, which stands below the scissors line."""
    from contactkeeper.cli.screens.brief import brief_lines
    from contactkeeper.core.agenda.brief import brief_of

    brief = brief_of(contact, session.today, session.settings, session.event_notes)
    plain = Terminal(session.terminal.width)
    return [
        f"What happened with {contact.name}? For example:  <- tg: she sends the JD on Friday",
        "An empty text changes nothing.",
        "",
        *map(str, brief_lines(plain, brief, session.today, everything=False)),
    ]
