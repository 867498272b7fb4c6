"""Sentences of the statistics in Russian, whole, beside the facts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from contactkeeper.core.model import Problem
from contactkeeper.core.statistics.model import (
    Answers,
    Favours,
    Gap,
    Group,
    Growth,
    Month,
    Period,
    PersonStatistics,
    Promises,
    Share,
    Statistics,
    Through,
    Trust,
)
from contactkeeper.text.ru.days import MONTH
from contactkeeper.text.ru.figures import (
    say_answers,
    say_gap,
    say_judgements,
    say_share,
    say_trust,
    say_within,
)
from contactkeeper.text.ru.statistics import (
    group_cells,
    name_group,
    name_strips,
    network_figures,
    person_figures,
    say_initials,
    say_nothing_since,
    say_people_looked_at,
    say_period,
    say_person_looked_at,
    say_unread,
)
from histories import TODAY, contact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.statistics.groups import By
    from contactkeeper.text.figures import Figure

YEAR = Period(date(2025, 11, 1), TODAY)


def statistics(people: int = 21, entries: int = 5, **figures: Any) -> Statistics:  # noqa: ANN401  # each a field
    """Make figures of a year with nothing in them but what is given."""
    none = Statistics(YEAR, people, entries, (), Share(), 0, 0, Answers(), Answers())
    return none._replace(**figures)


def person(name: str = "Анна", **figures: Any) -> PersonStatistics:  # noqa: ANN401
    """Make the figures of one person."""
    nothing = Gap(None, None, None, drifting=False)
    return PersonStatistics(contact(name), statistics(1, **figures), nothing, Share(), (), [])


def page(figures: Iterable[Figure]) -> str:
    """Return a line a row."""
    return "".join(f"{label}: {' '.join(parts)}\n" for label, parts in figures)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-11-01", "2026-11-23", "ноябрь 2025 — ноябрь 2026"),
        ("2026-11-01", "2026-11-23", "1 ноября 2026 — 23 ноября 2026"),
        ("2026-11-23", "2026-11-23", "23 ноября 2026"),
    ],
)
def test_a_period(first: str, last: str, said: str) -> None:
    """By its months where they are whole."""
    assert say_period(Period(date.fromisoformat(first), date.fromisoformat(last))) == said


@pytest.mark.parametrize(
    ("people", "total", "entries", "said"),
    [
        (1, 1, 1, "1 человек, 1 запись"),
        (2, 2, 2, "2 человека, 2 записи"),
        (21, 21, 5, "21 человек, 5 записей"),
        (1, 2, 21, "1 из 2 человек, 21 запись"),
        (5, 21, 11, "5 из 21 человека, 11 записей"),
        (5, 1311, 2314, "5 из 1\u00a0311 человек, 2\u00a0314 записей"),
    ],
)
def test_whom_the_figures_are_of(people: int, total: int, entries: int, said: str) -> None:
    """Counts take their case: `из 21 человека`, `из 11 человек`."""
    head = " ".join(say_people_looked_at(statistics(people, entries), total))
    assert head == f"ноябрь 2025 — ноябрь 2026 · {said}"


def test_whose_figures_they_are() -> None:
    """The name stays as it is."""
    one = person("Борис Иванов", entries=2)
    head = " ".join(say_person_looked_at(one))
    assert head == "Борис Иванов · ноябрь 2025 — ноябрь 2026 · 2 записи"


def test_what_there_is_nothing_of() -> None:
    """The newest entry is named where there is one."""
    assert say_nothing_since(YEAR.first, None) == "С 1 ноября 2025 записей нет"
    assert say_nothing_since(YEAR.first, date(2024, 5, 3)) == (
        "С 1 ноября 2025 записей нет. Последняя — 3 мая 2024"
    )


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        (0, ""),
        (1, "1 заметка прочитана не полностью: ck check"),
        (2, "2 заметки прочитаны не полностью: ck check"),
        (5, "5 заметок прочитано не полностью: ck check"),
        (21, "21 заметка прочитана не полностью: ck check"),
    ],
)
def test_notes_that_are_not_read_in_full(notes: int, said: str) -> None:
    """The verb agrees with the count."""
    assert say_unread(Problem(f"{number}.md", 1, "x", "problem") for number in range(notes)) == said


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (Share(), "нет"),
        (Share(1, 1), "1 из 1 месяца"),
        (Share(3, 4), "3 из 4 месяцев"),
        (Share(9, 12), "9 из 12 месяцев (75%)"),
        (Share(7, 21), "7 из 21 месяца (33%)"),
    ],
)
def test_a_share_of_months(share: Share, said: str) -> None:
    """What is counted stands in the genitive."""
    assert say_share(share, MONTH) == said


@pytest.mark.parametrize(
    ("answered", "days", "said"),
    [
        (1, 3, "за 3 дня"),
        (2, 0, "половина в тот же день"),
        (3, 1, "в основном за день"),
        (9, 21, "в основном за 21 день"),
        (9, 5, "в основном за 5 дней"),
    ],
)
def test_how_fast_they_answer(answered: int, days: int, said: str) -> None:
    """Of one answer, of two, and of more."""
    shares = (("telegram", Share(1, 2)), ("email", Share(0, 1)), ("", Share(1, 1)))
    assert say_answers("вам", Answers(Share(answered, 12), days, shares)) == [
        [f"вам {answered} из 12 ({say_share(Share(answered, 12)).partition('(')[2]}", said],
        ["телеграм 1 из 2", "почта 0 из 1"],
    ]
    assert said.endswith(say_within(days))


def test_the_figures_of_a_network() -> None:
    """All rows at once."""
    anna, boris = contact("Анна Каренина"), contact("Boris Ivanov")
    found = statistics(
        in_rhythm=Share(31, 57),
        in_rhythm_key=Share(9, 12),
        their_answers=Answers(Share(7, 16), 3, (("call", Share(7, 16)),)),
        my_answers=Answers(Share(1, 1), 0),
        began_mine=1188,
        began_theirs=97,
        formats=(("message", 301), ("call", 74), ("meeting", 2), ("touch", 5), ("other", 3)),
        talks=Share(76, 385),
        talked=Share(5, 12),
        talked_key=Share(3, 4),
        my_promises=Promises(Share(3, 4), Share(2, 3)),
        their_promises=Promises(Share(1, 1)),
        gave=Favours(3, (("", 1), ("info", 2))),
        got=Favours(2, (("", 2),)),
        only_taking=(anna, boris),
        told=Share(5, 12),
        outcomes=(("referral", 6), ("interview", 11), ("offer", 2), ("hire", 1), ("кофе", 3)),
        through=(Through(boris, (("referral", 4),)), Through(anna, (("offer", 2),))),
        growth=(Growth(date(2025, 10, 1), 1, 0), Growth(date(2026, 1, 1), 4, 2)),
        brought_by=(("Анна", 2), ("Boris", 1), ("Вера", 1), ("Глеб", 1)),
        trust=Trust(4.1, 31, 3.8),
        drifting=(anna, boris),
    )
    assert (
        page(network_figures(found, "▁▂"))
        == """\
