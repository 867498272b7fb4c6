from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

DAYS = "2026-11-23 or fri, in 2 weeks, 12.01"
PATH = "Recruiters/Анна Каренина.md"
NOTE = (
    "---\ntags: [recruiter]\ncadence: monthly\n---\n\n## Interactions\n- 2026-11-02 call: talked\n"
)
BORIS = "---\ntags: [recruiter]\n---\n## Log\n| Дата | О чём |\n|---|---|\n| 02.11.2026 | a |\n"
CALL = "- [ ] 2026-11-27 11:00 call: about the role\n"
WORDS = ("fri", "11:00", "call:", "about", "the", "role")


def test_an_appointment_is_one_line(ck: Ck) -> None:
    """It needs no quotes, stands by its day, and undo takes it back."""
    ck.note(PATH, NOTE)
    result = ck("meet", "анна", *WORDS)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина\n"
        "  - [ ] 2026-11-27 11:00 call: about the role\n"
        "Back Fri 27 Nov for the call, then Wed 2 Dec · ck undo\n"
    )
    assert ck.text(PATH) == NOTE + CALL
    assert ck("undo").code == 0
    assert ck.text(PATH) == NOTE


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("call",), "- [ ] 2026-11-27 call:"),
        (("9.30", "Созвон"), "- [ ] 2026-11-27 09:30 Созвон:"),
        (("phone call",), "- [ ] 2026-11-27 phone call:"),
        (("в", "11.00", "12.5 million"), "- [ ] 2026-11-27 11:00: 12.5 million"),
        (("11:00", "Созвон"), "- [ ] 2026-11-27 11:00 Созвон:"),
        (("call", "about", "work"), "- [ ] 2026-11-27 meeting: call about work"),
        (("pancakes",), "- [ ] 2026-11-27 meeting: pancakes"),
    ],
)
def test_a_channel_alone_needs_no_colon(ck: Ck, words: tuple[str, ...], line: str) -> None:
    """Among other words it is text."""
    ck.note(PATH, NOTE)
    assert ck("meet", "анна", "fri", *words).code == 0
    assert ck.text(PATH) == f"{NOTE}{line}\n"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("1", "dec"), "- [ ] 2026-12-01 11:00 call: about the role"),
        (("1", "dec", "15:00"), "- [ ] 2026-12-01 15:00 call: about the role"),
        (("1", "dec", "15:00", "meeting:", "the", "offer"),
         "- [ ] 2026-12-01 15:00 meeting: the offer"),
    ],
)  # fmt: skip
def test_an_appointment_moves_in_one_change(ck: Ck, words: tuple[str, ...], line: str) -> None:
    """It is dropped where it stood; what is not typed is as it was; one undo takes it back."""
    ck.note(PATH, NOTE + CALL)
    result = ck("meet", "анна", *words, "--moved")
    assert (result.code, result.err) == (0, "")
    assert result.out.split("\n")[:2] == ["Анна Каренина", f"  {line}"]
    assert "Back Tue 1 Dec for the " in result.out
    assert ck.text(PATH) == NOTE + CALL.replace("[ ]", "[-]") + f"{line}\n"
    assert ck("undo").code == 0
    assert ck.text(PATH) == NOTE + CALL


def test_the_appointment_of_todays_row_moves(ck: Ck) -> None:
    """Of two it is the one that today's row speaks of first, else the next one."""
    past = "- [ ] 2026-11-20 09:00 call: who knows\n"
    today = "- [ ] 2026-11-23 10:00 call: today\n"
    ck.note(PATH, NOTE + past + today + CALL)
    assert ck("meet", "анна", "thu", "--moved").code == 0
    assert today.replace("[ ]", "[-]") in ck.text(PATH)
    ck.note(PATH, NOTE + CALL + "- [ ] 2026-11-30 call: later\n")
    assert ck("meet", "анна", "thu", "--moved").code == 0
    assert CALL.replace("[ ]", "[-]") in ck.text(PATH)


def test_nothing_moves_where_nothing_is_planned(ck: Ck) -> None:
    """A plain error, and the note stays."""
    ck.note(PATH, NOTE)
    result = ck("meet", "анна", "fri", "--moved")
    assert (result.code, result.out) == (1, "")
    assert result.err == f"ck: {PATH}: there is no open task.\n"
    assert ck.text(PATH) == NOTE


def test_a_reminder_is_one_line(ck: Ck) -> None:
    """Its day stands at its end, where the Tasks plugin has it."""
    ck.note(PATH, NOTE)
    result = ck("remind", "анна", "tomorrow", "ask about the team")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина\n"
        "  - [ ] ask about the team 📅 2026-11-24\n"
        "Back Tue 24 Nov to ask about the team, then Wed 2 Dec · ck undo\n"
    )
    assert ck.text(PATH) == NOTE + "- [ ] ask about the team 📅 2026-11-24\n"


