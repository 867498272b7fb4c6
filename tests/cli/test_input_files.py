"""Files, archives and folders that the user names, and what can't be opened."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from zipfile import ZipFile

import pytest

from contactkeeper.cli import input_files
from contactkeeper.cli.input_files import open_source
from contactkeeper.errors import CkError
from contactkeeper.exchange.source import Unreadable

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_its_own_member(tmp_path: Path) -> None:
    """It has the name that was typed, and is read again from its beginning."""
    (tmp_path / "a.csv").write_bytes(b"text")
    source = open_source(tmp_path, "a.csv")
    assert source.is_single
    (only,) = source.members
    assert (only.name, only.size, only.read(), only.head()) == ("a.csv", 4, b"text", b"text")
    assert open_source(tmp_path / "elsewhere", str(tmp_path / "a.csv")).is_single


def test_what_is_appended_later_is_not_read(tmp_path: Path) -> None:
    """A file that another program goes on writing has an end."""
    place = tmp_path / "a.csv"
    place.write_bytes(b"text")
    with open_source(tmp_path, "a.csv").members[0].open() as file:
        place.write_bytes(b"text and more")
        assert file.read() == b"text"


def test_a_file_that_vanishes_is_unreadable(tmp_path: Path) -> None:
    """A reader meets no fault of the system."""
    (tmp_path / "a.csv").write_bytes(b"text")
    (only,) = open_source(tmp_path, "a.csv").members
    (tmp_path / "a.csv").unlink()
    with pytest.raises(Unreadable) as caught:
        only.read()
    assert caught.value.facts == {"reason": "No such file or directory"}


def test_an_archive_is_told_by_what_it_holds(tmp_path: Path) -> None:
    """Its name may be anything."""
    with ZipFile(tmp_path / "export.bin", "w") as written:
        written.writestr("In/a.csv", "text")
    source = open_source(tmp_path, "export.bin")
    assert not source.is_single
    assert [(each.name, each.read()) for each in source.members] == [
        ("export.bin/In/a.csv", b"text")
    ]


def test_a_folder_has_its_files_in_order(tmp_path: Path) -> None:
    """Hidden files, links and what is too deep are left out."""
    for name in ("b.eml", "a/c.eml", ".git/d.eml", "/".join("abcdefgh") + "/deep.eml"):
        (tmp_path / "mail" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "mail" / name).write_bytes(b"x")
    (tmp_path / "mail/link.eml").symlink_to(tmp_path / "mail/b.eml")
    (tmp_path / "mail/around").symlink_to(tmp_path)
    for typed in ("mail", "mail/"):
        source = open_source(tmp_path, typed)
        assert [each.name for each in source.members] == ["mail/a/c.eml", "mail/b.eml"]


def refusal(folder: Path, typed: str) -> tuple[int, str]:
    """Return the exit code and the sentence of what can't be opened."""
    with pytest.raises(CkError) as caught:
        open_source(folder, typed)
    return caught.value.exit_code, str(caught.value)


def test_what_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe would wait for ever; each refusal says what to do."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "empty").touch()
    (tmp_path / "none").mkdir()
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(b"x")
    missing = "there is no file “{}”. FILE is an export, an archive or a folder of them."
    assert refusal(tmp_path, "gone") == (2, missing.format("gone"))
    assert refusal(tmp_path, "a/b") == (2, missing.format("a/b"))
    assert refusal(tmp_path, "a\0") == (2, missing.format("a\0"))
    assert refusal(tmp_path, "pipe") == (
        1,
        "pipe can't be read: it is not an ordinary file. Name an ordinary FILE.",
    )
    assert refusal(tmp_path, "/dev/zero")[0] == 1
    assert refusal(tmp_path, "empty") == (
        1,
        "empty is empty. Export it again, or name another FILE.",
    )
    assert refusal(tmp_path, "none") == (
        1,
        "none holds no files. Name the folder or FILE of an export.",
    )
    monkeypatch.setattr(input_files, "MOST_FILES", 1)
    assert refusal(tmp_path, ".") == (1, ". holds over 1 files. Name those that you mean.")
