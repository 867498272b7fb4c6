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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("IT-Recruiter, Senior", "senior it recruiter"),
        ("Recruiter", "IT Recruiter at Avito | hiring"),
        ("Рекрутер", "Technical Recruiter"),
        ("Старший рекрутер", "Senior Recruiter"),
    ],
)
def test_one_job(one: str, other: str) -> None:
    """The order of words, more words, or the other language make no other job."""
    assert same_role(one, other)
    assert same_role(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Recruiter", "Senior Recruiter"),
        ("Recruiter", "Head of Recruitment"),
        ("Рекрутер", "Senior Recruiter"),
        ("HR Manager", "HR Director"),
        ("Recruiter", "Sourcer"),
        ("Recruiter", ""),
    ],
)
def test_another_job(one: str, other: str) -> None:
    """A rank does, and so do other words."""
    assert not same_role(one, other)
    assert not same_role(other, one)


@given(st.text(), st.text())
def test_any_texts_are_compared(one: str, other: str) -> None:
    """Both ways alike."""
    assert same_company(one, other) == same_company(other, one)
    assert same_role(one, other) == same_role(other, one)
