from __future__ import annotations

import re

import iuliia
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.spellings import (
    _LOOSE_HABITS,
    _LOOSE_STANDARDS,
    _PLAIN_HABITS,
    _PLAIN_STANDARDS,
    romanize,
    word_pattern,
)
from hypothesis_profiles import examples

SPELLINGS = [
    "фёдор fedor fyodor",
    "федор fiodor",
    "андрей andrey andrei andrej",
    "юлия yulia julia iuliia yuliya",
    "щукин shchukin schukin",
    "цой tsoy tsoi",
    "алексей alexey aleksei alexei aleksej",
    "ксения ksenia xenia kseniya",
    "виктор viktor victor",
    "евгений evgeny evgenii yevgeniy",
    "чехов chekhov chehov",
    "сергей sergey sergei sergej",
    "жуков zhukov",
    "хабиб khabib habib",
    "оксана oksana oxana",
    "михаил mikhail mihail",
    "дмитрий dmitry dmitri dmitriy dmitrii dmitrij",
    "татьяна tatiana tatyana",
    "ильин ilyin ilin il'in",
    "соловьёв solovyov",
    "соловьёв soloviev",
    "мария maria mariya mariia",
    "андрій andriy andrii",
    "юрий yuri yury yuriy iurii",
    "виолетта violetta",
    "диана diana",
    "оскар oscar",
    "анна anna",
    "эдуард eduard",
    "майя maya maja",
]
FORMS = [word for line in SPELLINGS for word in line.split()]


def alike(one: str, other: str, *, loose: bool = False) -> bool:
    """Say whether the pattern of one word is the other."""
    one, other = (fold(word).replace("'", "") for word in (one, other))
    return re.fullmatch(word_pattern(one, loose=loose), other) is not None


@pytest.mark.parametrize("line", SPELLINGS)
def test_spellings_are_alike(line: str) -> None:
    """People's spellings of one name find each other, whichever of them is typed."""
    words = line.split()
    assert [(a, b) for a in words for b in words if not alike(a, b)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lena", "lina"), ("лена", "lina"), ("anna", "ana"), ("анна", "ana"), ("анна", "inna"),
        ("maria", "marie"), ("mario", "marie"), ("den", "dion"), ("joan", "jean"), ("chan", "han"),
        ("анна", "аня"), ("мария", "марья"), ("олег", "olga"), ("цой", "koy"),
    ],
)  # fmt: skip
def test_other_names_are_not(one: str, other: str) -> None:
    """Names that merely resemble each other stay apart."""
    assert not alike(one, other)
    assert not alike(other, one)


@pytest.mark.parametrize(
    "line",
    [
        "михаил michail",
        "цой coj",
        "жуков zukov",
        "хан chan",
        "вера wera",
        "шмидт schmidt",
        "щербаков sherbakov",
        "щукин shukin",
    ],
)
def test_letters_with_two_readings_are_loose(line: str) -> None:
    """A letter that can be read in two ways makes a loose match, and no plain one."""
    one, other = line.split()
    assert not alike(one, other)
    assert not alike(other, one)
    assert alike(one, other, loose=True)
    assert alike(other, one, loose=True)


@given(st.text(alphabet="abcehijkosuyz", max_size=9), st.text(alphabet="авеийкосцчшья", max_size=7))
@settings(max_examples=examples(300), deadline=None)
def test_across_scripts_it_is_symmetric(latin: str, cyrillic: str) -> None:
    """If the Latin word finds the Cyrillic one, the Cyrillic one finds it."""
    assert alike(latin, cyrillic) <= alike(cyrillic, latin)


@given(
    st.lists(
        st.sampled_from(["ан", "ша", "ия", "щук", "ев", "ый", "кс", "юл", "ой", "цо", "жэ", "хе"]),
        min_size=1,
        max_size=3,
        unique=True,
    ).map("".join)
)
@settings(max_examples=examples(200), deadline=None)
def test_romanized_finds_its_word(word: str) -> None:
    """A Cyrillic word spelled letter for letter finds it, and is found by it."""
    assert alike(word, romanize(word))
    assert alike(romanize(word), word)


@pytest.mark.parametrize("word", ["constantinopolskiy", "shch" * 5, "ia" * 12, "щя" * 12, "y" * 30])
def test_a_near_miss_costs_nothing(word: str) -> None:
    """A long word that fails at its last letter does not send the search through all spellings."""
    assert not alike(word, f"{word}q", loose=True)


PLAIN = ["wikipedia", "mosmetro", "icao_doc_9303", "bgn_pcgn_alt", "ala_lc_alt", "yandex_maps"]
LOOSE = ["scientific", "telegram", "gost_7034", "gost_779_alt"]


def spelled(letter: str, standards: list[str]) -> set[str]:
    """Ask the standards: a letter is spelled by its neighbours too, Yelena but Lena."""
    found: set[str] = set()
    for name in standards:
        translate = iuliia.schemas.get(name).translate
        beside = (translate(f"б{letter}б"), translate(f"а{letter}б"))
        found.update(map(fold, (translate(letter), *(word[1:-1] for word in beside))))
    # Some spell with apostrophes, which are gone from what is compared.
    return {each for each in found if each.isascii() and each.isalpha()}


@pytest.mark.parametrize("letter", _PLAIN_STANDARDS)
def test_the_tables_are_what_the_standards_say(letter: str) -> None:
    """Each spelling is some standard's, and none is missing."""
    plain = set(_PLAIN_STANDARDS[letter].split())
    assert spelled(letter, PLAIN) == plain
    assert spelled(letter, LOOSE) - plain == set(_LOOSE_STANDARDS.get(letter, "").split())


@pytest.mark.parametrize("letter", _PLAIN_STANDARDS)
def test_a_habit_is_what_no_standard_has(letter: str) -> None:
    """A plain one no plain standard, and a loose one none at all; each stands there once."""
    tables = (_PLAIN_STANDARDS, _LOOSE_STANDARDS, _PLAIN_HABITS, _LOOSE_HABITS)
    plain, loose, habits, loose_habits = (table.get(letter, "").split() for table in tables)
    assert len({*plain, *habits}) == len(plain) + len(habits)
    assert not {*plain, *loose, *habits} & {*loose_habits}


def test_a_letter_in_latin_is_the_metro_s() -> None:
    """One common spelling, for what is sorted and compared loosely."""
    metro = iuliia.schemas.get("mosmetro").translate
    for letter in [*_PLAIN_STANDARDS, "ь", "ъ"]:
        assert romanize(fold(letter)) == metro(letter)
