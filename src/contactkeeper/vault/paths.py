"""Where a note may lie: paths from names, none of which leaves the vault; a vault's own name."""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.settings import CONFIG_DRAFT
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


INTENT = "intent.json"
"""The file in that folder, outside the vault, that stands there while a change is written."""
TRASH = ".trash"
"""Where Obsidian moves what is deleted, when it is told to keep it in the vault."""


def name_of(root: Path) -> str:
    """Return a name for a vault by which what belongs to it is found outside of it."""
    real = os.fsencode(os.path.normcase(os.path.realpath(root)))
    # Two checksums that are there already: hashlib would cost every command 5 ms.
    return f"{zlib.crc32(real):08x}{zlib.adler32(real):08x}"


def own_folder(root: Path, state: Path) -> str:
    """Return the folder, outside a vault, of what `ck` keeps for it; it need not be there."""
    return os.path.join(state, "vaults", name_of(root))


def is_unfinished(folder: str) -> bool:
    """Say whether a change was begun and not ended, by one look at such a folder."""
    return os.path.exists(os.path.join(folder, INTENT))


def settings_draft(folder: str | os.PathLike[str]) -> str:
    """Return where new settings are drafted in a folder; something is there after a kill alone."""
    return os.path.join(folder, CONFIG_DRAFT)


def is_inside(path: str, folder: str) -> bool:
    """Say whether a real path is the real folder or lies in it."""
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def place_of(root: str, path: str) -> str:
    """Return the place on disk of a path relative to the vault, with `/`.

    Raises:
        WriteRefused: the path is absolute or climbs out of the vault.
    """
    parts = path.split("/")
    strange = any(part in ("", ".", "..") or "\0" in part for part in parts)
    if os.sep == "\\":
        strange = strange or any(sign in path for sign in "\\:")
    if strange:
        raise WriteRefused(path, None, "That is no path of a note in this vault.")
    return os.path.join(root, *parts)


def place_for_new(root: str, path: str, taken: Iterable[str] = ()) -> str:
    """Return the path for a new note, its folders spelled as those that are there already.

    Two names that differ by case or normalisation alone are one file on macOS and Windows, so the
    second is refused everywhere. `taken` are paths that are spoken for already.

    Raises:
        WriteRefused: such a note is there, or no note can be at this path.
    """
    place_of(root, path)
    *folders, name = path.split("/")
    if not name.lower().endswith(".md") or any(part[0] == "." for part in (*folders, name)):
        raise WriteRefused(
            path, None, "A note ends in .md and neither it nor its folder is hidden."
        )
    found = ""
    for folder in folders:
        names = _names(root, found)
        alike = [there for there in names if caseless(there) == caseless(folder)]
        found += f"{folder if folder in alike or not alike else min(alike)}/"
    for there in [*(found + name for name in _names(root, found)), *taken]:
        if caseless(there) == caseless(found + name):
            raise WriteRefused(path, None, f"There is a note of that name already: {there}.")
    return found + name


def place_in_trash(root: str, path: str, taken: Iterable[str] = ()) -> str:
    """Return the path that a note shall have in the vault's trash, where nothing has it yet.

    The folder is the one that Obsidian moves deleted files to; as there, a second `x.md` becomes
    `x 2.md`. `taken` are paths that are spoken for already.
    """
    name = path.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    if not stem:
        stem, dot, ending = name, "", ""
    there = {
        caseless(each) for each in [*_names(root, TRASH), *(f[len(TRASH) + 1 :] for f in taken)]
    }
    number = 1
    while caseless(name) in there:
        number += 1
        name = f"{stem} {number}{dot}{ending}"
    return f"{TRASH}/{name}"


def missing_folders(root: str, path: str) -> list[str]:
    """Return the folders of a path that are not there, outermost first, relative to the vault."""
    parts = path.split("/")[:-1]
    folders = ["/".join(parts[: count + 1]) for count in range(len(parts))]
    return [folder for folder in folders if not os.path.lexists(place_of(root, folder))]


def _names(root: str, folder: str) -> list[str]:
    try:
        return os.listdir(os.path.join(root, *folder.split("/")))
    except FileNotFoundError:
        return []
    except OSError as error:
        reason = error.strerror or str(error)
        raise WriteRefused(folder, None, f"The folder can't be read ({reason}).") from error
