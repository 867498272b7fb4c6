"""Make versioned JSON documents of the values that the screens show; `json_text` writes them.

Every key is described in docs/json.md and held by a test. Keys may be added, never renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contactkeeper.core.language.cadence import say_cadence
from contactkeeper.text.problems import advise
from contactkeeper.text.speech import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.agenda.campaigns import Campaign
    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.agenda.model import BetterChannel, DueItem, Reason
    from contactkeeper.core.agenda.plan import Plan
    from contactkeeper.core.model import Contact, Entry, Event, Problem, Task
    from contactkeeper.core.settings import Settings

Document = dict[str, Any]

VERSION = 1
"""The version of the documents: keys may be added to it, never renamed."""


def due_value(item: DueItem, today: date, row: int | None = None) -> Document:
    """Describe a contact who is due, and why; `row` is the number that a terminal shows."""
    contact = item.contact
    return {
        "name": contact.name,
        "path": contact.path,
        "group": item.group,
        "due": item.due.isoformat(),
        "days_overdue": item.days_overdue,
        "cadence": say_cadence(item.cadence),
        "last_contact": iso(item.last_contact),
        "last_talk": iso(item.last_talk),
        "tier": contact.tier or "supporting",
        "focus": contact.focus or None,
        "company": contact.company or None,
        "cold": item.cold,
        "reasons": [reason_value(reason, today) for reason in item.reasons],
        "say": ENGLISH.reasons.say_advice(item.say, today) if item.say else None,
        "tell": [news.name for news in item.tell],
        "row": row,
    }


def plan_value(plan: Plan, today: date) -> Document:
    """Say who is planned for which day, and who has no place, each with why."""
    from contactkeeper.core.agenda.plan import reasons_on  # no other document needs it

    return {
        "days": [
            {
                "date": day.date.isoformat(),
                "people": [
                    _planned(item, reasons_on(item, day.date), day.date) for item in day.items
                ],
            }
            for day in plan.days
        ],
        "unplaced": [
            _planned(each.item, each.item.reasons, today)
            | {"why": ENGLISH.reasons.say_unplaced(each)}
            for each in plan.unplaced
        ],
    }


def _planned(item: DueItem, reasons: Sequence[Reason], today: date) -> Document:
    return {
        "name": item.contact.name,
        "path": item.contact.path,
        "reasons": [reason_value(reason, today) for reason in reasons],
    }


def event_value(
    event: Event, contacts: Sequence[Contact], today: date, settings: Settings
) -> Document:
    """Describe an event: its next time, else its last, and who is named in it."""
    from contactkeeper.core.agenda.events import (
        guests,  # no other document needs it
        next_time,
    )

    first, last = next_time(event, today)
    _, named = guests(event, contacts, today, settings)
    return {
        "name": event.name,
        "path": event.path,
        "date": first.isoformat(),
        "end": last.isoformat(),
        "place": event.place or None,
        "people": [contact.name for contact in named],
        "audience": event.audience or None,
        "attending": event.attending,
        "rule": event.rule or None,
    }


def news_value(campaign: Campaign, today: date) -> Document:
    """Describe news: whom it is for, who of them has heard it, and who has not."""
    from contactkeeper.core.agenda.campaigns import is_running, last_day

    news = campaign.news
    told = [contact.name for contact in campaign.told]
    return {
        "name": news.name,
        "path": news.path,
        "date": news.date.isoformat(),
        "kind": news.kind,
        "audience": news.audience or None,
        "strict": news.strict,
        "until": last_day(news).isoformat(),
        "running": is_running(news, today),
        "told": told,
        "reached": told,
        "to_go": [contact.name for contact in campaign.to_go],
    }


def brief_value(brief: Brief) -> Document:
    """Describe what there is to say to one contact, and how; `value` is what I gave and got."""
    balance, answering, form = brief.balance, brief.answering, brief.form
    outcomes = brief.outcomes
    today = brief.state.today
    return {
        "news": [
            {
                "name": news.name,
                "path": news.path,
                "date": news.date.isoformat(),
                "kind": news.kind,
            }
            for news in brief.tell
        ],
        "value": {
            "gave": balance.gave,
            "got": balance.got,
            "turn": balance.turn or None,
            "last_gave": _given(balance.last_gave),
            "last_got": _given(balance.last_got),
        },
        "trust": brief.trust,
        "outcomes": (
            {"since": outcomes.since.isoformat(), "counts": dict(outcomes.counts)}
            if outcomes
            else None
        ),
        "brought": [{"name": each.name, "path": each.path} for each in brief.brought],
        "form": {"kind": form.kind, "text": ENGLISH.brief.say_suggestion(form, today)}
        if form
        else None,
        "better_channel": _better_channel(brief.better_channel),
        "channel": (
            {"name": answering.channel, "within_days": answering.within} if answering else None
        ),
    }


def _better_channel(better: BetterChannel | None) -> Document | None:
    if better is None:
        return None
    on, than = (
        {"name": each.channel, "answered": each.answered, "of": each.of}
        for each in (better.on, better.than)
    )
    return on | {"than": than}


def _given(what: tuple[str, date] | None) -> Document | None:
    if what is None:
        return None
    from contactkeeper.core.note.favours import read_favour  # no other document needs it

    words, day = what
    return {"text": words, "kind": read_favour(words).kind or None, "date": day.isoformat()}


def contact_value(contact: Contact, state: ContactState) -> Document:
    """Describe one contact; `next_due` is the timer's."""
    return {
        "name": contact.name,
        "path": contact.path,
        "cadence": say_cadence(state.cadence),
        "tier": contact.tier or "supporting",
        "focus": contact.focus or None,
        "company": contact.company or None,
        "status": contact.status,
        "last_contact": iso(state.clock.last_contact),
        "next_due": iso(state.timer.due if state.timer else None),
        "days_overdue": state.days_overdue,
        "snooze_until": iso(contact.snooze_until),
    }


