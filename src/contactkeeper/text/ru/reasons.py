"""Reasons: why somebody is on the list, what to do about it, and why a plan has no place for them.

The tone is that of a friend with a good memory: no counts of shame, no blame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import short_channel
from contactkeeper.core.language.ru import RU
from contactkeeper.shell_words import shell_word
from contactkeeper.text.phrases import Sentence, flat, without_day
from contactkeeper.text.ru.days import (
    by_day,
    for_day,
    on_day,
    say_day,
    say_lateness,
    say_since,
    say_weekday_day,
    say_when,
    show_cadence,
    since_day,
    since_month,
    until_day,
)
from contactkeeper.text.ru.occasions import text_of
from contactkeeper.text.ru.phrases import TRY, quote, say_count

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.model import Advice, BetterChannel, Reason, TimerFacts
    from contactkeeper.core.agenda.plan import Unplaced

_LAST_TALKS = {"call": "последний звонок", "meeting": "последняя встреча"}
_NETWORKS = {
    "linkedin": "в LinkedIn",
    "vk": "во «ВКонтакте»",
    "twitter": "в Twitter",
    "mastodon": "в Mastodon",
    "facebook": "в Facebook",
    "instagram": "в Instagram",
    "github": "на GitHub",
}


def say_reason(reason: Reason, today: date) -> str:
    """Say why somebody is on the list: `раз в месяц, общались 9 октября · 2 недели как пора`."""
    return reason_sentence(reason, today).text


def reason_sentence(reason: Reason, today: date) -> Sentence:
    """Say a reason, with what a narrow window may leave out of it."""
    if reason.kind == "meet":
        sentence = Sentence(_say_appointment(reason, today))
    elif reason.kind == "reminder":
        sentence = _say_reminder(reason, today)
    elif reason.kind == "reply":
        sentence = Sentence(_say_reply(reason, today))
    elif reason.kind == "promise":
        sentence = Sentence(_say_promise(reason, today))
    elif reason.kind == "waiting":
        sentence = Sentence(_say_awaited(reason, today))
    elif reason.kind == "talk":
        sentence = Sentence(_say_talk(reason, today))
    elif reason.kind == "touch":
        sentence = Sentence(_say_touch(reason.channel))
    elif reason.timer:
        sentence = _say_timer(reason, reason.timer, today)
    elif reason.occasion:
        sentence = text_of(reason.kind).say(reason.occasion, today, ahead=reason.ahead)
    else:
        sentence = Sentence("")
    return sentence.after(flat(reason.paused_why)) if reason.paused_why else sentence


def _say_reply(reason: Reason, today: date) -> str:
    """Say what they wrote: `сообщение от 12 ноября: «two references, please»`."""
    said = f"сообщение от {say_since(reason.noted or reason.due, today)}"
    return f"{said}: {quote(reason.words)}" if flat(reason.words) else said


def _say_promise(reason: Reason, today: date) -> str:
    """Say what I promised: `вы обещали к пятнице 20 ноября: send the new CV`.

    The day stands before a text of any length and language, so that a narrow screen keeps it.
    """
    if reason.deadline:
        return f"вы обещали {by_day(reason.deadline, today)}: {flat(reason.words)}"
    return f"вы обещали {on_day(reason.noted or reason.due, today)}: {flat(reason.words)}"


def _say_appointment(reason: Reason, today: date) -> str:
    """Say what was agreed on, or ask about it: `11:00 созвон: about the role`."""
    day, channel = reason.day or reason.due, flat(reason.channel)
    if reason.to_confirm:
        return f"{channel or 'встреча'} {on_day(day, today)}: удалось поговорить?"
    when = [
        "" if reason.due == today else say_weekday_day(day, today),
        reason.time.isoformat("minutes") if reason.time else "",
    ]
    what = ": ".join(filter(None, (channel, flat(reason.words))))
    return " ".join(filter(None, (*when, what))) or "сегодня встреча"


def _say_reminder(reason: Reason, today: date) -> Sentence:
    """Say what I wanted to be reminded of: `ask about the team · на пятницу 20 ноября`."""
    words = without_day(reason.words, reason.deadline) or "вернуться к разговору"
    if reason.due == today:
        return Sentence(words)
    end = f" · записано {for_day(reason.due, today)}"
    return Sentence(f"{words}{end}", end=end)


def _say_awaited(reason: Reason, today: date) -> str:
    """Say what they promised, in the case after `жду`: `ждали к пятнице 20 ноября: вакансию`."""
    if reason.asked:
        said = f"вы писали {say_when(reason.asked, today)}, всё ещё ждём"
    elif reason.deadline:
        said = f"ждали {by_day(reason.deadline, today)}"
    else:
        said = f"вам обещали {on_day(reason.noted or reason.due, today)}"
    return f"{said}: {flat(reason.words)}" if flat(reason.words) else said


def _say_talk(reason: Reason, today: date) -> str:
    """Say that it is time to talk: `пора поговорить: последний звонок 4 июня`."""
    return f"пора поговорить: {say_last_talk(reason.channel, reason.day or today, today)}"


def say_last_talk(kind: str, day: date, today: date) -> str:
    """Say when the last talk was, which may be a call or a meeting: `последний звонок 4 июня`."""
    return f"{_LAST_TALKS.get(kind, 'последний разговор')} {say_when(day, today)}"


def _say_touch(network: str) -> str:
    """Say what keeps in touch with somebody who does not answer."""
    where = f" {_NETWORKS[network]}" if network in _NETWORKS else ""
    return f"комментарий{where} поможет не потеряться"


def _say_timer(reason: Reason, facts: TimerFacts, today: date) -> Sentence:
    sentence = _say_rhythm(reason, facts, today)
    if not facts.held_by or (facts.held_by != "snooze" and facts.paused_why):
        return sentence  # why they were paused says more than that they are back
    is_today = reason.due == today
    if facts.held_by != "snooze":
        since = "с сегодняшнего дня" if is_today else since_day(reason.due, today)
        return sentence.after(f"снова в списке {since}")
    snoozed = Sentence(f"отложено {'на сегодня' if is_today else for_day(reason.due, today)}")
    return snoozed.after(sentence.text) if reason.kind == "new" else snoozed


def _say_rhythm(reason: Reason, facts: TimerFacts, today: date) -> Sentence:
    """Say what the rhythm asks for; how late it is stays longest in a narrow window."""
    rhythm = show_cadence(facts.cadence)
    if reason.kind == "new":
        return _say_new(facts, today)
    if reason.kind == "retry":
        said = f"нет ответа с {say_since(facts.tried or today, today)}"
        return Sentence(f"{said} · {facts.attempts + 1}-я попытка", said)
    if reason.kind == "silence":
        said = _say_silence(facts, today)
        return Sentence(f"{rhythm} · {said}", said)
    if reason.kind == "cold":
        return Sentence(_say_unanswered(facts, today))
    said = _say_spoke(reason, facts, today)
    return Sentence(f"{rhythm}, {said}", said)


def _say_unanswered(facts: TimerFacts, today: date) -> str:
    """Say since when there is no answer: `нет ответа с мая, 3 попытки`."""
    since = since_month(facts.tried_first or today, today)
    return f"нет ответа {since}, {say_count(facts.attempts, TRY)}"


def _say_spoke(reason: Reason, facts: TimerFacts, today: date) -> str:
    """Say how long it is since the last contact: `общались 9 октября · 2 недели как пора`.

    Where I have tried since, that is said: `общались 30 июня, звонок 4 сентября без ответа`.
    """
    spoke = facts.spoke or today
    said = f"общались {say_when(spoke, today)}"
    if facts.tried:
        tried = "звонок" if facts.tried_by == "call" else "сообщение"
        return f"{said}, {tried} {say_when(facts.tried, today)} без ответа"
    late = facts.lateness(reason.due, today)
    return f"{said} · {say_lateness(late)} как пора" if late else said


def _say_new(facts: TimerFacts, today: date) -> Sentence:
    """Say how somebody came into the vault: `записей пока нет · знакомство: JPoint`.

    A touch is said too: `ещё не общались · касание 20 ноября: liked her post`.
    """
    said = "ещё не общались" if facts.logged else "записей пока нет"
    came = ""
    if facts.met:
        came = f" · знакомство {say_when(facts.met, today)}"
    elif facts.met_at:
        came = f" · знакомство: {flat(facts.met_at)}"
    elif facts.added:
        came = f" · заметка с {say_since(facts.added, today)}"
    if facts.touched is None:
        return Sentence(said + came)
    touched = f"{said} · касание {say_when(facts.touched, today)}"
    words = flat(facts.touch)
    return (
        Sentence(f"{touched}: {words}{came}", touched + came) if words else Sentence(touched + came)
    )


def _say_silence(facts: TimerFacts, today: date) -> str:
    if facts.tried:
        return f"нет ответа с {say_since(facts.tried, today)}"
    if facts.is_a_year_ago(today):
        return "год с последнего контакта"
    return f"общались {say_when(facts.spoke or today, today)}"


def say_advice(advice: Advice, today: date) -> str:
    """Say what to do: `тг · последнее: Platform снова нанимает`."""
    if advice.better:
        return say_better_channel(advice.better)
    if advice.kind == "touch":
        return _say_touch(advice.channel)
    said, channel = _say_what(advice, today), advice.channel and short_channel(advice.channel, RU)
    return f"{channel} · {said}" if channel and said else channel or said


def say_better_channel(better: BetterChannel) -> str:
    """Say where to write, and why: `тг, а не почта: ответов 5 из 6 против 1 из 5`."""
    on, than = better
    ways = f"{short_channel(on.channel, RU)}, а не {short_channel(than.channel, RU)}"
    return f"{ways}: ответов {on.answered} из {on.of} против {than.answered} из {than.of}"


def _say_what(advice: Advice, today: date) -> str:
    words = flat(advice.words)
    if advice.kind == "last":
        return f"последнее: {quote(words) if advice.theirs else words}"
    if advice.kind == "other-channel":
        return f"без ответа: {short_channel(words, RU)}"
    if advice.task:
        words += f" {shell_word(flat(advice.task))}"
    day = say_day(advice.day or today, today)
    return {
        "pause": f"может, пауза? ck pause {words}",
        "done": f"после отправки: ck done {words}",
        "ticked": f"когда сделано: ck done {words}",
        "took-place": f"если да: ck done {words}",
        "met": f"знакомство: {words}",
        "never-talked": "созвона ещё не было",
        "news": f"рассказать: {words} ({day})",
        "thanks": f"поблагодарить: {words} ({day})",
    }.get(advice.kind, "")


def say_unplaced(unplaced: Unplaced) -> str:
    """Say why there was no place for somebody: `все места до пятницы 27 ноября заняты`."""
    until = until_day(unplaced.until)
    if unplaced.why == "no-working-day":
        return f"рабочих дней {until} не осталось"
    if unplaced.why == "full":
        return f"все места {until} заняты"
    company = flat(unplaced.item.contact.company)
    return f"из {quote(company)} не больше одного человека в неделю, и очередь других"
