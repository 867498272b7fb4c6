"""What a command holds at once: little for each contact, and nothing of what it does not show."""

from __future__ import annotations

import gc
import json
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.cli.json_text import encode
from contactkeeper.vault import contacts, reading
from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck

FEW, MANY = 20, 100
LOG = "".join(
    f"- 2026-{month:02}-{day:02} call: {'what we talked about at length ' * 12}\n"
    for month in range(1, 10)
    for day in range(1, 9)
)
"""27 KB; the entries that are made of it take more."""


def _peak(ck: Ck, *arguments: str) -> int:
    """Return how many bytes a run has held at most, without what it wrote."""
    gc.collect()
    tracemalloc.start()
    try:
        result = ck(*arguments)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert result.code in (0, 1)
    # The captured text is held by the test, twice as it grows.
    return peak - 4 * len(result.out)


@pytest.mark.parametrize(
    "arguments",
    [
        ("due",), ("due", "--json"), ("due", "--no-cache"), ("due", "--json", "--no-cache"),
        ("due", "--soon", "60", "--limit", "5"), ("list",), ("list", "--json"),
        ("list", "--grep", "nothing of that"), ("list", "--no-cache"), ("check",),
        ("check", "--json", "--no-cache"), ("plan", "--json"),
    ],
)  # fmt: skip
def test_no_log_is_held(
    ck: Ck, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A further contact with a log of 27 KB costs a fraction of that, shown or not."""
    # As if there were 200 times as many.
    monkeypatch.setattr(contacts, "MOST_KEPT", 10)
    monkeypatch.setattr(reading, "BATCH", 10)
    monkeypatch.setenv("COLUMNS", "200")
    peaks = []
    for first, last in ((0, FEW), (FEW, MANY)):
        for number in range(first, last):
            ck.note(f"P/Person {number}.md", note(LOG, cadence="monthly"))
        ck("list")  # what only the first run imports and remembers
        peaks.append(_peak(ck, *arguments))
    few, many = peaks
    assert (many - few) / (MANY - FEW) < 9_000


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=9,
)


@given(st.dictionaries(st.text(max_size=5), VALUES), st.text(max_size=5), st.lists(VALUES))
def test_a_document_in_pieces_is_the_document(
    document: dict[str, object], key: str, values: list[object]
) -> None:
    """It is what `json.dumps` makes, with a list in the place of an iterator."""
    pieces = encode(document | {key: iter(values)})
    whole = document | {key: values}
    assert "".join(pieces) == json.dumps(whole, ensure_ascii=False, indent=2)
    assert "".join(encode(document)) == json.dumps(document, ensure_ascii=False, indent=2)


def test_a_contact_that_was_let_go_is_made_again(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever number of contacts is held, each command says the same."""
    for number in range(40):
        log = f"- 2026-10-{number % 28 + 1:02} call: hi\n- 2026-09-01 <- tg: x\n" * (number % 3)
        ck.note(f"P/Person {number}.md", note(log, cadence="monthly", company=f"C {number % 7}"))
    commands = (["due", "--json"], ["list"], ["check", "--all"], ["plan"], ["list", "--grep", "x"])
    before = [ck(*command) for command in commands]
    for most in (1, 7):
        monkeypatch.setattr(contacts, "MOST_KEPT", most)
        assert [ck(*command) for command in commands] == before
