"""`ck sync` over notes that are gone: named, asked about where many are, no mishap committed."""

from __future__ import annotations

import json
import os
import random
import shlex
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from clones import Clone, put_under_git
from contactkeeper.cli import deletions
from vaults import note

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals, and few links")


def person(number: int) -> str:
    """Return a note that no other one is like."""
    lines = "".join(f"- 2026-0{month}-01 call: {number} in {month}\n" for month in range(1, 7))
    return note(lines, company=f"Company {number}")


def fill(ck: Ck, people: int) -> Clone:
    """Put a vault under git, with so many contacts in one folder and one note in another."""
    for number in range(people):
        ck.note(f"People/P {number:02}.md", person(number))
    ck.note("Daily/2026-11-22.md", "Soup.\n")
    return put_under_git(ck.vault)


def there(ck: Ck) -> list[str]:
    """Return the notes that the remote has."""
    remote = Clone(ck.vault.parent / "remote.git")
    listed = remote.says("ls-tree", "-r", "-z", "--name-only", "main").split("\0")
    return sorted(path for path in listed if path.endswith(".md"))


def message(ck: Ck) -> str:
    """Return the whole message of the newest commit."""
    return Clone(ck.vault).says("log", "-1", "--format=%B")


def test_a_deleted_note_is_named_everywhere(ck: Ck) -> None:
    """In the dry run, the answer and the commit message, beside a log entry."""
    fill(ck, 20)
    (ck.vault / "People/P 00.md").unlink()
    assert ck("log", "P 01", "hi").code == 0
    dry = ck("sync", "--dry-run")
    assert (dry.code, dry.err) == (0, "")
    assert dry.out == (
        "Would commit: log: P 01 (1 entry); deleted: P 00\n"
        "  deleted: People/P 00.md\n  People/P 01.md\n"
    )
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Committed: log: P 01 (1 entry); deleted: P 00\n  deleted: People/P 00.md\n"
        "Pushed 1 commit.\n"
    )
    assert message(ck) == "log: P 01 (1 entry); deleted: P 00\n\nDeleted: People/P 00.md"
    assert "People/P 00.md" not in there(ck)


def test_an_unfinished_merge_commits_no_many_deletions(ck: Ck) -> None:
    """What git's merge left half made is ended, and what is gone besides waits for an answer."""
    clone = fill(ck, 20)
    clone.git("switch", "-q", "-c", "side")
    ck.note("Daily/2026-11-23.md", "Salad.\n")
    clone.commit()
    clone.git("switch", "-q", "main")
    clone.git("merge", "-q", "--no-ff", "--no-commit", "side")
    for number in range(12):
        (ck.vault / f"People/P {number:02}.md").unlink()
    result = ck("sync")
    assert result.code == 2
    assert "a merge was unfinished here; it is committed now" in result.err
    assert "12 notes gone at once, not committed as deleted" in result.err
    assert len(there(ck)) == 22
    assert not (ck.vault / ".git/MERGE_HEAD").exists()


def test_an_emptied_note_is_named_as_that(ck: Ck) -> None:
    """A disk that was full leaves a file without a byte."""
    fill(ck, 20)
    ck.note("People/P 00.md", "")
    committed = json.loads(ck("sync", "--json").out)["committed"]
    assert committed["deleted"] == ["People/P 00.md"]
    assert message(ck) == "deleted: P 00\n\nEmptied: People/P 00.md"


@pytest.mark.parametrize(
    ("to", "more"), [("People/Other.md", ""), ("Old/P 00.md", "- 2026-11-20: more\n"),
                     ("People/Other.md", "- 2026-11-20: more\n")],
)  # fmt: skip
def test_a_move_is_no_deletion(ck: Ck, to: str, more: str) -> None:
    """The same content under another name or in another folder, also with an entry more."""
    fill(ck, 1)
    (ck.vault / "People/P 00.md").unlink()
    ck.note(to, person(0) + more)
    result = ck("sync")
    assert (result.code, result.err) == (0, "")
    assert f"\n  moved: People/P 00.md -> {to}\n" in result.out
    said = f"log: {to.partition('/')[2][:-3]} (1 entry); " if more else ""
    assert message(ck) == f"{said}moved: P 00\n\nMoved: People/P 00.md -> {to}"
    assert there(ck) == sorted(["Daily/2026-11-22.md", to])


