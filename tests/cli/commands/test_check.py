from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from vaults import TALKED, fill_broken, note

if TYPE_CHECKING:
    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

ALL = """\
P/Address.md:3  address  `ваше величество` is no form of address: write ты, вы or `вы, Сергей Петрович`
P/Bracket.md:3  yaml  `company: [a, b` has a bracket that is not closed. Listed by its log alone. Correct that line: until then Obsidian shows no property of the note
P/Cadence.md:3  cadence  `sometimes` is no cadence, so the tier's holds: write monthly, every 6 weeks, 45 days, event or none
P/Conflict.md:7  conflict-markers  an unfinished merge left its marks here: both sides are read. --fix merges both sides
P/Duplicate.md:4  duplicate-key  `company` stands here again, and Obsidian then reads no property: keep one
P/Encoding.md:7  encoding  The note is not valid UTF-8, so it is read as well as can be and never written. Save it as UTF-8
P/Fence.md:7  unclosed  a fence begins here that is never closed: the rest is not read. Close it, or delete the line
P/Future.md:7  future-entry  This entry is of 2027-01-01, after today: until then it is an appointment. --fix makes it an open task
P/Gone (conflicted copy 2026-11-21 101530).md:1  conflict-copy  It is a conflict copy, and P/Gone.md is not there. Put into the note what it lacks and delete the copy, or rename the copy
P/Half.md:7  half-date  "23.11 hi" has no year, so it counts for nothing. --fix: 2026-11-23
P/Impossible.md:3  impossible-date  `birthday: 2026-02-30`: there is no day 2026-02-30. Correct the date
P/Impossible.md:8  impossible-date  there is no day 2026-02-30, so it counts for nothing. Correct the date
P/Lang.md:3  lang  `Esperanto` is no language that ck writes in: write en or ru
P/Large.md:1  too-large  It is over 10 MB, so it was passed over. Split it: ck reads notes up to 10 MB
P/Same.md:1  same-name  Q/same.md has the same name. Rename one, or delete it if it is a copy
P/Snooze.md:3  property-date  `snooze_until: soonish` is no date: write it as 2026-11-23
P/Status.md:3  status  `maybe` is no status, so it counts as active: write active, paused or do-not-contact
P/Template.md:3  template  a template's marks (`{{` or `<%`) are still in the properties: fill them in
P/Tier.md:3  tier  `gold` is no tier, so it counts as supporting: write key or supporting
P/Trust.md:3  trust  `9` is no trust from 1 to 5. Write 1, 2, 3, 4 or 5
P/Undated.md:7  undated  2 lines have no date, and count as text of the entries above. Where one is an entry, begin it with a date
P/Yaml.md:3  yaml  `telegram: @y` needs quotes. Listed by its log alone. --fix quotes it
16 problems that change the list · 6 remarks
"""  # noqa: E501
RUSSIAN = """\
P/Address.md:3  address  `ваше величество` — не обращение: напишите ты, вы или `вы, Сергей Петрович`
P/Bracket.md:3  yaml  в `company: [a, b` не закрыта скобка. Пока контакт известен только по журналу. Исправьте эту строку: до этого Obsidian не показывает ни одного свойства заметки
P/Cadence.md:3  cadence  `sometimes` — не ритм, поэтому действует общий: напишите «раз в месяц», «раз в 6 недель», «45 дней», «по поводу» или «нет»
P/Conflict.md:7  conflict-markers  здесь остались метки незавершённого слияния: читаются обе стороны. --fix объединит обе стороны
P/Duplicate.md:4  duplicate-key  `company` здесь уже второй раз, и Obsidian не читает ни одного свойства: оставьте одно
P/Encoding.md:7  encoding  Заметка не в UTF-8: она читается, насколько можно, и никогда не меняется. Сохраните её в UTF-8
P/Fence.md:7  unclosed  здесь начинается блок кода, который нигде не закрыт: дальше ничего не читается. Закройте его или удалите строку
P/Future.md:7  future-entry  Эта запись от 2027-01-01, позже сегодняшнего дня: до тех пор она считается назначенной встречей. --fix сделает её открытой задачей
P/Gone (conflicted copy 2026-11-21 101530).md:1  conflict-copy  Это копия после конфликта, а заметки P/Gone.md нет. Перенесите в заметку то, чего в ней нет, и удалите копию — или переименуйте копию
P/Half.md:7  half-date  у даты нет года («23.11 hi»), поэтому она не учитывается. --fix: 2026-11-23
P/Impossible.md:3  impossible-date  `birthday: 2026-02-30`: дня 2026-02-30 нет. Исправьте дату
P/Impossible.md:8  impossible-date  дня 2026-02-30 нет, поэтому это не учитывается. Исправьте дату
P/Lang.md:3  lang  `Esperanto` — на этом языке ck не пишет: напишите en или ru
P/Large.md:1  too-large  Заметка больше 10 МБ, поэтому пропущена. Разделите её: ck читает заметки до 10 МБ
P/Same.md:1  same-name  такое же имя: Q/same.md. Переименуйте одну из них или удалите, если это копия
P/Snooze.md:3  property-date  `snooze_until: soonish` — не дата: напишите в виде 2026-11-23
P/Status.md:3  status  `maybe` — такого статуса нет, поэтому считается «активно»: напишите «активно», «на паузе» или «не писать»
P/Template.md:3  template  в свойствах остались знаки шаблона (`{{` или `<%`): впишите вместо них значения
P/Tier.md:3  tier  `gold` — такого уровня нет, поэтому контакт считается поддерживающим: напишите «ключевой» или «поддерживающий»
P/Trust.md:3  trust  `9`: доверие — это число от 1 до 5. Напишите 1, 2, 3, 4 или 5
P/Undated.md:7  undated  2 строки без даты считаются продолжением записей выше. Если это запись, начните её с даты
P/Yaml.md:3  yaml  `telegram: @y` нужно взять в кавычки. Пока контакт известен только по журналу. --fix возьмёт в кавычки
16 проблем, которые влияют на список · 6 замечаний
"""  # noqa: E501
COPY = "P/Gone (conflicted copy 2026-11-21 101530).md"
REMARKS = ("address", "lang", "same-name", "tier", "trust", "undated")

