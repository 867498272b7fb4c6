"""docs/architecture.md describes the tree that there is."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
ROOMS = TEXT.partition("## Rooms")[2].split("```")[1]
MODULES = {
    path.relative_to(ROOT / "src/contactkeeper").as_posix()
    for path in (ROOT / "src/contactkeeper").rglob("*.py")
}


def test_every_module_that_is_named_is_there() -> None:
    """A module with its folders is just that one; a bare name, or one among the rooms, is any."""
    named = re.findall(r"[\w/]+\.py", TEXT)
    named += [f"{name}.py" for name in re.findall(r"`(?!ck`)(\w+)`", ROOMS)]
    assert len(named) > 30
    for name in named:
        assert any(f"/{module}".endswith(f"/{name}") for module in MODULES), name


def test_every_package_is_among_the_rooms() -> None:
    """Whoever looks for a folder finds what it is for."""
    packages = {path.rpartition("/")[0] for path in MODULES} - {""}
    assert set(re.findall(r"^ +(\w+)/ ", ROOMS, re.MULTILINE)) == {
        path.rpartition("/")[2] for path in packages
    }


def test_the_rooms_next_to_the_disk_are_named_one_by_one() -> None:
    """Of `vault`, `config` and the core itself, every module is listed."""
    listed = set(re.findall(r"\w+\.py", ROOMS))
    for path in MODULES:
        folder, _, name = path.rpartition("/")
        if folder in ("core", "vault", "config") and name != "__init__.py":
            assert name in listed, path
