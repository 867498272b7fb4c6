"""Clones for tests of git: real repositories, driven by the real program."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from contactkeeper.sync.driver import TITLE, driver_line

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "---\ntags: recruiter\ncompany: Ozon\n---\n\n## Log\n- 2026-01-01 call: a\n"
ODD = "Люди/Анна 'Аня' Каренина.md"
"""A Cyrillic path with a quote and blanks in it."""


@dataclass(frozen=True)
class Clone:
    """One machine's clone; its vault may be a folder of it."""

    place: Path

    def git(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """Run git there."""
        done = subprocess.run(
            ["git", *arguments], cwd=self.place, capture_output=True, text=True, check=False
        )
        assert not check or done.returncode == 0, (arguments, done.stdout, done.stderr)
        return done

    def says(self, *arguments: str) -> str:
        """Return what git answers."""
        return self.git(*arguments).stdout.strip()

    def write(self, path: str, text: str | bytes) -> None:
        """Write a file whole."""
        target = self.place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, path: str) -> str:
        """Read a file, line endings and all."""
        return (self.place / path).read_bytes().decode("utf-8", "replace")

    def commit(self, message: str = "by hand") -> None:
        """Commit all there is."""
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def set_driver(self, python: str = sys.executable) -> None:
        """Configure the merge driver, to be run by that interpreter."""
        self.git("config", "merge.contactkeeper.driver", driver_line(python))


def new_clone(place: Path) -> Clone:
    """Make a repository with nothing in it."""
    place.mkdir(parents=True)
    clone = Clone(place)
    clone.git("init", "-q", "-b", "main")
    return clone


def bare(place: Path) -> Path:
    """Make a bare repository, for others to push to."""
    place.mkdir(parents=True)
    Clone(place).git("init", "-q", "--bare", "-b", "main")
    return place


def clone_of(remote: Path, place: Path) -> Clone:
    """Clone a repository."""
    subprocess.run(["git", "clone", "-q", str(remote), str(place)], check=True, capture_output=True)
    return Clone(place)


def put_under_git(vault: Path) -> Clone:
    """Put a vault under git, set up, and with a remote beside it that has all of it."""
    remote = bare(vault.parent / "remote.git")
    clone = Clone(vault)
    clone.git("init", "-q")
    clone.git("remote", "add", "origin", str(remote))
    clone.write(".gitattributes", "*.md merge=contactkeeper\n")
    clone.git("config", "merge.contactkeeper.name", TITLE)
    clone.set_driver()
    clone.commit()
    clone.git("push", "-q", "-u", "origin", "main")
    return clone
