"""The kinds of values in the configuration: each is read from TOML and written as TOML.

A kind raises ValueError for a wrong value; the caller adds the file and the line. Must not know
the keys.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.core.settings import CadenceRules

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from contactkeeper.core.model import Cadence

_NAME = re.compile(r"\w[\w-]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LEAP_DAYS = {"02-28": (2, 28), "03-01": (3, 1)}


class Kind(NamedTuple):
    """The kind of value that a key takes."""

    allowed: str
    """Goes on after "must be"."""
    read: Callable[[object], Any]
    """Convert a TOML value to one of `Settings`; ValueError where it is not allowed."""
    plain: Callable[[Any], object] = lambda value: value
    """Convert a value of `Settings` to TOML."""


def choice(*words: str) -> Kind:
    """Return the kind of a key where one of these words stands."""

    def read(raw: object) -> object:
        if raw not in words:
            raise ValueError
        return raw

    return Kind(" or ".join(f'"{word}"' for word in words), read)


def number(low: int, high: int, unit: str = "") -> Kind:
    """Return the kind of a key where a whole number stands, from `low` to `high`."""

    def read(raw: object) -> object:
        if not isinstance(raw, int) or isinstance(raw, bool) or not low <= raw <= high:
            raise ValueError
        return raw

    return Kind(f"a whole number{unit} from {low} to {high}", read)


def _read_words(raw: object) -> tuple[str, ...]:
    if not isinstance(raw, list):
        raise ValueError  # noqa: TRY004 - every kind says no in the same way
    words = tuple(word.strip() for word in raw if isinstance(word, str))
    if len(words) != len(raw) or not all(words):
        raise ValueError
    return words


def _read_tags(raw: object) -> tuple[str, ...]:
    tags = tuple(tag.lstrip("#") for tag in _read_words(raw))
    if not all(tags):
        raise ValueError
    return tags


def _read_folders(raw: object) -> tuple[str, ...]:
    folders = tuple(
        folder.replace("\\", "/").removeprefix("./").rstrip("/") for folder in _read_words(raw)
    )
    for folder in folders:
        # A folder outside the vault, or one spelled as no note's path is, would match nothing.
        if re.match(r"[A-Za-z]:", folder) or not {"", ".", ".."}.isdisjoint(folder.split("/")):
            raise ValueError
    return folders


def _read_line(raw: object) -> str:
    if not isinstance(raw, str) or _CONTROL.search(raw):
        raise ValueError
    return raw.strip()


def _read_folder(raw: object) -> str:
    (folder,) = _read_folders([raw])
    return folder


def _read_folder_or_none(raw: object) -> str:
    return "" if raw == "" else _read_folder(raw)


def _read_heading(raw: object) -> str:
    heading = raw.strip().lstrip("#").strip() if isinstance(raw, str) else ""
    if not heading or _CONTROL.search(heading):
        raise ValueError
    return heading


def _read_name(raw: object) -> str:
    if not isinstance(raw, str) or not _NAME.fullmatch(raw):
        raise ValueError
    return raw


def _read_switch(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueError  # noqa: TRY004 - as in _read_words
    return raw


def _read_cadence(raw: object) -> Cadence:
    # Not at the top: where nothing sets a cadence its grammar is not needed.
    from contactkeeper.core.language.cadence import read_cadence

    words = str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    cadence = read_cadence(words)
    if cadence is None:
        raise ValueError
    return cadence


def _say_cadence(cadence: Cadence | None) -> str:
    from contactkeeper.core.language.cadence import say_cadence

    return say_cadence(cadence or CadenceRules().default)


def _read_rhythm(raw: object) -> Cadence:
    cadence = _read_cadence(raw)
    if not cadence.has_timer:
        raise ValueError
    return cadence


def _read_silence(raw: object) -> Cadence | None:
    return None if raw is False else _read_rhythm(raw)


def _say_silence(cadence: Cadence | None) -> object:
    if cadence is None:
        return False
    return f"{cadence.count} {cadence.unit}{'s' if cadence.count > 1 else ''}"


def _read_day(raw: object) -> date:
    """Read a day, as text or as TOML's own date."""
    from contactkeeper.core.language.dates import read_date

    day = read_date(str(raw).strip())
    if day is None:
        raise ValueError
    return day


def _read_last_day(raw: object) -> date | None:
    return None if raw == "" else _read_day(raw)


def _read_leap_day(raw: object) -> tuple[int, int]:
    if not isinstance(raw, str) or raw not in _LEAP_DAYS:
        raise ValueError
    return _LEAP_DAYS[raw]


def _read_blackout(raw: object) -> tuple[tuple[date, date], ...]:
    if not isinstance(raw, list):
        raise ValueError  # noqa: TRY004 - as in _read_words
    return tuple(_read_span(part) for part in raw)


def _read_span(raw: object) -> tuple[date, date]:
    """Read `2026-12-31..2027-01-08`, or a single day."""
    early, dots, late = str(raw).partition("..")
    first = _read_day(early)
    last = _read_day(late) if dots else first
    if last < first:
        raise ValueError
    return first, last


def _say_blackout(spans: tuple[tuple[date, date], ...]) -> list[str]:
    return [str(first) if first == last else f"{first}..{last}" for first, last in spans]


WORDS = Kind('a list of words, like ["one", "two"]', _read_words, list)
TAGS = Kind(WORDS.allowed, _read_tags, list)
FOLDERS = Kind('a list of folders inside the vault, like ["People"]', _read_folders, list)
FOLDER = Kind('a folder inside the vault, like "Templates/ck drafts"', _read_folder)
FOLDER_OR_NONE = Kind(
    'a folder inside the vault, like "Inbox", or "" for none', _read_folder_or_none
)
LINE = Kind("a text on one line", _read_line)
HEADING = Kind("the text of a heading, on one line", _read_heading)
NAME = Kind("a word of letters, digits, - and _", _read_name)
SWITCH = Kind("true or false", _read_switch)
CADENCE = Kind(
    'a rhythm, like "monthly", "quarterly", "every 6 weeks", "45 days", "event" or "none"',
    _read_cadence,
    _say_cadence,
)
RHYTHM = Kind(
    'a rhythm with a timer, like "weekly", "every 2 weeks", "monthly" or "45 days"',
    _read_rhythm,
    _say_cadence,
)
SILENCE = Kind('a length of time, like "12 months", or false', _read_silence, _say_silence)
LAST_DAY = Kind(
    'a day, like "2027-01-31", or "" for none',
    _read_last_day,
    lambda day: day.isoformat() if day else "",
)
LEAP_DAY = Kind(
    " or ".join(f'"{day}"' for day in _LEAP_DAYS),
    _read_leap_day,
    lambda day: f"{day[0]:02}-{day[1]:02}",
)
BLACKOUT = Kind(
    'a list of days and ranges, like ["2026-12-31..2027-01-08", "2027-03-08"]',
    _read_blackout,
    _say_blackout,
)
