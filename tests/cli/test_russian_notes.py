"""What every writing command leaves in a note whose properties are Russian."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

PATH = "Люди/Анна.md"
NOTE = (
    "---\ntags: [recruiter]\nкомпания: Озон\nуровень: ключевой\n---\n# Анна\n\n"
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
]


@pytest.mark.parametrize("line", WRITING, ids=" ".join)
def test_no_command_writes_an_english_name(ck: Ck, line: tuple[str, ...]) -> None:
    """But `tags`; and undo gives every byte back."""
    ck.note(PATH, NOTE)
    result = ck(*line)
    assert (result.code, result.err) == (0, "")
    text = ck.text(PATH)
    assert text != NOTE
    assert re.findall(r"^[a-z_]+(?=:)", text, re.MULTILINE) == ["tags"]
    assert "waiting" not in text
    assert ck("undo").code == 0
    assert ck.text(PATH) == NOTE


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
