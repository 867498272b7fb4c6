"""Carry out the keys of a card: ask for the words that a command needs, and call it.

Each function takes the card and says whether a change was written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.cli.keys import END, ENTER, ESCAPE
from contactkeeper.cli.questions import ANSWERS
from contactkeeper.core.agenda.reasons import touch_channel
from contactkeeper.core.agenda.tasks import all_open, tasks_of_row
from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.drafts.sending import channel_for
from contactkeeper.core.editing.note_language import language_of
from contactkeeper.core.editing.typed_line import TypedLine, read_line
from contactkeeper.core.note.entry_parser import read_content

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contactkeeper.cli.commands.acts import Acts
    from contactkeeper.cli.session import Session
    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.language.language import PlainAct
    from contactkeeper.core.model import Task


class Card(NamedTuple):
    """The person who is shown, and how to act on them."""

    session: Session
    brief: Brief
    acts: Acts

    @property
    def greets(self) -> bool:
        """Say whether there is an occasion to congratulate on, or the like."""
        return any(reason.occasion for reason in self.brief.reasons)

    @property
    def task(self) -> Task | None:
        """Return the task that the row speaks of first; None where it speaks of none."""
        tasks = tasks_of_row(self.brief.contact, self.brief.reasons, self.session.today)
        return next(iter(tasks), None)

    @property
    def channel(self) -> str:
        """Return the channel to write to them on, as the note has it."""
        return channel_for(self.brief.contact, self.session.today, self.session.settings)

    def carry_out(self, command: str, *arguments: Any, **options: Any) -> bool:  # noqa: ANN401
        """Carry out a command about the person."""
        return self.acts.carry_out(command, self.brief.contact.path, *arguments, **options)

    def ask_line(self, prompt: str, prefilled: str = "") -> str | None:
        """Let the user type a line; None where it was abandoned."""
        return self.session.terminal.read_line(prompt, prefilled)

    def ask_key(self, question: str, *, is_letter: bool = False) -> str:
        """Let the user press a key; Escape where the question was left by ^C."""
        try:
            return self.session.terminal.read_key(question, is_letter=is_letter)
        except KeyboardInterrupt:
            self.session.terminal.out("")
            return ESCAPE

    def do_nothing(self) -> bool:
        """Say that nothing was done."""
        self.session.terminal.out(self.session.speech.walk.NOTHING_DONE)
        return False


def write(card: Card) -> bool:
    """Write a message, which is sent elsewhere and logged."""
    return card.carry_out("write")


def log(card: Card) -> bool:
    """Log a line that begins as the row suggests."""
    task = card.task
    if task and task.kind == "appointment":
        return _log_line(card, _beginning("", task.channel))
    return _log_line(card, _beginning("->", card.channel), task)


def touch(card: Card) -> bool:
    """Log a touch."""
    seen_on = "" if card.greets else touch_channel(card.brief.contact)
    return _log_line(card, _beginning("~", seen_on or card.channel))


def excuse(card: Card) -> bool:
    """Say that their last message needs no reply."""
    return card.carry_out("log", no_reply=True)


def done(card: Card) -> bool:
    """Tick the task that the row speaks of; of an appointment say what came of it."""
    task = card.task
    if task is None or task.kind != "appointment":
        return card.carry_out("done")
    key = card.ask_key(card.session.speech.walk.WHAT_CAME)
    if key == "h":
        return _held(card, task)
    if key == "m":
        day = card.ask_line(card.session.speech.walk.NEW_DAY)
        return card.carry_out("meet", day.split(), moved=True) if day else card.do_nothing()
    return card.carry_out("done", task.name, drop=True) if key == "o" else card.do_nothing()


def meet(card: Card) -> bool:
    """Write down an appointment."""
    words = card.ask_line(card.session.speech.walk.WHEN)
    return card.carry_out("meet", words.split()) if words else card.do_nothing()


def snooze(card: Card) -> bool:
    """Hide the person until a day."""
    today = card.session.today
    days = {"1": add_days(today, 1), "7": add_days(today, 7), "3": add_months(today, 3)}
    key = card.ask_key(card.session.speech.walk.HOW_LONG)
    until = days[key].isoformat() if key in days else ""
    if key == "d":
        until = card.ask_line(card.session.speech.walk.UNTIL_DAY) or ""
    return card.carry_out("snooze", until) if until else card.do_nothing()


def pause(card: Card) -> bool:
    """Hide the person until the user resumes, or until a day."""
    until = card.ask_line(card.session.speech.walk.UNTIL)
    return card.do_nothing() if until is None else card.carry_out("pause", until)


ACTS: Mapping[str, Callable[[Card], bool]] = {
    "w": write, "l": log, "d": done, "x": excuse, "t": touch, "m": meet, "s": snooze, "p": pause,
}  # fmt: skip
"""The act of each key."""


def meaningful_acts(card: Card) -> set[str]:
    """Return the keys of the acts that mean something for the person."""
    meaningless = {
        "d": not all_open(card.brief.contact, card.session.today),
        "x": card.brief.state.clock.owed_since is None,
    }
    return {key for key in ACTS if not meaningless.get(key)}


def _beginning(direction: str, channel: str) -> str:
    """Return what a line begins with: `-> tg: `."""
    return "".join(f"{each} " for each in (direction, channel and f"{channel}:") if each)


def _log_line(card: Card, offered: str, task: Task | None = None) -> bool:
    """Let the user type a line and log it; ask whether it settles a task."""
    line = card.ask_line("", offered)
    if not line:
        return card.do_nothing()
    typed = read_line(line, offered)
    direction, name = read_content(typed.text)[0], None
    if task and direction in (("", "<-") if task.kind == "waiting" else ("", "->")):
        settles = _settles(card, task)
        if settles is None:
            return card.do_nothing()
        name = task.name if settles else None
    return _write(card, typed, direction, done=name)


def _settles(card: Card, task: Task) -> bool | None:
    """Ask whether a line settles a task; None where the question is left."""
    question = card.session.speech.walk.ask_to_tick(task.text)
    while True:  # a line is not lost by a slip
        key = card.ask_key(question, is_letter=True)
        if key in (ESCAPE, END):
            return None
        if key == ENTER or key in ANSWERS:
            return ANSWERS.get(key, True)


def _held(card: Card, task: Task) -> bool:
    """Log what came of an appointment, on its day, and tick it; without words it is ticked."""
    offered = _beginning("", task.channel)
    line = card.ask_line("", offered)
    if line is None:
        return card.do_nothing()
    typed = read_line(line, offered)
    if typed.is_empty:
        return card.carry_out("done", task.name)
    is_past = task.due is not None and task.due < card.session.today
    day = task.due.isoformat() if task.due and is_past else ""
    return _write(card, typed, "", day=day, done=task.name)


def _write(card: Card, typed: TypedLine, direction: str, **options: str | None) -> bool:
    """Log a line; a message or a touch without words gets those that say no more."""
    words = typed.text
    if not typed.words and direction == "->":
        words += f" {_plain_words(card, 'sent')}"
    elif not typed.words and direction == "~":
        words += f" {_plain_words(card, 'greeting' if card.greets else 'like')}"
    promises, awaited = list(typed.promises), list(typed.awaited)
    return card.carry_out("log", words, promise=promises, awaited=awaited, **options)


def _plain_words(card: Card, act: PlainAct) -> str:
    """Return the words of a message or touch of which nothing else is said, as the note has it."""
    return language_of(card.brief.contact, card.session.settings).plain_acts[act]
