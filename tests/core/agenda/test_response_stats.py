from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.agenda.log_stats import (
    LastTalk,
    ResponseStats,
    channel_to,
    last_talk,
    response_stats,
)
from contactkeeper.core.model import Entry
from contactkeeper.text.en.brief import say_answering
from histories import contact, day, entry

ASKED, ANSWERED = entry("05-01", "->", channel="tg"), entry("05-02", "<-", channel="tg")


@pytest.mark.parametrize(
    ("entries", "answering"),
    [
        pytest.param((), None, id="nothing"),
        pytest.param((ASKED,), None, id="they never did"),
        pytest.param((entry("05-01", "->"), entry("05-02", "<-")), None, id="no channel"),
        pytest.param((ASKED, ANSWERED), ResponseStats("telegram", None), id="one may be chance"),
        pytest.param(
            (ASKED, ANSWERED, entry("06-01", "->"), entry("06-04", "<-", channel="mail"),
             entry("06-20", "->"), entry("06-20", "<-", channel="mail")),
            ResponseStats("email", 1), id="where most came, and how fast"),
        pytest.param(
            (ASKED, ANSWERED, entry("06-01", "->", channel="mail"), entry("06-04", "<-")),
            ResponseStats("email", 3), id="an answer is where I asked, unless it says otherwise"),
        pytest.param(
            (ASKED, entry("05-09", "->", channel="mail"), entry("05-10", "<-", channel="tg"),
             ASKED._replace(date=day("06-01")), ANSWERED._replace(date=day("06-02"))),
            ResponseStats("telegram", 1), id="counted from the last of several tries"),
        pytest.param(
            (ASKED, entry("05-02", channel="call"), entry("05-03", "<-", channel="mail")),
            ResponseStats("email", None), id="a conversation ends what went before it"),
        pytest.param(
            (ASKED, entry("08-01", "<-", channel="mail"), entry("08-02", channel="call")),
            ResponseStats("call", None), id="after months it is no answer"),
        pytest.param(
            (entry("05-01", channel="call"), entry("05-02", channel="обед"),
             entry("05-03", "->", channel="tg")),
            ResponseStats("call", None), id="no pair: the newest they had a part in"),
        pytest.param(
            (ASKED, entry("06-25", "<-", channel="tg"), entry("07-01", "->"),
             entry("08-20", "<-", channel="tg")),
            ResponseStats("telegram", None), id="slower than a month is not said"),
    ],
)  # fmt: skip
def test_where_they_answer_and_how_fast(
    entries: tuple[Entry, ...], answering: ResponseStats | None
) -> None:
    """From each message of mine that was answered; a span holds more than half of the answers."""
    assert response_stats(entries[::-1]) == answering


def test_whoever_changes_the_channel_is_not_held_to_the_old() -> None:
    """The last five answers say where they answer now."""
    old = [entry(f"0{month}-0{d}", "->" if d == 1 else "<-", channel="mail")
           for month in range(1, 7) for d in (1, 2)]  # fmt: skip
    new = [entry(f"0{month}-0{d}", "->" if d == 1 else "<-", channel="tg")
           for month in (7, 8, 9) for d in (1, 2)]  # fmt: skip
    assert response_stats(old[::-1]) == ResponseStats("email", 1)
    assert response_stats((old + new)[::-1]) == ResponseStats("telegram", 1)


@given(
    st.lists(
        st.builds(
            partial(Entry),
            st.dates(day("01-01"), day("11-23")),
            direction=st.sampled_from(("", "->", "<-")),
            channel=st.sampled_from(("", "tg", "mail", "call", "event", "голубь")),
        ),
        max_size=12,
    )
)
def test_what_is_said_of_a_log_is_in_it(entries: list[Entry]) -> None:
    """A channel that they are said to answer on stands in the log; a span can be worded."""
    newest_first = sorted(entries, key=lambda each: each.date, reverse=True)
    answering = response_stats(newest_first)
    if answering:
        assert answering.channel not in ("", "event", "meeting")
        assert channel_to(contact("A"), newest_first) == answering.channel
        if answering.within:
            assert "mostly within a" in say_answering(answering) or answering.within in (3, 14)
            assert sum(each.direction != "->" for each in entries) > 1


@pytest.mark.parametrize(
    ("entries", "talk"),
    [
        ((ASKED, ANSWERED), None),
        ((entry("05-01", "->", channel="call"),), None),
        ((entry("05-01", channel="созвон"), ASKED, ANSWERED), LastTalk(day("05-01"), "call", 2)),
        ((entry("05-01", "<-", channel="lunch"),), LastTalk(day("05-01"), "meeting", 0)),
        ((entry("05-01", text="talked"), ASKED), LastTalk(day("05-01"), "", 1)),
        ((entry("05-01", text="x", channel="tg"),), None),
    ],
)
def test_the_last_talk(entries: tuple[Entry, ...], talk: LastTalk | None) -> None:
    """A call or a meeting, or a conversation of which nobody knows; a call that I tried is none."""
    assert last_talk(entries[::-1]) == talk


def test_where_to_write_to_who_never_answered() -> None:
    """The channel that was tried, else a handle, else an address."""
    assert channel_to(contact("A"), [ASKED]) == "telegram"
    assert channel_to(contact("A", handles=("linkedin:a",)), []) == "linkedin"
    assert channel_to(contact("A", emails=("a@example.com",)), []) == "email"
    assert not channel_to(contact("A"), [])


def test_my_own_channel_counts_where_they_do_not_answer() -> None:
    """Unless it is known how to reach them, and that is no way to."""
    mailed = contact("A", emails=("a@example.com",))
    assert channel_to(contact("A"), [], "тг") == "telegram"
    assert channel_to(contact("A", handles=("telegram:a", "vk:a")), [], "tg") == "telegram"
    assert channel_to(mailed, [], "tg") == "email"
    assert channel_to(mailed, [entry("05-01", "->", channel="li")], "tg") == "linkedin"
    assert channel_to(mailed, [ANSWERED, ASKED], "email") == "telegram"
