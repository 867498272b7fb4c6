"""Whole names in any order, alphabet and dress."""

from __future__ import annotations

from itertools import permutations

import iuliia
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contactkeeper.core.people.name_keys import (
    compare_names,
    name_key,
    name_words,
    without_patronymic,
)

SAME = [
    ("Anna Karenina", "Анна Каренина"),
    ("Anna Karenina", "Каренина Анна Аркадьевна"),
    ("Каренина, Анна", "Anna Karenina"),
    ("Dmitri Ivanov", "Дмитрий Иванов"),
    ("Sergei Ivanov", "Sergey Ivanov"),
    ("Anton Primerov, MBA 🚀 (he/him)", "Антон Примеров"),
    ("Dr. Zoë Testová", "Zoe Testova"),
    ("Anna Bell | Google", "Anna Bell"),
    ("Александр Соловьёв", "Alexander Solovyov"),
    ("Алёна Айвазова", "Alyona Ayvazova"),
    ("Алёна Айвазова", "Alena Aivazova"),
    ("Юлия Цветаева", "Iuliia Tcvetaeva"),
    ("Софья Щукина", "Sofia Shchukina"),
    ("Володимир Ткаченко", "Volodymyr Tkachenko"),
    ("Олексій Мирний", "Oleksii Myrnyi"),
    ("Пётр Ильин", "Pyotr Ilyin"),
    ("Viktor Maximov", "Виктор Максимов"),
    ("🙂", "🙂"),
]
MAYBE = [
    ("Аня Каренина", "Анна Каренина"),
    ("Anna K.", "Anna Kovacs"),
    ("Anna K.", "Анна Каренина"),
    ("Bob Smith", "Robert Smith"),
    ("Sasha Belov", "Александр Белов"),
    ("Anna", "Anna Petrova"),
    ("Anna Maria Kovacs", "Anna Kovacs"),
    ("Mara Ivanova", "Мария Иванова"),
]
OTHER = [
    ("Anna Karenina", "Anna Kovacs"),
    ("Anna K.", "Anna Petrova"),
    ("Анна Аркадьевна Каренина", "Анна Павловна Каренина"),
    ("Anna Petrova", "Ivan Petrov"),
    ("Anna Petrova", "Жанна Петрова"),
    ("Anna Petrov", "Anna Petrova"),
    ("", "Anna"),
    ("anna.k@example.com", "Anna K"),
    ("🙂", "—"),
]


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        *((*pair, "same") for pair in SAME),
        *((*pair, "maybe") for pair in MAYBE),
        *((*pair, "no") for pair in OTHER),
    ],
)
def test_likeness(one: str, other: str, likeness: str) -> None:
    """Spellings are the same name, short forms and initials may be, all else is another."""
    assert compare_names(name_words(one), name_words(other)) == likeness
    assert compare_names(name_words(other), name_words(one)) == likeness


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_is_the_same_has_one_key(one: str, other: str) -> None:
    """People are looked up by the key, so that spellings must not differ in it."""
    keys = [name_key(without_patronymic(name_words(each))) for each in (one, other)]
    assert keys[0] == keys[1]


@given(
    st.lists(st.sampled_from(["Анна", "Карл", "Юлия", "Щукина", "Ivanov"]), min_size=1, max_size=3)
)
def test_the_order_of_words_makes_no_difference(words: list[str]) -> None:
    """A family name may come first."""
    keys = {name_key(name_words(" ".join(each))) for each in permutations(words)}
    assert len(keys) == 1


@given(st.text(), st.text())
@example("0", "00")
def test_any_texts_are_compared(one: str, other: str) -> None:
    """No name breaks it, and both ways say the same."""
    mine, theirs = name_words(one), name_words(other)
    assert compare_names(mine, theirs) == compare_names(theirs, mine)


SCHEMAS = ["mosmetro", "icao_doc_9303", "wikipedia", "ala_lc_alt", "gost_52290", "yandex_maps"]


@pytest.mark.parametrize("schema", SCHEMAS)
def test_passports_and_profiles_spell_the_same_names(schema: str) -> None:
    """A standard's spelling of a name is that name, and is found by its key."""
    translate = iuliia.schemas.get(schema).translate
    names = "Алексей Айгуль Щербаков Юлия Цветаева Хрущёв Эдуард Любовь Жуковский Ёлкин Подольский"
    for name in names.split():
        (one,), (other,) = name_words(name), name_words(translate(name))
        assert name_key((one,)) == name_key((other,))
        assert compare_names((one,), (other,)) == "same"
