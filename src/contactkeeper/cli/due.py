"""`ck due`: the morning list."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated

import typer

from contactkeeper.cli.documents import due_document
from contactkeeper.cli.filters import CompanyOption, Filter, FocusOption, TagOption, TierOption
from contactkeeper.cli.screens import due_lines
from contactkeeper.cli.session import Session
from contactkeeper.cli.terminal import cut, one_line
from contactkeeper.core.days.wording import say_count, say_head_day, say_weekday_day
from contactkeeper.core.morning.due import due_items, say_upcoming, upcoming
from contactkeeper.core.morning.problems import problems_on
from contactkeeper.core.morning.turns import say_turns, split_for_screen
from contactkeeper.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.model import Contact, DueItem, Problem

SOON = 7
"""Days ahead that the footer counts, and that `--soon` means without a number."""

NAMED = 3
"""People that the line about problems names."""


def due_command(  # noqa: PLR0913  # one parameter an option
    context: typer.Context,
    *,
    soon: Annotated[
        int | None,
        typer.Option("--soon", metavar="[N]", help="Also who comes up in the next N days (7)."),
    ] = None,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    limit: Annotated[
        int | None,
        typer.Option("--limit", metavar="N", help="Rows to show; 0 shows everybody."),
    ] = None,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 when somebody is due.")
    ] = False,
) -> int:
    """Show who to write to this morning, why now, and how late it is.

    Example: ck due --soon 3 --tier key
    """
    session: Session = context.obj
    if (soon or 0) < 0 or (limit or 0) < 0:
        message = "--soon and --limit take a number from 0 up."
        raise UsageError(message)
    wanted = Filter(tier, focus, tag, company)
    people = [contact for contact in session.loaded.contacts if wanted.takes(contact)]
    items = due_items(people, session.today, session.settings, soon=soon or 0)
    due = [item for item in items if item.group != "soon"]
    problems = _problems(session, people)
    if session.as_json:
        shown, _ = split_for_screen(items, limit or None)
        session.terminal.document(due_document(session, items, shown, problems))
    else:
        if not session.loaded.contacts:
            from contactkeeper.cli.looking import no_contacts

            raise no_contacts(session)
        cap = session.settings.due_limit if limit is None else limit
        shown, waiting = split_for_screen(items, cap or None)
        broken = {problem.path for problem in problems}
        lines = _screen(session, shown, len(due), broken) if shown else _quiet_day(session, people)
        footer = _footer(session, people, waiting, len(due), asked_soon=soon is not None)
        faults = _problem_line(session, problems, people)
        session.terminal.out(
            "\n".join(lines + ([""] if footer or faults else []) + footer + faults)
        )
    return 1 if exit_code and due else 0


def _problems(session: Session, people: Sequence[Contact]) -> list[Problem]:
    """Gather what hides or misplaces one of these people, or a note that could not be read."""
    left_out = {contact.path for contact in session.loaded.contacts}
    left_out -= {contact.path for contact in people}
    return [
        problem
        for problem in problems_on(session.today, session.loaded.problems, people)
        if problem.severity == "problem" and problem.path not in left_out
    ]


def _screen(session: Session, shown: Sequence[DueItem], total: int, broken: set[str]) -> list[str]:
    def link(contact: Contact) -> str:
        return (session.root / contact.path).as_uri()

    return due_lines(session.terminal, session.today, shown, total, broken, link)


def _quiet_day(session: Session, people: Sequence[Contact]) -> list[str]:
    lines = [f"{say_head_day(session.today)} · nobody today"]
    following = upcoming(people, session.today, session.settings)
    if following:
        lines += ["", one_line(say_upcoming(following, session.today))]
    return lines


def _footer(
    session: Session,
    people: Sequence[Contact],
    waiting: Sequence[DueItem],
    total: int,
    *,
    asked_soon: bool,
) -> list[str]:
    """Count what is not shown: who waits their turn, and who comes up within a week."""
    said = []
    if waiting:
        turns = say_turns(len(waiting), total, session.settings.plan_per_day, session.today)
        said.append(f"{turns}: ck due --limit 0")
    if not asked_soon:
        week = due_items(people, session.today, session.settings, soon=SOON)
        ahead = [item.due for item in week if item.group == "soon"]
        if ahead and total:
            said.append(f"{len(ahead):,} more by {_by(max(ahead), session.today)}: ck due --soon")
    return [cut(" · ".join(said), session.terminal.width)] if _fits(said, session) else said


def _fits(said: Sequence[str], session: Session) -> bool:
    return bool(said) and len(" · ".join(said)) <= session.terminal.width


def _by(day: date, today: date) -> str:
    """Say a day within a week by its name alone."""
    return f"{day:%A}" if day - today < timedelta(days=SOON) else say_weekday_day(day, today)


def _problem_line(
    session: Session, problems: Sequence[Problem], people: Sequence[Contact]
) -> list[str]:
    """Name in one line whom the problems hide or misplace."""
    if not problems:
        return []
    names = {contact.path: contact.name for contact in people}
    first = problems[0]
    if len(problems) == 1:
        text = f"! {names.get(first.path, first.path)}: line {first.line}: {first.message}"
    else:
        who = list(dict.fromkeys(names.get(each.path, each.path) for each in problems))
        more = f" and {len(who) - NAMED} more" if len(who) > NAMED else ""
        named = ", ".join(who[:NAMED]) + more
        text = f"! {say_count(len(problems), 'problem')} in {named}"
    tail = ": ck check"
    line = cut(one_line(text).rstrip("."), session.terminal.width - len(tail)) + tail
    return [session.terminal.paint(line, "yellow")]
