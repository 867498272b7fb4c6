"""What a merge elsewhere has dropped is found, and what stands in the note is not offered back."""

from __future__ import annotations

from contactkeeper.core.merging.merge import lost_entries
from contactkeeper.core.settings import Settings

BASE = "# Anna\n\n## Log\n- 2026-11-01: met\n"
OURS = f"{BASE}- 2026-11-20: ours\n"
THEIRS = f"{BASE}- 2026-11-21 <- tg: one\u2028two\n"


def dropped(now: str) -> list[str]:
    """Return the words of what a merge that kept ours alone has dropped."""
    found = lost_entries(BASE, (OURS, THEIRS), OURS, now, Settings())
    return [entry.text for entry in found]


def test_a_dropped_entry_is_found() -> None:
    """The side that the merge left out had an entry, which is nowhere now."""
    assert dropped(OURS) == ["one\u2028two"]


def test_what_stands_there_between_marks_is_not_missing() -> None:
    """A line ends at LF, not at U+2028, so the words are found as they stand."""
    assert dropped(f"{OURS}```\n- 2026-11-21 <- tg: one\u2028two\n```\n") == []
