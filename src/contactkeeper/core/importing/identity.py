"""Find who is one person in the files: by what identifies them, then by name.

The order of the files and of their rows makes no difference.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple, get_args

from contactkeeper.core.importing.companies import company_key
from contactkeeper.core.importing.identifiers import (
    KINDS,
    Identifier,
    Identifiers,
    by_group,
    contradict,
    identifiers_of,
)
from contactkeeper.core.interchange import FileKind
from contactkeeper.core.people.name_keys import (
    compare_names,
    name_key,
    name_words,
    without_patronymic,
    word_key,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from contactkeeper.core.interchange import Exported, Interaction, Person
    from contactkeeper.core.model import Contact, Day

_KINDS: Final = get_args(FileKind)
_LETTER: Final = re.compile(r"[^\W_]")
_MOST_OF_ONE: Final = 20
"""People with one e-mail or phone who are compared with each other; the others stay apart."""

Words = tuple[str, ...]


class Record(NamedTuple):
    """A person as one row of a file has them, or as the interactions of a file do."""

    person: Person
    order: tuple[int, int, str, bool]
    """The rank, first what holds: the newest file, then by kind and name, rows first."""
    file: int
    is_complete: bool
    """Whether it is an export of `ck`, in which each person is another."""
    may_be_anybody: bool = True
    """Whether the file may hold people of all kinds."""
    made: Day | None = None
    """The day of the file, or the newest of which it tells: it was not made before that."""
    interactions: tuple[Interaction, ...] = ()


def records_of(files: Iterable[Exported], today: Day) -> list[Record]:
    """Return the people of all files, what holds first."""
    found: list[Record] = []
    ordered = sorted(files, key=lambda each: _order_of(each, is_interaction=False))
    for number, file in enumerate(ordered):
        made = file.made or _newest_day(file, today)
        rows = [(each, ()) for each in file.people]
        if file.kind != "json":
            rows = [(_without_signs(person), none) for person, none in rows]
        for is_interaction, people in ((False, rows), (True, _by_person(file.interactions))):
            order = _order_of(file, is_interaction=is_interaction)
            of_file = (order, number, file.kind == "json", file.holds_everybody, made)
            found += (Record(person, *of_file, interactions) for person, interactions in people)
    return sorted(found, key=lambda each: (each.order, _content(each.person)))


def _without_signs(person: Person) -> Person:
    """Return somebody without a company or role of signs alone: `-`, where a form asks for one."""
    company, role = (each if _LETTER.search(each) else "" for each in (person.company, person.role))
    return person._replace(company=company, role=role)


def _newest_day(file: Exported, today: Day) -> Day | None:
    """Return the newest day of the past of which a file tells, if any."""
    days = chain((each.connected for each in file.people), (each.day for each in file.interactions))
    return max((day for day in days if day and day <= today), default=None)


def _order_of(file: Exported, *, is_interaction: bool) -> tuple[int, int, str, bool]:
    made = file.made.toordinal() if file.made else 0
    return -made, _KINDS.index(file.kind), file.file, is_interaction


def _content(person: Person) -> tuple[object, ...]:
    place = person.place
    return (place.file, place.line, person.name, person.emails, person.handles, person.phones,
            person.company, person.role)  # fmt: skip


def _by_person(interactions: Iterable[Interaction]) -> list[tuple[Person, tuple[Interaction, ...]]]:
    """Put the interactions of one person together, as far as a file says that it is one."""
    people: dict[tuple[object, ...], list[Interaction]] = defaultdict(list)
    for each in interactions:
        person = each.person
        people[person.name, person.emails, person.handles, person.phones].append(each)
    return [(each[0].person, tuple(each)) for each in people.values()]


def group_by_person(records: Sequence[Record], numbers: Mapping[str, str]) -> list[list[Record]]:
    """Return the records of each person, in the order of the records.

    Records that share an identifier are one person's, unless they have two profiles, or names that
    have nothing in common. Those of one whole name are one person's where nothing contradicts: no
    second profile, e-mail, phone or birthday, and no second company in one file.
    """
    groups = _Groups(records, [identifiers_of(each.person, numbers) for each in records])
    groups.join_by_identifiers()
    groups.join_by_names()
    return groups.found()


class _Group:
    """The records that are known to be one person's."""

    def __init__(self, number: int, record: Record, identifiers: Identifiers) -> None:
        names = (record.person.name, *record.person.aliases)
        self.records = [number]
        self.identifiers = identifiers
        self.names: set[Words] = set(filter(None, map(name_words, names)))
        self.exports = {record.file} if record.is_complete else set[int]()
        self.companies = {(record.file, company_key(record.person.company))}
        self.birthdays = birthdays_of(record.person)

    def add(self, other: _Group) -> None:
        """Take the records of another group."""
        self.records += other.records
        self.identifiers |= other.identifiers
        self.names |= other.names
        self.exports |= other.exports
        self.companies |= other.companies
        self.birthdays |= other.birthdays

    def goes_with(self, other: _Group, by: Identifier) -> bool:
        """Say whether two groups that share an identifier are one person's."""
        if self.exports & other.exports:
            return False
        if by.kind == "linkedin":
            return True
        if contradict(self.identifiers, other.identifiers, in_group="linkedin"):
            return False
        return may_be_one_name(self.names, other.names, is_shared=by.may_be_shared)


