"""Addresses of pages: whose they are, in a note and in a file alike."""

from __future__ import annotations

import pytest

from contactkeeper.core.note.property_values import handles_of
from contactkeeper.core.people.profile_links import read_profile_link


@pytest.mark.parametrize(
    ("address", "handle"),
    [
        ("https://www.linkedin.com/in/anna-k/", "anna-k"),
        ("linkedin.com/in/anna-k/en/?trk=x", "anna-k"),
        ("https://ru.linkedin.com/pub/anna-k/5/12b/a33", "anna-k-a3312b5"),
        ("linkedin.com/pub/anna-k/12/345/67/en", "anna-k-06734512"),
        ("http://linkedin.com/pub/anna-k/0/1/2?trk=x", "anna-k-002001"),
        ("https://www.linkedin.com/pub/anna-k", "anna-k"),
    ],
)
def test_a_page_of_linkedin_is_one_person_s(address: str, handle: str) -> None:
    """Addresses of former years hold a number without which they would be another's."""
    assert handles_of("linkedin", address) == (f"linkedin:{handle}",)
    found = read_profile_link(address)
    assert found
    assert (found.property, found.handle) == ("linkedin", handle)
