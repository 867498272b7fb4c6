"""The versioned JSON documents, from the values that the screens are made of too.

Every key is described in docs/json.md and held by a test. Keys may be added, never renamed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contactkeeper.core.days.cadence import say_cadence
from contactkeeper.core.morning.problems import advise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact, DueItem, Entry, Problem, Promise, Reason
    from contactkeeper.core.morning.plan import Plan
    from contactkeeper.core.morning.standing import Standing

Document = dict[str, Any]

VERSION = 1


def document(session: Session, command: str, **content: Any) -> Document:  # noqa: ANN401
    """Put the envelope around what a command answers."""
    return {
        "version": VERSION,
        "command": command,
        "today": session.today.isoformat(),
        "vault": str(session.root),
        **content,
    }


def error_document(code: str, message: str, details: Mapping[str, Any]) -> Document:
    """Say an error; `details` are further keys, such as the candidates of an ambiguous name."""
    return {"version": VERSION, "error": {"code": code, "message": message, **details}}


def due_document(
    session: Session, items: Sequence[DueItem], shown: Sequence[DueItem], problems: list[Problem]
) -> Document:
    """Say who is due: `total` of them, those `shown`, and the notes that could not be read."""
    from contactkeeper.vault.inbox import count_waiting  # no other document needs it

    return document(
        session,
        "due",
        total=len(items),
        shown=len(shown),
        items=[_item(item) for item in shown],
        inbox=count_waiting(session.root, session.settings.inbox_folder),
        problems=[problem_value(problem) for problem in problems],
    )


def _item(item: DueItem) -> Document:
    contact = item.contact
    return {
        "name": contact.name,
        "path": contact.path,
        "group": item.group,
        "due": item.due.isoformat(),
        "days_overdue": item.days_overdue,
        "cadence": say_cadence(item.cadence),
        "last_contact": iso(item.last_contact),
        "tier": contact.tier or "supporting",
        "focus": contact.focus or None,
        "company": contact.company or None,
        "cold": item.cold,
        "reasons": [reason_value(reason) for reason in item.reasons],
        "say": item.say or None,
    }


def plan_value(plan: Plan) -> Document:
    """Say who is planned for which day, and who has no place, each with why."""
    from contactkeeper.core.morning.plan import reasons_on  # no other document needs it

    return {
        "days": [
            {
                "date": day.date.isoformat(),
                "people": [_planned(item, reasons_on(item, day.date)) for item in day.items],
            }
            for day in plan.days
        ],
        "unplaced": [
            _planned(each.item, each.item.reasons) | {"why": each.why} for each in plan.unplaced
        ],
    }


def _planned(item: DueItem, reasons: Sequence[Reason]) -> Document:
    return {
        "name": item.contact.name,
        "path": item.contact.path,
        "reasons": [reason_value(reason) for reason in reasons],
    }


def contact_value(contact: Contact, standing: Standing) -> Document:
    """Describe one contact; `next_due` is the timer's."""
    return {
        "name": contact.name,
        "path": contact.path,
        "cadence": say_cadence(standing.cadence),
        "tier": contact.tier or "supporting",
        "focus": contact.focus or None,
        "company": contact.company or None,
        "status": contact.status,
        "last_contact": iso(standing.clock.last_contact),
        "next_due": iso(standing.timer.due if standing.timer else None),
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
        "promises": [_promise(promise) for promise in entry.promises],
        "line": entry.line or None,
    }


def _promise(promise: Promise) -> Document:
    return {
        "text": promise.text,
        "due": iso(promise.due),
        "state": promise.state,
        "waiting": promise.waiting,
    }


def reason_value(reason: Reason) -> Document:
    """Describe one reason."""
    return {"kind": reason.kind, "due": reason.due.isoformat(), "text": reason.text}


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
