"""Find contacts that may be the same person: the same e-mail, handle, or name in any spelling.

They are only reported; two people of one name are no fault.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.model import Problem
from contactkeeper.core.people.folding import fold_words
from contactkeeper.core.people.name_keys import name_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from contactkeeper.core.model import Contact, Fact

MOST_NAMESAKES = 5
"""A heading or alias that more notes have comes from a template, and names nobody."""


def find_duplicates(contacts: Iterable[Contact]) -> Iterator[Problem]:
    """Remark on contacts that share something: once for each group, at the first of its paths.

    Those of one file name have a remark of their own, and are left out here.
    """
    shared: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
    """The names of those who have something, by their paths: a contact may be large."""
    for contact in contacts:
        for key in _keys(contact):
            shared[key][contact.path] = contact.name
    groups_of: dict[str, set[int]] = defaultdict(set)
    """The numbers of the groups in which somebody was reported."""
    for number, ((kind, value), owners) in enumerate(shared.items()):
        people = sorted(_namesakes(value, owners) if kind == "name" else owners)
        if len(people) < 2:  # noqa: PLR2004  # one alone shares nothing
            continue
        if set.intersection(*(groups_of[path] for path in people)):
            continue  # reported already, for something else that they share
        for path in people:
            groups_of[path].add(number)
        first, *others = people
        shown = "" if kind == "name" else value
        facts: dict[str, Fact] = {"kind": kind, "value": shown, "others": tuple(others)}
        yield Problem.of(first, 1, "duplicate", "remark", **facts)


def _keys(contact: Contact) -> Iterator[tuple[str, str]]:
    """Yield the keys that identify somebody; a first name alone does not."""
    for mail in contact.emails:
        yield "e-mail", mail.casefold()
    for handle in contact.handles:
        yield "handle", handle.casefold()
    names = [contact.name, *(alias for alias in contact.aliases if len(fold_words(alias)) > 1)]
    for name in dict.fromkeys(map(_name_key, names)):
        if name:
            yield "name", name


def _namesakes(key: str, people: Mapping[str, str]) -> Mapping[str, str]:
    """Return those whom a name belongs to, of all whose notes hold it; none where one file has it.

    Where many hold it, only those whose files are called so.
    """
    if len(people) > MOST_NAMESAKES:
        people = {path: name for path, name in people.items() if _name_key(name) == key}
    files = set(map(caseless, people.values()))
    return people if len(files) > 1 else {}


def _name_key(name: str) -> str:
    """Return a name as all its spellings have it: in any order, in either alphabet."""
    return name_key(fold_words(name))
