"""`ck import` in a terminal: what is asked, and what each answer comes to."""

from __future__ import annotations

import os
import re
import shlex
from typing import TYPE_CHECKING

import pytest

from cli.commands.test_import import HISTORY, PROFILE, files_of, put, put_archive
from vaults import TALKED, note

if TYPE_CHECKING:
    from cli.conftest import Ck

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

ASKED = "4 by words  5"
OWED = "1 unanswered message is older than 14 days: owe no answer to it? [Y/n]"
BORISS = "https://www.linkedin.com/in/boris-i"


def say(ck: Ck, *turns: tuple[str, str], options: tuple[str, ...] = ("li.zip",)) -> str:
    """Run the import in a terminal with answers; return what was shown."""
    from terminals import converse

    assert ck.vault.is_dir()
    code, shown = converse("import", *options, "--zone", "UTC", turns=turns)
    assert code == 0, shown
    return shown


def test_all_that_is_certain_and_the_new_jobs(ck: Ck) -> None:
    """A person's yes takes the job, the old one is kept; what is owed is asked about once."""
    put_archive(ck)
    shown = say(ck, (ASKED, "1"), ("former one. [y/N]", "y\n"), (OWED, "n\n"))
    assert "1 new note in P/, 3 entries in 2 notes, 1 new job. 1 unsure is left: import" in shown
    assert ck.text("P/Анна Каренина.md") == note(
        TALKED + HISTORY,
        company="Avito",
        role="Recruiter",
        linkedin=PROFILE,
        company_since="2026-11-23",
        previous="[Яндекс]",
    )
    assert "- 2026-09-01 <- linkedin:\n" in ck.text("P/Vera Lind.md")


def test_one_by_one(ck: Ck) -> None:
    """Each person has a card, and a key decides; a note is theirs only by a person's word."""
    put_archive(ck)
    shown = say(
        ck,
        (ASKED, "2"),
        ("[?]", "y"),
        ("[?]", "jx"),
        ("keys.", "?"),
        ("q   end", "1"),
        (OWED, "\n"),
    )
    assert "1 of 3 · Vera Lind" in shown
    assert "Яндекс → Avito: a new job?\n" in shown
    assert "[1] Boris Ivanov [m]ake a new note [n]o [d]ecline for good" in shown
    assert "This key means nothing here; ? shows the keys." in shown
    assert "1 new note in P/, 3 entries in 2 notes, 1 new job, properties or tasks in 1" in shown
    assert f"linkedin: {BORISS}" in ck.text("P/Boris Ivanov.md")
    assert "- 2026-09-01 <- linkedin: [reply:: none]" in ck.text("P/Vera Lind.md")
    assert "company: Avito" in ck.text("P/Анна Каренина.md")


def test_one_by_one_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The keys are the same; a question is answered by a letter of its language."""
    put_archive(ck)
    monkeypatch.setenv("CK_LANG", "ru")
    shown = say(
        ck,
        ("4 по словам  5 всех", "2"),
        ("[?]", "y"),
        ("[?]", "jx"),
        ("покажет ?.", "?"),
        ("q   закончить", "1"),
        ("не отвечать на него? [Д/н]", "д\n"),
    )
    assert "1 из 3 · Vera Lind" in shown
    assert "Яндекс → Avito: новая работа?\n" in shown
    assert "[1] Boris Ivanov [m] новая заметка [n] нет [d] отклонить насовсем" in shown
    assert "m   создать новую заметку\n" in shown
    assert "- 2026-09-01 <- linkedin: [reply:: none]" in ck.text("P/Vera Lind.md")


def test_a_new_job_counts_once(ck: Ck) -> None:
    """It is one thing that was taken, not a property as well."""
    put_archive(ck)
    (ck.vault / "P/Boris Ivanov.md").unlink()
    ck.note(
        "P/Анна Каренина.md",
        note(TALKED + HISTORY, company="Яндекс", role="Recruiter", linkedin=PROFILE),
    )
    shown = say(ck, (ASKED, "2"), ("[?]", "n"), ("[?]", "j"), ("[?]", "n"))
    assert shown.endswith(
        "l1 new job. 1 unsure is left: import the file again to decide · ck undo\n"
    )


def test_somebody_unsure_may_get_a_new_note(ck: Ck) -> None:
    """By a person's word; the note that may have been theirs stays as it is."""
    put_archive(ck)
    before = files_of(ck)
    shown = say(ck, (ASKED, "2"), ("[?]", "n"), ("[?]", "n"), ("[?]", "m"))
    assert "1 new note in P/. 1 new job is left: import the file again to decide.\n" in shown
    assert "1 of the new has no history: sort them with ck review --unsorted · ck undo\n" in shown
    assert f"linkedin: {BORISS}" in ck.text("P/Boris.md")
    assert {**before, "P/Boris.md": ck.text("P/Boris.md")} == files_of(ck)


