from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from vaults import TALKED, note

if TYPE_CHECKING:
    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

ANNA = """\
---
tags: [recruiter]
aliases: [Аня]
company: "[[Яндекс]]"
tier: key # mine
email: anna@example.com
snooze_until: 2026-12-01
---
# Анна Каренина

Met at HighLoad++.

## Interactions
- 2026-05-01: a
- 2026-09-01 -> tg: c
"""
OLD = """\
---
tags: recruiter/it
tier: supporting
name: Anna K.
email: ak@example.org
role: Sourcer
snooze_until: 2026-12-24
---

# Anna Karenina

Friend of Boris.

## Log
- 2026-07-01 <- email: b
\t- [ ] CV 📅 2026-11-30
- 2026-05-01: a

## Links
https://example.com
"""
ONE = """\
---
tags: [recruiter, recruiter/it]
aliases: [Аня, Anna Karenina, Anna K.]
company: "[[Яндекс]]"
tier: key # mine
email: [anna@example.com, ak@example.org]
snooze_until: 2026-12-24
role: Sourcer
---
# Анна Каренина

Met at HighLoad++.

Friend of Boris.

## Links
https://example.com

## Interactions
- 2026-05-01: a
- 2026-07-01 <- email: b
\t- [ ] CV 📅 2026-11-30
- 2026-09-01 -> tg: c
"""


def fill(ck: Ck) -> None:
    """Put the same person into the vault twice."""
    ck.note("P/Анна Каренина.md", ANNA)
    ck.note("Q/Anna Karenina.md", OLD)


def files_of(ck: Ck) -> dict[str, str]:
    """Read all files of the vault, hidden ones too."""
    files = (place for place in ck.vault.rglob("*") if place.is_file())
    return {place.relative_to(ck.vault).as_posix(): place.read_bytes().decode() for place in files}


