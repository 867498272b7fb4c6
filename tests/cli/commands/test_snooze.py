from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

PATH = "Recruiters/Анна.md"
LOG = "\n## Interactions\n- 2026-11-16 call: talked\n"


def head(*lines: str) -> str:
    """Return the block of a monthly contact with further lines."""
    return "\n".join(["---", "tags: [recruiter]", "cadence: monthly", *lines, "---", ""])


@pytest.mark.parametrize(
    ("until", "day", "said"),
    [
        ("in 3 weeks", "2026-12-14", "Mon 14 Dec"),
        ("через 3 недели", "2026-12-14", "Mon 14 Dec"),
        ("fri", "2026-11-27", "Fri 27 Nov"),
        ("в пятницу", "2026-11-27", "Fri 27 Nov"),
        ("monday", "2026-11-30", "Mon 30 Nov"),
        ("завтра", "2026-11-24", "Tue 24 Nov"),
        ("11.01", "2027-01-11", "Mon 11 Jan"),
        ("2027-12-01", "2027-12-01", "Wed 1 Dec 2027"),
    ],
)
def test_snooze_takes_a_day_to_come(ck: Ck, until: str, day: str, said: str) -> None:
    """Both properties are written, the day in words of either language."""
    ck.note(PATH, head() + LOG)
    result = ck("snooze", "анна", until)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"Анна\n  snooze_until: {day}\n  snoozed: 2026-11-23\nSnoozed to {said} · ck undo\n"
    )
    assert ck.text(PATH) == head(f"snooze_until: {day}", "snoozed: 2026-11-23") + LOG


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("today", "UNTIL needs a day in the future; 2026-11-23 is not."),
        ("вчера", "UNTIL needs a day in the future; 2026-11-22 is not."),
        ("2026-02-30", "UNTIL: there is no day 2026-02-30."),
        ("", "UNTIL needs a day such as 2026-11-23 or fri, in 2 weeks, 12.01, not “”."),
        ("later", "UNTIL needs a day such as 2026-11-23 or fri, in 2 weeks, 12.01, not “later”."),
    ],
)
def test_snooze_refuses_what_is_no_day_to_come(ck: Ck, until: str, said: str) -> None:
    """The sentence names the argument; nothing is written."""
    ck.note(PATH, head() + LOG)
    result = ck("snooze", "анна", until)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")
    assert ck.text(PATH) == head() + LOG


def test_a_second_snooze_takes_the_place_of_the_first(ck: Ck) -> None:
    """The note's own spelling of the property stays."""
    ck.note(PATH, head("Snooze until: 2026-11-25", "snoozed: 2026-11-01") + LOG)
    assert ck("snooze", "анна", "2026-12-01").code == 0
    assert ck.text(PATH) == head("Snooze until: 2026-12-01", "snoozed: 2026-11-23") + LOG


def test_pause_and_resume(ck: Ck) -> None:
    """A pause hides until further notice; resume takes away whatever hides somebody."""
    ck.note(PATH, head("snooze_until: 2026-12-01", "snoozed: 2026-11-23") + LOG)
    result = ck("pause", "анна")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Анна\n  status: paused\nPaused · ck undo\n"
    result = ck("resume", "анна")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна\n  status: removed\n  snooze_until: removed\n  snoozed: removed\n"
        "Back Wed 16 Dec · ck undo\n"
    )
    assert ck.text(PATH) == head() + LOG
    result = ck("resume", "анна")
    assert (result.code, result.err) == (0, "")
    assert result.out == "Анна\n  nothing to change\nBack Wed 16 Dec\n"


def test_pause_until_a_day_and_why(ck: Ck) -> None:
    """Words are written as YAML needs them; the next pause without them takes them away."""
    ck.note(PATH, head() + LOG)
    result = ck("pause", "анна", "--until", "1 марта", "--why", 'a: "b"\n# c')
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна\n  status: paused\n  paused_until: 2027-03-01\n"
        "  paused_why: 'a: \"b\" # c'\nPaused until Mon 1 Mar · ck undo\n"
    )
    assert ck.text(PATH) == (
        head("status: paused", "paused_until: 2027-03-01", "paused_why: 'a: \"b\" # c'") + LOG
    )
    assert ck("pause", "анна", "--yes").code == 0
    assert ck.text(PATH) == head("status: paused") + LOG
    result = ck("pause", "анна", "--until", "yesterday")
    assert (result.code, result.out) == (2, "")
    assert result.err == "ck: --until needs a day in the future; 2026-11-22 is not.\n"


