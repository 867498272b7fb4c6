from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from contactkeeper.cli.app import run

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from contactkeeper.cli.args.table import CommandLine


LATER = datetime(2030, 1, 1, tzinfo=UTC)
"""So long after the tests that the cache believes notes which were written a moment ago."""


@dataclass(frozen=True)
class Result:
    """What one command left behind."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Ck:
    """Runs `ck` in a vault of its own, on Monday 23 November 2026, 80 columns wide.

    Standard output is a pipe; with `in_window` it is a terminal.
    """

    vault: Path
    capsys: pytest.CaptureFixture[str]
    in_window: bool = False

    def __call__(self, *arguments: str) -> Result:
        """Run one command line."""
        self.capsys.readouterr()
        with pytest.MonkeyPatch.context() as streams:
            if self.in_window:
                streams.setattr(sys.stdout, "isatty", lambda: True)
            code = run(arguments, now=LATER)
        captured = self.capsys.readouterr()
        return Result(code, captured.out, captured.err)

    def note(self, path: str, text: str) -> Path:
        """Write a note with exactly that text."""
        place = self.vault / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
        return place

    def configure(self, text: str) -> Path:
        """Write the user's own configuration."""
        place = self.vault.parent / "config" / "contactkeeper" / "config.toml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode())
        return place

    def text(self, path: str) -> str:
        """Return a note's text as it is on the disk, line endings and all."""
        return (self.vault / path).read_bytes().decode()


@pytest.fixture
def ck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ck:
    """Give a runner with an empty vault; nothing of the real user's can be reached."""
    vault = tmp_path / "vault"
    (vault / ".obsidian").mkdir(parents=True)
    for name in ("VISUAL", "EDITOR", "CK_TRACEBACK", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "HOME": tmp_path / "home",
        "XDG_CONFIG_HOME": tmp_path / "config",
        "XDG_STATE_HOME": tmp_path / "state",
        "XDG_CACHE_HOME": tmp_path / "cache",
        "CK_VAULT": vault,
        "CK_TODAY": "2026-11-23",
        "COLUMNS": "80",
    }.items():
        monkeypatch.setenv(name, str(value))
    monkeypatch.chdir(tmp_path)
    return Ck(vault, capsys)


@pytest.fixture
def window(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> Ck:
    """Give a runner in the same vault whose output is a terminal, without colours."""
    monkeypatch.setenv("NO_COLOR", "1")
    return replace(ck, in_window=True)


def paths_of(commands: Iterable[CommandLine]) -> list[str]:
    """Name every command that does something, those of groups with theirs: `event add`."""
    return [
        name
        for line in commands
        for name in ([f"{line.name} {each.name}" for each in line.commands] or [line.name])
    ]
