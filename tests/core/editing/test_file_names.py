from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.editing.file_names import file_name
from contactkeeper.errors import UsageError


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Анна Каренина", "Анна Каренина"),
        ("Anna: HR / Яндекс?", "Anna HR Яндекс"),
        ('Bob "Bobby" [Lee]', "Bob Bobby Lee"),
        ("  ..Anna. . ", "Anna"),
        ("CON", "CON_"),
        ("aux.x", "aux_.x"),
        ("Conrad", "Conrad"),
        ("Анна.md", "Анна"),
        ("../../etc/passwd", "etc passwd"),
        ("a\nb\tc\x00d", "a b c d"),
        ("Anna\u202egpj", "Annagpj"),
        ("и\u0306ог", "йог"),
        ("100 %% C#", "100 C"),
        ("👩‍💻 Ann", "👩‍💻 Ann"),
    ],
)
def test_file_name(typed: str, name: str) -> None:
    """What file systems and links refuse becomes a space; the rest stays as typed."""
    assert file_name(typed) == name


@pytest.mark.parametrize("typed", ["", " . ", "///", "\ud800", ".md"])
def test_nothing_left(typed: str) -> None:
    """A name of which nothing is left is refused."""
    with pytest.raises(UsageError):
        file_name(typed)


@given(st.text())
def test_every_name_is_safe(typed: str) -> None:
    """Whatever was typed, the name is NFC, has nothing forbidden, and is stable."""
    try:
        name = file_name(typed)
    except UsageError:
        return
    assert not set('*"\\/<>:|?#^[]\n\r\t\0') & set(name)
    assert name == name.strip(" .")
    assert unicodedata.is_normalized("NFC", name)
    assert len(name.encode()) <= 240
    assert file_name(name) == name
