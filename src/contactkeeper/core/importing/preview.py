"""Compare what files of other programs say with the notes: who is new, and what is new of whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final

from contactkeeper.core.importing.companies import same_company
from contactkeeper.core.importing.identifiers import (
    KINDS,
    Identifiers,
    identifiers_of,
    phones_of,
    read_word_to_ignore,
)
from contactkeeper.core.importing.identity import group_by_person, records_of
from contactkeeper.core.importing.items import ItemMaker
from contactkeeper.core.importing.matching import Match, Notes
from contactkeeper.core.importing.model import Preview
from contactkeeper.core.importing.somebody import somebody
from contactkeeper.core.interchange import LeftOut
from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.matching import holds
from contactkeeper.core.people.name_keys import name_key, name_words
from contactkeeper.core.people.phones import same_numbers
from contactkeeper.core.people.recruiter_titles import is_recruiter_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.importing.model import Item, Standing, Wanted
    from contactkeeper.core.importing.somebody import Somebody
    from contactkeeper.core.interchange import Exported, Person
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_STANDINGS: Final[tuple[Standing, ...]] = ("new", "known", "changed", "unsure")


def preview_files(
    files: Sequence[Exported],
    contacts: Sequence[Contact],
    settings: Settings,
    today: date,
    wanted: Wanted,
) -> Preview:
    """Compare all that files say with the notes.

    Args:
        files: in any order; it makes no difference.
        contacts: of all notes.
        settings: for the spellings of properties and the reply window.
        today: what is after it is to come.
        wanted: who of the files is wanted.
    """
    records = records_of(files, today)
    of_people = (phones_of(record.person) for record in records)
    of_contacts = (phones_of(contact) for contact in contacts)
    numbers = same_numbers(chain(*of_people, *of_contacts, wanted.ignored))
    everybody = [somebody(each, numbers) for each in group_by_person(records, numbers)]
    notes = Notes(contacts, numbers)
    matched = _match_all(everybody, notes, contacts)
    owners = {match.certain: one.identifiers for one, match in matched if match.certain is not None}
    is_ignored = _reader_of_ignored(wanted.ignored, numbers)
    maker = ItemMaker(contacts, settings, today, numbers)
    items: list[Item] = []
    others: list[Person] = []
    ignored: list[Person] = []
    for one, match in matched:
        is_wanted = _is_wanted(one, wanted)
        if match.certain is None and (is_wanted or one.interactions) and not match.rivals:
            match = notes.may_be(one, owners)  # noqa: PLW2901
        if match.certain is None and is_ignored(one):
            ignored.append(one.person)
        elif is_wanted or match.says_something:
            items.append(maker.item(one, match))
        else:
            others.append(one.person)
    return Preview(
        tuple(sorted(files, key=lambda each: (each.kind, each.file))),
        tuple(sorted(items, key=_standing_and_name)),
        tuple(sorted(others, key=_name)),
        tuple(sorted(ignored, key=_name)),
        _left_out(files),
        tuple(sorted(chain.from_iterable(f.problems for f in files), key=lambda p: p.in_order())),
    )


def _match_all(
    everybody: Sequence[Somebody], notes: Notes, contacts: Sequence[Contact]
) -> list[tuple[Somebody, Match]]:
    """Return everybody with the note that is theirs, or the notes that may be."""
    matches = _one_for_each_note([notes.match(each) for each in everybody])
    return [
        (one, match.as_unsure() if _may_be_a_namesake(one, match, contacts) else match)
        for one, match in zip(everybody, matches, strict=True)
    ]


def _one_for_each_note(matches: Sequence[Match]) -> list[Match]:
    """Leave each note to one person at most; the others who match it are unsure.

    It is the one who is recognised by what is surest. Where two are recognised alike, or a name
    alone fits several, all of them are unsure.
    """
    ranks: dict[int, list[int]] = defaultdict(list)
    for match in matches:
        if match.certain is not None:
            ranks[match.certain].append(KINDS.index(match.by))
        for place in match.named:
            if place != match.certain:
                ranks[place].append(KINDS.index("name"))
    return [match if _is_surest(match, ranks) else match.as_unsure() for match in matches]


def _is_surest(match: Match, ranks: Mapping[int, list[int]]) -> bool:
    if match.certain is None:
        return True
    own, found = KINDS.index(match.by), ranks[match.certain]
    return own == min(found) and found.count(own) == 1


def _may_be_a_namesake(one: Somebody, match: Match, contacts: Sequence[Contact]) -> bool:
    """Say whether somebody of another trade in another company has no more than a note's name."""
    person = one.person
    if match.certain is None or match.by != "name" or not (person.role and person.company):
        return False
    company = contacts[match.certain].company
    is_elsewhere = bool(company) and not same_company(company, person.company)
    return is_elsewhere and not is_recruiter_title(person.role)


def _is_wanted(one: Somebody, wanted: Wanted) -> bool:
    person = one.person
    said = (person.role, *person.categories, person.name)
    if wanted.only:
        return any(holds(text, word) for word in wanted.only for text in (person.company, *said))
    if wanted.everybody or not one.may_be_anybody:
        return True
    return any(map(is_recruiter_title, said))


def _reader_of_ignored(
    words: Iterable[str], numbers: Mapping[str, str]
) -> Callable[[Somebody], bool]:
    """Return what says whether somebody is left out by one of the words."""
    identifiers = Identifiers(chain.from_iterable(read_word_to_ignore(w, numbers) for w in words))
    names = {name_key(name_words(word)) for word in words} - {""}

    def is_ignored(one: Somebody) -> bool:
        by_name = any(name_key(words) in names for words in one.names)
        return by_name or not identifiers.isdisjoint(one.identifiers)

    return is_ignored


def _left_out(files: Iterable[Exported]) -> tuple[LeftOut, ...]:
    """Return what is left out of all files, by reason."""
    counts: Counter[str] = Counter()
    for file in files:
        for each in file.left_out:
            counts[each.reason] += each.number
    return tuple(LeftOut(reason, counts[reason]) for reason in sorted(counts))


def _standing_and_name(item: Item) -> tuple[object, ...]:
    return _STANDINGS.index(item.standing), _name(item.person)


def _name(person: Person) -> tuple[object, ...]:
    return fold(person.name), sorted(identifiers_of(person, {})), person.company, person.place
