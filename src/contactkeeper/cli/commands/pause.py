"""`ck pause`: hide a contact until it is resumed, or until a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import WhoArgument, option
from contactkeeper.cli.find import find_unless_refused
from contactkeeper.cli.session import Session

if TYPE_CHECKING:
    from contactkeeper.core.editing.edits import PropertyValue


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
    set_and_answer(session, "pause", find_unless_refused(session, who), properties)
