"""A message of `ck write`: on standard output, as JSON, and as the form to edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.cli.json import Document, reason_value
from contactkeeper.cli.layout import Text, one_line, paint, wrap
from contactkeeper.cli.screens.brief import plain_brief
from contactkeeper.core.drafts.form import Part, join
from contactkeeper.core.drafts.values import address_of
from contactkeeper.text.drafts import COPIED, EMPTY_MESSAGE, HOW_TO_EDIT, NOT_COPIED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.agenda.brief import Brief
    from contactkeeper.core.drafts.blocks import Block
    from contactkeeper.core.drafts.values import Topic
    from contactkeeper.core.model import Direction, Lang
    from contactkeeper.text.speech import Speech


class Message(NamedTuple):
    """A message, and what it was made of."""

    brief: Brief
    topic: Topic
    lang: Lang
    template: str
    """The path of the user's own template of its kind; empty: it is built in."""
    blocks: Sequence[Block]
    channel: str
    """On which to send it, as the log has it; may be empty."""
    direction: Direction
    """Of the entry, when it is sent."""

    @property
    def text(self) -> str:
        """Return what is sent, if nothing is deleted."""
        return join(block.text for block in self.blocks)

    def parts(self, speech: Speech) -> list[Part]:
        """Return the blocks as the form has them."""
        today = self.brief.state.today
        return [Part(speech.drafts.say_block(block, today), block.text) for block in self.blocks]


def copy(session: Session, text: str) -> bool:
    """Put a message on the clipboard, and say on standard error whether that is done."""
    from contactkeeper.cli.user_programs import copy_to_clipboard

    copied = copy_to_clipboard(text, session.folder)
    if not copied:
        session.terminal.warn(NOT_COPIED)
    elif not session.as_json:
        session.terminal.error(COPIED)
    return copied


def print_message(session: Session, message: Message, *, copies: bool) -> int:
    """Print the message alone, and to a person what it is about beside it; 1: it is not copied."""
    if not session.as_json:
        if session.terminal.can_ask:  # a script wants no more than the message
            session.terminal.error(*_say_about(session, message))
        session.terminal.out(*message.text.split("\n"))
    copied = copies and copy(session, message.text)
    if session.as_json:
        session.answer("write", message=_document(session, message, copied=copied))
    return 1 if copies and not copied else 0


def lines_below(session: Session, message: Message) -> list[str]:
    """Return what stands below the message while it is edited: how to, and the brief."""
    how_to = map(session.speech.say, (HOW_TO_EDIT, EMPTY_MESSAGE))
    return [*how_to, "", *plain_brief(session, message.brief)]


def _document(session: Session, message: Message, *, copied: bool) -> Document:
    contact, reason = message.brief.contact, message.topic.reason
    return {
        "name": contact.name,
        "path": contact.path,
        "kind": message.topic.kind,
        "lang": message.lang,
        "address": address_of(contact) if message.lang == "ru" else None,
        "channel": message.channel or None,
        "direction": message.direction,
        "reason": reason_value(reason, session.today) if reason else None,
        "template": message.template or None,
        "text": message.text,
        "blocks": [
            {
                "part": block.part,
                "text": block.text,
                "about": block.quoted or None,
                "told": block.news.name if block.news else None,
                "gave": block.gives or None,
            }
            for block in message.blocks
        ],
        "copied": copied,
    }


def _say_about(session: Session, message: Message) -> list[Text]:
    """Say whom and what it is about, in which language, from which template; then each block."""
    brief, (kind, reason) = message.brief, message.topic
    address = address_of(brief.contact)
    words = session.speech.drafts
    said = [
        words.say_occasion(brief, reason),
        words.say_source(kind, message.lang, address, message.template),
        *(
            part.words
            for part, block in zip(message.parts(session.speech), message.blocks, strict=True)
            if block.quoted
        ),
    ]
    width = session.terminal.width
    lines = [line for text in said for line in wrap(one_line(text), width, indent=2)]
    return [paint(line, "dim") for line in lines]
