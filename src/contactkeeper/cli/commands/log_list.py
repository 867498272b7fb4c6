"""`ck log --list`: what I did in a week or a month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.json import Document, entry_value, promise_value
from contactkeeper.cli.layout import align, cut, one_line
from contactkeeper.core.agenda.own_acts import count_acts, own_acts
from contactkeeper.core.calendar.days import monday_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.cli.args.filters import Filter
    from contactkeeper.cli.session import Session
    from contactkeeper.core.agenda.own_acts import OwnAct
    from contactkeeper.core.model import Contact
    from contactkeeper.text.speech import Speech

_NARROW = 64
"""Columns of a window in which the words stand beside the name."""


def list_own_acts(session: Session, who: str, since: str, month: bool, only: Filter) -> None:  # noqa: FBT001  # an option
    """Show what I did since a day, from Monday or the first of the month where none is typed."""
    first = _first_day(session, since, month=month)
    acts = own_acts(_people(session, who, only), first, session.today)
    if session.as_json:
        session.answer(
            "log",
            since=first.isoformat(),
            acts=[_value(act) for act in acts],
            counts=count_acts(acts),
            people=len({act.contact.path for act in acts}),
        )
        return
    session.terminal.out(*_lines(session.speech, acts, session.today, session.terminal.room))
    session.terminal.say(session.speech.own_acts.say_own_acts(acts, first, session.today))


def _first_day(session: Session, since: str, *, month: bool) -> date:
    if month:
        return session.today.replace(day=1)
    if not since:
        return monday_of(session.today)
    from contactkeeper.cli.days import find_past_day

    return find_past_day(session, since, option="--since")


def _people(session: Session, who: str, only: Filter) -> Sequence[Contact]:
    if not who:
        return only.among(session.require_contacts())
    from contactkeeper.cli.find import find_contact

    return only.among([find_contact(session, who)])


def _lines(speech: Speech, acts: Sequence[OwnAct], today: date, room: int) -> list[str]:
    """Lay out an act a line, and a blank line; in a narrow window the words stand below."""
    rows = [_row(speech, act, today, room) for act in acts]
    if room >= _NARROW:
        return [*align(rows, room, flexible=(4,)), *([""] if rows else [])]
    heads = align([row[:-1] for row in rows], room, flexible=(3,))
    below = [cut(f"  {one_line(row[-1])}", room) for row in rows]
    lines = [line for pair in zip(heads, below, strict=True) for line in pair if line.strip()]
    return [*lines, *([""] if lines else [])]


def _row(speech: Speech, act: OwnAct, today: date, room: int) -> tuple[str, ...]:
    """Give the columns of a line: day, sign, channel, name, words."""
    return (
        speech.days.say_weekday_day(act.day, today),
        "[x]" if act.task else act.entry.direction,
        "" if act.task else act.entry.channel,
        cut(one_line(act.contact.name), room // 3),
        speech.own_acts.say_own_act(act),
    )


def _value(act: OwnAct) -> Document:
    return {
        "name": act.contact.name,
        "path": act.contact.path,
        "date": act.day.isoformat(),
        "kind": act.kind,
        "entry": entry_value(act.entry),
        "promise": promise_value(act.task) if act.task else None,
    }