def test_of_one_day_the_appointment_is_named(ck: Ck) -> None:
    """Whatever was written last: it stands on top that day."""
    ck.note(PATH, NOTE + CALL)
    out = ck("remind", "анна", "fri", "ask about the team").out
    assert out.endswith("Back Fri 27 Nov for the call, then Wed 2 Dec · ck undo\n")


def test_several_people_get_it_in_the_hand_of_each_note(ck: Ck) -> None:
    """As one change; of a name that is given twice nothing is written."""
    ck.note(PATH, NOTE)
    ck.note("Boris.md", BORIS)
    result = ck("meet", "анна", "--with", "boris", *WORDS)
    assert result.out == (
        "Анна Каренина\n"
        "  - [ ] 2026-11-27 11:00 call: about the role\n"
        "Back Fri 27 Nov for the call, then Wed 2 Dec · ck undo\n"
        "Boris\n"
        "  - [ ] 27.11.2026 11:00 call: about the role\n"
        "Back Fri 27 Nov for the call, then Tue 2 Feb · ck undo\n"
    )
    dotted = CALL.replace("2026-11-27", "27.11.2026")
    assert (ck.text(PATH), ck.text("Boris.md")) == (NOTE + CALL, f"{BORIS}\n{dotted}")
    ck("undo")
    assert (ck.text(PATH), ck.text("Boris.md")) == (NOTE, BORIS)
    twice = ck("remind", "анна", "--with", "каренина", "fri", "x")
    assert (twice.code, twice.out, ck.text(PATH)) == (2, "", NOTE)


def test_json_and_dry_run(ck: Ck) -> None:
    """The document says the line; a dry run shows it and writes nothing."""
    ck.note(PATH, NOTE)
    result = ck("meet", "анна", *WORDS, "--json", "--dry-run")
    document = json.loads(result.out)
    assert (document["command"], document["dry_run"]) == ("meet", True)
    assert document["changes"] == [
        {
            "name": "Анна Каренина",
            "path": PATH,
            "line": CALL.rstrip("\n"),
            "next_due": "2026-12-02",
        }
    ]
    shown = ck("meet", "анна", *WORDS, "--dry-run").out
    assert f"\n+{CALL}" in shown
    assert "ck undo" not in shown
    assert ck.text(PATH) == NOTE


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("call:", "x"), f"ck: DAY needs a day such as {DAYS}, not “call: x”.\n"),
        (("yesterday", "11:00"), "ck: 2026-11-22 is over: for what happened there is ck log.\n"),
        (("fri", "25:00", "call"), "ck: 25:00 is no time.\n"),
        (("fri", "at", "9:60"), "ck: 9:60 is no time.\n"),
        (("fri", "13:00pm", "call"), "ck: 13:00pm is no time.\n"),
        (("fri", "email:", "x"), "ck: email is no talk: give the time, or use ck remind.\n"),
        (("fri", "-> tg: x"), "ck: an appointment has no direction, and this begins with ->.\n"),
        (("30.02", "x"), "ck: DAY: there is no day 30.02.\n"),
    ],
)  # fmt: skip
def test_what_is_no_appointment_is_refused(ck: Ck, words: tuple[str, ...], said: str) -> None:
    """With what is wrong, and nothing is written."""
    ck.note(PATH, NOTE)
    result = ck("meet", "анна", *words)
    assert (result.code, result.out, result.err) == (2, "", said)
    assert ck.text(PATH) == NOTE


def test_a_meeting_has_a_word_of_the_note(ck: Ck) -> None:
    """Where neither a time nor a channel is given, in the language of the note's channels."""
    ck.note(PATH, NOTE.replace("call:", "звонок:"))
    ck("meet", "анна", "пятница", "обсудить", "роль")
    assert ck.text(PATH).endswith("- [ ] 2026-11-27 встреча: обсудить роль\n")


def test_a_month_with_an_appointment(ck: Ck) -> None:
    """It rests the timers, stands on top, asks, and is the entry once it is ticked."""
    ck.note(PATH, NOTE.replace("11-02", "10-20"))
    ck.note("Boris.md", NOTE.replace("11-02", "10-22"))
    ck("meet", "анна", *WORDS)
    rows = {day: ck("--today", f"2026-11-{day}", "due").out for day in ("26", "27", "30")}
    assert "Анна" not in rows["26"]
    assert "meet        Анна Каренина 11:00 call: about the role" in rows["27"]
    assert "call of Fri 27 Nov: did it take place?" in rows["30"]
    assert ck("--today", "2026-11-30", "done", "анна").code == 0
    shown = json.loads(ck("--today", "2026-11-30", "show", "анна", "--json").out)["contact"]
    assert (shown["last_contact"], shown["next_due"]) == ("2026-11-27", "2026-12-27")


