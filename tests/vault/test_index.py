"""The index gives what reading gives: whatever happened to the notes, and to the index itself."""

from __future__ import annotations

import gc
import os
import re
import sqlite3
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.agenda.due import find_items
from contactkeeper.core.settings import Settings
from contactkeeper.vault.build_id import build_id
from contactkeeper.vault.index import GRAIN, Index
from contactkeeper.vault.loading import load as load_vault
from contactkeeper.vault.scan import stamp_of
from vaults import ANNA, BROKEN, note

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from contactkeeper.vault.loading import Loaded

LATER = 4_000_000_000_000_000_000
"""Nanoseconds since 1970: long after any test, so that what was just written is believed."""
RULES = Settings()
TODAY = date(2026, 11, 23)


def fill(vault: Path) -> None:
    """Write notes of every kind."""
    (vault / "P").mkdir(parents=True)
    for name, text in {"Анна": ANNA, **BROKEN, "Other": "# no contact\n", "Empty": ""}.items():
        (vault / f"P/{name}.md").write_text(text, encoding="utf-8", newline="")


def everything(loaded: Loaded) -> object:
    """Return all that a vault holds, to the last entry."""
    people = [(*contact[:-3], tuple(contact.entries)) for contact in loaded.contacts]
    return people, loaded.problems, loaded.notes, loaded.conflict_copies


def load(vault: Path, rules: Settings) -> Loaded:
    """Load a vault without an index."""
    return load_vault(vault, rules)


def indexed(vault: Path, now: int = LATER, rules: Settings = RULES, today: date = TODAY) -> Loaded:
    """Load a vault with its index."""
    return load_vault(vault, rules, Index(str(place_of(vault)), rules, now, today))


def place_of(vault: Path) -> Path:
    """Name the file of the index."""
    return vault.parent / "cache/x.sqlite"


