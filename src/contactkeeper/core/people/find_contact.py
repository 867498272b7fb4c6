"""Find a person by what was typed.

Decides in which order the ways to read a name count, so that a true match is never shadowed by one
that only looks or sounds like it. A guess (`suggest`) is never taken for an answer here.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import caseless, note_name
from contactkeeper.core.people.folding import fold, fold_words
from contactkeeper.core.people.keyboard_layouts import other_layout
from contactkeeper.core.people.search import Search, has_both_scripts
from contactkeeper.core.people.search_keys import NameIndex, addresses_of, keys_of
from contactkeeper.core.people.spellings import romanize
from contactkeeper.shell_words import shell_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.model import Contact

_MD = re.compile(r"(?<=.)\.md$", re.IGNORECASE)

_SHORTEST_LAYOUT_WORD = 3
"""Letters; with fewer, too many keys in the other layout begin somebody's name."""

_SUGGESTIONS = 3
_LIKE_ENOUGH = 75
"""Of 100, rapidfuzz's ratio: one wrong letter in four."""


class Directory(NamedTuple):
    """The search keys of contacts, in their order; no contact has to be read for them."""

    paths: Sequence[str]
    keys: Sequence[str]
    """As `search_keys.keys_of` gives them."""
    addresses: Sequence[str]
    """As `search_keys.addresses_of` gives them."""

    def find(self, typed: str) -> list[int]:
        """Return the places of the people that the best step finds, ordered by name.

        A path names one note. Else the steps are, each in all spellings of both scripts: a whole
        key, whole words, beginnings of words (with them count short names, Russian cases, and
        words of which a letter can be read in two ways: ch, j), parts of words. Last, the keys are
        read in the other keyboard layout. A company counts as a further word only.
        """
        if typed in self.paths:
            return [self.paths.index(typed)]  # whatever characters it holds
        typed = unicodedata.normalize("NFC", typed).strip()
        found = _by_path(self.paths, typed) or _by_name(self, typed)
        return sorted(found, key=self._name_and_path)

    def find_named(self, typed: str) -> list[int]:
        """Return the people found by the exact steps of `find`: for writing without a question.

        Parts of words and the other keyboard layout are guesses that only a person may take.
        """
        places = self.find(typed)
        typed = _MD.sub("", unicodedata.normalize("NFC", typed).strip())
        if "/" in typed or "@" in typed or not (words := fold_words(typed)):
            return places
        found = Directory(*([column[place] for place in places] for column in self))
        index = NameIndex(found.keys)
        crossing = has_both_scripts("".join(words) + index.text)
        literal = _by_address(index, found, typed)
        named = Search(index, words, crossing=crossing).named() | literal
        if not named and not crossing:
            named = Search(index, words, crossing=True).named()
        return [places[place] for place in sorted(named)]

    def find_namesakes(self, name: str) -> list[int]:
        """Return the people who may be meant by a new name: Anna Karenina beside Анна Каренина."""
        search = Search(NameIndex(self.keys), fold_words(name), crossing=True)
        return sorted(search.namesakes(), key=self._name_and_path)

    def shortest_name(self, contact: Contact) -> str:
        """Return the shortest text to type for somebody that means nobody else, quoted if need be.

        The first word of the name, the name, or the path of the note.
        """
        first = (contact.name.split() or [contact.name])[0].casefold()
        for name in (first, contact.name):
            if [self.paths[place] for place in self.find(name)] == [contact.path]:
                return shell_word(name)
        return shell_word(contact.path)

    def _name_and_path(self, place: int) -> tuple[str, str]:
        return note_name(self.paths[place]), self.paths[place]


def directory_of(contacts: Sequence[Contact]) -> Directory:
    """Return the search keys of contacts."""
    paths = [person.path for person in contacts]
    return Directory(paths, list(map(keys_of, contacts)), list(map(addresses_of, contacts)))


def find(contacts: Sequence[Contact], typed: str) -> tuple[Contact, ...]:
    """Return the people whom `Directory.find` finds among some contacts."""
    return tuple(contacts[place] for place in directory_of(contacts).find(typed))


def _by_name(known: Directory, typed: str) -> set[int]:
    typed = _MD.sub("", typed)
    words = fold_words(typed)
    if not words:
        return {place for place in range(len(known.paths)) if _same_text(known, place, typed)}
    index = NameIndex(known.keys)
    literal = _by_address(index, known, typed)
    if literal and "@" in typed:
        return literal
    crossing = has_both_scripts("".join(words) + index.text)
    found = Search(index, words, crossing=crossing).best(literal)
    if not found:
        found = _in_other_layout(index, typed)
    if not found and not crossing:
        # Only now, since more spellings take longer: Sergei is Sergey, though both are Latin.
        found = Search(index, words, crossing=True).best(set())
    return found


