"""Whose note was deleted after an import made it does not come back with the next one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.interchange import Person
from contactkeeper.core.settings import Settings
from contactkeeper.vault.imported_people import Gone, find_gone, remember_imported, to_list
from contactkeeper.vault.loading import load
from contactkeeper.vault.store import NewNote, Vault

if TYPE_CHECKING:
    from collections.abc import Iterable

STAMP = "2026-12-01 09:30"
PEOPLE = {
    "Vera Lis": Person("Vera Lis", emails=("vera@example.com",), handles=("linkedin:vera-lis",)),
    "Solo Name": Person("Solo Name"),
}
NOTE = "---\ntags: [recruiter]\n{email}---\n"


class Desk:
    """A vault into which people are imported."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "vault"
        self.root.mkdir()
        self.vault = Vault(self.root, Settings(), folder / "state")

    def bring(self, names: Iterable[str], listed: Iterable[Gone] = ()) -> None:
        """Import people."""
        made = [PEOPLE.get(name, Person(name)) for name in names]
        emails = ["".join(f"email: {each}\n" for each in person.emails) for person in made]
        notes = zip(names, emails, strict=True)
        steps = [NewNote(f"{name}.md", NOTE.format(email=email)) for name, email in notes]
        self.vault.change("import", steps, stamp=STAMP)
        remember_imported(self.vault.own_folder, self.vault.last_change, made, listed)

    @property
    def gone(self) -> list[Gone]:
        """Return who is gone."""
        return find_gone(self.vault.own_folder, load(self.root, Settings()).contacts)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make the vault of a test."""
    return Desk(tmp_path)


VERA = Gone("Vera Lis", ("linkedin:vera-lis", "vera@example.com"))


def test_who_was_deleted_is_gone(desk: Desk) -> None:
    """Nobody is gone after an import; then whoever has no note any more, whatever tells them."""
    assert desk.gone == []
    desk.bring(PEOPLE)
    assert desk.gone == []
    for name in PEOPLE:
        (desk.root / f"{name}.md").unlink()
    assert desk.gone == [VERA, Gone("Solo Name", ("Solo Name",))]


def test_who_is_called_otherwise_is_there(desk: Desk) -> None:
    """A note that was renamed, moved or merged into another is somebody's still."""
    desk.bring(["Vera Lis"])
    (desk.root / "People").mkdir()
    (desk.root / "Vera Lis.md").rename(desk.root / "People/Вера.md")
    assert desk.gone == []
    (desk.root / "People/Вера.md").write_text(NOTE.format(email="aliases: [Лис Вера]\n"))
    assert desk.gone == []
    (desk.root / "People/Вера.md").write_text(NOTE.format(email=""))
    assert desk.gone == [VERA]


def test_an_undone_import_leaves_nobody_gone(desk: Desk) -> None:
    """Undo takes the notes away and forgets them; undoing the undo remembers them."""
    desk.bring(["Vera Lis"])
    desk.vault.undo(stamp=STAMP)
    assert desk.gone == []
    desk.vault.undo(2, stamp=STAMP)
    assert desk.gone == []
    (desk.root / "Vera Lis.md").unlink()
    assert desk.gone == [VERA]


def test_who_was_listed_is_not_listed_again(desk: Desk) -> None:
    """Who is taken off the list may come back; once the import is undone they are gone again."""
    desk.bring(["Vera Lis"])
    (desk.root / "Vera Lis.md").unlink()
    desk.bring(["Solo Name"], listed=desk.gone)
    assert desk.gone == []
    desk.vault.undo(stamp=STAMP)
    assert desk.gone == [VERA]


def test_a_whole_import_that_was_deleted_was_thrown_away(desk: Desk) -> None:
    """Where nobody of many is left they may come again; where somebody is, the others are gone."""
    names = [f"Person {number}" for number in range(12)]
    desk.bring(names)
    for name in names[1:]:
        (desk.root / f"{name}.md").unlink()
    assert [each.name for each in desk.gone] == names[1:]
    assert list(to_list(desk.gone)) == desk.gone
    assert not to_list(desk.gone * 10)
    (desk.root / f"{names[0]}.md").unlink()
    assert desk.gone == []


@pytest.mark.parametrize("text", ["", "{", "[]", '{"made": 3, "listed": []}', '{"made": [["x"]]}'])
def test_a_damaged_file_says_nothing(desk: Desk, text: str) -> None:
    """What can't be read of the past stops no import."""
    desk.bring(["Vera Lis"])
    (file,) = (Path(desk.vault.own_folder) / "imports").iterdir()
    file.write_text(text, encoding="utf-8")
    (desk.root / "Vera Lis.md").unlink()
    assert desk.gone == []
