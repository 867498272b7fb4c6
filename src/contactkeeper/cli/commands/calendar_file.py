"""Write the calendar to a file: for `ck calendar --out`, and after each change where it is set."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.layout import one_line
from contactkeeper.cli.output_file import OutputFile
from contactkeeper.cli.user_programs import obsidian_address
from contactkeeper.core.agenda.calendar_events import WEEKS, calendar_events
from contactkeeper.errors import CkError
from contactkeeper.exchange.icalendar_writer import Dated, Written, is_ours, write_calendar
from contactkeeper.system_errors import why_refused
from contactkeeper.text.calendar import name_calendar, say_not_ours, say_not_refreshed
from contactkeeper.vault.lock import lock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.cli.session import Session
    from contactkeeper.core.agenda.calendar_event import CalendarEvent
    from contactkeeper.text.speech import Speech

ENDING = ".ics"


class WrittenFile(NamedTuple):
    """The file that was written, or that was right already."""

    events: int
    written: Written
    is_new: bool
    """Whether its bytes are others than before."""


def write_file(session: Session, output: OutputFile, weeks: int, *, busy: bool) -> WrittenFile:
    """Write the calendar, unless the file has it already.

    Raises:
        WriteFailed, NoteChanged: as `OutputFile.write`.
    """
    contacts = tuple(session.loaded.contacts)
    events = calendar_events(
        contacts, session.today, session.settings, session.event_notes, weeks=weeks
    )
    vault, speech = session.root.name, session.own_speech
    moment = datetime.fromisoformat(session.stamp)
    before = output.content if output.content and is_ours(output.content, vault) else None
    written = write_calendar(
        vault,
        name_calendar(vault, busy=busy),
        _worded(speech, events, vault, busy=busy),
        before,
        moment=moment.astimezone(UTC),
        now=datetime.combine(session.today, moment.timetz()),
        owners=[
            "",  # of holidays
            *(each.path for each in session.event_notes.events),
            *(each.path for each in contacts if each.status != "do-not-contact"),
        ],
        hidden=speech.calendar.CANCELLED,
    )
    is_new = written.data != output.content
    if is_new:
        for remark in output.write(written.data):
            session.terminal.warn(remark)
    return WrittenFile(len(events), written, is_new)


def refresh(session: Session) -> None:
    """Write the calendar that `[calendar] out` names; what goes wrong is said in one line.

    It is that of the vault that the same configuration names; without one, of any vault.
    """
    rules, own = session.settings.calendar, session.user_config.vault
    if own and own.resolve() != session.root:
        return
    fresh = session.anew()
    try:
        # One after the other: each reads the notes as they are when it writes.
        with lock(f"{fresh.own_folder}/calendar.lock"):
            output = OutputFile(fresh, rules.out, ENDING)
            if not output.content or is_ours(output.content, session.root.name):
                write_file(fresh, output, WEEKS, busy=rules.busy)
                return
        why: str = say_not_ours(rules.out, busy=rules.busy)
    except CkError as error:
        why = error.sentence
    except OSError as error:
        why = why_refused(error)
    said = say_not_refreshed(str(session.config_file), why)
    session.terminal.warn(one_line(session.speech.say(said)))


def _worded(
    speech: Speech, events: tuple[CalendarEvent, ...], vault: str, *, busy: bool
) -> Iterator[Dated]:
    """Give the events with their words; where names are hidden, without what tells them.

    The words are the user's language; by what an event is known is the same in each.
    """
    room = speech.calendar
    for event in events:
        dated = Dated(
            owner=event.path,
            key=f"{event.kind} {event.key}",
            title=room.say_hidden_title(event) if busy else room.say_title(event),
            first=event.first,
            last=event.last,
            begins=_in_utc(event),
            rule=event.rule,
            is_busy=event.kind == "meet",
        )
        if not busy:
            dated = dated._replace(
                description="\n".join(room.describe(event)),
                place=event.place,
                url=obsidian_address(vault, event.path) if event.path else "",
                category="CK",
            )
        yield dated


def _in_utc(event: CalendarEvent) -> datetime | None:
    """Return when an appointment begins: its time in a note is that of this machine's zone."""
    if event.time is None or event.last.year in (date.min.year, date.max.year):
        return None  # in another zone it might lie outside the calendar
    return datetime.combine(event.first, event.time).astimezone(UTC)
