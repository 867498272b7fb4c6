"""The lists in Russian, as a person sees them: words, columns, and what stands below."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from latin_words import latin_words, strange_words
from vaults import TALKED, fill_morning, note
from widths import cells

if TYPE_CHECKING:
    from cli.conftest import Ck

DUE_40 = """\
пн 23 ноября · 12 человек, показано 10

 1 ответить    Boris Ivanov
    сообщение от 12 ноября: «two
    references, please»
    + день рождения: вчера, вс 22 ноября
 2 обещано   • Ольга Ким
    вы обещали к пятнице 20 ноября: the
    new CV
 3 ждём      • Анна Каренина
    ждали к пятнице 20 ноября: JD
 4 новые       Nadia Rahimi
    записей пока нет · знакомство 14
    ноября
 5 повод       Мария Соколова
    день рождения сегодня
 6             Dmitry Orlov
    2 года с выхода на работу, ср 18
    ноября
 7 напомнить • Света Лебедева
    общались 9 октября · 2 недели как
    пора
 8           • Igor Volkov
    нет ответа с 29 октября
 9             Елена Жук
    нет ответа с апреля, 2 попытки
    + комментарий поможет не потеряться
10             Tom Becker
    год с последнего контакта

ещё 2, ключевых 1: ck due --all
ещё 2 к пятнице: ck due --soon
"""
DUE_80 = """\
пн 23 ноября · 12 человек, показано 10                                • ключевые

 1 ответить    Boris Ivanov   Avito      сообщение от 12 ноября: «two
                                         references, please»
                                         + день рождения: вчера, вс 22 ноября
 2 обещано   • Ольга Ким      Ozon       вы обещали к пятнице 20 ноября: the new
                                         CV
 3 ждём      • Анна Каренина  Яндекс     ждали к пятнице 20 ноября: JD
 4 новые       Nadia Rahimi   inDrive    записей пока нет · знакомство 14 ноября
 5 повод       Мария Соколова Контур     день рождения сегодня
 6             Dmitry Orlov   JetBrains  2 года с выхода на работу, ср 18 ноября
 7 напомнить • Света Лебедева Т-Банк     общались 9 октября · 2 недели как пора
 8           • Igor Volkov    VK         нет ответа с 29 октября · 2-я попытка
 9             Елена Жук      Альфа-Банк нет ответа с апреля, 2 попытки
                                         + комментарий поможет не потеряться
10             Tom Becker     Hays       по поводу · год с последнего контакта

ещё 2, ключевых 1: ck due --all · ещё 2 к пятнице: ck due --soon
"""
DUE_120 = """\
пн 23 ноября · 12 человек, показано 10                                                                        • ключевые

 1 ответить    Boris Ivanov   Avito      сообщение от 12 ноября: «two references,        почта
                                         please»
                                         + день рождения: вчера, вс 22 ноября
 2 обещано   • Ольга Ким      Ozon       вы обещали к пятнице 20 ноября: the new CV      тг · после отправки: ck done о…
 3 ждём      • Анна Каренина  Яндекс     ждали к пятнице 20 ноября: JD                   тг · последнее: «Platform снов…
 4 новые       Nadia Rahimi   inDrive    записей пока нет · знакомство 14 ноября
 5 повод       Мария Соколова Контур     день рождения сегодня                           тг · последнее: нашла Go-лида
 6             Dmitry Orlov   JetBrains  2 года с выхода на работу, ср 18 ноября         linkedin · поблагодарить: CV r…
 7 напомнить • Света Лебедева Т-Банк     общались 9 октября · 2 недели как пора          звонок · последнее: о команде
 8           • Igor Volkov    VK         нет ответа с 29 октября · 2-я попытка           звонок · без ответа: почта
 9             Елена Жук      Альфа-Банк нет ответа с апреля, 2 попытки                  комментарий поможет не потерят…
10             Tom Becker     Hays       по поводу · год с последнего контакта           почта · последнее: He writes

ещё 2, ключевых 1: ck due --all · ещё 2 к пятнице: ck due --soon
"""  # noqa: E501
PLAN_40 = """\
пн 23 ноября · 14 человек за 4 недели

эта неделя пн 23 Boris Ivanov и ещё 2
           вт 24 • Ольга Ким и ещё 2
           ср 25 • Igor Volkov и ещё 2
           чт 26 Елена Жук, Аль… и ещё 2
           пт 27 Lucas Mey… · Вера Ситн…
"""
PLAN_80 = """\
пн 23 ноября · 14 человек за 4 недели                                 • ключевые

