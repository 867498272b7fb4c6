"""The documents describe the tree that there is, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
TREE = TEXT.partition("## The tree")[2].split("```")[1]
MODULES = {
    path.relative_to(ROOT / "src/contactkeeper").as_posix()
    for path in (ROOT / "src/contactkeeper").rglob("*.py")
}


DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *(ROOT / name for name in ("benchmarks/README.md", "examples/README.md")),
]


@pytest.mark.parametrize("name", ["architecture", "merging", "speed", "api"])
def test_every_module_that_is_named_is_there(name: str) -> None:
    """A module that the text names exists; one named with its folders stands in them."""
    text = (ROOT / f"docs/{name}.md").read_text(encoding="utf-8")
    for module in re.findall(r"[\w/]+\.py", text):
        if module.startswith("tests/"):
            assert (ROOT / module).is_file(), module
        else:
            assert any(f"/{each}".endswith(f"/{module}") for each in MODULES), module


def headings(document: Path) -> set[str]:
    """Return the anchors of a document, as a Markdown site makes them of its headings."""
    found = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in found}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
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
