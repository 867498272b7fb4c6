"""Contacts, rules and a day in; the ordered morning list out, each row with its reasons.

Decides who is on the list. What each reason is, how rows are ordered and what to say have modules
of their own. Must not word anything, nor cut the list: that is for the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.contact_state import (
    FOR_GOOD,
    ContactState,
    contact_state,
)
from contactkeeper.core.agenda.log_summary import last_talk_day, takes_turns, with_recent_log
from contactkeeper.core.agenda.model import DueItem
from contactkeeper.core.agenda.morning import last_change, morning_rows
from contactkeeper.core.agenda.occasion import Window
from contactkeeper.core.agenda.occasions.holiday import is_any_holiday
from contactkeeper.core.agenda.ranking import item_key, reason_key
from contactkeeper.core.agenda.reasons import first_message, reasons_until
from contactkeeper.core.agenda.turns import turns_of_new, turns_of_replies, turns_of_unsorted
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import NO_EVENT_NOTES
from contactkeeper.core.people.unsorted import is_unsorted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from contactkeeper.core.agenda.model import Group, Reason, Turn
    from contactkeeper.core.agenda.reasons import Row
    from contactkeeper.core.model import Contact, EventNotes, News
    from contactkeeper.core.people.find_contact import Directory
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

    What many people have in common (a holiday, an event's audience, news of mine) makes some rows a
    morning and no more: see `quotas`. So the list is made of all contacts, and filtered afterwards.
    """
    from contactkeeper.core.people.find_contact import directory_of  # a morning finds nobody

    people = list(contacts)
    whole = {(contact.path, contact.name): contact for contact in people}
    directory = directory_of(people)
    said = (
        add_say(item, whole[item.contact.path, item.contact.name], directory, today, settings)
        for item in find_items(people, today, settings, soon, event_notes)
    )
    return sorted(said, key=item_key)


def find_items(
    people: Iterable[Contact],
    today: date,
    settings: Settings,
    soon: int = 0,
    event_notes: EventNotes = NO_EVENT_NOTES,
) -> list[DueItem]:
    """Find whom `due_items` lists, in no order and without what to say.

    What to say is added by `add_say` to the rows that are shown: it takes half of the time. The
    contact of a row has the recent part of the log alone. `people` may be an iterator unless
    something that many share is shown on these days.
    """
    until = add_days(today, max(soon, 0))
    if event_notes.events or event_notes.news:
        from contactkeeper.core.agenda.events import active_events  # most vaults have none

        event_notes = active_events(event_notes, today, until)
    window = Window(today, until, settings, event_notes)
    rows: list[Row] = []
    seen = _Seen([], [], [])
    tells: dict[str, tuple[News, ...]] = {}
    for contact in people:
        seen.note(contact, today)
        state = contact_state(contact, today, settings)
        quiet = state.quiet
        if quiet and (quiet.until > until or quiet.until == FOR_GOOD):
            continue
        if reasons := reasons_until(state, until, settings, event_notes):
            recent = with_recent_log(contact, today)
            rows.append((state._replace(contact=recent), reasons))
            if event_notes.news:
                from contactkeeper.core.agenda.campaigns import unheard  # most vaults have none

                tells[contact.path] = unheard(contact, today, settings, event_notes.news)
    rows += _rows_of_unsorted(seen.unsorted, rows, window)
    rows, turns = _give_turns(rows, seen, window)
    return [
        _row(state, reasons, tells.get(state.contact.path, ()), turns) for state, reasons in rows
    ]


class _Seen(NamedTuple):
    """The people of whom a few have a turn each morning, whether they have a row or not."""

    newcomers: list[Contact]
    changed: list[Contact]
    """Those with an entry of mine or a snooze of today."""
    unsorted: list[Contact]

    def note(self, contact: Contact, today: date) -> None:
        if takes_turns(contact, today):
            self.newcomers.append(contact)
        if last_change(contact, today) == today:
            self.changed.append(contact)
        if is_unsorted(contact):
            self.unsorted.append(contact)


