"""Programs that somebody might use instead, each with as many items of its own as ck has contacts.

Each is given a home of its own in the benchmark's folder, with its data in its own format and a
configuration that says no more than where they are. One that keeps a cache has filled it in the
round that does not count. Nothing of the user's is read or written.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import uuid
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generate import ENTRIES, TODAY, name_of, text_of
from processes import Command, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SIZES = (1_000, 10_000)
"""Items of each."""


class Match(NamedTuple):
    """A command of a peer, beside the one of ck that answers the same wish."""

    said: str
    """The command in short."""
    arguments: tuple[str, ...]
    """After the program."""
    ours: str
    """The command of ck."""
    factors: Mapping[int, float]
    """How many times as fast ck has to be, by the number of items; none: it is only watched."""


class Peer(NamedTuple):
    """A program, and how it is fed."""

    name: str
    programs: tuple[str, ...]
    """What it is called, in Debian or in the Python index."""
    matches: tuple[Match, ...]
    fill: Callable[[Path, int], None]
    """Writes its data and configuration into its home."""


class Found(NamedTuple):
    """A peer that is installed."""

    peer: Peer
    program: str
    version: str


class Pair(NamedTuple):
    """Two measured commands, and what is asked of them."""

    name: str
    """Of the peer's command, with the number of items."""
    command: Command
    ours: str
    items: int
    factor: float | None
    """How many times as fast ck has to be; None: it is only watched."""


def find(peer: Peer, folder: Path | None) -> list[Found]:
    """Look for a peer in a folder and on the path: both, since versions differ by half."""
    places = [str(folder), None] if folder else [None]
    programs = (shutil.which(name, path=place) for place in places for name in peer.programs)
    return [
        Found(peer, program, version_of(program))
        for program in dict.fromkeys(programs)
        if program is not None
    ]


def version_of(program: str) -> str:
    """Ask a program for its version, and return the number alone."""
    with tempfile.TemporaryDirectory() as home:
        said = subprocess.run(  # noqa: S603 - the program that is to be measured
            [program, "--version"],
            env=surroundings(Path(home)),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    number = re.search(r"\d+(\.\d+)+", said.stdout)
    return number[0] if number else "of no known version"


def pairs(found: Found, folder: Path, items: int) -> list[Pair]:
    """Fill a new home for a peer; return its commands."""
    home = folder / f"{found.peer.name}-{found.version}-{items}"
    home.mkdir(parents=True)
    found.peer.fill(home, items)
    environ = surroundings(home)
    return [
        Pair(
            f"{found.peer.name} {found.version}: {match.said}, {items:,}",
            Command((found.program, *match.arguments), environ),
            match.ours,
            items,
            match.factors.get(items),
        )
        for match in found.peer.matches
    ]


def fill_khard(home: Path, items: int) -> None:
    """Write a card for each person, half of them with a birthday."""
    cards = home / "cards"
    _configure(home, "khard/khard.conf", f"[addressbooks]\n[[people]]\npath = {cards}\n")
    cards.mkdir()
    for number in range(items):
        name = name_of(number)
        first, last = name.split(" ", 1)
        lines = [
            "BEGIN:VCARD",
            "VERSION:3.0",
            f"UID:{_uid(number)}",
            f"FN:{name}",
            f"N:{last};{first};;;",
            f"EMAIL;TYPE=work:{number:05}@example.com",
        ]
        if number % 2:
            lines.append(f"BDAY:{_day(number).replace(year=1980):%Y%m%d}")
        _write_lines(cards / f"{_uid(number)}.vcf", [*lines, "END:VCARD"])


def fill_khal(home: Path, items: int) -> None:
    """Write an event for each person, all of one day, spread over a year."""
    days = home / "days"
    settings = "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
    zones = "default_timezone = UTC\nlocal_timezone = UTC\n"
    _configure(
        home,
        "khal/config",
        f"[calendars]\n[[people]]\npath = {days}\n[locale]\n{settings}{zones}"
        f"[sqlite]\npath = {home / 'khal.db'}\n",
    )
    days.mkdir()
    for number in range(items):
        day = _day(number)
        lines = [
            "BEGIN:VEVENT",
            f"UID:{_uid(number)}",
            "DTSTAMP:20261101T090000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:Write to {name_of(number)}",
            "END:VEVENT",
        ]
        _write_lines(days / f"{_uid(number)}.ics", _calendar(lines))


def fill_todoman(home: Path, items: int) -> None:
    """Write a task for each person, with the day it is due."""
    tasks = home / "lists" / "people"
    _configure(
        home,
        "todoman/config.py",
        f'path = "{home / "lists"}/*"\ndate_format = "%Y-%m-%d"\ntime_format = "%H:%M"\n'
        f'default_list = "people"\ncache_path = "{home / "todoman.db"}"\n',
    )
    tasks.mkdir(parents=True)
    for number in range(items):
        lines = [
            "BEGIN:VTODO",
            f"UID:{_uid(number)}",
            "DTSTAMP:20261101T090000Z",
            f"DUE;VALUE=DATE:{_day(number):%Y%m%d}",
            f"SUMMARY:Write to {name_of(number)}",
            f"PRIORITY:{number % 10}",
            "STATUS:NEEDS-ACTION",
            "END:VTODO",
        ]
        _write_lines(tasks / f"{_uid(number)}.ics", _calendar(lines))


def fill_jrnl(home: Path, items: int) -> None:
    """Write an entry about each person into one journal, the oldest first."""
    journal = home / "journal.txt"
    _configure(
        home,
        "jrnl/jrnl.yaml",
        f"version: v4.0\njournals:\n  default:\n    journal: {journal}\n"
        "timeformat: '%Y-%m-%d %H:%M'\n",
    )
    start = datetime(TODAY.year, TODAY.month, TODAY.day, 9, tzinfo=UTC) - timedelta(hours=items)
    journal.write_text(
        "".join(
            f"[{start + timedelta(hours=number):%Y-%m-%d %H:%M}] {name_of(number)}.\n"
            f"{text_of(number)}\n\n"
            for number in range(items)
        ),
        encoding="utf-8",
    )


def fill_taskwarrior(home: Path, items: int) -> None:
    """Write a pending task for each person, with as many annotations as a note has entries."""
    data = home / ".task"
    (home / ".taskrc").write_text(f"data.location={data}\n", encoding="utf-8")
    data.mkdir()
    lines = []
    for number in range(items):
        days = (TODAY - timedelta(days=7 * week + number % 365) for week in range(ENTRIES))
        # Its own marks for what would end a value.
        text = text_of(number).replace("[", "&open;").replace("]", "&close;")
        log = " ".join(f'annotation_{_seconds(day)}:"{text}"' for day in sorted(days))
        lines.append(
            f'[{log} description:"Write to {name_of(number)}" due:"{_seconds(_day(number))}"'
            f' entry:"{_seconds(TODAY - timedelta(days=400))}" modified:"{_seconds(TODAY)}"'
            f' project:"p{number % 10}" status:"pending" tags:"recruiter" uuid:"{_uid(number)}"]\n'
        )
    (data / "pending.data").write_text("".join(lines), encoding="utf-8")


def _day(number: int) -> date:
    # Spread over the year around today.
    return TODAY + timedelta(days=number % 365 - 182)


def _seconds(day: date) -> int:
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())