def test_two_notes_become_one(ck: Ck) -> None:
    """Entries once each, lists united, what differs said, the old name an alias; one undo."""
    fill(ck)
    before = files_of(ck)
    line = ("merge", "Q/Anna Karenina.md", "P/Анна Каренина.md")
    result = ck(*line)
    assert result.code == 2
    assert result.err == (
        "ck: Merge Q/Anna Karenina.md into P/Анна Каренина.md? "
        "There is no terminal to ask in: --yes answers.\n"
    )
    assert files_of(ck) == before
    shown, _, said = ck(*line, "--dry-run").out.partition("Q/Anna Karenina.md -> ")
    assert shown.startswith("--- P/Анна Каренина.md\n+++ P/Анна Каренина.md\n@@ ")
    assert said == (
        ".trash/Anna Karenina.md\n\n"
        "tier: key holds, not supporting (--take tier takes it)\n"
        "Анна Каренина: 3 entries · also found as Anna Karenina, Anna K.\n"
    )
    assert files_of(ck) == before
    result = ck(*line, "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(" · also found as Anna Karenina, Anna K. · ck undo\n")
    assert files_of(ck) == {"P/Анна Каренина.md": ONE, ".trash/Anna Karenina.md": OLD}
    assert ck("show", "anna k.").out.startswith("Анна Каренина · Яндекс")
    assert ck("undo").code == 0
    assert files_of(ck) == before


def test_the_other_value_can_be_taken(ck: Ck) -> None:
    """`--take` names the property, in any spelling; one in which they agree is an error."""
    fill(ck)
    line = ("merge", "Q/Anna Karenina.md", "P/Анна Каренина.md", "--yes")
    result = ck(*line, "--take", "role")
    assert (result.code, result.out) == (2, "")
    assert result.err == "ck: --take role: the two notes don't differ in it.\n"
    result = ck(*line, "--take", "tier")
    assert "\ntier: supporting holds, not key\n" in result.out
    assert ck.text("P/Анна Каренина.md") == ONE.replace("tier: key #", "tier: supporting #")


@posix
@pytest.mark.parametrize(("typed", "tier"), [("1\ny\n", "key"), ("2\n\n", "supporting")])
def test_in_a_terminal_each_difference_is_asked(ck: Ck, typed: str, tier: str) -> None:
    """The value of the note that stays is the first."""
    from terminals import in_terminal

    fill(ck)
    line = ("merge", "Q/Anna Karenina.md", "P/Анна Каренина.md")
    code, shown = in_terminal(*line, typed=typed)
    assert code == 0
    assert "  1  key\n  2  supporting\ntier? 1 to 2:" in shown
    assert ck.text("P/Анна Каренина.md") == ONE.replace("tier: key", f"tier: {tier}")


@posix
def test_a_no_writes_nothing(ck: Ck) -> None:
    """Neither note changes."""
    from terminals import in_terminal

    fill(ck)
    before = files_of(ck)
    code, _ = in_terminal("merge", "Q/Anna Karenina.md", "P/Анна Каренина.md", typed="1\nn\n")
    assert code == 1
    assert files_of(ck) == before


@pytest.mark.parametrize(
    ("into", "who"),
    [
        (note(TALKED).replace("\n", "\r\n"), note("- 2026-06-01: x\n")),
        (note(TALKED), "\ufeff" + note("- 2026-06-01: x\n").replace("\n", "\r\n")),
        (note(TALKED).rstrip("\n"), note("- 2026-06-01: x")),
        (note(TALKED), "---\ntags: recruiter\n---\n\nNo log.\n"),
        ("---\ntags: recruiter\n---\nNo log.", note(TALKED)),
        ("---\ntags: recruiter\n---\n", note(TALKED) + "\n## Log\n- 2026-01-01: second\n"),
        (note(TALKED), note("- 2026-06-01: x\n") + "# Title below\ntext\n"),
        (note("- 2026-09-01: x\n- 2026-05-01: y\n"), note("- 2026-07-01: z\n")),
        (note(TALKED), note("undated\n- 2026-06-01: x\n")),
        (note(TALKED), note(f"{TALKED}{TALKED}")),
        (note(TALKED), note(TALKED)),
    ],
)
def test_nothing_of_either_is_lost(ck: Ck, into: str, who: str) -> None:
    """Every line of both is in the result, or nothing is written and that is said."""
    ck.note("Into.md", into)
    ck.note("Who.md", who)
    before = files_of(ck)
    result = ck("merge", "Who.md", "Into.md", "--yes")
    if result.code:
        assert "Nothing was written." in result.err
        assert files_of(ck) == before
        return
    text = ck.text("Into.md")
    lines = {line.strip() for line in text.splitlines()}
    for each in (into, who):
        for line in each.splitlines():
            assert line.strip().strip("\ufeff") in lines | {""}
    assert text.count("- 2026-05-01: talked") <= 2
    assert files_of(ck).keys() == {"Into.md", ".trash/Who.md"}
    assert ck("undo").code == 0
    assert files_of(ck) == before


@pytest.mark.parametrize(
    "who",
    [
        note(f"{TALKED}<<<<<<< a\n- 2026-05-02: b\n=======\n>>>>>>> b\n"),
        note(TALKED, telegram="@y"),
    ],
)
def test_what_can_not_be_joined_is_refused(ck: Ck, who: str) -> None:
    """Markers, or properties that can't be read: nothing is written."""
    ck.note("Into.md", note(TALKED, aliases="x"))
    ck.note("Who.md", who)
    before = files_of(ck)
    result = ck("merge", "Who.md", "Into.md", "--yes")
    assert (result.code, result.out) == (1, "")
    assert "Nothing was written." in result.err
    assert files_of(ck) == before


def test_somebody_is_not_merged_into_themselves(ck: Ck) -> None:
    """Both names may find one note."""
    ck.note("Anna.md", note(TALKED, aliases="Аня"))
    result = ck("merge", "anna", "аня", "--yes")
    assert (result.code, result.err) == (2, "ck: WHO and INTO are both Anna.md.\n")


def test_duplicates_are_remarks(ck: Ck) -> None:
    """The same e-mail, handle, or name in any spelling; each once, with the other's path."""
    ck.note("Anna Karenina.md", note(TALKED, email="a@example.com"))
    ck.note("Каренина Анна.md", note(TALKED))
    ck.note("Елена Жук.md", note(TALKED, telegram='"@lena"'))
    ck.note("Yelena Zhuk.md", note(TALKED))
    ck.note("Lena.md", note(TALKED, telegram="https://t.me/Lena", email="A@example.com"))
    ck.note("Ivan.md", note(TALKED, aliases="[Anna, Лена]"))
    result = ck("check", "--all")
    assert (result.code, result.err) == (0, "")
    join = "If they are one person: ck merge joins them\n"
    assert result.out == (
        "Anna Karenina.md:1  duplicate  Lena.md has the same e-mail (a@example.com). " + join +
        "Anna Karenina.md:1  duplicate  Каренина Анна.md has the same name in another spelling. "
        + join +
        "Lena.md:1  duplicate  Елена Жук.md has the same handle (telegram:lena). " + join +
        "Yelena Zhuk.md:1  duplicate  Елена Жук.md has the same name in another spelling. " + join +
        "6 notes read, nothing changes the list · 4 remarks\n"
    )  # fmt: skip


def test_as_json(ck: Ck) -> None:
    """Whole."""
    fill(ck)
    result = ck("merge", "Q/Anna Karenina.md", "P/Анна Каренина.md", "--yes", "--json")
    assert (result.code, result.err) == (0, "")
    said = json.loads(result.out)
    assert said == {
        "version": 1,
        "command": "merge",
        "today": "2026-11-23",
        "vault": str(ck.vault),
        "name": "Анна Каренина",
        "path": "P/Анна Каренина.md",
        "merged": "Q/Anna Karenina.md",
        "moved_to": ".trash/Anna Karenina.md",
        "entries": 3,
        "aliases": ["Anna Karenina", "Anna K."],
        "differences": [{"name": "tier", "value": "key", "other": "supporting"}],
        "dry_run": False,
    }
