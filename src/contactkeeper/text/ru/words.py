"""Words for what notes say in their own words: a channel, a favour, an outcome, a tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.languages import fold_channel, phrases_in
from contactkeeper.core.language.ru import RU
from contactkeeper.core.note.meaning import NO_REPLY
from contactkeeper.core.note.schema import KNOWN
from contactkeeper.text.ru.phrases import Noun

if TYPE_CHECKING:
    from contactkeeper.core.model import NewsKind, Status

_CHANNELS = {
    "telegram": "телеграм",
    "email": "почта",
    "message": "мессенджер",
    "linkedin": "LinkedIn",
    "call": "звонок",
    "meeting": "встреча",
    "event": "мероприятие",
    "letter": "открытка",
    "other": "другой",
}
_FIELDS = {
    "event": "событие",
    "gave": "дали",
    "got": "получили",
    "outcome": "итог",
    "reply": "ответ",
    "told": "рассказано",
    "trust": "доверие",
}
_FAVOURS = {
    "intro": "знакомство",
    "candidate": "кандидат",
    "info": "информация",
    "feedback": "отзыв",
    "help": "помощь",
    "private": "личное",
    "": "другое",
    "other": "другое",
}
_OUTCOMES = {
    "referral": "рекомендации",
    "interview": "собеседования",
    "offer": "офферы",
    "hire": "выходы на работу",
    "other": "другое",
}
OUTCOMES = {
    "referral": Noun("рекомендация", "рекомендации", "рекомендаций"),
    "interview": Noun("собеседование", "собеседования", "собеседований"),
    "offer": Noun("оффер", "оффера", "офферов"),
    "hire": Noun("выход на работу", "выхода на работу", "выходов на работу"),
}
_FOCUSES = {"technical": "технический", "managerial": "управленческий"}
_STATUSES: dict[Status, str] = {
    "active": "активно", "paused": "на паузе", "do-not-contact": "не писать",
}  # fmt: skip


def say_field(key: str, value: str) -> str:
    """Say a field of an entry: `дали: обзор зарплат`; one that is not known as the note has it."""
    if (key, value) == NO_REPLY:
        return "ответ не нужен"
    return f"{_FIELDS.get(key, key)}: {value}"


def say_channel(channel: str) -> str:
    """Name a channel: `телеграм`, `почта`; one that is not known as the note has it."""
    folded = fold_channel(channel)
    return _CHANNELS.get(folded, folded)


def name_property(name: str) -> str:
    """Name a known property: `последний контакт` for `last_contact`."""
    return KNOWN[name].russian.partition(",")[0] or name.replace("_", " ")


def say_favour_kind(kind: str) -> str:
    """Name a kind of favour: `знакомство`; of one that the note does not name, `другое`."""
    return _FAVOURS.get(kind, kind)


def name_outcome(outcome: str) -> str:
    """Name an outcome before the count of it: `собеседования`; one that is not known as it is."""
    return _OUTCOMES.get(outcome, outcome)


def say_focus(focus: str) -> str:
    """Say a focus: `технический`; one that is not known as the note has it."""
    return _FOCUSES.get(focus, focus)


def say_status(status: Status) -> str:
    """Say the status of somebody: `на паузе`, `не писать`."""
    return _STATUSES[status]


def say_outcome(outcome: str) -> str:
    """Name what came of an introduction: `собеседование`; one that is not known as it is."""
    return OUTCOMES[outcome].one if outcome in OUTCOMES else outcome


def name_mode(mode: str) -> str:
    """Name a mode by the first word that can be typed for it: `поиск`."""
    return phrases_in(RU.modes[mode])[0] if mode in RU.modes else mode


def name_draft(kind: str) -> str:
    """Name a kind or part of a message by the first word that can be typed for it: `ответ`."""
    return phrases_in(RU.drafts.get(kind, kind))[0]


def name_news_kind(kind: NewsKind) -> str:
    """Name a kind of news by the first word that can be typed for it: `доклад`."""
    return phrases_in(RU.news_kinds[kind])[0]


def say_tier(tier: str) -> str:
    """Say the tier of one person, as an adjective to «контакт»: `ключевой`, `поддерживающий`."""
    return "ключевой" if tier == "key" else "поддерживающий"
