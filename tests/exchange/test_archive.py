"""ZIP archives: what is read of them, and those that are made to do harm."""

from __future__ import annotations

import struct
from contextlib import suppress
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.exchange import archive
from contactkeeper.exchange.archive import is_archive, read_archive, refuse_other
from contactkeeper.exchange.source import MEGABYTE, Member, Unreadable
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Mapping

IN_LIST = b"PK\x01\x02"
"""Begins each entry of the list of members; sizes are at 20 and 24, flags at 8, the place at 42."""


def packed(files: Mapping[str, bytes], method: int = ZIP_DEFLATED) -> bytes:
    """Return a ZIP archive of files."""
    file = BytesIO()
    with ZipFile(file, "w", method) as written:
        for name, data in files.items():
            written.writestr(name, data)
    return file.getvalue()


def patched(data: bytes, at: int, value: bytes) -> bytes:
    """Return an archive with other bytes at a place of each entry of its list."""
    changed = bytearray(data)
    place = changed.find(IN_LIST)
    while place >= 0:
        changed[place + at : place + at + len(value)] = value
        place = changed.find(IN_LIST, place + 1)
    return bytes(changed)


def members_of(data: bytes) -> list[Member]:
    """Return the members of an archive."""
    return read_archive("a.zip", BytesIO(data))  # type: ignore[arg-type]  # raw enough


def read_all(data: bytes) -> None:
    """Read each member of an archive, its beginning and all of it."""
    for each in members_of(data):
        each.head()
        each.read()


def case_of(data: bytes) -> str:
    """Return why an archive, or a member of it, can't be read."""
    with pytest.raises(Unreadable) as caught:
        read_all(data)
    assert caught.value.file.startswith("a.zip")
    return caught.value.case


def test_members_are_read_by_name() -> None:
    """Folders, empty files and what systems add are no members; names are only names."""
    files = {
        "Export/a.csv": b"a" * 70_000,
        "../../etc/b": b"b",
        "/c": b"c",
        "empty": b"",
        "__MACOSX/._a.csv": b"x",
        ".DS_Store": b"x",
    }
    data = packed(files)
    assert is_archive(data)
    found = {each.name: each.read() for each in members_of(data)}
    assert found == {
        "a.zip/Export/a.csv": b"a" * 70_000,
        "a.zip/../../etc/b": b"b",
        "a.zip//c": b"c",
    }
    assert [each.base_name for each in members_of(data)] == ["a.csv", "b", "c"]


def test_members_may_be_open_together() -> None:
    """Reading one does not move another."""
    first, second = members_of(packed({"a": b"abc", "b": b"xyz"}))
    with first.open() as one, second.open() as two:
        assert (one.read(1), two.read(1), one.read(), two.read()) == (b"a", b"x", b"bc", b"yz")


@pytest.mark.parametrize(
    ("written", "code_page"), [("Чат с Анной.txt", "cp866"), ("Müller.vcf", "cp437")]
)
def test_names_without_a_mark(written: str, code_page: str) -> None:
    """Windows writes names in the letters of its language, others in UTF-8 without a mark."""
    for encoding in (code_page, "utf-8"):
        raw = written.encode(encoding)
        file = BytesIO()
        with ZipFile(file, "w") as archive_file:
            archive_file.writestr(ZipInfo("x" * len(raw)), b"data")
        data = file.getvalue().replace(b"x" * len(raw), raw)
        assert [each.name for each in members_of(data)] == [f"a.zip/{written}"]


def test_archives_that_do_harm() -> None:
    """Each is refused before it fills anything, with a case of its own."""
    good = packed({"a": b"text " * 100, "b": b"text " * 100})
    assert case_of(packed({"a": bytes(17 * MEGABYTE)})) == "bomb"
    assert case_of(packed({f"{n}": bytes(MEGABYTE) for n in range(17)})) == "bomb"
    assert case_of(patched(good, 42, struct.pack("<L", 0))) == "overlap"
    assert case_of(patched(good, 20, struct.pack("<L", 2**31))) == "overlap"
    assert case_of(patched(good, 8, b"\x01\x00")) == "password"
    assert case_of(packed({"a": b"text"}, ZIP_BZIP2)) == "packed-otherwise"
    assert case_of(packed({"[Content_Types].xml": b"x"})) == "office"
    assert case_of(packed({})) == "empty-archive"


@pytest.mark.parametrize(
    ("at", "value"),
    [(16, b"\0\0\0\0"), (24, struct.pack("<L", 50)), (42, b"\1")],
)
def test_an_archive_that_lies_is_damaged(at: int, value: bytes) -> None:
    """A wrong sum, a size that is too small, a wrong place."""
    assert case_of(patched(packed({"a": b"text " * 100}), at, value)) == "damaged"


def test_too_many_members(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their list alone would fill the memory."""
    data = packed({f"name{n}": b"x" for n in range(9)})
    monkeypatch.setattr(archive, "MOST_MEMBERS", 8)
    assert case_of(data) == "many-members"
    monkeypatch.setattr(archive, "MOST_MEMBERS", 9)
    assert len(members_of(data)) == 9
    monkeypatch.setattr(archive, "LARGEST_DIRECTORY", 200)
    assert case_of(data) == "many-members"


def test_large_members(monkeypatch: pytest.MonkeyPatch) -> None:
    """One member, or all that are opened together; opening one again costs nothing."""
    first, second = members_of(packed({"a": b"abc", "b": b"xyz"}))
    monkeypatch.setattr(archive, "LARGEST_TOTAL", 5)
    assert first.read() == first.read() == b"abc"
    with pytest.raises(Unreadable, match="large"):
        second.open()
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 2)
    with pytest.raises(Unreadable, match="large"):
        first.open()


def test_the_beginning_of_what_cannot_be_read_is_empty() -> None:
    """The kind of a file is told without a fault."""
    (only,) = members_of(patched(packed({"a": b"text"}), 42, b"\1"))
    assert only.head() == b""


@pytest.mark.parametrize("head", [b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf"])
def test_other_archives_are_refused(head: bytes) -> None:
    """The sentence says to unpack it."""
    with pytest.raises(Unreadable, match="other-archive"):
        refuse_other("a.7z", head)


GOOD = packed({"Export/a.csv": b"text " * 50, "b": b"x"})


@settings(max_examples=examples(400))
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=6), st.booleans())
def test_damaged_archives_are_unreadable(place: int, damage: bytes, ends: bool) -> None:  # noqa: FBT001
    """Wherever an archive is damaged or cut off, nothing but `Unreadable` is raised."""
    data = GOOD[:place] + damage + (b"" if ends else GOOD[place + len(damage) :])
    with suppress(Unreadable):
        read_all(data)
