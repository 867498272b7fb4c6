"""The review: what is asked about a person, what is known of them, its keys, the load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.cadence import say_cadence
from contactkeeper.core.note.meaning import is_judgement
from contactkeeper.core.review.cards import last_quarter
from contactkeeper.core.review.load import SLOW, WEEKS
from contactkeeper.core.statistics.periods import during
from contactkeeper.text.en.brief import count_outcomes, say_entry
from contactkeeper.text.en.days import say_day, say_lateness, say_month, show_cadence
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.phrases import flat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.model import Cadence
    from contactkeeper.core.review.cards import Known, QuestionKind
    from contactkeeper.core.review.load import Load
    from contactkeeper.core.statistics.model import Month

NOTHING_LEFT = "Nothing is left to decide"
NO_KEY = "This key means nothing here; ? shows the keys."
NOTHING_TO_UNDO = "There is nothing to undo: this review has changed nothing yet."
NO_CARD_BEFORE = "There is no card before."
UNTIL = "until (Enter: until ck resume): "
WHEN = "day, time, what: "
KEYS = (
    "[k]ey", "[s]upporting", "[c]adence", "[t]alk", "[1-5] trust", "[p]ause", "[g]oal", "[m]eet",
    "[n]ext", "[b]ack", "[u]ndo", "[q]uit", "[?]",
)  # fmt: skip
"""The keys of the line, in their order."""
HELP = (
    "k, s    key or supporting",
    "c, t    how often to be in touch, how often to talk; an emptied line: as the tier says",
    "1 to 5  how much you trust them from today on",
    "p       pause them, until a day if you name one",
    "g       what you want of the relation: the property goal",
    "m       plan a talk: fri 11:00 call: about the role",
    "n       the next card; this one comes back in four weeks, if anything is left to decide",
    "b       the card before",
    "u       take back what was written last in this review",
    "q       end; the cards that are left come next time",
)
PROPERTIES: Mapping[str, str] = {"cadence": "cadence", "talk": "talk", "goal": "goal"}
"""The name of each property that a key asks for."""
_MARKS = {"talk": "T", "message": "m"}
_IN_STRIP = 12
_NAMED = 5
"""People whom a question names."""


def say_place(number: int, total: int) -> str:
    """Say which card it is: `Card 3 of 12`."""
    return f"Card {number} of {total}"


def say_standing(known: Known) -> str:
    """Say tier, rhythm and trust: `supporting · quarterly · trust 4`."""
    said = [known.card.contact.tier or "no tier", show_cadence(known.cadence)]
    return " · ".join([*said, f"trust {known.trust}"] if known.trust else said)


def say_question(kind: QuestionKind, known: Known, today: date) -> str:
    """Say why something is to be decided."""
    return _WHY[kind](known, today)


def ask(questions: Sequence[QuestionKind]) -> str:
    """Ask the strongest question."""
    return _ASKED[questions[0]] if questions else NOTHING_LEFT


def say_strip(months: Sequence[Month]) -> str:
    """Show the last twelve months, oldest first: `T` a talk, `m` a message, `·` nothing."""
    marks = (_MARKS.get(month.closest, "·") for month in months[-_IN_STRIP:])
    return f"12 months  {' '.join(marks)}"


def say_goal(known: Known) -> str:
    """Say what I want of the relation: `goal: to be introduced to the CTO`."""
    return f"goal: {flat(known.goal)}"


def say_last(known: Known, today: date) -> str:
    """Say the last entry with words: `last <- 16 Nov: she sends the JD`; empty for none."""
    for entry in reversed(known.card.history.entries):
        if not is_judgement(entry) and (words := flat(say_entry(entry))):
            when = " ".join(filter(None, ("last", entry.direction, say_day(entry.date, today))))
            return f"{when}: {words}"
    return ""


def say_favours(known: Known) -> str:
    """Count what was given and got in a year: `gave 1, got 4`."""
    figures = known.person.statistics
    return f"gave {figures.gave.total}, got {figures.got.total}"


def say_load(load: Load) -> str:
    """Say what the rhythms ask for against what I do."""
    return (
        f"The rhythms ask for {say_count(round(load.asked), 'act')} a week; "
        f"you did {round(load.done)} a week in the last {WEEKS} weeks"
    )


def ask_to_slow(load: Load) -> str:
    """Ask whether some people move to a slower rhythm, and say what is asked for then."""
    names = [flat(contact.name) for contact in load.slower[:_NAMED]]
    more = len(load.slower) - len(names)
    named = ", ".join(names) + (f" and {more} more" if more else "")
    who = say_count(len(load.slower), "person", "people")
    then = say_count(round(load.then), "act")
    return f"Move {who} to {show_cadence(SLOW)}: {named}? Then it is {then} a week."


def say_to_come(total: int, shown: int) -> str:
    """Count the people about whom something is to be decided: `30 to decide about, 12 now`."""
    if not total:
        return "Nobody to decide about"
    said = f"{say_count(total, 'person', 'people')} to decide about"
    return f"{said}, {shown} now" if shown < total else said


def ask_value(key: str) -> str:
    """Ask for the value of a property."""
    return f"{PROPERTIES[key]}: "


def type_cadence(cadence: Cadence) -> str:
    """Return a cadence as it is typed: `every 6 weeks`."""
    return say_cadence(cadence)


def say_set_tier(tier: str) -> str:
    """Say which tier somebody has from now on: `key`."""
    return tier


def say_paused(until: str) -> str:
    """Say that somebody was paused, and until when if a day was typed."""
    return f"paused until {until}" if until else "paused"


def say_talk(words: str) -> str:
    """Say that a talk was planned, in the words that were typed: `a talk fri 11:00`."""
    return f"a talk {words}"


def say_trust(trust: str) -> str:
    """Say how much somebody is trusted from now on: `trust 4`."""
    return f"trust {trust}"


def say_set_to(key: str, value: str) -> str:
    """Say to what a property was set, or that it was removed: `cadence monthly`, `no goal`."""
    return f"{PROPERTIES[key]} {flat(value)}" if value else f"no {PROPERTIES[key]}"


def say_decided(name: str, acts: Iterable[str]) -> str:
    """Say what was decided about somebody: `Мария Соколова: key, trust 4`."""
    return f"{flat(name)}: {', '.join(acts)}"


def say_end(decided: int, left: int, command: str) -> str:
    """Count those about whom something was decided, and the cards that are left."""
    who = say_count(decided, "person", "people") if decided else "nobody"
    said = f"Decided about {who}"
    return f"{said}; {say_count(left, 'card')} left: {command}" if left else f"{said}; no card left"


def _drifted(known: Known, today: date) -> str:
    usual = say_lateness(known.person.gap.usual or 0)
    return f"usually every {usual}, spoke {say_day(known.card.history.contact_days[-1], today)}"


def _cold(known: Known, today: date) -> str:
    clock = known.state.clock
    since = f" since {say_month(clock.first_attempt, today)}" if clock.first_attempt else ""
    return f"{say_count(clock.attempts, 'try', 'tries')} unanswered{since}"


def _one_sided(known: Known, _: date) -> str:
    return f"you got {known.person.statistics.got.total} in a year, and gave nothing"


def _grown(known: Known, _: date) -> str:
    figures = known.person.statistics
    answers = figures.their_answers.share
    answered = f"answered {answers.count} of {answers.of}" if answers.of else ""
    through = f"{count_outcomes(figures.outcomes)} through them"
    return " · ".join(filter(None, (answered, through)))


def _no_tier(known: Known, _: date) -> str:
    return (
        f"no tier yet · {say_count(known.person.statistics.entries, 'entry', 'entries')} in a year"
    )


def _trust(known: Known, _: date) -> str:
    return f"{say_count(len(known.card.history.entries), 'entry', 'entries')}, trust never judged"


def _unsorted(known: Known, today: date) -> str:
    imported = known.card.contact.imported
    return f"imported {say_day(imported or today, today)}, not sorted yet"


def _key(known: Known, _: date) -> str:
    share = known.person.rhythm_months
    return f"one of the key people · rhythm kept in {share.count} of {say_count(share.of, 'month')}"


def _lately(known: Known, today: date) -> str:
    entries = during(known.card.history.entries, last_quarter(today))
    return f"{say_count(len(entries), 'entry', 'entries')} in three months"


_WHY: dict[QuestionKind, Callable[[Known, date], str]] = {
    "drifted": _drifted,
    "cold": _cold,
    "one-sided": _one_sided,
    "grown": _grown,
    "no-tier": _no_tier,
    "trust": _trust,
    "unsorted": _unsorted,
    "key": _key,
    "lately": _lately,
}
_ASKED: dict[QuestionKind, str] = {
    "drifted": "Plan a talk, or another rhythm?",
    "cold": "Another rhythm, or a pause?",
    "one-sided": "What could you give?",
    "grown": "Move them to key?",
    "no-tier": "Key or supporting?",
    "trust": "How much do you trust them, 1 to 5?",
    "unsorted": "Key or supporting, and how often?",
    "key": "Still key, and in the right rhythm?",
    "lately": "In the right tier and rhythm?",
}
