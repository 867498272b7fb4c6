"""The figures of some logs, reckoned by hand."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.agenda.exchanges import Message, exchanges_of
from contactkeeper.core.model import Entry
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import Settings
from contactkeeper.core.statistics.figures import statistics_of
from contactkeeper.core.statistics.groups import statistics_by
from contactkeeper.core.statistics.history import history_of
from contactkeeper.core.statistics.model import Period, Share, Statistics
from contactkeeper.core.statistics.person import person_statistics
from histories import TODAY, contact, day, entry, promise

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact

YEAR = Period(day("2025-11-01"), TODAY)


def figures(*people: Contact, period: Period = YEAR) -> Statistics:
    """Count the figures of people."""
    histories = [history_of(each, TODAY) for each in people]
    return statistics_of(histories, period, TODAY, Settings())


def mine(on: str, answered: str = "", channel: str = "", by: str = "") -> Message:
    """Write a message of mine shortly."""
    return Message(day(on), "mine", channel, day(answered) if answered else None, by)


def theirs(on: str, answered: str = "") -> Message:
    """Write a message of theirs shortly."""
    return Message(day(on), "theirs", "", day(answered) if answered else None)


WAITING = promise("the JD", waiting=True)


@pytest.mark.parametrize(
    ("entries", "messages", "begun"),
    [
        pytest.param((), (), "", id="nothing"),
        pytest.param(
            (entry("05-01", "->"), entry("05-02", "<-"), entry("06-01", "->"),
             entry("06-03", "<-")),
            (mine("05-01", "05-02"), mine("06-01", "06-03")), ">05-01 >06-01",
            id="an answer asks for none"),
        pytest.param(
            (entry("05-01", "<-"), entry("05-04", "->"), entry("05-04", "->"),
             entry("05-06", "->"), entry("05-12", "<-"), entry("05-19", "->")),
            (theirs("05-01", "05-04"), mine("05-19")), "<05-01 >05-19",
            id="what follows within a week goes on"),
        pytest.param(
            (entry("05-01", "->"), entry("05-01", "->"), entry("05-04", "->"),
             entry("05-23", "<-")),
            (mine("05-01"), mine("05-04", "05-23")), ">05-01", id="another try asks anew"),
        pytest.param(
            (entry("05-01", "->"), entry("05-03", "~"), entry("05-04", channel="call"),
             entry("05-05", "->")),
            (mine("05-01", "05-04"),), ">05-01", id="a call answers, a touch is nothing"),
        pytest.param(
            (entry("05-01", "<-"), entry("05-22", "<-"), entry("06-05", channel="call")),
            (theirs("05-01", "06-05"),), "<05-01", id="theirs waits, and is not tried again"),
        pytest.param(
            (entry("05-01", "->"), entry("07-01", "<-")),
            (mine("05-01"), theirs("07-01")), ">05-01 <07-01", id="after 60 days no answer"),
        pytest.param(
            (entry("05-01", "->"), entry("06-30", "<-")),
            (mine("05-01", "06-30"),), ">05-01", id="in 60 days one"),
        pytest.param(
            (entry("05-01", "<-"), entry("07-01", "->")),
            (theirs("05-01"), mine("07-01")), "<05-01 >07-01", id="after 60 days no reply"),
        pytest.param(
            (entry("05-01", "<-", reply="none"), entry("05-02", "->"), entry("05-20", "->")),
            (mine("05-20"),), "<05-01 >05-20", id="what needs no reply waits for none"),
        pytest.param(
            (entry("05-01", "<-"), entry("05-20", "<-", reply="none"), entry("05-30", "->")),
            (mine("05-30"),), "<05-01 >05-30", id="they took it back"),
        pytest.param(
            (entry("05-01", "<-", "soon", tasks=(WAITING,)), entry("05-30", "->")),
            (mine("05-30"),), "<05-01 >05-30", id="I wait for what they promised"),
        pytest.param(
            (entry("05-01", channel="call"), entry("05-02", "->"), entry("05-02", "<-"),
             entry("05-20", "->", reply="no")),
            (), "", id="after a call nobody begins"),
        pytest.param(
            (entry("05-01", "->", channel="mail"), entry("05-04", "<-", channel="tg"),
             entry("05-12", "->", channel="тг"), entry("05-13", "<-"),
             entry("06-01", "->", channel="mail"), entry("06-01", channel="call")),
            (mine("05-01", "05-04", "email", "telegram"),
             mine("05-12", "05-13", "telegram", "telegram"), mine("06-01", "06-01", "email")),
            ">05-01 >05-12 >06-01", id="the channels of both"),
    ],
)  # fmt: skip
def test_exchanges(entries: tuple[Entry, ...], messages: tuple[Message, ...], begun: str) -> None:
    """Who began, what asks for an answer, and when it came."""
    found = exchanges_of(entries)
    assert found.messages == messages
    signs = {"mine": ">", "theirs": "<"}
    assert " ".join(f"{signs[each.side]}{each.day:%m-%d}" for each in found.begun) == begun


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


APPOINTMENT = "- [x] 2026-11-20 11:00 call: about the role ✅ 2026-11-20\n"


@pytest.mark.parametrize(
    ("log", "formats", "talks"),
    [
        (APPOINTMENT, {"call": 1}, 1),
        (f"{APPOINTMENT}- 2026-11-20 zoom: they want me [outcome:: interview]\n", {"call": 1}, 1),
        (f"{APPOINTMENT}- 2026-11-20: they want me [outcome:: interview]\n", {"call": 1}, 1),
        (f"{APPOINTMENT}- 2026-11-20 coffee: in person\n", {"meeting": 1}, 1),
        (f"{APPOINTMENT}- 2026-11-20 tg: sent the CV\n", {"call": 1, "message": 1}, 1),
        (f"{APPOINTMENT}- 2026-11-21 call: again\n", {"call": 2}, 2),
        ("- [ ] 2026-11-20 11:00 call: not yet\n- 2026-11-25 call: to come\n", {}, 0),
        (("| Date | Channel | Summary |\n|---|---|---|\n| 2026-11-20 | call | x |\n"
         "| 2026-11-20 | -> tg | y |\n"), {"call": 1, "message": 1}, 1),
    ],
)  # fmt: skip
def test_an_appointment_and_what_was_logged_of_it_are_one_talk(
    log: str, formats: dict[str, int], talks: int
) -> None:
    """In the formats, the months and the share of talks; its fields count from either line."""
    found = figures(Note.parse(f"## Log\n{log}").contact())
    assert {name: count for name, count in found.formats if count} == formats
    assert found.entries == sum(formats.values())
    assert found.talks == Share(talks, found.entries)
    assert found.months[-1].talks == talks
    assert found.outcomes == ((("interview", 1),) if "outcome" in log else ())


class _Day(date):
    """A day whose comparisons are calls of Python, so that they can be counted."""

    def __lt__(self, other: date, /) -> bool:
        return super().__lt__(other)

    def __le__(self, other: date, /) -> bool:
        return super().__le__(other)

    def __eq__(self, other: object, /) -> bool:
        return super().__eq__(other)

    def __hash__(self) -> int:
        return super().__hash__()


def _calls(people: int, entries: int) -> int:
    """Count the calls of functions that the figures of so many entries of people take."""
    channels, directions = ("", "tg", "call"), ("", "->", "<-", "->", "<-", "~")
    log = [
        Entry(
            _Day.fromordinal(TODAY.toordinal() - 700 * at // entries),
            "x",
            directions[at % 6],  # type: ignore[arg-type]
            channels[at % 3],
            None,
            (("trust", "3"), ("got", "info: x")) if at % 5 == 0 else (),
            (promise("CV"),) if at % 7 == 0 else (),
        )
        for at in reversed(range(entries))
    ]
    found = [contact(str(at), *log, company=str(at)) for at in range(people)]
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        histories = [history_of(each, TODAY) for each in found]
        person_statistics(histories[0], YEAR, TODAY, Settings())
        for by in ("month", "tier", "company", "channel"):
            statistics_by(by, histories, YEAR, TODAY, Settings())
    finally:
        sys.setprofile(None)
    return calls


def test_four_times_the_log_takes_four_times_the_work() -> None:
    """Neither a long log nor many people make it quadratic."""
    once = _calls(1, 500)
    assert _calls(1, 2000) < 4.5 * once
    assert _calls(4, 500) < 4.5 * once
