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
from typing import TYPE_CHECKING, NamedTuple

from generate import TODAY, write_vault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SIZES = ((100, 1_000), (1_000, 5_000), (10_000, 10_000), (5_000, 50_000))
"""Contacts among notes."""
FLOOR = "floor"
SOMEBODY = "Recruiters/01/Анна Каренина 00001.md"
"""Somebody whom every generated vault has."""
_DUE = {(100, 1_000): 1.05, (1_000, 5_000): 1.1, (10_000, 10_000): 1.6, (5_000, 50_000): 3.0}
_FIRST = {(1_000, 5_000): 3.0, (10_000, 10_000): 10.0}
_LOG = {(1_000, 5_000): 0.9, (10_000, 10_000): 1.3}
_COLD, _COMPLETION = 1.8, 0.8


@dataclass(frozen=True, slots=True)
class Row:
    """One command line that is measured."""

    name: str
    arguments: tuple[str, ...]
    """After `ck`."""
    target: float | None = None
    """The most it may take, as a ratio to the floor; None: it is only watched."""
    before: Callable[[], object] = lambda: None
    """What is done before each run, and not measured."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """What is added to the environment."""


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
        self.rows = [
            Row("ck --version", ("--version",), 0.7),
            Row("ck --help", ("--help",), 0.7),
        ]
        for size in sizes:
            self._add_rows(*size)

    def _add_rows(self, contacts: int, notes: int) -> None:
        vault = self.folder / f"vault-{contacts}-{notes}"
        write_vault(vault, contacts, notes)
        size, said = (contacts, notes), f"{contacts:,} of {notes:,}"
        today = ("--today", TODAY.isoformat())
        due = ("due", "--vault", str(vault), *today)
        self.rows.append(Row(f"ck due, {said}", due, _DUE[size]))
        if size in _FIRST:
            cache = self.folder / f"first-{contacts}"
            self.rows.append(
                Row(
                    f"ck due, {said}, first run",
                    due,
                    _FIRST[size],
                    before=lambda: shutil.rmtree(cache, ignore_errors=True),
                    environ={"XDG_CACHE_HOME": str(cache)},
                )
            )
        if size in _LOG:
            copy = self.folder / f"copy-{contacts}"
            shutil.copytree(vault, copy)
            log = ("log", SOMEBODY, "she sends the JD", "--vault", str(copy), *today)
            self.rows.append(Row(f"ck log, {said}", log, _LOG[size]))
        if contacts == max(contacts for contacts, _ in SIZES):
            places = [str(place) for place in vault.rglob("*.md")]
            self.rows += [
                Row(
                    f"ck due, {said}, cold pages",
                    due,
                    _COLD,
                    before=lambda: _drop(places, self.folder / "xdg_cache_home"),
                ),
                Row(
                    f"completion, {said}",
                    ("--", "show", "анна"),
                    _COMPLETION,
                    environ={"_CK_COMPLETE": "complete_bash", "CK_VAULT": str(vault)},
                ),
            ]


def _drop(places: Sequence[str], caches: Path) -> None:
    """Drop the data of files from memory, as most mornings find them."""
    for place in (*places, *(str(each) for each in caches.rglob("*.cache"))):
        handle = os.open(place, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def _disturbs(name: str) -> bool:
    # Without byte code every figure doubles; CK_* would point at somebody's own vault.
    return name == "PYTHONDONTWRITEBYTECODE" or name.startswith("CK_")


def floor_command(python: str) -> list[str]:
    """Return the command line of the floor."""
    return [python, str(Path(__file__).with_name("floor.py"))]


def ck_command(python: str, arguments: Sequence[str]) -> list[str]:
    """Return the command line of a row."""
    return [python, "-m", "contactkeeper", *arguments]


class Taken(NamedTuple):
    """What the runs of one row took."""

    seconds: list[float]
    """Of each round."""
    peak: int
    """Kilobytes of the largest run; 0 where the system does not tell."""


def measure(
    commands: Mapping[str, tuple[list[str], Row | None]], environ: Mapping[str, str], rounds: int
) -> dict[str, Taken]:
    """Run every command once a round, after one round that does not count.

    Raises:
        SystemExit: a command failed; its own words are shown.
    """
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    peaks = dict.fromkeys(commands, 0)
    for turn in range(rounds + 1):
        for name, (command, row) in commands.items():
            variables = dict(environ)
            if row:
                row.before()
                variables |= row.environ
            started = time.perf_counter()
            process = subprocess.Popen(  # noqa: S603 - our own command lines
                command, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
            )
            said = process.stderr.read() if process.stderr else b""
            _, status, usage = os.wait4(process.pid, 0)
            taken = time.perf_counter() - started
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                sys.exit(f"{name}: exit {process.returncode}\n{said.decode()}")
            peaks[name] = max(peaks[name], usage.ru_maxrss)
            if turn:
                seconds[name].append(taken)
    return {name: Taken(seconds[name], peaks[name]) for name in commands}


def spread(seconds: Sequence[float]) -> tuple[float, float, float]:
    """Return the median and the quartiles around it."""
    low, middle, high = statistics.quantiles(seconds, n=4)
    return middle, low, high
