"""How people spell the properties and their values: tables, English and Russian, and the fold.

Adding a spelling is adding a word here. What a property then means is `properties`' affair.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import table, words
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.model import Address, Lang, Status, Tier

_Word = TypeVar("_Word", bound=str)

_SEPARATORS = re.compile(r"[\s_\-]+")
_NO_LETTERS = re.compile(r"[\W_]+")
_SEVERAL = lazy_regex(r"[,;/(]|\s(?:и|and)\s")
_HOUSE = lazy_regex(r"[\d,]")
"""`address` is in many vaults where somebody lives, which is no fault."""

HANDLES: Final[dict[str, tuple[str, ...]]] = {
    "telegram": ("tg", "telegram handle", "телеграм", "телеграмм", "телега", "тг"),
    "phone": (
        "tel", "telephone", "mobile", "cell", "phone number", "phones", "телефон", "телефоны",
        "тел", "мобильный", "номер телефона",
    ),
    "linkedin": ("linked in", "linkedin url", "linkedin profile", "li", "линкедин", "линкедын"),
    "whatsapp": ("wa", "whats app", "ватсап", "вотсап", "вацап"),
    "signal": (),
    "viber": ("вайбер",),
    "skype": ("скайп",),
    "slack": ("слак",),
    "discord": ("дискорд",),
    "teams": ("ms teams", "microsoft teams"),
    "wechat": (),
    "vk": ("vkontakte", "вк", "вконтакте"),
    "github": ("гитхаб",),
    "twitter": ("x", "твиттер"),
    "mastodon": (),
    "facebook": ("fb", "фейсбук"),
    "instagram": ("insta", "инстаграм"),
    "xing": (),
}  # fmt: skip
"""Ways to reach somebody; the name goes before the colon in `telegram:anna`."""

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "aliases": (
        "alias", "aka", "nickname", "nicknames", "псевдонимы", "псевдоним", "алиасы", "также",
    ),
    "title": ("заголовок",),
    "name": ("full name", "fullname", "имя", "фио", "полное имя", "имя и фамилия"),
    "tags": ("tag", "теги", "тег", "тэги", "тэг", "метки", "метка"),
    "type": ("note type", "тип", "тип заметки"),
    "company": (
        "companies", "organization", "organisation", "org", "employer", "agency", "firm",
        "workplace", "current company", "компания", "организация", "работодатель", "агентство",
        "фирма", "место работы",
    ),
    "company_since": ("в компании с", "с какого времени в компании"),
    "previous": (
        "previous company", "previous companies", "former company", "ex company",
        "прошлая компания", "предыдущая компания", "прежняя компания", "прошлые компании",
    ),
    "role": (
        "position", "job title", "job", "occupation", "роль", "должность", "позиция",
    ),
    "tier": (
        "level", "relationship tier", "contact tier", "уровень", "уровень контакта", "значимость",
    ),
    "focus": (
        "specialization", "specialisation", "speciality", "specialty", "recruits for",
        "hires for", "фокус", "специализация", "направление", "кого ищет", "нанимает",
    ),
    "cadence": (
        "frequency", "contact frequency", "contact cadence", "follow up frequency", "rhythm",
        "keep in touch", "stay in touch", "how often", "interval", "contact interval",
        "периодичность", "частота", "частота контакта", "частота контактов", "частота общения",
        "частота связи", "периодичность контактов", "периодичность общения", "регулярность",
        "ритм", "интервал",
    ),
    "last_contact": (
        "last contacted", "last contact date", "date of last contact", "last contacted on",
        "last interaction", "last interaction date", "last touch", "last spoke", "last talked",
        "last seen", "последний контакт", "дата последнего контакта",
        "последнее общение", "дата последнего общения", "последний разговор",
        "последнее взаимодействие", "последняя связь",
    ),
    "birthday": (
        "bday", "birth date", "birth day", "date of birth", "dob", "born", "день рождения",
        "дата рождения", "др", "родился", "родилась", "днюха",
    ),
    "placed_me": (
        "hired", "hired me", "placed", "placement", "placed on", "placement date", "hired on",
        "got me a job", "устроила меня", "устроил меня", "трудоустроила", "трудоустроил",
        "помогла устроиться", "помог устроиться", "трудоустройство", "дата трудоустройства",
        "дата выхода",
    ),
    "left": ("left on", "left job", "ушёл", "ушла", "уволился", "уволилась", "дата ухода"),
    "dates": (
        "important dates", "special dates", "даты", "важные даты", "памятные даты",
    ),
    "email": (
        "emails", "mail", "e mail", "email address", "mailbox", "почта", "эл почта", "имейл",
        "емейл", "мейл", "электронная почта", "адрес почты",
    ),
    "trust": ("trust level", "доверие", "уровень доверия"),
    "status": ("contact status", "статус", "статус контакта"),
    "paused_until": (
        "pause until", "on hold until", "пауза до", "на паузе до", "приостановлено до",
    ),
    "paused_why": (
        "pause reason", "why paused", "paused because", "причина паузы", "почему пауза",
        "почему на паузе",
    ),
    "snooze_until": (
        "snooze", "snoozed until", "отложить до", "отложено до", "не раньше",
    ),
    "snoozed": ("snoozed on", "отложено", "отложен", "отложена"),
    "met": ("met on", "date met", "first met", "first contact", "познакомились", "знакомство",
            "дата знакомства", "первый контакт"),
    "met_at": ("where met", "met where", "where we met", "how we met", "how met",
               "где познакомились", "как познакомились", "место знакомства"),
    "created": (
        "created at", "created on", "date created", "creation date", "ctime", "создано", "создан",
        "создана", "дата создания",
    ),
    "through": ("via", "introduced by", "referred by", "через", "через кого", "кто познакомил",
                "познакомил", "познакомила"),
    "address": ("form of address", "обращение", "на ты", "ты или вы"),
    "lang": ("language", "languages", "язык", "языки", "язык общения"),
    "attending": ("участвую", "иду"),
    **HANDLES,
}  # fmt: skip
"""Every known property, by its canonical name, with the other ways in which it is spelt."""

KNOWN: Final = frozenset(NAMES)
"""The canonical names, for the configuration to check its `[properties]` against."""

NOTHING: Final = frozenset({"", *words(lambda language: language.no_value)})
"""Folded words that stand for no date at all; a lone dash or question mark is folded to nothing."""


def fold_name(name: str) -> str:
    """Fold a property name: case, `_`, `-`, blanks, camelCase and ё make no difference."""
    return _SEPARATORS.sub("", lowered(name))


@lru_cache(maxsize=4096)
def fold_word(text: str) -> str:
    """Fold a value to its letters and digits: `🟢 On-Hold` is `onhold`."""
    return _NO_LETTERS.sub("", lowered(text))


@lru_cache(maxsize=4096)
def canonical_name(name: str, further: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> str | None:
    """Return the known property that a spelling stands for, or None.

    `further` are spellings of the configuration, (known name, spellings); they go first.
    """
    folded = fold_name(name)
    for known, spellings in further:
        if folded in map(fold_name, spellings):
            return _names().get(fold_name(known), known)
    return _names().get(folded)


def read_tier(text: str) -> Tier | None:
    """Return the tier that a value stands for, or None."""
    return _tiers().get(fold_word(text))


def read_status(text: str) -> Status | None:
    """Return the status that a value stands for, or None."""
    return _statuses().get(fold_word(text))


def read_focus(text: str) -> str:
    """Return `technical` or `managerial` where a value stands for it, else the value itself."""
    return _focuses().get(fold_word(text), text)


def read_lang(text: str) -> Lang | None:
    """Return the first language of a value in which `ck` has text, or None."""
    langs = (_langs().get(fold_word(each)) for each in _SEVERAL.split(text))
    return next(filter(None, langs), None)


def read_address(text: str) -> Address | None:
    """Return the form of address that a value stands for, empty for the address of a house."""
    found = _addresses().get(fold_word(text))
    return "" if found is None and _HOUSE.search(text) else found


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    names = {fold_name(name): name for name in NAMES}
    for name, spellings in NAMES.items():
        for spelling in spellings:
            names.setdefault(fold_name(spelling), name)
    return names


@lru_cache(maxsize=1)
def _tiers() -> dict[str, Tier]:
    return _folded(table(lambda language: language.tiers))


@lru_cache(maxsize=1)
def _statuses() -> dict[str, Status]:
    return _folded(table(lambda language: language.statuses))


@lru_cache(maxsize=1)
def _focuses() -> dict[str, str]:
    return _folded(table(lambda language: language.focuses))


@lru_cache(maxsize=1)
def _langs() -> dict[str, Lang]:
    return _folded(table(lambda language: language.langs))


@lru_cache(maxsize=1)
def _addresses() -> dict[str, Address]:
    return _folded(table(lambda language: language.addresses))


def _folded(meanings: Mapping[str, _Word]) -> dict[str, _Word]:
    return {fold_word(phrase): meaning for phrase, meaning in meanings.items()}
