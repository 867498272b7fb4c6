"""The public interface for scripts: load a vault, list who is due, plan an entry and write it.

Everything that changes from day to day is an argument: nothing here reads the clock or the
environment, and nothing is printed. Errors are `CkError` and its subclasses. docs/api.md shows the
use; names that this module does not list in `__all__` may change in any release.
"""

from __future__ import annotations

from difflib import unified_diff
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.config import load_settings
from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.model import DueItem, Reason
from contactkeeper.core.editing.compose_entry import Typed, compose
from contactkeeper.core.editing.record_entry import record
from contactkeeper.core.model import Contact, Entry, Problem, Task
from contactkeeper.core.people.find_contact import find, suggest
from contactkeeper.errors import (
    CkError,
    ConfigError,
    Locked,
    NoteChanged,
    UsageError,
    WriteFailed,
    WriteRefused,
)
from contactkeeper.lookup_errors import AmbiguousName, NoSuchContact
from contactkeeper.text.problems import word
from contactkeeper.vault.loading import load
from contactkeeper.vault.store import Step, Vault
from contactkeeper.vault_errors import NoVault
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime
    from pathlib import Path

    from contactkeeper.core.model import Direction, EventNotes
    from contactkeeper.core.settings import Settings

__all__ = [
    "AmbiguousName",
    "CkError",
    "ConfigError",
    "Contact",
    "ContactVault",
    "DueItem",
    "Entry",
    "EntryPlan",
    "Locked",
    "NoSuchContact",
    "NoVault",
    "NoteChanged",
    "Problem",
    "Reason",
    "Task",
    "UsageError",
    "WriteFailed",
    "WriteRefused",
    "load_vault",
]


class EntryPlan(NamedTuple):
    """An entry for one contact's note, and the text that the note would have with it."""

    path: str
    """The note, relative to the vault, with `/`."""
    entry: Entry
    today: date
    before: str
    """The note's text when the entry was planned."""
    after: str
    """The note's text with the entry."""

    def diff(self) -> str:
        """Return the change as a unified diff, its lines joined by LF."""
        before, after = (text.split("\n") for text in (self.before, self.after))
        return "\n".join(unified_diff(before, after, self.path, self.path, n=1, lineterm=""))


class ContactVault:
    """A vault as it was when it was loaded; made by `load_vault`."""

    def __init__(
        self,
        vault: Vault,
        contacts: Iterable[Contact],
        event_notes: EventNotes,
        problems: Iterable[Problem],
    ) -> None:
        """Keep what was read; scripts call `load_vault` instead."""
        self.contacts = tuple(contacts)
        """In the order of their paths."""
        self.problems = tuple(problems)
        """Everything that could not be read, or means nothing, by path and line."""
        self._event_notes = event_notes
        self._vault = vault

    @property
    def root(self) -> Path:
        """Return the vault's folder."""
        return self._vault.root

    @property
    def settings(self) -> Settings:
        """Return the settings of the vault, with those of the user's own file over them."""
        return self._vault.settings

    def due_on(self, today: date, *, soon_days: int = 0) -> tuple[DueItem, ...]:
        """List who is due on a day, in the order of `ck due`, without a limit.

        Args:
            today: the day of the list.
            soon_days: also list, in the group `soon`, who comes up within so many days after it.
        """
        items = due_items(self.contacts, today, self.settings, soon_days, self._event_notes)
        return tuple(items)

    def find(self, name: str) -> Contact:
        """Find the one contact that a name means, as `ck show NAME` does.

        Args:
            name: a name in either alphabet, a part of one, an alias, an address or a note's path.

        Raises:
            NoSuchContact: no contact fits.
            AmbiguousName: several contacts fit.
        """
        found = find(self.contacts, name)
        if not found:
            raise NoSuchContact(name, suggest(self.contacts, name))
        if len(found) > 1:
            raise AmbiguousName(name, [(each.name, each.company, each.path) for each in found])
        return found[0]

    def plan_entry(  # noqa: PLR0913  # the parts of an entry
        self,
        contact: Contact,
        text: str,
        *,
        today: date,
        day: str = "",
        direction: Direction = "",
        channel: str = "",
        promises: Iterable[str] = (),
        awaited: Iterable[str] = (),
    ) -> EntryPlan:
        """Plan an entry at the end of a contact's log, and write nothing.

        Args:
            contact: whose note gets the entry.
            text: what happened, as after `ck log WHO`: `-> tg: asked about the JD`.
            today: the day of the plan; no entry is later.
            day: the entry's day in words (`yesterday`, `2026-11-20`); empty means `today`.
            direction: `->` for what I wrote, `<-` for what they wrote, `~` for a touch.
            channel: `call`, `email`, `telegram` or another word.
            promises: what I will do, each with its day: `CV by fri`.
            awaited: what they will do, in the same form.

        Raises:
            UsageError: a day can't be read or is later than `today`, or text and arguments
                contradict each other.
            WriteRefused: the note can't be changed safely.
            CkError: the note can't be read.
        """
        typed = Typed(
            text=text,
            direction=direction,
            channel=channel,
            day=day,
            promises=tuple(promises),
            awaited=tuple(awaited),
        )
        if typed.is_empty:
            message = Wording("the entry says nothing: give it a text or a promise.")
            raise UsageError(message)
        try:
            entry = compose(typed, today)
        except UsageError as error:
            raise word(error) from None
        (change,) = self._vault.preview([_entry_step(contact.path, entry, today)])
        return EntryPlan(contact.path, entry, today, change.before or "", change.after or "")

    def write_entry(self, plan: EntryPlan, *, now: datetime) -> str:
        """Write a planned entry into its note, and return the note's new text.

        The note is read again under the vault's lock and the entry is planned on that text, so
        nothing is lost that was written since `plan_entry`. `ck undo` takes the change back.

        Args:
            plan: what `plan_entry` returned.
            now: the moment of the change, for the history that `ck undo --list` shows.

        Raises:
            Locked: another `ck` keeps the vault locked.
            NoteChanged: the note is gone, or was changed right before it was replaced.
            WriteRefused: the note can't be changed safely any more.
            WriteFailed: the system refused to write.
        """
        step = _entry_step(plan.path, plan.entry, plan.today)
        stamp = now.isoformat(timespec="seconds")
        (change,) = self._vault.change("log", [step], stamp=stamp)
        return change.after or ""


def load_vault(root: Path, *, state: Path, user_config: Path | None = None) -> ContactVault:
    """Read all contacts, events and news of a vault.

    Args:
        root: the folder of notes.
        state: the folder of locks and of the journal, which lies outside the vault. It has to be
            the one that `ck` itself uses, so that both respect one lock and one history:
            `$XDG_STATE_HOME/contactkeeper`, usually `~/.local/state/contactkeeper`.
        user_config: the user's own configuration; it need not exist.

    Raises:
        NoVault: there is no such folder.
        ConfigError: a configuration can't be read.
    """
    if not root.is_dir():
        message = Wording("there is no folder {root}.", root=root)
        raise NoVault(message)
    root = root.resolve()
    settings = load_settings(root, user_config)
    vault = Vault(root, settings, state)
    vault.recover()
    loaded = load(root, settings)
    return ContactVault(vault, loaded.contacts, loaded.event_notes, loaded.problems)


def _entry_step(path: str, entry: Entry, today: date) -> Step:
    """Plan the change of one `ck log` on the note as it is when it is written."""
    return Step(path, partial(record, entry=entry, today=today))
