from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from vaults import BROKEN, TALKED, fill_broken, fill_morning, note
from widths import cells

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

GROUPS = (
    *("meet", "reply", "promise", "waiting", "occasion", "reconnect"),
    *("circle", "today", "new", "soon"),
)
WIDTHS = ("60", "80", "110", "120", "200")

PAGE_60 = """\
Mon 23 November · 13 people, 10 shown                  • key

 1 reply       Boris Ivanov   wrote 12 Nov: "two references,
                              please"
                              + birthday was Sun 22 Nov
 2 promise   • Ольга Ким      you promised by Fri 20 Nov:
                              the new CV
 3 waiting   • Анна Каренина  the JD was to come by Fri 20
                              Nov
 4 new         Nadia Rahimi   no entry yet · met Sat 14 Nov
 5 occasion    Мария Соколова birthday today
 6             Dmitry Orlov   placed you 2 years ago, on Wed
                              18 Nov
 7 reconnect • Света Лебедева spoke 9 Oct · 2 weeks over
 8           • Igor Volkov    no answer logged since 29 Oct
 9             Елена Жук      no answer since Apr, 2 tries
                              + a comment keeps the door
                                open
10           ! Катя Нестерова spoke 2 Aug · 3 weeks over

3 more, 1 key: ck due --all
2 more by Friday: ck due --soon
! Катя Нестерова: line 4: `telegram: @katya` need…: ck check
"""

PAGE_80 = """\
Mon 23 November · 13 people, 10 shown                                      • key

 1 reply       Boris Ivanov   Avito      wrote 12 Nov: "two references, please"
                                         + birthday was Sun 22 Nov
 2 promise   • Ольга Ким      Ozon       you promised by Fri 20 Nov: the new CV
 3 waiting   • Анна Каренина  Яндекс     the JD was to come by Fri 20 Nov
 4 new         Nadia Rahimi   inDrive    no entry yet · met Sat 14 Nov
 5 occasion    Мария Соколова Контур     birthday today
 6             Dmitry Orlov   JetBrains  placed you 2 years ago, on Wed 18 Nov
 7 reconnect • Света Лебедева Т-Банк     monthly, spoke 9 Oct · 2 weeks over
 8           • Igor Volkov    VK         no answer logged since 29 Oct · 2nd try
 9             Елена Жук      Альфа-Банк no answer since Apr, 2 tries
                                         + a comment keeps the door open
10           ! Катя Нестерова            quarterly, spoke 2 Aug · 3 weeks over

3 more, 1 key: ck due --all · 2 more by Friday: ck due --soon
! Катя Нестерова: line 4: `telegram: @katya` needs quotes: ck check
"""

PAGE_120 = """\
Mon 23 November · 13 people, 10 shown                                                                              • key

 1 reply       Boris Ivanov   Avito      wrote 12 Nov: "two references, please"  mail
                                         + birthday was Sun 22 Nov
 2 promise   • Ольга Ким      Ozon       you promised by Fri 20 Nov: the new CV  tg · when sent: ck done ольга
 3 waiting   • Анна Каренина  Яндекс     the JD was to come by Fri 20 Nov        tg · last: «Platform снова нанимает»
 4 new         Nadia Rahimi   inDrive    no entry yet · met Sat 14 Nov
 5 occasion    Мария Соколова Контур     birthday today                          tg · last: нашла Go-лида
 6             Dmitry Orlov   JetBrains  placed you 2 years ago, on Wed 18 Nov   linkedin · thank: CV review (14 Sep)
 7 reconnect • Света Лебедева Т-Банк     monthly, spoke 9 Oct · 2 weeks over     call · last: о команде
 8           • Igor Volkov    VK         no answer logged since 29 Oct · 2nd try call · mail got no answer
 9             Елена Жук      Альфа-Банк no answer since Apr, 2 tries            a comment keeps the door open
10           ! Катя Нестерова            quarterly, spoke 2 Aug · 3 weeks over   mail · last: x

3 more, 1 key: ck due --all · 2 more by Friday: ck due --soon
! Катя Нестерова: line 4: `telegram: @katya` needs quotes. Listed by its log alone: ck check
"""  # noqa: E501

