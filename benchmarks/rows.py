"""What is measured: the rows, a world to run them in, and rounds of whole processes.

Rounds are interleaved (every row once, then every row again), so that a machine that slows down
slows all of them. Nothing of the user's is touched: state and configuration are in the world's
own folder.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generate import TODAY, write_vault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SIZES = ((100, 1_000), (1_000, 5_000), (10_000, 10_000))
"""Contacts among notes."""
FLOOR = "floor"
SOMEBODY = "Recruiters/01/Анна Каренина 00001.md"
"""Somebody whom every generated vault has."""


@dataclass(frozen=True, slots=True)
class Row:
    """One command line that is measured."""

    name: str
    arguments: tuple[str, ...]
    """After `ck`."""
    target: float | None = None
    """The most it may take, as a ratio to the floor; None: it is only watched."""


@dataclass(slots=True)
class World:
    """A folder with everything a run needs: vaults, copies, state and configuration."""

    folder: Path
    rows: list[Row] = field(default_factory=list)

    @property
    def environ(self) -> dict[str, str]:
        """Give the environment of every process: nothing of the user's is read or written."""
        kept = {name: value for name, value in os.environ.items() if not _disturbs(name)}
        homes = ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA")
        return kept | {home: str(self.folder / home.lower()) for home in homes}

    def build(self, sizes: Sequence[tuple[int, int]] = SIZES) -> None:
        """Generate the vaults, a copy of each for the rows that write, and the rows."""
        self.rows = [Row("ck --version", ("--version",)), Row("ck --help", ("--help",))]
        for contacts, notes in sizes:
            vault = self.folder / f"vault-{contacts}"
            copy = self.folder / f"copy-{contacts}"
            write_vault(vault, contacts, notes)
            shutil.copytree(vault, copy)
            size = f"{contacts:,} of {notes:,}"
            today = ("--today", TODAY.isoformat())
            target = 3.0 if contacts == 1_000 else None
            self.rows += [
                Row(f"ck due, {size}", ("due", "--vault", str(vault), *today), target),
                Row(
                    f"ck log, {size}",
                    ("log", SOMEBODY, "she sends the JD", "--vault", str(copy), *today),
                ),
            ]


def _disturbs(name: str) -> bool:
    # Without byte code every figure doubles; CK_* would point at somebody's own vault.
    return name == "PYTHONDONTWRITEBYTECODE" or name.startswith("CK_")


def floor_command(python: str) -> list[str]:
    """Return the command line of the floor."""
    return [python, str(Path(__file__).with_name("floor.py"))]


def ck_command(python: str, arguments: Sequence[str]) -> list[str]:
    """Return the command line of a row."""
    return [python, "-m", "contactkeeper", *arguments]


def measure(
    commands: Mapping[str, list[str]], environ: Mapping[str, str], rounds: int
) -> dict[str, list[float]]:
    """Run every command once a round, after one round that does not count.

    Returns:
        Seconds of each round by name.

    Raises:
        SystemExit: a command failed; its own words are shown.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for turn in range(rounds + 1):
        for name, command in commands.items():
            started = time.perf_counter()
            done = subprocess.run(  # noqa: S603 - our own command lines
                command, env=environ, capture_output=True, check=False
            )
            taken = time.perf_counter() - started
            if done.returncode:
                sys.exit(f"{name}: exit {done.returncode}\n{done.stderr.decode()}")
            if turn:
                seconds[name].append(taken)
    return seconds


def spread(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Return the median and the quartiles around it."""
    low, middle, high = statistics.quantiles(seconds, n=4)
    return middle, low, high
