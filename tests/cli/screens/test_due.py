from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.cli.screens.due import due_lines
from contactkeeper.cli.terminal import Terminal, clean
from contactkeeper.core.model import Cadence, Contact, DueItem, Reason
from widths import ODD_TEXT, cells

if TYPE_CHECKING:
    from contactkeeper.core.model import Group, ReasonKind

TODAY = date(2026, 11, 23)


def item(  # noqa: PLR0913  # what a row is made of
    text: str, kind: ReasonKind = "cadence", *more: str, name: str = "Anna", company: str = "",
    say: str = "", group: Group = "overdue", cadence: Cadence = Cadence("month", 3),
) -> DueItem:  # fmt: skip
    """Make a row."""
    reasons = tuple(Reason(kind, group, TODAY, words) for words in (text, *more))
    contact = Contact(f"{name}.md", name, company=company)
    return DueItem(contact, group, TODAY, 0, cadence, None, cold=False, reasons=reasons, say=say)


def lines(width: int, *items: DueItem) -> list[str]:
    """Lay out rows through a pipe."""
    lines = due_lines(Terminal(width), TODAY, items, len(items), set(), lambda _: "")
    return list(map(str, lines[2:]))


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("cadence", "quarterly, spoke 2 Aug · 3 weeks over", "spoke 2 Aug · 3 weeks over"),
        ("cold", "quarterly, 2 tries unanswered since May", "2 tries unanswered since May"),
        ("silence", "on occasions · a year since you spoke", "a year since you spoke"),
        ("retry", "no answer logged since 29 Oct · 12th try", "no answer logged since 29 Oct"),
        ("waiting", "the comments on my CV was to come by Fri 20 Nov",
         "the co… was to come by Fri 20 Nov"),
        ("waiting", "references were promised, was promised on Fri 20 Nov",
         "refer… was promised on Fri 20 Nov"),
        ("promise", "you promised by Fri 20 Nov: send the new CV",
         "you promised by Fri 20 Nov: send…"),
        ("reply", 'wrote 12 Nov: "two references, please · now"',
         'wrote 12 Nov: "two references, p…'),
        ("cadence", "in the hospital · quarterly, spoke 2 Aug",
         "in the hospital · quarterly, spo…"),
    ],
)  # fmt: skip
def test_a_narrow_window_keeps_what_matters_of_a_reason(
    kind: ReasonKind, text: str, said: str
) -> None:
    """The rhythm gives way to the lateness, the user's words to the day, an end to the rest."""
    cadence = Cadence("event") if kind == "silence" else Cadence("month", 3)
    row = item(text, kind, name="Мария Соколова", cadence=cadence)
    assert lines(60, row) == [f"reconnect   Мария Соколова {said}"]
    assert lines(200, row) == [f"reconnect   Мария Соколова {text}"]


def test_a_narrow_window_has_the_short_form_of_a_reason() -> None:
    """An occasion says what it can do without."""
    reason = Reason(
        "placed", "occasion", TODAY, "placed you 2 years ago, on Wed 18 Nov",
        short="placed you 2 years ago",
    )  # fmt: skip
    row = item("", name="Мария Соколова")._replace(reasons=(reason,))
    assert lines(60, row) == ["reconnect   Мария Соколова placed you 2 years ago"]
    assert lines(200, row) == [f"reconnect   Мария Соколова {reason.text}"]


def test_the_company_has_no_place_in_a_narrow_window() -> None:
    """Below 72 columns it would cost the reason its end."""
    row = item("quarterly, spoke 2 Aug", company="Яндекс")
    assert lines(71, row) == ["reconnect   Anna quarterly, spoke 2 Aug"]
    assert lines(72, row) == ["reconnect   Anna Яндекс quarterly, spoke 2 Aug"]


def test_what_to_say_appears_in_wide_windows() -> None:
    """From 110 columns, beside the longest reason; where nobody has any, reasons get the room."""
    rows = (item("short", say="tg · last: x"), item("a longer reason", name="Boris"))
    assert lines(109, *rows) == ["reconnect   Anna  short", "reconnect   Boris a longer reason"]
    assert lines(110, *rows) == [
        "reconnect   Anna  short           tg · last: x",
        "reconnect   Boris a longer reason",
    ]


def test_further_reasons_never_cost_what_to_say_its_half() -> None:
    """They widen the column of reasons to half of the room at most."""
    row = item("first", "cadence", "second " * 20, say="say " * 30)
    [line] = lines(120, row)
    assert line.index("say ") in range(63, 70)
    assert cells(line) == 120


def test_rows_of_the_coming_days_are_no_part_of_the_count() -> None:
    """The head counts who is due; where that is nobody it says so."""
    row = item("x", group="soon")
    assert str(due_lines(Terminal(60), TODAY, [row], 0, set(), lambda _: "")[0]) == (
        "Mon 23 November · nobody today"
    )
    assert str(due_lines(Terminal(60), TODAY, [row], 3, set(), lambda _: "")[0]) == (
        "Mon 23 November · 3 people, 0 shown"
    )


@given(
    st.lists(st.tuples(*[ODD_TEXT] * 5), min_size=1, max_size=4),
    st.sampled_from([60, 71, 72, 80, 109, 110, 120, 200]),
)
def test_no_row_is_wider_than_the_window(
    rows: list[tuple[str, str, str, str, str]], width: int
) -> None:
    """Whatever a note says, each person takes one line that fits, without an escape sequence."""
    items = [
        item(why, "cadence", more, name=name, company=company, say=say)
        for name, company, why, more, say in rows
    ]
    shown = lines(width, *items)
    assert len(shown) == len(items)
    for line in shown:
        assert cells(line) <= width
        assert clean(line) == line
        assert "\n" not in line
