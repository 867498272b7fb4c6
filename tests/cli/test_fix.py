from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from clones import Clone
from vaults import TALKED, note

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

MINE = note("- 2026-05-01: talked\n- 2026-11-20 -> tg: from the laptop\n", tier="key")
COPY = note("- 2026-05-01: talked\n- 2026-11-21 <- tg: from the phone\n", tier="key")
BOTH = note(
    "- 2026-05-01: talked\n"
    "- 2026-11-20 -> tg: from the laptop\n"
    "- 2026-11-21 <- tg: from the phone\n",
    tier="key",
)
NAMES = [
    "Анна.sync-conflict-20261121-101530-ABCDEFG.md",
    "Анна (Conflicted copy iPhone 202611211015).md",
    "Анна (Maria's conflicted copy 2026-11-21).md",
    "Анна (conflicted copy 2026-11-21 101530).md",
    "Анна (conflicted copy 2026-11-21 101530).sync-conflict-20261121-101530-ABCDEFG.md",
]


def files_of(ck: Ck) -> dict[str, str]:
    """Read all files of the vault, hidden ones too."""
    files = (place for place in ck.vault.rglob("*") if place.is_file())
    return {place.relative_to(ck.vault).as_posix(): place.read_bytes().decode() for place in files}


# Conflict copies


@pytest.mark.parametrize("name", NAMES)
def test_a_conflict_copy_is_merged_and_goes_to_the_trash(ck: Ck, name: str) -> None:
    """It counts for nobody, is named with its note, and one undo brings both back to the byte."""
    ck.note("P/Анна.md", MINE)
    ck.note(f"P/{name}", COPY)
    before = files_of(ck)
    assert ck("list").out.count("Анна") == 1
    result = ck("check")
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        f"P/{name}:1  conflict-copy  It is a conflict copy of P/Анна.md, and counts for nothing. "
        "--fix merges it into the note\n1 problem that changes the list\n"
    )
    result = ck("check", "--fix", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "--- P/Анна.md\n+++ P/Анна.md\n@@ -8,2 +8,3 @@\n"
        " - 2026-11-20 -> tg: from the laptop\n+- 2026-11-21 <- tg: from the phone\n \n"
        f"P/{name} -> .trash/{name}\n\n"
        "Fixed 1 problem · ck undo\n1 note read, nothing changes the list\n"
    )
    assert files_of(ck) == {"P/Анна.md": BOTH, f".trash/{name}": COPY}
    assert ck("undo").code == 0
    assert files_of(ck) == before
    assert not (ck.vault / ".trash").exists()


