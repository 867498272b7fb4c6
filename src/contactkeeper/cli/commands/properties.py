"""`ck snooze`, `ck pause` and `ck resume`: hide somebody, or show them again.

A Tab after one of these words imports this module, so nothing heavy is imported at its top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import WhoArgument, argument, option
from contactkeeper.cli.find import find_coming_day, find_contact, find_unless_refused
from contactkeeper.cli.session import Session

if TYPE_CHECKING:
    from contactkeeper.core.editing.edits import PropertyValue


def snooze_command(
    session: Session,
    who: WhoArgument,
    until: Annotated[str, argument("UNTIL", 'fri, "in 3 weeks", 2027-01-11.')],
) -> None:
    """Hide somebody until a day; whatever is logged later brings them back before it.

    Example: ck snooze anna "in 3 weeks"
    """
    from contactkeeper.cli.screens.changes import set_and_answer
    from contactkeeper.core.editing.record_entry import snooze_properties

    day = find_coming_day(session, until, option="UNTIL")
    set_and_answer(
        session, "snooze", find_contact(session, who), snooze_properties(day, session.today)
    )


def pause_command(
    session: Session,
    who: WhoArgument,
    until: Annotated[str, option("--until DAY", "The day on which they are shown again.")] = "",
    why: Annotated[str, option("--why WORDS", "The reason, shown first when they are back.")] = "",
) -> None:
    """Hide somebody until you resume, or until a day.

    Example: ck pause anna --until 2027-03-01 --why "parental leave"
    """
    from contactkeeper.cli.screens.changes import set_and_answer

    properties: dict[str, PropertyValue] = {"status": "paused"}
    if until:
        day = find_coming_day(session, until, option="--until")
        properties["paused_until"] = day.isoformat()
    else:
        properties["paused_until"] = None
    properties["paused_why"] = " ".join(why.split()) or None
    set_and_answer(session, "pause", find_unless_refused(session, who), properties)


def resume_command(session: Session, who: WhoArgument) -> None:
    """Bring somebody back: no status, no pause, no snooze.

    Example: ck resume anna
    """
    from contactkeeper.cli.screens.changes import set_and_answer

    gone = ("status", "paused_until", "paused_why", "snooze_until", "snoozed")
    set_and_answer(session, "resume", find_unless_refused(session, who), dict.fromkeys(gone))
