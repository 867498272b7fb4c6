from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from vaults import ANNA, TALKED, note

if TYPE_CHECKING:
    from cli.conftest import Ck

PAGE_60 = """\
Анна Каренина · Яндекс             key · technical · monthly
Technical recruiter · met at HighLoad++ 2023, through Igor…
tg @anna · anna@example.com · answers on tg · на «ты»

Why now    you promised on Mon 16 Nov: send references
           the JD was to come by Fri 20 Nov
           monthly, next due Wed 16 Dec
You owe    send references
They owe   the JD, by Fri 20 Nov
Balance    gave 2, got 3: your turn
           last gave: salary survey, 14 Sep
Ahead      placed you 15 Mar 2024 · birthday Mon 12 Apr

16 Nov  <-  telegram  JD пришлёт до пятницы. · got: feedbac…
20 Oct  ->  email     Спросил, как идёт поиск.
14 Sep      call      Platform снова нанимает. second line…
2 earlier, from Mar 2023: ck show анна --all
Recruiters/Анна Каренина.md
"""

PAGE_80 = """\
Анна Каренина · Яндекс                                 key · technical · monthly
Technical recruiter · met at HighLoad++ 2023, through Igor Volkov
tg @anna · anna@example.com · answers on tg · на «ты»

Why now    you promised on Mon 16 Nov: send references
           the JD was to come by Fri 20 Nov
           monthly, next due Wed 16 Dec
You owe    send references
They owe   the JD, by Fri 20 Nov
Balance    gave 2, got 3: your turn · last gave: salary survey, 14 Sep
Ahead      placed you 15 Mar 2024 · birthday Mon 12 Apr

16 Nov  <-  telegram  JD пришлёт до пятницы. · got: feedback · waiting: the JD…
20 Oct  ->  email     Спросил, как идёт поиск.
14 Sep      call      Platform снова нанимает. second line of the text · gave:…
2 earlier, from Mar 2023: ck show анна --all · Recruiters/Анна Каренина.md
"""

PAGE_120 = """\
Анна Каренина · Яндекс                                                                         key · technical · monthly
Technical recruiter · met at HighLoad++ 2023, through Igor Volkov
tg @anna · anna@example.com · answers on tg · на «ты»

Why now    you promised on Mon 16 Nov: send references; the JD was to come by Fri 20 Nov; monthly, next due Wed 16 Dec
You owe    send references
They owe   the JD, by Fri 20 Nov
Balance    gave 2, got 3: your turn · last gave: salary survey, 14 Sep
Ahead      placed you 15 Mar 2024 · birthday Mon 12 Apr

16 Nov  <-  telegram  JD пришлёт до пятницы. · got: feedback · waiting: the JD · to do: send references
20 Oct  ->  email     Спросил, как идёт поиск.
14 Sep      call      Platform снова нанимает. second line of the text · gave: salary survey
2 earlier, from Mar 2023: ck show анна --all · Recruiters/Анна Каренина.md
"""  # noqa: E501


@pytest.mark.parametrize(("columns", "page"), [("60", PAGE_60), ("80", PAGE_80), ("120", PAGE_120)])
def test_a_brief_holds_what_to_know_before_a_call(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, columns: str, page: str
) -> None:
    """Who, why now, promises both ways, balance, what lies ahead, the last entries, the note."""
    monkeypatch.setenv("COLUMNS", columns)
    ck.note("Recruiters/Анна Каренина.md", ANNA)
    result = ck("show", "анна")
    assert result.out == page
    assert (result.code, result.err) == (0, "")


def test_all_entries_are_shown_on_request(ck: Ck) -> None:
    """`--all` leaves out none, newest first, and nothing is said of earlier ones."""
    ck.note("Recruiters/Анна Каренина.md", ANNA)
    result = ck("show", "анна", "--all")
    assert (
        result.out.split("\n\n", 2)[2]
        == """\
16 Nov    <-  telegram  JD пришлёт до пятницы. · got: feedback · waiting: the J…
20 Oct    ->  email     Спросил, как идёт поиск.
14 Sep        call      Platform снова нанимает. second line of the text · gave…
Feb 2024      call      Прошли по процессу. · got: help: interviews · got: intr…
Mar 2023      meeting   Познакомились. · gave: info: who hires
Recruiters/Анна Каренина.md
"""
    )
    assert (result.code, result.err) == (0, "")


