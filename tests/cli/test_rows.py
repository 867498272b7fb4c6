from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from terminals import in_terminal
from vaults import TALKED, fill_morning, note

if TYPE_CHECKING:
    import pytest

    from cli.conftest import Ck

NO_LIST = "ck: {} stands for nobody: {}. ck due numbers the rows of today.\n"


def test_a_number_means_the_row_of_the_last_list_in_this_terminal(ck: Ck, window: Ck) -> None:
    """It goes on standing for the note after acts, in pipes too, and in every command with WHO."""
    fill_morning(ck)
    assert " 2 promise   • Ольга Ким " in window("due").out
    assert ck("show", "2").out.startswith("Ольга Ким · Ozon")
    assert ck("done", "2").code == 0
    assert ck("log", "2", "-> tg: sent the CV").out.startswith("Ольга Ким, Ozon\n")
    assert ck("snooze", "5", "fri").out.startswith("Мария Соколова, Контур\n")
    assert ck("show", "2").out.startswith("Ольга Ким · Ozon")
    assert ck("log", "1", "thanks", "--with", "3").out.count("  - 2026-11-23: thanks\n") == 2
    items = json.loads(ck("due", "--json").out)["items"]
    assert {item["name"]: item["row"] for item in items}["Igor Volkov"] == 8
    window("due", "--tier", "key")
    assert ck("show", "1").out.startswith("Анна Каренина")


def test_a_tab_after_a_number_offers_the_tasks_of_its_row(
    ck: Ck, window: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does after the name."""
    fill_morning(ck)
    window("due")
    monkeypatch.setenv("_CK_COMPLETE", "complete_zsh")
    assert ck("--", "done", "2", "").out == "the new CV\n"
    assert ck("--", "done", "99", "").out == ""


def test_nothing_but_a_list_in_a_terminal_sets_the_numbers(ck: Ck, window: Ck) -> None:
    """JSON, a pipe and a brief line set none: each item's row is null then."""
    fill_morning(ck)
    for quiet in (
        ck("due"),
        ck("due", "--json"),
        window("due", "--json"),
        window("due", "--brief"),
    ):
        assert quiet.code == 0
        said = NO_LIST.format("1", "this terminal has shown no list")
        assert (ck("show", "1").code, ck("show", "1").err) == (3, said)
    assert {item["row"] for item in json.loads(ck("due", "--json").out)["items"]} == {None}


def test_a_number_is_refused_where_it_may_mean_another(
    ck: Ck, window: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The list is of another day or shorter, the note is gone, or somebody is called so."""
    fill_morning(ck)
    window("due")
    monkeypatch.setenv("CK_TODAY", "2026-11-24")
    said = "the last list in this terminal is that of Mon 23 Nov"
    assert ck("log", "2", "x").err == NO_LIST.format("2", said)
    assert json.loads(ck("due", "--json").out)["items"][0]["row"] is None
    monkeypatch.setenv("CK_TODAY", "2026-11-23")
    said = "the last list in this terminal has no such row"
    assert ck("log", "99", "x").err == NO_LIST.format("99", said)
    (ck.vault / "People/Ольга Ким.md").rename(ck.vault / "Ольга.md")
    said = "People/Ольга Ким.md, the note of that row, is gone"
    result = ck("log", "2", "x")
    assert (result.code, result.out, result.err) == (3, "", NO_LIST.format("2", said))
    ck.note("Agent.md", note(TALKED, aliases="['3', '007', '42']"))
    result = ck("log", "3", "x")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "ck: “3” could be 2 people:\n"
        "  Анна Каренина, Яндекс  People/Анна Каренина.md\n  Agent  Agent.md\n"
    )
    for called in ("007", "42"):
        assert ck("show", called).out.startswith("Agent")
    ck.note("Лев 5.md", note(TALKED))
    assert ck("show", "5").out.startswith("Мария Соколова")


def test_a_number_never_is_a_part_of_a_name(ck: Ck) -> None:
    """Without a list a number means who has it as a word, and nobody else."""
    ck.note("Anna32.md", note(TALKED))
    ck.note("Лев 2.md", note(TALKED))
    assert ck("log", "3", "x").code == 3
    assert ck("show", "2").out.startswith("Лев 2")
    assert ck("show", "anna3").out.startswith("Anna32")


def test_each_terminal_has_its_own_list(ck: Ck, window: Ck) -> None:
    """What another terminal shows changes nothing here; a quiet day takes the numbers away."""
    fill_morning(ck)
    window("due")
    assert in_terminal("due", "--tier", "key")[0] == 0
    assert ck("show", "1").out.startswith("Boris Ivanov")
    window("due", "--company", "nowhere")
    assert ck("show", "1").code == 3


def test_where_no_state_can_be_written_the_list_is_shown(
    window: Ck, ck: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its numbers stand for nobody then."""
    fill_morning(ck)
    (ck.vault.parent / "file").write_text("x")
    monkeypatch.setenv("XDG_STATE_HOME", str(ck.vault.parent / "file"))
    result = replace(window)("due")
    assert (result.code, result.err) == (0, "")
    assert ck("show", "1").code == 3
