"""The user's editor: for a text that was not typed on the command line, and for a whole note."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from contactkeeper.errors import Cancelled, CkError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.session import Session

SCISSORS = "# ------------------------ >8 ------------------------ below this line nothing is kept"


def edit_text(session: Session, form: str) -> str:
    """Open the editor on a form; return what stands above the scissors.

    Raises:
        UsageError: there is neither a terminal nor an editor named, so nothing can be written.
        Cancelled: the text was left empty.
    """
    if not (session.editor or session.user_config.editor or session.can_ask):
        message = 'there is no text: ck log WHO "what happened".'
        raise UsageError(message)
    handle, name = tempfile.mkstemp(prefix="ck-", suffix=".md")
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(form.encode())
        open_editor(session, path)
        written = path.read_bytes().decode("utf-8", "replace")
    finally:
        path.unlink(missing_ok=True)
    text = written.partition(SCISSORS)[0].strip()
    if not text:
        message = "the text is empty, so nothing was written."
        raise Cancelled(message)
    return text


def open_editor(session: Session, path: Path) -> None:
    """Open a file in the user's editor and wait until it is closed.

    Raises:
        CkError: there is no editor, or it failed.
    """
    command = _editor(session)
    try:
        # A list of arguments, never a shell: the path is one argument whatever it holds.
        code = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603
    except OSError as error:
        message = f"the editor {command[0]} can't be started: {error.strerror}. Set EDITOR."
        raise CkError(message) from error
    if code:
        message = f"the editor {command[0]} ended with code {code}; nothing was written."
        raise CkError(message)


def _editor(session: Session) -> Sequence[str]:
    """Find the editor: the user's configuration, VISUAL, EDITOR, else what the system has."""
    named = session.user_config.editor or session.editor
    if named:
        return shlex.split(named, posix=os.name != "nt")
    usual = ("notepad",) if os.name == "nt" else ("sensible-editor", "nano", "vi")
    found = next((name for name in usual if shutil.which(name)), None)
    if found is None:
        message = "no editor was found. Set EDITOR, or editor in your own config.toml."
        raise CkError(message)
    return [found]
