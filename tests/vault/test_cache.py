"""The cache gives what reading gives: whatever happened to the notes, and to the cache itself."""

from __future__ import annotations

import json
import os
import sys
from array import array
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caches import ENDS, KEYS, KINDS, SUMS, mended
from contactkeeper.core.settings import Settings
from contactkeeper.vault.build_id import build_id
from contactkeeper.vault.cache import GRAIN, Cache
from contactkeeper.vault.loading import load
from contactkeeper.vault.scan import MARK, mark_of
from hypothesis_profiles import examples
from vaults import ANNA, BROKEN, note

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from contactkeeper.vault.loading import Loaded

LATER = 4_000_000_000_000_000_000
"""Nanoseconds since 1970: long after any test, so that what was just written is believed."""
RULES = Settings()


def fill(vault: Path) -> None:
    """Write notes of every kind."""
    (vault / "P").mkdir(parents=True)
    for name, text in {"Анна": ANNA, **BROKEN, "Other": "# no contact\n", "Empty": ""}.items():
        (vault / f"P/{name}.md").write_text(text, encoding="utf-8", newline="")


def everything(loaded: Loaded) -> object:
    """Return all that a vault holds, to the last entry."""
    people = [(*contact[:-3], tuple(contact.entries)) for contact in loaded.contacts]
    return people, loaded.problems, loaded.notes, loaded.conflict_copies


def cached(vault: Path, now: int = LATER, rules: Settings = RULES) -> Loaded:
    """Load a vault with its cache."""
    return load(vault, rules, Cache(str(vault.parent / "cache/x.cache"), rules, now))


def touched(vault: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Loaded, list[str]]:
    """Load a vault with its cache; return what is in it and which notes were opened."""
    opened: list[str] = []
    real = os.open

    def watched(path: str, *rest: int) -> int:
        if str(path).endswith(".md"):
            opened.append(os.path.relpath(path, vault).replace(os.sep, "/"))
        return real(path, *rest)

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", watched)
        loaded = cached(vault)
    return loaded, opened


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Give a vault with notes of every kind."""
    fill(tmp_path / "vault")
    return tmp_path / "vault"


def test_what_was_kept_is_what_is_read(vault: Path) -> None:
    """The first load, which keeps, the second, which uses it, and one without are alike."""
    expected = everything(load(vault, RULES))
    assert everything(cached(vault)) == expected
    assert everything(cached(vault)) == expected


def test_a_second_load_opens_no_note(vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what changed is read again, once, and of a long log what nobody asks for is not."""
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
    cached(vault)
    (vault / "P/Other.md").write_text(ANNA, encoding="utf-8")
    loaded, opened = touched(vault, monkeypatch)
    assert opened == ["P/Other.md"]
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", lambda path, *_: opened.append(path))
        assert len([contact.company for contact in loaded.contacts]) == len(loaded.contacts)
    assert opened == ["P/Other.md"]


def test_no_file_stays_open(vault: Path) -> None:
    """When a vault is done with, so is the file of its cache: nothing in it runs in a circle."""
    cached(vault)
    before = len(os.listdir("/dev/fd"))  # noqa: PTH208 - its names alone
    for _ in range(3):
        assert [contact.company for contact in cached(vault).contacts]
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
    cached(vault)
    change(vault)
    expected = everything(load(vault, RULES))
    assert everything(cached(vault)) == expected
    assert everything(cached(vault)) == expected


