"""Read Obsidian's settings of a vault: its root, excluded files, and templates.

Invalid settings are no error: they exclude nothing. Nor is a regular expression that may take long:
anybody who can commit to a shared vault can write one there, `(a+)+$` takes years for a name of
fifty letters, and Python's `re` has no timeout.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.file_access import (
    LARGEST_SETTINGS,
    TooLarge,
    read_file_inside,
    refuse_outside,
)
from contactkeeper.vault import files
from contactkeeper.vault.paths import is_copy, is_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OBSIDIAN = ".obsidian"

_OF_ALL = frozenset(
    (
        "Applications", "Library", "System", "Users", "Users/Shared", "Volumes",
        "bin", "boot", "dev", "dev/shm", "etc", "home", "lib", "media", "mnt", "opt",
        "private", "private/tmp", "private/var", "proc", "root", "run", "sbin", "srv", "sys", "tmp",
        "usr", "usr/local", "usr/share", "var", "var/tmp",
    )
)  # fmt: skip
"""System folders, below the root; some of them anybody can write to."""
_OF_ALL_ON_WINDOWS = frozenset(
    ("users", "windows", "program files", "program files (x86)", "programdata")
)
_TEMPLATE_NAMES = frozenset(("templates", "template", "шаблоны", "шаблон"))
"""Folded names of template folders, without leading numbers and punctuation."""


class Filters(NamedTuple):
    """Obsidian's excluded files."""

    prefixes: tuple[str, ...]
    """Beginnings of excluded paths."""
    patterns: tuple[re.Pattern[str], ...]
    """Patterns of excluded paths."""
    unused: tuple[str, ...]
    """Expressions that are invalid or may take too long; they exclude nothing."""


def find_vault(start: Path, home: Path) -> Path | None:
    """Find the nearest folder, from `start` upward, with `contactkeeper.toml` or `.obsidian/`.

    The search stops at the home folder and at system folders: those are vaults only when named.
    """
    here = Path(os.path.abspath(start))  # not resolve(): the user's own spelling
    for folder in (here, *here.parents):
        if is_too_wide(folder, home):
            return None
        if os.path.isfile(folder / CONFIG_NAME) or os.path.isdir(folder / OBSIDIAN):
            return folder
    return None


def is_too_wide(folder: Path, home: Path) -> bool:
    """Say whether a folder is the home folder or a system folder."""
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
    settings = (
        _setting(root, "templates.json", "folder"),
        _setting(root, "plugins/templater-obsidian/data.json", "templates_folder"),
    )
    folders = [value.strip().strip("/") for value in settings if isinstance(value, str)]
    inside = [folder for folder in folders if {"", ".", ".."}.isdisjoint(folder.split("/"))]
    return tuple(dict.fromkeys(inside))


def read_template(root: Path, path: str) -> str | None:
    """Read a template; None where it can't be read, is not UTF-8, or is outside the vault."""
    try:
        text, broken = files.decode(read_file_inside(root, path, files.LARGEST))
    except (OSError, TooLarge):
        return None
    return text if broken is None else None


def template_texts(root: Path) -> Iterator[tuple[str, str | None]]:
    """Yield the path and the text of each template in the vault's template folders, in order.

    The text is None as in `read_template`.
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
                if is_note(name):
                    yield path, read_template(root, path)


def template_formats(root: Path) -> tuple[str, str]:
    """Return the formats of dates and times in the vault's templates, in Moment.js syntax."""
    settings = read_json(root, "templates.json")
    day, time = settings.get("dateFormat"), settings.get("timeFormat")
    return (
        day if isinstance(day, str) and day else "YYYY-MM-DD",
        time if isinstance(time, str) and time else "HH:mm",
    )


def is_template_folder(name: str) -> bool:
    """Say whether a folder has a name for template folders: `Templates`, `99_Шаблоны`."""
    return caseless(name).lstrip("0123456789 ._-+()[]") in _TEMPLATE_NAMES


def ignore_filters(root: Path) -> Filters:
    """Return Obsidian's excluded files: prefixes of paths, and patterns (`/…/`)."""
    filters = _setting(root, "app.json", "userIgnoreFilters")
    prefixes: list[str] = []
    patterns = []
    unused = []
    for item in filters if isinstance(filters, list) else []:
        if not isinstance(item, str) or not item.strip("/ "):
            continue
        if len(item) > 2 and item[0] == item[-1] == "/":  # noqa: PLR2004 - the two slashes
            from contactkeeper.vault.obsidian import compile_bounded  # few vaults have any

            pattern = compile_bounded(item[1:-1])
            if pattern:
                patterns.append(pattern)
            else:
                unused.append(item)
        else:
            # macOS stores й as two characters in file names.
            beginning = item.lstrip("/")
            prefixes += (normalize("NFC", beginning), normalize("NFD", beginning))
    return Filters(tuple(prefixes), tuple(patterns), tuple(unused))


def left_out_of(root: Path) -> Callable[[str], bool]:
    """Return what says whether a scan skips a note: a template, excluded, or a conflict copy.

    Its path is relative to the vault, with `/`. Links and hidden folders are not checked.
    """
    named = template_folders(root)
    templates = tuple(f"{caseless(folder)}/" for folder in named)
    filters = ignore_filters(root)

    def is_left_out(path: str) -> bool:
        return bool(
            caseless(path).startswith(templates)
            or (not named and any(map(is_template_folder, path.split("/")[:-1])))
            or path.startswith(filters.prefixes)
            or any(pattern.search(normalize("NFC", path)) for pattern in filters.patterns)
            or is_copy(path)
        )

    return is_left_out


def read_json(root: Path, name: str) -> dict[str, object]:
    """Read a JSON file below `.obsidian/`; empty where it can't be read or is outside the vault.

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
    """Read one value of a JSON file below `.obsidian/`; None where it is missing."""
    return read_json(root, name).get(key)


_TOKEN = lazy_regex(
    r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?:|\(\?[=!<][=!]?|[()|]"
    r"|(?:[*+?]|\{[0-9]*(?:,[0-9]*)?\})[?+]?|.",
    re.DOTALL,
)
_BACK_REFERENCE = lazy_regex(r"\\[1-9]|\(\?P=")
_FIXED = lazy_regex(r"\{[0-9]{1,2}\}")
_LONGEST = 200
_MOST_REPEATS = 2
"""Each multiplies the attempts by the length of the name."""
_MOST_CHOICES = 10
"""Each may double the attempts: `a?`, and `|` in a group."""


def compile_bounded(source: str) -> re.Pattern[str] | None:
    """Compile an expression; None where it is invalid, or may take long for some file name.

    Nested repetition, repeated alternatives, back references, and many repetitions or choices may
    take long.
    """
    if not _is_bounded(source):
        return None
    try:
        return re.compile(source)
    except (re.error, OverflowError, RecursionError):
        return None


def _is_bounded(source: str) -> bool:
    if len(source) > _LONGEST or _BACK_REFERENCE.search(source):
        return False
    depth = repeats = choices = 0
    before = ""
    for part in _TOKEN.findall(source):
        if part == "(" or part.startswith("(?"):
            depth += 1
        elif part == ")":
            depth -= 1
        elif part == "|":
            choices += depth > 0
        elif part[0] in "*+?{" and len(part) <= len("{999,999}?") and before:
            if part[0] == "?":
                choices += 1
            elif before == ")":
                return False
            elif not _FIXED.fullmatch(part):
                repeats += 1
        before = part
    return repeats <= _MOST_REPEATS and choices <= _MOST_CHOICES
