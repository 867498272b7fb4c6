"""`ck calendar`: a month on the screen, the file, and its refresh after each change."""

from __future__ import annotations

import json
import os
import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import vobject
from icalendar import Calendar

from clones import clone_of, put_under_git
from hostile import fill_hostile, obeyed_in
from vaults import note

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cli.conftest import Ck, Result

ANNA = note(
    "- 2026-11-16 tg: talked\n\t- [ ] the new CV 📅 2026-12-04\n"
    "- [ ] 2026-11-27 15:00 call: about the role\n",
    company="Яндекс",
    cadence="monthly",
    birthday="1990-11-25",
)
BORIS = note("- 2026-10-01 tg: x\n", company="Ozon", cadence="monthly")


@pytest.fixture(autouse=True)
def moscow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the machine be in Moscow, where the system can."""
    if hasattr(time, "tzset"):
        monkeypatch.setenv("TZ", "Europe/Moscow")
        time.tzset()
        yield
        monkeypatch.undo()
        time.tzset()
    else:
        yield


@pytest.fixture
def two(ck: Ck) -> Ck:
    """Give a vault of two people and a conference."""
    ck.note("P/Анна.md", ANNA)
    ck.note("P/Boris.md", BORIS)
    ck.note(
        "E/HighLoad.md",
        "---\ntype: event\ndate: 2026-11-26\nend: 2026-11-27\nplace: Skolkovo\n"
        'people: "[[Анна]]"\n---\n',
    )
    return ck


def events_of(place: Path) -> dict[str, Any]:
    """Read a calendar file: its events by their titles."""
    found = Calendar.from_ical(place.read_bytes()).walk("VEVENT")
    return {str(each["SUMMARY"]): each for each in found}


def answer(result: Result, out: str, code: int = 0) -> None:
    """Check an answer, with nothing besides."""
    assert (result.code, result.out, result.err) == (code, out, "")


def test_a_month_in_a_pipe(two: Ck) -> None:
    """One line an event: the day, the time, what it is, and more about it."""
    answer(
        two("calendar"),
        "November 2026 · 4 events\n\n"
        "2026-11-23         Write: Boris  Monthly, spoke 1 Oct · 3 weeks over; Ozon\n"
        "2026-11-25         🎂 Анна       Яндекс\n"
        "2026-11-26         HighLoad      To ask: Анна\n"
        "2026-11-27  15:00  Call: Анна    about the role; Яндекс\n",
    )
    answer(
        two("calendar", "--month", "dec"),
        "December 2026 · 1 event\n\n2026-12-04  Promise to Анна: the new CV  Яндекс\n",
    )
    answer(
        two("calendar", "--month", "2027-02"),
        "February 2027 · 0 events\n\nNothing in this month.\n",
    )


@pytest.mark.usefixtures("two")
def test_a_month_in_a_window(window: Ck) -> None:
    """The grid marks today and the days that hold something; the list stands beside it."""
    answer(
        window("calendar"),
        "November 2026 · 4 events\n\n"
        " Mo  Tu  We  Th  Fr  Sa  Su   Mon 23       Write: Boris\n"
        "                          1   Wed 25       🎂 Анна\n"
        "  2   3   4   5   6   7   8   Thu 26       HighLoad, until Fri 27 Nov\n"
        "  9  10  11  12  13  14  15   Fri 27 15:00 Call: Анна\n"
        " 16  17  18  19  20  21  22\n"
        ">23* 24  25* 26* 27* 28  29\n"
        " 30\n",
    )


def test_a_month_in_a_narrow_window(two: Ck, window: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list stands below the grid; what is long goes on in the next line."""
    monkeypatch.setenv("COLUMNS", "40")
    two.note("P/Константин Константинопольский.md", BORIS.replace("Ozon", ""))
    lines = window("calendar").out.split("\n")
    assert all(len(line) <= 40 for line in lines)
    assert lines[8:12] == [
        " 30", "", "Mon 23       Write: Boris, Константин", "               Константинопольский",
    ]  # fmt: skip


