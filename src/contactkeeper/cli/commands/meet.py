"""`ck meet` and `ck remind`: write an appointment or a reminder into a person's own note."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import DryRunOption, WhoArgument, argument, option
from contactkeeper.cli.days import find_day
from contactkeeper.cli.find import find_contact, with_others
from contactkeeper.cli.session import Session
from contactkeeper.errors import UsageError
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.model import Contact, Task
    from contactkeeper.core.note.note import Note

_WithOption = Annotated[
    list[str] | None, option("--with WHO", "Write it for that person too; repeatable.")
]


def meet_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    who: WhoArgument,
    words: Annotated[
        list[str], argument("DAY…", "The day, the time, and what: fri 11:00 call: about the role.")
    ],
    *,
    moved: Annotated[
        bool, option("--moved", "In the place of the next appointment, whose words it keeps.")
    ] = False,
    together: _WithOption = None,
    dry_run: DryRunOption = False,
) -> None:
    """Write down an appointment: until its day the timers rest, and on it the person stands on top.

    Example: ck meet anna fri 11:00 call: about the role
    """
    from contactkeeper.core.editing.compose_task import compose_appointment, keep_words
    from contactkeeper.core.editing.log_edits import tick
    from contactkeeper.core.editing.new_tasks import add_task
    from contactkeeper.core.editing.note_language import language_of
    from contactkeeper.core.editing.open_tasks import same_task
    from contactkeeper.core.language.languages import short_channel

    def plans(person: Contact, day: date, rest: Sequence[str]) -> list[Callable[[Note], Plan]]:
        if not moved:
            usual = short_channel("meeting", language_of(person, session.settings))
            return [partial(add_task, task=compose_appointment(day, rest, usual))]
        before = _next_appointment(session, person)
        task = keep_words(compose_appointment(day, rest, before.channel), before)

        def drop(note: Note) -> Plan:
            return tick(note, same_task(note, before), "dropped", session.today)

        return [partial(add_task, task=task), drop]

    _plan(session, "meet", [who, *(together or ())], words, plans, dry_run=dry_run)


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
    from contactkeeper.core.editing.new_tasks import add_task

    def plans(_: Contact, day: date, rest: Sequence[str]) -> list[Callable[[Note], Plan]]:
        return [partial(add_task, task=compose_reminder(day, rest))]

    _plan(session, "remind", [who, *(together or ())], words, plans, dry_run=dry_run)


def _plan(  # noqa: PLR0913  # what was typed, and what to make of it
    session: Session,
    command: str,
    names: Sequence[str],
    words: Sequence[str],
    plans: Callable[[Contact, date, Sequence[str]], list[Callable[[Note], Plan]]],
    *,
    dry_run: bool,
) -> None:
    from contactkeeper.cli.screens.changes import carry_out, tell_tasks
    from contactkeeper.core.editing.compose_task import split_day
    from contactkeeper.vault.store import Step

    typed, rest = split_day(words, session.today)
    day = find_day(session, typed or " ".join(words), ahead=True, option="DAY")
    if day < session.today:
        raise UsageError(Wording("{day} is over: for what happened there is ck log.", day=day))
    who, *others = names
    people = with_others(session, find_contact(session, who), others)
    steps = [Step(person.path, plan) for person in people for plan in plans(person, day, rest)]
    changes = carry_out(session, command, steps, dry_run=dry_run)
    # Of two changes to a note the first is told, with the note as it is after both.
    last = {change.path: change.note for change in changes}
    told = {change.path: change._replace(note=last[change.path]) for change in reversed(changes)}
    tell_tasks(session, command, list(told.values())[::-1], dry_run=dry_run)


def _next_appointment(session: Session, person: Contact) -> Task:
    """Return the appointment that today's row speaks of, else the next.

    Raises:
        NoSuchTask: there is none.
    """
    from contactkeeper.core.agenda.due import due_items
    from contactkeeper.core.agenda.tasks import appointments, tasks_of_row
    from contactkeeper.lookup_errors import NoSuchTask

    today = session.today
    planned = [task for task in appointments(person, today) if task in person.tasks]
    if not planned:
        raise NoSuchTask(person.path, "", ())
    rows = due_items([person], today, session.settings)
    spoken_of = tasks_of_row(person, rows[0].reasons, today) if rows else []
    return next((task for task in spoken_of if task in planned), planned[0])
