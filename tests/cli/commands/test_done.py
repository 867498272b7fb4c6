from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

PATH = "Recruiters/Анна Каренина.md"
HEAD = "---\ntags: [recruiter]\ncadence: monthly\n---\n\n## Interactions\n"
ENTRY = "- 2026-11-16 call: talked\n"
CV = "\t- [ ] the CV 📅 2026-11-20\n"
JD = "\t- [ ] waiting: the JD 📅 2026-11-27\n"


def test_the_only_open_task_is_ticked(ck: Ck) -> None:
    """One character of the note changes; the answer shows the entry and when the person is back."""
    ck.note(PATH, f"{HEAD}{ENTRY}\t- [x] old\n{CV}")
    result = ck("done", "анна")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина\n"
        "  - 2026-11-16 call: talked\n"
        "      - [x] old\n"
        "      - [x] the CV 📅 2026-11-20\n"
        "Back Wed 16 Dec · ck undo\n"
    )
    assert ck.text(PATH) == f"{HEAD}{ENTRY}\t- [x] old\n{CV.replace('[ ]', '[x]')}"


def test_drop_marks_what_will_not_be_done(ck: Ck) -> None:
    """`--drop` writes the mark of a dropped task."""
    ck.note(PATH, HEAD + ENTRY + CV)
    assert ck("done", "анна", "--drop").code == 0
    assert ck.text(PATH) == HEAD + ENTRY + CV.replace("[ ]", "[-]")


@pytest.mark.parametrize(
    ("text", "changed"),
    [("cv", CV), ("JD", JD), ("waiting", JD), ("the jd 📅 2026-11-27", JD), ("THE CV", CV)],
)
def test_words_name_the_task(ck: Ck, text: str, changed: str) -> None:
    """A part of the task's words is enough, whatever the case; its day may be part of them."""
    ck.note(PATH, HEAD + ENTRY + CV + JD)
    assert ck("done", "анна", text).code == 0
    expected = (HEAD + ENTRY + CV + JD).replace(changed, changed.replace("[ ]", "[x]"))
    assert ck.text(PATH) == expected


def test_without_words_it_is_the_task_that_the_row_speaks_of(ck: Ck) -> None:
    """A promise that is due, whatever else is open; by `log --done` too."""
    ck.note(PATH, HEAD + ENTRY + CV + JD)
    assert ck("done", "анна").code == 0
    assert ck.text(PATH) == HEAD + ENTRY + CV.replace("[ ]", "[x]") + JD
    ck("undo")
    assert ck("log", "анна", "-s", "sent it", "--done").code == 0
    assert CV.replace("[ ]", "[x]") + JD in ck.text(PATH)


def test_my_message_settles_nothing_of_theirs(ck: Ck) -> None:
    """`-s` or `->` with `--done` means a task of mine."""
    ck.note(PATH, HEAD + ENTRY + JD)
    for words in (("-s", "sent it"), ("-> tg: sent it",)):
        result = ck("log", "анна", *words, "--done")
        assert (result.code, result.out) == (1, "")
        assert result.err == f"ck: {PATH}: there is no open task of yours.\n"
    assert ck("log", "анна", "-r", "here it is", "--done").code == 0


def test_it_never_guesses_between_two(ck: Ck) -> None:
    """In a script two open tasks are an error with the candidates: exit 3, in JSON too."""
    ck.note(PATH, HEAD + ENTRY.replace("11-16", "11-20") + CV.replace("11-20", "11-24") + JD)
    result = ck("done", "анна", "the")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        f"ck: {PATH}: “the” matches 2 open tasks; name one:\n"
        "  the CV 📅 2026-11-24\n  waiting: the JD 📅 2026-11-27\n"
    )
    result = ck("done", "анна", "--json")
    assert (result.code, result.err) == (3, "")
    assert json.loads(result.out)["error"] == {
        "code": "ambiguous-task",
        "message": f"{PATH}: There are 2 open tasks; name one:\n"
        "  the CV 📅 2026-11-24\n  waiting: the JD 📅 2026-11-27",
        "candidates": ["the CV 📅 2026-11-24", "waiting: the JD 📅 2026-11-27"],
    }
    assert "[x]" not in ck.text(PATH)


