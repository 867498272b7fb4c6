"""Every figure is what a second, slow reckoning gives."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.model import Contact, Entry, News, Task
from contactkeeper.core.settings import Settings
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.groups import statistics_by
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.model import Period, Statistics
from contactkeeper.core.statistics.person import person_statistics
from histories import TODAY, cadences, days, directions
from hypothesis_profiles import examples
from statistics_oracle import CHANNELS, Person, reckon, reckon_acts, share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import TaskKind, TaskState

KINDS: list[TaskKind] = ["promise", "promise", "waiting"]
STATES: list[TaskState] = ["open", "kept", "kept", "dropped"]
NEWS = [("Staff engineer", TODAY - timedelta(20)), ("A talk", TODAY - timedelta(200))]
FIELDS = (
    ("reply", "none"), ("gave", "intro: Boris"), ("gave", "a book"), ("got", "info: salaries"),
    ("got", "a lunch"), ("outcome", "interview"), ("outcome", "оффер"), ("outcome", "referred"),
    ("outcome", "Demo"), ("outcome", "rejection"), ("trust", "2"), ("trust", "5"),
    ("told", "Staff engineer"), ("told", "A talk"),
)  # fmt: skip


def _task(draw: st.DrawFn, day: date) -> Task:
    kind: TaskKind = draw(st.sampled_from(KINDS))
    state: TaskState = draw(st.sampled_from(STATES))
    due = draw(st.none() | st.integers(-10, 40).map(lambda days: day + timedelta(days)))
    done = draw(st.none() | st.integers(0, 40).map(lambda days: day + timedelta(days)))
    return Task("the CV", due, state, kind, done=done if state == "kept" else None)


@st.composite
def entries(draw: st.DrawFn) -> tuple[Entry, ...]:
    """Give a log, close together and far apart, in which each thing of docs/stats.md occurs."""
    gaps = draw(st.lists(st.sampled_from([0, 0, 1, 2, 6, 7, 8, 14, 30, 59, 60, 61, 100, 200])))
    day = TODAY + timedelta(draw(st.integers(-3, 30)))
    log: list[Entry] = []
    for gap in gaps[:14]:
        day -= timedelta(gap)
        tasks = [_task(draw, day) for _ in range(draw(st.sampled_from([0, 0, 0, 1, 2])))]
        log.append(
            Entry(
                day,
                draw(st.sampled_from(["", "", "x"])),
                draw(directions),
                draw(st.sampled_from(["", *CHANNELS])),
                None,
                tuple(draw(st.lists(st.sampled_from(FIELDS), max_size=2, unique=True))),
                tuple(tasks),
            )
        )
    return tuple(reversed(log))


contacts = st.builds(
    partial(Contact),
    path=st.just(""),
    name=st.sampled_from(["Anna", "Boris"]),
    company=st.sampled_from(["", "Ozon", "ozon", "Avito"]),
    tier=st.sampled_from(["key", "key", "supporting", ""]),
    cadence=cadences,
    status=st.sampled_from(["active", "active", "active", "paused", "do-not-contact"]),
    paused_until=st.none() | days(-300, 60),
    last_contact=st.none() | st.none() | days(-300, 20),
    met=st.none() | days(-800, 20),
    created=st.none() | days(-800, 20),
    imported=st.none() | st.none() | days(-300, 0),
    through=st.sampled_from(["", "Igor"]),
    trust=st.none() | st.integers(1, 5),
    entries=entries(),
)
people = st.lists(contacts, max_size=3).map(
    lambda found: [each._replace(path=f"{at}.md") for at, each in enumerate(found)]
)
periods = st.tuples(days(-800, 0), days(-120, 0)).map(lambda ends: Period(min(ends), max(ends)))


def plain(found: Statistics) -> dict[str, Any]:
    """Write figures as the second reckoning has them."""
    values = found._asdict()
    del values["period"]
    for name in ("my_answers", "their_answers"):
        of_all, usual, by_channel = values[name]
        values[name] = (of_all, usual, dict(by_channel))
    for name in ("gave", "got"):
        values[name] = (values[name].total, dict(values[name].by_kind))
    return values | {
        "formats": dict(found.formats),
        "only_taking": [each.path for each in found.only_taking],
        "drifting": [each.path for each in found.drifting],
        "outcomes": list(found.outcomes),
        "through": sorted((each.contact.path, list(each.outcomes)) for each in found.through),
        "growth": list(found.growth),
        "brought_by": dict(found.brought_by),
        "months": list(found.months),
    }


def figures(found: Sequence[Contact], period: Period) -> Statistics:
    """Count the figures of people."""
    return statistics_of(
        [history_of(each, TODAY) for each in found], period, TODAY, Settings(), news()
    )


def news() -> list[News]:
    """Write the news of the vault."""
    return [News(f"{name}.md", name, day, audience="tier:key") for name, day in NEWS]


@given(people, periods)
@settings(max_examples=examples(600))
def test_every_figure(found: list[Contact], period: Period) -> None:
    """Of any people, in any period."""
    assert plain(figures(found, period)) == reckon(found, *period, TODAY, NEWS)


@given(people, periods, st.sampled_from(["month", "quarter", "tier", "company"]))
@settings(max_examples=examples(200))
def test_groups(found: list[Contact], period: Period, by: Any) -> None:  # noqa: ANN401
    """A group has the figures of its people, or of its part of the period."""
    histories = [history_of(each, TODAY) for each in found]
    groups = statistics_by(by, histories, period, TODAY, Settings(), news())
    for name, statistics in groups:
        of = [
            each
            for each in found
            if by not in ("tier", "company") or name.lower() == group_of(each, by)
        ]
        assert plain(statistics) == reckon(of, *statistics.period, TODAY, NEWS)
    names = [name for name, _ in groups]
    assert len(set(names)) == len(names)
    if by in ("month", "quarter"):
        assert names == sorted(names)
        parts = [statistics.period for _, statistics in groups]
        assert (parts[0].first, parts[-1].last) == period
        assert all(b.first - a.last == timedelta(1) for a, b in itertools.pairwise(parts))
    else:
        assert sum(statistics.people for _, statistics in groups) == len(found)
    if by == "tier":
        assert names in ([], ["key"], ["supporting"], ["key", "supporting"])
    if by == "company":
        sizes = [(not name, -statistics.people) for name, statistics in groups]
        assert sizes == sorted(sizes)


def group_of(contact: Contact, by: str) -> str | None:
    """Return the name of somebody's group in small letters; None: everybody is in each."""
    if by == "tier":
        return "key" if contact.tier == "key" else "supporting"
    return contact.company.lower() if by == "company" else None


