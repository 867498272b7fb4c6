"""`ck show` of a company: who is there, who could introduce me, what was said, what came of it."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest

from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck


@pytest.fixture
def vault(ck: Ck) -> Ck:
    """Give people of Яндекс, one who was there, and one who heard of it."""
    ck.note(
        "Анна Каренина.md",
        note(
            "- 2024-02-05 call: интервью [outcome:: interview]\n- 2026-09-14 call: chat\n"
            "- 2026-10-14 call: Budget for seniors\n",
            company="Яндекс", tier="key", role="HR", introduced_by="Igor",
        ),
    )  # fmt: skip
    ck.note("Boris.md", note("- 2026-01-05 call: offer\n", company="Yandex Go", status="paused"))
    ck.note(
        "Clara.md",
        note("- 2026-02-01 tg: At Yandex five stages\n", company="Ozon", previous="Яндекс"),
    )
    ck.note("Dan.md", note("- 2026-11-01 tg: яндекс морозит найм\n- 2026-11-02 offer\n"))
    return ck


def test_a_company_is_shown_where_nobody_is_called_so(vault: Ck) -> None:
    """In either alphabet, with its other spellings."""
    result = vault("show", "yandex")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Яндекс · 2 people · also written Yandex Go

•  Анна Каренина  key · HR · spoke 14 Oct · through Igor
   Boris          supporting · Yandex Go · spoke 5 Jan · paused
Introduce  Clara (was there, now Ozon)
           Igor (introduced Анна Каренина)
Came of it 1 interview

1 Nov     Dan            яндекс морозит найм
14 Oct    Анна Каренина  Budget for seniors
1 Feb     Clara          At Yandex five stages
5 Jan     Boris          offer
Feb 2024  Анна Каренина  интервью · outcome: interview
"""
    )
    assert vault("show", "яндекс").out == result.out


def test_the_older_half_is_shown_by_the_command_that_is_named(vault: Ck) -> None:
    """Five entries are shown, and all of them with `--all`."""
    vault.note("Eva.md", note("- 2025-01-01 tg: Яндекс\n", company="VK"))
    shown = vault("show", "yandex").out.rstrip("\n").split("\n")
    assert shown[-1] == "1 earlier: ck show yandex --all"
    line = shlex.split(shown[-1].partition("ck ")[2])
    assert "Jan 2025  Eva" in vault(*line).out


def test_a_person_comes_before_a_company(vault: Ck) -> None:
    """Whoever is called so is shown, and what is neither is said to be no contact."""
    vault.note("Yandex.md", note(company="Ozon"))
    assert vault("show", "yandex").out.startswith("Yandex · Ozon")
    assert vault("show", "lamoda").code == 3


def test_what_was_before_their_time_is_not_of_the_company(vault: Ck) -> None:
    """Entries and outcomes from before `company_since` belong to another one."""
    vault.note(
        "Eva.md",
        note("- 2025-01-01 offer [outcome:: offer]\n", company="VK", company_since="2026-01-01"),
    )
    assert vault("show", "vk").out == "VK · 1 person\n\nEva  supporting · spoke Jan 2025\n"


def test_json_of_a_company(vault: Ck) -> None:
    """`company` takes the place of `contact`."""
    document = json.loads(vault("show", "yandex", "--json").out)
    assert "contact" not in document
    company = document["company"]
    assert company["names"] == ["Яндекс", "Yandex Go"]
    assert [each["name"] for each in company["people"]] == ["Анна Каренина", "Boris"]
    assert company["people"][0] == {
        "name": "Анна Каренина", "path": "Анна Каренина.md", "company": "Яндекс", "tier": "key",
        "role": "HR", "last_contact": "2026-10-14", "through": "Igor",
    }  # fmt: skip
    assert company["formerly"] == [{"name": "Clara", "path": "Clara.md", "company": "Ozon"}]
    assert company["outcomes"] == {"interview": 1}
    assert [each["entry"]["date"] for each in company["said"]][:2] == ["2026-11-01", "2026-10-14"]


def test_a_company_in_the_place_of_a_person_is_said(vault: Ck) -> None:
    """Nothing is written to anybody there; the command that is named shows who they are."""
    result = vault("log", "yandex", "hi")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "ck: no contact is called “yandex”. It is a company; who is there: ck show yandex\n"
    )


def test_a_company_in_russian(vault: Ck, window: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whole; in a narrow window nothing is wider, and a label has its own width."""
    monkeypatch.setenv("CK_LANG", "ru")
    result = vault("show", "yandex")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Яндекс · 2 человека · пишут и так: Yandex Go

•  Анна Каренина  ключевой контакт · HR · общались 14 октября · через кого: Igor
   Boris          поддерживающий контакт · Yandex Go · общались 5 января · на паузе
Познакомят Clara (раньше здесь, сейчас: Ozon)
           Igor (знакомство: Анна Каренина)
Что вышло  1 собеседование

1 ноября      Dan            яндекс морозит найм
14 октября    Анна Каренина  Budget for seniors
1 февраля     Clara          At Yandex five stages
5 января      Boris          offer
февраль 2024  Анна Каренина  интервью · итог: interview
"""
    )
    monkeypatch.setenv("COLUMNS", "40")
    assert [line for line in window("show", "yandex").out.split("\n") if len(line) > 40] == []
