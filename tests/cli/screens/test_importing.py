"""The preview of an import as lines, and the card of one person, of values made by hand."""

from __future__ import annotations

import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.cli.layout import width_of
from contactkeeper.cli.screens.import_card import card_lines
from contactkeeper.cli.screens.importing import preview_lines
from contactkeeper.core.importing.model import Difference, Item, NewJob, Preview, Wanted
from contactkeeper.core.interchange import Exported, LeftOut, Person
from contactkeeper.core.model import Contact, Entry, Problem
from contactkeeper.text.import_walk import keys_of
from contactkeeper.text.speech import ENGLISH, Speech

TODAY = date(2026, 11, 30)
NO_END = sys.maxsize
NOBODY_ELSE = Wanted()
ANNA = Contact("People/Анна Каренина.md", "Анна Каренина", company="Яндекс")
KOVACS = Contact("People/Anna Kovacs.md", "Anna Kovacs")
ARCHIVE = Exported(
    "linkedin",
    "x.zip",
    owner="Olga M.",
    made=TODAY,
    counts=(("connections", 1204), ("messages", 1)),
    left_out=(LeftOut("group", 2),),
)
DAYS = (
    Entry(date(2026, 11, 16), direction="->", channel="linkedin"),
    Entry(date(2026, 11, 16), direction="<-", channel="linkedin"),
    Entry(date(2026, 11, 17), direction="<-", channel="linkedin"),
)
NEW = Item("new", Person("Boris", company="VK", role="HR"), entries=DAYS)
KNOWN = Item(
    "known",
    Person("Anna Kovacs"),
    contact=KOVACS,
    properties=(("email", "anna@example.org"), ("phone", "+7")),
    differences=(Difference("birthday", "04-12", "04-14"),),
)
CHANGED = Item(
    "changed",
    Person("Анна Каренина"),
    contact=ANNA,
    job=NewJob("Avito", "", "Яндекс", "", date(2026, 10, 1), is_newer=True),
)
UNSURE = Item("unsure", Person("Anna K."), rivals=(ANNA, KOVACS))
PROBLEM = Problem.of("x.zip/Connections.csv", 418, "unreadable", reason="no name")
PREVIEW = Preview(
    (ARCHIVE,),
    (NEW, KNOWN, CHANGED, UNSURE),
    others=(Person("Tom"), Person("Jo")),
    ignored=(Person("Max"),),
    left_out=(LeftOut("group", 2),),
    problems=(PROBLEM,),
)


def lines_of(
    preview: Preview,
    wanted: Wanted = NOBODY_ELSE,
    room: int = NO_END,
    *,
    whole: bool = False,
    few: bool = True,
) -> str:
    """Return the lines of a preview as a text."""
    return "\n".join(preview_lines(ENGLISH, preview, wanted, room, whole=whole, few=few))


def test_the_preview_counts_each_kind_of_people() -> None:
    """And names those about whom something is to be decided."""
    assert (
        lines_of(PREVIEW)
        == """\
LinkedIn's archive of Olga M., 30 Nov 2026: 1,204 connections, 1 message
  new           1 recruiter, 1 with history: 2 days (2 others are left out: --all)
  known         1: 1 with properties that the notes lack
  changed       1  Анна Каренина · Яндекс → Avito, since Oct 2026: a new job?
  differ        1  Anna Kovacs: birthday 04-12, in the file 04-14
  unsure        1  “Anna K.” could be Анна Каренина or Anna Kovacs
  ignored       1, declined or deleted before: Max
  left out      2 groups
  not read      1  Connections.csv:418: It can't be read: no name"""
    )


def test_a_whole_review_has_a_line_for_each_person() -> None:
    """With what their notes lack; of somebody known without news there is none."""
    told = KNOWN._replace(properties=(), differences=())
    assert (
        lines_of(Preview((), (NEW, KNOWN, told)), whole=True)
        == """\
  new           1 person, 1 with history: 2 days
                   Boris, VK, HR: 2 days of history
  known         2: 1 with properties that the notes lack
                   Anna Kovacs: email, phone
  differ        1  Anna Kovacs: birthday 04-12, in the file 04-14"""
    )


