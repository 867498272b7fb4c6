from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

from contactkeeper.core.editing.edits import Edit, Plan
from contactkeeper.core.settings import ContactRules, Settings
from contactkeeper.errors import CkError, NoteChanged, WriteFailed, WriteRefused
from contactkeeper.text.problems import say_problem
from contactkeeper.vault import files
from contactkeeper.vault.loading import load
from contactkeeper.vault.store import AnyStep, NewNote, Rewrite, Step, ToTrash, Vault
from contactkeeper.wording import Wording
from vaults import NOTE, log

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.core.note.note import Note
    from contactkeeper.vault.loading import Loaded

TODAY = date(2026, 11, 23)


STAMP = "2026-11-23 09:00"


class Home:
    """A vault of a test, with its state beside it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "vault"
        self.state = folder / "state"
        self.root.mkdir()
        self.vault = Vault(self.root, Settings(), self.state)

    def put(self, path: str, text: str | bytes = NOTE) -> Path:
        """Write a note behind `ck`'s back."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)
        return place

    def load(self) -> Loaded:
        """Read all notes."""
        return load(self.root, self.vault.settings)

    def files(self) -> dict[str, bytes]:
        """Read all files of the vault, hidden ones too."""
        found = (place for place in self.root.rglob("*") if place.is_file())
        return {place.relative_to(self.root).as_posix(): place.read_bytes() for place in found}


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Make the vault of a test."""
    return Home(tmp_path)


def faults(home: Home) -> list[tuple[str, int, str, str]]:
    """List what is wrong in a vault."""
    return [(p.path, p.line, p.code, p.severity) for p in home.load().problems]


# Loading


def test_contacts_are_loaded_in_the_order_of_their_paths(home: Home) -> None:
    """Notes with a mark are contacts, all others are only counted."""
    home.put("b/Олег.md")
    home.put("a/Анна.md")
    home.put("daily/2026-11-23.md", "- 2026-11-23: not a log\n")
    home.put("a/Анна (Conflicted copy iPhone 202611231015).md")
    loaded = home.load()
    assert [contact.path for contact in loaded.contacts] == ["a/Анна.md", "b/Олег.md"]
    assert [contact.name for contact in loaded.contacts] == ["Анна", "Олег"]
    assert [entry.text for entry in loaded.contacts[0].entries] == [
        "Platform team is hiring again."
    ]
    assert loaded.notes == 3
    assert loaded.copies == {"a/Анна (Conflicted copy iPhone 202611231015).md": "a/Анна.md"}
    assert [problem.code for problem in loaded.problems] == ["conflict-copy"]


def test_loading_writes_nothing(home: Home) -> None:
    """Reading a vault, and asking what is to be put right, leaves no trace anywhere."""
    home.put("a.md")
    assert home.vault.recover() == []
    home.load()
    home.vault.note("a.md")
    home.vault.preview([log("a.md", "one")])
    assert home.vault.history() == ()
    assert not home.state.exists()
    assert home.files() == {"a.md": NOTE.encode()}


def test_broken_bytes_are_read_and_reported(home: Home) -> None:
    """A contact with a broken byte is still listed, with a problem that names the line."""
    home.put("a.md", NOTE.encode() + b"- 2026-10-01: caf\xe9\n")
    home.put("b.md", b"\xff\xfe no contact")
    loaded = home.load()
    (contact,) = loaded.contacts
    assert [entry.date for entry in contact.entries] == [date(2026, 9, 14), date(2026, 10, 1)]
    assert [(p.code, p.line) for p in contact.problems] == [("encoding", 8)]
    assert faults(home) == [("a.md", 8, "encoding", "problem")]


def test_a_note_past_the_limit_is_passed_over_and_named(home: Home) -> None:
    """A huge contact is a problem, a huge note of another kind a remark, a large one is read."""
    filler = b"\nlong text " * (files.LARGEST // 11 + 1)
    home.put("huge contact.md", NOTE.encode() + filler)
    home.put("huge.md", b"# Notes\n" + filler)
    home.put("large.md", NOTE.encode() + filler[:200_000])
    assert [contact.path for contact in home.load().contacts] == ["large.md"]
    assert faults(home) == [
        ("huge contact.md", 1, "too-large", "problem"),
        ("huge.md", 1, "too-large", "remark"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_what_cannot_be_read_is_named(home: Home) -> None:
    """A note that can't be opened is a problem and hides nobody else."""
    home.put("a.md")
    (home.root / "gone.md").symlink_to("nowhere")
    assert [contact.path for contact in home.load().contacts] == ["a.md"]
    assert faults(home) == [("gone.md", 1, "unreadable", "problem")]


