"""`ck sync` between real clones: what it commits, merges and says, and each way it can fail."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clones import NOTE, Clone, bare, clone_of, put_under_git
from contactkeeper.cli.commands import after_log
from contactkeeper.sync import state

if TYPE_CHECKING:
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


def copies_in(place: Path) -> list[str]:
    """Return the conflict copies that lie there."""
    return sorted(each.name for each in place.iterdir() if "(conflicted copy " in each.name)


def test_two_values_of_a_property_become_a_note_and_a_copy(ck: Ck, other: Clone) -> None:
    """Ours stays in the note, theirs is in a copy beside it, and both machines have both."""
    push(other, text=NOTE.replace("Ozon", "VK") + THEIRS)
    ck.note("Анна.md", NOTE.replace("Ozon", "Avito") + OURS)
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    (copy,) = copies_in(ck.vault)
    assert result.out == (
        "Committed: log: Анна (1 entry)\nPulled 1 commit, pushed 2 commits.\n"
        "Анна.md:4: both sides changed `company`: our value is in the block\n"
        f"Анна.md: the other version is in {copy}: copy from it what you want, then delete it.\n"
    )
    both = NOTE + OURS + THEIRS
    assert ck.text("Анна.md") == both.replace("Ozon", "Avito")
    assert ck.text(copy) == both.replace("Ozon", "VK")
    assert is_clean(ck.vault)
    other.git("pull", "-q")
    assert other.read(copy) == ck.text(copy)
    assert copy in ck("check").out
    assert ck("sync").out == "All is synced already.\n"


def test_a_line_that_both_changed_is_kept_from_both(ck: Ck, other: Clone) -> None:
    """Text that no rule settles stands twice, and a line says where."""
    text = NOTE.replace("\n## Log", "\nmet at {}\n\n## Log")
    push(other, text=text.format("a bar"))
    assert ck("sync").code == 0
    push(other, text=text.format("the bar"))
    ck.note("Анна.md", text.format("some bar"))
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert "met at some bar\nmet at the bar\n" in ck.text("Анна.md")
    assert result.out.endswith("\nАнна.md:6: both sides changed these lines: both are kept\n")


@pytest.mark.parametrize("deleted", ["here", "there"])
def test_a_note_that_one_deleted_and_the_other_changed_is_kept(
    ck: Ck, other: Clone, deleted: str
) -> None:
    """Nothing that somebody wrote is deleted by a merge; it is said which note that is."""
    push(other, "Борис.md", NOTE)
    assert ck("sync").code == 0
    if deleted == "here":
        push(other)
        (ck.vault / "Анна.md").unlink()
    else:
        other.git("rm", "-q", "Анна.md")
        other.commit()
        other.git("push", "-q")
        ck.note("Анна.md", NOTE + THEIRS)
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    changed = "there" if deleted == "here" else "here"
    said = f"Анна.md: changed {changed} and deleted {deleted}, so it is kept.\n"
    assert result.out.endswith(said)
    assert ck.text("Анна.md") == NOTE + THEIRS
    assert is_clean(ck.vault)


def test_what_a_merge_brings_back_is_not_missing_any_more(ck: Ck, other: Clone) -> None:
    """A note that was not committed as deleted stands in a folder again that was empty."""
    push(other)
    (ck.vault / "Анна.md").unlink()
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Pulled 1 commit.\nАнна.md: changed there and deleted here, so it is kept.\n"
    )
    assert ck.text("Анна.md") == NOTE + THEIRS
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
        "ck: there is no remote, so other machines get nothing: git remote add origin "
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
        "ck: no branch is checked out (detached head), so a commit would be on no branch: "
        "git switch main, then ck sync.\n"
    )
    assert clone.says("rev-parse", "HEAD") == before


@pytest.mark.parametrize("operation", ["rebase", "cherry-pick"])
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
        f"ck: a {operation} is unfinished here. Where notes hold conflict markers, ck check --fix "
        f"merges both sides. Then git add -A && git -c core.editor=true {operation} --continue, "
        "then ck sync.\n"
    )
    assert (ck.text("Анна.md"), clone.says("rev-parse", "HEAD")) == (text, before)


@pytest.mark.parametrize("operation", ["rebase", "cherry-pick"])
def test_what_is_unfinished_goes_on_as_it_is_said(ck: Ck, other: Clone, operation: str) -> None:
    """The commands of that sentence work as they stand; an entry that was logged since stays."""
    push(other)
    clone = Clone(ck.vault)
    ck.note("Борис.md", NOTE)
    ck.note("Анна.md", NOTE + OURS)
    clone.commit()
    clone.git("config", "--remove-section", "merge.contactkeeper")
    clone.git("fetch", "-q")
    clone.git(operation, "origin/main", check=False)
    assert "<<<<<<<" in ck.text("Анна.md")
    ck.note("Борис.md", NOTE + "- 2026-11-22 call: since\n")
    assert ck("sync").code == 1
    assert ck("check", "--fix", "--yes").code == 0
    clone.git("add", "-A")
    clone.git("-c", "core.editor=true", operation, "--continue")
    assert ck("sync").code == 0
    assert ck.text("Анна.md") == NOTE + OURS + THEIRS
    assert ck.text("Борис.md") == NOTE + "- 2026-11-22 call: since\n"
    assert is_clean(ck.vault)


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
        ("vault/.git/hooks/pre-push", "a hook refused the push: no notes on Sundays"),
        (
            "remote.git/hooks/pre-receive",
            "a hook of origin refused the push: remote: no notes on Sund",
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
        "ck: origin needs a password or key that git would have to ask for: run git fetch origin "
        "once. (fatal: "
    )


def test_who_commits_has_to_be_known(ck: Ck, other: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git's long answer becomes one sentence, and nothing is committed."""
    del other
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    Clone(ck.vault).git("config", "user.useConfigOnly", "true")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("ck: git does not know your name and address: ")


