"""Write a calendar file (RFC 5545) for programs that subscribe to it or import it.

They drop a change whose SEQUENCE and DTSTAMP are those of before, and show one without a change
where these move. So the file that is there is read first: an event whose text is the same keeps its
stamps, and a file of which nothing changed keeps its bytes. What fell away is cancelled, and stays
for a month for those who have imported it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.control_characters import LONE_JOINER, OBEYED, UNSEEN
from contactkeeper.exchange.own_names import DOMAIN, PRODUCT, checksum

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from icalendar import Calendar, Component

KEPT_DAYS = 30
"""Days for which what is cancelled, or over and settled, stays in the file."""

_LENGTH = timedelta(hours=1)
"""The length of an appointment, which no note says."""
_IN_THE_MORNING, _BEFORE = timedelta(hours=9), timedelta(minutes=-15)
"""When to remind of a day and of a time, counted from its beginning."""
_VAULT = "X-CK-VAULT"
"""Tells the calendars of two vaults apart."""
_OBEYED = re.compile(f"[{OBEYED}]")
_UNSEEN = re.compile(f"[{UNSEEN}]|{LONE_JOINER}")
_BEGIN, _END = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
_COMPONENT = re.compile(rb"^BEGIN:(.*)\r$", re.MULTILINE)
_UID = re.compile(rf"^UID:ck-([0-9a-f]+)-[0-9a-f]+{DOMAIN}\r$".encode(), re.MULTILINE)
_STAMP = re.compile(rb"^LAST-MODIFIED:([0-9]{8}T[0-9]{6})Z\r$", re.MULTILINE)
_SEQUENCE = re.compile(rb"^SEQUENCE:([0-9]{1,9})\r$", re.MULTILINE)


class Dated(NamedTuple):
    """An event of a calendar, with its words."""

    owner: str
    """The path of a note or the like: all events of one owner can be taken out at once."""
    key: str
    """The key that tells it from the others of its owner, on every machine."""
    title: str
    first: date
    last: date
    begins: datetime | None = None
    """Of an appointment with a time, in UTC; None: whole days."""
    rule: str = ""
    """The RRULE of what returns."""
    description: str = ""
    place: str = ""
    url: str = ""
    category: str = ""
    is_busy: bool = False
    """Whether the time is taken."""


class Written(NamedTuple):
    """The bytes of a calendar file, and what is different in it."""

    data: bytes
    new: int
    changed: int
    cancelled: int


class _Old(NamedTuple):
    """An event of the file that is there."""

    block: bytes
    owner: str
    modified: datetime
    sequence: int


def is_ours(data: bytes, vault: str) -> bool:
    """Say whether a file is a calendar of a vault, and holds nothing of another program."""
    lines = _with_crlf(data)
    components = _COMPONENT.findall(lines)
    head = lines.partition(_BEGIN)[0]
    marks = (f"PRODID:{PRODUCT}", f"{_VAULT}:{checksum(vault)}")
    return (
        lines.startswith(b"BEGIN:VCALENDAR\r\n")
        and all(f"\r\n{mark}\r\n".encode() in head for mark in marks)
        and set(components) <= {b"VCALENDAR", b"VEVENT", b"VALARM"}
        and components.count(b"VEVENT") == len(_read(lines))
    )


def write_calendar(  # noqa: PLR0913  # what a file is made of, each once
    vault: str,
    name: str,
    events: Iterable[Dated],
    before: bytes | None,
    *,
    moment: datetime,
    now: datetime,
    owners: Collection[str],
    hidden: str,
) -> Written:
    """Make the file anew.

    Args:
        vault: the name of what it is a calendar of, which it holds as a checksum.
        name: what the calendar is called. Under another name nothing is kept of what fell away.
        events: what it holds; no two of one owner and key.
        before: the file that is there and is ours; None: there is none.
        moment: the present, in UTC: the stamp of what is new or changed.
        now: the present as the user has it, in their zone: what lies before it is over.
        owners: those who may be named in what fell away.
        hidden: the title of what fell away of others, who are gone or not to be contacted.
    """
    calendar = _calendar(vault, name)
    head = calendar.to_ical().removesuffix(b"END:VCALENDAR\r\n")
    lines = _with_crlf(before or b"")
    old = _read(lines)
    blocks: dict[str, bytes] = {}
    new = changed = cancelled = 0
    for each in events:
        uid = f"ck-{_owned(vault, each.owner)}-{checksum(each.key)}{DOMAIN}"
        there = old.get(uid)
        if there is None:
            blocks[uid] = _event(each, uid, moment, 0)
            new += 1
            continue
        blocks[uid] = _event(each, uid, there.modified, there.sequence)
        if blocks[uid] != there.block:
            blocks[uid] = _event(each, uid, moment, there.sequence + 1)
            changed += 1
    named = {_owned(vault, owner) for owner in owners}
    for uid, left in old.items() if lines.startswith(head) else ():
        if uid in blocks:
            continue
        block = _what_is_left(left, moment, now, "" if left.owner in named else hidden)
        cancelled += bool(block) and block != left.block
        if block:
            blocks[uid] = block
    data = b"".join((head, *(blocks[uid] for uid in sorted(blocks)), b"END:VCALENDAR\r\n"))
    return Written(data if data != lines else before or b"", new, changed, cancelled)


def _what_is_left(old: _Old, moment: datetime, now: datetime, hidden: str) -> bytes:
    """Return an event that fell away as it is to stand: cancelled, or as it was if it is over.

    So is an appointment that has begun, since it may have fallen away because it took place.
    With a `hidden` title nothing is left of its words. Empty: it has stood long enough, or somebody
    has edited it.
    """
    from icalendar import Event, vText

    today = now.date()
    try:
        event = Event.from_ical(old.block)
        begin, end = event.decoded("DTSTART"), event.decoded("DTEND")
        takes_time = str(event["TRANSP"]) == "OPAQUE"
        if isinstance(begin, datetime):
            last, is_over = begin.date(), begin <= now
        else:
            last = add_days(end, -1)
            is_over = last < today or (last == today and takes_time)
    except (AttributeError, KeyError, TypeError, ValueError):
        return b""
    if event.to_ical() != old.block:
        return b""
    if str(event.get("STATUS")) == "CANCELLED":
        if old.modified.date() <= add_days(moment.date(), -KEPT_DAYS):
            return b""
        if str(event.get("SUMMARY")) == hidden or not hidden:
            return old.block
    elif is_over and "RRULE" not in event:
        return old.block if last > add_days(today, -KEPT_DAYS) and not hidden else b""
    if hidden:
        for key in ("DESCRIPTION", "LOCATION", "URL"):
            event.pop(key, None)
        event["SUMMARY"] = vText(hidden)
    event.subcomponents = []
    event["STATUS"] = "CANCELLED"
    return _stamped(event, moment, old.sequence + 1)


def _calendar(vault: str, name: str) -> Calendar:
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", vText(_safe(name)))
    calendar.add(_VAULT, checksum(vault))
    calendar.add("REFRESH-INTERVAL", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", "PT12H")
    return calendar


def _event(each: Dated, uid: str, modified: datetime, sequence: int) -> bytes:
    from icalendar import Alarm, Event, vRecur

    event, alarm = Event(), Alarm()
    event.add("UID", uid)
    event.add("DTSTART", each.begins or each.first)
    event.add("DTEND", each.begins + _LENGTH if each.begins else add_days(each.last, 1))
    event.add("SUMMARY", _safe(each.title))
    if each.rule:
        event.add("RRULE", vRecur.from_ical(each.rule))
    for key, value in (
        ("DESCRIPTION", _safe(each.description)),
        ("LOCATION", _safe(each.place)),
        ("URL", each.url),
    ):
        if value:
            event.add(key, value)
    if each.category:
        event.add("CATEGORIES", [each.category])
    event.add("CLASS", "PRIVATE")
    event.add("STATUS", "CONFIRMED")
    event.add("TRANSP", "OPAQUE" if each.is_busy else "TRANSPARENT")
    event.add("X-MICROSOFT-CDO-BUSYSTATUS", "BUSY" if each.is_busy else "FREE")
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", _safe(each.title))
    alarm.add("TRIGGER", _BEFORE if each.begins else _IN_THE_MORNING)
    event.add_component(alarm)
    return _stamped(event, modified, sequence)


def _stamped(event: Component, modified: datetime, sequence: int) -> bytes:
    for key in ("DTSTAMP", "LAST-MODIFIED", "SEQUENCE"):
        event.pop(key, None)
    event.add("DTSTAMP", modified)
    event.add("LAST-MODIFIED", modified)
    event.add("SEQUENCE", sequence)
    return bytes(event.to_ical())


def _owned(vault: str, owner: str) -> str:
    """Return the part of a UID that all events of one owner have."""
    return checksum(f"{vault}/{owner}")


def _read(lines: bytes) -> dict[str, _Old]:
    """Read what events of ours the file has, by UID."""
    found: dict[str, _Old] = {}
    for part in lines.split(b"\r\n" + _BEGIN)[1:]:
        inner, end, _ = (part + b"\r\n").partition(b"\r\n" + _END)
        block = b"".join((_BEGIN, inner, b"\r\n", _END))
        uid, stamp, sequence = (each.search(block) for each in (_UID, _STAMP, _SEQUENCE))
        if not (end and uid and stamp and sequence):
            continue
        try:
            modified = datetime.strptime(stamp[1].decode(), "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        except ValueError:
            continue
        name = uid[0].decode().strip().removeprefix("UID:")
        found[name] = _Old(block, uid[1].decode(), modified, int(sequence[1]))
    return found


def _with_crlf(data: bytes) -> bytes:
    """Return the lines as they are written, where another program has changed their ends."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _safe(text: str) -> str:
    """Return a text without what readers take for the end of a line, obey or refuse."""
    return _UNSEEN.sub("", _OBEYED.sub(" ", text))
