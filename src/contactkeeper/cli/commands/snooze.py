"""`ck snooze`, `ck pause`, `ck resume`: hide a contact until a day, or show it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import WhoArgument, argument, option
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.session import Session
from contactkeeper.errors import UsageError

if TYPE_CHECKING:
    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.model import Contact


def snooze_command(
    session: Session,
    who: WhoArgument,
    until: Annotated[str, argument(metavar="UNTIL", help='fri, "in 3 weeks", 2027-01-11.')],
) -> None:
    """Hide somebody until a day; whatever is logged later brings them back before it.

    Example: ck snooze anna "in 3 weeks"
    """
    from contactkeeper.cli.screens.properties import set_and_answer
    from contactkeeper.core.editing.compose_entry import read_coming_day
    from contactkeeper.core.editing.record_entry import snooze_properties

    day = read_coming_day(until, session.today, option="UNTIL")
    set_and_answer(
        session, "snooze", find_contact(session, who), snooze_properties(day, session.today)
    )


def pause_command(
    session: Session,
    who: WhoArgument,
    until: Annotated[
        str, option("--until", metavar="DAY", help="The day on which they are shown again.")
    ] = "",
    why: Annotated[
        str, option("--why", metavar="WORDS", help="The reason, shown first when they are back.")
    ] = "",
) -> None:
    """Hide somebody until you resume, or until a day.

    Example: ck pause anna --until 2027-03-01 --why "parental leave"
    """
    from contactkeeper.cli.screens.properties import set_and_answer
    from contactkeeper.core.editing.compose_entry import read_coming_day

    properties: dict[str, PropertyValue] = {"status": "paused"}
    if until:
        day = read_coming_day(until, session.today, option="--until")
        properties["paused_until"] = day.isoformat()
    else:
        properties["paused_until"] = None
    properties["paused_why"] = " ".join(why.split()) or None
    set_and_answer(session, "pause", find_reachable(session, who), properties)


def resume_command(session: Session, who: WhoArgument) -> None:
    """Bring somebody back: no status, no pause, no snooze.

    Example: ck resume anna
    """
    from contactkeeper.cli.screens.properties import set_and_answer

    gone = ("status", "paused_until", "paused_why", "snooze_until", "snoozed")
    set_and_answer(session, "resume", find_reachable(session, who), dict.fromkeys(gone))


def find_reachable(session: Session, who: str) -> Contact:
    """Find somebody, unless it is a person who must not be written to.

    Raises:
        UsageError: their wish would be lost with the status.
    """
    contact = find_contact(session, who)
    if contact.status == "do-not-contact":
        message = (
            f"{contact.name} is marked do-not-contact, which stays until you say so: "
            "ck set WHO status="
        )
        raise UsageError(message)
    return contact