ритм: в ритме 31 из 57 (54%), ключевые 9 из 12 (75%) · ▁▂ сколько людей в ритме, по месяцам
ответы: вам 7 из 16 (44%), в основном за 3 дня · звонок 7 из 16
ответы: от вас 1 из 1, в тот же день
кто начал: вы 1\u00a0188, собеседники 97
общение: сообщения 301, звонки 74, встречи 2, касания 5, прочее 3 · разговоры 76 из 385 (20%) \
· говорили за последние 3 месяца: 5 из 12 (42%), ключевые 3 из 4
обещания: ваши: выполнено 3 из 4, в срок 2 из 3 · вам: выполнено 1 из 1
баланс: дали 3: информация 2, другое 1 · получили 2 \
· пока только получаете: Анна Каренина, Boris Ivanov
новости: рассказано 5 из 12 (42%)
итоги: рекомендации 6 → собеседования 11 → офферы 2 → выходы на работу 1, кофе 3 \
· через кого: Boris Ivanov (4), Анна Каренина (2)
связи: 5 новых людей, через знакомых 2 · 4-й квартал 2025: 1, 1-й квартал 2026: 4 \
· кто привёл: Анна (2), Boris (1), Вера (1), ещё 1 · связь слабеет с 2 людьми: ck review
доверие: 4,1 из 5 (31 оценка; год назад 3,8)
"""
    )


@pytest.mark.parametrize(
    ("people", "new", "weak"),
    [
        (1, "1 новый человек", "связь слабеет с 1 человеком: ck review"),
        (2, "2 новых человека", "связь слабеет с 2 людьми: ck review"),
        (11, "11 новых людей", "связь слабеет с 11 людьми: ck review"),
        (21, "21 новый человек", "связь слабеет с 21 человеком: ck review"),
    ],
)
def test_the_network_in_numbers(people: int, new: str, weak: str) -> None:
    """Adjective and noun agree with the count."""
    growth = (Growth(date(2026, 1, 1), people, 0),)
    found = statistics(growth=growth, drifting=(contact("Анна"),) * people)
    assert network_figures(found) == [("связи", (f"{new} ·", weak))]


def test_the_figures_of_a_person() -> None:
    """The gaps are beside the rhythm; no verb tells a gender."""
    one = person(
        "Саша", formats=(("call", 1),), only_taking=(contact("Саша"),), got=Favours(1, (("", 1),))
    )._replace(
        gap=Gap(87, 1, 54, drifting=True),
        rhythm_months=Share(4, 13),
        trust=[(date(2024, 3, 1), 3), (date(2026, 10, 9), 4)],
    )
    assert (
        page(person_figures(one, TODAY))
        == """\
