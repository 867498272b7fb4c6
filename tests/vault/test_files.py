from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.errors import Locked, NoteChanged, WriteRefused
from contactkeeper.vault import files
from contactkeeper.vault.lock import lock

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.wording import Wording

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions and links")


def replace(root: Path, path: str, old: bytes, new: bytes) -> list[Wording]:
    """Replace a note of the vault `root`."""
    return files.replace(str(root / path), old, new, root=str(root), temporary=".ck-0-0.tmp")


def names(folder: Path) -> list[str]:
    """List all names in a folder, hidden ones too."""
    return sorted(place.name for place in folder.iterdir())


@given(st.binary(max_size=400))
def test_only_valid_text_decodes_to_itself(data: bytes) -> None:
    """A text without a broken byte gives its bytes back; another is never what may be written."""
    text, broken = files.decode(data)
    if broken is None:
        assert text.encode() == data
    else:
        data[:broken].decode()
        if not data.startswith(files.UTF_16):  # without a mark it may be UTF-8 by chance
            with pytest.raises(UnicodeDecodeError):
                data.decode()
        text.encode()  # it can be shown


@pytest.mark.parametrize(
    ("data", "offset", "line"),
    [(b"\xff", 0, 1), (b"a\n\xff", 2, 2), (b"a\r\nb\r\xff", 5, 3), (b"\r\n\r\n\xff", 4, 3)],
)
def test_the_line_of_a_byte(data: bytes, offset: int, line: int) -> None:
    """Lines are counted from 1 and end in LF, CRLF or CR."""
    assert files.line_of(data, offset) == line


def test_a_note_is_replaced(tmp_path: Path) -> None:
    """The file holds the new bytes, to the byte, and nothing is left beside it."""
    (tmp_path / "a.md").write_bytes(b"\xef\xbb\xbfold\r\n")
    assert replace(tmp_path, "a.md", b"\xef\xbb\xbfold\r\n", b"\xef\xbb\xbfnew\r\n\x0c") == []
    assert (tmp_path / "a.md").read_bytes() == b"\xef\xbb\xbfnew\r\n\x0c"
    assert names(tmp_path) == ["a.md"]


@pytest.mark.parametrize("now", [b"other", b"", b"old and more", b"ol"])
def test_a_changed_note_is_not_replaced(tmp_path: Path, now: bytes) -> None:
    """What somebody else wrote meanwhile stays, whatever it is."""
    (tmp_path / "a.md").write_bytes(now)
    with pytest.raises(NoteChanged):
        replace(tmp_path, "a.md", b"old", b"new")
    assert (tmp_path / "a.md").read_bytes() == now
    assert names(tmp_path) == ["a.md"]


def test_a_vanished_note_is_not_made_again(tmp_path: Path) -> None:
    """A note that was moved or deleted meanwhile does not come back."""
    with pytest.raises(NoteChanged, match="no longer exists"):
        replace(tmp_path, "a.md", b"old", b"new")
    with pytest.raises(NoteChanged, match="no longer exists"):
        files.remove(str(tmp_path / "a.md"), b"old", root=str(tmp_path))
    assert names(tmp_path) == []


@POSIX
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o640, 0o755])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    """Nobody gains or loses access to a note that was replaced."""
    place = tmp_path / "a.md"
    place.write_bytes(b"old")
    place.chmod(mode)
    replace(tmp_path, "a.md", b"old", b"new")
    assert place.stat().st_mode & 0o7777 == mode


@POSIX
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="root gives away files")
def test_the_owner_is_kept(tmp_path: Path) -> None:
    """A note of another user stays that user's."""
    place = tmp_path / "a.md"
    place.write_bytes(b"old")
    os.chown(place, 1234, 5678)
    replace(tmp_path, "a.md", b"old", b"new")
    assert (place.stat().st_uid, place.stat().st_gid) == (1234, 5678)


@pytest.mark.skipif(sys.platform != "linux", reason="Python has extended attributes on Linux only")
def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    """Attributes that other programs gave a note stay with it."""
    if sys.platform != "linux":
        return
    place = tmp_path / "a.md"
    place.write_bytes(b"old")
    try:
        os.setxattr(place, "user.tag", b"\x00blue")
    except OSError:
        pytest.skip("this file system has no attributes")
    assert replace(tmp_path, "a.md", b"old", b"new") == []
    assert os.getxattr(place, "user.tag") == b"\x00blue"


@POSIX
def test_a_new_note_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    """A note that is made obeys the user's umask."""
    (tmp_path / "other").write_bytes(b"")
    files.create(str(tmp_path / "a.md"), b"new", root=str(tmp_path), temporary=".ck-0-0.tmp")
    assert (tmp_path / "a.md").stat().st_mode == (tmp_path / "other").stat().st_mode
    assert (tmp_path / "a.md").read_bytes() == b"new"
    assert names(tmp_path) == ["a.md", "other"]


def test_a_new_note_takes_nobody_elses_place(tmp_path: Path) -> None:
    """A file that came into being meanwhile stays."""
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(NoteChanged):
        files.create(str(tmp_path / "a.md"), b"new", root=str(tmp_path), temporary=".ck-0-0.tmp")
    assert (tmp_path / "a.md").read_bytes() == b"theirs"
    assert names(tmp_path) == ["a.md"]


