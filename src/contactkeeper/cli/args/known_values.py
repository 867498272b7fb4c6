"""Offer the values that are known where a line is typed: keys, cadences, channels, days, audiences.

Words are English, or Russian where Cyrillic letters are typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from contactkeeper.core.language.en import EN
from contactkeeper.core.language.languages import phrases_in
from contactkeeper.core.language.ru import RU
from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.spellings import has_cyrillic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from contactkeeper.cli.args.cursor import Place
    from contactkeeper.core.language.language import Language
    from contactkeeper.core.model import Contact

_DAYS = ("DAY", "DAY…", "UNTIL", "DAY|WORDS")
"""The metavars of what is a day."""
_DAYS_BACK = {
    ("log", "day"),
    ("log", "since"),
    ("news add", "day"),
    ("add", "met"),
    ("add", "placed_me"),
    ("log", "since"),
    ("stats", "since"),
    ("report", "since"),
}
"""Command and parameter of a day that is not after today."""
_NO_WORDS = {("add", "birthday")}

Words = tuple[str, ...]


def known_words(place: Place) -> Words | None:
    """Return the words that are known at a place whatever the notes say; None where none are."""
    if place.metavar in _DAYS and (place.command, place.name) not in _NO_WORDS:
        back = (place.command, place.name) in _DAYS_BACK
        return _phrases(place.begun, lambda words: words.days_back if back else words.days_ahead)
    if place.metavar == "KIND":
        return _kinds(place.command, place.name)
    if place.metavar == "ORDER":
        from contactkeeper.core.agenda.list_order import ORDERS

        return ("name", *ORDERS)
    if (place.command, place.name) == ("stats", "by"):
        from contactkeeper.core.statistics.groups import By

        return get_args(By)
    return _values_of(place.name, place.begun) if place.command != "set" else None


def _values_of(name: str, typed: str) -> Words | None:
    """Return the values of a property or option that has a few; None for any other."""
    if name in ("cadence", "talk"):
        return _first_phrases(
            typed,
            lambda words: (
                phrases
                for cadence, phrases in words.cadences.items()
                if name == "cadence" or cadence.unit != "event"
            ),
        )
    if name == "channel":
        return _first_phrases(typed, lambda words: words.channels.values())
    if name == "outcome":
        from contactkeeper.core.agenda.log_stats import KNOWN, OUTCOMES

        return tuple(OUTCOMES) if has_cyrillic(fold(typed)) else (*KNOWN, "rejection")
    few = {
        "tier": ("key", "supporting"),
        "status": ("active", "paused", "do-not-contact"),
        "lang": ("en", "ru"),
        "address": ("ты", "вы"),
        "trust": tuple("12345"),
        "attending": ("yes", "no"),
        "birthdays": ("all", "full"),
    }
    return few.get(name)


def _kinds(command: str, name: str) -> Words:
    if command == "news add":
        from contactkeeper.core.model import NewsKind

        return get_args(NewsKind)
    if command in ("import", "export"):
        from contactkeeper.core.interchange import ExportKind, FileKind

        return get_args(FileKind if command == "import" else ExportKind)
    from contactkeeper.core.drafts.templates import KINDS, PARTS

    return (*KINDS, *PARTS) if name == "shown" else KINDS


def offer_changes(typed: str, contacts: Callable[[], Iterable[Contact]]) -> list[str]:
    """Offer what `ck set` takes: `cadence=`, and behind it a value; `+tag`."""
    from contactkeeper.core.note.property_names import canonical_name
    from contactkeeper.core.note.schema import PROPERTIES

    key, sign, value = typed.partition("=")
    if sign:
        meaning = canonical_name(key) or key
        known = _values_of(meaning, value)
        found = known if known is not None else known_in_notes(meaning, contacts())
        return [f"{key}={word}" for word in found]
    if typed.startswith("+"):
        return [f"+{tag}" for tag in known_in_notes("tags", contacts())]
    if has_cyrillic(fold(typed)):
        return [f"{name}=" for name in _first_that_begin(typed, (r.russian for r in PROPERTIES))]
    return [f"{row.name}=" for row in PROPERTIES]


def offer_audiences(typed: str, contacts: Callable[[], Iterable[Contact]]) -> list[str]:
    """Offer the terms of an audience: `tier:`, and behind it a value."""
    key, sign, value = typed.partition(":")
    if not sign:
        return ["all", *(f"{name}:" for name in ("tier", "tag", "company", "focus", "cadence"))]
    known = _values_of(key, value)
    words = known if known is not None else known_in_notes(key, contacts())
    return [f"{key}:{_in_quotes(word)}" for word in words]


def known_in_notes(name: str, contacts: Iterable[Contact]) -> list[str]:
    """Return the values that contacts have of a property; empty where they are all different."""
    if name in ("tag", "tags"):
        return sorted({tag for contact in contacts for tag in contact.tags})
    if name in ("company", "focus"):
        return sorted({getattr(contact, name) for contact in contacts} - {""})
    return []


def _in_quotes(word: str) -> str:
    return f'"{word}"' if " " in word else word


def _first_phrases(typed: str, field: Callable[[Language], Iterable[str]]) -> Words:
    if has_cyrillic(fold(typed)):
        return _first_that_begin(typed, field(RU))
    return tuple(phrases_in(row)[0] for row in field(EN) if row)


def _first_that_begin(typed: str, rows: Iterable[str]) -> Words:
    """Return of each row of phrases the first that begins like the typed text."""
    found = (next(iter(that_begin(phrases_in(row), typed)), "") for row in rows)
    return tuple(filter(None, found))


def _phrases(typed: str, field: Callable[[Language], str]) -> Words:
    return tuple(phrases_in(field(RU if has_cyrillic(fold(typed)) else EN)))


def that_begin(words: Sequence[str], typed: str) -> list[str]:
    """Return the words that begin like the typed text, in any case."""
    return [word for word in words if word and fold(word).startswith(fold(typed))]
