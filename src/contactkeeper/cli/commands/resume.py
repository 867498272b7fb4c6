"""`ck resume`: show a contact again that was hidden."""

from __future__ import annotations

from contactkeeper.cli.args.declare import WhoArgument
from contactkeeper.cli.find import find_unless_refused
from contactkeeper.cli.session import Session


def resume_command(session: Session, who: WhoArgument) -> None:
    """Bring somebody back: no status, no pause, no snooze.

    Example: ck resume anna
    """
    from contactkeeper.cli.screens.properties import set_and_answer

    gone = ("status", "paused_until", "paused_why", "snooze_until", "snoozed")
    set_and_answer(session, "resume", find_unless_refused(session, who), dict.fromkeys(gone))