эта неделя пн 23 ноября Boris Ivanov · Мария Соколова · Dmitry Orlov
           вт 24 ноября • Ольга Ким · • Анна Каренина · • Света Лебедева
           ср 25 ноября • Igor Volkov · • Юля Маркова · Nadia Rahimi
           чт 26 ноября Елена Жук, Альфа… · Tom Becker, Hays · Sergey Lin, Luxo…
           пт 27 ноября Lucas Meyer · Вера Ситник, Wildberries
"""
LIST_40 = """\
   Boris Ivanov   срок 12 февраля
   Dmitry Orlov   срок 14 декабря
•  Igor Volkov    4 дня как пора
   Lucas Meyer    срок 20 февраля
   Nadia Rahimi   9 дней как пора
   Sergey Lin     срок 23 ноября
   Tom Becker     3 дня как пора
   Victor Stone   не писать
•  Анна Каренина  срок 16 декабря
   Вера Ситник    срок 25 ноября
   Глеб Руднев    пауза
   Елена Жук      3 месяца как пора
   Мария Соколо…  срок 5 января
•  Ольга Ким      срок 16 декабря
•  Света Лебеде…  2 недели как пора
•  Юля Маркова    срок 23 ноября

16 контактов
"""
LIST_80 = """\
   Boris Ivanov    раз в квартал  общались 12 ноября      срок 12 февраля
   Dmitry Orlov    раз в квартал  общались 14 сентября    срок 14 декабря
•  Igor Volkov     раз в месяц    общались 22 сентября    4 дня как пора
   Lucas Meyer     раз в квартал  общались 20 ноября      срок 20 февраля
   Nadia Rahimi    раз в квартал                          9 дней как пора
   Sergey Lin      раз в квартал  общались 7 июля         срок 23 ноября
   Tom Becker      по поводу      общались в ноябре 2025  3 дня как пора
   Victor Stone    раз в квартал  общались в январе 2020  не писать
•  Анна Каренина   раз в месяц    общались 16 ноября      срок 16 декабря
   Вера Ситник     раз в квартал  общались 25 августа     срок 25 ноября
   Глеб Руднев     раз в квартал  общались 2 января       пауза
   Елена Жук       раз в квартал  общались 11 февраля     3 месяца как пора
   Мария Соколова  раз в квартал  общались 5 октября      срок 5 января
•  Ольга Ким       раз в месяц    общались 16 ноября      срок 16 декабря
•  Света Лебедева  раз в месяц    общались 9 октября      2 недели как пора
•  Юля Маркова     раз в месяц    общались 23 октября     срок 23 ноября

16 контактов
"""


@pytest.fixture(autouse=True)
def _russian(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CK_LANG", "ru")


@pytest.mark.parametrize(
    ("command", "columns", "page"),
    [
        ("due", "40", DUE_40),
        ("due", "80", DUE_80),
        ("due", "120", DUE_120),
        ("plan", "40", PLAN_40),
        ("plan", "80", PLAN_80),
        ("list", "40", LIST_40),
        ("list", "80", LIST_80),
    ],
)
def test_a_page_has_russian_words_in_columns_of_their_width(
    window: Ck, monkeypatch: pytest.MonkeyPatch, command: str, columns: str, page: str
) -> None:
    """No line is wider than the window, and nothing but the user's words is in English."""
    monkeypatch.setenv("COLUMNS", columns)
    fill_morning(window)
    (window.vault / "People/Катя Нестерова.md").unlink()
    result = window(command)
    assert result.out == page
    assert (result.code, result.err) == (0, "")
    assert max(map(cells, page.split("\n"))) <= int(columns)
    notes = window.vault.glob("People/*.md")
    own = latin_words(" ".join(f"{each.stem} {each.read_text('utf-8')}" for each in notes))
    whole = re.sub(r"\w+…", "", page)  # of a name that is cut only the beginning stands there
    assert strange_words(whole) <= own


