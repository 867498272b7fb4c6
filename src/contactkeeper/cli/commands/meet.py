"""`ck meet` and `ck remind`: write an appointment or a reminder into a person's own note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import DryRunOption, WhoArgument, argument, option
from contactkeeper.cli.days import find_day
from contactkeeper.cli.find import find_contact, with_others
from contactkeeper.cli.session import Session
from contactkeeper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, Task

_WithOption = Annotated[
    list[str] | None, option("--with WHO", "Write it for that person too; repeatable.")
]


def meet_command(
    session: Session,
    who: WhoArgument,
    words: Annotated[
        list[str], argument("DAY…", "The day, the time, and what: fri 11:00 call: about the role.")
    ],
    *,
    together: _WithOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Write down an appointment: until its day the timers rest, and on it the person stands on top.

    Example: ck meet anna fri 11:00 call: about the role
    """
    from contactkeeper.core.editing.compose_task import compose_appointment

    def compose(person: Contact, day: date, rest: Sequence[str]) -> Task:
        return compose_appointment(day, rest, _usual_channel(person))

    _plan(session, "meet", [who, *(together or ())], words, compose, dry_run=dry_run)


def remind_command(
    session: Session,
    who: WhoArgument,
    words: Annotated[list[str], argument("DAY…", "The day, and what: 1 dec ask about the team.")],
    *,
    together: _WithOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Write down what to do about a person on a day; it is on the list from then on.

    Example: ck remind anna fri ask about the team
    """
    from contactkeeper.core.editing.compose_task import compose_reminder

    def compose(_: Contact, day: date, rest: Sequence[str]) -> Task:
        return compose_reminder(day, rest)

    _plan(session, "remind", [who, *(together or ())], words, compose, dry_run=dry_run)


def _plan(  # noqa: PLR0913  # what was typed, and what to make of it
    session: Session,
    command: str,
    names: Sequence[str],
    words: Sequence[str],
    compose: Callable[[Contact, date, Sequence[str]], Task],
    *,
    dry_run: bool,
) -> None:
    from contactkeeper.cli.screens.changes import carry_out, tell_tasks
    from contactkeeper.core.editing.compose_task import split_day
    from contactkeeper.core.editing.new_tasks import add_task
    from contactkeeper.vault.store import Step

    typed, rest = split_day(words, session.today)
    day = find_day(session, typed or " ".join(words), ahead=True, option="DAY")
    if day < session.today:
        message = f"{day} is over: for what happened there is ck log."
        raise UsageError(message)
    who, *others = names
    people = with_others(session, find_contact(session, who), others)
    steps = [
        Step(person.path, partial(add_task, task=compose(person, day, rest))) for person in people
    ]
    changes = carry_out(session, command, steps, dry_run=dry_run)
    tell_tasks(session, command, changes, dry_run=dry_run)


def _usual_channel(person: Contact) -> str:
    """Return the word for a meeting, in the language of the note's own channels."""
    russian = any(not entry.channel.isascii() for entry in person.entries)
    return "встреча" if russian else "meeting"
