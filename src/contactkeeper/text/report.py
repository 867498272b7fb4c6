"""Word the report: its title, what each section is about, and the figures at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import short_channel
from contactkeeper.text.days import say_full_day
from contactkeeper.text.figures import say_formats, say_share, say_within
from contactkeeper.text.phrases import flat, say_count
from contactkeeper.text.statistics import say_period

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.statistics.model import (
        Answers,
        Counts,
        Gap,
        Month,
        Period,
        Promises,
        Statistics,
    )

HIDDEN = "Names, companies and words of the notes are left out."
NOTHING = "Nothing in this period."
NO_DECISION = "Nobody asks for a decision."
ONE_SIDED = "gave to me, and got nothing"
SIGNS = (
    "T is a talk, m a message or a conversation, t a touch; a dot is a month without any. "
    "A striped month ended out of rhythm."
)


def say_title(period: Period) -> str:
    """Say what the page is."""
    return f"Looking back: {say_period(period)}"


def say_extent(statistics: Statistics) -> str:
    """Say the days and how many people and entries they have."""
    period = statistics.period
    return (
        f"{say_full_day(period.first)} to {say_full_day(period.last)}: "
        f"{say_count(statistics.people, 'person', 'people')}, "
        f"{say_count(statistics.entries, 'entry', 'entries')}."
    )


def say_counts(counts: Counts) -> str:
    """List words with their numbers: `referral 6, interview 11`."""
    return ", ".join(f"{word} {count:,}" for word, count in counts)


def say_answers(answers: Answers) -> str:
    """Say how many messages were answered, and how fast."""
    said = say_share(answers.share)
    days = answers.median_days
    return said if days is None else f"{said}, mostly {say_within(days)}"


def say_promises(promises: Promises) -> str:
    """Say how many promises were kept, and how many of them on time."""
    on_time = f", on time {say_share(promises.on_time)}" if promises.on_time.of else ""
    return f"{say_share(promises.kept)}{on_time}"


def say_channel(channel: str) -> str:
    """Name a channel: `tg`; messages of which no channel is named have one, too."""
    return short_channel(channel) or "no channel"


def glance(statistics: Statistics) -> Iterator[tuple[str, str]]:
    """Say the figures that matter most, each with its name."""
    trust = statistics.trust
    yield "People in rhythm", say_share(statistics.in_rhythm)
    yield "of the key tier", say_share(statistics.in_rhythm_key)
    yield "A talk in the last three months", say_share(statistics.talked)
    yield "with the key tier", say_share(statistics.talked_key)
    yield "Formats", ", ".join(say_formats(statistics.formats)) or "none"
    yield "Calls, meetings and other talks", say_share(statistics.talks)
    yield "Exchanges that I began", f"{statistics.began_mine:,}"
    yield "Exchanges that they began", f"{statistics.began_theirs:,}"
    yield "Answers to my messages", say_answers(statistics.their_answers)
    yield "My answers", say_answers(statistics.my_answers)
    yield "My promises kept", say_promises(statistics.my_promises)
    yield "Theirs", say_promises(statistics.their_promises)
    yield "Gave", f"{statistics.gave.total:,}"
    yield "Got", f"{statistics.got.total:,}"
    yield "News told", say_share(statistics.told)
    yield "Came of it", say_counts(statistics.outcomes) or "none"
    yield "New people", f"{sum(each.people for each in statistics.growth):,}"
    yield "through others", f"{sum(each.introduced for each in statistics.growth):,}"
    if trust.mean is not None:
        before = "" if trust.before is None else f"; {trust.before} a year before"
        yield "Trust", f"{trust.mean} of 5 ({trust.judged:,} judged{before})"


def say_gap(gap: Gap) -> str:
    """Say why somebody drifts: `42 days since the last contact, usually 14`."""
    since = say_count(gap.now or 0, "day")
    return f"{since} since the last contact" + (f", usually {gap.usual:,}" if gap.usual else "")


def say_written(place: str, opener: str) -> tuple[str, str]:
    """Say where the report is, and how it is opened: by a command, or by its address."""
    return f"Written: {place}", f"Open it: {opener}"


def ask_replace(place: str) -> str:
    """Ask whether a file that is no report of ours may be replaced."""
    return f"{place} is there, and is no report of ck. Replace it?"


def say_left_out(number: int) -> str:
    """Say how many people have no row among the rhythms; empty for none."""
    said = say_count(number, "imported person", "imported people")
    return f"{said} without tier, cadence and entry: ck list --unsorted" if number else ""


def say_balance(statistics: Statistics) -> str:
    """Say how much was given and got."""
    return f"I gave {statistics.gave.total:,}, I got {statistics.got.total:,}"


def say_both_answers(statistics: Statistics) -> str:
    """Say how both sides answer."""
    theirs, mine = say_answers(statistics.their_answers), say_answers(statistics.my_answers)
    return f"They answered {theirs}; I answered {mine}"


def say_growth(statistics: Statistics) -> str:
    """Say how many people are new, and how many of them through others."""
    people = sum(each.people for each in statistics.growth)
    introduced = sum(each.introduced for each in statistics.growth)
    return f"{say_count(people, 'new person', 'new people')}, {introduced:,} through others"


def say_sign(month: Month) -> tuple[str, str]:
    """Return the sign of a month of a person, and what it means: the closest that happened."""
    if month.talks:
        return "T", "a talk"
    if month.sent or month.received:
        return "m", "messages"
    return ("t", "a touch") if month.touches else ("·", "nothing")


def say_filtered(typed: str) -> str:
    """Say by which options people were chosen; empty for none."""
    return f"Only{typed}." if typed else ""


def say_made(today: date) -> str:
    """Say when the page was made, and where the words are explained."""
    return f"Made by ck report on {say_full_day(today)}. docs/stats.md defines each figure."


def say_not_read(number: int) -> str:
    """Say how many notes are missing."""
    return f"{say_count(number, 'note')} can't be read: ck check"


def say_more_people(number: int) -> str:
    """Say how many people are folded away."""
    return say_count(number, "more person", "more people")


def say_goal(progress: Progress) -> str:
    """Say a goal without its number: `talks with key people, this month`."""
    goal = progress.goal
    return f"{flat(goal.text.rpartition(':')[0])}, this {goal.period}"


def say_goals(goals: Sequence[Progress]) -> str:
    """Say how many goals are reached."""
    return f"reached {sum(each.is_reached for each in goals):,} of {len(goals):,}"
