"""`ck draft`: a short message to start from. It sends nothing, and writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

from contactkeeper.cli.args.declare import argument, option
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.json import reason_value
from contactkeeper.cli.layout import Text, one_line, paint, wrap
from contactkeeper.cli.screens.drafts import own_template, show_all, show_one
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.agenda.occasions import occasions_on
from contactkeeper.core.drafts.filling import fill
from contactkeeper.core.drafts.templates import KINDS, built_in, parse
from contactkeeper.core.drafts.values import address_of, lang_of, pick, values_of, words_of
from contactkeeper.core.note.property_values import read_lang
from contactkeeper.errors import CkError, UsageError
from contactkeeper.text.drafts import COPIED, NOT_COPIED, say_occasion, say_source
from contactkeeper.text.reasons import say_reason

if TYPE_CHECKING:
    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.drafts.templates import Name, Template
    from contactkeeper.core.drafts.values import Topic
    from contactkeeper.core.model import Lang


def draft_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    who: Annotated[str, argument("[WHO]", "Whom it is for: a name, or the note's path.")] = "",
    text: Annotated[str, argument("[TEXT]", "Your own words for its end.")] = "",
    *,
    kind: Annotated[str, option("--for KIND", "What it is for (the first reason of today).")] = "",
    lang: Annotated[
        str, option("--lang en|ru", "The language (that of the note or the name).")
    ] = "",
    copy: Annotated[bool, option("--copy", "Put it on the clipboard too.")] = False,
    listed: Annotated[
        bool, option("--list", "Show the kinds, and which templates are yours.")
    ] = False,
    shown: Annotated[
        str, option("--show-template KIND", "The built-in text, to start yours.")
    ] = "",
) -> int:
    """Print a short message to start from, by the strongest reason to write. It sends nothing.

    Example: ck draft anna --for birthday
    """
    language = _read_lang(lang)
    if shown or listed:
        if (listed and shown) or who or text or kind or copy or (listed and lang):
            message = "--list and --show-template KIND stand alone; with --lang, the latter."
            raise UsageError(message)
        if listed:
            return show_all(session)
        show_one(session, _read_kind("--show-template", shown), language)
        return 0
    if not who:
        message = "for whom? ck draft WHO; ck draft --list shows the templates."
        raise UsageError(message)
    wanted = _read_kind("--for", kind).kind if kind else ""
    draft = _make(session, who, text, wanted, language)
    return _show(session, draft, copy=copy)


class Draft(NamedTuple):
    """A message and what it was made of."""

    brief: Brief
    topic: Topic
    lang: Lang
    template: Template
    text: str


def _make(session: Session, who: str, text: str, wanted: str, lang: Lang) -> Draft:
    """Make the message.

    Raises:
        CkError: they are not to be contacted, or the user's own template can't be filled.
    """
    from contactkeeper.core.agenda.modes import mode_of

    contact = find_contact(session, who)
    if contact.status == "do-not-contact":
        message = f"{one_line(contact.name)} is marked do-not-contact, so there is no draft."
        raise CkError(message)
    brief = brief_of(contact, session.today, session.settings, session.event_notes)
    besides = occasions_on(contact, session.today, session.settings, session.event_notes)
    topic = pick(brief, wanted, besides)
    lang = lang or lang_of(contact)
    mode = mode_of(session.settings, session.today).name
    why = say_reason(topic.reason, session.today) if topic.reason else ""
    values = values_of(brief, topic, lang, session.today, text=text, mode=mode, why=why)
    words = words_of(brief, topic, lang, session.today, values)
    template = own_template(session, topic.kind, words) or built_in(topic.kind, words)
    return Draft(brief, topic, lang, template, fill(template, values))


def _show(session: Session, draft: Draft, *, copy: bool) -> int:
    """Show the message alone on standard output, and to a person what it is about beside it."""
    copied = False
    if copy:
        from contactkeeper.cli.user_programs import copy_to_clipboard

        copied = copy_to_clipboard(draft.text, session.folder)
    if session.as_json:
        contact, reason = draft.brief.contact, draft.topic.reason
        value = {
            "name": contact.name,
            "path": contact.path,
            "kind": draft.topic.kind,
            "lang": draft.lang,
            "address": address_of(contact) if draft.lang == "ru" else None,
            "reason": reason_value(reason, session.today) if reason else None,
            "template": draft.template.path or None,
            "text": draft.text,
            "copied": copied,
        }
        session.answer("draft", draft=value)
    else:
        if session.terminal.can_ask:  # a script wants no more than the message
            session.terminal.error(*_say_about(session, draft))
        session.terminal.out(*draft.text.split("\n"))
    if copy and not copied:
        session.terminal.warn(NOT_COPIED)
    elif copied and not session.as_json:
        session.terminal.error(COPIED)
    return 1 if copy and not copied else 0


def _say_about(session: Session, draft: Draft) -> list[Text]:
    """Say whom and what it is about, in which language, and from which template."""
    brief, topic = draft.brief, draft.topic
    address = address_of(brief.contact)
    said = (
        say_occasion(brief, topic.reason),
        say_source(topic.kind, draft.lang, address, draft.template.path),
    )
    width = session.terminal.width
    lines = [line for text in said for line in wrap(one_line(text), width, indent=2)]
    return [paint(line, "dim") for line in lines]


def _read_lang(words: str) -> Lang:
    if not words:
        return ""
    lang = read_lang(words)
    if lang is None:
        raise UsageError(f"--lang takes en or ru, not “{words}”.")
    return lang


def _read_kind(option: str, words: str) -> Name:
    """Read a kind of draft as it is typed, `reply` or `reply.ru`.

    Raises:
        UsageError: there is none of that name.
    """
    if read := parse(words.strip().casefold().removesuffix(".md")):
        return read
    from difflib import get_close_matches

    near = get_close_matches(words.strip().casefold(), KINDS, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    message = f"{option}: there is no kind “{words}”.{hint} There are: {', '.join(KINDS)}."
    raise UsageError(message)
