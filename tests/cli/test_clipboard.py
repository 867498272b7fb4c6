from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from contactkeeper.cli.user_programs import copy_to_clipboard

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the programs here are shell scripts")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder that is all there is on the PATH."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def program(folder: Path, name: str, ending: str = "") -> Path:
    """Make a program that keeps what it reads and its arguments; return where it keeps them."""
    kept = folder.parent / f"{name}.kept"
    script = folder / name
    read = f"/bin/cat > '{kept}'; printf '%s|' \"$@\" >> '{kept}'"
    script.write_text(f"#!/bin/sh\n{read}\n{ending}\n")
    script.chmod(0o755)
    return kept


@pytest.mark.parametrize(
    ("platform", "name", "options", "encoding"),
    [
        ("linux", "wl-copy", "|", "utf-8"),
        ("linux", "xclip", "-selection|clipboard|", "utf-8"),
        ("linux", "xsel", "--clipboard|--input|", "utf-8"),
        ("linux", "termux-clipboard-set", "|", "utf-8"),
        ("linux", "clip.exe", "|", "utf-16"),
        ("win32", "clip.exe", "|", "utf-16"),
        ("darwin", "pbcopy", "|", "utf-8"),
    ],
)
def test_the_program_of_the_system_takes_the_text(
    programs: Path, platform: str, name: str, options: str, encoding: str
) -> None:
    """The text is what the program reads, in the encoding it wants, and never an argument."""
    kept = program(programs, name)
    text = 'Привет, $(touch x) `y` "z"\n👋'
    assert copy_to_clipboard(text, programs.parent, platform)
    assert kept.read_bytes() == text.encode(encoding) + options.encode()


def test_the_next_program_is_tried_where_one_fails(programs: Path, tmp_path: Path) -> None:
    """wl-copy without Wayland ends with a fault, and xclip does it."""
    program(programs, "wl-copy", "exit 1")
    kept = program(programs, "xclip")
    assert copy_to_clipboard("a", tmp_path, "linux")
    assert kept.read_text() == "a-selection|clipboard|"


def test_a_program_that_stays_on_is_not_waited_for(programs: Path, tmp_path: Path) -> None:
    """A program goes into the background as the owner of the clipboard, its streams still open."""
    program(programs, "xclip", "/bin/sleep 30 &")
    assert copy_to_clipboard("a", tmp_path, "linux")


def test_without_a_program_nothing_is_copied(programs: Path, tmp_path: Path) -> None:
    """Nor by one that fails, or one of another system."""
    program(programs, "pbcopy")
    assert not copy_to_clipboard("a", tmp_path, "linux")
    program(programs, "xsel", "exit 3")
    assert not copy_to_clipboard("a", tmp_path, "linux")


def test_no_program_of_the_folder_one_is_in_is_called(programs: Path) -> None:
    """A vault may hold what others have put there, and some systems look there first."""
    kept = program(programs, "xsel")
    assert not copy_to_clipboard("a", programs, "linux")
    assert not kept.exists()
    assert copy_to_clipboard("a", programs.parent, sys.platform) is (sys.platform != "darwin")
