"""Conflict marks are found in a file of any kind, in time that grows with the file alone."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.sync.conflict_markers import USUAL_SIZE, has_conflict_markers, marker_sizes

if TYPE_CHECKING:
    from pathlib import Path

LINES = st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=20))


def conflict(size: int, ending: str, *, base: bool) -> str:
    """Return a conflict as git writes it."""
    lines = [f"{'<' * size} HEAD", "ours"]
    lines += [f"{'|' * size} 1234567", "was"] if base else []
    lines += ["=" * size, "theirs", f"{'>' * size} main"]
    return "".join(line + ending for line in lines)


@given(before=LINES, after=LINES, size=st.integers(USUAL_SIZE, 40),
       ending=st.sampled_from(["\n", "\r\n", "\r"]), base=st.booleans())  # fmt: skip
def test_a_conflict_is_found_in_any_text(
    before: list[str], after: list[str], size: int, ending: str, *, base: bool
) -> None:
    """Whatever stands around it, with any line ending, with a base or without."""
    text = "".join(line + ending for line in before) + conflict(size, ending, base=base)
    text += ending.join(after)
    assert size in marker_sizes(text.encode().splitlines(keepends=True))


@given(st.binary(max_size=300))
def test_any_bytes_are_read(data: bytes) -> None:
    """Nothing raises, and a file without a line of equal or angle signs has no marks."""
    found = marker_sizes(data.splitlines(keepends=True))
    if not any(line[:1] in b"<=>" for line in data.splitlines() if line):
        assert not found


@pytest.mark.parametrize(
    ("text", "is_marked"),
    [
        ("Anna\n=======\n", False),
        (">>>>>>> said long ago\n", False),
        ("=======\n>>>>>>>\n", False),
        ("<div>\n=======\n</div>\n", False),
        ("text <<<<<<< a\n=======\n", False),
        ("<<<<<<< a\n", False),
        ("<<<<<<< HEAD\nmine\n=======\ntheirs\n", True),
        ("<<<<<<< HEAD\nmine\n>>>>>>> main\n", True),
        ("=======\ntheirs\n>>>>>>> main\n", True),
        ("<<<<<<<\n=======\n>>>>>>>", True),
        ("<<<<<<< a\n<<<<<<<<< b\n1\n=========\n2\n>>>>>>>>> b\n=======\n3\n>>>>>>> a\n", True),
        ("<<<<<<<< a\n1\n=======\n2\n>>>>>>> b\n", True),
        ("=======\n<<<<<<< a\n", False),
    ],
)
def test_what_is_a_conflict(text: str, is_marked: bool) -> None:  # noqa: FBT001
    """Two kinds of marks in their order are; a heading's underline and a quotation are not."""
    assert any(size >= USUAL_SIZE for size in marker_sizes(text.encode().splitlines())) is is_marked


def test_a_file_of_marks_takes_no_time(tmp_path: Path) -> None:
    """A megabyte of beginnings without an end: done within the seconds of a slow machine."""
    place = tmp_path / "x.md"
    place.write_bytes(b"<<<<<<< a\n" * 100_000 + b"<" * 100_000)
    code = (
        "import sys; from contactkeeper.sync.conflict_markers import has_conflict_markers as f;"
        "print(f(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(place)], capture_output=True, text=True, check=True,
        timeout=20,
    )  # fmt: skip
    assert done.stdout == "False\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes in the file system")
def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    """A pipe would block the reader, and of a link the link itself is committed."""
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "marked").write_text("<<<<<<< a\n=======\n>>>>>>> b\n")
    (tmp_path / "link.md").symlink_to("marked")
    assert has_conflict_markers(str(tmp_path / "marked"))
    for name in ("pipe.md", "link.md", "missing.md", "."):
        assert not has_conflict_markers(str(tmp_path / name))