def test_the_same_name_twice_is_a_remark(home: Home) -> None:
    """Contacts whose names differ by folder, case or normalisation alone are remarked on, once."""
    home.put("a/Андрей.md")
    home.put(f"b/{normalize('NFD', 'АНДРЕЙ')}.md")
    home.put("b/Иван.md")
    assert [(path[0], code, severity) for path, _, code, severity in faults(home)] == [
        ("a", "same-name", "remark"),
    ]


def test_a_numbered_copy_is_a_remark(home: Home) -> None:
    """`X 2.md` beside `X.md` stays a contact and is remarked on."""
    home.put("X.md")
    home.put("X 2.md")
    assert len(home.load().contacts) == 2
    assert faults(home) == [("X 2.md", 1, "same-name", "remark")]


def test_a_missing_vault_is_a_problem(tmp_path: Path) -> None:
    """A folder that is not there has no contacts and one problem."""
    loaded = load(tmp_path / "gone", Settings())
    assert loaded.contacts == ()
    assert [problem.code for problem in loaded.problems] == ["unreadable"]


# Changing


@pytest.mark.parametrize("text", [NOTE, "\ufeff" + NOTE.replace("\n", "\r\n"), NOTE[:-1]])
def test_a_change_adds_its_lines_and_nothing_else(home: Home, text: str) -> None:
    """Every byte of the note stays; the change says what was and what is."""
    place = home.put("Recruiters/Анна.md", text)
    (change,) = home.vault.change("log", [log("Recruiters/Анна.md", "one")], stamp=STAMP)
    now = place.read_bytes().decode()
    assert (change.path, change.before, change.after) == ("Recruiters/Анна.md", text, now)
    assert now.startswith(text)
    assert now[len(text) :].strip() == "- 2026-11-23: one"
    assert change.note is not None
    assert [entry.text for entry in change.note.contact().entries][-1] == "one"
    assert change.plan is not None
    assert change.remarks == ()
    assert home.files().keys() == {"Recruiters/Анна.md"}


def test_a_preview_is_what_a_change_does(home: Home) -> None:
    """A preview says the same and writes nothing."""
    home.put("a.md")
    steps: list[AnyStep] = [log("a.md", "one"), NewNote("b.md", NOTE)]
    before = home.files()
    shown = home.vault.preview(steps)
    assert home.files() == before
    done = home.vault.change("log", steps, stamp=STAMP)
    assert [(c.path, c.before, c.after) for c in shown] == [
        (c.path, c.before, c.after) for c in done
    ]


def test_steps_on_one_note_build_on_each_other(home: Home) -> None:
    """A note is written once, with all steps that concern it, a new one too."""
    steps: list[AnyStep] = [
        NewNote("new/a.md", NOTE),
        log("new/a.md", "one"),
        log("new/a.md", "two"),
    ]
    changes = home.vault.change("log", steps, stamp=STAMP)
    assert [(c.before or "").count("\n- ") for c in changes] == [0, 1, 2]
    assert [(c.after or "").count("\n- ") for c in changes] == [1, 2, 3]
    assert home.files() == {"new/a.md": (changes[-1].after or "").encode()}
    (record,) = home.vault.history()
    assert [write.path for write in record.writes] == ["new/a.md"]


def test_one_refusal_refuses_all(home: Home) -> None:
    """Everything is planned and verified before the first note is written."""

    def refuse(note: Note) -> Plan:
        raise WriteRefused(note.path, 3, Wording("No."))

    def lie(_: Note) -> Plan:
        return Plan(edits=(Edit(0, 0, "# Moved\n"),))

    home.put("a.md")
    home.put("b.md")
    before = home.files()
    for plan in (refuse, lie):
        with pytest.raises(WriteRefused):
            home.vault.change("log", [log("a.md", "one"), Step("b.md", plan)], stamp=STAMP)
    assert home.files() == before
    assert home.vault.history() == ()


