"""The page of a month: whatever it holds, it fits the window, and nothing of it is left out."""

from __future__ import annotations

from datetime import date, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.calendar import month_lines
from contactkeeper.cli.terminal import Terminal
from contactkeeper.core.agenda.calendar_event import CalendarEvent
from contactkeeper.text.speech import LANGUAGES, Speech
from hypothesis_profiles import examples
from widths import ODD_TEXT, cells

FIRST = date(2026, 11, 1)

days = st.dates(FIRST, date(2026, 11, 30))
events = st.builds(
    lambda kind, name, first, length, at: CalendarEvent(
        kind, name, first, first + timedelta(length), time=at, words=name
    ),
    st.sampled_from(["write", "meet", "promise", "birthday", "event"]),
    ODD_TEXT,
    days,
    st.sampled_from([0, 0, 0, 1, 40]),
    st.sampled_from([None, time(9, 30)]),
)
months = st.lists(events, max_size=8).map(lambda found: sorted(found, key=lambda each: each.first))


@given(months, st.integers(40, 200), days, st.sampled_from(LANGUAGES))
@settings(max_examples=examples(300))
def test_no_line_is_wider_than_the_window(
    month: list[CalendarEvent], width: int, today: date, language: str
) -> None:
    """At any width, with any names; each day of the month stands once in the grid."""
    terminal = Terminal(width, is_terminal=True)
    terminal.speech = Speech(language)
    lines = [str(line) for line in month_lines(terminal, FIRST, today, month)]
    assert [line for line in lines if cells(line) > width] == []
    grid = " ".join(line[:28] for line in lines[3:9]).replace("*", " ").replace(">", " ")
    assert grid.split()[:30] == [str(number + 1) for number in range(30)]


@given(months, days)
@settings(max_examples=examples(100))
def test_in_a_pipe_each_event_is_a_line(month: list[CalendarEvent], today: date) -> None:
    """Nothing is cut there."""
    lines = [str(line) for line in month_lines(Terminal(40), FIRST, today, month)]
    assert len(lines) == 2 + max(len(month), 1)
    for each, line in zip(month, lines[2:], strict=False):
        assert line.startswith(str(each.first))
        assert one_line(each.name) in line
