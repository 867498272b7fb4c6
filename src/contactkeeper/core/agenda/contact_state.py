"""The state of a contact on a day: the clock, the cadence, the timer, and whether it is quiet.

All that reasons are made from, computed once. Must not word anything, nor know of occasions,
promises and the other contacts.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.agenda.log_summary import last_talk_day, summarize_log
from contactkeeper.core.agenda.modes import mode_of, rhythm_of
from contactkeeper.core.agenda.tasks import appointments
from contactkeeper.core.calendar.days import add_days, first_free
from contactkeeper.core.language.cadence import cadence_of, next_date
from contactkeeper.core.model import Cadence
from contactkeeper.core.people.unsorted import is_unsorted

if TYPE_CHECKING:
    from contactkeeper.core.agenda.model import LogSummary, ReasonKind
    from contactkeeper.core.agenda.modes import Rhythm
    from contactkeeper.core.calendar.days import Span
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_NO_RHYTHM = Cadence("year")
FOR_GOOD = date.max
"""The end of a snooze or pause for which no end is given."""


class Quiet(NamedTuple):
    """A snooze, a pause or a wish not to be contacted; in the past where it has ended."""

    until: date
    """The first day on which the contact is shown again; `FOR_GOOD` where there is none."""
    why: Literal["snooze", "pause", "do-not-contact"]


class Timer(NamedTuple):
    """The day on which the cadence is due, whatever else there is to write about."""

    due: date
    kind: ReasonKind
    """`cadence`, `retry`, `cold`, `silence` or `new`."""
    held: bool = False
    """Whether the day is the end of a snooze or pause, not a day of the cadence."""


class Talk(NamedTuple):
    """When it is time to talk again."""

    due: date
    alone: date
    """The day from which it makes a row of its own: not soon after other contact or an attempt."""
    last: date
    """The day of the last talk."""


class ContactState(NamedTuple):
    """The state of a contact on `today`."""

    contact: Contact
    today: date
    clock: LogSummary
    cadence: Cadence
    """The one that holds, as the mode of that day has it."""
    quiet: Quiet | None
    timer: Timer | None
    """None where none runs: cadence `none`, no `max_silence`, a quiet without end."""
    talk: Talk | None = None
    """None where no talk is wanted, or there was none yet."""

    @property
    def cold(self) -> bool:
        """Say whether it is cold; never where there are no retries."""
        return self.clock.cold and self.cadence.has_timer

    @property
    def hidden(self) -> bool:
        """Say whether it is left out of today's list."""
        return self.quiet is not None and self.quiet.until > self.today

    @property
    def is_just_back(self) -> bool:
        """Say whether nothing happened since a pause; its end may be to come (`hidden`)."""
        if self.quiet is None or self.quiet.why != "pause":
            return False
        return self.clock.last_entry is None or self.clock.last_entry < self.quiet.until

    @property
    def days_overdue(self) -> int:
        """Return how many days ago the timer was due, from 0; 0 where it is hidden."""
        if self.timer is None or self.hidden:
            return 0
        return max(0, (self.today - self.timer.due).days)


def contact_state(contact: Contact, today: date, settings: Settings) -> ContactState:
    """Work out where a contact stands on `today`."""
    clock = summarize_log(contact, today, settings.clock)
    rhythm = rhythm_of(contact, settings, mode_of(settings, today))
    quiet = _read_quiet(contact, clock)
    timer = _read_timer(contact, clock, rhythm, today, settings.clock.max_silence)
    if timer:
        timer = _rest(timer, contact, today, rhythm)
    if timer and quiet and quiet.until >= timer.due:
        # The last day of the calendar is no date to come back on.
        timer = None if quiet.until == FOR_GOOD else Timer(quiet.until, timer.kind, held=True)
    talk = _read_talk(contact, clock, today, settings)
    if settings.plan_blackout:
        timer = timer and timer._replace(due=rested(timer.due, today, settings.plan_blackout))
        talk = talk and talk._replace(alone=rested(talk.alone, today, settings.plan_blackout))
    return ContactState(contact, today, clock, rhythm.cadence, quiet, timer, talk)


