"""Sentences about a company: who is there, who could introduce me, what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.days import say_day
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.en.words import say_status, say_tier

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.company import Colleague, CompanyBrief
    from contactkeeper.core.model import Contact


LABELS = {"introduce": "Introduce", "came of it": "Came of it"}
"""The labels left of the lines."""


def say_company(brief: CompanyBrief) -> str:
    """Name the company, and how many of the contacts are there: `Яндекс · 2 people`."""
    name, *others = brief.names
    also = f" · also written {', '.join(others)}" if others else ""
    return f"{name} · {say_count(len(brief.people), 'person', 'people')}{also}"


def say_colleague(colleague: Colleague, company: str, today: date) -> str:
    """Say who somebody is there: `key · Technical recruiter · spoke 16 Nov`."""
    contact, last = colleague.contact, colleague.last_contact
    spoke = f"spoke {say_day(last, today)}" if last else "no entry yet"
    where = contact.company if contact.company != company else ""
    through = f"through {colleague.through}" if colleague.through else ""
    status = "" if contact.status == "active" else say_status(contact.status)
    parts = (say_tier(contact.tier), where, contact.role, spoke, through, status)
    return " · ".join(filter(None, parts))


def say_introducers(brief: CompanyBrief) -> list[str]:
    """Say who could introduce me: who was there, and who introduced those who are."""
    through = [
        f"{each.through} (introduced {each.contact.name})" for each in brief.people if each.through
    ]
    return [*map(_say_former, brief.formerly), *through]


def _say_former(contact: Contact) -> str:
    now = f", now {contact.company}" if contact.company else ""
    return f"{contact.name} (was there{now})"


def say_earlier_said(count: int, typed: str) -> str:
    """Say how many entries are not shown: `12 earlier: ck show яндекс --all`."""
    return f"{count:,} earlier: ck show {typed} --all"
