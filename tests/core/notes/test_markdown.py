from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.notes.markdown import (
    find_headings,
    find_hidden,
    flatten,
    is_hidden,
    line_number,
    split_lines,
)

TEXTS = st.text("a\n\r \u2028\x0b\x0c\x85#`~%<!->", max_size=30)


@given(TEXTS)
def test_lines_cover_the_text(text: str) -> None:
    """Lines join up to the text, break at CR, LF and CRLF only, and are numbered from 1."""
    lines = split_lines(text)
    assert "".join(text[line.start : line.next] for line in lines) == text
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert not any({"\r", "\n"} & set(text[line.start : line.end]) for line in lines)
    assert all(line.number == line_number(text, line.start) for line in lines)
    assert all(line.number == line_number(text, max(line.next - 1, 0)) for line in lines)


@given(TEXTS)
def test_a_flat_text_has_the_same_offsets(text: str) -> None:
    """Flattening leaves no CR and moves nothing."""
    flat = flatten(text)
    assert len(flat) == len(text)
    assert "\r" not in flat
    assert [line.next for line in split_lines(flat)] == [line.next for line in split_lines(text)]


@given(TEXTS)
def test_hidden_stretches_are_whole_lines(text: str) -> None:
    """Hidden stretches stand in order, apart, and only the last may be unclosed."""
    flat = flatten(text)
    hidden = find_hidden(flat, 0)
    starts = {line.start for line in split_lines(flat)} | {len(flat)}
    assert all(each.start in starts and each.end in starts for each in hidden)
    assert all(a.end <= b.start for a, b in pairwise(hidden))
    assert all(each.closed for each in hidden[:-1])


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("a\n```\nb\n```\nc\n", "xxx"),
        ("a\n```\nb\n", "xx"),
        ("````\n```\n````\nb", "xxx"),
        ("~~~\n```\n~~~\nb", "xxx"),
        ("```a`b\nc", ""),
        ("a ``` b\nc", ""),
        ("   ```\nb\n  ```", "xxx"),
        ("a\n\n    ```\nb", ""),
        ("- a\n\n    ```\n    b\n    ```\nc", "xxx"),
        ("- ```\n  b\n  ```\n", "xxx"),
        ("> ```\nb", ""),
        ("<!-- a -->\nb", "x"),
        ("<!--\na\n--> b\nc", "xxx"),
        ("a <!-- b\nc\n-->\nd", "xx"),
        ("a <!-- b --> ```\nc", ""),
        ("a `<!--` b\nc", ""),
        ("\\<!-- b\nc", ""),
        ("%% a\nb %%\nc", "xx"),
        ("a %% b %% c %%\nd", "x"),
        ("> %% a\nb", ""),
        ("> <!-- a --> b\n%%\nc\n%%\nd", "xxx"),
        ("%%\n```\n%%\nb", "xxx"),
    ],
)
def test_what_is_hidden(text: str, hidden: str) -> None:
    """Fences, HTML comments and `%%` comments hide whole lines; quotes and code spans don't."""
    stretches = find_hidden(text, 0)
    lines = [line for line in split_lines(text) if is_hidden(stretches, line.start)]
    assert len(lines) == len(hidden)


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# A\n## B ##\n", [(1, "A"), (2, "B")]),
        ("#A\n####### B\n\t# C\n    # D\n", []),
        ("   ### A #b\n#\n## ##", [(3, "A #b"), (1, ""), (2, "")]),
        ("A\n=\n\nB\n==\n", [(1, "B")]),
        ("A\n===\nB\n---\n", [(1, "A")]),
        ("# A\nB\n---\nC\n\n---\n\nD\n---", [(1, "A"), (2, "D")]),
        ("- A\n---\n\n- B\n---\n", []),
        ("```\n# A\n```\n# B\n> # C\n", [(1, "B")]),
    ],
)
def test_headings(text: str, headings: list[tuple[int, str]]) -> None:
    """Headings of both kinds are found with their level and bare title."""
    found = find_headings(text, 0, find_hidden(text, 0))
    assert [(heading.level, heading.title) for heading in found] == headings
    starts = {line.start for line in split_lines(text)}
    assert all(heading.start in starts for heading in found)
