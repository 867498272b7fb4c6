"""Complete the last word of a command line that is being typed in a shell.

The script (`shells`) calls `ck` with `_CK_COMPLETE=complete_SHELL` and the words of the line as
they are typed, up to the cursor. Whatever goes wrong, nothing but candidates may come back.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from contactkeeper.cli.args.arguments import is_help, own_names, prepare
from contactkeeper.cli.args.cursor import PEOPLE, Place, place_at_cursor
from contactkeeper.cli.args.known_values import (
    known_in_notes,
    known_words,
    offer_audiences,
    offer_changes,
    that_begin,
)
from contactkeeper.cli.layout import safe_line
from contactkeeper.errors import NoteChanged

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact, Event, News
    from contactkeeper.vault.contacts import Contacts

Answer = TypeVar("Answer")

TASK_PLACES = {("done", "text"), ("log", "done")}
"""Command and parameter where an open task is named."""
EVENT_NOTE_PLACES = {("log", "event"), ("log", "told")}
"""Command and parameter where an event, or news, is named."""

_QUOTED = re.compile(
    r"""\\(.)|"((?:[^"\\]|\\.)*)(?:"|\Z)|'([^']*)(?:'|\Z)|([^\\"']+|\\\Z)""", re.DOTALL
)
_PLAIN = re.compile(r"[\w@%+=:,./-]+")


Offered = tuple[str, str]
"""A candidate and its explanation, which may be empty."""


def complete(session: Session, shell: str, typed: Sequence[str]) -> list[Offered]:
    """Return the candidates for the last of the typed words, as the shell wants them.

    Args:
        session: of which the vault's names come.
        shell: `bash`, `zsh` or `fish`.
        typed: the words after `ck`, quotes and backslashes as they stand in the line.
    """
    words = list(typed)
    words, split_off = (words[1:] if words[:1] == ["--"] else words) or [""], ""
    if shell == "bash":
        words, split_off = _rejoin(words)
    words, before = _split_option(words)
    *others, last = map(unquote, words)
    if others and is_help(others[0]):
        del others[0]
    # What is being typed may complete a bare option, and is none itself.
    arguments = prepare(own_names([*others, last.lstrip("-")]))[:-1]
    offered = _offer(session, arguments, last, told=shell != "bash")
    found = [(before + safe_line(text), told) for text, told in offered]
    if shell == "bash":
        opened = words[-1][:1]
        # What bash has split off stays as it stands in the line.
        return [
            (quote_for_bash(text.removeprefix(split_off), opened), "")
            for text, _ in found
            if text.startswith(split_off)
        ]
    return found


def _offer(session: Session, arguments: list[str], last: str, *, told: bool) -> list[Offered]:
    """Find the candidates after some arguments: commands, options, people, promises, values.

    `told`: whether the shell shows an explanation of each.
    """
    found = place_at_cursor(arguments, last)
    if found is None:
        return []
    for name, value in found.shared:
        session.take(name, value)
    place = found.place
    if place.metavar in PEOPLE:
        return offer_people(session, place.begun, told=told)
    if (place.command, place.name) in EVENT_NOTE_PLACES:
        return offer_event_notes(session, place.name, place.begun)
    if (place.command, place.name) in TASK_PLACES:
        return offer_tasks(session, place.who, place.begun)
    words = that_begin(_words_for(session, place), place.begun)
    return [*((word, "") for word in words), *place.offered]


def _words_for(session: Session, place: Place) -> Sequence[str]:
    """Return the values that are known at a place, not only those that are begun."""
    if place.metavar == "WHOM":
        return _ask(session, lambda people: offer_audiences(place.begun, lambda: people))
    if (place.command, place.name) == ("set", "changes"):
        if place.begun.startswith("-"):
            return _ask(session, lambda people: _offer_removals(session, place.who, people))
        return _ask(session, lambda people: offer_changes(place.begun, lambda: people))
    if (place.command, place.name) == ("mode", "name"):
        from contactkeeper.core.agenda.modes import modes_in

        return list(modes_in(session.settings.modes))
    if place.name in ("company", "focus", "tag"):
        return _ask(session, lambda people: known_in_notes(place.name, people))
    return known_words(place) or ()