def touched(vault: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Loaded, list[str]]:
    """Load a vault with its index; return what is in it and which notes were opened."""
    opened: list[str] = []
    real = os.open

    def watched(path: str, *rest: int) -> int:
        if str(path).endswith(".md"):
            opened.append(os.path.relpath(path, vault).replace(os.sep, "/"))
        return real(path, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", watched)
        loaded = indexed(vault)
    return loaded, opened


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Give a vault with notes of every kind."""
    fill(tmp_path / "vault")
    return tmp_path / "vault"


def test_what_was_kept_is_what_is_read(vault: Path) -> None:
    """The first load, which keeps, the second, which uses it, and one without are alike."""
    expected = everything(load(vault, RULES))
    assert everything(indexed(vault)) == expected
    assert everything(indexed(vault)) == expected


def test_a_second_load_opens_no_note(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what changed is read again, once."""
    _, first = touched(vault, monkeypatch)
    assert sorted(first) == sorted(set(first)), "none is read twice"
    assert len(first) == len(BROKEN) + 3
    _, second = touched(vault, monkeypatch)
    assert second == []
    (vault / "P/Анна.md").write_text(f"{ANNA}- 2026-11-22: new\n", encoding="utf-8")
    loaded, third = touched(vault, monkeypatch)
    assert third == ["P/Анна.md"]
    assert everything(loaded) == everything(load(vault, RULES))


def test_what_was_kept_serves_after_it_is_written_anew(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that reads one note and writes the cache takes all others from the old one."""
    indexed(vault)
    (vault / "P/Other.md").write_text(ANNA, encoding="utf-8")
    loaded, opened = touched(vault, monkeypatch)
    assert opened == ["P/Other.md"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda path, *_: opened.append(path))
        assert len([contact.company for contact in loaded.contacts]) == len(loaded.contacts)
    assert opened == ["P/Other.md"]


def test_no_file_stays_open(vault: Path) -> None:
    """When a vault is done with, so is the file of its index: nothing in it runs in a circle."""
    indexed(vault)
    gc.collect()  # what other tests left
    before = len(os.listdir("/dev/fd"))  # noqa: PTH208 - its names alone
    for _ in range(3):
        assert [contact.company for contact in indexed(vault).contacts]
    assert len(os.listdir("/dev/fd")) == before  # noqa: PTH208 - as above


def change_a_note(vault: Path) -> None:
    """As an editor does."""
    (vault / "P/Анна.md").write_text(note("- 2026-11-22: other\n"), encoding="utf-8")


def change_and_keep_time(vault: Path) -> None:
    """As a sync tool does: the same size, and the time of modification set back."""
    place = vault / "P/Анна.md"
    status = place.stat()
    place.write_text(ANNA.replace("2026-11-16", "2026-11-17"), encoding="utf-8")
    os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))


def replace_a_note(vault: Path) -> None:
    """As `ck` does."""
    (vault / "new").write_text(ANNA.replace("Яндекс", "Ozon"), encoding="utf-8")
    (vault / "new").replace(vault / "P/Анна.md")


CHANGES: list[Callable[[Path], object]] = [
    change_a_note,
    change_and_keep_time,
    replace_a_note,
    lambda vault: (vault / "P/Анна.md").unlink(),
    lambda vault: (vault / "P/Анна.md").rename(vault / "P/Anna.md"),
    lambda vault: (vault / "P").rename(vault / "Q"),
    lambda vault: (vault / "A.md").write_text(ANNA, encoding="utf-8"),
    lambda vault: (vault / "P/Other.md").write_text(ANNA, encoding="utf-8"),
    lambda vault: (vault / "P/Half.md").write_text("no contact any more", encoding="utf-8"),
]


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_is_seen(vault: Path, change: Callable[[Path], object]) -> None:
    """A note that is written, replaced, renamed, made or removed is read as it is now."""
    indexed(vault)
    change(vault)
    expected = everything(load(vault, RULES))
    assert everything(indexed(vault)) == expected
    assert everything(indexed(vault)) == expected


def test_a_note_that_is_younger_than_the_clocks_grain_is_read_again(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two changes in one tick leave the same times, so git calls such an entry racy."""
    place = vault / "P/Анна.md"
    now = place.stat().st_mtime_ns
    indexed(vault, now + GRAIN - 1)
    assert touched(vault, monkeypatch)[1].count("P/Анна.md") == 1
    indexed(vault, max(path.stat().st_ctime_ns for path in vault.rglob("*.md")) + GRAIN + 1)
    assert touched(vault, monkeypatch)[1] == []


@pytest.mark.parametrize("large", range(4))
def test_stamps_of_more_than_63_bits_are_no_fault(
    vault: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    """Some file systems make inodes of hashes, and a time may be after 2262, or before 1677."""

    def stamp(status: os.stat_result) -> str:
        numbers = list(map(int, stamp_of(status).split()))
        numbers[large] += 2**63 if status.st_ino % 2 else -(2**64)
        return " ".join(map(str, numbers))

    monkeypatch.setattr("contactkeeper.vault.scan.stamp_of", stamp)
    (vault / "Link.md").symlink_to(vault.parent / "outside.md")
    (vault.parent / "outside.md").write_text(ANNA, encoding="utf-8")
    expected = everything(load(vault, RULES))
    now = 2**70
    assert everything(indexed(vault, now)) == expected
    loaded, opened = touched(vault, monkeypatch)
    assert (everything(loaded), opened) == (expected, [])
    change_and_keep_time(vault)
    assert everything(indexed(vault, now)) == everything(load(vault, RULES)) != expected


def test_other_settings_read_anew(vault: Path) -> None:
    """What was kept under other settings is not used."""
    indexed(vault)
    rules = RULES._replace(contacts=RULES.contacts._replace(tags=("hr",)))
    assert everything(indexed(vault, rules=rules)) == everything(load(vault, rules))
    assert len(indexed(vault, rules=rules).contacts) == 0
    assert len(indexed(vault).contacts) > 1


@pytest.mark.parametrize("length", [0, 1, 10, 100, 1000, 5000, -1, -5000])
def test_a_torn_index_changes_nothing(vault: Path, length: int) -> None:
    """One that ends too early is thrown away, and made anew."""
    indexed(vault)
    place = place_of(vault)
    place.write_bytes(place.read_bytes()[:length])
    expected = everything(load(vault, RULES))
    assert everything(indexed(vault)) == expected
    assert everything(indexed(vault)) == expected


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\n", b"{}\n", b"[]\n", b"null\n", b"[[1,2,3,4],[],0,0]\n",
        b"cos\nsystem\n(S'x'\ntR.",
        b'[["a"],[1e9],0,-1]\n', b"\xff\xfe\x00", b"[" * 100_000,
    ],
)  # fmt: skip
def test_a_foreign_file_changes_nothing(vault: Path, data: bytes) -> None:
    """Whatever stands at its place is not believed, and nothing in it is run."""
    place = place_of(vault)
    place.parent.mkdir()
    place.write_bytes(data)
    assert everything(indexed(vault)) == everything(load(vault, RULES))


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes here")
def test_a_pipe_in_its_place_is_not_waited_for(vault: Path) -> None:
    """What is no ordinary file is no index."""
    place = place_of(vault)
    place.parent.mkdir()
    os.mkfifo(place)
    assert everything(indexed(vault)) == everything(load(vault, RULES))


def change_the_index(vault: Path, statement: str) -> None:
    """Write something into the index that this program would not."""
    database = sqlite3.connect(place_of(vault))
    database.execute(statement)
    database.commit()
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "update about set key = 'x'",
        "delete from about",
        "drop table about",
        "drop table notes",
        "drop table contacts",
        "delete from contacts",
        "update contacts set record = 'x'",
        "update contacts set record = '[]'",
        "update contacts set record = x'ff'",
        "update contacts set record = x''",
        "update contacts set record = cast(record || ' ' as blob)",
        "update contacts set log = cast(log || ' ' as blob)",
        "update contacts set keys = cast(keys || ' ' as blob)",
        "update contacts set record = null",
        "update contacts set log = 1",
        "update contacts set first_day = 'x'",
        "update contacts set record = printf('%.*c', 100000, '[')",
        "alter table notes add column x",
        "update notes set stamp = ''",
        "delete from notes",
    ],
)
def test_a_strange_index_changes_nothing(vault: Path, statement: str) -> None:
    """An index of another program, of other tables, or with records that are none is made anew."""
    expected = everything(indexed(vault))
    change_the_index(vault, statement)
    assert everything(indexed(vault)) == expected == everything(load(vault, RULES))
    assert everything(indexed(vault)) == expected