def test_another_beginning_is_said(ck: Ck, tmp_path: Path) -> None:
    """Two repositories that were made apart are not joined by a sync."""
    remote = bare(tmp_path / "remote.git")
    first = clone_of(remote, tmp_path / "first")
    push(first)
    ck.note("Анна.md", NOTE)
    clone = Clone(ck.vault)
    clone.git("init", "-q")
    clone.git("remote", "add", "origin", str(remote))
    clone.commit()
    result = ck("sync")
    assert result.code == 1
    assert result.err.startswith("ck: origin/main and this vault have no common history: ")
    assert ck.text("Анна.md") == NOTE


def test_a_second_machine_begins_with_what_is_there(ck: Ck, tmp_path: Path) -> None:
    """Notes that were never committed are merged with the remote's before the first commit."""
    remote = bare(tmp_path / "remote.git")
    first = clone_of(remote, tmp_path / "first")
    push(first)
    ck.note("Анна.md", NOTE + OURS)
    ck.note("Борис.md", NOTE)
    clone = Clone(ck.vault)
    clone.git("init", "-q")
    clone.git("remote", "add", "origin", str(remote))
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Committed: log: Анна, Борис (2 entries)\nPulled 1 commit, pushed 1 commit.\n"
    )
    assert ck.text("Анна.md") == NOTE + OURS + THEIRS
    first.git("pull", "-q")
    assert first.read("Анна.md") == NOTE + OURS + THEIRS
    assert is_clean(ck.vault)


def test_what_is_no_note_and_not_committed_is_not_in_the_way(ck: Ck, other: Clone) -> None:
    """The notes go on; the file stays as it is here, and it is said where the other version is."""
    push(other, "list.txt", "theirs")
    ck.note("list.txt", "mine")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert result.code == 0
    assert result.out == (
        "Committed: log: Анна (1 entry)\nPulled 1 commit, pushed 2 commits.\n"
        "list.txt: changed here and not committed, so it stays as it is. The other machine's "
        "version: git show HEAD:list.txt\n"
    )
    assert ck.text("list.txt") == "mine"
    assert Clone(ck.vault).says("show", "HEAD:list.txt") == "theirs"


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
    assert result.err == "ck: git is not installed: install it, or put it on the PATH.\n"


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
        "Restored 1 entry · ck undo\n"
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
        assert result.err == "ck: ck sync --yes restores it.\n"
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


