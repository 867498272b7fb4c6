"""Draw the README's pictures: of a terminal, from what `ck` prints there, and of the report.

`python docs/picture.py` writes them anew; a test says when that is due.
"""

from __future__ import annotations

import os
import pty
import re
import shutil
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PICTURES = {"due": "Monday morning", "go": "One person at a time", "stats": "Looking back"}
"""The commands of which there are pictures, `docs/NAME.svg`, and what stands above each."""
TYPED = {
    "go": (
        ("[?]  ", "n"), ("[?]  ", "n"), ("[?]  ", "l"), ("-> telegram: ", "отправил CV\n"),
        ("[n]o  ", "y"), ("[?]  ", "q"),
    )
}  # fmt: skip
"""What is asked for by a command that asks, and what is typed then."""
COLUMNS = 86
PLACES = {
    "Entries of each day": (16, 24),
    "What happened, by month": (16, 184),
    "People in rhythm, by month": (400, 184),
}
"""The pictures of the report by their titles, and where they stand."""
WIDTH, HEIGHT = 760, 376
WHERE = ("--vault", str(ROOT / "examples" / "vault"), "--today", "2026-11-23")


def screen(command: str) -> str:
    """Return what a command prints in a terminal, in a copy of the example vault, with colours."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples" / "vault", Path(folder) / "vault")
        return _run(command, Path(folder))


def _run(command: str, folder: Path) -> str:
    ours, theirs = pty.openpty()
    environ = os.environ | {
        "COLUMNS": str(COLUMNS),
        "TERM": "xterm-256color",
        "XDG_CONFIG_HOME": os.devnull,  # nothing of the user's own in the picture
        "XDG_STATE_HOME": str(folder / "state"),  # and the numbers of its rows are nobody's
        "CK_TODAY": "2026-11-23",
        "CK_VAULT": str(folder / "vault"),
    }
    environ.pop("NO_COLOR", None)
    arguments = [sys.executable, "-m", "contactkeeper", command]
    with subprocess.Popen(arguments, env=environ, stdout=theirs, stdin=theirs, stderr=theirs) as ck:  # noqa: S603
        os.close(theirs)
        printed, seen, typed = b"", 0, list(TYPED.get(command, ()))
        while part := _read(ours):
            printed += part
            if typed and (asked := typed[0][0].encode()) in printed[seen:]:
                seen = printed.index(asked, seen) + len(asked)
                os.write(ours, typed.pop(0)[1].encode())
    os.close(ours)
    if ck.returncode:
        raise SystemExit(printed.decode())
    return re.sub(r"\x1b\[\?2004[hl]\r?", "", printed.decode().replace("\r\n", "\n"))


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


def page() -> str:
    """Return the report of the example vault."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "report.html"
        arguments = ["-m", "contactkeeper", "report", str(place), *WHERE]
        environ = os.environ | {"XDG_CONFIG_HOME": os.devnull}
        subprocess.run([sys.executable, *arguments], env=environ, check=True, capture_output=True)  # noqa: S603
        return place.read_text(encoding="utf-8")


def draw_report() -> str:
    """Return three pictures of the report as one: each day, and what happened by month."""
    html = page()
    style = re.findall(r"<style>(.*?)</style>", html, re.DOTALL)[0]
    found = re.findall(
        r'<figcaption>(.*?): .*?<svg (.*?</svg>).*?<ul class="legend">(.*?)</ul>', html, re.DOTALL
    )
    drawings = {title: (svg, legend) for title, svg, legend in found}
    parts = []
    for title, (x, y) in PLACES.items():
        svg, legend = drawings[title]
        parts.append(f'<text x="{x}" y="{y}">{title}</text><svg x="{x}" y="{y + 8}" {svg}')
        below = y + 24 + int(re.findall(r'height="(\d+)"', svg)[0])
        parts += _legend(legend, x, below)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f"<style>{style} .page {{ fill: var(--page); }}</style>"
        f'<rect class="page" width="{WIDTH}" height="{HEIGHT}"/>{"".join(parts)}</svg>\n'
    )


def _legend(html: str, x: int, y: int) -> Iterator[str]:
    """Draw the items of a legend beside each other."""
    for look, words in re.findall(r'swatch (\w+)"></span> (.*?)</li>', html):
        yield f'<rect class="{look}" x="{x}" y="{y - 10}" width="10" height="10"/>'
        yield f'<text x="{x + 14}" y="{y}">{words}</text>'
        x += 30 + 7 * len(words)


if __name__ == "__main__":
    for name in PICTURES:
        (ROOT / "docs" / f"{name}.svg").write_bytes(draw(name).encode())
    (ROOT / "docs" / "report.svg").write_bytes(draw_report().encode())