def test_a_move_with_an_edit_is_a_move(ck: Ck) -> None:
    """Renamed, and an entry and a property changed, before the next sync."""
    fill(ck, 1)
    (ck.vault / "People/P 00.md").unlink()
    text = (
        person(0)
        .replace("call: 0 in 3", "call: 0 in 3, more")
        .replace("\n---\n\n", "\ntier: key\n---\n\n")
    )
    ck.note("People/Other.md", text)
    assert "\n  moved: People/P 00.md -> People/Other.md\n" in ck("sync").out


def test_another_person_is_no_move(ck: Ck) -> None:
    """Two notes from one template are two people."""
    fill(ck, 20)
    (ck.vault / "People/P 00.md").unlink()
    ck.note("People/New.md", person(77))
    assert "  deleted: People/P 00.md\n" in ck("sync").out


def test_what_ck_moved_to_the_trash_is_no_mishap(ck: Ck) -> None:
    """Twelve copies beside one contact: `ck` moved them, and the answer says where to."""
    fill(ck, 1)
    copy = "People/P 00 (conflicted copy 2026-11-21 1015{:02}).md"
    for number in range(12):
        ck.note(copy.format(number), person(0))
    assert ck("sync").code == 0
    assert ck("check", "--fix", "--yes").code == 0
    result = ck("sync")
    assert result.code == 0
    assert result.err == "ck: 12 other files changed here: ck sync commits notes alone.\n"
    assert "(it is in .trash/P 00 (conflicted copy" in result.out
    assert there(ck) == ["Daily/2026-11-22.md", "People/P 00.md"]


@pytest.mark.parametrize(("people", "deleted"), [(20, 2), (200, 11), (3, 2)])
def test_many_deletions_want_an_answer(ck: Ck, people: int, deleted: int) -> None:
    """A tenth of the contacts, or more than ten notes: the rest is synced, and they wait."""
    fill(ck, people)
    for number in range(deleted):
        (ck.vault / f"People/P {number:02}.md").unlink()
    ck.note("Daily/2026-11-22.md", "Soup and bread.\n")
    before = there(ck)
    for words in (["sync", "--dry-run"], ["sync"]):
        result = ck(*words)
        assert result.code == 2
        assert f"ck: {deleted} notes gone at once, not committed as deleted:\n" in result.err
        assert "\n  People/P 01.md\n" in result.err
        assert "ck sync --yes deletes them" in result.err
    assert message(ck) == "notes: 2026-11-22"
    assert there(ck) == before
    held = json.loads(ck("sync", "--json").out)["held"]
    assert held[0] == {"path": "People/P 00.md", "reason": "many"}
    assert len(held) == deleted
    result = ck("sync", "--yes")
    assert (result.code, result.err) == (0, "")
    assert len(there(ck)) == len(before) - deleted


@pytest.mark.parametrize(("people", "deleted"), [(20, 1), (21, 2), (1, 0), (2, 1)])
def test_few_deletions_want_none(ck: Ck, people: int, deleted: int) -> None:
    """One note, and less than a tenth, are deleted every day; so are notes that are nobody's."""
    fill(ck, people)
    for number in range(10 - deleted):
        ck.note(f"Daily/{number}.md", f"Soup {number}\n")
    assert ck("sync").code == 0
    for number in range(deleted):
        (ck.vault / f"People/P {number:02}.md").unlink()
    for number in range(10 - deleted):
        (ck.vault / f"Daily/{number}.md").unlink()
    assert ck("sync").code == 0
    assert len(there(ck)) == people - deleted + 1


@posix
@pytest.mark.parametrize(("typed", "is_done"), [("y\n", True), ("\n", False)])
def test_a_terminal_asks(ck: Ck, typed: str, is_done: bool) -> None:  # noqa: FBT001
    """Enter alone deletes nothing."""
    from terminals import in_terminal

    fill(ck, 3)
    for number in range(2):
        (ck.vault / f"People/P 0{number}.md").unlink()
    code, shown = in_terminal("sync", typed=typed)
    assert "Delete 2 notes on the other machines too? [y/N]" in shown
    assert code == (0 if is_done else 2)
    assert len(there(ck)) == (2 if is_done else 4)


