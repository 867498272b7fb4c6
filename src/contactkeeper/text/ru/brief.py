"""The brief of one person: what stands behind each of its labels, and what came through them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import fold_channel
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.text.entries import first_reminders, join_appointment, join_entry
from contactkeeper.text.phrases import Sentence, flat
from contactkeeper.text.ru.days import (
    by_day,
    say_day,
    say_since,
    say_weekday_day,
    say_when,
    show_cadence,
)
from contactkeeper.text.ru.occasions import text_of
from contactkeeper.text.ru.phrases import say_count, say_number
from contactkeeper.text.ru.reasons import say_last_talk, say_reason
from contactkeeper.text.ru.words import OUTCOMES, name_outcome, say_field, say_focus, say_tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from contactkeeper.core.agenda.advice import SuggestedContact
    from contactkeeper.core.agenda.brief import Balance, Brief
    from contactkeeper.core.agenda.log_stats import LastTalk, Outcomes, ResponseStats
    from contactkeeper.core.introduction import Introduction
    from contactkeeper.core.model import Cadence, Contact, Entry, Task

_SPANS = {1: "за день", 3: "за 3 дня", 7: "за неделю", 14: "за 2 недели", 31: "за месяц"}
_ON_CHANNELS = {
    "call": "на звонки",
    "email": "на письма",
    "message": "на сообщения",
    "telegram": "в телеграме",
    "linkedin": "в LinkedIn",
    "hh": "на hh",
    "letter": "на письма",
}
_HANDLES = {"telegram": "тг", "phone": "тел.", "vk": "вк"}

LABELS = {
    "quiet": "Не сейчас", "why now": "Почему", "tell": "Рассказать", "owed": "С вас",
    "awaited": "Ждём", "agreed": "Назначено", "to do": "Сделать", "trust": "Доверие",
    "came of it": "Что вышло", "balance": "Баланс", "form": "Совет", "ahead": "Впереди",
}  # fmt: skip
"""The labels left of the lines, in their order."""
NO_ENTRY = "Записей пока нет"


def say_kind(contact: Contact, cadence: Cadence) -> str:
    """Say how close somebody is, and how often to be in touch: `ключевой · раз в месяц`."""
    tier = say_tier(contact.tier) if contact.tier else ""
    return " · ".join(filter(None, (tier, say_focus(contact.focus), show_cadence(cadence))))


def say_handle(handle: str) -> str:
    """Say a handle: `тг @olga`."""
    kind, _, name = handle.partition(":")
    return f"{_HANDLES.get(kind, kind)} {'@' if kind == 'telegram' else ''}{name}"


def say_met(met_at: str, through: str) -> str:
    """Say how we met: `знакомство: JPoint, через кого: Борис`; empty where nothing is known."""
    said = (
        f"знакомство: {flat(met_at)}" if met_at else "",
        f"через кого: {through}" if through else "",
    )
    return ", ".join(filter(None, said))


def say_answering(answering: ResponseStats) -> str:
    """Say where they answer, and how fast: `отвечает в телеграме, обычно за день`."""
    channel = fold_channel(answering.channel)
    said = f"отвечает {_ON_CHANNELS.get(channel) or f'через {channel}'}"
    return f"{said}, обычно {_SPANS[answering.within]}" if answering.within else said


def say_why_now(brief: Brief, today: date) -> list[str]:
    """Say each reason of today, and when the timer is due: `раз в месяц, дальше ср 23 декабря`."""
    said = [say_reason(reason, today) for reason in brief.reasons]
    timer, rhythm = brief.state.timer, show_cadence(brief.state.cadence)
    if timer and timer.due > today:
        said.append(f"{rhythm}, дальше {say_weekday_day(timer.due, today)}")
    if not said and is_unsorted(brief.state.contact):
        return ["из импорта, ещё не разобрано: ck review --unsorted"]
    return said or ["ничего срочного"]


def say_owed(brief: Brief, today: date) -> list[str]:
    """Say what I owe: a reply first, then each promise."""
    since = brief.state.clock.owed_since
    reply = [f"ответ на сообщение от {say_since(since, today)}"] if since else []
    return [*reply, *say_tasks(brief.owed, today)] or ["ничего"]


def say_awaited(brief: Brief, today: date) -> list[str]:
    """Say what they promised."""
    return say_tasks(brief.awaited, today) or ["пока нечего"]


def say_tasks(tasks: Iterable[Task], today: date) -> list[str]:
    """Say each open task: `новое резюме, к пятнице 20 ноября`."""
    return [task.text + (f", {by_day(task.due, today)}" if task.due else "") for task in tasks]


def say_appointment(task: Task, today: date) -> str:
    """Say what was agreed on: `пт 27 ноября 11:00 созвон: о роли`."""
    return join_appointment(task, say_weekday_day(task.due or today, today))


def say_reminders(tasks: Sequence[Task], today: date) -> list[str]:
    """Say the tasks that are under no entry: those with a date, three others, and how many more."""
    dated, others, more = first_reminders(tasks)
    said = [
        f"{words or 'вернуться к разговору'}, {say_weekday_day(day, today)}" for words, day in dated
    ]
    said += others
    return [*said, f"ещё {say_number(more)}"] if more else said


def say_trust(trust: int) -> str:
    """Say how much I trust somebody: `4 из 5`."""
    return f"{trust} из 5"


def say_balance(balance: Balance, today: date) -> list[str]:
    """Say what was given and got, whose turn it is, and what I gave last."""
    if not balance.gave and not balance.got:
        return []
    said = [f"дали {say_number(balance.gave)}, получили {say_number(balance.got)}"]
    if balance.turn:
        said[0] += f": {'' if balance.turn == 'mine' else 'не '}ваша очередь"
    if balance.last_gave:
        what, day = balance.last_gave
        said.append(f"дали в последний раз: {what}, {say_day(day, today)}")
    return said


def say_entry(entry: Entry) -> str:
    """Say an entry with its fields and its open tasks."""
    return join_entry(entry, say_field, waiting="ждём", to_do="сделать")


def say_suggestion(suggested: SuggestedContact, today: date) -> str:
    """Say how to be in touch: `пора поговорить: последний звонок 14 июня, дальше сообщения`."""
    if suggested.occasion:
        words = text_of(suggested.occasion.kind).suggestion
        return words.replace("{about}", flat(suggested.occasion.about)).rstrip()
    if suggested.kind == "first-message":
        met = say_met(suggested.met_at, "")
        return f"первое сообщение, {met}" if met else "первое сообщение"
    if suggested.kind == "talk":
        often = f" ({show_cadence(suggested.rhythm)})" if suggested.rhythm else ""
        return f"пора поговорить{often}: {_say_talk(suggested.talk, today)}"
    if suggested.owed_since:
        return f"ответ на сообщение от {say_since(suggested.owed_since, today)}"
    if suggested.next_talk and suggested.rhythm:
        when, often = say_when(suggested.next_talk, today), show_cadence(suggested.rhythm)
        return f"пара слов; следующий разговор {when} ({often})"
    return "пара слов"


def _say_talk(talk: LastTalk | None, today: date) -> str:
    if talk is None:
        return "ни звонка, ни встречи ещё не было"
    said = say_last_talk(talk.kind, talk.day, today)
    return f"{said}, с тех пор только сообщения" if talk.messages else said


def say_came_of_it(outcomes: Outcomes | None, brought: Sequence[Introduction]) -> list[str]:
    """Say what came through somebody, since when, and whom they introduced to me."""
    said = [f"знакомства: {', '.join(flat(each.name) for each in brought)}"] if brought else []
    if outcomes:
        said = [count_outcomes(outcomes.counts), f"с {outcomes.since.year} года", *said]
    return said


def say_outcomes(outcomes: Outcomes, name: str) -> str:
    """Say what came through somebody: `Катя: с 2024 года 2 собеседования, 1 оффер`."""
    return f"{flat(name)}: с {outcomes.since.year} года {count_outcomes(outcomes.counts)}."


def count_outcomes(outcomes: Iterable[tuple[str, int]]) -> str:
    """Count each outcome: `2 собеседования, 1 оффер, тестовое: 2`; empty for none."""
    return ", ".join(
        say_count(count, OUTCOMES[word])
        if word in OUTCOMES
        else f"{name_outcome(word)}: {say_number(count)}"
        for word, count in outcomes
    )


def say_introducer(name: str) -> str:
    """Say who made an introduction of which something came."""
    return f"За знакомство стоит поблагодарить: {flat(name)}."


def say_earlier(count: int, first: date, today: date, typed: str) -> Sentence:
    """Say how many entries are not shown: `ещё 12, с марта 2024: ck show anna --all`."""
    command, more = f"ck show {typed} --all", f"ещё {say_number(count)}"
    return Sentence(f"{more}, с {say_since(first, today)}: {command}", f"{more}: {command}")