def test_somebody_without_an_entry_has_a_brief_too(ck: Ck) -> None:
    """What the note does not say is left out, but for the promises."""
    ck.note("New.md", note())
    assert (
        ck("show", "new").out
        == """\
New                                                                    quarterly

Why now    no entry yet
You owe    nothing
They owe   nothing

No entry yet · New.md
"""
    )


@pytest.mark.parametrize(
    ("properties", "quiet", "why"),
    [
        ({"status": "paused", "paused_until": "2027-02-01", "paused_why": "отпуск"},
         "paused until Mon 1 Feb: отпуск", "quarterly, next due Mon 1 Feb"),
        ({"status": "paused"}, "paused", "nothing is due"),
        ({"status": "do-not-contact"}, "not to be contacted", "nothing is due"),
        ({"snooze_until": "2026-12-01", "snoozed": "2026-11-01"},
         "snoozed until Tue 1 Dec", "quarterly, next due Tue 1 Dec"),
        ({"snooze_until": "2026-12-01", "snoozed": "2026-04-01"},
         "", "quarterly, spoke 1 May · 3 months over"),
        ({"status": "paused", "paused_until": "2026-11-23", "paused_why": "отпуск"},
         "", "отпуск · quarterly, spoke 1 May"),
        ({"cadence": "none"}, "", "nothing is due"),
    ],
)  # fmt: skip
def test_what_keeps_somebody_off_the_list_stands_first(
    ck: Ck, properties: dict[str, str], quiet: str, why: str
) -> None:
    """A pause, a snooze that still holds and a wish not to be contacted are said before the why."""
    ck.note("Глеб.md", note(TALKED, **properties))
    lines = ck("show", "глеб").out.split("\n")[2:4]
    assert lines[0] == (f"Quiet      {quiet}" if quiet else f"Why now    {why}")
    if quiet:
        assert lines[1] == f"Why now    {why}"


def test_faults_are_said_and_future_entries_count_for_nothing(ck: Ck) -> None:
    """What hides or misplaces somebody stands in the brief with its line."""
    ck.note("A.md", note(f"{TALKED}- 2027-01-01: x\n\t- [ ] later\n", cadence="often", tier="gold"))
    result = ck("show", "a")
    assert (
        result.out
        == """\
A                                                                      quarterly

Why now    quarterly, spoke 1 May · 3 months over
You owe    nothing
They owe   nothing
! line 3: `often` is no cadence, so the tier's holds: write monthly, every 6 we…
! line 9: This entry is dated 2027-01-01, after today, so it counts for nothing…

1 Jan      x · to do: later
1 May      talked
A.md
"""
    )
    assert (result.code, result.err) == (0, "")


def test_the_command_it_names_means_this_person(ck: Ck) -> None:
    """The first name where it is theirs alone, else the whole, else the path."""
    log = "".join(f"- 2026-05-0{day}: x\n" for day in range(1, 6))
    for path in ("Anna Bell.md", "Анна Каренина.md", "P/Boris.md", "Q/boris.md", "Жук.md"):
        ck.note(path, note(log))
    for who, typed in {
        "каренина": "'Анна Каренина'",
        "bell": "'Anna Bell'",
        "P/Boris": "P/Boris.md",
        "жук": "жук",
    }.items():
        last = ck("show", who).out.split("\n")[-2]
        assert last.startswith(f"2 earlier, from 1 May: ck show {typed} --all · ")


def test_a_name_that_fits_nobody_or_several_is_an_error(ck: Ck) -> None:
    """Nobody: the nearest name is suggested; several: all are named. Exit code 3, no guess."""
    ck.note("Anna Bell.md", note(TALKED, company="Ozon"))
    ck.note("P/Анна.md", note(TALKED))
    result = ck("show", "nobody")
    assert (result.code, result.out) == (3, "")
    assert result.err == "ck: no contact is called “nobody”.\n"
    result = ck("show", "Anma Bell")
    assert result.err == ("ck: no contact is called “Anma Bell”. Did you mean Anna Bell?\n")
    result = ck("show", "ann")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "ck: “ann” could be 2 people:\n  Anna Bell, Ozon  Anna Bell.md\n  Анна  P/Анна.md\n"
    )
