"""Make the sections that go by time: the months, each day, the months of each person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.screens.report.charts import columns, heat_map
from contactkeeper.cli.screens.report.model import Caption, Cell, Picture, Section, Table
from contactkeeper.cli.screens.report.pictures import picture_of_counts, picture_of_shares
from contactkeeper.core.report.report import MOST_MONTHS
from contactkeeper.core.statistics.periods import weeks_of
from contactkeeper.text.en import report as text
from contactkeeper.text.en.days import WEEKDAYS, say_full_day, say_month_year
from contactkeeper.text.en.figures import say_share

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from contactkeeper.core.report.report import PersonMonths, Report
    from contactkeeper.core.statistics.model import Month, Period, Statistics

_SHOWN = 40
"""People who are not folded away."""


def months_pictures(figures: Statistics) -> list[Picture]:
    """Show what happened, and how many people were in rhythm, by month."""
    months = {say_month_year(each.first): each for each in figures.months[-MOST_MONTHS:]}
    name, newest = list(months.items())[-1]
    now = text.describe_share(name, newest.in_rhythm)
    return [
        picture_of_counts(
            Caption("months", "What happened, by month", text.describe_formats(figures)),
            columns,
            [("mine", "you wrote"), ("theirs", "they wrote"), ("talk", "talks"),
             ("touch", "touches")],
            "Month",
            [(name, (each.sent, each.received, each.talks, each.touches))
             for name, each in months.items()],
        ),
        picture_of_shares(
            Caption("rhythm-months", "People in rhythm, by month", now),
            columns,
            [("mine", "in rhythm")],
            "Month",
            [(name, (each.in_rhythm,)) for name, each in months.items()],
        ),
    ]  # fmt: skip


def days_section(report: Report) -> Section:
    """Show the entries of each day."""
    figures, title = report.statistics, "Entries of each day"
    picture = Picture(
        Caption("heat-map", title, text.say_extent(figures)),
        heat_map(report.by_day, figures.period),
        [("day0", "none"), ("day1", "1"), ("day2", "2 or 3"), ("day3", "4 to 6"), ("day4", "more")],
        Table(
            title,
            ("Week from", *(name[:3] for name in WEEKDAYS), "all"),
            list(_weeks(report.by_day, figures.period)),
        ),
    )
    return Section("days", "Contacts, day by day", pictures=[picture])


def _weeks(by_day: Mapping[date, int], period: Period) -> Iterator[tuple[object, ...]]:
    """Count the entries of each week that has any."""
    for week in weeks_of(period):
        counts = [by_day.get(week[day], 0) if day in week else 0 for day in range(7)]
        if any(counts):
            yield (say_full_day(min(week.values())), *counts, sum(counts))


def people_section(report: Report) -> Section:
    """Show the months of each person; after the first ones the others are folded away."""
    months = [say_month_year(each.first) for each in report.statistics.months[-MOST_MONTHS:]]
    head = ("Person", "Tier", "Months in rhythm", "Usual gap, days", "Now, days", *months)
    rows = [_person(each) for each in report.people]
    tables = [Table("The rhythm of each person", head, rows[:_SHOWN])]
    if more := rows[_SHOWN:]:
        folded = text.say_more_people(len(more))
        tables.append(Table("The rhythm of the others", head, more, folded))
    left_out = text.say_left_out(report.statistics.people - len(rows))
    sentences = [text.SIGNS, *([left_out] if left_out else [])]
    return Section("people", "The rhythm of each person", sentences, tables=tables)


def _person(person: PersonMonths) -> tuple[object, ...]:
    gap = person.gap
    return (
        person.contact.name,
        person.contact.tier or "supporting",
        say_share(person.held) if person.held.of else "",
        "" if gap.usual is None else gap.usual,
        "" if gap.now is None else gap.now,
        *map(_cell, person.months),
    )


def _cell(month: Month) -> Cell:
    sign, words = text.say_sign(month)
    is_late = month.in_rhythm.of > month.in_rhythm.count
    return Cell(sign, f"{words}, out of rhythm" if is_late else words, is_late)
