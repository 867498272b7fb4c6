"""The card of one person in the walk through the morning: why now, what to say, the last words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.layout import Text, cut, fit, one_line, paint, width_of, wrap
from contactkeeper.cli.screens.brief import RECENT, beside, entry_lines, problem_lines, say_tell

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.cli.terminal import Terminal
    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.agenda.model import Advice, Reason
    from contactkeeper.core.model import Entry, Task
    from contactkeeper.text.speech import Speech

_INDENT = 2
_LEAST_LABEL = 7
_ADVICE = frozenset({"other-channel", "never-talked", "met", "thanks"})
"""The kinds of advice that nothing else on the card says."""


def card_lines(  # noqa: PLR0913  # what a card is made of, each once
    terminal: Terminal,
    brief: Brief,
    today: date,
    *,
    number: int,
    total: int,
    say: Advice | None,
    below: int,
) -> list[Text]:
    """Lay out the card; `below` are the lines of the window that something else takes."""
    room, speech = terminal.room - _INDENT, terminal.speech
    entries = brief.contact.entries[::-1][:RECENT]
    shown = _without_shown(brief.reasons, entries)
    reasons = [speech.reasons.say_reason(each, today) for each in shown]
    lines: list[Text] = [*wrap(one_line(" · ".join(reasons)), room, indent=0)] if reasons else []
    labelled = [(label, said) for label, said in _labelled(speech, brief, say, today) if said]
    width = max((width_of(label) + 2 for label, _ in labelled), default=0)
    for label, said in labelled:
        left = paint(fit(label, max(width, _LEAST_LABEL)), "dim")
        lines += beside(left, one_line(" · ".join(said)), room)
    for problem in brief.problems:
        lines += problem_lines(speech, problem, room)
    lines += _fitting(
        entry_lines(speech, entries, today, room), terminal.height - len(lines) - below - 2
    )
    return [_head(terminal, brief, number, total), *(" " * _INDENT + line for line in lines)]


def help_lines(terminal: Terminal, keys: Collection[str]) -> list[Text]:
    """Say what each of some keys does."""
    return [
        line
        for key, said in terminal.speech.walk.HELP.items()
        if key in keys
        for line in beside(f"{key}  ", said, terminal.room)
    ]


def end_lines(
    terminal: Terminal, done: Mapping[str, Iterable[str]], left: Sequence[str], command: str
) -> list[Text]:
    """Say what was done, who is left, and behind it or below it the command that shows them."""
    room, words = terminal.room, terminal.speech.walk
    lines = wrap(one_line(words.say_done(done)), room, indent=3)
    if left:
        lines += wrap(f"{one_line(words.say_left(left))}:", room, indent=3)
        fits = width_of(f"{lines[-1]} {command}") <= room
        lines[-1:] = [f"{lines[-1]} {command}"] if fits else [lines[-1], f"   {command}"]
    return [*lines]


def _head(terminal: Terminal, brief: Brief, number: int, total: int) -> Text:
    """Say which of how many it is, and who; on the right the tier and one way to reach them."""
    contact = brief.contact
    speech = terminal.speech
    tier = speech.words.say_tier(contact.tier) if contact.tier else ""
    ways = [*map(speech.brief.say_handle, contact.handles), *contact.emails]
    right = cut(one_line(" · ".join(filter(None, (tier, *ways[:1])))), terminal.room // 2)
    place = speech.walk.say_place(number, total)
    left = one_line(" · ".join(filter(None, (place, contact.name, contact.company))))
    left = cut(left, terminal.room - width_of(right) - 2)
    gap = " " * max(terminal.width - width_of(left) - width_of(right), 2)
    return paint(left, "bold") + (gap + right if right else "")


def _without_shown(reasons: Sequence[Reason], entries: Sequence[Entry]) -> list[Reason]:
    """Leave out of a reason the words of a message that stands below in full."""
    shown = {entry.date for entry in entries if entry.direction == "<-"}
    return [
        each._replace(words="") if each.kind == "reply" and each.noted in shown else each
        for each in reasons
    ]


def _labelled(
    speech: Speech, brief: Brief, say: Advice | None, today: date
) -> list[tuple[str, list[str]]]:
    """Gather what to say and what is owed, but for what the reasons say."""
    said = {each.words for each in brief.reasons}

    def others(tasks: Sequence[Task]) -> list[Task]:
        return [task for task in tasks if task.text not in said]

    owed, awaited = others(brief.owed), others(brief.awaited)
    agreed = [task for task in brief.appointments if task.due and task.due > today]
    advice = speech.reasons.say_advice(say, today) if say and say.kind in _ADVICE else ""
    words, labels = speech.brief, speech.walk.CARD_LABELS
    return [
        (labels["tell"], say_tell(speech, brief.tell, today)),
        (labels["say"], [advice] if advice else []),
        (labels["owed"], words.say_tasks(owed, today)),
        (labels["awaited"], words.say_tasks(awaited, today)),
        (labels["agreed"], [words.say_appointment(task, today) for task in agreed]),
        (labels["to do"], words.say_reminders(others(brief.reminders), today)),
    ]


def _fitting(entries: Sequence[Sequence[Text]], room: int) -> list[Text]:
    """Return the lines of as many entries as fit, whole; of the first what fits."""
    lines: list[Text] = []
    for each in entries:
        if lines and len(lines) + len(each) > room:
            break
        lines += each
    room = max(room, 2)
    return lines if len(lines) <= room else [*lines[: room - 1], "…"]
