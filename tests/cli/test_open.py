from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

NOTE = "---\ntags: recruiter\n---\n"


@pytest.mark.skipif(os.name == "nt", reason="the editors here are shell scripts")
def test_open_starts_the_editor_on_the_note(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """VISUAL comes before EDITOR; the note's full path is one argument."""
    place = ck.note("Recruiters/Анна К.md", NOTE)
    script = tmp_path / "editor"
    script.write_text(f"#!/bin/sh\nprintf '%s|' \"$@\" > '{tmp_path}/seen'\n")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"{script} --wait")
    monkeypatch.setenv("EDITOR", "false")
    result = ck("open", "анна")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert (tmp_path / "seen").read_text() == f"--wait|{place}|"


def test_an_editor_that_fails_is_said(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The editor's exit code becomes a sentence."""
    ck.note("Анна.md", NOTE)
    monkeypatch.setenv("EDITOR", "no-such-editor")
    result = ck("open", "анна")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "ck: the editor no-such-editor can't be started: No such file or directory. Set EDITOR.\n"
    )


def test_without_a_terminal_no_editor_is_guessed(ck: Ck) -> None:
    """What the system has would fill a pipe with escape sequences."""
    ck.note("Анна.md", NOTE)
    said = "ck: there is no terminal for an editor. Set EDITOR to one that needs none.\n"
    result = ck("open", "анна")
    assert (result.code, result.out, result.err) == (2, "", said)


@pytest.mark.skipif(os.name == "nt", reason="quotes are read in another way there")
@pytest.mark.parametrize(
    ("editor", "said"),
    [
        ("no-such-editor", ("редактор no-such-editor не запускается: нет такого файла или папки. "
         "Укажите свой в EDITOR.")),
        ("false", "редактор false завершился с кодом 1."),
        ("'", "команда редактора «'» не читается: нет закрывающей кавычки. Исправьте EDITOR."),
        ("a\\", ("команда редактора «a\\» не читается: после обратной косой черты ничего нет. "
         "Исправьте EDITOR.")),
        ("", "для редактора нет терминала. Укажите в EDITOR такой, которому терминал не нужен."),
    ],
)  # fmt: skip
def test_an_editor_that_fails_is_said_in_russian(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, editor: str, said: str
) -> None:
    """With the words of the system."""
    ck.note("Анна.md", NOTE)
    monkeypatch.setenv("CK_LANG", "ru")
    monkeypatch.setenv("EDITOR", editor)
    result = ck("open", "анна")
    assert (result.out, result.err) == ("", f"ck: {said}\n")


def test_json_names_obsidians_address(ck: Ck) -> None:
    """Every reserved character of the address is encoded, the slash too; nothing is opened."""
    ck.note("R & D/Анна К.md", NOTE)
    result = ck("open", "анна", "--json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out)["contact"] == {
        "name": "Анна К",
        "path": "R & D/Анна К.md",
        "uri": "obsidian://open?vault=vault&file=R%20%26%20D%2F%D0%90%D0%BD%D0%BD%D0%B0%20%D0%9A",
    }
