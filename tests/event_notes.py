"""Events and news for tests of the rules: a short way to write one, and arbitrary ones for laws."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import Event, EventNotes, News
from histories import TODAY, day

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from contactkeeper.core.model import NewsKind


def event(  # noqa: PLR0913  # what a note says, each once
    on: str,
    until: str = "",
    *people: str,
    name: str = "HighLoad++ 2026",
    audience: str = "",
    attending: bool | None = None,
    rule: str = "",
) -> Event:
    """Write an event shortly; people are names or links."""
    return Event(
        path=f"Events/{name}.md",
        name=name,
        date=day(on),
        end=day(until or on),
        people=people,
        audience=audience,
        attending=attending,
        rule=rule,
        lines=(("people", 5), ("audience", 6)),
    )


def news(  # noqa: PLR0913  # as above
    on: str,
    audience: str = "all",
    *,
    name: str = "Staff engineer",
    kind: NewsKind = "position",
    strict: bool = False,
    until: str = "",
) -> News:
    """Write news shortly."""
    last = day(until) if until else None
    return News(f"News/{name}.md", name, day(on), kind, audience, strict, last, (("audience", 4),))


def with_events(*events: Event) -> EventNotes:
    """Give what there is: these events."""
    return EventNotes(events)


def with_news(*found: News) -> EventNotes:
    """Give what there is: this news."""
    return EventNotes((), found)


NAMES = ("Анна", "анна", "Anna Karenina", "Ольга Ким", "Boris")
"""Those of the people in `histories.contacts`."""

_near = st.integers(-60, 60).map(lambda away: TODAY + timedelta(days=away))
_audiences = st.sampled_from(["", "all", "tier:key", "not tier:key", "Boris", "cadence:monthly"])


def _event(
    number: int, first: date, length: int, people: list[str], more: tuple[str, bool | None, str]
) -> Event:
    audience, attending, rule = more
    name = f"Conference {number}"
    return Event(f"Events/{name}.md", name, first, add_days(first, length), "", tuple(people),
                 audience, attending, rule)  # fmt: skip


events: SearchStrategy[Event] = st.builds(
    _event,
    st.integers(1, 3),
    _near,
    st.integers(0, 4),
    st.lists(st.sampled_from([*NAMES, "[[Анна]]", "[[1]]", "[[2.md|x]]"]), max_size=3),
    st.tuples(
        _audiences,
        st.sampled_from([None, True, False]),
        st.sampled_from(["", "", "FREQ=YEARLY", "FREQ=MONTHLY;BYDAY=1TU"]),
    ),
)
any_news: SearchStrategy[News] = st.builds(
    lambda number, on, audience, kind, strict, lasts: News(
        f"News/News {number}.md",
        f"News {number}",
        on,
        kind,
        audience,
        strict,
        None if lasts is None else add_days(on, lasts),
    ),
    st.integers(1, 3),
    _near,
    _audiences,
    st.sampled_from(["position", "search-status"]),
    st.booleans(),
    st.none() | st.integers(0, 60),
)
event_notes: SearchStrategy[EventNotes] = st.builds(
    EventNotes,
    st.lists(events, max_size=3, unique_by=lambda each: each.path).map(tuple),
    st.lists(any_news, max_size=3, unique_by=lambda each: each.path).map(tuple),
)
"""Any events and news around TODAY."""