def empty(ck: Ck, folder: str) -> None:
    """Leave a folder without what was in it, but for what no list shows."""
    shutil.rmtree(ck.vault / folder)
    (ck.vault / folder / "Inner").mkdir(parents=True)
    (ck.vault / folder / ".DS_Store").write_text("")


def away(ck: Ck, folder: str) -> None:
    """Take a folder away."""
    shutil.rmtree(ck.vault / folder)


def linked(ck: Ck, folder: str) -> None:
    """Put a link in the place of a folder, to where its notes are now."""
    (ck.vault / folder).rename(ck.vault.parent / "elsewhere")
    (ck.vault / folder).symlink_to(ck.vault.parent / "elsewhere")


def dangling(ck: Ck, folder: str) -> None:
    """Put links that lead nowhere in the place of notes."""
    for place in (ck.vault / folder).glob("*.md"):
        place.unlink()
        place.symlink_to(ck.vault.parent / "nowhere")


def evicted(ck: Ck, folder: str) -> None:
    """Let iCloud keep the notes elsewhere."""
    for place in (ck.vault / folder).glob("*.md"):
        place.rename(place.with_name(f".{place.name}.icloud"))


@posix
@pytest.mark.parametrize("how", [empty, away, linked, dangling, evicted])
@pytest.mark.parametrize("people", [1, 12])
@pytest.mark.parametrize("answer", [(), ("--yes",)])
def test_what_is_only_elsewhere_is_no_deletion(
    ck: Ck, how: object, people: int, answer: tuple[str, ...]
) -> None:
    """The others keep it, whatever is answered; it is named, and the rest is synced."""
    fill(ck, people)
    before = there(ck)
    how(ck, "People")  # type: ignore[operator]
    ck.note("Daily/2026-11-22.md", "Bread.\n")
    result = ck("sync", *answer)
    assert result.code == 1
    assert "People" in result.err
    assert "not committed as deleted" in result.err
    assert [path for path in there(ck) if path in before] == before
    assert (
        Clone(ck.vault.parent / "remote.git").says("show", "main:Daily/2026-11-22.md") == "Bread."
    )


@posix
@pytest.mark.parametrize("how", [empty, away])
def test_the_command_that_is_named_deletes_it(ck: Ck, how: object) -> None:
    """Word for word, as it stands there; what git is told is a deletion that was meant."""
    fill(ck, 1)
    how(ck, "People")  # type: ignore[operator]
    said = ck("sync").err
    command = said[said.index("git -C") : said.index(", then ck sync")]
    subprocess.run(shlex.split(command), check=True)
    assert ck("sync").code == 0
    assert there(ck) == ["Daily/2026-11-22.md"]


def test_an_emptied_vault_is_a_mishap(ck: Ck) -> None:
    """Only the settings are left at its top."""
    fill(ck, 0)
    ck.note("Anna.md", person(1))
    ck.note("contactkeeper.toml", "")
    assert ck("sync").code == 0
    shutil.rmtree(ck.vault / "Daily")
    (ck.vault / "Anna.md").unlink()
    (ck.vault / "contactkeeper.toml").unlink()
    assert ck("sync").code == 1
    assert there(ck) == ["Anna.md", "Daily/2026-11-22.md"]


def test_what_was_only_staged_is_no_deletion(ck: Ck) -> None:
    """A note that was added to git's index and removed before any commit is nobody's loss."""
    clone = fill(ck, 1)
    ck.note("Draft.md", "x\n")
    clone.git("add", "Draft.md")
    (ck.vault / "Draft.md").unlink()
    result = ck("sync")
    assert (result.code, result.out, result.err) == (0, "All is synced already.\n", "")


