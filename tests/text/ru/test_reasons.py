from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from contactkeeper.core.agenda.model import (
    Advice,
    AnsweredOn,
    BetterChannel,
    DueItem,
    Occasion,
    Reason,
    TimerFacts,
)
from contactkeeper.core.agenda.plan import Unplaced
from contactkeeper.core.model import Cadence, Contact, Time
from contactkeeper.text.phrases import Sentence
from contactkeeper.text.ru.occasions import TEXTS, text_of
from contactkeeper.text.ru.reasons import (
    reason_sentence,
    say_advice,
    say_better_channel,
    say_reason,
    say_unplaced,
)
from text.test_reasons import days, reasons

TODAY = date(2026, 11, 23)
FRIDAY, OCTOBER, LONG_AGO = date(2026, 11, 20), date(2026, 10, 9), date(2024, 3, 15)
MONTHLY = TimerFacts(Cadence("month"), OCTOBER)


def reason(kind: str, due: date = TODAY, **facts: Any) -> Reason:  # noqa: ANN401  # any fact
    """Make a reason of a group that plays no part here."""
    return Reason(kind, "today", due, **facts)


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (reason("reply", noted=FRIDAY, words="two references"),
         "сообщение от 20 ноября: «two references»"),
        (reason("reply", noted=LONG_AGO, words=" "), "сообщение от марта 2024"),
        (reason("promise", deadline=FRIDAY, words="резюме"),
         "вы обещали к пятнице 20 ноября: резюме"),
        (reason("promise", deadline=date(2026, 11, 24), words="резюме"),
         "вы обещали ко вторнику 24 ноября: резюме"),
        (reason("promise", noted=date(2026, 11, 17), words="резюме"),
         "вы обещали во вторник 17 ноября: резюме"),
        (reason("meet", time=Time(11), channel="созвон", words="о роли"), "11:00 созвон: о роли"),
        (reason("meet", date(2026, 11, 27), channel="кофе"), "пт 27 ноября кофе"),
        (reason("meet"), "сегодня встреча"),
        (reason("meet", day=FRIDAY, channel="созвон"),
         "созвон в пятницу 20 ноября: удалось поговорить?"),
        (reason("meet", day=date(2026, 11, 18)),
         "встреча в среду 18 ноября: удалось поговорить?"),
        (reason("reminder", words="2026-11-23 команда", deadline=TODAY), "команда"),
        (reason("reminder", FRIDAY), "вернуться к разговору · записано на пятницу 20 ноября"),
        (reason("waiting", words="JD", deadline=FRIDAY), "ждали к пятнице 20 ноября: JD"),
        (reason("waiting", noted=FRIDAY), "вам обещали в пятницу 20 ноября"),
        (reason("waiting", words="JD", asked=OCTOBER), "вы писали 9 октября, всё ещё ждём: JD"),
        (reason("talk", day=date(2026, 6, 4), channel="call"),
         "пора поговорить: последний звонок 4 июня"),
        (reason("talk", day=LONG_AGO, channel="meeting"),
         "пора поговорить: последняя встреча в марте 2024"),
        (reason("talk", day=OCTOBER), "пора поговорить: последний разговор 9 октября"),
        (reason("touch", channel="linkedin"), "комментарий в LinkedIn поможет не потеряться"),
        (reason("touch", channel="vk"), "комментарий во «ВКонтакте» поможет не потеряться"),
        (reason("touch"), "комментарий поможет не потеряться"),
        (reason("cadence", timer=MONTHLY, paused_why="в отпуске"),
         "в отпуске · раз в месяц, общались 9 октября"),
    ],
)  # fmt: skip
def test_a_reason_is_a_russian_sentence(why: Reason, said: str) -> None:
    """The user's words stand after a colon, and nobody has a gender."""
    assert say_reason(why, TODAY) == said


