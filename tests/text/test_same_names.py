"""Each language has the sentences of English, whose names the type checker knows; Russian all."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import contactkeeper.text
from contactkeeper.text.speech import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.text.speech import Speech

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


@pytest.mark.parametrize("room", sorted(rooms_of("en")))
def test_no_sentence_is_left_to_english(room: str) -> None:
    """Every module is Russian, and all of it."""
    russian = import_module(f"contactkeeper.text.ru.{room}")
    for name in own_names(TEXT / f"en/{room}.py"):
        assert hasattr(russian, name), f"text/ru/{room}.py has no {name}"


@pytest.mark.parametrize(
    ("language", "room"),
    [(each, room) for each in LANGUAGES for room in sorted(rooms_of(each)) if each != "en"],
)
def test_a_sentence_has_the_name_and_parameters_of_the_english_one(
    language: str, room: str
) -> None:
    """So a call that suits English suits every language."""
    assert room in rooms_of("en"), f"text/{language}/{room}.py: English has no such module"
    english = import_module(f"contactkeeper.text.en.{room}")
    other = import_module(f"contactkeeper.text.{language}.{room}")
    for name in own_names(TEXT / f"en/{room}.py"):
        say = getattr(other, name, None)
        if inspect.isfunction(say):
            given, wanted = (
                [(each.name, each.kind) for each in inspect.signature(function).parameters.values()]
                for function in (say, getattr(english, name))
            )
            assert given == wanted, f"text/{language}/{room}.py: {name}"


def refused_by_mypy(speech: Speech) -> None:
    """Call what is not there, and call wrongly: an `ignore` that mypy does not need is an error."""
    speech.days.nonsense()  # type: ignore[misc]
    speech.days.say_day()  # type: ignore[call-arg]
