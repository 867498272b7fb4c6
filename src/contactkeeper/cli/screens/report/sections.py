"""Make the sections of a report: sentences, pictures, and the tables with their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.screens.report.by_time import days_section, months_pictures, people_section
from contactkeeper.cli.screens.report.charts import bars, columns
from contactkeeper.cli.screens.report.model import Caption, Section, Table
from contactkeeper.cli.screens.report.pictures import picture_of_counts, picture_of_shares
from contactkeeper.core.agenda.log_stats import KNOWN
from contactkeeper.core.report.report import MOST_MONTHS
from contactkeeper.core.statistics.model import Share
from contactkeeper.text.en import report as text
from contactkeeper.text.en.days import say_quarter
from contactkeeper.text.en.figures import say_outcomes
from contactkeeper.text.en.review import say_question

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.core.report.report import Report
    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.statistics.model import Statistics

_MOST_QUARTERS = MOST_MONTHS // 3


def sections_of(report: Report, today: date) -> Iterator[Section]:
    """Make the sections in the order of the page."""
    figures = report.statistics
    main = Table("The figures of ck stats", ("Figure", "Value"), text.name_figures(figures))
    yield Section("glance", "At a glance", pictures=months_pictures(figures), tables=[main])
    yield days_section(report)
    yield people_section(report)
    yield _outcomes(figures)
    yield _balance(figures)
    yield _answers(figures)
    yield _growth(figures)
    if report.goals:
        yield _goals(report.goals)
    yield _decisions(report, today)


def _outcomes(figures: Statistics) -> Section:
    """Show what came of it, and through whom."""
    name, title = "outcomes", "What came of it"
    if not figures.outcomes:
        return Section(name, title, [text.NOTHING])
    counts = dict.fromkeys(KNOWN, 0) | dict(figures.outcomes)
    picture = picture_of_counts(
        Caption("funnel", "Outcomes", text.describe_outcomes(figures)),
        bars,
        [("mine", "number")],
        "Outcome",
        [(word, (count,)) for word, count in counts.items()],
    )
    through = [
        (each.contact.name, ", ".join(say_outcomes(each.outcomes))) for each in figures.through
    ]
    table = Table("Through whom", ("Person", "Outcomes"), through)
    return Section(name, title, pictures=[picture], tables=[table])


def _balance(figures: Statistics) -> Section:
    """Show what was given and got, by kind."""
    name, title = "balance", "Given and got"
    gave, got = dict(figures.gave.by_kind), dict(figures.got.by_kind)
    kinds = sorted(gave.keys() | got.keys(), key=lambda kind: (kind == "", kind))
    if not kinds:
        return Section(name, title, [text.NOTHING])
    picture = picture_of_counts(
        Caption("favours", "Favours, by kind", text.describe_favours(figures)),
        bars,
        [("mine", "you gave"), ("theirs", "you got")],
        "Kind",
        [(kind or "other", (gave.get(kind, 0), got.get(kind, 0))) for kind in kinds],
    )
    return Section(name, title, pictures=[picture])


def _answers(figures: Statistics) -> Section:
    """Show the answers of both sides by channel."""
    name, title = "answers", "Answers, by channel"
    theirs, mine = dict(figures.their_answers.by_channel), dict(figures.my_answers.by_channel)
    channels = [*dict.fromkeys([*theirs, *mine])]
    if not channels:
        return Section(name, title, [text.NOTHING])
    picture = picture_of_shares(
        Caption(
            "answers-channel", "Answers, by channel of the message", text.describe_answers(figures)
        ),
        bars,
        [("mine", "you got"), ("theirs", "they got")],
        "Channel",
        [
            (text.name_channel(each), (theirs.get(each, Share()), mine.get(each, Share())))
            for each in channels
        ],
    )
    return Section(name, title, pictures=[picture])


def _growth(figures: Statistics) -> Section:
    """Show the new people by quarter, and who brought them."""
    name, title = "growth", "New people"
    quarters = figures.growth[-_MOST_QUARTERS:]
    if not any(each.people for each in quarters):
        return Section(name, title, [text.NOTHING])
    picture = picture_of_counts(
        Caption("growth-quarters", "New people, by quarter", text.describe_growth(figures)),
        columns,
        [("mine", "new people"), ("theirs", "through others")],
        "Quarter",
        [(say_quarter(each.first), (each.people, each.introduced)) for each in quarters],
    )
    brought = figures.brought_by
    tables = [Table("Who brought them", ("Person", "People"), brought)] if brought else []
    return Section(name, title, pictures=[picture], tables=tables)


def _goals(goals: Sequence[Progress]) -> Section:
    """Show how far each goal is, and was in the time before."""
    picture = picture_of_shares(
        Caption("goals-reached", "Goals", text.describe_goals(goals)),
        bars,
        [("mine", "done"), ("theirs", "the time before")],
        "Goal",
        [
            (
                text.name_goal(each),
                (Share(each.done, each.goal.number), Share(each.before, each.goal.number)),
            )
            for each in goals
        ],
    )
    return Section("goals", "Goals", pictures=[picture])


def _decisions(report: Report, today: date) -> Section:
    """List who asks for a decision, and why."""
    name, title = "decisions", "Who needs a decision"
    if not report.cards:
        return Section(name, title, [text.NO_DECISION])
    rows = [
        (known.card.contact.name,
         "; ".join(say_question(kind, known, today) for kind in known.card.questions))
        for known in report.cards
    ]  # fmt: skip
    table = Table(title, ("Person", "Why"), rows)
    return Section(name, title, [text.say_decide(report.more_cards)], tables=[table])
