"""Reasons: why somebody is on the list, what to do about it, and why a plan has no place for them.

The tone is that of a friend with a good memory: no counts of shame, no blame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import short_channel
from contactkeeper.shell_words import shell_word
from contactkeeper.text.en.days import (
    say_day,
    say_lateness,
    say_month,
    say_weekday_day,
    show_cadence,
)
from contactkeeper.text.en.occasions import text_of
from contactkeeper.text.en.phrases import at, no, say_ordinal, the
from contactkeeper.text.phrases import Sentence, flat, quote, without_day

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.model import Advice, BetterChannel, Reason, TimerFacts
    from contactkeeper.core.agenda.plan import Unplaced


def say_reason(reason: Reason, today: date) -> str:
    """Say why somebody is on the list: `monthly, spoke 9 Oct · 2 weeks over`."""
    return reason_sentence(reason, today).text


def reason_sentence(reason: Reason, today: date) -> Sentence:
    """Say a reason, with what a narrow window may leave out of it."""
    if reason.kind == "meet":
        sentence = Sentence(_say_appointment(reason, today))
    elif reason.kind == "reminder":
        sentence = _say_reminder(reason, today)
    elif reason.kind == "reply":
        sentence = Sentence(_say_reply(reason, today))
    elif reason.kind == "promise":
        sentence = Sentence(_say_promise(reason, today))
    elif reason.kind == "waiting":
        sentence = _say_awaited(reason, today)
    elif reason.kind == "talk":
        sentence = Sentence(_say_talk(reason, today))
    elif reason.kind == "touch":
        sentence = Sentence(_say_touch(reason))
    elif reason.timer:
        sentence = _say_timer(reason, reason.timer, today)
    elif reason.occasion:
        sentence = text_of(reason.kind).say(reason.occasion, today, ahead=reason.ahead)
    else:
        sentence = Sentence("")
    return sentence.after(flat(reason.paused_why)) if reason.paused_why else sentence


def _say_reply(reason: Reason, today: date) -> str:
    """Say what they wrote: `wrote 12 Nov: "two references, please"`."""
    said = f"wrote {say_day(reason.noted or reason.due, today)}"
    return f"{said}: {quote(reason.words)}" if flat(reason.words) else said


def _say_promise(reason: Reason, today: date) -> str:
    """Say what I promised: `you promised by Fri 20 Nov: send the new CV`.

    The day stands before a text of any length and language, so that a narrow screen keeps it.
    """
    day = say_weekday_day(reason.deadline or reason.noted or reason.due, today)
    return f"you promised {'by' if reason.deadline else 'on'} {day}: {flat(reason.words)}"


def _say_appointment(reason: Reason, today: date) -> str:
    """Say what was agreed on, or ask about it: `11:00 call: about the role`."""
    day = say_weekday_day(reason.day or reason.due, today)
    channel = flat(reason.channel)
    if reason.to_confirm:
        return f"{channel or 'appointment'} of {day}: did it take place?"
    when = [
        "" if reason.due == today else day,
        reason.time.isoformat("minutes") if reason.time else "",
    ]
    what = ": ".join(filter(None, (channel, flat(reason.words))))
    return " ".join(filter(None, (*when, what))) or "an appointment today"


def _say_reminder(reason: Reason, today: date) -> Sentence:
    """Say what I wanted to be reminded of: `ask about the team · noted for Fri 20 Nov`."""
    words = without_day(reason.words, reason.deadline) or "follow up"
    if reason.due == today:
        return Sentence(words)
    end = f" · noted for {say_weekday_day(reason.due, today)}"
    return Sentence(f"{words}{end}", end=end)


def _say_awaited(reason: Reason, today: date) -> Sentence:
    """Say what they promised: `the JD was to come by Fri 20 Nov`, `asked 2 Nov, no JD yet`."""
    if reason.asked:
        said = f"asked {say_day(reason.asked, today)}"
        return Sentence(f"{said}, {no(reason.words)} yet", end=" yet")
    day = say_weekday_day(reason.deadline or reason.noted or reason.due, today)
    end = f" was to come by {day}" if reason.deadline else f" was promised on {day}"
    return Sentence(f"{the(reason.words) or 'something'}{end}", end=end)


def _say_talk(reason: Reason, today: date) -> str:
    """Say that it is time to talk: `time for a talk: last call 4 Jun`."""
    what = f"last {reason.channel}" if reason.channel else "spoke"
    return f"time for a talk: {what} {say_day(reason.day or today, today)}"


def _say_touch(reason: Reason) -> str:
    """Say what keeps in touch with somebody who does not answer."""
    where = f" on {reason.channel}" if reason.channel else ""
    return f"a comment{where} keeps the door open"


def _say_timer(reason: Reason, facts: TimerFacts, today: date) -> Sentence:
    sentence = _say_rhythm(reason, facts, today)
    if not facts.held_by or (facts.held_by != "snooze" and facts.paused_why):
        return sentence  # why they were paused says more than that they are back
    when = "today" if reason.due == today else say_weekday_day(reason.due, today)
    if facts.held_by != "snooze":
        return sentence.after(f"back {when}")
    snoozed = Sentence(f"you snoozed this to {when}")
    return snoozed.after(sentence.text) if reason.kind == "new" else snoozed


def _say_rhythm(reason: Reason, facts: TimerFacts, today: date) -> Sentence:
    """Say what the rhythm asks for; how late it is stays longest in a narrow window."""
    rhythm = show_cadence(facts.cadence)
    if reason.kind == "new":
        return _say_new(facts, today)
    if reason.kind == "retry":
        said = f"no answer logged since {say_day(facts.tried or today, today)}"
        return Sentence(f"{said} · {say_ordinal(facts.attempts + 1)} try", said)
    if reason.kind == "silence":
        said = _say_silence(facts, today)
        return Sentence(f"{rhythm} · {said}", said)
    if reason.kind == "cold":
        return Sentence(_say_unanswered(facts, today))
    said = _say_spoke(reason, facts, today)
    return Sentence(f"{rhythm}, {said}", said)


def _say_unanswered(facts: TimerFacts, today: date) -> str:
    """Say since when there is no answer: `no answer since May, 3 tries`."""
    tries = f"{facts.attempts} {'try' if facts.attempts == 1 else 'tries'}"
    return f"no answer since {say_month(facts.tried_first or today, today)}, {tries}"


def _say_spoke(reason: Reason, facts: TimerFacts, today: date) -> str:
    """Say how long it is since the last contact: `spoke 9 Oct · 2 weeks over`.

    Where I have tried since, that is said: `spoke 30 Jun, called 4 Sep without an answer`.
    """
    spoke = facts.spoke or today
    said = f"spoke {say_day(spoke, today)}"
    if facts.tried:
        tried = "called" if facts.tried_by == "call" else "wrote"
        return f"{said}, {tried} {say_day(facts.tried, today)} without an answer"
    late = facts.lateness(reason.due, today)
    return f"{said} · {say_lateness(late)} over" if late else said


def _say_new(facts: TimerFacts, today: date) -> Sentence:
    """Say how somebody came into the vault: `no entry yet · met at JPoint`.

    A touch is said too: `not spoken yet · touch 20 Nov: liked her post · met at JPoint`.
    """
    said = "not spoken yet" if facts.logged else "no entry yet"
    came = ""
    if facts.met:
        came = f" · met {say_weekday_day(facts.met, today)}"
    elif facts.met_at:
        came = f" · met {at(facts.met_at)}"
    elif facts.added:
        came = f" · added {say_weekday_day(facts.added, today)}"
    if facts.touched is None:
        return Sentence(said + came)
    touched = f"{said} · touch {say_day(facts.touched, today)}"
    words = flat(facts.touch)
    return (
        Sentence(f"{touched}: {words}{came}", touched + came) if words else Sentence(touched + came)
    )


def _say_silence(facts: TimerFacts, today: date) -> str:
    if facts.tried:
        return f"no answer logged since {say_day(facts.tried, today)}"
    if facts.is_a_year_ago(today):
        return "a year since you spoke"
    return f"spoke {say_day(facts.spoke or today, today)}"


def say_advice(advice: Advice, today: date) -> str:
    """Say what to do: `tg · last: Platform снова нанимает`."""
    if advice.better:
        return say_better_channel(advice.better)
    said = _say_what(advice, today)
    return f"{advice.channel} · {said}" if advice.channel and said else advice.channel or said


def say_better_channel(better: BetterChannel) -> str:
    """Say where to write, and why: `tg, not mail: 5 of 6 against 1 of 5`."""
    on, than = better
    ways = f"{short_channel(on.channel)}, not {short_channel(than.channel)}"
    return f"{ways}: {on.answered} of {on.of} against {than.answered} of {than.of}"


def _say_what(advice: Advice, today: date) -> str:
    words = flat(advice.words)
    if advice.task:
        words += f" {shell_word(flat(advice.task))}"
    day = say_day(advice.day or today, today)
    if advice.kind == "last":
        return f"last: {quote(words) if advice.theirs else words}"
    return {
        "pause": f"enough? ck pause {words}",
        "done": f"when sent: ck done {words}",
        "ticked": f"when done: ck done {words}",
        "took-place": f"if so: ck done {words}",
        "other-channel": f"{words} got no answer",
        "met": f"met {at(words)}",
        "never-talked": "never called",
        "touch": "a comment keeps the door open",
        "news": f"tell: {words} ({day})",
        "thanks": f"thank: {words} ({day})",
    }.get(advice.kind, "")


def say_unplaced(unplaced: Unplaced) -> str:
    """Say why there was no place for somebody: `every place until Fri 27 Nov is taken`."""
    until = say_weekday_day(unplaced.until)
    if unplaced.why == "no-working-day":
        return f"no working day until {until}"
    if unplaced.why == "full":
        return f"every place until {until} is taken"
    return f"one person of {flat(unplaced.item.contact.company)} a week, and others come first"
