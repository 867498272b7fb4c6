"""Find what a Russian name may be in the nominative: `анной` is анна, `борису` is борис.

Every reading that the endings allow is given, also of names that nobody has: the caller compares
them with the names that there are.
"""

from __future__ import annotations

from functools import lru_cache

from contactkeeper.core.language.languages import LANGUAGES
from contactkeeper.core.lazy_regex import lazy_regex

BEFORE_NAME = frozenset(word for each in LANGUAGES for word in each.before_name.split())
"""Prepositions before a name, folded."""

_ENDINGS = tuple(
    (tuple(cases.split()), tuple(nominatives.split(",")))
    for cases, nominatives in (
        ("ы и е у ой ою ей ею", "а"),  # Анна, Ольга, Маша
        ("и е ю ей ею", "я"),  # Аня, Юлия, Илья
        ("а у ом ем ым е", ""),  # Борис, Бабич, Иванов
        ("я ю ем е и", "й"),  # Андрей, Дмитрий
        ("я ю ем е и ью", "ь"),  # Игорь, Любовь
        ("ого его ому ему им ым ом ем", "ий,ый,ой"),  # Горский, Белый, Толстой
        ("ой ую ей юю", "ая,яя"),  # Горская, Верхняя
        ("ца цу цом цем це", "ец"),  # Кравец
        ("ья ью ьем ье", "ей"),  # Воробей
    )
)
"""Endings of the other cases, and those of the nominative in their place."""
_VOWEL_RETURNS = {"павл": "павел", "льв": "лев"}
_SHORTEST = 2  # letters of a name
_PATRONYMIC = lazy_regex(
    r".{2,}(?:[оеё]вич|[оеё]вна|ична|инична|ьич)|(?:иль|кузьм|лук|фом|никит)ич"
    r"|.{2,}(?:[oe]vich|[oe]vna|ichna)"
)


@lru_cache(maxsize=256)
def nominatives(word: str) -> tuple[str, ...]:
    """Return the nominatives that a folded word may be a case of, without the word itself."""
    found = {
        _VOWEL_RETURNS.get(stem, stem) + ending
        for cases, endings in _ENDINGS
        for case in cases
        if word.endswith(case) and len(stem := word.removesuffix(case)) >= _SHORTEST
        for ending in endings
    }
    return tuple(sorted(found - {word}))


def is_patronymic(word: str) -> bool:
    """Return whether a folded word looks like a patronymic: `аркадьевна`, `abramovich`."""
    return _PATRONYMIC.fullmatch(word) is not None
