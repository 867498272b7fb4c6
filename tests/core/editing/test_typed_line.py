from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.editing.typed_line import read_line

OFFERED = ["-> tg: ", "-> ", "call: ", "", "~ linkedin: "]


@pytest.mark.parametrize(
    ("line", "offered", "text"),
    [
        ("-> tg: hi", "-> tg: ", "-> tg: hi"),
        ("-> tg: < thanks", "-> tg: ", "<- tg: thanks"),
        ("-> tg: <thanks", "-> tg: ", "<- tg: thanks"),
        ("-> tg: <- thanks", "-> tg: ", "<- tg: thanks"),
        ("-> tg: ~ liked it", "-> tg: ", "~ tg: liked it"),
        ("<-> tg: thanks", "-> tg: ", "<- tg: thanks"),
        ("~-> tg: liked it", "-> tg: ", "~ tg: liked it"),
        ("< tg: thanks", "-> tg: ", "<- tg: thanks"),
        ("call: > no answer", "call: ", "-> call: no answer"),
        ("-> tg: call: she was busy", "-> tg: ", "call: she was busy"),
        ("-> tg: > call: no answer", "-> tg: ", "-> call: no answer"),
        ("-> tg: почта: привет", "-> tg: ", "-> почта: привет"),
        ("call: she was busy", "-> tg: ", "call: she was busy"),
        ("> hi", "", "-> hi"),
        ("hi", "", "hi"),
        ("-> tg:", "-> tg: ", "-> tg:"),
        ("", "-> tg: ", ""),
        ("-> tg: <3 it", "-> tg: ", "-> tg: <3 it"),
        ("-> tg: ~100 people", "-> tg: ", "-> tg: ~100 people"),
        ("-> tg: > 5 years", "-> tg: ", "-> tg: 5 years"),
    ],
)
def test_a_sign_in_front_changes_the_direction(line: str, offered: str, text: str) -> None:
    """In front of the line or of the text; a channel that is typed takes the place of the other."""
    assert read_line(line, offered) == (text, (), ())


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("call: talked; +CV by fri; ?JD by wed", ("call: talked", ("CV by fri",), ("JD by wed",))),
        ("call: talked ;  ? JD ; + a ;+b", ("call: talked", ("a", "b"), ("JD",))),
        ("call: ; +CV", ("call:", ("CV",), ())),
        ("call: we talked; she is busy", ("call: we talked; she is busy", (), ())),
        ("call: 100k; +20% in May", ("call: 100k; +20% in May", (), ())),
        ("call: C++; ??? about Go", ("call: C++; ??? about Go", (), ())),
        ("call: C++ + Go?", ("call: C++ + Go?", (), ())),
        ("call: a; +", ("call: a", (), ())),
    ],
)
def test_promises_stand_behind_the_text(line: str, parts: tuple[object, ...]) -> None:
    """`; +` is what I promised and `; ?` what I wait for, in any order and number."""
    assert read_line(line, "call: ") == parts


@given(text=st.text("абв xy.,!", max_size=30), offered=st.sampled_from(OFFERED))
def test_plain_words_stay_as_they_were_typed(text: str, offered: str) -> None:
    """Words without signs stand behind the beginning."""
    typed = read_line(f"{offered}{text}", offered)
    assert typed.is_empty == (not text.strip())
    assert typed == (f"{offered}{text.strip()}".strip(), (), ())


@given(line=st.text(max_size=60), offered=st.sampled_from(OFFERED))
def test_any_line_is_read(line: str, offered: str) -> None:
    """Nothing raises, and no word of the text gets lost but in signs and separators."""
    typed = read_line(line, offered)
    kept = "".join((typed.text, *typed.promises, *typed.awaited))
    for word in line.replace(";", " ").replace("+", " ").replace("?", " ").split():
        if word.isalpha():
            assert word in kept
