"""Find other spellings of a word: in the other script, and short forms of names.

Patterns over folded text match a word in both scripts. The spellings of each letter are those of
published standards and a few habits that no standard has (Julia, Dmitri, Xenia). *Plain* spellings
are what people have in passports and profiles; *loose* ones can also be another letter (ch for х,
c for к) and so must never outrank a plain one.

Short forms of names are in `core/language/names`: `short_*.txt` have a name and its other forms in
each line, `given_*.txt` have names without short forms, one a line, of which hardly any is a family
name. They are package data, read on first use. Whether a form counts is decided by the callers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.people.folding import fold, fold_words

if TYPE_CHECKING:
    from collections.abc import Iterator

# A test holds both to iuliia, which knows the standards: to import and ask it takes 7 ms.
_PLAIN_STANDARDS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e ye", "ё": "e yo", "ж": "zh",
    "з": "z", "и": "i", "й": "i y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
    "щ": "sch shch", "ы": "y", "э": "e", "ю": "iu yu", "я": "ia ya",
}  # fmt: skip
"""The spellings of a letter by Wikipedia, the Moscow metro, ICAO 9303, BGN/PCGN, ALA-LC and Yandex:
alone, between two consonants, and after a vowel."""
_LOOSE_STANDARDS = {
    "ж": "j z", "й": "j", "х": "h x", "ц": "c cz", "ч": "c", "ш": "s", "щ": "sc shh", "ю": "ju",
    "я": "ja",
}  # fmt: skip
"""Further spellings, of the scientific standard, Telegram, GOST 7.034 and 7.79."""
_ROMAN = str.maketrans(
    {letter: spellings.split()[0] for letter, spellings in _PLAIN_STANDARDS.items()}
    | {"й": "y", "ю": "yu", "я": "ya", "ь": "", "ъ": ""}
)
"""The one spelling of each letter that the Moscow metro has."""

_PLAIN_HABITS = {
    "е": "je ie", "ё": "jo io", "й": "j", "ю": "ju", "я": "ja", "х": "h", "ф": "ph", "ц": "tc",
    "к": "c ck", "кс": "x ks", "ия": "ia ija", "ья": "ia ja", "ью": "iu ju", "ье": "ie je",
    "ий": "y i ij ii iy", "ый": "y i yi ij iy", "ьи": "yi ii", "йя": "ya ia ja", "дж": "j dj",
    "ей": "ei ey ej", "і": "i", "ї": "i yi ji", "є": "e ye ie je", "ґ": "g",
}  # fmt: skip
"""Habits of no standard, with clusters of letters, and the letters that only Ukrainian has."""
_LOOSE_HABITS = {
    "к": "q", "ц": "tz", "х": "ch", "в": "w", "ш": "sch sz", "щ": "sh", "с": "ss", "у": "ou w",
    "ч": "tch cz", "г": "h gh", "и": "y ee",
}  # fmt: skip

_SOFTENS_C = "eiyh"
"""Before these, c is not к: Victor is Виктор, but Tsoy is also Coj."""

_SILENT = "[ьъ]?"
_MOST_READINGS = 400
_UKRAINIAN = {"и": "[иії]", "е": "[еє]", "г": "[гґ]"}
"""Ukrainian letters that a Russian letter also stands for in a reading: fewer readings."""

_LONGEST_WORD = 24
"""Longer words are no names; they are compared letter for letter only."""

_NO_NAME = lazy_regex("[aeijouyаеийоуыэюяіїє]{8}")
"""So many vowels in a row have too many spellings to try, and are in nobody's name."""

_LONGEST_PIECE = 5
_LATIN_WORD = lazy_regex(r"[0-9]*[a-z][a-z0-9]*")
_CYRILLIC_WORD = lazy_regex(r"[0-9]*[а-яіїєґ][а-яіїєґ0-9]*")

Spellings = dict[str, tuple[str, ...]]


def has_latin(folded: str) -> bool:
    """Return whether there is a Latin letter in the folded text."""
    return re.search("[a-z]", folded) is not None


