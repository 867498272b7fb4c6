"""Read the headers of a message: who wrote it to whom and when, and whether a person wrote it."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime, timedelta, timezone
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_tz
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.interchange import Place
from contactkeeper.exchange.encodings import decoded
from contactkeeper.exchange.texts import name_as_said

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import tzinfo

    from contactkeeper.exchange.mbox import Headers

_LONGEST = 32 * 1024
"""Characters of a header that are read."""
_LONGEST_WORDS = 4 * 1024
_MOST_ADDRESSES = 100
"""Of one header; a mail to more is to many anyway."""
_OLDEST, _NEWEST = 1971, 2100
"""Years that are believed."""
_NO_ENCODINGS = ("idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape")
"""Encodings that Python decodes but no mail is in."""

_ADDRESS = re.compile(r"[^\s@<>,;:()\"\[\]]{1,64}@[^\s@<>,;:()\"\[\]]{1,255}")
_BLANKS = re.compile(r"\s+")
_NO_PERSON = re.compile(
    r"(?:.*reply.*|notifications?|notify|mailer.?daemon|postmaster|bounces?|.*[+]bounces?.*"
    r"|newsletters?|news|digest|alerts?|updates?|invitations|mailer|robot|automated"
    r"|notifications?[._-].*|.*[._-]notifications?|calendar-server)@"
)
"""The first part of an address from which programs write."""
_AT_ARRIVAL = re.compile(
    r"(?P<month>[A-Z][a-z]{2}) +(?P<day>\d\d?) (?P<time>\d\d:\d\d:\d\d)"
    r" (?:(?P<zone>[+-]\d{4}) (?P<year>\d{4})|(?P<year_before>\d{4}) (?P<zone_behind>[+-]\d{4}))"
)
"""The moment above a message in an mbox, with its zone: the others are of no zone, or of a copy."""
_EXPUNGED = re.compile(r"[0-9a-fA-F]{3}[89a-fA-F]")
"""The mark of Thunderbird on a message that is deleted, but still in the file."""
_BULK = ("list-id", "list-unsubscribe", "list-post")
_AUTOMATIC = ("x-autoreply", "x-autorespond", "x-autoresponse")
_PRECEDENCE = ("bulk", "list", "junk", "auto_reply")


class Mail(NamedTuple):
    """The facts of a message that its headers have."""

    place: Place
    sender: str
    """The address, in lower case; empty where there is none."""
    to: tuple[str, ...]
    copies: tuple[str, ...]
    """Others who received it."""
    names: Mapping[str, str]
    """Of all addresses, where they have one."""
    moment: float | None
    """Seconds since 1970."""
    identifier: str
    delivered_to: str
    labels: frozenset[str]
    """Of Gmail, in lower case."""
    is_bulk: bool
    """Whether a program wrote it, or somebody to a list."""
    subject: str


def read_mail(headers: Headers, file: str, zone: tzinfo) -> Mail:
    """Read the headers of a message in a file; a moment without a zone is in `zone`."""
    fields: dict[str, list[str]] = {}
    for name, value in headers.fields:
        fields.setdefault(decoded(name), []).append(decoded(value[:_LONGEST]))

    def first(name: str) -> str:
        return fields.get(name, [""])[0].strip()

    senders, to = _people(fields, "from"), _people(fields, "to")
    copies = _people(fields, "cc") + _people(fields, "bcc")
    sender = next((address for address, _ in senders), "")
    delivered = next((address for address, _ in _people(fields, "delivered-to")), "")
    moment = _moment(first("date"), zone)
    if moment is None:
        moment = _moment_of_arrival(decoded(headers.separator))
    labels = {label.strip() for label in words_of(first("x-gmail-labels")).casefold().split(",")}
    if first("x-mozilla-draft-info").startswith("internal/draft"):
        labels.add("draft")
    if _EXPUNGED.fullmatch(first("x-mozilla-status")):
        labels.add("trash")
    return Mail(
        Place(file, headers.line),
        sender,
        tuple(address for address, _ in to),
        tuple(address for address, _ in copies),
        {address: name for address, name in (*copies, *to, *senders) if name},
        moment,
        first("message-id"),
        delivered,
        frozenset(labels),
        is_bulk=_is_bulk(fields, sender),
        subject=words_of(first("subject")),
    )


def is_person(address: str) -> bool:
    """Say whether people may write from an address, and not only programs."""
    return not _NO_PERSON.match(address)


def _is_bulk(fields: Mapping[str, Sequence[str]], sender: str) -> bool:
    said = [value.strip().casefold() for value in fields.get("auto-submitted", ())]
    return (
        any(name in fields for name in (*_BULK, *_AUTOMATIC))
        or any(value.strip().casefold() in _PRECEDENCE for value in fields.get("precedence", ()))
        or any(value != "no" for value in said)
        or not is_person(sender)
    )


def words_of(header: str) -> str:
    """Return a header as text, in one line; encoded words with what can be read of them."""
    header = header[:_LONGEST_WORDS]
    if "=?" in header:
        try:
            parts = decode_header(header)
        except (HeaderParseError, ValueError):
            parts = [(header, None)]
        header = "".join(_decode(part, charset) for part, charset in parts)
    return unicodedata.normalize("NFC", _BLANKS.sub(" ", header).strip())


def _decode(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        if charset and charset.casefold() not in _NO_ENCODINGS:
            return part.decode(charset, "replace")
    except (LookupError, ValueError):
        pass
    return decoded(part)


def _people(fields: Mapping[str, Sequence[str]], name: str) -> tuple[tuple[str, str], ...]:
    """Return the addresses of a header with their names."""
    return tuple(each for value in fields.get(name, ()) for each in _addresses(value))


@lru_cache(maxsize=2048)  # the same few people stand in most headers
def _addresses(header: str) -> tuple[tuple[str, str], ...]:
    """Return the addresses of a text, in lower case, with their names."""
    try:
        found = getaddresses([_BLANKS.sub(" ", header)])
    except (RecursionError, IndexError, ValueError):
        return ()
    people = (
        (address.strip().lower(), name_as_said(words_of(name).strip("'\" ")))
        for name, address in found
    )
    return tuple(
        (address, "" if "@" in name else name)
        for address, name in people
        if _ADDRESS.fullmatch(address)
    )[:_MOST_ADDRESSES]


def _moment(date: str, zone: tzinfo) -> float | None:
    """Read the date of a message as seconds since 1970; None where it is none."""
    try:
        parts = parsedate_tz(date)
        if not parts or not _OLDEST <= parts[0] <= _NEWEST:
            return None
        offset = parts[9]
        known = zone if offset is None else timezone(timedelta(seconds=offset))
        return datetime(*parts[:6], tzinfo=known).timestamp()
    except (IndexError, OverflowError, TypeError, ValueError):
        return None


def _moment_of_arrival(separator: str) -> float | None:
    """Read the moment in the line above a message; None where it is not sure."""
    found = _AT_ARRIVAL.search(separator)
    if not found:
        return None
    zone, year = found["zone"] or found["zone_behind"], found["year"] or found["year_before"]
    return _moment(f"{found['day']} {found['month']} {year} {found['time']} {zone}", UTC)
