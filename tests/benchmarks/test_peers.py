from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

import peers
import run
from generate import ENTRIES
from processes import Command, Taken

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ITEMS = 370
KHAL = next(peer for peer in peers.PEERS if peer.name == "khal")


def installed(folder: Path, name: str, version: str) -> Path:
    """Make a program that says its version."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text(f"#!/bin/sh\necho '{name}, version {version}'\n")
    program.chmod(0o755)
    return program


def test_khard_is_given_cards(tmp_path: Path) -> None:
    """A card for each person, every second one with a birthday."""
    peers.fill_khard(tmp_path, ITEMS)
    cards = [place.read_bytes().decode() for place in tmp_path.glob("cards/*.vcf")]
    shape = re.compile(
        r"BEGIN:VCARD\r\nVERSION:3\.0\r\nUID:[-0-9a-f]{36}\r\nFN:\w+ \w+ \d{5}\r\n"
        r"N:\w+ \d{5};\w+;;;\r\nEMAIL;TYPE=work:\d{5}@example\.com\r\n"
        r"(BDAY:1980\d{4}\r\n)?END:VCARD\r\n"
    )
    assert len(cards) == ITEMS
    assert all(shape.fullmatch(card) for card in cards)
    assert sum("BDAY" in card for card in cards) == ITEMS // 2


@pytest.mark.parametrize(
    ("fill", "glob", "item"),
    [
        (peers.fill_khal, "days/*.ics", "BEGIN:VEVENT\r\n(.+\r\n)*DTSTART;VALUE=DATE:20261123"),
        (peers.fill_todoman, "lists/*/*.ics", "BEGIN:VTODO\r\n(.+\r\n)*DUE;VALUE=DATE:20261123"),
    ],
)
def test_calendars_hold_something_on_the_day(
    tmp_path: Path, fill: Callable[[Path, int], None], glob: str, item: str
) -> None:
    """An event or a task for each person, spread over the year: one in 365 on the day itself."""
    fill(tmp_path, ITEMS)
    texts = [place.read_bytes().decode() for place in tmp_path.glob(glob)]
    assert len(texts) == ITEMS
    shape = re.compile(r"BEGIN:VCALENDAR\r\n(.+\r\n)+END:VCALENDAR\r\n")
    assert all(shape.fullmatch(text) for text in texts)
    assert sum(bool(re.search(item, text)) for text in texts) == 1


def test_jrnl_is_given_entries(tmp_path: Path) -> None:
    """An entry about each person, each with its own time, the oldest first."""
    peers.fill_jrnl(tmp_path, ITEMS)
    journal = (tmp_path / "journal.txt").read_text(encoding="utf-8")
    times = re.findall(
        r"^\[(\d{4}-\d\d-\d\d \d\d:00)\] \w+ \w+ \d{5}\.\n.+\n\n", journal, re.MULTILINE
    )
    assert len(set(times)) == ITEMS
    assert times == sorted(times)


def test_taskwarrior_is_given_the_log_too(tmp_path: Path) -> None:
    """A pending task for each person, with as many annotations as a note has entries."""
    peers.fill_taskwarrior(tmp_path, ITEMS)
    lines = (tmp_path / ".task" / "pending.data").read_text(encoding="utf-8").splitlines()
    assert len(lines) == ITEMS
    for line in lines:
        assert re.fullmatch(r'\[(\w+:"[^"\[\]]*" ?)+\]', line)
        assert len(set(re.findall(r"annotation_\d+", line))) == ENTRIES


@pytest.mark.skipif(os.name == "nt", reason="the programs are scripts of a shell")
def test_every_installed_version_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program is looked for in the folder and on the path, and measured under its version."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    monkeypatch.setenv("PATH", str(theirs), prepend=os.pathsep)
    new, old = installed(ours, "khal", "0.14.1"), installed(theirs, "khal", "0.10.5")
    assert peers.find(KHAL, ours) == [
        peers.Found(KHAL, str(new), "0.14.1"),
        peers.Found(KHAL, str(old), "0.10.5"),
    ]
    (pair,) = peers.pairs(peers.Found(KHAL, str(new), "0.14.1"), tmp_path, 1_000)
    assert pair.name == "khal 0.14.1: list, a day, 1,000"
    assert pair.command.arguments == (str(new), "list", "2026-11-23", "1d")


def test_what_is_not_installed_is_skipped_and_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing else is needed to measure ck: what is missing is named."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert run.beside(None, tmp_path, 1_000) == []
    assert capsys.readouterr().out == (
        "khard is not installed: skipped\n"
        "khal is not installed: skipped\n"
        "todoman is not installed: skipped\n"
        "jrnl is not installed: skipped\n"
        "Taskwarrior is not installed: skipped\n"
    )


def test_a_program_that_ck_is_not_ahead_of_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """The table says how many times as fast ck is, and a line what falls short of what is asked."""
    command = Command((), {})
    pairs = [
        peers.Pair("khal 1: list, 1,000", command, "due", 1_000, 2.0),
        peers.Pair("task 2: next, 1,000", command, "due", 1_000, 2.0),
        peers.Pair("task 2: annotate, 1,000", command, "due", 1_000, None),
    ]
    taken = {
        "ck due, 1,000 of 1,000": Taken([0.1, 0.1, 0.1, 0.1], 20),
        "khal 1: list, 1,000": Taken([0.3, 0.3, 0.3], 40),
        "task 2: next, 1,000": Taken([0.1, 0.15, 0.2], 30.4),
        "task 2: annotate, 1,000": Taken([0.1, 0.1, 0.1], 30),
    }
    assert run.show_pairs(pairs, taken) == [
        "missed: ck due is 1.50 times as fast as task 2: next, 1,000; 2.0 are asked"
    ]
    figures = [line[44:] for line in capsys.readouterr().out.splitlines()[2:]]
    assert figures == [
        "   300  ck due  3.00 (3.00 to 3.00)     2.0    40       3",
        "   150  ck due  1.50 (1.25 to 1.75)     2.0    30       3",
        "   100  ck due  1.00 (1.00 to 1.00)            30       3",
    ]