ритм: выдержан 4 из 13 месяцев (31%) · обычный промежуток 87 дней, по ритму 1 день \
· последний контакт 30 сентября · связь слабеет
общение: звонки 1
баланс: дали 0 · получили 1 · пока только получаете
доверие: 3 из 5 (март 2024), 4 из 5 (9 октября)
"""
    )


def test_trust_and_gaps_that_are_not_known() -> None:
    """A judgement of the properties has no day; nothing is said of what is not known."""
    one = person(trust=Trust(4.0, 1))
    assert say_judgements(one, TODAY) == ["4 из 5"]
    assert say_judgements(person(), TODAY) == []
    assert say_trust(Trust()) == []
    assert say_gap(one, TODAY) == [[], [], []]
    long_ago = one._replace(gap=Gap(None, 30, 1000, drifting=False))
    assert say_gap(long_ago, TODAY) == [
        ["по ритму 30 дней"], ["последний контакт в феврале 2024"], [],
    ]  # fmt: skip


def test_the_months_of_a_person() -> None:
    """Initials of the months, and what is counted; touches where there are any."""
    months = [
        Month(date(2026, number, 1), 1, 2, 3, number // 12, Share()) for number in range(1, 13)
    ]
    assert say_initials(months) == "ЯФМАМИИАСОНД"
    assert [label for label, _ in name_strips(months)] == ["->", "<-", "разговоры", "касания"]
    assert [label for label, _ in name_strips(months[:3])] == ["->", "<-", "разговоры"]


@pytest.mark.parametrize(
    ("name", "by", "said"),
    [
        ("2025-11", "month", "ноябрь 2025"),
        ("2025-Q4", "quarter", "4-й квартал 2025"),
        ("key", "tier", "ключевые"),
        ("supporting", "tier", "поддерживающие"),
        ("telegram", "channel", "телеграм"),
        ("skype", "channel", "звонок"),
        ("Ozon", "company", "Ozon"),
        ("", "company", "без компании"),
    ],
)
def test_the_name_of_a_group(name: str, by: By, said: str) -> None:
    """A word of ours is Russian, the user's own stays."""
    assert name_group(Group(name, statistics()), by) == said


def test_the_cells_of_a_group() -> None:
    """An empty cell is a figure without a case."""
    found = statistics(2, 1, their_answers=Answers(Share(7, 16), 3), began_mine=1)
    cells = group_cells(Group("key", found), "tier")
    assert {head: cell for head, cell in cells.items() if cell} == {
        "люди": "2",
        "записи": "1",
        "разговоры": "0",
        "ответы вам": "7 из 16, 3 дн.",
        "начали вы": "1 из 1",
    }
    assert [*cells] == [
        "люди", "записи", "разговоры", "ритм", "ответы вам", "от вас", "начали вы", "дали",
        "получили",
    ]  # fmt: skip
    assert [*group_cells(Group("2025-11", found), "month")] == [*cells][1:]
