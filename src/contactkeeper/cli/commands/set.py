"""`ck set`: set or remove properties of a note, by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import WhoArgument, argument
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.session import Session
from contactkeeper.errors import UsageError

if TYPE_CHECKING:
    from contactkeeper.core.editing.edits import PropertyValue


def set_command(
    session: Session,
    who: WhoArgument,
    changes: Annotated[
        list[str],
        argument(metavar="KEY=VALUE…", help="KEY= removes a property."),
    ],
) -> None:
    """Set or remove properties of a note; nothing else in the note changes.

    Example: ck set anna cadence=monthly tier=key
    """
    from contactkeeper.cli.screens.properties import set_and_answer
    from contactkeeper.core.editing.check_value import check_value
    from contactkeeper.core.note.property_names import meaning_of

    properties: dict[str, PropertyValue] = {}
    meant: set[str] = set()
    for change in changes:
        key, sign, value = (part.strip() for part in change.partition("="))
        if not sign or not key:
            message = f"“{change}” is no KEY=VALUE. For example: ck set anna cadence=monthly"
            raise UsageError(message)
        meaning = meaning_of(key, session.settings)
        if meaning in meant:
            message = f"{key} is given twice."
            raise UsageError(message)
        meant.add(meaning)
        properties[key] = check_value(key, value, session.settings, session.today) or None
    set_and_answer(session, "set", find_contact(session, who), properties)
