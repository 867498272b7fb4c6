"""Read the day that was typed; ask where it may be either of two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.errors import UsageError, WhichDay
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.cli.session import Session
    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.core.statistics.model import Period


def find_day(
    session: Session, typed: str, *, ahead: bool, option: str, since: date | None = None
) -> date:
    """Read a typed day, seen from today or from `since`; ask where it may be either of two.

    Raises:
        UsageError: it is no day, or may be either of two and nobody can be asked.
    """
    from contactkeeper.core.editing.compose_entry import read_day

    try:
        return read_day(typed, since or session.today, ahead=ahead, option=option)
    except WhichDay as error:
        return ask_which_day(session, error)


def find_coming_day(session: Session, typed: str, *, option: str) -> date:
    """Read a typed day that has to be in the future, as `find_day` does."""
    day = find_day(session, typed, ahead=True, option=option)
    if day <= session.today:
        raise UsageError(
            Wording("{option} needs a day in the future; {day} is not.", option=option, day=day)
        )
    return day


def find_past_day(session: Session, typed: str, *, option: str) -> date:
    """Read a typed day that has to be today or before, as `find_day` does."""
    day = find_day(session, typed, ahead=False, option=option)
    if day > session.today:
        raise UsageError(
            Wording(
                "{option} needs a day up to today; {day} is in the future.", option=option, day=day
            )
        )
    return day


def find_last_day(
    session: Session, typed: str, first: date, *, option: str, of: str
) -> date | None:
    """Read the last day of what begins on `first`, which `of` names; None where none was typed."""
    if not typed:
        return None
    last = find_day(session, typed, ahead=True, option=option, since=max(session.today, first))
    if last < first:
        raise UsageError(
            Wording(
                "{option}: {last} is before {first}, {of}.",
                option=option,
                last=last,
                first=first,
                of=of,
            )
        )
    return last


def find_period(session: Session, since: str) -> Period:
    """Return the days from a typed one up to today; where none is typed, the usual ones.

    Raises:
        UsageError: it is no day, or in the future.
    """
    from contactkeeper.core.statistics.periods import usual_period

    period = usual_period(session.today)
    if not since:
        return period
    return period._replace(first=find_past_day(session, since, option="--since"))


def ask_which_day(session: Session, error: WhichDay) -> date:
    """Ask which of two days was meant; raise the error where nobody can be asked."""
    if not session.terminal.can_ask:
        raise error

    days = [session.speech.days.say_whole_day(day) for day in error.days]
    question = Wording("Which “{words}”?", words=error.words)
    return error.days[session.terminal.choose(question, days)]


def settle_days(session: Session, typed: Typed) -> Typed:
    """Ask which day is meant where the words leave that open: `1 dec`, "yesterday she called".

    Raises:
        WhichDay: a day may be either of two, and nobody can be asked.
        UsageError: the entry is refused.
    """
    from contactkeeper.cli.layout import one_line
    from contactkeeper.core.editing.compose_entry import compose
    from contactkeeper.core.language.day_at_head import read_head

    today = session.today
    head = None if typed.day or typed.whole else read_head(typed.text, today)
    if head and not head.is_marked and head.day != today and session.terminal.can_ask:
        question = session.speech.changes.ask_head_day(head.word, head.day, head.rest)
        if session.terminal.agrees(one_line(question), unless_no=True):
            typed = typed._replace(text=head.rest, day=head.day.isoformat())
    while True:
        try:
            compose(typed, today)
        except WhichDay as error:
            typed = typed.with_day(error.words, ask_which_day(session, error))
        else:
            return typed
