"""What is measured of ck: the rows, and the vaults they need."""

from __future__ import annotations

import os
import shutil
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generate import TODAY, note_of, write_vault
from processes import Command, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

Size = tuple[int, int]
"""Contacts among notes."""
FLOOR = "floor"
SMALLEST = (100, 1_000)
TARGETS: Mapping[Size, Mapping[str, float | None]] = {
    SMALLEST: {"due": 0.6},
    (1_000, 1_000): {"due": None, "list": None, "show": None, "log": None},
    (1_000, 5_000): {"due": 1.0, "due, first run": None, "log": 1.0, "stats": 3.0, "report": None},
    (10_000, 10_000): {
        "due": 5.0,
        "due, first run": 16.0,
        "due, cold pages": 5.0,
        "log": 1.3,
        "list": None,
        "show": None,
        "completion": 0.8,
    },
    (5_000, 50_000): {"due": 3.0},
}
"""The most that each may take, in floors; None: it is watched, and compared with other programs."""
_SOMEBODY = note_of(1)


class Row(NamedTuple):
    """One command line of ck that is measured."""

    name: str
    arguments: tuple[str, ...]
    """After `ck`."""
    target: float | None = None
    """The most it may take, as a ratio to the floor; None: it is only watched."""
    before: Callable[[Path], object] = lambda _: None
    """What is done to its folder of caches before each run, and not measured."""
    environ: Mapping[str, str] = {}
    """What is added to the environment."""


def name_of(kind: str, size: Size) -> str:
    """Return the name of a row."""
    return f"{'' if kind == 'completion' else 'ck '}{kind}, {size[0]:,} of {size[1]:,}"


def build(folder: Path, targets: Mapping[Size, Mapping[str, float | None]]) -> list[Row]:
    """Generate the vaults into a folder; return the rows that run in them."""
    rows = [Row("ck --version", ("--version",), 0.7), Row("ck --help", ("--help",), 0.7)]
    for size, kinds in targets.items():
        rows += _rows(folder, size, kinds)
    return rows


def settle() -> None:
    """Wait until what was written is as it will be tomorrow."""
    os.sync()
    # A note younger than two seconds is read again by the next run.
    time.sleep(2)


def due(vault: Path) -> Row:
    """Return a row that is the morning list of a vault."""
    return Row("ck due", ("due", *_where(vault)))


def first(row: Row) -> Row:
    """Return a row with its cache removed before each run."""
    return row._replace(before=_forget)


def _rows(folder: Path, size: Size, kinds: Mapping[str, float | None]) -> Iterator[Row]:
    vault = folder / f"vault-{size[0]}-{size[1]}"
    write_vault(vault, *size)
    for kind, target in kinds.items():
        own = vault
        if kind in {"log", "due, cold pages"}:
            # What one row writes, or drops from memory, is not what another one reads.
            own = folder / f"{kind}-{size[0]}-{size[1]}"
            shutil.copytree(vault, own)
        command, _, _ = kind.partition(",")
        row = Row(name_of(kind, size), (command, *_options(command, own), *_where(own)), target)
        if kind == "due, first run":
            row = first(row)
        elif kind == "due, cold pages":
            row = row._replace(before=partial(_drop, [str(place) for place in own.rglob("*.md")]))
        elif kind == "completion":
            asked = {"_CK_COMPLETE": "complete_bash", "CK_VAULT": str(own)}
            row = row._replace(arguments=("--", "show", "анна"), environ=asked)
        yield row


def _options(command: str, vault: Path) -> tuple[str, ...]:
    options = {
        "log": (_SOMEBODY, "she sends the JD"),
        "show": (_SOMEBODY,),
        "report": (str(vault.with_suffix(".html")),),
    }
    return options.get(command, ())


def _where(vault: Path) -> tuple[str, ...]:
    return ("--vault", str(vault), "--today", TODAY.isoformat())


def _forget(caches: Path) -> None:
    shutil.rmtree(caches, ignore_errors=True)


def _drop(places: Sequence[str], caches: Path) -> None:
    """Drop notes and cache from memory, as most mornings find them."""
    os.sync()  # only what is on the disk can be dropped
    for place in (*places, *map(str, caches.rglob("*.sqlite"))):
        handle = os.open(place, os.O_RDONLY)
        os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
        os.close(handle)


def floor_command(python: str, home: Path) -> Command:
    """Return the floor that all figures are ratios to."""
    return Command((python, str(Path(__file__).with_name("floor.py"))), surroundings(home))


def ck_command(python: str, row: Row, home: Path) -> Command:
    """Return the command of a row; it has a folder of caches of its own in the home."""
    caches = home / "caches" / row.name
    environ = {**surroundings(home), "XDG_CACHE_HOME": str(caches), **row.environ}
    arguments = (python, "-m", "contactkeeper", *row.arguments)
    return Command(arguments, environ, lambda: row.before(caches))
