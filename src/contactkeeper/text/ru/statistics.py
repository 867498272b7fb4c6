"""Sentences of the statistics: the head, a row a figure, the cells of a table of groups.

docs/stats.md defines the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.statistics.model import Share
from contactkeeper.text.figures import parts_of, rows_of
from contactkeeper.text.phrases import flat
from contactkeeper.text.ru.days import MONTH, MONTHS, say_full_day, say_month_year, say_quarter
from contactkeeper.text.ru.figures import (
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
from contactkeeper.text.ru.phrases import ENTRY, NOTE, PERSON, Noun, say_count, say_number
from contactkeeper.text.ru.words import say_channel

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
    "rhythm": "ритм",
    "answers": "ответы",
    "began": "кто начал",
    "formats": "общение",
    "promises": "обещания",
    "balance": "баланс",
    "news": "новости",
    "outcomes": "итоги",
    "network": "связи",
    "trust": "доверие",
    "months": "месяцы",
    "sent": "->",
    "received": "<-",
    "talks": "разговоры",
    "touches": "касания",
}
"""The labels of the figures, and of the months of a person."""
_TIERS = {"key": "ключевые", "supporting": "поддерживающие"}
_WITHOUT: Mapping[By, str] = {
    "tier": "без уровня",
    "company": "без компании",
    "channel": "без канала",
}
_READ = Noun("прочитана", "прочитаны", "прочитано")


def say_period(period: Period) -> str:
    """Say the days that are looked at: `ноябрь 2025 — ноябрь 2026`."""
    first, last = period
    by_month = first.day == 1 and (first.year, first.month) != (last.year, last.month)
    say = say_month_year if by_month else say_full_day
    return f"{say(first)} — {say(last)}" if first < last else say(first)


def say_people_looked_at(found: Statistics, total: int) -> Parts:
    """Say what the figures are of: `ноябрь 2025 — ноябрь 2026 · 12 из 57 человек, 98 записей`.

    `total` are all people.
    """
    people = say_count(total, PERSON)
    if found.people < total:
        some, of = say_number(found.people), say_number(total)
        people = f"{some} из {of} {PERSON.in_genitive(total)}"
    return parts_of([[say_period(found.period)], [people, say_count(found.entries, ENTRY)]])


def say_person_looked_at(person: PersonStatistics) -> Parts:
    """Say whose figures they are: `Анна Каренина · Яндекс · 9 октября 2026 · 9 записей`."""
    found, contact = person.statistics, person.contact
    who = [flat(contact.name), flat(contact.company), say_period(found.period)]
    return parts_of([[each] for each in (*filter(None, who), say_count(found.entries, ENTRY))])


def say_nothing_since(first: date, newest: date | None) -> str:
    """Say that a period has no entry, and of which day the newest is, where there is one."""
    said = f"С {say_full_day(first)} записей нет"
    return f"{said}. Последняя — {say_full_day(newest)}" if newest else said


def say_unread(problems: Iterable[Problem]) -> str:
    """Count the notes that the figures may lack, and name the command that lists the problems."""
    notes = len({problem.path for problem in problems})
    return f"{say_count(notes, NOTE)} {_READ.of(notes)} не полностью: ck check" if notes else ""


def network_figures(found: Statistics, bars: str = "") -> list[Figure]:
    """Say the figures of several people; `bars` are those of the people in rhythm, by month.

    My rhythm, which is mine to keep, and their answers are side by side.
    """
    kept = say_tiers("в ритме", found.in_rhythm, found.in_rhythm_key)
    by_month = [f"{bars} сколько людей в ритме, по месяцам"] if bars else []
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
    kept = say_cases("выдержан", person.rhythm_months, MONTH)
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
        talked = say_tiers("говорили за последние 3 месяца:", found.talked, found.talked_key)
    return (
        (LABELS["answers"], say_answers("вам", found.their_answers)),
        (LABELS["answers"], say_answers("от вас", found.my_answers)),
        (LABELS["began"], [say_began(found)]),
        (
            LABELS["formats"],
            [say_formats(found.formats), say_cases("разговоры", found.talks), talked],
        ),
    )


def _results(found: Statistics) -> tuple[Row, ...]:
    """Say what was promised, given, got and told."""
    mine = say_promises("ваши: выполнено", found.my_promises)
    theirs = say_promises("вам: выполнено", found.their_promises)
    favours = [say_favours("дали", found.gave), say_favours("получили", found.got)]
    favours.append(say_taking(found))
    return (
        (LABELS["promises"], [mine, theirs]),
        (LABELS["balance"], favours if found.gave.total or found.got.total else []),
        (LABELS["news"], [say_cases("рассказано", found.told)]),
    )


def say_initials(months: Iterable[Month]) -> str:
    """Say months by their first letters: `ДЯФМА`."""
    return "".join(MONTHS[month.first.month - 1][0].upper() for month in months)


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
    """Name a group: `ноябрь 2026`, `4-й квартал 2026`, `ключевые`, `без компании`."""
    first = group.statistics.period.first
    if by == "month":
        return say_month_year(first)
    if by == "quarter":
        return say_quarter(first)
    if not group.name:
        return _WITHOUT[by]
    if by == "channel":
        return say_channel(group.name)
    return _TIERS[group.name] if by == "tier" else group.name


def group_cells(group: Group, by: By) -> dict[str, str]:
    """Say the figures of a group by the heads of their columns; empty where there is no case."""
    found = group.statistics
    began = Share(found.began_mine, found.began_mine + found.began_theirs)
    people = {} if by in ("month", "quarter") else {"люди": say_number(found.people)}
    return people | {
        "записи": say_number(found.entries),
        "разговоры": say_number(found.talks.count),
        "ритм": say_of(found.in_rhythm),
        "ответы вам": _answers_cell(found.their_answers),
        "от вас": _answers_cell(found.my_answers),
        "начали вы": say_of(began),
        "дали": say_number(found.gave.total) if found.gave.total else "",
        "получили": say_number(found.got.total) if found.got.total else "",
    }


def _answers_cell(answers: Answers) -> str:
    """Say how many answers there were, and after how many days: `7 из 16, 3 дн.`."""
    days = "" if answers.median_days is None else f", {say_number(answers.median_days)} дн."
    return f"{say_of(answers.share)}{days}"
