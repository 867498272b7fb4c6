"""Change keys in the text of a configuration file, verify the result, and replace the file.

A library that writes TOML would be a dependency for a few lines, and would need the same proof.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeAlias

from contactkeeper.config.toml_file import line_of, parse_toml, read_bytes, say_toml
from contactkeeper.core.settings import CONFIG_DRAFT
from contactkeeper.errors import ConfigError, NoteChanged
from contactkeeper.system_errors import why_refused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_TEXT = r"""(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')"""


Replace: TypeAlias = "Callable[[Path, bytes | None, bytes], object]"
"""Replaces a file that held some bytes, or was not there, by others."""


def change_keys(
    target: Path,
    changes: Mapping[str, Mapping[str, object]],
    where: str,
    by_hand: str,
    replace: Replace | None = None,
) -> bool:
    """Set keys in a file, which is made where there is none, and change nothing else in it.

    Args:
        target: no link.
        changes: the values by section and key; the section "" is the top of the file.
        where: the key that is edited, for the error.
        by_hand: the line for the user to write where the edit went wrong.
        replace: writes the file; None: one step, with no history.

    Returns:
        Whether anything was written: False where the file says so already.

    Raises:
        ConfigError: the file can't be read or written, or can't be edited safely. It is as it was.
        NoteChanged: somebody else has written it meanwhile, and it is as they left it.
    """
    before = read_bytes(target)
    was = dict(parse_toml(before or b"", str(target)).values)
    values: dict[str, Any] = dict(was)
    text = (before or b"").decode("utf-8")
    for section, keys in changes.items():
        text = _set_keys(text, section, keys)
        if section:
            old = values.get(section)
            values[section] = {**(old if isinstance(old, dict) else {}), **keys}
        else:
            values.update(keys)
    if values == was:
        return False
    replace_toml(target, before, text, values, where, by_hand, replace)
    return True


def _set_keys(text: str, section: str, keys: Mapping[str, object]) -> str:
    """Set the keys of a section, which is made at the end where there is none."""
    ending = "\r\n" if "\r\n" in text else "\n"
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text[len(bom) :]
    # Without a section: the first line is surely outside every table and every open bracket.
    start = 0
    if section:
        name = rf"""(?:{section}|"{section}"|'{section}')"""
        header = re.search(rf"^[ \t]*\[[ \t]*{name}[ \t]*\][^\n]*(?:\n|\Z)", text, re.MULTILINE)
        if header is None:
            gap = ending if text else ""
            text += (ending if text and not text.endswith("\n") else "") + gap
            text += f"[{section}]{ending}"
            start = len(text)
        elif header[0].endswith("\n"):
            start = header.end()
        else:
            text += ending
            start = len(text)
    following = _TABLE.search(text, start)
    end = following.start() if following else len(text)
    lines = text[start:end]
    place = 0
    for key, value in keys.items():
        lines, place = _set_key(lines, key, say_toml(value), place, ending, below=bool(section))
    return f"{bom}{text[:start]}{lines}{text[end:]}"


def _set_key(  # noqa: PLR0913  # a line, and where it goes
    section: str, key: str, written: str, place: int, ending: str, *, below: bool
) -> tuple[str, int]:
    """Set a key in a section's lines, at `place` where it is missing; return its end.

    `below`: where the file shows the default as a comment, the line stands under it.
    """
    line = re.compile(
        rf"""^(?P<before>[ \t]*(?:{key}|"{key}"|'{key}')[ \t]*=[ \t]*)"""
        rf"(?:{_TEXT}|[0-9-]+|\[(?:[ \t\r\n,]++|{_TEXT})*+\])",
        re.MULTILINE,
    )
    if found := line.search(section):
        section = f"{section[: found.end('before')]}{written}{section[found.end() :]}"
        return section, _line_end(section, found.end("before"))
    shown = re.search(rf"^[ \t]*#[ \t]*{key}[ \t]*=", section, re.MULTILINE) if below else None
    if shown:
        place = _line_end(section, shown.start())
    before = section[:place]
    if before and not before.endswith("\n"):
        before += ending
    before += f"{key} = {written}{ending}"
    return before + section[place:], len(before)


def _line_end(text: str, place: int) -> int:
    """Return where the line after the one at `place` begins."""
    return text.find("\n", place) + 1 or len(text)


def without_lines(text: str, numbers: Iterable[int], sections: Iterable[str]) -> str:
    """Remove lines, counted from 1, and the headers of those sections in which nothing is left."""
    lines = text.split("\n")
    for number in sorted(set(numbers), reverse=True):
        del lines[number - 1]
    for section in sections:
        header = line_of("\n".join(lines), section)
        if header is None or not _TABLE.match(lines[header - 1]):
            continue
        rest = lines[header:]
        end = next((at for at, line in enumerate(rest) if _TABLE.match(line)), len(rest))
        if not "".join(rest[:end]).strip():
            # What follows the last line ending is no line.
            del lines[header - 1 : header + (end if end < len(rest) else end - 1)]
    return "\n".join(lines)


def replace_toml(  # noqa: PLR0913, PLR0917  # what an edit is, each once
    target: Path,
    before: bytes | None,
    text: str,
    values: Mapping[str, object],
    where: str,
    by_hand: str,
    replace: Replace | None = None,
) -> None:
    """Replace a file by `text`, which must read as exactly these values.

    Args:
        target: no link; it need not exist.
        before: what it held when `text` was made of it; None where it was not there.
        text: the whole file.
        values: what TOML makes of it.
        where: the key that was edited, for the error.
        by_hand: the line for the user to write where the edit went wrong.
        replace: writes the file; None: one step, with no history.

    Raises:
        ConfigError: the text says something else, or the file can't be written. It is as it was.
        NoteChanged: somebody else has written it meanwhile, and it is as they left it.
    """
    data = text.encode()
    try:
        safe = parse_toml(data, str(target)).values == values
    except ConfigError:
        safe = False
    if not safe:
        said = Wording("can't be edited safely here; write {by_hand}", by_hand=by_hand)
        raise ConfigError(str(target), where, said)
    (replace or _replace)(target, before, data)


def _replace(target: Path, before: bytes | None, data: bytes) -> None:
    """Replace a file in one step, so that a crash leaves the old one or the new one.

    The draft always has the same name, so that one that a killed `ck` left behind is found. Whoever
    calls holds the lock of the file, so that no other `ck` is writing it.
    """
    import os
    import shutil

    draft = target.parent / CONFIG_DRAFT
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, draft)
        # Immediately before the replacement, so that little time remains for others to write.
        if read_bytes(target) != before:
            raise NoteChanged(target.name)
        draft.replace(target)
    except OSError as error:
        said = Wording("can't be written: {why}.", why=why_refused(error))
        raise ConfigError(str(target), "", said) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
