"""Text made comparable: which differences count, and for what."""

from __future__ import annotations

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.casefolding import caseless, lowered


def test_what_counts() -> None:
    """Case and normalisation count for nothing, diacritics do, and ё is е in words alone."""
    assert caseless("Анна ЙОГ") == caseless("анна и\u0306ог")
    assert caseless("Straße") == caseless("STRASSE")
    assert caseless("Renée") != caseless("Renee")
    assert caseless("Алёна") != caseless("Алена")
    assert lowered("АЛЁНА") == lowered("Але\u0308на") == "алена"


@given(st.text() | st.text(alphabet="αάᾳᾴ\u0345\u0323\u0301йё"))
def test_normalisation_never_counts(text: str) -> None:
    """However a text is composed, it compares the same, and comparing it again changes nothing."""
    assert caseless(normalize("NFD", text)) == caseless(normalize("NFC", text))
    assert caseless(caseless(text)) == caseless(text)
    assert lowered(normalize("NFD", text)) == lowered(text)
