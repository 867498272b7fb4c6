"""One walk through a morning: show a person, read a key, carry out what it means, go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.commands.acts import Acts
from contactkeeper.cli.commands.card_acts import ACTS, Card, meaningful_acts
from contactkeeper.cli.commands.due import list_due
from contactkeeper.cli.keys import END
from contactkeeper.cli.layout import flow, one_line, wrap
from contactkeeper.cli.screens.walk import card_lines, end_lines, help_lines
from contactkeeper.core.agenda.brief import Brief, brief_of
from contactkeeper.core.agenda.due import add_say
from contactkeeper.core.agenda.paging import is_always_shown
from contactkeeper.core.agenda.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.args.filters import Filter
    from contactkeeper.cli.session import Session
    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.model import Contact

_STOPPED = 130


class Morning:
    """A walk: its people, who is shown, and what was done."""

    def __init__(
        self,
        session: Session,
        wanted: Filter,
        due: Sequence[DueItem],
        shown: Sequence[DueItem],
        *,
        is_open: bool,
    ) -> None:
        """Begin before the first person.

        Args:
            session: the session that found who is due.
            wanted: the filters that were typed.
            due: all who are due.
            shown: those of them whom the walk is about.
            is_open: whether replies, promises and the like of others join it when they come up.
        """
        self._session = session
        self._terminal = session.terminal
        self._wanted = wanted
        self._people = {item.contact.path for item in shown}
        self._is_open = is_open
        self._acts = Acts(session)
        self._walk = Walk()
        self._names: dict[str, str] = {}
        self._rows = self._rows_among(due)
        self._brief: Brief

    def run(self) -> int:
        """Walk until the last person or until the user quits; return the exit code."""
        code = 0
        self._go_on()
        try:
            while self._walk.path and self._show() and self._obey_keys():
                self._terminal.out("")
        except KeyboardInterrupt:
            self._terminal.out("")
            code = _STOPPED
        self._end()
        return code

    # The people

    def _rows_among(self, due: Sequence[DueItem]) -> dict[str, DueItem]:
        """Return the rows of the people of this walk, by the paths of their notes."""
        rows = {
            item.contact.path: item
            for item in due
            if item.contact.path in self._people or (self._is_open and is_always_shown(item))
        }
        self._names |= {path: item.contact.name for path, item in rows.items()}
        return rows

    def _read_again(self) -> None:
        """Decide anew who is due, on the notes as they are now."""
        self._session = self._session.anew()
        due, _ = list_due(self._session, self._wanted, None, everybody=True)
        self._rows = self._rows_among(due)

    def _acted_on(self) -> set[str]:
        return {act.path for act in self._acts.made}

    def _go_on(self) -> bool:
        self._walk.step(self._rows, self._acted_on())
        return True

    def _contact(self) -> Contact | None:
        """Return who is shown; None where the note is gone."""
        return self._session.loaded.contacts.at(self._walk.path)

    # The screen

    def _show(self) -> bool:
        """Show the card of a person; one whose note is gone is passed over. Say whether one is."""
        session = self._session
        while self._walk.path and (contact := self._contact()) is None:
            self._terminal.out(
                one_line(self._terminal.speech.walk.say_gone(self._names[self._walk.path]))
            )
            self._go_on()
        if not self._walk.path or contact is None:
            return False
        self._brief = brief_of(contact, session.today, session.settings, session.event_notes)
        say = None
        if row := self._rows.get(contact.path):
            directory = session.loaded.contacts.directory
            say = add_say(row, contact, directory, session.today, session.settings).say
        card = card_lines(
            self._terminal,
            self._brief,
            session.today,
            number=self._walk.number,
            total=self._walk.total(self._rows),
            say=say,
            below=len(
                flow(self._terminal.speech.walk.say_keys(self._keys()), self._terminal.width - 3)
            ),
        )
        self._terminal.out(*card)
        return True

    def _keys(self) -> set[str]:
        """Return the keys that mean something now."""
        keys = meaningful_acts(Card(self._session, self._brief, self._acts)) | {"n", "o", "q", "?"}
        keys |= set() if self._walk.is_first else {"b"}
        return keys | {"u"} if self._acts.made else keys

    def _obey_keys(self) -> bool:
        """Do what the user's keys say, until another card is to be shown; False: no other is."""
        steps = {"n": self._next, "b": self._back, "u": self._undo, "o": self._open}
        while True:
            keys = self._keys()
            key = self._terminal.read_key(*self._terminal.speech.walk.say_keys(keys))
            if key in ("q", END):
                return False
            if key == "?":
                self._terminal.out(*help_lines(self._terminal, keys))
            elif key not in keys:
                self._terminal.out(
                    *wrap(self._terminal.speech.walk.say_no_key(key), self._terminal.room, indent=3)
                )
            elif steps[key]() if key in steps else self._act(key):
                return True

    def _end(self) -> None:
        """Say what was done, and who is left."""
        done: dict[str, list[str]] = {}
        for act in self._acts.made:
            done.setdefault(self._names[act.path], []).append(act.command)
        acted_on = self._acted_on()
        left = [item.contact.name for path, item in self._rows.items() if path not in acted_on]
        command = f"ck due{self._wanted.typed()}"
        self._terminal.out(*end_lines(self._terminal, done, left, command))

    # The keys: each says whether another card is to be shown.

    def _act(self, key: str) -> bool:
        """Carry out the act of a key, and go on where it wrote."""
        card = Card(self._session, self._brief, self._acts)
        return ACTS[key](card) and self._next()

    def _open(self) -> bool:
        self._acts.carry_out("open", self._walk.path)
        self._read_again()
        return True

    def _next(self) -> bool:
        self._read_again()
        return self._go_on()

    def _back(self) -> bool:
        self._read_again()
        self._walk.step_back()
        return True

    def _undo(self) -> bool:
        act = self._acts.undo()
        if act is None:
            return False
        self._walk.go_to(act.path)
        self._read_again()
        return True
