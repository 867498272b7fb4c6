"""The completion scripts in the shells themselves, where these are installed."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

zsh = pytest.mark.skipif(shutil.which("zsh") is None or os.name == "nt", reason="no zsh here")
fish = pytest.mark.skipif(shutil.which("fish") is None or os.name == "nt", reason="no fish here")

NOTE = "---\ntags: recruiter\ncompany: Ozon\n---\n"


@pytest.fixture
def people(ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ck:
    """Give a vault with three people, and put `ck` on the PATH."""
    for name in ("Анна Каренина", "Артём Зайцев", "Hanna Schmidt"):
        ck.note(f"{name}.md", NOTE)
    program = tmp_path / "ck"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m contactkeeper "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    (tmp_path / "home").mkdir(exist_ok=True)
    return ck


def line_after_tab(typed: str, folder: Path) -> str:
    """Type something and a Tab in zsh; return the command line that it then holds."""
    import pty

    answer = folder / "answer"
    os.mkfifo(answer)
    ours, theirs = pty.openpty()
    shell = subprocess.Popen(
        ["zsh", "-f", "-i"], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    os.close(theirs)
    reader = os.open(answer, os.O_RDONLY | os.O_NONBLOCK)
    setup = (
        'autoload -Uz compinit; compinit -u -D; eval "$(ck --show-completion zsh)"; '
        f"tell() {{ print -r -- \"$BUFFER\" > {answer} }}; zle -N tell; bindkey '^X' tell\n"
    )  # fmt: skip
    os.write(ours, f"{setup}{typed}\t\x18".encode())
    try:
        while reader not in (ready := select.select([reader, ours], [], [], 60)[0]):
            assert ready, "zsh does not answer"
            os.read(ours, 65536)  # what it shows
        return os.read(reader, 65536).decode().rstrip("\n")
    finally:
        shell.kill()
        shell.wait()
        os.close(ours)
        os.close(reader)


@zsh
@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("ck show a", "ck show a"),  # two names, with nothing of it in common
        ("ck show an", "ck show Анна\\ Каренина "),
        ("ck show h", "ck show Hanna\\ Schmidt "),
        ("ck set hanna cad", "ck set hanna cadence="),
        ("ck set hanna cadence=mo", "ck set hanna cadence=monthly "),
        ("ck set hanna -re", "ck set hanna -recruiter "),
        ("ck set hanna +re", "ck set hanna +recruiter "),
        ("ck log hanna x -c te", "ck log hanna x -c telegram "),
        ("ck snooze hanna tom", "ck snooze hanna tomorrow "),
        ("ck sn", "ck snooze "),
    ],
)
def test_a_tab_in_zsh_erases_nothing(people: Ck, tmp_path: Path, typed: str, line: str) -> None:
    """One match stands there then; of several only what all have in common with what is typed."""
    assert people("show", "hanna").code == 0
    assert line_after_tab(typed, tmp_path) == line


@fish
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ck show анна", "Анна Каренина\tOzon"),
        ("ck set hanna cad", "cadence="),
        ("ck set hanna tier=k", "tier=key"),
        ("ck set hanna -re", "-recruiter"),
        ("ck set hanna +re", "+recruiter"),
        ("ck set --for tier:k", "tier:key"),
        ("ck log hanna x --outcome of", "offer"),
    ],
)
def test_fish_reads_the_script(people: Ck, typed: str, found: str) -> None:
    """What fish offers for a line is what `ck` gives it."""
    assert people("show", "hanna").code == 0
    script = f"ck --show-completion fish | source; complete -C '{typed}'"
    done = subprocess.run(["fish", "-N", "-c", script], capture_output=True, check=True)
    assert done.stdout.decode() == f"{found}\n"
