"""The answer of `ck log`: what an entry settled, and when the person is back on the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.contact_state import FOR_GOOD
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.text.phrases import flat, upper_first, without_day
from contactkeeper.text.ru.days import (
    by_day,
    on_day,
    say_date,
    say_lateness,
    say_since,
    say_weekday_day,
    say_when,
    show_cadence,
    until_day,
)
from contactkeeper.text.ru.occasions import text_of
from contactkeeper.text.ru.phrases import quote
from contactkeeper.text.ru.reasons import say_reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.contact_state import ContactState, Quiet
    from contactkeeper.core.agenda.model import DueItem, Reason
    from contactkeeper.core.agenda.next_due import NextDue, NextDueDay, Settled

_UPCOMING = {
    "talk": "разговор",
    "meet": "встреча",
    "reminder": "напоминание",
    "promise": "ваше обещание",
    "waiting": "ждём обещанного",
    "new": "новый контакт",
}
_LOST = {"day": "день", "reason": "причину"}
_FOLLOW_UP = "вернуться к разговору"


def say_next_due(back: NextDue) -> str:
    """Say when somebody is back: `Вернётся в понедельник 30 ноября (день рождения), затем …`."""
    if back.quiet:
        owed = "Ответ за вами. " if back.reply_owed else ""
        return owed + upper_first(say_quiet(back.quiet, back.today))
    if back.reply_owed:
        return "Ответ за вами."
    opening = "Ответа не ждут. " if back.excused else ""
    if back.remaining:
        said = say_reason(back.remaining, back.today)
        if back.remaining.timer:
            return f"{opening}Остаётся в списке: {said}"
        opening = f"Ещё открыто — {_ended(said)} "
    return opening + _say_days(back)


def say_settled(settled: Settled, today: date) -> str:
    """Say one thing that was closed: `обещанное вам к пятнице 20 ноября («JD»)`."""
    if settled.occasion and settled.occasion.occasion:
        return text_of(settled.occasion.kind).settled(settled.occasion.occasion, today)
    words, day = settled.words, settled.day or today
    return {
        "promise": f"обещание {quote(words)}",
        "reminder": f"напоминание {quote(without_day(words, settled.day) or _FOLLOW_UP)}",
        "meet": f"{flat(words) or 'встреча'} {on_day(day, today)}",
        "waiting": f"обещанное вам {by_day(day, today)}" + (f" ({quote(words)})" if words else ""),
        "reply": f"ответ на сообщение от {say_since(day, today)}",
    }.get(settled.kind, f"отсрочка {until_day(day, today)}")


def say_upcoming(item: DueItem, today: date) -> str:
    """Say who is next on a quiet day: `Дальше: Вера Ситник, ср 25 ноября (раз в квартал)`."""
    reason = item.reasons[0]
    if reason.timer or reason.kind == "reply":
        why = _UPCOMING.get(reason.kind) or show_cadence(item.cadence)
    else:
        why = _UPCOMING.get(reason.kind) or text_of(reason.kind).upcoming
    return f"Дальше: {item.contact.name}, {say_weekday_day(item.due, today)} ({why})"


def say_spoke(day: date, today: date) -> str:
    """Say when the last contact was: `общались 9 октября`."""
    return f"общались {say_when(day, today)}"


def say_standing(state: ContactState) -> str:
    """Say when somebody is due, or why not: `срок 23 декабря`, `пауза`, `не разобрано`."""
    quiet, timer = state.quiet, state.timer
    if quiet and state.hidden:
        if quiet.until == FOR_GOOD:
            return "пауза" if quiet.why == "pause" else "не писать"
        return f"вернётся {say_date(quiet.until, state.today)}"
    if timer:
        return f"срок {say_date(timer.due, state.today)}"
    return "не разобрано" if is_unsorted(state.contact) else ""


def say_overdue(state: ContactState) -> str:
    """Say how late somebody is: `3 недели как пора`; empty where nobody waits."""
    late = state.days_overdue
    return f"{say_lateness(late)} как пора" if late else ""


def say_quiet(quiet: Quiet, today: date, paused_why: str = "") -> str:
    """Say what keeps somebody off the list: `отложено до пятницы 4 декабря`, `пауза: отпуск`."""
    if quiet.why == "do-not-contact":
        return "просьба не писать"
    said = "отложено" if quiet.why == "snooze" else "пауза"
    if quiet.until != FOR_GOOD:
        said += f" {until_day(quiet.until, today)}"
    return f"{said}: {paused_why}" if paused_why and quiet.why == "pause" else said


def say_hidden(reasons: Sequence[Reason], today: date) -> str:
    """Say what a snooze or a pause hides: `Скрыто: день рождения …`; empty for nothing."""
    said = "; ".join(say_reason(reason, today) for reason in reasons)
    return f"Скрыто: {_ended(said)}" if said else ""


def ask_to_erase(name: str, quiet: Quiet, today: date, why: str, lost: Sequence[str]) -> str:
    """Ask before another pause erases the day or the reason (`lost`) of the first one."""
    parts = " и ".join(_LOST[each] for each in lost)
    return f"{name}: {say_quiet(quiet, today, why)}. Стереть {parts}?"


def _ended(said: str) -> str:
    return said if said.endswith("?") else f"{said}."


def _say_days(back: NextDue) -> str:
    first, timer = back.first, back.timer
    if timer and timer <= back.today:
        return "Остаётся в списке"
    when = on_day(timer, back.today) if timer else ""
    if back.cadence.has_timer and timer:
        if first is None:
            return f"Вернётся {when}"
        after = _say_first(back.second, back.today) if back.second else when
        otherwise = f", {'затем' if first.certain else 'иначе'} {after}"
        return f"Вернётся {_say_first(first, back.today)}{otherwise}"
    if first:
        return f"Вернётся {_say_first(first, back.today)}, дальше без срока"
    if back.cadence.unit == "none":
        return "Без напоминаний"
    latest = f" (самое позднее {when})" if when else ""
    return f"Вернётся, когда появится повод{latest}"


def _say_first(first: NextDueDay, today: date) -> str:
    """Say what brings somebody back before the timer: `в среду 25 ноября (если ещё ждём: JD)`."""
    when, words = on_day(first.day, today), flat(first.words)
    if first.kind == "waiting":
        return f"{when} (если ещё ждём{f': {words}' if words else ''})"
    why = {
        "promise": "ваше обещание",
        "reminder": without_day(words, first.day) or _FOLLOW_UP,
        "meet": words or "встреча",
        "talk": "разговор",
    }.get(first.kind)
    return f"{when} ({why or text_of(first.kind).back})"
