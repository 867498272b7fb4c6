"""Introductions in the answers: due, show, plan, log and draft, with the index and without."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck, Result

IGOR, NADIA = "Recruiters/Игорь Волков.md", "Recruiters/Nadia Rahimi.md"


@pytest.fixture
def people(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> Ck:
    """Give a vault in which Igor introduced Nadia, and Tom got a candidate."""
    monkeypatch.delenv("CK_NO_CACHE", raising=False)
    ck.note(IGOR, note("- 2026-11-09 <- tg: познакомлю с Надей\n- 2026-11-09 -> tg: давай\n"))
    ck.note(NADIA, note("- 2026-11-09 call: first talk\n", through='"[[Игорь Волков]]"'))
    ck.note("Tom.md", note("- 2026-11-08 -> email: here she is [gave:: candidate: Lena]\n"
                           "- 2026-11-08 <- email: ok\n- 2026-11-08 -> email: fine\n"))  # fmt: skip
    return ck


def ask(ck: Ck, *arguments: str) -> Result:
    """Ask with the index, where it is new and where it is warm, and without it."""
    fresh, warm = ck(*arguments), ck(*arguments)
    assert fresh == warm == ck(*arguments, "--no-cache")
    return warm


def test_both_are_listed_two_weeks_after(people: Ck) -> None:
    """In their own group, each with what to do and the day."""
    assert ask(people, "due").out == (
        "Mon 23 November · 2 people\n\n"
        "occasion    Tom          ask how it went: Lena (candidate 8 Nov)\n"
        "occasion    Игорь Волков say how it went: Nadia Rahimi (intro 9 Nov)\n"
    )
    items = json.loads(ask(people, "due", "--json").out)["items"]
    assert [each["reasons"] for each in items] == [
        [{"kind": "candidate", "due": "2026-11-22",
          "text": "ask how it went: Lena (candidate 8 Nov)"}],
        [{"kind": "intro", "due": "2026-11-23",
          "text": "say how it went: Nadia Rahimi (intro 9 Nov)"}],
    ]  # fmt: skip
    assert "nobody today" in ask(people, "due", "--today", "2026-11-21").out


def test_word_of_it_takes_them_from_the_list(people: Ck) -> None:
    """What is told before the day counts as well, in the words of the note."""
    told = people("log", "игорь", "-d", "20.11", "-> tg: рассказал про Надю")
    assert told.code == 0
    assert "Игорь" not in ask(people, "due").out


def test_an_outcome_brings_whoever_made_the_introduction(people: Ck) -> None:
    """The answer names them, and they are listed from that day on; what is said then serves it."""
    people("log", "игорь", "-> tg: спасибо!")
    assert "Игорь" not in ask(people, "due", "--today", "2026-11-25").out
    result = people("log", "nadia", "call: an offer", "--outcome", "offer", "--today", "2026-11-25")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Nadia Rahimi\n"
        "  - 2026-11-25 call: an offer [outcome:: offer]\n"
        "Игорь Волков made the introduction: say thanks.\n"
        "Through Nadia since 2026: 1 offer. Back Thu 25 Feb · ck undo\n"
    )
    row = "occasion    Игорь Волков say thanks: offer through Nadia Rahimi (25 Nov)\n"
    assert row in ask(people, "due", "--today", "2026-11-25").out
    closed = people("log", "игорь", "-> tg: мне сделали оффер", "--today", "2026-11-26").out
    assert "Closes: word about Nadia Rahimi\n" in closed
    assert "Игорь" not in ask(people, "due", "--today", "2026-11-26").out


def test_the_answer_says_when_a_new_introduction_brings_them_back(people: Ck) -> None:
    """What is logged now counts in its own answer, and the list keeps what that says."""
    people("log", "tom", "-> email: bye")
    result = people("log", "tom", "call: she knows people", "--got", "intro: the CTO of Ozon")
    assert result.out == (
        "Tom\n"
        "  - 2026-11-23 call: she knows people [got:: intro: the CTO of Ozon]\n"
        "Back Mon 7 Dec for the introduction, then Tue 23 Feb · ck undo\n"
    )
    row = "occasion    Tom          say how it went: the CTO of Ozon (intro 23 Nov)\n"
    assert row in ask(people, "due", "--today", "2026-12-07").out
    assert "Tom" not in ask(people, "due", "--today", "2026-12-06").out


def test_the_brief_says_it_ahead_and_whom_they_brought(people: Ck) -> None:
    """What comes is said with its day; whom they brought stands beside what came through them."""
    assert ask(people, "show", "игорь", "--today", "2026-11-20").out.split("\n\n")[1] == (
        "Why now    quarterly, next due Tue 9 Feb\n"
        "You owe    nothing\n"
        "They owe   nothing\n"
        "Came of it brought Nadia Rahimi\n"
        "Form       a quick check-in\n"
        "Ahead      say how it went: Nadia Rahimi, Mon 23 Nov"
    )
    brief = json.loads(ask(people, "show", "игорь", "--json").out)["contact"]
    assert brief["brought"] == [{"name": "Nadia Rahimi", "path": NADIA}]
    assert brief["form"] == {"kind": "follow-up",
                             "text": "thanks, and how it went with Nadia Rahimi"}  # fmt: skip
    planned = ask(people, "plan", "--today", "2026-11-20").out
    assert "2026-11-23  Игорь Волков  say how it went: Nadia Rahimi (intro 9 Nov)\n" in planned


def test_a_line_of_a_daily_note_tells_of_introductions_too(people: Ck) -> None:
    """What is read as an entry of somebody counts, wherever it stands."""
    people.note("contactkeeper.toml", "[log]\nmentions = true\n")
    people.note("2026-11-09.md", "- lunch with [[Tom]] [got:: intro: Olga of Avito]\n")
    assert "say how it went: Olga of Avito (intro 9 Nov)" in ask(people, "due").out


def test_who_is_not_to_be_contacted_is_not_thanked(people: Ck) -> None:
    """The answer to an outcome names nobody who wants no messages."""
    people("pause", "игорь")
    result = people("log", "nadia", "call: an offer", "--outcome", "offer")
    assert "made the introduction" not in result.out


def test_who_is_no_contact_any_more_is_nobody(people: Ck) -> None:
    """The index forgets a clue with its note, and takes the new one of a note that changed."""
    assert "Nadia Rahimi" in ask(people, "due").out
    people.note(NADIA, note("- 2026-11-09 call: first talk\n"))
    assert "Nadia Rahimi" not in ask(people, "due").out
    people.note(IGOR, note("- 2026-11-09 <- tg: вот [got:: intro: [[Nadia Rahimi]]]\n"))
    assert "say how it went: Nadia Rahimi" in ask(people, "due").out
    (people.vault / NADIA).unlink()
    assert "say how it went: Nadia Rahimi (intro" in ask(people, "due").out
