"""docs/architecture.md describes the tree that there is, and no module imports itself."""

from __future__ import annotations

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
TREE = TEXT.partition("## The tree")[2].split("```")[1]
MODULES = {
    path.relative_to(ROOT / "src/contactkeeper").as_posix()
    for path in (ROOT / "src/contactkeeper").rglob("*.py")
}


def test_every_module_that_is_named_is_there() -> None:
    """A module that the text names exists; one named with its folders stands in them."""
    named = re.findall(r"[\w/]+\.py", TEXT)
    assert len(named) > 20
    for name in named:
        if not name.startswith("tests/"):
            assert any(f"/{module}".endswith(f"/{name}") for module in MODULES), name


def test_every_package_is_in_the_tree() -> None:
    """Whoever looks for a package finds what it is for."""
    packages = {path.rpartition("/")[0] for path in MODULES} - {""}
    assert set(re.findall(r"^ +(\w+)/ ", TREE, re.MULTILINE)) == {
        path.rpartition("/")[2] for path in packages
    }


def imports_in(sources: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the modules that each module imports, in functions and for type checkers too."""
    graph: dict[str, set[str]] = {}
    for name, source in sources.items():
        imported: set[str] = set()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.ImportFrom) and node.module:
                imported |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
            elif isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
        graph[name] = imported & sources.keys() - {name}
    return graph


def read_sources() -> dict[str, str]:
    """Return the text of each module by its full name, without packages and the command line."""
    return {
        "contactkeeper." + module.removesuffix(".py").replace("/", "."): (
            ROOT / "src/contactkeeper" / module
        ).read_text(encoding="utf-8")
        for module in MODULES
        if not module.endswith("__init__.py") and not module.startswith("cli/")
    }


def test_no_module_imports_itself_through_others() -> None:
    """The modules can be put in an order in which each imports only those before it."""
    try:
        TopologicalSorter(imports_in(read_sources())).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


def test_a_circle_inside_a_function_is_found() -> None:
    """An import that runs later is an import."""
    later = "def read() -> None:\n    from contactkeeper.a import x\n"
    graph = imports_in({"contactkeeper.a": "import contactkeeper.b", "contactkeeper.b": later})
    with pytest.raises(CycleError):
        TopologicalSorter(graph).prepare()
