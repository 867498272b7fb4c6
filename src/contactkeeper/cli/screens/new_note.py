"""Choose the template of a new note, and show what the note says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from contactkeeper.cli.ask import choose
from contactkeeper.cli.layout import one_line
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.property_words import words_of
from contactkeeper.errors import UsageError
from contactkeeper.vault.new_contact import contact_templates, named_template

if TYPE_CHECKING:
    from contactkeeper.cli.session import Session


def find_template(session: Session, typed: str) -> tuple[str, str] | None:
    """Find the template that is named, else the one of the vault that makes contacts.

    Raises:
        UsageError: there is no such template, or there are several and nobody can be asked.
    """
    if typed:
        return named_template(session.root, session.folder, typed)
    found, unreadable = contact_templates(session.root, session.settings)
    for path in unreadable:
        skipped = f"ck: {path} can't be read, or is not UTF-8: it was passed over."
        session.terminal.error(one_line(skipped))
    if len(found) < 2:  # noqa: PLR2004  # two are one too many
        return found[0] if found else None
    paths = [path for path, _ in found]
    if not session.terminal.can_ask:
        message = f"which template? ck add NAME --template takes one of: {', '.join(paths)}."
        raise UsageError(message)
    return found[choose(session.terminal, "Which template?", paths)]


def time_of(session: Session) -> datetime:
    """Return the day of the run with the time of its moment, for a template."""
    return datetime.combine(session.today, datetime.fromisoformat(session.stamp).time())


def warn_of_file_name(session: Session, typed: str, name: str) -> None:
    """Warn where a note has another name than was typed, since no file can be called so."""
    if name != typed:
        warning = f"ck: a file can't be called “{typed}”, so it is “{name}”."
        session.terminal.error(one_line(warning))


def property_lines(text: str) -> list[str]:
    """Show the properties of a new note as they stand in it; those without a value are left out."""
    block = read_frontmatter(text)
    return [
        f"  {one_line(f'{each.name}: {words_of(each.value)}')}"
        for each in (block.properties if block else ())
        if each.value
    ]
