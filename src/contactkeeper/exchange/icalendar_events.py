"""The events of a calendar file, with what is needed of them to tell who met whom, and when."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.interchange import Place
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.exchange.content_lines import read_content_lines
from contactkeeper.exchange.icalendar_times import read_times
from contactkeeper.exchange.source import unread_row
from contactkeeper.exchange.texts import name_as_said, one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.model import Problem
    from contactkeeper.exchange.content_lines import ContentLine
    from contactkeeper.exchange.icalendar_times import When
    from contactkeeper.exchange.source import Member

_PLACES = ("LOCATION", "DESCRIPTION", "URL", "CONFERENCE", "X-GOOGLE-CONFERENCE")
_WANTED = frozenset(
    {
        "DTSTART", "RECURRENCE-ID", "RRULE", "RDATE", "EXDATE", "UID", "SEQUENCE", "SUMMARY",
        "STATUS", "ATTENDEE", "ORGANIZER", *_PLACES,
    }
)  # fmt: skip
_MOST_LINES = 2_000
"""Lines of an event that are kept, guests and days that fall out among them."""
_LONGEST_TITLE = 200
_NO_PERSON = frozenset({"ROOM", "RESOURCE", "GROUP", "NON-PARTICIPANT"})
_NO_PERSONS_ADDRESS = "calendar.google.com"
"""Ends the addresses that Google gives to rooms, resources and calendars."""

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")
_VIDEO = lazy_regex(
    r"https?://(?:[\w-]+\.)*(?:zoom\.us|zoomgov\.com|meet\.google\.com|teams\.microsoft\.com"
    r"|teams\.live\.com|webex\.com|whereby\.com|telemost\.yandex\.\w+|telemost\.360\.yandex\.\w+"
    r"|meet\.jit\.si|jazz\.sber\.ru|salutejazz\.ru|ktalk\.ru|mts-link\.ru|dion\.vc|join\.skype\.com"
    r"|vk\.com/call|gotomeeting\.com|gotomeet\.me|bluejeans\.com|ringcentral\.com|chime\.aws"
    r"|facetime\.apple\.com|discord\.gg|around\.co)\b",
    re.IGNORECASE,
)
"""The address of a call in one of the programs for it."""
_PHONE = lazy_regex(r"\btel:|(?m:^\+?[\d\s()-]{7,}$)", re.IGNORECASE)
_VERSION = re.compile("[0-9]{1,9}")


class Guest(NamedTuple):
    """Somebody who was asked to an event, or who asked."""

    name: str = ""
    """Empty where the file has but an address."""
    address: str = ""
    """In lower case; empty where the file has but a name."""
    has_declined: bool = False
    is_guess: bool = False
    """Whether it is but a name in the title of an event."""

    @property
    def nameless(self) -> Guest:
        """Return what tells them from others: their address, or a name that stands alone."""
        return Guest("" if self.address else self.name, self.address, is_guess=self.is_guess)


class Event(NamedTuple):
    """An event, a series of them, or one of a series that was moved."""

    place: Place
    uid: str
    begin: When
    title: str
    guests: tuple[Guest, ...]
    """Each once, with who asked; without rooms and resources."""
    is_cancelled: bool
    channel: str
    rules: tuple[str, ...] = ()
    added: tuple[When, ...] = ()
    excepted: tuple[When, ...] = ()
    instead_of: When | None = None
    """The one of its series that it is."""
    is_onwards: bool = False
    """Whether it stands for those after that one too."""
    version: int = 0


class Calendar(NamedTuple):
    """The events of one file."""

    name: str
    events: tuple[Event, ...]
    problems: tuple[Problem, ...]


def read_events(member: Member) -> Calendar:
    """Read all events of a file; those that can't be read are problems."""
    events: list[Event] = []
    problems: list[Problem] = []
    head = _head(member)
    is_cancelled = head.get("METHOD", "").upper() == "CANCEL"
    for number, lines in _components(member):
        event = _read_event(Place(member.name, number), lines)
        if event:
            events.append(event._replace(is_cancelled=is_cancelled or event.is_cancelled))
        else:
            case = "no-begin" if lines else "cut-event"
            problems.append(unread_row(member.name, number, case))
    return Calendar(head.get("X-WR-CALNAME", ""), tuple(events), tuple(problems))


