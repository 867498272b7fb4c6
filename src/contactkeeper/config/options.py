"""The table of all options: section, key, kind of value, and the field of `Settings`.

Reading, errors and the file that `ck init` writes are all driven by it; a new option is one row
here. Must not read files.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.config import kinds
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from contactkeeper.config.kinds import Kind

HOLIDAY = "holiday"
"""Tables of their own, `[[holiday]]`, that are not in the table of options."""
PROPERTIES = "properties"
"""A section whose keys are not in the table: each is a property that is known."""
MODES = "modes"
"""A section whose keys are not in the table: each is a mode, and has a section of its own."""


class Option(NamedTuple):
    """One key of the file."""

    section: str
    key: str
    kind: Kind
    comment: str
    elsewhere: str = ""
    """Its field in `Settings`, if it has another name there; for a mode it is the key."""
    of_machine: bool = False
    """It makes `ck` run a program or reach the network: read from the user's own file alone."""

    @property
    def attribute(self) -> str:
        """Return its field in `Settings`: `log.heading` is `settings.log.heading`."""
        return self.elsewhere or f"{self.section}.{self.key}"

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
    Option(
        "contacts",
        "tags",
        kinds.TAGS,
        "A note with one of these tags in its frontmatter is a contact; recruiter/x counts too.",
    ),
    Option("contacts", "types", kinds.TAGS, "So is one of these types: `type: hr`."),
    Option("contacts", "folders", kinds.FOLDERS, "So is every note in these folders."),
    Option("log", "heading", kinds.HEADING, "The heading of a new log section."),
    Option(
        "log",
        "order",
        kinds.choice("oldest-first", "newest-first"),
        "Where a log does not show its own order: oldest-first or newest-first.",
    ),
    Option(
        "log",
        "update_last_contact",
        kinds.SWITCH,
        "Keep a note's own last_contact in step, where it has one.",
    ),
    Option(
        "cadence",
        "default",
        kinds.CADENCE,
        "How often to be in touch, where neither the note nor its tier says so.",
    ),
    Option("cadence.tier", "key", kinds.CADENCE, "By tier; no tier is supporting.", "cadence.key"),
    Option(
        "cadence.tier",
        "supporting",
        kinds.CADENCE,
        "Without a line of its own it is the default above.",
        "cadence.supporting",
    ),
    Option(
        "clock",
        "retry_after",
        kinds.number(1, 366, " of days"),
        "Days after a message without an answer until it is time to try again.",
    ),
    Option(
        "clock",
        "max_attempts",
        kinds.number(1, 100),
        "After so many tries without an answer, wait a whole cadence.",
    ),
    Option(
        "clock",
        "reply_window",
        kinds.number(0, 366, " of days"),
        "Days for which a reply that I owe stands at the top.",
    ),
    Option(
        "clock",
        "max_silence",
        kinds.SILENCE,
        'People with the cadence "event" come up after so long without a word, or never: false.',
    ),
    Option("due", "limit", kinds.number(1, 10_000), "Rows of the morning list.", "due_limit"),
    Option(
        "me",
        "employer",
        kinds.LINE,
        "Where you work: its people are left out of news with the kind search-status.",
        "employer",
    ),
    Option(
        "inbox",
        "folder",
        kinds.FOLDER_OR_NONE,
        'Where thoughts wait that ck inbox files; "" for none.',
        "inbox_folder",
    ),
    Option(
        "occasions",
        "birthday_lead",
        kinds.number(0, 60, " of days"),
        "Days before a birthday on which it is first shown.",
    ),
    Option(
        "occasions",
        "leap_day",
        kinds.LEAP_DAY,
        "When 29 February is kept in other years: 02-28 or 03-01.",
    ),
    Option(
        "occasions",
        "news_per_day",
        kinds.number(1, 100),
        "Rows a morning of people to tell news and nothing else, all news together.",
    ),
    Option(
        "occasions",
        "circle_per_day",
        kinds.number(1, 100),
        "The same for holidays and the audiences of events.",
    ),
    Option(
        "mode",
        "name",
        kinds.NAME,
        "Your situation: steady, searching, settling-in, changing-field. ck mode switches.",
    ),
    Option("mode", "until", kinds.LAST_DAY, "The last day on which it holds."),
    Option(
        "plan", "per_day", kinds.number(1, 100), "People you write to on a weekday.", "plan_per_day"
    ),
    Option(
        "plan",
        "blackout",
        kinds.BLACKOUT,
        'Days on which you write to nobody: ["2026-12-31..2027-01-08", "2027-03-08"].',
        "plan_blackout",
    ),
    Option(
        "draft",
        "folder",
        kinds.FOLDER,
        "Your own templates for ck draft; no note in it is a contact.",
        "draft_folder",
    ),
    Option(
        "git",
        "auto_commit",
        kinds.SWITCH,
        "Commit the vault's notes after each ck log.",
        of_machine=True,
    ),
    Option(
        "git",
        "auto_sync",
        kinds.SWITCH,
        "And sync them with the other machines, as ck sync does.",
        of_machine=True,
    ),
)

MODE_OPTIONS = (
    Option(
        MODES,
        "retry_after",
        kinds.number(1, 366, " of days"),
        "Days after a message without an answer.",
    ),
    Option(MODES, "advice", kinds.LINE, "One line: what to do in this situation."),
)
"""The keys of each section `[modes.NAME]`."""
MODE_RHYTHMS = ("tier", "audience")
"""The sections under it, each from a word to a rhythm; also the names in `ModeRules`."""

EDITOR = "editor"
"""The key at the top of the user's own file that names a program; it is no row of the table."""

SECTIONS = tuple(dict.fromkeys([*(option.section for option in OPTIONS), MODES, PROPERTIES]))


def find_option(section: str, key: str) -> Option | None:
    """Return the row of a key, None where the table has none."""
    wanted = (section, key)
    return next((row for row in OPTIONS if (row.section, row.key) == wanted), None)
