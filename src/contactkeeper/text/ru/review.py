"""The review: what is asked about a person, what is known of them, its keys, the load."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.note.meaning import is_judgement
from contactkeeper.core.review.cards import last_quarter
from contactkeeper.core.review.load import SLOW, WEEKS
from contactkeeper.core.statistics.periods import during
from contactkeeper.text.phrases import flat
from contactkeeper.text.ru.brief import count_outcomes, say_entry
from contactkeeper.text.ru.days import (
    MONTH,
    say_day,
    say_lateness,
    say_when,
    show_cadence,
    since_month,
)
from contactkeeper.text.ru.phrases import ENTRY, PERSON, TIMES, TRY, Noun, say_count, say_number
from contactkeeper.text.ru.words import say_tier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.model import Cadence
    from contactkeeper.core.review.cards import Known, QuestionKind
    from contactkeeper.core.review.load import Load
    from contactkeeper.core.statistics.model import Month

NOTHING_LEFT = "Решать больше нечего"
NO_KEY = "Эта клавиша здесь ничего не делает; какие есть, покажет ?."
NOTHING_TO_UNDO = "Отменять нечего: в этом разборе ещё ничего не изменено."
NO_CARD_BEFORE = "Перед этой карточкой других нет."
UNTIL = "до какого дня (Enter — пока не вернёте): "
WHEN = "день, время, о чём: "
KEYS = (
    "[k] ключевой", "[s] поддерживающий", "[c] ритм", "[t] разговор", "[1-5] доверие", "[p] пауза",
    "[g] цель", "[m] встреча", "[n] дальше", "[b] назад", "[u] отменить", "[q] выйти", "[?]",
)  # fmt: skip
"""The keys of the line, in their order."""
HELP = (
    "k, s    ключевой контакт или поддерживающий",
    "c, t    как часто быть на связи, как часто говорить; пустая строка — как у уровня",
    "1 — 5   насколько вы доверяете, начиная с сегодняшнего дня",
    "p       поставить на паузу; если назвать день — до этого дня",
    "g       чего вы хотите от этих отношений: свойство «цель»",
    "m       назначить разговор: пт 11:00 созвон: о роли",
    "n       следующая карточка; эта вернётся через четыре недели, если будет что решать",
    "b       предыдущая карточка",
    "u       отменить то, что записано в этом разборе последним",
    "q       закончить; оставшиеся карточки придут в следующий раз",
)
PROPERTIES: Mapping[str, str] = {"cadence": "ритм", "talk": "разговор", "goal": "цель"}
"""The name of each property that a key asks for."""
_REMOVED = {
    "cadence": "ритм как у уровня",
    "talk": "без ритма разговоров",
    "goal": "без цели",
}
_CARD = Noun("карточка", "карточки", "карточек")
_WAIT = Noun("ждёт", "ждут", "ждут")
_LEFT = Noun("осталась", "осталось", "осталось")
_MARKS = {"talk": "Р", "message": "с"}
_IN_STRIP = 12
_NAMED = 5
"""People whom a question names."""


def say_place(number: int, total: int) -> str:
    """Say which card it is: `Карточка 3 из 12`."""
    return f"Карточка {say_number(number)} из {say_number(total)}"


def say_standing(known: Known) -> str:
    """Say tier, rhythm and trust: `поддерживающий · раз в квартал · доверие 4`."""
    tier = known.card.contact.tier
    said = [say_tier(tier) if tier else "без уровня", show_cadence(known.cadence)]
    return " · ".join([*said, say_trust(f"{known.trust}")] if known.trust else said)


def say_question(kind: QuestionKind, known: Known, today: date) -> str:
    """Say why something is to be decided."""
    return _WHY[kind](known, today)


def ask(questions: Sequence[QuestionKind]) -> str:
    """Ask the strongest question."""
    return _ASKED[questions[0]] if questions else NOTHING_LEFT


def say_strip(months: Sequence[Month]) -> str:
    """Show the last twelve months, oldest first: `Р` a talk, `с` a message, `·` nothing."""
    marks = (_MARKS.get(month.closest, "·") for month in months[-_IN_STRIP:])
    return f"12 месяцев  {' '.join(marks)}"


def say_goal(known: Known) -> str:
    """Say what I want of the relation: `цель: познакомиться с CTO`."""
    return f"цель: {flat(known.goal)}"


def say_last(known: Known, today: date) -> str:
    """Say the last entry with words: `последнее <- 16 ноября: пришлёт JD`; empty for none."""
    for entry in reversed(known.card.history.entries):
        if not is_judgement(entry) and (words := flat(say_entry(entry))):
            when = " ".join(filter(None, (entry.direction, say_day(entry.date, today))))
            return f"последнее {when}: {words}"
    return ""


def say_favours(known: Known) -> str:
    """Count what was given and got in a year: `дали 1, получили 4`."""
    figures = known.person.statistics
    return f"дали {say_number(figures.gave.total)}, получили {say_number(figures.got.total)}"


def say_load(load: Load) -> str:
    """Say what the rhythms ask for against what I do."""
    return (
        f"Чтобы выдерживать все ритмы, нужно выходить на связь {_times(load.asked)} в неделю; "
        f"за последние {WEEKS} недель получалось {_times(load.done)} в неделю"
    )


def _times(number: float) -> str:
    return say_count(round(number), TIMES)


def ask_to_slow(load: Load) -> str:
    """Ask whether some people move to a slower rhythm, and say what is asked for then."""
    names = [flat(contact.name) for contact in load.slower[:_NAMED]]
    more = len(load.slower) - len(names)
    named = ", ".join(names) + (f" и ещё {say_number(more)}" if more else "")
    people = len(load.slower)
    whom = f"{say_number(people)} {PERSON.in_genitive(people)}"
    return (
        f"Сменить ритм на «{show_cadence(SLOW)}» для {whom}: {named}? "
        f"Тогда нужно {_times(load.then)} в неделю."
    )


def say_to_come(total: int, shown: int) -> str:
    """Count the people about whom something is to be decided: `Решения ждут 30 человек`."""
    if not total:
        return "Решения никто не ждёт"
    said = f"Решения {_WAIT.of(total)} {say_count(total, PERSON)}"
    return f"{said}, сейчас {say_number(shown)}" if shown < total else said


def ask_value(key: str) -> str:
    """Ask for the value of a property."""
    return f"{PROPERTIES[key]}: "


def type_cadence(cadence: Cadence) -> str:
    """Return a cadence as it is typed: `раз в месяц`."""
    return show_cadence(cadence) if cadence.unit != "none" else "нет"


def say_set_tier(tier: str) -> str:
    """Say which tier somebody has from now on: `ключевой`."""
    return say_tier(tier)


def say_paused(until: str) -> str:
    """Say that somebody was paused, and until when if a day was typed."""
    return f"пауза до {until}" if until else "пауза"


def say_talk(words: str) -> str:
    """Say that a talk was planned, in the words that were typed: `разговор пт 11:00`."""
    return f"разговор {words}"


def say_trust(trust: str) -> str:
    """Say how much somebody is trusted from now on: `доверие 4`."""
    return f"доверие {trust}"


def say_set_to(key: str, value: str) -> str:
    """Say to what a property was set, or that it was removed: `ритм раз в месяц`, `без цели`."""
    return f"{PROPERTIES[key]}: {flat(value)}" if value else _REMOVED[key]


def say_decided(name: str, acts: Iterable[str]) -> str:
    """Say what was decided about somebody: `Мария Соколова — ключевой, доверие 4`."""
    return f"{flat(name)} — {', '.join(acts)}"


def say_end(decided: int, left: int, command: str) -> str:
    """Count those about whom something was decided, and the cards that are left."""
    said = f"Решено: {say_count(decided, PERSON)}" if decided else "Ничего не решено"
    if not left:
        return f"{said}; карточек больше нет"
    return f"{said}; {_LEFT.of(left)} {say_count(left, _CARD)}: {command}"


def _drifted(known: Known, today: date) -> str:
    usual = say_lateness(known.person.gap.usual or 0)
    last = say_when(known.card.history.contact_days[-1], today)
    return f"обычно раз в {usual}, последний контакт {last}"


def _cold(known: Known, today: date) -> str:
    clock = known.state.clock
    since = f" {since_month(clock.first_attempt, today)}" if clock.first_attempt else ""
    return f"{say_count(clock.attempts, TRY)} без ответа{since}"


def _one_sided(known: Known, _: date) -> str:
    times = say_count(known.person.statistics.got.total, TIMES)
    return f"за год вам помогли {times}, вы пока ни разу"


def _grown(known: Known, _: date) -> str:
    figures = known.person.statistics
    answers = figures.their_answers.share
    answered = f"ответы {say_number(answers.count)} из {say_number(answers.of)}"
    through = f"благодаря этому контакту: {count_outcomes(figures.outcomes)}"
    return " · ".join(filter(None, (answered if answers.of else "", through)))


def _no_tier(known: Known, _: date) -> str:
    return f"пока без уровня · {say_count(known.person.statistics.entries, ENTRY)} за год"


def _trust(known: Known, _: date) -> str:
    return f"{say_count(len(known.card.history.entries), ENTRY)}, доверие ещё не оценено"


def _unsorted(known: Known, today: date) -> str:
    imported = known.card.contact.imported
    return f"импорт {say_when(imported or today, today)}, ещё не разобрано"


def _key(known: Known, _: date) -> str:
    share = known.person.rhythm_months
    kept = f"{say_number(share.count)} из {say_number(share.of)} {MONTH.in_genitive(share.of)}"
    return f"ключевой контакт · ритм выдержан {kept}"


def _lately(known: Known, today: date) -> str:
    entries = during(known.card.history.entries, last_quarter(today))
    return f"{say_count(len(entries), ENTRY)} за три месяца"


_WHY: dict[QuestionKind, Callable[[Known, date], str]] = {
    "drifted": _drifted,
    "cold": _cold,
    "one-sided": _one_sided,
    "grown": _grown,
    "no-tier": _no_tier,
    "trust": _trust,
    "unsorted": _unsorted,
    "key": _key,
    "lately": _lately,
}
_ASKED: dict[QuestionKind, str] = {
    "drifted": "Назначить разговор или сменить ритм?",
    "cold": "Сменить ритм или поставить на паузу?",
    "one-sided": "Что вы могли бы дать?",
    "grown": "Сделать контакт ключевым?",
    "no-tier": "Ключевой контакт или поддерживающий?",
    "trust": "Насколько вы доверяете, от 1 до 5?",
    "unsorted": "Ключевой контакт или поддерживающий, и как часто?",
    "key": "Контакт по-прежнему ключевой, и ритм подходит?",
    "lately": "Уровень и ритм подходят?",
}
