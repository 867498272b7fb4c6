"""Build safe paths for notes, none of which leaves the vault; recognise conflict copies by name.

Names `ck`'s own files, too. Looks at no content.
"""

from __future__ import annotations

import os
import re
import zlib
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.settings import CONFIG_DRAFT
from contactkeeper.errors import WriteRefused
from contactkeeper.system_errors import why_refused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

INTENT = "intent.json"
"""The file in `own_folder` that exists while a change is written."""
TRASH = ".trash"
"""The folder where Obsidian moves deleted files, if set to keep them in the vault."""


def name_of(root: Path) -> str:
    """Return an id for a vault, by which `ck` names its data outside of it."""
    real = os.fsencode(os.path.normcase(os.path.realpath(root)))
    # Two checksums of zlib, which is loaded anyway: hashlib would cost every command 5 ms.
    return f"{zlib.crc32(real):08x}{zlib.adler32(real):08x}"


def own_folder(root: Path, state: Path) -> str:
    """Return the folder outside a vault where `ck` keeps its data; it need not exist."""
    return os.path.join(state, "vaults", name_of(root))


def is_unfinished(folder: str) -> bool:
    """Say whether a change is unfinished; `folder` is an `own_folder`. Costs one system call."""
    return os.path.exists(os.path.join(folder, INTENT))


def settings_draft(folder: str | os.PathLike[str]) -> str:
    """Return the path of the temporary file for new settings; it stays only after a kill."""
    return os.path.join(folder, CONFIG_DRAFT)


def is_note(path: str) -> bool:
    """Say whether a path has the ending of a note, `.md` in any case."""
    return path[-3:].lower() == ".md"


def is_inside(path: str, folder: str) -> bool:
    """Say whether a real path is the real folder or lies in it."""
    path, folder = os.path.normcase(path), os.path.normcase(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def place_of(root: str, path: str) -> str:
    """Return the path on the disk of a path relative to the vault, with `/`.

    Raises:
        WriteRefused: the path is absolute or climbs out of the vault.
    """
    parts = path.split("/")
    strange = any(part in ("", ".", "..") or "\0" in part for part in parts)
    if os.sep == "\\":
        strange = strange or any(sign in path for sign in "\\:")
    if strange:
        raise WriteRefused(path, None, Wording("That is not the path of a note in this vault."))
    return os.path.join(root, *parts)


class NewPlaces:
    """Paths for the new notes of one change; the folders of the vault are read once each.

    Names that differ only by case or normalisation are one file on macOS and Windows, so the second
    is refused everywhere.
    """

    def __init__(self, root: str) -> None:
        self._root = root
        self._names: dict[str, dict[str, list[str]]] = {}
        """The names in each folder, by their caseless form."""

    def place(self, path: str) -> str:
        """Return the path for a new note, with existing folders spelled as they are on the disk.

        Raises:
            WriteRefused: the note exists, another one is to have this path, or none can have it.
        """
        place_of(self._root, path)
        *folders, name = path.split("/")
        if not is_note(name) or any(part[0] == "." for part in (*folders, name)):
            why = Wording("A note must end in .md, and neither it nor its folder may be hidden.")
            raise WriteRefused(path, None, why)
        found = ""
        for folder in folders:
            alike = self._alike(found, folder)
            found += f"{folder if folder in alike or not alike else min(alike)}/"
        if alike := self._alike(found, name):
            there = f"{found}{min(alike)}"
            why = Wording("A note of that name exists already: {path}.", path=there)
            raise WriteRefused(path, None, why)
        alike.append(name)
        return found + name

    def _alike(self, folder: str, name: str) -> list[str]:
        """Return the names in a folder that differ from one by case or normalisation alone."""
        if folder not in self._names:
            self._names[folder] = {}
            for there in _names(self._root, folder):
                self._names[folder].setdefault(caseless(there), []).append(there)
        return self._names[folder].setdefault(caseless(name), [])


def place_in_trash(root: str, path: str, taken: Iterable[str] = ()) -> str:
    """Return an unused path for a note in the vault's trash.

    As in Obsidian, a second `x.md` becomes `x 2.md`. `taken` are paths that are reserved already.
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
    """Return the missing folders of a path, outermost first, relative to the vault."""
    return [each for each in parent_folders(path) if not os.path.lexists(place_of(root, each))]


def parent_folders(path: str) -> list[str]:
    """Return the folders of a path with `/`, outermost first."""
    parts = path.split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


def _names(root: str, folder: str) -> list[str]:
    try:
        return os.listdir(os.path.join(root, *folder.split("/")))
    except FileNotFoundError:
        return []
    except OSError as error:
        why = Wording("The folder can't be read ({reason}).", reason=why_refused(error))
        raise WriteRefused(folder, None, why) from error


# Each ends in .md and must not become a second contact: Syncthing; then Obsidian Sync, Dropbox and
# Nextcloud. iCloud's `X 2.md` may be a person's own name, so it is only a suspect.
_SYNCTHING = r"\.sync-conflict-\d{8}-\d{6}-[0-9A-Z]{7}(?=\.md$)"
_BRACKETS = r" ?\((?:.*\s)?conflicted copy\s(?=[^()]*\d)[^()]*+(?:\(\d+\)\s*)?\)(?=\.md$)"
_COPY = lazy_regex(f"{_SYNCTHING}|{_BRACKETS}", re.IGNORECASE)
_SUSPECT = lazy_regex(r"^(.+) [2-9](\.md)$", re.IGNORECASE)


def is_copy(path: str) -> bool:
    """Say whether a note has the name of a conflict copy."""
    return "onflict" in path and _COPY.search(path) is not None


def original_name(path: str) -> str:
    """Return the path of the note that a conflict copy, or a possible one, is named after."""
    suspect = _SUSPECT.match(path)
    if suspect and not is_copy(path):
        return suspect[1] + suspect[2]
    while is_copy(path):  # a copy of a copy
        path = _COPY.sub("", path)
    return path


def find_suspects(notes: Sequence[str]) -> tuple[str, ...]:
    """List the notes called `X 2.md` that have an `X.md` beside them: possible copies."""
    numbered = [note for note in notes if note[-5:-4] == " " and _SUSPECT.match(note)]
    known = set(notes) if numbered else set()
    return tuple(note for note in numbered if original_name(note) in known)


def find_originals(copies: Iterable[str], notes: Iterable[str]) -> dict[str, str | None]:
    """Return the original of each copy, in the same folder; None where it does not exist."""
    named = {caseless(note): note for note in notes} if copies else {}
    return {copy: named.get(caseless(original_name(copy))) for copy in copies}
