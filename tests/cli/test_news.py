"""`ck news`, and what news does to the other commands."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, get_args

import pytest

from contactkeeper.core.model import NewsKind
from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")

STAFF = """\
---
type: news
date: 2026-11-16
kind: position
audience: tier:key
---

# Staff engineer
"""


KINDS = (
    "position, project, award, certificate, course, talk, skill, goal, article, search-status, "
    "other"
)
PRIVATE = "search-status has no usual audience: say who may know, --audience tier:key."


def people(ck: Ck, keys: int = 5) -> None:
    """Put some key people into the vault, the first of whom I spoke with lately, and two others."""
    for number in range(keys):
        spoke = "2026-11-17" if number == 0 else "2026-11-10"
        log = f"- {spoke} call: x\n"
        ck.note(f"P/Key {number}.md", note(log, tier="key", cadence="quarterly", company="Ozon"))
    ck.note("P/Late.md", note("- 2026-03-10 tg: о найме\n"))
    ck.note("P/Boss.md", note("- 2026-11-10 tg: x\n", company="СКБ Контур", focus="technical"))


def tell_first(ck: Ck) -> None:
    """Tell the first of the key people the news."""
    ck.note("P/Key 0.md", f"{ck.text('P/Key 0.md')}- 2026-11-17 tg: about [[Staff engineer]]\n")


def test_add_makes_a_note(ck: Ck) -> None:
    """News is a note of its own, and the answer says how many mornings it takes to tell it."""
    people(ck)
    result = ck("news", "add", "Staff engineer", "--kind", "position", "--date", "16.11")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
New: News/Staff engineer.md
  type: news
  date: 2026-11-16
  kind: position
  audience: tier:key
5 people: about 2 mornings · ck undo
"""
    )
    assert ck.text("News/Staff engineer.md") == STAFF
    assert ck("undo").code == 0
    assert not (ck.vault / "News").exists()


def test_all_there_is_to_say(ck: Ck) -> None:
    """Every option is written as the note has it."""
    people(ck)
    ck("news", "add", "Go", "--kind", "курс", "--audience", "all", "--until", "fri")
    assert (
        ck.text("News/Go.md")
        == """\
---
type: news
date: 2026-11-23
kind: course
audience: all
until: 2026-11-27
---

# Go
"""
    )


@pytest.mark.parametrize(
    ("keys", "until", "said"),
    [
        (1, "2026-12-31", "1 person: about 1 morning"),
        (12, "2026-12-31", "12 people: about 4 mornings"),
        (12, "2026-11-25",
         "12 people: about 9 by Wed 25 Nov; there are not enough mornings for 3"),
        (0, "2026-12-31", "Nobody is in its audience"),
    ],
)  # fmt: skip
def test_what_it_means(ck: Ck, keys: int, until: str, said: str) -> None:
    """It says how many people that are, and whether there are mornings for all of them."""
    people(ck, keys)
    result = ck("news", "add", "X", "--until", until, "--dry-run")
    assert result.out.split("\n")[-2] == said
    assert not (ck.vault / "News").exists()


