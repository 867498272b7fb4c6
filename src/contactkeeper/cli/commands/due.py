"""`ck due`: show who to write to today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.args.filters import CompanyOption, Filter, FocusOption, TagOption, TierOption
from contactkeeper.cli.screens.due import SAY_FROM
from contactkeeper.cli.screens.due_page import SOON, Page, unfinished_in
from contactkeeper.cli.session import Session
from contactkeeper.core.agenda.due import add_say, find_items, is_any_reason_shared
from contactkeeper.core.agenda.paging import Split, cut_page, later_rows, shared_reasons, split_page
from contactkeeper.core.agenda.problems import problems_on
from contactkeeper.core.agenda.ranking import item_key
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.errors import UsageError
from contactkeeper.vault.inbox import count_waiting
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.model import Contact, Problem


_FRIDAY = 4
"""The day of the week on which a review is offered."""


def due_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    soon: Annotated[
        int | None, option("--soon [N]", "Also who is due in the next N days (7).")
    ] = None,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    limit: Annotated[
        int | None, option("--limit N", "So many people and no more; 0 shows everybody.")
    ] = None,
    everybody: Annotated[bool, option("--all", "Everybody who is due.")] = False,
    by_plan: Annotated[bool, option("--plan", "Only today's share of ck plan.")] = False,
    brief: Annotated[
        bool, option("--brief", "One line for a prompt or a bar; none where nobody is due.")
    ] = False,
    exit_code: Annotated[bool, option("--exit-code", "Exit with 1 when somebody is due.")] = False,
) -> int:
    """Show who to write to this morning, why now, and how late it is.

    Example: ck due --soon 3 --tier key
    """
    refuse_contradictions(soon, limit, everybody=everybody, by_plan=by_plan, brief=brief)
    wanted = Filter(tier, focus, tag, company)
    session.require_contacts()
    if by_plan:
        return _show_share(Page(session, wanted, _problems(session, wanted)), exit_code)
    # One pass: whom the footer counts is found with those who are due.
    ahead = SOON if soon is None else soon
    people = _candidates(session, ahead)
    items = _find_rows(session, people, wanted, ahead)
    due = [item for item in items if item.group != "soon"]
    problems = _problems(session, wanted, people)
    whole = everybody or limit == 0 or session.as_json
    later = later_rows(items)
    listed = due if soon is None else items if whole else [*due, *later]
    unsorted = _unsorted(session, wanted, people)
    first, waiting, folded = _cut(session, listed, limit, whole=whole)
    if brief and not session.as_json:
        if said := session.speech.paging.say_brief([item for item in due if not item.is_folded]):
            session.terminal.out(said)
    elif session.as_json:
        values = _with_say(session, first)
        _answer(Page(session, wanted, problems), len(listed), values, len(first), len(unsorted))
    else:
        shown = list(_with_say(session, first))
        page = Page(session, wanted, problems)
        total = len(due) - len(folded)
        lines = page.rows(shown, total) if shown else page.quiet_day(later)
        key = sum(item.contact.tier == "key" for item in waiting)
        cut = session.speech.paging.say_waiting(len(waiting), key)
        shared = [] if everybody or limit == 0 else shared_reasons(due, first)
        to_review = _say_to_review(session, due, unsorted, wanted)
        below = page.footer(cut, shared, later if soon is None and due else [], to_review=to_review)
        page.show(lines, below)
    return 1 if exit_code and due else 0


def list_due(
    session: Session, wanted: Filter, limit: int | None, *, everybody: bool
) -> tuple[list[DueItem], list[DueItem]]:
    """Return all who are due today, and those of them whom the page shows."""
    due = _find_rows(session, _candidates(session, 0), wanted, 0)
    return due, _cut(session, due, limit, whole=everybody or limit == 0).shown


def _find_rows(
    session: Session, people: Iterable[Contact], wanted: Filter, ahead: int
) -> list[DueItem]:
    """Return the rows of all of some people, in their order."""
    found = find_items(people, session.today, session.settings, ahead, session.event_notes)
    return sorted((item for item in found if wanted.takes(item.contact)), key=item_key)


def _cut(session: Session, listed: list[DueItem], limit: int | None, *, whole: bool) -> Split:
    """Split a list into the rows of the page and the others."""
    if limit:
        return cut_page(listed, limit)
    if whole:
        return Split(listed, [], [])
    return split_page(listed, session.settings.due_limit)


def refuse_contradictions(
    soon: int | None,
    limit: int | None,
    *,
    everybody: bool,
    by_plan: bool = False,
    brief: bool = False,
) -> None:
    """Refuse options that ask for two lists at once, and numbers below 0."""
    message = None
    if (soon or 0) < 0 or (limit or 0) < 0:
        message = Wording("--soon and --limit take a number from 0 up.")
    elif by_plan and (everybody or not (soon is limit is None)):
        message = Wording(
            "--plan shows today's share, so it takes none of --soon, --limit and --all."
        )
    elif brief and (by_plan or everybody or not (soon is limit is None)):
        message = Wording(
            "--brief counts who is due today, so it takes none of --soon, --limit, --all, --plan."
        )
    elif everybody and limit:
        message = Wording("--all shows everybody, so it takes no --limit.")
    if message:
        raise UsageError(message)


def _candidates(session: Session, ahead: int) -> Sequence[Contact]:
    """Return all who may be listed today or in the `ahead` days after, and perhaps others."""
    until = add_days(session.today, ahead)
    contacts = session.loaded.contacts
    if is_any_reason_shared(session.today, until, session.settings, session.event_notes):
        return contacts
    return contacts.with_recent_logs(session.today, until)


def _unsorted(session: Session, wanted: Filter, people: Sequence[Contact]) -> Sequence[str]:
    """Return the paths of those asked for who were imported and never sorted."""
    contacts = session.loaded.contacts
    paths = contacts.unsorted(people)
    if not wanted:
        return paths
    places = {path: place for place, path in enumerate(contacts.paths)}
    return [path for path in paths if wanted.takes(contacts.without_introductions(places[path]))]


def _say_to_review(
    session: Session, due: Sequence[DueItem], unsorted: Sequence[str], wanted: Filter
) -> str:
    """Count who waits to be sorted; on Fridays also those of the list who ask for a decision.

    They are cold or have no tier; whose card was put off is left out. The review asks more: that
    would take the logs of everybody. `unsorted` are paths.
    """
    text = session.speech.paging
    if session.today.weekday() == _FRIDAY:
        from contactkeeper.vault.put_off import load_put_off

        asked = {item.contact.path for item in due if item.cold or not item.contact.tier}
        asked.update(unsorted)
        asked -= load_put_off(session.own_folder, "week", session.today).keys()
        if asked:
            return f"{text.say_to_decide(len(asked))}: ck review{wanted.typed()}"
    if not unsorted:
        return ""
    return f"{text.say_unsorted(len(unsorted))}: ck review{wanted.typed()} --unsorted"


def _show_share(page: Page, exit_code: bool) -> int:  # noqa: FBT001  # as typed
    """Show today's share of the plan; who is due and has another day is counted."""
    from contactkeeper.core.agenda.plan import make_plan

    session = page.session
    plan = make_plan(
        page.wanted.among(session.loaded.contacts),
        session.today,
        session.settings,
        event_notes=session.event_notes,
    )
    due = [item for item in plan.items if item.group != "soon"]
    planned = {item.contact.path for item in plan.on(session.today)}
    shown = list(_with_say(session, [item for item in due if item.contact.path in planned]))
    if session.as_json:
        people = page.wanted.among(session.loaded.contacts)
        unsorted = sum(map(is_unsorted, people))
        _answer(page, len(due), shown, len(shown), unsorted)
    elif due:
        lines = page.rows(shown, len(due), by_plan=True)
        days = {item.contact.path: day.date for day in plan.days for item in day.items}
        others = [days.get(path) for item in due if (path := item.contact.path) not in planned]
        turns = session.speech.paging.say_other_days(others, session.today)
        page.show(
            lines if shown else lines[:1],
            page.footer(turns, [], [], f"ck plan{page.wanted.typed()}"),
        )
    else:
        page.show(page.quiet_day([item for item in plan.items if item.group == "soon"]), [])
    return 1 if exit_code and shown else 0


