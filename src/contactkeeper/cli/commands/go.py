"""`ck go`: walk through the morning list, one person at a time, one key an act.

Each act goes through the function of its command. What is shown next is decided on the notes as
they are then.
"""

from __future__ import annotations

from typing import Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.args.filters import CompanyOption, Filter, FocusOption, TagOption, TierOption
from contactkeeper.cli.commands.due import due_command, list_due, refuse_contradictions
from contactkeeper.cli.session import Session
from contactkeeper.errors import NeedsTerminal


def go_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    limit: Annotated[
        int | None, option("--limit N", "So many people and no more; 0 walks through everybody.")
    ] = None,
    everybody: Annotated[bool, option("--all", "Everybody who is due.")] = False,
) -> int:
    """Walk through the morning list, one person at a time: each act is one key, without Enter.

    Example: ck go --tier key
    """
    refuse_contradictions(None, limit, everybody=everybody)
    wanted = Filter(tier, focus, tag, company)
    if not (session.terminal.can_ask and session.terminal.is_terminal):
        raise NeedsTerminal("ck go", f"ck due{wanted.typed()}")
    session.require_contacts()
    due, shown = list_due(session, wanted, limit, everybody=everybody)
    if not shown:
        return due_command(
            session,
            tier=tier,
            focus=focus,
            tag=tag,
            company=company,
            limit=limit,
            everybody=everybody,
        )
    from contactkeeper.cli.commands.morning import Morning  # a quiet day needs none of it

    return Morning(session, wanted, due, shown, is_open=limit is None).run()
