"""List the files of the inbox folder: thoughts that wait to be filed."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.vault.paths import place_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LARGEST = 4096
"""Bytes; a larger file is an article, not a thought to be filed."""
_ENDINGS = (".md", ".txt")


class Waiting(NamedTuple):
    """A file of the inbox."""

    path: str
    """Relative to the vault, with `/`."""
    day: date
    """The day of its last change, in local time."""


def waiting_in(root: Path, folder: str) -> list[Waiting]:
    """List the files of the inbox by path; nothing where the folder is missing or not set."""
    found = [
        Waiting(
            f"{folder}/{entry.name}",
            datetime.fromtimestamp(entry.stat().st_mtime, tz=UTC).astimezone().date(),
        )
        for entry in _files(root, folder)
    ]
    return sorted(found)


def count_waiting(root: Path, folder: str) -> int:
    """Count the files of the inbox without opening them."""
    return sum(1 for _ in _files(root, folder))


def _files(root: Path, folder: str) -> Iterator[os.DirEntry[str]]:
    if not folder:
        return
    try:
        with os.scandir(place_of(os.fspath(root), folder)) as listing:
            for entry in listing:
                name = entry.name
                if name[0] == "." or not name.lower().endswith(_ENDINGS) or not _is_text(name):
                    continue
                if entry.is_file(follow_symlinks=False) and entry.stat().st_size <= _LARGEST:
                    yield entry
    except OSError:
        return  # missing, or unreadable: `ck check` reports folders


def _is_text(name: str) -> bool:
    """Say whether a name is valid Unicode, as every path that is shown or written has to be."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