@pytest.mark.parametrize("edit", ["", "- 2026-11-23: later\n"])
def test_what_was_dropped_is_offered_by_the_name_that_the_note_has_now(
    ck: Ck, other: Clone, edit: str
) -> None:
    """A note that was renamed since, here and then there, gets its entry back all the same."""
    lose(ck, other)
    assert ck("sync").code == 2
    (ck.vault / "Анна.md").rename(ck.vault / "Анна К.md")
    assert ck("sync").code == 2
    other.git("pull", "-q")
    (other.place / "People").mkdir()
    other.git("mv", "Анна К.md", "People/Анна.md")
    push(other, "People/Анна.md", NOTE + THEIRS + edit)
    result = ck("sync")
    assert result.code == 2
    assert "  People/Анна.md  - 2026-11-22 -> tg: спросил про JD\n" in result.out
    assert ck("sync", "--yes").code == 0
    assert "спросил про JD" in ck.text("People/Анна.md")
    assert ck("sync").out == "All is synced already.\n"


def test_what_a_phone_dropped_while_it_took_a_rename_is_offered(ck: Ck, other: Clone) -> None:
    """The note has one name on each side of the merge that lost its entry."""
    entry = "- 2026-11-22: here\n"
    (ck.vault / "Анна.md").rename(ck.vault / "Анна К.md")
    ck.note("Анна К.md", NOTE + entry)
    assert ck("sync").code == 0
    other.git("fetch", "-q")
    keep_own = ("merge", "-q", "-s", "ours", "--no-commit", "origin/main")
    other.write("Анна.md", NOTE + THEIRS)
    other.commit()
    other.git(*keep_own)
    other.git("mv", "Анна.md", "Анна К.md")
    other.commit("phone")
    other.git("push", "-q")
    result = ck("sync", "--yes")
    assert result.code == 0
    assert ck.text("Анна К.md") == NOTE + THEIRS + entry


def test_an_offer_is_not_forgotten_while_its_note_can_not_be_read(ck: Ck, other: Clone) -> None:
    """A note that is not UTF-8 for now is no answer."""
    lose(ck, other)
    assert ck("sync").code == 2
    (ck.vault / "Анна.md").write_bytes((NOTE + THEIRS).encode() + b"\xff\n")
    ck("sync")
    ck.note("Анна.md", NOTE + THEIRS)
    assert ck("sync").code == 2


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
    assert result.err.startswith(f"ck: logged, but not committed: {ck.vault} is not in a git ")


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


def test_what_both_changed_outside_of_the_vault_is_kept_from_both(
    ck: Ck, other: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The vault is a folder of the repository; a file beside it gets a copy, and it is said."""
    push(other, "vault/Борис.md", NOTE)
    push(other, "code.txt", "a\n")
    assert ck("sync").code == 0
    other.git("pull", "-q")
    push(other, "code.txt", "b\n")
    ck.note("code.txt", "c\n")
    Clone(ck.vault).commit()
    monkeypatch.setenv("CK_VAULT", str(ck.vault / "vault"))
    result = ck("sync")
    assert result.code == 0
    (copy,) = copies_in(ck.vault)
    assert result.out == (
        "Pulled 1 commit, pushed 2 commits.\n"
        "code.txt: both machines changed it, and the two can't be made one file\n"
        f"code.txt: the other version is in {copy}: copy from it what you want, then delete it.\n"
    )
    assert (ck.text("code.txt"), ck.text(copy)) == ("c\n", "b\n")
    assert is_clean(ck.vault)


def test_two_configurations_become_one_that_can_be_read(ck: Ck, other: Clone) -> None:
    """Sections that only one has are in; where both set a key, ours holds and theirs is beside."""
    push(other, "contactkeeper.toml", "[due]\nlimit = 3\n\n[git]\nauto_sync = false\n")
    ck.note("contactkeeper.toml", '[due]\nlimit = 4\n\n[log]\norder = "newest-first"\n')
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    text = ck.text("contactkeeper.toml")
    assert tomllib.loads(text) == {
        "due": {"limit": 4}, "log": {"order": "newest-first"}, "git": {"auto_sync": False},
    }  # fmt: skip
    (copy,) = copies_in(ck.vault)
    assert f"contactkeeper.toml: the other version is in {copy}: copy from it" in result.out
    assert ck("due").code == 0
    assert is_clean(ck.vault)


def test_markers_in_the_configuration_are_said(ck: Ck) -> None:
    """What somebody else's merge left there ends every command, so it says what to do."""
    ck.note("contactkeeper.toml", "[due]\n<<<<<<< HEAD\nlimit = 3\n=======\n>>>>>>> a\n")
    result = ck("due")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"ck: {ck.vault / 'contactkeeper.toml'}:2: a merge left both versions here. Open the file, "
        "keep the lines that are right, delete those that begin with <<<<<<<, |||||||, ======= "
        "and >>>>>>>, and run this again.\n"
    )


