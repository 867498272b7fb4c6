from __future__ import annotations

from datetime import date

import pytest

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.log_edits import append_entry, replace_entry
from contactkeeper.core.editing.note_language import is_russian, russian_name
from contactkeeper.core.editing.property_edits import set_properties
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry, Task
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical_name
from contactkeeper.core.note.schema import KNOWN
from contactkeeper.core.settings import LogRules, Settings

RUSSIAN = "---\ntags: [recruiter]\nкомпания: Озон\nуровень: ключевой\n---\n"


@pytest.mark.parametrize(
    ("lines", "russian"),
    [
        ("компания: Озон", True),
        ("tags: [recruiter]\naliases: [Аня]\nemail: a@b.ru\ntelegram: anna\nроль: HR", True),
        ("company: Озон", False),
        ("компания: Озон\nrole: HR", False),
        ("компания: Озон\nроль: HR\ncadence: 4w", True),
        ("любимый цвет: синий", False),
        ("tags: [рекрутер]", False),
    ],
)
def test_the_language_of_a_note_is_that_of_most_known_properties(
    lines: str, *, russian: bool
) -> None:
    """Properties that are English everywhere, and those without a meaning, don't count."""
    assert is_russian(Note.parse(f"---\n{lines}\n---\n")) is russian


def test_properties_in_lines_count_too() -> None:
    """`Компания:: Озон` above the log is a property of the note."""
    assert is_russian(Note.parse("---\ntags: [recruiter]\n---\nКомпания:: Озон\n", "Анна.md"))


@pytest.mark.parametrize("key", KNOWN)
def test_the_russian_name_means_the_same_property(key: str) -> None:
    """Whatever `ck` writes in Russian it reads as what it meant."""
    assert canonical_name(russian_name(key)) == key


@pytest.mark.parametrize(
    ("changes", "added"),
    [
        (
            {"snooze_until": "2026-12-14", "snoozed": "2026-11-23"},
            "отложить до: 2026-12-14\nотложено: 2026-11-23\n",
        ),
        (
            {"status": "paused", "paused_until": "2027-03-01", "paused_why": "отпуск"},
            "статус: на паузе\nпауза до: 2027-03-01\nпричина паузы: отпуск\n",
        ),
        ({"status": "do-not-contact"}, "статус: не писать\n"),
        ({"status": "active"}, "статус: активно\n"),
        ({"company_since": "2026-11-23", "previous": ("Яндекс",)},
         "в компании с: 2026-11-23\nпрошлая компания: [Яндекс]\n"),
        ({"telegram": "anna", "email": "a@b.ru"}, "telegram: anna\nemail: a@b.ru\n"),
        ({"mood": "good"}, "mood: good\n"),
    ],
)  # fmt: skip
def test_what_is_new_in_a_russian_note_is_russian(
    changes: dict[str, str | tuple[str, ...]], added: str
) -> None:
    """The note reads as an English one to which the same is added, and removing undoes it."""
    note = Note.parse(RUSSIAN, "Анна.md")
    after = verify(note, set_properties(note, changes))
    assert after.text == RUSSIAN.replace("---\n", f"{added}---\n").removeprefix(added)
    english = Note.parse("---\ntags: [recruiter]\ncompany: Озон\ntier: key\n---\n", "Анна.md")
    same = Note.parse(apply(english.text, set_properties(english, changes).edits), "Анна.md")
    read, expected = (each.contact()._replace(properties=()) for each in (after, same))
    assert read == expected
    back = verify(after, set_properties(after, dict.fromkeys(changes)))
    assert back.text == RUSSIAN


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("статус: пауза", "статус: пауза"),
        ("статус: активен", "статус: на паузе"),
        ("status: active", "status: paused"),
        ("status: Paused", "status: paused"),
    ],
)
def test_a_status_follows_the_name_of_its_property(old: str, new: str) -> None:
    """A Russian word that says the same already stays; English notes are written as ever."""
    note = Note.parse(RUSSIAN.replace("уровень: ключевой", old), "Анна.md")
    assert verify(note, set_properties(note, {"status": "paused"})).text == note.text.replace(
        old, new
    )


