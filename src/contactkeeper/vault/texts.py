"""The texts of notes and templates, for those who look around in a vault. Nothing is judged here.

What can't be read is passed over: `reading` is where faults are reported.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from contactkeeper.file_access import TooLarge, read_file_inside, refuse_outside
from contactkeeper.vault import files
from contactkeeper.vault.obsidian import read_json, template_folders
from contactkeeper.vault.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def note_paths(root: Path) -> tuple[str, ...]:
    """List the notes of a vault; relative to it, with `/`."""
    return scan(root).notes


def read_text(root: Path, path: str) -> str | None:
    """Read a file of the vault, None where it can't be read or is not UTF-8."""
    try:
        text, broken = files.decode(files.read_bytes(os.path.join(root, *path.split("/"))))
    except (OSError, TooLarge):
        return None
    return text if broken is None else None


def read_template(root: Path, path: str) -> str | None:
    """Read a template as `read_text` does, but none to which a link leads out of the vault."""
    try:
        text, broken = files.decode(read_file_inside(root, path, files.LARGEST))
    except (OSError, TooLarge):
        return None
    return text if broken is None else None


def template_texts(root: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the path and the text of each template in the vault's template folders, in order.

    None where it can't be read or is not UTF-8.
    """
    for folder in template_folders(root):
        top = os.path.join(root, *folder.split("/"))
        try:
            refuse_outside(os.path.realpath(top), root)
        except OSError:
            continue
        for place, _, names in sorted(os.walk(top)):
            for name in sorted(names):
                path = os.path.relpath(os.path.join(place, name), root).replace(os.sep, "/")
                if name.lower().endswith(".md"):
                    yield path, read_template(root, path)


def template_formats(root: Path) -> tuple[str, str]:
    """Return how the vault's templates write a date and a time, in Moment's letters."""
    named = read_json(root, "templates.json")
    day, time = named.get("dateFormat"), named.get("timeFormat")
    return (
        day if isinstance(day, str) and day else "YYYY-MM-DD",
        time if isinstance(time, str) and time else "HH:mm",
    )