REPORT = "\t- [ ] {}the report 🔁 every month 📅 2026-{}-20\n"


@pytest.mark.parametrize("waiting", ["", "waiting: "])
@pytest.mark.parametrize("command", [("done", "анна"), ("log", "анна", "sent it", "--done")])
def test_what_recurs_gets_its_next_one(ck: Ck, command: tuple[str, ...], waiting: str) -> None:
    """Above the one that is kept, by `done` and by `log`; undo takes both back."""
    text = HEAD + ENTRY + REPORT.format(waiting, 11)
    ck.note(PATH, text)
    assert ck(*command).code == 0
    kept = REPORT.format(waiting, 11).replace("[ ]", "[x]")
    assert ck.text(PATH).startswith(HEAD + ENTRY + REPORT.format(waiting, 12) + kept)
    assert ck("undo").code == 0
    assert ck.text(PATH) == text


def test_what_recurs_by_an_unknown_rule_stays_open(ck: Ck) -> None:
    """The box is left, and the answer says why and what to do; dropped it is for good."""
    text = HEAD + ENTRY + REPORT.format("", 11).replace("month", "blue moon")
    ck.note(PATH, text)
    result = ck("done", "анна")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"ck: {PATH}:8: This task recurs, and its next occurrence can't be written: ck "
        "does not know the rule “every blue moon”. It stays open: tick it in Obsidian, or end it "
        "with ck done --drop. Nothing was written.\n"
    )
    assert ck.text(PATH) == text
    assert ck("done", "анна", "--drop").code == 0
    assert ck.text(PATH) == text.replace("[ ]", "[-]")


@pytest.mark.parametrize("date", ["📅 by fri", "📅 27.11.2026.", "(📅 2026-11-27) and call", "📅"])
def test_a_date_in_another_form_is_no_hindrance(ck: Ck, date: str) -> None:
    """One character changes, and back; the rest of the line stays as it is."""
    text = f"{HEAD}{ENTRY}\t- [ ] the CV {date}\n"
    ck.note(PATH, text)
    assert ck("done", "анна").code == 0
    assert ck.text(PATH) == text.replace("[ ]", "[x]")
    assert ck("undo").code == 0
    assert ck.text(PATH) == text


def test_two_alike_are_told_apart_by_their_day(ck: Ck) -> None:
    """The same words twice: the day names which; of two with the same day it is the first."""
    later = CV.replace("20\n", "27\n")
    ck.note(PATH, HEAD + ENTRY + CV + later)
    assert ck("done", "анна", "the CV 📅 2026-11-27").code == 0
    assert ck.text(PATH) == HEAD + ENTRY + CV + later.replace("[ ]", "[x]")
    ck.note(PATH, HEAD + ENTRY + CV + CV)
    assert ck("done", "анна", "the CV").code == 0
    assert ck.text(PATH) == HEAD + ENTRY + CV.replace("[ ]", "[x]") + CV
    ck.note(PATH, HEAD + ENTRY + CV + later)
    assert ck("done", "анна", "the CV").code == 3


APPOINTMENT = "- [ ] 2026-11-20 11:00 call: about the role\n\tShe tells me more.\n\t- [ ] ask her\n"
REMINDER = "\n## Plans\n* [/] ask about the team 📅 2026-11-20 🔁 every week\n"


def test_an_appointment_that_is_ticked_is_the_entry(ck: Ck) -> None:
    """One character changes, what stands below it is the entry's, and undo takes it back."""
    text = HEAD + ENTRY + APPOINTMENT
    ck.note(PATH, text)
    result = ck("done", "анна")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина\n"
        "  - [x] 2026-11-20 11:00 call: about the role\n"
        "      She tells me more.\n"
        "      - [ ] ask her\n"
        "Back Fri 27 Nov for your promise, then Sun 20 Dec · ck undo\n"
    )
    assert ck.text(PATH) == HEAD + ENTRY + APPOINTMENT.replace("[ ]", "[x]", 1)
    assert json.loads(ck("show", "анна", "--json").out)["contact"]["last_contact"] == "2026-11-20"
    ck("undo")
    assert ck.text(PATH) == text


