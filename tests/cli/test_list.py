from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vaults import ANNA, TALKED, fill_morning, note

if TYPE_CHECKING:
    from cli.conftest import Ck

PAGE_60 = """\
   Boris Ivanov    quarterly  spoke 12 Nov    due Fri 12 Feb
   Dmitry Orlov    quarterly  spoke 14 Sep    due Mon 14 Dec
•  Igor Volkov     monthly    spoke 22 Sep    4 days over
   Lucas Meyer     quarterly  spoke 20 Nov    due Sat 20 Feb
   Nadia Rahimi    quarterly                  9 days over
   Sergey Lin      quarterly  spoke 7 Jul     due Mon 23 Nov
   Tom Becker      on occas…  spoke Nov 2025  3 days over
   Victor Stone    quarterly  spoke Jan 2020  do not contact
•  Анна Каренина   monthly    spoke 16 Nov    due Wed 16 Dec
   Вера Ситник     quarterly  spoke 25 Aug    due Wed 25 Nov
   Глеб Руднев     quarterly  spoke 2 Jan     paused
   Елена Жук       quarterly  spoke 11 Feb    3 months over
!  Катя Нестерова  quarterly  spoke 2 Aug     3 weeks over
   Мария Соколова  quarterly  spoke 5 Oct     due Tue 5 Jan
•  Ольга Ким       monthly    spoke 16 Nov    due Wed 16 Dec
•  Света Лебедева  monthly    spoke 9 Oct     2 weeks over
•  Юля Маркова     monthly    spoke 23 Oct    due Mon 23 Nov

17 contacts
"""

PAGE_80 = """\
   Boris Ivanov    Avito        quarterly     spoke 12 Nov    due Fri 12 Feb
   Dmitry Orlov    JetBrains    quarterly     spoke 14 Sep    due Mon 14 Dec
•  Igor Volkov     VK           monthly       spoke 22 Sep    4 days over
   Lucas Meyer                  quarterly     spoke 20 Nov    due Sat 20 Feb
   Nadia Rahimi    inDrive      quarterly                     9 days over
   Sergey Lin      Luxoft       quarterly     spoke 7 Jul     due Mon 23 Nov
   Tom Becker      Hays         on occasions  spoke Nov 2025  3 days over
   Victor Stone                 quarterly     spoke Jan 2020  do not contact
•  Анна Каренина   Яндекс       monthly       spoke 16 Nov    due Wed 16 Dec
   Вера Ситник     Wildberries  quarterly     spoke 25 Aug    due Wed 25 Nov
   Глеб Руднев                  quarterly     spoke 2 Jan     paused
   Елена Жук       Альфа-Банк   quarterly     spoke 11 Feb    3 months over
!  Катя Нестерова               quarterly     spoke 2 Aug     3 weeks over
   Мария Соколова  Контур       quarterly     spoke 5 Oct     due Tue 5 Jan
•  Ольга Ким       Ozon         monthly       spoke 16 Nov    due Wed 16 Dec
•  Света Лебедева  Т-Банк       monthly       spoke 9 Oct     2 weeks over
•  Юля Маркова     МТС          monthly       spoke 23 Oct    due Mon 23 Nov

17 contacts
"""


@pytest.mark.parametrize(("columns", "page"), [("60", PAGE_60), ("80", PAGE_80), ("200", PAGE_80)])
def test_all_contacts_are_listed_by_name(
    window: Ck, monkeypatch: pytest.MonkeyPatch, columns: str, page: str
) -> None:
    """Everybody is there, the quiet ones too; in narrow windows the company gives way first."""
    monkeypatch.setenv("COLUMNS", columns)
    fill_morning(window)
    result = window("list")
    assert result.out == page
    assert (result.code, result.err) == (0, "")


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ({"snooze_until": "2026-12-01", "snoozed": "2026-11-01"}, "back Tue 1 Dec"),
        ({"snooze_until": "2026-12-01", "snoozed": "2026-04-01"}, "3 months over"),
        ({"status": "paused", "paused_until": "2027-02-01"}, "back Mon 1 Feb"),
        ({"status": "paused"}, "paused"),
        ({"status": "do-not-contact"}, "do not contact"),
        ({"cadence": "none"}, ""),
    ],
)
def test_the_last_column_says_when_somebody_is_back(
    ck: Ck, properties: dict[str, str], said: str
) -> None:
    """A snooze that a later entry voided is not said; no timer leaves the column empty."""
    ck.note("A.md", note(TALKED, **properties))
    rhythm = properties.get("cadence", "quarterly")
    row = f"A  {rhythm}  spoke 1 May  {said}".rstrip()
    assert ck("list").out == f"{row}\n\n1 contact\n"


def test_filters_say_how_many_of_all_are_shown(ck: Ck) -> None:
    """Tier, focus, tag and company narrow the list; whom they leave out is counted."""
    fill_morning(ck)
    assert ck("list", "--tier", "key", "--company", "vk").out == (
        "•  Igor Volkov  VK  monthly  spoke 22 Sep  4 days over\n\n1 contact of 17\n"
    )
    result = ck("list", "--tag", "nobody")
    assert (result.code, result.out, result.err) == (0, "0 contacts of 17\n", "")


