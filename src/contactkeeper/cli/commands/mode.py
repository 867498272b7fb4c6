"""`ck mode`: show or switch the mode, which changes how often contacts are due."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import argument, option
from contactkeeper.cli.days import find_coming_day
from contactkeeper.cli.json import iso
from contactkeeper.cli.layout import Text, align, paint, wrap
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.modes import STEADY, Mode, find_mode, mode_of, modes_in
from contactkeeper.core.casefolding import caseless
from contactkeeper.core.settings import CONFIG_NAME, ModeChoice
from contactkeeper.errors import UsageError
from contactkeeper.text.phrases import with_undo
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


def mode_command(
    session: Session,
    name: Annotated[str, argument("[NAME]", "steady, searching, settling-in, …")] = "",
    *,
    until: Annotated[str, option("--until DAY", "The last day of the mode; steady after it.")] = "",
    yes: Annotated[bool, option("--yes", "Switch without asking.")] = False,
) -> None:
    """Show your situation, or switch to another, which changes how often people come up.

    Example: ck mode searching --until 2027-03-31
    """
    known = modes_in(session.settings.modes)
    if name:
        _switch(session, _find(session, name, known), until, yes=yes)
    elif until or yes:
        raise UsageError(
            Wording("--until and --yes go with the name of a mode: ck mode searching --until DAY.")
        )
    elif session.as_json:
        mode = mode_of(session.settings, session.today)
        _answer(session, mode, session.settings.mode.until if mode != STEADY else None)
    else:
        session.terminal.out(*_page(session, known))


def _find(session: Session, typed: str, known: Mapping[str, Mode]) -> Mode:
    """Find the mode that was typed.

    Raises:
        UsageError: there is none of that name.
    """
    if found := find_mode(typed, known):
        return found
    from difflib import get_close_matches

    named = session.speech.words.name_mode
    folded = {caseless(each): name for name in known for each in (name, named(name))}
    near = get_close_matches(caseless(typed.strip()), folded, n=1)
    modes = [named(name) for name in known]
    if not near:
        raise UsageError(
            Wording("there is no mode “{typed}”. There are: {modes}.", typed=typed, modes=modes)
        )
    raise UsageError(
        Wording(
            "there is no mode “{typed}”. Did you mean {near}? There are: {modes}.",
            typed=typed,
            near=named(folded[near[0]]),
            modes=modes,
        )
    )


def _switch(session: Session, mode: Mode, until: str, *, yes: bool) -> None:
    """Say what a mode means, ask, and write it into contactkeeper.toml."""
    said_of = session.speech.modes
    day = None
    if until:
        if mode == STEADY:
            raise UsageError(Wording("--until goes with another mode: steady is what comes after."))
        day = find_coming_day(session, until, option="--until")
    chosen = ModeChoice(mode.name, day)
    is_new = chosen != session.settings.mode
    if is_new:
        from contactkeeper.config.changes import set_mode
        from contactkeeper.core.agenda.next_due import preview_mode

        if not session.as_json:
            people = session.loaded.contacts
            shift = preview_mode(people, session.today, session.settings, chosen)
            width = session.terminal.room
            tell = said_of.say_whom_to_tell(mode, session.settings.employer)
            said = [
                *said_of.say_effect(mode),
                said_of.say_mode_preview(shift),
                said_of.say_mode_advice(mode),
                tell,
            ]
            lines = [wrap(text, width, indent=4) for text in said if text]
            session.terminal.out(*(line for each in lines for line in each))
        session.terminal.confirm(Wording("Switch?"), yes=yes, unless_no=False)

        def replace(_: Path, before: bytes | None, after: bytes) -> None:
            session.vault.replace("mode", CONFIG_NAME, before, after, stamp=session.stamp)

        set_mode(session.root, mode.name, day, session.config_file, replace)
    if session.as_json:
        _answer(session, mode, day)
    elif is_new:
        switched = said_of.say_switched(mode, day, session.today)
        session.terminal.say(with_undo(switched))
    else:
        session.terminal.say(said_of.say_same_mode(mode, day, session.today))


def _page(session: Session, known: Mapping[str, Mode]) -> list[Text]:
    """Show the mode that holds, what it means, and the others there are."""
    today, width, chosen = session.today, session.terminal.room, session.settings.mode
    mode, said_of = mode_of(session.settings, today), session.speech.modes
    head = said_of.say_mode(mode, chosen.until if mode != STEADY else None, today)
    if chosen.until and chosen.until < today and chosen.name != STEADY.name:
        head += f" · {said_of.say_ended(chosen.name, chosen.until, today)}"
    lines: list[Text] = [paint(head, "bold")]
    for text in (*said_of.say_effect(mode), said_of.say_mode_advice(mode)):
        lines += wrap(text, width, indent=4) if text else []
    rows = [
        (
            session.speech.words.name_mode(each.name),
            said_of.say_rules(each) or said_of.say_mode_advice(each),
        )
        for each in known.values()
        if each != mode
    ]
    return [*lines, "", *align(rows, width, flexible=(1,)), "", said_of.HOW_TO_SWITCH]


def _answer(session: Session, mode: Mode, until: date | None) -> None:
    advice = session.speech.modes.say_mode_advice(mode) or None
    session.answer("mode", mode=mode.name, until=iso(until), advice=advice)
