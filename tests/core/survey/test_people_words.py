"""Words that tell recruiters and people, as vaults have them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.survey.people_words import (
    looks_like_name,
    means_people,
    means_recruiters,
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("recruiter", True), ("Recruiters", True), ("it-recruiter", True), ("recruiter_it", True),
        ("HR", True), ("hr-manager", True), ("HR contacts", True), ("рекрутёры", True),
        ("01 Рекрутеры", True), ("recuiter", True), ("talent-acquisition", True),
        ("recruiting", False), ("recruiter-tips", False), ("hr-rules", False), ("three", False),
        ("рекрутинг", False), ("people", False), ("recruited", False), ("", False),
    ],
)  # fmt: skip
def test_tags_near_ours_mean_recruiters(word: str, *, expected: bool) -> None:
    """Compounds, plurals and one typing error are known; what articles have is not."""
    assert means_recruiters(word) is expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("20 People", True), ("👤 People", True), ("_People", True), ("My Contacts", True),
        ("Мои контакты", True), ("20 Люди", True), ("CRM", True), ("People I met in May", False),
        ("2026", False), ("Contact forms", False), ("Work", False),
    ],
)  # fmt: skip
def test_folders_of_people_may_be_numbered_and_decorated(word: str, *, expected: bool) -> None:
    """Numbers, signs and "my" make no difference; another word does."""
    assert means_people(word) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Anna Karenina", True), ("Ольга", True), ("Gulchehra Ahmetova", True),
        ("2026-11-01", False), ("How to talk to a recruiter", False), ("Dune", False),
        ("Рынок 2025", False),
    ],
)  # fmt: skip
def test_names(title: str, *, expected: bool) -> None:
    """A given name, or two words with capitals and no digit, may be a person."""
    assert looks_like_name(title) is expected


@given(st.text())
def test_no_word_breaks_them(word: str) -> None:
    """Any text is asked about without an error."""
    for function in (means_recruiters, means_people, looks_like_name):
        assert function(word) in {True, False}