def test_a_note_that_is_younger_than_the_clocks_grain_is_read_again(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two changes in one tick leave the same times, so git calls such an entry racy."""
    place = vault / "P/Анна.md"
    now = place.stat().st_mtime_ns
    cached(vault, now + GRAIN - 1)
    assert touched(vault, monkeypatch)[1].count("P/Анна.md") == 1
    cached(vault, max(path.stat().st_ctime_ns for path in vault.rglob("*.md")) + GRAIN + 1)
    assert touched(vault, monkeypatch)[1] == []


@pytest.mark.parametrize("large", range(MARK))
def test_marks_of_more_than_63_bits_are_no_fault(
    vault: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    """Some file systems make inodes of hashes, and a time may be after 2262, or before 1677."""

    def mark(status: os.stat_result) -> tuple[int, ...]:
        numbers = list(mark_of(status))
        numbers[large] += 2**63 if status.st_ino % 2 else -(2**64)
        return tuple(numbers)

    monkeypatch.setattr("contactkeeper.vault.scan.mark_of", mark)
    (vault / "Link.md").symlink_to(vault.parent / "outside.md")
    (vault.parent / "outside.md").write_text(ANNA, encoding="utf-8")
    expected = everything(load(vault, RULES))
    assert everything(cached(vault)) == expected
    loaded, opened = touched(vault, monkeypatch)
    assert (everything(loaded), opened) == (expected, [])
    change_and_keep_time(vault)
    assert everything(cached(vault)) == everything(load(vault, RULES)) != expected


def test_other_settings_read_anew(vault: Path) -> None:
    """What was kept under other settings is not used."""
    cached(vault)
    rules = RULES._replace(contacts=RULES.contacts._replace(tags=("hr",)))
    assert everything(cached(vault, rules=rules)) == everything(load(vault, rules))
    assert len(cached(vault, rules=rules).contacts) == 0
    assert len(cached(vault).contacts) > 1


def spoil(place: Path, at: int, with_byte: int) -> None:
    """Change one byte of a file."""
    data = bytearray(place.read_bytes())
    data[at % len(data)] ^= with_byte
    place.write_bytes(data)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(200))
@given(at=st.integers(0, 10**6), with_byte=st.integers(1, 255))
def test_one_wrong_byte_changes_nothing(vault: Path, at: int, with_byte: int) -> None:
    """Wherever it is, what is said is what reading says."""
    place = vault.parent / "cache/x.cache"
    if not place.exists():
        cached(vault)
    kept = place.read_bytes()
    spoil(place, at, with_byte)
    try:
        assert everything(cached(vault)) == everything(load(vault, RULES))
    finally:
        place.write_bytes(kept)


@pytest.mark.parametrize("length", [0, 1, 10, 100, 1000, -1, -100])
def test_a_torn_cache_changes_nothing(vault: Path, length: int) -> None:
    """One that ends too early is thrown away, and made anew."""
    cached(vault)
    place = vault.parent / "cache/x.cache"
    place.write_bytes(place.read_bytes()[:length])
    expected = everything(load(vault, RULES))
    assert everything(cached(vault)) == expected
    assert everything(cached(vault)) == expected


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
    place = vault.parent / "cache/x.cache"
    place.parent.mkdir()
    place.write_bytes(data)
    assert everything(cached(vault)) == everything(load(vault, RULES))


@pytest.mark.skipif(sys.platform == "win32", reason="no named pipes here")
def test_a_pipe_in_its_place_is_not_waited_for(vault: Path) -> None:
    """What is no ordinary file is no cache, and one takes its place."""
    place = vault.parent / "cache/x.cache"
    place.parent.mkdir()
    os.mkfifo(place)
    assert everything(cached(vault)) == everything(load(vault, RULES))
    assert place.is_file()


def test_a_newer_cache_is_not_used(vault: Path) -> None:
    """One of another version of `ck`, or of the format, is written anew."""
    cached(vault)
    place = vault.parent / "cache/x.cache"
    head, _, rest = place.read_bytes().partition(b"\n")
    key, *others = json.loads(head)
    place.write_bytes(json.dumps([[key[0] + 1, *key[1:]], *others]).encode() + b"\n" + rest)
    assert everything(cached(vault)) == everything(load(vault, RULES))
    assert json.loads(place.read_bytes().partition(b"\n")[0])[0] == key


@pytest.mark.parametrize("number", [-(2**63), -1, 0, 2**62])
@pytest.mark.parametrize("part", [ENDS, SUMS])
def test_records_that_lie_elsewhere_are_not_read(vault: Path, part: int, number: int) -> None:
    """Wherever the file says that they are, its own checksum of it right or not."""
    cached(vault)
    place = vault.parent / "cache/x.cache"
    count = len(load(vault, RULES).contacts)
    mended(place, part, array("q", [number] * count).tobytes())
    assert everything(cached(vault)) == everything(load(vault, RULES))


@pytest.mark.parametrize("data", [b"", b"\xd0", b"a\nb", b"\n" * 1000])
def test_keys_that_are_none_are_not_used(vault: Path, data: bytes) -> None:
    """There is one line for each contact, and all of it is text."""
    cached(vault)
    mended(vault.parent / "cache/x.cache", KEYS, data)
    loaded = cached(vault)
    assert loaded.directory is not None
    assert len(loaded.directory.keys) == len(loaded.contacts)


def test_notes_of_no_known_kind_are_not_believed(vault: Path) -> None:
    """A kind that this program does not write is none."""
    cached(vault)
    mended(vault.parent / "cache/x.cache", KINDS, bytes([200]) * load(vault, RULES).notes)
    assert everything(cached(vault)) == everything(load(vault, RULES))


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files")
def test_what_somebody_else_could_have_written_is_not_believed(
    vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checksum is no signature: in a folder that is shared, the modes of the file decide."""
    cached(vault)
    place = vault.parent / "cache/x.cache"
    place.chmod(0o620)
    assert len(touched(vault, monkeypatch)[1]) == len(BROKEN) + 3
    assert touched(vault, monkeypatch)[1] == []


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_what_a_killed_run_left_is_removed_and_no_link_is_followed(vault: Path) -> None:
    """Half a file goes with the next one, and a link that lies in wait leads nowhere."""
    folder = vault.parent / "cache"
    folder.mkdir()
    other = vault.parent / "other"
    other.write_text("mine", encoding="utf-8")
    (folder / "x.cache.1.tmp").write_bytes(b"half")
    (folder / f"x.cache.{os.getpid()}.tmp").symlink_to(other)
    cached(vault)
    assert [path.name for path in folder.iterdir()] == ["x.cache"]
    assert other.read_text(encoding="utf-8") == "mine"


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


def test_a_cache_that_can_not_be_written_is_no_fault(vault: Path) -> None:
    """Where its folder is a file, notes are read each time."""
    (vault.parent / "cache").write_text("", encoding="utf-8")
    assert everything(cached(vault)) == everything(load(vault, RULES))


def test_the_cache_is_the_users_alone_and_leaves_nothing_behind(vault: Path) -> None:
    """Nobody else may read it; there is one file, and none of it is in the vault."""
    before = sorted(vault.rglob("*"))
    cached(vault)
    (place,) = (vault.parent / "cache").iterdir()
    assert place.stat().st_mode & 0o077 == 0
    assert sorted(vault.rglob("*")) == before


def test_nothing_in_it_depends_on_the_day(vault: Path) -> None:
    """Two days give the same bytes."""
    cached(vault)
    place = vault.parent / "cache/x.cache"
    first = place.read_bytes()
    place.unlink()
    cached(vault, LATER + 86_400 * 10**9)
    assert place.read_bytes() == first
    assert str(date(2026, 11, 23).toordinal()).encode() not in first
