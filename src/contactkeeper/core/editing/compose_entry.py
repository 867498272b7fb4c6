"""Build an entry from the text and options of `ck log`, and check that they agree."""

from __future__ import annotations

import re
from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.dates import TwoDays, Unreadable, read_half
from contactkeeper.core.language.day_at_head import read_head
from contactkeeper.core.language.languages import fold_channel
from contactkeeper.core.model import Task
from contactkeeper.core.note.meaning import NO_REPLY
from contactkeeper.core.note.property_values import read_trust
from contactkeeper.core.note.typed_entry import read_typed
from contactkeeper.errors import UsageError, WhichDay
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from contactkeeper.core.model import Direction, Entry, TaskKind

_DAY_AND_TIME = re.compile(r"(?P<day>.*\S)[ T]+(?P<clock>(?:[01]?\d|2[0-3]):[0-5]\d)", re.ASCII)


class InFuture(UsageError):
    """The day of an entry is in the future."""

    def __init__(self, entry: Entry, command: str = "") -> None:
        """Build the text; `command` writes it down as a plan."""
        self.entry = entry
        message = Wording(
            "{day} is in the future, but the log is for what happened. For plans there are ck meet "
            "and ck remind.",
            day=entry.date,
        )
        if command:
            message = Wording(
                "{day} is in the future, but the log is for what happened. For plans:",
                day=entry.date,
            )
        super().__init__(message, [command] if command else ())