def test_a_plan_without_edits_writes_nothing(home: Home) -> None:
    """Where there is nothing to change the file is not touched and the history not longer."""
    place = home.put("a.md")
    inode = place.stat().st_ino
    (change,) = home.vault.change("set", [Step("a.md", lambda _: Plan())], stamp=STAMP)
    assert change.before == change.after == NOTE
    assert place.stat().st_ino == inode
    assert home.vault.history() == ()


def test_broken_bytes_are_never_written(home: Home) -> None:
    """A note that is not UTF-8 is refused, with its line, and can still be read."""
    home.put("a.md", NOTE.encode() + b"\xff\n")
    before = home.files()
    with pytest.raises(WriteRefused, match=r"^a\.md:8: .*UTF-8"):
        home.vault.change("log", [log("a.md", "one")], stamp=STAMP)
    assert home.files() == before
    assert home.vault.note("a.md").is_contact


def test_a_vanished_note_is_said(home: Home) -> None:
    """A note that was moved since it was read is not made again."""
    with pytest.raises(NoteChanged, match="no longer exists"):
        home.vault.change("log", [log("a.md", "one")], stamp=STAMP)
    assert home.files() == {}


@pytest.mark.parametrize("path", ["../a.md", "/etc/a.md", "a/../../b.md", "", "a\0.md"])
def test_no_path_leads_out_of_the_vault(home: Home, path: str) -> None:
    """A path that would leave the vault is refused for reading, changing and making."""
    with pytest.raises(WriteRefused):
        home.vault.note(path)
    for step in (log(path, "one"), NewNote(path, NOTE)):
        with pytest.raises(WriteRefused):
            home.vault.change("log", [step], stamp=STAMP)


@pytest.mark.parametrize(
    "path",
    ["Андрей.md", "АНДРЕЙ.md", normalize("NFD", "Андрей.md"), "андрей.MD", "Андрей.Md"],
)
def test_a_taken_name_is_refused(home: Home, path: str) -> None:
    """A new note never differs from another by case or normalisation alone."""
    home.put("Андрей.md")
    before = home.files()
    with pytest.raises(WriteRefused, match="of that name exists"):
        home.vault.change("add", [NewNote(path, NOTE)], stamp=STAMP)
    assert home.files() == before
    with pytest.raises(WriteRefused, match="of that name exists"):
        home.vault.change("add", [NewNote("b.md", NOTE), NewNote("B.md", NOTE)], stamp=STAMP)


@pytest.mark.parametrize("path", [".hidden.md", ".obsidian/a.md", "a.txt", "a", "x/.y/a.md"])
def test_a_new_note_is_one_that_is_found_again(home: Home, path: str) -> None:
    """A name that no scan would find is refused."""
    with pytest.raises(WriteRefused):
        home.vault.change("add", [NewNote(path, NOTE)], stamp=STAMP)
    assert home.files() == {}


def test_a_new_note_goes_into_the_folder_that_is_there(home: Home) -> None:
    """A folder typed in another case is the one that is there."""
    home.put("Recruiters/a.md")
    (change,) = home.vault.change("add", [NewNote("recruiters/b.md", NOTE)], stamp=STAMP)
    assert change.path == "Recruiters/b.md"
    assert set(home.files()) == {"Recruiters/a.md", "Recruiters/b.md"}


def test_text_that_is_no_text_is_refused(home: Home) -> None:
    """A half of a character, as a broken argument brings it, never reaches the disk."""
    with pytest.raises(WriteRefused):
        home.vault.change("add", [NewNote("a.md", "\udcff")], stamp=STAMP)
    assert home.files() == {}


def test_without_a_place_for_state_nothing_is_written(home: Home) -> None:
    """Where the lock and the journal can't be kept nothing is written, and the reason is said."""
    home.put("a.md")
    home.state.write_bytes(b"a file")
    with pytest.raises(WriteFailed, match=r"Nothing was written\.$"):
        home.vault.change("log", [log("a.md", "one")], stamp=STAMP)
    assert home.files() == {"a.md": NOTE.encode()}


