"""What the commands that write say under a Russian locale: whole answers and errors."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

ANNA = (
    "---\ntags: [recruiter]\ncompany: Яндекс\ncadence: monthly\n---\n# Анна Каренина\n\n"
    "## Журнал\n- 2026-11-10 звонок: вакансия\n  - [ ] the CV 📅 2026-11-20\n"
)
BORIS = "---\ntags: [recruiter]\ntier: supporting\n---\n# Борис\n\n## Log\n- 2026-11-01 call: one\n"
TRANSCRIPT = Path(__file__).with_name("russian_answers.txt").read_text(encoding="utf-8")
CASES = re.findall(r"^\$ ck (.*)  # (\d)\n((?:.*\n)*?)(?=\n?\$ ck|\Z)", TRANSCRIPT, re.MULTILINE)


@pytest.mark.parametrize(("line", "code", "said"), CASES, ids=[line for line, *_ in CASES])
def test_the_answer_is_russian(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, line: str, code: str, said: str
) -> None:
    """Each command of the transcript runs in a vault of two people; behind it is its exit code."""
    monkeypatch.setenv("CK_LANG", "ru")
    ck.note("Люди/Анна Каренина.md", ANNA)
    ck.note("Люди/Борис.md", BORIS)
    result = ck(*shlex.split(line))
    assert (result.code, result.out + result.err) == (int(code), said)
    assert not (result.out and result.err)


def test_json_is_english(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Programs read the same document in every language."""
    ck.note("Люди/Борис.md", BORIS)
    english = [ck(*line, "--json") for line in (("set", "борис", "tier"), ("inbox",))]
    monkeypatch.setenv("CK_LANG", "ru")
    russian = [ck(*line, "--json") for line in (("set", "борис", "tier"), ("inbox",))]
    assert russian == english


def test_the_words_of_the_system_are_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are English, whatever the locale, where Python hands them on."""
    monkeypatch.setenv("CK_LANG", "ru")
    ck.note("Люди/Анна Каренина.md", ANNA)
    assert ck("log", "анна", "-> тг: спросил").code == 0
    (ck.vault / "Люди/Анна Каренина.md").unlink()
    (ck.vault / "Люди/Анна Каренина.md").mkdir()
    result = ck("undo")
    assert (result.code, result.out) == (1, "")
    assert (
        result.err
        == "ck: Люди/Анна Каренина.md не читается: это не обычный файл. Ничего не записано.\n"
    )