@pytest.mark.parametrize(
    ("typed", "kind"), [("доклад", "talk"), ("Новая должность", "position"), ("пост", "article")]
)
def test_a_kind_is_typed_in_russian(ck: Ck, typed: str, kind: str) -> None:
    """The note has its English name."""
    people(ck, 1)
    result = ck("news", "add", "X", "--kind", typed)
    assert result.code == 0
    assert f"\nkind: {kind}\n" in ck.text("News/X.md")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("X", "--kind", "gossip"), f"--kind: “gossip” is no kind of news. There are: {KINDS}."),
        (("X", "--audience", "(all"),
         "--audience: “(all”, at character 1: this parenthesis is never closed."),
        (("X", "--date", "2026-11-20", "--until", "2026-11-19"),
         "--until: 2026-11-19 is before 2026-11-20, the day of the news."),
        (("X", "--kind", "search-status"), PRIVATE),
        (("X", "--kind", "search-status", "--yes"), PRIVATE),
    ],
)  # fmt: skip
def test_what_add_refuses(ck: Ck, arguments: tuple[str, ...], said: str) -> None:
    """What would be a fault in the note is refused, and nothing is written."""
    people(ck)
    result = ck("news", "add", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")
    assert not (ck.vault / "News").exists()


@posix
@pytest.mark.parametrize(
    ("typed", "audience", "said"),
    [
        ("1\n", "tier:key", "2 people"),
        ("2\n", "all", "4 people"),
        ("3\nfocus:technical\n", "focus:technical", "1 person"),
    ],
)
def test_in_a_terminal_it_asks_who(ck: Ck, typed: str, audience: str, said: str) -> None:
    """It asks who should hear it, with how many that are; one's own audience can be written."""
    from terminals import in_terminal

    people(ck, 2)
    code, shown = in_terminal("news", "add", "X", "-d", "2026-11-18", typed=typed)
    assert code == 0
    assert shown.startswith(
        "  1  key tier (2)\n  2  everyone (4)\n  3  write an audience\nWho should hear it? 1 to 3:"
    )
    assert f"audience: {audience}\n" in ck.text("News/X.md")
    assert said in shown


@posix
def test_my_employer_is_left_out(ck: Ck) -> None:
    """Who looks for a job is told who is left out, and the counts are without them."""
    from terminals import in_terminal

    people(ck, 2)
    ck.note("contactkeeper.toml", '[me]\nemployer = "Контур"\n')
    code, shown = in_terminal("news", "add", "X", "--kind", "search-status", typed="2\n")
    assert code == 0
    first, key, everyone, *_ = shown.split("\n")
    assert first == "Контур, your employer, is left out."
    assert (key, everyone) == ("  1  key tier (2)", "  2  everyone (3)")
    assert "Boss" not in ck("news").out


def test_list(ck: Ck) -> None:
    """It says how far each has come and who is to go; what is over is counted."""
    people(ck)
    tell_first(ck)
    ck.note("News/Staff engineer.md", STAFF)
    ck.note("News/Go.md", "---\ntype: news\ndate: 2026-11-20\nkind: course\naudience: Late\n"
            "strict: yes\nuntil: 2026-11-27\n---\n")  # fmt: skip
    ck.note("News/Old.md", "---\ntype: news\ndate: 2026-06-20\nkind: award\n---\n")
    shown = """\
Go · course, Fri 20 Nov to Fri 27 Nov
  reached 0 of 1, to go: Late
Staff engineer · position, Mon 16 Nov to Wed 16 Dec
  reached 1 of 5, to go: Key 1, Key 2, Key 3, Key 4
"""
    for arguments in (["news"], ["news", "list"]):
        result = ck(*arguments)
        assert (result.code, result.err) == (0, "")
        assert result.out == f"{shown}1 campaign is over: ck news list --all\n"
    assert ck("news", "list", "--all").out == (
        f"{shown}Old · award, Sat 20 Jun to Mon 20 Jul\n"
        "  reached 0 of 5, to go: Key 0, Key 1, Key 2, Key 3, Key 4\n"
    )


def test_no_news_yet(ck: Ck) -> None:
    """Where there is none it says how to make some."""
    people(ck)
    assert ck("news").out == "No news yet: ck news add NAME makes a note of some.\n"


def test_list_as_json(ck: Ck) -> None:
    """The document has all news with the names of those who have heard it, and who have not."""
    people(ck, 3)
    tell_first(ck)
    ck.note("News/Staff engineer.md", STAFF)
    document = json.loads(ck("news", "list", "--json").out)
    assert document["command"] == "news list"
    assert document["news"] == [
        {
            "name": "Staff engineer",
            "path": "News/Staff engineer.md",
            "date": "2026-11-16",
            "kind": "position",
            "audience": "tier:key",
            "strict": False,
            "until": "2026-12-16",
            "running": True,
            "told": ["Key 0"],
            "reached": ["Key 0"],
            "to_go": ["Key 1", "Key 2"],
        }
    ]


MORNING = """\
Mon 23 November · 4 people                                                 • key

circle    • Key 1 Ozon your news: Staff engineer (16 Nov)
circle    • Key 2 Ozon your news: Staff engineer (16 Nov)
circle    • Key 3 Ozon your news: Staff engineer (16 Nov)
reconnect   Late       quarterly, spoke 10 Mar · 5 months over; your news: Staff engineer (16 Nov)

1 more by Tuesday: ck due --soon · Staff engineer, 1 of 6 reached: ck news
"""


def test_a_morning_with_news(ck: Ck) -> None:
    """Three are to be told, the others carry it, and the last line says how far it has come."""
    people(ck)
    tell_first(ck)
    ck.note("News/Staff engineer.md", STAFF.replace("tier:key", "tier:key or Late"))
    result = ck("due")
    assert (result.code, result.err, result.out) == (0, "", MORNING)
    items = json.loads(ck("due", "--json").out)["items"]
    assert [item["tell"] for item in items] == [["Staff engineer"]] * 4
    assert [item["say"] for item in items][3] == "tg · tell: Staff engineer (16 Nov)"


def test_a_morning_does_not_fill_up_again(ck: Ck) -> None:
    """Whoever was told leaves the list, and nobody else comes up for it that day."""
    people(ck)
    tell_first(ck)
    ck.note("News/Staff engineer.md", STAFF.replace("tier:key", "tier:key or Late"))
    said = ck("log", '"Key 1"', "-> I am a staff engineer now")
    assert (
        said.out
        == """\
Key 1, Ozon
  - 2026-11-23 -> I am a staff engineer now
Closes: news Staff engineer
Back Wed 10 Feb · ck undo
"""
    )
    told = "circle    • Key 1 Ozon your news: Staff engineer (16 Nov)\n"
    after = MORNING.replace(told, "").replace("4 people", "3 people").replace("1 of 6", "2 of 6")
    assert ck("due").out == after
    assert "Key 4" in ck("due", "--today", "2026-11-24").out


def test_a_filter_shows_no_others(ck: Ck) -> None:
    """Filters choose among the rows of the morning, and bring nobody else onto it."""
    people(ck)
    ck.note("News/Staff engineer.md", STAFF.replace("tier:key", "all"))
    shown = ck("due", "--company", "контур").out
    assert shown.startswith(
        "Mon 23 November · nobody today\n\nNext: Boss, Tue 24 Nov (your news)\n"
    )


def test_log_tells_it(ck: Ck) -> None:
    """`--told` writes the link, once for each news; what is untold is named, and how to mend it."""
    people(ck)
    ck.note("News/Staff engineer.md", STAFF.replace("audience", "strict: true\naudience"))
    ck.note("News/Award.md", STAFF)
    said = ck("log", "key 1", "-> hi").out
    assert (
        said
        == """\
Key 1, Ozon
  - 2026-11-23 -> hi
Not told yet: Award (16 Nov), Staff engineer (16 Nov). If you did:
  ck log 'Key 1' --amend --told Award
Back Wed 10 Feb · ck undo
"""
    )
    amended = ck("log", "Key 1", "--amend", "--told", "Award")
    assert (amended.code, amended.err) == (0, "")
    assert ck.text("P/Key 1.md").endswith("- 2026-11-23 -> hi [told:: [[Award]]]\n")
    assert "Not told yet: Staff engineer (16 Nov). If you did:\n" in amended.out
    value = json.loads(ck("log", "key 3", "hi", "--dry-run", "--json").out)["changes"][0]
    assert value["tell"] == ["Award", "Staff engineer"]
    result = ck("log", "key 2", "-> hi", "--told", "staff", "--told", "award", "--told", "staff")
    assert (result.code, result.err) == (0, "")
    links = "[told:: [[Staff engineer]]] [told:: [[Award]]]"
    assert ck.text("P/Key 2.md").endswith(f"- 2026-11-23 -> hi {links}\n")
    assert "Closes: news Award, news Staff engineer\n" in result.out
    assert "Not told yet" not in result.out
    assert "to go: Key 0, Key 1, Key 3, Key 4\n" in ck("news").out


def test_a_judgement_speaks_of_no_news(ck: Ck) -> None:
    """Whom I trust how much is no moment at which something could have been told."""
    people(ck)
    ck.note("News/Staff engineer.md", STAFF)
    result = ck("log", "key 1", "--trust", "4")
    assert (result.code, result.err) == (0, "")
    assert "[trust:: 4]" in result.out
    assert "told" not in result.out


@pytest.mark.parametrize("said", [("-> happy new year",), ("~ hi",), ("--promise", "CV by fri")])
def test_nothing_else_tells_it(ck: Ck, said: tuple[str, ...]) -> None:
    """A greeting, a touch or a promise tells no news, and the answer says that it is untold."""
    people(ck)
    ck.note("News/Staff engineer.md", STAFF)
    result = ck("log", "key 1", *said)
    assert (result.code, result.err) == (0, "")
    assert "Closes" not in result.out
    assert "Not told yet: Staff engineer (16 Nov). If you did:\n" in result.out
    assert "to go: Key 0, Key 1, " in ck("news").out


def test_told_alone_is_an_entry(ck: Ck) -> None:
    """That it was told says enough: no text is needed."""
    people(ck)
    ck.note("News/Staff engineer.md", STAFF)
    assert ck("log", "key 1", "--told", "engineer").code == 0
    assert ck.text("P/Key 1.md").endswith("- 2026-11-23: [told:: [[Staff engineer]]]\n")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Stfaf enginer", "no news is called “Stfaf enginer”. Did you mean Staff engineer?"),
        ("zzz", "no news is called “zzz”. ck news add makes a note."),
    ],
)
def test_a_typo_only_suggests(ck: Ck, typed: str, said: str) -> None:
    """What is not found is an error, with what may have been meant."""
    people(ck)
    ck.note("News/Staff engineer.md", STAFF)
    result = ck("log", "key 1", "x", "--told", typed)
    assert (result.code, result.out, result.err) == (3, "", f"ck: {said}\n")


