"""Write the mode into the vault's contactkeeper.toml, and change nothing else in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from contactkeeper.config.render import say_toml
from contactkeeper.config.toml_file import parse_toml, read_bytes, read_toml
from contactkeeper.config.write import replace_toml
from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.errors import ConfigError

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

_HEADER = re.compile(
    r"""^[ \t]*\[[ \t]*(?:mode|"mode"|'mode')[ \t]*\][^\n]*(?:\n|\Z)""", re.MULTILINE
)
_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)


def set_mode(vault: Path, name: str, until: date | None, user: Path | None = None) -> bool:
    """Write the mode into the vault's contactkeeper.toml; create the file where there is none.

    Args:
        vault: the vault's root.
        name: a mode that there is.
        until: the last day on which it holds; None: without end.
        user: the user's own file, which must not say otherwise.

    Returns:
        Whether anything was written: False where the file says so already.

    Raises:
        ConfigError: the file can't be read or written, leads out of the vault, or can't be edited
            safely; or the user's own file has a mode that would go over it. Nothing was written.
        NoteChanged: somebody else has written the file meanwhile.
    """
    own = read_toml(user) if user else None
    if own and "mode" in own.values:
        own.refuse("mode", "", "goes over the vault's, so switching has to be done here.")
    target = (vault / CONFIG_NAME).resolve()
    if not target.is_relative_to(vault.resolve()):
        raise ConfigError(str(vault / CONFIG_NAME), "", f"leads out of the vault, to {target}.")
    before = read_bytes(target)
    values: dict[str, Any] = {} if before is None else dict(parse_toml(before, str(target)).values)
    current = values.get("mode", {})
    day = until.isoformat() if until else ""
    wanted = {"name": name}
    if day or (isinstance(current, dict) and current.get("until")):
        wanted["until"] = day
    if isinstance(current, dict):
        if current.get("name", "steady") == name and str(current.get("until", "")) == day:
            return False
        wanted = current | wanted
    after = _with_mode((before or b"").decode("utf-8"), wanted)
    replace_toml(
        target, before, after, values | {"mode": wanted}, "[mode]", f"name = {say_toml(name)}"
    )
    return True


def _with_mode(text: str, wanted: dict[str, str]) -> str:
    """Put the keys into the section `[mode]`, which is made at the end where there is none."""
    ending = "\r\n" if "\r\n" in text else "\n"
    bom = "\ufeff" if text.startswith("\ufeff") else ""
    text = text[len(bom) :]
    header = _HEADER.search(text)
    if header is None:
        gap = ending if text else ""
        if text and not text.endswith("\n"):
            gap += ending
        text += f"{gap}[mode]{ending}"
        start = end = len(text)
    else:
        if not header[0].endswith("\n"):
            text += ending
        start = header.end() + (0 if header[0].endswith("\n") else len(ending))
        following = _TABLE.search(text, start)
        end = following.start() if following else len(text)
    section = text[start:end]
    place = 0
    for key in ("name", "until"):
        if key in wanted:
            section, place = _with_key(section, key, wanted[key], place, ending)
    return f"{bom}{text[:start]}{section}{text[end:]}"


def _with_key(section: str, key: str, value: str, place: int, ending: str) -> tuple[str, int]:
    """Set a key in a section's lines, at `place` where it is missing; return its end."""
    line = re.compile(
        rf"""^(?P<before>[ \t]*(?:{key}|"{key}"|'{key}')[ \t]*=[ \t]*)"""
        r"""(?:"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*'|[0-9-]+)""",
        re.MULTILINE,
    )
    written = say_toml(value)
    if found := line.search(section):
        section = f"{section[: found.end('before')]}{written}{section[found.end() :]}"
        return section, _line_end(section, found.end("before"))
    # Where the file shows the default as a comment, the line stands under it.
    shown = re.search(rf"^[ \t]*#[ \t]*{key}[ \t]*=", section, re.MULTILINE)
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
