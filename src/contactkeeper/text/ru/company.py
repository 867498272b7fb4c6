"""Sentences about a company: who is there, who could introduce me, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.ru.days import say_when
from contactkeeper.text.ru.phrases import PERSON, say_count, say_number
from contactkeeper.text.ru.words import say_status, say_tier

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.company import Colleague, CompanyBrief
    from contactkeeper.core.model import Contact

LABELS = {"introduce": "Познакомят", "came of it": "Что вышло"}
"""The labels left of the lines."""


def say_company(brief: CompanyBrief) -> str:
    """Name the company, and how many of the contacts are there: `Яндекс · 2 человека`."""
    name, *others = brief.names
    also = f" · пишут и так: {', '.join(others)}" if others else ""
    return f"{name} · {say_count(len(brief.people), PERSON)}{also}"


def say_colleague(colleague: Colleague, company: str, today: date) -> str:
    """Say who somebody is there: `ключевой контакт · Рекрутер · общались 16 ноября`."""
    contact, last = colleague.contact, colleague.last_contact
    spoke = f"общались {say_when(last, today)}" if last else "записей пока нет"
    where = contact.company if contact.company != company else ""
    through = f"через кого: {colleague.through}" if colleague.through else ""
    status = "" if contact.status == "active" else say_status(contact.status)
    parts = (f"{say_tier(contact.tier)} контакт", where, contact.role, spoke, through, status)
    return " · ".join(filter(None, parts))


def say_introducers(brief: CompanyBrief) -> list[str]:
    """Say who could introduce me: who was there, and who introduced those who are."""
    through = [
        f"{each.through} (знакомство: {each.contact.name})" for each in brief.people if each.through
    ]
    return [*map(_say_former, brief.formerly), *through]


def _say_former(contact: Contact) -> str:
    now = f", сейчас: {contact.company}" if contact.company else ""
    return f"{contact.name} (раньше здесь{now})"


def say_earlier_said(count: int, typed: str) -> str:
    """Say how many entries are not shown: `ещё 12: ck show яндекс --all`."""
    return f"ещё {say_number(count)}: ck show {typed} --all"
