"""Merge two versions of `contactkeeper.toml`: by lines, else key by key.

The result is always valid TOML if one side is: an invalid file would stop every command.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.core.merging.merge_lines import merge_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEADER = re.compile(r"[ \t]*\[{1,2}[^\]\n]+\]{1,2}")
_ENTRY = re.compile(r"[ \t]*([A-Za-z0-9_.\"'-]+)[ \t]*=")


class MergedConfig(NamedTuple):
    """The merged file."""

    text: str
    left: str | None = None
    """The other side, where the text does not have all its values."""


def merge_config(base: str | None, ours: str, theirs: str) -> MergedConfig:
    """Merge two versions; where both set a key to different values, ours is used.

    `base` is None where both sides made the file.
    """
    yours = _parse(theirs)
    if yours is None:
        return MergedConfig(ours, theirs)
    if _parse(ours) is None:
        return MergedConfig(theirs, ours)
    ancestor = _parse(base or "") or {}
    by_lines = merge_lines(_lines(base), _split(ours), _split(theirs), None)
    candidates = [_unite(ancestor, ours, theirs)]
    if base is not None and not by_lines.conflicts:
        candidates.insert(0, "".join(by_lines.lines))
    for text in candidates:
        values = _parse(text)
        if values is not None and _has_all(values, ancestor, _parse(ours) or {}):
            is_whole = _has_all(values, ancestor, yours)
            return MergedConfig(text, None if is_whole else theirs)
    return MergedConfig(ours, theirs)


def _unite(ancestor: Mapping[str, Any], ours: str, theirs: str) -> str:
    """Append to each section of ours the keys that only theirs has, then the other sections."""
    sections = dict(_sections(ours))
    result = {head: list(lines) for head, lines in sections.items()}
    for head, lines in _sections(theirs):
        if head.startswith("[["):
            result.setdefault(head, lines)
            continue
        if head not in result:
            if head.strip("[]") not in ancestor:
                result[head] = lines
            continue
        have = {found[1] for line in result[head] if (found := _ENTRY.match(line))}
        added = [line for line in lines if (found := _ENTRY.match(line)) and found[1] not in have]
        result[head] = _above_blank(result[head], added)
    return "".join(line for lines in result.values() for line in lines)


def _above_blank(lines: list[str], added: list[str]) -> list[str]:
    """Insert lines at the end of a section, above its trailing blank lines."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    return [*lines[:end], *added, *lines[end:]]


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each section by its name, with its lines and heading; the top has an empty name."""
    head, lines = "", list[str]()
    for line in _split(text):
        if found := _HEADER.match(line):
            yield _name(head, lines), lines
            head, lines = found[0].strip(), []
        lines.append(line)
    yield _name(head, lines), lines


def _name(head: str, lines: list[str]) -> str:
    """Return a unique name for a section that may occur several times, as `[[holiday]]`."""
    return f"{head}\0{''.join(lines).rstrip()}" if head.startswith("[[") else head


def _has_all(
    values: Mapping[str, Any], ancestor: Mapping[str, Any], side: Mapping[str, Any]
) -> bool:
    """Say whether every value that a side changed is in the merged values."""
    for key, value in side.items():
        before, now = ancestor.get(key), values.get(key)
        if isinstance(value, dict):
            was, has = (each if isinstance(each, dict) else {} for each in (before, now))
            if not _has_all(has, was, value):
                return False
        elif isinstance(value, list) and isinstance(now, list):
            if any(each not in now for each in value if each not in (before or [])):
                return False
        elif value not in (before, now):
            return False
    return True


def _lines(text: str | None) -> list[str] | None:
    return None if text is None else _split(text)


def _split(text: str) -> list[str]:
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")] if text else []


def _parse(text: str) -> dict[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError:
        return None
