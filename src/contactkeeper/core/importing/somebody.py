"""Make one person of all that the files say of somebody.

The newest file holds; what it does not say, an earlier one says.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from contactkeeper.core.importing.companies import same_company, same_role
from contactkeeper.core.importing.history import lacking, lacking_tasks
from contactkeeper.core.importing.identifiers import identifiers_of
from contactkeeper.core.importing.model import Difference
from contactkeeper.core.language.dates import write_partial
from contactkeeper.core.people.folding import fold_words
from contactkeeper.core.people.name_keys import compare_names, name_words
from contactkeeper.core.people.phones import bare_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from contactkeeper.core.importing.identifiers import Identifiers
    from contactkeeper.core.importing.identity import Record
    from contactkeeper.core.interchange import Doubt, Interaction, Person
    from contactkeeper.core.model import Day, PartialDate

_Value = TypeVar("_Value")


class Somebody(NamedTuple):
    """A person of the files, with what they are recognised by."""

    person: Person
    identifiers: Identifiers
    names: tuple[tuple[str, ...], ...]
    """The folded words of all their names."""
    interactions: tuple[Interaction, ...]
    """Oldest first, each once."""
    differences: tuple[Difference, ...]
    """Values that the files give differently: the one that holds, and the other."""
    made: Day | None
    """The day of the file that says their company and role, where it says its day."""
    is_complete: bool
    """Whether an export of `ck` has them."""
    may_be_anybody: bool
    """Whether only files that may hold people of all kinds have them."""


def somebody(records: Sequence[Record], numbers: Mapping[str, str]) -> Somebody:
    """Make one person of records, what holds first."""
    people = [record.person for record in records]
    job = next((each for each in records if each.person.company or each.person.role), records[0])
    person = people[0] if len(people) == 1 else _put_together(people, job.person, numbers)
    return Somebody(
        person,
        frozenset(chain.from_iterable(identifiers_of(each, numbers) for each in people)),
        tuple(dict.fromkeys(map(name_words, filter(None, (person.name, *person.aliases))))),
        _interactions(records),
        tuple(dict.fromkeys(_differences(people, person))) if len(people) > 1 else (),
        job.made,
        any(record.is_complete for record in records),
        all(record.may_be_anybody for record in records),
    )


def _put_together(people: Sequence[Person], job: Person, numbers: Mapping[str, str]) -> Person:
    named = _best_named(people)
    born = _birthday(people)
    return named._replace(
        aliases=_unlike(_all(people, lambda each: (each.name, *each.aliases)), named),
        emails=_all(people, lambda each: each.emails),
        phones=_once(_all(people, lambda each: each.phones), _by_number(numbers)),
        handles=_once(_all(people, lambda each: each.handles), str.casefold),
        company=_first(people, lambda each: each.company),
        role=_first(_of_one_company(people), lambda each: each.role),
        connected=min((each.connected for each in people if each.connected), default=None),
        birthday=born,
        dates=_once(_all(people, lambda each: each.dates), lambda each: each[0].casefold()),
        categories=_once(_all(people, lambda each: each.categories), str.casefold),
        links=_all(people, lambda each: each.links),
        addresses=_all(people, lambda each: each.addresses),
        note=_first(people, lambda each: each.note),
        doubts=_doubts(people, named, job, born),
        properties=_once(_all(people, lambda each: each.properties), lambda each: each[0]),
        entries=_each_once((each.entries for each in people), lacking),
        tasks=_each_once((each.tasks for each in people), lacking_tasks),
    )


def _best_named(people: Sequence[Person]) -> Person:
    """Return who has the name that holds: a certain one of two words, else any."""
    return min(people, key=lambda each: (
        not each.name, "name" in each.doubts, "letters" in each.doubts, _is_short(each.name),
    ))  # fmt: skip


def _is_short(name: str) -> bool:
    words = name_words(name)
    return len(words) < 2 or min(map(len, words)) < 2  # noqa: PLR2004  # a name and a family name


def _unlike(names: Iterable[str], named: Person) -> tuple[str, ...]:
    """Return the other names, each once; not those that lack a word of the name that holds."""
    words = fold_words(named.name)
    others = _once((name for name in names if name), fold_words)
    return tuple(
        name
        for name in others
        if fold_words(name) != words and not set(fold_words(name)) <= set(words)
    )


def _of_one_company(people: Sequence[Person]) -> Iterator[Person]:
    """Give the people whose role holds: none of a company before."""
    company = _first(people, lambda each: each.company)
    for each in people:
        if not each.company or same_company(each.company, company):
            yield each


def _each_once(
    lists: Iterable[tuple[_Value, ...]],
    lacking: Callable[[Iterable[_Value], Iterable[_Value]], tuple[_Value, ...]],
) -> tuple[_Value, ...]:
    """Put lists together: what two have is there once, what one has twice is there twice."""
    found: tuple[_Value, ...] = ()
    for each in lists:
        found += lacking(each, found)
    return found


def _birthday(people: Sequence[Person]) -> PartialDate | None:
    """Return the birthday that holds, with its year where any file has it."""
    sure = [each.birthday for each in people if each.birthday and "birthday" not in each.doubts]
    born = sure or [each.birthday for each in people if each.birthday]
    same = [each for each in born if each[:2] == born[0][:2]]
    return next((each for each in same if each.year), born[0] if born else None)


def _doubts(
    people: Sequence[Person], named: Person, job: Person, born: PartialDate | None
) -> tuple[Doubt, ...]:
    """Return the doubts about the values that hold."""
    found: set[Doubt] = {each for each in named.doubts if each != "birthday"}
    found.update(each for each in job.doubts if each == "letters")
    if born and not any(p.birthday == born and "birthday" not in p.doubts for p in people):
        found.add("birthday")
    return tuple(sorted(found))


def _differences(people: Sequence[Person], holds: Person) -> Iterator[Difference]:
    """Say what the files say differently."""
    for each in people:
        if each.company and not same_company(each.company, holds.company):
            yield Difference("company", holds.company, each.company)
        if each.role and holds.role and not same_role(each.role, holds.role):
            yield Difference("role", holds.role, each.role)
        if each.birthday and holds.birthday and not same_day(each.birthday, holds.birthday):
            yield Difference(
                "birthday", write_partial(holds.birthday), write_partial(each.birthday)
            )
        if each.name and compare_names(name_words(each.name), name_words(holds.name)) == "no":
            yield Difference("name", holds.name, each.name)


def same_day(one: PartialDate, other: PartialDate) -> bool:
    """Say whether two days of every year are one; the year may be missing in either."""
    return one[:2] == other[:2] and (not one.year or not other.year or one.year == other.year)


def _interactions(records: Sequence[Record]) -> tuple[Interaction, ...]:
    """Return all interactions once: two archives of one account have most of them twice."""
    found: dict[tuple[Day, float, str, str, str, str, str], Interaction] = {}
    for record in records:
        for each in record.interactions:
            said = (each.direction, each.channel, str(each.time), each.title, each.words)
            found.setdefault((each.day, each.moment, *said), each)
    return tuple(found[key] for key in sorted(found))


def _first(people: Iterable[Person], value: Callable[[Person], str]) -> str:
    return next(filter(None, map(value, people)), "")


def _all(
    people: Iterable[Person], values: Callable[[Person], tuple[_Value, ...]]
) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(map(values, people))))


def _once(values: Iterable[_Value], key: Callable[[_Value], object]) -> tuple[_Value, ...]:
    """Return the values that differ by a key, the first of each."""
    found: dict[object, _Value] = {}
    for each in values:
        found.setdefault(key(each), each)
    return tuple(found.values())


def _by_number(numbers: Mapping[str, str]) -> Callable[[str], str]:
    return lambda phone: numbers.get(bare := bare_number(phone), bare) or phone
