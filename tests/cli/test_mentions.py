"""What notes about meetings and daily notes say of somebody: every command reckons with it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

PATH = "People/Boris.md"
BORIS = "---\ntags: [recruiter]\ncadence: monthly\n---\n## Interactions\n- 2026-08-14 call: met\n"
MEETING = "---\ntype: meeting\ndate: 2026-11-20\npeople: [Boris]\n---\n"


@pytest.fixture
def boris(ck: Ck) -> Ck:
    """Give a vault where other notes say of Boris what his own does not."""
    ck.note("contactkeeper.toml", "[log]\nmeetings = true\nmentions = true\n")
    ck.note(PATH, BORIS)
    return ck


def next_due(ck: Ck, *arguments: str) -> object:
    """Return the day on which the answer of a command has somebody back."""
    (change,) = json.loads(ck(*arguments, "--json").out)["changes"]
    return change["next_due"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["log", "boris", "-> tg: asked"], "Back Sun 20 Dec"),
        (["log", "boris", "~ linkedin: liked his post"], "Back Sun 20 Dec"),
        (["log", "boris", "-d", "1 nov", "call: hello"], "Back Sun 20 Dec"),
        (["set", "boris", "role=Lead"], "Back Sun 20 Dec"),
        (["meet", "boris", "11 dec", "11:00"], "Back Fri 11 Dec"),
        (["snooze", "boris", "1 dec"], "Snoozed to Tue 1 Dec"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_an_answer_names_the_day_that_the_list_has(
    boris: Ck, arguments: list[str], said: str
) -> None:
    """The same as `ck show` reckons with, in words and in JSON."""
    boris.note("Meetings/Plan.md", MEETING)
    assert next_due(boris, *arguments) == "2026-12-20"
    boris("undo")
    result = boris(*arguments)
    assert (result.code, result.err) == (0, "")
    assert said in result.out
    assert json.loads(boris("show", "boris", "--json").out)["contact"]["next_due"] == "2026-12-20"


@pytest.mark.parametrize("command", [["add", "Vera"], ["log", "Vera", "--new", "-> tg: asked"]])
def test_a_new_note_takes_what_was_said_before(boris: Ck, command: list[str]) -> None:
    """Somebody whom a note of a meeting named before has an entry as soon as there is a note."""
    boris.note("Meetings/Plan.md", MEETING.replace("Boris", "Vera"))
    result = boris(*command)
    assert (result.code, result.err) == (0, "")
    assert "Back Sat 20 Feb" in result.out


def test_a_name_of_two_people_is_nobodys_and_said_once(boris: Ck) -> None:
    """`ck check` names the last of the notes, those whom it may mean, and what to write."""
    boris.note("HR/Boris Lee.md", BORIS.replace("tags", "aliases: [Boris]\ntags"))
    for day in ("18", "20"):
        boris.note(f"Meetings/{day}.md", MEETING.replace("-20", f"-{day}"))
    result = boris("check", "--all")
    assert (result.code, result.err) == (0, "")
    assert result.out.split("\n")[0] == (
        "Meetings/20.md:1  unclear-name  “Boris” (in 2 notes) may be HR/Boris Lee or People/Boris,"
        " so it is an entry of none: write [[HR/Boris Lee]], or whom it means"
    )
    assert [boris("show", name).out.count("Nov") for name in ("People/Boris", "lee")] == [0, 0]
    boris.note("Meetings/20.md", MEETING.replace("Boris", '"[[HR/Boris Lee]]"'))
    assert "in 2 notes" not in boris("check", "--all").out
    assert "20 Nov" in boris("show", "lee").out


def test_a_log_settles_a_reply_that_another_note_owes(boris: Ck) -> None:
    """And says so."""
    boris.note("Daily/2026-11-20.md", "- <- tg: [[Boris]] asks for the CV\n")
    assert 'wrote 20 Nov: "[[Boris]] asks' in boris("due").out
    assert boris("log", "boris", "-> tg: sent the CV").out == (
        "Boris\n"
        "  - 2026-11-23 -> tg: sent the CV\n"
        "Closes: the reply owed since 20 Nov\n"
        "Back Sun 20 Dec · ck undo\n"
    )


def test_a_message_in_a_daily_note_is_not_excused_in_another_place(boris: Ck) -> None:
    """The older message of the own note is not the one that waits; nothing is written."""
    own = BORIS + "- 2026-09-01 <- tg: hello\n"
    boris.note(PATH, own)
    daily = boris.note("Daily/2026-11-20.md", "- <- tg: [[Boris]] says thanks\n")
    result = boris("log", "boris", "--no-reply")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "ck: Boris wrote last in your daily note of 20 Nov, and ck writes no daily notes:"
        " add [reply:: none] to that line.\n"
    )
    assert boris.text(PATH) == own
    daily.write_text("- <- tg: [[Boris]] says thanks [reply:: none]\n", encoding="utf-8")
    assert "nobody today" in boris("due").out
