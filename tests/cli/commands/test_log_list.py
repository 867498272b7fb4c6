from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck

ANNA = note(
    "- 2026-10-30 call: of last month\n"
    "- 2026-11-16 -> tg: of last week\n\t- [x] the CV 📅 2026-11-27 ✅ 2026-11-23\n"
    "- 2026-11-23 call: she sends\n  the JD\n"
    "- 2026-11-23 <- tg: theirs\n",
    company="Ozon", tier="key",
)  # fmt: skip
BORIS = note(
    "- 2026-11-23 ~ linkedin: a comment\n- 2026-11-23 [gave:: intro: Anna]\n"
    "- 2026-11-24 call: tomorrow\n",
    company="Avito",
)


@pytest.fixture
def people(ck: Ck) -> Ck:
    """Give a vault with two people, on a Monday."""
    ck.note("Анна.md", ANNA)
    ck.note("Boris.md", BORIS)
    return ck


def test_the_list_is_what_i_did_since_monday(people: Ck) -> None:
    """One line each, whole in a pipe, the newest first; then how many of what."""
    result = people("log", "--list")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Mon 23 Nov                 Boris  gave: intro: Anna\n"
        "Mon 23 Nov  ~    linkedin  Boris  a comment\n"
        "Mon 23 Nov       call      Анна   she sends the JD\n"
        "Mon 23 Nov  [x]            Анна   the CV\n"
        "\n"
        "Since Mon 23 Nov, with 2 people: 1 conversation, 1 touch, 1 record, 1 promise kept\n"
    )
    assert people("log", "--list", "--week").out == result.out
    assert people.text("Анна.md") == ANNA


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["анна"], "Since Mon 23 Nov, with 1 person: 1 conversation, 1 promise kept"),
        (["--tier", "key", "--month"],
         "Since Sun 1 Nov, with 1 person: 1 conversation, 1 message, 1 promise kept"),
        (["--since", "30.10", "--company", "ozon"],
         "Since Fri 30 Oct, with 1 person: 2 conversations, 1 message, 1 promise kept"),
        (["boris", "--since", "1 oct"],
         "Since Thu 1 Oct, with 1 person: 1 touch, 1 record"),
    ],
)  # fmt: skip
def test_a_person_a_filter_and_a_day_choose(people: Ck, arguments: list[str], said: str) -> None:
    """The last line says since when, with how many, and what."""
    result = people("log", "--list", *arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[-1] == said


def test_that_there_is_nothing_is_all_that_is_said(people: Ck) -> None:
    """No blank line stands above it."""
    result = people("log", "--list", "boris", "--tier", "key")
    said = "Nothing of yours since Mon 23 Nov.\n"
    assert (result.code, result.out, result.err) == (0, said, "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--list", "анна", "she called"],
         "--list shows what you did and writes nothing; it does not go with TEXT."),
        (["--list", "--promise", "CV"],
         "--list shows what you did and writes nothing; it does not go with --promise."),
        (["--list", "анна", "--done"],
         "--list shows what you did and writes nothing; it does not go with --done."),
        (["--list", "--since", "1.11", "--month"],
         "--since and --month exclude each other: each says from which day on."),
        (["--list", "--week", "--month"],
         "--week and --month exclude each other: each says from which day on."),
        (["анна", "she called", "--month"], "--month goes with --list, which shows what you did."),
        (["анна", "--tier", "key"], "--tier goes with --list, which shows what you did."),
        (["--list", "--since", "2026-12-01"],
         "--since needs a day up to today; 2026-12-01 is in the future."),
        (["--list", "--tier", "gold"], "--tier takes key or supporting, not “gold”."),
    ],
)  # fmt: skip
def test_what_contradicts_itself_is_refused(people: Ck, arguments: list[str], said: str) -> None:
    """Nothing is listed and nothing written."""
    result = people("log", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")
    assert people.text("Анна.md") == ANNA


def test_a_window_cuts_the_words_and_keeps_the_rest(window: Ck) -> None:
    """An act is a line at any width, with the index and without."""
    window.note("Анна.md", note(f"- 2026-11-23 call: {'long ' * 30}\n"))
    lines = window("log", "--list", "анна").out.splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("Mon 23 Nov  call  Анна  long long")
    assert len(lines[0]) <= 80
    assert window("log", "--list", "анна", "--no-cache").out.splitlines() == lines


@pytest.mark.usefixtures("people")
def test_in_a_narrow_window_the_words_stand_below(
    window: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the name nor the words go missing at 40 columns."""
    monkeypatch.setenv("COLUMNS", "40")
    assert window("log", "--list").out == (
        "Mon 23 Nov                 Boris\n"
        "  gave: intro: Anna\n"
        "Mon 23 Nov  ~    linkedin  Boris\n"
        "  a comment\n"
        "Mon 23 Nov       call      Анна\n"
        "  she sends the JD\n"
        "Mon 23 Nov  [x]            Анна\n"
        "  the CV\n"
        "\n"
        "Since Mon 23 Nov, with 2 people: 1\n"
        "    conversation, 1 touch, 1 record, 1\n"
        "    promise kept\n"
    )


def test_the_list_is_a_document(people: Ck) -> None:
    """Each act with its entry; of a promise the entry that it stands under."""
    document = json.loads(people("log", "--list", "анна", "--json").out)
    call, kept = document["acts"]
    assert (call["kind"], call["entry"]["text"], call["promise"]) == (
        "conversation", "she sends\nthe JD", None
    )  # fmt: skip
    assert (kept["date"], kept["entry"]["date"], kept["promise"]) == (
        "2026-11-23", "2026-11-16",
        {"text": "the CV", "due": "2026-11-27", "state": "kept", "waiting": False},
    )  # fmt: skip
    assert document["since"] == "2026-11-23"
    assert document["counts"] == {"conversation": 1, "kept": 1}
    assert document["people"] == 1
