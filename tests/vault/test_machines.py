"""Two machines through random rounds: a few here, hundreds by `python tests/machines.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from machines import VARIANTS, Lost, World

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("variant", list(VARIANTS))
def test_nothing_is_lost_doubled_or_in_conflict(tmp_path: Path, variant: str) -> None:
    """Whatever both do, they end alike and with all that either wrote."""
    world = World(tmp_path / "world", seed=11, **VARIANTS[variant])
    for number in range(5):
        world.round(number)
    assert sum(world.wanted.values()) > 10


def test_a_loss_would_be_seen(tmp_path: Path) -> None:
    """The count of what was written finds an entry that is gone, and one that is there twice."""
    world = World(tmp_path / "world", seed=1)
    world.check()
    note = world.machines[0].notes()[0]
    text = note.read_text(encoding="utf-8")
    for wrong in (text.replace("t0a", ""), text + "- 2026-01-10 call: first talk t0a\n"):
        note.write_text(wrong, encoding="utf-8")
        with pytest.raises(Lost):
            world.check()