@pytest.mark.parametrize("command", ["pause", "resume"])
def test_a_wish_not_to_be_written_to_is_not_overwritten(ck: Ck, command: str) -> None:
    """`do-not-contact` goes only where it is removed by name."""
    ck.note(PATH, head("status: do-not-contact") + LOG)
    result = ck(command, "анна")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "ck: Анна is marked do-not-contact, which stays until you say so: ck set анна status=\n"
    )
    assert ck.text(PATH) == head("status: do-not-contact") + LOG


def test_json_describes_the_properties(ck: Ck) -> None:
    """JSON has what was asked to be set, null where it was to go."""
    ck.note(PATH, head() + LOG)
    result = ck("pause", "анна", "--until", "2027-03-01", "--json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "version": 1,
        "command": "pause",
        "today": "2026-11-23",
        "vault": str(ck.vault),
        "changes": [
            {
                "name": "Анна",
                "path": PATH,
                "line": None,
                "next_due": json.loads(result.out)["changes"][0]["next_due"],
                "properties": {
                    "status": "paused",
                    "paused_until": "2027-03-01",
                    "paused_why": None,
                },
                "hides": [],
            }
        ],
    }


TASKS = (
    "\n## Interactions\n- 2026-11-16 call: talked\n\t- [ ] the CV 📅 2026-12-04\n"
    "\t- [ ] waiting: the JD 📅 2026-12-01\n- [ ] 2026-12-03 11:00 call: about the role\n"
)
HIDDEN = (
    "birthday Fri 27 Nov; Thu 3 Dec 11:00 call: about the role; you promised by Fri 4 Dec: the CV"
)


@pytest.mark.parametrize(
    ("command", "back"),
    [
        (["snooze", "анна", "2026-12-05"], "Snoozed to Sat 5 Dec"),
        (["pause", "анна", "--until", "2026-12-05"], "Paused until Sat 5 Dec"),
        (["pause", "анна"], "Paused"),
        (["log", "анна", "x", "--snooze", "2026-12-05"], "Snoozed to Sat 5 Dec"),
    ],
)
def test_what_it_hides_is_said(ck: Ck, command: list[str], back: str) -> None:
    """Birthdays, promises and appointments that come up before the end."""
    ck.note(PATH, head("birthday: 11-27") + TASKS)
    result = ck(*command)
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(f"\nHides: {HIDDEN}.\n{back} · ck undo\n")


def test_what_comes_up_later_is_not_hidden(ck: Ck) -> None:
    """Nor is anything said where a change hides nobody anew; JSON has the reasons."""
    ck.note(PATH, head("birthday: 11-27") + TASKS)
    assert "Hides" not in ck("snooze", "анна", "2026-11-27").out
    changes = json.loads(ck("snooze", "анна", "2026-12-04", "--json").out)["changes"]
    assert [each["kind"] for each in changes[0]["hides"]] == ["birthday", "meet"]
    assert "Hides" not in ck("set", "анна", "role=HR").out
    assert "Hides" not in ck("resume", "анна").out


PAUSED = ("status: paused", "paused_until: 2027-03-01", "paused_why: parental leave")
SAID = "Анна is paused until Mon 1 Mar: parental leave."


@pytest.mark.parametrize(
    ("options", "lost"),
    [
        ([], "the day and the reason"),
        (["--until", "2027-04-01"], "the reason"),
        (["--why", "moved"], "the day"),
    ],
)
def test_a_second_pause_asks_before_it_erases_the_first(
    ck: Ck, options: list[str], lost: str
) -> None:
    """In a script it takes --yes; what is replaced or the same is not asked about."""
    text = head(*PAUSED) + LOG
    ck.note(PATH, text)
    result = ck("pause", "анна", *options)
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        f"ck: {SAID} Erase {lost}? There is no terminal to ask in: --yes answers.\n"
    )
    assert ck.text(PATH) == text
    assert ck("pause", "анна", *options, "--yes").code == 0
    assert "status: paused" in ck.text(PATH)
    assert ("parental leave" in ck.text(PATH)) is False
    ck.note(PATH, text)
    assert ck("pause", "анна", "--until", "2027-05-01", "--why", "moved").code == 0
    ck.note(PATH, head("status: paused", "paused_until: 2026-11-01", "paused_why: x") + LOG)
    assert ck("pause", "анна").code == 0
