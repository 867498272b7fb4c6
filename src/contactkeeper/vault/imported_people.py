"""Remember whose notes imports have made, so that people whose notes were deleted stay away.

A note that is gone says nothing, so each import leaves a file outside the vault, by the number of
its change; undoing the change puts the file aside. Other machines learn who is gone from `[import]
ignore`, where the next import writes it.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.importing.identifiers import (
    identifiers_of,
    read_word_to_ignore,
    words_to_ignore,
)
from contactkeeper.core.people.name_keys import name_key, name_words
from contactkeeper.vault.files import write_durably

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.interchange import Person
    from contactkeeper.core.model import Contact
    from contactkeeper.vault.journal import Record

_FOLDER = "imports"
_MANY = 10
"""People of an import that nobody deletes one by one."""
_FEW = 100
"""People who are put on the list at once; more would make contactkeeper.toml slow to read."""


class Gone(NamedTuple):
    """Somebody whose note an import has made, and which is gone."""

    name: str
    words: tuple[str, ...]
    """The words that they are known by, for `[import] ignore`."""


def remember_imported(
    folder: str, number: int, made: Iterable[Person], listed: Iterable[Gone]
) -> None:
    """Note whose notes the change of a number has made, and who of those gone is on the list now.

    `folder` is `Vault.own_folder`. Raises OSError.
    """
    os.makedirs(os.path.join(folder, _FOLDER), mode=0o700, exist_ok=True)
    people = [Gone(each.name, words_to_ignore(each)) for each in made]
    document = {"version": 1, "made": people, "listed": [*listed]}
    write_durably(_file(folder, number), json.dumps(document, ensure_ascii=False).encode())


def follow_undo(folder: str, undone: Record) -> None:
    """Put aside what an import has noted, since it is undone; take it up again with its undo."""
    file = _file(folder, undone.undoes or undone.number)
    before, after = (file, f"{file}~") if undone.undoes is None else (f"{file}~", file)
    with suppress(OSError):
        os.replace(before, after)


def find_gone(folder: str, contacts: Iterable[Contact]) -> list[Gone]:
    """Return those whose notes an import has made and nobody has now; not who was listed already.

    `folder` is `Vault.own_folder`. Who has a note of another name or path is not gone. Where nobody
    of an import is left, the import was thrown away, and they may come with another.
    """
    imports = list(_read(folder))
    if not imports:
        return []
    there: set[object] = set()
    for contact in contacts:
        there |= identifiers_of(contact, {})
        there |= {name_key(name_words(name)) for name in (contact.name, *contact.aliases)}
    people: dict[tuple[str, ...], Gone] = {}
    for made, listed in imports:
        gone = {each.words: each for each in made if there.isdisjoint(_known_by(each))}
        if len(gone) < len(made) or len(made) < _MANY:
            people |= gone
        for each in listed:
            people.pop(each.words, None)
    return list(people.values())


def to_list(gone: Sequence[Gone]) -> Sequence[Gone]:
    """Return who of the gone goes on the list; very many do not: only this machine knows them."""
    return gone if len(gone) <= _FEW else ()


def _known_by(someone: Gone) -> set[object]:
    name = {name_key(name_words(someone.name))} if someone.name else set()
    return {*name, *(each for word in someone.words for each in read_word_to_ignore(word, {}))}


def _read(folder: str) -> Iterator[list[list[Gone]]]:
    """Yield what each import has noted, in their order; a file that can't be read says nothing."""
    place = os.path.join(folder, _FOLDER)
    names = sorted(os.listdir(place)) if os.path.isdir(place) else []
    for name in names:
        if name.endswith(".json"):
            with suppress(OSError, ValueError, TypeError, KeyError):
                with open(os.path.join(place, name), "rb") as file:
                    document = json.loads(file.read())
                kinds = (document["made"], document["listed"])
                yield [[Gone(person, tuple(words)) for person, words in kind] for kind in kinds]


def _file(folder: str, number: int) -> str:
    return os.path.join(folder, _FOLDER, f"{number:08}.json")
