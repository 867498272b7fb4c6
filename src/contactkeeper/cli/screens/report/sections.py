"""Make the sections of a report: sentences, pictures, and the tables with their figures."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from contactkeeper.cli.screens.report.by_time import days_section, months_pictures, people_section
from contactkeeper.cli.screens.report.charts import bars, columns
from contactkeeper.cli.screens.report.model import Section, Table
from contactkeeper.cli.screens.report.pictures import picture_of_counts, picture_of_shares
from contactkeeper.core.agenda.log_stats import KNOWN
from contactkeeper.core.report.report import MOST_MONTHS
from contactkeeper.core.statistics.model import Share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.core.report.report import Report
    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.statistics.model import Statistics
    from contactkeeper.text.report import TableWords
    from contactkeeper.text.speech import Speech

_MOST_QUARTERS = MOST_MONTHS // 3


def sections_of(speech: Speech, report: Report, today: date) -> Iterator[Section]:
    """Make the sections in the order of the page."""
    figures, text = report.statistics, speech.report
    main = _table(text.TABLES["figures"], text.name_figures(figures))
    pictures = months_pictures(speech, figures)
    yield Section("glance", text.TITLES["glance"], pictures=pictures, tables=[main])
    yield days_section(speech, report)
    yield people_section(speech, report)
    yield _outcomes(speech, figures)
    yield _balance(speech, figures)
    yield _answers(speech, figures)
    yield _growth(speech, figures)
    if report.goals:
        yield _goals(speech, report.goals)
    yield _decisions(speech, report, today)


def _outcomes(speech: Speech, figures: Statistics) -> Section:
    """Show what came of it, and through whom."""
    name, text = "outcomes", speech.report
    if not figures.outcomes:
        return Section(name, text.TITLES[name], [text.NOTHING])
    counts = dict.fromkeys(KNOWN, 0) | dict(figures.outcomes)
    picture = picture_of_counts(
        speech,
        "funnel",
        text.describe_outcomes(figures),
        bars,
        ("mine",),
        [(speech.words.name_outcome(word), (count,)) for word, count in counts.items()],
    )
    through = [
        (each.contact.name, ", ".join(speech.figures.say_outcomes(each.outcomes)))
        for each in figures.through
    ]
    table = _table(text.TABLES["through"], through)
    return Section(name, text.TITLES[name], pictures=[picture], tables=[table])


def _balance(speech: Speech, figures: Statistics) -> Section:
    """Show what was given and got, by kind."""
    name, text = "balance", speech.report
    gave, got = dict(figures.gave.by_kind), dict(figures.got.by_kind)
    kinds = sorted(gave.keys() | got.keys(), key=lambda kind: (kind == "", kind))
    if not kinds:
        return Section(name, text.TITLES[name], [text.NOTHING])
    picture = picture_of_counts(
        speech,
        "favours",
        text.describe_favours(figures),
        bars,
        ("mine", "theirs"),
        [
            (speech.words.say_favour_kind(kind), (gave.get(kind, 0), got.get(kind, 0)))
            for kind in kinds
        ],
    )
    return Section(name, text.TITLES[name], pictures=[picture])


def _answers(speech: Speech, figures: Statistics) -> Section:
    """Show the answers of both sides by channel."""
    name, text = "answers", speech.report
    theirs, mine = dict(figures.their_answers.by_channel), dict(figures.my_answers.by_channel)
    channels = [*dict.fromkeys([*theirs, *mine])]
    if not channels:
        return Section(name, text.TITLES[name], [text.NOTHING])
    picture = picture_of_shares(
        speech,
        "answers-channel",
        text.describe_answers(figures),
        bars,
        ("mine", "theirs"),
        [
            (text.name_channel(each), (theirs.get(each, Share()), mine.get(each, Share())))
            for each in channels
        ],
    )
    return Section(name, text.TITLES[name], pictures=[picture])


def _growth(speech: Speech, figures: Statistics) -> Section:
    """Show the new people by quarter, and who brought them."""
    name, text = "growth", speech.report
    quarters = figures.growth[-_MOST_QUARTERS:]
    if not any(each.people for each in quarters):
        return Section(name, text.TITLES[name], [text.NOTHING])
    picture = picture_of_counts(
        speech,
        "growth-quarters",
        text.describe_growth(figures),
        partial(columns, speech),
        ("mine", "theirs"),
        [
            (speech.days.say_quarter(each.first), (each.people, each.introduced))
            for each in quarters
        ],
    )
    brought = figures.brought_by
    tables = [_table(text.TABLES["brought"], brought)] if brought else []
    return Section(name, text.TITLES[name], pictures=[picture], tables=tables)


def _goals(speech: Speech, goals: Sequence[Progress]) -> Section:
    """Show how far each goal is, and was in the time before."""
    text = speech.report
    picture = picture_of_shares(
        speech,
        "goals-reached",
        text.describe_goals(goals),
        bars,
        ("mine", "theirs"),
        [
            (
                speech.goals.name_goal(each.goal),
                (Share(each.done, each.goal.number), Share(each.before, each.goal.number)),
            )
            for each in goals
        ],
    )
    return Section("goals", text.TITLES["goals"], pictures=[picture])


def _decisions(speech: Speech, report: Report, today: date) -> Section:
    """List who asks for a decision, and why."""
    name, text = "decisions", speech.report
    if not report.cards:
        return Section(name, text.TITLES[name], [text.NO_DECISION])
    say = speech.review.say_question
    rows = [
        (known.card.contact.name,
         "; ".join(say(kind, known, today) for kind in known.card.questions))
        for known in report.cards
    ]  # fmt: skip
    table = _table(text.TABLES[name], rows)
    return Section(name, text.TITLES[name], [text.say_decide(report.more_cards)], tables=[table])


def _table(words: TableWords, rows: Sequence[Sequence[object]]) -> Table:
    return Table(words.caption, words.head, rows)
