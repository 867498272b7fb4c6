"""Whole processes, measured in rounds.

Rounds are interleaved (every command once, then every command again, the other way round), so that
a machine that slows down slows all of them, and no command always comes after the same other one.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

SLOW, FEW = 2.0, 5
"""A command that takes more seconds than this gets only so many rounds."""
_HOMES = ("XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")


class Command(NamedTuple):
    """One command line, and what it runs in."""

    arguments: Sequence[str]
    """The program first."""
    environ: Mapping[str, str]
    """All of its environment."""
    before: Callable[[], object] = lambda: None
    """What is done before each run, and not measured."""


class Taken(NamedTuple):
    """What the runs of one command took."""

    seconds: list[float]
    """Of each round."""
    megabytes: float
    """Of the largest process of the largest run."""


class Spread(NamedTuple):
    """The middle of some figures, and the quartiles around it."""

    middle: float
    low: float
    high: float


def measure(commands: Mapping[str, Command], rounds: int) -> dict[str, Taken]:
    """Run every command once a round, after one round that does not count.

    Raises:
        SystemExit: a command failed; its own words are shown.
    """
    taken = {name: Taken([], 0) for name in commands}
    names = list(commands)
    for turn in range(rounds + 1):
        for name in names[:: -1 if turn % 2 else 1]:
            if turn > FEW and min(taken[name].seconds) > SLOW:
                continue
            seconds, megabytes = run(name, commands[name])
            if turn:
                taken[name].seconds.append(seconds)
            most = max(megabytes, taken[name].megabytes)
            taken[name] = taken[name]._replace(megabytes=most)
    return taken


def run(name: str, command: Command) -> tuple[float, float]:
    """Run one command; return its seconds and megabytes.

    Raises:
        SystemExit: it failed; its own words are shown.
    """
    command.before()
    launcher = [sys.executable, "-I", "-S", str(Path(__file__).with_name("launch.py"))]
    done = subprocess.run(  # noqa: S603 - our own command lines
        [*launcher, *command.arguments],
        env=command.environ,
        capture_output=True,
        text=True,
        check=False,
    )
    figures = done.stdout.split()
    if done.returncode or figures[0] != "0":
        sys.exit(f"{name}: {' '.join(command.arguments)}: failed\n{done.stderr}")
    return float(figures[1]), float(figures[2]) / 1024


def surroundings(home: Path) -> dict[str, str]:
    """Return an environment in which no program finds anything of the user's."""
    kept = {name: value for name, value in os.environ.items() if not _disturbs(name)}
    homes = {name: str(home / name.lower()) for name in _HOMES}
    return kept | homes | {"HOME": str(home), "LC_ALL": "C.UTF-8"}


def _disturbs(name: str) -> bool:
    # Without byte code every figure doubles; the others point at somebody's own notes or tasks.
    return name == "PYTHONDONTWRITEBYTECODE" or name.startswith(("CK_", "TASK", "JRNL", "TODOMAN"))


def spread(figures: Sequence[float]) -> Spread:
    """Return the median of at least two figures, and the quartiles."""
    low, middle, high = statistics.quantiles(figures, n=4, method="inclusive")
    return Spread(middle, low, high)


def ratios(others: Sequence[float], ours: Sequence[float]) -> Spread:
    """Compare two commands round by round: how many times the second the first takes."""
    return spread([other / our for other, our in zip(others, ours, strict=False)])
