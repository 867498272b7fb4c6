"""What every writing command leaves in a note whose properties are Russian."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

PATH = "Люди/Анна.md"
NOTE = (
    "---\ntags: [recruiter]\nкомпания: Озон\nуровень: ключевой\nemail: anna@example.com\n---\n"
    "# Анна\n\n"
    "## Журнал\n- 2026-11-10 звонок: одно\n"
)
WRITING = [
    ("log", "анна", "-> tg: вакансия"),
    ("log", "анна", "-> tg: вакансия", "--await", "ответ"),
    ("log", "анна", "-> tg: вакансия", "--snooze", "2026-12-14"),
    ("snooze", "анна", "2026-12-14"),
    ("pause", "анна", "--until", "2027-03-01", "--why", "отпуск"),
    ("set", "анна", "company=Яндекс"),
    ("set", "анна", "cadence=monthly", "trust=4", "role=HR", "status=do-not-contact"),
    ("remind", "анна", "2026-12-01", "спросить о команде"),
    ("inbox", "--yes"),
    ("merge", "hanna", "анна", "--yes"),
    ("import", "p.vcf", "e.ics", "--owner", "me@example.com", "--zone", "UTC", "--words", "--yes"),
]
CARD = (
    "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nNICKNAME:Верочка\nORG:Озон\nTITLE:HR\nEMAIL:{mail}\n"
    "TEL:+79000000001\nBDAY:1990-04-12\nANNIVERSARY:20150620\nADR:;;Ленина 1;Москва;;;\n"
    "URL:https://example.com\nCATEGORIES:IT\nNOTE:любит горы\nEND:VCARD\n"
)
HANNA = (
    "---\ntags: [recruiter]\nbirthday: 04-12\nrole: HR\nstatus: paused\npaused_until: 2027-03-01\n"
    "snooze_until: 2026-12-01\ntier: key\n---\n# Hanna\n\n## Log\n- 2026-11-01 -> tg: two\n"
)
THOUGHT = "[[Анна]] -> tg: вакансия\n\t- [ ] waiting: JD 📅 2026-11-27\n"
MEETING = (
    "BEGIN:VEVENT\nUID:{start}\nDTSTART:{start}T100000Z\nSUMMARY:Кофе\n"
    "ORGANIZER:mailto:me@example.com\nATTENDEE:mailto:{mail}\nEND:VEVENT\n"
)


def put_files(ck: Ck, name: str, mail: str) -> None:
    """Put an address card, and a calendar of a meeting that was and of one to come."""
    meetings = "".join(MEETING.format(start=day, mail=mail) for day in (20261117, 20261201))
    folder = ck.vault.parent
    (folder / "p.vcf").write_text(CARD.format(name=name, mail=mail), "utf-8")
    (folder / "e.ics").write_text(
        f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{meetings}END:VCALENDAR\n", "utf-8"
    )


@pytest.mark.parametrize("line", WRITING, ids=" ".join)
def test_no_command_writes_an_english_name(ck: Ck, line: tuple[str, ...]) -> None:
    """But `tags`, `email` and `aliases`; and undo gives every byte back."""
    ck.note(PATH, NOTE)
    ck.note("Люди/Hanna.md", HANNA)
    ck.note("Inbox/1.md", THOUGHT)
    put_files(ck, "Анна", "anna@example.com")
    result = ck(*line)
    assert (result.code, result.err) == (0, "")
    text = ck.text(PATH)
    assert text != NOTE
    names = set(re.findall(r"^[a-z_]+(?=:)", text, re.MULTILINE))
    assert names <= {"tags", "email", "aliases"}
    assert not re.search("waiting|meeting|call|Anniversary|paused|Log", text)
    assert ck("undo").code == 0
    assert ck.text(PATH) == NOTE


def test_somebody_who_is_imported_has_a_russian_note(ck: Ck) -> None:
    """All that the files say; what its lists are called is read back by an export."""
    ck.note(PATH, NOTE)
    put_files(ck, "Вера Линд", "vera@example.com")
    assert ck(*WRITING[-1], "--all").code == 0
    assert ck.text("Люди/Вера Линд.md") == (
        "---\naliases:\n  - Верочка\ntags:\n  - recruiter\nкомпания: Озон\nдолжность: HR\n"
        'день рождения: 1990-04-12\nemail: vera@example.com\nтелефон: "+79000000001"\n'
        'импорт: 2026-11-23\nважные даты:\n  - "годовщина: 2015-06-20"\nкатегории:\n  - IT\n'
        "ссылки:\n  - https://example.com\nадреса:\n  - Ленина 1, Москва\n---\n\n"
        "# Вера Линд\n\n> любит горы\n\n## Взаимодействия\n"
        "- 2026-11-17 10:00 встреча:\n- [ ] 2026-12-01 10:00 встреча: Кофе\n"
    )
    cards = ck("export", "--as", "vcard").out.replace("\r\n", "\n")
    for line in ("ADR:;;Ленина 1\\, Москва;;;;", "CATEGORIES:recruiter,IT", "_$!<Anniversary>!$_"):
        assert line in cards
    assert "URL:https://example.com\n" in cards


def test_a_new_note_has_russian_words(ck: Ck) -> None:
    """For the values that `ck` knows, too."""
    ck.note(PATH, NOTE)
    assert ck("add", "Вера", "--tier", "key").code == 0
    assert "\nуровень: ключевой\n" in ck.text("Люди/Вера.md")


def test_an_appointment_in_a_log_without_channels_is_russian(ck: Ck) -> None:
    """The word for a meeting follows the properties where no entry has a channel."""
    ck.note(PATH, NOTE.replace(" звонок:", ":"))
    assert ck("meet", "анна", "2026-12-01").code == 0
    assert "- [ ] 2026-12-01 встреча:" in ck.text(PATH)


def test_a_pause_and_a_snooze_are_taken_back_by_their_russian_names(ck: Ck) -> None:
    """`ck resume` finds what `ck pause` and `ck snooze` wrote."""
    ck.note(PATH, NOTE)
    assert ck("snooze", "анна", "2026-12-14").code == 0
    assert ck("pause", "анна", "--until", "2027-03-01", "--why", "отпуск").code == 0
    assert "\nстатус: на паузе\nпауза до: 2027-03-01\n" in ck.text(PATH)
    assert ck("resume", "анна").code == 0
    assert ck.text(PATH) == NOTE
