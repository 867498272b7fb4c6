"""How far reading has come is shown in a terminal, where it takes long, and nothing of it stays."""

from __future__ import annotations

import os
import re
import sys
from datetime import UTC, datetime
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from contactkeeper.cli.app import open_session
from contactkeeper.cli.progress import Progress, line_of
from contactkeeper.cli.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other terminals")

NOTE = "---\ntags: [recruiter]\n---\n## Log\n- 2026-11-20: x\n"
HEAVY = NOTE + "1. 2026-11-19 y\n" * 100_000
"""A note that takes half a second to read, being in no usual hand."""


class Times:
    """A clock that is set."""

    now = 0.0

    def __call__(self) -> float:
        """Return what it was set to."""
        return self.now


def test_nothing_is_shown_for_a_second() -> None:
    """Nor is anything taken away then."""
    stream, clock = StringIO(), Times()
    progress = Progress(stream, 80, clock)
    for clock.now in (0.0, 0.5, 0.99):
        progress.show(1, 2, "Reading notes")
    progress.clear()
    assert not stream.getvalue()


def test_the_line_is_written_anew_ten_times_a_second_and_taken_away() -> None:
    """Each covers the whole width but the last cell, and no line is ever ended."""
    stream, clock = StringIO(), Times()
    progress = Progress(stream, 60, clock)
    for clock.now, done in ((1.0, 64), (1.05, 128), (1.11, 6400)):
        progress.show(done, 10_000, "Reading notes")
    progress.clear()
    progress.clear()
    assert stream.getvalue() == (
        "\r" + "Reading notes ──────────────────────── 64 of 10,000".ljust(59) + "\r"
        + "Reading notes ━━━━━━━━━━━━━━━───────── 6,400 of 10,000".ljust(59) + "\r"
        + " " * 59 + "\r"
    )  # fmt: skip


@pytest.mark.parametrize("total", [1, 64, 9_999, 1_234_567])
def test_it_fits_any_window(total: int) -> None:
    """The bar gives way first, then the numbers, which are never cut."""
    for room in range(90):
        for done in (0, total // 2, total):
            line = line_of(str, done, total, room, "Reading notes")
            assert len(line) <= room
            assert not line or line.endswith(f"{done:,} of {total:,}")


IMPATIENT = """\
from contactkeeper.__main__ import main
from contactkeeper.cli import progress
progress.AFTER = progress._EVERY = 0.0
main()
"""
"""Runs `ck` so that it shows at once, and after each batch of notes, how far it has come."""


def fill(ck: Ck, heavy: str = "") -> None:
    """Make a vault of four folders, of which one takes long to read."""
    for folder in "abcd":
        for number in range(64):
            ck.note(f"{folder}/{number:02}.md", HEAVY if folder == heavy and number < 2 else NOTE)


@posix
def test_a_long_first_run_says_how_far_it_is(ck: Ck) -> None:
    """The answer then stands as if nothing had been there."""
    from terminals import Window

    fill(ck)
    with Window(sys.executable, "-c", IMPATIENT, "due") as window:
        code, shown = window.wait_for_end()
    lines, cleared, answer = shown.rpartition("\r" + " " * 79 + "\r")
    assert code == 0
    assert re.findall(r"\rReading notes [━─]+ (\d+) of 256 +", lines) == ["0", "64", "128", "192"]
    assert cleared
    assert "nobody today" in answer
    assert "\r" not in answer


@posix
def test_stopping_leaves_a_clean_line(ck: Ck) -> None:
    """^C while it is shown takes it away."""
    from terminals import Window

    fill(ck, heavy="b")
    with Window(sys.executable, "-c", IMPATIENT, "due", echo=False) as window:
        window.wait_for("Reading notes")
        window.type("\x03")
        code, _ = window.wait_for_end()
    assert code == 130
    assert re.search(r"\r {79}\r\nStopped\. [^\r]*\n\Z", window.shown)


def test_a_document_comes_alone(tmp_path: Path) -> None:
    """Where JSON is wanted, nothing else is shown, in a terminal too."""
    terminal = Terminal(can_redraw=True)
    moment = datetime(2026, 11, 23, tzinfo=UTC)
    session = open_session({"HOME": str(tmp_path)}, terminal, lambda: moment)
    session.take("json", value=True)
    assert not terminal.can_redraw
