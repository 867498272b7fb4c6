"""`ck write`: from the row to the message to the log. The message is edited, and sent elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import argument, option
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.drafts import own_template, show_all, show_one
from contactkeeper.cli.screens.message import Message, copy, lines_below, print_message
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.agenda.occasions import occasions_on
from contactkeeper.core.drafts.blocks import Materials, Subject, blocks_of, further_topics
from contactkeeper.core.drafts.form import read_form, write_form
from contactkeeper.core.drafts.offers import find_offer
from contactkeeper.core.drafts.sending import (
    channel_for,
    direction_of,
    fields_of,
    link_to,
    logged_text,
)
from contactkeeper.core.drafts.templates import KINDS, PARTS, built_in, parse_typed
from contactkeeper.core.drafts.values import lang_of, pick, values_of, words_of
from contactkeeper.core.model import Entry
from contactkeeper.core.note.property_values import read_lang
from contactkeeper.errors import Cancelled, CkError, UsageError
from contactkeeper.shell_words import shell_word
from contactkeeper.text.drafts import (
    EMPTY_MESSAGE,
    NOT_LOGGED,
    NOT_OPENED,
    SENT,
    ask_if_kept,
    ask_to_open,
)
from contactkeeper.text.speech import Speech
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from contactkeeper.core.drafts.blocks import Block
    from contactkeeper.core.drafts.templates import Name, Template
    from contactkeeper.core.drafts.values import Topic
    from contactkeeper.core.model import Contact, Lang, News, Task


def write_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    who: Annotated[str, argument("[WHO]", "Whom it is for: a name, or the note's path.")] = "",
    text: Annotated[str, argument("[TEXT]", "Your own words for it.")] = "",
    *,
    kind: Annotated[str, option("--for KIND", "What it is for (the first reason of today).")] = "",
    lang: Annotated[
        str, option("--lang en|ru", "The language (that of the note or the name).")
    ] = "",
    channel: Annotated[
        str, option("--channel -c WORD", "The channel (the one they answer on).")
    ] = "",
    sent: Annotated[
        bool, option("--sent -s", "Log a greeting too as a message that waits for an answer.")
    ] = False,
    whole: Annotated[
        bool, option("--whole", "Log the whole message, not only its first line.")
    ] = False,
    printed: Annotated[bool, option("--print", "Print the message, and do nothing else.")] = False,
    copied: Annotated[bool, option("--copy", "With --print: put it on the clipboard too.")] = False,
    listed: Annotated[
        bool, option("--list", "Show the kinds and parts, and which templates are yours.")
    ] = False,
    shown: Annotated[
        str, option("--show-template KIND", "The built-in text, to start yours.")
    ] = "",
) -> int:
    """Write a message by the strongest reason, send it yourself, and log it. It sends nothing.

    Your editor opens with blocks: delete what does not fit, and what stays is the message.

    Example: ck write anna --print
    """
    language = _read_lang(lang)
    if shown or listed:
        if (listed and shown) or who or text or kind or copied or (listed and lang):
            raise UsageError(
                Wording("--list and --show-template KIND stand alone; with --lang, the latter.")
            )
        if listed:
            return show_all(session)
        show_one(session, _read_name("--show-template", shown, (*KINDS, *PARTS)), language)
        return 0
    if not who:
        raise UsageError(Wording("for whom? ck write WHO; ck write --list shows the templates."))
    if copied and not printed:
        raise UsageError(
            Wording(
                "--copy goes with --print: without it the message is put on the clipboard anyway."
            )
        )
    if not (printed or session.terminal.can_ask):
        raise UsageError(
            Wording(
                "there is no terminal to write in. To print the message: ck write {who} --print",
                who=shell_word(who),
            )
        )
    wanted = _read_name("--for", kind, KINDS).kind if kind else ""
    made = _make(session, find_contact(session, who), text, wanted, language)
    if channel:
        made = made._replace(channel=channel.strip().rstrip(":"))
    if sent:
        made = made._replace(direction="->")
    if printed:
        return print_message(session, made, copies=copied)
    _write(session, made, whole=whole)
    return 0


def _make(session: Session, contact: Contact, text: str, wanted: str, lang: Lang) -> Message:
    """Make the message.

    Raises:
        CkError: they are not to be contacted, or the user's own template can't be filled.
    """
    from contactkeeper.core.agenda.modes import mode_of

    if contact.status == "do-not-contact":
        raise CkError(
            Wording(
                "{name} is marked do-not-contact, so there is no message.",
                name=one_line(contact.name),
            )
        )
    today, settings = session.today, session.settings
    brief = brief_of(contact, today, settings, session.event_notes)
    topic = pick(brief, wanted, occasions_on(contact, today, settings, session.event_notes))
    lang = lang or lang_of(contact)
    mode = mode_of(settings, today).name

    def subject(topic: Topic, text: str = "") -> Subject:
        reasons = Speech(lang or "en").reasons
        why = reasons.say_reason(topic.reason, today) if topic.reason else ""
        values = values_of(brief, topic, lang, today, text=text, mode=mode, why=why)
        return Subject(topic, values, words_of(brief, topic, lang, today, values))

    def template(part: str, words: Mapping[str, int]) -> Template:
        return own_template(session, part, words) or built_in(part, words)

    subjects = [subject(topic, text)]
    subjects += [] if wanted else map(subject, further_topics(brief, topic))
    offer = find_offer(contact, session.loaded.contacts, today)
    return Message(
        brief,
        topic,
        lang,
        template(topic.kind, subjects[0].words).path,
        blocks_of(Materials(brief, subjects, settings, offer), template),
        channel_for(contact, today, settings),
        direction_of(topic.kind),
    )


def _write(session: Session, message: Message, *, whole: bool) -> None:
    """Let the user edit the message, hand it over, and log it when it was sent.

    Raises:
        Cancelled: nothing was left of it, or there was no answer.
    """
    from contactkeeper.cli.user_programs import edit_text, open_link

    parts = message.parts(session.speech)
    form = edit_text(session, write_form(parts), lines_below(session, message))
    written = read_form(form, parts)
    if not written.message:
        raise Cancelled(EMPTY_MESSAGE)
    session.terminal.out(*written.message.split("\n"))
    session.terminal.error("")
    copy(session, written.message)
    contact = message.brief.contact
    link = link_to(contact, message.channel, written.message)
    opens = link and session.terminal.agrees(ask_to_open(link.address), unless_no=True)
    if link and opens and not open_link(link.whole):
        session.terminal.warn(NOT_OPENED)
    if not session.terminal.agrees(SENT, unless_no=True):
        session.terminal.error(NOT_LOGGED)
        return
    stayed = [message.blocks[place] for place in written.stayed]
    entry = Entry(
        session.today,
        logged_text(written.message, stayed, whole=whole),
        message.direction,
        message.channel,
        fields=fields_of(stayed, partial(_link, session)),
    )
    _log(session, contact, entry, _kept(session, message, stayed))


def _link(session: Session, news: News) -> str:
    """Return how an entry names news: by a link, or by its name where no link can be written."""
    from contactkeeper.core.events.find_event import link_to as link_to_note

    return link_to_note(news.path, news.name, session.note_names) or news.name


def _kept(session: Session, message: Message, stayed: Sequence[Block]) -> list[Task]:
    """Return the promise that the message was about, where the user says that it is kept."""
    from contactkeeper.core.agenda.tasks import tasks_of_row

    kind, reason = message.topic
    if kind != "promise" or reason is None or all(block.part != kind for block in stayed):
        return []
    tasks = tasks_of_row(message.brief.contact, [reason], session.today)
    if len(tasks) != 1 or not session.terminal.agrees(ask_if_kept(tasks[0].text), unless_no=False):
        return []
    return tasks


def _log(session: Session, contact: Contact, entry: Entry, tasks: Sequence[Task]) -> None:
    """Log the message, by the way of `ck log`."""
    from contactkeeper.cli.commands.after_log import finish_log
    from contactkeeper.cli.screens.changes import carry_out, tell_logged
    from contactkeeper.core.editing.record_entry import record
    from contactkeeper.vault.store import Step

    plan = partial(record, entry=entry, tasks=tasks, today=session.today)
    changes = carry_out(session, "log", [Step(contact.path, plan)])
    tell_logged(session, [contact], changes, dry_run=False)
    finish_log(session)


def _read_lang(words: str) -> Lang:
    if not words:
        return ""
    lang = read_lang(words)
    if lang is None:
        raise UsageError(Wording("--lang takes en or ru, not “{words}”.", words=words))
    return lang


def _read_name(option: str, words: str, names: Sequence[str]) -> Name:
    """Read the name of a template as it is typed, `reply` or `reply.ru`, or a phrase for it.

    Raises:
        UsageError: there is none of that name.
    """
    read = parse_typed(words)
    if read and read.kind in names:
        return read
    from difflib import get_close_matches

    said = Wording("{option}: there is no kind “{words}”.", option=option, words=words)
    if near := get_close_matches(words.strip().casefold(), names, n=1):
        said = Wording(
            "{option}: there is no kind “{words}”. Did you mean {near}?",
            option=option,
            words=words,
            near=near[0],
        )
    raise UsageError(Wording.joined(" ", [said, Wording("There are: {names}.", names=names)]))
