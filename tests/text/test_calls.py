"""What callers ask of a language is there: mypy takes a room of `speech` for any module."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import contactkeeper
import contactkeeper.text.en

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

SOURCES = Path(contactkeeper.__path__[0])
ROOMS = {path.stem for path in Path(contactkeeper.text.en.__path__[0]).glob("[a-z]*.py")}


def room_in(node: ast.expr, aliases: dict[str, str]) -> str:
    """Return the room that an expression is, as `session.speech.days` or a name for it is."""
    if isinstance(node, ast.Name):
        return aliases.get(node.id, "")
    if isinstance(node, ast.Attribute) and node.attr in ROOMS:
        of = ast.unparse(node.value).rpartition(".")[2].casefold()
        return node.attr if of.endswith(("speech", "english")) else ""
    return ""


def uses_in(function: ast.AST) -> Iterator[tuple[str, str, ast.Call | None]]:
    """Give each name that a function asks of a room, with the call where it is one."""
    aliases = {
        target.id: room
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target, value in zip(_parts(node.targets[0]), _parts(node.value), strict=False)
        if isinstance(target, ast.Name) and (room := room_in(value, {}))
    }
    calls = {id(node.func): node for node in ast.walk(function) if isinstance(node, ast.Call)}
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and (room := room_in(node.value, aliases)):
            yield room, node.attr, calls.get(id(node))


def _parts(node: ast.expr) -> list[ast.expr]:
    """Return the parts of `a, b`, else the whole."""
    return node.elts if isinstance(node, ast.Tuple) else [node]


def refuse(module: ModuleType, name: str, call: ast.Call | None) -> str:
    """Say what is wrong with a use of a room; empty: nothing is."""
    if not hasattr(module, name):
        return "is not there"
    if call is None or any(isinstance(each, ast.Starred) for each in call.args):
        return ""
    keywords = {each.arg: None for each in call.keywords if each.arg}
    try:
        inspect.signature(getattr(module, name)).bind(*call.args, **keywords)
    except TypeError as error:
        return str(error)
    return ""


def test_what_is_asked_of_a_language_is_there() -> None:
    """Each name, with as many values as it takes; `test_same_names` holds Russian to English."""
    uses = [
        (f"{path.relative_to(SOURCES)}: {room}.{name}", room, name, call)
        for path in sorted(SOURCES.rglob("*.py"))
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef)
        for room, name, call in uses_in(function)
    ]
    assert len(uses) > 100
    wrong = [
        f"{place} {why}"
        for place, room, name, call in uses
        if (why := refuse(import_module(f"contactkeeper.text.en.{room}"), name, call))
    ]
    assert wrong == []
