"""docs/architecture.md describes the tree that there is."""

from __future__ import annotations

import re
from pathlib import Path

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
