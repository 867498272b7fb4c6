"""`ck review`: decide about the people who ask for it, card by card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from contactkeeper.cli.args.declare import option
from contactkeeper.cli.args.filters import (
    CompanyOption,
    Filter,
    FocusOption,
    TagOption,
    TierOption,
    UnsortedOption,
)
from contactkeeper.cli.session import Session
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.review.cards import find_cards
from contactkeeper.core.review.load import SLOW, load_of
from contactkeeper.core.review.progress import progress_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.errors import NeedsTerminal, UsageError
from contactkeeper.vault.put_off import load_put_off, put_off
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.review.cards import Card
    from contactkeeper.core.review.load import Load
    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.statistics.model import History
    from contactkeeper.vault.put_off import Review

_CARDS = 12
"""Cards of a week's review."""
_THE_LOAD = ""
"""Stands for the question about the rhythms where people stand by their notes."""


def review_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    *,
    quarter: Annotated[
        bool, option("--quarter", "All key people, and those of the last three months.")
    ] = False,
    limit: Annotated[
        int | None, option("--limit N", "So many cards (12); 0 shows all, as --quarter does.")
    ] = None,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    unsorted: UnsortedOption = False,
) -> None:
    """Decide about the people who ask for it, by single keys: tier, rhythm, trust, a pause, a talk.

    A card is for somebody who drifted, is cold, only gives, has grown, has no tier, was never
    judged or never sorted. What is decided is written at once, and ck undo takes it back.

    Example: ck review --quarter
    """
    if (limit or 0) < 0:
        raise UsageError(Wording("--limit takes a number from 0 up."))
    wanted = Filter(tier, focus, tag, company, unsorted=unsorted)
    if not (session.as_json or (session.terminal.is_terminal and session.terminal.can_ask)):
        raise NeedsTerminal("ck review", f"ck review{wanted.typed()} --json")
    histories = _histories(session)
    review: Review = "quarter" if quarter else "week"
    cards = _find_cards(session, wanted, review, histories)
    usual = 0 if quarter or session.as_json else _CARDS
    shown = cards[: (usual if limit is None else limit) or None]
    today, rules = session.today, session.settings
    goals = progress_of(rules.goals, histories, today, rules)
    load = load_of(histories, today, rules)
    if session.as_json:
        _answer(session, len(cards), shown, goals, load)
        return
    if not any(wanted.takes(each.contact) for each in histories):
        session.terminal.say(session.speech.paging.say_no_match(len(histories), wanted.typed()))
        return
    from contactkeeper.cli.commands.review_walk import Walk
    from contactkeeper.cli.screens.review import head_lines

    problems = session.loaded.unread
    head = head_lines(session.speech, len(cards), len(shown), goals, load, problems)
    session.terminal.say(*head)
    walk = Walk(session, review, [card.contact.path for card in shown])
    if walk.run() and not wanted:
        _propose_slower(session.anew())
    if shown:
        command = f"ck review{' --quarter' if quarter else ''}{wanted.typed()}"
        walk.say_end(len(cards) - len(shown), command)


def _answer(
    session: Session, total: int, shown: Iterable[Card], goals: Iterable[Progress], load: Load
) -> None:
    from contactkeeper.cli.json import problem_value  # a walk needs none
    from contactkeeper.cli.json_review import card_value, goal_value, load_value

    session.answer(
        "review",
        total=total,
        cards=(card_value(each, session.today, session.settings) for each in shown),
        goals=[goal_value(each) for each in goals],
        load=load_value(load),
        problems=[problem_value(each) for each in session.loaded.unread],
    )


def _find_cards(
    session: Session, wanted: Filter, review: Review, histories: Iterable[History]
) -> list[Card]:
    """Return the cards of those who are wanted and not put off."""
    passed = load_put_off(session.own_folder, review, session.today)
    people = (
        each for each in histories if wanted.takes(each.contact) and each.contact.path not in passed
    )
    is_quarter = review == "quarter"
    return find_cards(people, session.today, session.settings, quarter=is_quarter)


def _histories(session: Session) -> list[History]:
    return [history_of(each, session.today) for each in session.require_contacts()]


def _propose_slower(session: Session) -> None:
    """Ask whether some people get a slower rhythm, and set it for all of them in one change."""
    from contactkeeper.cli.commands.review_walk import DAYS_OFF
    from contactkeeper.cli.commands.set import read_changes, set_for

    load = load_of(_histories(session), session.today, session.settings)
    if not load.slower or _THE_LOAD in load_put_off(session.own_folder, "week", session.today):
        return
    text = session.speech.review
    session.terminal.say("", text.say_load(load))
    if session.terminal.agrees(text.ask_to_slow(load), unless_no=False):
        changes = read_changes(session, [f"cadence={text.type_cadence(SLOW)}"])
        set_for(session, load.slower, changes, yes=True)
    else:
        put_off(session.own_folder, "week", _THE_LOAD, add_days(session.today, DAYS_OFF))
