"""The events of the calendar: appointments, tasks, occasions, events, and whom to write to.

People, rules and a day in; values out, each with the days it takes or the rule by which it returns.
Whoever is paused or not to be contacted has none; a snooze hides nothing, since what was agreed on
stands. Must not word anything, nor know of iCalendar.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.calendar_event import CalendarEvent, by_day, spans_between
from contactkeeper.core.agenda.events import guests
from contactkeeper.core.agenda.log_summary import open_tasks
from contactkeeper.core.agenda.occasions import occasions_until
from contactkeeper.core.agenda.occasions.birthday import BIRTHDAY
from contactkeeper.core.agenda.occasions.dates import DATES
from contactkeeper.core.agenda.occasions.holiday import HOLIDAY
from contactkeeper.core.agenda.plan import make_plan, reasons_on
from contactkeeper.core.agenda.tasks import REASON_OF, appointments, reminders
from contactkeeper.core.calendar.days import add_days, add_months, falls_on, yearly_days
from contactkeeper.core.calendar.recurrence import days_of
from contactkeeper.core.language.cadence import cadence_of
from contactkeeper.core.model import NO_EVENT_NOTES
from contactkeeper.core.people.audience import hears, is_reachable, read_audience

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.core.calendar.days import Span
    from contactkeeper.core.model import Contact, EventNotes, Task
    from contactkeeper.core.settings import Holiday, Settings

WEEKS = 8
"""Weeks for which occasions and the plan are worked out."""
PAST_DAYS = 30
"""Days for which something that is over stays."""

_WEEK = 7
_NO_YEAR = 1904
"""The year in which a yearly day begins whose first year is not known: it has a 29 February."""
_HOLIDAYS_FROM, _HOLIDAYS_TO = date(2020, 1, 1), date(2060, 12, 31)
"""Between these days a holiday begins."""
_LEAP_RULES = {(2, 28): "BYMONTH=2;BYMONTHDAY=-1", (3, 1): "BYYEARDAY=60"}
"""29 February by the day on which it falls in other years."""


def calendar_events(  # noqa: PLR0913  # what it is made of, and the days
    contacts: Sequence[Contact],
    today: date,
    settings: Settings,
    event_notes: EventNotes = NO_EVENT_NOTES,
    *,
    weeks: int = WEEKS,
    month: Span | None = None,
) -> tuple[CalendarEvent, ...]:
    """List everything from a month ago on, by day, and what returns by a rule.

    What notes have a day for is listed however far ahead it is; what is worked out, for some weeks.
    Of a `month` everything is listed, whenever it is. Somebody is to be written to on the day that
    `ck plan` has for them, unless something of theirs is on that day already.
    """
    until = add_days(today, weeks * _WEEK - 1)
    since, near = add_days(today, -PAST_DAYS), (today, until)
    if month:
        since, near = min(since, month[0]), month if month[0] > until else near
    contacts = tuple(contacts)  # each would be read anew
    found: list[CalendarEvent] = []
    for contact in contacts:
        dated = (*_tasks(contact, today), *_occasions(contact, near, settings))
        found += (
            each for each in dated if each.first >= since and is_reachable(contact, each.first)
        )
        found += _of_every_year(contact, today, settings)
    found += _of_event_notes(event_notes, contacts, today, since, settings)
    found += _of_holidays(contacts, today, settings)
    taken = {
        (each.path, day)
        for each in found
        if each.kind != "waiting"
        for day, _ in spans_between(each, today, until, settings)
    }
    plan = make_plan(contacts, today, settings, weeks, event_notes=event_notes)
    found += [
        _on(day.date, "write", item.contact)._replace(reasons=reasons_on(item, day.date))
        for day in plan.days
        for item in day.items
        if (item.contact.path, day.date) not in taken
    ]
    return tuple(_told_apart(sorted(found, key=by_day)))


def _told_apart(events: Sequence[CalendarEvent]) -> Iterator[CalendarEvent]:
    """Give the events, with a number in the key of each that has the words of another one."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for event in events:
        alike = (event.path, event.kind, event.key)
        seen[alike] += 1
        number = seen[alike]
        yield event._replace(key=f"{event.key} {number}") if number > 1 else event


def _on(day: date, kind: str, contact: Contact) -> CalendarEvent:
    """Return an event of a person that takes one day."""
    return CalendarEvent(kind, contact.name, day, day, contact.path, company=contact.company)