def test_each_vault_has_its_own_journal(home: Home, tmp_path: Path) -> None:
    """Two vaults share nothing; one vault reached by two paths is one."""
    home.put("a.md")
    home.vault.change("log", [log("a.md", "one")], stamp=STAMP)
    (tmp_path / "other").mkdir()
    assert Vault(tmp_path / "other", Settings(), home.state).history() == ()
    roundabout = tmp_path / "other" / ".." / "vault"
    assert len(Vault(roundabout, Settings(), home.state).history()) == 1
    try:
        (tmp_path / "link").symlink_to(home.root, target_is_directory=True)
    except OSError:
        return
    assert len(Vault(tmp_path / "link", Settings(), home.state).history()) == 1


# Taking back


def test_undo_takes_back_one_change_more_each_time(home: Home) -> None:
    """Each undo gives the bytes before the newest change that still stands, new notes included."""
    home.put("a.md")
    home.put("b.md")
    states = [home.files()]
    home.vault.change("log", [log("a.md", "one"), log("b.md", "one")], stamp="1")
    states.append(home.files())
    home.vault.change("add", [NewNote("new/c.md", NOTE)], stamp="2")
    states.append(home.files())
    home.vault.change("log", [log("a.md", "two")], stamp="3")
    for stamp in ("3", "2", "1"):
        shown = home.vault.undo(stamp=STAMP, preview=True)
        undone = home.vault.undo(stamp=STAMP)
        assert shown.record == undone.record
        assert undone.record.stamp == stamp
        assert [(c.path, c.after) for c in shown.changes] == [
            (c.path, c.after) for c in undone.changes
        ]
        assert home.files() == states.pop()
    assert not (home.root / "new").exists()
    with pytest.raises(CkError, match="no change"):
        home.vault.undo(stamp=STAMP)
    commands = [(record.command, record.undone) for record in home.vault.history()]
    assert commands == [("undo", False)] * 3 + [("log", True), ("add", True), ("log", True)]


def test_undo_refuses_what_was_edited_since(home: Home) -> None:
    """A note that is not as the change left it stays, its diff is shown, and so do the others."""
    place = home.put("a.md")
    home.put("b.md")
    home.vault.change("log", [log("b.md", "one"), log("a.md", "one")], stamp=STAMP)
    place.write_bytes(place.read_bytes().replace(b": one", b": one, by hand"))
    before = home.files()
    with pytest.raises(NoteChanged, match=r"^a\.md changed since") as refused:
        home.vault.undo(stamp=STAMP)
    assert ": one, by hand\n" in refused.value.diff
    assert home.files() == before
    place.unlink()
    with pytest.raises(NoteChanged):
        home.vault.undo(stamp=STAMP)


def test_the_texts_around_the_last_log(home: Home) -> None:
    """What a note was before and after the last `ck log` is known, whatever changed it since."""
    place = home.put("a.md")
    home.put("b.md")
    with pytest.raises(CkError, match="the history has no change"):
        home.vault.notes_around_last("a.md", "log")
    home.vault.change("log", [log("a.md", "one")], stamp=STAMP)
    after = place.read_text()
    home.vault.change("set", [log("b.md", "one"), log("a.md", "two")], stamp=STAMP)
    place.write_bytes(b"by hand")
    assert [each.text for each in home.vault.notes_around_last("a.md", "log")] == [NOTE, after]
    with pytest.raises(CkError, match=r"the history has no change to b\.md"):
        home.vault.notes_around_last("b.md", "log")


def test_a_log_that_was_taken_back_is_no_last_log(home: Home) -> None:
    """After an undo the log before it is the last one."""
    place = home.put("a.md")
    home.vault.change("log", [log("a.md", "one")], stamp=STAMP)
    after = place.read_text()
    home.vault.change("log", [log("a.md", "two")], stamp=STAMP)
    home.vault.undo(stamp=STAMP)
    assert [each.text for each in home.vault.notes_around_last("a.md", "log")] == [NOTE, after]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX permissions")
