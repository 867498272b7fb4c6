from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from contactkeeper.errors import NoteChanged, WriteFailed, WriteRefused
from contactkeeper.vault.batch import FileChange, recover, write_all
from contactkeeper.vault.journal import Journal, Record, describe

if TYPE_CHECKING:
    from pathlib import Path

CHANGES = [
    FileChange("a.md", b"a old\n", b"a new\n"),
    FileChange("sub/b.md", b"b old\n", b"b new\n"),
    FileChange("made/deep/c.md", None, b"c\n"),
    FileChange("d.md", b"d\n", None),
    FileChange("sub/e.md", b"e\n", None, ".trash/e.md"),
]


class Place:
    """A vault of four notes and a journal beside it."""

    def __init__(self, folder: Path) -> None:
        self.vault = folder / "vault"
        (self.vault / "sub").mkdir(parents=True)
        (folder / "state").mkdir()
        for path, before, _, _ in CHANGES:
            if before is not None:
                (self.vault / path).write_bytes(before)
        self.root = str(self.vault)
        self.state = folder / "state"
        self.journal = Journal(str(self.state))

    def texts(self) -> dict[str, bytes]:
        """Read all files of the vault, hidden ones too."""
        files = (place for place in self.vault.rglob("*") if place.is_file())
        return {place.relative_to(self.vault).as_posix(): place.read_bytes() for place in files}

    def begin(self, drafts: list[FileChange], written: int) -> None:
        """Leave what a kill leaves that came after so many writes, in the middle of the next."""
        writes = tuple(
            describe(
                path, before, after, path.replace(path.split("/")[-1], f".ck-x-{number}.tmp")
            )._replace(moved_to=moved_to)
            for number, (path, before, after, moved_to) in enumerate(drafts)
        )
        folders = ("made", "made/deep", ".trash")
        self.journal.begin(Record("log", "2026-11-23 09:00", writes, folders))
        for folder in folders:
            (self.vault / folder).mkdir()
        for draft in drafts[:written]:
            if draft.moved_to:
                (self.vault / draft.path).rename(self.vault / draft.moved_to)
            elif draft.after is None:
                (self.vault / draft.path).unlink()
            else:
                (self.vault / draft.path).write_bytes(draft.after)
        if written < len(writes):
            (self.vault / writes[written].temporary).write_bytes(b"half")


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """Make the vault of a test."""
    return Place(tmp_path)


OLD = {path: before for path, before, _, _ in CHANGES if before is not None}
NEW = {path: after for path, _, after, _ in CHANGES if after is not None} | {".trash/e.md": b"e\n"}


def test_all_are_written(place: Place) -> None:
    """Notes are changed, made (with their folders), removed and moved; the history has them."""
    assert not any(write_all(place.root, place.journal, Record("log", "now"), CHANGES).values())
    assert place.texts() == NEW
    (record,) = place.journal.history()
    assert (record.command, record.stamp, record.number) == ("log", "now", 1)
    assert record.folders == ("made", "made/deep", ".trash")
    assert not place.journal.has_intent()


@pytest.mark.parametrize("changed", ["a.md", "sub/b.md", "d.md", "sub/e.md"])
def test_one_that_fails_takes_the_others_back(place: Place, changed: str) -> None:
    """Where one note is not as expected none is written, and no folder or file stays behind."""
    (place.vault / changed).write_bytes(b"theirs")
    with pytest.raises(NoteChanged):
        write_all(place.root, place.journal, Record("log", "now"), CHANGES)
    assert place.texts() == {**OLD, changed: b"theirs"}
    assert not (place.vault / "made").exists()
    assert not (place.vault / ".trash").exists()
    assert not place.journal.has_intent()
    assert place.journal.history() == []


def test_what_the_system_refuses_is_said(place: Place) -> None:
    """A write that the system refuses names the note and the reason, and nothing is written."""
    (place.vault / "made").write_bytes(b"a file, no folder")
    with pytest.raises(WriteFailed, match=r"Nothing was written\.$"):
        write_all(place.root, place.journal, Record("log", "now"), CHANGES)
    assert place.texts() == {**OLD, "made": b"a file, no folder"}


def test_without_a_journal_nothing_is_written(place: Place) -> None:
    """Where the intent can't be noted no note is touched."""
    place.state.rmdir()
    with pytest.raises(WriteFailed, match=r"journal of changes .*Nothing was written\.$"):
        write_all(place.root, place.journal, Record("log", "now"), CHANGES)
    assert place.texts() == OLD


def test_a_note_outside_is_refused_before_anything(place: Place) -> None:
    """A path that leaves the vault refuses the whole change before its intent."""
    for path in ("../x.md", "/x.md", "a/../../x.md", "a//b.md", "", "a\0.md"):
        with pytest.raises(WriteRefused):
            write_all(
                place.root,
                place.journal,
                Record("log", ""),
                [*CHANGES, FileChange(path, None, b"")],
            )
    assert place.texts() == OLD


