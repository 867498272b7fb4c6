"""What is said of imported files and people in Russian."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from contactkeeper.core.importing.model import Difference, Item, NewJob, Outcome
from contactkeeper.core.interchange import Exported, FileKind, LeftOut, Person
from contactkeeper.core.model import Contact, Entry, PartialDate, Task
from contactkeeper.text import import_outcome, import_walk, importing
from contactkeeper.text.en.left_out import NOUNS as ENGLISH_NOUNS
from contactkeeper.text.ru.importing import (
    ask_owed,
    say_changed,
    say_differing,
    say_facts,
    say_file,
    say_item,
    say_job,
    say_known,
    say_new,
    say_unsure,
)
from contactkeeper.text.ru.left_out import NOUNS, say_left_out
from contactkeeper.text.speech import Speech

RUSSIAN = Speech("ru")
ANNA = Contact("Люди/Анна.md", "Анна Каренина", company="Яндекс")
OTHER = Contact("Люди/Анна 2.md", "Анна Каренина", company="Озон")
BORIS = Contact("Люди/Boris.md", "Boris Ivanov")


def talks(number: int) -> Item:
    """Return somebody with talks on so many days."""
    days = tuple(Entry(date.fromordinal(740_000 + day)) for day in range(number))
    return Item("new", Person("Вера Линд", company="Avito", role="HR"), entries=days)


@pytest.mark.parametrize(
    ("exported", "said"),
    [
        (
            Exported(
                "linkedin",
                "x.zip",
                owner_name="Olga M.",
                made=date(2026, 11, 30),
                counts=(("connections", 1204), ("invitations", 2)),
            ),
            "Архив LinkedIn (Olga M.), 30 ноября 2026: 1\u00a0204 связи, 2 приглашения",
        ),
        (
            Exported("json", "x.json", counts=(("contacts", 21), ("entries", 2))),
            "Экспорт ck: 21 контакт, 2 записи",
        ),
        (
            Exported("telegram", "x.json", counts=(("chats", 2), ("messages", 5))),
            "Экспорт Telegram: 2 чата, 5 сообщений",
        ),
        (Exported("icalendar", "x.ics", counts=(("events", 3),)), "Календарь: 3 события"),
        (Exported("vcard", "x.vcf", counts=(("cards", 5),)), "Адресная книга: 5 карточек"),
        (Exported("mail", "x.mbox"), "Почта"),
    ],
)
def test_a_file_is_said_with_its_owner_and_what_it_holds(exported: Exported, said: str) -> None:
    """The owner's name stays in the nominative."""
    assert say_file(exported, named=False) == said
    named = say_file(exported, named=True)
    assert named.casefold() == f"{exported.file}: {said}".casefold()
    assert named.startswith(exported.file)


def test_each_kind_of_file_has_its_words() -> None:
    """And none of them is said in English."""
    for kind in get_args(FileKind):
        assert say_file(Exported(kind, "x"), named=True).startswith("x: ")


@pytest.mark.parametrize(
    ("number", "recruiters", "people", "history"),
    [
        (0, "рекрутеров", "человек", ""),
        (1, "рекрутер", "человек", ", из них с историей 1: 1 день"),
        (3, "рекрутера", "человека", ", из них с историей 3: 3 дня"),
        (5, "рекрутеров", "человек", ", из них с историей 5: 5 дней"),
        (21, "рекрутер", "человек", ", из них с историей 21: 21 день"),
    ],
)
def test_who_is_new_follows_the_number(
    number: int, recruiters: str, people: str, history: str
) -> None:
    """In the case that the number asks for."""
    items = [talks(1)] * number
    assert say_new(items, 0, everybody=False, words=()) == f"{recruiters}{history}"
    assert say_new(items, 1102, everybody=True, words=()) == (
        f"{people}{history} (других пропущено 1\u00a0102: --all)"
    )
    assert say_new(items, 1, everybody=False, words=("data", "ML")) == (
        f"{people} с «data» или «ML»{history} (других пропущено 1)"
    )


def test_what_the_notes_of_the_known_lack() -> None:
    """Each with its number."""
    known = talks(2)._replace(properties=(("email", "a@example.com"),), tasks=(Task("кофе"),))
    assert say_known([known, talks(3)]) == (
        ": с новой историей 2, это 5 дней; с новыми свойствами 1; со встречами или задачами 1"
    )
    assert say_known([]) == ": ничего нового"