HELD = "- [ ] 2026-11-20 11:00 call: about the role\n"


@posix
@pytest.mark.parametrize(("answer", "box"), [("\n", "[x]"), ("y\n", "[x]"), ("n\n", "[ ]")])
def test_log_offers_to_tick_the_appointment(ck: Ck, answer: str, box: str) -> None:
    """A conversation of its day or later may have been it: both are written as one change."""
    from terminals import in_terminal

    ck.note(PATH, NOTE + HELD)
    code, shown = in_terminal("log", "анна", "call: she sends the JD", typed=answer)
    assert code == 0
    assert shown.startswith("Was that the call of Fri 20 Nov? [Y/n]")
    assert ck.text(PATH) == NOTE + HELD.replace("[ ]", box) + (
        "- 2026-11-23 call: she sends the JD\n"
    )
    assert "Closes: the call of Fri 20 Nov" in shown
    ck("undo")
    assert ck.text(PATH) == NOTE + HELD


@posix
@pytest.mark.parametrize("words", ["-> tg: asked", "~ linkedin: liked it", "2026-11-19 call: x"])
def test_nothing_else_is_the_appointment(ck: Ck, words: str) -> None:
    """A message, a touch, a talk before its day: nobody is asked."""
    from terminals import in_terminal

    ck.note(PATH, NOTE + HELD)
    code, shown = in_terminal("log", "анна", words)
    assert (code, "Was that" in shown) == (0, False)
    assert HELD in ck.text(PATH)


@posix
def test_the_offer_ticks_a_recurring_appointment_too(ck: Ck) -> None:
    """Its next one stands above it, though no date stands after a sign."""
    from terminals import in_terminal

    held = HELD.replace("\n", " 🔁 every 2 weeks\n")
    ck.note(PATH, NOTE + held)
    code, shown = in_terminal("log", "анна", "call: we talked", typed="y\n")
    assert (code, "Was that" in shown) == (0, True)
    after = ck.text(PATH)
    assert held.replace("11-20", "12-04") + held.replace("[ ]", "[x]") in after
    assert "- 2026-11-23 call: we talked\n" in after


def test_check_makes_an_open_task_of_an_entry_in_the_future(ck: Ck) -> None:
    """An appointment, or a reminder, with what stands below it."""
    future = "- 2026-12-01 11:00 call: about the role\n\t- [ ] ask\n* **02.12.2026**: birthday\n"
    ck.note(PATH, NOTE + future)
    result = ck("check", "--fix", "--yes")
    assert result.code == 0
    fixed = future.replace("- 2026", "- [ ] 2026").replace("* **", "* [ ] **")
    assert ck.text(PATH) == NOTE + fixed
    tasks = json.loads(ck("show", "анна", "--json").out)["contact"]["tasks"]
    assert [task["kind"] for task in tasks] == ["appointment", "reminder", "reminder"]
    ck("undo")
    assert ck.text(PATH) == NOTE + future


@pytest.mark.parametrize(
    "line", ["- 2026-12-01 -> tg: x\n", "- 2026-12-01 <- x\n", "- 2026-12-01 ~ x\n"]
)
def test_check_makes_no_task_of_a_message_in_the_future(ck: Ck, line: str) -> None:
    """A message is no appointment: its date is wrong, and only its writer knows the right one."""
    ck.note(PATH, NOTE + line)
    said = (
        f"{PATH}:8  future-entry  This entry is of 2026-12-01, after today, so it counts for "
        "nothing until then. Correct the date\n"
    )
    result = ck("check", "--fix", "--yes")
    assert (result.code, said in result.out) == (1, True)
    assert ck.text(PATH) == NOTE + line
    assert ck("check").out == f"{said}1 problem that changes the list\n"
    assert ck("check", "--today", "2026-12-01").code == 0


def test_check_makes_an_open_task_of_a_block_and_of_a_row(ck: Ck) -> None:
    """Where a new task would go; what can't be said by a task says what to do."""
    block = "---\ntags: [recruiter]\n---\n## Log\n\n### 2026-11-02 call\nx\n"
    ck.note(PATH, f"{block}\n### 2026-12-01 11:00 call: about the role\nbring the CV\n")
    ck.note("Boris.md", BORIS + "| 01.12.2026 11:00 | звонок: о роли |\n")
    ck.note("Vera.md", BORIS + "| 01.12.2026 | a<br>- [ ] cv |\n")
    said = (
        "future-entry  This entry is of 2026-12-01, after today: until then it is an appointment."
    )
    assert ck("check").out == (
        f"Boris.md:8  {said} --fix makes it an open task\n"
        f"{PATH}:9  {said} --fix makes it an open task\n"
        f"Vera.md:8  {said} Correct the date, or write a task in its place: - [ ] 2026-12-01 …\n"
        "3 problems that change the list\n"
    )
    assert ck("check", "--fix", "--yes").code == 1
    assert ck.text(PATH) == block.replace(
        "### ", "- [ ] 2026-12-01 11:00 call: about the role\n\tbring the CV\n\n### "
    )
    assert ck.text("Boris.md") == f"{BORIS}\n- [ ] 01.12.2026 11:00 звонок: о роли\n"
    assert ck.text("Vera.md") == BORIS + "| 01.12.2026 | a<br>- [ ] cv |\n"