def _uid(number: int) -> uuid.UUID:
    return uuid.UUID(int=0x4000_8000_0000_0000_0000 + number)


def _calendar(lines: list[str]) -> list[str]:
    product = "PRODID:-//contactkeeper//benchmarks//EN"
    return ["BEGIN:VCALENDAR", "VERSION:2.0", product, *lines, "END:VCALENDAR"]


def _write_lines(path: Path, lines: list[str]) -> None:
    path.write_bytes("".join(f"{line}\r\n" for line in lines).encode())


def _configure(home: Path, path: str, text: str) -> None:
    place = Path(surroundings(home)["XDG_CONFIG_HOME"]) / path
    place.parent.mkdir(parents=True)
    place.write_text(text, encoding="utf-8")


_TWICE = {1_000: 2.0, 10_000: 2.0}
_SAID = "Анна: the JD is here, she wants a call."
PEERS = (
    Peer(
        "khard",
        ("khard",),
        (
            Match("list", ("list",), "list", _TWICE),
            Match("birthdays", ("birthdays",), "due", _TWICE),
        ),
        fill_khard,
    ),
    Peer(
        "khal",
        ("khal",),
        (
            Match(
                "list, a day", ("list", TODAY.isoformat(), "1d"), "due", {1_000: 2.0, 10_000: 1.5}
            ),
        ),
        fill_khal,
    ),
    Peer("todoman", ("todo", "todoman"), (Match("list", ("list",), "due", _TWICE),), fill_todoman),
    Peer(
        "jrnl",
        ("jrnl",),
        (Match("-n 10", ("-n", "10"), "show", _TWICE), Match("an entry", (_SAID,), "log", _TWICE)),
        fill_jrnl,
    ),
    Peer(
        "Taskwarrior",
        ("task",),
        (
            Match("next limit:10", ("next", "limit:10"), "due", {1_000: 1.0, 10_000: 4.0}),
            Match("annotate", ("1", "annotate", _SAID), "log", {10_000: 4.0}),
        ),
        fill_taskwarrior,
    ),
)
