"""`ck git setup` and `ck git status`, and what `ck check` says of git, with the real git."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from clones import NOTE, Clone, put_under_git
from contactkeeper.sync.driver import driver_line

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

RULE = "*.md merge=contactkeeper\n"
DONE = """\
Git merges notes by their entries now; tried without a terminal's surroundings.
On each other machine, in its clone: ck git setup
"""
NO_RULE = "! notes are merged line by line: ck git setup changes that.\n"
NO_DRIVER = "! this clone lacks the merge driver, so git merges itself: ck git setup.\n"


def under_git(ck: Ck) -> Clone:
    """Put the runner's vault under git, and no more."""
    ck.note("Анна.md", NOTE)
    clone = Clone(ck.vault)
    clone.git("init", "-q")
    return clone


def test_setup_shows_what_it_changes_and_asks(ck: Ck) -> None:
    """Without an answer nothing is changed, and the exit code is 2."""
    clone = under_git(ck)
    result = ck("git", "setup")
    assert result.code == 2
    assert result.out.startswith(
        "In the vault, for all machines:\n--- .gitattributes\n+++ .gitattributes\n@@ -0,0 +1 @@\n"
        "+*.md merge=contactkeeper\n"
    )
    assert "\n  merge.contactkeeper.driver runs " in result.out
    assert result.err == "ck: Change it? There is no terminal to ask in: --yes answers.\n"
    assert not (ck.vault / ".gitattributes").exists()
    assert clone.git("config", "merge.contactkeeper.driver", check=False).stdout == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, RULE),
        ("", RULE),
        ("*.png binary", "*.png binary\n" + RULE),
        ("# мой\r\n*.png binary\r\n", "# мой\r\n*.png binary\r\n*.md merge=contactkeeper\r\n"),
        ("*.md merge=union\n", "*.md merge=union\n" + RULE),
        (RULE + "*.png binary", RULE + "*.png binary"),
        ("* merge=contactkeeper\n", "* merge=contactkeeper\n"),
    ],
)
def test_setup_keeps_the_rest_of_the_attributes(ck: Ck, before: str | None, after: str) -> None:
    """The line is added behind all others, in their own hand; where it is, nothing changes."""
    under_git(ck)
    if before is not None:
        ck.note(".gitattributes", before)
    result = ck("git", "setup", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(DONE)
    assert ck.text(".gitattributes") == after
    again = ck("git", "setup")
    assert (again.code, again.err) == (0, "")
    assert again.out.startswith("It is set up already; ")
    assert ck.text(".gitattributes") == after
    assert ck("git", "status").code == 0


def test_endings_are_set_only_when_that_is_said(ck: Ck) -> None:
    """`--lf` says it in the same line, or in one of its own where the other is there."""
    under_git(ck)
    ck("git", "setup", "--yes", "--lf")
    assert ck.text(".gitattributes") == "*.md merge=contactkeeper text eol=lf\n"
    ck.note(".gitattributes", RULE)
    ck("git", "setup", "--yes", "--lf")
    assert ck.text(".gitattributes") == RULE + "*.md text eol=lf\n"
    assert ck("git", "setup", "--lf").out.startswith("It is set up already")


def test_a_vault_in_a_folder_of_the_work_tree_has_its_own_rule(
    ck: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rest of the repository is left alone, and the merge is by entries all the same."""
    clone = Clone(ck.vault)
    clone.git("init", "-q")
    clone.write("my notes/Анна.md", NOTE)
    monkeypatch.setenv("CK_VAULT", str(ck.vault / "my notes"))
    assert ck("git", "setup", "--yes").code == 0
    assert ck.text("my notes/.gitattributes") == RULE
    assert not (ck.vault / ".gitattributes").exists()
    clone.commit()
    assert clone.says("check-attr", "merge", "my notes/Анна.md").endswith(": contactkeeper")
    assert ck("git", "status").out.startswith("Git merges notes by their entries here.\n")


def test_outside_of_a_repository_there_is_nothing_to_set_up(ck: Ck) -> None:
    """Both commands, and sync, say that there is no repository, with exit code 2."""
    said = f"ck: {ck.vault} is not in a git repository. git init there makes one; docs/sync.md "
    for command in (("git", "setup"), ("git", "status"), ("sync",)):
        result = ck(*command)
        assert (result.code, result.out) == (2, "")
        assert result.err.startswith(said)
    ck.note("Анна.md", NOTE)
    assert ck("check").code == 0


def test_a_linked_attributes_file_is_refused(ck: Ck) -> None:
    """Git does not follow such a link, so a line behind it would say nothing."""
    under_git(ck)
    ck.note("elsewhere", "")
    (ck.vault / ".gitattributes").symlink_to(ck.vault / "elsewhere")
    result = ck("git", "setup", "--yes")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("ck: .gitattributes: It is a link")


def test_status_says_what_is_missing(ck: Ck) -> None:
    """Neither rule nor driver: both are said, with where the branch stands."""
    under_git(ck)
    result = ck("git", "status")
    assert result.out == (
        NO_RULE + NO_DRIVER + "On main, which has no branch on another machine: ck sync.\n"
        "1 changed file not committed: ck sync\n"
    )
    assert (result.code, result.err) == (1, "")


@pytest.mark.parametrize(
    ("python", "said"),
    [
        ("/no/python", "the merge driver can't run: "),
        ("/bin/false", "the merge driver can't run: it gave no reason."),
        ("/bin/true", "the merge driver can't run: it gave no reason."),
    ],
)
def test_status_tries_the_driver(ck: Ck, python: str, said: str) -> None:
    """A driver that can't run, or does nothing, is found out and said with its own words."""
    put_under_git(ck.vault).set_driver(python)
    result = ck("git", "status")
    assert result.code == 1
    assert result.out.startswith(f"! {said}")
    assert "ck git setup sets it anew.\nOn main, level with origin/main as it was l" in result.out


def test_status_counts_commits_behind_and_ahead(ck: Ck) -> None:
    """Both are told as they were last fetched, without asking the network."""
    ck.note("Анна.md", NOTE)
    clone = put_under_git(ck.vault)
    for number in (1, 2, 3):
        ck.note("Анна.md", NOTE + f"- 2026-01-0{number} call: x\n")
        clone.commit()
        if number == 2:
            clone.git("push", "-q")
            clone.git("reset", "-q", "--hard", "HEAD~2")
    last = "as it was last fetched.\n"
    assert ck("git", "status").out.endswith(
        f"On main, 2 commits behind and 1 commit ahead of origin/main {last}"
    )
    answer = json.loads(ck("git", "status", "--json").out)
    assert (answer["behind"], answer["ahead"], answer["upstream"]) == (2, 1, "origin/main")


def test_check_names_what_the_files_alone_tell(ck: Ck) -> None:
    """`merge=union` is a problem with its line; a missing driver and a merge are remarks."""
    clone = under_git(ck)
    ck.note(".gitattributes", "*.png binary\n*.md merge=union\n")
    result = ck("check")
    assert result.code == 1
    assert result.out == (
        ".gitattributes:2  merge-union  Notes are merged by merge=union (.gitattributes:2), "
        "which doubles properties and brings back deleted lines: remove it, then run "
        "ck git setup\n"
        "1 problem that changes the list\n"
    )
    ck.note(".gitattributes", RULE)
    clone.write(".git/MERGE_HEAD", "")
    assert ck("check", "--all").out == (
        ".gitattributes:1  merge-driver  This clone does not have the merge driver that is named "
        "here: ck git setup\n"
        ".gitattributes:1  unfinished  A merge is unfinished: ck sync finishes it\n"
        "1 note read, nothing changes the list · 2 remarks\n"
    )
    (ck.vault / ".git/MERGE_HEAD").unlink()
    clone.git("config", "merge.contactkeeper.driver", driver_line("/gone/it's 100%"))
    assert ck("check", "--all").out == (
        ".gitattributes:1  merge-driver  The merge driver can't run: /gone/it's 100% does not "
        "exist. ck git setup\n"
        "1 note read, nothing changes the list · 1 remark\n"
    )
    clone.set_driver()
    assert ck("check", "--all").out == "1 note read, nothing changes the list\n"


MARKED = (
    NOTE + "<<<<<<< ours\n- 2026-11-20 call: b\n=======\n- 2026-11-21 call: c\n>>>>>>> theirs\n"
)


@pytest.mark.parametrize(
    ("mark", "operation"),
    [
        ("MERGE_HEAD", "merge"), ("rebase-merge/onto", "rebase"), ("rebase-apply/next", "rebase"),
        ("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert"),
    ],
)  # fmt: skip
def test_due_says_in_its_head_what_is_unfinished(ck: Ck, mark: str, operation: str) -> None:
    """Told from the files: no git is there to be started."""
    clone = under_git(ck)
    clone.write(f".git/{mark}", "")
    result = ck("due")
    head, line, *_ = result.out.split("\n")
    assert head.startswith("Mon 23 November")
    assert line == f"! a {operation} is unfinished: ck git status"
    assert json.loads(ck("due", "--json").out)["unfinished"] == operation


def test_due_says_in_its_head_that_notes_hold_markers(ck: Ck) -> None:
    """With a merge beside them both are said in one line, and without git the markers alone."""
    ck.note("Анна.md", MARKED)
    assert ck("due").out.split("\n")[1] == "! 1 note holds conflict markers: ck check"
    ck.note("Борис.md", MARKED)
    Clone(ck.vault).git("init", "-q")
    ck.note(".git/MERGE_HEAD", "")
    expected = "! a merge is unfinished and 2 notes hold conflict markers: ck git status"
    assert ck("due").out.split("\n")[1] == expected


def test_due_and_check_start_no_program(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git would run what the repository's configuration names; so they do without it."""
    clone = under_git(ck)
    ck.note(".gitattributes", RULE)
    clone.write(".git/MERGE_HEAD", "")
    started = tmp_path / "started"
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "git").write_text(f"#!/bin/sh\n: > '{started}'\n")
    (programs / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(programs))
    assert ck("due").code == 0
    assert ck("check").code == 0
    assert not started.exists()
    ck("git", "status")
    assert started.exists()
