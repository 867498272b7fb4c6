"""Notes say the same whether they are read together or one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.settings import Settings
from contactkeeper.vault.digest import digests_of
from contactkeeper.vault.files import HEAD, LARGEST
from contactkeeper.vault.reading import BATCH, in_batches, read_note, read_notes
from vaults import BROKEN, TALKED, note

if TYPE_CHECKING:
    from pathlib import Path

BLOCK = "---\ntags: [recruiter]\n---\n"
NOTES = {
    **{name: text.encode() for name, text in BROKEN.items()},
    "Contact": note(TALKED).encode(),
    "None": b"# none\n",
    "Empty": b"",
    "Event": b"---\ntype: event\n---\n",
    "News": "---\nтип: новость\n---\n".encode(),
    "Mentioned": b"---\nabout: a recruiter\n---\n",
    "Latin 1": BLOCK.encode() + b"\xe9\n",
    "UTF-16": b"\xff\xfe" + BLOCK.encode("utf-16-le"),
    "Long": (BLOCK + "## Log\n" + TALKED * HEAD).encode()[: 3 * HEAD],
    "Long none": b"x\n" * HEAD,
    "Too large": BLOCK.encode() + bytes(LARGEST),
}


def test_together_as_one_by_one(tmp_path: Path) -> None:
    """Each keeps its place, whatever its neighbours are."""
    folder, rules = f"{tmp_path}/", Settings()
    for name, data in NOTES.items():
        (tmp_path / f"{name}.md").write_bytes(data)
    paths = [*(f"{name}.md" for name in NOTES), "gone.md"]
    found = [read_note(folder, path, rules) for path in paths]
    assert read_notes(folder, paths, rules) == found
    assert read_notes(folder, paths[::-1], rules) == found[::-1]
    digests = [digests_of(folder, rules, rules, [path])[0] for path in paths]
    assert digests_of(folder, rules, rules, paths) == digests
    assert [each is None for each in digests] == [each is None for each in found]


@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1, 1000])
@pytest.mark.parametrize("most", [1, 3, 1000])
def test_batches_hold_each_path_once(count: int, most: int) -> None:
    """In their order, and there are no more batches than may be."""
    paths = list(map(str, range(count)))
    batches = list(in_batches(paths, most))
    assert [path for batch in batches for path in batch] == paths
    assert len(batches) <= most
