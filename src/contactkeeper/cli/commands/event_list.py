"""`ck event list`: the events there are, when they are, and who is named in them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.json import document, event_value
from contactkeeper.cli.layout import align
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.event_occasions import STAYS, guests, next_time
from contactkeeper.core.calendar.days import add_days
from contactkeeper.text.counts import say_count
from contactkeeper.text.days import say_weekday_day

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Event


def event_list_command(
    session: Session,
    *,
    everything: Annotated[bool, option("--all", help="Also events that are long over.")] = False,
) -> None:
    """List the events to come, and those to follow up on, with the people named in them.

    Example: ck event list --all
    """
    today = session.today
    dated = sorted(
        ((next_time(event, today), event) for event in session.event_notes.events),
        key=lambda each: (each[0], each[1].name, each[1].path),
    )
    if session.as_json:
        values = [event_value(session, event) for _, event in dated]
        session.terminal.document(document(session, "event list", events=values))
        return
    shown = [each for each in dated if everything or add_days(each[0][1], STAYS) >= today]
    rows = [
        (_say_days(*days, today), event.name, event.place, _say_people(session, event))
        for days, event in shown
    ]
    lines = align(rows, session.terminal.width, flexible=(3, 2, 1))
    over = len(dated) - len(shown)
    if not dated:
        lines = ["No event yet: ck event add NAME --date DAY makes a note for one."]
    elif over:
        lines.append(f"{say_count(over, 'event is', 'events are')} long over: ck event list --all")
    session.terminal.out(*lines)


def _say_days(first: date, last: date, today: date) -> str:
    said = say_weekday_day(first, today)
    return said if first == last else f"{said} to {say_weekday_day(last, today)}"


def _say_people(session: Session, event: Event) -> str:
    """Name those in `people`, and count whom the audience adds."""
    asked, named = guests(event, session.loaded.contacts, session.today, session.settings)
    said = [contact.name for contact in named]
    more = len(asked) - len(named)
    if more > 0:
        said.append(f"{more} more of {event.audience}" if said else f"{more} of {event.audience}")
    if event.attending is False:
        said.append("you are not there")
    return ", ".join(said)
