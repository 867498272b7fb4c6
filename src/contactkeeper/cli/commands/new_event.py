"""A new note for an event or for news: where it goes and what it says.

Values are checked by the very rooms that read them in a note.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from contactkeeper.cli.commands.new_contact import read_folder
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import one_line
from contactkeeper.core.editing.file_names import file_name
from contactkeeper.core.editing.new_notes import note_text
from contactkeeper.core.events.parser import parse_event_note
from contactkeeper.core.model import Event, News
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.property_words import words_of
from contactkeeper.core.note.schema import fold_word
from contactkeeper.core.people.audience import AudienceFault, read_audience
from contactkeeper.core.people.find_contact import same_name
from contactkeeper.errors import UsageError, WriteRefused
from contactkeeper.vault.scan import scan
from contactkeeper.vault.store import NewNote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.people.audience_terms import Audience

_FOLDERS = {
    "event": (
        "Events",
        {"events", "event", "conferences", "события", "мероприятия", "конференции"},
    ),
    "news": ("News", {"news", "mynews", "новости", "моиновости"}),
}
"""Where such notes go at first: a folder of the vault with one of these names, else a new one."""


def new_event_note(
    session: Session,
    what: Literal["event", "news"],
    name: str,
    properties: Mapping[str, PropertyValue],
    folder: str | None,
) -> tuple[NewNote, Event | News]:
    """Return the step that makes a note, and what is read from it.

    Raises:
        UsageError: there is a note of that name, the name or folder can't be one's, or a value
            would be a fault in the note.
    """
    safe = file_name(name)
    paths = scan(session.root).notes
    for path in paths:
        if same_name(path.rpartition("/")[2][:-3], safe):
            message = f"there is a note of that name already: {path}."
            raise UsageError(message)
    if safe != name:
        session.terminal.error(one_line(f"ck: a file can't be called “{name}”, so it is “{safe}”."))
    inside = read_folder(folder) if folder is not None else _usual_folder(session, what, paths)
    given = {key: value for key, value in properties.items() if value}
    for key, value in given.items():
        if re.search(r"\{\{|<%|[\r\n]", value if isinstance(value, str) else "".join(value or ())):
            message = f"--{key}: it holds a line break or a template's marks."
            raise UsageError(message)
    path = f"{inside}/{safe}.md" if inside else f"{safe}.md"
    try:
        text = note_text(safe, {"type": what, **given}, f"# {safe}\n")
    except WriteRefused as error:
        raise UsageError(f"{name}: {error.why}") from error
    made = parse_event_note(path, text, session.settings)
    if isinstance(made, list) or made.problems:
        problems = made if isinstance(made, list) else made.problems
        raise UsageError("; ".join(each.message for each in problems) or f"{path} says nothing.")
    return NewNote(path, text), made


def check_audience(typed: str) -> Audience:
    """Read an audience as it is typed.

    Raises:
        UsageError: it names the spot.
    """
    try:
        return read_audience(typed)
    except AudienceFault as fault:
        raise UsageError(f"--audience: “{typed}”, at {fault}.") from fault


def shown_properties(text: str) -> list[str]:
    """Show the properties of a new note as they stand in it."""
    block = read_frontmatter(text)
    return [
        f"  {one_line(f'{each.name}: {words_of(each.value)}')}"
        for each in (block.properties if block else ())
    ]


def _usual_folder(session: Session, what: Literal["event", "news"], paths: Iterable[str]) -> str:
    """Say where the vault keeps such notes, else where they go at first."""
    there = session.event_notes
    known = [event.path for event in there.events] if what == "event" else []
    known += [news.path for news in there.news] if what == "news" else []
    counts = Counter(path.rpartition("/")[0] for path in known)
    if counts:
        return min(counts, key=lambda folder: (-counts[folder], folder))
    usual, names = _FOLDERS[what]
    folders = sorted({path.rpartition("/")[0] for path in paths})
    return next((each for each in folders if fold_word(each.rpartition("/")[2]) in names), usual)
