"""The numbers of the rows: what `3` means after `ck due`, in the terminal that shows the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.casefolding import caseless
from contactkeeper.lookup_errors import AmbiguousName, NoSuchRow
from contactkeeper.vault.shown_rows import ShownRows, load_rows, save_rows
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Contact

_LONGEST_NUMBER = 3
"""Digits; a longer number is no row but a telephone."""


def shown_rows(session: Session) -> ShownRows | None:
    """Return the list that this terminal showed last; None where it showed none."""
    return load_rows(session.own_folder, session.window)


def number_in_list(session: Session) -> Callable[[str], int | None]:
    """Return a function that gives the number of a note in today's list of this terminal."""
    shown = shown_rows(session)
    if shown is None or shown.day != session.today:
        return lambda _: None
    return shown.number_of


def remember_rows(session: Session, paths: Iterable[str]) -> None:
    """Remember the rows that this terminal shows."""
    save_rows(session.own_folder, session.window, session.today, paths)


def find_row(session: Session, typed: str) -> Contact | None:
    """Find the person whose row has the number that was typed; None where it is no number.

    A short number never is a part of a name: who has it as a word of the name or an alias is found.

    Raises:
        NoSuchRow: today's list in this terminal has no such row, or the note of the row is gone.
        AmbiguousName: somebody else is called so.
    """
    # 007 is no number of a row.
    if typed.startswith("0") or not (
        typed.isascii() and typed.isdecimal() and len(typed) <= _LONGEST_NUMBER
    ):
        return None
    contacts, number = session.loaded.contacts, int(typed)
    called = [each for each in contacts.find(typed) if _has_word(each, typed)]
    shown = shown_rows(session)
    if shown is None or shown.day != session.today or number > len(shown.paths):
        if called:
            return None
        why = session.speech.paging.say_no_row(shown.day if shown else None, session.today)
        raise NoSuchRow(typed, why)
    path = shown.paths[number - 1]
    found = contacts.at(path)
    if found is None:
        raise NoSuchRow(typed, Wording("{path}, the note of that row, is gone", path=path))
    others = [each for each in called if each.path != path and _is_called(each, typed)]
    if others:
        raise AmbiguousName(typed, [(c.name, c.company, c.path) for c in (found, *others)])
    return found


def _is_called(contact: Contact, typed: str) -> bool:
    return typed in map(caseless, (contact.name, *contact.aliases))


def _has_word(contact: Contact, typed: str) -> bool:
    return any(typed in name.split() for name in (contact.name, *contact.aliases))