def talk_rhythm(contact: Contact, settings: Settings) -> Cadence:
    """Return how often to talk: as the note says, else by tier; no mode changes it."""
    if contact.talk:
        return contact.talk
    if not cadence_of(contact, settings).has_timer:
        return Cadence("none")
    return settings.talk.key if contact.tier == "key" else settings.talk.supporting


def _read_talk(contact: Contact, clock: LogSummary, today: date, settings: Settings) -> Talk | None:
    """Work out when to talk again; who does not answer is not called for that."""
    rhythm = talk_rhythm(contact, settings)
    if not rhythm.has_timer or clock.cold:
        return None
    last = last_talk_day(contact, today)
    if last is None:
        return None
    due = next_date(rhythm, last)
    lately = max(clock.last_contact or last, clock.last_sent or last)
    alone = max(due, add_days(lately, settings.clock.retry_after))
    if day := _next_appointment(contact, today):
        alone = max(alone, min(day, next_date(rhythm, alone)))
    return Talk(due, alone, last)


def rested(due: date, today: date, blackout: tuple[Span, ...]) -> date:
    """Move a day that is shown during a blackout to its end; whatever was due before rests too."""
    shown = max(due, today)
    free = first_free(shown, blackout)
    return due if free == shown else free


def _rest(timer: Timer, contact: Contact, today: date, rhythm: Rhythm) -> Timer:
    """Let a timer rest until the next appointment, for one cadence at most."""
    day = _next_appointment(contact, today)
    if day is None:
        return timer
    cadence = rhythm.cadence if rhythm.cadence.has_timer else _NO_RHYTHM
    return timer._replace(due=max(timer.due, min(day, next_date(cadence, timer.due))))


def _next_appointment(contact: Contact, today: date) -> date | None:
    """Return the day of the next appointment after `today`."""
    ahead = (task.due for task in appointments(contact, today) if task.due and task.due > today)
    return next(ahead, None)


def _read_quiet(contact: Contact, clock: LogSummary) -> Quiet | None:
    if contact.status == "do-not-contact":
        return Quiet(FOR_GOOD, "do-not-contact")
    pause = snooze = None
    if contact.status == "paused":
        pause = Quiet(contact.paused_until or FOR_GOOD, "pause")
    if contact.snooze_until and not _is_void(contact, clock):
        snooze = Quiet(contact.snooze_until, "snooze")
    if pause and snooze:
        return snooze if snooze.until > pause.until else pause
    return pause or snooze


def _is_void(contact: Contact, clock: LogSummary) -> bool:
    """Say whether something happened since the snooze was set."""
    return bool(contact.snoozed and clock.last_entry and clock.last_entry > contact.snoozed)


def _read_timer(
    contact: Contact, clock: LogSummary, rhythm: Rhythm, today: date, max_silence: Cadence | None
) -> Timer | None:
    if rhythm.cadence.unit == "none" or is_unsorted(contact):
        return None
    last = clock.last_sent or clock.last_contact
    if last is None:
        return Timer(contact.met or contact.created or today, "new")
    if rhythm.cadence.unit == "event":
        if max_silence is None:
            return None
        return Timer(next_date(max_silence, last), "silence")
    return _read_rhythm(contact, clock, rhythm)


def _read_rhythm(contact: Contact, clock: LogSummary, rhythm: Rhythm) -> Timer:
    """Work out the timer of a contact with a cadence, after contact or a message of mine."""
    if clock.last_contact:
        again = rhythm.next_after(clock.last_contact)
    else:
        again = contact.met or contact.created or date.min
    if clock.last_sent is None:
        return Timer(again, "cadence")
    retry = add_days(clock.last_sent, rhythm.retry_after)
    if clock.last_attempt is None:
        return Timer(max(again, retry), "cadence")
    if clock.cold:
        last = max(clock.last_attempt, clock.last_touch or date.min)
        return Timer(max(again, retry, rhythm.next_after(last)), "cold")
    answered_once = clock.last_contact is not None
    return Timer(max(again, retry), "cadence" if answered_once and again > retry else "retry")