def test_the_state_is_the_users_alone(home: Home) -> None:
    """Nobody else can read the texts of notes in the journal."""
    home.put("a.md")
    home.vault.change("log", [log("a.md", "one")], stamp=STAMP)
    (own,) = (home.state / "vaults").iterdir()
    there = [own, *own.rglob("*")]
    assert own / "changes/00000001.json" in there
    assert [place for place in there if place.stat().st_mode & 0o077] == []


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    """A folder of `[contacts]` that the vault has not got is named; case makes no difference."""
    (tmp_path / "people").mkdir()
    (tmp_path / "people" / "Anna.md").write_bytes(b"# Anna\n")
    rules = ContactRules(folders=("People", "Recruters"))
    loaded = load(tmp_path, Settings(contacts=rules))
    assert [contact.path for contact in loaded.contacts] == ["people/Anna.md"]
    (problem,) = loaded.problems
    assert (problem.path, problem.code, problem.severity) == (
        "contactkeeper.toml",
        "folder",
        "problem",
    )
    assert "“Recruters”" in say_problem(problem)


def test_several_of_one_name_have_it(home: Home) -> None:
    """The sentence is about all the others."""
    for folder in "abc":
        home.put(f"{folder}/Ivan.md")
    messages = [say_problem(problem) for problem in home.load().problems]
    assert messages[0] == "b/Ivan.md, c/Ivan.md have the same name"


@pytest.mark.parametrize(
    "data",
    [
        b"---\ntags: recruiter\n\n## Log\n",
        b"\r\n---\ntags: recruiter\n---\n",
        b"\xef\xbb\xbf \n---\ntags: recruiter\n---\n",
        b"<<<<<<< a\n---\ntags: recruiter\n---\n=======\n>>>>>>> b\n",
    ],
)
def test_nobody_is_lost_with_a_broken_beginning(home: Home, data: bytes) -> None:
    """A contact whose block can't be seen is loaded, with a problem."""
    home.put("a.md", data)
    assert [contact.path for contact in home.load().contacts] == ["a.md"]
    assert [(line, severity) for _, line, _, severity in faults(home)] == [(1, "problem")]


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_read_and_never_written(home: Home, codec: str) -> None:
    """A contact that was saved as UTF-16 is a problem; other such notes are passed over."""
    home.put("a.md", ("\ufeff" + NOTE).encode(codec))
    home.put("b.md", "\ufeff# Text\n".encode(codec))
    assert [contact.path for contact in home.load().contacts] == ["a.md"]
    assert faults(home) == [("a.md", 1, "encoding", "problem")]
    with pytest.raises(WriteRefused):
        home.vault.change("log", [log("a.md", "x")], stamp="now")


# The trash


def test_a_note_goes_to_the_trash_and_comes_back_as_it_was(home: Home) -> None:
    """It stays the same file, its time of modification too; an empty trash goes with the undo."""
    place = home.put("a/Анна.md")
    os.utime(place, ns=(1, 2_000_000_000))
    was = place.stat()
    before = home.files()
    (change,) = home.vault.change("inbox", [ToTrash("a/Анна.md", NOTE)], stamp=STAMP)
    assert (change.path, change.after, change.moved_to) == ("a/Анна.md", None, ".trash/Анна.md")
    assert home.files() == {".trash/Анна.md": NOTE.encode()}
    assert home.load().notes == 0
    (undone,) = home.vault.undo(stamp=STAMP).changes
    assert (undone.path, undone.moved_to) == (".trash/Анна.md", "a/Анна.md")
    assert home.files() == before
    now = place.stat()
    assert (now.st_mtime_ns, now.st_ino) == (was.st_mtime_ns, was.st_ino)
    assert not (home.root / ".trash").exists()


def test_nothing_in_the_trash_is_overwritten(home: Home) -> None:
    """A second of that name is numbered, as Obsidian does it; case and normalisation count not."""
    home.put(".trash/ёж.md", "old")
    home.put(".trash/x", "old")
    for path in ("a/Ёж.md", "b/ёж.md", "x", ".hidden"):
        home.put(path, path)
    steps = [ToTrash(path, path) for path in ("a/Ёж.md", "b/ёж.md", "x", ".hidden")]
    home.vault.change("inbox", steps, stamp=STAMP)
    assert home.files() == {
        ".trash/ёж.md": b"old",
        ".trash/Ёж 2.md": "a/Ёж.md".encode(),
        ".trash/ёж 3.md": "b/ёж.md".encode(),
        ".trash/x": b"old",
        ".trash/x 2": b"x",
        ".trash/.hidden": b".hidden",
    }


