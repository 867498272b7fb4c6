"""`ck calendar`: a month on the screen; with `--out` a file for the calendar of a phone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.commands.calendar_file import ENDING, write_file
from contactkeeper.cli.json import Document, problem_value
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.output_file import OutputFile
from contactkeeper.cli.screens.calendar import month_lines
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.calendar_event import events_between
from contactkeeper.core.agenda.calendar_events import WEEKS, calendar_events
from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.language.months import read_month
from contactkeeper.errors import UsageError
from contactkeeper.exchange.icalendar_writer import is_ours
from contactkeeper.text.calendar import ask_replace, say_unchanged, say_written
from contactkeeper.text.speech import ENGLISH
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.calendar_event import CalendarEvent

MOST_WEEKS = 52
_WEEK = 7


def calendar_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    month: Annotated[
        str, option("--month MONTH", "The month to show: 2027-03, march, next month (this one).")
    ] = "",
    out: Annotated[
        str, option("--out FILE", "Write a calendar file: a file that ends in .ics.")
    ] = "",
    busy: Annotated[bool, option("--busy", "Without names and words, in the file.")] = False,
    weeks: Annotated[
        int | None,
        option("--weeks N", "Weeks of occasions and of the plan in the file (8)."),
    ] = None,
    yes: Annotated[
        bool, option("--yes", "Replace a file that is no calendar of this vault, without asking.")
    ] = False,
) -> None:
    """Show a month: appointments, tasks, occasions, events, and whom to write to.

    With --out it writes a file to which calendars on phones and computers subscribe.

    Example: ck calendar --out ck.ics
    """
    if out:
        if month:
            raise UsageError(
                Wording("--month goes with the screen alone: the file has all months.")
            )
        _write(session, out, WEEKS if weeks is None else weeks, busy=busy, yes=yes)
    elif busy or yes or weeks is not None:
        raise UsageError(Wording("--busy, --weeks and --yes go with --out FILE."))
    else:
        _show(session, _first_of(session, month))


def _first_of(session: Session, typed: str) -> date:
    first = read_month(typed, session.today) if typed else session.today.replace(day=1)
    if first is None:
        message = Wording(
            "--month takes a month, like 2027-03, march or next month, not “{typed}”.", typed=typed
        )
        raise UsageError(message)
    return first


def _show(session: Session, first: date) -> None:
    last = add_days(add_months(first, 1), -1)
    needed = -(-((last - session.today).days + 1) // _WEEK)
    found = calendar_events(
        session.require_contacts(),
        session.today,
        session.settings,
        session.event_notes,
        weeks=min(max(WEEKS, needed), MOST_WEEKS),
        month=(first, last),
    )
    events = events_between(found, first, last, session.settings)
    if session.as_json:
        values = [_value(each) for each in events]
        session.answer(
            "calendar", month=f"{first:%Y-%m}", events=values, problems=_problems(session)
        )
    else:
        session.terminal.out(*month_lines(session.terminal, first, session.today, events))
        _say_unread(session)


def _value(event: CalendarEvent) -> Document:
    """Describe one time of what stands in the calendar."""
    return {
        "kind": event.kind,
        "date": event.first.isoformat(),
        "end": event.last.isoformat(),
        "time": event.time.isoformat("minutes") if event.time else None,
        "title": ENGLISH.calendar.say_title(event),
        "description": "\n".join(ENGLISH.calendar.describe(event)) or None,
        "name": event.name,
        "path": event.path or None,
        "place": event.place or None,
        "rule": event.rule or None,
    }


def _write(session: Session, out: str, weeks: int, *, busy: bool, yes: bool) -> None:
    if not 1 <= weeks <= MOST_WEEKS:
        message = Wording("--weeks takes a number from 1 to {most}.", most=MOST_WEEKS)
        raise UsageError(message)
    output = OutputFile(session, out, ENDING)
    of_this_vault = partial(is_ours, vault=session.root.name)
    output.confirm(session, of_this_vault, ask_replace(out), yes=yes)
    session.require_contacts()
    made = write_file(session, output, weeks, busy=busy)
    new, changed, cancelled = made.written[1:]
    if session.as_json:
        session.answer(
            "calendar",
            file=str(output.place),
            count=made.events,
            new=new,
            changed=changed,
            cancelled=cancelled,
            written=made.is_new,
            problems=_problems(session),
        )
        return
    said = say_unchanged(out, made.events)
    if made.is_new:
        said = say_written(out, made.events, new, changed, cancelled)
    session.terminal.out(one_line(session.speech.say(said)))
    _say_unread(session)


def _problems(session: Session) -> list[Document]:
    return [problem_value(problem) for problem in session.loaded.unread]


def _say_unread(session: Session) -> None:
    """Say how many notes may lack in it."""
    if unread := session.speech.statistics.say_unread(session.loaded.unread):
        session.terminal.out("", *session.terminal.broken(f"! {unread}"))