def test_faults_are_named(ck: Ck) -> None:
    """What is wrong with news is on the list of problems, with path and line."""
    people(ck)
    ck.note("News/A.md", "---\ntype: news\nkind: talk\n---\n")
    ck.note("News/B.md", "---\ntype: news\ndate: 2026-11-16\nkind: gossip\n---\n")
    ck.note("News/C.md", "---\ntype: news\ndate: 2026-11-16\nkind: search-status\n---\n")
    ck.note("News/D.md", "---\ntype: news\ndate: 2026-11-16\naudience: tag:x or tier:gold\n---\n")
    ck.note("News/E.md", "---\ntype: news\ndate: 2026-11-16\naudience: tag:x\n---\n")
    ck.note("News/Old.md", "---\ntype: news\ndate: 2026-01-16\naudience: tag:x\n---\n")
    ck.note("News/Clipping.md", "---\ntype: news\nsource: paper\n---\n")
    result = ck("check")
    assert result.code == 1
    found = [line.split("  ", 2) for line in result.out.split("\n")[:-2]]
    assert [(where, code) for where, code, _ in found] == [
        ("News/A.md:1", "no-date"),
        ("News/B.md:4", "kind"),
        ("News/C.md:1", "no-audience"),
        ("News/D.md:4", "audience"),
        ("News/E.md:4", "nobody"),
    ]
    assert found[3][2].startswith("`tag:x or tier:gold`, at character 15: a tier is key or ")


