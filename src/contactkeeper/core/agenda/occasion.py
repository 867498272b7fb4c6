"""The values of the table of occasions: a kind, and the days looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.agenda.log_summary import last_own_day
from contactkeeper.core.model import NO_EVENT_NOTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from contactkeeper.core.agenda.model import Occasion
    from contactkeeper.core.model import Contact, EventNotes
    from contactkeeper.core.settings import Settings


class Window(NamedTuple):
    """The days from `today` to `until`, and the rules and notes that hold on them."""

    today: date
    until: date
    settings: Settings
    event_notes: EventNotes = NO_EVENT_NOTES


def spoke_since(occasion: Occasion, contact: Contact, today: date) -> bool:
    """Check for a conversation, or a message of mine, since the occasion can be served."""
    spoke = last_own_day(contact, today)
    return spoke is not None and spoke >= (occasion.served_from or occasion.day)


class OccasionKind(NamedTuple):
    """One row of the table of occasions. Its sentences are in `occasions.py` of each language."""

    name: str
    """As JSON, `ck write --for` and the file names of templates have it."""
    find: Callable[[Contact, Window], Iterator[Occasion]]
    """Yield the contact's occasions that may be shown in the window; others do no harm.

    It decides who has the occasion, and on which days it is shown first and last."""
    field: str = ""
    """The field of `Contact` that it comes from; `find` is not called where that is empty."""
    notes: Literal["", "events", "news"] = ""
    """The event notes that it comes from; `find` is not called where there are none."""
    option: str = ""
    """The field of `Settings` that it comes from; `find` is not called where that is empty."""
    is_served: Callable[[Occasion, Contact, date], bool] | None = spoke_since
    """Decide whether it is done; None: `find` leaves out what is done."""
    quota: Literal["circle", "news"] = "circle"
    """The quota that limits how many rows its shared occasions make a day."""
    can_wait: bool = False
    """Whether it may be told when the person comes up for something else."""
    subject: Literal["", "occasion", "span", "company"] = ""
    """The field of a draft that says what it is about: the name of the occasion, which is `about`
    in JSON; the time since the day in `field`; or where they work. Empty: its kind says it all."""
    next_only: bool = False
    """Whether of all its occasions to come only the next one is told."""
    suggests: Literal["", "congratulations", "follow-up"] = ""
    """The way to be in touch, where it differs from other days."""
    is_greeting: bool = False
    """Whether a message for it asks for no answer, and so is a touch."""
    draft: str = ""
    """The kind of draft to use for it; empty: the draft with the name of the occasion kind."""
