from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from processes import Command, measure, ratios, run, spread, surroundings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(os.name == "nt", reason="processes are measured as Unix does it")
PYTHON = (sys.executable, "-I", "-S", "-c")


def test_the_memory_of_a_command_is_its_own() -> None:
    """What the process that measures holds is not counted for the command that it measures."""
    held = b"x" * 100_000_000
    _, little = run("little", Command((*PYTHON, "pass"), os.environ))
    _, much = run("much", Command((*PYTHON, "b'x' * 80_000_000"), os.environ))
    assert little < 50
    assert 80 < much < len(held) / 1_000_000 + 20


def test_rounds_are_interleaved(tmp_path: Path) -> None:
    """Every command runs once a round, one way and the other; the first round does not count."""
    said = tmp_path / "said"
    commands = {
        name: Command((*PYTHON, f"open({str(said)!r}, 'a').write({name!r})"), os.environ)
        for name in "ab"
    }
    taken = measure(commands, 2)
    assert said.read_text() == "abbaab"
    assert [len(each.seconds) for each in taken.values()] == [2, 2]


def test_what_comes_before_is_done_each_time(tmp_path: Path) -> None:
    """A command can count on what is done before it, in every round."""
    place = tmp_path / "place"
    measure({"a": Command((*PYTHON, f"import os; os.rmdir({str(place)!r})"), {}, place.mkdir)}, 2)
    assert not place.exists()


def test_a_command_that_fails_ends_the_run() -> None:
    """A failure is no figure: its own words are shown."""
    with pytest.raises(SystemExit, match=r"broken: .*: failed\n[^$]*NameError"):
        run("broken", Command((*PYTHON, "oops"), os.environ))


def test_nothing_of_the_user_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every home is in the given folder, and no variable points at somebody's notes or tasks."""
    names = ("CK_VAULT", "TASKDATA", "TASKRC", "TODOMAN_CONFIG", "PYTHONDONTWRITEBYTECODE")
    for name in names:
        monkeypatch.setenv(name, "/somebody")
    environ = surroundings(tmp_path)
    assert not environ.keys() & set(names)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        assert environ[name].startswith(str(tmp_path))


def test_ratios_are_made_round_by_round() -> None:
    """Two commands are compared within a round that both of them ran."""
    assert spread([4, 1, 3, 2, 5]) == (3, 2, 4)
    assert ratios([2, 4, 60], [1, 2, 30, 1]).middle == 2
