"""The table of all options: name, kind of value, and the field of `Settings`.

A kind reads a TOML value and writes it; it raises ValueError for a wrong one, and the caller adds
the file and the line. A new option is one row here and its lines in `default.toml`. Must not read
files.
"""

from __future__ import annotations

import re
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.config.blackout import read_blackout, say_blackout
from contactkeeper.core.model import Cadence
from contactkeeper.core.settings import CadenceRules, Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date


_NAME = re.compile(r"\w[\w-]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Kind(NamedTuple):
    """The kind of value that a key takes."""

    allowed: str
    """Goes on after "must be"."""
    read: Callable[[object], Any]
    """Convert a TOML value to one of `Settings`; ValueError where it is not allowed."""
    plain: Callable[[Any], object] = lambda value: value
    """Convert a value of `Settings` to TOML."""


def choice(values: Mapping[str, object]) -> Kind:
    """Return the kind of a key where one of these words stands, each for its value."""

    def read(raw: object) -> object:
        if not isinstance(raw, str) or raw not in values:
            raise ValueError
        return values[raw]

    words = {value: word for word, value in values.items()}
    return Kind(" or ".join(f'"{word}"' for word in values), read, words.__getitem__)


def number(low: int, high: int, unit: str = "") -> Kind:
    """Return the kind of a key where a whole number stands, from `low` to `high`."""

    def read(raw: object) -> object:
        if not isinstance(raw, int) or isinstance(raw, bool) or not low <= raw <= high:
            raise ValueError
        return raw

    return Kind(f"a whole number{unit} from {low} to {high}", read)


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


def _read_folder(raw: object) -> str:
    folder = _read_word(raw).replace("\\", "/").removeprefix("./").rstrip("/")
    # A folder outside the vault, or one spelled as no note's path is, would match nothing.
    if re.match(r"[A-Za-z]:", folder) or not {"", ".", ".."}.isdisjoint(folder.split("/")):
        raise ValueError
    return folder


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


def _say_silence(cadence: Cadence | None) -> object:
    return cadence is not None and f"{cadence.count} {cadence.unit}{'s' * (cadence.count > 1)}"


def _read_day(raw: object) -> date:
    """Read a day, as text or as TOML's own date."""
    from contactkeeper.core.language.dates import read_date

    day = read_date(str(raw).strip())
    if day is None:
        raise ValueError
    return day


WORDS = Kind('a list of words, like ["one", "two"]', _list_of(_read_word), list)
LINE = Kind("a text on one line", _read_line)
NAME = Kind("a word of letters, digits, - and _", _read_name)
RHYTHM = Kind(
    'a rhythm with a timer, like "weekly", "every 2 weeks", "monthly" or "45 days"',
    _read_rhythm,
    _say_cadence,
)
DAYS = number(0, 60, " of days")
_TAGS = Kind(WORDS.allowed, _list_of(_read_tag), list)
_FOLDERS = Kind('a list of folders inside the vault, like ["People"]', _list_of(_read_folder), list)
_FOLDER = Kind('a folder inside the vault, like "Templates/ck drafts"', _read_folder)
_FOLDER_OR_NONE = Kind(
    'a folder inside the vault, like "Inbox", or "" for none',
    lambda raw: "" if raw == "" else _read_folder(raw),
)
_HEADING = Kind("the text of a heading, on one line", _read_heading)
_HEADINGS = Kind('a list of headings, like ["Meetings"]', _list_of(_read_heading), list)
_SWITCH = Kind("true or false", _read_switch)
_SWITCH_OR_NONE = Kind(
    'true, false, or "" where each note decides',
    lambda raw: None if raw == "" else _read_switch(raw),
    lambda value: "" if value is None else value,
)
_CADENCE = Kind(
    'a rhythm, like "monthly", "quarterly", "every 6 weeks", "45 days", "event" or "none"',
    _read_cadence,
    _say_cadence,
)
_TALK = Kind(
    'a rhythm, like "quarterly", or "none"',
    lambda raw: Cadence("none") if raw == "none" else _read_rhythm(raw),
    _say_cadence,
)
_SILENCE = Kind(
    'a length of time, like "12 months", or false',
    lambda raw: None if raw is False else _read_rhythm(raw),
    _say_silence,
)
_LAST_DAY = Kind(
    'a day, like "2027-01-31", or "" for none',
    lambda raw: None if raw == "" else _read_day(raw),
    lambda day: str(day or ""),
)
_BLACKOUT = Kind(
    'a list of days and ranges, like ["2026-12-31..2027-01-08", "2027-03-08"], or of every year, '
    'like ["01-01..01-08"]',
    read_blackout,
    say_blackout,
)


class Option(NamedTuple):
    """One key of the file."""

    name: str
    """The section and the key: `log.heading`."""
    kind: Kind
    elsewhere: str = ""
    """Its field in `Settings`, if it has another name there."""
    of_machine: bool = False
    """It makes `ck` run a program or reach the network: read from the user's own file alone."""

    @property
    def section(self) -> str:
        """Return the section, `cadence.tier` of `cadence.tier.key`."""
        return self.name.rpartition(".")[0]

    @property
    def key(self) -> str:
        """Return the key in its section."""
        return self.name.rpartition(".")[2]

    @property
    def attribute(self) -> str:
        """Return its field in `Settings`: `log.heading` is `settings.log.heading`."""
        return self.elsewhere or self.name

    def value_in(self, settings: Settings) -> object:
        """Return the option's value, as TOML can say it."""
        return self.kind.plain(attrgetter(self.attribute)(settings))

    def is_default(self, settings: Settings) -> bool:
        """Return whether the option has its default."""
        value_of = attrgetter(self.attribute)
        return bool(value_of(settings) == value_of(Settings()))

    def put(self, settings: Settings, value: object) -> Settings:
        """Return the settings with this option changed to what its kind has read."""
        room, _, name = self.attribute.rpartition(".")
        changes: dict[str, Any] = {name: value}
        if room:
            changes = {room: getattr(settings, room)._replace(**changes)}
        return settings._replace(**changes)


OPTIONS = (
    Option("contacts.tags", _TAGS),
    Option("contacts.types", _TAGS),
    Option("contacts.folders", _FOLDERS),
    Option("log.heading", _HEADING),
    Option("log.more_headings", _HEADINGS),
    Option("log.order", choice({word: word for word in ("oldest-first", "newest-first")})),
    Option("log.update_last_contact", _SWITCH),
    Option("log.headless", _SWITCH),
    Option("log.meetings", _SWITCH),
    Option("log.mentions", _SWITCH),
    Option("log.day_first", _SWITCH_OR_NONE),
    Option("cadence.default", _CADENCE),
    Option("cadence.tier.key", _CADENCE, "cadence.key"),
    Option("cadence.tier.supporting", _CADENCE, "cadence.supporting"),
    Option("talk.key", _TALK),
    Option("talk.supporting", _TALK),
    Option("clock.retry_after", number(1, 366, " of days")),
    Option("clock.max_attempts", number(1, 100)),
    Option("clock.reply_window", number(0, 366, " of days")),
    Option("clock.max_silence", _SILENCE),
    Option("due.limit", number(1, 10_000), "due_limit"),
    Option("import.per_day", number(0, 100), "import_per_day"),
    Option("me.employer", LINE, "employer"),
    Option("inbox.folder", _FOLDER_OR_NONE, "inbox_folder"),
    Option("occasions.birthday_lead", DAYS),
    Option("occasions.leap_day", choice({"02-28": (2, 28), "03-01": (3, 1)})),
    Option("occasions.news_per_day", number(1, 100)),
    Option("occasions.circle_per_day", number(1, 100)),
    Option("mode.name", NAME),
    Option("mode.until", _LAST_DAY),
    Option("plan.per_day", number(1, 100), "plan_per_day"),
    Option("plan.blackout", _BLACKOUT, "plan_blackout"),
    Option("draft.folder", _FOLDER, "draft_folder"),
    Option("git.auto_commit", _SWITCH, of_machine=True),
    Option("git.auto_sync", _SWITCH, of_machine=True),
)

HOLIDAY = "holiday"
"""Tables of their own, `[[holiday]]`, that are not in the table of options."""
PROPERTIES = "properties"
"""A section whose keys are not in the table: each is a property that is known."""
MODES = "modes"
"""A section whose keys are not in the table: each is a mode, and has a section of its own."""
MODE_OPTIONS = {"retry_after": number(1, 366, " of days"), "advice": LINE}
"""The keys of each section `[modes.NAME]`."""
MODE_RHYTHMS = ("tier", "audience")
"""The sections under it, each from a word to a rhythm; also the names in `ModeRules`."""
EDITOR = "editor"
"""The key at the top of the user's own file that names a program; it is no row of the table."""

SECTIONS = tuple(dict.fromkeys([*(option.section for option in OPTIONS), MODES, PROPERTIES]))


def find_option(section: str, key: str) -> Option | None:
    """Return the row of a key, None where the table has none."""
    return next((row for row in OPTIONS if row.name == f"{section}.{key}"), None)