def test_removing_compares_too(tmp_path: Path) -> None:
    """A note is removed only while it holds what is expected."""
    (tmp_path / "a.md").write_bytes(b"theirs")
    with pytest.raises(NoteChanged):
        files.remove(str(tmp_path / "a.md"), b"mine", root=str(tmp_path))
    files.remove(str(tmp_path / "a.md"), b"theirs", root=str(tmp_path))
    assert names(tmp_path) == []


@POSIX
def test_a_linked_note_stays_a_link(tmp_path: Path) -> None:
    """The note that a link leads to is replaced, in its own folder, and the link stays."""
    (tmp_path / "store").mkdir()
    (tmp_path / "store/a.md").write_bytes(b"old")
    (tmp_path / "b.md").symlink_to("store/a.md")
    replace(tmp_path, "b.md", b"old", b"new")
    assert (tmp_path / "b.md").is_symlink()
    assert (tmp_path / "store/a.md").read_bytes() == b"new"
    assert names(tmp_path / "store") == ["a.md"]


@POSIX
def test_a_link_out_of_the_vault_is_never_written(tmp_path: Path) -> None:
    """A note, or its folder, that lies elsewhere is refused, and elsewhere nothing changes."""
    vault, outside = tmp_path / "vault", tmp_path / "vault of others"
    vault.mkdir()
    outside.mkdir()
    (outside / "a.md").write_bytes(b"old")
    (vault / "a.md").symlink_to(outside / "a.md")
    (vault / "sub").symlink_to(outside)
    for path in ("a.md", "sub/a.md"):
        with pytest.raises(WriteRefused, match="out of the vault"):
            replace(vault, path, b"old", b"new")
    with pytest.raises(WriteRefused, match="out of the vault"):
        files.create(str(vault / "sub/b.md"), b"", root=str(vault), temporary=".ck-0-0.tmp")
    assert (outside / "a.md").read_bytes() == b"old"
    assert names(outside) == ["a.md"]


def test_a_vault_that_is_a_link_itself_is_written(tmp_path: Path) -> None:
    """A vault reached through a link is a vault as any other."""
    (tmp_path / "real").mkdir()
    (tmp_path / "real/a.md").write_bytes(b"old")
    try:
        (tmp_path / "vault").symlink_to(tmp_path / "real", target_is_directory=True)
    except OSError:
        pytest.skip("no symbolic links here")
    replace(tmp_path / "vault", "a.md", b"old", b"new")
    assert (tmp_path / "real/a.md").read_bytes() == b"new"


@POSIX
def test_hard_links_are_told(tmp_path: Path) -> None:
    """That another name keeps the old text is said, since nothing can be done about it."""
    (tmp_path / "a.md").write_bytes(b"old")
    os.link(tmp_path / "a.md", tmp_path / "b.md")
    (remark,) = replace(tmp_path, "a.md", b"old", b"new")
    assert remark.startswith("a.md: ")
    assert "another name" in remark
    assert (tmp_path / "b.md").read_bytes() == b"old"


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anything")
def test_a_read_only_note_stays(tmp_path: Path) -> None:
    """A note that its owner made read-only is not replaced behind its back."""
    place = tmp_path / "a.md"
    place.write_bytes(b"old")
    place.chmod(0o444)
    with pytest.raises(PermissionError, match="read-only"):
        replace(tmp_path, "a.md", b"old", b"new")
    assert place.read_bytes() == b"old"


@POSIX
def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    """A folder or a pipe with a note's name is not written to, and not waited for."""
    (tmp_path / "a.md").mkdir()
    os.mkfifo(tmp_path / "b.md")
    for path in ("a.md", "b.md"):
        with pytest.raises(WriteRefused, match="not an ordinary file"):
            replace(tmp_path, path, b"", b"new")
    for path in ("a.md", "b.md"):
        with pytest.raises(OSError, match="not an ordinary file"):
            files.read_bytes(str(tmp_path / path))
    assert files.read_head(str(tmp_path / "b.md")) == b""


def test_sizes(tmp_path: Path) -> None:
    """The head is 64 KiB at most; a note of 10 MiB is read whole, a byte more is too large."""
    place = tmp_path / "a.md"
    place.write_bytes(b"x" * files.LARGEST)
    assert len(files.read_head(str(place))) == files.HEAD
    assert len(files.read_bytes(str(place))) == files.LARGEST
    with place.open("ab") as file:
        file.write(b"x")
    with pytest.raises(files.TooLarge):
        files.read_bytes(str(place))


HOLD = """
import sys
from contactkeeper.vault.lock import lock
with lock(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_lock_is_waited_for_and_dies_with_its_process(tmp_path: Path) -> None:
    """A lock that another process holds ends in Locked; after its `kill -9` it is free."""
    path = str(tmp_path / "lock")
    command = [sys.executable, "-c", HOLD, path]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(Locked), lock(path, timeout=0.02):
            pass
        holder.kill()
        holder.wait()
        with lock(path, timeout=0):
            pass
