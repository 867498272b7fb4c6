"""The pictures in the README show what the program prints."""

from __future__ import annotations

import importlib.util
import os
import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]


def load_picture() -> ModuleType:
    """Import the script that draws the pictures."""
    spec = importlib.util.spec_from_file_location("picture", ROOT / "docs" / "picture.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def words(svg: str) -> str:
    """Return the text of a picture, without blanks: how rich lays it out may change."""
    texts = re.findall(r"<text[^>]*>([^<]*)</text>", svg)
    return re.sub(r"\s", "", unescape("".join(texts)))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal in the library")
def test_the_pictures_are_up_to_date() -> None:
    """Each holds the very words of its command; `python docs/picture.py` draws them anew."""
    picture = load_picture()
    for name in picture.PICTURES:
        kept = (ROOT / "docs" / f"{name}.svg").read_text(encoding="utf-8")
        assert words(kept) == words(picture.draw(name)), name


@pytest.mark.skipif(os.name == "nt", reason="the script imports what Windows has not")
def test_the_picture_of_the_report_is_up_to_date() -> None:
    """It is drawn from the page of `ck report`, whole."""
    kept = (ROOT / "docs" / "report.svg").read_text(encoding="utf-8")
    assert kept == load_picture().draw_report()
    assert kept.count("<svg ") == 1 + len(load_picture().PLACES)