def has_cyrillic(folded: str) -> bool:
    """Return whether there is a Cyrillic letter in the folded text."""
    return re.search("[а-яіїєґ]", folded) is not None


def word_pattern(word: str, *, loose: bool = False, crossing: bool = True) -> str:
    """Return a regular expression for the folded word in every spelling, in both scripts.

    Not `crossing`: for the word as it is.
    """
    branches = [re.escape(word)]
    if crossing and _may_be_name(word):
        if _CYRILLIC_WORD.fullmatch(word):
            branches.append(_latin_pattern(word, _spellings(loose=loose)))
        elif _LATIN_WORD.fullmatch(word):
            branches += _patterns_of_latin(word, loose=loose)
    return f"(?:{'|'.join(branches)})"


def _may_be_name(word: str) -> bool:
    return len(word) <= _LONGEST_WORD and word.strip("ьъ") != "" and not _NO_NAME.search(word)


def romanize(folded: str) -> str:
    """Return the folded text in Latin letters, one common spelling for each Cyrillic letter."""
    return folded.translate(_ROMAN) if has_cyrillic(folded) else folded


@lru_cache(maxsize=2)
def _spellings(*, loose: bool) -> Spellings:
    """Return the Latin spellings of each Cyrillic letter and cluster; loose ones include plain."""
    found: dict[str, set[str]] = {}
    plain = (_PLAIN_STANDARDS, _PLAIN_HABITS)
    for table in (*plain, _LOOSE_STANDARDS, _LOOSE_HABITS) if loose else plain:
        for unit, latin in table.items():
            found.setdefault(unit, set()).update(latin.split())
    return {unit: tuple(sorted(latin)) for unit, latin in found.items()}


@lru_cache(maxsize=2)
def _readings(*, loose: bool) -> Spellings:
    """Return the Cyrillic letters and clusters that each Latin spelling can stand for."""
    found: dict[str, list[str]] = {}
    for unit, latin in _spellings(loose=loose).items():
        if unit in "іїєґ":
            continue  # _UKRAINIAN
        for spelling in latin:
            found.setdefault(spelling, []).append(unit)
    return {spelling: tuple(sorted(units)) for spelling, units in found.items()}


def _latin_pattern(cyrillic: str, table: Spellings) -> str:
    """Return a pattern of all Latin spellings of a Cyrillic word."""
    return "".join(
        _any_of(_latin_spellings(unit, table, ends=end == len(cyrillic), across=True))
        for unit, end in _units(cyrillic, table)
    )


def _any_of(spellings: set[str]) -> str:
    # Each spelling once: two ways to match the same letters would double the work of a miss.
    return f"(?:{'|'.join(sorted(spellings))})" if spellings else "(?!)"


def _units(cyrillic: str, table: Spellings) -> Iterator[tuple[str, int]]:
    """Cut a Cyrillic word into clusters and letters, each with the place where it ends."""
    at = 0
    while at < len(cyrillic):
        pair = cyrillic[at : at + 2]
        unit = pair if len(pair) > 1 and pair in table else pair[0]
        at += len(unit)
        yield unit, at


def _latin_spellings(unit: str, table: Spellings, *, ends: bool, across: bool) -> set[str]:
    """Return the spellings of a letter or cluster; `ends`: the word ends with it.

    Not `across`: the word was typed in Latin letters, and then e is not io (Den is not Dion).
    """
    if len(unit) > 1:
        one, other = (_latin_spellings(c, table, ends=ends, across=across) for c in unit)
        return {*table[unit], *(first + second for first in one for second in other)}
    if unit in "ьъ":
        return {"", "i", "y"}
    if unit.isdigit():
        return {unit}
    spelled = set(table.get(unit, ()))
    if unit == "е" and across:
        spelled.update(table["ё"])  # folded text does not know them apart
    if unit in "её":
        if ends:  # no name ends in ё, and Mario is not Marie
            spelled -= {"io", "yo", "jo"}
        if not across:
            spelled.discard("io")
    if "c" in spelled and unit == "к":
        spelled.discard("c")
        spelled.add(f"c(?![{_SOFTENS_C}])")
    return spelled