def test_an_answer_names_the_strongest_reason_that_remains(ck: Ck) -> None:
    """Of a promise, a birthday and news it is the promise; then the birthday; news waits."""
    ck.note("News/Staff engineer.md", STAFF.replace("tier:key", "all"))
    log = "- 2026-11-20 call: x\n\t- [ ] CV 📅 2026-11-20\n\t- [ ] waiting: JD 📅 2026-11-10\n"
    ck.note("P/Anna.md", note(log, birthday="11-23", status="paused"))
    back = "Back Sat 20 Feb"
    promised = f"Still open: you promised by Fri 20 Nov: CV. {back}"
    awaited = f"Still open: the JD was to come by Tue 10 Nov. {back}"
    for command, remains in (
        (("resume", "anna"), promised),
        (("set", "anna", "role=HR"), promised),
        (("done", "anna", "CV"), awaited),
        (("done", "anna", "JD"), f"Still open: birthday today. {back}"),
        (("log", "anna", "-> happy birthday!"), back),
    ):
        result = ck(*command)
        assert (result.code, result.err) == (0, "")
        assert result.out.splitlines()[-1] == f"{remains} · ck undo"


@pytest.mark.parametrize("kind", get_args(NewsKind))
def test_a_note_of_news_is_russian_where_contacts_are(ck: Ck, kind: str) -> None:
    """Each kind is read as what was given."""
    ck.note("Люди/Анна.md", "---\ntags: [recruiter]\nкомпания: Озон\nуровень: ключевой\n---\n")
    result = ck("news", "add", "Весть", "--kind", kind, "--audience", "tier:key", "--until",
                "2026-12-10")  # fmt: skip
    assert (result.code, result.err) == (0, "")
    text = ck.text("Новости/Весть.md")
    assert re.match(
        r"---\nтип: новость\nдата: 2026-11-23\nвид: [а-я ]+\nаудитория: tier:key\n"
        r"до: 2026-12-10\n---\n",
        text,
    )
    (news,) = json.loads(ck("news", "list", "--json").out)["news"]
    assert news["kind"] == kind


