from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

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
        "3  WHEN  ck undo 2  Анна.md\n"
        "2  WHEN  ck snooze  Анна.md            undone\n"
        "1  WHEN  ck log     Анна.md, Борис.md\n"
    )
    changes = json.loads(ck("undo", "--list", "--json").out)["changes"]
    keys = ("number", "command", "undoes", "paths", "undone")
    assert [tuple(each[key] for key in keys) for each in changes] == [
        (3, "undo", 2, ["Анна.md"], False),
        (2, "snooze", None, ["Анна.md"], True),
        (1, "log", None, ["Анна.md", "Борис.md"], False),
    ]


def test_the_list_names_the_notes_at_any_width(window: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a narrow window they stand below the change."""
    window.note("Recruiters/Анна Каренина.md", ANNA)
    window("log", "анна", "two")
    window("undo")
    monkeypatch.setenv("COLUMNS", "60")
    wide = window("undo", "--list").out
    assert timeless(wide) == (
        "2  WHEN  ck undo 1  Recruiters/Анна Кар…\n"
        "1  WHEN  ck log     Recruiters/Анна Кар…  undone\n"
    )
    monkeypatch.setenv("COLUMNS", "40")
    narrow = window("undo", "--list").out
    assert timeless(narrow) == (
        "2  WHEN  ck undo 1\n  Recruiters/Анна Каренина.md\n"
        "1  WHEN  ck log\n  undone · Recruiters/Анна Каренина.md\n"
    )


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
    ck.note("Борис.md", after.replace("two", "two, by phone"))
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


def test_what_else_changed_is_not_in_the_way(ck: Ck) -> None:
    """Lines that somebody wrote since stay; what ck wrote is taken out from among them."""
    ck.note("Анна.md", ANNA)
    ck("log", "анна", "two")
    ck.note("Анна.md", ck.text("Анна.md").replace("monthly", "weekly") + "- 2026-11-24: three\n")
    result = ck("undo")
    assert (result.code, result.err) == (0, "")
    assert ck.text("Анна.md") == ANNA.replace("monthly", "weekly") + "- 2026-11-24: three\n"


def test_an_older_change_by_its_number(ck: Ck) -> None:
    """`ck undo 1` takes back the first change alone, and the undo of it brings it back."""
    ck.note("Анна.md", ANNA)
    ck("log", "анна", "two", "--snooze", "fri")
    ck("set", "анна", "cadence=weekly", "tier=key")
    after = ck.text("Анна.md")
    result = ck("undo", "1")
    assert (result.code, result.err) == (0, "")
    assert ck.text("Анна.md") == (
        "---\ntags: recruiter\ncadence: weekly\ntier: key\n---\n\n## Log\n- 2026-09-14: one\n"
    )
    again = ck("undo", "1")
    assert (again.code, again.out) == (1, "")
    assert again.err == "ck: change 1 is undone already: ck undo 3 brings it back.\n"
    assert ck("undo", "3").code == 0
    assert sorted(ck.text("Анна.md")) == sorted(after)
    assert ck("undo", "2").code == 0
    assert "cadence: monthly" in ck.text("Анна.md")
    assert ck("undo", "77").code == 2
    assert ck("undo", "--list", "1").code == 2


def test_a_line_that_stands_twice_is_in_the_way(ck: Ck) -> None:
    """Which of two alike was written by ck can't be told; the change before it is named."""
    ck.note("Анна.md", ANNA)
    ck("log", "анна", "two")
    ck("log", "анна", "three")
    ck.note("Анна.md", ck.text("Анна.md") + "- 2026-11-23: three\n")
    text = ck.text("Анна.md")
    result = ck("undo")
    assert (result.code, result.out) == (4, "")
    assert result.err.endswith(
        "ck: Анна.md changed since ck wrote it, so it stays as it is. "
        "The change before it: ck undo 1\n"
    )
    assert ck.text("Анна.md") == text
    assert ck("undo", "1").code == 0
    assert ck.text("Анна.md") == text.replace("- 2026-11-23: two\n", "")


def test_what_was_removed_comes_back_to_its_place(ck: Ck) -> None:
    """Between the lines that stood around it, if they still do; elsewhere it would be a guess."""
    ck.note("Анна.md", ANNA)
    ck("set", "анна", "cadence=")
    ck.note("Анна.md", ck.text("Анна.md") + "- 2026-11-24: three\n")
    assert ck("undo", "1").code == 0
    assert ck.text("Анна.md") == ANNA + "- 2026-11-24: three\n"
    ck("set", "анна", "cadence=")
    ck.note("Анна.md", ck.text("Анна.md").replace("tags: recruiter", "tags: [recruiter]"))
    assert ck("undo").code == 4


def test_a_mode_is_undone_too(ck: Ck) -> None:
    """The settings are as they were, also a file that was made; what else stands there stays."""
    place = ck.vault / "contactkeeper.toml"
    assert ck("mode", "searching", "--yes").out.endswith(" · ck undo\n")
    result = ck("undo")
    assert (result.code, result.err) == (0, "")
    assert timeless(result.out).startswith("Undone: ck mode, WHEN\ncontactkeeper.toml\n")
    assert not place.exists()
    place.write_text("[due]\nlimit = 3\n")
    ck("mode", "searching", "--yes")
    place.write_text(place.read_text() + "\n[plan]\nper_day = 4\n")
    assert ck("undo").code == 0
    assert place.read_text() == "[due]\nlimit = 3\n\n[plan]\nper_day = 4\n"


def test_many_notes_are_counted_in_a_terminal(ck: Ck) -> None:
    """A terminal shows twenty notes of a change and how many more there are, a pipe all of them."""
    for number in range(23):
        ck.note(f"{number:02}.md", ANNA)
    ck("set", "--for", "all", "tier=key", "--yes")
    shown = replace(ck, in_window=True)("undo").out
    assert shown.count(".md\n") == 20
    assert shown.endswith("\nand 3 more notes\n")
    ck("undo", "2")
    said = ck("undo").out
    assert (said.count(".md\n"), "more notes" in said) == (23, False)
