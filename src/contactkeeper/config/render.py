"""Write `Settings` as the commented contactkeeper.toml that `ck init` leaves in a vault.

Defaults are written as comments, so that a later version may have better ones. Returns text and
must not write files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.config import kinds
from contactkeeper.config.options import (
    MODE_OPTIONS,
    MODE_RHYTHMS,
    MODES,
    OPTIONS,
    PROPERTIES,
    SECTIONS,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.settings import Settings

_HEAD = """\
# How ck reads this vault. The file travels with the vault, so that all machines agree.
# A line like "# limit = 15" shows a default: take the # away to change it.
"""
_PROPERTIES = "Further names of properties in your notes, beside the known ones."
_MODES = "Situations of your own, and changes to the built-in ones, by name."
_MODE_EXAMPLE = '# searching.tier.key = "every 2 weeks"'
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_EXAMPLE = '# cadence = ["как часто"]'
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\"\\]")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def render_config(settings: Settings, comments: Mapping[str, str] | None = None) -> str:
    """Return the file's text, which reads back as `settings`.

    Args:
        settings: what the file has to say; only what differs from the defaults is active.
        comments: words for single options, by dotted name: `{"contacts.tags": "41 notes"}`, or
            `{"properties.cadence": "33 notes"}`.
    """
    notes = comments or {}
    blocks = [_HEAD]
    options = [option for option in OPTIONS if not option.of_machine]
    for section in SECTIONS:
        rows = [row for row in options if row.section == section]
        if not rows and section not in (PROPERTIES, MODES):
            continue
        lines = [f"[{section}]\n"]
        if section == PROPERTIES:
            lines += _comment(_PROPERTIES)
            for name, words in settings.properties:
                lines += _comment(notes.get(f"{PROPERTIES}.{name}", ""))
                lines.append(f"{name} = {say_toml(list(words))}\n")
            if not settings.properties:
                lines.append(f"{_EXAMPLE}\n")
        if section == MODES:
            lines += _comment(_MODES)
            lines += _say_modes(settings) or [f"{_MODE_EXAMPLE}\n"]
        for option in rows:
            lines += _comment(option.comment)
            lines += _comment(notes.get(f"{section}.{option.key}", ""))
            value = option.value_in(settings)
            quiet = "# " if option.is_default(settings) else ""
            lines.append(f"{quiet}{option.key} = {say_toml(value)}\n")
        blocks.append("".join(lines))
    from contactkeeper.config.holidays import render_holidays  # only `ck init` writes the file

    blocks.append(render_holidays(settings.holidays, say_toml))
    return "\n".join(blocks)


def _say_modes(settings: Settings) -> list[str]:
    """Write each mode as sections, with only the keys that it sets."""
    lines = []
    for name, rules in settings.modes:
        header = f"{MODES}.{_say_key(name)}"
        lines.append(f"[{header}]\n")
        for option in MODE_OPTIONS:
            value = getattr(rules, option.key)
            if value is not None:
                lines.append(f"{option.key} = {say_toml(option.kind.plain(value))}\n")
        for part in MODE_RHYTHMS:
            rhythms = getattr(rules, part)
            lines += [f"[{header}.{part}]\n"] if rhythms else []
            lines += [
                f"{_say_key(key)} = {say_toml(kinds.RHYTHM.plain(c))}\n" for key, c in rhythms
            ]
    return lines


def _say_key(key: str) -> str:
    return key if _BARE.fullmatch(key) else say_toml(key)


def say_toml(value: object) -> str:
    """Write a text, number, truth or list of them as TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return f"[{', '.join(say_toml(part) for part in value)}]"
    if isinstance(value, str):
        return f'"{_UNSAFE.sub(_escape, value)}"'
    return str(value)


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0]) or f"\\u{ord(match[0]):04x}"


def _comment(text: str) -> list[str]:
    # TOML allows no control character in a comment, and a line break would end it.
    lines = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]+", " ", text).split("\n")
    return [f"# {line.strip()}\n" for line in lines if line.strip()]