@pytest.mark.parametrize(
    ("person", "why"),
    [
        (Person("Anna"), "“Anna”: one name alone says too little"),
        (Person("O'Neil | PhD"), "“O'Neil | PhD”: one name alone says too little"),
        (Person(emails=("a@example.com",)), "“a@example.com”: it has no name"),
        (Person("Anna K", doubts=("name",)), "“Anna K”: the name is a guess"),
    ],
)
def test_why_somebody_without_a_note_is_unsure(person: Person, why: str) -> None:
    """The doubts about them, else what their name lacks."""
    assert lines_of(Preview((), (Item("unsure", person),))).endswith(f"  {why}")


def test_a_terminal_shows_a_few_of_each_kind() -> None:
    """Five, and how many more there are; six are shown, since the count takes a line as well."""
    for number, shown in ((6, 6), (7, 6)):
        lines = lines_of(Preview((ARCHIVE,), (UNSURE,) * number)).split("\n")[1:]
        assert len(lines) == shown
    assert lines[-1] == "                   … 2 more: --dry-run lists all"
    assert len(lines_of(Preview((ARCHIVE,), (UNSURE,) * 7), few=False).split("\n")) == 8


@given(st.integers(30, 100))
def test_no_line_is_wider_than_the_window(room: int) -> None:
    """And what is broken stands below itself."""
    lines = lines_of(PREVIEW, room=room, whole=True).split("\n")
    assert max(map(width_of, lines)) <= room
    for item in PREVIEW.items:
        assert all(
            width_of(str(each)) <= room for each in card_lines(ENGLISH, item, (3, 44), TODAY, room)
        )


def test_words_name_whom_they_fit() -> None:
    """Everybody counts, then, not recruiters alone."""
    wanted = Wanted(only=("data", "ML"))
    assert lines_of(PREVIEW, wanted).split("\n")[1] == (
        "  new           1 person whom “data” or “ML” fits, 1 with history: 2 days "
        "(2 others are left out)"
    )


def test_a_file_of_an_archive_has_its_own_name_where_that_says_which() -> None:
    """Two files of one name, and a file that was named itself, are called as they are found."""
    paths = ("a.zip/E/C.csv", "a.zip/m.csv", "b.zip/E/C.csv", "down/m.vcf")
    problems = tuple(PROBLEM._replace(path=path) for path in paths)
    files = tuple(ARCHIVE._replace(file=name) for name in ("a.zip", "b.zip", "down/m.vcf"))
    lines = lines_of(PREVIEW._replace(files=files, problems=problems)).split("\n")[-4:]
    assert [line[19:].partition(":")[0] for line in lines] == [
        "a.zip/E/C.csv",
        "m.csv",
        "b.zip/E/C.csv",
        "down/m.vcf",
    ]


def test_other_people_of_the_same_files_are_said_in_few_lines() -> None:
    """What holds of the files was said before."""
    lines = "\n".join(
        preview_lines(ENGLISH, PREVIEW, NOBODY_ELSE, NO_END, whole=False, few=True, again=True)
    )
    assert lines == "\n".join(lines_of(PREVIEW).split("\n")[1:-2])


def test_it_is_said_why_somebody_is_unsure() -> None:
    """The same name is no doubt of its own; two notes of one name are told by their companies."""
    other = ANNA._replace(company="Ozon")
    born = (Difference("birthday", "05-23", "1990-04-12"),)
    same = UNSURE._replace(person=Person("Анна Каренина"), rivals=(ANNA,), differences=born)
    items = (
        same,
        same._replace(rivals=(ANNA, other), differences=()),
        same._replace(person=Person("Anna Kovacs", doubts=("letters",)), differences=()),
        Item("unsure", Person(emails=("zoya@example.com",))),
    )
    lines = lines_of(Preview((), items)).split("\n")
    assert [line[19:] for line in lines] == [
        "“Анна Каренина” could be Анна Каренина (birthday 05-23, in the file 1990-04-12)",
        "“Анна Каренина” could be Анна Каренина, Яндекс or Анна Каренина, Ozon",
        "“Anna Kovacs” could be Анна Каренина (its letters are damaged)",
        "“zoya@example.com”: it has no name",
    ]
    assert list(keys_of(items[1]).values())[:2] == [
        "[1] Анна Каренина, Яндекс",
        "[2] Анна Каренина, Ozon",
    ]


