"""Walk through the cards of a review in the terminal; each act is written at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from contactkeeper.cli.commands.acts import Acts
from contactkeeper.cli.keys import END, read_key
from contactkeeper.cli.layout import flow
from contactkeeper.cli.screens.review import card_lines, explained
from contactkeeper.core.calendar.days import add_days, add_months
from contactkeeper.core.casefolding import note_name
from contactkeeper.core.review.cards import card_of, known_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.periods import QUARTER, start_of
from contactkeeper.vault.put_off import put_off

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from contactkeeper.cli.session import Session
    from contactkeeper.core.model import Cadence
    from contactkeeper.core.review.cards import Known
    from contactkeeper.text.speech import Speech
    from contactkeeper.vault.put_off import Review

DAYS_OFF = 28
"""Days until what was passed is asked again."""


class _Key(NamedTuple):
    """The command of a key of a card."""

    command: str
    options: Callable[[str], Mapping[str, Any]]
    """Of the command, by the line that was typed."""
    said: Callable[[Speech, str], str]
    """Says what was decided, by the line that was typed."""
    prompt: Callable[[Speech], str] | None = None
    """Asks for a line; None: the key is all."""
    prefilled: Callable[[Speech, Known], str] = lambda _, __: ""
    """The beginning of the line; a line that is left so does nothing."""
    optional: bool = False
    """Whether a line that is left so does something, too."""


def _sets(key: str, prefilled: Callable[[Speech, Known], str]) -> _Key:
    """Return a key that asks for the value of a property; an emptied line removes it."""
    return _Key(
        "set",
        lambda line: {"changes": [f"{key}={line}"]},
        lambda speech, line: speech.review.say_set_to(key, line),
        lambda speech: speech.review.ask_value(key),
        prefilled,
    )


def _sets_tier(tier: str) -> _Key:
    return _Key(
        "set",
        lambda _: {"changes": [f"tier={tier}"]},
        lambda speech, _: speech.review.say_set_tier(tier),
    )


def _judges(trust: str) -> _Key:
    return _Key("log", lambda _: {"trust": trust}, lambda speech, _: speech.review.say_trust(trust))


def _sets_rhythm(key: str, rhythm: Callable[[Known], Cadence | None]) -> _Key:
    """Return a key that asks for a rhythm; the line begins with the present one."""

    def prefilled(speech: Speech, known: Known) -> str:
        present = rhythm(known)
        return str(speech.review.type_cadence(present)) if present else ""

    return _sets(key, prefilled)


_KEYS = {
    "k": _sets_tier("key"),
    "s": _sets_tier("supporting"),
    "c": _sets_rhythm("cadence", lambda known: known.cadence),
    "t": _sets_rhythm("talk", lambda known: known.card.contact.talk),
    "g": _sets("goal", lambda _, known: known.goal),
    "p": _Key(
        "pause",
        lambda line: {"until": line},
        lambda speech, line: speech.review.say_paused(line),
        lambda speech: speech.review.UNTIL,
        optional=True,
    ),
    "m": _Key(
        "meet",
        lambda line: {"words": line.split()},
        lambda speech, line: speech.review.say_talk(line),
        lambda speech: speech.review.WHEN,
    ),
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
        text = self._session.speech.review
        lines = [text.say_decided(note_name(path), said) for path, said in decided.items()]
        left = more + len(self._paths) - self._place
        self._session.terminal.say("", *lines, text.say_end(len(decided), left, command))

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
        terminal, text = self._session.terminal, self._session.speech.review
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
                said = {"?": text.HELP, "b": (text.NO_CARD_BEFORE,), "u": (text.NOTHING_TO_UNDO,)}
                terminal.out(*explained(said.get(key, (text.NO_KEY,)), terminal.width))
                continue
            return True
        return False

    def _show(self, known: Known) -> None:
        terminal, speech = self._session.terminal, self._session.speech
        card = card_lines(
            speech, known, self._place + 1, len(self._paths), self._session.today, terminal.width
        )
        terminal.out("", *card, *flow(speech.review.KEYS, terminal.width))

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
        line, speech = "", self._session.speech
        if key.prompt:
            before = key.prefilled(speech, known)
            typed = self._session.terminal.read_line(key.prompt(speech), before)
            if typed is None or (typed == before and not key.optional):
                return
            line = typed
        if self._acts.carry_out(key.command, known.card.contact.path, **key.options(line)):
            self._said[self._acts.made[-1].number] = key.said(speech, line)

    def _undo(self) -> None:
        """Take back what was written last in this review, and show its card."""
        if act := self._acts.undo():
            self._go_to(self._paths.index(act.path))