def _in_other_layout(index: NameIndex, typed: str) -> set[int]:
    words = fold_words(other_layout(typed))
    if not words:
        return set()
    search = Search(index, words, crossing=has_both_scripts("".join(words) + index.text))
    found = search.exact() or search.whole()
    if not found and min(map(len, words)) >= _SHORTEST_LAYOUT_WORD:
        found = search.beginning()
    return found


def _by_path(paths: Sequence[str], typed: str) -> set[int]:
    """Return the contact at a path; a single word is a name, even if a note at the root has it."""
    path = typed.replace("\\", "/").removeprefix("./")
    is_file = _MD.search(path) is not None
    if "/" not in path and not is_file:
        return set()
    wanted = path if is_file else f"{path}.md"
    composed = partial(unicodedata.normalize, "NFC")
    for spelled in (str, composed, caseless):
        same = {place for place, each in enumerate(paths) if spelled(each) == spelled(wanted)}
        if same:
            return same if len(same) == 1 else set()
    return set()


def _by_address(index: NameIndex, known: Directory, typed: str) -> set[int]:
    """Return the contacts with exactly this e-mail or handle, in any case of letters."""
    wanted = typed.casefold()
    handle = wanted.rpartition(":")[2].removeprefix("@")
    own = handle.partition("@")[0]
    return {
        place
        for place in index.address(map(re.escape, fold_words(own)))
        if any(
            line == wanted or (":" not in wanted and line.partition(":")[2] == handle)
            for line in known.addresses[place].split("\n")
        )
    }


def _same_text(known: Directory, place: int, typed: str) -> bool:
    """Compare a name without letters as it is written: a note may be called 🙂."""
    aliases = [line for line in known.addresses[place].split("\n") if line.startswith("\t")]
    names = (note_name(known.paths[place]), *aliases)
    typed = typed.replace("\n", " ")  # as `addresses_of` has it
    return typed != "" and any(same_name(name.strip().replace("\n", " "), typed) for name in names)


def suggest(contacts: Iterable[Contact], typed: str) -> tuple[str, ...]:
    """Return up to three names that are a typing error away, the likeliest first."""
    wanted = romanize(" ".join(fold_words(typed)))
    if not wanted:
        return ()
    from rapidfuzz import fuzz, process

    keys: dict[str, str] = {}
    for contact in sorted(contacts, key=lambda each: (each.name, each.path)):
        for key in (contact.name, *contact.aliases):
            words = romanize(" ".join(fold_words(key)))
            for spelled in (words, *words.split()):
                keys.setdefault(spelled, contact.name)
    near = process.extract(
        wanted, keys.keys(), scorer=fuzz.ratio, score_cutoff=_LIKE_ENOUGH, limit=2 * _SUGGESTIONS
    )
    names = dict.fromkeys(keys[spelled] for spelled, _, _ in near)
    return tuple(names)[:_SUGGESTIONS]


def complete(known: Directory, typed: str) -> list[tuple[str, int]]:
    """Return the names that complete the typed text, for the shell; paths where two share a name.

    Names that begin like it come first, then those of which any word does. Blank: all. Each comes
    with the contact's place; of the contacts nothing else is asked.
    """
    words = fold_words(typed)
    places: Iterable[int] = range(len(known.paths))
    if words:
        index = NameIndex(known.keys)
        crossing = has_both_scripts("".join(words) + index.text)
        places = Search(index, words, crossing=crossing).beginning()
    found = sorted((note_name(known.paths[place]), known.paths[place], place) for place in places)
    if words:
        found.sort(key=lambda each: not fold(each[0]).startswith(words[0]))
    counts = Counter(name for name, _, _ in found)
    return [(path if counts[name] > 1 else name, place) for name, path, place in found]


def find_owner(
    contacts: Iterable[Contact], emails: Iterable[str], handles: Iterable[str]
) -> Contact | None:
    """Return the first contact by path with one of the e-mails or handles (`telegram:anna`)."""
    wanted_mails = {mail.strip().casefold() for mail in emails} - {""}
    wanted_handles = {handle.strip().casefold() for handle in handles} - {""}
    owners = (
        contact
        for contact in contacts
        if any(mail.casefold() in wanted_mails for mail in contact.emails)
        or any(handle.casefold() in wanted_handles for handle in contact.handles)
    )
    return min(owners, key=lambda contact: contact.path, default=None)


def same_name(one: str, other: str) -> bool:
    """Return whether two file names or paths are one where case and normalisation don't count."""
    return caseless(one) == caseless(other)
