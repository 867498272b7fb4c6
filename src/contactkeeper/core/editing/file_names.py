"""Turn a typed name into a file name that Obsidian, Windows, macOS, Android and git all accept.

Text in, text out; whether such a file exists is not checked here.
"""

from __future__ import annotations

import re
import unicodedata

from contactkeeper.errors import UsageError
from contactkeeper.wording import Wording

_FORBIDDEN = re.compile(
    r'[*"\\/<>:|?#^\[\]]+'  # what the systems and Obsidian's links refuse
    r"|%%+"  # opens a comment in Obsidian
    r"|[\x00-\x1f\x7f-\x9f\u2028\u2029]+"  # controls and line breaks
    r"|[\ud800-\udfff]+"  # halves of characters, which UTF-8 can't hold
)
_INVISIBLE = re.compile("[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+")
"""Direction marks and the like; joiners are kept, since Persian and emoji need them."""

_LINKABLE = re.compile(r"[^\[\]|#^:\\/]+")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_MOST_BYTES = 200
"""File systems allow 255; the rest is for `.md` and the suffix of conflict copies."""


def file_name(typed: str) -> str:
    """Return the typed name as a file name without `.md`, in NFC.

    Forbidden characters become a space; reserved names of Windows get a `_`.

    Raises:
        UsageError: nothing is left.
    """
    name = _FORBIDDEN.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", typed)))
    name = re.sub(r"\.md\s*$", "", name, flags=re.IGNORECASE)
    name = _trim(_SPACE.sub(" ", name))
    name = _RESERVED.sub(r"\1_", name, count=1) if _RESERVED.match(name) else name
    name = _trim(name.encode()[:_MOST_BYTES].decode(errors="ignore"))
    if not name:
        raise UsageError(
            Wording("“{typed}” can't be a file name: it needs letters or digits.", typed=typed)
        )
    return name


def can_be_linked(name: str) -> bool:
    """Say whether `[[name]]` is a link to a note of that name."""
    return _LINKABLE.fullmatch(name) is not None


def folder_name(typed: str) -> str:
    """Read a folder of the vault as it is typed; empty for the root.

    Raises:
        UsageError: it is none that can be in the vault.
    """
    folder = typed.replace("\\", "/").strip("/ ").removeprefix("./")
    parts = folder.split("/") if folder not in ("", ".") else []
    if typed.startswith(("/", "~")) or any(part in ("", "..") or part[0] == "." for part in parts):
        raise UsageError(
            Wording("--folder takes a folder of the vault, not “{typed}”.", typed=typed)
        )
    return "/".join(file_name(part) for part in parts)


def _trim(name: str) -> str:
    # A leading dot hides a file; Windows drops a trailing one.
    return name.lstrip(" .").rstrip(" .")
