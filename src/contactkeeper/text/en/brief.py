"""The brief of one person: what stands behind each of its labels, and what came through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.log_stats import KNOWN
from contactkeeper.core.language.languages import short_channel
from contactkeeper.core.people.matching import holds
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.text.en.days import say_day, say_weekday_day, show_cadence
from contactkeeper.text.en.occasions import text_of
from contactkeeper.text.en.phrases import at, say_count
from contactkeeper.text.en.reasons import say_reason
from contactkeeper.text.phrases import Sentence, flat, without_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.agenda.advice import SuggestedContact
    from contactkeeper.core.agenda.brief import Balance, Brief
    from contactkeeper.core.agenda.log_stats import LastTalk, Outcomes, ResponseStats
    from contactkeeper.core.introduction import Introduction
    from contactkeeper.core.model import Contact, Entry, Task

_SPANS = {1: "a day", 3: "3 days", 7: "a week", 14: "2 weeks", 31: "a month"}

UNDATED_SHOWN = 3
"""Tasks without a date that the brief names; the others are counted."""
NO_ENTRY = "No entry yet"


def say_met(met_at: str, through: str) -> str:
    """Say how we met: `met at JPoint, through Boris`; empty where nothing is known."""
    said = (f"met {at(met_at)}" if met_at else "", f"through {through}" if through else "")
    return ", ".join(filter(None, said))


def say_address(contact: Contact) -> str:
    """Say the Russian form of address, and the name to greet by: `на «вы», Сергей Петрович`."""
    return ", ".join(filter(None, (f"на «{contact.address}»", contact.greeting)))


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
    if since is None:
        return say_tasks(brief.owed, today)
    reply = f"a reply: they wrote {say_day(since, today)}"
    return [reply, *(say_tasks(brief.owed, today) if brief.owed else ())]


def say_tasks(tasks: Iterable[Task], today: date) -> list[str]:
    """Say each open task: `the new CV, by Fri 20 Nov`."""
    said = [
        task.text + (f", by {say_weekday_day(task.due, today)}" if task.due else "")
        for task in tasks
    ]
    return said or ["nothing"]


def say_appointment(task: Task, today: date) -> str:
    """Say what was agreed on: `Fri 27 Nov 11:00 call: about the role`."""
    day = say_weekday_day(task.due or today, today)
    when = f"{day} {task.time.isoformat('minutes')}" if task.time else day
    what = ": ".join(filter(None, (task.channel, task.text)))
    return f"{when} {what}".rstrip()


def say_reminders(tasks: Sequence[Task], today: date) -> list[str]:
    """Say the tasks that are under no entry: those with a date, three others, and how many more."""
    dated = [task for task in tasks if task.due]
    others = tasks[len(dated) :]
    said = [
        f"{without_day(task.text, task.due) or 'follow up'}, {say_weekday_day(task.due, today)}"
        for task in dated
        if task.due
    ]
    said += [task.text for task in others[:UNDATED_SHOWN]]
    more = len(others) - UNDATED_SHOWN
    return [*said, f"{more} more"] if more > 0 else said


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
    fields = [f"{key}: {value}" for key, value in entry.fields]
    tasks = [
        ("waiting: " if task.kind == "waiting" else "to do: ") + task.text
        for task in entry.tasks
        if task.state == "open"
    ]
    return " · ".join(filter(None, (entry.text, *fields, *tasks)))


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


def say_outcomes(outcomes: Outcomes, name: str) -> str:
    """Say what came through somebody: `Through Катя since 2024: 2 interviews, 1 offer`."""
    return f"Through {flat(name)} since {outcomes.since.year}: {count_outcomes(outcomes.counts)}."


def count_outcomes(outcomes: Iterable[tuple[str, int]]) -> str:
    """Count each outcome: `2 interviews, 1 offer`; empty for none."""
    # The plural of a word that is not ours is anybody's guess.
    return ", ".join(
        say_count(count, word) if word in KNOWN else f"{count} {word}" for word, count in outcomes
    )


def say_brought(introductions: Iterable[Introduction]) -> str:
    """Name those whom somebody introduced to me: `brought Nadia Rahimi, Tom Becker`."""
    return f"brought {', '.join(flat(each.name) for each in introductions)}"


def say_introducer(name: str) -> str:
    """Say who made an introduction of which something came."""
    return f"{flat(name)} made the introduction: say thanks."


def say_found(entry: Entry, sought: Mapping[str, str]) -> str:
    """Say an entry, the fields that were sought first, since the end may be cut."""
    anywhere = sought[""]
    found = [task.text for task in entry.tasks if anywhere and holds(task.text, anywhere)]
    others = [entry.text]
    for key, value in entry.fields:
        words = sought.get(key)
        (found if words and holds(value, words) else others).append(f"{key}: {value}")
    return " · ".join(filter(None, (*found, *others)))


def say_earlier(count: int, first: date, today: date, typed: str) -> Sentence:
    """Say how many entries are not shown: `12 earlier, from Mar 2024: ck show anna --all`."""
    command = f"ck show {typed} --all"
    whole = f"{count} earlier, from {say_day(first, today)}: {command}"
    return Sentence(whole, f"{count} earlier: {command}")
