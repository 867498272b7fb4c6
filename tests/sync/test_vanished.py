"""Notes that vanished are found in git's index, which is read without git."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from clones import NOTE, Clone, new_clone
from contactkeeper.sync import vanished
from contactkeeper.sync.vanished import tracked_notes, vanished_problems
from contactkeeper.sync.worktree import find_work_tree
from contactkeeper.text.problems import say_problem
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.core.model import Problem


def found(place: Path, *contacts: str) -> list[Problem]:
    """Look at a vault."""
    return list(vanished_problems(place, contacts))


def listed(place: Path) -> list[tuple[str, str, int]]:
    """Return what the index has, by our own reading."""
    tree = find_work_tree(place)
    assert tree
    return [(each.path, each.oid.hex(), each.size) for each in tracked_notes(tree)]


@pytest.mark.parametrize("version", [2, 3, 4])
def test_the_index_is_read_as_git_reads_it(tmp_path: Path, version: int) -> None:
    """All versions, with long and Cyrillic paths, and what is only meant to be added."""
    clone = new_clone(tmp_path / "v")
    paths = [f"Люди/{'я' * length}.md" for length in range(1, 12)] + ["a.md", "a/b.md", "x.txt"]
    for number, path in enumerate(paths):
        clone.write(path, "x" * number)
    clone.commit()
    if version == 3:  # git writes it where an entry needs its further flags
        clone.write("later.md", "x")
        clone.git("add", "-N", "later.md")
    if version == 4:
        clone.git("update-index", "--index-version=4")
    data = (tmp_path / "v/.git/index").read_bytes()
    assert data[7] == version
    lines = clone.git("-c", "core.quotePath=false", "ls-files", "-s", "-z").stdout.split("\0")[:-1]
    expected = [(line.split("\t")[1], line.split(" ")[1]) for line in lines]
    assert [each[:2] for each in listed(tmp_path / "v")] == [
        each for each in expected if each[0].endswith(".md")
    ]


def test_a_repository_with_longer_names_is_read(tmp_path: Path) -> None:
    """SHA-256."""
    place = tmp_path / "v"
    place.mkdir()
    Clone(place).git("init", "-q", "--object-format=sha256")
    Clone(place).write("Anna.md", NOTE)
    Clone(place).git("add", "-A")
    assert [path for path, *_ in listed(place)] == ["Anna.md"]
    (place / "Anna.md").rename(place / "Other.md")
    assert found(place) == []


def test_what_is_no_index_of_ours_is_none(tmp_path: Path) -> None:
    """A split index, and a sparse checkout, say nothing of notes that are gone."""
    clone = new_clone(tmp_path / "v")
    clone.write("Anna.md", NOTE)
    clone.write("Away.md", NOTE)
    clone.commit()
    clone.git("update-index", "--skip-worktree", "Away.md")
    (tmp_path / "v/Away.md").unlink()
    assert [path for path, *_ in listed(tmp_path / "v")] == ["Anna.md"]
    assert found(tmp_path / "v") == []
    clone.git("update-index", "--split-index")
    assert listed(tmp_path / "v") == []


@given(st.binary(max_size=200), st.integers(0, 5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(200))
def test_any_bytes_are_read(tmp_path: Path, data: bytes, version: int) -> None:
    """A broken index is none; nothing raises."""
    git = tmp_path / ".git"
    git.mkdir(exist_ok=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "index").write_bytes(b"DIRC" + version.to_bytes(4, "big") + data)
    tree = find_work_tree(tmp_path)
    assert tree
    assert isinstance(tracked_notes(tree), list)
    assert vanished.tracked_notes(tree._replace(git_folder=str(tmp_path / "no"))) == []


def test_a_note_that_is_gone_is_named(tmp_path: Path) -> None:
    """One beside contacts is a problem, another a remark; what is named works as it stands."""
    place = tmp_path / "my vault"
    clone = new_clone(place)
    for path in ("People/Anna.md", "People/It's.md", "Daily/1.md", "Daily/2.md", "x.txt"):
        clone.write(path, f"{NOTE}{path}\n")
    clone.commit()
    assert found(place, "People/Anna.md") == []
    (place / "People/It's.md").unlink()
    (place / "Daily/1.md").unlink()
    (place / "x.txt").unlink()
    daily, person = found(place, "People/Anna.md")
    assert (daily.path, daily.severity) == ("Daily/1.md", "remark")
    assert (person.path, person.severity, person.code) == ("People/It's.md", "problem", "vanished")
    command = say_problem(person)[say_problem(person).index("git -C") :]
    subprocess.run(["sh", "-c", command], check=True, capture_output=True)
    assert (place / "People/It's.md").exists()


@pytest.mark.parametrize("name", ["Moved.md", "Old/Anna.md", ".trash/Anna.md", ".trash/Anna 2.md"])
def test_what_was_moved_is_not_named(tmp_path: Path, name: str) -> None:
    """Its content is elsewhere in the vault, its name in another folder, or it is in the trash."""
    clone = new_clone(tmp_path / "v")
    clone.write("People/Anna.md", NOTE)
    clone.write("People/Boris.md", NOTE + "x\n")
    clone.commit()
    (tmp_path / "v/People/Anna.md").unlink()
    clone.write(name, NOTE + ("" if name == "Moved.md" else "- 2026-11-20: more\n"))
    assert found(tmp_path / "v", "People/Boris.md") == []


def test_an_empty_folder_is_one_problem(tmp_path: Path) -> None:
    """With how many notes git has of it."""
    clone = new_clone(tmp_path / "v")
    for number in range(12):
        clone.write(f"People/{number}.md", f"{NOTE}{number}\n")
    clone.write("Daily/1.md", "x")
    clone.commit()
    for number in range(12):
        (tmp_path / f"v/People/{number}.md").unlink()
    (problem,) = found(tmp_path / "v")
    assert (problem.path, problem.severity) == ("People", "problem")
    assert say_problem(problem).startswith("12 notes that git tracks are missing")