def test_what_was_not_decided_on_is_not_moved(home: Home) -> None:
    """A note that changed since, a link, one that is changed too: nothing is written."""
    home.put("a.md", NOTE + "and theirs")
    home.put("b.md")
    (home.root / "c.md").symlink_to("b.md")
    home.put("d.md", b"\xff")
    before = home.files()
    tries: list[tuple[list[AnyStep], type[CkError]]] = [
        ([log("b.md", "x"), ToTrash("a.md", NOTE)], NoteChanged),
        ([log("b.md", "x"), ToTrash("c.md", NOTE)], WriteRefused),
        ([log("b.md", "x"), ToTrash("b.md", NOTE)], WriteRefused),
        ([log("b.md", "x"), ToTrash("d.md", "\ufffd")], WriteRefused),
        ([log("b.md", "x"), ToTrash("e.md", "")], NoteChanged),
    ]
    for steps, error in tries:
        with pytest.raises(error):
            home.vault.change("inbox", steps, stamp=STAMP)
        assert home.files() == before
    assert home.vault.history() == ()


def test_what_changed_in_the_trash_does_not_come_back(home: Home) -> None:
    """Undo refuses where the moved note was edited or emptied out, or its place is taken."""
    home.put("a.md")
    home.vault.change("inbox", [ToTrash("a.md", NOTE)], stamp=STAMP)
    home.put(".trash/a.md", "edited")
    with pytest.raises(NoteChanged, match="is not as ck wrote it"):
        home.vault.undo(stamp=STAMP)
    home.put(".trash/a.md")
    home.put("a.md", "another")
    with pytest.raises(NoteChanged, match="changed since ck wrote it"):
        home.vault.undo(stamp=STAMP)
    assert home.files() == {"a.md": b"another", ".trash/a.md": NOTE.encode()}


def test_a_change_may_rewrite_the_settings_too(tmp_path: Path) -> None:
    """Notes and contactkeeper.toml are one change, and one undo gives back every byte."""
    home = Home(tmp_path)
    made = Rewrite("contactkeeper.toml", None, b'[import]\nzone = "UTC"\n')
    note, settings = home.vault.change("import", [NewNote("Anna.md", NOTE), made], stamp=STAMP)
    assert (note.path, settings.path) == ("Anna.md", "contactkeeper.toml")
    assert (settings.before, settings.after) == (None, '[import]\nzone = "UTC"\n')
    assert (home.root / "contactkeeper.toml").read_bytes() == made.after
    home.vault.undo(stamp=STAMP)
    assert not list(home.root.iterdir())


def test_settings_that_changed_meanwhile_stop_the_change(tmp_path: Path) -> None:
    """Where contactkeeper.toml is not as it was when the change was planned, nothing is written."""
    home = Home(tmp_path)
    (home.root / "contactkeeper.toml").write_bytes(b"[due]\n")
    stale = Rewrite("contactkeeper.toml", b"[plan]\n", b"[import]\n")
    with pytest.raises(NoteChanged):
        home.vault.change("import", [NewNote("Anna.md", NOTE), stale], stamp=STAMP)
    assert [each.name for each in home.root.iterdir()] == ["contactkeeper.toml"]


def test_a_step_that_may_fail_leaves_the_others(tmp_path: Path) -> None:
    """A note that can't be written is left out with the reason, and the rest goes on."""
    home = Home(tmp_path)
    (home.root / "Good.md").write_text(NOTE, encoding="utf-8")
    (home.root / "Broken.md").write_bytes(NOTE.encode() + b"\xff\n")
    both = f"{NOTE}<<<<<<< HEAD\n=======\n- x\n>>>>>>> main\n"
    (home.root / "Both.md").write_text(both, encoding="utf-8")
    steps = [
        log(path, "hello")._replace(may_fail=True)
        for path in ("Broken.md", "Both.md", "Gone.md", "Good.md")
    ]
    *left, good = home.vault.change("import", steps, stamp=STAMP)
    assert [str(each.refused).partition(":")[0] for each in left] == [
        "Broken.md",
        "Both.md",
        "Gone.md no longer exists.",
    ]
    assert not any(each.is_written for each in left)
    assert good.refused is None
    assert (home.root / "Good.md").read_text(encoding="utf-8") == good.after != NOTE
    assert (home.root / "Both.md").read_text(encoding="utf-8") == both
