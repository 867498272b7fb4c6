"""Read vCards of versions 2.1, 3.0 and 4.0; cards of companies and of groups are no people."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.interchange import Exported, Place, left_out_of
from contactkeeper.exchange.content_lines import begins_with, read_content_lines
from contactkeeper.exchange.own_names import PRODUCT
from contactkeeper.exchange.source import Unreadable, unread_row
from contactkeeper.exchange.vcard_person import Card, is_company, is_group, read_person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.interchange import Person
    from contactkeeper.core.model import Problem
    from contactkeeper.exchange.content_lines import ContentLine
    from contactkeeper.exchange.source import Answers, Member, Source

MOST_LINES = 10_000
"""Lines of the longest card that is read: memory has an end."""
_ENDINGS = (".vcf", ".vcard")


class _Found(NamedTuple):
    """The lines between the beginning and the end of a card."""

    number: int
    """The line on which it begins."""
    lines: list[ContentLine]
    """As far as they are read: at most one more than `MOST_LINES`."""
    is_whole: bool = False
    """Whether its end is there."""


def is_vcard(source: Source) -> bool:
    """Tell whether a file begins with a card; of an archive or a folder, whether one does."""
    return any(begins_with(member, "VCARD") for member in source.named(*_ENDINGS))


def read_vcard(source: Source, answers: Answers) -> Exported:  # noqa: ARG001  # it asks nothing
    """Read all cards.

    Raises:
        Unreadable: there is none.
    """
    people: list[Person] = []
    problems: list[Problem] = []
    left_out: Counter[str] = Counter()
    cards = ours = 0
    for member in source.named(*_ENDINGS):
        for found in _cards(member):
            cards += 1
            card = Card(found.lines)
            ours += card.first("PRODID") == PRODUCT
            if not found.is_whole or len(found.lines) > MOST_LINES:
                problems.append(_unread(member.name, found))
            elif reason := _no_person(card):
                left_out[reason] += 1
            else:
                person = read_person(card, Place(member.name, found.number))
                people += [person] if person.name else []
                problems += _problems(card, person)
    if not cards:
        raise Unreadable(source.name, 1, "no-card")
    return Exported(
        "vcard",
        source.name,
        people=tuple(people),
        counts=(("cards", cards),),
        left_out=left_out_of(left_out),
        problems=tuple(problems),
        holds_everybody=ours < cards,
    )


def _cards(member: Member) -> Iterator[_Found]:
    """Yield the cards of a file; what stands inside another, as of an assistant, is left out."""
    card: _Found | None = None
    inside = 0
    for line in read_content_lines(member):
        mark = line.name if line.value.strip().upper() == "VCARD" else ""
        if mark == "BEGIN" and card and card.lines and card.lines[-1].name == "AGENT":
            inside += 1
        elif mark == "BEGIN":
            if card:
                yield card
            card, inside = _Found(line.number, []), 0
        elif mark == "END" and inside:
            inside -= 1
        elif mark == "END" and card:
            yield card._replace(is_whole=True)
            card = None
        elif card and not inside and len(card.lines) <= MOST_LINES:
            card.lines.append(line)
    if card:
        yield card


def _unread(file: str, card: _Found) -> Problem:
    """Say why a card is left out, whoever it is of."""
    if card.is_whole:
        most = MOST_LINES
        return unread_row(file, card.number, "long-card", most=most)
    return unread_row(file, card.number, "cut-card")


def _no_person(card: Card) -> str:
    """Say why a card is no person's; empty where it may be one's."""
    if is_group(card):
        return "contact-group"
    return "company" if is_company(card) else ""


def _problems(card: Card, person: Person) -> Iterator[Problem]:
    """Yield what of a card is not read."""
    file, number = person.place
    if not person.name:
        words = next(iter((*person.emails, *person.phones, *person.aliases)), "")
        yield unread_row(file, number, "no-name", words=words)
        return
    for unread in card.unread[:1]:
        yield unread_row(file, unread, "no-line")
    if not person.birthday:
        for line in card.of("BDAY"):
            words = line.text
            yield unread_row(file, line.number, "no-birthday", words=words)
