"""What was lost in a merge is found, whoever lost it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from changed_notes import Change, Draft, changes_by_ck, drafts, make, write
from contactkeeper.core.merging.merge import merge
from contactkeeper.core.merging.verify_merge import find_losses
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import Settings
from hypothesis_profiles import examples

SETTINGS = Settings()
BASE = """\
---
tags: [recruiter, it]
tier: key
---
# Anna

Likes trains.

## Log
- 2026-11-01 call: one
	- [ ] send the CV
	in a hurry
- 2026-11-10: two
"""
OURS = BASE.replace("[ ] send", "[x] send") + "- 2026-11-20: ours\n"
THEIRS = BASE.replace("tier: key", "tier: supporting").replace("it]", "it, hr]") + (
    "- 2026-11-21: theirs\n"
)
TIER = "`tier` would have a wrong value"
RIGHT = merge(BASE, OURS, THEIRS).text


@pytest.mark.parametrize(
    ("right", "wrong", "losses"),
    [
        pytest.param("", "", (), id="nothing"),
        pytest.param(
            "- 2026-11-20: ours\n",
            "",
            ("an entry would be lost: - 2026-11-20: ours",),
            id="new entry",
        ),
        pytest.param(
            "- 2026-11-10: two\n",
            "",
            ("an entry would be lost: - 2026-11-10: two",),
            id="old entry",
        ),
        pytest.param(
            "- 2026-11-20: ours\n",
            "- 2026-11-20: ours\n- 2026-11-20: ours\n",
            ("an entry would be doubled: - 2026-11-20: ours",),
            id="an entry twice",
        ),
        pytest.param(
            "\tin a hurry\n",
            "",
            ("an entry would be lost: - 2026-11-01 call: one",),
            id="a child",
        ),
        pytest.param(
            "[x] send",
            "[ ] send",
            ("a done task would be open again: - [ ] send the CV",),
            id="a tick",
        ),
        pytest.param("tier: supporting", "tier: key", (TIER,), id="value"),
        pytest.param("tier: supporting\n", "", (TIER,), id="key"),
        pytest.param("it, hr]", "it]", ("`tags` would have a wrong value",), id="an item"),
        pytest.param("Likes trains.\n", "", ("a line would be lost: Likes trains.",), id="a line"),
        pytest.param(
            "## Log",
            "## Letters",
            ("the log would be lost",),
            id="the log's heading",
        ),
        pytest.param(
            "- 2026-11-20: ours\n",
            "- 2026-11-20: ours\nLikes cats.\n",
            ("a line would become part of an entry: Likes cats.",),
            id="a line more",
        ),
        pytest.param(
            "tier: supporting",
            "tier: supporting\nbirthday: 2026-02-30",
            ("there would be a new problem: impossible-date: property, birthday, 2026-02-30, ",),
            id="a new problem",
        ),
    ],
)
def test_losses_are_named(right: str, wrong: str, losses: tuple[str, ...]) -> None:
    """Each thing that is missing, too often or newly wrong is named, and nothing else."""
    text = RIGHT.replace(right, wrong, 1) if right else RIGHT
    assert text != RIGHT or not right
    found = find_losses(BASE, OURS, THEIRS, text, SETTINGS)
    assert len(found) == len(losses)
    assert all(map(str.startswith, found, losses))


def test_what_one_side_took_away_is_no_loss() -> None:
    """An entry, a property and a line that one side took away and the other left may be gone."""
    less = BASE.replace("- 2026-11-10: two\n", "").replace("tier: key\n", "")
    less = less.replace("Likes trains.\n", "")
    assert find_losses(BASE, less, BASE, less, SETTINGS) == ()


@settings(max_examples=examples(150))
@given(drafts, changes_by_ck, changes_by_ck, st.integers(0, 20))
def test_no_entry_goes_unnoticed(
    draft: Draft, ours: list[Change], theirs: list[Change], which: int
) -> None:
    """Take any entry out of a merged note that nobody took away, and it is missed."""
    base = write(draft)
    here, there = make(base, ours, "o"), make(base, theirs, "t")
    text = merge(base, here, there).text
    log = Note.parse(text).log
    if log and log.spans:
        span = log.spans[which % len(log.spans)]
        assert find_losses(base, here, there, text[: span.start] + text[span.end :], SETTINGS)
