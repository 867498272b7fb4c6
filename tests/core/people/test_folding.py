from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.people.folding import fold, fold_words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("АННА", "анна"),
        ("Алёна", "алена"),
        ("Андрей", "андрей"),
        ("А\u0301нна", "анна"),
        ("Zoë Núñez", "zoe nunez"),
        ("Łukasz Øster", "lukasz oster"),
        ("Straße", "strasse"),
        ("ＡＢ", "ab"),
        ("김민수", "김민수"),
        ("", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    """Case, ё, stress marks, diacritics and width do not matter; й stays a letter."""
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna-Maria O’Brien", ("anna", "maria", "obrien")),
        ("«Анна»  (Яндекс), HR_lead", ("анна", "яндекс", "hr", "lead")),
        ("Il'in", ("ilin",)),
        ("नमस्ते दोस्त", ("नमस्ते", "दोस्त")),
        ("!?…", ()),
        ("  ", ()),
    ],
)
def test_fold_words(text: str, words: tuple[str, ...]) -> None:
    """Punctuation separates words, apostrophes and vowel signs don't."""
    assert fold_words(text) == words


@given(st.text())
def test_fold_once_is_enough(text: str) -> None:
    """Folding twice gives the same as folding once."""
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_normalisation_does_not_matter(text: str) -> None:
    """A name that macOS has decomposed folds like the one that was typed."""
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_words_have_no_blanks(text: str) -> None:
    """A word is never empty and holds no white space."""
    assert all(word and word.split() == [word] for word in fold_words(text))