def test_copies_that_say_the_same_go_too(ck: Ck) -> None:
    """Of two copies each is merged into what the one before it left; nothing is written twice."""
    ck.note("Анна.md", MINE)
    ck.note(NAMES[0], MINE)
    ck.note(NAMES[1], COPY)
    ck.note(".trash/" + NAMES[0], "older")
    result = ck("check", "--fix", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(
        "Fixed 2 problems · ck undo\n1 note read, nothing changes the list\n"
    )
    assert files_of(ck) == {
        "Анна.md": BOTH,
        ".trash/" + NAMES[0]: "older",
        ".trash/" + NAMES[0].replace(".md", " 2.md"): MINE,
        ".trash/" + NAMES[1]: COPY,
    }
    assert ck("check", "--fix", "--yes").out == "1 note read, nothing changes the list\n"


def test_a_copy_that_can_not_be_merged_is_said_and_left_alone(ck: Ck) -> None:
    """Its note is gone, is no contact, contradicts it, can't be read or has conflict markers."""
    ck.note("Gone (conflicted copy 2026-11-21 101530).md", note(TALKED))
    ck.note("Recipe.md", "Soup.\n")
    ck.note("Recipe (conflicted copy 2026-11-21 101530).md", "Borscht.\n")
    ck.note("List (conflicted copy 2026-11-21 101530).md", "Eggs.\n")
    ck.note("Tier.md", note(TALKED, tier="key"))
    ck.note("Tier (conflicted copy 2026-11-21 101530).md", note(TALKED, tier="supporting"))
    ck.note("Bytes.md", note(TALKED))
    ck.note("Bytes (conflicted copy 2026-11-21 101530).md", "").write_bytes(
        note(TALKED).encode() + b"\xff\n"
    )
    ck.note("Marks.md", note(TALKED))
    ck.note(
        "Marks (conflicted copy 2026-11-21 101530).md",
        note(f"{TALKED}<<<<<<< a\n- 2026-05-02: b\n=======\n>>>>>>> b\n"),
    )
    before = {place: place.read_bytes() for place in ck.vault.rglob("*.md")}
    result = ck("check", "--all", "--fix", "--yes")
    assert (result.code, result.err) == (1, "")
    tail = " (conflicted copy 2026-11-21 101530).md"
    assert result.out == (
        f"Bytes{tail}:1  conflict-copy  It is a conflict copy of Bytes.md, and counts for nothing. "
        "It can't be merged: The note is not valid UTF-8. Save it as UTF-8\n"
        f"Gone{tail}:1  conflict-copy  It is a conflict copy, and Gone.md is not there. "
        "Put into the note what it lacks and delete the copy, or rename the copy\n"
        f"List{tail}:1  conflict-copy  It is a conflict copy, and List.md is not there. "
        "Put into the note what it lacks and delete the copy, or rename the copy\n"
        f"Marks{tail}:1  conflict-copy  It is a conflict copy of Marks.md, and counts for nothing. "
        "It can't be merged: The note or the copy has conflict markers\n"
        f"Recipe{tail}:1  conflict-copy  It is a conflict copy of Recipe.md, which is no contact. "
        "Put into the note what it lacks and delete the copy, or rename the copy\n"
        f"Tier{tail}:1  conflict-copy  It is a conflict copy of Tier.md, and counts for nothing. "
        "It can't be merged: The two contradict each other (both sides changed `tier`)\n"
        "Nothing here can be fixed without a guess.\n"
        "4 problems that change the list · 2 remarks\n"
    )
    assert {place: place.read_bytes() for place in ck.vault.rglob("*.md")} == before


def test_what_may_be_a_person_is_never_merged_by_yes(ck: Ck) -> None:
    """`Anna 2` beside `Anna` may be another Anna: a remark, for whoever is at the terminal."""
    ck.note("Anna.md", MINE)
    ck.note("Anna 2.md", COPY)
    before = files_of(ck)
    result = ck("check", "--fix", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == "2 notes read, nothing changes the list · 1 remark (ck check --all)\n"
    assert files_of(ck) == before


@posix
@pytest.mark.parametrize(("typed", "is_merged"), [("y\n", True), ("\n", False), ("n\n", False)])
def test_a_suspect_is_asked_about(ck: Ck, typed: str, is_merged: bool) -> None:  # noqa: FBT001
    """With its diff; Enter alone is no, and a no is no failure."""
    from terminals import in_terminal

    ck.note("Anna.md", MINE)
    ck.note("Anna 2.md", COPY)
    before = files_of(ck)
    code, shown = in_terminal("check", "--fix", typed=typed)
    assert code == 0
    assert "\nAnna 2.md -> .trash/Anna 2.md\n" in shown
    assert "Is Anna 2.md a copy of Anna.md, to be merged? [y/N]" in shown
    if is_merged:
        assert files_of(ck) == {"Anna.md": BOTH, ".trash/Anna 2.md": COPY}
        assert ck("undo").code == 0
    assert files_of(ck) == before


# Conflict markers


MARKED = """\
---
tags: recruiter
<<<<<<< HEAD
last_contact: 2026-11-20
=======
last_contact: 2026-11-21
focus: technical
>>>>>>> phone
---

## Interactions
- 2026-05-01: talked
<<<<<<< HEAD
- 2026-11-20 -> tg: from the laptop
=======
- 2026-11-21 <- tg: from the phone
>>>>>>> phone
"""
SETTLED = """\
---
tags: recruiter
last_contact: 2026-11-21
focus: technical
---

## Interactions
- 2026-05-01: talked
- 2026-11-20 -> tg: from the laptop
- 2026-11-21 <- tg: from the phone
"""


def test_a_note_with_markers_is_read_and_written_by_fix_alone(ck: Ck) -> None:
    """Entries of both sides are there once each; a write is refused, with the way out."""
    ck.note("Анна.md", MARKED)
    shown = json.loads(ck("show", "анна", "--json").out)
    assert [entry["text"] for entry in shown["contact"]["entries"]] == [
        "talked", "from the laptop", "from the phone",
    ]  # fmt: skip
    contact = shown["contact"]
    assert (contact["last_contact"], contact["focus"]) == ("2026-11-21", "technical")
    for line in (["log", "анна", "x"], ["set", "анна", "tier=key"], ["snooze", "анна", "fri"]):
        result = ck(*line)
        assert (result.code, result.out) == (1, "")
        assert "ck check --fix merges its two sides. Nothing was written." in result.err
    assert ck.text("Анна.md") == MARKED


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_properties_of_both_sides_are_read(ck: Ck, ending: str) -> None:
    """Who is not to be contacted on either machine is not; what both have is read from ours."""
    text = note("- 2026-01-01: x\n").replace(
        "---\n\n",
        "<<<<<<< a\ntier: key\naliases:\n  - Аня\n||||||| b\ntier: supporting\nrole: old\n=======\n"
        "tier: supporting\nstatus: do-not-contact\n>>>>>>> c\n---\n\n",
    )
    ck.note("Анна.md", text.replace("\n", ending))
    contact = json.loads(ck("show", "аня", "--json").out)["contact"]
    assert (contact["tier"], contact["status"], contact["role"]) == ("key", "do-not-contact", None)
    assert "unfinished merge. Both sides are read." in ck("check").out
    assert ck("due").out.startswith("Mon 23 November · nobody today")


def test_fix_merges_both_sides(ck: Ck) -> None:
    """By the rules of a merge, frontmatter too, and one undo brings the markers back."""
    ck.note("Анна.md", MARKED)
    result = ck("check", "--fix")
    assert result.code == 2
    assert result.err == "ck: Fix 1 problem? There is no terminal to ask in: --yes answers.\n"
    assert ck.text("Анна.md") == MARKED
    result = ck("check", "--fix", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(
        "\nFixed 1 problem · ck undo\n1 note read, nothing changes the list\n"
    )
    assert ck.text("Анна.md") == SETTLED
    assert ck("undo").code == 0
    assert ck.text("Анна.md") == MARKED


def test_the_base_in_the_markers_says_what_was_taken_away(ck: Ck) -> None:
    """An entry that one side deleted and the other left alone is not brought back."""
    text = note(
        f"{TALKED}<<<<<<< a\n- 2026-05-02: wrong\n- 2026-05-03: mine\n||||||| base\n"
        "- 2026-05-02: wrong\n=======\n- 2026-05-04: yours\n>>>>>>> b\n"
    )
    ck.note("Анна.md", text)
    assert ck("check", "--fix", "--yes").code == 0
    assert ck.text("Анна.md") == note(f"{TALKED}- 2026-05-03: mine\n- 2026-05-04: yours\n")
    ck.note("Анна.md", text.replace("||||||| base\n- 2026-05-02: wrong\n", ""))
    assert ck("check", "--fix", "--yes").code == 0
    assert "wrong" in ck.text("Анна.md")


def test_what_no_rule_settles_keeps_its_markers(ck: Ck) -> None:
    """The log is merged all the same; what is left is said, and a second run changes nothing."""
    text = MARKED.replace("last_contact: 2026-11-20", "tier: key").replace(
        "last_contact: 2026-11-21", "tier: supporting"
    )
    ck.note("Анна.md", text)
    result = ck("check", "--fix", "--yes")
    left = ck.text("Анна.md")
    assert (result.code, result.err) == (1, "")
    where = "Анна.md:6 both sides changed `tier`: our value is in the block\n"
    assert where in result.out
    assert result.out.endswith(
        "Анна.md:6  conflict-markers  an unfinished merge left its marks here: both sides are "
        "read. Keep the right lines of the two sides and delete the markers\n"
        "Fixed 1 problem · ck undo\n1 problem that changes the list\n"
    )
    assert "<<<<<<< HEAD (properties)\ntier: key\n=======\ntier: supporting\n>>>>>>> phone" in left
    assert left.endswith(SETTLED.partition("---\n\n")[2])
    result = ck("check", "--fix", "--yes")
    assert "Nothing here can be fixed without a guess." in result.out
    assert ck.text("Анна.md") == left


@pytest.mark.parametrize(
    "log",
    [
        "<<<<<<< a\n- 2026-05-02: b\n=======\n- 2026-05-03: c\n",
        "<<<<<<< a\n<<<<<<< b\n- 2026-05-02: b\n=======\n>>>>>>> b\n=======\n>>>>>>> a\n",
        "<<<<<<< a\n=======\n- 2026-05-02: b\n>>>>>>> b\n```\n<<<<<<< x\n=======\n>>>>>>> y\n```\n",
    ],
)
def test_sides_that_can_not_be_told_apart_stay(ck: Ck, log: str) -> None:
    """Markers that are broken, nested, or partly an example in a fence, are left to the reader."""
    ck.note("Анна.md", note(TALKED + log))
    result = ck("check", "--fix", "--yes")
    assert (result.code, result.err) == (1, "")
    assert "Keep the right lines of the two sides and delete the markers" in result.out
    assert "Nothing here can be fixed without a guess." in result.out
    assert ck.text("Анна.md") == note(TALKED + log)


def test_the_copy_of_a_note_with_markers_follows_in_the_same_change(ck: Ck) -> None:
    """Sides are merged first, then what is a copy of the result."""
    ck.note("Анна.md", MARKED)
    ck.note(NAMES[0], SETTLED + "- 2026-11-22: from the tablet\n")
    result = ck("check", "--fix", "--yes")
    assert (result.code, result.err) == (0, "")
    assert ck.text("Анна.md") == SETTLED + "- 2026-11-22: from the tablet\n"
    assert ck("undo").code == 0
    assert ck.text("Анна.md") == MARKED
    assert (ck.vault / NAMES[0]).exists()


def test_as_json(ck: Ck) -> None:
    """What can be merged is fixable, what can't is not."""
    ck.note("Анна.md", MARKED)
    ck.note("Gone (conflicted copy 2026-11-21 101530).md", note(TALKED))
    found = json.loads(ck("check", "--json").out)["problems"]
    assert [(each["code"], each["fixable"]) for each in found] == [
        ("conflict-copy", False),
        ("conflict-markers", True),
        ("yaml", False),
    ]
    assert json.loads(ck("check", "--json", "--fix", "--yes").out)["fixed"] == 1


# Conflict markers in a repository


TURNED = note("".join(f"- 2026-0{month}-01: in month {month}\n" for month in range(9, 0, -1)))
STRAIGHT = note("".join(f"- 2026-0{month}-01: in month {month}\n" for month in range(1, 10)))
FROM_PHONE = "- 2026-11-21 <- tg: from the phone\n"


def merge_by_phone(ck: Ck, ours: str, theirs: str, *, style: str, commits: bool = True) -> Clone:
    """Let plain git merge two changes of a note, and perhaps commit its marks, as a phone does."""
    ck.note("Анна.md", STRAIGHT)
    clone = Clone(ck.vault)
    clone.git("init", "-q", "-b", "main")
    clone.commit()
    clone.git("checkout", "-q", "-b", "phone")
    ck.note("Анна.md", theirs)
    clone.commit()
    clone.git("checkout", "-q", "main")
    ck.note("Анна.md", ours)
    clone.commit()
    done = clone.git("-c", f"merge.conflictStyle={style}", "merge", "phone", check=False)
    assert done.returncode == 1
    assert "<<<<<<<" in ck.text("Анна.md")
    if commits:
        clone.commit("phone merged")
    return clone


def entries_of(text: str) -> list[str]:
    """Return the entries of a note, sorted."""
    return sorted(line for line in text.splitlines() if line.startswith("- 2026"))


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
@pytest.mark.parametrize("commits", [True, False])
def test_a_log_that_was_turned_round_is_not_doubled(ck: Ck, style: str, commits: bool) -> None:  # noqa: FBT001
    """What met is read from the merge commit, or from the unfinished merge, not from the marks."""
    theirs = STRAIGHT.replace("- 2026-09", f"{FROM_PHONE}- 2026-09")
    merge_by_phone(ck, TURNED, theirs, style=style, commits=commits)
    result = ck("check", "--fix", "--yes")
    assert "Fixed 1 problem" in result.out
    text = ck.text("Анна.md")
    assert "<<<<<<<" not in text
    assert entries_of(text) == sorted([*entries_of(STRAIGHT), FROM_PHONE.strip()])
    assert ck("undo").code == 0
    assert "<<<<<<<" in ck.text("Анна.md")


@pytest.mark.parametrize("commits", [True, False])
@pytest.mark.parametrize("is_turned", [True, False])
def test_what_was_written_since_stays(ck: Ck, commits: bool, is_turned: bool) -> None:  # noqa: FBT001
    """In the merge commit itself, or after it: a line that neither side had is kept.

    Where the marks don't tell what met, the note stays as it is: no entry is doubled.
    """
    theirs = STRAIGHT + FROM_PHONE
    if is_turned:
        theirs = STRAIGHT.replace("- 2026-09", f"{FROM_PHONE}- 2026-09")
    ours = TURNED if is_turned else STRAIGHT + "- 2026-11-20 -> tg: from the laptop\n"
    clone = merge_by_phone(ck, ours, theirs, style="merge", commits=not commits)
    text = ck.text("Анна.md").replace("\n\n## Inter", "\nSaid since.\n\n## Inter")
    ck.note("Анна.md", text)
    if commits:
        clone.commit("phone merged")
    result = ck("check", "--fix", "--yes")
    mended = ck.text("Анна.md")
    if is_turned:
        assert "Nothing here can be fixed without a guess." in result.out
        assert mended == text
        return
    assert "Fixed 1 problem" in result.out
    assert mended.count("Said since.") == 1
    assert entries_of(mended) == sorted({*entries_of(ours), *entries_of(theirs)})


def test_where_git_can_not_be_asked_the_marks_are_read(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No git program, no repository, or one that git refuses."""
    ck.note("Анна.md", MARKED)
    ck.note(".git/HEAD", "nonsense")
    assert ck("check", "--fix", "--yes").code == 0
    assert ck.text("Анна.md") == SETTLED
    Clone(ck.vault).git("init", "-q")
    monkeypatch.setenv("PATH", str(tmp_path))
    ck.note("Анна.md", MARKED)
    assert ck("check", "--fix", "--yes").code == 0
    assert ck.text("Анна.md") == SETTLED
