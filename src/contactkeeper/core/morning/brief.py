"""The brief: what I read before I call. Who, why now, promises both ways, what lies ahead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.model import NO_HAPPENINGS
from contactkeeper.core.morning.clock import counted, open_tasks
from contactkeeper.core.morning.due import due_items
from contactkeeper.core.morning.forms import Form, form_of
from contactkeeper.core.morning.occasions import ahead
from contactkeeper.core.morning.problems import problems_on
from contactkeeper.core.morning.standing import stand
from contactkeeper.core.morning.talking import Answering, answering_of

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact, Entry, Happenings, News, Problem, Promise, Reason
    from contactkeeper.core.morning.standing import Standing
    from contactkeeper.core.settings import Settings


class Balance(NamedTuple):
    """What I gave and what I got, up to a day."""

    gave: int
    got: int
    last_gave: tuple[str, date] | None
    """What, and when."""
    last_got: tuple[str, date] | None

    @property
    def turn(self) -> Literal["mine", "theirs", ""]:
        """Say whose turn it is to give; empty where neither has given more."""
        return "mine" if self.got > self.gave else "theirs" if self.gave > self.got else ""


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
    tell: tuple[News, ...]
    """News of mine that runs and that they have not heard; what ends first, first."""
    answering: Answering | None
    """Where they answer and how fast; None where no entry of theirs names a channel."""
    form: Form | None
    """The form that fits today; None for who is not to be contacted."""
    problems: tuple[Problem, ...]
    """What in the note hides or misplaces them."""


def brief_of(
    contact: Contact, today: date, settings: Settings, happenings: Happenings = NO_HAPPENINGS
) -> Brief:
    """Gather what a person reads before a call; entries after today do not count."""
    items = due_items([contact], today, settings, happenings=happenings)
    tasks = [task for _, task in open_tasks(contact, today)]
    entries = list(counted(contact, today))
    standing = stand(contact, today, settings)
    reasons = items[0].reasons if items else ()
    tell: tuple[News, ...] = ()
    if happenings.news:
        from contactkeeper.core.morning.campaigns import unheard  # most vaults have none

        tell = unheard(contact, today, settings, happenings.news)
    return Brief(
        contact=contact,
        standing=standing,
        reasons=reasons,
        owed=tuple(task for task in tasks if not task.waiting),
        awaited=tuple(task for task in tasks if task.waiting),
        ahead=ahead(contact, today, settings, happenings),
        balance=_weigh(entries),
        tell=tell,
        answering=answering_of(entries),
        form=form_of(standing, reasons, entries),
        problems=tuple(
            problem
            for problem in problems_on(today, contact.problems, [contact])
            if problem.severity == "problem"
        ),
    )


def _weigh(entries: list[Entry]) -> Balance:
    """Count what was given and got; the entries are the newest first."""
    gave, got = (
        [(value, entry.date) for entry in entries for key, value in entry.fields if key == wanted]
        for wanted in ("gave", "got")
    )
    return Balance(len(gave), len(got), next(iter(gave), None), next(iter(got), None))
