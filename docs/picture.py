"""Draw the README's pictures of a terminal, from what `ck` prints there.

`python docs/picture.py` writes them anew; a test says when that is due.
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
PICTURES = {"due": "Monday morning", "stats": "Looking back"}
"""The commands of which there are pictures, `docs/NAME.svg`, and what stands above each."""
COLUMNS = 86


def screen(command: str) -> str:
    """Return what a command prints in a terminal on the example vault, colours and all."""
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
    arguments = [sys.executable, "-m", "contactkeeper", command]
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


def draw(command: str) -> str:
    """Return the picture of a command as SVG."""
    console = Console(record=True, width=COLUMNS, file=StringIO(), legacy_windows=False)
    console.print(Text.from_ansi(f"\x1b[2m$\x1b[0m ck {command}\n{screen(command)}"))
    svg = console.export_svg(title=PICTURES[command], unique_id="ck")
    # The reader's own monospaced letters: nothing is fetched from anywhere for a picture.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


if __name__ == "__main__":
    for name in PICTURES:
        (ROOT / "docs" / f"{name}.svg").write_bytes(draw(name).encode())
