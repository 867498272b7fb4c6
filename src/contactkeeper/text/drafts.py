"""Say whom a draft is for, why, where its text comes from, and what the templates are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.next_due import say_quiet
from contactkeeper.text.reasons import say_reason

if TYPE_CHECKING:
    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.agenda.model import Reason
    from contactkeeper.core.model import Lang

COPIED = "Copied."
NOT_COPIED = "no program here takes a text for the clipboard, so copy it by hand."
_LANGUAGES: dict[Lang, str] = {"en": "in English", "ru": "in Russian"}


def say_occasion(brief: Brief, reason: Reason | None) -> str:
    """Say whom a draft is for, and why now: `Anna, Ozon · last spoke 9 Oct`."""
    contact, quiet = brief.contact, brief.state.quiet
    if quiet and brief.state.hidden:
        why = say_quiet(quiet, brief.state.today, contact.paused_why)
    elif reason:
        why = say_reason(reason, brief.state.today)
    else:
        why = "nothing of that kind is due" if brief.reasons else "nothing is due"
    return f"{', '.join(filter(None, (contact.name, contact.company)))} · {why}"


def say_source(kind: str, lang: Lang, address: str, template: str) -> str:
    """Say what a draft is made of: `birthday · in Russian, на ты · built in`.

    `address` is the Russian form of address; `template` the path of the user's own.
    """
    form = f", на {address}" if lang == "ru" else ""
    return f"{kind} · {_LANGUAGES[lang]}{form} · {template or 'built in'}"


def say_folder(folder: str, *, has_some: bool) -> str:
    """Say where the user's own templates are, and how to start one."""
    where = f"Yours {'are in' if has_some else 'go into'} {folder}."
    return f"{where} To start one: ck draft --show-template reply.ru"


def say_unused(path: str) -> str:
    """Say that a file of that folder is no template."""
    return f"{path}: no kind of draft has this name."


def say_unknown_word(path: str, word: str) -> str:
    """Say that a word in a template's name can hold for nobody."""
    return (
        f"{path}: “{word}” is no form of address, language, mode or situation, "
        "and no note has it as its focus."
    )