def test_a_month_in_russian(two: Ck, window: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a pipe and in a window, with the short names of the days over the grid."""
    monkeypatch.setenv("CK_LANG", "ru")
    answer(
        two("calendar"),
        "Ноябрь 2026 · 4 события\n\n"
        "2026-11-23         Написать: Boris  Раз в месяц, общались 1 октября · 3 недели как пора; "
        "Ozon\n"
        "2026-11-25         🎂 Анна          Яндекс\n"
        "2026-11-26         HighLoad         Спросить: Анна\n"
        "2026-11-27  15:00  Call: Анна       about the role; Яндекс\n",
    )
    answer(
        two("calendar", "--month", "дек"),
        "Декабрь 2026 · 1 событие\n\n2026-12-04  Анна · обещано: the new CV  Яндекс\n",
    )
    answer(
        two("calendar", "--month", "2027-02"),
        "Февраль 2027 · 0 событий\n\nВ этом месяце ничего нет.\n",
    )
    answer(
        window("calendar"),
        "Ноябрь 2026 · 4 события\n\n"
        " пн  вт  ср  чт  пт  сб  вс   пн 23       Написать: Boris\n"
        "                          1   ср 25       🎂 Анна\n"
        "  2   3   4   5   6   7   8   чт 26       HighLoad, до пятницы 27 ноября\n"
        "  9  10  11  12  13  14  15   пт 27 15:00 Call: Анна\n"
        " 16  17  18  19  20  21  22\n"
        ">23* 24  25* 26* 27* 28  29\n"
        " 30\n",
    )


def test_a_month_as_json(two: Ck) -> None:
    """Each time that something takes place, with the note it is of."""
    value = json.loads(two("calendar", "--json").out)
    assert value["month"] == "2026-11"
    keys = ("date", "end", "kind", "path")
    assert [tuple(each[key] for key in keys) for each in value["events"]] == [
        ("2026-11-23", "2026-11-23", "write", "P/Boris.md"),
        ("2026-11-25", "2026-11-25", "birthday", "P/Анна.md"),
        ("2026-11-26", "2026-11-27", "event", "E/HighLoad.md"),
        ("2026-11-27", "2026-11-27", "meet", "P/Анна.md"),
    ]  # fmt: skip
    assert value["events"][3] | {"kind": "", "path": ""} == {
        "kind": "", "date": "2026-11-27", "end": "2026-11-27", "time": "15:00",
        "title": "Call: Анна", "description": "about the role\nЯндекс", "name": "Анна",
        "path": "", "place": None, "rule": None,
    }  # fmt: skip


def test_what_may_be_missing_is_said(two: Ck) -> None:
    """A note that can't be read in full may have a day of which nobody hears."""
    two.note("P/Zoya.md", note(birthday="soon"))
    unread = "\n! 1 note not read in full: ck check\n"
    assert two("calendar").out.endswith(unread)
    assert two("calendar", "--out", "a.ics").out.endswith(unread)
    problems = json.loads(two("calendar", "--json").out)["problems"]
    assert [each["path"] for each in problems] == ["P/Zoya.md"]


def test_a_name_is_as_it_is_written(ck: Ck) -> None:
    """Only our own words begin with a capital letter."""
    ck.note("P/iOS people.md", note(cadence="none", follow_up="2026-11-25"))
    ck.note("P/boris.md", note("- [ ] 2026-11-24 созвон: x\n", cadence="none"))
    assert ck("calendar").out == (
        "November 2026 · 2 events\n\n"
        "2026-11-24  Созвон: boris          x\n"
        "2026-11-25  iOS people: follow up\n"
    )


def test_the_file_is_written_once(two: Ck) -> None:
    """A second time nothing has changed, and the file is not touched."""
    place = two.vault.parent / "a.ics"
    answer(two("calendar", "--out", "a.ics"), "Written: a.ics, 5 events: 5 new\n")
    found = events_of(place)
    assert set(found) == {
        "Write: Boris", "🎂 Анна", "HighLoad", "Call: Анна", "Promise to Анна: the new CV",
    }  # fmt: skip
    call = found["Call: Анна"]
    expected = (
        "2026-11-27 12:00:00+00:00" if hasattr(time, "tzset") else str(call.decoded("DTSTART"))
    )
    assert str(call.decoded("DTSTART")) == expected
    assert str(call["DESCRIPTION"]) == "about the role\nЯндекс"
    assert str(call["URL"]).startswith("obsidian://open?vault=vault&file=P%2F%D0%90")
    assert str(found["HighLoad"]["LOCATION"]) == "Skolkovo"
    os.utime(place, (0, 0))
    answer(two("calendar", "--out", "a.ics"), "Nothing has changed: a.ics, 5 events\n")
    assert place.stat().st_mtime == 0


def test_a_change_is_counted(two: Ck) -> None:
    """The answer says what is different."""
    two("calendar", "--out", "a.ics")
    two("done", "анна", "the new CV")
    two("meet", "boris", "2026-12-01", "10:00")
    two.note("P/Анна.md", two.text("P/Анна.md").replace("1990-11-25", "1990-11-24"))
    value = json.loads(two("calendar", "--out", "a.ics", "--json").out)
    assert {key: value[key] for key in ("count", "new", "changed", "cancelled", "written")} == {
        "count": 4, "new": 1, "changed": 1, "cancelled": 2, "written": True,
    }  # fmt: skip


def test_the_file_has_the_language_of_the_user(
    two: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where programs read the answer; an event is the same one in each language."""
    place = tmp_path / "ck.ics"
    two("calendar", "--out", "ck.ics")
    english = {str(each["UID"]): title for title, each in events_of(place).items()}
    two.configure('language = "ru"\n')
    monkeypatch.setenv("CK_LANG", "")
    answer(two("calendar", "--out", "ck.ics"), "Записано: ck.ics, 5 событий: изменено 3\n")
    russian = {str(each["UID"]): title for title, each in events_of(place).items()}
    assert russian.keys() == english.keys()
    assert {russian[uid] for uid in russian if russian[uid] != english[uid]} == {
        "Написать: Boris",
        "Анна · обещано: the new CV",
    }
    before = place.read_bytes()
    document = json.loads(two("calendar", "--out", "ck.ics", "--json").out)
    assert (document["written"], place.read_bytes()) == (False, before)
    titles = [each["title"] for each in json.loads(two("calendar", "--json").out)["events"]]
    assert "Write: Boris" in titles


def test_busy_hides_names_and_words(two: Ck) -> None:
    """Nothing of a note is in the file, also where the one before had names."""
    place = two.vault.parent / "a.ics"
    two("calendar", "--out", "a.ics")
    two("done", "анна", "the new CV")
    answer(two("calendar", "--out", "a.ics", "--busy"), "Written: a.ics, 4 events: 4 changed\n")
    text = place.read_text(encoding="utf-8").replace("\r\n ", "")
    words = ("Анна", "%D0%90", "Boris", "Яндекс", "Ozon", "HighLoad", "Skolkovo", "role", "CV")
    assert [word for word in (*words, "obsidian", "vault") if word in text] == []
    assert set(events_of(place)) == {"Busy", "Reminder"}


def test_nothing_stays_of_somebody_not_to_be_contacted(two: Ck) -> None:
    """Their events are cancelled without a word, those under an earlier name of the note too."""
    place = two.vault.parent / "a.ics"
    two("calendar", "--out", "a.ics")
    (two.vault / "P" / "Анна.md").rename(two.vault / "P" / "Анна К.md")
    two("calendar", "--out", "a.ics")
    assert "Call: Анна К" in events_of(place)
    assert "Call: Анна" not in events_of(place)
    two("set", "анна", "status=do-not-contact")
    two("calendar", "--out", "a.ics")
    text = place.read_text(encoding="utf-8")
    assert "Анна" not in text
    assert "%D0%90%D0%BD%D0%BD%D0%B0" not in text
    assert str(events_of(place)["Cancelled"]["STATUS"]) == "CANCELLED"


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (["--out", "a.txt"], 2, "FILE ends in .ics, and “a.txt” does not."),
        (["--out", "taken.ics"], 2, ("taken.ics is there, and is no calendar of this vault. "
                                     "Replace it? There is no terminal to ask in: --yes answers.")),
        (["--out", "a.ics", "--weeks", "53"], 2, "--weeks takes a number from 1 to 52."),
        (["--out", "a.ics", "--month", "dec"], 2,
         "--month goes with the screen alone: the file has all months."),
        (["--busy"], 2, "--busy, --weeks and --yes go with --out FILE."),
        (["--month", "smarch"], 2,
         "--month takes a month, like 2027-03, march or next month, not “smarch”."),
    ],
)  # fmt: skip
def test_what_is_refused_writes_nothing(
    two: Ck, arguments: list[str], code: int, error: str
) -> None:
    """A file of another program is never replaced unasked; the error says what to do."""
    taken = two.vault.parent / "taken.ics"
    taken.write_text("BEGIN:VCALENDAR\nEND:VCALENDAR\n", encoding="utf-8")
    result = two("calendar", *arguments)
    assert (result.code, result.out, result.err) == (code, "", f"ck: {error}\n")
    assert taken.read_text(encoding="utf-8") == "BEGIN:VCALENDAR\nEND:VCALENDAR\n"
    assert not (two.vault.parent / "a.ics").exists()


def test_a_file_that_is_set_is_written_after_each_change(two: Ck) -> None:
    """After whatever changes the vault, and after nothing else; with a kind of its own."""
    place = two.vault.parent / "own.ics"
    two.configure(f"[calendar]\nout = '{place}'\n")
    for command in (["due"], ["log", "анна", "x", "--dry-run"], ["calendar"], ["undo", "--list"]):
        two(*command)
        assert not place.exists(), command
    result = two("log", "boris", "call: talked")
    assert (result.code, result.err) == (0, "")
    assert events_of(place)["Write: Boris"].decoded("DTSTART") == date(2026, 12, 23)
    two("undo")
    assert events_of(place)["Write: Boris"].decoded("DTSTART") == date(2026, 11, 23)
    two("pause", "анна")
    assert str(events_of(place)["Call: Анна"]["STATUS"]) == "CANCELLED"
    two("mode", "searching", "--yes")
    two.configure(f"[calendar]\nout = '{place}'\nbusy = true\n")
    two("resume", "анна")
    assert set(events_of(place)) == {"Busy", "Reminder"}


def test_an_empty_file_is_filled(two: Ck) -> None:
    """A file that was made to be published first holds nothing that could be lost."""
    place = two.vault.parent / "own.ics"
    place.touch()
    assert two("calendar", "--out", "own.ics").code == 0
    place.write_bytes(b"")
    two.configure(f"[calendar]\nout = '{place}'\n")
    assert two("log", "boris", "call: talked").err == ""
    assert "Write: Boris" in events_of(place)


def test_what_came_by_a_sync_is_written(ck: Ck, tmp_path: Path) -> None:
    """Git changes notes itself; the calendar has what another machine has written."""
    ck.note("P/Анна.md", ANNA)
    put_under_git(ck.vault)
    other = clone_of(tmp_path / "remote.git", tmp_path / "other")
    other.write("P/Анна.md", ANNA.replace("1990-11-25", "1990-03-08"))
    other.commit()
    other.git("push", "-q")
    place = tmp_path / "own.ics"
    ck.configure(f"[calendar]\nout = '{place}'\n")
    assert ck("sync").code == 0
    assert events_of(place)["🎂 Анна"].decoded("DTSTART") == date(1990, 3, 8)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("end", ["q", "\x03"])
def test_what_a_walk_wrote_is_written_at_its_end(two: Ck, end: str) -> None:
    """Each act of a walk is a run of its own; the file is written once, also after ^C."""
    from terminals import Window

    two.note("P/Clara.md", BORIS)
    place = two.vault.parent / "own.ics"
    two.configure(f"[calendar]\nout = '{place}'\n")
    with Window("go", environ={"TERM": "dumb", "NO_COLOR": "1"}) as window:
        window.wait_for("[?]  ")
        window.type("s")
        window.wait_for("[d]ay")
        window.type("7")
        window.wait_for("[?]  ")
        assert not place.exists()
        window.type(end)
        window.wait_for_end()
    assert str(events_of(place)["Write: Boris"].decoded("DTSTART")) == "2026-11-30"


def test_a_failure_to_write_it_fails_nothing(two: Ck) -> None:
    """The change stands, and one line says why the calendar is not up to date."""
    place = two.vault.parent / "none" / "own.ics"
    config = two.configure(f"[calendar]\nout = '{place}'\n")
    result = two("log", "boris", "call: talked")
    assert result.code == 0
    assert result.err == (
        f"ck: the calendar is not up to date ([calendar] out in {config}): there is no folder "
        f"{place.parent}. Make it, or name another FILE.\n"
    )
    assert "talked" in two.text("P/Boris.md")
    place.parent.mkdir()
    place.write_text("mine", encoding="utf-8")
    result = two("log", "boris", "call: once more")
    assert result.code == 0
    assert result.err == (
        f"ck: the calendar is not up to date ([calendar] out in {config}): {place} is no calendar "
        f"of this vault, so it stays as it is. To replace it: ck calendar --out {place}\n"
    )
    assert place.read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_hostile_words_end_no_line_and_obey_nothing(two: Ck) -> None:
    """Whatever notes hold, two readers read as many events, and no control character is left."""
    fill_hostile(two.vault)
    place = two.vault.parent / "a.ics"
    count = json.loads(two("calendar", "--out", "a.ics", "--json").out)["count"]
    text = place.read_bytes().decode()
    assert len(vobject.readOne(text).vevent_list) == count > 8
    assert len(Calendar.from_ical(text).walk("VEVENT")) == count
    assert [letter for letter in text if ord(letter) < 32 and letter not in "\r\n"] == []
    assert obeyed_in(text.replace("\r\n", "\n")) == []


def test_each_vault_has_its_own_file(two: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change in another vault leaves the file; in silence where it is known whose it is."""
    place = two.vault.parent / "own.ics"
    config = two.configure(f"[calendar]\nout = '{place}'\n")
    two("log", "boris", "call: talked")
    before = place.read_bytes()
    other = two.vault.parent / "other"
    (other / "P").mkdir(parents=True)
    (other / "P" / "Vera.md").write_text(note("- 2026-10-01 tg: x\n"), encoding="utf-8")
    monkeypatch.setenv("CK_VAULT", str(other))
    result = two("log", "vera", "call: talked")
    assert (result.code, place.read_bytes()) == (0, before)
    assert result.err == (
        f"ck: the calendar is not up to date ([calendar] out in {config}): {place} is no calendar "
        f"of this vault, so it stays as it is. To replace it: ck calendar --out {place}\n"
    )
    two.configure(f"vault = '{two.vault}'\n[calendar]\nout = '{place}'\n")
    assert two("log", "vera", "call: again").err == ""
    place.unlink()
    assert two("log", "vera", "call: and again").err == ""
    assert not place.exists()
    monkeypatch.setenv("CK_VAULT", str(two.vault))
    two("log", "boris", "call: again")
    assert "🎂 Анна" in events_of(place)


def test_a_vault_may_not_say_where_it_is_written(two: Ck) -> None:
    """It would write outside the vault: `ck check` names the line."""
    place = two.vault.parent / "theirs.ics"
    two.note("contactkeeper.toml", f"[calendar]\nout = '{place}'\n")
    two("log", "boris", "call: talked")
    assert not place.exists()
    assert (
        "contactkeeper.toml:2  machine-option  [calendar] out is not used here"
        in two("check", "--all").out
    )


@pytest.mark.parametrize("value", ["'own.ics'", "'/tmp/own.txt'", "5"])
def test_where_it_is_written_is_a_full_path(two: Ck, value: str) -> None:
    """A relative path would lie wherever `ck` is started."""
    config = two.configure(f"[calendar]\nout = {value}\n")
    result = two("due")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"ck: {config}:2: [calendar] out: must be the full path of a file that ends in .ics, or "
        f'"" for none; it is {value.replace(chr(39), chr(34))}.\n'
    )
