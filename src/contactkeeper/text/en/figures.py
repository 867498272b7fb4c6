"""Words of single figures: shares, answers, promises, favours, outcomes, growth, trust, gaps.

Each function gives phrases that belong together; none where there is no case.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.log_stats import KNOWN
from contactkeeper.core.calendar.days import add_days
from contactkeeper.text.en.days import say_day, say_quarter
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.en.words import name_outcome, say_channel, say_favour_kind
from contactkeeper.text.phrases import list_few

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

_FORMATS: dict[Format, str] = {
    "message": "messages",
    "call": "calls",
    "meeting": "meetings",
    "touch": "touches",
    "other": "other conversations",
}
_MOST = {1: "", 2: "half "}
"""The word before “within 3 days” for so many answers; for three and more it is “mostly”."""
_NAMED = 3
"""People who are named; the others are counted."""


def say_share(share: Share, noun: str = "") -> str:
    """Say how many of some cases, from five on with the percentage: `9 of 12 months (75%)`."""
    said = f"{say_of(share)} {noun}".rstrip() or "none"
    return f"{said} ({say_percent(share)})" if say_percent(share) else said


def say_percent(share: Share) -> str:
    """Say the percentage alone: `67%`; empty under five cases."""
    return "" if share.percent is None else f"{share.percent}%"


def say_of(share: Share) -> str:
    """Say how many of some cases: `7 of 12`; empty where there is none."""
    return f"{share.count:,} of {share.of:,}" if share.of else ""


def say_cases(words: str, share: Share, noun: str = "") -> Phrases:
    """Say a share after some words; nothing where there is no case."""
    return [f"{words} {say_share(share, noun)}"] if share.of else []


def say_formats(formats: Iterable[tuple[Format, int]]) -> Phrases:
    """Count the entries of each format: `messages 301, calls 74`."""
    return [f"{_FORMATS[name]} {count:,}" for name, count in formats if count]


def say_began(found: Statistics) -> Phrases:
    """Say who began: `you 188, them 97`."""
    mine, theirs = found.began_mine, found.began_theirs
    return [f"you {mine:,}", f"them {theirs:,}"] if mine or theirs else []


def say_tiers(words: str, everybody: Share, key: Share) -> Phrases:
    """Say a share of all people, and that of the key tier where there are others too."""
    if not everybody.of:
        return []
    of_key = [f"key {say_share(key)}"] if key.of and key.of < everybody.of else []
    return [f"{words} {say_share(everybody)}", *of_key]


def say_answers(who: str, answers: Answers) -> list[Phrases]:
    """Say how many answers somebody got, how fast, and on which channels."""
    if not answers.share.of:
        return []
    whole = say_cases(who, answers.share)
    if answers.median_days is not None:
        most = _MOST.get(answers.share.count, "mostly ")
        whole.append(f"{most}{say_within(answers.median_days)}")
    named = [(channel, share) for channel, share in answers.by_channel if channel]
    return [whole, [f"{say_channel(channel)} {say_of(share)}" for channel, share in named]]


def say_within(days: int) -> str:
    """Say how fast: `the same day`, `within 2 days`."""
    if not days:
        return "the same day"
    return "within a day" if days == 1 else f"within {days:,} days"


def say_promises(words: str, promises: Promises) -> Phrases:
    """Say how many promises were kept, and how many of them on time."""
    on_time = [f"on time {say_of(promises.on_time)}"] if promises.on_time.of else []
    return [*say_cases(words, promises.kept), *on_time]


def say_favours(words: str, favours: Favours) -> Phrases:
    """Say how much was given or got, by kind where a kind is named: `gave 3: info 2, other 1`."""
    kinds = sorted(favours.by_kind, key=lambda kind: not kind[0])
    named = [f"{say_favour_kind(kind)} {count:,}" for kind, count in kinds]
    if not kinds or not kinds[0][0]:
        return [f"{words} {favours.total:,}"]
    return [f"{words} {favours.total:,}: {named[0]}", *named[1:]]


def say_taking(found: Statistics) -> Phrases:
    """Name those who gave me something and got nothing."""
    if not found.only_taking:
        return []
    names = [contact.name for contact in found.only_taking]
    return ["only taking" if found.people == 1 else f"only taking: {list_few(names)}"]


def say_outcomes(outcomes: Counts) -> Phrases:
    """Say what came of it as it follows each other: `referral 6 → interview 11`, then the rest."""
    said = [(word, f"{name_outcome(word)} {count:,}") for word, count in outcomes]
    known = " → ".join(text for word, text in said if word in KNOWN)
    return [*filter(None, [known]), *(text for word, text in said if word not in KNOWN)]


def say_through(through: Iterable[Through]) -> Phrases:
    """Say through whom the most came: `through Boris Ivanov (4), Анна (2), 3 more`."""
    counts = [(each.contact.name, sum(count for _, count in each.outcomes)) for each in through]
    return _say_most("through", counts)


def _say_most(words: str, counts: Sequence[tuple[str, int]]) -> Phrases:
    """Name the first few with their counts, and count the others."""
    said = [f"{name} ({count:,})" for name, count in counts[:_NAMED]]
    more = len(counts) - len(said)
    said += [f"{more:,} more"] if more else []
    return [f"{words} {said[0]}", *said[1:]] if said else []


def say_network(found: Statistics) -> list[Phrases]:
    """Say how many people are new, when they came and through whom, and who is drifting."""
    new = sum(each.people for each in found.growth)
    others = sum(each.introduced for each in found.growth)
    groups: list[Phrases] = []
    if new:
        through = [f"{others:,} through others"] if others else []
        groups.append([say_count(new, "new person", "new people"), *through])
        groups.append(_say_quarters(found.growth))
        groups.append(_say_most("brought by", found.brought_by))
    if found.drifting:
        groups.append([f"{len(found.drifting):,} drifting: ck review"])
    return groups


def _say_quarters(growth: Sequence[Growth]) -> Phrases:
    """Count the new people of each quarter that has some: `Q4 2025: 1, Q1 2026: 5`.

    Nothing for a period of one quarter.
    """
    if len(growth) <= 1:
        return []
    return [f"{say_quarter(each.first)}: {each.people:,}" for each in growth if each.people]


def say_trust(trust: Trust) -> Phrases:
    """Say my trust, of how many, and a year before: `4.1 of 5 (31 judged; 3.8 a year ago)`."""
    if trust.mean is None:
        return []
    before = f"; {trust.before} a year ago" if trust.before is not None else ""
    return [f"{trust.mean} of 5 ({trust.judged:,} judged{before})"]


def say_judgements(person: PersonStatistics, today: date) -> Phrases:
    """Say each judgement with its day; without one, that of the properties."""
    if not person.trust:
        mean = person.statistics.trust.mean
        return [f"{mean:.0f} of 5"] if mean is not None else []
    return [f"{value} of 5 ({say_day(day, today)})" for day, value in person.trust]


def say_gap(person: PersonStatistics, today: date) -> list[Phrases]:
    """Say the usual days between contacts beside those of the cadence, and the last contact."""
    gap = person.gap
    days = [f"usual gap {say_count(gap.usual, 'day')}"] if gap.usual is not None else []
    days += [f"cadence {say_count(gap.cadence, 'day')}"] if gap.cadence is not None else []
    last = []
    if gap.now is not None:
        day = add_days(person.statistics.period.last, -gap.now)
        last = [f"last contact {say_day(day, today)}"]
    return [days, last, ["drifting"] * gap.drifting]
