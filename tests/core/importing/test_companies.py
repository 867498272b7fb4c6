"""Names of one company, and titles of one job."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.importing.companies import same_company, same_role

SAME = [
    ("Avito", "Авито"), ("ООО «Авито»", "Avito"), ("Яндекс", "Yandex"), ("EPAM", "EPAM Systems"),
    ("Amazon.com", "Amazon"), ("J.P. Morgan", "JP Morgan"), ("Т-Банк", "T-Bank"), ("VK", "ВК"),
    ("Google LLC", "google"), ("Luxoft", "Люксофт"), ("S7 Airlines", "S7"), ("ООО", "ooo"),
]  # fmt: skip
OTHER = [("Avito", "Ozon"), ("Hays", "Яндекс"), ("", "Avito"), ("OOO Avito", "OOO Ozon")]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_company(one: str, other: str) -> None:
    """Alphabet, case, legal form and further words make no difference."""
    assert same_company(one, other)
    assert same_company(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_companies(one: str, other: str) -> None:
    """A legal form in common is nothing in common."""
    assert not same_company(one, other)
    assert not same_company(other, one)


def test_titles_have_their_words_in_any_order() -> None:
    """Case, signs and order; another word is another title."""
    assert same_role("IT-Recruiter, Senior", "senior it recruiter")
    assert not same_role("Recruiter", "Senior Recruiter")


@given(st.text(), st.text())
def test_any_texts_are_compared(one: str, other: str) -> None:
    """Both ways alike."""
    assert same_company(one, other) == same_company(other, one)
    assert same_role(one, other) == same_role(other, one)
