"""Contacts, rules and a day in; the ordered morning list out, each row with its reasons.

Decides who is on the list. What each reason is, how rows are ordered and what to say have modules
of their own. Must not word anything, nor cut the list: that is for the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.contact_state import FOR_GOOD, ContactState, contact_state
from contactkeeper.core.agenda.ranking import item_key, reason_key
from contactkeeper.core.agenda.reasons import reasons_until
from contactkeeper.core.language.dates import add_days
from contactkeeper.core.model import NO_EVENT_NOTES, DueItem
from contactkeeper.core.note.lazy_entries import Entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.agenda.advice import ShortNames
    from contactkeeper.core.model import Contact, EventNotes, News, Reason
    from contactkeeper.core.settings import Settings

_LOOK_AHEAD = 400  # days in which somebody always comes up, but for rhythms of years


def due_items(
    contacts: Iterable[Contact],
    today: date,
    settings: Settings,
    soon: int = 0,
    event_notes: EventNotes = NO_EVENT_NOTES,
) -> list[DueItem]:
    """List who is due on `today`, and in the group `soon` who comes up within `soon` days after.

    Each contact appears once. Who is snoozed, paused or not to be contacted is left out; somebody
    whose snooze or pause ends within `soon` days comes up on that day.

    What a whole circle has in common (a holiday, an event's audience, news of mine) makes some
    rows a morning and no more: see `rations`. So the list is made of all contacts, and filtered
    afterwards.
    """
    people = list(contacts)
    items = find_items(people, today, settings, soon, event_notes)
    return sorted(add_say(items, people, today, settings), key=item_key)


def find_items(
    people: Sequence[Contact],
    today: date,
    settings: Settings,
    soon: int = 0,
    event_notes: EventNotes = NO_EVENT_NOTES,
) -> list[DueItem]:
    """Find whom `due_items` lists, in no order and without what to say.

    That is for `add_say`, where only some rows are shown: it asks for more entries than all else,
    and takes half of the time.
    """
    until = add_days(today, max(soon, 0))
    if event_notes.events or event_notes.news:
        from contactkeeper.core.agenda.active_events import active_events  # most vaults have none

        event_notes = active_events(event_notes, today, until)
    rows = []
    for contact in people:
        state = contact_state(contact, today, settings)
        quiet = state.quiet
        if quiet and (quiet.until > until or quiet.until == FOR_GOOD):
            continue
        if reasons := reasons_until(state, until, settings, event_notes):
            rows.append((state, reasons))
    if any(reason.shared for _, reasons in rows for reason in reasons):
        from contactkeeper.core.agenda.quotas import apply_quotas

        rows = apply_quotas(rows, people, until, settings, event_notes)
    return [
        _row(state, _strongest_first(state, reasons), settings, event_notes)
        for state, reasons in rows
    ]


def add_say(
    items: Iterable[DueItem],
    contacts: Sequence[Contact],
    today: date,
    settings: Settings,
    keys: Sequence[str] = (),
) -> list[DueItem]:
    """Say what to do for rows that were made without.

    Args:
        items: the rows.
        contacts: all of them, so that a name to type means one.
        today: the day of the list.
        settings: the rules.
        keys: by what each contact is found, where that is known.
    """
    from contactkeeper.core.agenda.advice import ShortNames  # for wide windows

    names = ShortNames(contacts, keys)
    return [_with_say(item, names, today, settings) for item in items]


def _with_say(item: DueItem, names: ShortNames, today: date, settings: Settings) -> DueItem:
    from contactkeeper.core.agenda.advice import advise

    contact = item.contact
    say = advise(contact_state(contact, today, settings), item.reasons[0], names, item.tell)
    if isinstance(contact.entries, Entries):
        contact.entries.release()  # a hundred logs would take more room than all else
    return item._replace(say=say)


def next_due(contact: Contact, today: date, settings: Settings) -> date | None:
    """Return the day on which the contact's timer is due, past or future; None: no timer runs.

    The latest of last contact + cadence, last attempt + `retry_after` and the end of a snooze or
    pause: so an attempt never brings it forward, but for one thing: like any entry, it ends a
    snooze set before it.
    """
    timer = contact_state(contact, today, settings).timer
    return timer.due if timer else None


def upcoming(
    contacts: Sequence[Contact],
    today: date,
    settings: Settings,
    event_notes: EventNotes = NO_EVENT_NOTES,
) -> DueItem | None:
    """Return who comes up next after `today`; None where nobody does in a year or so."""
    items = find_items(contacts, today, settings, _LOOK_AHEAD, event_notes)
    return min((item for item in items if item.group == "soon"), key=item_key, default=None)


def _strongest_first(state: ContactState, found: list[Reason]) -> list[Reason]:
    """List what holds today; only where nothing does, what comes up later."""
    today = [reason for reason in found if reason.group != "soon"]
    reasons = sorted(today or found, key=reason_key)
    if reasons and _is_just_back(state):
        reasons[0] = reasons[0]._replace(paused_why=state.contact.paused_why)
    return reasons


def _is_just_back(state: ContactState) -> bool:
    """Say whether a pause that says why is over and nothing happened since."""
    quiet, last = state.quiet, state.clock.last_entry
    if quiet is None or quiet.why != "pause" or not state.contact.paused_why.strip():
        return False
    return last is None or last < quiet.until


def _row(
    state: ContactState, reasons: list[Reason], settings: Settings, event_notes: EventNotes
) -> DueItem:
    first = reasons[0]
    tell: tuple[News, ...] = ()
    if event_notes.news:
        from contactkeeper.core.agenda.campaigns import unheard  # most vaults have none

        tell = unheard(state.contact, state.today, settings, event_notes.news)
    return DueItem(
        contact=state.contact,
        group=first.group,
        due=first.due,
        days_overdue=max(0, (state.today - first.due).days),
        cadence=state.cadence,
        last_contact=state.clock.last_contact,
        cold=state.cold,
        reasons=tuple(reasons),
        tell=tell,
    )
