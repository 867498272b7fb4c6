"""The people of LinkedIn's archive: connections, the address book of a phone, who invited me."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.interchange import Person, Place
from contactkeeper.core.model import PartialDate
from contactkeeper.core.people.profile_links import is_link
from contactkeeper.exchange.handles import handle_in
from contactkeeper.exchange.linkedin_days import read_day
from contactkeeper.exchange.source import unread_row
from contactkeeper.exchange.texts import one_line, unique

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.exchange.linkedin_tables import Rows

_BREAK = re.compile(r"[,;\s]+")
_NUMBER_BREAK = re.compile(r"[,;\n]+")
INTERNAL = "ACoA"
"""Begins the number by which LinkedIn knows a member; capitals matter in it, unlike in a name."""


class Invitations(NamedTuple):
    """The invitations that nobody has answered yet."""

    people: tuple[Person, ...]
    """The people who invited me."""
    sent: int
    """The number that I sent."""
    mine: frozenset[str]
    """My profile, as they have it."""


def profile_of(url: str) -> str:
    """Return the last part of a profile's address: `anna-k`; empty where it is of no person."""
    service, _, slug = handle_in(url).partition(":")
    if service != "linkedin":
        return ""
    slug = unicodedata.normalize("NFC", slug)
    return slug if slug.startswith(INTERNAL) else slug.casefold()


def handles_of(profile: str) -> tuple[str, ...]:
    """Return the handle of a profile."""
    return (f"linkedin:{profile}",) if profile else ()


def name_of(*parts: str) -> str:
    """Put a name together, without blanks around it and in it."""
    return one_line(" ".join(parts))


def read_connections(rows: Rows) -> Iterator[Person]:
    """Yield the connections; a row that names nobody is a problem."""
    for row in rows:
        name = name_of(row["firstname"], row["lastname"])
        profile = profile_of(row["url"])
        emails = _emails(row["emailaddress"])
        if not name:
            rows.problems.append(unread_row(rows.name, row.line, "no-name-in-row"))
        elif " " not in name and not profile and not emails:
            rows.problems.append(unread_row(rows.name, row.line, "first-name", words=name))
        else:
            written = row["connectedon"]
            connected = read_day(written)
            if written and not connected:
                rows.problems.append(unread_row(rows.name, row.line, "connected-on", words=written))
            yield Person(
                name,
                emails=emails,
                handles=handles_of(profile),
                company=name_of(row["company"]),
                role=name_of(row["position"]),
                connected=connected,
                place=Place(rows.name, row.line),
            )


def read_contacts(rows: Rows) -> Iterator[Person]:
    """Yield the people of an address book that was once given to LinkedIn."""
    for row in rows:
        name = name_of(row["firstname"], row["middlename"], row["lastname"])
        name = name or name_of(row["fullname"])
        emails = _emails(row["emails"])
        if not name and not emails:
            rows.problems.append(unread_row(rows.name, row.line, "nameless-row"))
            continue
        nickname = name_of(row["nickname"])
        phones = (number.strip() for number in _NUMBER_BREAK.split(row["phonenumbers"]))
        born = read_day(row["birthday"])
        pages = _BREAK.split(f"{row['profiles']} {row['sites']}")
        yield Person(
            name,
            aliases=(nickname,) if nickname and nickname != name else (),
            emails=emails,
            phones=tuple(filter(None, phones)),
            handles=unique(handle for page in pages for handle in _handles(page)),
            company=name_of(row["companies"]),
            role=name_of(row["title"]),
            birthday=PartialDate(born.month, born.day, born.year) if born else None,
            links=tuple(page for page in pages if is_link(page) and not _handles(page)),
            addresses=tuple(filter(None, [name_of(row["addresses"])])),
            place=Place(rows.name, row.line),
        )


def read_invitations(rows: Rows) -> Invitations:
    """Return who invited me, and how many I invited: neither is an interaction."""
    people, sent, mine = [], 0, set()
    for row in rows:
        inviter, invited = (profile_of(row[f"{who}profileurl"]) for who in ("inviter", "invitee"))
        is_mine = row["direction"].casefold() == "outgoing"
        mine.add(inviter if is_mine else invited)
        name = name_of(row["from"])
        if is_mine:
            sent += 1
        elif name:
            place = Place(rows.name, row.line)
            people.append(Person(name, handles=handles_of(inviter), place=place))
    return Invitations(tuple(people), sent, frozenset(filter(None, mine)))


def read_owner(rows: Rows) -> str:
    """Return the name of the account's owner."""
    return next((name_of(row["firstname"], row["lastname"]) for row in rows), "")


def _emails(cell: str) -> tuple[str, ...]:
    return unique(word.lower() for word in _BREAK.split(cell) if "@" in word)


def _handles(page: str) -> tuple[str, ...]:
    """Return the handle that the address of a page holds, or none."""
    return handles_of(profile_of(page)) or tuple(filter(None, [handle_in(page)]))
