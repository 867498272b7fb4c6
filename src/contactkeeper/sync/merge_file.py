"""Merge one file that both machines changed, without leaving conflict markers.

Notes are merged by our rules, `contactkeeper.toml` by its keys, all else line by line as git does
it. Where that is not possible, ours stays and theirs becomes a conflict copy beside it. Nothing is
written here but temporary files in a folder that the caller gives.

The settings stay valid TOML if one side is: an invalid file would stop every command.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from contactkeeper.core.merging.merge_lines import merge_lines
from contactkeeper.core.merging.resolve_conflicts import (
    merge_unmarked,
    strip_marks,
    versions_of,
)
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.sync.conflict_markers import find_brought_sides, is_marked
from contactkeeper.sync.git import encode
from contactkeeper.text import sync as sentences
from contactkeeper.vault import files
from contactkeeper.vault.paths import is_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from contactkeeper.core.merging.conflicts import Conflict
    from contactkeeper.core.merging.resolve_conflicts import KnownSides
    from contactkeeper.core.settings import Settings
    from contactkeeper.sync.git import Git
    from contactkeeper.wording import Wording

_KEEP_ALL_LINES = (".gitattributes", ".gitignore")
"""Files in which the lines of both sides can be kept."""
_WORKSPACE = re.compile(r"(?:.*/)?\.obsidian/workspace[^/]*")

Kind = Literal["note", "settings", "lines", "hidden", "other"]


class MergedFile(NamedTuple):
    """A merged file."""

    data: bytes
    copy: bytes | None = None
    """The content of the conflict copy beside it; None: none is needed."""
    remarks: tuple[Wording, ...] = ()


def file_kind(path: str) -> Kind:
    """Return the kind of a file, which decides how it is merged."""
    name = path.rpartition("/")[2]
    if name == CONFIG_NAME:
        return "settings"
    if name in _KEEP_ALL_LINES:
        return "lines"
    if is_note(name):
        return "note"
    return "hidden" if any(part.startswith(".") for part in path.split("/")) else "other"


def is_workspace(path: str) -> bool:
    """Say whether a file holds Obsidian's window layout, which it rewrites all day."""
    return _WORKSPACE.fullmatch(path) is not None


def copy_name(path: str, day: str, oid: str) -> str:
    """Return the path of a conflict copy; the same content gets the same name."""
    stem, extension = os.path.splitext(path)
    return f"{stem} (conflicted copy {day} {oid[:7]}){extension}"


