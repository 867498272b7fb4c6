from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from terminals import in_terminal
from vaults import TALKED, fill_morning, note
from widths import cells

if TYPE_CHECKING:
    from cli.conftest import Ck

PIPE_120 = """\
Mon 23 November · 15 people in 4 weeks                                                                             • key

2026-11-23    Boris Ivanov    Avito        wrote 12 Nov: "two references, please"; birthday was Sun 22 Nov
2026-11-23    Мария Соколова  Контур       birthday today
2026-11-23    Dmitry Orlov    JetBrains    placed you 2 years ago, on Wed 18 Nov
2026-11-24 •  Ольга Ким       Ozon         you promised by Fri 20 Nov: the new CV
2026-11-24 •  Анна Каренина   Яндекс       the JD was to come by Fri 20 Nov
2026-11-24 •  Света Лебедева  Т-Банк       monthly, spoke 9 Oct · 2 weeks over
2026-11-25 •  Igor Volkov     VK           no answer logged since 29 Oct · 2nd try
2026-11-25 •  Юля Маркова     МТС          monthly, spoke 23 Oct · 2 days over
2026-11-25    Nadia Rahimi    inDrive      no entry yet · met Sat 14 Nov
2026-11-26    Елена Жук       Альфа-Банк   no answer since Apr, 2 tries; a comment keeps the door open
2026-11-26    Катя Нестерова               quarterly, spoke 2 Aug · 3 weeks over
2026-11-26    Tom Becker      Hays         on occasions · a year since you spoke
2026-11-27    Lucas Meyer                  birthday today
2026-11-27    Sergey Lin      Luxoft       you snoozed this to Mon 23 Nov
2026-11-27    Вера Ситник     Wildberries  quarterly, spoke 25 Aug · 2 days over
"""  # noqa: E501
CALENDAR_60 = """\
Mon 23 November · 15 people in 4 weeks                 • key

this week Mon 23 Boris Ivanov, Avito · Мария Соколова, Конт…
          Tue 24 Dmitry Orlov, JetBrains · • Ольга Ким, Ozon
          Wed 25 • Анна Каренина · • Света Лебедева
          Fri 27 Lucas Meyer · • Igor Volkov, VK

next week Mon 30 • Юля Маркова, МТС · Nadia Rahimi, inDrive
          Tue 1  Елена Жук, Альфа-Банк · Катя Нестерова
          Wed 2  Tom Becker, Hays · Sergey Lin, Luxoft
          Thu 3  Вера Ситник, Wildberries
"""
CALENDAR_120 = """\
Mon 23 November · 15 people in 4 weeks                                                                             • key

this week Mon 23 Nov Boris Ivanov, Avito · Мария Соколова, Контур
          Tue 24 Nov Dmitry Orlov, JetBrains · • Ольга Ким, Ozon
          Wed 25 Nov • Анна Каренина, Яндекс · • Света Лебедева, Т-Банк
          Fri 27 Nov Lucas Meyer · • Igor Volkov, VK

next week Mon 30 Nov • Юля Маркова, МТС · Nadia Rahimi, inDrive
          Tue 1 Dec  Елена Жук, Альфа-Банк · Катя Нестерова
          Wed 2 Dec  Tom Becker, Hays · Sergey Lin, Luxoft
          Thu 3 Dec  Вера Ситник, Wildberries
"""  # noqa: E501
SHARE = """\
Mon 23 November · 3 of 13 today by the plan

reply       Boris Ivanov   Avito     wrote 12 Nov: "two references, please"; birthday was Sun 22 Nov
occasion    Мария Соколова Контур    birthday today
occasion    Dmitry Orlov   JetBrains placed you 2 years ago, on Wed 18 Nov

10 more by Fri 27 Nov: ck plan
! Катя Нестерова: line 4: `telegram: @katya` needs quotes. Listed by its log alone: ck check
"""
CAUGHT_UP = """\
Mon 23 November · 6 people in 4 weeks                                      • key

2026-11-23    Lost          birthday was Fri 20 Nov
2026-11-24    Born          birthday was Sun 22 Nov
2026-11-27 •  A     Ozon    monthly, spoke 1 May · 5 months over; time for a talk: spoke 1 May
2026-11-30    C             quarterly, spoke 1 May · 3 months over
2026-12-01    D     Lamoda  quarterly, spoke 1 May · 4 months over
2026-12-02    E             quarterly, spoke 1 May · 4 months over

Born stays: birthday was Sun 22 Nov

Snoozed 3 people, the last to Tue 1 Dec; 3 people stay on the list · ck undo
"""
TIGHT = "[plan]\nper_day = 1\nblackout = ['2026-11-25..2026-11-26']\n"


