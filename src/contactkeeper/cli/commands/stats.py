"""`ck stats`: what came of it, for all contacts, some of them, or one person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple, get_args

from contactkeeper.cli.args.declare import argument, option
from contactkeeper.cli.args.filters import (
    CompanyOption,
    Filter,
    FocusOption,
    SinceOption,
    TagOption,
    TierOption,
)
from contactkeeper.cli.days import find_period
from contactkeeper.cli.find import find_contact
from contactkeeper.cli.layout import one_line, paint
from contactkeeper.cli.session import Session
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.groups import By, statistics_by
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.periods import known_part
from contactkeeper.core.statistics.person import person_statistics
from contactkeeper.errors import UsageError
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.cli.layout import Text
    from contactkeeper.core.model import Contact, Problem
    from contactkeeper.core.statistics.model import (
        Group,
        History,
        PersonStatistics,
        Statistics,
    )
    from contactkeeper.text.speech import Speech

WAYS: tuple[By, ...] = get_args(By)
"""The values of `--by`."""
_OF_PEOPLE = ("tier", "company")


class _Counted(NamedTuple):
    """The figures of a run."""

    histories: Sequence[History]
    statistics: Statistics
    person: PersonStatistics | None
    """None where no person is named."""
    by: By | None
    groups: Sequence[Group]
    problems: Sequence[Problem]
    """Of the notes that are looked at, or that may be."""


def stats_command(  # noqa: PLR0913  # one parameter an option
    session: Session,
    who: Annotated[str, argument("[WHO]", "One person, named as everywhere; else all.")] = "",
    *,
    tier: TierOption = "",
    focus: FocusOption = "",
    tag: TagOption = "",
    company: CompanyOption = "",
    since: SinceOption = "",
    by: Annotated[
        str, option("--by WHAT", "A row for each month, quarter, tier, company or channel.")
    ] = "",
) -> None:
    """Count what came of it: rhythm, answers, talks, promises, favours, outcomes, new people.

    Example: ck stats --tier key --by quarter
    """
    wanted = Filter(tier, focus, tag, company)
    parts = _read_by(by)
    if who and (wanted or parts in _OF_PEOPLE):
        raise UsageError(
            Wording(
                "WHO is one person, so --tier, --focus, --tag and --company have no place there, "
                "and neither has --by tier or company."
            )
        )
    counted = _count(session, who, wanted, since, parts)
    if session.as_json:
        _answer(session, counted)
    else:
        session.terminal.out(*_page(session, counted, wanted))


def _read_by(typed: str) -> By | None:
    found = next((each for each in WAYS if each == typed), None)
    if typed and not found:
        raise UsageError(
            Wording("--by takes one of {ways}, not “{typed}”.", ways=WAYS, typed=typed)
        )
    return found


def _count(session: Session, who: str, wanted: Filter, since: str, by: By | None) -> _Counted:
    today, rules = session.today, session.settings
    contacts = session.require_contacts()
    if who:
        people: Sequence[Contact] = [find_contact(session, who)]
    else:
        people = wanted.among(contacts.all_without_introductions())
    asked = find_period(session, since)
    histories = [history_of(contact, today) for contact in people]
    period, news = known_part(asked, histories), session.event_notes.news
    person = person_statistics(histories[0], period, today, rules, news) if who else None
    found = person.statistics if person else statistics_of(histories, period, today, rules, news)
    groups = statistics_by(by, histories, period, today, rules, news) if by else ()
    problems = session.loaded.unread
    if person:
        problems = [each for each in problems if each.path == person.contact.path]
    return _Counted(histories, found, person, by, groups, problems)


def _answer(session: Session, counted: _Counted) -> None:
    from contactkeeper.cli.json import problem_value  # a page needs none
    from contactkeeper.cli.json_statistics import group_value, person_value, statistics_value

    session.answer(
        "stats",
        statistics=statistics_value(counted.statistics),
        person=person_value(counted.person) if counted.person else None,
        by=counted.by,
        groups=[group_value(group) for group in counted.groups],
        problems=[problem_value(problem) for problem in counted.problems],
    )


def _page(session: Session, counted: _Counted, wanted: Filter) -> list[Text]:
    """Lay out the head, the figures or the groups, and what the figures may lack."""
    from contactkeeper.cli.screens.statistics import (
        bars_of,
        figure_lines,
        group_lines,
        packed,
        strip_lines,
    )

    terminal, speech = session.terminal, session.speech
    found, total = counted.statistics, len(session.loaded.contacts)
    words = speech.statistics
    if not found.people:
        return list(terminal.broken(one_line(speech.paging.say_no_match(total, wanted.typed()))))
    person = counted.person
    head = (
        words.say_person_looked_at(person) if person else words.say_people_looked_at(found, total)
    )
    blocks: list[list[Text]] = [
        [paint(line, "bold") for line in packed(head, terminal.room, indent=2)]
    ]
    if counted.by:
        blocks.append(group_lines(terminal, counted.groups, counted.by))
    elif person:
        blocks += [
            strip_lines(terminal, person.months),
            figure_lines(terminal, words.person_figures(person, session.today)),
        ]
    else:
        bars = bars_of(terminal, found.months)
        blocks.append(figure_lines(terminal, words.network_figures(found, bars)))
    blocks.append([line for said in _below(speech, counted) for line in terminal.broken(said)])
    shown = [block for block in blocks if block]
    return [line for block in shown for line in ("", *block)][1:]


def _below(speech: Speech, counted: _Counted) -> list[str]:
    """Say that there is no entry, and which notes can't be read."""
    below = []
    if not counted.statistics.entries:
        newest = max((each.acts[-1].day for each in counted.histories if each.acts), default=None)
        below.append(speech.statistics.say_nothing_since(counted.statistics.period.first, newest))
    if unread := speech.statistics.say_unread(counted.problems):
        below.append(f"! {unread}")
    return below
