from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck


@pytest.fixture
def vault(ck: Ck) -> Ck:
    """Give a vault with two people, an event and a note about nobody."""
    ck.note(
        "R/Анна Каренина.md",
        "---\ntags: recruiter\ncompany: Яндекс\n---\n# Анна\n\nMet at Ёлка.\n\n## Log\n"
        "- 2026-09-14 call: Platform team\r\n\t- budget of 5 people\n",
    )
    ck.note("R/Boris.md", note("- 2026-11-20: about the platform\n", company="Ozon"))
    ck.note("E/Platform Day.md", "---\ntype: event\ndate: 2026-12-01\nattending: yes\n---\n")
    ck.note("Budget.md", "platform, budget\n")
    return ck


def test_lines_are_found_with_file_and_number(vault: Ck) -> None:
    """Notes of contacts, events and news, those whose names have the words first; no others."""
    result = vault("find", "platform")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Platform Day\n  E/Platform Day.md:1\n"
        "Boris, Ozon\n  R/Boris.md:7  - 2026-11-20: about the platform\n"
        "Анна Каренина, Яндекс\n  R/Анна Каренина.md:10  - 2026-09-14 call: Platform team\n"
        "\n2 lines in 3 notes\n"
    )


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["елка"], "7  Met at Ёлка."),
        (["yolka"], "7  Met at Ёлка."),
        (["yandex"], "3  company: Яндекс"),
        (["anna", "budget"], "11  - budget of 5 people"),
        (["budget", "people"], "11  - budget of 5 people"),
        (["yandex", "TEAM"], "10  - 2026-09-14 call: Platform team"),
    ],
)
def test_each_word_may_stand_in_the_line_or_the_name(
    vault: Ck, words: list[str], found: str
) -> None:
    """Case, ё and the alphabet make no difference; a name and a company count for each line."""
    assert f"  R/Анна Каренина.md:{found}\n" in vault("find", *words).out


def test_what_is_nowhere_is_said(vault: Ck) -> None:
    """A phrase is one text, and words that stand in two lines are in none."""
    for words in (["people", "budget of 6"], ["team", "budget"], ["people budget"]):
        said = f"No contact, event or news has “{' '.join(words)}”.\n"
        assert (vault("find", *words).out, vault("find", *words).code) == (said, 0)
    result = vault("find", "")
    assert (result.code, result.err) == (2, 'ck: WORDS is empty: ck find "system design"\n')


def test_json_has_the_lines_as_they_stand(vault: Ck) -> None:
    """The document holds what the screen says; a name alone has no lines."""
    assert json.loads(vault("find", "platform", "--json").out)["notes"][1:] == [
        {
            "name": "Boris", "path": "R/Boris.md", "company": "Ozon",
            "lines": [{"line": 7, "text": "- 2026-11-20: about the platform"}],
        },
        {
            "name": "Анна Каренина", "path": "R/Анна Каренина.md", "company": "Яндекс",
            "lines": [{"line": 10, "text": "- 2026-09-14 call: Platform team"}],
        },
    ]  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_the_answer_is_the_same_without_the_index(vault: Ck) -> None:
    """What was read before changes nothing, nor does a note that can't be read."""
    first = vault("find", "platform").out
    assert vault("find", "platform").out == first
    assert vault("find", "platform", "--no-cache").out == first


def test_what_is_found_is_said_in_russian(vault: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The count, what is nowhere, and the error."""
    monkeypatch.setenv("CK_LANG", "ru")
    result = vault("find", "platform")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("\n2 строки в 3 заметках\n")
    nothing = vault("find", "нигде", "такого")
    assert nothing.out == "Ни в контактах, ни в событиях, ни в новостях нет «нигде такого».\n"
    assert vault("find", " ").err == 'ck: слова для поиска пусты: ck find "system design"\n'