def _of_every_year(contact: Contact, today: date, settings: Settings) -> Iterator[CalendarEvent]:
    """Give the birthday and the dates of a person: of whoever is paused, after the pause."""
    if is_reachable(contact, today):
        yield from _yearly(contact, settings, date.min)
    elif contact.status == "paused" and contact.paused_until:
        yield from _yearly(contact, settings, contact.paused_until)


def _tasks(contact: Contact, today: date) -> Iterator[CalendarEvent]:
    """Give the open tasks with a day."""
    under_entries = [task for _, task in open_tasks(contact, today)]
    for task in (*appointments(contact, today), *under_entries, *reminders(contact, today)):
        if task.due is None:
            continue
        yield _on(task.due, REASON_OF[task.kind], contact)._replace(
            key=_key_of(task), time=task.time, channel=task.channel, words=task.text
        )


def _key_of(task: Task) -> str:
    """Return what a task is known by: its words; of an appointment, which may have none, its day.

    So a promise that is put off moves, and an appointment of another day is another one.
    """
    if task.kind == "appointment":
        return " ".join(filter(None, (str(task.due), str(task.time or ""), task.text)))
    return task.text


def _occasions(contact: Contact, near: Span, settings: Settings) -> Iterator[CalendarEvent]:
    """Give the occasions of one person that return by no rule, such as a placement's years."""
    if cadence_of(contact, settings).unit == "none":
        return
    for reason in occasions_until(contact, *near, settings):
        occasion = reason.occasion
        if occasion is None or reason.kind in (BIRTHDAY.name, DATES.name, HOLIDAY.name):
            continue
        day = max(occasion.day, occasion.first)
        if day <= near[1]:
            yield _on(day, reason.kind, contact)._replace(
                key=f"{occasion.name} {occasion.day}", occasion=occasion
            )


def _yearly(contact: Contact, settings: Settings, since: date) -> Iterator[CalendarEvent]:
    """Give the birthday and the dates of a person since a day, unless they want no occasions."""
    if cadence_of(contact, settings).unit == "none":
        return
    days = [(DATES.name, name, partial) for name, partial in contact.dates]
    if contact.birthday:
        days.append((BIRTHDAY.name, "", contact.birthday))
    leap_day = settings.occasions.leap_day
    for kind, name, partial in days:
        rule = "FREQ=YEARLY"
        if (partial.month, partial.day) == (2, 29):
            rule = f"{rule};{_LEAP_RULES[leap_day]}"
        first = falls_on(partial, partial.year or _NO_YEAR, leap_day)
        if first < since:
            first = next(yearly_days(partial, since, add_months(since, 12), leap_day), since)
        yield _on(first, kind, contact)._replace(key=name, words=name, yearly=partial, rule=rule)


def _of_event_notes(
    event_notes: EventNotes,
    contacts: Sequence[Contact],
    today: date,
    since: date,
    settings: Settings,
) -> Iterator[CalendarEvent]:
    """Give the conferences and the like that I may attend, with those who are asked."""
    for event in event_notes.events:
        if event.attending is not False and (event.rule or event.end >= since):
            asked, _ = guests(event, contacts, today, settings)
            yield CalendarEvent(
                "event",
                event.name,
                event.date,
                event.end,
                event.path,
                place=event.place,
                rule=event.rule,
                people=tuple(contact.name for contact in asked),
            )


def _of_holidays(
    contacts: Sequence[Contact], today: date, settings: Settings
) -> Iterator[CalendarEvent]:
    """Give the holidays on which somebody is congratulated."""
    for holiday in settings.holidays:
        days = days_of(holiday.rule, _HOLIDAYS_FROM, _HOLIDAYS_TO)
        people = _those_to_congratulate(holiday, contacts, today, settings)
        if days and people:
            yield CalendarEvent(
                HOLIDAY.name,
                holiday.name,
                days[0],
                days[0],
                key=holiday.name,
                rule=holiday.rule,
                people=people,
            )


def _those_to_congratulate(
    holiday: Holiday, contacts: Sequence[Contact], today: date, settings: Settings
) -> tuple[str, ...]:
    audience = read_audience(holiday.audience)
    return tuple(
        contact.name
        for contact in contacts
        if hears(audience, contact, settings, today)
        and cadence_of(contact, settings).unit != "none"
    )
