"""The brief: what I read before I call. Who, why now, promises both ways, what lies ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.model import NO_HAPPENINGS
from contactkeeper.core.morning.clock import counted, open_tasks
from contactkeeper.core.morning.due import due_items
from contactkeeper.core.morning.occasions import ahead
from contactkeeper.core.morning.problems import problems_on
from contactkeeper.core.morning.standing import stand
from contactkeeper.core.notes.channels import fold_channel

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact, Entry, Happenings, Problem, Promise, Reason
    from contactkeeper.core.morning.standing import Standing
    from contactkeeper.core.settings import Settings


class Balance(NamedTuple):
    """What I gave and what I got, up to a day."""

    gave: int
    got: int
    last_gave: tuple[str, date] | None
    """What, and when."""


class Brief(NamedTuple):
    """One contact on a given day."""

    contact: Contact
    standing: Standing
    """The clock, the cadence that holds, the timer, and what keeps them off the list."""
    reasons: tuple[Reason, ...]
    """Why they are on the list today, strongest first; empty where they are not."""
    owed: tuple[Promise, ...]
    """My open promises."""
    awaited: tuple[Promise, ...]
    """What they said they would do, and have not."""
    ahead: tuple[Reason, ...]
    """Occasions to come, soonest first."""
    balance: Balance
    answers_on: str
    """The channel of the newest entry that they had a part in, folded; empty where none says."""
    problems: tuple[Problem, ...]
    """What in the note hides or misplaces them."""


def brief_of(
    contact: Contact, today: date, settings: Settings, happenings: Happenings = NO_HAPPENINGS
) -> Brief:
    """Gather what a person reads before a call; entries after today do not count."""
    items = due_items([contact], today, settings, happenings=happenings)
    tasks = [task for _, task in open_tasks(contact, today)]
    entries = list(counted(contact, today))
    return Brief(
        contact=contact,
        standing=stand(contact, today, settings),
        reasons=items[0].reasons if items else (),
        owed=tuple(task for task in tasks if not task.waiting),
        awaited=tuple(task for task in tasks if task.waiting),
        ahead=ahead(contact, today, settings, happenings),
        balance=_weigh(entries),
        answers_on=next(
            (
                fold_channel(entry.channel)
                for entry in entries
                if entry.channel and entry.direction != "->"
            ),
            "",
        ),
        problems=tuple(
            problem
            for problem in problems_on(today, contact.problems, [contact])
            if problem.severity == "problem"
        ),
    )


def _weigh(entries: list[Entry]) -> Balance:
    """Count what was given and got; the entries are the newest first."""
    gave = [
        (value, entry.date) for entry in entries for key, value in entry.fields if key == "gave"
    ]
    got = sum(key == "got" for entry in entries for key, _ in entry.fields)
    return Balance(len(gave), got, gave[0] if gave else None)
