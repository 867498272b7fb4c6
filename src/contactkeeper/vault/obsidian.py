"""What a vault is to Obsidian: where it begins, and which of its files are to be left alone.

Reads its small settings. Broken ones are no error: they leave nothing out.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.file_access import LARGEST_SETTINGS, TooLarge, read_file_inside
from contactkeeper.vault.conflict_copies import is_copy

if TYPE_CHECKING:
    import re

OBSIDIAN = ".obsidian"

_OF_ALL = frozenset(
    (
        "Applications", "Library", "System", "Users", "Users/Shared", "Volumes",
        "bin", "boot", "dev", "dev/shm", "etc", "home", "lib", "media", "mnt", "opt",
        "private", "private/tmp", "private/var", "proc", "root", "run", "sbin", "srv", "sys", "tmp",
        "usr", "usr/local", "usr/share", "var", "var/tmp",
    )
)  # fmt: skip
"""Folders of the system, below the root; in some of them anybody may put a file."""
_OF_ALL_ON_WINDOWS = frozenset(
    ("users", "windows", "program files", "program files (x86)", "programdata")
)
_TEMPLATE_NAMES = frozenset(("templates", "template", "шаблоны", "шаблон"))
"""Names of folders of templates, folded, without numbers and signs before them."""


class Filters(NamedTuple):
    """Obsidian's excluded files."""

    prefixes: tuple[str, ...]
    """Beginnings of paths."""
    patterns: tuple[re.Pattern[str], ...]
    """Of paths."""
    unused: tuple[str, ...]
    """Expressions that are broken, or may take for ever; they leave nothing out."""


def find_vault(start: Path, home: Path) -> Path | None:
    """Find the nearest folder, from `start` upward, with `contactkeeper.toml` or `.obsidian/`.

    The search ends below the home folder and the system's: what lies in one of those is no vault
    unless somebody names it.
    """
    here = Path(os.path.abspath(start))  # not resolve(): the user's own spelling
    for folder in (here, *here.parents):
        if is_too_wide(folder, home):
            return None
        if os.path.isfile(folder / CONFIG_NAME) or os.path.isdir(folder / OBSIDIAN):
            return folder
    return None


def is_too_wide(folder: Path, home: Path) -> bool:
    """Say whether a folder is the home folder or one of the system's."""
    real = os.path.realpath(folder)
    if real == os.path.dirname(real):  # also the root of a drive
        return True
    if os.path.normcase(real) == os.path.normcase(os.path.realpath(home)):
        return True
    if os.name == "nt":
        parent, name = os.path.split(real)
        return parent == os.path.dirname(parent) and name.lower() in _OF_ALL_ON_WINDOWS
    return real.lstrip(os.sep) in _OF_ALL


def template_folders(root: Path) -> tuple[str, ...]:
    """Return the folders of the two template plug-ins, relative to the vault, with `/`."""
    named = (
        _setting(root, "templates.json", "folder"),
        _setting(root, "plugins/templater-obsidian/data.json", "templates_folder"),
    )
    folders = [value.strip().strip("/") for value in named if isinstance(value, str)]
    inside = [folder for folder in folders if {"", ".", ".."}.isdisjoint(folder.split("/"))]
    return tuple(dict.fromkeys(inside))


def is_template_folder(name: str) -> bool:
    """Say whether a folder is called as folders of templates are: `Templates`, `99_Шаблоны`."""
    return caseless(name).lstrip("0123456789 ._-+()[]") in _TEMPLATE_NAMES


def ignore_filters(root: Path) -> Filters:
    """Return Obsidian's excluded files: beginnings of paths, and patterns (`/…/`) of paths."""
    filters = _setting(root, "app.json", "userIgnoreFilters")
    prefixes: list[str] = []
    patterns = []
    unused = []
    for item in filters if isinstance(filters, list) else []:
        if not isinstance(item, str) or not item.strip("/ "):
            continue
        if len(item) > 2 and item[0] == item[-1] == "/":  # noqa: PLR2004 - the two slashes
            from contactkeeper.vault.patterns import compile_bounded  # few vaults have any

            pattern = compile_bounded(item[1:-1])
            if pattern:
                patterns.append(pattern)
            else:
                unused.append(item)
        else:
            # Names come from the disk, and macOS spells й in two characters there.
            beginning = item.lstrip("/")
            prefixes += (normalize("NFC", beginning), normalize("NFD", beginning))
    return Filters(tuple(prefixes), tuple(patterns), tuple(unused))


def is_left_out(root: Path, path: str) -> bool:
    """Say whether a scan passes over a note at this path: a template, excluded, or a copy's name.

    The path is relative to the vault, with `/`. Links and hidden folders are not looked for.
    """
    named = template_folders(root)
    templates = tuple(f"{caseless(folder)}/" for folder in named)
    filters = ignore_filters(root)
    return bool(
        caseless(path).startswith(templates)
        or (not named and any(map(is_template_folder, path.split("/")[:-1])))
        or path.startswith(filters.prefixes)
        or any(pattern.search(normalize("NFC", path)) for pattern in filters.patterns)
        or is_copy(path)
    )


def read_json(root: Path, name: str) -> dict[str, object]:
    """Read a JSON file below `.obsidian/`; empty where it can't be read, or leads out of the vault.

    `name` is its path there, with `/`.
    """
    try:
        data = read_file_inside(root, f"{OBSIDIAN}/{name}", LARGEST_SETTINGS)
    except (OSError, TooLarge):
        return {}
    import json

    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _setting(root: Path, name: str, key: str) -> object:
    """Read one value of such a file; None where it has none."""
    return read_json(root, name).get(key)
