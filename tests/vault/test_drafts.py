from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.drafts.templates import Name
from contactkeeper.core.settings import Settings
from contactkeeper.errors import BrokenTemplate
from contactkeeper.vault.drafts import OwnTemplate, own_templates, read_template
from contactkeeper.vault.loading import load

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "Templates/ck drafts"


def make(root: Path, name: str, data: bytes = b"x") -> None:
    """Make a file in the folder of drafts."""
    place = root / FOLDER / name
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(data)


def test_templates_are_told_by_their_names(tmp_path: Path) -> None:
    """Kind and words in any case; other Markdown files are named, all else is passed over."""
    for name in ("Reply.RU.md", "news.md", "regards.md", "reply..md", "notes.txt", ".x.md"):
        make(tmp_path, name)
    make(tmp_path, "reply.en.md/inner.md")
    found = own_templates(tmp_path, FOLDER)
    assert found.templates == (
        OwnTemplate(Name("reply", frozenset({"ru"})), f"{FOLDER}/Reply.RU.md"),
        OwnTemplate(Name("news"), f"{FOLDER}/news.md"),
    )
    assert found.unused == (f"{FOLDER}/regards.md", f"{FOLDER}/reply..md")


def test_of_two_names_that_differ_by_case_the_first_holds(tmp_path: Path) -> None:
    """On a system that has both; the second is named."""
    make(tmp_path, "Reply.md")
    make(tmp_path, "reply.md")
    found = own_templates(tmp_path, FOLDER)
    assert [each.path for each in found.templates] == [f"{FOLDER}/Reply.md"]
    if len(list((tmp_path / FOLDER).iterdir())) > 1:
        assert found.unused == (f"{FOLDER}/reply.md",)


def test_no_folder_is_no_templates(tmp_path: Path) -> None:
    """Nor is a file in its place."""
    assert own_templates(tmp_path, FOLDER) == ((), ())
    (tmp_path / "Templates").write_text("")
    assert own_templates(tmp_path, FOLDER) == ((), ())


def test_a_template_is_read_as_utf_8(tmp_path: Path) -> None:
    """One that is not, or can't be read, is named with its line."""
    make(tmp_path, "reply.md", "Привет\r\n".encode())
    assert read_template(tmp_path, "reply", f"{FOLDER}/reply.md").text == "Привет\r\n"
    make(tmp_path, "news.md", b"a\nb\n\xff\n")
    for name, why in (("news.md", ":3: this line is not UTF-8. "), ("x.md", ":1: it can't be ")):
        with pytest.raises(BrokenTemplate) as refused:
            read_template(tmp_path, "reply", f"{FOLDER}/{name}")
        assert str(refused.value).startswith(f"{FOLDER}/{name}{why}")


def test_a_template_is_never_a_contact(tmp_path: Path) -> None:
    """Whatever properties it has, and whatever folders hold contacts; other folders are as ever."""
    contact = b"---\ntags: recruiter\n---\n"
    make(tmp_path, "reply.ru.md", contact)
    (tmp_path / "People").mkdir()
    (tmp_path / "People/Anna.md").write_bytes(contact)
    own = tmp_path / "Texte"
    own.mkdir()
    (own / "Boris.md").write_bytes(contact)

    def names(settings: Settings) -> list[str]:
        return [each.name for each in load(tmp_path, settings).contacts]

    assert names(Settings()) == ["Anna", "Boris"]
    assert names(Settings(draft_folder="texte")) == ["Anna"]
