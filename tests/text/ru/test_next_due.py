from __future__ import annotations

from datetime import date

import pytest

from contactkeeper.core.agenda.contact_state import FOR_GOOD, Quiet, contact_state
from contactkeeper.core.agenda.model import DueItem, Occasion, Reason, TimerFacts
from contactkeeper.core.agenda.next_due import NextDue, NextDueDay, Settled
from contactkeeper.core.model import Cadence, Contact
from contactkeeper.core.settings import Settings
from contactkeeper.text.ru.next_due import (
    ask_to_erase,
    say_hidden,
    say_next_due,
    say_overdue,
    say_quiet,
    say_settled,
    say_standing,
    say_upcoming,
)

TODAY = date(2026, 11, 23)
FRIDAY, WEDNESDAY, MONDAY = date(2026, 11, 20), date(2026, 12, 23), date(2026, 11, 30)
MONTHLY = Cadence("month")
NEXT = NextDue(
    TODAY, reply_owed=False, excused=False, remaining=None, first=None, second=None,
    timer=WEDNESDAY, cadence=MONTHLY, quiet=None,
)  # fmt: skip
REPLY = Reason("reply", "reply", TODAY, noted=FRIDAY)
TIMER = Reason("cadence", "overdue", FRIDAY, timer=TimerFacts(MONTHLY, date(2026, 10, 20)))
ASKED = Reason("meet", "meet", TODAY, day=FRIDAY)
BIRTHDAY = Occasion("birthday", "", TODAY, TODAY, TODAY)


def first(kind: str, words: str = "") -> NextDueDay:
    """Make a day before the timer's."""
    return NextDueDay(MONDAY, kind, words)


@pytest.mark.parametrize(
    ("back", "said"),
    [
        (NEXT, "Вернётся в среду 23 декабря"),
        (NEXT._replace(first=first("waiting", "JD")),
         "Вернётся в понедельник 30 ноября (если ещё ждём: JD), иначе в среду 23 декабря"),
        (NEXT._replace(first=first("waiting", "she sends the JD")),
         ("Вернётся в понедельник 30 ноября (если ещё ждём: she sends the JD),"
         " иначе в среду 23 декабря")),
        (NEXT._replace(first=first("waiting")),
         "Вернётся в понедельник 30 ноября (если ещё ждём), иначе в среду 23 декабря"),
        (NEXT._replace(first=first("promise"), second=NextDueDay(date(2026, 12, 1), "talk")),
         "Вернётся в понедельник 30 ноября (ваше обещание), затем во вторник 1 декабря (разговор)"),
        (NEXT._replace(first=first("meet", "созвон")),
         "Вернётся в понедельник 30 ноября (созвон), затем в среду 23 декабря"),
        (NEXT._replace(first=first("reminder", "2026-11-30 команда")),
         "Вернётся в понедельник 30 ноября (команда), затем в среду 23 декабря"),
        (NEXT._replace(first=first("birthday"), timer=None, cadence=Cadence("event")),
         "Вернётся в понедельник 30 ноября (день рождения), дальше без срока"),
        (NEXT._replace(cadence=Cadence("event")),
         "Вернётся, когда появится повод (самое позднее в среду 23 декабря)"),
        (NEXT._replace(cadence=Cadence("event"), timer=None), "Вернётся, когда появится повод"),
        (NEXT._replace(cadence=Cadence("none"), timer=None), "Без напоминаний"),
        (NEXT._replace(timer=TODAY), "Остаётся в списке"),
        (NEXT._replace(excused=True), "Ответа не ждут. Вернётся в среду 23 декабря"),
        (NEXT._replace(reply_owed=True), "Ответ за вами."),
        (NEXT._replace(reply_owed=True, quiet=Quiet(MONDAY, "snooze")),
         "Ответ за вами. Отложено до понедельника 30 ноября"),
        (NEXT._replace(remaining=TIMER),
         "Остаётся в списке: раз в месяц, общались 20 октября · 3 дня как пора"),
        (NEXT._replace(remaining=REPLY),
         "Ещё открыто — сообщение от 20 ноября. Вернётся в среду 23 декабря"),
        (NEXT._replace(remaining=ASKED),
         ("Ещё открыто — встреча в пятницу 20 ноября: удалось поговорить?"
         " Вернётся в среду 23 декабря")),
    ],
)  # fmt: skip
def test_when_somebody_is_back(back: NextDue, said: str) -> None:
    """No gender is told, and the user's words stay as they are."""
    assert say_next_due(back) == said


