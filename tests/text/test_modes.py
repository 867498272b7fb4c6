from __future__ import annotations

import pytest

from contactkeeper.core.agenda.next_due import ModePreview
from contactkeeper.text.en.modes import say_mode_preview


@pytest.mark.parametrize(
    ("shift", "said"),
    [
        (ModePreview(34, 0, 3), "34 people come up sooner: 12 mornings at 3 a day."),
        (ModePreview(1, 0, 3), "1 person comes up sooner: 1 morning at 3 a day."),
        (
            ModePreview(4, 1, 2),
            "4 people come up sooner: 2 mornings at 2 a day. 1 person comes up later.",
        ),
        (ModePreview(0, 0, 3), "Nobody comes up on another day."),
    ],
)
def test_what_changes_is_said(shift: ModePreview, said: str) -> None:
    """In people and mornings."""
    assert say_mode_preview(shift) == said