class Typed(NamedTuple):
    """The text and the options of one `ck log`; empty where they were not given."""

    text: str = ""
    direction: Direction = ""
    channel: str = ""
    day: str = ""
    gave: tuple[str, ...] = ()
    got: tuple[str, ...] = ()
    outcome: str = ""
    trust: str = ""
    event: str = ""
    """A link to the event where it happened."""
    told: tuple[str, ...] = ()
    """Links to the news that were told."""
    promises: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()
    no_reply: bool = False
    whole: bool = False
    """Whether the text is the whole entry: an entry corrected by it keeps nothing else."""

    def with_day(self, words: str, day: date) -> Typed:
        """Return it with a day in the place of words that may be either of two days."""

        def settle(texts: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(text.replace(words, day.isoformat()) for text in texts)

        return self._replace(
            day=self.day.replace(words, day.isoformat()),
            promises=settle(self.promises),
            awaited=settle(self.awaited),
        )

    @property
    def only_excuses(self) -> bool:
        """Say whether nothing is said but that no answer is needed."""
        return self == Typed(no_reply=True)

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to log: no text, and no field or promise."""
        fields = (self.gave, self.got, self.outcome, self.trust, self.event, self.told)
        return not (self.text.strip() or any(fields) or self.promises or self.awaited)


def compose(typed: Typed, today: date, *, usual: date | None = None) -> Entry:
    """Build the entry; without a day it gets the `usual` one, else today.

    Raises:
        UsageError: the day can't be read, is in the future, or has no year in front of the text;
            or text and options contradict.
    """
    entry = _read_entry(typed, today, usual or today)
    if typed.direction:
        touches = entry.direction == "~" and typed.direction == "->"
        if entry.direction not in ("", typed.direction) and not touches:
            raise UsageError(
                Wording(
                    "the text begins with {direction} and the option says the opposite.",
                    direction=entry.direction,
                )
            )
        entry = entry._replace(direction=entry.direction or typed.direction)
    if typed.channel:
        entry = _with_channel(entry, typed.channel)
    if entry.date > today:
        raise InFuture(entry)
    if typed.trust and read_trust(typed.trust) is None:
        raise UsageError(
            Wording("--trust needs a number from 1 to 5, not “{trust}”.", trust=typed.trust)
        )
    outcome, trust, event = (
        filter(None, [word]) for word in (typed.outcome, typed.trust, typed.event)
    )
    given = {"gave": typed.gave, "got": typed.got, "outcome": outcome, "trust": trust}
    given |= {"event": event, "told": typed.told}
    fields = [_field(key, value) for key, values in given.items() for value in values]
    tasks = [read_typed_task(words, today, "promise") for words in typed.promises]
    tasks += [read_typed_task(words, today, "waiting") for words in typed.awaited]
    entry = entry._replace(fields=(*entry.fields, *fields), tasks=(*entry.tasks, *tasks))
    return without_reply(entry) if typed.no_reply else entry


def _read_entry(typed: Typed, today: date, usual: date) -> Entry:
    """Read the text, with the day that it or the option gives; the `usual` day where none does."""
    head = None if typed.whole else read_head(typed.text, today)
    said = head.day if head and head.is_marked else None
    try:
        entry = read_typed(head.rest if head and said else typed.text, date.min)
    except Unreadable as error:
        raise UsageError(problem=error.problem) from error
    except ImpossibleDate as error:
        raise UsageError(Wording.joined("", [error.wording, "."])) from error
    is_dated = entry.date != date.min
    if is_dated + bool(said) + bool(typed.day) > 1:
        raise UsageError(
            Wording("the text begins with a date and --date gives one too: use only one.")
        )
    if typed.day:
        return _with_day(entry, typed.day, today)
    if is_dated:
        return entry
    _refuse_half_a_date(entry.text)
    return entry._replace(date=said or usual)


def _refuse_half_a_date(text: str) -> None:
    """Refuse a text that begins with a date without a year: in a note it would be a `half-date`.

    Raises:
        UsageError: it begins with `23.11`.
    """
    if half := read_half(text):
        words = f"{half[0]}.{half[1]:02}"
        message = Wording(
            "the text begins with {words}. If that is the date, add --date {words}; "
            "if not, add --date today.",
            words=words,
        )
        raise UsageError(message)


def _with_channel(entry: Entry, words: str) -> Entry:
    """Return an entry with the channel of `--channel`."""
    channel = words.strip().rstrip(":")
    if not channel:
        raise UsageError(
            Wording("--channel needs a word such as call, not “{words}”.", words=words)
        )
    if entry.channel and fold_channel(entry.channel) != fold_channel(channel):
        # -c names the channel, so a known word before a colon is text: "email: it is down".
        entry = entry._replace(text=f"{entry.channel}: {entry.text}")
    return entry._replace(channel=channel)


def _with_day(entry: Entry, words: str, today: date) -> Entry:
    """Return an entry with the day of `--date`, and with its time if one follows."""
    timed = _DAY_AND_TIME.fullmatch(words.strip())
    if timed:
        clock = f"{timed['clock']:0>5}"
        entry = entry._replace(time=time.fromisoformat(clock))
    day = read_day(timed["day"] if timed else words, today, ahead=False, option="--date")
    return entry._replace(date=day)


def without_reply(entry: Entry) -> Entry:
    """Return an entry that needs no answer: of mine a touch, of theirs with `[reply:: none]`."""
    if entry.direction in ("->", "~"):
        return entry._replace(direction="~")
    fields = tuple(field for field in entry.fields if field[0] != "reply")
    return entry._replace(fields=(*fields, NO_REPLY))


def _field(key: str, value: str) -> tuple[str, str]:
    words = " ".join(value.split())
    if not words:
        raise UsageError(Wording("--{key} needs words.", key=key))
    return key, words


def read_typed_task(words: str, today: date, kind: TaskKind) -> Task:
    """Read a typed promise: `CV by fri`, `JD next week`, or without a day: `stand by me`.

    Raises:
        UsageError: it says nothing, or its day does not exist or may be either of two (`WhichDay`).
    """
    text = " ".join(words.split())
    if not text:
        raise UsageError(Wording("a promise needs words: what, and by when (“CV by fri”)."))
    from contactkeeper.core.language.day_at_end import read_due  # few entries have a promise

    try:
        due = read_due(text, today)
    except TwoDays as error:
        raise WhichDay(
            Wording("“{words}”: {why}.", words=words, why=error.wording), error.text, error.days
        ) from error
    except ImpossibleDate as error:
        raise UsageError(Wording("“{words}”: {why}.", words=words, why=error.wording)) from error
    return Task(text=due.what, due=due.day, kind=kind) if due else Task(text=text, kind=kind)


def read_day(words: str, today: date, *, ahead: bool, option: str) -> date:
    """Read a typed day; a weekday is the latest one up to today, or the next one if `ahead`.

    Raises:
        UsageError: it is no day, or may be either of two (`WhichDay`); it names the option.
    """
    from contactkeeper.core.language.date_words import read_words

    try:
        day = read_words(words, today, ahead=ahead)
    except TwoDays as error:
        raise WhichDay(
            Wording("{option}: {why}.", option=option, why=error.wording),
            error.text,
            error.days,
        ) from error
    except ImpossibleDate as error:
        raise UsageError(Wording("{option}: {why}.", option=option, why=error.wording)) from error
    if day is None:
        example = Wording("yesterday, mon, 3 days ago, 23.11")
        if ahead:
            example = Wording("fri, in 2 weeks, 12.01")
        raise UsageError(
            Wording(
                "{option} needs a day such as 2026-11-23 or {example}, not “{words}”.",
                option=option,
                example=example,
                words=words,
            )
        )
    return day
