"""What kind of file something is, and what of an archive each format reads."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import IO, TYPE_CHECKING
from zipfile import ZipFile

import pytest

from contactkeeper.cli.input_files import open_source
from contactkeeper.core.interchange import Place
from contactkeeper.exchange.formats import FORMATS, formats_of, read_source
from contactkeeper.exchange.source import Source, Unanswered, bounded
from exported import MOSCOW, SAMPLES, folder, left_out, single

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    "linkedin/messages.csv": "linkedin",
    "vcard-3.0-apple.vcf": "vcard",
    "takeout.mbox": "mail",
    "calendar-meetings.ics": "icalendar",
    "google-contacts-new.csv": "csv",
    "telegram/result-account.json": "telegram",
    "whatsapp-android-ru.txt": "whatsapp",
}
FILES = {path: (SAMPLES / path).read_bytes() for path in KINDS}


def kinds(files: dict[str, bytes]) -> list[str]:
    """Return the kinds of a folder of files."""
    return [each.kind for each in formats_of(folder(files))]


@pytest.mark.parametrize("path", KINDS)
def test_a_file_is_told_by_what_it_holds(path: str) -> None:
    """Its name may be anything; in a folder it has its own."""
    assert [each.kind for each in formats_of(single(FILES[path], "x"))] == [KINDS[path]]
    assert kinds({path: FILES[path], "other.pdf": b"x", "other.csv": b"a,b\n"}) == [KINDS[path]]


def test_an_archive_may_hold_several_kinds() -> None:
    """All of them are read, as of Takeout; what is LinkedIn's or a messenger's is so as a whole."""
    mixed = ("vcard-3.0-apple.vcf", "takeout.mbox", "calendar-meetings.ics")
    takeout = {path: FILES[path] for path in mixed}
    assert kinds(takeout) == ["vcard", "icalendar", "mail"]
    for path in ("linkedin/messages.csv", "telegram/result-account.json"):
        assert kinds({**takeout, path: FILES[path]}) == [KINDS[path]]


def test_what_lies_beside_the_files_of_one_kind_is_named(tmp_path: Path) -> None:
    """A folder of downloads may hold others; an archive, and folders below, what was sent."""
    beside = ("vcard-3.0-apple.vcf", "takeout.mbox")
    with ZipFile(tmp_path / "a.zip", "w") as written:
        for path in (*beside, "whatsapp-android-ru.txt"):
            (tmp_path / path).write_bytes(FILES[path])
            (tmp_path / "in" / "sent").mkdir(parents=True, exist_ok=True)
            (tmp_path / "in" / path).write_bytes(FILES[path])
            (tmp_path / "in" / "sent" / path).write_bytes(FILES[path])
            written.write(tmp_path / path, path)
    answers = MOSCOW._replace(chat="Мария")
    read, unread = read_source(open_source(tmp_path, "in"), answers)
    assert [each.kind for each in read] == ["whatsapp"]
    named = [(each.file, each.case) for each in unread]
    assert named == [(f"in/{path}", "beside") for path in sorted(beside)]
    read, unread = read_source(open_source(tmp_path, "a.zip"), answers)
    assert ([each.kind for each in read], unread) == (["whatsapp"], [])


def test_a_zip_says_what_its_files_say(tmp_path: Path) -> None:
    """Packed or not, in a folder or alone: the people and interactions are the same."""
    with ZipFile(tmp_path / "a.zip", "w") as written:
        for path in ("takeout.mbox", "vcard-3.0-apple.vcf"):
            written.write(SAMPLES / path, f"in/{path}")
            (tmp_path / "in").mkdir(exist_ok=True)
            (tmp_path / "in" / path).write_bytes(FILES[path])
    alone = [open_source(tmp_path / "in", path) for path in ("vcard-3.0-apple.vcf", "takeout.mbox")]
    expected = [_without_places(source) for source in alone]
    for typed in ("a.zip", "in"):
        found = _without_places(open_source(tmp_path, typed))
        assert found == [each for file in expected for each in file]


def _without_places(source: Source) -> list[tuple[object, ...]]:
    """Return what is read, wherever it stands."""
    read, unread = read_source(source, MOSCOW)
    assert not unread
    nowhere = Place()
    return [
        (
            each.kind,
            each.owner,
            [person._replace(place=nowhere) for person in each.people],
            [
                met._replace(place=nowhere, person=met.person._replace(place=nowhere))
                for met in each.interactions
            ],
        )
        for each in read
    ]


def test_what_of_an_archive_can_be_read_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """One kind that can't be read leaves the others."""
    files = folder({"a.mbox": FILES["takeout.mbox"], "a.vcf": FILES["vcard-3.0-apple.vcf"]})
    cut = files.members[0]._replace(name="export/cut.ics", open=_open_cut)
    for content in (FILES["calendar-meetings.ics"] * 3, b""):
        monkeypatch.setattr(_Cut, "content", content)
        read, unread = read_source(Source("export", [cut, *files.members]), MOSCOW)
        assert [each.kind for each in read] == ["vcard", "mail"]
        assert [(each.file, each.case) for each in unread] == [("export/cut.ics", "broken")]


def _open_cut() -> IO[bytes]:
    return bounded(_Cut(), "export/cut.ics", 1_000_000)


class _Cut(BytesIO):
    """A file that can't be read to its end."""

    content = FILES["calendar-meetings.ics"]

    def __init__(self) -> None:
        super().__init__(self.content)

    def read(self, size: int | None = -1, /) -> bytes:
        """Read; after the last byte comes a fault."""
        if data := super().read(size):
            return data
        raise OSError("the disk is broken")


def test_messages_of_days_to_come_are_left_out() -> None:
    """A clock was wrong: it is no history, and a call no appointment. A calendar has what comes."""
    lines = (
        b"30.11.2026, 10:00 - Anna: Hi\n2.12.2026, 1:00 - Anna: Hi\n3.12.2026, 1:00 - Anna: Hi\n"
    )
    source = single(lines, "WhatsApp Chat with Anna.txt")
    today = MOSCOW._replace(today=date(2026, 12, 1))
    ((chat,), unread) = read_source(source, today)
    assert not unread
    assert [str(each.day) for each in chat.interactions] == ["2026-11-30", "2026-12-02"]
    assert left_out(chat) == {"to-come": 1}
    early = today._replace(today=date(2026, 11, 1))
    ((calendar,), _) = read_source(single(FILES["calendar-meetings.ics"], "a.ics"), early)
    assert max(each.day for each in calendar.interactions) > date(2026, 11, 2)


def test_the_kind_may_be_said() -> None:
    """And is asked for where nothing tells it."""
    data = single(b"nothing of anything")
    assert [each.kind for each in formats_of(data, "csv")] == ["csv"]
    with pytest.raises(Unanswered) as caught:
        formats_of(data)
    assert caught.value.question.choices == tuple(each.kind for each in FORMATS)
