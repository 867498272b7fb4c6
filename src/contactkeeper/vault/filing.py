"""Decide what becomes of each file of the inbox: which notes get its entries, or why it is left.

What a file says is read in `core.editing.inbox_parser`. Entries and the move of the file to the
trash are steps of one change.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.editing.compose_entry import Typed, compose
from contactkeeper.core.editing.edits import Plan
from contactkeeper.core.editing.inbox_parser import InboxItem, day_in_name, parse_inbox
from contactkeeper.core.editing.record_entry import record
from contactkeeper.errors import CkError, WriteRefused
from contactkeeper.text.phrases import list_few
from contactkeeper.text.problems import word
from contactkeeper.vault.inbox import waiting_in
from contactkeeper.vault.operations import Step, ToTrash, steps_of_same_notes
from contactkeeper.wording import NOTHING, Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.note.note import Note
    from contactkeeper.vault.inbox import Waiting
    from contactkeeper.vault.loading import Loaded
    from contactkeeper.vault.operations import AnyStep
    from contactkeeper.vault.store import Vault


class Filing(NamedTuple):
    """A file of the inbox, and what becomes of it."""

    path: str
    people: tuple[Contact, ...] = ()
    """One for each entry."""
    steps: tuple[AnyStep, ...] = ()
    """The entries, then the move to the trash; none where the file is left."""
    why: Wording = NOTHING
    """The reason that it is left; empty where it is filed."""


class InboxFiler:
    """Sort the inbox of one vault.

    Args:
        vault: the vault; nothing is written to it.
        loaded: its contacts.
        today: the day of the run.
        ask: finds the contact of a thought that names nobody clearly, given the file, the thought
            and what is unclear; may raise a CkError. Without it such a file is left.
    """

    def __init__(
        self,
        vault: Vault,
        loaded: Loaded,
        today: date,
        ask: Callable[[str, InboxItem, Wording], Contact] | None = None,
    ) -> None:
        self._vault = vault
        self._loaded = loaded
        self._today = today
        self._ask = ask

    def sort(self) -> list[Filing]:
        """Decide about each file; one that can't be filed holds up no other."""
        filings: list[Filing] = []
        taken: list[AnyStep] = []
        for waiting in waiting_in(self._vault.root, self._vault.settings.inbox_folder):
            try:
                filing = self._file(waiting)
                before = steps_of_same_notes(filing.steps, taken)
                self._vault.preview([*before, *filing.steps])
            except WriteRefused as error:
                where = [] if error.path == waiting.path else [error.path]
                filing = Filing(waiting.path, why=Wording.joined(": ", [*where, error.why]))
            except CkError as error:
                filing = Filing(waiting.path, why=word(error).sentence)
            filings.append(filing)
            taken += filing.steps
        return filings

    def _file(self, waiting: Waiting) -> Filing:
        """Decide what becomes of one file.

        Raises:
            CkError: it can't be filed; the sentence says why.
        """
        note = self._vault.note(waiting.path)
        if note.is_contact:
            raise CkError(Wording("It is a contact's own note."))
        thoughts = parse_inbox(note.text, lambda name: bool(self._named(name)))
        if not thoughts:
            raise CkError(Wording("It is empty."))
        usual = min(day_in_name(waiting.path) or waiting.day, self._today)
        people: list[Contact] = []
        steps: list[AnyStep] = []
        for thought in thoughts:
            typed = Typed(thought.text)
            if typed.is_empty:
                raise CkError(Wording("It does not say what happened."))
            entry = compose(typed, self._today, usual=usual)
            for person in self._people(waiting.path, thought):
                people.append(person)
                steps.append(
                    Step(person.path, partial(_record_once, entry=entry, today=self._today))
                )
        return Filing(waiting.path, tuple(people), (*steps, ToTrash(waiting.path, note.text)))

    def _named(self, name: str) -> tuple[Contact, ...]:
        return self._loaded.contacts.find_named(name)

    def _people(self, path: str, thought: InboxItem) -> list[Contact]:
        """Find the people of a thought, each once; ask where that is not clear.

        Raises:
            CkError: it stays unclear.
        """
        found: dict[str, Contact] = {}
        for name in thought.who or ("",):
            several = self._named(name) if name else ()
            if len(several) != 1:
                why = _say_unclear(name, several)
                if self._ask is None:
                    raise CkError(why)
                several = (self._ask(path, thought, why),)
            found.setdefault(several[0].path, several[0])
        return list(found.values())


def _record_once(note: Note, *, entry: Entry, today: date) -> Plan:
    """Plan the entry; nothing where the note has it, as when a sync brought the file back."""
    if any(span.entry.same(entry) for span in (note.log.all_spans if note.log else ())):
        return Plan()
    return record(note, entry, today=today)


def _say_unclear(name: str, several: Sequence[Contact]) -> Wording:
    if not name:
        return Wording(
            "It does not name a contact: begin it with [[the note]] or a name and a colon."
        )
    if not several:
        return Wording("Nobody is called “{name}”.", name=name)
    paths = list_few([person.path for person in several])
    return Wording(
        "“{name}” could be {count:,} people: {paths}.", name=name, count=len(several), paths=paths
    )
