"""`ck list`: list all contacts, with cadence, last contact and next date."""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.args.filters import (
    CompanyOption,
    Filter,
    FocusOption,
    GaveOption,
    GotOption,
    GrepOption,
    Sought,
    TagOption,
    TierOption,
    UnsortedOption,
)
from contactkeeper.cli.json import contact_value, entry_value
from contactkeeper.cli.layout import align, cut, one_line
from contactkeeper.cli.screens.due import mark
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.contact_state import contact_state
from contactkeeper.core.agenda.list_order import ORDERS
from contactkeeper.core.agenda.problems import future_problems
from contactkeeper.core.casefolding import note_name
from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.errors import UsageError
from contactkeeper.text.entries import say_found
from contactkeeper.vault.contacts import Contacts
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from contactkeeper.core.agenda.list_order import Key
    from contactkeeper.core.model import Contact, Entry

_BY_NAME = "name"


def list_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    got: GotOption = "",
    gave: GaveOption = "",
    grep: GrepOption = "",
    unsorted: UnsortedOption = False,
    sort: Annotated[
        str, option("--sort ORDER", "name, overdue, due, last, tier, company or cadence.")
    ] = "name",
) -> None:
    """List all contacts with their cadence, last contact, next date and how late it is.

    Example: ck list --tier key --sort overdue
    """
    if sort not in (_BY_NAME, *ORDERS):
        orders = (_BY_NAME, *ORDERS)
        raise UsageError(
            Wording("--sort takes one of {orders}, not “{sort}”.", orders=orders, sort=sort)
        )
    sought = Sought(got, gave, grep)
    contacts: Sequence[Contact] = session.require_contacts()
    if not (sought or session.as_json):
        contacts = session.loaded.contacts.with_recent_logs(session.today)
    people = Filter(tier, focus, tag, company, unsorted=unsorted).among(contacts)
    found = _find(people, sought, _order(session, sort))
    if session.as_json:
        values = (
            contact_value(contact, contact_state(contact, session.today, session.settings))
            | {"entries": len(contact.entries)}
            | ({"found": [entry_value(entry) for entry in entries]} if sought else {})
            for contact, entries in found
        )
        session.answer("list", contacts=values)
        return
    _print(session, found, sought)


def _print(session: Session, found: Iterable[tuple[Contact, list[Entry]]], sought: Sought) -> None:
    """Print a row a contact, or a row an entry that was found, then their number."""
    faults = (*session.loaded.faults, *session.loaded.reference_problems(session.today))
    speech, width = session.speech, session.terminal.room
    say_day = speech.days.say_day
    rows: list[tuple[str, ...]] = []
    count = 0
    if sought:
        for count, (contact, entries) in enumerate(found, 1):  # noqa: B007  # as it is in the end
            who = _who(contact, width)
            for entry in entries[::-1]:
                said = say_found(entry, sought.words, speech.words.say_field)
                rows.append((*who, say_day(entry.date, session.today), said))
        lines = align(rows, width, flexible=(3, 1))
    else:
        broken = {each.path for each in faults if each.severity == "problem"}
        rows = [_row(session, contact, broken) for contact, _ in found]
        count = len(rows)
        lines = align(rows, width, flexible=(2, 3, 4))
    counted = speech.paging.say_listed_count(count, len(session.loaded.contacts))
    session.terminal.out(*lines, *([""] if lines else []), counted)
    if any(each.code == "unreadable" for each in faults):
        from contactkeeper.vault.overview import say_unreadable  # most vaults can be read

        unreadable = say_unreadable(session.loaded.faults)
        session.terminal.warn(
            Wording("not all could be read: {unreadable}.", unreadable=unreadable)
        )


def _order(session: Session, sort: str) -> Callable[[Contact], Key] | None:
    """Return what contacts are sorted by before their names; None where nothing is."""
    if sort == _BY_NAME:
        return None
    key = ORDERS[sort]
    return lambda contact: key(contact_state(contact, session.today, session.settings))


def _find(
    people: Sequence[Contact], sought: Sought, order: Callable[[Contact], Key] | None
) -> Iterator[tuple[Contact, list[Entry]]]:
    """Give the people in an order, with the entries that hold what is sought.

    One at a time: who is shown need not be held any longer.
    """
    paths = people.paths if isinstance(people, Contacts) else [contact.path for contact in people]
    first = map(order, people) if order else repeat(())
    keys = [(*key, fold(note_name(path)), path) for path, key in zip(paths, first, strict=False)]
    for place in sorted(range(len(people)), key=keys.__getitem__):
        contact = people[place]
        if not sought:
            yield contact, []
        elif entries := sought.among(contact.entries):
            yield contact, entries


def _who(contact: Contact, width: int) -> tuple[str, str]:
    """Give name and company, each at most a third of the window."""
    return cut(one_line(contact.name), width // 3), cut(one_line(contact.company), width // 3)


def _row(session: Session, contact: Contact, broken: AbstractSet[str]) -> tuple[str, ...]:
    today = session.today
    state = contact_state(contact, today, session.settings)
    name, company = _who(contact, session.terminal.room)
    last = state.clock.last_contact
    speech = session.speech
    return (
        mark(contact, {contact.path} if future_problems(contact, today) else broken),
        name,
        company,
        "" if is_unsorted(contact) else speech.days.show_cadence(state.cadence),
        speech.next_due.say_spoke(last, today) if last else "",
        speech.next_due.say_overdue(state) or speech.next_due.say_standing(state),
    )
