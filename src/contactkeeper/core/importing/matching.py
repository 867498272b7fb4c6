"""Find whose note is whose: by what identifies somebody, then by name. Nothing is guessed."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from itertools import chain, combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from contactkeeper.core.importing.companies import same_company
from contactkeeper.core.importing.identifiers import (
    KINDS,
    Identifier,
    Identifiers,
    contradict,
    identifiers_of,
)
from contactkeeper.core.importing.identity import Words, birthdays_of, may_be_one_name
from contactkeeper.core.people.find_contact import Directory, directory_of
from contactkeeper.core.people.name_keys import (
    compare_names,
    form_keys,
    name_key,
    name_words,
    without_patronymic,
    word_key,
)
from contactkeeper.core.people.spellings import has_cyrillic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from contactkeeper.core.importing.model import MatchedBy
    from contactkeeper.core.importing.somebody import Somebody
    from contactkeeper.core.model import Contact

_MANY: Final = 50
"""Notes with a first name of which only those of the same company are compared."""
_MOST_RIVALS: Final = 5
"""Notes that are offered; a first name that more people have says nothing."""


class Known(NamedTuple):
    """The parts of one note that are compared."""

    place: int
    """Among the contacts."""
    path: str
    identifiers: Identifiers
    names: tuple[Words, ...]
    company: str
    birthdays: set[tuple[int, int]]


class Match(NamedTuple):
    """The note that is somebody's, or those that may be."""

    certain: int | None = None
    """The place of the note that is theirs."""
    by: MatchedBy = ""
    rivals: tuple[int, ...] = ()
    """The places of those that may be, best first, where none is certain."""
    contradicts: bool = False
    """Whether each of them has another profile, e-mail, phone, handle or birthday: a namesake, it
    seems."""
    named: tuple[int, ...] = ()
    """The places of the notes that have the whole name, and nothing that contradicts."""

    @property
    def says_something(self) -> bool:
        """Say whether a note is theirs, or may be."""
        return self.certain is not None or bool(self.rivals and not self.contradicts)

    def as_unsure(self) -> Match:
        """Return the match with the note that is certain as one that may be theirs."""
        return self if self.certain is None else Match(by=self.by, rivals=(self.certain,))


NO_MATCH: Final = Match()


