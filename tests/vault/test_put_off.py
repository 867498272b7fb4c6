"""Until when the cards of a review are put off."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.vault.put_off import load_put_off, put_off
from histories import TODAY
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from pathlib import Path

LATER = TODAY + timedelta(days=28)
paths = st.text(st.characters(exclude_characters="\0"), max_size=8)


@given(st.lists(st.tuples(paths, st.none() | st.dates(TODAY, LATER)), max_size=8))
@settings(max_examples=examples(50))
def test_the_last_word_holds(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, date | None]]
) -> None:
    """A card is put off until the day that was said last, and shown from that day on."""
    folder = str(tmp_path_factory.mktemp("own"))
    for path, until in acts:
        put_off(folder, "week", path, until)

    last = {path: until for path, until in dict(acts).items() if until and until > TODAY}
    assert load_put_off(folder, "week", TODAY) == last
    assert load_put_off(folder, "week", LATER) == {}
    assert load_put_off(folder, "quarter", TODAY) == {}


@pytest.mark.parametrize("kept", [b"", b"2026-12-24", b"soon\0a.md", b"\xff\0\xff\0", b"\0"])
def test_a_broken_file_puts_nobody_off(tmp_path: Path, kept: bytes) -> None:
    """What can't be read is as if it were lost, and is replaced by the next write."""
    (tmp_path / "review").mkdir()
    (tmp_path / "review" / "week").write_bytes(kept)

    assert load_put_off(str(tmp_path), "week", TODAY) == {}
    put_off(str(tmp_path), "week", "a.md", LATER)
    assert load_put_off(str(tmp_path), "week", TODAY) == {"a.md": LATER}


def test_what_cannot_be_kept_is_shown_again(tmp_path: Path) -> None:
    """Where nothing can be written nothing fails."""
    (tmp_path / "review").write_bytes(b"a file in the place of the folder")

    put_off(str(tmp_path), "week", "a.md", LATER)

    assert load_put_off(str(tmp_path), "week", TODAY) == {}
