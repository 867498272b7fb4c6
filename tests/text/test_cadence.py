from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.language.cadence import read_cadence
from contactkeeper.core.model import Cadence, Unit
from contactkeeper.text.en.days import show_cadence


@pytest.mark.parametrize(
    ("cadence", "said"),
    [
        (Cadence("month"), "monthly"),
        (Cadence("month", 3), "quarterly"),
        (Cadence("week", 6), "every 6 weeks"),
        (Cadence("day", 45), "every 45 days"),
        (Cadence("event"), "on occasions"),
        (Cadence("none"), "none"),
    ],
)
def test_a_cadence_stands_in_a_sentence(cadence: Cadence, said: str) -> None:
    """It is written as in a note, but for bare days and for occasions."""
    assert show_cadence(cadence) == said


@given(st.builds(Cadence, st.sampled_from(get_args(Unit)[:4]), st.integers(1, 100)))
def test_what_a_sentence_says_can_be_typed(cadence: Cadence) -> None:
    """Whoever copies a cadence from the screen into a note is understood."""
    assert read_cadence(show_cadence(cadence)) == cadence
