"""A phone that merges with plain git and pushes what it made, marks and all."""

from __future__ import annotations

import io
import random
import re
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

import pytest

from clones import Clone, bare, clone_of, new_clone
from contactkeeper.cli.app import run

if TYPE_CHECKING:
    from pathlib import Path

NOTE = (
    "---\ntags: recruiter\n---\n# Anna\n\n"
    "## Interactions\n- 2026-09-03 call: e1\n- 2026-09-05: e2\n"
)
PATH = "Анна.md"


@pytest.fixture
def machines(tmp_path: Path) -> tuple[Clone, Clone, Clone]:
    """Make the clones of two machines and of a phone."""
    remote = bare(tmp_path / "remote.git")
    first = new_clone(tmp_path / "a")
    first.write(PATH, NOTE)
    first.commit()
    first.git("remote", "add", "origin", str(remote))
    first.git("push", "-q", "-u", "origin", "main")
    return first, clone_of(remote, tmp_path / "b"), clone_of(remote, tmp_path / "phone")


def sync(clone: Clone) -> None:
    """Run `ck sync` there, which has to end well."""
    said = io.StringIO()
    settle = [["check", "--fix", "--yes"]] if "<<<<<<<" in clone.read(PATH) else []
    with redirect_stdout(said), redirect_stderr(said):
        for words in (*settle, ["sync"]):
            code = run([*words, "--no-cache", "--vault", str(clone.place)])
    assert code == 0, said.getvalue()


def merge_plainly(phone: Clone) -> None:
    """Let the phone merge without a driver, and commit and push whatever there is then."""
    phone.git("fetch", "-q")
    phone.git("merge", "-q", "--no-edit", "origin/main", check=False)
    phone.git("add", "-A")
    phone.git("commit", "-q", "-m", "phone", check=False)
    phone.git("push", "-q", "origin", "HEAD:main")


def add(clone: Clone, line: str) -> None:
    """Add an entry at the end of the note."""
    clone.write(PATH, clone.read(PATH) + line)


def entries(text: str) -> list[str]:
    """Return the words that stand for the entries."""
    return sorted(re.findall(r"\be\d+", text))


@pytest.mark.parametrize("edited", ["", "# More of the phone\n", "- 2026-11-04: e9\n"])
def test_marks_and_a_change_here_lose_nothing(
    machines: tuple[Clone, Clone, Clone], edited: str
) -> None:
    """What the phone's side of the marks never had is not deleted, edited since or not."""
    first, second, phone = machines
    add(first, "- 2026-10-13: e3\n- 2026-10-14: e4\n")
    sync(first)
    sync(second)
    add(phone, "- 2026-11-03: e5\n")
    phone.commit()
    merge_plainly(phone)
    assert "<<<<<<<" in phone.read(PATH)
    if edited:
        add(phone, edited)
        merge_plainly(phone)
    add(second, "- 2026-10-06: e6\n")
    sync(second)
    merged = second.read(PATH)
    assert "<<<<<<<" not in merged
    assert edited in merged
    assert entries(merged) == ["e1", "e2", "e3", "e4", "e5", "e6", *entries(edited)]


def test_what_was_deleted_before_the_marks_stays_deleted(
    machines: tuple[Clone, Clone, Clone],
) -> None:
    """The phone's merge is asked what was there before, so that a deletion is one."""
    first, second, phone = machines
    first.write(PATH, NOTE.replace("- 2026-09-05: e2\n", "- 2026-10-13: e3\n"))
    sync(first)
    sync(second)
    add(phone, "- 2026-11-03: e5\n")
    phone.commit()
    merge_plainly(phone)
    assert "<<<<<<<" in phone.read(PATH)
    add(second, "- 2026-10-06: e6\n")
    sync(second)
    assert entries(second.read(PATH)) == ["e1", "e3", "e5", "e6"]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_a_phone_pushes_all_entries_stay(
    machines: tuple[Clone, Clone, Clone], seed: int
) -> None:
    """Each entry that somebody wrote, and nobody deleted, is there in the end."""
    choose = random.Random(seed)  # noqa: S311  # no secret
    first, second, phone = machines
    number = 2

    def write(clone: Clone, *, likely: float = 0.8) -> None:
        nonlocal number
        if choose.random() > likely or ("<<<<<<<" in clone.read(PATH) and clone is not phone):
            return
        number += 1
        lines = clone.read(PATH).splitlines(keepends=True)
        at = len(lines) if choose.random() < likely else lines.index("## Interactions\n") + 1
        lines.insert(at, f"- 2026-10-{choose.randint(10, 28)}: e{number}\n")
        clone.write(PATH, "".join(lines))
        if clone is phone:
            phone.commit()

    for _ in range(3):
        write(first)
        sync(first)
        if choose.random() < 0.7:
            sync(second)
        write(phone)
        merge_plainly(phone)
        write(phone, likely=0.3)
        write(second)
        sync(second)
    merge_plainly(phone)
    for clone in (first, second):
        sync(clone)
    assert {f"e{each}" for each in range(1, number + 1)} <= set(entries(second.read(PATH)))
