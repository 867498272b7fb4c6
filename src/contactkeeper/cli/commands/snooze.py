"""`ck snooze`: hide a contact until a day."""

from __future__ import annotations

from typing import Annotated

from contactkeeper.cli.args.declare import WhoArgument, argument
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.session import Session


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