FIXABLE = note("- 2026-05-01: a\n- 23.11 hi\n")
QUOTELESS = note(TALKED, telegram="@y")
DIFF = """\
--- A.md
+++ A.md
@@ -6,3 +6,3 @@
 - 2026-05-01: a
-- 23.11 hi
+- 2026-11-23 hi
\x20
--- B.md
+++ B.md
@@ -2,3 +2,3 @@
 tags: recruiter
-telegram: @y
+telegram: "@y"
 ---

"""


def test_every_fault_has_its_place_its_code_and_what_to_do(ck: Ck) -> None:
    """Path, line, code, sentence; problems alone, or with `--all` remarks too. Exit code 1."""
    fill_broken(ck)
    ck.note(COPY, note(TALKED))
    result = ck("check", "--all")
    assert result.out == ALL
    assert (result.code, result.err) == (1, "")
    problems = [
        line for line in ALL.split("\n") if not any(f"  {code}  " in line for code in REMARKS)
    ]
    problems[-2] += " (ck check --all)"
    assert ck("check").out.split("\n") == problems


def test_all_of_it_is_said_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths and codes stay, so do the English sentences of JSON."""
    monkeypatch.setenv("CK_LANG", "ru")
    fill_broken(ck)
    ck.note(COPY, note(TALKED))
    result = ck("check", "--all")
    assert result.out == RUSSIAN
    assert (result.code, result.err) == (1, "")
    said = json.loads(ck("check", "--json").out)["problems"]
    assert "`sometimes` is no cadence, so the tier's holds" in str(said)


def test_fixes_are_said_and_asked_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The question, the answer, and that nothing more can be fixed."""
    monkeypatch.setenv("CK_LANG", "ru")
    ck.note("A.md", FIXABLE)
    ck.note("B.md", QUOTELESS)
    result = ck("check", "--fix")
    assert (result.code, result.out) == (2, DIFF)
    assert result.err.startswith("ck: Исправить 2 проблемы? ")
    result = ck("check", "--fix", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"{DIFF}Удалось исправить 2 проблемы · ck undo\n"
        "Прочитаны 2 заметки, на список ничего не влияет\n"
    )
    ck.note("C.md", note(TALKED, cadence="часто"))
    assert ck("check", "--fix", "--yes").out == (
        "C.md:3  cadence  `часто` — не ритм, поэтому действует общий: напишите «раз в месяц», "
        "«раз в 6 недель», «45 дней», «по поводу» или «нет»\n"
        "Без догадок здесь ничего не исправить.\n"
        "1 проблема, которая влияет на список\n"
    )


