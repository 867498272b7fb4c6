"""Sentences of the statistics: the head, a row a figure, the cells of a table of groups.

docs/stats.md defines the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.statistics.model import Share
from contactkeeper.text.en.days import MONTHS, say_full_day, say_month_year, say_quarter
from contactkeeper.text.en.figures import (
    say_answers,
    say_began,
    say_cases,
    say_favours,
    say_formats,
    say_gap,
    say_judgements,
    say_network,
    say_of,
    say_outcomes,
    say_promises,
    say_taking,
    say_through,
    say_tiers,
    say_trust,
)
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.figures import parts_of, rows_of
from contactkeeper.text.phrases import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.model import Problem
    from contactkeeper.core.statistics.groups import By
    from contactkeeper.core.statistics.model import (
        Answers,
        Group,
        Month,
        Period,
        PersonStatistics,
        Statistics,
    )
    from contactkeeper.text.figures import Figure, Parts, Phrases, Row


LABELS: Mapping[str, str] = {
    "rhythm": "rhythm",
    "answers": "answers",
    "began": "began by",
    "formats": "formats",
    "promises": "promises",
    "balance": "balance",
    "news": "news",
    "outcomes": "came of it",
    "network": "network",
    "trust": "trust",
    "months": "months",
    "sent": "->",
    "received": "<-",
    "talks": "talks",
    "touches": "touches",
}
"""The labels of the figures, and of the months of a person."""


def say_period(period: Period) -> str:
    """Say the days that are looked at: `Nov 2025 – Nov 2026`, `14 Sep 2026 – 23 Nov 2026`."""
    first, last = period
    by_month = first.day == 1 and (first.year, first.month) != (last.year, last.month)
    say = say_month_year if by_month else say_full_day
    return f"{say(first)} – {say(last)}" if first < last else say(first)


def say_people_looked_at(found: Statistics, total: int) -> Parts:
    """Say what the figures are of: `Nov 2025 – Nov 2026 · 12 of 57 people, 98 entries`.

    `total` are all people.
    """
    some = f"{found.people:,} of " if found.people < total else ""
    people = f"{some}{say_count(total, 'person', 'people')}"
    return parts_of([[say_period(found.period)], [people, _say_entries(found)]])


def say_person_looked_at(person: PersonStatistics) -> Parts:
    """Say whose figures they are: `Анна Каренина · Яндекс · Nov 2025 – Nov 2026 · 9 entries`."""
    found, contact = person.statistics, person.contact
    who = [flat(contact.name), flat(contact.company), say_period(found.period)]
    return parts_of([[each] for each in (*filter(None, who), _say_entries(found))])


def _say_entries(found: Statistics) -> str:
    return say_count(found.entries, "entry", "entries")


def say_nothing_since(first: date, newest: date | None) -> str:
    """Say that a period has no entry, and of which day the newest is, where there is one."""
    said = f"No entry since {say_full_day(first)}"
    return f"{said}. The newest is of {say_full_day(newest)}" if newest else said


def say_unread(problems: Iterable[Problem]) -> str:
    """Count the notes that the figures may lack, and name the command that lists the problems."""
    notes = len({problem.path for problem in problems})
    return f"{say_count(notes, 'note')} not read in full: ck check" if notes else ""


def network_figures(found: Statistics, bars: str = "") -> list[Figure]:
    """Say the figures of several people; `bars` are those of the people in rhythm, by month.

    My rhythm, which is mine to keep, and their answers are side by side.
    """
    kept = say_tiers("you kept", found.in_rhythm, found.in_rhythm_key)
    by_month = [f"{bars} people in rhythm, by month"] if bars else []
    return rows_of(
        (LABELS["rhythm"], [kept, by_month]),
        *_contacts(found),
        *_results(found),
        (LABELS["outcomes"], [say_outcomes(found.outcomes), say_through(found.through)]),
        (LABELS["network"], say_network(found)),
        (LABELS["trust"], [say_trust(found.trust)]),
    )


def person_figures(person: PersonStatistics, today: date) -> list[Figure]:
    """Say the figures of one person."""
    found = person.statistics
    kept = say_cases("you kept", person.rhythm_months, "months")
    return rows_of(
        (LABELS["rhythm"], [kept, *say_gap(person, today)]),
        *_contacts(found),
        *_results(found),
        (LABELS["outcomes"], [say_outcomes(found.outcomes)]),
        (LABELS["trust"], [say_judgements(person, today)]),
    )


def _contacts(found: Statistics) -> tuple[Row, ...]:
    """Say who answers, who begins, and in which ways."""
    talked: Phrases = []
    if found.people > 1:
        talked = say_tiers("a talk in the last 3 months:", found.talked, found.talked_key)
    return (
        (LABELS["answers"], say_answers("you got", found.their_answers)),
        (LABELS["answers"], say_answers("they got", found.my_answers)),
        (LABELS["began"], [say_began(found)]),
        (
            LABELS["formats"],
            [say_formats(found.formats), say_cases("talks", found.talks), talked],
        ),
    )


def _results(found: Statistics) -> tuple[Row, ...]:
    """Say what was promised, given, got and told."""
    mine = say_promises("yours kept", found.my_promises)
    theirs = say_promises("theirs kept", found.their_promises)
    favours = [say_favours("gave", found.gave), say_favours("got", found.got), say_taking(found)]
    return (
        (LABELS["promises"], [mine, theirs]),
        (LABELS["balance"], favours if found.gave.total or found.got.total else []),
        (LABELS["news"], [say_cases("told", found.told)]),
    )


def say_initials(months: Iterable[Month]) -> str:
    """Say months by their first letters: `DJFMA`."""
    return "".join(MONTHS[month.first.month - 1][0] for month in months)


def name_strips(months: Sequence[Month]) -> list[tuple[str, list[int]]]:
    """Name what is counted month by month: what I wrote, what they wrote, talks, touches."""
    strips = [
        (LABELS["sent"], [month.sent for month in months]),
        (LABELS["received"], [month.received for month in months]),
        (LABELS["talks"], [month.talks for month in months]),
    ]
    touches = [month.touches for month in months]
    return [*strips, (LABELS["touches"], touches)] if any(touches) else strips


def name_group(group: Group, by: By) -> str:
    """Name a group: `Nov 2026`, `Q4 2026`, `key`, `no company`."""
    first = group.statistics.period.first
    if by == "month":
        return say_month_year(first)
    return say_quarter(first) if by == "quarter" else group.name or f"no {by}"


def group_cells(group: Group, by: By) -> dict[str, str]:
    """Say the figures of a group by the heads of their columns; empty where there is no case."""
    found = group.statistics
    began = Share(found.began_mine, found.began_mine + found.began_theirs)
    people = {} if by in ("month", "quarter") else {"people": f"{found.people:,}"}
    return people | {
        "entries": f"{found.entries:,}",
        "talks": f"{found.talks.count:,}",
        "rhythm": say_of(found.in_rhythm),
        "you got": _answers_cell(found.their_answers),
        "they got": _answers_cell(found.my_answers),
        "began": say_of(began),
        "gave": f"{found.gave.total:,}" if found.gave.total else "",
        "got": f"{found.got.total:,}" if found.got.total else "",
    }


def _answers_cell(answers: Answers) -> str:
    """Say how many answers there were, and after how many days: `7 of 16, 3 d`."""
    days = "" if answers.median_days is None else f", {answers.median_days:,} d"
    return f"{say_of(answers.share)}{days}"
