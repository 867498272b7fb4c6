from __future__ import annotations

import pytest

from contactkeeper.core.note.log import fold_title


@pytest.mark.parametrize(
    "title",
    [
        "Log",
        "1. Log",
        "2) LOG:",
        "(3) Log",
        "2.1 Log",
        "2.1. Log",
        "1️⃣ Log",
        "📓 1. **Log**",
        "1.Log",
    ],
)
def test_a_number_before_the_words_is_aside(title: str) -> None:
    """A list number in front of a heading makes no other heading of it."""
    assert fold_title(title) == "log"


@pytest.mark.parametrize(
    ("title", "folded"),
    [
        ("2026 Log", "2026 log"),
        ("2026. Log", "2026 log"),
        ("2026.11 Log", "2026 11 log"),
        ("12.05 Log", "12 05 log"),
        ("3 Log", "3 log"),
        ("Log 1. x", "log 1 x"),
        ("1.", "1"),
        ("", ""),
    ],
)
def test_years_days_and_other_numbers_stay(title: str, folded: str) -> None:
    """A number that may say something is part of the title."""
    assert fold_title(title) == folded
