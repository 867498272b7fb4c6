"""The brief: what I read before I call. Who, why now, promises both ways, what lies ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.agenda.advice import SuggestedContact, suggest_contact
from contactkeeper.core.agenda.better_channel import better_channel
from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.log_stats import (
    Outcomes,
    ResponseStats,
    outcomes_of,
    response_stats,
    trust_in,
)
from contactkeeper.core.agenda.log_summary import counted, open_tasks
from contactkeeper.core.agenda.occasions import ahead
from contactkeeper.core.agenda.problems import problems_on
from contactkeeper.core.agenda.tasks import appointments, reminders, undated
from contactkeeper.core.model import NO_EVENT_NOTES

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.agenda.model import BetterChannel, Reason
    from contactkeeper.core.introduction import Introduction
    from contactkeeper.core.model import Contact, Entry, EventNotes, News, Problem, Task
    from contactkeeper.core.settings import Settings


class Balance(NamedTuple):
    """The favours that I gave and got, up to a day."""

    gave: int
    got: int
    last_gave: tuple[str, date] | None
    """The value of the last one, and its day; `note.favours` reads its kind."""
    last_got: tuple[str, date] | None

    @property
    def turn(self) -> Literal["mine", "theirs", ""]:
        """Say whose turn it is to give; empty where neither has given more."""
        return "mine" if self.got > self.gave else "theirs" if self.gave > self.got else ""


class Brief(NamedTuple):
    """One contact on a given day."""

    contact: Contact
    state: ContactState
    """The clock, the cadence that holds, the timer, and what keeps them off the list."""
    reasons: tuple[Reason, ...]
    """The reasons that put them on today's list, strongest first; empty where there are none."""
    owed: tuple[Task, ...]
    """My open promises."""
    awaited: tuple[Task, ...]
    """The tasks of theirs that are open."""
    appointments: tuple[Task, ...]
    """Those that are not settled, soonest first."""
    reminders: tuple[Task, ...]
    """My other open tasks that are under no entry: first those with a date, by it."""
    ahead: tuple[Reason, ...]
    """Occasions to come, soonest first."""
    balance: Balance
    trust: int | None
    """My judgement from 1 to 5: that of the newest entry that has one, else the note's."""
    outcomes: Outcomes | None
    """The outcomes that came through them; None where there are none."""
    brought: tuple[Introduction, ...]
    """The contacts whom they introduced to me."""
    tell: tuple[News, ...]
    """News of mine that runs and that they have not heard; what ends first, first."""
    answering: ResponseStats | None
    """The channel on which they answer, and how fast; None where no entry of theirs names one."""
    better_channel: BetterChannel | None
    """The channel on which clearly more of my messages are answered; None where none is."""
    form: SuggestedContact | None
    """The way to be in touch today; None if they are not to be contacted."""
    problems: tuple[Problem, ...]
    """The problems of the note that hide or misplace them."""


def brief_of(
    contact: Contact, today: date, settings: Settings, event_notes: EventNotes = NO_EVENT_NOTES
) -> Brief:
    """Gather what a person reads before a call; entries after today do not count."""
    items = due_items([contact], today, settings, event_notes=event_notes)
    tasks = [task for _, task in open_tasks(contact, today)]
    entries = list(counted(contact, today))
    state = contact_state(contact, today, settings)
    reasons = items[0].reasons if items else ()
    tell: tuple[News, ...] = ()
    if event_notes.news:
        from contactkeeper.core.agenda.campaigns import unheard  # most vaults have none

        tell = unheard(contact, today, settings, event_notes.news)
    return Brief(
        contact=contact,
        state=state,
        reasons=reasons,
        owed=tuple(task for task in tasks if task.kind != "waiting"),
        awaited=tuple(task for task in (*tasks, *contact.tasks) if task.kind == "waiting"),
        appointments=tuple(appointments(contact, today)),
        reminders=_reminders(contact, today),
        ahead=ahead(contact, today, settings, event_notes),
        balance=_weigh(entries),
        trust=trust_in(contact, today),
        outcomes=outcomes_of(contact, today),
        brought=tuple(
            each
            for each in contact.introductions
            if each.kind == "intro" and each.path and (each.day is None or each.day <= today)
        ),
        tell=tell,
        answering=response_stats(entries),
        better_channel=better_channel(contact, today, settings),
        form=suggest_contact(state, reasons, entries, settings),
        problems=tuple(
            problem
            for problem in problems_on(today, contact.problems, [contact])
            if problem.severity == "problem"
        ),
    )


def _reminders(contact: Contact, today: date) -> tuple[Task, ...]:
    """List my open tasks under no entry, the appointments apart."""
    mine = [task for task in reminders(contact, today) if task.kind == "reminder"]
    mine.sort(key=lambda task: (task.due, task.line))
    return (*mine, *(task for task in undated(contact) if task.kind == "reminder"))


def _weigh(entries: list[Entry]) -> Balance:
    """Count what was given and got; the entries are the newest first."""
    gave, got = (
        [(value, entry.date) for entry in entries for key, value in entry.fields if key == wanted]
        for wanted in ("gave", "got")
    )
    return Balance(len(gave), len(got), next(iter(gave), None), next(iter(got), None))
