"""Word the report: its title, what each picture shows, and what a table names.

The words of the figures themselves are those of `ck stats`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.days import say_full_day
from contactkeeper.text.en.figures import (
    say_answers,
    say_favours,
    say_formats,
    say_outcomes,
    say_share,
)
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.en.statistics import network_figures, say_period
from contactkeeper.text.en.words import say_channel
from contactkeeper.text.report import PictureWords, TableWords

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.statistics.model import Month, Period, Share, Statistics

CONTENTS = "Sections"
IN_NUMBERS = "The same in numbers"
OF, PERCENT, OF_ALL = "of", "per cent", "of all"
"""The heads of what a share is of, and its legend."""
TITLES: Mapping[str, str] = {
    "glance": "At a glance",
    "days": "Contacts, day by day",
    "people": "The rhythm of each person",
    "outcomes": "What came of it",
    "balance": "Given and got",
    "answers": "Answers, by channel",
    "growth": "New people",
    "goals": "Goals",
    "decisions": "Who needs a decision",
}
"""By the names of the sections."""
PICTURES: Mapping[str, PictureWords] = {
    "months": PictureWords(
        "What happened, by month", "Month", ("you wrote", "they wrote", "talks", "touches")
    ),
    "rhythm-months": PictureWords("People in rhythm, by month", "Month", ("in rhythm",)),
    "heat-map": PictureWords(
        "Entries of each day", "Week from", ("none", "1", "2 or 3", "4 to 6", "more")
    ),
    "funnel": PictureWords("Outcomes", "Outcome", ("number",)),
    "favours": PictureWords("Favours, by kind", "Kind", ("you gave", "you got")),
    "answers-channel": PictureWords(
        "Answers, by channel of the message", "Channel", ("you got", "they got")
    ),
    "growth-quarters": PictureWords(
        "New people, by quarter", "Quarter", ("new people", "through others")
    ),
    "goals-reached": PictureWords("Goals", "Goal", ("done", "the time before")),
}
"""By the names of the pictures."""
ALL_DAYS = "all"
"""The head of the sum of a week."""
TABLES: Mapping[str, TableWords] = {
    "figures": TableWords("The figures of ck stats", ("Figure", "Value")),
    "people": TableWords(
        "The rhythm of each person",
        ("Person", "Tier", "Months in rhythm", "Usual gap, days", "Now, days"),
    ),
    "others": TableWords(
        "The rhythm of the others",
        ("Person", "Tier", "Months in rhythm", "Usual gap, days", "Now, days"),
    ),
    "through": TableWords("Through whom", ("Person", "Outcomes")),
    "brought": TableWords("Who brought them", ("Person", "People")),
    "decisions": TableWords("Who needs a decision", ("Person", "Why")),
}
HIDDEN = "Names, companies and words of the notes are left out."
NOTHING = "Nothing in this period."
NO_DECISION = "Nobody asks for a decision."
SIGNS = (
    "T is a talk, m a message or a conversation, t a touch; a dot is a month without any. "
    "A striped month ended out of rhythm."
)
_SIGNS = {
    "talk": ("T", "a talk"),
    "message": ("m", "messages"),
    "touch": ("t", "a touch"),
    "nothing": ("·", "nothing"),
}


def say_title(period: Period) -> str:
    """Say what the page is."""
    return f"Looking back: {say_period(period)}"


def say_extent(statistics: Statistics) -> str:
    """Say the days, and how many people and entries they have."""
    period = statistics.period
    return (
        f"{say_full_day(period.first)} to {say_full_day(period.last)}: "
        f"{say_count(statistics.people, 'person', 'people')}, "
        f"{say_count(statistics.entries, 'entry', 'entries')}."
    )


def say_filtered(typed: str) -> str:
    """Say by which options people were chosen; empty for none."""
    return f"Only{typed}." if typed else ""


def name_figures(statistics: Statistics) -> list[tuple[str, str]]:
    """Say the figures of `ck stats`, each with its label."""
    return [(each.label, " ".join(each.parts)) for each in network_figures(statistics)]


def describe_formats(statistics: Statistics) -> str:
    """Say how many entries of each format there are."""
    return ", ".join(say_formats(statistics.formats)) or NOTHING


def describe_share(name: str, share: Share) -> str:
    """Say a share of a month: `Nov 2026: 9 of 12 (75%)`."""
    return f"{name}: {say_share(share)}"


def describe_outcomes(statistics: Statistics) -> str:
    """Say what came of it."""
    return ", ".join(say_outcomes(statistics.outcomes))


def describe_favours(statistics: Statistics) -> str:
    """Say how much was given and got."""
    gave, got = say_favours("you gave", statistics.gave), say_favours("got", statistics.got)
    return " · ".join((", ".join(gave), ", ".join(got)))


def describe_answers(statistics: Statistics) -> str:
    """Say how both sides answer."""
    sides = (("you got", statistics.their_answers), ("they got", statistics.my_answers))
    return " · ".join(
        ", ".join(whole) for who, answers in sides for whole in say_answers(who, answers)[:1]
    )


def describe_growth(statistics: Statistics) -> str:
    """Say how many people are new, and how many of them through others."""
    people = sum(each.people for each in statistics.growth)
    introduced = sum(each.introduced for each in statistics.growth)
    return f"{say_count(people, 'new person', 'new people')}, {introduced:,} through others"


def name_channel(channel: str) -> str:
    """Name a channel: `tg`; messages of which no channel is named have one, too."""
    return say_channel(channel) or "no channel"


def name_person(number: int) -> str:
    """Name a person by their number, where names are left out."""
    return f"Person {number}"


def name_picture(title: str) -> str:
    """Name the picture of a title to who does not see it."""
    return f"{title}, a picture"


def say_sign(month: Month, *, late: bool) -> tuple[str, str]:
    """Return the sign of a month of a person, and what it means: the closest that happened.

    `late`: the month ended out of rhythm.
    """
    sign, words = _SIGNS[month.closest]
    return sign, f"{words}, out of rhythm" if late else words


def say_entries_of(day: date, entries: int) -> str:
    """Count the entries of a day: `9 Oct 2026: 2 entries`."""
    return f"{say_full_day(day)}: {say_count(entries, 'entry', 'entries')}"


def say_more_people(number: int) -> str:
    """Say how many people are folded away."""
    return say_count(number, "more person", "more people")


def say_left_out(number: int) -> str:
    """Say how many people have no row among the rhythms; empty for none."""
    said = say_count(number, "imported person", "imported people")
    return f"{said} without tier, cadence and entry: ck review" if number else ""


def describe_goals(goals: Sequence[Progress]) -> str:
    """Say how many goals are reached."""
    return f"reached {sum(each.is_reached for each in goals):,} of {len(goals):,}"


def say_decide(more: int) -> str:
    """Say how many others ask for a decision, and what walks through them."""
    others = f"{say_count(more, 'other', 'others')} not listed here. " if more else ""
    return f"{others}ck review goes through them, card by card."


def say_made(today: date) -> str:
    """Say when the page was made, and where the words are explained."""
    return f"Made by ck report on {say_full_day(today)}. docs/stats.md defines each figure."


def say_written(place: str, opener: str) -> tuple[str, str]:
    """Say where the report is, and how it is opened: by a command, or by its address."""
    return f"Written: {place}", f"Open it: {opener}"


def ask_replace(place: str) -> str:
    """Ask whether a file that is no report of ours may be replaced."""
    return f"{place} is there, and is no report of ck. Replace it?"
