"""Walk through the cards of a review in the terminal; each act is written at once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.cli.commands.acts import Acts
from contactkeeper.cli.keys import END, read_key
from contactkeeper.cli.layout import flow
from contactkeeper.cli.screens.review import card_lines, explained
from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.casefolding import note_name
from contactkeeper.core.language.cadence import say_cadence
from contactkeeper.core.review.cards import card_of, known_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.periods import QUARTER, start_of
from contactkeeper.text.en.review import (
    HELP,
    KEYS,
    NO_CARD_BEFORE,
    NO_KEY,
    NOTHING_TO_UNDO,
    UNTIL,
    WHEN,
    say_decided,
    say_end,
    say_paused,
    say_set_to,
    say_talk,
    say_trust,
)
from contactkeeper.vault.put_off import put_off

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.review.cards import Known
    from contactkeeper.vault.put_off import Review

DAYS_OFF = 28
"""Days until what was passed is asked again."""


class _Key(NamedTuple):
    """The command of a key of a card."""

    command: str
    options: Callable[[str], Mapping[str, Any]]
    """Of the command, by the line that was typed."""
    said: Callable[[str], str]
    """Says what was decided, by the line that was typed."""
    prompt: str = ""
    """Asks for a line; empty: the key is all."""
    prefilled: Callable[[Known], str] = lambda _: ""
    """The beginning of the line; a line that is left so does nothing."""
    optional: bool = False
    """Whether a line that is left so does something, too."""


def _sets(key: str, prefilled: Callable[[Known], str]) -> _Key:
    """Return a key that asks for the value of a property; an emptied line removes it."""
    return _Key(
        "set",
        lambda line: {"changes": [f"{key}={line}"]},
        partial(say_set_to, key),
        f"{key}: ",
        prefilled,
    )


def _sets_tier(tier: str) -> _Key:
    return _Key("set", lambda _: {"changes": [f"tier={tier}"]}, lambda _: tier)


def _judges(trust: str) -> _Key:
    return _Key("log", lambda _: {"trust": trust}, lambda _: say_trust(trust))


def _cadence(known: Known) -> str:
    return say_cadence(known.cadence)


def _talk(known: Known) -> str:
    talk = known.card.contact.talk
    return say_cadence(talk) if talk else ""


_KEYS = {
    "k": _sets_tier("key"),
    "s": _sets_tier("supporting"),
    "c": _sets("cadence", _cadence),
    "t": _sets("talk", _talk),
    "g": _sets("goal", lambda known: known.goal),
    "p": _Key("pause", lambda line: {"until": line}, say_paused, UNTIL, optional=True),
    "m": _Key("meet", lambda line: {"words": line.split()}, say_talk, WHEN),
    **{trust: _judges(trust) for trust in "12345"},
}


class Walk:
    """One walk through the cards of some people."""

    def __init__(self, session: Session, review: Review, paths: Sequence[str]) -> None:
        """Begin before the first card; `paths` are the notes of the people."""
        self._session = session
        self._review = review
        self._paths = paths
        self._place = 0
        self._again = False
        """Whether the card is to be shown though nothing is left to decide."""
        self._acts = Acts(session)
        self._said: dict[int, str] = {}
        """The words for each decision, by the number of the change."""

    def run(self) -> bool:
        """Show the cards until the last is passed; return False where the user ends before."""
        while self._place < len(self._paths):
            known = self._look()
            if known is None or not (known.card.questions or self._again):
                self._place += 1
                continue
            self._again = False
            if not self._ask(known):
                return False
        return True

    def say_end(self, more: int, command: str) -> None:
        """Say what was decided about whom, and how many cards are left, with those not shown."""
        decided: dict[str, list[str]] = {}
        for act in self._acts.made:
            decided.setdefault(act.path, []).append(self._said[act.number])
        lines = [say_decided(note_name(path), said) for path, said in decided.items()]
        left = more + len(self._paths) - self._place
        self._session.terminal.say("", *lines, say_end(len(decided), left, command))

    def _look(self) -> Known | None:
        """Read the note of the present card anew; None where it is no contact any more."""
        self._session = session = self._session.anew()
        contact = session.loaded.contacts.at(self._paths[self._place])
        if contact is None:
            return None
        history = history_of(contact, session.today)
        is_quarter = self._review == "quarter"
        card = card_of(history, session.today, session.settings, quarter=is_quarter)
        return known_of(card, session.today, session.settings)

    def _ask(self, known: Known) -> bool:
        """Show a card until a key means something; return False where the user ends."""
        self._show(known)
        terminal = self._session.terminal
        marks = terminal.can_redraw
        while (key := read_key(lambda: self._show(known), marks_pastes=marks)) not in (END, "q"):
            if key == "n":
                self._pass()
            elif key == "b" and self._place:
                self._go_to(self._place - 1)
            elif key == "u" and self._acts.made:
                self._undo()
            elif key in _KEYS:
                self._act(_KEYS[key], known)
            else:
                said = {"?": HELP, "b": (NO_CARD_BEFORE,), "u": (NOTHING_TO_UNDO,)}
                terminal.out(*explained(said.get(key, (NO_KEY,)), terminal.width))
                continue
            return True
        return False

    def _show(self, known: Known) -> None:
        terminal = self._session.terminal
        card = card_lines(
            known, self._place + 1, len(self._paths), self._session.today, terminal.width
        )
        terminal.out("", *card, *flow(KEYS, terminal.width))

    def _go_to(self, place: int) -> None:
        """Show a card again, whether it asks for anything or not."""
        self._place, self._again = place, True
        put_off(self._session.own_folder, self._review, self._paths[place], None)

    def _pass(self) -> None:
        """Go to the next card; this one comes back in four weeks, or with the next quarter."""
        today = self._session.today
        until = add_days(today, DAYS_OFF)
        if self._review == "quarter":
            until = add_months(start_of(today, QUARTER), QUARTER)
        put_off(self._session.own_folder, self._review, self._paths[self._place], until)
        self._place += 1

    def _act(self, key: _Key, known: Known) -> None:
        """Carry out what a key means; the card is shown anew, with what is left to decide."""
        line = ""
        if key.prompt:
            before = key.prefilled(known)
            typed = self._session.terminal.read_line(key.prompt, before)
            if typed is None or (typed == before and not key.optional):
                return
            line = typed
        if self._acts.carry_out(key.command, known.card.contact.path, **key.options(line)):
            self._said[self._acts.made[-1].number] = key.said(line)

    def _undo(self) -> None:
        """Take back what was written last in this review, and show its card."""
        if act := self._acts.undo():
            self._go_to(self._paths.index(act.path))
