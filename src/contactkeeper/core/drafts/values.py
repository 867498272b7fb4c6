"""The values of a template's fields: plain words about one person, one reason and one day.

Everything from a note is text on one line. The names are a contract with the templates that people
have written; docs/drafts.md describes each.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from contactkeeper.core.agenda.log_summary import counted, open_tasks
from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.agenda.reasons import task_day
from contactkeeper.core.drafts.filling import NoName, inside, one_line
from contactkeeper.core.drafts.templates import AFTER_PAUSE, CHECK_IN, KINDS, situation
from contactkeeper.core.language.languages import begins_with_preposition
from contactkeeper.core.people.folding import fold
from contactkeeper.core.people.salutation import call_name
from contactkeeper.core.people.spellings import has_cyrillic

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.agenda.contact_state import ContactState
    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.model import Address, Contact, Lang

VALUE_NAMES: Final = (
    "name", "first_name", "company", "role", "focus", "lang", "address", "mode", "today", "kind",
    "reason", "due", "occasion", "span", "promise", "awaited", "met_at", "last", "last_date",
    "text",
)  # fmt: skip
"""The names of all fields."""

_SUBJECTS: Final = {
    "promise": "promise", "waiting": "awaited", "cadence": "company", "new": "met_at",
}  # fmt: skip
"""The field that says what a message is about; that of an occasion is in the table of its kinds."""
_ASKED_AGAIN = frozenset({"cadence", "retry", "cold", "silence", "talk", "touch"})
"""The kinds that follow from the time of the last message."""
_UNKNOWN_NAME = "…"
_SLOW_DAYS = 2  # an answer after more of them begins with an excuse
_YEAR = 12
_LEAP_DAY = (2, 29)
_FEW = range(2, 5)
_TEENS = range(11, 15)


class Topic(NamedTuple):
    """The subject of a draft: its kind, and the reason where there is one."""

    kind: str
    reason: Reason | None


def pick(brief: Brief, wanted: str = "", told_besides: Sequence[Reason] = ()) -> Topic:
    """Return what to write about: the strongest reason, else a plain check-in.

    After a pause nothing that is older than its end is asked for.
    With `wanted`, one of `KINDS`, that kind: with its reason of today, else with one of
    `told_besides` (news and the like, which are no reason where there is another), else the one
    to come.
    """
    reasons = (*brief.reasons, *told_besides, *brief.ahead) if wanted else brief.reasons[:1]
    for reason in reasons:
        if reason.kind == (wanted or reason.kind) and reason.kind in KINDS:
            is_old = not wanted and _is_older_than_pause(reason, brief.state)
            return Topic(AFTER_PAUSE if is_old else reason.kind, reason)
    return Topic(wanted or CHECK_IN, None)


def _is_older_than_pause(reason: Reason, state: ContactState) -> bool:
    """Say whether it asks for something of the time before a pause that has just ended."""
    if not state.is_just_back or state.quiet is None or state.hidden:
        return False
    if reason.kind == "waiting":
        return (reason.deadline or reason.noted or reason.due) < state.quiet.until
    return reason.kind in _ASKED_AGAIN


def lang_of(contact: Contact) -> Lang:
    """Return the language to write in: the note's own, else by the script of the names."""
    names = fold(f"{contact.name} {contact.greeting}")
    return contact.lang or ("ru" if has_cyrillic(names) else "en")


def address_of(contact: Contact) -> Address:
    """Return how to address somebody in Russian: вы, unless the note says ты."""
    return contact.address or "вы"


def values_of(  # noqa: PLR0913  # what a message is made of, each once
    brief: Brief,
    topic: Topic,
    lang: Lang,
    today: date,
    *,
    text: str = "",
    mode: str = "",
    why: str = "",
) -> dict[str, str]:
    """Return the values of all fields by name; what is not known is an empty text.

    Args:
        brief: the person on that day.
        topic: what to write about.
        lang: the language of the message.
        today: the day.
        text: what the user typed for this message.
        mode: the name of the mode that holds.
        why: the sentence of the reason.
    """
    contact, reason = brief.contact, topic.reason
    address = address_of(contact)
    last = next((entry for entry in counted(contact, today) if one_line(entry.text)), None)
    return {
        "name": one_line(contact.name) or _UNKNOWN_NAME,
        "first_name": one_line(call_name(contact, lang, address)) or NoName(),
        "company": inside(contact.company),
        "role": inside(contact.role),
        "focus": inside(contact.focus),
        "lang": lang,
        "address": address,
        "mode": inside(mode),
        "today": today.isoformat(),
        "kind": topic.kind,
        "reason": one_line(why),
        "due": reason.due.isoformat() if reason else "",
        "occasion": inside(reason.about) if reason else "",
        "span": _say_span(contact, topic, lang),
        "promise": _task(contact, today, waiting=False),
        "awaited": _task(contact, today, waiting=True),
        "met_at": inside(_say_place(contact.met_at, lang)),
        "last": one_line(last.text) if last else "",
        "last_date": last.date.isoformat() if last else "",
        "text": one_line(text),
    }


def words_of(
    brief: Brief, topic: Topic, lang: Lang, today: date, values: Mapping[str, str]
) -> dict[str, int]:
    """Return the words that may stand in the name of a template for this message, with their ranks.

    `values` are those of its fields. In English a form of address counts only where the note names
    one.
    """
    contact, reason = brief.contact, topic.reason
    subject = subject_of(topic.kind)
    holding = {
        "plain": bool(subject) and not values[subject],
        "late": _is_late(reason, today),
        "early": bool(reason and reason.day and reason.day > today),
        "met": bool(contact.met or contact.met_at),
    }
    address = address_of(contact) if lang == "ru" else contact.address
    words = [word for word, holds in holding.items() if holds]
    return situation(lang, address, values["mode"], contact.focus, words)


def subject_of(kind: str) -> str:
    """Return the field that says what a message is about; empty: its kind says it all."""
    occasion = kind_of(kind)
    return occasion.subject if occasion else _SUBJECTS.get(kind, "")


def _is_late(reason: Reason | None, today: date) -> bool:
    """Return whether the day is past; a reply is late after `_SLOW_DAYS`."""
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
        if (task.kind == "waiting") is waiting
    ]
    return min(tasks)[1] if tasks else ""


def _say_place(met_at: str, lang: Lang) -> str:
    if lang != "en" or not met_at.strip() or begins_with_preposition(met_at):
        return met_at
    return f"at {met_at}"


def _say_span(contact: Contact, topic: Topic, lang: Lang) -> str:
    """Say the time from the day that an anniversary counts from: `a year`, `3 месяца`."""
    kind, day = kind_of(topic.kind), topic.reason and topic.reason.day
    if kind is None or kind.subject != "span" or day is None:
        return ""
    started: date | None = getattr(contact, kind.field)
    if started is None:
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