CARDS = """\
3 of 44 · Boris                                                              new
  HR at VK
  17 Nov  <-  linkedin
  16 Nov  <-  linkedin
  16 Nov  ->  linkedin
3 of 44 · Anna Kovacs                                                 has a note
  adds     email: anna@example.org; phone: +7
  differs  birthday 04-12, in the file 04-14
3 of 44 · Анна Каренина · Яндекс                                         changed
  job      Яндекс → Avito, since Oct 2026: a new job?
3 of 44 · Anna K.                                                         unsure
  unsure   “Anna K.” could be Анна Каренина or Anna Kovacs"""


def test_a_card_says_who_it_is_and_what_is_new() -> None:
    """Of somebody new what the files know; of somebody known what the note lacks."""
    cards = (card_lines(ENGLISH, item, (3, 44), TODAY, 80) for item in PREVIEW.items)
    assert "\n".join(str(line) for card in cards for line in card) == CARDS


RUSSIAN = Speech("ru")
IN_RUSSIAN = """\
Архив LinkedIn (Olga M.), 30 ноября 2026: 1 204 связи, 1 сообщение
  новые            1 рекрутер, из них с историей 1: 2 дня (других пропущено 2: --all)
  знакомые         1: с новыми свойствами 1
  перемены         1  Анна Каренина · Яндекс → Avito, с октября 2026: новая работа?
  различия         1  Anna Kovacs: день рождения — 04-12, в файле — 04-14
  неясно           1  «Anna K.»: возможно, Анна Каренина или Anna Kovacs
  отсеяно          1, раньше отклонено или удалено: Max
  пропущено        2 группы
  не читается      1  Connections.csv:418: """
CARDS_IN_RUSSIAN = """\
3 из 44 · Boris                                                      заметки нет
  HR, VK
  17 ноября  <-  linkedin
  16 ноября  <-  linkedin
  16 ноября  ->  linkedin
3 из 44 · Anna Kovacs                                               заметка есть
  новое   email: anna@example.org; телефон: +7
  иначе   день рождения — 04-12, в файле — 04-14
3 из 44 · Анна Каренина · Яндекс                                        перемены
  работа  Яндекс → Avito, с октября 2026: новая работа?
3 из 44 · Anna K.                                                         неясно
  неясно  «Anna K.»: возможно, Анна Каренина или Anna Kovacs"""


def test_the_preview_in_russian() -> None:
    """Its labels have the width of the Russian words."""
    lines = preview_lines(RUSSIAN, PREVIEW, NOBODY_ELSE, NO_END, whole=False, few=True)
    assert "\n".join(lines).startswith(IN_RUSSIAN)


def test_the_cards_in_russian() -> None:
    """What a person does is said without a gender."""
    cards = (card_lines(RUSSIAN, item, (3, 44), TODAY, 80) for item in PREVIEW.items)
    assert "\n".join(str(line) for card in cards for line in card) == CARDS_IN_RUSSIAN


@given(st.integers(30, 100))
def test_no_russian_line_is_wider_than_the_window(room: int) -> None:
    """The numbers stand below each other."""
    lines = list(preview_lines(RUSSIAN, PREVIEW, NOBODY_ELSE, room, whole=True, few=True))
    assert max(map(width_of, lines)) <= room
    for item in PREVIEW.items:
        cards = card_lines(RUSSIAN, item, (3, 44), TODAY, room)
        assert all(width_of(str(each)) <= room for each in cards)
