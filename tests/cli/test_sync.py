"""`ck sync` between real clones: what it commits, merges and says, and each way it can fail."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest

from clones import NOTE, Clone, bare, clone_of, put_under_git
from contactkeeper.cli import after_log
from contactkeeper.vault import running

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="hooks and stand-ins are shell scripts")

OURS, THEIRS = "- 2026-11-20 call: ours\n", "- 2026-11-21 call: theirs\n"


@pytest.fixture
def other(ck: Ck, tmp_path: Path) -> Clone:
    """Put the runner's vault under git, with one note; give another machine's clone."""
    ck.note("Анна.md", NOTE)
    put_under_git(ck.vault)
    clone = clone_of(tmp_path / "remote.git", tmp_path / "other")
    clone.set_driver()
    return clone


def automatic(ck: Ck, text: str) -> None:
    """Let the user's own file ask for a commit or sync after each log, in a vault of theirs."""
    ck.configure(text)
    assert ck("sync").code == 0


def push(clone: Clone, path: str = "Анна.md", text: str = NOTE + THEIRS) -> None:
    """Let another machine change a note and push that."""
    clone.write(path, text)
    clone.commit()
    clone.git("push", "-q")


def log_of(place: Path, count: int = 1) -> list[str]:
    """Return the first lines of the newest commits."""
    return Clone(place).says("log", f"-{count}", "--format=%s").split("\n")


def is_clean(place: Path) -> bool:
    """Say whether nothing is changed, unmerged or unfinished."""
    left = [each for each in ("MERGE_HEAD", "index.lock") if (place / ".git" / each).exists()]
    return not left and Clone(place).says("status", "--porcelain") == ""


def test_it_commits_pulls_merges_and_pushes(ck: Ck, other: Clone) -> None:
    """Both machines end with both entries, and the answer counts the commits."""
    push(other)
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Committed: log: Анна (1 entry)\nPulled 1 commit, pushed 2 commits.\n"
    assert ck.text("Анна.md") == NOTE + OURS + THEIRS
    assert ck("sync").out == "All is synced already.\n"
    other.git("pull", "-q")
    assert other.read("Анна.md") == NOTE + OURS + THEIRS
    assert is_clean(ck.vault)


def test_it_needs_neither_rule_nor_driver(ck: Ck, other: Clone) -> None:
    """A clone that was never set up merges by entries all the same."""
    other.git("rm", "-q", ".gitattributes")
    push(other)
    ck.note(".gitattributes", "*.md merge=contactkeeper\n")
    (ck.vault / ".gitattributes").unlink()
    Clone(ck.vault).git("config", "--unset", "merge.contactkeeper.driver")
    ck.note("Анна.md", NOTE + OURS)
    assert ck("sync").code == 0
    assert ck.text("Анна.md") == NOTE + OURS + THEIRS


@pytest.mark.parametrize(
    ("change", "message", "paths"),
    [
        ({"Анна.md": NOTE + OURS + THEIRS}, "log: Анна (2 entries)", ["Анна.md"]),
        ({"Анна.md": NOTE + OURS, "P/Борис.md": NOTE}, "log: Анна, Борис (2 entries)",
         ["Анна.md", "P/Борис.md"]),
        ({"Анна.md": NOTE.replace("Ozon", "VK")}, "notes: Анна", ["Анна.md"]),
        ({"contactkeeper.toml": "[due]\nlimit = 3\n"}, "settings: contactkeeper.toml",
         ["contactkeeper.toml"]),
        ({".gitattributes": "*.md merge=contactkeeper text eol=lf\n"}, "settings: .gitattributes",
         [".gitattributes"]),
        ({f"{name}.md": NOTE for name in "ABCDE"}, "log: A, B, C and 2 more (5 entries)",
         [f"{name}.md" for name in "ABCDE"]),
        ({"[x] * 'y'.md": NOTE}, "log: [x] * 'y' (1 entry)", ["[x] * 'y'.md"]),
    ],
)  # fmt: skip
def test_the_commit_says_whose_notes_changed(
    ck: Ck, other: Clone, change: dict[str, str], message: str, paths: list[str]
) -> None:
    """Entries are counted, and names come from the files."""
    del other
    for path, text in change.items():
        ck.note(path, text)
    dry = ck("sync", "--dry-run")
    assert (dry.code, dry.err) == (0, "")
    assert dry.out == "".join(f"{line}\n" for line in [f"Would commit: {message}", *(
        f"  {path}" for path in paths)])  # fmt: skip
    answer = json.loads(ck("sync", "--json").out)
    assert answer["committed"] == {
        "message": message, "paths": paths, "deleted": [], "moved": [],
    }  # fmt: skip
    assert log_of(ck.vault) == [message]
    assert is_clean(ck.vault)


