"""The states that kills, phones and editors leave: from each one `ck sync` goes on by itself.

Or it names one command that does. Nothing that either machine wrote is gone then, and no commit
of ours holds conflict markers.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from clones import NOTE, Clone, bare, clone_of, new_clone

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OURS, THEIRS = "- 2026-11-20 call: ours\n", "- 2026-11-21 call: theirs\n"
MARKED = NOTE + f"<<<<<<< HEAD\n- 2026-11-18 call: phone\n=======\n{THEIRS}>>>>>>> abc\n"
MARKS = re.compile(r"^(?:<{7}|>{7})(?: |$)", re.MULTILINE)
NAMED = re.compile(
    r"(?:git (?:branch|switch)|rm|ck check --fix)[^,\n]*?(?=, then (?:run )?ck sync| merges)"
)
"""A command in a message that is to be run before `ck sync`."""


IMPATIENT = """\
from contactkeeper.__main__ import main
from contactkeeper.sync import commit_merge, state
state.LOCK_TIMEOUT, state.STALE, commit_merge.STALE = 1.0, 0.3, 0.3
main()
"""
"""Runs `ck` with shorter waits for other programs, of which there are none here."""


class World(NamedTuple):
    """Two machines and what lies between them."""

    mine: Clone
    other: Clone
    state: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run `ck` on this machine."""
        return subprocess.run(
            [sys.executable, "-c", IMPATIENT, *arguments, "--vault", str(self.mine.place)],
            env=os.environ | {"XDG_STATE_HOME": str(self.state)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    def push(self, path: str, text: str | bytes | None) -> None:
        """Let the other machine change a file, commit and push; None deletes it."""
        if text is None:
            (self.other.place / path).unlink()
        else:
            self.other.write(path, text)
        self.other.commit()
        self.other.git("push", "-q", "-u", "origin", "HEAD")

    def sync(self) -> str:
        """Sync, with the commands that it names; return all that it said."""
        said = ""
        for _ in range(3):
            done = self.run("sync")
            said += done.stdout + done.stderr
            assert "Traceback" not in said
            if done.returncode == 0:
                return said
            named = NAMED.search(done.stderr)
            assert named, said
            command = shlex.split(named[0])
            if command[0] == "ck":
                self.run(*command[1:], "--yes")
            else:
                subprocess.run(command, cwd=self.mine.place, check=True, capture_output=True)
        raise AssertionError(said)

    def files(self) -> dict[str, str]:
        """Return the notes and settings that are on the disk."""
        names = [*self.mine.place.rglob("*.md"), *self.mine.place.rglob("*.toml")]
        return {
            str(each.relative_to(self.mine.place)): each.read_bytes().decode()
            for each in names
            if ".git" not in each.parts
        }


@pytest.fixture
def world(tmp_path: Path) -> World:
    """Give two machines that have the same three notes."""
    remote = bare(tmp_path / "remote.git")
    mine = new_clone(tmp_path / "mine")
    for name in ("Анна.md", "P/Борис.md", "Вера.md"):
        mine.write(name, NOTE)
    mine.write(".obsidian/workspace.json", '{"main": 1}\n')
    mine.write(".obsidian/app.json", '{"a": 1}\n')
    mine.commit()
    mine.git("remote", "add", "origin", str(remote))
    mine.git("push", "-q", "-u", "origin", "main")
    return World(mine, clone_of(remote, tmp_path / "other"), tmp_path / "state")


def merge_by_hand(world: World, *, company: str) -> None:
    """Begin a merge with plain git, here with a property that both changed or not."""
    world.push("Анна.md", NOTE.replace("Ozon", company) + THEIRS)
    world.mine.write("Анна.md", NOTE.replace("Ozon", "Avito") + OURS)
    world.mine.commit()
    world.mine.git("fetch", "-q")
    world.mine.git("merge", "--no-commit", "origin/main", check=False)
    assert (world.mine.place / ".git/MERGE_HEAD").exists()


def merge_with_marks(world: World) -> None:
    """A merge by plain git that left markers in a note."""
    merge_by_hand(world, company="Ozon")


def merge_settled(world: World) -> None:
    """The same; somebody has settled the note but not committed it."""
    merge_by_hand(world, company="Ozon")
    world.mine.write("Анна.md", NOTE + OURS + THEIRS)


def merge_clean_and_logged(world: World) -> None:
    """A merge without conflicts that was killed before its commit, and an entry after that."""
    world.push("Вера.md", NOTE + THEIRS)
    world.mine.write("Анна.md", NOTE)
    world.mine.write("P/Борис.md", NOTE + "- 2026-11-19 call: before\n")
    world.mine.commit()
    world.mine.git("fetch", "-q")
    world.mine.git("merge", "--no-commit", "origin/main")
    world.mine.write("Анна.md", NOTE + OURS)
    world.mine.write("Вера.md", world.mine.read("Вера.md") + OURS)


def merge_delete_and_edit(world: World) -> None:
    """A merge by plain git of a note that one side deleted."""
    world.push("Анна.md", None)
    world.push("Вера.md", NOTE + THEIRS)
    world.mine.write("Анна.md", NOTE + OURS)
    world.mine.commit()
    world.mine.git("fetch", "-q")
    world.mine.git("merge", "origin/main", check=False)


def lock(name: str, *, of_ours: bool = True) -> Callable[[World], None]:
    """A lock file that a killed git left, begun by a killed `ck sync` or by somebody else."""

    def leave(world: World) -> None:
        world.push("Анна.md", NOTE + THEIRS)
        world.mine.write("Анна.md", NOTE + OURS)
        if of_ours:
            world.run("sync", "--dry-run")
            (own,) = (world.state / "contactkeeper/vaults").iterdir()
            process = subprocess.Popen([sys.executable, "-c", ""])
            process.wait()
            (own / "sync").write_text(f"1234abcd\n{process.pid}")
        (world.mine.place / ".git" / name).write_text("")

    leave.__name__ = f"lock_{name.replace('/', '_')}"
    return leave


def notes_half_brought_in(world: World) -> None:
    """A sync that was killed after it had written some notes."""
    world.push("Анна.md", NOTE + THEIRS)
    world.push("New.md", NOTE + THEIRS)
    world.mine.write("Анна.md", NOTE + OURS)
    world.mine.commit()
    world.mine.write("Анна.md", NOTE + OURS + THEIRS)
    world.mine.write("New.md", NOTE + THEIRS)


def index_before_the_branch(world: World) -> None:
    """A sync that was killed between the index and the branch."""
    world.push("Анна.md", NOTE + THEIRS)
    world.push(".obsidian/app.json", '{"a": 2}\n')
    world.mine.git("fetch", "-q")
    world.mine.git("read-tree", "-u", "-m", "HEAD", "origin/main")
    world.mine.write("Вера.md", NOTE + OURS)


def both_made_settings(world: World) -> None:
    """Both machines made a configuration, with different keys."""
    world.push("contactkeeper.toml", "[due]\nlimit = 3\n")
    world.push("Анна.md", NOTE + THEIRS)
    world.mine.write("contactkeeper.toml", '[due]\nlimit = 4\n\n[log]\norder = "newest-first"\n')
    world.mine.write("Анна.md", NOTE + OURS)


def deleted_here(world: World) -> None:
    """A note that was deleted here and changed there."""
    world.push("Анна.md", NOTE + THEIRS)
    (world.mine.place / "Анна.md").unlink()
    world.mine.write("Вера.md", NOTE + OURS)


def deleted_there(world: World) -> None:
    """A note that was deleted there and changed here."""
    world.push("Анна.md", None)
    world.push("Вера.md", NOTE + THEIRS)
    world.mine.write("Анна.md", NOTE + OURS)


def folder_renamed(world: World) -> None:
    """A folder that was renamed here, and a note that was added to it there."""
    world.push("P/New.md", NOTE.replace("Ozon", "VK") + THEIRS)
    world.mine.git("mv", "P", "People")
    world.mine.write("Анна.md", NOTE + OURS)


def renamed_on_both(world: World) -> None:
    """A note that both machines renamed, and logged to."""
    long = NOTE + "".join(f"- 2026-02-{day:02} call: {day}\n" for day in range(1, 20))
    world.push("Анна.md", long)
    world.mine.git("pull", "-q")
    world.other.git("mv", "Анна.md", "Anna.md")
    world.push("Anna.md", long + THEIRS)
    world.mine.git("mv", "Анна.md", "Аня.md")
    world.mine.write("Аня.md", long + OURS)


def same_new_note(world: World) -> None:
    """A note of one name that both machines made."""
    world.push("Gleb.md", NOTE + THEIRS)
    world.mine.write("Gleb.md", NOTE + OURS)


def endings_changed(world: World) -> None:
    """Line endings that one machine changed, and a mode."""
    text = (NOTE + THEIRS).replace("\n", "\r\n")
    (world.other.place / "Вера.md").chmod(0o755)
    world.push("Анна.md", text)
    world.mine.write("Анна.md", NOTE + OURS)


def property_on_both(world: World) -> None:
    """A property with two values between which no rule can choose."""
    world.push("Анна.md", NOTE.replace("Ozon", "VK") + THEIRS)
    world.mine.write("Анна.md", NOTE.replace("Ozon", "Avito") + OURS)


def prose_on_both(world: World) -> None:
    """A line of text that both changed."""
    text = NOTE.replace("\n## Log", "\n{}\n\n## Log")
    world.push("Анна.md", text.format("before"))
    world.mine.git("pull", "-q")
    world.push("Анна.md", text.format("there said") + THEIRS)
    world.mine.write("Анна.md", text.format("here said") + OURS)


def workspace_on_both(world: World) -> None:
    """The file that Obsidian writes all day, committed there and changed here."""
    world.push(".obsidian/workspace.json", '{"main": 2}\n')
    world.push("Анна.md", NOTE + THEIRS)
    world.mine.write(".obsidian/workspace.json", '{"main": 3}\n')
    world.mine.write("Анна.md", NOTE + OURS)


def workspace_committed_on_both(world: World) -> None:
    """The same, committed on both machines by a plug-in."""
    workspace_on_both(world)
    world.mine.commit()


def detached(world: World) -> None:
    """No branch is checked out, and something was committed on none."""
    world.push("Анна.md", NOTE + THEIRS)
    world.mine.git("checkout", "-q", "--detach")
    world.mine.write("Вера.md", NOTE + "- 2026-11-19 call: before\n")
    world.mine.commit()
    world.mine.write("Анна.md", NOTE + OURS)


def detached_behind(world: World) -> None:
    """An older commit is checked out, and notes were changed there."""
    world.mine.write("Вера.md", NOTE + "- 2026-11-19 call: before\n")
    world.mine.commit()
    world.push("Анна.md", NOTE + THEIRS)
    world.mine.git("checkout", "-q", "--detach", "HEAD~1")
    world.mine.write("P/Борис.md", NOTE + OURS)


def other_branch(world: World) -> None:
    """The branch has another name here, and follows none."""
    world.push("Анна.md", NOTE + THEIRS)
    world.mine.git("branch", "-m", "master")
    world.mine.git("branch", "--unset-upstream")
    world.mine.write("Анна.md", NOTE + OURS)


def renamed_branch_there(world: World) -> None:
    """The other machine gave the branch another name, at the remote too."""
    world.other.git("branch", "-m", "trunk")
    world.push("Анна.md", NOTE + THEIRS)
    remote = Clone(world.mine.place.parent / "remote.git")
    remote.git("symbolic-ref", "HEAD", "refs/heads/trunk")
    remote.git("branch", "-D", "main")
    world.mine.write("Анна.md", NOTE + OURS)


def unborn(world: World) -> None:
    """A branch without a commit, with a note that was never committed."""
    world.push("Анна.md", NOTE + THEIRS)
    world.mine.git("update-ref", "-d", "HEAD")
    world.mine.git("rm", "-rq", "-f", ".")
    world.mine.write("Анна.md", NOTE + OURS)


def unborn_elsewhere(world: World) -> None:
    """The same, and the branch has another name than there."""
    unborn(world)
    world.mine.git("symbolic-ref", "HEAD", "refs/heads/master")


def marked_by_a_phone(world: World) -> None:
    """A note that a phone pushed with markers in it, and an entry here."""
    world.push("Анна.md", MARKED)
    world.mine.write("Анна.md", NOTE + OURS)


def marked_by_a_phone_alone(world: World) -> None:
    """The same; here another note was changed."""
    world.push("Анна.md", MARKED)
    world.mine.write("Вера.md", NOTE + OURS)


def nested_marks(world: World) -> None:
    """A note that a phone pushed with markers inside of markers."""
    world.push("Анна.md", MARKED.replace("=======", "<<<<<<< again\nx\n======="))
    world.mine.write("Анна.md", NOTE + OURS)


def untracked_in_the_way(world: World) -> None:
    """A file that is no note, here never committed, and another one there."""
    world.push("list.txt", "theirs\n")
    world.push("Анна.md", NOTE + THEIRS)
    world.mine.write("list.txt", "mine\n")
    world.mine.write("Анна.md", NOTE + OURS)


def picture_on_both(world: World) -> None:
    """A picture that both machines committed."""
    world.push("a.png", b"\x89PNG\0theirs")
    world.push("Анна.md", NOTE + THEIRS)
    world.mine.write("a.png", b"\x89PNG\0mine")
    world.mine.write("Анна.md", NOTE + OURS)
    world.mine.commit()


def folder_in_the_place_of_a_note(world: World) -> None:
    """There a folder has the name that a file has here."""
    world.push("Gleb/a.md", NOTE + THEIRS)
    world.mine.write("Gleb", "a file\n")
    world.mine.write("Анна.md", NOTE + OURS)
    world.mine.commit()


def marked_notes(clone: Clone, commits: set[str]) -> set[str]:
    """Return the contents of notes in some commits that hold conflict markers."""
    listed = {
        line.split("\t")[0].split()[2]
        for commit in commits
        for line in clone.says("ls-tree", "-r", commit).splitlines()
        if line.rstrip('"').endswith((".md", ".toml"))
    }
    return {oid for oid in listed if MARKS.search(clone.git("cat-file", "-p", oid).stdout)}


STATES = [
    merge_with_marks, merge_settled, merge_clean_and_logged, merge_delete_and_edit,
    lock("index.lock"), lock("HEAD.lock"), lock("refs/heads/main.lock"),
    lock("refs/remotes/origin/main.lock", of_ours=False),
    notes_half_brought_in, index_before_the_branch, both_made_settings,
    deleted_here, deleted_there, folder_renamed, renamed_on_both, same_new_note, endings_changed,
    property_on_both, prose_on_both, workspace_on_both, workspace_committed_on_both,
    detached, detached_behind, other_branch, renamed_branch_there, unborn, unborn_elsewhere,
    marked_by_a_phone, marked_by_a_phone_alone, nested_marks,
    untracked_in_the_way, picture_on_both, folder_in_the_place_of_a_note,
]  # fmt: skip


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_a_sync_goes_on(world: World, state: Callable[[World], None]) -> None:
    """What both wrote is in the notes, nothing is unfinished, and the other machine gets it."""
    state(world)
    before = set(world.mine.says("rev-list", "--all").split())
    said = world.sync()
    assert not (world.mine.place / ".git/MERGE_HEAD").exists(), said
    everything = "\n".join(world.files().values())
    for line in (OURS, THEIRS, "- 2026-01-01 call: a\n"):
        assert line.strip() in everything, (line, said)
    phones = set(world.other.says("rev-list", "HEAD").split())
    made = set(world.mine.says("rev-list", "HEAD").split()) - before - phones
    assert marked_notes(world.mine, made) <= marked_notes(world.other, phones), said
    again = world.run("sync")
    assert "synced already" in again.stdout, again
    world.other.git("fetch", "-q")
    there = world.other.says("for-each-ref", "--format=%(objectname)", "refs/remotes/origin")
    assert world.mine.says("rev-parse", "HEAD") in there
