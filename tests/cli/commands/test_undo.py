from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cli.conftest import Ck

HEAD = "---\ntags: recruiter\ncadence: monthly\n---\n\n## Log\n"
ANNA = f"{HEAD}- 2026-09-14: one\n"


def timeless(text: str) -> str:
    """Return an answer with the moment of a change made readable for a test."""
    return re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "WHEN", text)


def test_one_more_each_time(ck: Ck) -> None:
    """Each undo takes back one change more, says which note and lines, until none is left."""
    ck.note("Анна.md", ANNA)
    ck("log", "анна", "two")
    ck("set", "анна", "tier=key")
    result = ck("undo")
    assert (result.code, result.err) == (0, "")
    assert timeless(result.out) == (
        "Undone: ck set, WHEN\nАнна.md\n"
        "  @@ -3,3 +3,2 @@\n   cadence: monthly\n  -tier: key\n   ---\n"
    )
    result = ck("undo")
    assert (result.code, result.err) == (0, "")
    assert timeless(result.out) == (
        "Undone: ck log, WHEN\nАнна.md\n"
        "  @@ -7,3 +7,2 @@\n   - 2026-09-14: one\n  -- 2026-11-23: two\n   \n"
    )
    assert ck.text("Анна.md") == ANNA
    result = ck("undo")
    assert (result.code, result.out) == (1, "")
    assert result.err == ("ck: there is no change by ck in this vault to undo.\n")


def test_the_list_shows_what_was_done_and_taken_back(ck: Ck) -> None:
    """Newest first; JSON has the same."""
    assert ck("undo", "--list").out == "ck has changed nothing in this vault yet.\n"
    ck.note("Анна.md", ANNA)
    ck.note("Борис.md", ANNA)
    ck("log", "анна", "two", "--with", "борис")
    ck("snooze", "анна", "fri")
    ck("undo")
    result = ck("undo", "--list")
    assert (result.code, result.err) == (0, "")
    assert timeless(result.out) == (
        "WHEN  ck undo    Анна.md\n"
        "WHEN  ck snooze  Анна.md            undone\n"
        "WHEN  ck log     Анна.md, Борис.md\n"
    )
    changes = json.loads(ck("undo", "--list", "--json").out)["changes"]
    assert [(each["command"], each["paths"], each["undone"]) for each in changes] == [
        ("undo", ["Анна.md"], False),
        ("snooze", ["Анна.md"], True),
        ("log", ["Анна.md", "Борис.md"], False),
    ]


def test_a_note_that_changed_is_left_alone(ck: Ck) -> None:
    """Exit 4, with the difference between what `ck` left and what is there."""
    ck.note("Анна.md", ANNA)
    ck("log", "анна", "two")
    text = ck.text("Анна.md").replace("two", "two, by phone")
    ck.note("Анна.md", text)
    result = ck("undo")
    assert (result.code, result.out) == (4, "")
    assert result.err == (
        "--- Анна.md as ck wrote it\n+++ Анна.md as it is now\n@@ -7,3 +7,3 @@\n"
        " - 2026-09-14: one\n-- 2026-11-23: two\n+- 2026-11-23: two, by phone\n \n"
        "ck: Анна.md changed since ck wrote it, so it stays as it is.\n"
    )
    assert ck.text("Анна.md") == text
    error = json.loads(ck("undo", "--json").out)["error"]
    assert error["code"] == "changed"
    assert "+- 2026-11-23: two, by phone" in error["diff"]


def test_several_notes_are_taken_back_together(ck: Ck) -> None:
    """All notes of one change, or none."""
    ck.note("Анна.md", ANNA)
    ck.note("Борис.md", ANNA)
    ck("log", "анна", "two", "--with", "борис")
    after = ck.text("Анна.md")
    ck.note("Борис.md", f"{after}- 2026-11-23: by hand\n")
    assert ck("undo").code == 4
    assert ck.text("Анна.md") == after
    ck.note("Борис.md", after)
    assert ck("undo").code == 0
    assert (ck.text("Анна.md"), ck.text("Борис.md")) == (ANNA, ANNA)


def test_a_new_note_goes_with_its_folder(ck: Ck) -> None:
    """What `--new` made is removed again, if it still is what `ck` left."""
    ck.note("Recruiters/Анна.md", ANNA)
    ck("log", "Мария Лис", "<- hello", "--new")
    place = ck.vault / "Recruiters/Мария Лис.md"
    assert place.exists()
    assert ck("undo").code == 0
    assert not place.exists()
    ck("log", "Мария Лис", "<- hello", "--new")
    place.write_text(place.read_text() + "by hand\n")
    result = ck("undo")
    assert result.code == 4
    assert "+by hand" in result.err
    assert place.exists()


def test_dry_run_shows_and_writes_nothing(ck: Ck) -> None:
    """The same answer in the conditional, and the note stays."""
    ck.note("Анна.md", ANNA)
    ck("log", "анна", "two")
    after = ck.text("Анна.md")
    result = ck("undo", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Would undo: ck log, ")
    assert ck.text("Анна.md") == after
    assert json.loads(ck("undo", "--json").out)["undone"]["paths"] == ["Анна.md"]
    assert ck.text("Анна.md") == ANNA


def test_lines_of_dashes_are_shown_too(ck: Ck) -> None:
    """The diff of an undo holds every line that changed, those that look like its head too."""
    ck("log", "Neu", "hi", "--new")
    assert "  ----\n  -tags:\n" in ck("undo").out