@pytest.mark.parametrize(
    ("settled", "said"),
    [
        (Settled("promise", FRIDAY, "резюме"), "обещание «резюме»"),
        (Settled("reminder", FRIDAY, "2026-11-20 команда"), "напоминание «команда»"),
        (Settled("reminder"), "напоминание «вернуться к разговору»"),
        (Settled("meet", FRIDAY, "созвон"), "созвон в пятницу 20 ноября"),
        (Settled("meet", FRIDAY), "встреча в пятницу 20 ноября"),
        (Settled("waiting", FRIDAY, "JD"), "обещанное вам к пятнице 20 ноября («JD»)"),
        (Settled("waiting", FRIDAY), "обещанное вам к пятнице 20 ноября"),
        (Settled("reply", FRIDAY), "ответ на сообщение от 20 ноября"),
        (Settled("snooze", FRIDAY), "отсрочка до пятницы 20 ноября"),
        (Settled("occasion", occasion=Reason("birthday", "occasion", TODAY, occasion=BIRTHDAY)),
         "день рождения"),
    ],
)  # fmt: skip
def test_what_an_entry_closes(settled: Settled, said: str) -> None:
    """It stands in the nominative, as after a colon."""
    assert say_settled(settled, TODAY) == said


@pytest.mark.parametrize(
    ("quiet", "why", "said"),
    [
        (Quiet(MONDAY, "snooze"), "", "отложено до понедельника 30 ноября"),
        (Quiet(MONDAY, "pause"), "отпуск", "пауза до понедельника 30 ноября: отпуск"),
        (Quiet(FOR_GOOD, "pause"), "", "пауза"),
        (Quiet(FOR_GOOD, "do-not-contact"), "", "просьба не писать"),
    ],
)
def test_what_keeps_somebody_off_the_list(quiet: Quiet, why: str, said: str) -> None:
    """Until when, and why."""
    assert say_quiet(quiet, TODAY, why) == said


def test_what_is_hidden_or_lost_is_said() -> None:
    """Before a snooze or a pause."""
    assert say_hidden([REPLY, ASKED], TODAY) == (
        "Скрыто: сообщение от 20 ноября; встреча в пятницу 20 ноября: удалось поговорить?"
    )
    assert say_hidden([REPLY], TODAY) == "Скрыто: сообщение от 20 ноября."
    assert not say_hidden([], TODAY)
    asked = ask_to_erase("Анна", Quiet(MONDAY, "pause"), TODAY, "отпуск", ["day", "reason"])
    assert asked == "Анна: пауза до понедельника 30 ноября: отпуск. Стереть день и причину?"


def test_who_is_next_on_a_quiet_day() -> None:
    """With the rhythm or the reason."""
    item = DueItem(
        Contact("v.md", "Вера Ситник"), "soon", date(2026, 11, 25), 0, Cadence("month", 3), None,
        cold=False, reasons=(TIMER,),
    )  # fmt: skip
    birthday = Reason("birthday", "soon", TODAY, occasion=BIRTHDAY)
    said = [
        say_upcoming(each, TODAY)
        for each in (
            item,
            item._replace(reasons=(birthday,)),
            item._replace(reasons=(ASKED,)),
        )
    ]
    assert said == [
        "Дальше: Вера Ситник, ср 25 ноября (раз в квартал)",
        "Дальше: Вера Ситник, ср 25 ноября (день рождения)",
        "Дальше: Вера Ситник, ср 25 ноября (встреча)",
    ]


@pytest.mark.parametrize(
    ("contact", "standing", "overdue"),
    [
        (Contact("a.md", "A", last_contact=date(2026, 11, 16)), "срок 16 декабря", ""),
        (Contact("a.md", "A", last_contact=date(2026, 9, 23)), "срок 23 октября",
         "4 недели как пора"),
        (Contact("a.md", "A", status="paused"), "пауза", ""),
        (Contact("a.md", "A", status="paused", paused_until=MONDAY),
         "вернётся 30 ноября", ""),
        (Contact("a.md", "A", status="do-not-contact"), "не писать", ""),
        (Contact("a.md", "A", imported=FRIDAY), "не разобрано", ""),
    ],
)  # fmt: skip
def test_where_somebody_stands(contact: Contact, standing: str, overdue: str) -> None:
    """In the columns of a list."""
    monthly = contact if contact.imported else contact._replace(cadence=MONTHLY)
    state = contact_state(monthly, TODAY, Settings())
    assert (say_standing(state), say_overdue(state)) == (standing, overdue)
