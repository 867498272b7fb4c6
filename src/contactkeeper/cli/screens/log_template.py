"""Let the user write an entry in the editor, where `ck log` was given no text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.terminal import Terminal
from contactkeeper.errors import CkError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.core.model import Contact
    from contactkeeper.vault.store import AnyStep, Change


def write_in_editor(
    session: Session,
    contact: Contact,
    typed: Typed,
    plan: Callable[[Typed], Sequence[AnyStep]],
    carry_out: Callable[[Typed], tuple[Change, ...]],
) -> tuple[Change, ...]:
    """Let the user write the entry in the editor, and carry it out.

    What is refused whatever the text says is refused before the editor opens. A text that is
    refused after it is shown on standard error, so that nobody has to write it twice.

    Args:
        session: the run.
        contact: whom the form tells about.
        typed: what was given besides the text; its text is what the form begins with.
        plan: makes the steps of what was typed.
        carry_out: makes the change.
    """
    from contactkeeper.cli.editor import edit_text

    session.vault.preview(plan(typed._replace(text=typed.text or "…")))
    text = edit_text(session, typed.text, _below(session, contact))
    try:
        return carry_out(typed._replace(text=text))
    except CkError:
        session.terminal.error("Your text:", *text.split("\n"))
        raise


def _below(session: Session, contact: Contact) -> list[str]:
    """Return the brief of the person, which stands below the scissors line."""
    from contactkeeper.cli.screens.brief import brief_lines
    from contactkeeper.core.agenda.brief import brief_of

    brief = brief_of(contact, session.today, session.settings, session.event_notes)
    plain = Terminal(session.terminal.width)
    return [
        f"What happened with {contact.name}? For example:  <- tg: she sends the JD on Friday",
        "An empty text changes nothing.",
        "",
        *map(str, brief_lines(plain, brief, session.today, everything=False)),
    ]
