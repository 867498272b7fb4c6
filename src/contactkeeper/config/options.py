"""The table of all options: section, key, what may stand there, where it goes in `Settings`.

Reading, errors and the file that `ck init` writes are all driven by it; a new option is one row
here. It must not read files.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from contactkeeper.core.settings import CadenceRules, Settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from contactkeeper.core.model import Cadence

HOLIDAY = "holiday"
"""Tables of their own, `[[holiday]]`, that are not in the table of options."""
PROPERTIES = "properties"
"""A section whose keys are not in the table: each is a property that is known."""
MODES = "modes"
"""A section whose keys are not in the table: each is a mode, and has a section of its own."""

_NAME = re.compile(r"\w[\w-]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LEAP_DAYS = {"02-28": (2, 28), "03-01": (3, 1)}


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand at a key."""

    allowed: str
    """Goes on after "must be"."""
    read: Callable[[object], object]
    """From what TOML gives to what `Settings` holds; ValueError where it is not allowed."""
    plain: Callable[[Any], object] = lambda value: value
    """The way back, to what TOML can say."""


@dataclass(frozen=True, slots=True)
class Option:
    """One key of the file."""

    section: str
    key: str
    attribute: str
    """Where it goes: `log.heading` is `settings.log.heading`. Of a mode: in its `ModeRules`."""
    kind: Kind
    comment: str

    def value_in(self, settings: Settings) -> object:
        """Return the option's value, as TOML can say it."""
        return self.kind.plain(attrgetter(self.attribute)(settings))

    def is_default(self, settings: Settings) -> bool:
        """Say whether the option has its default."""
        value_of = attrgetter(self.attribute)
        return bool(value_of(settings) == value_of(Settings()))

    def put(self, settings: Settings, raw: object) -> Settings:
        """Return the settings with this option changed; ValueError where `raw` is not allowed."""
        room, _, name = self.attribute.rpartition(".")
        changes: dict[str, Any] = {name: self.kind.read(raw)}
        if room:
            changes = {room: dataclasses.replace(getattr(settings, room), **changes)}
        return dataclasses.replace(settings, **changes)


def read_words(raw: object) -> tuple[str, ...]:
    """Read a list of words; ValueError where it is none, or a word is empty."""
    if not isinstance(raw, list):
        raise ValueError  # noqa: TRY004 - every kind says no in the same way
    words = tuple(word.strip() for word in raw if isinstance(word, str))
    if len(words) != len(raw) or not all(words):
        raise ValueError
    return words


def _read_tags(raw: object) -> tuple[str, ...]:
    tags = tuple(tag.lstrip("#") for tag in read_words(raw))
    if not all(tags):
        raise ValueError
    return tags


def _read_folders(raw: object) -> tuple[str, ...]:
    folders = tuple(
        folder.replace("\\", "/").removeprefix("./").rstrip("/") for folder in read_words(raw)
    )
    for folder in folders:
        # A folder outside the vault, or one spelled as no note's path is, would match nothing.
        if re.match(r"[A-Za-z]:", folder) or not {"", ".", ".."}.isdisjoint(folder.split("/")):
            raise ValueError
    return folders


def _read_heading(raw: object) -> str:
    heading = raw.strip().lstrip("#").strip() if isinstance(raw, str) else ""
    if not heading or re.search(r"[\x00-\x1f\x7f]", heading):
        raise ValueError
    return heading


