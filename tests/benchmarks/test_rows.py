from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from compare import show
from generate import write_vault
from processes import Taken
from rows import build, ck_command
from run import show_rows

if TYPE_CHECKING:
    from pathlib import Path

    from rows import Row


def vault_of(row: Row) -> str:
    """Return the vault that a row runs in."""
    return row.arguments[row.arguments.index("--vault") + 1]


def test_the_same_arguments_give_the_same_vault(tmp_path: Path) -> None:
    """A vault is made again byte by byte, with as many notes as were asked for."""
    texts = []
    for name in ("one", "two"):
        write_vault(tmp_path / name, 4, 9)
        notes = sorted((tmp_path / name).rglob("*.md"))
        texts.append({note.relative_to(tmp_path / name): note.read_bytes() for note in notes})
    assert len(texts[0]) == 9
    assert texts[0] == texts[1]


def test_rows_do_not_disturb_each_other(tmp_path: Path) -> None:
    """A row that writes, or drops notes from memory, has a vault of its own; each has a cache."""
    kinds = dict.fromkeys(("due", "due, first run", "due, cold pages", "log", "list"))
    rows = {row.name: row for row in build(tmp_path, {(2, 3): kinds})}
    due, first, cold, log, listed = (rows[f"ck {kind}, 2 of 3"] for kind in kinds)
    assert vault_of(due) == vault_of(first) == vault_of(listed)
    assert len({vault_of(due), vault_of(cold), vault_of(log)}) == 3
    caches = {ck_command("", row, tmp_path).environ["XDG_CACHE_HOME"] for row in rows.values()}
    assert len(caches) == len(rows)


@pytest.mark.skipif(not hasattr(os, "posix_fadvise"), reason="pages can't be dropped")
def test_a_first_run_finds_no_cache_and_a_cold_one_finds_it(tmp_path: Path) -> None:
    """Before a first run its cache is removed, and nobody else's; a cold one keeps it."""
    kinds = dict.fromkeys(("due, first run", "due, cold pages"))
    _, _, first, cold = build(tmp_path, {(2, 3): kinds})
    for row in (first, cold):
        cache = tmp_path / "caches" / row.name / "contactkeeper" / "v.sqlite"
        cache.parent.mkdir(parents=True)
        cache.touch()
    for row in (first, cold):
        ck_command("", row, tmp_path).before()
    assert [place.parts[-3] for place in tmp_path.rglob("*.sqlite")] == [cold.name]


def test_a_row_that_misses_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table is in floors; a line names what takes longer, or more memory, than it may."""
    version, usage, *_ = build(tmp_path, {})
    taken = {
        "floor": Taken([0.1, 0.1, 0.1], 20),
        "ck --version": Taken([0.03, 0.04, 0.05], 12),
        "ck --help": Taken([0.09, 0.09, 0.09], 90.6),
    }
    assert show_rows([version, usage], taken) == [
        "missed: ck --help takes 0.90 floors, may take 0.7",
        "missed: ck --help takes 91 MB, may take 90",
    ]
    _, _, floor, *lines = capsys.readouterr().out.splitlines()
    assert floor.endswith("20       3   a floor is 100 ms here")
    assert lines == [
        "ck --version                            0.40   0.35 to 0.45        0.70    12       3",
        "ck --help                               0.90   0.90 to 0.90        0.70    91       3",
    ]


def test_a_row_slower_by_a_tenth_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    """Of two revisions, what the second takes of the first is shown, and what got slower."""
    taken = {
        "before due": Taken([0.1, 0.2], 20),
        "after due": Taken([0.05, 0.1], 20),
        "before log": Taken([0.1, 0.2], 20),
        "after log": Taken([0.12, 0.24], 20),
    }
    assert show(["due", "log"], taken) == ["slower: log takes 1.20 times what it took"]
    assert capsys.readouterr().out.splitlines()[1:] == [
        "due                                             0.50   0.50 to 0.50",
        "log                                             1.20   1.20 to 1.20",
    ]