@pytest.mark.parametrize(
    ("job", "said"),
    [
        (
            NewJob("Avito", "", "Яндекс", "", date(2026, 10, 1), is_newer=True),
            "Яндекс → Avito, с октября 2026: новая работа?",
        ),
        (NewJob("VK", "Lead", "VK", "HR", is_newer=True), "HR → Lead: новая должность?"),
        (NewJob("Avito", "", "", ""), "— → Avito, но заметка новее файла"),
    ],
)
def test_a_new_job_is_a_question(job: NewJob, said: str) -> None:
    """Unless the note is newer."""
    assert say_job(job) == said
    changed = Item("changed", Person(), contact=ANNA, job=job)
    assert say_changed(changed) == f"Анна Каренина · {said}"
    more = changed._replace(properties=(("email", "a@example.com"), ("phone", "+7")))
    assert say_changed(more) == f"Анна Каренина · {said} (и ещё email, телефон)"


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (Item("unsure", Person("Анна")), "«Анна»: одного имени мало"),
        (Item("unsure", Person(emails=("a@example.com",))), "«a@example.com»: имени нет"),
        (
            Item("unsure", Person("Anna K.", doubts=("name", "letters"))),
            "«Anna K.»: имя угадано, буквы испорчены",
        ),
        (
            Item("unsure", Person("Anna K.", doubts=("birthday",)), rivals=(ANNA, BORIS)),
            "«Anna K.»: возможно, Анна Каренина или Boris Ivanov (день рождения сомнителен)",
        ),
        (
            Item(
                "unsure",
                Person("А"),
                rivals=(ANNA, OTHER, BORIS),
                differences=(Difference("phone", "1", "2"),),
            ),
            (
                "«А»: возможно, Анна Каренина, Яндекс; Анна Каренина, Озон или Boris Ivanov "
                "(телефон — 1, в файле — 2)"
            ),
        ),
    ],
)
def test_whose_note_it_may_be(item: Item, said: str) -> None:
    """With why that is not clear."""
    assert say_unsure(item) == said


def test_what_a_note_and_a_file_say_differently() -> None:
    """The properties have the names that Russian notes have."""
    differing = (Difference("phone", "+7 1", "+7 2"), Difference("name", "Анна", "Anna"))
    item = Item("known", Person(), contact=ANNA, differences=differing)
    assert say_differing(item) == (
        "Анна Каренина: телефон — +7 1, в файле — +7 2; имя — Анна, в файле — Anna"
    )


def test_who_is_new_has_a_line() -> None:
    """With the job, the days of history and the tasks."""
    assert say_item(talks(21)) == "Вера Линд, Avito, HR: история за 21 день"
    known = talks(2)._replace(
        contact=ANNA, properties=(("email", "a@example.com"),), tasks=(Task("кофе"),) * 5
    )
    assert say_item(known) == "Анна Каренина: email, история за 2 дня, 5 задач"
    assert (
        say_facts(
            Person(
                company="VK",
                role="HR",
                emails=("a@example.com",),
                birthday=PartialDate(4, 12),
                connected=date(2024, 3, 15),
            )
        )
        == "HR, VK · a@example.com · день рождения 04-12 · в контактах с 15 марта 2024"
    )


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1 сообщение без ответа старше 14 дней: не отвечать на него?"),
        (2, "2 сообщения без ответа старше 14 дней: не отвечать на них?"),
        (5, "5 сообщений без ответа старше 14 дней: не отвечать на них?"),
        (21, "21 сообщение без ответа старше 14 дней: не отвечать на них?"),
    ],
)
def test_old_messages_are_asked_about(number: int, said: str) -> None:
    """The days stand in the genitive."""
    assert ask_owed(number, 14) == said
    assert ask_owed(number, 21) == said.replace("14 дней", "21 дня")


def test_what_is_left_out_is_counted_in_its_case() -> None:
    """Everything that can be left out has its noun."""
    assert NOUNS.keys() == ENGLISH_NOUNS.keys()
    assert say_left_out([LeftOut("group", 2)]) == "группы"
    assert say_left_out([LeftOut("draft", 1), LeftOut("saved", 5), LeftOut("own", 21)]) == (
        ": 1 черновик, 5 чатов с собой, 21 событие календаря ck"
    )


@pytest.mark.parametrize(
    ("outcome", "said"),
    [
        (Outcome(), "Ничего не взято."),
        (
            Outcome(notes=1, folder="Люди", entries=2, entry_notes=1, jobs=1),
            "1 новая заметка в Люди/, 2 записи в 1 заметке, 1 новая работа.",
        ),
        (
            Outcome(notes=37, entries=112, entry_notes=29, jobs=3, others=21, declined=2),
            (
                "37 новых заметок, 112 записей в 29 заметках, 3 новые работы, "
                "свойства или задачи в 21 заметке, отклонено насовсем: 2."
            ),
        ),
    ],
)
def test_what_was_written(outcome: Outcome, said: str) -> None:
    """Each kind with its number."""
    assert RUSSIAN.say(import_outcome.say_written(outcome, dry_run=False)) == said


@pytest.mark.parametrize(
    ("unsure", "jobs", "said"),
    [
        (1, 0, "Остаётся 1 неясный случай: "),
        (0, 5, "Остаётся 5 новых работ: "),
        (1, 1, "Остаются 1 неясный случай и 1 новая работа: "),
        (2, 0, "Остаются 2 неясных случая: "),
    ],
)
def test_what_is_left_to_decide(unsure: int, jobs: int, said: str) -> None:
    """And how."""
    assert RUSSIAN.say(import_outcome.say_left(unsure, jobs)) == (
        f"{said}чтобы решить, импортируйте файл ещё раз."
    )


def test_the_keys_of_the_walk_stay_latin() -> None:
    """They are places on a keyboard; what they do is said beside them."""
    keys = import_walk.keys_of(talks(1))
    assert " ".join(RUSSIAN.say(label) for label in keys.values()) == (
        "[y] да [n] нет [d] отклонить насовсем [b] назад [a] все остальные [q] закончить [?]"
    )
    question = RUSSIAN.say(importing.ask_what_to_take(3, everybody=False))
    assert question == "Взять 1 всё, что ясно  2 по одному  3 ничего  4 по словам  5 всех"
