from __future__ import annotations

import re

import pytest

from growth import DOCS, FIRST, SEARCH, SECOND, SIZES, draw, kept
from rows import FLOOR


def words(svg: str) -> list[str]:
    """Return the texts of a picture."""
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


def test_every_vault_is_in_the_figures() -> None:
    """The kept figures are those of the vaults that are measured, each with its quartiles."""
    assert [(point.grows, point.number, point.command) for point in kept()] == [
        (grows, size[0] if grows == "contacts" else size[1], command)
        for grows, sizes in SIZES.items()
        for size in sizes
        for command in (FLOOR, SECOND, FIRST, SEARCH)
    ]
    assert all(point.low <= point.median <= point.high for point in kept())


def test_the_picture_is_up_to_date() -> None:
    """docs/growth.svg shows docs/growth.csv; `benchmarks/growth.py --draw` draws it anew."""
    pytest.importorskip("matplotlib", reason="the extra `bench` draws")
    assert words(draw(kept())) == words((DOCS / "growth.svg").read_text(encoding="utf-8"))


def test_the_same_figures_give_the_same_picture() -> None:
    """Nothing of the moment is in the picture, and it stands on a white card."""
    pytest.importorskip("matplotlib", reason="the extra `bench` draws")
    picture = draw(kept())
    assert picture == draw(kept())
    assert re.search(r'id="patch_1">\s*<path [^>]*fill: #ffffff', picture)