class Notes:
    """All notes, by what identifies their people and by their names."""

    def __init__(self, contacts: Sequence[Contact], numbers: Mapping[str, str]) -> None:
        self._contacts = contacts
        self._known = [_known(place, each, numbers) for place, each in enumerate(contacts)]
        self._by_path = {each.path: each for each in self._known}
        self._by_note: dict[str, list[Known]] = defaultdict(list)
        for contact, known in zip(contacts, self._known, strict=True):
            self._by_note[contact.name].append(known)
        self._by_identifier: dict[Identifier, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        for each in self._known:
            for identifier in each.identifiers:
                self._by_identifier[identifier].append(each.place)
            for words in each.names:
                self._by_name[name_key(without_patronymic(words))].append(each.place)
                for word in words:
                    self._by_word[word_key(word)].add(each.place)

    def match(self, one: Somebody) -> Match:
        """Find the note of somebody, by what identifies them or by their whole name.

        Where what identifies them says two things it is unsure, but for a profile of LinkedIn: that
        decides against a name. An export of `ck` names the note.
        """
        exported = self._exported(one)
        if exported and not contradict(one.identifiers, exported.identifiers):
            return Match(exported.place, "name")
        found = self._holders(one)
        named = self._namesakes(one)
        fits = [each for each in named if not _is_namesake(one, each)]
        alike = tuple(each.place for each in fits if _likeness(one, each) == "same")
        if not found:
            return _by_name_alone(named, fits, alike)
        by = next(iter(found))
        said = [*found.values(), *([set(alike)] if alike and by != "linkedin" else [])]
        left = set[int].intersection(*said)
        if len(left) == 1 and self._is_certain(one, self._known[place := min(left)], by):
            return Match(place, by, named=alike)
        places = dict.fromkeys(chain.from_iterable(map(self._sorted, (left, *said))))
        return Match(by=by, rivals=tuple(places)[:_MOST_RIVALS], named=alike)

    def _exported(self, one: Somebody) -> Known | None:
        """Return the note of which an export of `ck` has somebody: by its path, else its name.

        A name is not enough where what identifies them is in another note.
        """
        if known := self._by_path.get(one.person.path):
            return known
        if one.may_be_anybody:
            return None
        held = self._holders(one).values()
        named = self._by_note.get(one.person.name, [])
        fits = [each for each in named if all(each.place in places for places in held)]
        return fits[0] if len(fits) == 1 else None

    def may_be(self, one: Somebody, owners: Mapping[int, Identifiers]) -> Match:
        """Find the notes that may be somebody's by a short form, an initial or a part of a name.

        Who has another profile is somebody else; who has another e-mail or phone, unless they are
        in one company. `owners` has what identifies the people whose notes are certain, by place.
        """
        found = [self._known[place] for place in self._alike(one)]
        same = [each for each in found if _same_company(one, each)]
        fits = [each for each in same if not self._is_other(one, each, owners, "linkedin")]
        fits = fits or [each for each in found if not self._is_other(one, each, owners)]
        places = tuple(self._sorted(each.place for each in fits)) or self._declined(one)
        return Match(by="name", rivals=places) if 0 < len(places) <= _MOST_RIVALS else NO_MATCH

    def _declined(self, one: Somebody) -> tuple[int, ...]:
        """Return the places of the notes that a name of a title may mean: `Кофе с Анной`."""
        if "name" not in one.person.doubts or not has_cyrillic(one.person.name):
            return ()
        return tuple(self._directory.find_named(f"с {one.person.name}"))

    @cached_property
    def _directory(self) -> Directory:
        return directory_of(self._contacts)

    @staticmethod
    def _is_other(
        one: Somebody, known: Known, owners: Mapping[int, Identifiers], group: str = ""
    ) -> bool:
        identifiers = known.identifiers | owners.get(known.place, frozenset())
        return contradict(one.identifiers, identifiers, in_group=group)

    def _holders(self, one: Somebody) -> dict[MatchedBy, set[int]]:
        """Return the places of the notes that have what identifies somebody, the surest first."""
        found: dict[MatchedBy, set[int]] = {}
        for each in sorted(one.identifiers, key=lambda each: KINDS.index(each.kind)):
            if places := self._by_identifier.get(each):
                found.setdefault(each.kind, set()).update(places)
        return found

    def _namesakes(self, one: Somebody) -> list[Known]:
        """Return the notes that have a whole name of somebody, as nearly all spellings have it.

        A first name alone is none, unless an export of `ck` has it, whose names are those of notes.
        """
        whole = [words for words in one.names if len(words) > 1 or one.is_complete]
        keys = {name_key(without_patronymic(words)) for words in whole}
        places = {place for key in keys for place in self._by_name.get(key, ())}
        return [self._known[place] for place in self._sorted(places)]

    def _sorted(self, places: Iterable[int]) -> list[int]:
        return sorted(places, key=lambda place: self._known[place].path)

    def _is_certain(self, one: Somebody, known: Known, by: MatchedBy) -> bool:
        if by == "linkedin":
            return True
        if contradict(one.identifiers, known.identifiers, in_group="linkedin"):
            return False
        shared = one.identifiers & known.identifiers
        is_shared = all(each.may_be_shared for each in shared)
        return may_be_one_name(one.names, known.names, is_shared=is_shared)

    def _alike(self, one: Somebody) -> Iterator[int]:
        """Yield the places of notes with a name that may be theirs.

        Whose whole name is known is not sought by a part of it: Мария of Мария Образцова.
        """
        one = one._replace(names=tuple(_names_but_parts(one.names)))
        places = {place for words in one.names for place in self._candidates(words)}
        if len(places) > _MANY:
            places = {place for place in places if _same_company(one, self._known[place])}
        return (place for place in sorted(places) if _likeness(one, self._known[place]) != "no")

    def _candidates(self, words: Words) -> set[int]:
        """Return the places of notes with all words of a name, with some, or with an initial."""
        with_all = [self._places_of(word) for word in words if len(word) > 1]
        found = set[int].intersection(*with_all) if with_all else set[int]()
        parts = chain.from_iterable(combinations(words, size) for size in range(1, len(words)))
        for part in parts:
            keys = form_keys(part[0]) if len(part) == 1 else (name_key(part),)
            found.update(chain.from_iterable(self._by_name.get(key, ()) for key in keys))
        for at, word in enumerate(words):
            with_initial = (*words[:at], word[0], *words[at + 1 :])
            found.update(self._by_name.get(name_key(with_initial), ()))
        return found

    def _places_of(self, word: str) -> set[int]:
        return set().union(*(self._by_word.get(key, ()) for key in form_keys(word)))


def _known(place: int, contact: Contact, numbers: Mapping[str, str]) -> Known:
    names = dict.fromkeys(map(name_words, (contact.name, *contact.aliases)))
    return Known(
        place,
        contact.path,
        identifiers_of(contact, numbers),
        tuple(filter(None, names)),
        contact.company,
        birthdays_of(contact),
    )


def _by_name_alone(named: Sequence[Known], fits: Sequence[Known], alike: tuple[int, ...]) -> Match:
    """Return a match by name, certain where one note alone has it and nothing contradicts."""
    if len(alike) == 1:
        return Match(alike[0], "name", named=alike)
    places = alike or tuple(each.place for each in fits or named)
    if not places:
        return NO_MATCH
    return Match(by="name", rivals=places[:_MOST_RIVALS], contradicts=not fits, named=alike)


def _names_but_parts(names: Sequence[Words]) -> Iterator[Words]:
    """Yield the names but for first names that belong to a whole one of them."""
    for name in names:
        wholes = (each for each in names if len(each) > len(name) == 1)
        if all(compare_names(name, whole) == "no" for whole in wholes):
            yield name


def _likeness(one: Somebody, known: Known) -> str:
    found = {compare_names(mine, theirs) for mine in one.names for theirs in known.names}
    return next((each for each in ("same", "maybe") if each in found), "no")


def _is_namesake(one: Somebody, known: Known) -> bool:
    """Say whether somebody with a note's name has something else that one person has once."""
    born = birthdays_of(one.person)
    is_born_apart = bool(born and known.birthdays) and born.isdisjoint(known.birthdays)
    return is_born_apart or contradict(one.identifiers, known.identifiers)


def _same_company(one: Somebody, known: Known) -> bool:
    return bool(one.person.company and known.company) and same_company(
        one.person.company, known.company
    )
