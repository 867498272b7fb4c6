"""The kinds of values that options take: each reads a TOML value and writes it.

A kind raises ValueError for a wrong value; the caller adds the file and the line.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.config.blackout import read_blackout, say_blackout
from contactkeeper.core.language.languages import is_talk
from contactkeeper.core.model import Cadence
from contactkeeper.core.settings import CadenceRules
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from contactkeeper.core.settings import Goal

_NAME = re.compile(r"\w[\w-]*")
_ZONE = re.compile(r"[A-Za-z][\w+-]*(?:/[A-Za-z0-9][\w+-]*)*", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class WrongPart(ValueError):
    """A part of a value is not allowed."""

    def __init__(self, part: object) -> None:
        """Keep the part."""
        self.part = part
        super().__init__(part)


class Kind(NamedTuple):
    """The kind of value that a key takes."""

    allowed: Wording
    """Goes on after "must be"."""
    read: Callable[[object], Any]
    """Convert a TOML value to one of `Settings`; ValueError where it is not allowed."""
    plain: Callable[[Any], object] = lambda value: value
    """Convert a value of `Settings` to TOML."""


def choice(values: Mapping[str, object]) -> Kind:
    """Return the kind of a key where one of these two words stands, each for its value."""

    def read(raw: object) -> object:
        if not isinstance(raw, str) or raw not in values:
            raise ValueError
        return values[raw]

    words = {value: word for word, value in values.items()}
    one, other = values
    allowed = Wording('"{one}" or "{other}"', one=one, other=other)
    return Kind(allowed, read, words.__getitem__)


def number(low: int, high: int) -> Kind:
    """Return the kind of a key where a whole number stands, from `low` to `high`."""
    allowed = Wording("a whole number from {low} to {high}", low=low, high=high)
    return Kind(allowed, _read_number(low, high))


def days(low: int, high: int) -> Kind:
    """Return the kind of a key where a number of days stands, from `low` to `high`."""
    allowed = Wording("a whole number of days from {low} to {high}", low=low, high=high)
    return Kind(allowed, _read_number(low, high))


def _read_number(low: int, high: int) -> Callable[[object], object]:

    def read(raw: object) -> object:
        if not isinstance(raw, int) or isinstance(raw, bool) or not low <= raw <= high:
            raise ValueError
        return raw

    return read


def _list_of(read_one: Callable[[object], object]) -> Callable[[object], tuple[object, ...]]:
    def read(raw: object) -> tuple[object, ...]:
        if not isinstance(raw, list):
            raise ValueError  # noqa: TRY004 - every kind says no in the same way
        return tuple(map(read_one, raw))

    return read


def _read_line(raw: object) -> str:
    if not isinstance(raw, str) or _CONTROL.search(raw):
        raise ValueError
    return raw.strip()


def _read_channel(raw: object) -> str:
    word = _read_line(raw)
    if ":" in word or is_talk(word):
        raise ValueError
    return word


def _read_word(raw: object, without: str = "") -> str:
    word = raw.strip().lstrip(without) if isinstance(raw, str) else ""
    if not word:
        raise ValueError
    return word


def _read_tag(raw: object) -> str:
    return _read_word(raw, "#")


def _read_heading(raw: object) -> str:
    return _read_line(_read_word(_read_tag(raw)))


def _read_name(raw: object) -> str:
    if not isinstance(raw, str) or not _NAME.fullmatch(raw):
        raise ValueError
    return raw


def _read_zone(raw: object) -> str:
    # Whether there is such a zone is asked where days are counted: that takes 4 ms.
    if not isinstance(raw, str) or not _ZONE.fullmatch(raw):
        raise ValueError
    return raw


def _read_folder(raw: object) -> str:
    folder = _read_word(raw).replace("\\", "/").removeprefix("./").rstrip("/")
    # A folder outside the vault, or one spelled as no note's path is, would match nothing.
    if re.match(r"[A-Za-z]:", folder) or not {"", ".", ".."}.isdisjoint(folder.split("/")):
        raise ValueError
    return folder


def _read_calendar_file(raw: object) -> str:
    place = _read_line(raw)
    # A relative one would lie wherever `ck` is started.
    is_whole = PurePath(place).is_absolute() or place.startswith("~")
    if place and not (is_whole and place.casefold().endswith(".ics")):
        raise ValueError
    return place


def _read_switch(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueError  # noqa: TRY004 - as in _list_of
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


def _read_goal(raw: object) -> Goal:
    from contactkeeper.core.people.audience import read_audience  # few configurations have goals
    from contactkeeper.core.review.goals import read_goal

    try:
        goal = read_goal(_read_line(raw))
        if goal:
            read_audience(goal.audience)
            return goal
    except ValueError as error:
        raise WrongPart(raw) from error
    raise WrongPart(raw)


def _say_silence(cadence: Cadence | None) -> object:
    return cadence is not None and f"{cadence.count} {cadence.unit}{'s' * (cadence.count > 1)}"


def _read_day(raw: object) -> date:
    """Read a day, as text or as TOML's own date."""
    from contactkeeper.core.language.dates import read_date

    day = read_date(str(raw).strip())
    if day is None:
        raise ValueError
    return day


