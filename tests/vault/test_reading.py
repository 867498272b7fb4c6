"""Notes say the same whether they are read together or one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.model import Contact, Problem
from contactkeeper.core.settings import Settings
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
    "Cyrillic 1251": "---\ntags: [рекрутер]\n---\n".encode("cp1251"),
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


@pytest.mark.parametrize(
    "encoding", ["cp1251", "koi8-r", "cp866", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("tag", ["recruiter", "рекрутер", "other"])
@pytest.mark.parametrize("size", [0, HEAD])
def test_a_note_in_another_encoding_is_known_or_reported(
    tmp_path: Path, encoding: str, tag: str, size: int
) -> None:
    """Its properties are read, or a remark says that they can't be."""
    text = f"---\ntags: [{tag}]\nкомпания: Яндекс\n---\n## Log\n{'слово ' * (size // 6)}"
    (tmp_path / "a.md").write_bytes(text.encode(encoding))
    found = read_note(f"{tmp_path}/", "a.md", Settings())
    if isinstance(found, Contact):
        assert [each.code for each in found.problems] == ["encoding"]
        assert tag != "other"
    elif encoding.startswith("utf-16"):
        assert (found, tag) == (None, "other")
    else:
        assert isinstance(found, Problem)
        assert (found.code, found.severity) == ("encoding", "remark")
        assert found.line == (2 if tag == "рекрутер" else 3)


def test_broken_bytes_below_the_properties_hide_nobody(tmp_path: Path) -> None:
    """A note of another kind is none of ours, whatever its text holds; a cut letter is no fault."""
    texts = [b"---\ntags: [book]\n---\n\xe9\n", "---\nя: {}\n---\n".format("я" * 3000).encode()]
    texts += [b"\xe9 no properties", f"---\n{'x' * 2000}я".encode(), b"---\n\xe9"]
    for at, text in enumerate(texts):
        (tmp_path / f"{at}.md").write_bytes(text)
        assert read_note(f"{tmp_path}/", f"{at}.md", Settings()) is None


@pytest.mark.parametrize("count", [0, 1, BATCH, BATCH + 1, 1000])
def test_batches_hold_each_path_once(count: int) -> None:
    """In their order."""
    paths = list(map(str, range(count)))
    assert [path for batch in in_batches(paths) for path in batch] == paths
