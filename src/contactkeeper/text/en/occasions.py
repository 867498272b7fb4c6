"""Sentences about occasions: birthdays, placements, events, news and the like. One row a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.days import say_day, say_weekday_day
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.occasions import SOON, OccasionText, find_text, months_and_years, short_name
from contactkeeper.text.phrases import flat

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from contactkeeper.core.agenda.model import Occasion


def text_of(kind: str) -> OccasionText:
    """Return the sentences of an occasion kind."""
    return find_text(TEXTS, kind, "en")


def _of_day(said: str, day: date, today: date) -> str:
    """Say something with its day: `birthday today`, `birthday was Fri 20 Nov`, `birthday Wed`."""
    if day == today:
        return f"{said} today"
    was = " was" if day < today else ""
    return f"{said}{was} {say_weekday_day(day, today)}"


def _birthday(occasion: Occasion, today: date) -> tuple[str, str]:
    return _of_day("birthday", occasion.day, today), ""


def _by_name(occasion: Occasion, today: date) -> tuple[str, str]:
    return _of_day(occasion.name, occasion.day, today), ""


def _by_name_ahead(occasion: Occasion, today: date) -> str:
    return f"{occasion.name} {say_weekday_day(occasion.day, today)}"


def _placement(occasion: Occasion, today: date) -> tuple[str, str]:
    said = f"placed you {_say_since(occasion)} ago"
    if occasion.day == today:
        return f"{said} today", ""
    return said, f", on {say_weekday_day(occasion.day, today)}"


def _placement_ahead(occasion: Occasion, today: date) -> str:
    return f"placement, {_say_since(occasion)}: {say_weekday_day(occasion.day, today)}"


def _say_since(occasion: Occasion) -> str:
    """Say how long ago it began, in whole months or years."""
    months, years = months_and_years(occasion)
    if years:
        return "a year" if years == 1 else say_count(years, "year")
    return "a month" if months == 1 else say_count(months, "month")


def _new_job(occasion: Occasion, today: date) -> tuple[str, str]:
    said = _new_job_at(occasion)
    if occasion.day < today:
        return said, f" since {say_weekday_day(occasion.day, today)}"
    return _of_day(said, occasion.day, today), ""


def _new_job_ahead(occasion: Occasion, today: date) -> str:
    return f"{_new_job_at(occasion)} {say_weekday_day(occasion.day, today)}"


def _new_job_at(occasion: Occasion) -> str:
    return f"new job at {occasion.name}" if occasion.name else "new job"


def _intro(occasion: Occasion, today: date) -> tuple[str, str]:
    """Say what is owed: `say how it went: Nadia Rahimi` and ` (intro 2 Nov)`."""
    if occasion.outcome:
        said = f"say thanks: {occasion.outcome} through {flat(occasion.name)}"
        return said, f" ({say_day(occasion.day, today)})"
    return f"say how it went: {flat(occasion.name)}", f" (intro {say_day(occasion.day, today)})"


def _candidate(occasion: Occasion, today: date) -> tuple[str, str]:
    """Say what to ask: `ask how it went: Pavel Gromov` and ` (candidate 2 Nov)`."""
    said = f"ask how it went: {flat(occasion.name)}"
    return said, f" ({occasion.outcome or 'candidate'} {say_day(occasion.day, today)})"


def _from_day(
    on_list: Callable[[Occasion, date], tuple[str, str]],
) -> Callable[[Occasion, date], str]:
    """Say what lies ahead with the day from which it is on the list."""

    def ahead(occasion: Occasion, today: date) -> str:
        return f"{on_list(occasion, today)[0]}, {say_weekday_day(occasion.first, today)}"

    return ahead


def _event_before(occasion: Occasion, today: date) -> tuple[str, str]:
    """Say that an event is near: `HighLoad++ in 8 days` and `: will you be there?`."""
    first, last = occasion.begins or occasion.day, occasion.ends or occasion.day
    name, away = short_name(occasion.name, first), (first - today).days
    if away > SOON:
        return f"{name} {say_weekday_day(first, today)}", ": will you be there?"
    if away > 0:
        when = "tomorrow" if away == 1 else f"in {away} days"
        return f"{name} {when}", ": will you be there?"
    if first == last:
        return f"{name} today", ": are you there?"
    when = "ends today" if last == today else f"until {say_weekday_day(last, today)}"
    return f"{name} {when}", ": are you there?"


def _event_after(occasion: Occasion, today: date) -> tuple[str, str]:
    first, last = occasion.begins or occasion.day, occasion.ends or occasion.day
    ended = "was" if first == last else "ended"
    said = f"{short_name(occasion.name, first)} {ended} {say_weekday_day(last, today)}"
    return said, ": follow up"


def _event_after_ahead(occasion: Occasion, today: date) -> str:
    name = short_name(occasion.name, occasion.begins or occasion.day)
    return f"follow-up on {name} {say_weekday_day(occasion.first, today)}"


def _news(occasion: Occasion, today: date) -> tuple[str, str]:
    return f"your news: {flat(occasion.name)}", f" ({say_day(occasion.day, today)})"


TEXTS: dict[str, OccasionText] = {
    "birthday": OccasionText(
        _birthday,
        lambda occasion, today: f"birthday {say_weekday_day(occasion.day, today)}",
        upcoming="birthday",
        back="for the birthday",
        settled=lambda _occasion, _today: "the birthday",
        suggestion="congratulations on the birthday",
    ),
    "placed": OccasionText(
        _placement,
        _placement_ahead,
        upcoming="placement",
        back="for the placement",
        settled=lambda _occasion, _today: "the placement anniversary",
        suggestion="congratulations and thanks: they placed you",
    ),
    "date": OccasionText(
        _by_name,
        _by_name_ahead,
        upcoming="their date",
        back="for a date of theirs",
        settled=lambda occasion, today: f'"{_by_name(occasion, today)[0]}"',
        suggestion="congratulations on {about}",
    ),
    "new-job": OccasionText(
        _new_job,
        _new_job_ahead,
        upcoming="new job",
        back="for the new job",
        settled=lambda _occasion, _today: "the new job",
        suggestion="congratulations on the new job",
    ),
    "intro": OccasionText(
        _intro,
        _from_day(_intro),
        upcoming="an introduction",
        back="for the introduction",
        settled=lambda occasion, _: f"word about {flat(occasion.name)}",
        suggestion="thanks, and how it went with {about}",
    ),
    "candidate": OccasionText(
        _candidate,
        _from_day(_candidate),
        upcoming="a candidate of yours",
        back="about your candidate",
        settled=lambda occasion, _: f"the question about {flat(occasion.name)}",
        suggestion="a question: how it went with {about}",
    ),
    "event-after": OccasionText(
        _event_after,
        _event_after_ahead,
        upcoming="follow-up",
        back="for the follow-up",
        settled=lambda occasion, _: f"the follow-up on {flat(occasion.name)}",
        suggestion="a follow-up on {about}",
    ),
    "event-before": OccasionText(
        _event_before,
        _by_name_ahead,
        upcoming="an event",
        back="before an event",
        settled=lambda occasion, _: f"the question about {flat(occasion.name)}",
    ),
    "holiday": OccasionText(
        _by_name,
        _by_name_ahead,
        upcoming="a holiday",
        back="for a holiday",
        settled=lambda occasion, _: flat(occasion.name),
        suggestion="congratulations on {about}",
    ),
    "news": OccasionText(
        _news,
        _by_name_ahead,
        upcoming="your news",
        back="with your news",
        settled=lambda occasion, _: f"news {flat(occasion.name)}",
    ),
}
"""By the name of the kind."""
