"""The properties of event and news notes: names, spellings and values.

Separate from those of contacts, where "date" and "place" mean nothing; imported only for a vault
with such notes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from contactkeeper.core.language.languages import phrases_in, table, words
from contactkeeper.core.language.ru import RU
from contactkeeper.core.model import NewsKind
from contactkeeper.core.note.property_names import canonical_name, fold_name
from contactkeeper.core.note.property_values import fold_word
from contactkeeper.core.people.spellings import has_cyrillic

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "date": (
        "start", "starts", "start date", "from", "when", "day", "дата", "начало", "дата начала",
        "когда", "день",
    ),
    "end": ("ends", "end date", "to", "last day", "конец", "окончание", "дата окончания", "по"),
    "place": ("location", "venue", "where", "city", "место", "где", "город", "площадка"),
    "people": ("persons", "who", "with", "contacts", "люди", "кто", "с кем", "контакты"),
    "audience": ("for", "for whom", "аудитория", "кому", "для кого"),
    "attending": ("going", "will attend", "участвую", "иду", "буду", "пойду"),
    "rule": (
        "rrule", "recurrence", "recurs", "repeat", "repeats", "повтор", "повторяется", "правило",
        "повторение",
    ),
    "kind": ("news kind", "вид", "вид новости", "категория"),
    "strict": ("строго",),
    "until": ("till", "tell until", "до", "рассказывать до"),
    "aliases": ("alias", "псевдонимы", "псевдоним"),
}  # fmt: skip
"""Every property of such notes, besides `type` and `tags`, with its other spellings."""

EVENT_WORDS: Final = frozenset(words(lambda language: language.event_types))
NEWS_WORDS: Final = frozenset(words(lambda language: language.news_types))
"""The types that mark a note as an event or as news, folded; of events also the tags."""

_YES = frozenset(words(lambda language: language.yes))
_NO = frozenset(words(lambda language: language.no))

Sort = Literal["event", "news"]
Words: TypeAlias = str | tuple[str, ...] | None
"""The value of a property, as it is written."""


def property_name(name: str, further: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> str | None:
    """Return the known property that a name stands for in such a note, or None.

    `further` are the spellings of the configuration, (known name, spellings); they go first.
    """
    known = canonical_name(name, further)
    if known in NAMES or known in ("type", "tags"):
        return known
    return _names().get(fold_name(name))


def in_russian(sort: Sort, properties: Mapping[str, Words], type_name: str) -> dict[str, Words]:
    """Return the properties of a note with Russian names, the type and the kind of news in Russian.

    `type_name` is the name of the type where the vault has one; empty: it is Russian, too.
    """
    types = {"event": RU.event_types, "news": RU.news_types}
    written: dict[str, Words] = {type_name or "тип": types[sort].partition(" ")[0]}
    for key, value in properties.items():
        name = next(filter(has_cyrillic, NAMES[key]))
        kind = read_kind(value) if key == "kind" and isinstance(value, str) else None
        written[name] = phrases_in(RU.news_kinds[kind])[0] if kind else value
    return written


def read_kind(text: str) -> NewsKind | None:
    """Return the kind of news that a value stands for, or None."""
    return _kinds().get(fold_word(text))


def read_yes(text: str) -> bool | None:
    """Read yes or no; None where it is neither."""
    folded = fold_word(text)
    return True if folded in _YES else False if folded in _NO else None


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    names = {fold_name(name): name for name in NAMES}
    for name, spellings in NAMES.items():
        for spelling in spellings:
            names.setdefault(fold_name(spelling), name)
    return names


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, NewsKind]:
    kinds: dict[str, NewsKind] = {fold_word(kind): kind for kind in get_args(NewsKind)}
    for phrase, kind in table(lambda language: language.news_kinds).items():
        kinds.setdefault(fold_word(phrase), kind)
    return kinds