def test_news_is_said_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is added and listed, and what is refused; kinds by the words that can be typed."""
    monkeypatch.setenv("CK_LANG", "ru")
    people(ck)
    assert ck("news", "list").out == (
        "Новостей пока нет: заметку о новости создаст ck news add ИМЯ.\n"
    )
    added = ck("news", "add", "Staff engineer", "--kind", "должность", "--date", "16.11")
    assert (added.code, added.err) == (0, "")
    assert added.out.split("\n")[-2] == "5 человек: примерно 2 дня · ck undo"
    assert ck.text("News/Staff engineer.md") == STAFF
    tell_first(ck)
    ck("news", "add", "Old", "--date", "2026-01-01", "--until", "2026-02-01")
    assert ck("news", "list").out == (
        "Staff engineer · должность, пн 16 ноября — ср 16 декабря\n"
        "  рассказано 1 из 5, осталось: Key 1, Key 2, Key 3, Key 4\n"
        "срок вышел у 1 новости: ck news list --all\n"
    )
    for arguments, sentence in {
        ("--kind", "foo"): "--kind: вида новостей «foo» нет. Есть: должность, проект, награда, "
        "сертификат, курс, доклад, навык, цель, статья, поиск, другое.",
        ("--kind", "поиск"): "у поиска работы нет обычной аудитории: укажите, кому можно знать, "
        "--audience tier:key.",
        ("--audience", "(all"): "--audience: «(all», знак 1: эта скобка нигде не закрыта.",
    }.items():
        result = ck("news", "add", "X", *arguments)
        assert (result.code, result.err) == (2, f"ck: {sentence}\n")


@posix
def test_in_a_terminal_it_asks_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """With how many are in each audience, and who does not hear of a search."""
    from terminals import in_terminal

    monkeypatch.setenv("CK_LANG", "ru")
    people(ck)
    ck.note("contactkeeper.toml", '[me]\nemployer = "Контур"\n')
    _, shown = in_terminal("news", "add", "X", "--kind", "поиск", typed="2\n")
    assert "Ваш работодатель (Контур) об этом не узнает.\n" in shown
    assert "  1  ключевые контакты (5)\n  2  все (6)\n  3  указать аудиторию\n" in shown
    assert "Кому рассказать? " in shown
