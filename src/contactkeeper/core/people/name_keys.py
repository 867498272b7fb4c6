"""Compare whole names as people write them: in any order and either alphabet.

Says how alike two names are; whether they are one person's is decided by the callers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from contactkeeper.core.language.declension import is_patronymic
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.people.folding import fold_words
from contactkeeper.core.people.salutation import is_given
from contactkeeper.core.people.spellings import all_forms, romanize, word_pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet

Likeness: TypeAlias = Literal["same", "maybe", "no"]
"""`same`: the same words, a patronymic apart. `maybe`: short forms (Аня Каренина), initials
(Anna K.), a name that lacks words of the other, letters that the alphabets spell in many ways."""

# What the standards of transliteration, and habits, disagree about; applied to all words, those in
# Cyrillic letters once they are in Latin ones.
_CONSONANTS: Final = (
    (lazy_regex(r"tch"), "ch"),
    (lazy_regex(r"shch|sch|sc"), "s"),
    (lazy_regex(r"kh"), "h"),
    (lazy_regex(r"ph"), "f"),
    (lazy_regex(r"zh"), "ж"),
    (lazy_regex(r"ts|tz|tc(?!h)"), "ц"),
    (lazy_regex(r"x"), "ks"),
    (lazy_regex(r"ck|c(?![eiyh])"), "k"),
    (lazy_regex(r"w"), "v"),
    (lazy_regex(r"(?<=[bdkpt])er\b"), "r"),
)
_VOWELS: Final = (
    (lazy_regex(r"i+"), "i"),
    (lazy_regex(r"io"), "e"),
    (lazy_regex(r"i(?=[aeou])"), ""),
)
_ONE_LETTER: Final = str.maketrans("yj", "ii")
_UKRAINIAN: Final = str.maketrans("іїєґ", "iieg")

_BRACKETED = lazy_regex(r"\([^()]*\)?|\[[^\[\]]*\]?|\{[^{}]*\}?|[\"“”«»].*?[\"“”«»]")
_CUT = lazy_regex(r"\s[-–—|/•·]+\s|[|•]")
_ADDRESS = lazy_regex(r"\S*@\S+")
_CREDENTIALS: Final = frozenset(
    """
    acca aci assoc bsc cfa cipd cpc csm dba dr dipl esq hrci ing jr llm mba miss mr mrs ms msc mcipd
    phd phr pmp prof scp shrm sir sphr sr г гжа гн др канд проф
    """.split()  # noqa: SIM905
)
_LONGEST: Final = 6  # words of a name
_LONGEST_NAME: Final = 200  # characters
_WITH_PATRONYMIC: Final = 3


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """Return a folded word as nearly all its spellings have it, in either alphabet."""
    return _replace(_close_key(word), _VOWELS) or word


@lru_cache(maxsize=65536)
def _close_key(word: str) -> str:
    """Return a folded word as its spellings have it that have each vowel: not Maria as Mara."""
    roman = romanize(word).translate(_UKRAINIAN)
    return _replace(roman, _CONSONANTS).translate(_ONE_LETTER)


def _replace(word: str, spellings: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, spelled in spellings:
        word = pattern.sub(spelled, word)
    return word


def name_key(words: Sequence[str]) -> str:
    """Return the folded words of a name as all its spellings have them, in any order."""
    return " ".join(sorted(map(word_key, words)))


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name, without what people add to it.

    `Anna Primerova 🚀 (she/her), MBA` gives `anna`, `primerova`; `Каренина, Анна` both its words.
    An address is no name. A name without letters is what it is: `🙂`.
    """
    name = _ADDRESS.sub(" ", name[:_LONGEST_NAME])
    bare = _CUT.split(_BRACKETED.sub(" ", name), maxsplit=1)[0]
    before, comma, after = bare.partition(",")
    words = _plain_words(before)
    if comma and (given := _plain_words(after)) and (len(words) == 1 or not words):
        words += given if is_given(given[0]) else ()
    return (words or fold_words(name) or tuple(name.split()))[:_LONGEST]


def _plain_words(text: str) -> tuple[str, ...]:
    words = fold_words(text)
    return tuple(word for word in words if word not in _CREDENTIALS) or words


def without_patronymic(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without a patronymic that stands beside two others."""
    if len(words) != _WITH_PATRONYMIC:
        return words
    at = next((at for at in (2, 1) if is_patronymic(words[at])), None)
    return words if at is None else (*words[:at], *words[at + 1 :])


@lru_cache(maxsize=65536)
def compare_names(one: tuple[str, ...], other: tuple[str, ...]) -> Likeness:
    """Say how alike the words of two names are."""
    if len(one) != len(other):
        one, other = without_patronymic(one), without_patronymic(other)
    shorter, longer = sorted((one, other), key=lambda words: (len(words), words))
    if not (_is_name(one) and _is_name(other)):
        return "same" if one == other and one else "no"
    rest, is_same = list(longer), len(shorter) == len(longer)
    # Whole words first, so that an initial takes no word from them.
    for word in sorted(shorter, key=len, reverse=True):
        likeness, at = max(((_compare(word, each), -at) for at, each in enumerate(rest)))
        if not likeness:
            return "no"
        is_same = is_same and likeness == _SAME
        del rest[-at]
    return "same" if is_same else "maybe"


def _is_name(words: tuple[str, ...]) -> bool:
    """Say whether there is more than initials."""
    return any(len(word) > 1 for word in words)


_SAME: Final = 2


@lru_cache(maxsize=65536)
def _compare(one: str, other: str) -> int:
    """Return how alike two words are: 2 the same, 1 maybe, 0 not."""
    if one == other:
        return _SAME
    if len(one) == 1 or len(other) == 1:
        return int(word_key(one)[:1] == word_key(other)[:1])
    if word_key(one) == word_key(other):
        is_close = _close_key(one) == _close_key(other)
        return _SAME if is_close or _spelled(one, other) or _spelled(other, one) else 1
    return int(word_key(one) in form_keys(other))


def _spelled(one: str, other: str) -> bool:
    return re.fullmatch(word_pattern(one), other) is not None


def form_keys(word: str) -> AbstractSet[str]:
    """Return the keys of all forms of a given name, short and whole; of any other word its own."""
    key = word_key(word)
    return _forms_by_key().get(key) or {key}


@lru_cache(maxsize=1)
def _forms_by_key() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for forms in all_forms():
        keys = set(map(word_key, forms))
        for key in keys:
            found[key] |= keys
    return dict(found)
