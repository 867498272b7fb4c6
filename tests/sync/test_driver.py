"""The merge driver under the real git: what it settles, and what git does when it can't run."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from clones import NOTE, ODD, Clone, new_clone
from contactkeeper.sync.driver import driver_line, fill_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OURS, THEIRS = "- 2026-02-02 call: ours\n", "- 2026-03-03 call: theirs\n"

posix = pytest.mark.skipif(os.name == "nt", reason="the stand-ins for Python are shell scripts")


def start(place: Path, python: str = sys.executable, note: bytes = NOTE.encode()) -> Clone:
    """Make a clone in which two branches, `main` and `other`, each append to one note."""
    clone = new_clone(place)
    clone.write(".gitattributes", "*.md merge=contactkeeper\n")
    clone.write(ODD, note)
    clone.commit()
    clone.set_driver(python)
    clone.git("checkout", "-q", "-b", "other")
    clone.write(ODD, note + THEIRS.encode())
    clone.commit()
    clone.git("checkout", "-q", "main")
    clone.write(ODD, note + OURS.encode())
    return clone


def merge(clone: Clone) -> int:
    """Merge the other branch."""
    clone.commit()
    return clone.git("merge", "-q", "-m", "m", "other", check=False).returncode


def rebase(clone: Clone) -> int:
    """Put the own commit on the other branch."""
    clone.commit()
    return clone.git("rebase", "-q", "other", check=False).returncode


def cherry_pick(clone: Clone) -> int:
    """Take the other branch's commit."""
    clone.commit()
    return clone.git("cherry-pick", "other", check=False).returncode


def stash_pop(clone: Clone) -> int:
    """Put what is not committed aside, and take it back on the other branch."""
    clone.git("stash", "-q")
    clone.git("checkout", "-q", "other")
    return clone.git("stash", "pop", check=False).returncode


def add_add(clone: Clone) -> int:
    """Make one note on both branches, with no common ancestor."""
    note = (clone.place / ODD).read_bytes().removesuffix(OURS.encode())
    for branch, line in (("other", THEIRS), ("main", OURS)):
        clone.git("checkout", "-q", "-f", branch)
        clone.write("new/" + ODD, note + line.encode())
        clone.git("rm", "-q", "--cached", ODD)
        (clone.place / ODD).unlink()
        clone.commit()
    return clone.git("merge", "-q", "-m", "m", "other", check=False).returncode


OPERATIONS = (merge, rebase, cherry_pick, stash_pop, add_add)


def result(clone: Clone) -> str:
    """Return the note, wherever it is now."""
    return clone.read(ODD if (clone.place / ODD).exists() else "new/" + ODD)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_two_entries_at_one_place_are_both_kept(
    tmp_path: Path, operation: Callable[[Clone], int]
) -> None:
    """Whatever git does with two changes, both entries stand in the order of their dates."""
    clone = start(tmp_path / "clone")
    assert operation(clone) == 0
    assert result(clone) == NOTE + OURS + THEIRS
    assert not list(clone.place.glob(".*.ck"))


STAND_INS = {
    "crashes": "exit 1",
    "is-killed": "kill -9 $$",
    "is-killed-while-it-writes": 'for last; do :; done; echo torn > "$last"; kill -9 $$',
    "does-nothing": "exit 0",
    "lies-clean": "exit 80",
    "lies-marked": "exit 81",
}


@posix
@pytest.mark.parametrize("operation", OPERATIONS)
@pytest.mark.parametrize("failure", [*STAND_INS, "is-missing", "unreadable-note"])
def test_where_the_driver_fails_git_writes_its_markers(
    tmp_path: Path, failure: str, operation: Callable[[Clone], int]
) -> None:
    """However it fails, the outcome is git's ordinary conflict with both sides in it."""
    python, note = sys.executable, NOTE.encode()
    if failure == "unreadable-note":
        note = NOTE.replace("Ozon", "Ozon\xe9").encode("latin-1")
    elif failure == "is-missing":
        python = str(tmp_path / "no" / "python")
    else:
        python = str(tmp_path / "py 'thon' 100%O")
        stand_in = tmp_path / "py 'thon' 100%O"
        stand_in.write_text(f"#!/bin/sh\n{STAND_INS[failure]}\n")
        stand_in.chmod(0o755)
    clone = start(tmp_path / "clone", python, note)
    assert operation(clone) == 1
    text = result(clone)
    assert all(each in text for each in (OURS, THEIRS, "<<<<<<<", "=======", ">>>>>>>"))
    assert clone.says("diff", "--name-only", "--diff-filter=U")
    assert not list(clone.place.glob(".*.ck"))


def test_what_no_rule_settles_is_marked_and_unmerged(tmp_path: Path) -> None:
    """Two companies for one person stay a conflict, and the entries beside them are merged."""
    clone = start(tmp_path / "clone")
    clone.git("checkout", "-q", "-f", "other")
    clone.write(ODD, NOTE.replace("Ozon", "VK") + THEIRS)
    clone.commit()
    clone.git("checkout", "-q", "main")
    clone.write(ODD, NOTE.replace("Ozon", "Avito") + OURS)
    clone.commit()
    done = clone.git("merge", "other", check=False)
    assert done.returncode == 1
    assert "company" in done.stderr
    text = clone.read(ODD)
    assert text.count("<<<<<<<") == 1
    assert text.endswith("- 2026-01-01 call: a\n" + OURS + THEIRS)
    assert clone.says("diff", "--name-only", "--diff-filter=U")