def test_old_tasks_are_one_line(ck: Ck) -> None:
    """`ck check` names each with its line."""
    days = ("2026-10-20", "2026-10-23", "2026-10-24")
    old = "\n## Plans\n" + "".join(f"- [ ] of {day} 📅 {day}\n" for day in days)
    ck.note(PATH, NOTE + old)
    ck.note("Boris.md", BORIS)
    out = ck("due").out
    assert "of 2026-10-24 · noted for Sat 24 Oct" in out
    assert "2 old tasks: ck check" in out
    assert "of 2026-10-23" not in out
    what = "over a month ago, so no row shows it. Tick it, drop it (`[-]`), or give it another day"
    assert ck("check").out.splitlines()[:2] == [
        f"{PATH}:{line}  old-task  This task was for {day}, {what}"
        for line, day in zip((10, 11), days, strict=False)
    ]


def test_an_old_follow_up_is_no_task_to_tick(ck: Ck) -> None:
    """The remark about a property says so, and does not ask to tick it."""
    ck.note(PATH, "---\ntags: [recruiter]\nfollow_up: 2026-10-01\n---\n")
    assert ck("check").out.splitlines()[0] == (
        f"{PATH}:1  old-task  Its follow-up was for 2026-10-01, over a month ago, "
        "so no row shows it. Remove it, or give it another day"
    )


HEAD = "---\ntags: [recruiter]\n---\n"
BLOCKS = "### 02.11.2026 звонок\nО роли.\n\n### 01.10.2026\nпривет\n"
ROWS = (
    "## Log\n| Date | Type | Summary |\n|---|---|---|\n| 2026-10-05 | call | hello |\n"
    "| 2026-11-02 | -> email | sent |\n"
)
PARAGRAPHS = "**2026-11-02** call: remote\n\n**2026-09-02** <- mail: offer\n"


HANDS = {
    "blocks": (f"{HEAD}## Журнал\n\n{{}}{BLOCKS}", "- [ ] 27.11.2026 11:00 call: x\n\n",
               "### {} -> tg: {}\n- [ ] CV 📅 2026-12-04\n\n"),
    "rows": (f"{HEAD}{ROWS}{{}}", "\n- [ ] 2026-11-27 11:00 call: x\n",
             "| {} | tg | -> {}<br>- [ ] CV 📅 2026-12-04 |\n"),
    "paragraphs": (f"{HEAD}## Meetings\n\n{{}}{PARAGRAPHS}",
                   "- [ ] **2026-11-27** 11:00 call: x\n\n",
                   "**{}** -> tg: {}\n- [ ] CV 📅 2026-12-04\n\n"),
}  # fmt: skip


@pytest.mark.parametrize("hand", HANDS)
def test_from_the_appointment_to_an_amended_entry_in_each_hand(ck: Ck, hand: str) -> None:
    """`meet`, `done`, `log`, `--amend` and `undo`: each is written as the note has its entries."""
    note, planned, entry = HANDS[hand]
    ck.note(PATH, note.format(""))

    def written(said: str, day: str = "") -> str:
        form = ".".join(reversed(day.split("-"))) if hand == "blocks" else day
        new = entry.format(form, said) if said else ""
        ticked = planned.replace("[ ]", "[x]")
        return note.format(new + ticked if hand == "rows" else ticked + new)

    day = "2026-11-28"
    later = ("--today", day)
    assert ck("meet", "анна", "fri", "11:00", "call:", "x").code == 0
    assert ck.text(PATH) == note.format(planned)
    assert ck("done", "анна", *later).code == 0
    assert ck.text(PATH) == written("")
    assert ck("log", "анна", "-> tg: sent", "--promise", "CV by fri", *later).code == 0
    assert ck.text(PATH) == written("sent", day)
    result = ck("log", "анна", "-d", "yesterday", "--amend", "-> tg: all", *later)
    assert ck.text(PATH) == written("all", "2026-11-27")
    assert "Closes" not in result.out
    for _ in range(4):
        assert ck("undo").code == 0
    assert ck.text(PATH) == note.format("")