@pytest.mark.parametrize(
    ("kind", "due", "facts", "said"),
    [
        ("cadence", date(2026, 11, 9), {}, "раз в месяц, общались 9 октября · 2 недели как пора"),
        ("cadence", date(2026, 11, 22), {}, "раз в месяц, общались 9 октября · 1 день как пора"),
        ("cadence", date(2026, 8, 1), {}, "раз в месяц, общались 9 октября · 3 месяца как пора"),
        ("cadence", TODAY, {"cadence": Cadence("week", 6), "spoke": LONG_AGO},
         "раз в 6 недель, общались в марте 2024"),
        ("cadence", TODAY, {"tried": date(2026, 11, 4), "tried_by": "call"},
         "раз в месяц, общались 9 октября, звонок 4 ноября без ответа"),
        ("cadence", TODAY, {"tried": LONG_AGO},
         "раз в месяц, общались 9 октября, сообщение в марте 2024 без ответа"),
        ("cadence", TODAY, {"held_by": "snooze"}, "отложено на сегодня"),
        ("cadence", FRIDAY, {"held_by": "snooze"}, "отложено на пятницу 20 ноября"),
        ("cadence", FRIDAY, {"held_by": "pause"},
         "снова в списке с пятницы 20 ноября · раз в месяц, общались 9 октября"),
        ("cadence", TODAY, {"held_by": "pause"},
         "снова в списке с сегодняшнего дня · раз в месяц, общались 9 октября"),
        ("new", FRIDAY, {"held_by": "snooze"},
         "записей пока нет · отложено на пятницу 20 ноября"),
        ("new", TODAY, {"met": date(2026, 11, 18)},
         "записей пока нет · знакомство 18 ноября"),
        ("new", TODAY, {"met_at": "HighLoad++"}, "записей пока нет · знакомство: HighLoad++"),
        ("new", TODAY, {"added": date(2026, 11, 18)},
         "записей пока нет · заметка с 18 ноября"),
        ("new", TODAY, {"logged": True, "touched": FRIDAY, "touch": "лайк", "met_at": "JPoint"},
         "ещё не общались · касание 20 ноября: лайк · знакомство: JPoint"),
        ("retry", TODAY, {"tried": OCTOBER, "attempts": 1},
         "нет ответа с 9 октября · 2-я попытка"),
        ("silence", TODAY, {"cadence": Cadence("event")}, "по поводу · общались 9 октября"),
        ("silence", TODAY, {"cadence": Cadence("event"), "spoke": date(2025, 11, 1)},
         "по поводу · год с последнего контакта"),
        ("silence", TODAY, {"cadence": Cadence("event"), "tried": LONG_AGO},
         "по поводу · нет ответа с марта 2024"),
        ("cold", TODAY, {"tried_first": date(2026, 5, 4), "attempts": 1},
         "нет ответа с мая, 1 попытка"),
        ("cold", TODAY, {"tried_first": LONG_AGO, "attempts": 3},
         "нет ответа с марта 2024, 3 попытки"),
        ("cold", TODAY, {"tried_first": LONG_AGO, "attempts": 5},
         "нет ответа с марта 2024, 5 попыток"),
    ],
)  # fmt: skip
def test_a_timer_is_a_russian_sentence(
    kind: str,
    due: date,
    facts: dict[str, Any],
    said: str,
) -> None:
    """How late it is, when we spoke, and what happened since."""
    assert say_reason(reason(kind, due, timer=MONTHLY._replace(**facts)), TODAY) == said


def occasion(kind: str, day: date, name: str = "", **facts: Any) -> Reason:  # noqa: ANN401
    """Make the reason of an occasion."""
    ahead = facts.pop("ahead", False)
    about = Occasion(kind, name, day, facts.pop("first", day), day, **facts)
    return reason(kind, day, occasion=about, ahead=ahead)