@pytest.mark.parametrize("ending", ["\r\n", "\n"])
def test_endings_stay_as_they_were_committed(tmp_path: Path, ending: str) -> None:
    """A note that was committed with CRLF has CRLF after the merge, in all its lines."""
    note = NOTE.replace("\n", ending)
    clone = new_clone(tmp_path / "clone")
    clone.git("config", "core.autocrlf", "false")
    clone.write(".gitattributes", "*.md merge=contactkeeper\n")
    clone.set_driver()
    clone.write(ODD, note)
    clone.commit()
    clone.git("checkout", "-q", "-b", "other")
    clone.write(ODD, note + THEIRS.replace("\n", ending))
    clone.commit()
    clone.git("checkout", "-q", "main")
    clone.write(ODD, note + OURS.replace("\n", ending))
    assert merge(clone) == 0
    assert clone.read(ODD) == (NOTE + OURS + THEIRS).replace("\n", ending)


def test_the_settings_of_the_vault_hold(tmp_path: Path) -> None:
    """A log that does not show its order is put together as contactkeeper.toml says."""
    clone = new_clone(tmp_path / "clone")
    clone.write(".gitattributes", "*.md merge=contactkeeper\n")
    clone.write("notes/contactkeeper.toml", '[log]\norder = "newest-first"\n')
    bare = NOTE.removesuffix("- 2026-01-01 call: a\n")
    clone.write("notes/a.md", bare)
    clone.commit()
    clone.set_driver()
    clone.git("checkout", "-q", "-b", "other")
    clone.write("notes/a.md", bare + THEIRS)
    clone.commit()
    clone.git("checkout", "-q", "main")
    clone.write("notes/a.md", bare + OURS)
    assert merge(clone) == 0
    assert clone.read("notes/a.md") == bare + THEIRS + OURS


@posix
def test_it_runs_with_nothing_around_it(tmp_path: Path) -> None:
    """With an empty environment, as a window starts git, the driver merges all the same."""
    clone = start(tmp_path / "clone")
    clone.commit()
    git = subprocess.run(["which", "git"], capture_output=True, text=True, check=True)
    who = ["-c", "user.name=a", "-c", "user.email=a@b"]
    done = subprocess.run(
        ["env", "-i", git.stdout.strip(), *who, "merge", "-m", "m", "other"],
        cwd=clone.place, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert clone.read(ODD) == NOTE + OURS + THEIRS


@posix
def test_a_module_in_the_vault_is_not_run(tmp_path: Path) -> None:
    """Git runs the driver at the top of the work tree, whose files are no part of the program."""
    clone = start(tmp_path / "clone")
    for name in ("contactkeeper/__init__.py", "signal.py", "yaml.py"):
        clone.write(name, "raise SystemExit(80)\n")
    assert merge(clone) == 0
    assert clone.read(ODD) == NOTE + OURS + THEIRS


@posix
@pytest.mark.parametrize("name", ["plain", "with 'quotes' and \"more\"", "100% %A %%"])
def test_the_line_names_its_interpreter_whatever_that_is_called(tmp_path: Path, name: str) -> None:
    """Neither git nor the shell reads anything into the interpreter's path."""
    stand_in = tmp_path / name
    stand_in.write_text('#!/bin/sh\nfor last; do :; done\necho merged > "$last"\nexit 80\n')
    stand_in.chmod(0o755)
    for each in "OAB":
        (tmp_path / each).write_text(each)
    values = {"O": "O", "A": "A", "B": "B", "L": "7", "P": shlex.quote(ODD)}
    line = fill_line(driver_line(str(stand_in)), values)
    done = subprocess.run(["sh", "-c", line], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    assert (tmp_path / "A").read_text() == "merged\n"


@posix
@pytest.mark.parametrize("marked_side", ["main", "other"])
def test_a_side_with_marks_is_settled_first(tmp_path: Path, marked_side: str) -> None:
    """Marks are never nested, and all entries of both sides of them stay."""
    clone = start(tmp_path / "clone")
    clone.commit()
    clone.git("checkout", "-q", marked_side)
    text = clone.read(ODD)
    clone.write(ODD, f"{text}<<<<<<< HEAD\n- 2026-03-01: c\n=======\n- 2026-03-02: d\n>>>>>>> x\n")
    clone.commit()
    clone.git("checkout", "-q", "main")
    clone.git("merge", "-q", "-m", "m", "other")
    merged = clone.read(ODD)
    assert "<<<<<<<" not in merged
    lines = [*OURS.splitlines(), *THEIRS.splitlines(), "- 2026-03-01: c", "- 2026-03-02: d"]
    assert all(merged.count(line) == 1 for line in lines)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "ru_RU.UTF-8",
            "ck: {path}: это не UTF-8.\nck: объединил git, построчно, а не contactkeeper: {path}\n",
        ),
        (
            "en_US.UTF-8",
            (
                "ck: {path}: it is not UTF-8.\n"
                "ck: not merged by contactkeeper but by git, line by line: {path}\n"
            ),
        ),
    ],
)
def test_it_speaks_the_language_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    """Why a merge is left to git is said once; the labels of git's markers stay English."""
    clone = start(tmp_path / "clone", note=NOTE.replace("Ozon", "Ozon\xe9").encode("latin-1"))
    clone.commit()
    monkeypatch.setenv("CK_LANG", "")
    monkeypatch.setenv("LC_ALL", language)
    monkeypatch.setenv("LANGUAGE", "")
    done = clone.git("merge", "other", check=False)
    assert done.returncode == 1
    assert said.format(path=ODD) in done.stderr
    assert done.stderr.count("ck: ") == 2
    assert "<<<<<<< ours\n" in clone.read(ODD)
