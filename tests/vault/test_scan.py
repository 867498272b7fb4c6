from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING
from unicodedata import normalize

import pytest

from contactkeeper.vault.obsidian import find_vault, template_folders
from contactkeeper.vault.scan import scan

if TYPE_CHECKING:
    from pathlib import Path


def make(root: Path, *paths: str) -> None:
    """Make empty files, and the folders they lie in."""
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"")


def test_notes_are_listed_in_one_order(tmp_path: Path) -> None:
    """Every note is found, in any folder and with `.md` in any case; other files are not."""
    make(
        tmp_path, "b.md", "a/Анна Каренина.md", "a/b/c.MD", "a/x.txt", "README", "node_modules/n.md"
    )
    assert scan(tmp_path).notes == ("a/b/c.MD", "a/Анна Каренина.md", "b.md", "node_modules/n.md")


def test_hidden_names_are_left_out(tmp_path: Path) -> None:
    """Nothing in a folder that begins with a dot is a note, nor is a file that does."""
    make(tmp_path, ".obsidian/a.md", ".trash/b.md", "x/.stversions/c.md", "x/.ck-1-0.tmp", ".d.md")
    assert scan(tmp_path).notes == ()


def test_names_stay_as_on_disk(tmp_path: Path) -> None:
    """A decomposed name is returned decomposed, since the file is opened by it."""
    name = normalize("NFD", "Андрей.md")
    make(tmp_path, name)
    assert scan(tmp_path).notes == tuple(place.name for place in tmp_path.iterdir())


@pytest.mark.parametrize(
    ("settings", "folder"),
    [
        ({"templates.json": '{"folder": "Шаблоны/мои"}'}, "Шаблоны/мои"),
        ({"templates.json": '{"folder": "/Шаблоны/мои/"}'}, "Шаблоны/мои"),
        (
            {"plugins/templater-obsidian/data.json": '{"templates_folder": "Шаблоны/мои"}'},
            "Шаблоны/мои",
        ),
    ],
)
def test_templates_are_no_notes(tmp_path: Path, settings: dict[str, str], folder: str) -> None:
    """The folder of either template plug-in is left out, its sub-folders too, its siblings not."""
    make(tmp_path, "Шаблоны/мои/t.md", "Шаблоны/мои/x/t.md", "Шаблоны/b.md", "Шаблоны/мои2/c.md")
    for name, text in settings.items():
        make(tmp_path, f".obsidian/{name}")
        (tmp_path / ".obsidian" / name).write_text(text, encoding="utf-8")
    assert template_folders(tmp_path) == (folder,)
    assert scan(tmp_path).notes == ("Шаблоны/b.md", "Шаблоны/мои2/c.md")


def test_ignore_filters(tmp_path: Path) -> None:
    """Obsidian's excluded files are left out: by the beginning of a path, or by a pattern."""
    make(tmp_path, "Archive/a.md", "Archived.md", "x/draft 1.md", "x/2.md", "й/3.md", ".obsidian/a")
    filters = '{"userIgnoreFilters": ["Archive/", "/draft \\\\d/", "/(/", 7, "", "/", "й/"]}'
    (tmp_path / ".obsidian/app.json").write_text(filters, encoding="utf-8")
    assert scan(tmp_path).notes == ("Archived.md", "x/2.md")


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"userIgnoreFilters": 3, "folder": []}', "\xff", "[" * 9999]
)
def test_broken_settings_are_no_error(tmp_path: Path, text: str) -> None:
    """Settings of Obsidian that can't be read leave nothing out."""
    make(tmp_path, "a.md", ".obsidian/app.json", ".obsidian/templates.json")
    for name in ("app.json", "templates.json"):
        (tmp_path / ".obsidian" / name).write_text(text, encoding="latin-1")
    assert scan(tmp_path).notes == ("a.md",)


CONFLICT_COPIES = [
    "Анна.sync-conflict-20261123-101530-ABCDEF7.md",
    "Анна (Conflicted copy iPhone 202611231015).md",
    "Анна (Anna (work)'s conflicted copy 2026-11-23).md",
    "Анна (anna's MacBook's conflicted copy 2026-11-23 1).md",
    "Анна (conflicted copy 2026-11-23 101530).md",
]


@pytest.mark.parametrize("name", CONFLICT_COPIES)
def test_conflict_copies_are_no_notes(tmp_path: Path, name: str) -> None:
    """What a sync tool calls a second version is told apart, whether or not the first is there."""
    make(tmp_path, f"Recruiters/{name}", "Recruiters/Анна.md")
    found = scan(tmp_path)
    assert found.notes == ("Recruiters/Анна.md",)
    assert found.conflict_copies == (f"Recruiters/{name}",)