def _patterns_of_latin(word: str, *, loose: bool) -> list[str]:
    """Return the patterns of a Latin word's Cyrillic readings, and of their Latin spellings."""
    readings = _readings(loose=loose)
    table = _spellings(loose=loose)
    cyrillic = []
    latin = []
    for start, end in _pieces(word, readings):
        paths = _paths(word, start, end, readings) if end - start <= _LONGEST_PIECE else []
        if not paths:
            return []
        last = end == len(word)
        same_script = [p for p in paths if "ё" not in p or "io" not in word[start:end]]
        folded = sorted({path.replace("ё", "е") for path in paths})
        cyrillic.append(f"(?:{'|'.join(map(_in_either_alphabet, folded))}){_SILENT}")
        spelled = {word[start:end]}
        for path in same_script:
            units = [
                _latin_spellings(unit, table, ends=last and at == len(path), across=False)
                for unit, at in _units(path, table)
            ]
            spelled.update(map("".join, product(*units)))
        latin.append(_any_of(spelled))
    return ["".join(cyrillic), "".join(latin)]


def _in_either_alphabet(path: str) -> str:
    return _SILENT.join(_UKRAINIAN.get(letter, letter) for letter in path)


def _pieces(word: str, readings: Spellings) -> list[tuple[int, int]]:
    """Cut a Latin word where no spelling of several letters reaches across."""
    cuts = set(range(len(word) + 1))
    for start in range(len(word)):
        for size in (2, 3, 4):
            if word[start : start + size] in readings:
                cuts -= set(range(start + 1, min(start + size, len(word))))
    ordered = sorted(cuts)
    return list(pairwise(ordered))


def _paths(word: str, start: int, end: int, readings: Spellings) -> list[str]:
    """Return the Cyrillic readings of a piece, the first few where there are very many."""
    tails = {end: [""]}
    for at in range(end - 1, start - 1, -1):
        if word[at].isdigit():
            tails[at] = [word[at] + rest for rest in tails[at + 1]]
            continue
        found = (
            unit + rest
            for size in (4, 3, 2, 1)
            if at + size <= end
            for unit in readings.get(word[at : at + size], ())
            if _can_stand(word[at : at + size], unit, word[at + size :])
            for rest in tails[at + size]
        )
        tails[at] = list(islice(dict.fromkeys(found), _MOST_READINGS))
    return tails[start]


def _can_stand(spelling: str, unit: str, following: str) -> bool:
    if unit == "ё" and len(spelling) > 1:
        return following != ""  # no name ends in ё: Mario is not Marie
    if unit == "к" and spelling == "c":
        return not following or following[0] not in _SOFTENS_C
    return True


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the folded given names that have no short forms."""
    return frozenset(fold_words(_read("given_ru") + _read("given_en")))


def other_forms(pattern: str) -> tuple[str, ...]:
    """Return the folded forms of all names that have a form which the pattern matches.

    `pattern` is a regular expression for one folded word; the word's own form is among the result.
    """
    table = _short_forms()
    forms: dict[str, None] = {}
    for match in re.finditer(f" {pattern}(?= )", table):
        start = table.rfind("\n", 0, match.start() + 1) + 1
        end = table.find("\n", match.end())
        forms.update(dict.fromkeys(table[start : end if end >= 0 else None].split()))
    return tuple(forms)


def all_forms() -> list[list[str]]:
    """Return the folded forms of each name that has short ones."""
    return [line.split() for line in _short_forms().split("\n")]


@lru_cache(maxsize=1)
def _short_forms() -> str:
    """Return a line for each name, with a blank before and after each form."""
    lines = fold(_read("short_ru") + _read("short_en")).strip().split("\n")
    return "\n".join(f" {line} " for line in lines)


def _read(name: str) -> str:
    # `importlib.resources` takes 6 ms to import in Python 3.11, pkgutil one.
    from pkgutil import get_data

    data = get_data("contactkeeper.core.language", f"names/{name}.txt")
    return (data or b"").decode("utf-8").replace("\r\n", "\n")
