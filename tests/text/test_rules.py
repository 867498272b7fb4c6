"""Facts stand in the core, sentences in `text`, and screens take none of them apart."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SOURCE = Path(__file__).parents[2] / "src/contactkeeper"
TAKES_APART = {"partition", "rpartition", "split", "rsplit", "removeprefix", "removesuffix"}


def functions(folder: str) -> Iterator[tuple[str, str]]:
    """Give the functions of a package with their modules."""
    for path in sorted((SOURCE / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield path.stem, node.name


def test_the_agenda_says_nothing() -> None:
    """No function there makes a sentence."""
    saying = [
        (module, name)
        for module, name in functions("core/agenda")
        if name.lstrip("_").startswith("say_")
    ]
    assert saying == []


def test_no_sentence_is_taken_apart() -> None:
    """What a function of `text` says is shown as it is, or cut at its end."""
    found = [
        f"{path.name}:{node.lineno}"
        for path in sorted((SOURCE / "cli").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
        and node.attr in TAKES_APART
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id.lstrip("_").startswith(("say_", "show_"))
    ]
    assert found == []