def _offer_removals(session: Session, who: str, people: Contacts) -> list[str]:
    """Offer the tags that a person has, or all tags where nobody is named: `-imported`."""
    having = _named(session, who, people) if who else people
    return [f"-{tag}" for tag in known_in_notes("tags", having)]


def _named(session: Session, who: str, people: Contacts) -> tuple[Contact, ...]:
    """Return those whom a name means, or the row of a number; nobody where none is typed."""
    from contactkeeper.cli.rows import find_row

    row = find_row(session, who)
    return (row,) if row else people.find(who) if who else ()


def offer_people(session: Session, typed: str, *, told: bool) -> list[Offered]:
    """Offer the names that fit what was typed; with their companies, where `told`."""
    from contactkeeper.core.people.find_contact import complete as complete_name

    def offer(people: Contacts) -> list[Offered]:
        names = complete_name(people.directory, typed)
        companies = [each.company for each in people] if told and names else ()
        return [(name, companies[place] if companies else "") for name, place in names]

    return _ask(session, offer)


def _ask(session: Session, question: Callable[[Contacts], Answer]) -> Answer:
    """Put a question to the cached contacts; where that fails, to those of the notes.

    A scan of a large vault takes longer than one likes to wait for a Tab. The next command sees
    what has changed since, and remembers it.
    """
    if session.remembered:
        with suppress(NoteChanged):  # a record is not what was written
            return question(session.remembered)
    return question(session.loaded.contacts)


def offer_tasks(session: Session, who: str, typed: str) -> list[Offered]:
    """Offer the open tasks of the one person that `who` names."""
    from contactkeeper.core.editing.open_tasks import still_open
    from contactkeeper.core.people.folding import fold

    found = _named(session, who, session.loaded.contacts)
    tasks = still_open(found[0]) if len(found) == 1 else []
    return [(task.text, "") for task in tasks if fold(typed) in fold(task.text)]


def offer_event_notes(session: Session, place: str, typed: str) -> list[Offered]:
    """Offer the events or the news whose names fit what was typed, with their days."""
    from contactkeeper.core.events.find_event import complete as complete_name

    there = session.event_notes
    known: tuple[Event | News, ...] = there.news if place == "told" else there.events
    days = {each.path: each.date.isoformat() for each in known}
    days |= {each.name: each.date.isoformat() for each in known}
    return [(name, days[name]) for name in complete_name(known, typed)]


def unquote(word: str) -> str:
    """Remove the quotes of one word as the shell does; the last quote may still be open."""
    return _QUOTED.sub(
        lambda part: (
            part[1] or re.sub(r'\\(["\\$`])', r"\1", part[2] or "") or part[3] or part[4] or ""
        ),
        word,
    )


def quote_for_bash(text: str, opened: str) -> str:
    """Write a candidate so that bash reads it as one word, inside the quotes that are open."""
    if opened == "'":
        return text.replace("'", "'\\''")
    if opened == '"':
        return re.sub(r'(["\\$`])', r"\\\1", text)
    return text if _PLAIN.fullmatch(text) else re.sub(r"([^\w@%+=:,./-])", r"\\\1", text)


def _rejoin(words: list[str]) -> tuple[list[str], str]:
    """Join what bash has split at `=` and `:`, and return what it split off the last word."""
    joined: list[str] = []
    begins = True
    for word in words:
        is_break = word in ("=", ":")
        if joined and (is_break or not begins):
            joined[-1] += word
        else:
            joined.append(word)
        begins = not is_break
    last, rest = joined[-1], words[-1]
    split_off = last.removesuffix("" if rest in ("=", ":") else rest)
    return joined, unquote(split_off)


def _split_option(words: list[str]) -> tuple[list[str], str]:
    """Make `--with` and `anna` of `--with=anna`, and say what stood before `anna` in its word."""
    option = re.match(r"(--[a-z-]+)=(.*)", words[-1], re.DOTALL)
    return ([*words[:-1], option[1], option[2]], f"{option[1]}=") if option else (words, "")