def test_what_another_program_merged_half_is_ended(ck: Ck, other: Clone) -> None:
    """With markers it is named what settles them; without, the merge is committed as it stands."""
    push(other)
    clone = Clone(ck.vault)
    ck.note("Анна.md", NOTE + OURS)
    clone.commit()
    clone.git("config", "--remove-section", "merge.contactkeeper")
    clone.git("fetch", "-q")
    clone.git("merge", "origin/main", check=False)
    marked = ck.text("Анна.md")
    assert "<<<<<<<" in marked
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "ck: a merge is unfinished here, and these files have conflict markers:\n  Анна.md\n"
        "ck check --fix merges what the rules decide. Where markers are left, keep the right lines "
        "and delete the markers. Then run ck sync.\n"
    )
    assert ck.text("Анна.md") == marked
    assert ck("check", "--fix", "--yes").code == 0
    result = ck("sync")
    assert result.err == (
        "ck: a merge was unfinished here; it is committed now, with the notes as they are.\n"
    )
    assert (result.code, result.out) == (0, "Pushed 2 commits.\n")
    assert ck.text("Анна.md") == NOTE + OURS + THEIRS
    assert is_clean(ck.vault)


def test_no_second_branch_is_pushed_beside_the_others(ck: Ck, other: Clone) -> None:
    """A branch that the remote does not have is pushed only where it has none at all."""
    push(other)
    clone = Clone(ck.vault)
    clone.git("branch", "-m", "master")
    clone.git("branch", "--unset-upstream")
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "ck: this vault is on the branch master, and origin has main. To sync with that: "
        "git branch -u origin/main, then ck sync. To keep both branches: git push -u origin "
        "master\n"
    )
    clone.git("branch", "-u", "origin/main")
    assert ck("sync").code == 0
    assert ck.text("Анна.md") == NOTE + THEIRS
    assert clone.says("ls-remote", "--heads", "origin").endswith("refs/heads/main")


def test_a_linked_work_tree_is_one_too(
    ck: Ck, other: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There `.git` is a file that leads elsewhere; its merges and its driver are found."""
    del other
    clone = Clone(ck.vault)
    clone.git("worktree", "add", "-q", "-b", "second", str(tmp_path / "linked"))
    clone.git("push", "-q", "-u", "origin", "second")
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
    assert "Restore it? [Y/n]" in shown
    assert ck.text("Анна.md") == NOTE + THEIRS
    assert in_terminal("sync")[1].strip() == "All is synced already."
    assert ck("sync").out == "All is synced already.\n"


def test_it_does_not_wait_for_ever(ck: Ck, other: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock file that nobody takes away is named, with exit code 4, and it is left there."""
    del other
    monkeypatch.setattr(state, "LOCK_TIMEOUT", 0.3)
    taken = ck.vault / ".git/index.lock"
    taken.write_text("")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.out) == (4, "")
    assert result.err == (
        "ck: another program has locked this repository. Wait for it; if none is running, a killed "
        f"one left its lock file: rm {taken}, then run ck sync.\n"
    )
    assert taken.exists()


