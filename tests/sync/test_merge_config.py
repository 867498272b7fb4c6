"""Two versions of `contactkeeper.toml` made one: always one that can be read."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.sync.merge_file import merge_config
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Mapping

VALUES = st.integers(0, 3)
TABLES = st.dictionaries(
    st.sampled_from(["due", "log", "git"]),
    st.dictionaries(st.sampled_from(["a", "b", "c"]), VALUES, max_size=3),
    max_size=3,
)


def write(tables: Mapping[str, Mapping[str, int]]) -> str:
    """Write tables as a configuration."""
    return "\n".join(
        f"[{name}]\n" + "".join(f"{key} = {value}\n" for key, value in table.items())
        for name, table in tables.items()
    )


@settings(max_examples=examples(300))
@given(st.none() | TABLES, TABLES, TABLES)
def test_it_can_be_read_and_has_all_of_ours(
    base: dict[str, dict[str, int]] | None,
    ours: dict[str, dict[str, int]],
    theirs: dict[str, dict[str, int]],
) -> None:
    """Ours holds; what theirs set anew is there too, or theirs is given whole."""
    known = base or {}
    merged = merge_config(None if base is None else write(base), write(ours), write(theirs))
    now = tomllib.loads(merged.text)
    for name, table in ours.items():
        for key, value in table.items():
            if known.get(name, {}).get(key) != value:
                assert now[name][key] == value
    for name, table in theirs.items():
        for key, value in table.items():
            if merged.left is None and known.get(name, {}).get(key) != value:
                assert now[name][key] == value
    assert merged.left in (None, write(theirs))


@settings(max_examples=examples(300))
@given(st.none() | st.text(), st.text(), st.text())
def test_no_text_is_too_strange(base: str | None, ours: str, theirs: str) -> None:
    """Of texts that can be read comes one that can be read."""
    merged = merge_config(base, ours, theirs)
    for text in (ours, theirs):
        try:
            tomllib.loads(text.removeprefix("\ufeff"))
        except tomllib.TOMLDecodeError:
            continue
        tomllib.loads(merged.text.removeprefix("\ufeff"))


@pytest.mark.parametrize(
    ("ours", "theirs", "text", "left"),
    [
        ("[a]\nx = 1\n\n[b]\n", "[a]\ny = 2\n", "[a]\nx = 1\ny = 2\n\n[b]\n", None),
        ("[[holiday]]\nname = 'a'\n", "[[holiday]]\nname = 'b'\n",
         "[[holiday]]\nname = 'a'\n[[holiday]]\nname = 'b'\n", None),
        ("[a]\nx = 1", "[b]\nx = 1", "[a]\nx = 1\n[b]\nx = 1\n", None),
        ("[a]\nx = 1\n", "[a]\nx = 2\n", "[a]\nx = 1\n", "[a]\nx = 2\n"),
        ("[a]\nx = 1\n", "[a\n", "[a]\nx = 1\n", "[a\n"),
        ("[a\n", "[a]\nx = 1\n", "[a]\nx = 1\n", "[a\n"),
    ],
)  # fmt: skip
def test_both_made_one(ours: str, theirs: str, text: str, left: str | None) -> None:
    """Sections and keys of both are in; where they contradict, ours holds and theirs is left."""
    assert merge_config(None, ours, theirs) == (text, left)