def fill_backlog(ck: Ck) -> dict[str, str]:
    """Put a backlog of five into a vault with one place a day, and return the notes' texts."""
    ck.note("contactkeeper.toml", TIGHT)
    notes = {
        "A.md": note(TALKED, tier="key", company="Ozon"),
        "Born.md": note("- 2026-11-12: x\n", birthday="11-22"),
        "C.md": note(TALKED),
        "D.md": note(TALKED, company="Lamoda"),
        "E.md": note(TALKED, telegram="@e"),
        "Lost.md": note("- 2026-11-12: x\n", birthday="11-20"),
    }
    for path, text in notes.items():
        ck.note(path, text)
    return notes


def test_the_head_names_the_situation(ck: Ck) -> None:
    """Where it is not the usual one, as in the morning list."""
    fill_morning(ck)
    ck.note("contactkeeper.toml", '[mode]\nname = "searching"\n')
    assert ck("plan").out.startswith("Mon 23 November · searching · ")


def test_a_line_a_person_through_a_pipe(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The day, the name, the company and the reasons that will hold on that day."""
    fill_morning(ck)
    monkeypatch.setenv("COLUMNS", "120")
    result = ck("plan")
    assert (result.code, result.err) == (0, "")
    assert result.out == PIPE_120


@pytest.mark.parametrize(("columns", "page"), [(60, CALENDAR_60), (120, CALENDAR_120)])
def test_a_calendar_by_week(ck: Ck, columns: int, page: str) -> None:
    """In a terminal a week is a block, a day a line, people with their companies as far as fits."""
    fill_morning(ck)
    ck.note("contactkeeper.toml", "[plan]\nper_day = 2\nblackout = ['2026-11-26']\n")
    code, out = in_terminal("plan", columns=columns, environ={"NO_COLOR": "1"})
    assert (code, out) == (0, page)


@pytest.mark.parametrize("columns", [44, 60, 80, 100, 150, 200])
def test_no_line_is_wider_than_the_window(
    window: Ck, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """Whatever names, companies and reasons there are, in a terminal and through a pipe."""
    for number in range(12):
        name = f"{'王小明' * 5} {number}" if number % 2 else f"P{number} {'long ' * 15}".strip()
        window.note(f"{name}.md", note(TALKED, company=f"{'Ещё одна компания ' * 4}{number}"))
    window.note("Lost.md", note("- 2026-11-12: x\n", birthday="11-20", company="x" * 90))
    window.note(
        "contactkeeper.toml",
        "[plan]\nper_day = 5\nblackout = [2026-11-23]\n[mode]\nname = 'settling-in'\n",
    )
    monkeypatch.setenv("COLUMNS", str(columns))
    for arguments in (["plan"], ["plan", "--weeks", "1"], ["due", "--plan"]):
        piped = window(*arguments)
        code, out = in_terminal(*arguments, columns=columns)
        assert (piped.code, code) == (0, 0)
        for line in (*piped.out.split("\n"), *out.split("\n")):
            assert cells(line) <= columns, line


def test_the_share_of_today(ck: Ck) -> None:
    """`ck due --plan` is the morning list with those of today's share alone."""
    fill_morning(ck)
    result = ck("due", "--plan")
    assert (result.code, result.out, result.err) == (0, SHARE, "")
    document = json.loads(ck("due", "--plan", "--json").out)
    whole = json.loads(ck("due", "--json").out)
    assert (document["total"], document["shown"]) == (13, 3)
    shown = [item["name"] for item in document["items"]]
    assert shown == ["Boris Ivanov", "Мария Соколова", "Dmitry Orlov"]
    assert [item for item in whole["items"] if item["name"] in shown] == document["items"]
    assert ck("due", "--plan", "--exit-code").code == 1


def test_a_day_without_a_share(ck: Ck) -> None:
    """On a free day, and when all of the share is done, nobody is shown and the others wait."""
    ck.note("A.md", note(TALKED))
    assert ck("due", "--plan", "--today", "2026-11-22").out == (
        "Sun 22 November · nobody of 1 today by the plan\n\n1 more on Mon 23 Nov: ck plan\n"
    )
    assert ck("due", "--plan", "--exit-code", "--today", "2026-11-22").code == 0
    ck("log", "A", "x")
    assert ck("due", "--plan").out == (
        "Mon 23 November · nobody today\n\nNext: A, Tue 23 Feb (quarterly)\n"
    )
    ck.note("B.md", note("- 2026-08-25: x\n"))
    assert ck("due", "--plan").out == (
        "Mon 23 November · nobody today\n\nNext: B, Wed 25 Nov (quarterly)\n"
    )
    assert ck("plan", "--company", "x").out == (
        "Mon 23 November · none of 2 contacts matches: --company x\n"
    )


def test_who_has_no_place_is_said(ck: Ck) -> None:
    """Who loses a day is named with why; who can wait is counted, with the plan to make."""
    fill_backlog(ck)
    code, out = in_terminal("plan", "--weeks", "1", environ={"NO_COLOR": "1"})
    assert code == 0
    assert (
        out
        == """\
Mon 23 November · 6 people in 1 week                                       • key

this week Mon 23 Nov Lost
          Tue 24 Nov Born
          Fri 27 Nov • A, Ozon

3 more find no place in 1 week: ck plan --weeks 2
"""
    )
    ck.note("Reply.md", note("- 2026-11-20 <- tg: hi\n", tier="key"))
    code, out = in_terminal("plan", "--weeks", "1", environ={"NO_COLOR": "1"})
    assert out.split("\n")[2:] == [
        "this week Mon 23 Nov • Reply and 1 more",
        "          Tue 24 Nov Born",
        "          Fri 27 Nov • A, Ozon",
        "",
        "3 more find no place in 1 week: ck plan --weeks 2",
        "",
    ]
    assert ck("plan", "--weeks", "1").out.split("\n")[6:] == [
        "no place      C              every place until Sun 29 Nov is taken",
        "no place      D      Lamoda  every place until Sun 29 Nov is taken",
        "no place      E              every place until Sun 29 Nov is taken",
        "",
    ]


def test_what_is_lost_is_said_not_the_rhythm_before_it(ck: Ck) -> None:
    """The timer rests; the birthday is what has no place."""
    ck.note("contactkeeper.toml", "[plan]\nblackout = ['2026-11-24..2026-12-31']\n")
    ck.note("Soon.md", note("- 2026-08-25: x\n", birthday="11-26"))
    code, out = in_terminal("plan", columns=120, environ={"NO_COLOR": "1"})
    assert code == 0
    assert out == (
        "Mon 23 November · 1 person in 4 weeks\n\n"
        "no place  Soon: birthday Thu 26 Nov · no working day until Sun 29 Nov\n"
    )


def test_the_document_is_whole(ck: Ck) -> None:
    """Days with people and their reasons, and who has no place with why."""
    ck.note("contactkeeper.toml", "[plan]\nper_day = 1\n")
    ck.note("A.md", note(TALKED, company="Ozon"))
    ck.note("B.md", note(TALKED, company="Ozon"))
    ck.note("Lost.md", note("- 2026-11-12: x\n", birthday="11-20"))
    ck.note("Reply.md", note("- 2026-11-20 <- tg: hi\n", tier="key"))
    born = {"kind": "birthday", "due": "2026-11-20", "text": "birthday was Fri 20 Nov"}
    late = {"kind": "cadence", "due": "2026-08-01"}
    late["text"] = "quarterly, spoke 1 May · 3 months over"
    reply = {"kind": "reply", "due": "2026-11-20", "text": 'wrote 20 Nov: "hi"'}
    result = ck("plan", "--weeks", "1", "--json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "version": 1, "command": "plan", "today": "2026-11-23", "vault": str(ck.vault),
        "days": [
            {"date": "2026-11-23",
             "people": [{"name": "Reply", "path": "Reply.md", "reasons": [reply]},
                        {"name": "Lost", "path": "Lost.md", "reasons": [born]}]},
            {"date": "2026-11-24",
             "people": [{"name": "A", "path": "A.md", "reasons": [late]}]},
        ],
        "unplaced": [
            {"name": "B", "path": "B.md", "reasons": [late],
             "why": "one person of Ozon a week, and others come first"},
        ],
    }  # fmt: skip


def test_where_everybody_can_wait_nothing_is_said_of_who_stays(ck: Ck) -> None:
    """One blank line stands before the answer."""
    ck.note("contactkeeper.toml", "[plan]\nper_day = 1\n")
    for name in "AB":
        ck.note(f"{name}.md", note(TALKED))
    result = ck("plan", "--catch-up", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Mon 23 November · 2 people in 4 weeks\n\n"
        "2026-11-23  A  quarterly, spoke 1 May · 3 months over\n"
        "2026-11-24  B  quarterly, spoke 1 May · 3 months over\n\n"
        "Snoozed 1 person, the last to Tue 24 Nov; 1 person stays on the list · ck undo\n"
    )


def test_a_backlog_is_snoozed_to_its_days_and_one_undo_takes_it_back(ck: Ck) -> None:
    """The later ones who can wait get `snooze_until`; the others and a broken note stay."""
    notes = fill_backlog(ck)
    result = ck("plan", "--catch-up", "--yes")
    assert (result.code, result.out) == (0, CAUGHT_UP)
    assert result.err == (
        "ck: E is left out: line 3: The properties don't parse: `telegram: @e` needs quotes\n"
    )
    changed = {path: ck.text(path) for path in notes}
    snooze = "snooze_until: 2026-{}\nsnoozed: 2026-11-23\n---\n\n"
    for path, until in (("A.md", "11-27"), ("C.md", "11-30"), ("D.md", "12-01")):
        assert changed.pop(path) == notes[path].replace("---\n\n", snooze.format(until))
    assert changed == {path: notes[path] for path in changed}
    assert [item["name"] for item in json.loads(ck("due", "--json").out)["items"]] == [
        "Lost", "Born", "E",
    ]  # fmt: skip
    assert ck("undo").out.count("snooze_until") == 3
    assert {path: ck.text(path) for path in notes} == notes
    assert ck("undo").code == 1


def test_the_share_says_when_the_plan_has_the_others(ck: Ck) -> None:
    """Not when they could be reached: colleagues wait a week."""
    ck.note("contactkeeper.toml", "[plan]\nper_day = 1\n")
    for name in "ABC":
        ck.note(f"{name}.md", note(TALKED, company="Ozon"))
    ck.note("Born.md", note("- 2026-11-01: x\n", birthday="11-20"))
    ck.note("Gone.md", note("- 2026-11-01: x\n", birthday="11-20"))
    assert ck("due", "--plan").out.split("\n")[-2:] == [
        "3 more by Mon 7 Dec: ck plan",
        "",
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_note_that_lies_elsewhere_is_left_out_of_a_catch_up(ck: Ck) -> None:
    """What a link leads to outside the vault is named, and the others are snoozed."""
    ck.note("contactkeeper.toml", "[plan]\nper_day = 1\n")
    outside = ck.note("../Outside.md", note(TALKED))
    for name in "ABD":
        ck.note(f"{name}.md", note(TALKED))
    (ck.vault / "C.md").symlink_to(outside)
    result = ck("plan", "--catch-up", "--yes")
    assert (result.code, result.err) == (
        0,
        f"ck: C is left out: It leads out of the vault, to {outside.resolve()}\n",
    )
    assert "Snoozed 2 people" in result.out
    assert "snooze_until" in ck.text("D.md")
    assert outside.read_text(encoding="utf-8") == note(TALKED)


def test_a_catch_up_as_a_document(ck: Ck) -> None:
    """The plan, who was snoozed until when, and whose note could not be changed and why."""
    fill_backlog(ck)
    plan = json.loads(ck("plan", "--json").out)
    document = json.loads(ck("plan", "--catch-up", "--yes", "--json").out)
    assert document.pop("snoozed") == [
        {"name": "A", "path": "A.md", "until": "2026-11-27"},
        {"name": "C", "path": "C.md", "until": "2026-11-30"},
        {"name": "D", "path": "D.md", "until": "2026-12-01"},
    ]
    assert document.pop("left_out") == [
        {
            "name": "E",
            "path": "E.md",
            "why": "line 3: The properties don't parse: `telegram: @e` needs quotes",
        },
        {"name": "Born", "path": "Born.md", "why": "birthday was Sun 22 Nov"},
    ]
    assert document == plan


def test_nothing_is_snoozed_without_a_yes(ck: Ck) -> None:
    """Without a terminal and `--yes` the command ends with 2; in a terminal it asks."""
    notes = fill_backlog(ck)
    result = ck("plan", "--catch-up")
    assert result.code == 2
    assert result.err.endswith(
        "ck: Snooze 3 people to the days of the plan, until Tue 1 Dec? "
        "There is no terminal to ask in: --yes answers.\n"
    )
    result = ck("plan", "--catch-up", "--json")
    assert (result.code, result.err) == (2, "")
    assert json.loads(result.out)["error"]["code"] == "needs-yes"
    code, out = in_terminal("plan", "--catch-up", typed="n\n", environ={"NO_COLOR": "1"})
    assert code == 1
    assert out.endswith("until Tue 1 Dec? [Y/n] ck: nothing was done.\n")
    assert {path: ck.text(path) for path in notes} == notes
    code, out = in_terminal("plan", "--catch-up", typed="\n", environ={"NO_COLOR": "1"})
    assert code == 0
    assert ck.text("C.md") != notes["C.md"]


def test_a_morning_that_fits_needs_no_snooze(ck: Ck) -> None:
    """Where nobody has a later day nothing is asked and nothing is written."""
    ck.note("A.md", note(TALKED))
    result = ck("plan", "--catch-up")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith("\n\nNobody to snooze; 1 person stays on the list\n")
    assert ck.text("A.md") == note(TALKED)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["plan", "--weeks", "0"], "--weeks takes a number from 1 to 52."),
        (["plan", "--weeks", "53"], "--weeks takes a number from 1 to 52."),
        (["plan", "--yes"], "--yes goes with --catch-up: a plan alone asks nothing."),
        (["plan", "--tier", "gold"], "--tier takes key or supporting, not “gold”."),
        (["due", "--plan", "--soon"],
         "--plan shows today's share, so it takes none of --soon, --limit and --all."),
        (["due", "--plan", "--limit", "3"],
         "--plan shows today's share, so it takes none of --soon, --limit and --all."),
    ],
)  # fmt: skip
def test_what_does_not_go_together_is_refused(ck: Ck, arguments: list[str], sentence: str) -> None:
    """A number out of its bounds, or options that contradict each other, end with 2."""
    ck.note("A.md", note(TALKED))
    result = ck(*arguments)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {sentence}\n")


def test_the_filters_of_due(ck: Ck) -> None:
    """The plan is one of those whom the filters take, and its commands keep them."""
    fill_backlog(ck)
    days = json.loads(ck("plan", "--tier", "key", "--json").out)["days"]
    assert [[item["name"] for item in each["people"]] for each in days] == [["A"]]
    code, out = in_terminal("plan", "--tier", "supporting", "--weeks", "1")
    assert code == 0
    assert "ck plan --tier supporting --weeks 2" in out


def test_a_vault_without_contacts(ck: Ck) -> None:
    """It is an error that says what to do, as everywhere."""
    assert ck("plan").code == 2
