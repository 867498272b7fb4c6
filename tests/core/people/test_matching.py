from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.people.matching import has_tag, holds
from hypothesis_profiles import examples


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Яндекс", "yandex"),
        ("Яндекс Go", "Yandex"),
        ("Yandex", "яндекс"),
        ("ООО «Авито»", "avito"),
        ("Kontur", "контур"),
        ("Тинькофф", "tinkoff"),
        ("Озон Банк", "ozon bank"),
        ("Ёлка", "елка"),
        ("Яндекс", "ндек"),
        ("C++ and Go", "c++"),
        ("Zoë", "zoe"),
    ],
)
def test_both_alphabets_meet(text: str, typed: str) -> None:
    """A word is held in the other alphabet too, a part of one as it is written."""
    assert holds(text, typed)


@pytest.mark.parametrize(
    ("text", "typed"), [("ЗАВКОМ", "vk"), ("Яндекс", "andeks"), ("Go", "c++"), ("", "a")]
)
def test_in_the_other_alphabet_a_word_has_to_begin_so(text: str, typed: str) -> None:
    """Its spellings are many, and would fit into the middle of anything."""
    assert not holds(text, typed)


@settings(max_examples=examples(200))
@given(st.text(max_size=12), st.text(max_size=12), st.text(max_size=12))
def test_a_text_holds_each_part_of_it(before: str, typed: str, after: str) -> None:
    """Whatever is written there, punctuation or letters of any kind; nothing is no part."""
    found = holds(f"{before} {typed} {after}", typed)
    assert found == bool(typed.strip()) or not typed.isascii()


def test_tags_nest_in_both_alphabets() -> None:
    """A tag takes those below it, and none that only begins like it."""
    assert has_tag(("recruiter/it",), "#recruiter")
    assert has_tag(("рекрутер/Москва",), "рекрутер/moskva")
    assert not has_tag(("recruiters",), "recruiter")
    assert not has_tag(("it-people",), "it")
    assert not has_tag((), "it")