@posix
@pytest.mark.usefixtures("other")
@pytest.mark.parametrize(
    ("said", "age", "is_ours"),
    [
        ("1234abcd\n{dead}", 0, True),
        ("1234abcd\n{alive}", 0, False),  # it may still write
        ("1234abcd\n{dead}", 60, False),  # made long after that git began
        ("1234abcd\n{dead}", -60, False),  # made before
        ("1234abcd\n", 0, False),  # no git was at work
        ("1234abcd", 0, False),
    ],
)
def test_a_lock_of_another_program_is_left_alone(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, said: str, age: int, *, is_ours: bool
) -> None:
    """Only one that a killed sync's own git left is removed."""
    monkeypatch.setattr(state, "LOCK_TIMEOUT", 0.3)
    monkeypatch.setattr(state, "STALE", 0.1)
    assert ck("sync").code == 0
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    (own,) = (path.parent for path in Path(os.environ["XDG_STATE_HOME"]).rglob("sync.lock"))
    (own / "sync").write_text(said.format(dead=ended.pid, alive=os.getpid()))
    taken = ck.vault / ".git/index.lock"
    taken.write_text("")
    now = (own / "sync").stat().st_mtime
    os.utime(taken, (now + age, now + age))
    ck.note("Анна.md", NOTE + OURS)
    for _ in range(2):  # a sync that was refused changes nothing about whose it is
        result = ck("sync")
        assert result.code == (0 if is_ours else 4), result.err
        assert taken.exists() != is_ours