@given(people, periods)
@settings(max_examples=examples(200))
def test_channels(found: list[Contact], period: Period) -> None:
    """What has a channel is counted by it, and nothing twice."""
    histories = [history_of(each, TODAY) for each in found]
    groups = dict(statistics_by("channel", histories, period, TODAY, Settings()))
    whole = reckon(found, *period, TODAY)
    for name, statistics in groups.items():
        of = [Person(each, TODAY) for each in found]
        acts = [act for each in of for act in each.acts() if act[3] == name]
        acts = [act for act in acts if period.first <= act[0] <= period.last]
        expected = reckon_acts([], acts, *period, TODAY)
        assert statistics.formats == tuple(expected["formats"].items())
        assert statistics.talks == share(act[2] == "talk" for act in acts)
        assert statistics.entries == len(acts) > 0
        for answers in ("their_answers", "my_answers"):
            by_channel = whole[answers][2].get(name, (0, 0))
            assert getattr(statistics, answers).share == by_channel
        assert [month[1:5] for month in statistics.months] == [m[1:5] for m in expected["months"]]
    assert "" not in groups


@given(contacts, periods)
@settings(max_examples=examples(200))
def test_one_person(contact: Contact, period: Period) -> None:
    """The gaps, the strip and the judgements of one person."""
    found = person_statistics(history_of(contact, TODAY), period, TODAY, Settings(), news())
    second = Person(contact, TODAY)
    expected = reckon([contact], *period, TODAY, NEWS)
    assert plain(found.statistics) == expected
    assert (found.gap.usual, found.gap.now, found.gap.drifting) == second.gap(period.last)
    held = [month[5] for month in expected["months"]]
    assert found.rhythm_months == (sum(a for a, _ in held), sum(b for _, b in held))
    strip = reckon([contact], date(2024, 12, 1), TODAY, TODAY)["months"]
    assert list(found.months) == strip
    assert len(strip) == 24
    judged = [value for _, value in found.trust]
    assert judged[-1:] == second.trust(period.last)[-1:]
