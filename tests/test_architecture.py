"""The documents describe the tree that there is, and no module imports itself through others."""

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


DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "README.ru.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *(ROOT / name for name in ("benchmarks/README.md", "examples/README.md")),
]


@pytest.mark.parametrize("name", ["architecture", "merging", "speed", "api"])
def test_every_module_that_is_named_is_there(name: str) -> None:
    """A module that the text names exists; one named with its folders stands in them."""
    text = (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
    for module in re.findall(r"[\w/]+\.py", text):
        if not (ROOT / module).is_file():
            assert any(f"/{each}".endswith(f"/{module}") for each in MODULES), module


def headings(document: Path) -> set[str]:
    """Return the anchors of a document, as a Markdown site makes them of its headings."""
    found = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in found}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_link_leads_to_a_file_and_a_heading(document: Path) -> None:
    """Links between the documents, with the heading after `#`."""
    text = re.sub(r"`[^`\n]*`", "", document.read_text(encoding="utf-8"))
    for link in re.findall(r"(?<!\])\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = document.parent / path if path else document
        assert target.exists(), link
        assert not anchor or anchor in headings(target), link


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
    """Return the text of each module by its full name, without packages."""
    return {
        "contactkeeper." + module.removesuffix(".py").replace("/", "."): (
            ROOT / "src/contactkeeper" / module
        ).read_text(encoding="utf-8")
        for module in MODULES
        if not module.endswith("__init__.py")
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
