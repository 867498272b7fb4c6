"""Why a note that git tracks may be missing without having been deleted.

By the files alone, without git.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Reason = Literal["link", "placeholder", "folder-missing", "folder-empty"]


class Absence(NamedTuple):
    """A note whose content is only elsewhere for now."""

    reason: Reason
    place: str
    """The note or the folder that it is about, relative to the vault; a folder ends in `/`."""


def find_absence(root: str, path: str) -> Absence | None:
    """Say why the content of a note may only be elsewhere; None where it looks deleted."""
    place = os.path.join(root, path)
    folders = list(_folders(path))
    if os.path.islink(place) or any(os.path.islink(os.path.join(root, each)) for each in folders):
        return Absence("link", path)
    if os.path.exists(os.path.join(os.path.dirname(place), f".{os.path.basename(place)}.icloud")):
        return Absence("placeholder", path)
    for folder in folders:
        if not os.path.isdir(os.path.join(root, folder)):
            return Absence("folder-missing", f"{folder}/")
        if not holds_files(os.path.join(root, folder)):
            return Absence("folder-empty", f"{folder}/")
    return None if folders or holds_files(root) else Absence("folder-empty", "./")


def holds_files(folder: str) -> bool:
    """Say whether a folder holds a visible file at any depth; yes where it can't be read."""
    try:
        with os.scandir(folder) as entries:
            inner = []
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    return True
                inner.append(entry.path)
    except OSError:
        return True
    return any(holds_files(each) for each in inner)


def _folders(path: str) -> Iterator[str]:
    """Yield the folders of a path, the outermost first."""
    parts = path.split("/")[:-1]
    return ("/".join(parts[: count + 1]) for count in range(len(parts)))
