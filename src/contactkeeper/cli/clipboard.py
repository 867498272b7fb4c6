"""Copy a text to the clipboard, with a program of the system; never through a shell.

The escape sequence OSC 52 is not used: many terminals ignore it, and none confirms that the text
has arrived.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

PATIENCE = 3
"""Seconds after which a program is stopped."""


class Copier(NamedTuple):
    """A program that takes what it reads as the new content of the clipboard."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


_CLIP = Copier(("clip.exe",), "utf-16")
"""It takes what has no BOM for the code page of the console."""
_X11 = (
    Copier(("wl-copy",)),
    Copier(("xclip", "-selection", "clipboard")),
    Copier(("xsel", "--clipboard", "--input")),
    Copier(("termux-clipboard-set",)),
    _CLIP,  # of Windows, where this is its Linux
)
_BY_PLATFORM = {"darwin": (Copier(("pbcopy",)),), "win32": (_CLIP,)}


def copy(text: str, here: Path, platform: str = sys.platform) -> bool:
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
