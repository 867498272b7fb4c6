from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.errors import CkError, UsageError
from contactkeeper.vault import journal as journals
from contactkeeper.vault.journal import Journal, Record, describe, difference, digest
from contactkeeper.vault.undoing import choose

if TYPE_CHECKING:
    from pathlib import Path

CHANGED = describe("Анна.md", "было\n".encode(), "было\nстало\n".encode(), ".ck-1-0.tmp")


def commit(journal: Journal, *, undoes: int | None = None, command: str = "log") -> int:
    """Put one change into the history."""
    journal.begin(Record(command, "2026-11-23 09:00", (CHANGED,), undoes=undoes))
    return journal.commit()


@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60))
def test_a_splice_can_be_taken_back(common: bytes, one: bytes, other: bytes) -> None:
    """From the bytes after follow those before, and the other way round, whatever they are."""
    before, after = common + one + common, common + other + common
    write = describe("a.md", before, after, "")
    assert write.undo(after) == before
    assert write.bytes_after() == after
    assert len(write.removed) <= len(one)
    assert len(write.inserted) <= len(other)


@given(st.binary(max_size=60))
def test_making_and_removing_are_splices_too(data: bytes) -> None:
    """A note that was made or removed is told apart from an empty one, and can be taken back."""
    made, removed = describe("a.md", None, data, ""), describe("a.md", data, None, "")
    assert (made.before, removed.after) == (None, None)
    assert made.undo(data) == b""
    assert removed.undo(b"") == data


WRITES = st.builds(describe, st.text(), st.binary(), st.binary(), st.text())
RECORDS = st.builds(
    Record,
    command=st.text(),
    stamp=st.text(),
    writes=st.tuples(WRITES) | st.tuples(WRITES, WRITES),
    folders=st.tuples(st.text()),
    undoes=st.none() | st.integers(1),
    number=st.just(0),
    undone=st.just(False),  # noqa: FBT003
)


@given(record=RECORDS)
def test_what_is_begun_reads_back(tmp_path_factory: pytest.TempPathFactory, record: Record) -> None:
    """An intent is read back whole: any text, and bytes that are no text."""
    journal = Journal(str(tmp_path_factory.getbasetemp()))
    journal.begin(record)
    assert journal.has_intent()
    assert journal.read_intent() == record
    journal.drop_intent()
    assert journal.read_intent() is None
    assert not journal.has_intent()


def test_a_large_note_is_kept_as_a_splice_alone(tmp_path: Path) -> None:
    """Of a note over 64 KiB the journal holds what was spliced, not the whole."""
    before = b"x" * 200_000
    journal = Journal(str(tmp_path))
    journal.begin(Record("log", "", (describe("a.md", before, before + b"- new\n", ""),)))
    assert (tmp_path / "intent.json").stat().st_size < 2_000
    pending = journal.read_intent()
    assert pending is not None
    assert pending.writes[0].undo(before + b"- new\n") == before
    assert pending.writes[0].bytes_after() is None


def test_history_is_newest_first(tmp_path: Path) -> None:
    """Changes are numbered from 1 and given newest first; an intent is not among them."""
    journal = Journal(str(tmp_path))
    assert journal.history() == []
    assert [commit(journal), commit(journal, command="snooze")] == [1, 2]
    journal.begin(Record("log", ""))
    assert [(r.number, r.command) for r in journal.history()] == [(2, "snooze"), (1, "log")]


def test_undo_goes_one_change_further_each_time(tmp_path: Path) -> None:
    """The change to take back is the newest that stands, and an undo only where it is named."""
    journal = Journal(str(tmp_path))
    commit(journal)
    commit(journal)
    for number in (2, 1):
        assert choose(journal.history(), None).number == number
        commit(journal, undoes=number, command="undo")
    with pytest.raises(CkError, match="no change"):
        choose(journal.history(), None)
    commit(journal)
    assert [r.undone for r in journal.history()] == [False, False, False, True, True]
    assert choose(journal.history(), None).number == 5
    with pytest.raises(CkError, match="change 2 is undone already: ck undo 3 brings it back"):
        choose(journal.history(), 2)
    with pytest.raises(UsageError, match="no change 9"):
        choose(journal.history(), 9)


def test_an_undo_is_a_change_too(tmp_path: Path) -> None:
    """Once the undo is undone, the change stands again and is the newest that can be undone."""
    journal = Journal(str(tmp_path))
    commit(journal)
    commit(journal, undoes=1, command="undo")
    assert choose(journal.history(), 2).undoes == 1
    commit(journal, undoes=2, command="undo")
    assert [r.undone for r in journal.history()] == [False, True, False]
    assert choose(journal.history(), None).number == 1


def test_the_last_200_are_kept(tmp_path: Path) -> None:
    """The oldest change goes when the 201st comes, and numbers are never given twice."""
    journal = Journal(str(tmp_path))
    for _ in range(journals.KEPT + 3):
        commit(journal)
    numbers = [record.number for record in journal.history()]
    assert numbers == list(range(journals.KEPT + 3, 3, -1))


@pytest.mark.parametrize("torn", [b"", b'{"version": 1, "comm', b"[]", b"{}", b"\xff" * 9, b"null"])
def test_a_torn_record_is_passed_over(tmp_path: Path, torn: bytes) -> None:
    """A record that can't be read costs itself alone: the history goes on, and so do numbers."""
    journal = Journal(str(tmp_path))
    commit(journal)
    commit(journal)
    (tmp_path / "changes/00000002.json").write_bytes(torn)
    (tmp_path / "changes/notes.txt").write_bytes(b"")
    (tmp_path / "intent.json").write_bytes(torn)
    assert [record.number for record in journal.history()] == [1]
    assert journal.read_intent() is None
    assert journal.has_intent()
    assert commit(journal) == 3


def test_a_difference_is_shown_by_lines() -> None:
    """What changed since is shown as a diff; where one side is unknown nothing is made up."""
    shown = difference("a.md", b"one\ntwo\n", b"one\nthree\n")
    assert shown == (
        "--- a.md as ck wrote it\n+++ a.md as it is now\n@@ -1,3 +1,3 @@\n one\n-two\n+three\n "
    )
    assert difference("a.md", None, b"") == ""
    assert difference("a.md", b"", None) == ""


def test_no_note_is_not_an_empty_note() -> None:
    """The digest tells no note from an empty one."""
    assert digest(None) is None
    assert digest(b"") is not None
