"""The brief of a person and of a company, in Russian."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.agenda.brief import Balance, brief_of
from contactkeeper.core.agenda.log_stats import Outcomes, ResponseStats
from contactkeeper.core.introduction import Introduction
from contactkeeper.core.model import Task, Time
from contactkeeper.core.settings import Settings
from contactkeeper.text.phrases import Sentence
from contactkeeper.text.ru import brief as text
from contactkeeper.text.ru.company import say_earlier_said
from histories import MONTHLY, QUARTERLY, TODAY, contact, day, entry, promise

if TYPE_CHECKING:
    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.model import Contact


def brief(person: Contact) -> Brief:
    """Make the brief of somebody on the day of the screens."""
    return brief_of(person, TODAY, Settings())


def test_who_it_is() -> None:
    """The names of ours in Russian, the words of the note as they are."""
    someone = contact("Анна", tier="key", focus="technical")
    assert text.say_kind(someone, MONTHLY) == "ключевой · технический · раз в месяц"
    someone = contact("Tom", tier="supporting", focus="данные")
    assert text.say_kind(someone, QUARTERLY) == "поддерживающий · данные · раз в квартал"
    assert text.say_kind(contact("Tom"), MONTHLY) == "раз в месяц"
    assert text.say_handle("telegram:olga") == "тг @olga"
    assert text.say_handle("phone:+79161234567") == "тел. +79161234567"
    assert text.say_handle("linkedin:olga") == "linkedin olga"
    assert text.say_met("JPoint", "Борис") == "знакомство: JPoint, через кого: Борис"
    assert text.say_met("", "Борис") == "через кого: Борис"
    assert text.say_met("", "") == ""


@pytest.mark.parametrize(
    ("channel", "within", "said"),
    [
        ("telegram", 1, "отвечает в телеграме, обычно за день"),
        ("email", 3, "отвечает на письма, обычно за 3 дня"),
        ("call", 7, "отвечает на звонки, обычно за неделю"),
        ("message", 14, "отвечает на сообщения, обычно за 2 недели"),
        ("linkedin", 31, "отвечает в LinkedIn, обычно за месяц"),
        ("threads", None, "отвечает через threads"),
    ],
)
def test_where_they_answer(channel: str, within: int | None, said: str) -> None:
    """On a channel of ours in its case, on another by its name."""
    assert text.say_answering(ResponseStats(channel, within)) == said


def test_why_now() -> None:
    """The reasons, else when the rhythm comes round."""
    called = contact("A", entry("11-01", channel="call"), cadence=MONTHLY)
    assert text.say_why_now(brief(called), TODAY) == ["раз в месяц, дальше вт 1 декабря"]
    assert text.say_why_now(brief(contact("A", status="do-not-contact")), TODAY) == [
        "ничего срочного"
    ]


def test_what_is_owed() -> None:
    """Mine and theirs, with and without a day."""
    tasks = (promise("резюме", "11-27"), promise("JD", waiting=True))
    owed = brief(contact("A", entry("11-15", "->", tasks=tasks), entry("11-16", "<-")))
    assert text.say_owed(owed, TODAY) == [
        "ответ на сообщение от 16 ноября", "резюме, к пятнице 27 ноября",
    ]  # fmt: skip
    assert text.say_awaited(owed, TODAY) == ["JD"]
    nothing = brief(contact("A"))
    assert text.say_owed(nothing, TODAY) == ["ничего"]
    assert text.say_awaited(nothing, TODAY) == ["пока нечего"]


def test_appointments_and_reminders() -> None:
    """With the short weekday; three without a day, and how many more."""
    meeting = Task("о роли", day("11-27"), kind="appointment", time=Time(11, 0), channel="созвон")
    assert text.say_appointment(meeting, TODAY) == "пт 27 ноября 11:00 созвон: о роли"
    undated = [Task(str(number), None, "open", "reminder") for number in range(8)]
    follow_up = Task("", day("11-27"), "open", "reminder")
    assert text.say_reminders([follow_up, *undated], TODAY) == [
        "вернуться к разговору, пт 27 ноября", "0", "1", "2", "ещё 5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("balance", "said"),
    [
        (Balance(0, 0, None, None), []),
        (Balance(2, 2, None, None), ["дали 2, получили 2"]),
        (Balance(1, 3, None, None), ["дали 1, получили 3: ваша очередь"]),
        (
            Balance(21, 5, ("intro", day("10-09")), None),
            ["дали 21, получили 5: не ваша очередь", "дали в последний раз: intro, 9 октября"],
        ),
    ],
)
def test_favours(balance: Balance, said: list[str]) -> None:
    """Whose turn it is, without a gender."""
    assert text.say_balance(balance, TODAY) == said


def test_an_entry() -> None:
    """The user's words as they are; an open task says whose it is."""
    tasks = (promise("резюме"), promise("JD", waiting=True), promise("x", state="kept"))
    assert text.say_entry(entry("11-16", text="созвон", gave="совет", tasks=tasks)) == (
        "созвон · дали: совет · сделать: резюме · ждём: JD"
    )