def test_an_appointment_that_is_dropped_is_nothing(ck: Ck) -> None:
    """It is no entry, and no task any more."""
    ck.note(PATH, HEAD + ENTRY + APPOINTMENT.partition("\n")[0] + "\n")
    result = ck("done", "анна", "--drop")
    assert result.out == (
        "Анна Каренина\n  - [-] 2026-11-20 11:00 call: about the role\nBack Wed 16 Dec · ck undo\n"
    )
    contact = json.loads(ck("show", "анна", "--json").out)["contact"]
    assert (contact["tasks"], len(contact["entries"])) == ([], 1)


def test_a_reminder_is_ticked_where_it_stands(ck: Ck) -> None:
    """One that recurs gets its next one, and nobody was in touch by it."""
    ck.note(PATH, HEAD + ENTRY + REMINDER)
    result = ck("done", "анна", "team")
    assert result.out == (
        "Анна Каренина\n"
        "  * [ ] ask about the team 📅 2026-11-27 🔁 every week\n"
        "  * [x] ask about the team 📅 2026-11-20 🔁 every week\n"
        "Back Fri 27 Nov to ask about the team, then Wed 16 Dec · ck undo\n"
    )
    after = "".join(line.strip() + "\n" for line in result.out.split("\n")[1:3])
    assert ck.text(PATH) == HEAD + ENTRY + "\n## Plans\n" + after


@pytest.mark.parametrize(
    ("note", "text", "said"),
    [
        (HEAD + ENTRY, "", "there is no open task."),
        (HEAD, "", "there is no open task."),
        (HEAD + ENTRY + CV, "JD", ("there is no open task named “JD”. "
         "Open: the CV 📅 2026-11-20.")),
    ],
)  # fmt: skip
def test_nothing_to_tick_is_said(ck: Ck, note: str, text: str, said: str) -> None:
    """Where no open task fits, those that are open are named: exit 1."""
    ck.note(PATH, note)
    result = ck("done", "анна", *([text] if text else []))
    assert (result.code, result.out, result.err) == (1, "", f"ck: {PATH}: {said}\n")


def test_a_follow_up_is_said_to_be_a_property(ck: Ck) -> None:
    """The row that it makes can't be ticked; the command that is named ends it."""
    ck.note(PATH, HEAD.replace("---\n", "---\nfollow_up: 2026-11-20\n", 1) + ENTRY)
    assert "follow up" in ck("due").out
    result = ck("done", "анна")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"ck: {PATH}: there is no open task. follow_up (2026-11-20) is a property, which any entry "
        f"of its day or later settles: ck set '{PATH}' follow_up= removes it.\n"
    )
    line = shlex.split(result.err.partition("settles: ck ")[2].partition(" removes")[0])
    assert ck(*line).code == 0
    assert "follow up" not in ck("due").out


def test_dry_run_and_json(ck: Ck) -> None:
    """`--dry-run` shows the diff and writes nothing; JSON has the entry as written."""
    ck.note(PATH, HEAD + ENTRY + CV)
    result = ck("done", "анна", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"--- {PATH}\n+++ {PATH}\n@@ -7,3 +7,3 @@\n - 2026-11-16 call: talked\n"
        "- - [ ] the CV 📅 2026-11-20\n+ - [x] the CV 📅 2026-11-20\n \nBack Wed 16 Dec\n"
    )
    assert ck.text(PATH) == HEAD + ENTRY + CV
    result = ck("done", "анна", "--json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "version": 1,
        "command": "done",
        "today": "2026-11-23",
        "vault": str(ck.vault),
        "changes": [
            {
                "name": "Анна Каренина",
                "path": PATH,
                "line": "- 2026-11-16 call: talked\n\t- [x] the CV 📅 2026-11-20",
                "next_due": "2026-12-16",
            }
        ],
        "dry_run": False,
    }
