"""Say whom a message is for, why, what its blocks are about, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.days import say_day
from contactkeeper.text.en.next_due import say_quiet
from contactkeeper.text.en.reasons import say_reason
from contactkeeper.text.phrases import flat, quote

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.drafts.blocks import Block
    from contactkeeper.core.model import Lang

_LANGUAGES: dict[Lang, str] = {"en": "in English", "ru": "in Russian"}
_PARTS = {
    "more-news": "news",
    "offer": "could be passed on",
    "thanks": "thanks for",
    "question": "last talk",
    "ask": "mode",
}
_QUOTED = 60
"""Characters of what is quoted above a block; the brief below the message has all of it."""


def say_block(block: Block, today: date) -> str:
    """Say what a block is about: `news: Staff engineer, 16 Nov`, `birthday: birthday today`."""
    if block.part not in _PARTS:
        return f"{block.part}: {say_reason(block.reason, today)}" if block.reason else block.part
    words = flat(block.quoted)
    if len(words) > _QUOTED:
        words = f"{words[: _QUOTED - 1].rstrip()}…"
    about = [quote(words) if block.part == "question" else words]
    about += [f"from {flat(block.source)}"] if block.source else []
    about += [say_day(block.day, today)] if block.day else []
    return f"{_PARTS[block.part]}: {', '.join(about)}"


def say_occasion(brief: Brief, reason: Reason | None) -> str:
    """Say whom a message is for, and why now: `Anna, Ozon · last spoke 9 Oct`."""
    contact, quiet = brief.contact, brief.state.quiet
    if quiet and brief.state.hidden:
        why = say_quiet(quiet, brief.state.today, contact.paused_why)
    elif reason:
        why = say_reason(reason, brief.state.today)
    else:
        why = "nothing of that kind is due" if brief.reasons else "nothing is due"
    return f"{', '.join(filter(None, (contact.name, contact.company)))} · {why}"


def say_source(kind: str, lang: Lang, address: str, template: str) -> str:
    """Say what a message is made of: `birthday · in Russian, на ты · built in`.

    `address` is the Russian form of address; `template` the path of the user's own.
    """
    form = f", на {address}" if lang == "ru" else ""
    return f"{kind} · {_LANGUAGES[lang]}{form} · {template or 'built in'}"