def test_a_refused_sync_does_not_make_a_lock_its_own(
    ck: Ck, other: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often it is tried, the other program's file stays, and is named."""
    del other
    monkeypatch.setattr(state, "LOCK_TIMEOUT", 0.3)
    monkeypatch.setattr(state, "STALE", 0.1)
    taken = ck.vault / ".git/index.lock"
    ck.note("Анна.md", NOTE + OURS)
    for _ in range(3):
        taken.write_text("")
        assert ck("sync").code == 4
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


def test_a_staged_file_stays_as_it_is_and_is_named(ck: Ck, other: Clone) -> None:
    """It is none of ours, so nothing is done to it, on the disk or in the index."""
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
    assert result.code == 0
    assert result.out.endswith("ther machine's version: git show HEAD:code.txt\n")
    assert ck.text("code.txt") == "c\n"
    assert clone.says("diff", "--cached", "--name-only") == "code.txt"


@posix
def test_auto_sync_limits_the_commit_too(
    ck: Ck, other: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that signs, and waits for a password for ever, is ended; the entry stands."""
    del other
    automatic(ck, "[git]\nauto_sync = true\n")
    waits = tmp_path / "gpg"
    waits.write_text("#!/bin/sh\nexec sleep 600\n")
    waits.chmod(0o755)
    clone = Clone(ck.vault)
    clone.git("config", "commit.gpgsign", "true")
    clone.git("config", "gpg.program", str(waits))
    monkeypatch.setattr(after_log, "LONGEST", 1.0)
    result = ck("log", "анна", "hi")
    assert result.code == 0
    assert result.err == (
        "ck: logged, but not synced: git commit did not end within 1 seconds. See: ck sync\n"
    )
    assert ck.text("Анна.md") == NOTE + "- 2026-11-23: hi\n"
    assert not list((ck.vault / ".git").glob("*.lock"))


def count_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each run of git write its arguments into the file `runs` of a folder."""
    counted = folder / "bin/git"
    counted.parent.mkdir()
    git = shutil.which("git")
    counted.write_text(f'#!/bin/sh\necho "$*" >> "{folder}/runs"\nexec {git} "$@"\n')
    counted.chmod(0o755)
    monkeypatch.setenv("PATH", f"{counted.parent}{os.pathsep}{os.environ['PATH']}")


@posix
def test_a_merge_of_many_notes_is_looked_at_by_few_programs(
    ck: Ck, other: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another machine merged them: to find what that lost takes no program for each note."""
    names = [f"{number}.md" for number in range(60)]
    for name in names:
        other.write(name, NOTE)
    push(other)
    other.git("switch", "-q", "-c", "side")
    for name in names:
        other.write(name, NOTE + OURS)
    other.commit()
    other.git("switch", "-q", "main")
    for name in names:
        other.write(name, NOTE + THEIRS)
    other.commit()
    assert ck("sync").code == 0
    other.git("merge", "-q", "-s", "ours", "-m", "phone", "side")
    other.git("push", "-q")
    count_runs(tmp_path, monkeypatch)
    result = ck("sync", "--yes")
    assert result.code == 0
    assert all(ck.text(name) == NOTE + OURS + THEIRS for name in names)
    runs = (tmp_path / "runs").read_text().splitlines()
    assert len(runs) < 80, runs


@posix
def test_many_notes_are_merged_by_few_programs(
    ck: Ck, other: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No program is started for each note, so that thousands are merged in the time they take."""
    names = [f"{number}.md" for number in range(250)]
    for name in names:
        other.write(name, NOTE)
    push(other)
    assert ck("sync").code == 0
    for name in names:
        other.write(name, NOTE + THEIRS)
        ck.note(name, NOTE + OURS)
    push(other)
    count_runs(tmp_path, monkeypatch)
    assert ck("sync").code == 0
    assert all(ck.text(name) == NOTE + OURS + THEIRS for name in names)
    runs = (tmp_path / "runs").read_text().splitlines()
    assert len(runs) < 60, runs
    assert not [line for line in runs if " merge " in line or " checkout " in line]
    assert is_clean(ck.vault)


@posix
def test_a_git_that_is_too_old_is_said(
    ck: Ck, other: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What to do is said with it; the own notes are committed, and nothing else happens."""
    push(other)
    ck.note("Анна.md", NOTE + OURS)
    old = tmp_path / "bin/git"
    old.parent.mkdir()
    git = shutil.which("git")
    old.write_text(
        '#!/bin/sh\ncase "$*" in *merge-tree*) exit 129;; *--version) echo git version 2.34.1; '
        f'exit;; esac\nexec {git} "$@"\n'
    )
    old.chmod(0o755)
    with monkeypatch.context() as patch:
        patch.setenv("PATH", f"{old.parent}{os.pathsep}{os.environ['PATH']}")
        result = ck("sync")
    assert (result.code, result.out) == (1, "Committed: log: Анна (1 entry)\n")
    assert result.err == (
        "ck: ck sync needs git 2.38 or newer to merge, and this is git version 2.34.1: install a "
        "newer one, or run git pull --no-rebase, then ck sync.\n"
    )
    Clone(ck.vault).git("pull", "-q", "--no-rebase", "--no-edit")
    assert ck("sync").code == 0
    assert ck.text("Анна.md") == NOTE + OURS + THEIRS


@posix
def test_hooks_of_a_merge_are_heard(ck: Ck, other: Clone, tmp_path: Path) -> None:
    """They run as `git merge` runs them; one that refuses leaves notes and branch as they were."""
    push(other)
    ck.note("Анна.md", NOTE + OURS)
    hooks = ck.vault / ".git/hooks"
    hook(hooks / "pre-merge-commit")
    result = ck("sync")
    assert result.code == 1
    assert result.err == "ck: a hook refused the merge: no notes on Sundays\n"
    assert ck.text("Анна.md") == NOTE + OURS
    assert is_clean(ck.vault)
    hook(hooks / "pre-merge-commit", f"git diff --cached --name-only > '{tmp_path}/merged'")
    hook(hooks / "commit-msg", 'echo "and a line" >> "$1"')
    hook(hooks / "post-merge", f"echo $1 > '{tmp_path}/after'")
    assert ck("sync").code == 0
    assert Clone(ck.vault).says("log", "-1", "--format=%B") == "merge: origin/main\nand a line"
    assert (tmp_path / "after").read_text() == "0\n"


def test_line_endings_of_this_machine_stay(ck: Ck, other: Clone) -> None:
    """Where git writes CRLF, so does a sync; the commit has what git would put there."""
    clone = Clone(ck.vault)
    clone.git("config", "core.autocrlf", "true")
    windows = (NOTE + OURS).replace("\n", "\r\n")
    ck.note("Анна.md", windows)
    push(other)
    push(other, "Борис.md", NOTE)
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert ck.text("Анна.md") == windows + THEIRS.replace("\n", "\r\n")
    assert ck.text("Борис.md") == NOTE.replace("\n", "\r\n")
    assert is_clean(ck.vault)
    other.git("pull", "-q")
    assert other.read("Анна.md") == NOTE + OURS + THEIRS


def test_a_note_that_can_not_be_written_leaves_the_branch(ck: Ck, other: Clone) -> None:
    """It is named, and the next sync goes on once the cause is gone."""
    push(other, "Борис.md", NOTE)
    (ck.vault / "Борис.md").mkdir()
    (ck.vault / "Борис.md/x.txt").write_text("mine")
    before = Clone(ck.vault).says("rev-parse", "HEAD")
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "ck: Борис.md: A folder has this name. Nothing was written. The merge was not made. Fix "
        "that, then run ck sync.\n"
    )
    assert Clone(ck.vault).says("rev-parse", "HEAD") == before
    (ck.vault / "Борис.md").rename(ck.vault / "away")
    assert ck("sync").code == 0
    assert ck.text("Борис.md") == NOTE


@posix
def test_a_pipe_in_the_place_of_a_note_is_not_waited_for(ck: Ck, other: Clone) -> None:
    """It is named, as all that no note can be written to."""
    push(other, "Борис.md", NOTE)
    os.mkfifo(ck.vault / "Борис.md")
    result = ck("sync")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "ck: Борис.md could not be written: it is not an ordinary file. The merge was not made. "
        "Fix that, then run ck sync.\n"
    )


@posix
@pytest.mark.parametrize("made", ["pipe", "folder", "folder with a note"])
@pytest.mark.parametrize("is_dry", [False, True])
def test_what_is_no_file_in_the_place_of_a_note_holds_that_note_alone(
    ck: Ck, other: Clone, made: str, *, is_dry: bool
) -> None:
    """It is named, nothing is deleted, and all else is synced; a dry run says the same."""
    (ck.vault / "Анна.md").unlink()
    if made == "pipe":
        os.mkfifo(ck.vault / "Анна.md")
    else:
        (ck.vault / "Анна.md").mkdir()
    if made == "folder with a note":
        ck.note("Анна.md/Глеб.md", NOTE)
    ck.note("Борис.md", NOTE)
    result = ck("sync", *(["--dry-run"] if is_dry else []))
    assert result.code == 1
    assert result.err == (
        "ck: Анна.md is a folder or a pipe now, so it was not committed. Move it away, then "
        "ck sync.\n"
    )
    assert "Борис" in result.out
    if not is_dry:
        other.git("pull", "-q")
        assert other.read("Анна.md") == NOTE
        assert other.read("Борис.md") == NOTE


def test_a_folder_that_is_a_link_is_not_written_through(
    ck: Ck, other: Clone, tmp_path: Path
) -> None:
    """A note of the other machine never lands where a link of this one leads."""
    push(other, "Люди/Борис.md", NOTE)
    (tmp_path / "elsewhere").mkdir()
    (ck.vault / "Люди").symlink_to(tmp_path / "elsewhere")
    result = ck("sync")
    assert result.code == 1
    assert "Its folder is a link" in result.err
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_rename_there_and_an_entry_here(ck: Ck, other: Clone) -> None:
    """The note has the new name, with the entry in it; the old one is gone."""
    long = NOTE + "".join(f"- 2026-02-{day:02} call: {day}\n" for day in range(1, 20))
    push(other, text=long)
    assert ck("sync").code == 0
    other.git("mv", "Анна.md", "Аня.md")
    push(other, "Аня.md", long + THEIRS)
    ck.note("Анна.md", long + OURS)
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert ck.text("Аня.md") == long + OURS + THEIRS
    assert not (ck.vault / "Анна.md").exists()
    assert is_clean(ck.vault)


def test_a_note_added_there_goes_into_the_folder_that_was_renamed_here(
    ck: Ck, other: Clone
) -> None:
    """A folder that has another name here has it for what comes, too."""
    for name in ("Борис", "Вера"):
        ck.note(f"P/{name}.md", NOTE)
    assert ck("sync").code == 0
    other.git("pull", "-q")
    push(other, "P/Глеб.md", NOTE.replace("Ozon", "VK") + THEIRS)
    (ck.vault / "P").rename(ck.vault / "Люди")
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert ck.text("Люди/Глеб.md") == NOTE.replace("Ozon", "VK") + THEIRS
    assert not (ck.vault / "P").exists()
    assert is_clean(ck.vault)


RACED = NOTE + "".join(f"- 2026-02-{day:02} call: {day}\n" for day in range(1, 6))


@posix
@pytest.mark.parametrize(
    ("there", "meanwhile", "kept"),
    [
        ("move", "echo '- 2026-11-20 call: ours' >> Анна.md", "Q/Анна.md"),
        ("move", "mkdir R && mv Анна.md R/ && echo '- 2026-11-20 call: ours' >> R/Анна.md",
         "Q/Анна.md"),
        ("edit", "mkdir R && mv Анна.md R/ && echo '- 2026-11-20 call: ours' >> R/Анна.md",
         "R/Анна.md"),
    ],
)  # fmt: skip
def test_a_note_moved_on_one_side_while_it_changes_on_the_other_stays_one(
    ck: Ck, other: Clone, there: str, meanwhile: str, kept: str
) -> None:
    """Whoever moves it, and whoever writes to it during the merge, all is in one note."""
    push(other, text=RACED)
    assert ck("sync").code == 0
    if there == "move":
        (other.place / "Q").mkdir()
        other.git("mv", "Анна.md", "Q/Анна.md")
        push(other, "Q/Анна.md", RACED + THEIRS)
    else:
        push(other, text=RACED + THEIRS)
    ck.note("Борис.md", NOTE)  # so that there is something to merge, and the hook runs
    place = ck.vault / ".git/hooks/pre-merge-commit"
    hook(place, f'cd "{ck.vault}" && {meanwhile}')
    result = ck("sync")
    assert result.code == 0, result.err
    place.unlink()
    assert ck("sync").code == 0
    other.git("pull", "-q")
    for folder in (ck.vault, other.place):
        notes = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.md"))
        assert notes == sorted(["Борис.md", kept])
        assert (folder / kept).read_text() == RACED + OURS + THEIRS
    assert is_clean(ck.vault)


def test_check_counts_no_nested_markers_as_mended(ck: Ck, other: Clone) -> None:
    """What a plain merge made of a note with markers is left for a person, and so it is said."""
    push(other)
    clone = Clone(ck.vault)
    clone.write(".git/info/attributes", "*.md merge=text\n")
    ck.note("Анна.md", f"{NOTE}<<<<<<< a\n{OURS}=======\n- 2026-11-19: x\n>>>>>>> b\n")
    clone.commit()
    clone.git("pull", "-q", "--no-rebase", check=False)
    before = ck.text("Анна.md")
    assert before.count("<<<<<<<") == 2
    result = ck("check", "--fix", "--yes")
    assert "Mended" not in result.out
    assert result.code == 1
    assert ck.text("Анна.md") == before


def test_in_russian_the_commits_stay_english(
    ck: Ck, other: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts and remarks are Russian; both machines have the same history."""
    monkeypatch.setenv("CK_LANG", "ru")
    push(other, ".obsidian/app.json", "{}\n")
    ck.note("Анна.md", NOTE + OURS)
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    said = "Коммит: log: Анна (1 entry)\nПолучено: 1 коммит, отправлено: 2 коммита.\n"
    assert result.out == said
    assert log_of(ck.vault, 2) == ["merge: origin/main", "log: Анна (1 entry)"]
    assert ck("sync").out == "Всё уже синхронизировано.\n"
    assert ck("git", "status").out == (
        "Git здесь объединяет заметки по записям.\n"
        "Ветка main не отличается от origin/main (по данным последнего получения).\n"
    )


def test_in_russian_an_error_names_what_to_do(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """JSON has it in English."""
    monkeypatch.setenv("CK_LANG", "ru")
    result = ck("sync")
    said = (
        f"ck: {ck.vault} — не в репозитории git. Его создаст git init в этой папке; "
        "о дальнейшем рассказывает docs/sync.md.\n"
    )
    assert (result.code, result.out, result.err) == (2, "", said)
    assert "is not in a git repository." in ck("sync", "--json").out