def test_what_was_said_given_and_got_can_be_found(ck: Ck, window: Ck) -> None:
    """`--grep` looks everywhere in entries, `--got` and `--gave` in those fields; all must hold."""
    ck.note("Recruiters/Анна Каренина.md", ANNA)
    ck.note("B.md", note("- 2026-05-01 tg: cto\n\t- [ ] Platform CV\n", company="Ozon"))
    assert window("list", "--got", "INTRO").out == (
        "Анна Каренина  Яндекс  Feb 2024  got: intro to the CTO · Прошли по процессу. ·…\n"
        "\n1 contact of 2\n"
    )
    whole = "  got: intro to the CTO · Прошли по процессу. · got: help: interviews\n"
    assert whole in ck("list", "--got", "INTRO").out
    assert window("list", "--grep", "platform").out == (
        "B              Ozon    1 May   Platform CV · cto\n"
        "Анна Каренина  Яндекс  14 Sep  Platform снова нанимает. second line of the text…\n"
        "\n2 contacts\n"
    )
    assert ck("list", "--grep", "platform", "--gave", "survey").out.split("\n")[1:] == [
        "", "1 contact of 2", "",
    ]  # fmt: skip
    assert ck("list", "--got", "cto").out.split("\n")[-2] == "1 contact of 2"
    assert ck("list", "--gave", "cto").out == "0 contacts of 2\n"


def test_json_says_which_entries_were_found(ck: Ck) -> None:
    """A search in JSON gives the matching entries of each contact, oldest first."""
    ck.note("Recruiters/Анна Каренина.md", ANNA)
    ck.note("B.md", note("- 2026-05-01 tg: cto\n"))
    contacts = json.loads(ck("list", "--grep", "cto", "--json").out)["contacts"]
    assert [(each["name"], [entry["date"] for entry in each["found"]]) for each in contacts] == [
        ("B", ["2026-05-01"]), ("Анна Каренина", ["2024-02-05"]),
    ]  # fmt: skip
    assert "found" not in json.loads(ck("list", "--json").out)["contacts"][0]


def test_a_tier_may_be_typed_as_notes_have_it(ck: Ck) -> None:
    """`--tier` takes any case and every word that means a tier in a note."""
    ck.note("Anna.md", note(tier="key"))
    ck.note("Boris.md", note())
    for words in ("Key", "КЛЮЧЕВОЙ", "a"):
        assert "Anna" in (found := ck("list", "--tier", words).out)
        assert "Boris" not in found
    assert "Boris" in ck("list", "--tier", "Secondary").out
    assert ck("list", "--tier", "gold").code == 2


def test_strange_characters_are_escapes_in_json(ck: Ck) -> None:
    """What would turn or break a line in a terminal is an escape, and reads back."""
    ck.note("Anna.md", note("- 2026-11-20: a\u202eb\u2028c\n", role="x\u2066y"))
    out = ck("list", "--json", "--grep", "a").out
    assert "\\u202e" in out
    assert not set(out) & set("\u202e\u2028\u2066")
    assert json.loads(out)["contacts"][0]["found"][0]["text"] == "a\u202eb\u2028c"


def test_a_far_day_has_its_year(ck: Ck) -> None:
    """A day that is nearly a year off is not taken for one of this year."""
    ck.note("Anna.md", note("- 2026-11-20: x\n", cadence="yearly"))
    assert "due Sat 20 Nov 2027" in ck("list").out


def test_filters_take_both_alphabets(ck: Ck) -> None:
    """`--company yandex` is Яндекс, also in what was said; an audience reads it in the same way."""
    ck.note("Anna.md", note("- 2026-11-20: про Озон\n", company="Яндекс"))
    ck.note("Boris.md", note(company="Kontur"))
    assert "Anna" in (found := ck("list", "--company", "yandex").out)
    assert "Boris" not in found
    assert "Boris" in ck("list", "--company", "контур").out
    assert "про Озон" in ck("list", "--grep", "ozon").out


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("name", "Anna Boris Eva Gleb Olga Zoe"),
        ("overdue", "Olga Boris Anna Eva Gleb Zoe"),
        ("due", "Olga Boris Anna Zoe Gleb Eva"),
        ("last", "Olga Boris Anna Zoe Gleb Eva"),
        ("tier", "Olga Anna Boris Eva Gleb Zoe"),
        ("company", "Anna Zoe Boris Eva Gleb Olga"),
        ("cadence", "Olga Anna Boris Zoe Gleb Eva"),
    ],
)
def test_the_list_has_an_order(ck: Ck, order: str, names: str) -> None:
    """Inside it names decide, who lacks what counts comes last; JSON has the same order."""
    for name, text in {
        "Anna": note("- 2026-08-20: x\n", company="Avito"),
        "Boris": note("- 2026-08-02: x\n", company="Яндекс"),
        "Olga": note("- 2026-05-02: x\n", tier="key"),
        "Zoe": note("- 2026-09-02: x\n", company="avito"),
        "Gleb": note("- 2026-10-02: x\n", cadence="yearly"),
        "Eva": note(cadence="none"),
    }.items():
        ck.note(f"{name}.md", text)
    rows = ck("list", "--sort", order).out.split("\n")[:6]
    assert [row[3:].split()[0] for row in rows] == names.split()
    found = json.loads(ck("list", "--sort", order, "--json").out)["contacts"]
    assert [each["name"] for each in found] == names.split()
    if order == "overdue":
        assert [each["days_overdue"] for each in found] == [174, 21, 3, 0, 0, 0]


def test_an_unknown_order_is_refused(ck: Ck) -> None:
    """The orders there are, are named."""
    ck.note("A.md", note(TALKED))
    result = ck("list", "--sort", "size")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "ck: --sort takes one of name, overdue, due, last, tier, company, cadence, not “size”.\n"
    )
