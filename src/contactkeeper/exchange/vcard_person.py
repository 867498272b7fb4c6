"""Make a person of the lines of one card."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from contactkeeper.core.calendar.days import ImpossibleDate, is_possible
from contactkeeper.core.interchange import Person
from contactkeeper.core.language.dates import read_partial
from contactkeeper.core.model import PartialDate
from contactkeeper.exchange.handles import handle_in, handle_of, service_of
from contactkeeper.exchange.texts import DOUBTFUL_BIRTHDAYS, addresses_in, one_line, unique

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.interchange import Doubt, Place
    from contactkeeper.exchange.content_lines import ContentLine

_WHOLE = re.compile(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:[T ].*)?", re.DOTALL)
_YEARLESS = re.compile(r"--([0-9]{2})-?([0-9]{2})(?:[T ].*)?", re.DOTALL)
_NO_YEARS = frozenset({0, 1604})
"""Years that programs write where they know none."""
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")
_URI = re.compile(r"([a-z][a-z0-9+.-]*):(?://)?(.*)", re.IGNORECASE | re.DOTALL)
_USER_IN_QUERY = re.compile(r"\?(?:domain|phone|number)=([^&]+)")
"""Of a link that opens a messenger: `tg://resolve?domain=anna`."""
_NO_CALLS = frozenset({"fax", "pager", "bbs", "modem"})
_DATES = {"ANNIVERSARY": "Anniversary", "X-ANNIVERSARY": "Anniversary", "X-ABDATE": ""}
_PROFILES = ("X-SOCIALPROFILE", "SOCIALPROFILE", "IMPP")
_EVENT = "vnd.android.cursor.item/contact_event"
_NICKNAME = "vnd.android.cursor.item/nickname"
_EVENTS = {"1": "Anniversary", "2": "Date", "3": "BDAY"}
_OF_GOOGLE = frozenset({"mycontacts", "starred"})
"""Categories that say nothing of a person."""


class Card:
    """The lines of one card by their names, those that the card prefers first."""

    def __init__(self, lines: Sequence[ContentLine]) -> None:
        self._lines: dict[str, list[ContentLine]] = {}
        for line in sorted(lines, key=lambda line: line.rank):
            if line.value.strip():
                self._lines.setdefault(line.name, []).append(line)
        self.unread = [line.number for line in lines if not line.name]
        self.is_guessed = any(line.is_guessed for line in lines)
        self.labels = {
            line.group: _APPLE_LABEL.sub(r"\1", line.text) for line in self.of("X-ABLABEL")
        }

    @property
    def names(self) -> Iterable[str]:
        """Return the names of its lines."""
        return self._lines

    def of(self, *names: str) -> Iterator[ContentLine]:
        """Yield the lines of some names."""
        return (line for name in names for line in self._lines.get(name, ()))

    def first(self, name: str) -> str:
        """Return the text of the first line of a name, empty where there is none."""
        return next((text for line in self.of(name) if (text := line.text)), "")

    def android(self, kind: str) -> Iterator[list[str]]:
        """Yield the fields of what Android alone knows, of one kind."""
        for line in self.of("X-ANDROID-CUSTOM"):
            found, *fields = line.parts(";")
            if found == kind:
                yield [*fields, "", "", ""]


class Birthday(NamedTuple):
    """The birthday of a card."""

    day: PartialDate | None = None
    words: str = ""
    """The words that are no day, with the property that has them."""


def read_person(card: Card, place: Place) -> Person:
    """Return what a card says; the name is empty where it has none."""
    emails = unique(_emails(card))
    names = _names(card, emails)
    name = next(iter(names), "")
    birthday = read_birthday(card)
    doubts: list[Doubt] = []
    if birthday.day in DOUBTFUL_BIRTHDAYS:
        doubts.append("birthday")
    if card.is_guessed:
        doubts.append("letters")
    dates = list(_dates(card))
    notes = [*(line.text for line in card.of("NOTE")), birthday.words]
    notes += [f"{name}: {text}" for name, text, day in dates if text and not day]
    return Person(
        name=name,
        aliases=unique(each for each in (*names, *_nicknames(card)) if each != name),
        emails=emails,
        phones=unique(_phones(card)),
        handles=unique(_handles(card)),
        company=_company(card),
        role=", ".join(unique(one_line(line.text) for line in card.of("TITLE")))
        or one_line(card.first("ROLE")),
        birthday=birthday.day,
        dates=tuple(dict.fromkeys((name, day) for name, _, day in dates if day)),
        categories=unique(_categories(card)),
        links=unique(link for link in _pages(card) if not handle_in(link)),
        addresses=unique(_addresses(card)),
        note="\n".join(filter(None, notes)),
        doubts=tuple(doubts),
        place=place,
    )


def is_company(card: Card) -> bool:
    """Say whether a card is a company's own: it says so, or has no name but the company's."""
    if card.first("KIND").casefold() in ("org", "location", "application"):
        return True
    if card.first("X-ABSHOWAS").casefold() == "company":
        return True
    company = _company(card)
    return (
        bool(company) and not _structured_name(card) and one_line(card.first("FN")) in ("", company)
    )


def is_group(card: Card) -> bool:
    """Say whether a card is a list of others."""
    kind = card.first("KIND") or card.first("X-ADDRESSBOOKSERVER-KIND")
    return kind.casefold() == "group"


def read_birthday(card: Card) -> Birthday:
    """Return the first birthday that can be read, or the words of the first that can't."""
    lines = [(line.text, line.parameter("X-APPLE-OMIT-YEAR")) for line in card.of("BDAY")]
    lines += [(day, "") for day, kind, *_ in card.android(_EVENT) if _EVENTS.get(kind) == "BDAY"]
    texts = [(text, omitted) for text, omitted in lines if text]
    for text, omitted in texts:
        if day := read_day(text, omitted):
            return Birthday(day)
    return Birthday(words=f"BDAY: {texts[0][0]}") if texts else Birthday()


