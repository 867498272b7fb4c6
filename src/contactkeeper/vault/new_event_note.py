"""Make the note of an event or of news: where it goes, and what it says.

The values are checked with the functions that read them in a note.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Literal

from contactkeeper.core.editing.file_names import file_name, folder_name
from contactkeeper.core.editing.habits import habits_of
from contactkeeper.core.editing.new_notes import note_text
from contactkeeper.core.events.parser import parse_event_note
from contactkeeper.core.events.schema import in_russian
from contactkeeper.core.note.property_values import fold_word
from contactkeeper.errors import UsageError, WriteRefused
from contactkeeper.text.problems import say_problem
from contactkeeper.vault.new_note import note_named
from contactkeeper.vault.operations import NewNote
from contactkeeper.vault.scan import scan
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.model import Event, EventNotes, News
    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.loading import Loaded

_FOLDERS = {
    "event": (
        ("Events", "События"),
        {"events", "event", "conferences", "события", "мероприятия", "конференции"},
    ),
    "news": (("News", "Новости"), {"news", "mynews", "новости", "моиновости"}),
}
"""The first folder for such notes: a new one in English or Russian, or one that the vault has."""


def new_event_note(  # noqa: PLR0913, PLR0917  # what the vault has, and what the note says
    root: Path,
    settings: Settings,
    loaded: Loaded,
    kind: Literal["event", "news"],
    name: str,
    properties: Mapping[str, PropertyValue],
    folder: str | None,
) -> tuple[NewNote, Event | News]:
    """Return the step that makes a note for an event or for news, and what is read from it.

    Args:
        root: the vault.
        settings: the vault's.
        loaded: its notes, which show where such notes are kept and in which language.
        kind: which of the two.
        name: of the note, as typed.
        properties: by name; the empty ones are left out.
        folder: as typed; None: where such notes are.

    Raises:
        UsageError: there is a note of that name, the name or folder can't be one's, or a value
            would be a fault in the note.
    """
    safe = file_name(name)
    paths = scan(root).notes
    if taken := note_named(safe, paths):
        raise UsageError(Wording("there is a note of that name already: {path}.", path=taken))
    habits = habits_of(loaded.contacts, settings)
    inside = (
        _usual_folder(loaded.event_notes, kind, paths, in_russian=habits.are_russian)
        if folder is None
        else folder_name(folder)
    )
    given = {key: value for key, value in properties.items() if value}
    _refuse_marks(given)
    path = f"{inside}/{safe}.md" if inside else f"{safe}.md"
    try:
        written = (
            in_russian(kind, given, habits.names.get("type", ""))
            if habits.are_russian
            else {"type": kind, **given}
        )
        text = note_text(safe, written, f"# {safe}\n")
    except WriteRefused as error:
        raise UsageError(Wording.joined(": ", [name, error.why])) from error
    made = parse_event_note(path, text, settings)
    if isinstance(made, list) or made.problems:
        problems = made if isinstance(made, list) else made.problems
        said = Wording.joined("; ", map(say_problem, problems))
        raise UsageError(said or Wording("{path} says nothing.", path=path))
    return NewNote(path, text), made


def _refuse_marks(given: Mapping[str, PropertyValue]) -> None:
    """Refuse a value that a template plugin would run, or that takes several lines."""
    for key, value in given.items():
        if re.search(r"\{\{|<%|[\r\n]", value if isinstance(value, str) else "".join(value or ())):
            raise UsageError(
                Wording("--{key}: it holds a line break or a template's marks.", key=key)
            )


def _usual_folder(
    there: EventNotes, kind: Literal["event", "news"], paths: Iterable[str], *, in_russian: bool
) -> str:
    """Say where the vault keeps such notes, else where they go at first."""
    known = [event.path for event in there.events] if kind == "event" else []
    known += [news.path for news in there.news] if kind == "news" else []
    counts = Counter(path.rpartition("/")[0] for path in known)
    if counts:
        return min(counts, key=lambda folder: (-counts[folder], folder))
    usual, names = _FOLDERS[kind]
    folders = sorted({path.rpartition("/")[0] for path in paths})
    return next(
        (each for each in folders if fold_word(each.rpartition("/")[2]) in names), usual[in_russian]
    )
