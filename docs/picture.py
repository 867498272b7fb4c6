"""Draw the README's picture of the morning list, from what `ck` prints in a terminal.

`python docs/picture.py` writes docs/due.svg anew; a test says when that is due.
"""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / "docs" / "due.svg"
COMMAND = "ck due"
COLUMNS = 86


def screen() -> str:
    """Return what the command prints in a terminal on the example vault, colours and all."""
    ours, theirs = pty.openpty()
    environ = os.environ | {
        "COLUMNS": str(COLUMNS),
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": os.devnull,  # nothing of the user's own in the picture
        "XDG_STATE_HOME": os.devnull,  # and the numbers of its rows are nobody's
        "CK_TODAY": "2026-11-23",
        "CK_VAULT": str(ROOT / "examples" / "vault"),
    }
    environ.pop("NO_COLOR", None)
    arguments = [sys.executable, "-m", "contactkeeper", *COMMAND.split()[1:]]
    with subprocess.Popen(arguments, env=environ, stdout=theirs, stdin=theirs, stderr=theirs) as ck:  # noqa: S603
        os.close(theirs)
        printed = b""
        while part := _read(ours):
            printed += part
    os.close(ours)
    if ck.returncode:
        raise SystemExit(printed.decode())
    return printed.decode().replace("\r\n", "\n")


def _read(handle: int) -> bytes:
    try:
        return os.read(handle, 65536)
    except OSError:  # Linux says so at the end of a pseudo-terminal
        return b""


def draw() -> str:
    """Return the picture as SVG."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(f"\x1b[2m$\x1b[0m {COMMAND}\n{screen()}"))
    svg = console.export_svg(title="Monday morning", unique_id="ck")
    # The reader's own monospaced letters: nothing is fetched from anywhere for a picture.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    PICTURE.write_bytes(draw().encode())
