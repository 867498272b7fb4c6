"""Call programs of the user's system: the editor, the clipboard, and what opens an address.

They are called with a list of arguments, never through a shell. The escape sequence OSC 52 is not
used for the clipboard: many terminals ignore it, and none confirms that the text has arrived.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from errno import ENOENT
from os import strerror
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.errors import Cancelled, CkError, UsageError
from contactkeeper.shell_words import shell_word
from contactkeeper.sync.worktree import find_program
from contactkeeper.system_errors import why_refused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.session import Session


SCISSORS = Wording("# ------------------ >8 ------------------ nothing below this line is kept")


def edit_text(session: Session, text: str, below: Sequence[str] = ()) -> str:
    """Open the editor on a text, with lines to know under the scissors; return what is written.

    Raises:
        UsageError: there is neither a terminal nor an editor named, so nothing can be written.
        Cancelled: the text was left empty.
        CkError: there is no editor, or it failed, or what is written is not UTF-8. A text that was
            changed is kept.
    """
    if not (session.editor or session.user_config.editor or session.terminal.can_ask):
        raise UsageError(Wording('there is no text: ck log WHO "what happened".'))
    scissors = session.speech.say(SCISSORS)
    form = [text, scissors, *below, ""] if below else [text]
    handle, name = tempfile.mkstemp(prefix="ck-", suffix=".md")
    path = Path(name)
    data = "\n".join(form).encode()
    is_kept = False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        try:
            open_editor(session, path)
        except CkError as error:
            if is_kept := path.read_bytes() != data:
                kept = Wording("What you wrote is kept in {path}.", path=path)
                raise CkError(Wording.joined(" ", [error.sentence, kept])) from error
            raise
        text = path.read_bytes().decode()
    except OSError as error:
        why = why_refused(error)
        raise CkError(
            Wording("{path} can't be used: {why}. Nothing was written.", path=path, why=why)
        ) from error
    except UnicodeDecodeError as error:
        is_kept = True
        raise CkError(
            Wording(
                "the text is not UTF-8, so nothing was written. It is kept in {path}.", path=path
            )
        ) from error
    finally:
        if not is_kept:
            path.unlink(missing_ok=True)
    written = _above(text, scissors, below)
    if not written:
        raise Cancelled(Wording("the text is empty, so nothing was written."))
    return written


def _above(written: str, scissors: str, below: Sequence[str]) -> str:
    """Cut a form at the scissors; where they are gone, at the first of the lines under them."""
    lines = written.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ends = {scissors} if scissors in lines else {line for line in below if line.strip()}
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
        why = why_refused(error) if isinstance(error, OSError) else error
        raise CkError(
            Wording("the editor {name} can't be started: {why}. Set EDITOR.", name=name, why=why)
        ) from error
    if code:
        raise CkError(Wording("the editor {name} ended with code {code}.", name=name, code=code))


def say_opener(typed: str, place: Path, platform: str = sys.platform) -> str:
    """Return the command that opens a file, as it is typed; its address where there is none."""
    word = shell_word(typed)
    if platform == "win32":
        return f'start "" {word}'
    name = "open" if platform == "darwin" else "xdg-open"
    return f"{name} {word}" if find_program(name) else place.as_uri()


def obsidian_address(vault: str, path: str) -> str:
    """Return the address by which Obsidian opens a note of the vault of that name."""
    from urllib.parse import quote  # few commands give an address

    # Every reserved character is encoded, the slash too: Obsidian wants it so.
    parts = (vault, path.removesuffix(".md"))
    name, file = (quote(part, safe="", errors="surrogateescape") for part in parts)
    return f"obsidian://open?vault={name}&file={file}"


def _editor(session: Session) -> Sequence[str]:
    """Find the editor: the user's configuration, VISUAL, EDITOR, else what the system has."""
    named = session.user_config.editor or session.editor
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError as error:
        why = Wording("No escaped character")
        if "quotation" in str(error):
            why = Wording("No closing quotation")
        raise CkError(
            Wording("the editor “{named}” can't be read: {why}. Set EDITOR.", named=named, why=why)
        ) from error
    if words:
        return words
    if not session.terminal.can_ask:  # what the system has would wait for keys that nobody presses
        raise UsageError(
            Wording("there is no terminal for an editor. Set EDITOR to one that needs none.")
        )
    usual = ("notepad",) if os.name == "nt" else ("sensible-editor", "nano", "vi")
    found = next((place for name in usual if (place := find_program(name))), None)
    if found is None:
        raise CkError(
            Wording("no editor was found. Set EDITOR, or editor in your own config.toml.")
        )
    return [found]


PATIENCE = 3
"""Seconds after which a program is stopped."""


class Copier(NamedTuple):
    """A program that takes what it reads as the new content of the clipboard."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


_CLIP = Copier(("clip.exe",), "utf-16")
"""Windows' `clip` reads text without a BOM in the console's code page."""
_X11 = (
    Copier(("wl-copy",)),
    Copier(("xclip", "-selection", "clipboard")),
    Copier(("xsel", "--clipboard", "--input")),
    Copier(("termux-clipboard-set",)),
    _CLIP,  # of Windows, where this is its Linux
)
_BY_PLATFORM = {"darwin": (Copier(("pbcopy",)),), "win32": (_CLIP,)}


def copy_to_clipboard(text: str, here: Path, platform: str = sys.platform) -> bool:
    """Put a text on the clipboard, by the first program that does it; False where none did.

    `here` is the folder in which `ck` was started: no program of it is called.
    """
    return any(_copy(text, copier, here) for copier in _BY_PLATFORM.get(platform, _X11))


def _copy(text: str, copier: Copier, here: Path) -> bool:
    name, *options = copier.command
    program = shutil.which(name)
    # Windows looks into the folder one is in first; in a vault lies what others have put there.
    if program is None or Path(program).resolve().parent == here.resolve():
        return False
    try:
        # The streams go nowhere: xclip and wl-copy stay on as the owner of the clipboard, and would
        # keep a pipe open. The program is one of the above, its options too.
        done = subprocess.run(  # noqa: S603
            [program, *options],
            input=text.encode(copier.encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, UnicodeEncodeError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


_OPENERS = {"darwin": ("open",), "linux": ("xdg-open", "wslview", "termux-open-url")}
"""Programs that open an address with the program that the user has for it, by platform."""


def open_link(link: str, platform: str = sys.platform) -> bool:
    """Open an address with the program that the system has for it; say whether one took it."""
    if platform == "win32":
        try:
            os.startfile(link)  # type: ignore[attr-defined]  # noqa: S606  # Windows has it
        except OSError:
            return False
        return True
    names = _OPENERS.get(platform, _OPENERS["linux"])
    return any(_open(program, link) for name in names if (program := find_program(name)))


def _open(program: str, link: str) -> bool:
    """Give an address to a program; one that goes on running has taken it."""
    try:
        process = subprocess.Popen(  # noqa: S603  # a list of arguments, never a shell
            [program, link],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        return process.wait(timeout=PATIENCE) == 0
    except subprocess.TimeoutExpired:
        return True
    except OSError:
        return False