class FileMerger:
    """Merges files by the settings of one vault."""

    def __init__(self, git: Git, settings: Settings, folder: str, commits: tuple[str, str]) -> None:
        """Prepare merging.

        Args:
            git: runs at the top of the work tree.
            settings: of the vault.
            folder: for temporary files.
            commits: those that ours and theirs come from, of any file.
        """
        self._commits = commits
        self._git = git
        self._settings = settings
        self._folder = folder

    def merge(self, path: str, base: bytes | None, ours: bytes, theirs: bytes) -> MergedFile:
        """Merge three versions; `base` is None where both sides made the file."""
        if theirs in (ours, base):
            return MergedFile(ours)
        if ours == base:
            return MergedFile(theirs)
        kind = file_kind(path)
        texts = [_decode(data) for data in (base or b"", ours, theirs)]
        if None not in texts:
            base_text, our_text, their_text = (text or "" for text in texts)
            ancestor = None if base is None else base_text
            if kind == "note":
                return self._merge_note(path, base_text, our_text, their_text)
            if kind == "settings":
                return _merge_settings(path, ancestor, our_text, their_text)
            if kind == "lines":
                return _keep_all_lines(path, ancestor, our_text, their_text)
        return self._merge_other(path, base, ours, theirs, kind)

    def _merge_note(self, path: str, base: str, ours: str, theirs: str) -> MergedFile:
        here, there = self._commits
        known = (self._known_sides(here, path, ours), self._known_sides(there, path, theirs))
        merged = merge_unmarked(base, ours, theirs, self._settings, known)
        if merged is None:
            marked = any(map(is_marked, (base, ours, theirs)))
            texts = (base.encode(), ours.encode(), theirs.encode())
            merged_lines = None if marked else self._merge_lines(*texts)
            if merged_lines is not None:
                return MergedFile(merged_lines)
            copy, *rest = versions_of(theirs, self._settings)
            for each in rest:  # the two sides of a conflict that another program's merge left
                both = merge_unmarked("", copy, each, self._settings)
                copy = both.text if both else f"{copy}\n{each}"
            return MergedFile(ours.encode(), copy.encode(), (sentences.say_not_one_note(path),))
        remarks = [_conflict(path, each) for each in merged.conflicts]
        other = merged.other.encode() if merged.other is not None else None
        return MergedFile(merged.text.encode(), other, tuple(remarks))

    def _known_sides(self, commit: str, path: str, text: str) -> KnownSides | None:
        """Return the sides of a note with conflict markers, which a merge before a commit left."""
        if not commit or not is_marked(text):
            return None
        return find_brought_sides(self._git, commit, path, text)

    def _merge_other(
        self, path: str, base: bytes | None, ours: bytes, theirs: bytes, kind: Kind
    ) -> MergedFile:
        """Merge a file of an unknown kind; of a hidden file our version is kept."""
        merged = self._merge_lines(base or b"", ours, theirs) if base is not None else None
        if merged is not None:
            return MergedFile(merged)
        if kind == "hidden":
            return MergedFile(ours, None, (kept_hidden(path),))
        return MergedFile(ours, theirs, (sentences.say_not_one_file(path),))

    def _merge_lines(self, base: bytes, ours: bytes, theirs: bytes) -> bytes | None:
        """Merge line by line as git does; None where that would need conflict markers."""
        names = ("ours", "base", "theirs")
        places = [os.path.join(self._folder, f"side-{name}") for name in names]
        for place, data in zip(places, (ours, base, theirs), strict=True):
            with open(place, "wb") as file:
                file.write(data)
        answer = self._git.ask("merge-file", "-q", "-p", *places)
        return None if answer.code else encode(answer.out)


def kept_hidden(path: str) -> Wording:
    """Say that this machine's version of a hidden file stays."""
    return (sentences.say_workspace if is_workspace(path) else sentences.say_hidden)(path)


def _merge_settings(path: str, base: str | None, ours: str, theirs: str) -> MergedFile:
    merged = merge_config(base, ours, theirs)
    if merged.left is None:
        return MergedFile(merged.text.encode())
    left = strip_marks(merged.left).encode()
    return MergedFile(merged.text.encode(), left, (sentences.say_same_key(path),))


def _keep_all_lines(path: str, base: str | None, ours: str, theirs: str) -> MergedFile:
    """Merge line by line, keeping the lines of both sides where they conflict."""
    ancestor = None if base is None else _lines(base)
    merged = merge_lines(ancestor, _lines(ours), _lines(strip_marks(theirs)), None)
    remarks = tuple(_conflict(path, each, first=1) for each in merged.conflicts)
    return MergedFile("".join(merged.lines).encode(), None, remarks)


def _conflict(path: str, conflict: Conflict, first: int = 0) -> Wording:
    """Say what is in conflict; `first` is the number of its file's first line."""
    return sentences.say_conflict(path, conflict.line + first, conflict.message)


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.removesuffix("\n").split("\n")] if text else []


def _decode(data: bytes) -> str | None:
    if len(data) > files.LARGEST:
        return None
    text, broken = files.decode(data)
    return text if broken is None else None


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
    candidates = [_unite(ancestor, ours, theirs)]
    if base is not None:
        by_lines = merge_lines(_lines(base), _lines(ours), _lines(theirs), None)
        if not by_lines.conflicts:
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
    for line in _lines(text):
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


def _parse(text: str) -> dict[str, Any] | None:
    import tomllib

    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError:
        return None