def _read_switch(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueError  # noqa: TRY004 - as in read_words
    return raw


def _read_cadence(raw: object) -> Cadence:
    # Not at the top: where nothing sets a cadence its grammar is not needed.
    from contactkeeper.core.days.cadence import read_cadence

    words = str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    cadence = read_cadence(words)
    if cadence is None:
        raise ValueError
    return cadence


def _say_cadence(cadence: Cadence | None) -> str:
    from contactkeeper.core.days.cadence import say_cadence

    return say_cadence(cadence or CadenceRules().default)


def _read_silence(raw: object) -> Cadence | None:
    if raw is False:
        return None
    cadence = _read_cadence(raw)
    if not cadence.has_timer:
        raise ValueError
    return cadence


def _say_silence(cadence: Cadence | None) -> object:
    if cadence is None:
        return False
    return f"{cadence.count} {cadence.unit}{'s' if cadence.count > 1 else ''}"


def _choice(*words: str) -> Kind:
    def read(raw: object) -> object:
        if raw not in words:
            raise ValueError
        return raw

    return Kind(" or ".join(f'"{word}"' for word in words), read)


def _number(low: int, high: int, unit: str = "") -> Kind:
    def read(raw: object) -> object:
        if not isinstance(raw, int) or isinstance(raw, bool) or not low <= raw <= high:
            raise ValueError
        return raw

    return Kind(f"a whole number{unit} from {low} to {high}", read)


def _read_rhythm(raw: object) -> Cadence:
    cadence = _read_cadence(raw)
    if not cadence.has_timer:
        raise ValueError
    return cadence


def _read_name(raw: object) -> str:
    if not isinstance(raw, str) or not _NAME.fullmatch(raw):
        raise ValueError
    return raw


def _read_line(raw: object) -> str:
    if not isinstance(raw, str) or _CONTROL.search(raw):
        raise ValueError
    return raw.strip()


def _read_last_day(raw: object) -> date | None:
    from contactkeeper.core.days.dates import read_date

    day = None if raw == "" else read_date(str(raw).strip())
    if day is None and raw != "":
        raise ValueError
    return day


def _read_leap_day(raw: object) -> tuple[int, int]:
    if not isinstance(raw, str) or raw not in _LEAP_DAYS:
        raise ValueError
    return _LEAP_DAYS[raw]


def _read_blackout(raw: object) -> tuple[tuple[date, date], ...]:
    if not isinstance(raw, list):
        raise ValueError  # noqa: TRY004 - as in read_words
    return tuple(_read_span(part) for part in raw)


def _read_span(raw: object) -> tuple[date, date]:
    """Read `2026-12-31..2027-01-08`, or a single day as text or as TOML's own date."""
    from contactkeeper.core.days.dates import read_date

    early, dots, late = str(raw).partition("..")
    first = read_date(early.strip())
    last = read_date(late.strip()) if dots else first
    if first is None or last is None or last < first:
        raise ValueError
    return first, last


def _say_blackout(spans: tuple[tuple[date, date], ...]) -> list[str]:
    return [str(first) if first == last else f"{first}..{last}" for first, last in spans]


WORDS = Kind('a list of words, like ["one", "two"]', read_words, list)
_TAGS = Kind(WORDS.allowed, _read_tags, list)
_FOLDERS = Kind('a list of folders inside the vault, like ["People"]', _read_folders, list)
_CADENCE = Kind(
    'a rhythm, like "monthly", "quarterly", "every 6 weeks", "45 days", "event" or "none"',
    _read_cadence,
    _say_cadence,
)
_SILENCE = Kind(
    'a length of time, like "12 months", or false',
    _read_silence,
    _say_silence,
)
RHYTHM = Kind(
    'a rhythm with a timer, like "weekly", "every 2 weeks", "monthly" or "45 days"',
    _read_rhythm,
    _say_cadence,
)
MODE_NAME = Kind("a word of letters, digits, - and _", _read_name)
_LINE = Kind("a text on one line", _read_line)
_LAST_DAY = Kind(
    'a day, like "2027-01-31", or "" for none',
    _read_last_day,
    lambda day: day.isoformat() if day else "",
)
_HEADING = Kind("the text of a heading, on one line", _read_heading)
_SWITCH = Kind("true or false", _read_switch)
_ORDER = _choice("oldest-first", "newest-first")
_BLACKOUT = Kind(
    'a list of days and ranges, like ["2026-12-31..2027-01-08", "2027-03-08"]',
    _read_blackout,
    _say_blackout,
)
_LEAP_DAY = Kind('"02-28" or "03-01"', _read_leap_day, lambda day: f"{day[0]:02}-{day[1]:02}")

OPTIONS = (
    Option(
        "contacts",
        "tags",
        "contacts.tags",
        _TAGS,
        "A note with one of these tags in its frontmatter is a contact; recruiter/x counts too.",
    ),
    Option("contacts", "types", "contacts.types", _TAGS, "So is one of these types: `type: hr`."),
    Option(
        "contacts", "folders", "contacts.folders", _FOLDERS, "So is every note in these folders."
    ),
    Option("log", "heading", "log.heading", _HEADING, "The heading of a new log section."),
    Option(
        "log",
        "order",
        "log.order",
        _ORDER,
        "Where a log does not show its own order: oldest-first or newest-first.",
    ),
    Option(
        "log",
        "update_last_contact",
        "log.update_last_contact",
        _SWITCH,
        "Keep a note's own last_contact in step, where it has one.",
    ),
    Option(
        "cadence",
        "default",
        "cadence.default",
        _CADENCE,
        "How often to be in touch, where neither the note nor its tier says so.",
    ),
    Option("cadence.tier", "key", "cadence.key", _CADENCE, "By tier; no tier is supporting."),
    Option(
        "cadence.tier",
        "supporting",
        "cadence.supporting",
        _CADENCE,
        "Without a line of its own it is the default above.",
    ),
    Option(
        "clock",
        "retry_after",
        "clock.retry_after",
        _number(1, 366, " of days"),
        "Days after a message without an answer until it is time to try again.",
    ),
    Option(
        "clock",
        "max_attempts",
        "clock.max_attempts",
        _number(1, 100),
        "After so many tries without an answer, wait a whole cadence.",
    ),
    Option(
        "clock",
        "reply_window",
        "clock.reply_window",
        _number(0, 366, " of days"),
        "Days for which a reply that I owe stands at the top.",
    ),
    Option(
        "clock",
        "max_silence",
        "clock.max_silence",
        _SILENCE,
        'People with the cadence "event" come up after so long without a word, or never: false.',
    ),
    Option("due", "limit", "due_limit", _number(1, 10_000), "Rows of the morning list."),
    Option(
        "me",
        "employer",
        "employer",
        _LINE,
        "Where you work: its people are left out of news with the kind search-status.",
    ),
    Option(
        "occasions",
        "birthday_lead",
        "occasions.birthday_lead",
        _number(0, 60, " of days"),
        "Days before a birthday on which it is first shown.",
    ),
    Option(
        "occasions",
        "leap_day",
        "occasions.leap_day",
        _LEAP_DAY,
        "When 29 February is kept in other years: 02-28 or 03-01.",
    ),
    Option(
        "occasions",
        "news_per_day",
        "occasions.news_per_day",
        _number(1, 100),
        "Rows a morning of people to tell news and nothing else, all news together.",
    ),
    Option(
        "occasions",
        "circle_per_day",
        "occasions.circle_per_day",
        _number(1, 100),
        "The same for holidays and the audiences of events.",
    ),
    Option(
        "mode",
        "name",
        "mode.name",
        MODE_NAME,
        "Your situation: steady, searching, settling-in, changing-field. ck mode switches.",
    ),
    Option("mode", "until", "mode.until", _LAST_DAY, "The last day on which it holds."),
    Option("plan", "per_day", "plan_per_day", _number(1, 100), "People you write to on a weekday."),
    Option(
        "plan",
        "blackout",
        "plan_blackout",
        _BLACKOUT,
        'Days on which you write to nobody: ["2026-12-31..2027-01-08", "2027-03-08"].',
    ),
)

MODE_OPTIONS = (
    Option(
        MODES,
        "retry_after",
        "retry_after",
        _number(1, 366, " of days"),
        "Days after a message without an answer.",
    ),
    Option(MODES, "advice", "advice", _LINE, "One line: what to do in this situation."),
)
"""The keys of each section `[modes.NAME]`."""
MODE_RHYTHMS = ("tier", "audience")
"""The sections under it, each from a word to a rhythm; also the names in `ModeRules`."""

SECTIONS = tuple(dict.fromkeys([*(option.section for option in OPTIONS), MODES, PROPERTIES]))


def find_option(section: str, key: str) -> Option | None:
    """Return the row of a key, None where the table has none."""
    wanted = (section, key)
    return next((row for row in OPTIONS if (row.section, row.key) == wanted), None)
