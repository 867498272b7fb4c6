"""Make the sections that go by time: the months, each day, the months of each person."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from contactkeeper.cli.screens.report.charts import DAY_LOOKS, columns, heat_map
from contactkeeper.cli.screens.report.model import Caption, Cell, Picture, Section, Table
from contactkeeper.cli.screens.report.pictures import picture_of_counts, picture_of_shares
from contactkeeper.core.report.report import MOST_MONTHS
from contactkeeper.core.statistics.periods import weeks_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from contactkeeper.core.report.report import PersonMonths, Report
    from contactkeeper.core.statistics.model import Month, Period, Statistics
    from contactkeeper.text.speech import Speech

_SHOWN = 40
"""People who are not folded away."""


def months_pictures(speech: Speech, figures: Statistics) -> list[Picture]:
    """Show what happened, and how many people were in rhythm, by month."""
    text, say_month = speech.report, speech.days.say_month_year
    months = {say_month(each.first): each for each in figures.months[-MOST_MONTHS:]}
    name, newest = list(months.items())[-1]
    return [
        picture_of_counts(
            speech,
            "months",
            text.describe_formats(figures),
            partial(columns, speech),
            ("mine", "theirs", "talk", "touch"),
            [(name, (each.sent, each.received, each.talks, each.touches))
             for name, each in months.items()],
        ),
        picture_of_shares(
            speech,
            "rhythm-months",
            text.describe_share(name, newest.in_rhythm),
            partial(columns, speech),
            ("mine",),
            [(name, (each.in_rhythm,)) for name, each in months.items()],
        ),
    ]  # fmt: skip


def days_section(speech: Speech, report: Report) -> Section:
    """Show the entries of each day."""
    text, figures, name = speech.report, report.statistics, "heat-map"
    words = text.PICTURES[name]
    picture = Picture(
        Caption(name, words.title, text.say_extent(figures)),
        heat_map(speech, report.by_day, figures.period),
        list(zip(DAY_LOOKS, words.looks, strict=True)),
        Table(
            words.title,
            (words.rows, *speech.days.SHORT_WEEKDAYS, text.ALL_DAYS),
            list(_weeks(speech, report.by_day, figures.period)),
        ),
    )
    return Section("days", text.TITLES["days"], pictures=[picture])


def _weeks(
    speech: Speech, by_day: Mapping[date, int], period: Period
) -> Iterator[tuple[object, ...]]:
    """Count the entries of each week that has any."""
    for week in weeks_of(period):
        counts = [by_day.get(week[day], 0) if day in week else 0 for day in range(7)]
        if any(counts):
            yield (speech.days.say_full_day(min(week.values())), *counts, sum(counts))


def people_section(speech: Speech, report: Report) -> Section:
    """Show the months of each person; after the first ones the others are folded away."""
    text, months = speech.report, report.statistics.months[-MOST_MONTHS:]
    rows = [_person(speech, each) for each in report.people]
    parts = [("people", rows[:_SHOWN], "")]
    if more := rows[_SHOWN:]:
        parts.append(("others", more, text.say_more_people(len(more))))
    tables = []
    for name, some, folded in parts:
        caption, head = text.TABLES[name]
        head = (*head, *(speech.days.say_month_year(each.first) for each in months))
        tables.append(Table(caption, head, some, folded))
    left_out = text.say_left_out(report.statistics.people - len(rows))
    sentences = [text.SIGNS, *([left_out] if left_out else [])]
    return Section("people", text.TITLES["people"], sentences, tables=tables)


def _person(speech: Speech, person: PersonMonths) -> tuple[object, ...]:
    gap = person.gap
    return (
        person.contact.name,
        speech.words.say_tier(person.contact.tier),
        speech.figures.say_share(person.held) if person.held.of else "",
        "" if gap.usual is None else gap.usual,
        "" if gap.now is None else gap.now,
        *(_cell(speech, each) for each in person.months),
    )


def _cell(speech: Speech, month: Month) -> Cell:
    is_late = month.in_rhythm.of > month.in_rhythm.count
    sign, words = speech.report.say_sign(month, late=is_late)
    return Cell(sign, words, is_late)
