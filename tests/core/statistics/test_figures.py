"""The figures of some logs, reckoned by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.agenda.exchanges import Message, exchanges_of
from contactkeeper.core.settings import Settings
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.model import Period, Share, Statistics
from histories import TODAY, contact, day, entry

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact, Entry

YEAR = Period(day("2025-11-01"), TODAY)


def figures(*people: Contact, period: Period = YEAR) -> Statistics:
    """Count the figures of people."""
    histories = [history_of(each, TODAY) for each in people]
    return statistics_of(histories, period, TODAY, Settings())


@pytest.mark.parametrize(
    ("entries", "messages", "begun"),
    [
        ((), (), ()),
        ((entry("05-01", "->"), entry("05-04", "<-")),
         (Message(day("05-01"), "mine", "", day("05-04")),
          Message(day("05-04"), "theirs", "", None)),
         ((day("05-01"), "mine"),)),
        ((entry("05-01", "<-"), entry("05-02", "->"), entry("05-02", "->"), entry("05-09", "->")),
         (Message(day("05-01"), "theirs", "", day("05-02")),
          Message(day("05-09"), "mine", "", None)),
         ((day("05-01"), "theirs"), (day("05-09"), "mine"))),
        ((entry("05-01", "->"), entry("05-03", "~"), entry("05-04", channel="call")),
         (Message(day("05-01"), "mine", "", day("05-04")),), ((day("05-01"), "mine"),)),
    ],
)  # fmt: skip
def test_exchanges(
    entries: tuple[Entry, ...], messages: tuple[Message, ...], begun: tuple[object, ...]
) -> None:
    """Who began, what asks for an answer, and when it came."""
    assert exchanges_of(entries) == (messages, begun)


def test_the_share_of_few_has_no_percentage() -> None:
    """Under five cases it is chance."""
    assert Share(3, 4).percent is None
    assert Share(3, 5).percent == 60
    assert Share(1, 6).percent == 17


def test_nobody() -> None:
    """Figures of nobody are none."""
    found = figures()
    assert (found.people, found.entries, found.in_rhythm) == (0, 0, Share(0, 0))
    assert [month.in_rhythm for month in found.months] == [Share(0, 0)] * 13


def test_my_rhythm_is_not_their_answer() -> None:
    """Whoever never answers is written to in my rhythm all the same."""
    found = figures(
        contact("Anna", entry("05-01", "->"), entry("08-01", "->"), entry("11-01", "->"))
    )
    assert found.in_rhythm == Share(1, 1)
    assert found.their_answers.share == Share(0, 3)
