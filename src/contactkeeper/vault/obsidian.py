"""What a vault is to Obsidian: where it begins, and which of its files are to be left alone.

Reads its small settings. Broken ones are no error: they leave nothing out.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from unicodedata import normalize

from contactkeeper.core.letters import caseless
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.vault.copies import is_copy

OBSIDIAN = ".obsidian"


def find_vault(start: Path) -> Path | None:
    """Find the nearest folder, from `start` upward, with `contactkeeper.toml` or `.obsidian/`."""
    here = Path(os.path.abspath(start))  # not resolve(): the user's own spelling
    for folder in (here, *here.parents):
        if (folder / CONFIG_NAME).is_file() or (folder / OBSIDIAN).is_dir():
            return folder
    return None


def template_folders(root: Path) -> tuple[str, ...]:
    """Return the folders of the two template plug-ins, relative to the vault, with `/`."""
    named = (
        _setting(root, "templates.json", "folder"),
        _setting(root, "plugins/templater-obsidian/data.json", "templates_folder"),
    )
    folders = [value.strip().strip("/") for value in named if isinstance(value, str)]
    return tuple(dict.fromkeys(folder for folder in folders if folder))


def ignore_filters(root: Path) -> tuple[tuple[str, ...], list[re.Pattern[str]]]:
    """Return Obsidian's excluded files: beginnings of paths, and patterns (`/…/`) of paths."""
    filters = _setting(root, "app.json", "userIgnoreFilters")
    prefixes: list[str] = []
    patterns = []
    for item in filters if isinstance(filters, list) else []:
        if not isinstance(item, str) or not item.strip("/ "):
            continue
        if len(item) > 2 and item[0] == item[-1] == "/":  # noqa: PLR2004 - the two slashes
            try:
                patterns.append(re.compile(item[1:-1]))
            except re.error:
                continue
        else:
            # Names come from the disk, and macOS spells й in two characters there.
            beginning = item.lstrip("/")
            prefixes += (normalize("NFC", beginning), normalize("NFD", beginning))
    return tuple(prefixes), patterns


def is_left_out(root: Path, path: str) -> bool:
    """Say whether a scan passes over a note at this path: a template, excluded, or a copy's name.

    The path is relative to the vault, with `/`. Links and hidden folders are not looked for.
    """
    templates = tuple(f"{caseless(folder)}/" for folder in template_folders(root))
    prefixes, patterns = ignore_filters(root)
    return bool(
        caseless(path).startswith(templates)
        or path.startswith(prefixes)
        or any(pattern.search(normalize("NFC", path)) for pattern in patterns)
        or is_copy(path)
    )


def _setting(root: Path, name: str, key: str) -> object:
    """Read one value of a JSON file below `.obsidian/`; None where it can't be read."""
    try:
        data = root.joinpath(OBSIDIAN, name).read_bytes()
    except OSError:
        return None
    import json

    try:
        values = json.loads(data)
    except (ValueError, RecursionError):
        return None
    return values.get(key) if isinstance(values, dict) else None
