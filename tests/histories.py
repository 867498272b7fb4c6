"""Contacts for tests of the rules: a short way to write one, and arbitrary ones for laws."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from contactkeeper.core.model import (
    Cadence,
    Contact,
    Direction,
    Entry,
    PartialDate,
    Task,
    TaskKind,
    TaskState,
)

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

TODAY = date(2026, 11, 23)
"""A Monday, the day of the screens."""

MONTHLY = Cadence("month")
QUARTERLY = Cadence("month", 3)
EVENT = Cadence("event")
NONE = Cadence("none")


def day(text: str) -> date:
    """Write a date shortly: `11-20` in 2026, or `2025-11-20`."""
    return date.fromisoformat(text if len(text) > len("11-20") else f"2026-{text}")


def entry(
    on: str,
    direction: Direction = "",
    text: str | None = None,
    *,
    channel: str = "",
    tasks: tuple[Task, ...] = (),
    **fields: str,
) -> Entry:
    """Write an entry shortly; one with tasks has words, unless its text is empty: a record."""
    if text is None:
        text = "talked" if tasks and not direction else ""
    return Entry(day(on), text, direction, channel, None, tuple(fields.items()), tasks)


def promise(text: str, due: str = "", *, waiting: bool = False, state: TaskState = "open") -> Task:
    """Write a task shortly."""
    kind: TaskKind = "waiting" if waiting else "promise"
    return Task(text, day(due) if due else None, state, kind)


def contact(name: str, *entries: Entry, **properties: object) -> Contact:
    """Write a contact shortly; it lies in Recruiters."""
    made = Contact(path=f"Recruiters/{name}.md", name=name, entries=entries)
    return made._replace(**properties)  # type: ignore[arg-type]


cadences = st.one_of(
    st.sampled_from([None, MONTHLY, QUARTERLY, Cadence("week", 2)]),
    st.builds(Cadence, st.sampled_from(["day", "week", "month", "year"]), st.integers(1, 40)),
    st.sampled_from([EVENT, NONE]),
)
directions: SearchStrategy[Direction] = st.sampled_from(["", "->", "<-", "~"])
partial_dates = st.builds(
    lambda on, year: PartialDate(on.month, on.day, on.year if year else None),
    st.dates(date(1960, 1, 1), date(2027, 12, 31)),
    st.booleans(),
)


def days(early: int = -1500, late: int = 0) -> SearchStrategy[date]:
    """Give days so far from TODAY, most of them not long ago: there the rules meet."""
    lately = st.integers(max(early, -120), late)
    distances = st.one_of(lately, st.integers(early, late))
    return distances.map(lambda distance: TODAY + timedelta(days=distance))


# Of a named tuple itself Hypothesis makes up every field that is left out, of any text and number:
# that took half of the time of each law. Hence `partial`, and values that some rule asks for.
tasks = st.builds(
    partial(Task),
    text=st.text(max_size=12),
    due=st.none() | days(-200, 200),
    state=st.sampled_from(["open", "kept", "dropped"]),
    kind=st.sampled_from(["promise", "waiting"]),
)


def entries(early: int = -1500, late: int = 40) -> SearchStrategy[Entry]:
    """Give entries of any kind, future ones included."""
    return st.builds(
        partial(Entry),
        date=days(early, late),
        time=st.sampled_from([None, None, time(0), time(10, 30)]),
        text=st.text(max_size=20),
        direction=directions,
        channel=st.sampled_from(["", "call", "tg", "почта", "голубь"]),
        fields=st.sampled_from(
            [(), (("reply", "none"),), (("got", "intro: the CTO"),), (("gave", "salary survey"),)]
        ),
        tasks=st.lists(tasks, max_size=2).map(tuple),
    )


def _in_order(found: list[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(found, key=lambda each: each.date))


contacts: SearchStrategy[Contact] = st.builds(
    partial(Contact),
    path=st.integers(0, 40).map("{}.md".format),
    name=st.sampled_from(["Анна", "анна", "Anna Karenina", "Ольга Ким", "Boris"]),
    aliases=st.sampled_from([(), ("Аня",)]),
    handles=st.sampled_from([(), ("telegram:anna",)]),
    company=st.sampled_from(["", "Ozon", "Яндекс"]),
    focus=st.sampled_from(["", "technical"]),
    tags=st.sampled_from([(), ("recruiter",), ("recruiter", "it")]),
    tier=st.sampled_from(["key", "supporting", ""]),
    cadence=cadences,
    status=st.sampled_from(["active", "active", "active", "paused", "do-not-contact"]),
    paused_until=st.none() | days(-60, 60),
    paused_why=st.sampled_from(["", "parental leave"]),
    snooze_until=st.none() | days(-60, 60),
    snoozed=st.none() | days(-90, 0),
    last_contact=st.none() | days(-800, 20),
    met=st.none() | days(-800, 20),
    created=st.none() | days(-800, 20),
    birthday=st.none() | partial_dates,
    placed_me=st.none() | days(-4000, 10),
    left=st.none() | days(-800, 100),
    company_since=st.none() | days(-800, 100),
    dates=st.lists(st.tuples(st.text(min_size=1, max_size=8), partial_dates), max_size=2).map(
        tuple
    ),
    entries=st.lists(entries(), max_size=8).map(_in_order),
)
"""Any history of any contact."""


def log(history: Contact, new: Entry) -> Contact:
    """Return the contact with one more entry, the last of its day."""
    return history._replace(entries=_in_order([*history.entries, new]))
