"""Ways to write one phone number."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.people.phones import bare_number, same_numbers

ONE = ["+7 916 123-45-67", "8 (916) 123-45-67", "tel:+7-916-123-45-67", "00 7 916 1234567"]


@pytest.mark.parametrize("numbers", list(permutations(ONE, 2)))
def test_one_number(numbers: tuple[str, str]) -> None:
    """With the country's code, its trunk prefix, or as an address."""
    found = same_numbers(numbers)
    assert len({found[bare_number(each)] for each in numbers}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("+7 916 123-45-67", "+1 916 123-4567"),
        ("+7 916 123-45-67", "+7 917 123-45-67"),
        ("+7 495 123-45-67 ext. 12", "+7 495 123-45-67 ext. 13"),
        ("+7 495 123-45-67 доб. 12", "+7 495 123-45-67"),
        ("+4512345678", "+4612345678"),
    ],
)
def test_two_numbers(one: str, other: str) -> None:
    """Another country, one digit, or another extension."""
    found = same_numbers([one, other])
    assert found[bare_number(one)] != found[bare_number(other)]


def test_a_number_of_two_countries_is_neither() -> None:
    """Without its country's code it can't be told."""
    numbers = ["+7 916 123-45-67", "+1 916 123 4567", "916 123 4567"]
    found = same_numbers(numbers)
    assert len(set(found.values())) == 3


@pytest.mark.parametrize("phone", ["", "123", "no phone", "1" * 40, "+"])
def test_what_is_no_number(phone: str) -> None:
    """An extension alone, words and a row of digits identify nobody."""
    assert bare_number(phone) == ""


@given(st.lists(st.text(alphabet="+0123456789()- x,доб", max_size=18), max_size=6))
def test_any_texts_are_compared(phones: list[str]) -> None:
    """The order makes no difference, and each has one that stands for it."""
    found = same_numbers(phones)
    assert found == same_numbers(phones[::-1])
    assert all(found[found[bare_number(each)]] == found[bare_number(each)] for each in phones)


def test_many_numbers_with_one_end_take_no_time() -> None:
    """A file made to be slow is read as it is."""
    phones = [f"+7{number:05}1234567" for number in range(20_000)]
    assert len(same_numbers(phones)) == len(phones)
