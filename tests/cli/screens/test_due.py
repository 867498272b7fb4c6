from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contactkeeper.cli.layout import clean, one_line
from contactkeeper.cli.screens.due import due_lines
from contactkeeper.cli.terminal import Terminal
from contactkeeper.core.agenda.model import Advice, DueItem, Occasion, Reason, TimerFacts
from contactkeeper.core.model import Cadence, Contact
from contactkeeper.text.en.occasions import TEXTS
from contactkeeper.text.en.reasons import say_reason
from widths import ODD_TEXT, cells

if TYPE_CHECKING:
    from contactkeeper.core.agenda.model import Group, ReasonKind

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def said_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make up a kind of occasion that is said by its name alone."""
    texts = TEXTS["date"]._replace(on_list=lambda occasion, _: (occasion.name, ""))
    monkeypatch.setitem(TEXTS, "said", texts)


def item(  # what a row is made of
    *reasons: Reason | str, name: str = "Anna", company: str = "", say: str = "",
    group: Group = "overdue",
) -> DueItem:  # fmt: skip
    """Make a row; a text is the sentence of an occasion."""
    whole = tuple(
        Reason("said", group, TODAY, occasion=Occasion("said", each, TODAY, TODAY, TODAY))
        if isinstance(each, str)
        else each
        for each in reasons
    )
    contact = Contact(f"{name}.md", name, company=company)
    cadence = Cadence("month", 3)
    advice = Advice("last", words=say) if say.strip() else None
    return DueItem(contact, group, TODAY, 0, cadence, None, cold=False, reasons=whole, say=advice)


def lines(width: int, *items: DueItem) -> list[str]:
    """Lay out rows in a window."""
    window = Terminal(width, is_terminal=True)
    lines = due_lines(window, TODAY, items, len(items), set(), lambda _: "")
    return list(map(str, lines[2:]))


PLACED = Occasion(
    "placed", "", date(2026, 11, 18), date(2026, 11, 18), date(2026, 12, 2),
    begins=date(2024, 11, 18),
)  # fmt: skip
QUARTERLY = TimerFacts(Cadence("month", 3), date(2026, 8, 2))


def timer(kind: ReasonKind, facts: TimerFacts = QUARTERLY, due: date = TODAY) -> Reason:
    """Make the reason of a timer."""
    return Reason(kind, "overdue", due, timer=facts)


@pytest.mark.parametrize(
    ("reason", "text", "said"),
    [
        (timer("cadence", due=date(2026, 11, 2)),
         "quarterly, spoke 2 Aug · 3 weeks over", "spoke 2 Aug · 3 weeks over"),
        (timer("cold", QUARTERLY._replace(attempts=2, tried_first=date(2026, 5, 12))),
         "no answer since May, 2 tries", "no answer since May, 2 tries"),
        (timer("silence", TimerFacts(Cadence("event"), date(2025, 11, 20))),
         "on occasions · a year since you spoke", "a year since you spoke"),
        (timer("retry", QUARTERLY._replace(attempts=11, tried=date(2026, 10, 29))),
         "no answer logged since 29 Oct · 12th try", "no answer logged since 29 Oct"),
        (Reason("placed", "occasion", TODAY, occasion=PLACED),
         "placed you 2 years ago, on Wed 18 Nov", ""),
        (Reason("waiting", "waiting", TODAY, words="the comments on my CV",
                deadline=date(2026, 11, 20)),
         "the comments on my CV was to come by Fri 20 Nov", ""),
        (Reason("waiting", "waiting", TODAY, words="references were promised,",
                noted=date(2026, 11, 20)),
         "references were promised, was promised on Fri 20 Nov", ""),
        (Reason("promise", "promise", TODAY, words="send the new CV", deadline=date(2026, 11, 20)),
         "you promised by Fri 20 Nov: send the new CV", ""),
        (Reason("reply", "reply", TODAY, words="two references, please · now",
                noted=date(2026, 11, 12)),
         'wrote 12 Nov: "two references, please · now"', ""),
        (timer("cadence")._replace(paused_why="in the hospital"),
         "in the hospital · quarterly, spoke 2 Aug", "in the hospital · spoke 2 Aug"),
        (timer("cadence", QUARTERLY._replace(held_by="pause")),
         "back today · quarterly, spoke 2 Aug", "back today · spoke 2 Aug"),
    ],
)  # fmt: skip
def test_a_narrow_window_keeps_what_matters_of_a_reason(
    reason: Reason, text: str, said: str
) -> None:
    """The rhythm gives way to the lateness; what is personal (`said` is empty) stays whole."""
    row = item(reason, name="Мария Соколова")
    assert [line.partition("Соколова ")[2] for line in lines(200, row)] == [text]
    first, *below = lines(59, row)
    narrow = [first.partition("Соколова ")[2], *map(str.strip, below)]
    assert (narrow == [said]) if said else (len(narrow) > 1 and " ".join(narrow) == text)


def test_the_company_has_no_place_in_a_narrow_window() -> None:
    """Below 72 columns it would cost the reason its end."""
    row = item("quarterly, spoke 2 Aug", company="Яндекс")
    assert lines(71, row) == ["1 reconnect   Anna quarterly, spoke 2 Aug"]
    assert lines(72, row) == ["1 reconnect   Anna Яндекс quarterly, spoke 2 Aug"]


def test_what_to_say_appears_in_wide_windows() -> None:
    """From 110 columns, beside the longest reason; where nobody has any, reasons get the room."""
    rows = (item("short", say="x"), item("a longer reason", name="Boris"))
    assert lines(109, *rows) == ["1 reconnect   Anna  short", "2             Boris a longer reason"]
    assert lines(110, *rows) == [
        "1 reconnect   Anna  short           last: x",
        "2             Boris a longer reason",
    ]


def test_further_reasons_never_cost_what_to_say_its_half() -> None:
    """They widen the column of reasons to half of the room at most."""
    second = timer("cadence")._replace(paused_why="second " * 20)
    row = item("first", second, say="x" * 120)
    [line] = lines(120, row)
    assert line.index("last: x") in range(65, 72)
    assert cells(line) == 120


@pytest.mark.parametrize(("shared", "below"), [(False, ["+ second"]), (True, [])])
def test_what_many_share_takes_no_line_of_its_own(shared: bool, below: list[str]) -> None:  # noqa: FBT001
    """Without room in the row it is told below the list, once for all of them."""
    said = Occasion("said", "second", TODAY, TODAY, TODAY)
    second = Reason("said", "circle", TODAY, occasion=said, shared=shared)
    first, *others = lines(60, item("a reason of nearly the whole width", second))
    assert "second" not in first
    assert list(map(str.strip, others)) == below


def test_rows_of_the_coming_days_are_no_part_of_the_count() -> None:
    """The head counts who is due; where that is nobody it says so."""
    row = item("x", group="soon")
    assert str(due_lines(Terminal(60), TODAY, [row], 0, set(), lambda _: "")[0]) == (
        "Mon 23 November · nobody today"
    )
    assert str(due_lines(Terminal(60), TODAY, [row], 3, set(), lambda _: "")[0]) == (
        "Mon 23 November · 3 people, 0 shown"
    )


def replied(words: str) -> Reason:
    """Make a reason of what somebody wrote."""
    return Reason("reply", "reply", TODAY, words=words, noted=TODAY)


@given(
    st.lists(st.tuples(*[ODD_TEXT] * 5), min_size=1, max_size=12),
    st.integers(40, 200),
)
@example([("", "日" * 7, ";" * 15 + "日" * 6, "", ";"), (";" * 12, "", "", "", "")], 110)
def test_every_personal_reason_is_on_the_screen(
    rows: list[tuple[str, str, str, str, str]], width: int
) -> None:
    """At any width each stands whole in its row or below it, in lines that fit and are safe."""
    items = [
        item(replied(why), more, timer("cadence"), name=name, company=company, say=say)
        for name, company, why, more, say in rows
    ]
    shown = lines(width, *items)
    for line in shown:
        assert cells(line) <= width
        assert clean(line) == line
        assert "\n" not in line
    begins = [place for place, line in enumerate(shown) if re.match(r" ?\d+ \S| ?\d+ {12}", line)]
    assert len(begins) == len(items)
    for each, begin, end in zip(items, begins, [*begins[1:], len(shown)], strict=True):
        row = shown[begin].partition(" last: ")[0]  # what to say is a column of its own
        seen = "".join("".join([row, *shown[begin + 1 : end]]).split())
        for reason in each.reasons[:2]:
            assert "".join(one_line(say_reason(reason, TODAY)).split()) in seen


def test_a_message_of_any_length_takes_a_few_lines() -> None:
    """A window shows 160 cells of a reason, of a waiting task with its day; a pipe all of it."""
    words = "a long message " * 40
    task = Reason("waiting", "waiting", TODAY, words=words, deadline=TODAY)
    for reason, end in ((replied(words), "…"), (task, "… was to come by Mon 23 Nov")):
        text = " ".join(line[19:] for line in lines(80, item(reason)))
        assert 150 < cells(text) <= 170
        assert text.endswith(end)
        piped = due_lines(Terminal(80), TODAY, [item(reason)], 1, set(), lambda _: "")
        assert len(piped) == 3
        assert one_line(say_reason(reason, TODAY)) in str(piped[2])
