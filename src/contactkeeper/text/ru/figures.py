"""Words of single figures: shares, answers, promises, favours, outcomes, growth, trust, gaps.

Each function gives phrases that belong together; none where there is no case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.log_stats import KNOWN
from contactkeeper.core.calendar.days import add_days
from contactkeeper.text.ru.days import DAY, say_day, say_quarter, say_when
from contactkeeper.text.ru.phrases import Noun, list_few, say_count, say_number
from contactkeeper.text.ru.words import name_outcome, say_channel, say_favour_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.statistics.model import (
        Answers,
        Counts,
        Favours,
        Format,
        Growth,
        PersonStatistics,
        Promises,
        Share,
        Statistics,
        Through,
        Trust,
    )
    from contactkeeper.text.figures import Phrases

NEW_PERSON = Noun("новый человек", "новых человека", "новых людей")
_WITH_PEOPLE = Noun("человеком", "людьми", "людьми")
_JUDGEMENT = Noun("оценка", "оценки", "оценок")

_FORMATS: dict[Format, str] = {
    "message": "сообщения",
    "call": "звонки",
    "meeting": "встречи",
    "touch": "касания",
    "other": "прочее",
}
_MOST = {1: "", 2: "половина "}
"""The word before «за 3 дня» for so many answers; for three and more it is «в основном»."""
_NAMED = 3
"""People who are named; the others are counted."""


def say_share(share: Share, noun: Noun | None = None) -> str:
    """Say how many of some cases, from five on with the percentage: `9 из 12 месяцев (75%)`."""
    said = say_of(share) or "нет"
    if noun and share.of:
        said += f" {noun.in_genitive(share.of)}"
    return f"{said} ({say_percent(share)})" if say_percent(share) else said


def say_percent(share: Share) -> str:
    """Say the percentage alone: `67%`; empty under five cases."""
    return "" if share.percent is None else f"{share.percent}%"


def say_of(share: Share) -> str:
    """Say how many of some cases: `7 из 12`; empty where there is none."""
    return f"{say_number(share.count)} из {say_number(share.of)}" if share.of else ""


def say_cases(words: str, share: Share, noun: Noun | None = None) -> Phrases:
    """Say a share after some words; nothing where there is no case."""
    return [f"{words} {say_share(share, noun)}"] if share.of else []


def say_formats(formats: Iterable[tuple[Format, int]]) -> Phrases:
    """Count the entries of each format: `сообщения 301, звонки 74`."""
    return [f"{_FORMATS[name]} {say_number(count)}" for name, count in formats if count]


def say_began(found: Statistics) -> Phrases:
    """Say who began: `вы 188, собеседники 97`."""
    mine, theirs = found.began_mine, found.began_theirs
    if not mine and not theirs:
        return []
    they = "собеседник" if found.people == 1 else "собеседники"
    return [f"вы {say_number(mine)}", f"{they} {say_number(theirs)}"]


def say_tiers(words: str, everybody: Share, key: Share) -> Phrases:
    """Say a share of all people, and that of the key tier where there are others too."""
    if not everybody.of:
        return []
    of_key = [f"ключевые {say_share(key)}"] if key.of and key.of < everybody.of else []
    return [f"{words} {say_share(everybody)}", *of_key]


def say_answers(who: str, answers: Answers) -> list[Phrases]:
    """Say how many answers somebody got, how fast, and on which channels."""
    if not answers.share.of:
        return []
    whole = say_cases(who, answers.share)
    if answers.median_days is not None:
        most = _MOST.get(answers.share.count, "в основном ")
        whole.append(f"{most}{say_within(answers.median_days)}")
    named = [(channel, share) for channel, share in answers.by_channel if channel]
    return [whole, [f"{say_channel(channel)} {say_of(share)}" for channel, share in named]]


def say_within(days: int) -> str:
    """Say how fast: `в тот же день`, `за день`, `за 2 дня`."""
    if not days:
        return "в тот же день"
    return "за день" if days == 1 else f"за {say_count(days, DAY)}"


def say_promises(words: str, promises: Promises) -> Phrases:
    """Say how many promises were kept, and how many of them on time."""
    on_time = [f"в срок {say_of(promises.on_time)}"] if promises.on_time.of else []
    return [*say_cases(words, promises.kept), *on_time]


def say_favours(words: str, favours: Favours) -> Phrases:
    """Say how much was given or got, by kind: `дали 3: информация 2, другое 1`."""
    total = f"{words} {say_number(favours.total)}"
    kinds = sorted(favours.by_kind, key=lambda kind: not kind[0])
    named = [f"{say_favour_kind(kind)} {say_number(count)}" for kind, count in kinds]
    if not kinds or not kinds[0][0]:
        return [total]
    return [f"{total}: {named[0]}", *named[1:]]


def say_taking(found: Statistics) -> Phrases:
    """Name those who gave me something and got nothing."""
    if not found.only_taking:
        return []
    names = [contact.name for contact in found.only_taking]
    return ["пока только получаете" + (f": {list_few(names)}" if found.people > 1 else "")]


def say_outcomes(outcomes: Counts) -> Phrases:
    """Say what came of it as it follows each other: `офферы 2 → выходы на работу 1`."""
    said = [(word, f"{name_outcome(word)} {say_number(count)}") for word, count in outcomes]
    known = " → ".join(text for word, text in said if word in KNOWN)
    return [*filter(None, [known]), *(text for word, text in said if word not in KNOWN)]


def say_through(through: Iterable[Through]) -> Phrases:
    """Say through whom the most came: `через кого: Борис Иванов (4), Анна (2), ещё 3`."""
    counts = [(each.contact.name, sum(count for _, count in each.outcomes)) for each in through]
    return _say_most("через кого:", counts)


def _say_most(words: str, counts: Sequence[tuple[str, int]]) -> Phrases:
    """Name the first few with their counts, and count the others."""
    said = [f"{name} ({say_number(count)})" for name, count in counts[:_NAMED]]
    more = len(counts) - len(said)
    said += [f"ещё {say_number(more)}"] if more else []
    return [f"{words} {said[0]}", *said[1:]] if said else []


def say_network(found: Statistics) -> list[Phrases]:
    """Say how many people are new, when they came and through whom, and who is drifting."""
    new = sum(each.people for each in found.growth)
    others = sum(each.introduced for each in found.growth)
    groups: list[Phrases] = []
    if new:
        through = [f"через знакомых {say_number(others)}"] if others else []
        groups.append([say_count(new, NEW_PERSON), *through])
        groups.append(_say_quarters(found.growth))
        groups.append(_say_most("кто привёл:", found.brought_by))
    if found.drifting:
        groups.append(
            [f"связь слабеет с {say_count(len(found.drifting), _WITH_PEOPLE)}: ck review"]
        )
    return groups


def _say_quarters(growth: Sequence[Growth]) -> Phrases:
    """Count the new people of each quarter that has some: `4-й квартал 2025: 1`.

    Nothing for a period of one quarter.
    """
    if len(growth) <= 1:
        return []
    return [
        f"{say_quarter(each.first)}: {say_number(each.people)}" for each in growth if each.people
    ]


def say_trust(trust: Trust) -> Phrases:
    """Say my trust, of how many, and a year before: `4,1 из 5 (31 оценка; год назад 3,8)`."""
    if trust.mean is None:
        return []
    before = f"; год назад {_say_mean(trust.before)}" if trust.before is not None else ""
    return [f"{_say_mean(trust.mean)} из 5 ({say_count(trust.judged, _JUDGEMENT)}{before})"]


def _say_mean(mean: float) -> str:
    return f"{mean}".replace(".", ",")


def say_judgements(person: PersonStatistics, today: date) -> Phrases:
    """Say each judgement with its day; without one, that of the properties."""
    if not person.trust:
        mean = person.statistics.trust.mean
        return [f"{mean:.0f} из 5"] if mean is not None else []
    return [f"{value} из 5 ({say_day(day, today)})" for day, value in person.trust]


def say_gap(person: PersonStatistics, today: date) -> list[Phrases]:
    """Say the usual days between contacts beside those of the cadence, and the last contact."""
    gap = person.gap
    days = [f"обычный промежуток {say_count(gap.usual, DAY)}"] if gap.usual is not None else []
    days += [f"по ритму {say_count(gap.cadence, DAY)}"] if gap.cadence is not None else []
    last = []
    if gap.now is not None:
        day = add_days(person.statistics.period.last, -gap.now)
        last = [f"последний контакт {say_when(day, today)}"]
    return [days, last, ["связь слабеет"] * gap.drifting]
