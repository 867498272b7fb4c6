"""`ck event add` and `ck event list`: make a note for an event, and list the events there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import DryRunNoteOption, argument, option
from contactkeeper.cli.args.filters import read_audience_option
from contactkeeper.cli.days import find_day, find_last_day
from contactkeeper.cli.find import find_contact, split_names
from contactkeeper.cli.json import event_value
from contactkeeper.cli.layout import align
from contactkeeper.cli.screens.changes import (
    carry_out,
    differences,
    new_note_lines,
    warn_of_file_name,
)
from contactkeeper.cli.session import Session
from contactkeeper.cli.typing_errors import ask_about_nobody
from contactkeeper.core.agenda.events import STAYS, guests, next_time, reach_of
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.calendar.recurrence import RuleFault
from contactkeeper.core.casefolding import note_name
from contactkeeper.core.events.find_event import link_to
from contactkeeper.core.events.parser import read_recurrence
from contactkeeper.core.events.schema import read_yes
from contactkeeper.core.model import Event
from contactkeeper.errors import UsageError
from contactkeeper.text.faults import say_rule_fault
from contactkeeper.text.phrases import with_undo
from contactkeeper.vault.new_event_note import new_event_note
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


def event_add_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    name: Annotated[str, argument("NAME", "Its name, and the note's.")],
    *,
    day: Annotated[str, option("--date -d DAY", "The first day: 2026-12-01, 1.12.")] = "",
    end: Annotated[str, option("--end DAY", "The last day, if there are several.")] = "",
    place: Annotated[str, option("--place WORDS", "Where it is.")] = "",
    people: Annotated[
        list[str] | None, option("--people WHO", "Somebody who will be there; repeatable.")
    ] = None,
    audience: Annotated[
        str, option("--audience WHOM", "Who else to ask: all, tier:key, tag:it.")
    ] = "",
    attending: Annotated[
        str, option("--attending yes|no", "Whether you go there; with no nobody is asked (yes).")
    ] = "",
    rule: Annotated[str, option("--rule RULE", "How it recurs: yearly, or FREQ=YEARLY;….")] = "",
    folder: Annotated[
        str | None, option("--folder FOLDER", "The folder of the note (where your events are).")
    ] = None,
    yes: Annotated[bool, option("--yes", "Make it though the audience is nobody.")] = False,
    dry_run: DryRunNoteOption = False,
) -> None:
    """Make a note for an event: before it people are asked, after it you follow up.

    Example: ck event add "PyCon 2027" --date 2027-05-14 --people dmitry
    """
    first = _read_first(session, day)
    last = find_last_day(session, end, first, option="--end", of=Wording("the first day"))
    going = read_yes(attending) if attending else True
    if going is None:
        raise UsageError(
            Wording("--attending takes yes or no, not “{attending}”.", attending=attending)
        )
    if audience:
        whom = read_audience_option(audience)
        ask_about_nobody(session, whom, "--audience", yes=yes or dry_run)
    if rule:
        _check_rule(rule, first)
    step, made = new_event_note(
        session.root,
        session.settings,
        session.loaded,
        "event",
        name,
        {
            "date": first.isoformat(),
            "end": last.isoformat() if last and last > first else "",
            "place": place,
            "people": _links(session, people or ()),
            "audience": audience,
            "attending": "true" if going else "false",
            "rule": rule,
        },
        folder,
    )
    assert isinstance(made, Event)  # noqa: S101  # its type says so
    warn_of_file_name(session, name, note_name(step.path))
    changes = carry_out(session, "event add", [step], dry_run=dry_run)
    if session.as_json:
        value = event_value(made, session.loaded.contacts, session.today, session.settings)
        session.answer("event add", changes=[value], dry_run=dry_run)
    elif dry_run:
        session.terminal.out(*differences(changes))
    else:
        reach = reach_of(made, session.loaded.contacts, session.today, session.settings)
        session.terminal.out(*new_note_lines(session.speech, changes[0]))
        said = session.speech.events.say_reach(reach, session.today)
        session.terminal.say(with_undo(said))


def _read_first(session: Session, words: str) -> date:
    if not words:
        raise UsageError(Wording("--date is missing: when is it? Such as --date 2026-12-01."))
    return find_day(session, words, ahead=True, option="--date")


def _check_rule(words: str, first: date) -> None:
    try:
        read_recurrence(words, first)
    except RuleFault as fault:
        rule = say_rule_fault(fault)
        raise UsageError(
            Wording("--rule: “{words}” must be {rule}.", words=words, rule=rule)
        ) from fault


def _links(session: Session, people: Sequence[str]) -> tuple[str, ...]:
    """Find the people, and link to their notes."""
    names = session.loaded.contacts.names()
    typed = (each for name in people for each in split_names(session, name))
    found = {each.path: each for each in (find_contact(session, who) for who in typed)}
    return tuple(link_to(each.path, each.name, names) or each.name for each in found.values())


def event_list_command(
    session: Session,
    *,
    everything: Annotated[bool, option("--all", "Also events that are long over.")] = False,
) -> None:
    """List the events to come, and those to follow up on, with the people named in them.

    Example: ck event list --all
    """
    today = session.today
    dated = sorted(
        ((next_time(event, today), event) for event in session.event_notes.events),
        key=lambda each: (each[0], each[1].name, each[1].path),
    )
    contacts, settings = session.loaded.contacts, session.settings
    if session.as_json:
        values = [event_value(event, contacts, today, settings) for _, event in dated]
        session.answer("event list", events=values)
        return
    shown = [each for each in dated if everything or add_days(each[0][1], STAYS) >= today]
    said_of = session.speech.events
    rows = []
    for days, event in shown:
        people = said_of.say_guests(event, *guests(event, contacts, today, settings))
        rows.append((said_of.say_days(*days, today), event.name, event.place, people))
    lines = align(rows, session.terminal.room, flexible=(3, 2, 1))
    over = len(dated) - len(shown)
    if not dated:
        lines = [said_of.NO_EVENT]
    elif over:
        lines.append(said_of.say_events_over(over))
    session.terminal.out(*lines)
