"""Answers of `ck check` in Russian."""

from __future__ import annotations

import pytest

from contactkeeper.text.ru import fixes


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 1), "Прочитана 1 заметка, на список ничего не влияет"),
        ((0, 0, 2), "Прочитаны 2 заметки, на список ничего не влияет"),
        ((0, 1, 5), "Прочитано 5 заметок, на список ничего не влияет · 1 замечание"),
        ((0, 0, 2314), "Прочитано 2\u00a0314 заметок, на список ничего не влияет"),
        ((1, 2, 9), "1 проблема, которая влияет на список · 2 замечания"),
        ((3, 5, 9), "3 проблемы, которые влияют на список · 5 замечаний"),
        ((11, 0, 9), "11 проблем, которые влияют на список"),
        ((21, 21, 9), "21 проблема, которая влияет на список · 21 замечание"),
    ],
)
def test_what_was_found_is_counted(counts: tuple[int, int, int], said: str) -> None:
    """Problems, remarks and notes; what shows the remarks stands behind them."""
    assert fixes.say_result(*counts, everything=True) == said
    remarks = counts[1]
    more = " (ck check --all)" if remarks else ""
    assert fixes.say_result(*counts, everything=False) == f"{said}{more}"


@pytest.mark.parametrize(
    ("count", "what"), [(1, "1 проблему"), (2, "2 проблемы"), (5, "5 проблем"), (21, "21 проблему")]
)
def test_fixes_are_counted(count: int, what: str) -> None:
    """In the question and in the answer."""
    assert fixes.ask_to_fix(count) == f"Исправить {what}?"
    assert fixes.say_fixed(count) == f"Удалось исправить {what}"


def test_a_copy_is_asked_about() -> None:
    """By the paths of both notes."""
    assert fixes.ask_about_copy("A 2.md", "A.md") == "A 2.md — это копия A.md? Объединить их?"