@pytest.mark.parametrize(
    ("line", "key", "value", "after"),
    [
        ("уровень: ключевой", "tier", "supporting", "уровень: поддерживающий"),
        ("уровень: ключ", "tier", "key", "уровень: ключ"),
        ("уровень: обычный", "tier", "key", "уровень: ключевой"),
        ("tier: supporting", "tier", "key", "tier: key"),
        ("уровень: supporting", "tier", "key", "уровень: key"),
        ("цель: x", "goal", "active", "цель: active"),
        ("компания: x", "company", "key", "компания: key"),
    ],
)
def test_a_tier_is_written_in_the_language_of_the_old_one(
    line: str, key: str, value: str, after: str
) -> None:
    """Words of other properties stay as they are."""
    note = Note.parse(f"---\ntags: [recruiter]\n{line}\n---\n", "Анна.md")
    changed = verify(note, set_properties(note, {key: value}))
    assert changed.text == note.text.replace(line, after)


def test_a_property_in_a_line_gets_a_russian_word() -> None:
    """`Статус:: активен` above the log."""
    text = "---\ntags: [recruiter]\n---\nСтатус:: активен\n"
    note = Note.parse(text, "Анна.md")
    after = verify(note, set_properties(note, {"status": "paused"}))
    assert after.text == text.replace("активен", "на паузе")


@pytest.mark.parametrize(
    ("log", "line"),
    [
        ("", "\t- [ ] жду: ответ 📅 2026-12-01\n"),
        ("## Журнал\n- 2026-11-10 звонок: одно\n", "\t- [ ] жду: ответ 📅 2026-12-01\n"),
        ("## Журнал\n### 2026-11-10\nодно\n", "- [ ] жду: ответ 📅 2026-12-01\n"),
        ("## Журнал\n\n| Дата | Суть |\n| --- | --- |\n", "<br>- [ ] жду: ответ 📅 2026-12-01 |\n"),
    ],
)
def test_what_is_awaited_is_russian(log: str, line: str) -> None:
    """In every shape of a log, in a new entry and in one that is amended."""
    note = Note.parse(RUSSIAN + log, "Анна.md")
    waiting = Task("ответ", date(2026, 12, 1), "open", "waiting")
    entry = Entry(date(2026, 11, 23), "вакансия", tasks=(waiting,))
    after = verify(note, append_entry(note, entry))
    assert line in after.text
    assert after.log
    span = max(after.log.spans, key=lambda each: each.entry.date)
    assert span.entry.tasks[0].kind == "waiting"
    further = entry._replace(tasks=(*span.entry.tasks, waiting._replace(text="счёт")))
    amended = verify(after, replace_entry(after, span, further))
    assert "- [ ] жду: счёт" in amended.text
    assert "waiting" not in amended.text


def test_a_new_log_has_the_heading_of_the_language() -> None:
    """A configured heading wins; a second entry goes under the same heading."""
    note = Note.parse(RUSSIAN, "Анна.md")
    entry = Entry(date(2026, 11, 23), "вакансия", channel="звонок")
    after = verify(note, append_entry(note, entry))
    assert after.text == f"{RUSSIAN}\n## Взаимодействия\n- 2026-11-23 звонок: вакансия\n"
    again = verify(after, append_entry(after, entry._replace(text="ещё")))
    assert again.text.count("\n## ") == 1
    configured = Note.parse(RUSSIAN, "Анна.md", Settings(log=LogRules(heading="Log")))
    assert "\n## Log\n" in verify(configured, append_entry(configured, entry)).text


def test_what_is_awaited_stays_english_in_an_english_note() -> None:
    """As before."""
    note = Note.parse("---\ntags: [recruiter]\ncompany: Озон\n---\n", "Анна.md")
    entry = Entry(date(2026, 11, 23), "вакансия", tasks=(Task("ответ", kind="waiting"),))
    assert "\t- [ ] waiting: ответ\n" in verify(note, append_entry(note, entry)).text