WORDS = Kind(Wording('a list of words, like ["one", "two"]'), _list_of(_read_word), list)
LINE = Kind(Wording("a text on one line"), _read_line)
CHANNEL = Kind(
    Wording('a channel to write on, like "telegram" or "email", or "" for none'), _read_channel
)
NAME = Kind(Wording("a word of letters, digits, - and _"), _read_name)
RHYTHM = Kind(
    Wording('a rhythm with a timer, like "weekly", "every 2 weeks", "monthly" or "45 days"'),
    _read_rhythm,
    _say_cadence,
)
DAYS = days(0, 60)
GOALS = Kind(
    Wording(
        'a list of goals, like ["talks with tier:key: 3 a month"]: talks, messages, contacts, new '
        "people or favours given; with whom, an audience; how many a week, month, quarter or year"
    ),
    _list_of(_read_goal),
    lambda goals: [goal.text for goal in goals],
)
TAGS = Kind(WORDS.allowed, _list_of(_read_tag), list)
FOLDERS = Kind(
    Wording('a list of folders inside the vault, like ["People"]'), _list_of(_read_folder), list
)
FOLDER = Kind(Wording('a folder inside the vault, like "Templates/ck drafts"'), _read_folder)
FOLDER_OR_NONE = Kind(
    Wording('a folder inside the vault, like "Inbox", or "" for none'),
    lambda raw: "" if raw == "" else _read_folder(raw),
)
ZONE_OR_NONE = Kind(
    Wording('a time zone, like "Europe/Moscow", or "" for this machine\'s'),
    lambda raw: "" if raw == "" else _read_zone(raw),
)
CALENDAR_FILE = Kind(
    Wording('the full path of a file that ends in .ics, or "" for none'), _read_calendar_file
)
HEADING = Kind(Wording("the text of a heading, on one line"), _read_heading)
HEADINGS = Kind(Wording('a list of headings, like ["Meetings"]'), _list_of(_read_heading), list)
SWITCH = Kind(Wording("true or false"), _read_switch)
SWITCH_OR_NONE = Kind(
    Wording('true, false, or "" where each note decides'),
    lambda raw: None if raw == "" else _read_switch(raw),
    lambda value: "" if value is None else value,
)
CADENCE = Kind(
    Wording('a rhythm, like "monthly", "quarterly", "every 6 weeks", "45 days", "event" or "none"'),
    _read_cadence,
    _say_cadence,
)
TALK = Kind(
    Wording('a rhythm, like "quarterly", or "none"'),
    lambda raw: Cadence("none") if raw == "none" else _read_rhythm(raw),
    _say_cadence,
)
SILENCE = Kind(
    Wording('a length of time, like "12 months", or false'),
    lambda raw: None if raw is False else _read_rhythm(raw),
    _say_silence,
)
LAST_DAY = Kind(
    Wording('a day, like "2027-01-31", or "" for none'),
    lambda raw: None if raw == "" else _read_day(raw),
    lambda day: str(day or ""),
)
BLACKOUT = Kind(
    Wording(
        'a list of days and ranges, like ["2026-12-31..2027-01-08", "2027-03-08"], or of every '
        'year, like ["01-01..01-08"]'
    ),
    read_blackout,
    say_blackout,
)
