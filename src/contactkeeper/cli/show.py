"""`ck show`: the brief of one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from contactkeeper.cli.documents import contact_value, document, entry_value, reason_value
from contactkeeper.cli.people import WhoArgument
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import Terminal, cut, fit, one_line, width_of
from contactkeeper.core.days.cadence import show_cadence
from contactkeeper.core.days.wording import say_day, say_weekday_day
from contactkeeper.core.morning.brief import Brief, brief_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.model import Contact, Entry, Promise

RECENT = 3
"""Entries that the brief shows; `--all` shows every one."""
_LABEL_WIDTH = 11


def show_command(
    context: typer.Context,
    who: WhoArgument,
    everything: Annotated[  # noqa: FBT002  # Typer makes the flag of it
        bool, typer.Option("--all", help="Every entry, not only the last three.")
    ] = False,
) -> None:
    """Show what to read before you call: who, why now, promises both ways, the last entries.

    Example: ck show anna
    """
    session: Session = context.obj
    contact = session.find(who)
    brief = brief_of(contact, session.today, session.settings)
    if session.as_json:
        value = contact_value(session, contact, brief.next_due) | {
            "aliases": list(contact.aliases),
            "role": contact.role or None,
            "emails": list(contact.emails),
            "handles": list(contact.handles),
            "properties": dict(contact.properties),
            "entries": [entry_value(entry) for entry in contact.entries],
            "reasons": [reason_value(reason) for reason in brief.reasons],
        }
        session.terminal.document(document(session, "show", contact=value))
    else:
        lines = brief_lines(session.terminal, brief, session.today, everything=everything)
        session.terminal.out("\n".join(lines))


def brief_lines(terminal: Terminal, brief: Brief, today: date, *, everything: bool) -> list[str]:
    """Lay out a brief."""
    contact = brief.contact
    lines = [*_head(terminal, brief), ""]
    for label, text in (
        ("Quiet", _quiet(contact, today)),
        ("Why now", _why(brief, today)),
        ("You owe", _tasks(brief.owed, today)),
        ("They owe", _tasks(brief.awaited, today)),
        ("Ahead", " · ".join(reason.text for reason in brief.ahead)),
    ):
        if text:
            shown = cut(one_line(text), terminal.width - _LABEL_WIDTH)
            lines.append(terminal.paint(fit(label, _LABEL_WIDTH), "dim") + shown)
    for problem in contact.problems:
        text = f"! line {problem.line}: {problem.message}"
        lines.append(terminal.paint(cut(one_line(text), terminal.width), "yellow"))
    return [*lines, "", *_log(terminal, contact, today, everything=everything)]


def _head(terminal: Terminal, brief: Brief) -> list[str]:
    contact = brief.contact
    kind = " · ".join(filter(None, (contact.tier, contact.focus, show_cadence(brief.cadence))))
    who = " · ".join(filter(None, (contact.name, contact.company)))
    who = cut(one_line(who), terminal.width - width_of(one_line(kind)) - 2)
    gap = " " * (terminal.width - width_of(who) - width_of(one_line(kind)))
    met = f"met at {contact.met_at}" if contact.met_at else ""
    facts = (
        " · ".join(filter(None, (contact.role, met))),
        " · ".join([*map(_handle, contact.handles), *contact.emails]),
    )
    return [
        terminal.paint(who, "bold") + gap + one_line(kind),
        *(cut(one_line(fact), terminal.width) for fact in facts if fact),
    ]


def _handle(handle: str) -> str:
    kind, _, name = handle.partition(":")
    return f"tg @{name}" if kind == "telegram" else f"{kind} {name}"


def _quiet(contact: Contact, today: date) -> str:
    """Say why somebody is kept off the list; empty where nobody asked for that."""
    if contact.status == "do-not-contact":
        return "not to be contacted"
    if contact.status == "paused":
        if contact.paused_until and contact.paused_until <= today:
            return f"back from a pause: {contact.paused_why}" if contact.paused_why else ""
        until = contact.paused_until
        said = f"paused until {say_weekday_day(until, today)}" if until else "paused"
        return f"{said}: {contact.paused_why}" if contact.paused_why else said
    if contact.snooze_until and contact.snooze_until > today:
        return f"snoozed until {say_weekday_day(contact.snooze_until, today)}"
    return ""


def _why(brief: Brief, today: date) -> str:
    said = [reason.text for reason in brief.reasons]
    if brief.next_due and brief.next_due > today:
        day = say_weekday_day(brief.next_due, today)
        said.append(f"{show_cadence(brief.cadence)}, next due {day}")
    return "; ".join(said) or "nothing is due"


def _tasks(tasks: Iterable[Promise], today: date) -> str:
    said = (
        task.text + (f", by {say_weekday_day(task.due, today)}" if task.due else "")
        for task in tasks
    )
    return "; ".join(said) or "nothing"


def _log(terminal: Terminal, contact: Contact, today: date, *, everything: bool) -> list[str]:
    """Lay out the newest entries, newest first, and say what is left out and where the note is."""
    newest_first = contact.entries[::-1]
    shown = newest_first if everything else newest_first[:RECENT]
    days = [say_day(entry.date, today) for entry in shown]
    day_width = max(map(width_of, days), default=0)
    channel_width = max((width_of(one_line(entry.channel)) for entry in shown), default=0)
    lines = []
    for day, entry in zip(days, shown, strict=True):
        left = f"{fit(day, day_width)}  {entry.direction or '  '}  "
        if channel_width:
            left += fit(one_line(entry.channel), channel_width) + "  "
        lines.append(left + cut(_said(entry), max(10, terminal.width - width_of(left))))
    last = contact.path
    if left_out := len(newest_first) - len(shown):
        first = say_day(contact.entries[0].date, today)
        name = (contact.name.split() or [contact.name])[0].casefold()
        last = f"{left_out} earlier, from {first}: ck show {name} --all · {contact.path}"
    elif not shown:
        last = f"No entry yet · {contact.path}"
    return [*lines, terminal.paint(cut(one_line(last), terminal.width), "dim")]


def _said(entry: Entry) -> str:
    """Put an entry into one line, with its fields and its open tasks."""
    fields = [f"{key}: {value}" for key, value in entry.fields]
    tasks = [
        ("waiting: " if task.waiting else "to do: ") + task.text
        for task in entry.promises
        if task.state == "open"
    ]
    return one_line(" · ".join(filter(None, (entry.text, *fields, *tasks))))