def test_only_what_is_ours_is_committed(ck: Ck, other: Clone) -> None:
    """Pictures, hidden notes and what is staged already stay as they are; both are counted."""
    del other
    clone = Clone(ck.vault)
    ck.note("picture.png", "x")
    ck.note(".obsidian/x.md", "x")
    ck.note("staged.txt", "x")
    clone.git("add", "staged.txt")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.err) == (
        0, "ck: 3 other files changed here: ck sync commits notes alone.\n",
    )  # fmt: skip
    assert clone.says("show", "--format=", "--name-only", "-z", "HEAD") == "Анна.md\0"
    assert clone.says("diff", "--cached", "--name-only") == "staged.txt"


def test_a_note_with_markers_is_never_committed(ck: Ck, other: Clone) -> None:
    """It is named, the others go, and the exit code is 1."""
    del other
    ck.note("Marked.md", "<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert result.code == 1
    assert result.out == "Committed: log: Анна (1 entry)\nPushed 1 commit.\n"
    assert result.err == (
        "ck: Marked.md has conflict markers, so it was not committed: settle them.\n"
    )
    assert json.loads(ck("sync", "--json").out)["marked"] == ["Marked.md"]


def test_a_vault_in_a_folder_commits_nothing_outside_of_it(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The work tree is found, and the rest of it is left alone."""
    remote = bare(tmp_path / "remote.git")
    clone = clone_of(remote, tmp_path / "mono")
    clone.write("code/readme.md", "x")
    clone.commit()
    clone.git("push", "-q", "-u", "origin", "main")
    second = clone_of(remote, tmp_path / "second")
    clone.write("code/readme.md", "changed")
    clone.write("мои notes/Анна.md", NOTE)
    monkeypatch.setenv("CK_VAULT", str(clone.place / "мои notes"))
    assert ck("sync").out == "Committed: log: Анна (1 entry)\nPushed 1 commit.\n"
    assert clone.says("status", "--porcelain") == "M code/readme.md"
    second.git("pull", "-q")
    push(second, "мои notes/Анна.md", NOTE + THEIRS)
    clone.write("мои notes/Анна.md", NOTE + OURS)
    assert ck("sync").code == 0
    assert clone.read("мои notes/Анна.md") == NOTE + OURS + THEIRS


def test_a_conflict_leaves_the_notes_as_they_were(ck: Ck, other: Clone) -> None:
    """Which note, and how to go on; the own commit stays, and nothing is half merged."""
    push(other, text=NOTE.replace("Ozon", "VK"))
    mine = NOTE.replace("Ozon", "Avito")
    ck.note("Анна.md", mine)
    result = ck("sync")
    assert result.code == 1
    assert result.out == "Committed: notes: Анна\n"
    assert result.err.startswith("ck: both machines changed what no rule settles:\n  Анна.md:")
    assert "company" in result.err
    assert result.err.endswith(
        "Your notes are as they were. To settle it: git merge origin/main, keep what is right "
        "between the marks, git commit -a, ck sync.\n"
    )
    assert ck.text("Анна.md") == mine
    assert is_clean(ck.vault)
    error = json.loads(ck("sync", "--json").out)["error"]
    assert (error["code"], error["reason"]) == ("not-synced", "conflict")
    assert (error["notes"], error["committed"]) == (["Анна.md"], None)
    clone = Clone(ck.vault)
    clone.git("merge", "-q", "origin/main", check=False)
    ck.note("Анна.md", mine)
    clone.git("commit", "-q", "-a", "-m", "settled")
    assert ck("sync").out == "Pushed 2 commits.\n"


def test_a_note_that_one_deleted_is_named_among_the_conflicts(ck: Ck, other: Clone) -> None:
    """Git asks no driver about such a note, so it is named beside those that hold marks."""
    ck.note("Борис.md", NOTE)
    assert ck("sync").code == 0
    other.git("pull", "-q")
    (other.place / "Борис.md").unlink()
    push(other, text=NOTE.replace("Ozon", "VK"))
    ck.note("Анна.md", NOTE.replace("Ozon", "Avito"))
    ck.note("Борис.md", NOTE + OURS)
    result = ck("sync")
    assert result.code == 1
    assert result.err.split("\n")[1].startswith("  Анна.md:")
    assert result.err.split("\n")[2] == "  Борис.md"


def test_a_note_deleted_there_and_changed_here_is_said(ck: Ck, other: Clone) -> None:
    """Git runs no driver for that: it is a conflict, and the note stays."""
    other.git("rm", "-q", "Анна.md")
    other.commit()
    other.git("push", "-q")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert result.code == 1
    assert "rule settles:\n  Анна.md\nYour notes" in result.err
    assert ck.text("Анна.md") == NOTE + OURS
    assert is_clean(ck.vault)


def test_offline_it_commits_and_says_so(ck: Ck, other: Clone, tmp_path: Path) -> None:
    """Exit 1; the next sync with a connection sends it."""
    del other
    (tmp_path / "remote.git").rename(tmp_path / "away.git")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.out) == (1, "Committed: log: Анна (1 entry)\n")
    assert result.err.startswith("ck: origin can't be reached: fatal: ")
    assert is_clean(ck.vault)
    (tmp_path / "away.git").rename(tmp_path / "remote.git")
    assert ck("sync").out == "Pushed 1 commit.\n"


def test_without_a_remote_it_commits_and_says_so(ck: Ck) -> None:
    """There is nowhere to send it, which is no success."""
    ck.note("Анна.md", NOTE)
    Clone(ck.vault).git("init", "-q")
    result = ck("sync")
    assert (result.code, result.out) == (1, "Committed: log: Анна (1 entry)\n")
    assert result.err == (
        "ck: there is no remote, so nothing goes to other machines: git remote add origin "
        "ADDRESS, then ck sync.\n"
    )


def test_an_empty_remote_gets_everything(ck: Ck, tmp_path: Path) -> None:
    """The first push makes the branch there, and git knows it from then on."""
    ck.note("Анна.md", NOTE)
    clone = Clone(ck.vault)
    clone.git("init", "-q")
    clone.git("remote", "add", "origin", str(bare(tmp_path / "remote.git")))
    assert ck("sync").out == "Committed: log: Анна (1 entry)\nPushed 1 commit.\n"
    assert clone.says("rev-parse", "--abbrev-ref", "@{u}") == "origin/main"


def test_a_detached_head_is_refused(ck: Ck, other: Clone) -> None:
    """A commit there would belong to no branch, so none is made."""
    del other
    clone = Clone(ck.vault)
    clone.git("checkout", "-q", "--detach")
    ck.note("Анна.md", NOTE + OURS)
    before = clone.says("rev-parse", "HEAD")
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "ck: no branch is checked out (detached head): git switch to the one you sync, "
        "then ck sync.\n"
    )
    assert clone.says("rev-parse", "HEAD") == before


@pytest.mark.parametrize("operation", ["merge", "rebase", "cherry-pick"])
def test_what_is_unfinished_is_left_alone(ck: Ck, other: Clone, operation: str) -> None:
    """Somebody is in the middle of something: nothing is committed or taken back."""
    push(other, text=NOTE.replace("Ozon", "VK"))
    clone = Clone(ck.vault)
    ck.note("Анна.md", NOTE.replace("Ozon", "Avito"))
    clone.commit()
    clone.git("fetch", "-q")
    clone.git(operation, "origin/main", check=False)
    text, before = ck.text("Анна.md"), clone.says("rev-parse", "HEAD")
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"ck: a {operation} is unfinished here. Settle it, git add the notes, and git {operation} "
        f"--continue; or git {operation} --abort. Then ck sync.\n"
    )
    assert (ck.text("Анна.md"), clone.says("rev-parse", "HEAD")) == (text, before)


def hook(target: Path, script: str = "echo 'no notes on Sundays' >&2; exit 1") -> None:
    """Put a hook into a repository."""
    target.parent.mkdir(exist_ok=True)
    target.write_text(f"#!/bin/sh\n{script}\n")
    target.chmod(0o755)


@posix
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("vault/.git/hooks/pre-commit", "a hook refused the commit: no notes on Sundays\n"),
        ("vault/.git/hooks/pre-push", "a hook refused to push: no notes on Sundays"),
        (
            "remote.git/hooks/pre-receive",
            "a hook refused what was pushed: remote: no notes on Sund",
        ),
    ],
)
def test_a_hook_that_refuses_is_heard(
    ck: Ck, other: Clone, tmp_path: Path, place: str, said: str
) -> None:
    """Its own words are shown, and the exit code is 1; without it all goes on."""
    del other
    hook(tmp_path / place)
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert result.code == 1
    assert result.err.startswith(f"ck: {said}")
    assert ck.text("Анна.md") == NOTE + OURS
    (tmp_path / place).unlink()
    assert ck("sync").code == 0
    assert is_clean(ck.vault)


@posix
def test_a_password_is_never_asked_for(
    ck: Ck, other: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where git would have to ask, it is said that it would, at once."""
    del other
    ssh = tmp_path / "ssh"
    ssh.write_text("#!/bin/sh\necho 'git@x: Permission denied (publickey).' >&2\nexit 255\n")
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(ssh))
    Clone(ck.vault).git("remote", "set-url", "origin", "git@x:notes.git")
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(
        "ck: origin wants a password or key that git would have to ask for: run git fetch origin "
        "once by hand. (fatal: "
    )


def test_who_commits_has_to_be_known(ck: Ck, other: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's long answer becomes one sentence, and nothing is committed."""
    del other
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    Clone(ck.vault).git("config", "user.useConfigOnly", "true")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("ck: git does not know who you are: ")


def test_another_beginning_is_said(ck: Ck, tmp_path: Path) -> None:
    """Two repositories that were made apart are not joined by a sync."""
    remote = bare(tmp_path / "remote.git")
    first = clone_of(remote, tmp_path / "first")
    push(first)
    ck.note("Анна.md", NOTE)
    clone = Clone(ck.vault)
    clone.git("init", "-q")
    clone.git("remote", "add", "origin", str(remote))
    result = ck("sync")
    assert result.code == 1
    assert result.err.startswith("ck: origin/main has another beginning than this vault: ")
    assert ck.text("Анна.md") == NOTE


def test_what_is_not_committed_and_in_the_way_is_named(ck: Ck, other: Clone) -> None:
    """A file that is no note is neither overwritten nor committed."""
    push(other, "list.txt", "theirs")
    ck.note("list.txt", "mine")
    result = ck("sync")
    assert result.code == 1
    assert result.err == (
        "ck: changes that are not committed are in the way: list.txt. Commit or remove them, then "
        "ck sync.\n"
    )
    assert ck.text("list.txt") == "mine"


def test_it_waits_for_another_program(ck: Ck, other: Clone) -> None:
    """While somebody else holds the index nothing fails; when they let go it goes on."""
    del other
    taken = ck.vault / ".git/index.lock"
    taken.write_text("")
    ck.note("Анна.md", NOTE + OURS)
    timer = threading.Timer(0.5, taken.unlink)
    timer.start()
    result = ck("sync")
    timer.join()
    assert (result.code, result.err) == (0, "")
    assert is_clean(ck.vault)


@posix
def test_it_tries_again_when_somebody_pushed_first(ck: Ck, other: Clone, tmp_path: Path) -> None:
    """What came between fetch and push is merged too."""
    third = clone_of(tmp_path / "remote.git", tmp_path / "third")
    third.write("Борис.md", NOTE)
    third.commit()
    hook(
        ck.vault / ".git/hooks/pre-push",
        f'[ -e "{tmp_path}/once" ] && exit 0; touch "{tmp_path}/once"; '
        f"unset $(git rev-parse --local-env-vars); cd '{third.place}' && git push -q",
    )  # fmt: skip
    del other
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Committed: log: Анна (1 entry)\nPulled 1 commit, pushed 2 commits.\n"
    third.git("pull", "-q")
    assert third.read("Анна.md") == NOTE + OURS


def test_without_git_it_says_so(ck: Ck, other: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain sentence, and exit code 1."""
    del other
    monkeypatch.setenv("PATH", "")
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err == "ck: there is no git program here: install git, or put it on the PATH.\n"


@posix
def test_what_the_configuration_names_is_not_started(ck: Ck, other: Clone, tmp_path: Path) -> None:
    """`core.fsmonitor` would be a program that runs at every look at the work tree."""
    del other
    spy = tmp_path / "spy"
    spy.write_text(f"#!/bin/sh\ntouch '{tmp_path}/started'\n")
    spy.chmod(0o755)
    Clone(ck.vault).git("config", "core.fsmonitor", str(spy))
    ck.note("Анна.md", NOTE + OURS)
    assert ck("sync").code == 0
    assert not (tmp_path / "started").exists()


LOST = """\
The merge {commit} of another machine dropped 1 entry:
  Анна.md  - 2026-11-22 -> tg: спросил про JD
"""


def phone_drops(other: Clone) -> str:
    """Let a phone merge so that it keeps its own side alone; return the merge."""
    other.git("fetch", "-q")
    other.write("Анна.md", NOTE + THEIRS)
    other.commit()
    other.git("merge", "-q", "-s", "ours", "-m", "phone", "origin/main")
    other.git("push", "-q")
    return other.says("rev-parse", "HEAD")[:7]


def lose(ck: Ck, other: Clone) -> str:
    """Log an entry, sync it, and have a phone lose it; return the merge that did."""
    entry = "- 2026-11-22 -> tg: спросил про JD\n\t- [ ] send the CV\n"
    ck.note("Анна.md", NOTE + entry)
    assert ck("sync").code == 0
    return phone_drops(other)


def test_what_a_phone_dropped_is_shown_and_taken_back(ck: Ck, other: Clone) -> None:
    """With `--yes` the entry is back in its place, committed and pushed, and can be undone."""
    commit = lose(ck, other)
    result = ck("sync", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        LOST.format(commit=commit) + "    \t- [ ] send the CV\n".replace("\t", " ")
        + "Committed: log: Анна (1 entry)\nPulled 2 commits, pushed 1 commit.\n"
        "Put back 1 entry · ck undo\n"
    )  # fmt: skip
    assert ck.text("Анна.md") == (
        NOTE + THEIRS + "- 2026-11-22 -> tg: спросил про JD\n\t- [ ] send the CV\n"
    )
    other.git("pull", "-q")
    assert other.read("Анна.md") == ck.text("Анна.md")
    assert ck("sync").out == "All is synced already.\n"
    assert ck("undo").code == 0
    assert ck.text("Анна.md") == NOTE + THEIRS


def test_what_nobody_was_asked_about_is_shown_again(ck: Ck, other: Clone) -> None:
    """In a script without `--yes` all else is synced, and the exit code is 2, until it answers."""
    commit = lose(ck, other)
    for pulled in ("Pulled 2 commits.\n", "All is synced already.\n"):
        result = ck("sync")
        assert result.code == 2
        assert result.out.startswith(LOST.format(commit=commit))
        assert result.out.endswith(pulled)
        assert result.err == "ck: ck sync --yes puts it back.\n"
    answer = ck("sync", "--json")
    assert answer.code == 2
    assert json.loads(answer.out)["lost"] == [
        {
            "commit": commit,
            "path": "Анна.md",
            "entry": "- 2026-11-22 -> tg: спросил про JD\n\t- [ ] send the CV",
        }
    ]
    assert ck("sync", "--yes").code == 0
    assert ck("sync").out == "All is synced already.\n"


def test_a_merge_that_lost_nothing_is_no_question(ck: Ck, other: Clone) -> None:
    """Our own merges, an entry that came back since, and a deletion before the merge."""
    ck.note("Анна.md", NOTE + OURS)
    push(other, "Борис.md", NOTE)
    assert ck("sync").code == 0
    other.git("pull", "-q")
    push(other, text=NOTE + THEIRS)
    ck.note("Борис.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert ck.text("Анна.md") == NOTE + THEIRS


def test_auto_commit_commits_each_log(ck: Ck, other: Clone) -> None:
    """Nothing more is said, nothing is pushed, and `--dry-run` commits nothing."""
    del other
    automatic(ck, "[git]\nauto_commit = true\n")
    clone = Clone(ck.vault)
    before = clone.says("rev-parse", "HEAD")
    assert ck("log", "анна", "hi", "--dry-run").code == 0
    assert clone.says("rev-parse", "HEAD") == before
    result = ck("log", "анна", "hi")
    assert (result.code, result.err) == (0, "")
    assert log_of(ck.vault) == ["log: Анна (1 entry)"]
    assert is_clean(ck.vault)
    assert clone.says("rev-parse", "origin/main") == before


def test_auto_sync_syncs_after_each_log(ck: Ck, other: Clone) -> None:
    """The entry is at the other machines at once, and theirs are here."""
    automatic(ck, "[git]\nauto_sync = true\n")
    push(other)
    result = ck("log", "анна", "hi", "--json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["command"] == "log"
    assert ck.text("Анна.md") == NOTE + THEIRS + "- 2026-11-23: hi\n"
    other.git("pull", "-q")
    assert other.read("Анна.md") == ck.text("Анна.md")


def test_where_auto_sync_fails_the_entry_stands(ck: Ck, other: Clone, tmp_path: Path) -> None:
    """A line says why, and the exit code is that of the log."""
    del other
    automatic(ck, "[git]\nauto_sync = true\n")
    (tmp_path / "remote.git").rename(tmp_path / "away.git")
    result = ck("log", "анна", "hi")
    assert result.code == 0
    assert result.err.startswith("ck: logged, but not synced: origin can't be reached: ")
    assert result.err.endswith(" See: ck sync\n")
    assert ck.text("Анна.md") == NOTE + "- 2026-11-23: hi\n"
    assert log_of(ck.vault) == ["log: Анна (1 entry)"]
    Clone(ck.vault).git("checkout", "-q", "--detach")
    assert ck("log", "анна", "again").err.startswith("ck: logged, but not synced: no branch is c")


def test_auto_sync_outside_of_a_repository_says_so(ck: Ck) -> None:
    """The setting is for all vaults of the machine, and one may be in no clone."""
    ck.configure("[git]\nauto_commit = true\n")
    ck.note("Анна.md", NOTE)
    result = ck("log", "анна", "hi")
    assert result.code == 0
    assert result.err.startswith(f"ck: logged, but not committed: {ck.vault} is in no git repo")


@posix
def test_auto_sync_has_a_time_limit(
    ck: Ck, other: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A remote that never answers is given up, and what it started is ended."""
    del other
    ssh = tmp_path / "ssh"
    ssh.write_text(f"#!/bin/sh\necho $$ > '{tmp_path}/pid'\nexec sleep 600\n")
    ssh.chmod(0o755)
    monkeypatch.setenv("GIT_SSH", str(ssh))
    monkeypatch.setattr(after_log, "LONGEST", 1.0)
    automatic(ck, "[git]\nauto_sync = true\n")
    Clone(ck.vault).git("remote", "set-url", "origin", "git@x:notes.git")
    result = ck("log", "анна", "hi")
    assert result.code == 0
    assert result.err.startswith("ck: logged, but not synced: origin did not answer: git fetch did")
    listed = ["ps", "-o", "stat=", "-p", (tmp_path / "pid").read_text().strip()]
    state = subprocess.run(listed, capture_output=True, text=True, check=False).stdout.strip()
    assert state[:1] in ("", "Z")


def test_what_both_edited_is_kept_from_both_and_said(ck: Ck, other: Clone) -> None:
    """No marks: the two versions of an entry stand next to each other, and a line names them."""
    push(other, text=NOTE.replace("call: a", "call: a, theirs"))
    ck.note("Анна.md", NOTE.replace("call: a", "call: a, mine"))
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert "\nАнна.md:7: " in result.out
    assert ck.text("Анна.md").endswith("- 2026-01-01 call: a, mine\n- 2026-01-01 call: a, theirs\n")
    assert "kept_both" in ck("sync", "--json").out


def test_a_conflict_outside_of_the_vault_is_named(
    ck: Ck, other: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vault is a folder of the repository, and a file beside it is in conflict."""
    push(other, "vault/Борис.md", NOTE)
    push(other, "code.txt", "a\n")
    assert ck("sync").code == 0
    other.git("pull", "-q")
    push(other, "code.txt", "b\n")
    ck.note("code.txt", "c\n")
    Clone(ck.vault).commit()
    monkeypatch.setenv("CK_VAULT", str(ck.vault / "vault"))
    result = ck("sync")
    assert result.code == 1
    assert "rule settles:\n  code.txt\nYour notes are as they were." in result.err
    assert is_clean(ck.vault)


def test_a_linked_work_tree_is_one_too(
    ck: Ck, other: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There `.git` is a file that leads elsewhere; its merges and its driver are found."""
    del other
    clone = Clone(ck.vault)
    clone.git("worktree", "add", "-q", "-b", "second", str(tmp_path / "linked"))
    monkeypatch.setenv("CK_VAULT", str(tmp_path / "linked"))
    assert ck("git", "status").out.startswith("Git merges notes by their entries here.\n")
    assert ck("check", "--all").code == 0
    linked = Clone(tmp_path / "linked")
    linked.write("Анна.md", NOTE + OURS)
    assert ck("sync").out == "Committed: log: Анна (1 entry)\nPushed 1 commit.\n"
    (clone.place / ".git/worktrees/linked/MERGE_HEAD").write_text("")
    assert ck("due").out.split("\n")[1] == "! a merge is unfinished: ck git status"


@posix
def test_in_a_terminal_what_was_dropped_is_a_question_asked_once(ck: Ck, other: Clone) -> None:
    """A no is an answer: nothing is put back, and the next sync does not ask again."""
    from terminals import in_terminal

    lose(ck, other)
    code, shown = in_terminal("sync", typed="n\n")
    assert code == 0
    assert "dropped 1 entry:" in shown
    assert "Put it back? [Y/n]" in shown
    assert ck.text("Анна.md") == NOTE + THEIRS
    assert in_terminal("sync")[1].strip() == "All is synced already."
    assert ck("sync").out == "All is synced already.\n"


def test_it_does_not_wait_for_ever(ck: Ck, other: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock file that nobody takes away is named, with exit code 4, and it is left there."""
    del other
    monkeypatch.setattr(running, "PATIENCE", 0.3)
    taken = ck.vault / ".git/index.lock"
    taken.write_text("")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.out) == (4, "")
    assert result.err == (
        "ck: another program holds this repository and does not end. Wait for it; if there is "
        f"none, remove {taken}.\n"
    )
    assert taken.exists()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("contactkeeper.toml", "#\n<<<<<<< a\n[due]\n=======\n[log]\n>>>>>>> b\n"),
        ("Marked.md", "<<<<<<< a\r\nx\r\n||||||| o\r\n=======\r\ny\r\n>>>>>>> b\r\n"),
        ("Marked.md", "<<<< a\nx\n====\ny\n>>>> b\n"),
        ("Marked.md", "<<<<<<<<<< a\nx\n==========\ny\n>>>>>>>>>> b\n"),
        ("Marked.md", "<<<<<<< a\nx\n=======\ny\n"),
        ("[x] \n.md", "<<<< a\nx\n====\ny\n>>>> b\n"),
    ],
)
def test_no_file_with_marks_of_any_kind_is_committed(
    ck: Ck, other: Clone, path: str, text: str
) -> None:
    """Marks of the size that an attribute sets, longer ones, and what is left of a conflict."""
    del other
    ck.note(".gitattributes", "*.md merge=contactkeeper conflict-marker-size=4\n")
    ck.note("Анна.md", NOTE + OURS)
    if path != "contactkeeper.toml":
        ck.note(path, text)
    else:
        Clone(ck.vault).write(path, text)
    result = ck("sync")
    if path == "contactkeeper.toml":
        assert result.code == 2  # what can't be read stops every command
    else:
        assert result.code == 1
        assert result.err.endswith("has conflict markers, so it was not committed: settle them.\n")
    assert path not in Clone(ck.vault).says("ls-tree", "-r", "-z", "--name-only", "HEAD").split(
        "\0"
    )


def test_a_staged_file_in_the_way_is_named(ck: Ck, other: Clone) -> None:
    """It is none of ours, so nothing is done to it."""
    ck.note("code.txt", "a\n")
    clone = Clone(ck.vault)
    clone.commit()
    clone.git("push", "-q")
    other.git("pull", "-q")
    push(other, "code.txt", "b\n")
    ck.note("code.txt", "c\n")
    clone.git("add", "code.txt")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert "code.txt" in result.err
    assert ck.text("code.txt") == "c\n"
    assert clone.says("diff", "--cached", "--name-only") == "code.txt"