PAGE_PIPED = """\
Mon 23 November · 13 people, 10 shown                                      • key

reply       Boris Ivanov   Avito      wrote 12 Nov: "two references, please"; birthday was Sun 22 Nov
promise   • Ольга Ким      Ozon       you promised by Fri 20 Nov: the new CV
waiting   • Анна Каренина  Яндекс     the JD was to come by Fri 20 Nov
new         Nadia Rahimi   inDrive    no entry yet · met Sat 14 Nov
occasion    Мария Соколова Контур     birthday today
occasion    Dmitry Orlov   JetBrains  placed you 2 years ago, on Wed 18 Nov
reconnect • Света Лебедева Т-Банк     monthly, spoke 9 Oct · 2 weeks over
reconnect • Igor Volkov    VK         no answer logged since 29 Oct · 2nd try
reconnect   Елена Жук      Альфа-Банк no answer since Apr, 2 tries; a comment keeps the door open
reconnect ! Катя Нестерова            quarterly, spoke 2 Aug · 3 weeks over

3 more, 1 key: ck due --all · 2 more by Friday: ck due --soon
! Катя Нестерова: line 4: `telegram: @katya` needs quotes. Listed by its log alone: ck check
"""  # noqa: E501


def names(out: str) -> list[str]:
    """Return the names of the rows, each followed by at least two blanks."""
    rows = (line for line in out.split("\n") if line.partition(" ")[0] in GROUPS)
    return [row[12:].partition("  ")[0] for row in rows]