def test_whom_the_user_declines_does_not_come_back(ck: Ck) -> None:
    """The settings keep it, and one undo takes it out again."""
    put_archive(ck)
    before = files_of(ck)
    shown = say(ck, (ASKED, "2"), ("[?]", "d"), ("[?]", "n"), ("[?]", "n"))
    assert "1 declined for good. 1 unsure and 1 new job are left: import the file" in shown
    assert "vera-l" in ck.text("contactkeeper.toml")
    assert {**files_of(ck), "contactkeeper.toml": ""} == {**before, "contactkeeper.toml": ""}
    assert (
        "  ignored       1, declined or deleted before: Vera Lind\n" in ck("import", "li.zip").out
    )
    assert ck("undo").code == 0
    assert files_of(ck) == before


@pytest.mark.parametrize("keys", ["3", "q", "n", "\x1b", "\x04"])
def test_nothing(ck: Ck, keys: str) -> None:
    """Several keys take nothing."""
    put_archive(ck)
    before = files_of(ck)
    assert say(ck, (ASKED, keys)).endswith("\nNothing was taken.\n")
    assert files_of(ck) == before


def test_whoever_says_no_to_all_has_nothing_to_undo(ck: Ck) -> None:
    """The answer names no `ck undo`, which would take back an earlier change."""
    put_archive(ck)
    before = files_of(ck)
    shown = say(ck, (ASKED, "2"), ("[?]", "n"), ("[?]", "n"), ("[?]", "n"))
    assert "Nothing was taken. 1 unsure and 1 new job are left: import the file again" in shown
    assert "ck undo" not in shown
    assert files_of(ck) == before


@pytest.mark.parametrize(
    ("turns", "is_written"),
    [
        ((("[?]", "q"),), False),
        ((("[?]", "y"), ("[?]", "q"), ("1 person? [y/N]", "\n")), False),
        ((("[?]", "y"), ("[?]", "\x04")), False),
        ((("[?]", "y"), ("[?]", "q"), ("1 person? [y/N]", "y\n"), (OWED, "\n")), True),
        ((("[?]", "yb"), ("[?]", "n"), ("[?]", "n"), ("[?]", "n")), False),
        ((("[?]", "a"), (OWED, "\n")), True),
    ],
)
def test_the_end_of_the_walk(
    ck: Ck, turns: tuple[tuple[str, str], ...], *, is_written: bool
) -> None:
    """Nothing is written before it, and where the user ends early only what they say."""
    put_archive(ck)
    before = files_of(ck)
    say(ck, (ASKED, "2"), *turns)
    assert ("P/Vera Lind.md" in files_of(ck)) is is_written
    assert is_written or files_of(ck) == before


def test_control_c_writes_nothing(ck: Ck) -> None:
    """Whatever was decided before."""
    from terminals import Window

    put_archive(ck)
    before = files_of(ck)
    with Window("import", "li.zip", echo=False) as window:
        window.wait_for(ASKED)
        window.type("2")
        window.wait_for("[?]")
        window.type("y")
        window.wait_for("2 of 3")
        window.insist("\x03", "")
        assert window.process.wait(timeout=30) == 130
    assert files_of(ck) == before