def test_remarks_alone_are_no_failure(ck: Ck) -> None:
    """Where nothing hides or misplaces anybody, the exit code is 0."""
    ck.note("A.md", note(TALKED, tier="gold"))
    result = ck("check")
    assert (result.code, result.err) == (0, "")
    assert result.out == "1 note read, nothing changes the list · 1 remark (ck check --all)\n"
    ck.note("A.md", note(TALKED))
    ck.note("B.md", "Soup.\n")
    assert ck("check").out == "2 notes read, nothing changes the list\n"
    assert ck("check", "--fix").out == "2 notes read, nothing changes the list\n"


def test_a_note_that_can_not_be_read_is_named(ck: Ck) -> None:
    """A link that leads nowhere hides nobody else, and is a problem with its path."""
    ck.note("A.md", note(TALKED))
    (ck.vault / "B.md").symlink_to(ck.vault / "nowhere.md")
    result = ck("check")
    assert result.code == 1
    assert result.out == (
        "B.md:1  unreadable  It can't be read: No such file or directory. "
        "Check that you may read the file, and that it is complete\n"
        "1 problem that changes the list\n"
    )
    assert ck("due").out.split("\n")[2:] == [
        "reconnect   A quarterly, spoke 1 May · 3 months over",
        "",
        "! B.md: line 1: It can't be read: No such file or directory: ck check",
        "",
    ]


def test_fix_without_a_terminal_shows_the_diff_and_writes_nothing(ck: Ck) -> None:
    """Nobody can be asked there: exit code 2, and both notes are as they were."""
    ck.note("A.md", FIXABLE)
    ck.note("B.md", QUOTELESS)
    result = ck("check", "--fix")
    assert result.out == DIFF
    assert result.err == "ck: Fix 2 problems? There is no terminal to ask in: --yes answers.\n"
    assert result.code == 2
    assert (ck.text("A.md"), ck.text("B.md")) == (FIXABLE, QUOTELESS)


def test_fix_mends_what_is_safe_and_can_be_taken_back(ck: Ck) -> None:
    """Quotes and the year are written, nothing else changes, and one undo takes all back."""
    ck.note("A.md", FIXABLE)
    ck.note("B.md", QUOTELESS)
    ck.note("C.md", note(TALKED, cadence="often"))
    result = ck("check", "--fix", "--yes")
    assert result.out == (
        f"{DIFF}C.md:3  cadence  `often` is no cadence, so the tier's holds: write monthly, "
        "every 6 weeks, 45 days, event or none\nFixed 2 problems · ck undo\n"
        "1 problem that changes the list\n"
    )
    assert (result.code, result.err) == (1, "")
    assert ck.text("A.md") == FIXABLE.replace("23.11", "2026-11-23")
    assert ck.text("B.md") == QUOTELESS.replace("@y", '"@y"')
    result = ck("check", "--fix", "--yes")
    assert result.out.split("\n")[1] == "Nothing here can be fixed without a guess."
    assert ck("undo").code == 0
    assert (ck.text("A.md"), ck.text("B.md")) == (FIXABLE, QUOTELESS)


@pytest.mark.parametrize(
    ("above", "below", "year"),
    [
        ("2026-05-01", "", "2026"),
        ("2025-12-01", "2026-01-08", None),
        ("2024-05-01", "2025-01-08", "2024"),
        ("2024-12-01", "2026-01-08", "2025"),
        ("2026-11-23", "", "2026"),
        ("", "2025-12-24", "2025"),
        ("", "", "2026"),
    ],
)
def test_the_year_is_the_latest_that_keeps_the_order(
    ck: Ck, above: str, below: str, year: str | None
) -> None:
    """Between its neighbours and not after today; where none fits there is nothing to mend."""
    lines = [f"- {day}: x\n" if day else "" for day in (above, below)]
    text = note(f"{lines[0]}- 23.11 hi\n{lines[1]}")
    ck.note("A.md", text)
    result = ck("check", "--fix", "--yes")
    assert result.code == (0 if year else 1)
    assert ck.text("A.md") == (text.replace("23.11", f"{year}-11-23") if year else text)