def test_the_fields_of_an_entry_are_said_in_russian() -> None:
    """That no answer is needed is a sentence; a field of the user's own stays."""
    said = text.say_entry(entry("11-16", text="да", reply="none", told="доклад", mood="бодро"))
    assert said == "да · ответ не нужен · рассказано: доклад · mood: бодро"


@pytest.mark.parametrize(
    ("person", "said"),
    [
        (contact("A", entry("11-01", channel="call")), "пара слов"),
        (
            contact("A", entry("06-14", channel="call"), entry("11-14", channel="tg")),
            "пора поговорить: последний звонок 14 июня, с тех пор только сообщения",
        ),
        (
            contact("A", entry("05-01", channel="meeting")),
            "пора поговорить: последняя встреча 1 мая",
        ),
        (
            contact("A", entry("2025-05-01", text="x")),
            "пора поговорить: последний разговор в мае 2025",
        ),
        (
            contact("A", entry("08-23", "<-", channel="tg", reply="none")),
            "пора поговорить: ни звонка, ни встречи ещё не было",
        ),
        (
            contact("A", entry("08-23", channel="call"), talk=QUARTERLY),
            "пора поговорить (раз в квартал): последний звонок 23 августа",
        ),
        (
            contact("A", entry("11-01", channel="call"), talk=QUARTERLY),
            "пара слов; следующий разговор 1 февраля (раз в квартал)",
        ),
        (
            contact("A", entry("11-01", channel="call"), entry("11-20", "<-", channel="tg")),
            "ответ на сообщение от 20 ноября",
        ),
        (contact("A", met_at="JPoint"), "первое сообщение, знакомство: JPoint"),
        (contact("A"), "первое сообщение"),
        (contact("A", company="Ozon", company_since=day("11-20")), "поздравление с новой работой"),
    ],
)
def test_how_to_be_in_touch(person: Contact, said: str) -> None:
    """Each form that is suggested."""
    form = brief(person).form
    assert form
    assert text.say_suggestion(form, TODAY) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((("referral", 1), ("interview", 2)), "1 рекомендация, 2 собеседования"),
        ((("offer", 5), ("hire", 21)), "5 офферов, 21 выход на работу"),
        ((("hire", 2), ("тестовое", 2)), "2 выхода на работу, тестовое: 2"),
        ((), ""),
    ],
)
def test_what_came_of_it(counts: tuple[tuple[str, int], ...], said: str) -> None:
    """Our own words have forms, words of the user's have none."""
    assert text.count_outcomes(counts) == said


def test_what_came_through_somebody() -> None:
    """With the name in the nominative, of either gender and alphabet."""
    outcomes = Outcomes(day("2024-03-01"), (("offer", 1),))
    assert text.say_outcomes(outcomes, "Катя") == "Катя: с 2024 года 1 оффер."
    brought = [Introduction("intro", "Nadia Rahimi", None), Introduction("intro", "Том", None)]
    assert text.say_came_of_it(outcomes, brought) == [
        "1 оффер", "с 2024 года", "знакомства: Nadia Rahimi, Том",
    ]  # fmt: skip
    assert text.say_came_of_it(None, []) == []
    assert text.say_introducer("Борис  Ким") == "За знакомство стоит поблагодарить: Борис Ким."
    assert text.say_trust(4) == "4 из 5"


def test_what_is_not_shown() -> None:
    """Named by its beginning; a narrow window leaves the day out."""
    assert text.say_earlier(12, day("2024-03-01"), TODAY, "анна") == Sentence(
        "ещё 12, с марта 2024: ck show анна --all", "ещё 12: ck show анна --all"
    )
    assert say_earlier_said(1, "яндекс") == "ещё 1: ck show яндекс --all"
