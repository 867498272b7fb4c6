"""All settings with their defaults. `config` reads them from files."""

from datetime import date
from typing import Literal, NamedTuple

from contactkeeper.core.model import Cadence

CONFIG_NAME = "contactkeeper.toml"
CONFIG_DRAFT = ".ck-settings.tmp"
"""The temporary name of a settings file that is being written; a killed `ck` leaves it behind."""
"""The file at the vault's root that says what differs from the defaults."""

THIS_YEAR = 2026
"""The year of today where nobody says which it is."""


class ContactRules(NamedTuple):
    """`[contacts]`: a note with any of these is a contact. Compared case-folded."""

    tags: tuple[str, ...] = ("recruiter", "рекрутер")
    types: tuple[str, ...] = ("recruiter", "рекрутер", "hr")
    folders: tuple[str, ...] = ()
    """Relative to the vault, with `/`; sub-folders count."""


class LogRules(NamedTuple):
    """`[log]`."""

    heading: str = "Interactions"
    order: Literal["oldest-first", "newest-first"] = "oldest-first"
    update_last_contact: bool = False
    more_headings: tuple[str, ...] = ()
    """Further titles of a log."""
    headless: bool = False
    """Whether a log that stands under no heading is written to like any other."""
    meetings: bool = False
    """Whether notes about meetings are entries of the people whom they name."""
    mentions: bool = False
    """Whether lines of daily notes are entries of the people to whom they link."""
    day_first: bool | None = None
    """Whether `03/11/2026` is a day of November; None: each note decides, or it is a problem."""

    @property
    def in_other_notes(self) -> bool:
        """Return whether entries may stand in other notes than the contact's own."""
        return self.meetings or self.mentions


class CadenceRules(NamedTuple):
    """`[cadence]`."""

    default: Cadence = Cadence("month", 3)
    key: Cadence = Cadence("month", 1)
    supporting: Cadence | None = None
    """None: the default holds for them."""


class TalkRules(NamedTuple):
    """`[talk]`: how often to talk, by tier, where the note does not say."""

    key: Cadence = Cadence("month", 3)
    supporting: Cadence = Cadence("none")


class ClockRules(NamedTuple):
    """`[clock]`; days, but for `max_silence`."""

    retry_after: int = 21
    max_attempts: int = 2
    reply_window: int = 14
    max_silence: Cadence | None = Cadence("month", 12)
    """None: `event` contacts have no timer at all."""


class ModeChoice(NamedTuple):
    """`[mode]`: my situation."""

    name: str = "steady"
    """A built-in mode, or one of `modes`."""
    until: date | None = None
    """The last day on which it holds; None: without end."""


class ModeRules(NamedTuple):
    """`[modes.NAME]`: a mode of one's own, or what is changed of a built-in one."""

    tier: tuple[tuple[str, Cadence], ...] = ()
    """By `key` and `supporting`; all with a timer."""
    audience: tuple[tuple[str, Cadence], ...] = ()
    """By audiences that can be read, such as `focus:managerial`; all with a timer."""
    retry_after: int | None = None
    """Days; None: as it was."""
    advice: str | None = None
    """None: as it was."""


class OccasionRules(NamedTuple):
    """`[occasions]`."""

    birthday_lead: int = 0
    """Days."""
    leap_day: tuple[int, int] = (2, 28)
    """(month, day) on which 29 February falls in other years: (2, 28) or (3, 1)."""
    news_per_day: int = 3
    """Rows a day of people listed only to hear news of mine; all news together."""
    circle_per_day: int = 2
    """Rows a day of people listed only for a holiday, or as the audience of an event."""


class Holiday(NamedTuple):
    """`[[holiday]]`: a day that returns, on which to congratulate some of the contacts."""

    name: str
    rule: str
    """As `calendar.recurrence.read_rule` returns it."""
    audience: str = "all"
    """As `people.audience.read_audience` reads it."""
    opens: int = 0
    """Days before it from which it is shown."""


GoalMeasure = Literal["talks", "messages", "contacts", "new people", "favours given"]
GoalPeriod = Literal["week", "month", "quarter", "year"]


class Goal(NamedTuple):
    """A goal of `[review] goals`: how many acts in each week, month, quarter or year."""

    text: str
    """As it is written."""
    measure: GoalMeasure
    audience: str
    """As `people.audience.read_audience` reads it."""
    number: int
    period: GoalPeriod


class GitRules(NamedTuple):
    """`[git]`."""

    auto_commit: bool = False
    """Each `ck log` is committed."""
    auto_sync: bool = False
    """And synced at once."""


class CalendarRules(NamedTuple):
    """`[calendar]`."""

    out: str = ""
    """The calendar file that is written after each change, as it is written; empty: none."""
    busy: bool = False
    """Whether it holds no names."""


class Settings(NamedTuple):
    """All settings of a run. Equal settings read every note alike."""

    contacts: ContactRules = ContactRules()
    log: LogRules = LogRules()
    properties: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Further spellings of known properties: ((`cadence`, (`как часто`,)), …)."""
    cadence: CadenceRules = CadenceRules()
    talk: TalkRules = TalkRules()
    clock: ClockRules = ClockRules()
    due_limit: int = 10
    """People of the morning list; `[due] limit`."""
    plan_per_day: int = 3
    """The number of people to write to on a weekday; `[plan] per_day`."""
    occasions: OccasionRules = OccasionRules()
    plan_blackout: tuple[tuple[date, date], ...] = ()
    """First and last days, both included, between which nobody is planned; `[plan] blackout`."""
    mode: ModeChoice = ModeChoice()
    modes: tuple[tuple[str, ModeRules], ...] = ()
    """Own modes and changes to built-in ones, by name."""
    draft_folder: str = "Templates/ck drafts"
    """Of one's own templates for `ck write`, relative to the vault, with `/`; `[draft] folder`."""
    year: int = THIS_YEAR
    """The year of today, up to the next of which a year of two digits is."""
    holidays: tuple[Holiday, ...] = ()
    employer: str = ""
    """My employer; its people are left out of `search-status` news. `[me] employer`."""
    channel: str = ""
    """The channel on which I write to people whose log shows none, as typed; `[me] channel`."""
    git: GitRules = GitRules()
    calendar: CalendarRules = CalendarRules()
    inbox_folder: str = "Inbox"
    """The folder of the inbox, relative to the vault; empty: none. `[inbox] folder`."""
    import_per_day: int = 0
    """Unsorted people of a morning's list; `[import] per_day`."""
    import_zone: str = ""
    """The time zone in which imports count days; empty: this machine's. `[import] zone`."""
    import_ignore: tuple[str, ...] = ()
    """People whom no import brings, by a profile, address, phone or name; `[import] ignore`."""
    goals: tuple[Goal, ...] = ()
    """`[review] goals`."""
