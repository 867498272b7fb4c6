"""The words that people write in one language: the type of `en.EN` and `ru.RU`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

from contactkeeper.core.model import (
    Address,
    Cadence,
    Direction,
    FavourKind,
    Lang,
    NewsKind,
    Status,
    Tier,
    Unit,
)

Words: TypeAlias = str
"""Single words with blanks between them."""
Phrases: TypeAlias = str
"""Phrases of one or more words with commas between them."""
MonthDay: TypeAlias = tuple[int, int]
PlainAct = Literal["sent", "like", "greeting"]
EndUnit = Literal["week", "month", "year"]
WhichWeek = Literal["coming", "last", "this", "next"]
"""The meaning of a word before a weekday. "next Friday" is the first one after today, as for git
and GNU date: `coming`. «В следующую пятницу» is a day of the next week: `next`."""
NONE: Mapping[Any, Any] = MappingProxyType({})


class Language(NamedTuple):
    """The words of one language: in lower case, with е for ё; it need not have them all.

    A channel, a cadence or a heading is added by a word here, in each language that has one. The
    order of words in a phrase ("in 3 days") is the business of the module that reads the phrase.
    """

    months: tuple[Words, ...] = ()
    """January to December, each with its short forms and cases."""
    weekdays: tuple[Words, ...] = ()
    """Monday to Sunday."""
    day_endings: Words = ""
    """Letters after the number of a day: `23rd`, `23-го`."""
    year_marks: Phrases = ""
    """Words after a year: `2026 г.`"""

    numbers: tuple[Words, ...] = ()
    """One to twelve."""
    couple: Words = ""
    """Two of something, roughly: read in a cadence, not in a date."""
    units: Mapping[tuple[Unit, int], Phrases] = NONE
    """By the unit and how many of it the word means: a quarter is three months."""

    days: Mapping[int, Phrases] = NONE
    """Words for a day, by its distance from today; those up to today may begin a log's text."""
    by_today: Phrases = ""
    """Words for today that begin no text: "by eod"."""
    days_back: Phrases = ""
    """Days up to today that are offered while a line is typed."""
    days_ahead: Phrases = ""
    """Days after today that are offered."""
    which_week: Mapping[WhichWeek, Words] = NONE
    week: Words = ""
    """The word "week" in «пятница прошлой недели», "Friday of last week"."""
    of_week: Words = ""
    """Prepositions before "this week"."""
    on_day: Words = ""
    """Prepositions before a weekday."""
    before_day: Words = ""
    """Prepositions before a day that is typed alone: "by Friday"."""
    parts_of_day: Words = ""
    """Words after a day: "yesterday evening"."""
    after: Words = ""
    """Prepositions before a span that begins today: "in 3 days", "for 2 weeks"."""
    holidays: Mapping[tuple[MonthDay, MonthDay], Phrases] = NONE
    """The first and the last day of holidays when nobody works, with their names after "after"."""
    all_holidays: Phrases = ""
    """Names of the next of them: «после праздников»."""
    past: Words = ""
    """Prepositions before the name of holidays."""
    no_due: Words = ""
    """Words after which a day at the end of a promise is no due date: "the notes from Friday"."""
    doubtful_days: Words = ""
    """Weekdays that mean something else too: due dates after a preposition only."""
    ago: Phrases = ""
    from_now: Phrases = ""
    before_place: Words = ""
    """Prepositions before a place or an event: "at JPoint"."""
    before_name: Words = ""
    """Prepositions before somebody's name, or the company: «с Анной из Яндекса»."""
    day_of_month: Words = ""
    """The noun after the number of a day: «23 числа»."""
    end_of: Phrases = ""
    """The beginning of "end of May"."""
    short_ends: Mapping[EndUnit, Phrases] = NONE
    """The end of this week, month or year in short: "eow"."""
    end_units: Mapping[EndUnit, Words] = NONE
    """The week, the month and the year in "end of the year"."""
    ambiguous_spans: Phrases = ""
    """Spans that mean two days: «через день» is tomorrow or the day after."""

    cadences: Mapping[Cadence, Phrases] = NONE
    ordinals: Mapping[int, Words] = NONE
    """In "every second week"."""
    often: Mapping[int, Words] = NONE
    """In "twice a month"."""
    times: Words = ""
    """In "3 times a year"."""
    every: Words = ""
    within: Words = ""
    """In "once in 6 weeks"."""
    ordinal_endings: Words = ""
    """Letters after a number in "every 2nd week"."""

    channels: Mapping[str, Phrases] = NONE
    """By the channel's name in statistics."""
    short_channels: Mapping[str, str] = NONE
    """A word for a channel that a narrow column has; a channel without one is shown by its name."""
    plain_acts: Mapping[PlainAct, str] = NONE
    """The words of an entry about a message or a touch without any."""
    log_headings: Phrases = ""
    """Titles of a log's section, as `note.log.fold_title` returns them."""
    more_log_headings: Phrases = ""
    """Titles that are those of a log where none of `log_headings` stands in the note."""
    other_headings: Phrases = ""
    """Titles of sections whose dates are no log: those of a CV or an agenda."""
    meeting_types: Phrases = ""
    """Types of notes about one meeting, call or message."""
    columns: Mapping[Literal["channel", "text", "direction"], Phrases] = NONE
    """Names of the columns of a log that is a table; the first column is always the date."""
    directions: Mapping[Direction, Words] = NONE
    """Words in the column of directions."""
    favours: Mapping[FavourKind, Phrases] = NONE
    """Words before the colon of what was given or got."""
    waiting: Words = ""
    """Marks of a task that I wait for."""

    thanks: Words = ""
    """Beginnings of words by which an entry says thanks."""
    hiring: Words = ""
    """Beginnings of words by which an entry tells how a company hires, and for what."""

    tiers: Mapping[Tier, Phrases] = NONE
    statuses: Mapping[Status, Phrases] = NONE
    focuses: Mapping[str, Phrases] = NONE
    langs: Mapping[Lang, Phrases] = NONE
    addresses: Mapping[Address, Phrases] = NONE
    """Values of `address`, also of a property «на ты» that holds yes or no."""
    no_value: Words = ""
    """Values of a date property that mean that there is no date; letters and digits only."""
    yes: Words = ""
    """Letters only: «не иду» is `неиду`."""
    no: Words = ""
    event_types: Words = ""
    news_types: Words = ""
    news_kinds: Mapping[NewsKind, Phrases] = NONE
    answers: Mapping[bool, Words] = NONE
    """Answers to a question: yes and no."""
    edit: Words = ""
    """Answers to a question whose text can be edited first."""
    modes: Mapping[str, Phrases] = NONE
    """Words for each built-in mode."""
    drafts: Mapping[str, Phrases] = NONE
    """Words for each kind or part of a message, by the names of `core.drafts.templates`."""
    help: Words = ""
    """Words for `ck help`."""
    commands: Mapping[str, Words] = NONE
    """Words that people type for a command, which a hint then names; under "" those that no command
    does."""