@pytest.mark.parametrize("command", ["due", "plan", "list", "log --list --month"])
def test_no_line_is_wider_than_the_window(
    window: Ck, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """At any width from 40 on."""
    fill_morning(window)
    for columns in (40, 47, 58, 71, 72, 95, 109, 110, 140):
        monkeypatch.setenv("COLUMNS", str(columns))
        lines = window(*command.split()).out.split("\n")
        assert max(map(cells, lines)) <= columns


def test_a_quiet_day_says_who_is_next(ck: Ck) -> None:
    """With the rhythm; where filters take nobody, that is said."""
    ck.note("Анна.md", note("- 2026-11-02: x\n", cadence="monthly"))
    assert ck("due").out == (
        "пн 23 ноября · сегодня никого\n\nДальше: Анна, ср 2 декабря (раз в месяц)\n"
    )
    for command in ("due", "plan"):
        assert ck(command, "--tag", "x").out == (
            "пн 23 ноября · из 1 контакта не подходит никто: --tag x\n"
        )


def test_the_head_names_the_situation(ck: Ck) -> None:
    """By the word that can be typed for it."""
    ck.note("Анна.md", note(TALKED))
    ck.note("contactkeeper.toml", '[mode]\nname = "searching"\n')
    head = "пн 23 ноября · поиск · "
    assert ck("due").out.startswith(f"{head}1 человек\n")
    assert ck("plan").out.startswith(f"{head}1 человек за 4 недели\n")


def test_a_morning_in_one_line_and_by_the_plan(ck: Ck) -> None:
    """For a prompt, and as the share of a day."""
    ck.note("contactkeeper.toml", "[plan]\nper_day = 1\n")
    for name in ("Анна", "Борис"):
        ck.note(f"{name}.md", note(TALKED))
    ck.note("Вера.md", note("- 2026-11-12 <- tg: две рекомендации\n"))
    assert ck("due", "--brief").out == "3 человека · 1 ответ · Вера\n"
    assert ck("due", "--plan").out == (
        "пн 23 ноября · сегодня по плану 1 из 3\n\n"
        "ответить    Вера сообщение от 12 ноября: «две рекомендации»\n\n"
        "ещё 2 к среде 25 ноября: ck plan\n"
    )


def test_problems_are_counted_below_the_list(window: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whose they are where there is room, else in how many notes."""
    for name in ("Анна", "Борис", "Вера"):
        ck_note = note(TALKED, birthday="x")
        window.note(f"{name}.md", ck_note)
    said = {
        "80": "! 3 проблемы: Анна, Борис, Вера: ck check",
        "40": "! 3 проблемы: Анна и ещё 2: ck check",
    }
    for columns, line in said.items():
        monkeypatch.setenv("COLUMNS", columns)
        assert window("due").out.split("\n")[-2] == line


def test_a_catch_up_says_who_is_snoozed_and_who_stays(ck: Ck) -> None:
    """And what a run without a terminal asks."""
    ck.note("contactkeeper.toml", "[plan]\nper_day = 1\n")
    ck.note("Анна.md", note(TALKED))
    ck.note("Борис.md", note(TALKED, birthday="11-22"))
    asked = ck("plan", "--catch-up")
    assert asked.code == 2
    assert (
        "Отложить до их дней в плане (1 человек, самое позднее до вторника 24 ноября)?" in asked.err
    )
    lines = ck("plan", "--catch-up", "--yes").out.split("\n")
    assert lines[-2].startswith(
        "Отложено: 1 человек, самое позднее до вторника 24 ноября; в списке остаётся 1 человек"
    )


def test_what_i_did_is_listed(ck: Ck) -> None:
    """Since Monday; nothing is said as well."""
    ck.note("Анна.md", note("- 2026-11-23 call: о роли\n\t- [ ] waiting: JD 📅 2026-11-27\n"))
    assert ck("log", "--list").out == (
        "пн 23 ноября  call  Анна  о роли · ждём: JD\n\n"
        "С понедельника 23 ноября, 1 человек: 1 разговор\n"
    )
    ck.note("Анна.md", note(TALKED))
    assert ck("log", "--list").out == "С понедельника 23 ноября ваших записей нет.\n"


def test_json_is_english(ck: Ck) -> None:
    """Sentences and errors."""
    ck.note("Анна.md", note("- 2026-11-12 <- tg: ждут\n"))
    [item] = json.loads(ck("due", "--json").out)["items"]
    assert item["reasons"][0]["text"] == "wrote 12 Nov: «ждут»"
    error = json.loads(ck("show", "7", "--json").out)["error"]
    assert error["message"].startswith("7 stands for nobody: this terminal has shown no list")
    error = json.loads(ck("due", "--all", "--limit", "1", "--json").out)["error"]
    assert error["message"] == "--all shows everybody, so it takes no --limit."


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["due", "--limit", "-1"], "--soon и --limit принимают число от 0."),
        (["plan", "--weeks", "0"], "--weeks принимает число от 1 до 52."),
        (["list", "--sort", "x"],
         ("--sort принимает одно из значений name, overdue, due, last, tier, company, cadence, а"
         " не «x».")),
        (["log", "--list", "--since", "2026-12-01"],
         "для --since нужен день не позже сегодняшнего, а 2026-12-01 ещё впереди."),
        (["snooze", "анна", "2026-11-01"], "для UNTIL нужен день в будущем, а не 2026-11-01."),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_in_russian(ck: Ck, arguments: list[str], said: str) -> None:
    """Options stay as they are typed."""
    ck.note("Анна.md", note(TALKED))
    result = ck(*arguments)
    assert (result.code, result.err) == (2, f"ck: {said}\n")
