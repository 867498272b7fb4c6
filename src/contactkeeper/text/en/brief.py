"""The brief of one person: what stands behind each of its labels, and what came through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.log_stats import KNOWN
from contactkeeper.core.language.languages import short_channel
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.text.en.days import say_day, say_weekday_day, show_cadence
from contactkeeper.text.en.occasions import text_of
from contactkeeper.text.en.phrases import at, say_count
from contactkeeper.text.en.reasons import say_reason
from contactkeeper.text.en.words import say_field
from contactkeeper.text.entries import first_reminders, join_appointment, join_entry
from contactkeeper.text.phrases import Sentence, flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.agenda.advice import SuggestedContact
    from contactkeeper.core.agenda.brief import Balance, Brief
    from contactkeeper.core.agenda.log_stats import LastTalk, Outcomes, ResponseStats
    from contactkeeper.core.introduction import Introduction
    from contactkeeper.core.model import Cadence, Contact, Entry, Task

_SPANS = {1: "a day", 3: "3 days", 7: "a week", 14: "2 weeks", 31: "a month"}

LABELS = {
    "quiet": "Quiet", "why now": "Why now", "tell": "Tell", "owed": "You owe",
    "awaited": "They owe", "agreed": "Agreed", "to do": "To do", "trust": "Trust",
    "came of it": "Came of it", "balance": "Balance", "form": "Form", "ahead": "Ahead",
}  # fmt: skip
"""The labels left of the lines, in their order."""
NO_ENTRY = "No entry yet"


def say_kind(contact: Contact, cadence: Cadence) -> str:
    """Say how close somebody is, and how often to be in touch: `key · technical · monthly`."""
    return " · ".join(filter(None, (contact.tier, contact.focus, show_cadence(cadence))))


def say_handle(handle: str) -> str:
    """Say a handle: `tg @olga`."""
    kind, _, name = handle.partition(":")
    return f"tg @{name}" if kind == "telegram" else f"{kind} {name}"


def say_met(met_at: str, through: str) -> str:
    """Say how we met: `met at JPoint, through Boris`; empty where nothing is known."""
    said = (f"met {at(met_at)}" if met_at else "", f"through {through}" if through else "")
    return ", ".join(filter(None, said))


def say_answering(answering: ResponseStats) -> str:
    """Say where they answer, and how fast: `answers on tg, mostly within a day`."""
    channel = short_channel(answering.channel)
    said = "answers calls" if channel == "call" else f"answers on {channel}"
    return f"{said}, mostly within {_SPANS[answering.within]}" if answering.within else said


def say_why_now(brief: Brief, today: date) -> list[str]:
    """Say each reason of today, and when the timer is due: `monthly, next due Wed 23 Dec`."""
    said = [say_reason(reason, today) for reason in brief.reasons]
    timer, rhythm = brief.state.timer, show_cadence(brief.state.cadence)
    if timer and timer.due > today:
        said.append(f"{rhythm}, next due {say_weekday_day(timer.due, today)}")
    if not said and is_unsorted(brief.state.contact):
        return ["imported, not sorted yet: ck review --unsorted"]
    return said or ["nothing is due"]


def say_owed(brief: Brief, today: date) -> list[str]:
    """Say what I owe: a reply first, then each promise."""
    since = brief.state.clock.owed_since
    reply = [f"a reply: they wrote {say_day(since, today)}"] if since else []
    return [*reply, *say_tasks(brief.owed, today)] or ["nothing"]


def say_awaited(brief: Brief, today: date) -> list[str]:
    """Say what they promised."""
    return say_tasks(brief.awaited, today) or ["nothing"]


def say_tasks(tasks: Iterable[Task], today: date) -> list[str]:
    """Say each open task: `the new CV, by Fri 20 Nov`."""
    return [
        task.text + (f", by {say_weekday_day(task.due, today)}" if task.due else "")
        for task in tasks
    ]


def say_appointment(task: Task, today: date) -> str:
    """Say what was agreed on: `Fri 27 Nov 11:00 call: about the role`."""
    return join_appointment(task, say_weekday_day(task.due or today, today))


def say_reminders(tasks: Sequence[Task], today: date) -> list[str]:
    """Say the tasks that are under no entry: those with a date, three others, and how many more."""
    dated, others, more = first_reminders(tasks)
    said = [f"{words or 'follow up'}, {say_weekday_day(day, today)}" for words, day in dated]
    said += others
    return [*said, f"{more:,} more"] if more else said


def say_trust(trust: int) -> str:
    """Say how much I trust somebody: `4 of 5`."""
    return f"{trust} of 5"


def say_balance(balance: Balance, today: date) -> list[str]:
    """Say what was given and got, whose turn it is, and what I gave last."""
    if not balance.gave and not balance.got:
        return []
    said = [f"gave {balance.gave}, got {balance.got}"]
    if balance.turn:
        said[0] += f": {'your' if balance.turn == 'mine' else 'their'} turn"
    if balance.last_gave:
        what, day = balance.last_gave
        said.append(f"last gave: {what}, {say_day(day, today)}")
    return said


def say_entry(entry: Entry) -> str:
    """Say an entry with its fields and its open tasks."""
    return join_entry(entry, say_field, waiting="waiting", to_do="to do")


def say_suggestion(suggested: SuggestedContact, today: date) -> str:
    """Say how to be in touch: `time for a talk: last call 14 Jun, only messages since`."""
    if suggested.occasion:
        words = text_of(suggested.occasion.kind).suggestion
        return words.replace("{about}", flat(suggested.occasion.about)).rstrip()
    if suggested.kind == "first-message":
        met = say_met(suggested.met_at, "")
        return f"a first message: {met}" if met else "a first message"
    if suggested.kind == "talk":
        often = f" ({show_cadence(suggested.rhythm)})" if suggested.rhythm else ""
        return f"time for a talk{often}: {_say_talk(suggested.talk, today)}"
    if suggested.owed_since:
        return f"an answer: they wrote {say_day(suggested.owed_since, today)}"
    if suggested.next_talk and suggested.rhythm:
        day = say_day(suggested.next_talk, today)
        return f"a quick check-in; the next talk {day} ({show_cadence(suggested.rhythm)})"
    return "a quick check-in"


def _say_talk(talk: LastTalk | None, today: date) -> str:
    if talk is None:
        return "no call or meeting yet"
    last = f"last {talk.kind}" if talk.kind else "spoke"
    said = f"{last} {say_day(talk.day, today)}"
    return f"{said}, only messages since" if talk.messages else said


def say_came_of_it(outcomes: Outcomes | None, brought: Sequence[Introduction]) -> list[str]:
    """Say what came through somebody, since when, and whom they introduced to me."""
    said = [f"brought {', '.join(flat(each.name) for each in brought)}"] if brought else []
    if outcomes:
        said = [count_outcomes(outcomes.counts), f"since {outcomes.since.year}", *said]
    return said


def say_outcomes(outcomes: Outcomes, name: str) -> str:
    """Say what came through somebody: `Through Катя since 2024: 2 interviews, 1 offer`."""
    return f"Through {flat(name)} since {outcomes.since.year}: {count_outcomes(outcomes.counts)}."


def count_outcomes(outcomes: Iterable[tuple[str, int]]) -> str:
    """Count each outcome: `2 interviews, 1 offer`; empty for none."""
    # The plural of a word that is not ours is anybody's guess.
    return ", ".join(
        say_count(count, word) if word in KNOWN else f"{count} {word}" for word, count in outcomes
    )


def say_introducer(name: str) -> str:
    """Say who made an introduction of which something came."""
    return f"{flat(name)} made the introduction: say thanks."


def say_earlier(count: int, first: date, today: date, typed: str) -> Sentence:
    """Say how many entries are not shown: `12 earlier, from Mar 2024: ck show anna --all`."""
    command = f"ck show {typed} --all"
    whole = f"{count} earlier, from {say_day(first, today)}: {command}"
    return Sentence(whole, f"{count} earlier: {command}")
