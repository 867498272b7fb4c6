"""`.gitattributes` of a vault: the line that gives notes to our driver, added behind all others.

Every other byte stays. Text in, text out, but for the one function that replaces the file.
"""

from __future__ import annotations

import os

from contactkeeper.errors import WriteRefused
from contactkeeper.sync.driver import NAME
from contactkeeper.sync.worktree import ATTRIBUTES
from contactkeeper.vault import files

RULE = f"*.md merge={NAME}"
ENDINGS = "text eol=lf"


def read_attributes(root: str) -> bytes | None:
    """Read the vault's file; None where there is none. Raises OSError, WriteRefused."""
    place = os.path.join(root, ATTRIBUTES)
    if os.path.islink(place):
        raise WriteRefused(ATTRIBUTES, None, "It is a link, and git does not follow those.")
    try:
        return files.read_bytes(place)
    except FileNotFoundError:
        return None


def with_rule(before: bytes | None, *, merges: bool, endings: bool) -> bytes | None:
    """Return the file with what is missing in it.

    Args:
        before: the file; None where there is none.
        merges: whether notes are given to our driver already.
        endings: whether notes shall end their lines in LF on every machine.
    """
    data = before or b""
    has_endings = any(
        line.split()[:1] == [b"*.md"] and b"eol=lf" in line.split() for line in data.splitlines()
    )
    wanted = ENDINGS if endings and not has_endings else ""
    if merges and not wanted:
        return before
    line = " ".join(filter(None, ("*.md" if merges else RULE, wanted)))
    ending = b"\r\n" if data.count(b"\r\n") * 2 > data.count(b"\n") else b"\n"
    gap = b"" if not data or data.endswith(b"\n") else ending
    return data + gap + line.encode() + ending


def write_attributes(root: str, before: bytes | None, after: bytes) -> list[str]:
    """Replace the file, if it still is what it was; returns remarks. Raises as `files.replace`."""
    place, temporary = os.path.join(root, ATTRIBUTES), files.temporary_name(os.urandom(4).hex(), 1)
    if before is None:
        return files.create(place, after, root=root, temporary=temporary)
    return files.replace(place, before, after, root=root, temporary=temporary)
