"""The table of all options: name, kind of value, and the field of `Settings`.

A new option is one row here and its lines in `default.toml`; `kinds` has the kinds of values.
"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.config import kinds
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from contactkeeper.config.kinds import Kind


class Option(NamedTuple):
    """One key of the file."""

    name: str
    """The section and the key: `log.heading`."""
    kind: Kind
    elsewhere: str = ""
    """Its field in `Settings`, if it has another name there."""
    of_machine: bool = False
    """It makes `ck` run a program, reach the network or write outside the vault: read from the
    user's own file alone."""

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
    Option("contacts.tags", kinds.TAGS),
    Option("contacts.types", kinds.TAGS),
    Option("contacts.folders", kinds.FOLDERS),
    Option("log.heading", kinds.HEADING),
    Option("log.more_headings", kinds.HEADINGS),
    Option("log.order", kinds.choice({word: word for word in ("oldest-first", "newest-first")})),
    Option("log.update_last_contact", kinds.SWITCH),
    Option("log.headless", kinds.SWITCH),
    Option("log.meetings", kinds.SWITCH),
    Option("log.mentions", kinds.SWITCH),
    Option("log.day_first", kinds.SWITCH_OR_NONE),
    Option("cadence.default", kinds.CADENCE),
    Option("cadence.tier.key", kinds.CADENCE, "cadence.key"),
    Option("cadence.tier.supporting", kinds.CADENCE, "cadence.supporting"),
    Option("talk.key", kinds.TALK),
    Option("talk.supporting", kinds.TALK),
    Option("clock.retry_after", kinds.days(1, 366)),
    Option("clock.max_attempts", kinds.number(1, 100)),
    Option("clock.reply_window", kinds.days(0, 366)),
    Option("clock.max_silence", kinds.SILENCE),
    Option("due.limit", kinds.number(1, 10_000), "due_limit"),
    Option("import.per_day", kinds.number(0, 100), "import_per_day"),
    Option("import.zone", kinds.ZONE_OR_NONE, "import_zone"),
    Option("import.ignore", kinds.WORDS, "import_ignore"),
    Option("me.employer", kinds.LINE, "employer"),
    Option("me.channel", kinds.CHANNEL, "channel"),
    Option("inbox.folder", kinds.FOLDER_OR_NONE, "inbox_folder"),
    Option("occasions.birthday_lead", kinds.DAYS),
    Option("occasions.leap_day", kinds.choice({"02-28": (2, 28), "03-01": (3, 1)})),
    Option("occasions.news_per_day", kinds.number(1, 100)),
    Option("occasions.circle_per_day", kinds.number(1, 100)),
    Option("mode.name", kinds.NAME),
    Option("mode.until", kinds.LAST_DAY),
    Option("plan.per_day", kinds.number(1, 100), "plan_per_day"),
    Option("plan.blackout", kinds.BLACKOUT, "plan_blackout"),
    Option("review.goals", kinds.GOALS, "goals"),
    Option("draft.folder", kinds.FOLDER, "draft_folder"),
    Option("git.auto_commit", kinds.SWITCH, of_machine=True),
    Option("git.auto_sync", kinds.SWITCH, of_machine=True),
    Option("calendar.out", kinds.CALENDAR_FILE, of_machine=True),
    Option("calendar.busy", kinds.SWITCH, of_machine=True),
)

HOLIDAY = "holiday"
"""Tables of their own, `[[holiday]]`, that are not in the table of options."""
PROPERTIES = "properties"
"""A section whose keys are not in the table: each is a property that is known."""
MODES = "modes"
"""A section whose keys are not in the table: each is a mode, and has a section of its own."""
MODE_OPTIONS = {"retry_after": kinds.days(1, 366), "advice": kinds.LINE}
"""The keys of each section `[modes.NAME]`."""
MODE_RHYTHMS = ("tier", "audience")
"""The sections under it, each from a word to a rhythm; also the names in `ModeRules`."""
EDITOR = "editor"
"""The key at the top of the user's own file that names a program; it is no row of the table."""

SECTIONS = tuple(dict.fromkeys([*(option.section for option in OPTIONS), MODES, PROPERTIES]))


def find_option(section: str, key: str) -> Option | None:
    """Return the row of a key, None where the table has none."""
    return next((row for row in OPTIONS if row.name == f"{section}.{key}"), None)