@pytest.mark.parametrize("words", ["Яндекс", "Анна", "Прошли", "talked"])
def test_a_flipped_bit_is_not_read_as_what_a_note_says(vault: Path, words: str) -> None:
    """Each text has a checksum: what was damaged is read from the note."""
    expected = everything(indexed(vault))
    place, old = place_of(vault), words.encode()
    data = place.read_bytes()
    for at in (found.start() for found in re.finditer(re.escape(old), data)):
        place.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert everything(indexed(vault)) == expected
    place.write_bytes(data.replace(old, bytes([old[0] ^ 1]) + old[1:]))
    assert indexed(vault).contacts.find("Анна") == load(vault, RULES).contacts.find("Анна")


def test_a_locked_index_is_not_waited_for(vault: Path) -> None:
    """While another program writes, a run goes without; what it writes is believed later."""
    expected = everything(indexed(vault))
    other = sqlite3.connect(place_of(vault), isolation_level=None)
    for lock in ("begin immediate", "begin exclusive"):
        other.execute(lock)
        change_a_note(vault)
        assert everything(indexed(vault)) == everything(load(vault, RULES)) != expected
        other.execute("rollback")
    other.close()
    assert everything(indexed(vault)) == everything(load(vault, RULES))


def test_two_runs_that_overlap_leave_one_whole_index(vault: Path) -> None:
    """A run under other settings may write while another one still reads."""
    rules = RULES._replace(contacts=RULES.contacts._replace(tags=("hr",)))
    indexed(vault)
    first = Index(str(place_of(vault)), RULES, LATER, TODAY)
    indexed(vault, rules=rules)
    change_a_note(vault)
    assert everything(load_vault(vault, RULES, first)) == everything(load(vault, RULES))
    assert everything(indexed(vault)) == everything(load(vault, RULES))
    assert len(indexed(vault, rules=rules).contacts) == 0


def test_a_first_day_holds_from_the_day_it_was_worked_out_for(vault: Path) -> None:
    """On an earlier day everybody is looked at; on a later one, those whose day has come."""
    loaded = indexed(vault)
    everybody = set(loaded.contacts.paths)
    for days in range(0, 400, 7):
        day = TODAY + timedelta(days=days)
        listed = {item.contact.path for item in find_items(loaded.contacts, day, RULES)}
        assert listed <= {each.path for each in indexed(vault).contacts.with_recent_logs(day, day)}
    before = TODAY - timedelta(days=1)
    assert {
        each.path for each in indexed(vault).contacts.with_recent_logs(before, before)
    } == everybody


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_what_somebody_else_could_have_written_is_not_believed(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checksum is no signature: in a folder that is shared, the modes of the file decide."""
    indexed(vault)
    place = place_of(vault)
    place.chmod(0o620)
    assert len(touched(vault, monkeypatch)[1]) == len(BROKEN) + 3


def test_another_program_of_the_same_version_reads_anew(tmp_path: Path) -> None:
    """In a clone the modules change and the version does not."""
    package = tmp_path / "contactkeeper"
    for name in ("core/note/log.py", "vault/scan.py", "cli/commands/due.py"):
        (package / name).parent.mkdir(parents=True)
        (package / name).write_text("", encoding="utf-8")
    first = build_id(str(package))
    (package / "core/note/log.pyc").write_bytes(b"x")
    (package / "cli/commands/due.py").write_text("x = 1", encoding="utf-8")
    assert build_id(str(package)) == first, "what shows a note is another matter"
    (package / "core/note/log.py").write_text("x = 1", encoding="utf-8")
    assert build_id(str(package)) != first
    assert build_id(str(tmp_path / "archive.pyz/contactkeeper")) != first


def test_an_index_that_can_not_be_written_is_no_fault(vault: Path) -> None:
    """Where its folder is a file, notes are read each time."""
    (vault.parent / "cache").write_text("", encoding="utf-8")
    assert everything(indexed(vault)) == everything(load(vault, RULES))


def test_the_index_is_the_users_alone_and_leaves_nothing_behind(vault: Path) -> None:
    """Nobody else may read it; there is one file, and none of it is in the vault."""
    before = sorted(vault.rglob("*"))
    indexed(vault)
    (place,) = (vault.parent / "cache").iterdir()
    assert place.stat().st_mode & 0o077 == 0
    assert sorted(vault.rglob("*")) == before