def may_be_one_name(mine: Iterable[Words], theirs: Iterable[Words], *, is_shared: bool) -> bool:
    """Say whether two people who share something may have these names; who has none may.

    A word in common is enough, as family names change; of a shared mailbox the whole name is not.
    """
    mine, theirs = list(mine), list(theirs)
    if not (mine and theirs):
        return not is_shared or mine == theirs
    if is_shared:
        return any(compare_names(one, other) == "same" for one in mine for other in theirs)
    words = {word_key(word) for word in chain(*theirs)}
    return any(
        any(word_key(word) in words for word in one)
        or any(compare_names(one, other) != "no" for other in theirs)
        for one in mine
    )


def birthdays_of(someone: Person | Contact) -> set[tuple[int, int]]:
    """Return the month and the day of somebody's birthday, where it is in no doubt."""
    is_sure = "birthday" not in getattr(someone, "doubts", ())
    return {someone.birthday[:2]} if someone.birthday and is_sure else set()


class _Groups:
    """All groups, and in which of them each record is."""

    def __init__(self, records: Sequence[Record], identifiers: Sequence[Identifiers]) -> None:
        pairs = enumerate(zip(records, identifiers, strict=True))
        self._records = records
        self._of = [_Group(number, *pair) for number, pair in pairs]
        self._identifiers = identifiers

    def found(self) -> list[list[Record]]:
        """Return the records of each group."""
        groups = {id(group): group for group in self._of}.values()
        return [[self._records[each] for each in sorted(group.records)] for group in groups]

    def join_by_identifiers(self) -> None:
        """Join the groups that share an identifier, the surest kind first."""
        holders: dict[Identifier, list[int]] = defaultdict(list)
        for number, identifiers in enumerate(self._identifiers):
            for each in identifiers:
                holders[each].append(number)
        shared = [each for each, numbers in holders.items() if len(numbers) > 1]
        for each in sorted(shared, key=lambda one: (KINDS.index(one.kind), one.value)):
            apart: list[_Group] = []
            for number in holders[each]:
                group = self._of[number]
                found = next((one for one in apart if one is group), None)
                found = found or next((one for one in apart if one.goes_with(group, each)), None)
                if found is None:
                    apart = [*apart[-_MOST_OF_ONE:], group]
                elif found is not group:
                    self._join(found, group)

    def join_by_names(self) -> None:
        """Join the groups of one whole name, where it is one person's."""
        named: dict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(self._records):
            words = without_patronymic(name_words(record.person.name))
            is_guess = "name" in record.person.doubts
            if len(words) > 1 and min(map(len, words)) > 1 and not is_guess:
                named[name_key(words)].append(number)
        for _, numbers in sorted(named.items()):
            first, *others = {id(self._of[each]): self._of[each] for each in numbers}.values()
            names = {name_words(self._records[each].person.name) for each in numbers}
            if others and _are_spellings(names) and _is_one_person([first, *others]):
                for other in others:
                    self._join(first, other)

    def _join(self, group: _Group, other: _Group) -> None:
        group.add(other)
        for number in other.records:
            self._of[number] = group


def _are_spellings(names: Iterable[Words]) -> bool:
    first, *others = sorted(names)
    return all(compare_names(first, other) == "same" for other in others)


def _is_one_person(groups: Sequence[_Group]) -> bool:
    """Say whether groups of one name have nothing that one person has only once."""
    once = [("has", kind) for group in groups for kind in by_group(group.identifiers)]
    once += [("export", str(file)) for group in groups for file in group.exports]
    named = {pair for group in groups for pair in group.companies if pair[1]}
    once += [("company", str(file)) for file, _ in named]
    born = {day for group in groups for day in group.birthdays}
    return len(once) == len(set(once)) and len(born) <= 1
