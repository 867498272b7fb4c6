"""`ck list`: all contacts, with cadence, last contact and next date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.declare import option
from contactkeeper.cli.documents import contact_value, document, entry_value
from contactkeeper.cli.filters import CompanyOption, Filter, FocusOption, TagOption, TierOption
from contactkeeper.cli.screens import mark
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import align, cut, one_line
from contactkeeper.core.days.cadence import show_cadence
from contactkeeper.core.days.wording import say_count, say_day, say_weekday_day
from contactkeeper.core.morning.problems import problems_on
from contactkeeper.core.morning.standing import FOR_GOOD, stand
from contactkeeper.core.people.folding import fold

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.morning.standing import Standing


def list_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    got: Annotated[
        str, option("--got", metavar="WORDS", help="Who gave me something like that.")
    ] = "",
    gave: Annotated[
        str, option("--gave", metavar="WORDS", help="Whom I gave something like that.")
    ] = "",
    grep: Annotated[
        str, option("--grep", metavar="WORDS", help="Whose log holds these words.")
    ] = "",
) -> None:
    """List all contacts with their cadence, last contact and next date.

    Example: ck list --tier key --grep "system design"
    """
    people = Filter(tier, focus, tag, company).among(session)
    sought = {"got": got, "gave": gave, "": grep}
    searching = any(sought.values())
    found: list[tuple[Contact, list[Entry]]]
    if searching:  # the one thing that needs whole logs
        held = ((each, [e for e in each.entries if _holds(e, sought)]) for each in people)
        found = [(contact, entries) for contact, entries in held if entries]
    else:
        found = [(contact, []) for contact in people]
    found.sort(key=lambda pair: (fold(pair[0].name), pair[0].path))
    if session.as_json:
        values = [
            contact_value(contact, stand(contact, session.today, session.settings))
            | {"entries": len(contact.entries)}
            | ({"found": [entry_value(entry) for entry in entries]} if searching else {})
            for contact, entries in found
        ]
        session.terminal.document(document(session, "list", contacts=values))
        return
    width = session.terminal.width
    rows: list[tuple[str, ...]]
    if searching:
        rows = [
            (*_who(contact, width), say_day(entry.date, session.today), _said(entry, sought))
            for contact, entries in found
            for entry in entries[::-1]
        ]
        lines = align(rows, width, flexible=(3, 1))
    else:
        problems = problems_on(session.today, session.faults, people)
        broken = {each.path for each in problems if each.severity == "problem"}
        rows = [_row(session, contact, broken) for contact, _ in found]
        lines = align(rows, width, flexible=(2, 3, 4))
    counted = say_count(len(found), "contact")
    if len(found) < (total := len(session.loaded.contacts)):
        counted += f" of {total:,}"
    session.terminal.out(*lines, *([""] if lines else []), counted)


def _holds(entry: Entry, sought: dict[str, str]) -> bool:
    """Say whether an entry holds all that is sought: in a field, or anywhere for the empty key."""
    for key, words in sought.items():
        if not words:
            continue
        texts = [value for name, value in entry.fields if key in ("", name)]
        if not key:
            texts += [entry.text, *(task.text for task in entry.promises)]
        if not any(fold(words) in fold(text) for text in texts):
            return False
    return True


def _said(entry: Entry, sought: dict[str, str]) -> str:
    """Say an entry, what was sought in its fields first, since the end may be cut."""
    anywhere = fold(sought[""])
    found = [task.text for task in entry.promises if anywhere and anywhere in fold(task.text)]
    others = [entry.text]
    for key, value in entry.fields:
        words = sought.get(key)
        (found if words and fold(words) in fold(value) else others).append(f"{key}: {value}")
    return " · ".join(filter(None, (*found, *others)))


def _who(contact: Contact, width: int) -> tuple[str, str]:
    """Give name and company, each at most a third of the window."""
    return cut(one_line(contact.name), width // 3), cut(one_line(contact.company), width // 3)


def _row(session: Session, contact: Contact, broken: AbstractSet[str]) -> tuple[str, ...]:
    today = session.today
    standing = stand(contact, today, session.settings)
    name, company = _who(contact, session.terminal.width)
    last = standing.clock.last_contact
    return (
        mark(contact, broken),
        name,
        company,
        show_cadence(standing.cadence),
        f"spoke {say_day(last, today)}" if last else "",
        _say_when(standing),
    )


def _say_when(standing: Standing) -> str:
    """Say when somebody is due, or what keeps them off the list."""
    quiet, timer = standing.quiet, standing.timer
    if quiet and standing.hidden:
        if quiet.until == FOR_GOOD:
            return "paused" if quiet.why == "pause" else "do not contact"
        return f"back {say_weekday_day(quiet.until, standing.today)}"
    return f"due {say_weekday_day(timer.due, standing.today)}" if timer else ""