def read_day(text: str, omitted: str = "") -> PartialDate | None:
    """Read a day that returns every year; `omitted` is the year that stands for none."""
    try:
        if whole := _WHOLE.fullmatch(text):
            year, month, day = map(int, whole.groups())
            if year in _NO_YEARS or whole[1] == omitted:
                return PartialDate(month, day) if is_possible(month, day) else None
            date(year, month, day)
            return PartialDate(month, day, year)
        if found := _YEARLESS.fullmatch(text):
            month, day = map(int, found.groups())
            return PartialDate(month, day) if is_possible(month, day) else None
        return read_partial(text)
    except (ImpossibleDate, ValueError):
        return None


def _names(card: Card, emails: Sequence[str]) -> list[str]:
    """Return the names in full, else what the name's parts make; an e-mail or a number is none."""
    built = _structured_name(card)
    named = [
        # `Bell, Anna`, as some programs file it, is not how anybody is called.
        built if "," in name and _words(name) == _words(built) else name
        for name in (one_line(line.text) for line in card.of("FN"))
    ]
    real = [
        [each for each in names if _LETTER.search(each) and each.casefold() not in emails]
        for names in (named, [built])
    ]
    return list(unique(real[0] or real[1]))


def _structured_name(card: Card) -> str:
    """Return `Варвара Константиновна Выдуманная` of the parts of a name."""
    for line in card.of("N"):
        family, given, middle, *_ = [*map(one_line, line.parts(";")), "", "", ""]
        if name := " ".join(filter(None, (given, middle, family))):
            return name
    return ""


def _words(name: str) -> list[str]:
    return sorted(name.replace(",", " ").split())


def _nicknames(card: Card) -> Iterator[str]:
    for line in card.of("NICKNAME"):
        yield from map(one_line, line.parts(","))
    for name, *_ in card.android(_NICKNAME):
        yield one_line(name)


def _emails(card: Card) -> Iterator[str]:
    for line in card.of("EMAIL"):
        yield from addresses_in(line.text)


def _phones(card: Card) -> Iterator[str]:
    for line in card.of("TEL"):
        if line.types & _NO_CALLS:
            continue
        number = line.text
        if number.casefold().startswith("tel:"):
            number, *extra = unquote(number[len("tel:") :]).split(";")
            inside = [each[len("ext=") :] for each in extra if each.casefold().startswith("ext=")]
            number = " ext. ".join([number, *inside])
        yield one_line(number)


def _handles(card: Card) -> Iterator[str]:
    for line in card.of(*_PROFILES):
        yield from _profile(line)
    for name in card.names:
        if name.startswith("X-") and (service := service_of(name.removeprefix("X-"))):
            yield from (handle_of(service, line.text) for line in card.of(name))
    for link in _pages(card):
        yield handle_in(link)


def _profile(line: ContentLine) -> Iterator[str]:
    """Yield the handle of a messenger's name or of a page on a social network."""
    uri = _URI.fullmatch(line.text)
    scheme, rest = (uri[1], uri[2]) if uri else ("", line.text)
    said = (line.parameter("X-SERVICE-TYPE"), line.parameter("SERVICE-TYPE"), *sorted(line.types))
    service = next(filter(None, map(service_of, (*said, scheme))), "")
    if found := handle_in(line.text):
        yield found
    elif service:
        user = line.parameter("X-USER") or line.parameter("USERNAME")
        in_query = _USER_IN_QUERY.search(rest)
        end = in_query[1] if in_query else rest.partition("?")[0]
        yield handle_of(service, user or unquote(end))


def _pages(card: Card) -> Iterator[str]:
    for line in card.of("URL"):
        yield one_line(line.text)


def _company(card: Card) -> str:
    """Return the organisation, without its departments."""
    parts = (one_line(part) for line in card.of("ORG") for part in line.parts(";"))
    return next(filter(None, parts), "")


def _dates(card: Card) -> Iterator[tuple[str, str, PartialDate | None]]:
    """Yield the other days of every year: name, text, and the day where the text is one."""
    for line in card.of(*_DATES):
        name = card.labels.get(line.group) or _DATES[line.name] or "Date"
        day = read_day(line.text, line.parameter("X-APPLE-OMIT-YEAR"))
        yield one_line(name), line.text, day
    for text, kind, label, *_ in card.android(_EVENT):
        if _EVENTS.get(kind) != "BDAY":
            yield one_line(label or _EVENTS.get(kind, "Date")), text, read_day(text)


def _categories(card: Card) -> Iterator[str]:
    for line in card.of("CATEGORIES"):
        yield from (
            name for name in map(one_line, line.parts(",")) if name.casefold() not in _OF_GOOGLE
        )


def _addresses(card: Card) -> Iterator[str]:
    for line in card.of("ADR"):
        box, extra, street, city, region, code, country, *_ = [*line.parts(";"), *[""] * 7]
        yield ", ".join(
            filter(None, map(one_line, (street, extra, box, city, region, code, country)))
        )
