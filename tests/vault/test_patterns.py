"""Expressions out of Obsidian's settings are used where they come to an end for every name."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.vault.obsidian import compile_bounded


@pytest.mark.parametrize(
    "source",
    [
        r"^Templates\/", r".*\.excalidraw\.md$", r"(^|\/)_", r"^\d{4}-\d{2}-\d{2}", r"draft \d",
        r"^(Archive|Old|Private)\/.*", r"[(*+]+x", r"\(a+\)+", r"(old)?/x", r"a\{2,\}", r"(?i)old",
    ],
)  # fmt: skip
def test_what_people_write_is_used(source: str) -> None:
    """Repeats of one character or class, choices, anchors; what is escaped is no syntax."""
    assert compile_bounded(source)


@pytest.mark.parametrize(
    "source",
    [
        r"(a+)+$", r"(a|a)*b", r"(a|ab|b)*c", r"([a-z]+){5,}", r"(.*)(.*)(.*)x", r"(a)\1", r"(",
        r"[",
        r"a?" * 30 + "a" * 30, "(a|a)" * 30, r"(?P<x>a)(?P=x)", "a" * 500, r"(?:(?:a)*)*",
        "a{9999999999}",
    ],
)  # fmt: skip
def test_what_may_take_for_ever_or_is_broken_is_not_used(source: str) -> None:
    """Repeats in repeats, of choices, many of them, and references."""
    assert compile_bounded(source) is None


PARTS = [
    "a",
    "b",
    ".",
    "*",
    "+",
    "?",
    "|",
    "(",
    ")",
    "[ab]",
    "{2,}",
    "{3}",
    "\\",
    "^",
    "$",
    "(?:",
    "(?=",
]


@given(
    st.lists(st.sampled_from(PARTS), min_size=1, max_size=14), st.sampled_from(["a", "ab", "aab"])
)
def test_what_is_used_comes_to_an_end(parts: list[str], letters: str) -> None:
    """For a name as long as a file system allows."""
    pattern = compile_bounded("".join(parts))
    if pattern is None:
        return
    name = (letters * 255)[:254] + "!"
    start = process_time()
    pattern.search(name)
    assert process_time() - start < 2
