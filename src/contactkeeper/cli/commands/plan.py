"""`ck plan`: the coming weeks, a few people a day; `--catch-up` snoozes a backlog to its days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.args.filters import CompanyOption, Filter, FocusOption, TagOption, TierOption
from contactkeeper.cli.json import Document, plan_value
from contactkeeper.cli.layout import cut, one_line
from contactkeeper.cli.screens.changes import carry_out
from contactkeeper.cli.screens.due import link_to, say_head
from contactkeeper.cli.screens.plan import plan_lines
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.modes import unusual_mode
from contactkeeper.core.agenda.plan import WEEKS, Plan, catch_up, make_plan
from contactkeeper.errors import UsageError, WriteRefused
from contactkeeper.text.phrases import with_undo
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.cli.layout import Text
    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.vault.store import Step

MOST_WEEKS = 52


def plan_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    weeks: Annotated[int, option("--weeks N", "How many weeks to plan (4).")] = WEEKS,
    catching_up: Annotated[
        bool, option("--catch-up", "Snooze those who are due until their day in the plan.")
    ] = False,
    yes: Annotated[bool, option("--yes", "Snooze without asking.")] = False,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
) -> None:
    """Spread who is due, or will be, over the coming weeks: a few people a working day.

    Example: ck plan --weeks 2
    """
    if not 1 <= weeks <= MOST_WEEKS:
        raise UsageError(Wording("--weeks takes a number from 1 to {most}.", most=MOST_WEEKS))
    if yes and not catching_up:
        raise UsageError(Wording("--yes goes with --catch-up: a plan alone asks nothing."))
    wanted = Filter(tier, focus, tag, company)
    people = wanted.among(session.require_contacts())
    plan = make_plan(
        people, session.today, session.settings, weeks, event_notes=session.event_notes
    )
    if catching_up:
        _catch_up(session, plan, weeks, wanted, yes=yes)
    elif session.as_json:
        session.answer("plan", **plan_value(plan, session.today))
    elif not people:
        speech = session.speech
        none = one_line(speech.paging.say_no_match(len(session.loaded.contacts), wanted.typed()))
        room = session.terminal.room
        session.terminal.out(say_head(speech, session.today, "", none, room))
    else:
        session.terminal.out(*_page(session, plan, weeks, wanted))


def _page(session: Session, plan: Plan, weeks: int, wanted: Filter) -> list[Text]:
    return plan_lines(
        session.terminal,
        session.today,
        plan,
        weeks,
        command=f"ck plan{wanted.typed()}",
        link=link_to(session),
        mode=unusual_mode(session.settings, session.today),
    )


def _catch_up(session: Session, plan: Plan, weeks: int, wanted: Filter, *, yes: bool) -> None:
    """Snooze those who can wait to the days that they are planned for: one change, one undo."""
    chosen = catch_up(plan, session.today, session.settings)
    wait, refused = _split(session, chosen.wait)
    text, say_reason = session.speech.paging, session.speech.reasons.say_reason
    stay = [(item, say_reason(reason, session.today)) for item, reason in chosen.stay]
    if not session.as_json:
        session.terminal.out(*_page(session, plan, weeks, wanted))
        for item, why in refused:
            name, said = one_line(item.contact.name), session.speech.say(why).rstrip(".")
            session.terminal.warn(session.speech.changes.say_left_out(name, said))
        width = session.terminal.width
        lines = [cut(one_line(text.say_stays(item.contact.name, why)), width) for item, why in stay]
        if lines:
            session.terminal.out("", *lines)
    if not wait:
        _answer(session, plan, wait, [*refused, *stay])
        return
    last = max(day for _, day in wait)
    session.terminal.confirm(text.ask_to_snooze(len(wait), last, session.today), yes=yes)
    steps = [_step(item, day, session.today) for item, day in wait]
    carry_out(session, "plan", steps)
    _answer(session, plan, wait, [*refused, *stay])


def _split(
    session: Session, chosen: Sequence[tuple[DueItem, date]]
) -> tuple[list[tuple[DueItem, date]], list[tuple[DueItem, Wording]]]:
    """Separate those whose notes can hold a snooze from those whose can't, with the reason."""
    wait, refused = [], []
    for item, day in chosen:
        try:
            session.vault.preview([_step(item, day, session.today)])
        except WriteRefused as error:
            why = error.why
            if error.line:
                why = Wording("line {line}: {why}", line=error.line, why=why)
            refused.append((item, why))
        else:
            wait.append((item, day))
    return wait, refused


def _step(item: DueItem, day: date, today: date) -> Step:
    from contactkeeper.core.editing.record_entry import plan_snooze
    from contactkeeper.vault.store import Step

    return Step(item.contact.path, partial(plan_snooze, until=day, today=today))


def _answer(
    session: Session,
    plan: Plan,
    wait: Sequence[tuple[DueItem, date]],
    refused: Sequence[tuple[DueItem, str]],
) -> None:
    """Say who was snoozed and who stays on the list, or give the plan with both as JSON."""
    if session.as_json:
        snoozed = [_person(item) | {"until": day.isoformat()} for item, day in wait]
        left_out = [_person(item) | {"why": why.rstrip(".")} for item, why in refused]
        content = plan_value(plan, session.today) | {"snoozed": snoozed, "left_out": left_out}
        session.answer("plan", **content)
        return
    due = sum(item.group != "soon" for item in plan.items)
    last = max((day for _, day in wait), default=None)
    speech = session.speech
    said = speech.paging.say_snoozed(len(wait), last, due - len(wait), session.today)
    said = with_undo(said) if wait else said
    session.terminal.out("", cut(said, session.terminal.room))


def _person(item: DueItem) -> Document:
    return {"name": item.contact.name, "path": item.contact.path}
