from __future__ import annotations

import io
import os
import random
from contextlib import redirect_stderr, redirect_stdout
from typing import TYPE_CHECKING

import pytest

from cli.conftest import LATER
from contactkeeper.cli.app import run
from vaults import TALKED, note
from wild_vaults import Wild

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cli.conftest import Ck

Answer = tuple[int, str, str]


@pytest.fixture(autouse=True)
def with_a_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    """Use the cache where all other tests are run without it, too."""
    monkeypatch.delenv("CK_NO_CACHE", raising=False)


def test_a_fault_deletes_the_index(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a fault of any kind the next run reads all notes."""
    ck.note("Anna.md", note(TALKED))
    right = ck("due")
    (place,) = (ck.vault.parent / "cache/contactkeeper").iterdir()
    with monkeypatch.context() as patch:
        patch.setattr("contactkeeper.cli.commands.due.find_items", lambda *_: 1 / 0)
        assert ck("due").code == 1
    assert not place.exists()
    assert ck("due") == right


@pytest.mark.parametrize("asked", [[], ["--company", "ozon"], ["--json"], ["--soon", "9"]])
@pytest.mark.parametrize("today", ["2026-11-23", "2026-11-27"])
@pytest.mark.parametrize("per_day", [0, 1])
def test_people_to_sort_are_counted_alike(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, asked: list[str], today: str, per_day: int
) -> None:
    """With an index and without the same people wait to be sorted, also after one was.

    One change among so many notes is not worth a write of the index.
    """
    for number in range(200):
        ck.note(f"Notes/{number}.md", "")
    ck.note("contactkeeper.toml", f"[import]\nper_day = {per_day}\n")
    for name, more in {
        "Anna": {},
        "Boris": {"company": "Ozon"},
        "Vera": {"birthday": "11-27"},
        "Gleb": {"tier": "key"},
    }.items():
        ck.note(f"{name}.md", note(imported="2026-11-20", **more))

    def answer() -> str:
        first, kept = (ck("due", *asked, "--today", today).out for _ in range(2))
        with monkeypatch.context() as patch:
            patch.setenv("CK_NO_CACHE", "1")
            assert first == kept == ck("due", *asked, "--today", today).out
        return kept

    before = answer()
    ck.note("Boris.md", note(imported="2026-11-20", company="Ozon", tier="key"))
    assert answer() != before


class Screen(io.StringIO):
    """What a command writes to: a terminal or a pipe."""

    is_terminal = False

    def isatty(self) -> bool:
        """Say which."""
        return self.is_terminal


class Twins:
    """Two folders with one vault: in the first `ck` keeps what it reads, in the second nothing."""

    def __init__(self, base: Path, wild: Wild) -> None:
        """Fill both."""
        self.roots = [base / "a/vault", base / "b/vault"]
        self.wild = wild
        outside = wild.text("outside.md")
        for root in self.roots:
            root.mkdir(parents=True)
            (root.parent / "outside.md").write_bytes(outside)
        wild.fill(self.roots)

    def ask(
        self, at: int, arguments: Sequence[str], around: Mapping[str, str], *, screen: bool
    ) -> Answer:
        """Run a command in one of the folders; in what it says both are called the same."""
        home = self.roots[at].parent
        environ = {
            "HOME": str(home), "CK_VAULT": str(self.roots[at]), "CK_NO_CACHE": "1" if at else "",
            **{f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "STATE", "CACHE")},
        }  # fmt: skip
        out, err = Screen(), Screen()
        out.is_terminal = screen
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in {**environ, **around}.items():
                patch.setenv(name, value)
            code = run(arguments, now=LATER)
        said, told = (each.getvalue().replace(str(home), "HOME") for each in (out, err))
        return code, said, told

    def forget(self) -> None:
        """Throw away what was kept."""
        for place in (self.roots[0].parent / "CACHE").rglob("*.sqlite"):
            place.unlink()

    def notes(self, at: int) -> dict[str, bytes]:
        """Return every file of a vault."""
        root = self.roots[at]
        files = (path for path in root.rglob("*") if path.is_file())
        return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


@pytest.mark.skipif(os.name == "nt", reason="symbolic links, and names that Windows refuses")
@pytest.mark.parametrize("seed", range(20))
def test_with_a_cache_and_without_all_answers_are_the_same(tmp_path: Path, seed: int) -> None:
    """Whatever a vault holds, happens to it and is asked, on any day: cold, warm, and after writes.

    A longer run is a wider range; a few are enough to see a reader and its cache drift apart.
    """
    wild = Wild(random.Random(seed))  # noqa: S311 - no secret
    twins = Twins(tmp_path, wild)
    for _ in range(12):
        if wild.chance(2):
            wild.change(twins.roots)
        around, arguments = wild.moment(), wild.question()
        times = 2
        if wild.chance(8):
            around |= {"_CK_COMPLETE": wild.pick(["complete_bash", "complete_zsh"])}
            arguments = ["--", *wild.unfinished()]
            twins.forget()  # first from the notes, then from what was kept of them
        elif wild.chance(3):
            arguments, times = wild.order(), 1
        screen = wild.chance(4)
        expected = twins.ask(1, arguments, around, screen=screen)
        for _ in range(times):
            assert twins.ask(0, arguments, around, screen=screen) == expected, arguments
        assert "fault" not in expected[2]
    assert twins.notes(0) == twins.notes(1)