@pytest.mark.parametrize(
    ("why", "said", "short"),
    [
        (occasion("birthday", TODAY), "день рождения сегодня", ""),
        (occasion("birthday", date(2026, 11, 22)), "день рождения: вчера, вс 22 ноября", ""),
        (occasion("birthday", FRIDAY), "день рождения: 3 дня назад, пт 20 ноября", ""),
        (occasion("birthday", date(2026, 11, 27)), "день рождения в пятницу 27 ноября", ""),
        (occasion("holiday", date(2026, 11, 24), "День HR", ahead=True),
         "День HR во вторник 24 ноября", ""),
        (occasion("placed", TODAY, begins=date(2025, 11, 23)),
         "сегодня год с выхода на работу", ""),
        (occasion("placed", FRIDAY, begins=date(2024, 11, 20)),
         "2 года с выхода на работу, пт 20 ноября", "2 года с выхода на работу"),
        (occasion("placed", FRIDAY, begins=date(2021, 11, 20)),
         "5 лет с выхода на работу, пт 20 ноября", "5 лет с выхода на работу"),
        (occasion("placed", FRIDAY, begins=date(2026, 10, 20)),
         "месяц с выхода на работу, пт 20 ноября", "месяц с выхода на работу"),
        (occasion("placed", date(2027, 3, 15), begins=date(2026, 12, 15), ahead=True),
         "3 месяца с выхода на работу — в понедельник 15 марта", ""),
        (occasion("new-job", date(2026, 11, 3), "Ozon"),
         "новая работа: Ozon, со вторника 3 ноября", "новая работа: Ozon"),
        (occasion("new-job", TODAY), "новая работа, сегодня", ""),
        (occasion("new-job", date(2026, 11, 27), "Ozon", ahead=True),
         "новая работа: Ozon, в пятницу 27 ноября", ""),
        (occasion("intro", OCTOBER, "Анна Каренина"),
         "рассказать, как прошло: Анна Каренина (знакомство 9 октября)",
         "рассказать, как прошло: Анна Каренина"),
        (occasion("intro", OCTOBER, "Анна Каренина", outcome="offer"),
         "поблагодарить за знакомство: Анна Каренина (оффер 9 октября)",
         "поблагодарить за знакомство: Анна Каренина"),
        (occasion("candidate", OCTOBER, "Pavel Gromov", outcome="interview"),
         "спросить, как прошло: Pavel Gromov (собеседование 9 октября)",
         "спросить, как прошло: Pavel Gromov"),
        (occasion("candidate", OCTOBER, "Pavel Gromov", first=FRIDAY, ahead=True),
         "спросить, как прошло: Pavel Gromov, в пятницу 20 ноября", ""),
        (occasion("event-before", date(2026, 12, 1), "HighLoad++ 2026"),
         "HighLoad++ через 8 дней: увидимся там?", "HighLoad++ через 8 дней"),
        (occasion("event-before", date(2026, 11, 24), "HighLoad++"),
         "HighLoad++ завтра: увидимся там?", "HighLoad++ завтра"),
        (occasion("event-before", date(2026, 12, 21), "HighLoad++"),
         "HighLoad++ в понедельник 21 декабря: увидимся там?",
         "HighLoad++ в понедельник 21 декабря"),
        (occasion("event-before", TODAY, "JPoint"),
         "JPoint сегодня: увидимся там?", "JPoint сегодня"),
        (occasion("event-before", FRIDAY, "JPoint", begins=FRIDAY, ends=date(2026, 11, 25)),
         "JPoint до среды 25 ноября: увидимся там?", "JPoint до среды 25 ноября"),
        (occasion("event-before", FRIDAY, "JPoint", begins=FRIDAY, ends=TODAY),
         "JPoint сегодня, последний день: увидимся там?", "JPoint сегодня, последний день"),
        (occasion("event-after", FRIDAY, "JPoint"),
         "JPoint позади, пт 20 ноября: продолжить разговор", "JPoint позади, пт 20 ноября"),
        (occasion("event-after", FRIDAY, "JPoint", first=date(2026, 11, 25), ahead=True),
         "JPoint: продолжить разговор в среду 25 ноября", ""),
        (occasion("news", FRIDAY, "релиз"), "ваша новость: релиз (20 ноября)",
         "ваша новость: релиз"),
    ],
)  # fmt: skip
def test_an_occasion_is_a_russian_sentence(why: Reason, said: str, short: str) -> None:
    """Names stay in the nominative; a narrow window leaves out the end."""
    assert reason_sentence(why, TODAY) == Sentence(said, short)


@given(reasons, days)
def test_a_reason_is_one_line_that_can_be_shortened(why: Reason, today: date) -> None:
    """The shorter form takes less room; an end that stays is the text's."""
    sentence = reason_sentence(why, today)
    assert sentence.text.splitlines() == [sentence.text]
    if sentence.short:
        assert len(sentence.short) < len(sentence.text)
    assert sentence.words + sentence.end == sentence.text


@given(reasons, days)
def test_nothing_but_the_users_words_is_in_latin_letters(why: Reason, today: date) -> None:
    """So no English word is left in a reason, whatever its facts."""
    facts = why.timer and why.timer._replace(met_at="ярмарка", touch="лайк", paused_why="отпуск")
    said = say_reason(why._replace(words="резюме", paused_why="отпуск", timer=facts), today)
    assert re.search("[A-Za-z]", said) is None, said