def test_auto_commit_deletes_little(ck: Ck) -> None:
    """After a log nobody is asked: what wants an answer waits, and a line says so."""
    fill(ck, 30)
    ck.configure("[git]\nauto_commit = true\n")
    assert ck("sync").code == 0
    for number in range(12):
        (ck.vault / f"People/P {number:02}.md").unlink()
    result = ck("log", "P 20", "hi")
    assert result.code == 0
    assert result.err == "ck: logged. 12 missing notes not committed as deleted: ck sync\n"
    assert message(ck) == "log: P 20 (1 entry)"


def test_names_are_paths_and_nothing_else(ck: Ck, tmp_path: Path) -> None:
    """Brackets, a line break, a dash: each is read from git and named as it is."""
    del tmp_path
    names = ["-x.md", "[a] *.md", "a\nb.md", "Имя 'q'.md"] if os.name != "nt" else ["-x.md"]
    for number, name in enumerate(names):
        ck.note(name, person(number))
    ck.note("stays.md", person(9))
    put_under_git(ck.vault)
    for name in names:
        (ck.vault / name).unlink()
    answer = json.loads(ck("sync", "--yes", "--json").out)
    assert answer["committed"]["deleted"] == sorted(names)
    assert there(ck) == ["stays.md"]


WAYS = ("delete", "move", "rename", "trash", "empty", "evict", "edit")


@pytest.mark.parametrize("seed", range(8))
def test_the_remote_loses_only_what_was_named(ck: Ck, seed: int) -> None:
    """Whatever is done to notes and folders: what is gone there was named, or is elsewhere."""
    choose = random.Random(seed)  # noqa: S311  # no secret
    paths = {}
    for number in range(choose.randint(4, 30)):
        paths[f"{choose.choice('ABC')}/P {number:02}.md"] = person(number)
    for path, text in paths.items():
        ck.note(path, text)
    ck.note("stays.md", "x\n")
    put_under_git(ck.vault)
    for number, path in enumerate(choose.sample(sorted(paths), choose.randint(1, len(paths)))):
        place = ck.vault / path
        way = choose.choice(WAYS)
        if way in ("move", "rename", "trash", "evict"):
            to = {
                "move": f"{choose.choice('BCD')}/{place.name}",
                "rename": f"{place.parent.name}/Renamed {number}.md",
                "trash": f".trash/{place.name}",
                "evict": f"{place.parent.name}/.{place.name}.icloud",
            }[way]
            (ck.vault / to).parent.mkdir(exist_ok=True)
            place.rename(ck.vault / to)
        elif way == "delete":
            place.unlink()
        elif way == "empty":
            place.write_bytes(b"")
        else:
            ck.note(path, paths[path] + "- 2026-11-20: more\n")
    if choose.random() < 0.5:
        shutil.rmtree(ck.vault / "A", ignore_errors=True)
    before = there(ck)
    answer = json.loads(ck("sync", "--json").out)
    committed = answer["committed"] or {"deleted": [], "moved": []}
    moved = {each["from"]: each["to"] for each in committed["moved"]}
    after = there(ck)
    gone = set(before) - set(after)
    assert gone <= {*committed["deleted"], *moved}
    assert set(moved.values()) <= set(after)
    held = {each["path"] for each in answer["held"]}
    assert held <= set(after)
    remote = Clone(ck.vault.parent / "remote.git")
    for path in held:
        assert remote.git("show", f"main:{path}").stdout == paths[path]


@posix
@pytest.mark.parametrize("longest", [1000, 100])
def test_the_command_that_brings_notes_back_runs_as_it_stands(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, longest: int
) -> None:
    """Whether it names each note, or is short where there are very many."""
    monkeypatch.setattr(deletions, "_LONGEST", longest)
    fill(ck, 20)
    ck.note("People/It's, a test.md", person(50))
    assert ck("sync").code == 0
    for place in (ck.vault / "People").iterdir():
        place.unlink()
    ck.note("People/New.md", person(60))
    result = ck("sync")
    assert result.code == 2
    command = result.err.rpartition("To have them back: ")[2].strip()
    subprocess.run(command, shell=True, check=True, cwd="/")  # noqa: S602  # as a user would
    assert len(list((ck.vault / "People").iterdir())) == 22
    assert ck("sync").code == 0
