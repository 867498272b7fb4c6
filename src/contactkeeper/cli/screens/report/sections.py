"""Make the sections of a report: sentences, pictures, and the tables with their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.cli.screens.report.by_time import days_section, months_pictures, people_section
from contactkeeper.cli.screens.report.charts import Bar, bars, columns
from contactkeeper.cli.screens.report.model import Picture, Section, Table
from contactkeeper.core.agenda.log_stats import KNOWN
from contactkeeper.core.report.report import MOST_MONTHS
from contactkeeper.text import report as text
from contactkeeper.text.days import say_quarter
from contactkeeper.text.figures import say_percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from contactkeeper.cli.screens.report.charts import Look
    from contactkeeper.core.report.report import PersonMonths, Report
    from contactkeeper.core.review.progress import Progress
    from contactkeeper.core.statistics.model import Share, Statistics


_MOST_QUARTERS = MOST_MONTHS // 3


def sections_of(report: Report) -> Iterator[Section]:
    """Make the sections in the order of the page."""
    figures = report.statistics
    yield Section(
        "glance", "The period at a glance",
        tables=[Table("The main figures", ("Figure", "Value"), [*text.glance(figures)])],
        pictures=months_pictures(figures) if figures.months else (),
    )  # fmt: skip
    yield days_section(report)
    yield people_section(report)
    yield _outcomes(figures)
    yield _balance(figures)
    yield _answers(figures)
    yield _growth(figures)
    if report.goals:
        yield _goals(report.goals)
    yield _decisions(report)


def _outcomes(figures: Statistics) -> Section:
    """Show what came of it, and through whom."""
    counts = dict.fromkeys(KNOWN, 0) | dict(figures.outcomes)
    if not figures.outcomes:
        return Section("outcomes", "What came of it", [text.NOTHING])
    picture = Picture(
        "funnel",
        "Outcomes",
        text.say_counts(figures.outcomes),
        bars([(word, [Bar("mine", count, f"{count:,}")]) for word, count in counts.items()]),
        [],
        Table("Outcomes", ("Outcome", "Number"), list(counts.items())),
    )
    through = [(each.contact.name, text.say_counts(each.outcomes)) for each in figures.through]
    return Section(
        "outcomes", "What came of it", pictures=[picture],
        tables=[Table("Through whom", ("Person", "Outcomes"), through)],
    )  # fmt: skip


def _balance(figures: Statistics) -> Section:
    """Show what was given and got, by kind."""
    gave, got = dict(figures.gave.by_kind), dict(figures.got.by_kind)
    kinds = sorted(gave.keys() | got.keys(), key=lambda kind: (kind == "", kind))
    if not kinds:
        return Section("balance", "Given and got", [text.NOTHING])
    rows = [(kind or "other", gave.get(kind, 0), got.get(kind, 0)) for kind in kinds]
    picture = Picture(
        "favours",
        "Favours, by kind",
        text.say_balance(figures),
        bars(
            [
                (name, [Bar("mine", mine, f"{mine:,}"), Bar("theirs", theirs, f"{theirs:,}")])
                for name, mine, theirs in rows
            ]
        ),
        [("mine", "I gave"), ("theirs", "I got")],
        Table(
            "Favours, by kind",
            ("Kind", "I gave", "I got"),
            [*rows, ("all", figures.gave.total, figures.got.total)],
        ),
    )
    return Section("balance", "Given and got", pictures=[picture])


def _answers(figures: Statistics) -> Section:
    """Show the answers of both sides by channel."""
    theirs, mine = dict(figures.their_answers.by_channel), dict(figures.my_answers.by_channel)
    channels = [*dict.fromkeys([*theirs, *mine])]
    if not channels:
        return Section("answers", "Answers, by channel", [text.NOTHING])
    shares = {
        text.say_channel(channel): (theirs.get(channel), mine.get(channel)) for channel in channels
    }
    looks: tuple[Look, Look] = ("mine", "theirs")
    picture = Picture(
        "answers-channel",
        "Answers, by channel of the message",
        text.say_both_answers(figures),
        bars(
            [
                (
                    channel,
                    [
                        Bar(look, share.count, f"{share.count:,} of {share.of:,}", share.of)
                        for look, share in zip(looks, both, strict=True)
                        if share
                    ],
                )
                for channel, both in shares.items()
            ]
        ),
        [("mine", "my messages that they answered"), ("theirs", "theirs that I answered")],
        Table(
            "Answers, by channel of the message",
            (
                "Channel",
                "They answered",
                "of mine",
                "per cent",
                "I answered",
                "of theirs",
                "per cent",
            ),
            [
                (channel, *(cell for share in both for cell in _share_cells(share)))
                for channel, both in shares.items()
            ],
        ),
    )
    return Section("answers", "Answers, by channel", pictures=[picture])


def _share_cells(share: Share | None) -> tuple[object, ...]:
    return (share.count, share.of, say_percent(share)) if share else (0, 0, "")


def _growth(figures: Statistics) -> Section:
    """Show the new people by quarter, and who brought them."""
    rows = [
        (say_quarter(each.first), each.people, each.introduced)
        for each in figures.growth[-_MOST_QUARTERS:]
    ]
    tables = []
    if figures.brought_by:
        tables.append(Table("Who brought them", ("Person", "People"), figures.brought_by))
    if not any(people for _, people, _ in rows):
        return Section("growth", "New people", [text.NOTHING])
    picture = Picture(
        "growth-quarters",
        "New people, by quarter",
        text.say_growth(figures),
        columns(
            [
                (
                    name,
                    [
                        Bar("mine", people, f"{name}, new people: {people:,}"),
                        Bar("theirs", introduced, f"{name}, through others: {introduced:,}"),
                    ],
                )
                for name, people, introduced in rows
            ]
        ),
        [("mine", "new people"), ("theirs", "of them through others")],
        Table("New people, by quarter", ("Quarter", "new people", "through others"), rows),
    )
    return Section("growth", "New people", pictures=[picture], tables=tables)


def _goals(goals: Sequence[Progress]) -> Section:
    """Show how far each goal is."""
    rows = [(text.say_goal(each), each.done, each.goal.number, each.before) for each in goals]
    picture = Picture(
        "goals-reached",
        "Goals",
        text.say_goals(goals),
        bars(
            [(name, [Bar("mine", done, f"{done:,} of {of:,}", of)]) for name, done, of, _ in rows]
        ),
        [("mine", "done"), ("track", "of")],
        Table("Goals", ("Goal", "done", "of", "the time before"), rows),
    )
    return Section("goals", "Goals", pictures=[picture])


def _decisions(report: Report) -> Section:
    """List who needs a decision."""
    gaps: dict[str, PersonMonths] = {each.contact.path: each for each in report.people}
    rows: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for contact in report.statistics.drifting:
        person = gaps.get(contact.path)
        names[contact.path] = contact.name
        rows.setdefault(contact.path, []).append(text.say_gap(person.gap) if person else "")
    for contact in report.statistics.only_taking:
        names[contact.path] = contact.name
        rows.setdefault(contact.path, []).append(text.ONE_SIDED)
    if not rows:
        return Section("decisions", "Who needs a decision", [text.NO_DECISION])
    listed = [(names[path], "; ".join(why)) for path, why in rows.items()]
    return Section(
        "decisions", "Who needs a decision",
        tables=[Table("Who needs a decision", ("Person", "Why"), listed)],
    )  # fmt: skip