@pytest.mark.parametrize(
    ("columns", "page"),
    [
        ("60", PAGE_60),
        ("80", PAGE_80),
        ("120", PAGE_120),
    ],
)
def test_a_morning_has_one_line_a_person_with_why_and_how_late(
    window: Ck, monkeypatch: pytest.MonkeyPatch, columns: str, page: str
) -> None:
    """Number, group, mark, name, company, reason and, in wide windows, what to say; the footer."""
    monkeypatch.setenv("COLUMNS", columns)
    fill_morning(window)
    result = window("due")
    assert result.out == page
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize("columns", ["110", "140", "200"])
def test_a_row_says_each_thing_once(
    window: Ck, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """What is in the column for what to say is no further reason beside it."""
    monkeypatch.setenv("COLUMNS", columns)
    fill_morning(window)
    (row,) = (line for line in window("due").out.split("\n") if "Елена" in line)
    assert row.count("a comment") == 1


def test_in_a_pipe_a_person_is_one_whole_line_with_its_group(
    ck: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is cut and nothing is numbered, however narrow the window is said to be."""
    fill_morning(ck)
    for columns in ("10", "80"):
        monkeypatch.setenv("COLUMNS", columns)
        assert ck("due").out.split("\n")[1:] == PAGE_PIPED.split("\n")[1:]


def test_a_personal_reason_without_room_in_the_row_stands_below_it(
    window: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It follows the first where there is room; a timer without room is cut, or left out."""
    window.note(
        "A.md", note("- 2026-10-20 <- tg: a question about pay\n", birthday="11-22", tier="key")
    )
    for columns, rows in {
        "60": [
            '1 reply     • A wrote 20 Oct: "a question about pay"',
            "                + birthday was Sun 22 Nov",
        ],
        "80": ['1 reply     • A wrote 20 Oct: "a question about pay"; birthday was Sun 22 Nov'],
        "120": [
            '1 reply     • A wrote 20 Oct: "a question about pay"                 tg',
            "                + birthday was Sun 22 Nov",
        ],
    }.items():
        monkeypatch.setenv("COLUMNS", columns)
        assert window("due").out.split("\n")[2:-1] == rows


@pytest.mark.parametrize("columns", WIDTHS)
def test_no_line_is_wider_than_the_window(
    window: Ck, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """Long names, two-cell letters, marks and joined emoji are cut to fit, in each command."""
    monkeypatch.setenv("COLUMNS", columns)
    wide = {
        "Кузнецова-Константинопольская Александра Владимировна " * 3: "Очень длинное " * 20,
        "山田太郎" * 15: "株式会社" * 20,
        "👨‍👩‍👧 Ann ❤️ " * 8: "🇷🇺 1️⃣ emoji " * 10,
        "Zoe\u0308\u0301\u0327 Ångström ก็ मनीष": "a\u0300" * 90,
    }
    for place, (name, words) in enumerate(wide.items()):
        texts = f"- 2026-05-0{place + 1} <- {words}: {words} [gave:: {words}] [got:: {words}]\n"
        texts += f"\t- [ ] {words} 📅 2026-05-20\n\t- [ ] waiting: {words}\n"
        properties = f"company: {words}\nrole: {words}\ncadence: {words}\ntelegram: {words}\n"
        window.note(f"{name[:60]}.md", note(texts).replace("---\n\n", f"{properties}---\n\n", 1))
        window.note(f"{place}.md", note(f"- 2026-05-01: {words}\n", company=words))
    for command in (
        ["due"], ["due", "--limit", "1"], ["due", "--soon"], ["list"], ["list", "--grep", "a"],
        ["show", "0.md"], *(["show", f"{name[:60]}.md", "--all"] for name in wide),
    ):  # fmt: skip
        result = window(*command)
        assert (result.code, result.err) == (0, "")
        assert [line for line in result.out.split("\n") if cells(line) > int(columns)] == []


def test_text_from_notes_is_shown_and_never_obeyed(ck: Ck) -> None:
    """Escape sequences, bidi marks, markup and line breaks in names and texts are only text."""
    evil = "\x1b[2J\x1b]8;;http://x\x07link\x1b]8;;\x07\u202eabc\u2066\x9b31m [red]x[/red] :smile:"
    ck.note(
        f"Eve {evil[:4]}\u202e [b].md",
        note(f"- 2026-11-20 <- tg: {evil}\n").replace("tags:", f'company: "{evil}"\ntags:'),
    )
    for command in (
        ["due"],
        ["due", "--limit", "1"],
        ["list"],
        ["show", "eve"],
        ["check", "--all"],
    ):
        result = ck(*command)
        assert result.err == ""
        assert re.findall(r"[^\n\x20-\x7e\xa0-\u2007\u2010-\u2027\u2030-\u2065\u206a-\uffff]",
                          result.out) == []  # fmt: skip
    assert "Eve" in ck("due").out
    assert "[b]" in ck("due").out
    assert "[red]x[/red] :smile:" in ck("show", "eve").out


def test_no_vault_says_how_to_name_one(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Outside every vault there is one sentence, and exit code 2."""
    monkeypatch.delenv("CK_VAULT")
    monkeypatch.chdir(tmp_path)
    for command in (["due"], ["list"], ["show", "anna"], ["check"]):
        result = ck(*command)
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            "ck: no vault here. Go to the folder of your notes and run ck init, "
            "or name it: ck due --vault FOLDER.\n"
        )


def test_a_vault_without_notes_teaches_how_to_begin(ck: Ck) -> None:
    """An empty vault is no quiet day: it says what makes the first contact, and exits with 2."""
    said = "ck: there are no notes here. ck add NAME makes the first one.\n"
    for command in (["due"], ["list"]):
        result = ck(*command)
        assert (result.code, result.out, result.err) == (2, "", said)


def test_a_vault_without_contacts_says_what_looks_like_people(ck: Ck) -> None:
    """The tag that is used instead is named, and `ck init`, which takes people from there."""
    for name in ("Anna", "Boris"):
        ck.note(f"People/{name}.md", "---\ntags: [person]\nemail: a@example.com\n---\n")
    ck.note("Recipe.md", "Soup.\n")
    said = (
        "ck: none of the 3 notes here is a contact. Notes that look like people: "
        'folder "People" 2, tag "person" 2. ck init sets them up as contacts.\n'
    )
    for command in (["due"], ["list"]):
        result = ck(*command)
        assert (result.code, result.out, result.err) == (2, "", said)


def test_a_quiet_day_says_who_is_next(ck: Ck) -> None:
    """Nobody due is good news in one line, and the next person in another."""
    ck.note("Вера Ситник.md", note("- 2026-08-25 tg: x\n"))
    ck.note("Later.md", note("- 2026-11-20 tg: x\n"))
    result = ck("due")
    assert result.out == (
        "Mon 23 November · nobody today\n\nNext: Вера Ситник, Wed 25 Nov (quarterly)\n"
    )
    assert (result.code, result.err) == (0, "")
    assert ck("due", "--soon", "0").out == result.out
    assert ck("due", "--soon", "1").out == result.out


def test_nobody_to_come_leaves_out_the_next(ck: Ck) -> None:
    """Where nobody ever comes up, the quiet day is one line."""
    ck.note("A.md", note("- 2026-08-25 tg: x\n", status="paused"))
    assert ck("due").out == "Mon 23 November · nobody today\n"


def test_who_comes_up_soon_is_shown_without_anybody_due(ck: Ck) -> None:
    """`--soon` on a quiet day shows the rows of the coming days under a head that says so."""
    ck.note("Вера Ситник.md", note("- 2026-08-25 tg: x\n"))
    assert ck("due", "--soon").out == (
        "Mon 23 November · nobody today\n\nsoon        Вера Ситник quarterly, spoke 25 Aug\n"
    )


def test_filters_narrow_the_list_and_its_commands(window: Ck) -> None:
    """Tier, focus, tag and company are all asked of each row; the footer repeats them."""
    fill_morning(window)
    window.note(
        "F.md",
        note(TALKED, focus="technical", company="Big Co").replace("recruiter", "recruiter/it"),
    )
    for filters in (["--tag", "#recruiter/it"], ["--company", "big co"], ["--focus", "TECHNICAL"]):
        assert len(window("due", *filters).out.split("\n")) == 4
    result = window("due", "--tier", "key", "--limit", "4")
    assert (
        result.out
        == """\
Mon 23 November · 5 people, 4 shown                                        • key

1 promise   • Ольга Ким      Ozon   you promised by Fri 20 Nov: the new CV
2 waiting   • Анна Каренина  Яндекс the JD was to come by Fri 20 Nov
3 reconnect • Света Лебедева Т-Банк monthly, spoke 9 Oct · 2 weeks over
4           • Igor Volkov    VK     no answer logged since 29 Oct · 2nd try

1 more, 1 key: ck due --tier key --all
"""
    )
    result = window("due", "--tier", "supporting", "--company", "a b")
    assert result.out == (
        "Mon 23 November · none of 18 contacts matches: --tier supporting --company 'a b'\n"
    )
    result = window("due", "--tier", "gold")
    assert (result.code, result.out, result.err) == (
        2, "", "ck: --tier takes key or supporting, not “gold”.\n",
    )  # fmt: skip


def test_the_limit_leaves_out_whom_it_may_and_counts_them(
    window: Ck,
) -> None:
    """What is cut is counted in the footer with a command that shows it; 0 shows all."""
    for number in range(45):
        window.note(f"P{number:02}.md", note(TALKED))
    page = window("due").out.split("\n")
    assert page[0] == "Mon 23 November · 45 people, 10 shown"
    assert page[12:] == ["", "35 more: ck due --all", ""]
    for everybody in (["--all"], ["--limit", "0"]):
        assert len(window("due", *everybody).out.split("\n")) == 48
        assert window("due", *everybody).out.split("\n")[0] == "Mon 23 November · 45 people"
    two = window("due", "--limit", "2").out.split("\n")
    assert two[0] == "Mon 23 November · 45 people, 2 shown"
    assert two[4:] == ["", "43 more: ck due --all", ""]
    assert window("due", "--all", "--limit", "2").code == 2
    result = window("due", "--limit", "-1")
    assert (result.code, result.out) == (2, "")
    assert result.err == "ck: --soon and --limit take a number from 0 up.\n"


def test_the_exit_code_says_whether_somebody_is_due(ck: Ck) -> None:
    """`--exit-code` exits with 1 when somebody is due, whatever is shown; else always 0."""
    ck.note("Вера Ситник.md", note("- 2026-08-25 tg: x\n"))
    assert ck("due", "--exit-code").code == 0
    assert ck("due", "--exit-code", "--soon").code == 0
    ck.note("A.md", note(TALKED))
    assert ck("due").code == 0
    assert ck("due", "--exit-code").code == 1
    assert ck("due", "--exit-code", "--json").code == 1


def test_nobody_vanishes_for_a_fault_in_the_note(ck: Ck) -> None:
    """Every broken note is listed, marked where the fault matters, and the last line names them."""
    fill_broken(ck)
    result = ck("due", "--limit", "0")
    assert (result.code, result.err) == (0, "")
    everybody = [*BROKEN, "Encoding", "Same", "same"]
    assert sorted(names(result.out)) == sorted(everybody)
    marked = [line for line in result.out.split("\n") if re.match(r"reconnect !", line)]
    assert len(marked) == 13
    assert result.out.split("\n")[-2] == (
        "! 15 problems in P/Large.md, Bracket, Cadence, Conflict, Duplicate, Encoding, Fence, "
        "Future, Half, Impossible, Snooze, Status, Template, Yaml: ck check"
    )


@pytest.mark.parametrize("columns", WIDTHS)
def test_the_line_about_problems_names_as_many_as_it_can(
    window: Ck, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """It fits each window, counts those it can't name, and always ends in the command."""
    monkeypatch.setenv("COLUMNS", columns)
    fill_broken(window)
    line = window("due").out.split("\n")[-2]
    found = re.fullmatch(r"! 15 problems in (.*?)(?: and (\d+) more)?: ck check", line)
    assert found
    assert len(found[1].split(", ")) + int(found[2] or 0) == 14
    assert cells(line) <= int(columns)


@pytest.mark.parametrize("columns", ["1", "10", "25"])
def test_where_no_name_has_room_the_problems_are_counted(
    window: Ck, monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """In a pane of a few cells the list is as long as elsewhere, and ends in the command."""
    monkeypatch.setenv("COLUMNS", columns)
    for name in ("Anna", "Boris"):
        window.note(f"{name}.md", note(TALKED, cadence="sometimes"))
    result = window("due")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(": ck check\n")


def test_one_problem_is_told_in_the_last_line(ck: Ck, window: Ck) -> None:
    """Where there is one, the line says which line and why; and what follows, where it fits."""
    ck.note("Катя.md", note(TALKED, telegram="@katya"))
    said = "! Катя: line 3: `telegram: @katya` needs quotes"
    assert window("due").out.split("\n")[-2] == f"{said}: ck check"
    assert ck("due").out.split("\n")[-2] == f"{said}. Listed by its log alone: ck check"


def test_a_decomposed_file_name_is_the_composed_one(ck: Ck) -> None:
    """A name as macOS stores it is shown, filtered and found as it is typed."""
    ck.note(f"{unicodedata.normalize('NFD', 'Фёдор Йод')}.md", note(TALKED, company="Ёж"))
    assert ck("due", "--company", "еж").out.split("\n")[2] == (
        "reconnect   Фёдор Йод Ёж quarterly, spoke 1 May · 3 months over"
    )
    assert ck("show", "фёдор").code == 0


def test_a_name_to_type_means_one_person_in_the_whole_vault(
    ck: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A filter leaves one Ольга; the other has that name too."""
    monkeypatch.setenv("COLUMNS", "120")
    asked = TALKED + "\t- [ ] the CV 📅 2026-11-20\n"
    ck.note("Ольга Ким.md", note(asked, company="Ozon"))
    assert ck("due", "--company", "ozon").out.endswith("when sent: ck done ольга\n")
    ck.note("Ольга Жук.md", note(TALKED, company="VK"))
    assert ck("due", "--company", "ozon").out.endswith("when sent: ck done 'Ольга Ким'\n")


def test_the_head_gives_way_in_a_narrow_window(window: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the dot means is left out first, then the end of the head is cut."""
    for number in range(12):
        window.note(f"{number}.md", note(TALKED, tier="key"))
    for columns, head in {
        "60": "Mon 23 November · 12 people, 10 shown                  • key",
        "43": "Mon 23 November · 12 people, 10 shown",
        "40": "Mon 23 November · 12 people, 10 shown",
        "30": "Mon 23 November · 12 people,…",
    }.items():
        monkeypatch.setenv("COLUMNS", columns)
        assert window("due", "--limit", "10").out.split("\n")[0] == head


@pytest.mark.parametrize(
    ("tried", "said"),
    [
        ("- 2026-09-04 -> call: no answer\n", "called 4 Sep without an answer"),
        ("- 2026-09-04 -> звонок: не ответил\n", "called 4 Sep without an answer"),
        ("- 2026-09-04 -> email: asked\n", "wrote 4 Sep without an answer"),
        ("- 2026-09-04 ~ linkedin: like\n", ""),
    ],
)
def test_a_try_since_we_spoke_is_said(window: Ck, tried: str, said: str) -> None:
    """Where the rhythm itself is what is due; a touch is no try."""
    window.note("A.md", note(f"- 2026-06-30 call: talked\n{tried}", company="Ozon"))
    whole = f"quarterly, spoke 30 Jun, {said}" if said else "quarterly, spoke 30 Jun · 7 weeks over"
    assert window("due").out.split("\n")[2] == f"1 reconnect   A Ozon {whole}"


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ("100", "not spoken yet · touch 22 Nov: liked her post on teams · met Sat 14 Nov"),
        ("70", "not spoken yet · touch 22 Nov · met Sat 14 Nov"),
    ],
)
def test_the_morning_after_a_touch_says_it(
    window: Ck, monkeypatch: pytest.MonkeyPatch, columns: str, said: str
) -> None:
    """Who is new stays so: a touch is no contact, and the row has it at any width."""
    window.note("Vera.md", note("", met="2026-11-14"))
    window("log", "vera", "-d", "yesterday", "~ liked her post on teams")
    monkeypatch.setenv("COLUMNS", columns)
    result = window("due")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"Mon 23 November · 1 person\n\n1 new         Vera {said}\n"


def test_what_a_row_carries_for_many_is_said_below_the_list(window: Ck) -> None:
    """A holiday for which a row has no room is visible by its line; as a first reason it is not."""
    window.note(
        "contactkeeper.toml",
        '[[holiday]]\nname = "HR Day"\nrule = "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23"\n',
    )
    window.note("A.md", note("- 2026-11-12 <- tg: two references, please, for my boss\n"))
    assert "\nHR Day today: 1 person to congratulate: ck due --all\n" in window("due").out
    window.note("A.md", note("- 2026-11-12 tg: x\n"))
    assert window("due").out.count("HR Day") == 1
