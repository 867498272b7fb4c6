"""The brief of one person as lines, for `ck show` and for the form that `ck log` opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import Text, cut, fit, one_line, paint, width_of, wrap
from contactkeeper.cli.terminal import Terminal
from contactkeeper.core.agenda.brief import Brief
from contactkeeper.shell_words import shell_word
from contactkeeper.text.entries import say_address
from contactkeeper.text.problems import say_problem
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact, Entry, News, Problem
    from contactkeeper.text.speech import Speech

RECENT = 3
"""Entries that the brief shows; `--all` shows every one."""
_CHANNEL_WIDTH = 12


def brief_lines(
    terminal: Terminal, brief: Brief, today: date, *, everything: bool, typed: str = ""
) -> list[Text]:
    """Lay out a brief; `typed` is how the person is named on a command line."""
    lines: list[Text] = [*_head(terminal, brief), ""]
    room, speech = terminal.room, terminal.speech
    words, reasons = speech.brief, speech.reasons
    quiet = brief.state.quiet if brief.state.hidden else None
    label_width = max(map(width_of, words.LABELS.values())) + 1
    for label, parts, joint in (
        (
            "quiet",
            [speech.next_due.say_quiet(quiet, today, brief.contact.paused_why)] if quiet else [],
            "",
        ),
        ("why now", words.say_why_now(brief, today), "; "),
        ("tell", say_tell(speech, brief.tell, today), " · "),
        ("owed", words.say_owed(brief, today), "; "),
        ("awaited", words.say_awaited(brief, today), "; "),
        ("agreed", [words.say_appointment(task, today) for task in brief.appointments], " · "),
        ("to do", words.say_reminders(brief.reminders, today), "; "),
        ("trust", [words.say_trust(brief.trust)] if brief.trust else [], ""),
        ("came of it", words.say_came_of_it(brief.outcomes, brief.brought), " · "),
        ("balance", words.say_balance(brief.balance, today), " · "),
        ("form", [words.say_suggestion(brief.form, today)] if brief.form else [], ""),
        ("ahead", [reasons.say_reason(reason, today) for reason in brief.ahead], " · "),
    ):
        said = [one_line(part) for part in parts if part]
        # In one line where it fits, else one thing a line or more: nothing is cut.
        if width_of(joint.join(said)) <= room - label_width:
            said = [joint.join(said)] if said else []
        for place, text in enumerate(said):
            left = fit("" if place else words.LABELS[label], label_width)
            lines += beside(paint(left, "dim"), text, room)
    for problem in brief.problems:
        lines += problem_lines(speech, problem, room)
    count = None if everything else RECENT
    typed = typed or shell_word(brief.contact.name)
    return [*lines, "", *_log(terminal, brief.contact, today, count, typed)]


def plain_brief(session: Session, brief: Brief) -> list[str]:
    """Lay out a brief without colours, to be read in the editor."""
    plain = Terminal(session.terminal.width)
    plain.speech = session.speech
    return [str(line) for line in brief_lines(plain, brief, session.today, everything=False)]


def _head(terminal: Terminal, brief: Brief) -> list[Text]:
    """Lay out who it is, how close and how often; then how we met and how to reach them."""
    contact = brief.contact
    words, reasons = terminal.speech.brief, terminal.speech.reasons
    kind = cut(one_line(words.say_kind(contact, brief.state.cadence)), terminal.room // 2)
    who = one_line(" · ".join(filter(None, (contact.name, contact.company))))
    who = cut(who, terminal.room - width_of(kind) - 2)
    gap = " " * max(terminal.width - width_of(who) - width_of(kind), 2)
    met = words.say_met(contact.met_at, contact.through)
    facts = (
        " · ".join(filter(None, (contact.role, met))),
        " · ".join(
            [
                *map(words.say_handle, contact.handles),
                *contact.emails,
                *([words.say_answering(brief.answering)] if brief.answering else []),
                *(
                    [reasons.say_better_channel(brief.better_channel)]
                    if brief.better_channel
                    else []
                ),
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


def problem_lines(speech: Speech, problem: Problem, room: int) -> list[Text]:
    """Lay out what is wrong in a line of the note."""
    said = Wording("! line {line}: {problem}", line=problem.line, problem=say_problem(problem))
    return [paint(line, "yellow") for line in wrap(one_line(speech.say(said)), room, indent=2)]


def say_tell(speech: Speech, tell: Sequence[News], today: date) -> list[str]:
    """Say the news of mine that they have not heard."""
    return [speech.events.say_news(news, today) for news in tell]


def entry_lines(speech: Speech, shown: Sequence[Entry], today: date, room: int) -> list[list[Text]]:
    """Lay out entries in columns, the lines of each."""
    days = [speech.days.say_day(entry.date, today) for entry in shown]
    day_width = max(map(width_of, days), default=0)
    channels = [cut(one_line(entry.channel), _CHANNEL_WIDTH) for entry in shown]
    channel_width = max(map(width_of, channels), default=0)
    laid_out = []
    for day, channel, entry in zip(days, channels, shown, strict=True):
        left = f"{fit(day, day_width)}  {entry.direction:2}  "
        if channel_width:
            left += fit(channel, channel_width) + "  "
        laid_out.append(beside(left, one_line(speech.brief.say_entry(entry)), room))
    return laid_out


def _log(
    terminal: Terminal, contact: Contact, today: date, count: int | None, typed: str
) -> list[Text]:
    """Lay out the newest entries, newest first, and say what is left out and where the note is."""
    newest_first = contact.entries[::-1]
    shown = newest_first[:count]
    words = terminal.speech.brief
    laid_out = entry_lines(terminal.speech, shown, today, terminal.room)
    lines = [line for each in laid_out for line in each]
    last = [contact.path]
    if left_out := len(newest_first) - len(shown):
        said = words.say_earlier(left_out, contact.entries[0].date, today, typed)
        fits = width_of(one_line(said.text)) <= terminal.room
        last.insert(0, said.text if fits else said.short)
    elif not shown:
        last.insert(0, words.NO_ENTRY)
    if width_of(one_line(" · ".join(last))) <= terminal.room:
        last = [" · ".join(last)]
    below = [line for each in last for line in wrap(one_line(each), terminal.room, indent=2)]
    return [*lines, *(paint(line, "dim") for line in below)]
