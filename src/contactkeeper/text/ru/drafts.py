"""Say whom a message is for, why, what its blocks are about, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.phrases import flat
from contactkeeper.text.ru.days import say_day
from contactkeeper.text.ru.next_due import say_quiet
from contactkeeper.text.ru.phrases import quote
from contactkeeper.text.ru.reasons import say_reason
from contactkeeper.text.ru.words import name_draft, name_mode

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.drafts.blocks import Block
    from contactkeeper.core.model import Lang

_LANGUAGES: dict[Lang, str] = {"en": "по-английски", "ru": "по-русски"}
_PARTS = {
    "more-news": "новость",
    "offer": "можно передать",
    "thanks": "поблагодарить",
    "question": "последний разговор",
    "ask": "режим",
}
_QUOTED = 60
"""Characters of what is quoted above a block; the brief below the message has all of it."""


def say_block(block: Block, today: date) -> str:
    """Say what a block is about: `новость: Staff engineer, 16 ноября`."""
    if block.part not in _PARTS:
        kind = name_draft(block.part)
        return f"{kind}: {say_reason(block.reason, today)}" if block.reason else kind
    words = flat(name_mode(block.quoted) if block.part == "ask" else block.quoted)
    if len(words) > _QUOTED:
        words = f"{words[: _QUOTED - 1].rstrip()}…"
    about = [quote(words) if block.part == "question" else words]
    about += [f"источник: {flat(block.source)}"] if block.source else []
    about += [say_day(block.day, today)] if block.day else []
    return f"{_PARTS[block.part]}: {', '.join(about)}"


def say_occasion(brief: Brief, reason: Reason | None) -> str:
    """Say whom a message is for, and why now: `Анна, Ozon · общались 9 октября`."""
    contact, quiet = brief.contact, brief.state.quiet
    if quiet and brief.state.hidden:
        why = say_quiet(quiet, brief.state.today, contact.paused_why)
    elif reason:
        why = say_reason(reason, brief.state.today)
    else:
        why = "такого повода сейчас нет" if brief.reasons else "ничего срочного"
    return f"{', '.join(filter(None, (contact.name, contact.company)))} · {why}"


def say_source(kind: str, lang: Lang, address: str, template: str) -> str:
    """Say what a message is made of: `день рождения · по-русски, на ты · встроенный текст`.

    `address` is the Russian form of address; `template` the path of the user's own.
    """
    form = f", на {address}" if lang == "ru" else ""
    return f"{name_draft(kind)} · {_LANGUAGES[lang]}{form} · {template or 'встроенный текст'}"
