"""`ck due`: the morning list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.args.filters import CompanyOption, Filter, FocusOption, TagOption, TierOption
from contactkeeper.cli.screens.due import SAY_FROM
from contactkeeper.cli.screens.due_page import SOON, Page, unfinished_in
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.due import add_say
from contactkeeper.core.agenda.paging import split_page
from contactkeeper.core.agenda.problems import problems_on
from contactkeeper.core.agenda.rows import in_order, make, rows_of
from contactkeeper.errors import UsageError
from contactkeeper.text.paging import say_other_days, say_waiting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.agenda.rows import Row
    from contactkeeper.core.model import Contact, DueItem, Problem

_BATCH = 256
"""Rows of a JSON document that are made at once."""


def due_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    soon: Annotated[
        int | None,
        option("--soon", metavar="[N]", help="Also who comes up in the next N days (7)."),
    ] = None,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    limit: Annotated[
        int | None,
        option("--limit", metavar="N", help="Rows to show; 0 shows everybody."),
    ] = None,
    by_plan: Annotated[
        bool, option("--plan", help="Today's share of ck plan, and nobody else.")
    ] = False,
    exit_code: Annotated[
        bool, option("--exit-code", help="Exit with 1 when somebody is due.")
    ] = False,
) -> int:
    """Show who to write to this morning, why now, and how late it is.

    Example: ck due --soon 3 --tier key
    """
    if (soon or 0) < 0 or (limit or 0) < 0:
        message = "--soon and --limit take a number from 0 up."
        raise UsageError(message)
    if by_plan and not (soon is limit is None):
        message = "--plan shows today's share, so it takes neither --soon nor --limit."
        raise UsageError(message)
    wanted = Filter(tier, focus, tag, company)
    people = wanted.among(session)
    if by_plan:
        return _show_share(Page(session, wanted, people, _problems(session, people)), exit_code)
    # One pass: whom the footer counts is found with those who are due.
    ahead = SOON if soon is None else soon
    today, rules, everybody = session.today, session.settings, session.loaded.contacts
    outlooks = session.loaded.outlooks if people is everybody else None
    rows, suspects = rows_of(everybody, outlooks, today, rules, ahead, session.event_notes)
    if people is not everybody:
        rows = [row for row in make(rows, everybody, today, rules) if wanted.takes(row.contact)]
    due = [row for row in rows if row.group != "soon"]
    later = [row for row in rows if row.group == "soon"]
    problems = _problems(session, people, suspects if people is everybody else people)
    listed = due if soon is None else rows
    cap = session.settings.due_limit if limit is None and not session.as_json else limit
    cap = cap or None
    first, waiting = split_page(in_order(listed, cap), cap)
    if session.as_json:
        # Of a long list each row is made, said and let go of in its turn.
        items = (
            item
            for some in _batches(first)
            for item in _with_say(session, make(some, everybody, today, rules))
        )
        _show_document(session, len(listed), len(first), items, problems)
    else:
        shown = _with_say(session, make(first, everybody, today, rules))
        page = Page(session, wanted, people, problems)
        lines = page.rows(shown, len(due)) if shown else page.quiet_day(later)
        turns = say_waiting(len(waiting), len(due), today, rules)
        page.show(lines, page.footer(turns, len(due), later if soon is None else []))
    return 1 if exit_code and due else 0


def _show_share(page: Page, exit_code: bool) -> int:  # noqa: FBT001  # as typed
    """Show today's share of the plan; who is due and has another day is counted."""
    from contactkeeper.core.agenda.plan import make_plan

    session = page.session
    plan = make_plan(page.people, session.today, session.settings, event_notes=session.event_notes)
    due = [item for item in plan.items if item.group != "soon"]
    planned = {item.contact.path for item in plan.on(session.today)}
    shown = _with_say(session, [item for item in due if item.contact.path in planned])
    if session.as_json:
        _show_document(session, len(due), len(shown), shown, page.problems)
    elif due:
        lines = page.rows(shown, len(due), by_plan=True)
        days = {item.contact.path: day.date for day in plan.days for item in day.items}
        others = [days.get(path) for item in due if (path := item.contact.path) not in planned]
        turns = say_other_days(others, session.today)
        page.show(lines if shown else lines[:1], page.footer(turns, len(due), []))
    else:
        page.show(page.quiet_day([item for item in plan.items if item.group == "soon"]), [])
    return 1 if exit_code and shown else 0


def _show_document(
    session: Session,
    total: int,
    shown: int,
    items: Iterable[DueItem],
    problems: Sequence[Problem],
) -> None:
    from contactkeeper.cli.json import due_document  # a page needs none

    document = due_document(session, total, shown, items, list(problems), unfinished_in(session))
    session.terminal.document(document)


def _batches(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH))


def _with_say(session: Session, items: list[DueItem]) -> list[DueItem]:
    """Say what to do where there is room for it; it asks for more of a log than all else."""
    if not (session.as_json or session.terminal.width >= SAY_FROM):
        return items
    loaded = session.loaded
    keys = loaded.directory.keys if loaded.directory else ()
    return add_say(items, loaded.contacts, session.today, session.settings, keys)


def _problems(
    session: Session, people: Sequence[Contact], suspects: Sequence[Contact] | None = None
) -> list[Problem]:
    """Gather what hides or misplaces one of these people, or a note that could not be read.

    Entries after today have only the `suspects`, where those are known.
    """
    everybody = session.loaded.contacts
    left_out: set[str] = set()
    if people is not everybody:
        left_out = set(everybody.paths) - {contact.path for contact in people}
    suspects = people if suspects is None else suspects
    return [
        problem
        for problem in problems_on(session.today, session.faults, suspects)
        if problem.severity == "problem" and problem.path not in left_out
    ]
