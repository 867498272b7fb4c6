"""Russian has the sentences of English, whose names the type checker knows."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import contactkeeper.text

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = Path(contactkeeper.text.__path__[0])
GRAMMAR = {"phrases"}
"""Modules for the other modules of their language alone."""


def rooms_of(language: str) -> set[str]:
    """Name the modules of sentences of a language."""
    return {path.stem for path in (TEXT / language).glob("[a-z]*.py")} - GRAMMAR


def own_names(path: Path) -> Iterator[str]:
    """Name the functions and constants that a module has for others."""
    for statement in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(statement, ast.FunctionDef) and not statement.name.startswith("_"):
            yield statement.name
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            names = (each.id for each in targets if isinstance(each, ast.Name))
            yield from (name for name in names if not name.startswith("_"))


@pytest.mark.parametrize("room", sorted(rooms_of("en") & rooms_of("ru")))
def test_a_sentence_has_the_same_name_and_parameters_in_russian(room: str) -> None:
    """So a call that suits English suits both, and no sentence is left to English."""
    english = import_module(f"contactkeeper.text.en.{room}")
    other = import_module(f"contactkeeper.text.ru.{room}")
    for name in own_names(TEXT / f"en/{room}.py"):
        assert hasattr(other, name), f"text/ru/{room}.py has no {name}"
        if inspect.isfunction(getattr(english, name)):
            given, wanted = (
                [(each.name, each.kind) for each in inspect.signature(say).parameters.values()]
                for say in (getattr(other, name), getattr(english, name))
            )
            assert given == wanted, f"text/ru/{room}.py: {name}"
