"""Find words in the notes of contacts, events and news: in their names and in each of their lines.

The text of notes is not in the index, so each is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import note_name
from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.matching import find_lines, holds
from contactkeeper.vault.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from contactkeeper.core.model import Event, News
    from contactkeeper.vault.loading import Loaded


class Match(NamedTuple):
    """A note in which the words were found."""

    path: str
    name: str
    company: str
    """Of a contact; else empty."""
    by_name: bool
    """Whether its name, another name of the person, or the company has all of them."""
    lines: tuple[tuple[int, str], ...]
    """The lines that have them, by their numbers from 1; maybe none where the name has them."""


def search(root: Path, loaded: Loaded, wanted: Sequence[str]) -> list[Match]:
    """Return the notes that hold all words: those whose names do first, then by name and path."""
    found = [match for match in _matches(root, loaded, wanted) if match.lines or match.by_name]
    return sorted(found, key=lambda each: (not each.by_name, fold(each.name), each.path))


def _matches(root: Path, loaded: Loaded, wanted: Sequence[str]) -> Iterator[Match]:
    for place, path in enumerate(loaded.contacts.paths):
        text = read_text(root, path) or ""
        if all(holds(text, each) or holds(note_name(path), each) for each in wanted):
            contact = loaded.contacts[place]
            names = " · ".join((contact.name, *contact.aliases, contact.company))
            yield _match(path, contact.name, contact.company, names, text, wanted)
    others: tuple[Event | News, ...] = (*loaded.event_notes.events, *loaded.event_notes.news)
    for note in others:
        yield _match(note.path, note.name, "", note.name, read_text(root, note.path) or "", wanted)


def _match(  # noqa: PLR0913, PLR0917  # what a note is, and what is looked for
    path: str, name: str, company: str, names: str, text: str, wanted: Sequence[str]
) -> Match:
    by_name = all(holds(names, each) for each in wanted)
    return Match(path, name, company, by_name, tuple(find_lines(text, names, wanted)))
