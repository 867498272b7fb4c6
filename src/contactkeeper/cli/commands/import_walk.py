"""Walk through the people of an import in the terminal, and decide about each by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.keys import END, ENTER, read_key
from contactkeeper.cli.layout import flow, one_line
from contactkeeper.cli.screens.import_card import card_lines
from contactkeeper.core.importing.decisions import certain
from contactkeeper.core.importing.model import Decision
from contactkeeper.text.import_walk import HELP, NO_KEY, NOBODY_BEFORE, ask_to_keep, keys_of
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.importing.model import Item


class ImportWalk:
    """One walk through the people about whom something can be decided."""

    def __init__(self, session: Session, items: Sequence[Item]) -> None:
        """Begin before the first."""
        self._session = session
        self._items = items
        self._place = 0
        self._decisions: dict[int, Decision] = {}
        """By the place of the item."""

    def run(self) -> list[Decision]:
        """Ask about each; return what was decided, which is nothing where the user says so."""
        while self._place < len(self._items):
            item = self._items[self._place]
            key = self._ask(item)
            if key in ("q", END):
                return self._stop(asks=key == "q")
            if key == "a":
                break
            if key == "b":
                self._place -= 1
                continue
            self._decisions[self._place] = decision_of(item, key)
            self._place += 1
        rest = range(self._place, len(self._items))
        decided = [each for place, each in self._decisions.items() if place not in rest]
        return [*decided, *certain(self._items[self._place :])]

    def _ask(self, item: Item) -> str:
        """Show somebody until a key means something; return it."""
        terminal = self._session.terminal

        def show() -> None:
            place = self._place + 1, len(self._items)
            today, width, speech = self._session.today, terminal.width, terminal.speech
            terminal.out("", *card_lines(speech, item, place, today, width))
            labels = map(one_line, map(speech.say, keys_of(item).values()))
            terminal.out(*flow(labels, width))

        show()
        while True:
            key = read_key(show, marks_pastes=terminal.can_redraw)
            key = "y" if key == ENTER and "y" in keys_of(item) else key
            if key == "?":
                terminal.out(*(Wording(HELP[each]) for each in keys_of(item) if each in HELP))
            elif key == "b" and not self._place:
                terminal.out(NOBODY_BEFORE)
            elif key in (*keys_of(item), END):
                return key
            else:
                terminal.out(NO_KEY)

    def _stop(self, *, asks: bool) -> list[Decision]:
        """End before the last; what was decided counts where the user says so."""
        decided = [each for each in self._decisions.values() if each.take or each.decline]
        if not (asks and decided):
            return []
        question = ask_to_keep(len(decided))
        return decided if self._session.terminal.agrees(question, unless_no=False) else []


def decision_of(item: Item, key: str) -> Decision:
    """Return what a key means."""
    if key in ("n", "d"):
        return Decision(item, take=False, decline=key == "d")
    if key.isdecimal():
        return Decision(item, contact=item.rivals[int(key) - 1])
    return Decision(item, job=key == "j")
