from __future__ import annotations

from datetime import date, time
from typing import get_args

import pytest

from contactkeeper.core.agenda.model import DueItem, Group, Occasion, Reason
from contactkeeper.core.agenda.paging import Shared
from contactkeeper.core.model import Cadence, Contact
from contactkeeper.text.en import paging as english
from contactkeeper.text.ru import paging

TODAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)
MONDAY = date(2026, 12, 21)
EVENT = Occasion("event-before", "HighLoad++", date(2026, 11, 24), TODAY, FRIDAY, ends=FRIDAY)
HOLIDAY = Occasion("holiday", "День HR", TODAY, TODAY, FRIDAY)


def shared(occasion: Occasion, people: int, key: int) -> Shared:
    """Make what many people share."""
    reason = Reason(occasion.kind, "circle", TODAY, occasion=occasion)
    return Shared(reason, people, key)


@pytest.mark.parametrize(
    ("said", "russian"),
    [
        (paging.say_waiting(40, 6), "ещё 40, ключевых 6"),
        (paging.say_waiting(1204, 0), "ещё 1\u00a0204"),
        (paging.say_waiting(0, 0), ""),
        (paging.say_shared(shared(EVENT, 11, 11), TODAY),
         "HighLoad++ завтра, спросить: 11 ключевых контактов"),
        (paging.say_shared(shared(HOLIDAY, 22, 1), TODAY),
         "День HR сегодня, поздравить: 22 человека, ключевых 1"),
        (paging.say_shared(shared(HOLIDAY, 1, 0), TODAY), "День HR сегодня, поздравить: 1 человек"),
        (paging.say_other_days([], TODAY), ""),
        (paging.say_other_days([MONDAY], TODAY), "ещё 1 в понедельник 21 декабря"),
        (paging.say_other_days([FRIDAY, MONDAY, None], TODAY),
         "ещё 2 к понедельнику 21 декабря, 1 без места"),
        (paging.say_no_row(None, TODAY), "в этом терминале списка ещё не было"),
        (paging.say_no_row(FRIDAY, TODAY),
         "последний список в этом терминале был в пятницу 27 ноября"),
        (paging.say_no_row(TODAY, TODAY), "в последнем списке этого терминала нет такой строки"),
        (paging.say_later(4, FRIDAY, TODAY), "ещё 4 к пятнице"),
        (paging.say_later(1, date(2026, 11, 24), TODAY), "ещё 1 ко вторнику"),
        (paging.say_later(4, MONDAY, TODAY), "ещё 4 к понедельнику 21 декабря"),
        (paging.say_due_count(0, 0, by_plan=False), "сегодня никого"),
        (paging.say_due_count(1, 1, by_plan=False), "1 человек"),
        (paging.say_due_count(62, 20, by_plan=False), "62 человека, показано 20"),
        (paging.say_due_count(60, 3, by_plan=True), "сегодня по плану 3 из 60"),
        (paging.say_due_count(60, 0, by_plan=True), "сегодня по плану никого из 60"),
        (paging.say_planned_count(0, 1), "никого за 1 неделю"),
        (paging.say_planned_count(21, 4), "21 человек за 4 недели"),
        (paging.say_planned_count(5, 5), "5 человек за 5 недель"),
        (paging.say_listed_count(3, 1204), "3 контакта из 1\u00a0204"),
        (paging.say_listed_count(1, 1), "1 контакт"),
        (paging.say_no_place(4, 2), "ещё 4 без места за 2 недели"),
        (paging.say_unfinished_merge("", 0), ""),
        (paging.say_unfinished_merge("merge", 0), "слияние не завершено"),
        (paging.say_unfinished_merge("rebase", 2),
         "rebase не завершён; конфликт слияния остался в 2 заметках"),
        (paging.say_unfinished_merge("", 1), "конфликт слияния остался в 1 заметке"),
        (paging.say_inbox(1, "Inbox"), "1 мысль ждёт в Inbox"),
        (paging.say_inbox(3, "Inbox"), "3 мысли ждут в Inbox"),
        (paging.say_inbox(11, "Inbox"), "11 мыслей ждут в Inbox"),
        (paging.say_inbox(21, "Inbox"), "21 мысль ждёт в Inbox"),
        (paging.ask_to_snooze(3, MONDAY, TODAY),
         "Отложить до их дней в плане (3 человека, самое позднее до понедельника 21 декабря)?"),
        (paging.say_snoozed(5, MONDAY, 1, TODAY),
         ("Отложено: 5 человек, самое позднее до понедельника 21 декабря; в списке остаётся"
         " 1 человек")),
        (paging.say_snoozed(0, None, 2, TODAY), "Откладывать некого; в списке остаётся 2 человека"),
        (paging.say_stays("Анна", "день рождения сегодня"),
         "Анна остаётся: день рождения сегодня"),
        (paging.say_unsorted(28), "28 к разбору"),
        (paging.say_to_decide(6), "6 к разбору или решению"),
        (paging.say_no_match(1, " --tier key"), "из 1 контакта не подходит никто: --tier key"),
        (paging.say_no_match(1204, " --tier key"),
         "из 1\u00a0204 контактов не подходит никто: --tier key"),
        (paging.say_no_match(21, ""), "из 21 контакта не подходит никто:"),
        (paging.say_more("Анна, Борис", 2), "Анна, Борис и ещё 2"),
        (paging.say_more("Анна", 0), "Анна"),
        (paging.say_old_tasks(21), "21 старая задача"),
        (paging.say_old_tasks(12), "12 старых задач"),
        (paging.say_problems(2, "Анна, Борис", 2), "2 проблемы: Анна, Борис"),
        (paging.say_problems(5, "", 3), "5 проблем в 3 заметках"),
        (paging.say_line("Анна", 3, "не дата"), "Анна: строка 3: не дата"),
    ],
)  # fmt: skip
def test_what_stands_around_a_list_is_russian(said: str, russian: str) -> None:
    """Each count in the form that it asks for."""
    assert said == russian


def test_a_morning_in_one_line() -> None:
    """Who waits is counted; the first row has its name."""
    assert not paging.say_brief([])
    groups: list[Group] = ["meet", "meet", "reply", "promise", "waiting", "occasion", "new"]
    items = [
        DueItem(
            Contact(f"{place}.md", "Анна Каренина"), group, TODAY, 0, Cadence("month"), None,
            cold=False, reasons=(Reason("meet", group, TODAY, time=time(11)),),
        )
        for place, group in enumerate(groups)
    ]  # fmt: skip
    assert paging.say_brief(items) == (
        "7 человек · 2 встречи, 1 ответ, 1 обещание, 1 ожидание, 1 повод · Анна Каренина 11:00"
    )


def test_every_group_has_a_label_in_each_language() -> None:
    """One word each."""
    for language in (english, paging):
        assert list(language.GROUPS) == list(get_args(Group))
