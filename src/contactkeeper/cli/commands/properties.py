"""`ck snooze`, `ck pause` and `ck resume`: hide somebody, or show them again.

A Tab after one of these words imports this module, so nothing heavy is imported at its top.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import WhoArgument, argument, option
from contactkeeper.cli.days import find_coming_day
from contactkeeper.cli.find import find_contact, find_unless_refused
from contactkeeper.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.model import Contact


def snooze_command(
    session: Session,
    who: WhoArgument,
    until: Annotated[str, argument("UNTIL", 'fri, "in 3 weeks", 2027-01-11.')],
) -> None:
    """Hide somebody until a day; whatever is logged later brings them back before it.

    Example: ck snooze anna "in 3 weeks"
    """
    from contactkeeper.cli.screens.properties import set_and_answer
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
    *,
    yes: Annotated[
        bool, option("--yes", "Erase the day or the reason of the pause before.")
    ] = False,
) -> None:
    """Hide somebody until you resume, or until a day.

    Example: ck pause anna --until 2027-03-01 --why "parental leave"
    """
    from contactkeeper.cli.screens.properties import set_and_answer

    properties: dict[str, PropertyValue] = {"status": "paused"}
    if until:
        day = find_coming_day(session, until, option="--until")
        properties["paused_until"] = day.isoformat()
    else:
        properties["paused_until"] = None
    properties["paused_why"] = " ".join(why.split()) or None
    contact = find_unless_refused(session, who)
    _ask_to_erase(session, contact, properties, yes=yes)
    set_and_answer(session, "pause", contact, properties)


def _ask_to_erase(
    session: Session, contact: Contact, properties: Mapping[str, PropertyValue], *, yes: bool
) -> None:
    """Ask before a pause erases the day or the reason of one that holds."""
    from contactkeeper.core.agenda.contact_state import contact_state

    state = contact_state(contact, session.today, session.settings)
    if contact.status != "paused" or not state.quiet or not state.hidden:
        return
    before = {
        "day": (contact.paused_until, properties["paused_until"]),
        "reason": (contact.paused_why, properties["paused_why"]),
    }
    if lost := [name for name, (was, now) in before.items() if was and not now]:
        question = session.speech.next_due.ask_to_erase(
            contact.name, state.quiet, session.today, contact.paused_why, lost
        )
        session.terminal.confirm(question, yes=yes, unless_no=False)


def resume_command(session: Session, who: WhoArgument) -> None:
    """Bring somebody back: no status, no pause, no snooze.

    Example: ck resume anna
    """
    from contactkeeper.cli.screens.properties import set_and_answer

    gone = ("status", "paused", "paused_until", "paused_why", "snooze_until", "snoozed")
    set_and_answer(session, "resume", find_unless_refused(session, who), dict.fromkeys(gone))