@pytest.mark.parametrize(
    "name",
    ["Conflict Resolution.md", "On a conflicted copy.md", "X (conflicted copy).md", "X 2.md"],
)
def test_alike_names_are_notes(tmp_path: Path, name: str) -> None:
    """A name that only resembles a conflict copy is a note as any other."""
    make(tmp_path, name)
    assert scan(tmp_path).notes == (name,)


def test_a_numbered_name_is_suspect_beside_its_first(tmp_path: Path) -> None:
    """`X 2.md` beside `X.md` may be a copy made by iCloud: it stays a note and is named."""
    make(tmp_path, "a/X.md", "a/X 2.md", "b/X 2.md", "a/Plan 2026.md")
    found = scan(tmp_path)
    assert found.suspects == ("a/X 2.md",)
    assert "a/X 2.md" in found.notes


def link(place: Path, target: Path) -> None:
    """Make a symbolic link, or skip the test where the system has none."""
    place.parent.mkdir(parents=True, exist_ok=True)
    try:
        place.symlink_to(target, target_is_directory=target.is_dir())
    except OSError:
        pytest.skip("no symbolic links here")


def test_links_never_lead_in_circles(tmp_path: Path) -> None:
    """Links to the vault, into it, around it and to each other show each note once."""
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    make(vault, "a/1.md")
    make(outside, "2.md", "deep/3.md")
    link(vault / "a/self", vault)
    link(vault / "a/above", tmp_path)
    link(vault / "again", vault / "a")
    link(vault / "linked", outside)
    link(vault / "other", outside)
    link(vault / "zdeep", outside / "deep")
    link(outside / "back", vault)
    link(outside / "round", outside)
    assert scan(vault).notes == ("a/1.md", "linked/2.md", "linked/deep/3.md")


def test_a_linked_note_is_listed_once(tmp_path: Path) -> None:
    """A link to a note outside the vault is a note; one to a note of the vault is that note."""
    vault = tmp_path / "vault"
    make(vault, "a.md", ".store/hidden.md")
    make(tmp_path, "outside.md")
    link(vault / "b.md", vault / "a.md")
    link(vault / "c.md", tmp_path / "outside.md")
    link(vault / "d.md", tmp_path / "outside.md")
    link(vault / "h.md", vault / ".store/hidden.md")
    assert scan(vault).notes == ("a.md", "c.md", "h.md")


def test_a_dead_link_is_kept_to_be_reported(tmp_path: Path) -> None:
    """A note whose link leads nowhere is listed, so that reading it fails and somebody is told."""
    link(tmp_path / "gone.md", tmp_path / "nowhere.md")
    assert scan(tmp_path).notes == ("gone.md",)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_that_is_no_unicode_is_reported(tmp_path: Path) -> None:
    """A file whose name can't be shown is named with escapes, and hides nobody else."""
    make(tmp_path, "a.md")
    (tmp_path / os.fsdecode(b"\xff.md")).write_bytes(b"")
    found = scan(tmp_path)
    assert found.notes == ("a.md",)
    assert found.unreadable == (("\\udcff.md", ""),)


def test_a_pipe_is_no_note(tmp_path: Path) -> None:
    """Something called `.md` that is no file is not listed: reading it could wait forever."""
    if sys.platform == "win32":
        pytest.skip("no named pipes here")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    assert scan(tmp_path).notes == ()


def test_a_missing_vault_is_reported(tmp_path: Path) -> None:
    """A folder that can't be listed is no error but is named."""
    found = scan(tmp_path / "gone")
    assert found.notes == ()
    assert [path for path, _ in found.unreadable] == ["."]


@pytest.mark.parametrize("mark", ["contactkeeper.toml", ".obsidian/app.json"])
def test_the_nearest_vault_upward_is_found(tmp_path: Path, mark: str) -> None:
    """A vault is found from any folder inside it, and the nearest wins."""
    make(tmp_path, mark, "a/b/c.md")
    assert find_vault(tmp_path / "a/b", tmp_path / "home") == tmp_path
    make(tmp_path, "a/contactkeeper.toml")
    assert find_vault(tmp_path / "a/b", tmp_path / "home") == tmp_path / "a"
    assert find_vault(tmp_path, tmp_path / "home") == tmp_path


def test_a_second_copy_of_one_day_is_a_conflict_copy(tmp_path: Path) -> None:
    """Dropbox counts the copies of one day in brackets of their own."""
    copy = "X (user's conflicted copy 2026-01-01 (1)).md"
    make(tmp_path, copy, "X.md", "Y (conflicted copy) (1).md")
    assert scan(tmp_path).conflict_copies == (copy,)
    assert scan(tmp_path).notes == ("X.md", "Y (conflicted copy) (1).md")