@pytest.mark.parametrize("written", range(len(CHANGES)))
def test_a_kill_in_the_middle_is_taken_back(place: Place, written: int) -> None:
    """After a kill before the last write the old notes stand again, and no temporary file."""
    place.begin(CHANGES, written)
    told = recover(place.root, place.journal)
    assert place.texts() == OLD
    assert not (place.vault / "made").exists()
    assert not (place.vault / ".trash").exists()
    assert not place.journal.has_intent()
    assert place.journal.history() == []
    taken_back = "ck log of 2026-11-23 09:00 was stopped while it wrote. It was undone: "
    assert told == (
        [f"{taken_back}a.md, sub/b.md, made/deep/c.md, d.md, sub/e.md."] if written else []
    )
    assert recover(place.root, place.journal) == []


def test_a_kill_between_the_two_names_of_a_moved_note_is_taken_back(place: Place) -> None:
    """A file has its new name for a moment while it has the old one; the new one goes again."""
    place.begin(CHANGES, len(CHANGES) - 1)
    os.link(place.vault / "sub/e.md", place.vault / ".trash/e.md")
    (told,) = recover(place.root, place.journal)
    assert "It was undone" in told
    assert place.texts() == OLD
    assert not (place.vault / ".trash").exists()


def test_a_moved_note_that_was_edited_after_the_kill_stays(place: Place) -> None:
    """What stands there is nobody's guess: it is named, and the rest is taken back."""
    place.begin([*CHANGES[-1:], *CHANGES[:-1]], 2)
    (place.vault / ".trash/e.md").write_bytes(b"e\nand theirs\n")
    (told,) = recover(place.root, place.journal)
    assert "sub/e.md was edited since" in told
    assert place.texts() == {
        **{path: data for path, data in OLD.items() if path != "sub/e.md"},
        ".trash/e.md": b"e\nand theirs\n",
    }


def test_a_kill_after_the_last_write_is_finished(place: Place) -> None:
    """A change that was written whole is kept, and can be undone as any other."""
    place.begin(CHANGES, len(CHANGES))
    (told,) = recover(place.root, place.journal)
    assert told.endswith("It is complete: a.md, sub/b.md, made/deep/c.md, d.md, sub/e.md.")
    assert place.texts() == NEW
    assert len(place.journal.history()) == 1
    assert not place.journal.has_intent()


def test_a_note_edited_after_the_kill_stays(place: Place) -> None:
    """What was edited since is not touched and is named; the rest is taken back."""
    place.begin(CHANGES, 2)
    (place.vault / "sub/b.md").write_bytes(b"b new\nand theirs\n")
    (told,) = recover(place.root, place.journal)
    assert "sub/b.md was edited since" in told
    assert place.texts() == {**OLD, "sub/b.md": b"b new\nand theirs\n"}
    assert not place.journal.has_intent()


def test_an_edit_before_the_kill_does_not_take_back_what_is_whole(place: Place) -> None:
    """Notes are written in order: where the last was, all were, though one was edited since."""
    place.begin(CHANGES, len(CHANGES))
    (place.vault / "a.md").write_bytes(b"a new\nand theirs\n")
    (told,) = recover(place.root, place.journal)
    assert "complete" in told
    assert place.texts() == {**NEW, "a.md": b"a new\nand theirs\n"}


def test_a_torn_intent_is_survived(place: Place) -> None:
    """An intent that can't be read is dropped and said; no note is touched."""
    place.begin(CHANGES, 1)
    os.truncate(place.state / "intent.json", 100)
    texts = place.texts()
    (told,) = recover(place.root, place.journal)
    assert "can't be read" in told
    assert place.texts() == texts
    assert not place.journal.has_intent()


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_temporary_file_beside_the_target_of_a_link_is_known(place: Place) -> None:
    """The journal names the place where the file is really made, beside the linked note."""
    (place.vault / "link.md").symlink_to("sub/b.md")
    write_all(
        place.root, place.journal, Record("log", ""), [FileChange("link.md", b"b old\n", b"!")]
    )
    (record,) = place.journal.history()
    assert record.writes[0].temporary.startswith("sub/.ck-")
    assert place.texts()["sub/b.md"] == b"!"


def test_of_many_notes_ten_are_named(place: Place) -> None:
    """What a kill left of a large change is taken back, and said in one line."""
    place.begin([FileChange(f"n{number:02}.md", None, b"x\n") for number in range(12)], 3)
    (said,) = recover(place.root, place.journal)
    assert said.endswith(
        "It was undone: " + ", ".join(f"n{n:02}.md" for n in range(10)) + " and 2 more."
    )
    assert place.texts() == OLD