def test_other_people(ck: Ck) -> None:
    """Everybody, recruiters alone, or those whom some words fit: who it is is shown anew."""
    put_archive(ck)
    shown = say(
        ck,
        (ASKED, "5"),
        ("5 recruiters", "5"),
        ("5 everybody", "4"),
        ("none):", "gardener\n"),
        ("5 everybody", "5"),
        ("5 recruiters", "3"),
    )
    assert shown.count("LinkedIn's archive") == shown.count("Days are counted") == 1
    heads = re.findall("new {11}.*", shown)
    assert heads == [
        "new           1 recruiter, 1 with history: 1 day (1 other is left out: --all)",
        "new           2 people, 1 with history: 1 day",
        "new           1 recruiter, 1 with history: 1 day (1 other is left out: --all)",
        "new           1 person whom “gardener” fits (2 others are left out)",
        "new           2 people, 1 with history: 1 day",
    ]


QUESTIONS = {
    "days.csv": (
        "Name,Title,Birthday\nVera Lind,Recruiter,03/04/1990\n",
        "Which? 1 to 2:",
        {"1\n": "birthday: 1990-04-03", "2\n": "birthday: 1990-03-04"},
    ),
    "columns.csv": (
        "Kopf,Wer,Position\nx,Vera Lind,Recruiter\ny,Tom Becker,Recruiter\n",
        "A number, or another answer:",
        {"2\n": "role: Recruiter", "Wer\n": "role: Recruiter"},
    ),
}
"""Files that leave something open: the text, the end of the question, what answers come to."""


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_of_a_file_is_asked(ck: Ck, name: str) -> None:
    """By number, or by its own word; in a script each option that is named is an answer."""
    text, question, answers = QUESTIONS[name]
    put(ck, name, text)
    for answer, line in answers.items():
        say(ck, (question, answer), ("Take", "1"), options=(name, "--as", "csv"))
        assert line in ck.text("Vera Lind.md")
        assert ck("undo").code == 0
    result = ck("import", name, "--as", "csv", "--dry-run")
    _, *commands = result.err.splitlines()
    assert result.code == 2
    for command in commands:
        assert ck(*shlex.split(command)[1:]).code == 0, command


def test_a_number_that_is_not_in_the_list_is_no_answer(ck: Ck) -> None:
    """It is asked again."""
    put(ck, "columns.csv", QUESTIONS["columns.csv"][0])
    question = "A number, or another answer:"
    turns = ((question, "9\n"), (question, "0\n"), (question, "2\n"), ("Take", "1"))
    say(ck, *turns, options=("columns.csv", "--as", "csv"))
    assert "role: Recruiter" in ck.text("Vera Lind.md")


@pytest.mark.parametrize("answer", ["\n", "\x04", "9\n"])
def test_no_answer_ends_the_import(ck: Ck, answer: str) -> None:
    """With nothing done."""
    from terminals import converse

    put(ck, "days.csv", QUESTIONS["days.csv"][0])
    code, shown = converse("import", "days.csv", "--as", "csv", turns=[("1 to 2:", answer)])
    assert code == 1
    assert "so nothing was done.\n" in shown
    assert files_of(ck) == {}


def test_a_zone_that_the_system_does_not_know_is_asked(
    ck: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once: the settings keep it."""
    from terminals import converse

    monkeypatch.setenv("TZ", "MSK-3")
    put_archive(ck)
    turns = [("Europe/Moscow:", "Asia/Tokyo\n"), (ASKED, "1"), ("[y/N]", "\n"), (OWED, "\n")]
    code, shown = converse("import", "li.zip", turns=turns)
    assert code == 0
    assert "Days are counted in Asia/Tokyo.\n" in shown
    assert 'zone = "Asia/Tokyo"' in ck.text("contactkeeper.toml")
    assert "Days are counted in Asia/Tokyo.\n" in ck("import", "li.zip").out
