"""What a template is given: plain words about one person, one reason and one day.

Everything from a note is text on one line. The names are a contract with the templates that people
have written; docs/drafts.md describes each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from contactkeeper.core.agenda.log_summary import counted, open_tasks
from contactkeeper.core.agenda.quotes import at
from contactkeeper.core.agenda.reasons import task_day
from contactkeeper.core.drafts.plain_text import NoName, inside, one_line
from contactkeeper.core.drafts.templates import CHECK_IN, KINDS
from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.salutation import call_name
from contactkeeper.core.people.transliteration import has_cyrillic

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.model import Address, Contact, Lang, Reason

VALUE_NAMES: Final = (
    "name", "first_name", "company", "role", "lang", "address", "today", "reason", "occasion",
    "late", "early", "span", "promise", "awaited", "met", "met_at", "last", "last_date", "text",
)  # fmt: skip
"""The names of all values."""
REASON_KEYS: Final = ("kind", "text", "due")
"""What is asked for as `reason.kind` and so on."""

_UNKNOWN_NAME = "…"
_SLOW_DAYS = 2  # an answer after more of them begins with an excuse
_YEAR = 12
_LEAP_DAY = (2, 29)
_FEW = range(2, 5)
_TEENS = range(11, 15)


class Occasion(NamedTuple):
    """What a draft is about: its kind, and the reason where there is one."""

    kind: str
    reason: Reason | None


def pick(brief: Brief, wanted: str = "", told_besides: Sequence[Reason] = ()) -> Occasion:
    """Return what to write about: the strongest reason, else a plain check-in.

    With `wanted`, one of `KINDS`, that kind: with its reason of today, else with one of
    `told_besides` (news and the like, which are no reason where there is another), else the one
    to come.
    """
    reasons = (*brief.reasons, *told_besides, *brief.ahead) if wanted else brief.reasons[:1]
    for reason in reasons:
        if reason.kind == (wanted or reason.kind) and reason.kind in KINDS:
            return Occasion(reason.kind, reason)
    return Occasion(wanted or CHECK_IN, None)


def lang_of(contact: Contact) -> Lang:
    """Return the language to write in: the note's own, else by the script of the name."""
    return contact.lang or ("ru" if has_cyrillic(fold(contact.name)) else "en")


def address_of(contact: Contact) -> Address:
    """Return how to address somebody in Russian: вы, unless the note says ты."""
    return contact.address or "вы"


def values_of(
    brief: Brief, occasion: Occasion, lang: Lang, today: date, text: str = ""
) -> dict[str, object]:
    """Return the values by name; what is not known is an empty text.

    `text` is what the user typed for this message.
    """
    contact, reason = brief.contact, occasion.reason
    address = address_of(contact)
    last = next((entry for entry in counted(contact, today) if one_line(entry.text)), None)
    day = reason.day if reason else None
    return {
        "name": one_line(contact.name) or _UNKNOWN_NAME,
        "first_name": one_line(call_name(contact, lang, address)) or NoName(),
        "company": inside(contact.company),
        "role": inside(contact.role),
        "lang": lang,
        "address": address,
        "today": today.isoformat(),
        "reason": {
            "kind": occasion.kind,
            "text": one_line(reason.text) if reason else "",
            "due": reason.due.isoformat() if reason else "",
        },
        "occasion": inside(reason.about) if reason else "",
        "late": _is_late(reason, today),
        "early": bool(day and day > today),
        "span": _say_span(contact, day, lang) if occasion.kind == "placed" else "",
        "promise": _task(contact, today, waiting=False),
        "awaited": _task(contact, today, waiting=True),
        "met": bool(contact.met or contact.met_at),
        "met_at": inside(_say_place(contact.met_at, lang)),
        "last": one_line(last.text) if last else "",
        "last_date": last.date.isoformat() if last else "",
        "text": one_line(text),
    }


def _is_late(reason: Reason | None, today: date) -> bool:
    """Say whether the day is past; an answer may take two."""
    if reason is None:
        return False
    if reason.kind == "reply":
        return (today - reason.due).days > _SLOW_DAYS
    return (reason.day or reason.due) < today


def _task(contact: Contact, today: date, *, waiting: bool) -> str:
    """Return the words of the open task, mine or theirs, that was due first."""
    tasks = [
        (task_day(entry, task), inside(task.text))
        for entry, task in open_tasks(contact, today)
        if task.waiting is waiting
    ]
    return min(tasks)[1] if tasks else ""


def _say_place(met_at: str, lang: Lang) -> str:
    return at(met_at) if lang == "en" and met_at.strip() else met_at


def _say_span(contact: Contact, day: date | None, lang: Lang) -> str:
    """Say how long I have been where they placed me: `a year`, `3 месяца`."""
    started = contact.placed_me
    if started is None or day is None:
        return ""
    months = (day.year - started.year) * _YEAR + day.month - started.month
    if (started.month, started.day) == _LEAP_DAY and (day.month, day.day) == (3, 1):
        months -= 1  # the anniversary of 29 February, where it falls on 1 March
    years, rest = divmod(months, _YEAR)
    count = months if rest else years
    if count < 1:
        return ""
    if lang == "ru":
        words = ("месяц", "месяца", "месяцев") if rest else ("год", "года", "лет")
        return words[0] if count == 1 else f"{count} {_russian_plural(count, words)}"
    word = "month" if rest else "year"
    return f"a {word}" if count == 1 else f"{count} {word}s"


def _russian_plural(count: int, words: tuple[str, str, str]) -> str:
    if count % 100 in _TEENS:
        return words[2]
    return words[0] if count % 10 == 1 else words[1] if count % 10 in _FEW else words[2]