def entry_value(entry: Entry) -> Document:
    """Describe one entry; a field that comes twice has its values joined by `; `."""
    fields: dict[str, str] = {}
    for key, value in entry.fields:
        fields[key] = f"{fields[key]}; {value}" if key in fields else value
    return {
        "date": entry.date.isoformat(),
        "time": entry.time.isoformat("minutes") if entry.time else None,
        "direction": entry.direction,
        "channel": entry.channel or None,
        "text": entry.text,
        "fields": fields,
        "promises": [promise_value(promise) for promise in entry.tasks],
        "line": entry.line or None,
    }


def promise_value(promise: Task) -> Document:
    """Describe one task under an entry."""
    return {
        "text": promise.text,
        "due": iso(promise.due),
        "state": promise.state,
        "waiting": promise.kind == "waiting",
    }


def task_value(task: Task) -> Document:
    """Describe one open task."""
    return {
        "kind": task.kind,
        "state": task.state,
        "due": iso(task.due),
        "time": task.time.isoformat("minutes") if task.time else None,
        "channel": task.channel or None,
        "text": task.text,
        "line": task.line or None,
    }


def reason_value(reason: Reason, today: date) -> Document:
    """Describe one reason; its text is in English, whatever the locale."""
    return {
        "kind": reason.kind,
        "due": reason.due.isoformat(),
        "text": ENGLISH.reasons.say_reason(reason, today),
    }


def problem_value(problem: Problem) -> Document:
    """Describe one fault and what to do about it."""
    return {
        "path": problem.path,
        "line": problem.line,
        "code": problem.code,
        "severity": problem.severity,
        "message": advise(problem),
    }


def iso(day: date | None) -> str | None:
    """Write a date as JSON has it; null where there is none."""
    return day.isoformat() if day else None


def error_document(code: str, message: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """Make the document of an error; `details` are further keys, such as candidates for a name."""
    return {"version": VERSION, "error": {"code": code, "message": message, **details}}