@pytest.mark.parametrize("kind", TEXTS)
@pytest.mark.parametrize("outcome", ["", "interview", "offer", "hire"])
@given(day=days, today=days)
def test_no_sentence_of_an_occasion_is_in_latin_letters(
    kind: str, outcome: str, day: date, today: date
) -> None:
    """None of all that is said of a kind."""
    about = Occasion(kind, "Масленица", day, day, day, begins=day, outcome=outcome)
    texts = text_of(kind)
    said = [
        *texts.on_list(about, today), texts.ahead(about, today), texts.settled(about, today),
        texts.upcoming, texts.back, texts.suggestion.replace("{about}", ""),
    ]  # fmt: skip
    assert re.search("[A-Za-z]", " ".join(said)) is None, said


@pytest.mark.parametrize(
    ("advice", "said"),
    [
        (Advice("last", "tg", "Снова нанимает"), "тг · последнее: Снова нанимает"),
        (Advice("last", "mail", "да", theirs=True), "почта · последнее: «да»"),
        (Advice("pause", words="anna"), "может, пауза? ck pause anna"),
        (Advice("done", "", "anna", task="send CV"), "после отправки: ck done anna 'send CV'"),
        (Advice("ticked", words="anna"), "когда сделано: ck done anna"),
        (Advice("took-place", words="anna"), "если да: ck done anna"),
        (Advice("other-channel", "tg", "mail"), "тг · без ответа: почта"),
        (Advice("met", "linkedin", "JPoint"), "linkedin · знакомство: JPoint"),
        (Advice("never-talked", "tg"), "тг · созвона ещё не было"),
        (Advice("touch", "linkedin"), "комментарий в LinkedIn поможет не потеряться"),
        (Advice("news", "матрикс", "релиз", OCTOBER), "матрикс · рассказать: релиз (9 октября)"),
        (Advice("thanks", "", "интро", LONG_AGO), "поблагодарить: интро (март 2024)"),
        (Advice("", "call"), "звонок"),
    ],
)  # fmt: skip
def test_what_to_say_is_russian(advice: Advice, said: str) -> None:
    """The channel too; a command is said as it is typed."""
    assert say_advice(advice, TODAY) == said


def test_a_better_channel_is_said_with_its_answers() -> None:
    """Of how many messages."""
    better = BetterChannel(AnsweredOn("telegram", 5, 6), AnsweredOn("email", 1, 5))
    said = "тг, а не почта: ответов 5 из 6 против 1 из 5"
    assert say_better_channel(better) == say_advice(Advice("better-channel", better=better), TODAY)
    assert say_better_channel(better) == said


def test_why_there_is_no_place_is_russian() -> None:
    """The company stays as it is written."""
    item = DueItem(
        Contact("a.md", "Anna", company="Яндекс"), "soon", TODAY, 0, Cadence("month"), None,
        cold=False, reasons=(),
    )  # fmt: skip
    assert [
        say_unplaced(Unplaced(item, "no-working-day", date(2026, 11, 27))),
        say_unplaced(Unplaced(item, "full", date(2026, 11, 25))),
        say_unplaced(Unplaced(item, "company", TODAY)),
    ] == [
        "рабочих дней до пятницы 27 ноября не осталось",
        "все места до среды 25 ноября заняты",
        "из «Яндекс» не больше одного человека в неделю, и очередь других",
    ]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("birthday", "день рождения"),
        ("placed", "годовщина выхода на работу"),
        ("date", "«Масленица сегодня»"),
        ("new-job", "новая работа"),
        ("intro", "рассказ о знакомстве (Масленица)"),
        ("candidate", "вопрос о кандидате (Масленица)"),
        ("event-after", "разговор после события «Масленица»"),
        ("event-before", "вопрос о событии «Масленица»"),
        ("holiday", "Масленица"),
        ("news", "новость «Масленица»"),
    ],
)
def test_what_is_closed_stands_in_the_nominative(kind: str, said: str) -> None:
    """With the name beside it, which no case changes."""
    assert text_of(kind).settled(Occasion(kind, "Масленица", TODAY, TODAY, TODAY), TODAY) == said