def test_several_faults_of_one_note_are_mended_together(ck: Ck) -> None:
    """Each is planned on what the one before it left."""
    text = note("- 2026-05-01: a\n- 02.06 b\n- 03.07 c\n", telegram="@a", email="@b")
    ck.note("A.md", text)
    result = ck("check", "--fix", "--yes")
    assert result.out.split("\n")[-3:] == [
        "Fixed 3 problems · ck undo", "1 note read, nothing changes the list", "",
    ]  # fmt: skip
    assert (result.code, result.err) == (0, "")
    mended = text.replace("@a", '"@a"').replace("@b", '"@b"')
    assert ck.text("A.md") == mended.replace("02.06", "2026-06-02").replace("03.07", "2026-07-03")


def test_the_question_counts_what_the_diff_shows(ck: Ck) -> None:
    """A line for which the mended ones above it leave no year is not counted."""
    ck.note("A.md", note("- 2026-05-01: a\n- 23.11 b\n- 24.11 c\n- 05.09 d\n"))
    result = ck("check", "--fix")
    assert (result.code, result.out.count("\n+- ")) == (2, 1)
    assert result.err == "ck: Fix 1 problem? There is no terminal to ask in: --yes answers.\n"


@posix
@pytest.mark.parametrize(("typed", "is_mended"), [("y\n", True), ("\n", True), ("n\n", False)])
def test_in_a_terminal_fix_asks(ck: Ck, typed: str, is_mended: bool) -> None:  # noqa: FBT001
    """The diff is shown before the question; no leaves every note as it is."""
    from terminals import in_terminal

    ck.note("A.md", FIXABLE)
    code, shown = in_terminal("check", "--fix", typed=typed)
    assert shown.startswith(DIFF.partition("--- B.md")[0] + "\nFix 1 problem? [Y/n] ")
    if is_mended:
        assert (code, ck.text("A.md")) == (0, FIXABLE.replace("23.11", "2026-11-23"))
    else:
        assert (code, ck.text("A.md")) == (1, FIXABLE)
        assert shown.endswith("ck: nothing was done.\n")


@posix
def test_in_a_terminal_long_sentences_are_broken_at_words(ck: Ck) -> None:
    """Nothing of what to do is cut there; through a pipe each fault stays one line."""
    from terminals import in_terminal

    ck.note("A.md", note(TALKED, cadence="often"))
    _, shown = in_terminal("check", "--no-color", columns=60)
    assert (
        shown
        == """\
A.md:3  cadence  `often` is no cadence, so the tier's holds:
    write monthly, every 6 weeks, 45 days, event or none
1 problem that changes the list
"""
    )
    assert in_terminal("check", columns=60)[1].startswith("\x1b[1mA.md:3\x1b[0m  cadence  ")


def test_a_question_ends_in_its_mark(ck: Ck) -> None:
    """No full stop follows a question."""
    ck.note("Anna.md", note())
    ck.note("Anna 2.md", note())
    assert "a copy by iCloud? Rename one" in ck("check", "--all").out


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links")
def test_a_note_that_lies_elsewhere_keeps_no_other_from_being_mended(ck: Ck) -> None:
    """What a link leads to outside the vault is reported and never offered to be mended."""
    text = note(f"{TALKED}- 23.11 hi\n")
    outside = ck.note("../Outside.md", text)
    (ck.vault / "A.md").symlink_to(outside)
    ck.note("B.md", text)
    result = ck("check", "--fix", "--yes")
    assert (result.code, result.err) == (1, "")
    assert result.out == (
        "--- B.md\n+++ B.md\n@@ -6,3 +6,3 @@\n"
        " - 2026-05-01: talked\n-- 23.11 hi\n+- 2026-11-23 hi\n \n\n"
        'A.md:7  half-date  "23.11 hi" has no year, so it counts for nothing. Write the year\n'
        "Fixed 1 problem · ck undo\n1 problem that changes the list\n"
    )
    assert outside.read_text(encoding="utf-8") == text
