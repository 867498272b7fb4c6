"""Summarize a log on a day: last contact, reply owed, unanswered attempts, cold.

Reads the entries up to that day; what is dated after it does not count. Must not know about
occasions, snoozes or how anything is worded.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.agenda.model import LogSummary
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.language.languages import is_talk
from contactkeeper.core.note.meaning import is_contact, is_own, meaning_of, wants_no_reply

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.model import Contact, Entry, Task
    from contactkeeper.core.settings import ClockRules

MET_LATELY = 14
"""Days after we met in which somebody whom I have not written to takes turns with others."""
TURNS_OF = 2 * MET_LATELY
"""Days back to which those turns are worked out: the order of the queue follows from them."""


def summarize_log(contact: Contact, today: date, rules: ClockRules) -> LogSummary:
    """Read a contact's clock as it stands on `today`.

    A `last_contact` property counts as a conversation before all entries of its day. My first
    message after one of theirs is my reply, with all that I wrote on its day: no attempt. `cold` is
    False for a contact whose own cadence is `event` or `none`: they have no retries.
    """
    noted = _noted(contact, today)
    last_contact = last_entry = last_touch = None
    sent: list[date] = []
    replied = False
    for entry in counted(contact, today):
        if noted and entry.date < noted:
            break
        meaning = meaning_of(entry)
        if meaning == "record":
            continue
        last_entry = last_entry or entry.date
        if meaning == "touch":
            last_touch = last_touch or entry.date
        elif meaning == "sent":
            if entry.date not in sent[-1:]:
                sent.append(entry.date)
        else:
            last_contact = entry.date
            replied = meaning == "received"
            break
    attempts = sent[:-1] if replied else sent
    retries = contact.cadence is None or contact.cadence.has_timer
    return LogSummary(
        last_contact=last_contact or noted,
        last_entry=last_entry or noted,
        last_sent=next(iter(sent), None),
        last_touch=last_touch,
        last_attempt=next(iter(attempts), None),
        first_attempt=next(reversed(attempts), None),
        attempts=len(attempts),
        cold=retries and 0 < len(attempts) >= rules.max_attempts,
        owed_since=_owed_since(contact, today, noted),
    )


def counted(contact: Contact, today: date) -> Iterator[Entry]:
    """Give the entries that count on `today`, newest first."""
    for entry in reversed(contact.entries):
        if entry.date <= today:
            yield entry


def newest_from_them(contact: Contact, today: date) -> Entry | None:
    """Return the newest `<-`, whether answered or not."""
    return next((entry for entry in counted(contact, today) if entry.direction == "<-"), None)


def last_own_day(contact: Contact, today: date) -> date | None:
    """Return the day of the newest entry that I had a part in."""
    noted = _noted(contact, today)
    for entry in counted(contact, today):
        if noted and entry.date < noted:
            break
        if is_own(entry):
            return entry.date
    return noted


def was_talk(entry: Entry) -> bool:
    """Say whether it was a call or a meeting, or a conversation that may have been one."""
    if entry.direction not in ("", "<-"):
        return False
    return is_talk(entry.channel) if entry.channel else not entry.direction and is_contact(entry)


def newest_talk(contact: Contact, today: date) -> Entry | None:
    """Return the last talk of the log."""
    return next(filter(was_talk, counted(contact, today)), None)


def last_talk_day(contact: Contact, today: date) -> date | None:
    """Return the day of the last talk; a `last_contact` of a day without an entry was one too."""
    entry, noted = newest_talk(contact, today), _noted(contact, today)
    if noted and not any(each.date == noted for each in contact.entries):
        return max(noted, entry.date) if entry else noted
    return entry.date if entry else None


def newest_sent(contact: Contact, today: date) -> Entry | None:
    """Return the newest message of mine, whether answered or not; a touch is none."""
    return next((each for each in counted(contact, today) if meaning_of(each) == "sent"), None)


def newest_touch(contact: Contact, today: date) -> Entry | None:
    """Return the newest touch."""
    return next((each for each in counted(contact, today) if meaning_of(each) == "touch"), None)


def open_tasks(contact: Contact, today: date) -> list[tuple[Entry, Task]]:
    """List what is still promised, mine and theirs, with its entry; oldest entry first."""
    return [
        (entry, task)
        for entry in contact.entries
        if entry.tasks and entry.date <= today
        for task in entry.tasks
        if task.state == "open"
    ]


def takes_turns(contact: Contact, today: date) -> bool:
    """Check whether the day on which we met plays a part in the turns of `today`."""
    return contact.met is not None and contact.met > add_days(today, -TURNS_OF)


def with_recent_log(contact: Contact, today: date) -> Contact:
    """Return a contact with the part of the log that says when they are due, on `today` or later.

    That is the newest entries, back to the last that answers them and the last that counts as
    contact, those with open tasks, the last talk, what is of the day of `last_contact`, and my last
    message where I wait for something; of somebody met lately, or who introduced others, it is the
    whole log. A list holds this part of everybody on it, since a log may be long.
    """
    if takes_turns(contact, today) or contact.introductions:
        return contact
    entries = contact.entries
    own = answered = False
    first = len(entries)
    while first and not (own and answered):
        first -= 1
        if entries[first].date <= today:
            meaning = meaning_of(entries[first])
            own = own or meaning in ("conversation", "sent")
            answered = answered or meaning in ("conversation", "received")
    if not first:
        return contact
    tasks = (*contact.tasks, *(task for _, task in open_tasks(contact, date.max)))
    waits = any(task.kind == "waiting" for task in tasks)
    asked = newest_sent(contact, today) if waits else None
    talk = newest_talk(contact, today)
    before = [
        entry
        for entry in entries[:first]
        if entry is asked
        or entry is talk
        or entry.date == contact.last_contact
        or (entry.tasks and any(task.state == "open" for task in entry.tasks))
    ]
    return contact._replace(entries=(*before, *entries[first:]))


def _noted(contact: Contact, today: date) -> date | None:
    noted = contact.last_contact
    return noted if noted and noted <= today else None


def _owed_since(contact: Contact, today: date, noted: date | None) -> date | None:
    """Return the day of the newest message of theirs that waits for an answer of mine.

    Nothing of mine stands on that day or after it, a touch apart: what I said that day answers
    them, even where it stands above their line. What I wait for since then, I don't owe.
    """
    newest = None
    for entry in counted(contact, today):
        if entry.date < (newest.date if newest else noted or date.min):
            break
        meaning = meaning_of(entry)
        if meaning in ("conversation", "sent"):
            return None
        if newest is None:
            if any(task.kind == "waiting" and task.state == "open" for task in entry.tasks):
                return None
            if meaning == "received":
                newest = entry
    return newest.date if newest and not wants_no_reply(newest) else None
