"""The brief of one person as lines, for `ck show` and for the form that `ck log` opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import Text, cut, fit, one_line, paint, width_of, wrap
from contactkeeper.core.agenda.brief import Brief
from contactkeeper.shell_words import shell_word
from contactkeeper.text.en.brief import (
    NO_ENTRY,
    count_outcomes,
    say_address,
    say_answering,
    say_appointment,
    say_balance,
    say_brought,
    say_earlier,
    say_entry,
    say_met,
    say_owed,
    say_reminders,
    say_suggestion,
    say_tasks,
    say_why_now,
)
from contactkeeper.text.en.days import say_day, show_cadence
from contactkeeper.text.en.next_due import say_quiet
from contactkeeper.text.en.reasons import say_better_channel, say_reason
from contactkeeper.text.problems import say_problem

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.core.model import Contact, Entry, News

RECENT = 3
"""Entries that the brief shows; `--all` shows every one."""
_LABEL_WIDTH = 11
_CHANNEL_WIDTH = 12


def brief_lines(
    terminal: Terminal, brief: Brief, today: date, *, everything: bool, typed: str = ""
) -> list[Text]:
    """Lay out a brief; `typed` is how the person is named on a command line."""
    lines: list[Text] = [*_head(terminal, brief), ""]
    room = terminal.room
    quiet = brief.state.quiet if brief.state.hidden else None
    for label, parts, joint in (
        ("Quiet", [say_quiet(quiet, today, brief.contact.paused_why)] if quiet else [], ""),
        ("Why now", say_why_now(brief, today), "; "),
        ("Tell", say_tell(brief.tell, today), " · "),
        ("You owe", say_owed(brief, today), "; "),
        ("They owe", say_tasks(brief.awaited, today), "; "),
        ("Agreed", [say_appointment(task, today) for task in brief.appointments], " · "),
        ("To do", say_reminders(brief.reminders, today), "; "),
        ("Trust", [f"{brief.trust} of 5"] if brief.trust else [], ""),
        ("Came of it", _say_outcomes(brief), " · "),
        ("Balance", say_balance(brief.balance, today), " · "),
        ("Form", [say_suggestion(brief.form, today) if brief.form else ""], ""),
        ("Ahead", [say_reason(reason, today) for reason in brief.ahead], " · "),
    ):
        said = [one_line(part) for part in parts if part]
        # In one line where it fits, else one thing a line or more: nothing is cut.
        if width_of(joint.join(said)) <= room - _LABEL_WIDTH:
            said = [joint.join(said)] if said else []
        for place, text in enumerate(said):
            left = fit("" if place else label, _LABEL_WIDTH)
            lines += beside(paint(left, "dim"), text, room)
    for problem in brief.problems:
        text = one_line(f"! line {problem.line}: {say_problem(problem)}")
        lines += (paint(line, "yellow") for line in wrap(text, room, indent=2))
    count = None if everything else RECENT
    typed = typed or shell_word(brief.contact.name)
    return [*lines, "", *_log(terminal, brief.contact, today, count, typed)]


def _head(terminal: Terminal, brief: Brief) -> list[Text]:
    """Lay out who it is, how close and how often; then how we met and how to reach them."""
    contact = brief.contact
    rhythm = show_cadence(brief.state.cadence)
    kind = one_line(" · ".join(filter(None, (contact.tier, contact.focus, rhythm))))
    kind = cut(kind, terminal.room // 2)
    who = one_line(" · ".join(filter(None, (contact.name, contact.company))))
    who = cut(who, terminal.room - width_of(kind) - 2)
    gap = " " * max(terminal.width - width_of(who) - width_of(kind), 2)
    met = say_met(contact.met_at, contact.through)
    facts = (
        " · ".join(filter(None, (contact.role, met))),
        " · ".join(
            [
                *map(say_handle, contact.handles),
                *contact.emails,
                *([say_answering(brief.answering)] if brief.answering else []),
                *([say_better_channel(brief.better_channel)] if brief.better_channel else []),
                *([say_address(contact)] if contact.address else []),
            ]
        ),
    )
    return [
        paint(who, "bold") + gap + kind,
        *(line for fact in facts if fact for line in wrap(one_line(fact), terminal.room, indent=2)),
    ]


def beside(left: Text, text: str, room: int) -> list[Text]:
    """Lay out a text beside what stands left of it, broken at its blanks."""
    width = width_of(str(left))
    first, *others = wrap(text, room - width, indent=0)
    return [left + first, *(" " * width + line for line in others)]


def say_handle(handle: str) -> str:
    """Say a handle: `tg @olga`."""
    kind, _, name = handle.partition(":")
    return f"tg @{name}" if kind == "telegram" else f"{kind} {name}"


def _say_outcomes(brief: Brief) -> list[str]:
    """Say what came through them, since when, and whom they introduced."""
    said = [say_brought(brief.brought)] if brief.brought else []
    if brief.outcomes:
        said = [count_outcomes(brief.outcomes.counts), f"since {brief.outcomes.since.year}", *said]
    return said


def say_tell(tell: Sequence[News], today: date) -> list[str]:
    """Say the news of mine that they have not heard."""
    if not tell:
        return []
    from contactkeeper.text.en.events import say_news  # most have heard everything

    return [say_news(news, today) for news in tell]


def entry_lines(shown: Sequence[Entry], today: date, room: int) -> list[list[Text]]:
    """Lay out entries in columns, the lines of each."""
    days = [say_day(entry.date, today) for entry in shown]
    day_width = max(map(width_of, days), default=0)
    channels = [cut(one_line(entry.channel), _CHANNEL_WIDTH) for entry in shown]
    channel_width = max(map(width_of, channels), default=0)
    laid_out = []
    for day, channel, entry in zip(days, channels, shown, strict=True):
        left = f"{fit(day, day_width)}  {entry.direction:2}  "
        if channel_width:
            left += fit(channel, channel_width) + "  "
        laid_out.append(beside(left, one_line(say_entry(entry)), room))
    return laid_out


def _log(
    terminal: Terminal, contact: Contact, today: date, count: int | None, typed: str
) -> list[Text]:
    """Lay out the newest entries, newest first, and say what is left out and where the note is."""
    newest_first = contact.entries[::-1]
    shown = newest_first[:count]
    lines = [line for each in entry_lines(shown, today, terminal.room) for line in each]
    last = [contact.path]
    if left_out := len(newest_first) - len(shown):
        said = say_earlier(left_out, contact.entries[0].date, today, typed)
        fits = width_of(one_line(said.text)) <= terminal.room
        last.insert(0, said.text if fits else said.short)
    elif not shown:
        last.insert(0, NO_ENTRY)
    if width_of(one_line(" · ".join(last))) <= terminal.room:
        last = [" · ".join(last)]
    below = [line for each in last for line in wrap(one_line(each), terminal.room, indent=2)]
    return [*lines, *(paint(line, "dim") for line in below)]