def _answer(page: Page, total: int, items: Iterable[DueItem], shown: int, unsorted: int) -> None:
    from contactkeeper.cli.json import due_value, problem_value  # a page needs none
    from contactkeeper.cli.rows import number_in_list

    session = page.session
    number_of = number_in_list(session)
    session.answer(
        "due",
        total=total,
        shown=shown,
        items=(due_value(item, session.today, number_of(item.contact.path)) for item in items),
        inbox=count_waiting(session.root, session.settings.inbox_folder),
        unsorted=unsorted,
        problems=[problem_value(problem) for problem in page.problems],
        unfinished=unfinished_in(session) or None,
    )


def _with_say(session: Session, items: Sequence[DueItem]) -> Iterator[DueItem]:
    """Say what to do where there is room for it, one row at a time: it asks for whole logs."""
    if not (session.as_json or session.terminal.width >= SAY_FROM):
        yield from items
        return
    contacts, directory = session.loaded.contacts, session.loaded.contacts.directory
    places = {path: place for place, path in enumerate(contacts.paths)}
    for item in items:
        contact = contacts[places[item.contact.path]]
        yield add_say(item, contact, directory, session.today, session.settings)


def _problems(
    session: Session, wanted: Filter, candidates: Iterable[Contact] | None = None
) -> list[Problem]:
    """Gather what hides or misplaces a contact who is asked for, and notes that can't be read.

    Only `candidates` may have entries after today; all contacts may, where they are not given.
    """
    loaded = session.loaded
    left_out = {each.path for each in loaded.contacts if not wanted.takes(each)} if wanted else ()
    return [
        problem
        for problem in problems_on(
            session.today,
            (*loaded.faults, *loaded.reference_problems(session.today)),
            loaded.contacts if candidates is None else candidates,
        )
        if problem.severity == "problem" and problem.path not in left_out
    ]
