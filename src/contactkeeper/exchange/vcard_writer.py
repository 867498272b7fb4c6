"""Write people as vCards of version 3.0, which phones and address books of all makers import."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.control_characters import OBEYED
from contactkeeper.core.people.profile_links import page_of
from contactkeeper.core.people.salutation import given_in, is_plain
from contactkeeper.exchange.handles import handle_in
from contactkeeper.exchange.own_names import DOMAIN, PRODUCT, checksum

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from contactkeeper.core.interchange import Person
    from contactkeeper.core.model import PartialDate

_UNTOLD = re.compile(f"[{OBEYED}]")
_ESCAPED = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_ANNIVERSARY = ("Anniversary", "годовщина")
"""A day for which address books have a name of their own, as notes call it."""
_TITLES = {"linkedin": "LinkedIn", "github": "GitHub", "whatsapp": "WhatsApp", "vk": "VK"}
_TWO = 2  # words of a usual name


def write_vcards(
    people: Iterable[Person], revised: Mapping[str, datetime], *, only_full_birthdays: bool = False
) -> bytes:
    """Return one file of all people, each with a name.

    Args:
        people: whom to write; the path of the note makes a lasting UID.
        revised: when a note was last changed, in UTC, by its path.
        only_full_birthdays: leave out those without a year: programs that don't know Apple's form
            show the year 1604.
    """
    from icalendar.parser import Contentline  # it folds as a vCard does: no letter is cut

    lines = (
        line
        for person in people
        for line in _card(person, revised.get(person.path), only_full_birthdays)
    )
    folded: Iterator[bytes] = (Contentline(line).to_ical() for line in lines)  # type: ignore[no-untyped-call]
    return b"".join(line + b"\r\n" for line in folded)


def is_ours(data: bytes) -> bool:
    """Say whether a file is of this writer, all its cards."""
    ours = data.count(f"PRODID:{PRODUCT}\r\n".encode())
    return not data or (data.startswith(b"BEGIN:VCARD\r\n") and data.count(b"BEGIN:") == ours)


def _card(person: Person, revised: datetime | None, only_full: bool) -> Iterator[str]:  # noqa: FBT001
    yield from ("BEGIN:VCARD", "VERSION:3.0", f"PRODID:{PRODUCT}")
    if person.path:
        yield f"UID:ck-{checksum(person.path)}{DOMAIN}"
    yield f"FN:{_text(person.name)}"
    yield f"N:{';'.join(map(_text, _parts_of(person.name)))}"
    yield from _list("NICKNAME", person.aliases)
    yield from _each("ORG", [person.company])
    yield from _each("TITLE", [person.role])
    yield from _each("EMAIL;TYPE=INTERNET", person.emails)
    yield from _each("TEL;TYPE=CELL", person.phones)
    yield from _groups(person)
    if person.birthday and not (only_full and person.birthday.year is None):
        yield f"BDAY{_day(person.birthday)}"
    for address in person.addresses:
        yield f"ADR:;;{_text(address)};;;;"
    yield from _list("CATEGORIES", person.categories)
    yield from _each("NOTE", [person.note])
    if revised:
        yield f"REV:{revised:%Y%m%dT%H%M%SZ}"
    yield "END:VCARD"


def _groups(person: Person) -> Iterator[str]:
    """Yield the lines that have labels: pages, messengers and days."""
    labelled = [*_reach(person)]
    labelled += [("URL:" + _text(link), "") for link in person.links]
    labelled += [
        (f"X-ABDATE{_day(day)}", "_$!<Anniversary>!$_" if name in _ANNIVERSARY else name)
        for name, day in person.dates
    ]
    for number, (line, label) in enumerate(labelled, 1):
        yield f"item{number}.{line}"
        if label:
            yield f"item{number}.X-ABLabel:{_text(label)}"


def _reach(person: Person) -> Iterator[tuple[str, str]]:
    """Yield the line of each handle, and the name of its service."""
    for handle in person.handles:
        service, _, name = handle.partition(":")
        title = _TITLES.get(service, service.capitalize())
        page = page_of(service, name)
        if page and handle_in(page) == handle:
            yield f"URL:{_text(page)}", title
        else:
            yield f"IMPP;X-SERVICE-TYPE={title}:x-apple:{_text(name)}", title


def _parts_of(name: str) -> tuple[str, str, str, str, str]:
    """Return family name, given name, further names, and two that are never known."""
    words = name.split()
    if len(words) < _TWO or not is_plain(name):
        return "", name, "", "", ""
    if given_in(name).casefold() == words[1].casefold():
        return words[0], words[1], " ".join(words[_TWO:]), "", ""
    return words[-1], words[0], " ".join(words[1:-1]), "", ""


def _day(day: PartialDate) -> str:
    """Return a day as phones have it, who know a day without a year by its year 1604."""
    omitted = ";X-APPLE-OMIT-YEAR=1604" if day.year is None else ""
    return f"{omitted}:{day.year or 1604:04}-{day.month:02}-{day.day:02}"


def _each(name: str, values: Iterable[str]) -> Iterator[str]:
    return (f"{name}:{_text(value)}" for value in values if value)


def _list(name: str, values: Iterable[str]) -> Iterator[str]:
    if texts := [_text(value) for value in values if value]:
        yield f"{name}:{','.join(texts)}"


def _text(value: str) -> str:
    """Return a text with its escapes, without what no program shows."""
    return _UNTOLD.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPED)
