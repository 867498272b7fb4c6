"""What was given or got, by its kind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.note.favours import Favour, read_favour


@pytest.mark.parametrize(
    ("value", "favour"),
    [
        ("intro: the CTO", Favour("intro", "the CTO")),
        ("Знакомство: Пётр: CTO", Favour("intro", "Пётр: CTO")),
        ("candidate:Антон", Favour("candidate", "Антон")),
        ("обратная связь: по CV", Favour("feedback", "по CV")),
        ("info", Favour("info", "")),
        ("private: she is leaving", Favour("private", "she is leaving")),
        ("Между нами: уходит", Favour("private", "уходит")),
        ("intro to the CTO", Favour("", "intro to the CTO")),
        ("salary: 700k", Favour("", "salary: 700k")),
        ("", Favour("", "")),
    ],
)
def test_kinds(value: str, favour: Favour) -> None:
    """A known word before a colon, or alone, is the kind; any other text is the favour."""
    assert read_favour(value) == favour


@given(st.text())
def test_no_word_is_lost(value: str) -> None:
    """What is no kind is kept to the letter."""
    favour = read_favour(value)
    assert favour.words == (value.partition(":")[2] if favour.kind else value).strip()