def address_in(text: str) -> str:
    """Return an address in lower case, without `mailto:`; empty where it is none."""
    address = text.strip().casefold().removeprefix("mailto:").strip()
    return address if _ADDRESS.fullmatch(address) else ""


def _head(member: Member) -> dict[str, str]:
    """Return what stands before the events of a calendar, such as its name."""
    lines = takewhile(
        lambda line: line.value.strip().upper() != "VEVENT", read_content_lines(member)
    )
    return {line.name: line.text for line in lines}


def _components(member: Member) -> Iterator[tuple[int, list[ContentLine]]]:
    """Yield the line of each event and its lines, without those of its alarms.

    An event that has no end has no lines.
    """
    begun = nested = 0
    lines: list[ContentLine] = []
    for line in read_content_lines(member):
        value = line.value.strip().upper()
        if line.name == "BEGIN" and value == "VEVENT":
            if begun:
                yield begun, []
            begun, nested, lines = line.number, 0, []
        elif not begun:
            continue
        elif line.name == "BEGIN":
            nested += 1
        elif line.name == "END" and value == "VEVENT":
            yield begun, lines
            begun = 0
        elif line.name == "END":
            nested -= 1
        elif not nested and line.name in _WANTED and len(lines) < _MOST_LINES:
            lines.append(line)
    if begun:
        yield begun, []


def _read_event(place: Place, lines: list[ContentLine]) -> Event | None:
    """Return an event; None where it does not say when it begins."""
    first = {line.name: line for line in reversed(lines)}
    begin = read_times(first["DTSTART"]) if "DTSTART" in first else []
    if not begin:
        return None
    instead_of = read_times(first["RECURRENCE-ID"]) if "RECURRENCE-ID" in first else []
    texts = {name: line.text for name, line in first.items()}
    version = texts.get("SEQUENCE", "")
    return Event(
        place,
        texts.get("UID", ""),
        begin[0],
        one_line(texts.get("SUMMARY", ""))[:_LONGEST_TITLE],
        _guests(lines),
        texts.get("STATUS", "").upper() == "CANCELLED",
        _channel("\n".join(line.text for line in lines if line.name in _PLACES)),
        tuple(line.value.strip() for line in lines if line.name == "RRULE"),
        _all_times(lines, "RDATE"),
        _all_times(lines, "EXDATE"),
        instead_of[0] if instead_of else None,
        "RECURRENCE-ID" in first and first["RECURRENCE-ID"].parameter("RANGE") == "THISANDFUTURE",
        int(version) if _VERSION.fullmatch(version) else 0,
    )


def _all_times(lines: list[ContentLine], name: str) -> tuple[When, ...]:
    return tuple(each for line in lines if line.name == name for each in read_times(line))


def _guests(lines: list[ContentLine]) -> tuple[Guest, ...]:
    """Return the people of an event, each once: what a guest answers counts, not who asked."""
    found: dict[Guest, Guest] = {}
    for line in lines:
        kinds = {line.parameter("CUTYPE").upper(), line.parameter("ROLE").upper()}
        if line.name not in ("ATTENDEE", "ORGANIZER") or kinds & _NO_PERSON:
            continue
        address = address_in(line.value) or address_in(line.parameter("EMAIL"))
        name = name_as_said(one_line(line.parameter("CN")))
        guest = Guest(
            "" if address_in(name) else name,
            address,
            line.parameter("PARTSTAT").upper() in ("DECLINED", "DELEGATED"),
        )
        known = found.get(guest.nameless)
        if known:
            declined = known.has_declined or guest.has_declined
            found[guest.nameless] = known._replace(
                name=known.name or guest.name, has_declined=declined
            )
        elif (guest.address or guest.name) and not address.endswith(_NO_PERSONS_ADDRESS):
            found[guest.nameless] = guest
    return tuple(found.values())


def _channel(text: str) -> str:
    """Tell how people met by the place and the words of an event."""
    if _VIDEO.search(text):
        return "video"
    return "call" if _PHONE.search(text) else "meeting"
