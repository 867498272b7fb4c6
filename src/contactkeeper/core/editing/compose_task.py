"""Read what was typed after `ck meet WHO` and `ck remind WHO`: a day, a time, and the rest.

The day is in as many words as make one, then comes a time or none, then the rest.
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.dates import TwoDays
from contactkeeper.core.model import Task
from contactkeeper.core.note.meaning import is_appointment
from contactkeeper.core.note.typed_entry import read_typed
from contactkeeper.errors import UsageError
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_MOST_WORDS = 6
"""Words of the longest day: `on the last day of November`."""
_OF_24 = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)", re.ASCII)
_OF_12 = re.compile(r"(0?[1-9]|1[0-2])(?:[:.]([0-5]\d))?([ap]m)", re.ASCII)
_LIKE_CLOCK = re.compile(r"\d+:\d+(?:[ap]m)?", re.ASCII)
_AT = frozenset({"at", "в", "@"})
_NOON = 12


class When(NamedTuple):
    """The words of a plan: of the day, as they were typed, and what follows them."""

    day: str
    rest: tuple[str, ...]


def split_day(words: Sequence[str], today: date) -> When:
    """Split off the words that make a day, as many as do; none where they begin with no day."""
    from contactkeeper.core.language.date_words import read_words

    flat = tuple(" ".join(words).split())
    clock = next((at for at, word in enumerate(flat) if ":" in word), len(flat))
    for count in range(min(_MOST_WORDS, clock), 0, -1):
        typed = " ".join(flat[:count])
        try:
            day = read_words(typed, today, ahead=True)
        except (ImpossibleDate, TwoDays):
            return When(typed, flat[count:])
        if day:
            return When(typed, flat[count:])
    return When("", flat)


def compose_appointment(day: date, words: Sequence[str], usual: str) -> Task:
    """Make an appointment of what follows its day: `11:00 call: about the role`.

    Without a time and a channel it gets the `usual` one.

    Raises:
        UsageError: it would be none, as with a direction or a channel that is no talk.
    """
    at, rest = _take_time(words)
    entry = read_typed(" ".join(rest), day)
    if entry.direction:
        message = Wording(
            "an appointment has no direction, and this begins with {direction}.",
            direction=entry.direction,
        )
        raise UsageError(message)
    entry = entry._replace(time=at or entry.time)
    if not entry.time and not entry.channel:
        entry = entry._replace(channel=usual)
    if entry.date != day or entry.fields or entry.tasks or "\n" in entry.text:
        raise UsageError(Wording("an appointment is a day, a time, a channel and words."))
    if not is_appointment(entry):
        message = Wording(
            "{channel} is no talk: give the time, or use ck remind.", channel=entry.channel
        )
        raise UsageError(message)
    return Task(entry.text, day, kind="appointment", time=entry.time, channel=entry.channel)


def keep_words(task: Task, before: Task) -> Task:
    """Return an appointment that takes the place of another, with what it does not say itself."""
    return task._replace(
        time=task.time or before.time,
        channel=task.channel or before.channel,
        text=task.text or before.text,
    )


def compose_reminder(day: date, words: Sequence[str]) -> Task:
    """Make a reminder of what follows its day.

    Raises:
        UsageError: nothing follows it.
    """
    if not words:
        raise UsageError(Wording("a reminder needs words: ck remind anna fri ask about the team"))
    return Task(" ".join(words), day, kind="reminder")


def _take_time(words: Sequence[str]) -> tuple[time | None, Sequence[str]]:
    """Split a time off: `11:00`, `at 11.00`, `3pm`.

    Raises:
        UsageError: no clock shows it.
    """
    rest = words[1:] if words[:1] and words[0].casefold() in _AT else words
    word = rest[0].casefold() if rest else ""
    if found := _OF_24.fullmatch(word):
        return time(int(found[1]), int(found[2])), rest[1:]
    if found := _OF_12.fullmatch(word):
        hour = int(found[1]) % _NOON + (_NOON if found[3] == "pm" else 0)
        return time(hour, int(found[2] or 0)), rest[1:]
    if _LIKE_CLOCK.fullmatch(word):
        message = Wording("{word} is no time.", word=word)
        raise UsageError(message)
    return None, words
