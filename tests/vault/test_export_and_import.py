"""What a vault exports as JSON comes back by an import: into an empty vault, and into itself."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from contactkeeper.core.exporting.everything import everything_of
from contactkeeper.core.importing.model import Decision, Wanted
from contactkeeper.core.importing.preview import preview_files
from contactkeeper.core.settings import Settings
from contactkeeper.exchange.ck_json import write_json
from contactkeeper.exchange.ck_json_reader import read_ck_json
from contactkeeper.exchange.source import Answers
from contactkeeper.vault.import_steps import import_steps
from contactkeeper.vault.loading import load
from contactkeeper.vault.new_note import NewContacts
from contactkeeper.vault.store import Vault
from exported import single
from wild_vaults import Wild

if TYPE_CHECKING:
    from contactkeeper.core.importing.model import Item
    from contactkeeper.core.model import Contact

EXAMPLE = Path(__file__).parents[2] / "examples" / "vault"
NOW = datetime(2026, 12, 1, 9, 30)  # noqa: DTZ001  # the user's own
RULES = Settings()


class Place:
    """A vault, and what lies outside of it."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "vault"
        self.root.mkdir(parents=True)
        self.vault = Vault(self.root, RULES, folder / "state")

    def contacts(self) -> list[Contact]:
        """Return the contacts of the vault."""
        return list(load(self.root, RULES).contacts)

    def export(self) -> bytes:
        """Return the JSON of all contacts."""
        people = [everything_of(each, self.vault.note(each.path)) for each in self.contacts()]
        return b"".join(write_json(people, NOW.date()))

    def preview(self, data: bytes) -> list[Item]:
        """Return what an export says, and is not there yet."""
        file = read_ck_json(single(data), Answers(UTC))
        assert not file.problems
        preview = preview_files([file], self.contacts(), RULES, NOW.date(), Wanted())
        assert not preview.others
        return [item for item in preview.items if not item.says_nothing_new]

    def take(self, items: list[Item]) -> None:
        """Import everybody."""
        new = NewContacts(self.root, RULES, load(self.root, RULES))
        steps = import_steps(list(map(Decision, items)), new, NOW)
        assert not steps.refused
        changes = self.vault.change("import", steps.steps, stamp="2026-12-01 09:30")
        assert not [change for change in changes if change.refused]


def said(contact: Contact) -> dict[str, Any]:
    """Return what an export has of a contact; the order of tasks is that of the note."""
    return {
        "aliases": contact.aliases,
        "properties": [each for each in contact.properties if each[1]],
        "entries": [entry.without_lines() for entry in contact.entries],
        "tasks": sorted((task.without_line() for task in contact.tasks), key=repr),
    }


def without_mark(contact: dict[str, Any]) -> dict[str, Any]:
    """Leave out the mark of a contact, which a note without one gets."""
    kept = [each for each in contact["properties"] if each != ("tags", "recruiter")]
    return {**contact, "properties": kept}


def test_the_example_vault(tmp_path: Path) -> None:
    """Every contact is as it was, and another import finds nothing new."""
    here, there = Place(tmp_path / "here"), Place(tmp_path / "there")
    shutil.copytree(EXAMPLE, here.root, dirs_exist_ok=True)
    data = here.export()
    assert here.preview(data) == []
    there.take(there.preview(data))
    assert there.preview(data) == []
    before = {each.name: without_mark(said(each)) for each in here.contacts()}
    after = {each.name: without_mark(said(each)) for each in there.contacts()}
    assert before == after


@pytest.mark.parametrize("seed", range(12))
def test_any_vault(tmp_path: Path, seed: int) -> None:
    """Whatever notes hold, hostile text included.

    Namesakes get files of other names, so that a second import is unsure whose is whose.
    """
    here, there = Place(tmp_path / "here"), Place(tmp_path / "there")
    Wild(Random(seed)).fill([here.root])  # noqa: S311  # no secret
    (here.root / "contactkeeper.toml").unlink(missing_ok=True)
    data = here.export()
    assert here.preview(data) == []
    there.take(there.preview(data))
    assert {item.standing for item in there.preview(data)} <= {"unsure"}
    before = sorted((without_mark(said(each)) for each in here.contacts()), key=repr)
    after = sorted((without_mark(said(each)) for each in there.contacts()), key=repr)
    assert before == after


def test_an_old_export_brings_nothing_back(tmp_path: Path) -> None:
    """What has got on since is there: promises kept, fields added, appointments held."""
    here = Place(tmp_path / "here")
    here.root.mkdir(exist_ok=True)
    note = here.root / "Анна.md"
    before = (
        "---\ntags: recruiter\n---\n## Log\n- 2026-11-20 call: the JD [gave:: advice]\n"
        "\t- [ ] send the CV 📅 2026-11-25\n- [ ] 2026-11-27 11:00 call: about the role\n"
    )
    note.write_text(before, encoding="utf-8")
    data = here.export()
    after = before.replace("- [ ]", "- [x]").replace("advice]", "advice] [got:: intro: the CTO]")
    note.write_text(after, encoding="utf-8")
    assert here.preview(data) == []
    note.write_text(after.replace("the JD", "another JD"), encoding="utf-8")
    (item,) = here.preview(data)
    assert [entry.text for entry in item.entries] == ["the JD"]
    assert not item.tasks
