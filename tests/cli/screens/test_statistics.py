"""Bars, strips and packed lines, for any counts and any width."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.cli.layout import BARS, draw_bars, width_of
from contactkeeper.cli.screens.statistics import bars_of, packed, strip_lines
from contactkeeper.cli.terminal import Terminal
from contactkeeper.core.statistics.model import Month, Share
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

COUNTS = st.lists(st.integers(0, 500), min_size=1, max_size=24)


def months(counts: Sequence[int]) -> list[Month]:
    """Make months with that many people in rhythm, messages, answers and talks."""
    return [
        Month(date(2026, 1 + place % 12, 1), count, count, count, 0, Share(count, max(counts)))
        for place, count in enumerate(counts)
    ]


@given(counts=COUNTS, more=st.integers(0, 100))
@settings(max_examples=examples(100))
def test_a_bar_stands_on_zero(counts: list[int], more: int) -> None:
    """Only 0 has no bar, only what is more is higher, and the most fills the line."""
    most = max(counts) + more
    bars = draw_bars(counts, most)
    assert len(bars) == len(counts)
    for count, bar in zip(counts, bars, strict=True):
        assert (bar == BARS[0]) is (count == 0)
        assert (bar == BARS[-1]) is (count > 0 and count * 8 > most * 7)
    assert [BARS.index(bar) for bar in sorted(bars, key=BARS.index)] == [
        BARS.index(draw_bars([count], most)) for count in sorted(counts)
    ]


@given(counts=COUNTS)
@settings(max_examples=examples(100))
def test_a_terminal_without_bars_has_numbers(counts: list[int]) -> None:
    """Where standard output shows ASCII alone, the months are numbers, and nothing is a dot."""
    plain = Terminal(can_draw=False)
    shown = bars_of(plain, months(counts))
    assert shown == (", ".join(map(str, counts)) if len(counts) > 1 and max(counts) else "")
    for line in strip_lines(plain, months(counts)):
        assert str(line).isascii()


def test_the_bars_of_a_long_period_are_those_of_its_end() -> None:
    """Two years of them; a line of a narrow window has no more."""
    assert bars_of(Terminal(), months([9] * 30 + [3] * 24)) == "▃" * 24


@given(counts=COUNTS)
@settings(max_examples=examples(100))
def test_a_cell_of_a_strip_is_a_count(counts: list[int]) -> None:
    """Each month has one cell: a digit, `+` for more, or a dot for nothing."""
    _, *strips = map(str, strip_lines(Terminal(), months(counts)))
    for strip in strips:
        cells = strip[12:].split(" ")
        assert cells == ["·" if not n else str(n) if n < 10 else "+" for n in counts]


@given(
    parts=st.lists(st.text("ab 1·,", min_size=1, max_size=12).filter(str.strip), min_size=1),
    room=st.integers(8, 40),
)
@settings(max_examples=examples(200))
def test_parts_are_packed(parts: list[str], room: int) -> None:
    """No line is wider than the room, and no word is lost but the dot at the end of a line."""
    lines = packed(parts, room, indent=2)
    assert max(map(width_of, lines)) <= room
    assert letters(lines) == letters(parts)


def letters(texts: Sequence[str]) -> str:
    """Return what texts hold beside blanks and dots."""
    return "".join(texts).replace(" ", "").replace("·", "")


@pytest.mark.parametrize("room", [9, 20])
def test_a_line_is_broken_between_parts(room: int) -> None:
    """A part that fits a line is never broken."""
    parts = ["tg 1 of 2,", "mail 3 ·"]
    lines = packed(parts, max(room, 10))
    assert lines == (["tg 1 of 2, mail 3"] if room == 20 else ["tg 1 of 2,", "mail 3"])
