"""The answer of `ck log`: what an entry settled, and when the person is back on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.contact_state import FOR_GOOD
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.text.en.days import say_day, say_lateness, say_weekday_day, show_cadence
from contactkeeper.text.en.occasions import text_of
from contactkeeper.text.en.phrases import no, the
from contactkeeper.text.en.reasons import say_reason
from contactkeeper.text.phrases import flat, quote, upper_first, without_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState, Quiet
    from contactkeeper.core.agenda.model import DueItem, Reason
    from contactkeeper.core.agenda.next_due import NextDue, NextDueDay, Settled

_UPCOMING = {
    "talk": "a talk",
    "meet": "an appointment",
    "reminder": "a reminder",
    "promise": "your promise",
    "waiting": "theirs to come",
    "new": "new",
}


def say_next_due(back: NextDue) -> str:
    """Say when somebody is back: `Back Mon 30 Nov if no JD, else Wed 23 Dec`."""
    if back.quiet:
        owed = "You owe a reply. " if back.reply_owed else ""
        return owed + upper_first(say_quiet(back.quiet, back.today))
    if back.reply_owed:
        return "You owe a reply."
    opening = "Nothing owed. " if back.excused else ""
    if back.remaining:
        said = say_reason(back.remaining, back.today)
        if back.remaining.timer:
            return f"{opening}Still on the list: {said}"
        opening = f"Still open: {said}{'' if said.endswith('?') else '.'} "
    return opening + _say_days(back)


def say_settled(settled: Settled, today: date) -> str:
    """Say one thing that was closed: `the JD awaited 20 Nov`, `the birthday`."""
    if settled.occasion and settled.occasion.occasion:
        return text_of(settled.occasion.kind).settled(settled.occasion.occasion, today)
    words, day = settled.words, settled.day or today
    return {
        "promise": f"the promise {quote(words)}",
        "reminder": f"the reminder {quote(without_day(words, settled.day))}"
        if words
        else "the follow-up",
        "meet": f"the {flat(words) or 'appointment'} of {say_weekday_day(day, today)}",
        "waiting": f"{the(words) or 'what was'} awaited {say_day(day, today)}",
        "reply": f"the reply owed since {say_day(day, today)}",
    }.get(settled.kind, f"the snooze to {say_weekday_day(day, today)}")


def say_upcoming(item: DueItem, today: date) -> str:
    """Say who is next on a quiet day: `Next: Вера Ситник, Wed 25 Nov (quarterly)`."""
    reason = item.reasons[0]
    if reason.timer or reason.kind == "reply":
        why = _UPCOMING.get(reason.kind) or show_cadence(item.cadence)
    else:
        why = _UPCOMING.get(reason.kind) or text_of(reason.kind).upcoming
    return f"Next: {item.contact.name}, {say_weekday_day(item.due, today)} ({why})"


def say_spoke(day: date, today: date) -> str:
    """Say when the last contact was: `spoke 9 Oct`."""
    return f"spoke {say_day(day, today)}"


def say_standing(state: ContactState) -> str:
    """Say when somebody is due, or why not: `due Wed 23 Dec`, `paused`, `not sorted`."""
    quiet, timer = state.quiet, state.timer
    if quiet and state.hidden:
        if quiet.until == FOR_GOOD:
            return "paused" if quiet.why == "pause" else "do not contact"
        return f"back {say_weekday_day(quiet.until, state.today)}"
    if timer:
        return f"due {say_weekday_day(timer.due, state.today)}"
    return "not sorted" if is_unsorted(state.contact) else ""


def say_overdue(state: ContactState) -> str:
    """Say how late somebody is: `3 weeks over`; empty where nobody waits."""
    late = state.days_overdue
    return f"{say_lateness(late)} over" if late else ""


def say_quiet(quiet: Quiet, today: date, paused_why: str = "") -> str:
    """Say what keeps somebody off the list: `snoozed to Mon 30 Nov`, `paused: on leave`."""
    if quiet.why == "do-not-contact":
        return "not to be contacted"
    said, to = ("snoozed", "to") if quiet.why == "snooze" else ("paused", "until")
    if quiet.until != FOR_GOOD:
        said += f" {to} {say_weekday_day(quiet.until, today)}"
    return f"{said}: {paused_why}" if paused_why and quiet.why == "pause" else said


def say_hidden(reasons: Sequence[Reason], today: date) -> str:
    """Say what a snooze or a pause hides: `Hides: birthday Fri 27 Nov.`; empty for nothing."""
    said = "; ".join(say_reason(reason, today) for reason in reasons)
    return f"Hides: {said}{'' if said.endswith('?') else '.'}" if said else ""


def ask_to_erase(name: str, quiet: Quiet, today: date, why: str, lost: Sequence[str]) -> str:
    """Ask before another pause erases the day or the reason (`lost`) of the first one."""
    parts = " and ".join(f"the {each}" for each in lost)
    return f"{name} is {say_quiet(quiet, today, why)}. Erase {parts}?"


def _say_days(back: NextDue) -> str:
    first, timer = back.first, back.timer
    if timer and timer <= back.today:
        return "Still on the list"
    when = say_weekday_day(timer, back.today) if timer else ""
    if back.cadence.has_timer and timer:
        if first is None:
            return f"Back {when}"
        after = _say_first(back.second, back.today) if back.second else when
        otherwise = f", {'then' if first.certain else 'else'} {after}"
        return f"Back {_say_first(first, back.today)}{otherwise}"
    if first:
        return f"Back {_say_first(first, back.today)}, no timer"
    if back.cadence.unit == "none":
        return "No timer"
    latest = f" (at the latest {when})" if when else ""
    return f"Back on occasions, no timer{latest}"


def _say_first(first: NextDueDay, today: date) -> str:
    """Say what brings somebody back before the timer: `Mon 30 Nov if no JD`."""
    if first.kind == "waiting":
        why = f"if {no(first.words)}"
    elif first.kind == "promise":
        why = "for your promise"
    elif first.kind == "reminder":
        words = without_day(first.words, first.day) or "follow up"
        why = f"{'for' if words[0].isdecimal() else 'to'} {words}"
    elif first.kind == "meet":
        why = f"for the {flat(first.words) or 'appointment'}"
    elif first.kind == "talk":
        why = "for a talk"
    else:
        why = text_of(first.kind).back
    return f"{say_weekday_day(first.day, today)} {why}"