def _rows_of_unsorted(
    unsorted: Sequence[Contact], rows: Sequence[Row], window: Window
) -> Iterator[Row]:
    """Give the rows of the imported people whom `[import] per_day` lists."""
    today, _, settings, _ = window
    if not (unsorted and settings.import_per_day):
        return
    listed = {state.contact.path for state, _ in rows}
    states = (contact_state(contact, today, settings) for contact in unsorted)
    awake = [each for each in states if not each.hidden and each.contact.path not in listed]
    for state in turns_of_unsorted(awake, today, settings):
        yield state, [first_message(state, state.contact.imported or today)]


def _give_turns(rows: list[Row], seen: _Seen, window: Window) -> tuple[list[Row], _Turns]:
    """Choose whose turn it is today; rows of shared reasons keep those that have a place."""
    today, settings = window.today, window.settings
    turns = _Turns(turns_of_new(seen.newcomers, today, settings))
    kinds = {"shared" if each.shared else each.kind for _, reasons in rows for each in reasons}
    if kinds.isdisjoint(("shared", "reply")):
        return rows, turns
    morning = morning_rows(rows, seen.changed, window)
    turns = _Turns(turns.new, *turns_of_replies(morning.values(), today, settings))
    if "shared" in kinds:
        from contactkeeper.core.agenda.quotas import apply_quotas

        rows, placed = apply_quotas(rows, morning, window)
        turns = turns._replace(placed=placed)
    return rows, turns


class _Turns(NamedTuple):
    """The paths of those whose turn it is today."""

    new: AbstractSet[str]
    """Of people met lately."""
    replies: AbstractSet[str] = frozenset()
    """Of those who have waited long for my reply."""
    old_replies: AbstractSet[str] = frozenset()
    """All of those."""
    placed: AbstractSet[str] = frozenset()
    """Of those who are listed for what many share."""

    def of(self, group: Group, path: str) -> Turn:
        """Return the turn of a row."""
        if group == "new":
            return "today" if path in self.new else ""
        if group == "reply" and path in self.old_replies:
            return "today" if path in self.replies else "later"
        if group == "circle":
            return "today" if path in self.placed else "later"
        return ""


def is_any_reason_shared(
    today: date, until: date, settings: Settings, event_notes: EventNotes
) -> bool:
    """Say whether a holiday, an event or news may list anybody on a day from `today` to `until`."""
    if is_any_holiday(today, until, settings):
        return True
    if not (event_notes.events or event_notes.news):
        return False
    from contactkeeper.core.agenda.events import active_events  # most vaults have none

    return any(active_events(event_notes, today, until))


def add_say(
    item: DueItem, contact: Contact, directory: Directory, today: date, settings: Settings
) -> DueItem:
    """Say what to do about a row.

    Args:
        item: the row.
        contact: its contact, with all of the log.
        directory: what all contacts are found by, so that a name to type means one person.
        today: the day of the list.
        settings: the rules.
    """
    from contactkeeper.core.agenda.advice import advise  # for wide windows
    from contactkeeper.core.agenda.tasks import name_to_type

    state = contact_state(contact, today, settings)
    say = advise(state, item.reasons[0], directory, settings, item.tell)
    if say and say.kind in ("done", "ticked", "took-place"):
        say = say._replace(task=name_to_type(contact, item.reasons, today))
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
    if reasons and state.is_just_back and state.contact.paused_why.strip():
        reasons[0] = reasons[0]._replace(paused_why=state.contact.paused_why)
    return reasons


def _row(
    state: ContactState, found: list[Reason], tell: tuple[News, ...], turns: _Turns
) -> DueItem:
    reasons = _strongest_first(state, found)
    first = reasons[0]
    item = DueItem(
        contact=state.contact,
        group=first.group,
        due=first.due,
        days_overdue=max(0, (state.today - first.due).days),
        cadence=state.cadence,
        last_contact=state.clock.last_contact,
        cold=state.cold,
        reasons=tuple(reasons),
        tell=tell,
        last_talk=last_talk_day(state.contact, state.today),
        turn=turns.of(first.group, state.contact.path),
    )
    if not item.is_folded:
        return item
    own = (reason for reason in found if reason.group == "soon" and not reason.shared)
    return item._replace(later=tuple(sorted(own, key=reason_key)))
