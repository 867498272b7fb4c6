from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from contactkeeper.text.speech import LANGUAGES
from vaults import ANNA, TALKED, note

if TYPE_CHECKING:
    from cli.conftest import Ck

PAGE_60 = """\
Анна Каренина · Яндекс             key · technical · monthly
Technical recruiter · met at HighLoad++ 2023, through Igor
  Volkov
tg @anna · anna@example.com · answers on tg · на «ты»

Why now    you promised on Mon 16 Nov: send references
           the JD was to come by Fri 20 Nov
           monthly, next due Wed 16 Dec
You owe    send references
They owe   the JD, by Fri 20 Nov
Trust      4 of 5
Balance    gave 2, got 3: your turn
           last gave: salary survey, 14 Sep
Form       a quick check-in
Ahead      placement, 3 years: Mon 15 Mar
           birthday Mon 12 Apr

16 Nov  <-  telegram  JD пришлёт до пятницы. · got: feedback
                      · waiting: the JD · to do: send
                      references
20 Oct  ->  email     Спросил, как идёт поиск.
14 Sep      call      Platform снова нанимает. second line
                      of the text · gave: salary survey
2 earlier, from Mar 2023: ck show анна --all
Recruiters/Анна Каренина.md
"""

PAGE_80 = """\
Анна Каренина · Яндекс                                 key · technical · monthly
Technical recruiter · met at HighLoad++ 2023, through Igor Volkov
tg @anna · anna@example.com · answers on tg · на «ты»

Why now    you promised on Mon 16 Nov: send references
           the JD was to come by Fri 20 Nov
           monthly, next due Wed 16 Dec
You owe    send references
They owe   the JD, by Fri 20 Nov
Trust      4 of 5
Balance    gave 2, got 3: your turn · last gave: salary survey, 14 Sep
Form       a quick check-in
Ahead      placement, 3 years: Mon 15 Mar · birthday Mon 12 Apr

16 Nov  <-  telegram  JD пришлёт до пятницы. · got: feedback · waiting: the JD ·
                      to do: send references
20 Oct  ->  email     Спросил, как идёт поиск.
14 Sep      call      Platform снова нанимает. second line of the text · gave:
                      salary survey
2 earlier, from Mar 2023: ck show анна --all · Recruiters/Анна Каренина.md
"""

PAGE_120 = """\
Анна Каренина · Яндекс                                                                         key · technical · monthly
Technical recruiter · met at HighLoad++ 2023, through Igor Volkov
tg @anna · anna@example.com · answers on tg · на «ты»

Why now    you promised on Mon 16 Nov: send references; the JD was to come by Fri 20 Nov; monthly, next due Wed 16 Dec
You owe    send references
They owe   the JD, by Fri 20 Nov
Trust      4 of 5
Balance    gave 2, got 3: your turn · last gave: salary survey, 14 Sep
Form       a quick check-in
Ahead      placement, 3 years: Mon 15 Mar · birthday Mon 12 Apr

16 Nov  <-  telegram  JD пришлёт до пятницы. · got: feedback · waiting: the JD · to do: send references
20 Oct  ->  email     Спросил, как идёт поиск.
14 Sep      call      Platform снова нанимает. second line of the text · gave: salary survey
2 earlier, from Mar 2023: ck show анна --all · Recruiters/Анна Каренина.md
"""  # noqa: E501


@pytest.mark.parametrize(("columns", "page"), [("60", PAGE_60), ("80", PAGE_80), ("120", PAGE_120)])
def test_a_brief_holds_what_to_know_before_a_call(
    window: Ck, monkeypatch: pytest.MonkeyPatch, columns: str, page: str
) -> None:
    """Who, why now, promises both ways, balance, what lies ahead, the last entries, the note."""
    monkeypatch.setenv("COLUMNS", columns)
    window.note("Recruiters/Анна Каренина.md", ANNA)
    result = window("show", "анна")
    assert result.out == page
    assert (result.code, result.err) == (0, "")


PAGE_IN_RUSSIAN = """\
Анна Каренина · Яндекс                      ключевой · технический · раз в месяц
Technical recruiter · знакомство: HighLoad++ 2023, через кого: Igor Volkov
тг @anna · anna@example.com · отвечает в телеграме · на «ты»

Почему     вы обещали в понедельник 16 ноября: send references
           ждали к пятнице 20 ноября: the JD
           раз в месяц, дальше ср 16 декабря
С вас      send references
Ждём       the JD, к пятнице 20 ноября
Доверие    4 из 5
Баланс     дали 2, получили 3: ваша очередь
           дали в последний раз: salary survey, 14 сентября
Совет      пара слов
Впереди    3 года с выхода на работу — в понедельник 15 марта
           день рождения в понедельник 12 апреля

16 ноября    <-  telegram  JD пришлёт до пятницы. · получили: feedback · ждём:
                           the JD · сделать: send references
20 октября   ->  email     Спросил, как идёт поиск.
14 сентября      call      Platform снова нанимает. second line of the text ·
                           дали: salary survey
ещё 2, с марта 2023: ck show анна --all · Recruiters/Анна Каренина.md
"""


def test_a_brief_in_russian(window: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The labels have their own width, and nothing is wider than the window."""
    monkeypatch.setenv("CK_LANG", "ru")
    window.note("Recruiters/Анна Каренина.md", ANNA)
    result = window("show", "анна")
    assert (result.code, result.out, result.err) == (0, PAGE_IN_RUSSIAN, "")
    monkeypatch.setenv("COLUMNS", "40")
    narrow = window("show", "анна").out
    assert [line for line in narrow.split("\n") if len(line) > 40] == []


def test_all_entries_are_shown_on_request(window: Ck) -> None:
    """`--all` leaves out none, newest first, and nothing is said of earlier ones."""
    window.note("Recruiters/Анна Каренина.md", ANNA)
    result = window("show", "анна", "--all")
    assert (
        result.out.split("\n\n", 2)[2]
        == """\
16 Nov    <-  telegram  JD пришлёт до пятницы. · got: feedback · waiting: the JD
                        · to do: send references
20 Oct    ->  email     Спросил, как идёт поиск.
14 Sep        call      Platform снова нанимает. second line of the text · gave:
                        salary survey
Feb 2024      call      Прошли по процессу. · got: help: interviews · got: intro
                        to the CTO
Mar 2023      meeting   Познакомились. · gave: info: who hires
Recruiters/Анна Каренина.md
"""
    )
    assert (result.code, result.err) == (0, "")


def test_somebody_without_an_entry_has_a_brief_too(ck: Ck) -> None:
    """What the note does not say is left out, but for the promises."""
    ck.note("New.md", note())
    assert (
        ck("show", "new").out
        == """\
New                                                                    quarterly

Why now    no entry yet
You owe    nothing
They owe   nothing
Form       a first message

No entry yet · New.md
"""
    )


@pytest.mark.parametrize(
    ("properties", "quiet", "why"),
    [
        ({"status": "paused", "paused_until": "2027-02-01", "paused_why": "отпуск"},
         "paused until Mon 1 Feb: отпуск", "quarterly, next due Mon 1 Feb"),
        ({"status": "paused"}, "paused", "nothing is due"),
        ({"status": "do-not-contact"}, "not to be contacted", "nothing is due"),
        ({"snooze_until": "2026-12-01", "snoozed": "2026-11-01"},
         "snoozed to Tue 1 Dec", "quarterly, next due Tue 1 Dec"),
        ({"snooze_until": "2026-12-01", "snoozed": "2026-04-01"},
         "", "quarterly, spoke 1 May · 3 months over"),
        ({"status": "paused", "paused_until": "2026-11-23", "paused_why": "отпуск"},
         "", "отпуск · quarterly, spoke 1 May"),
        ({"cadence": "none"}, "", "nothing is due"),
    ],
)  # fmt: skip
def test_what_keeps_somebody_off_the_list_stands_first(
    ck: Ck, properties: dict[str, str], quiet: str, why: str
) -> None:
    """A pause, a snooze that still holds and a wish not to be contacted are said before the why."""
    ck.note("Глеб.md", note(TALKED, **properties))
    lines = ck("show", "глеб").out.split("\n")[2:4]
    assert lines[0] == (f"Quiet      {quiet}" if quiet else f"Why now    {why}")
    if quiet:
        assert lines[1] == f"Why now    {why}"


def test_somebody_imported_is_to_be_sorted(ck: Ck) -> None:
    """No timer runs before, and the answer says what starts one."""
    ck.note("Глеб.md", note(imported="2026-11-20"))
    lines = ck("show", "глеб").out.split("\n")
    assert lines[2] == "Why now    imported, not sorted yet: ck review --unsorted"
    assert "not sorted\n" in ck("list").out
    ck.note("Глеб.md", note(imported="2026-11-20", cadence="none"))
    assert ck("show", "глеб").out.split("\n")[2] == "Why now    nothing is due"
    assert "sorted" not in ck("list").out


def test_faults_are_said_and_future_entries_are_appointments(window: Ck) -> None:
    """What hides or misplaces somebody stands in the brief with its line."""
    window.note(
        "A.md", note(f"{TALKED}- 2027-01-01: x\n\t- [ ] later\n", cadence="often", tier="gold")
    )
    result = window("show", "a")
    assert (
        result.out
        == """\
A                                                                      quarterly

Why now    quarterly, spoke 1 May · 3 weeks over
You owe    nothing
They owe   nothing
Agreed     Fri 1 Jan x
Form       time for a talk: spoke 1 May
! line 3: `often` is no cadence, so the tier's holds: write monthly, every 6
  weeks, 45 days, event or none
! line 9: This entry is of 2027-01-01, after today: until then it is an
  appointment

1 Jan      x · to do: later
1 May      talked
A.md
"""
    )
    assert (result.code, result.err) == (0, "")


def test_the_command_it_names_means_this_person(ck: Ck) -> None:
    """The first name where it is theirs alone, else the whole, else the path."""
    log = "".join(f"- 2026-05-0{day}: x\n" for day in range(1, 6))
    for path in ("Anna Bell.md", "Анна Каренина.md", "P/Boris.md", "Q/boris.md", "Жук.md"):
        ck.note(path, note(log))
    for who, typed in {
        "каренина": "'Анна Каренина'",
        "bell": "'Anna Bell'",
        "P/Boris": "P/Boris.md",
        "жук": "жук",
    }.items():
        last = ck("show", who).out.split("\n")[-2]
        assert last.startswith(f"2 earlier, from 1 May: ck show {typed} --all · ")


def test_a_name_that_fits_nobody_or_several_is_an_error(ck: Ck) -> None:
    """Nobody: the nearest name is suggested; several: all are named. Exit code 3, no guess."""
    ck.note("Anna Bell.md", note(TALKED, company="Ozon"))
    ck.note("P/Анна.md", note(TALKED))
    result = ck("show", "nobody")
    assert (result.code, result.out) == (3, "")
    assert (
        result.err
        == "ck: no contact is called “nobody”. ck list shows all; ck add nobody makes a note.\n"
    )
    result = ck("show", "Anma Bell")
    assert result.err == ("ck: no contact is called “Anma Bell”. Did you mean Anna Bell?\n")
    result = ck("show", "ann")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "ck: “ann” could be 2 people:\n  Anna Bell, Ozon  Anna Bell.md\n  Анна  P/Анна.md\n"
    )


NEWS = {
    "Staff engineer.md": "---\ntype: news\ndate: 2026-11-16\nkind: position\naudience: all\n---\n",
    "HighLoad++ 2026.md": "---\ntype: event\ndate: 2026-12-01\npeople: Аня\n---\n",
}
STORY = """\
- 2026-03-02 meeting: Обед [got:: intro] [got:: info: вилки]
- 2026-08-10 -> email: Привет
- 2026-08-10 -> tg: Привет
- 2026-08-11 <- tg: Привет!
- 2026-09-01 -> tg: Как дела?
- 2026-09-01 <- tg: Хорошо [gave:: candidate: Лена] [reply:: none]
"""


@pytest.mark.parametrize(
    ("channel", "said"), [("звонок", "answers calls"), ("тг", "answers on tg")]
)
def test_where_they_answer(ck: Ck, channel: str, said: str) -> None:
    """A call is answered, on all else they answer."""
    ck.note("Аня.md", note(f"- 2026-11-10 -> tg: x\n- 2026-11-11 {channel}: y\n"))
    assert ck("show", "аня").out.splitlines()[1].partition(",")[0] == said


def test_a_channel_on_which_more_is_answered(window: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The brief and a wide list say which of two it is, and JSON has the numbers."""
    said = "tg, not mail: 5 of 5 against 0 of 5"
    log = "".join(
        f"- 2026-{month:02}-01 -> tg: x\n- 2026-{month:02}-02 <- tg: y [reply:: none]\n"
        f"- 2026-{month:02}-15 -> mail: z\n"
        for month in range(5, 10)
    )
    window.note("Аня.md", note(log, cadence="monthly"))
    shown = window("show", "аня")
    assert shown.out.splitlines()[1] == f"answers on tg, mostly within a day · {said}"
    value = json.loads(window("show", "аня", "--json").out)["contact"]["better_channel"]
    assert value == {
        "name": "telegram", "answered": 5, "of": 5,
        "than": {"name": "email", "answered": 0, "of": 5},
    }  # fmt: skip
    monkeypatch.setenv("COLUMNS", "120")
    assert window("due").out.splitlines()[2].endswith(said)


@pytest.mark.parametrize("typed", ["", " ", "!", "—"])
def test_a_name_without_letters_is_no_company(ck: Ck, typed: str) -> None:
    """It is nobody's name, and no hint is given; `ck log` needs no name, and so asks for one."""
    ck.note("Аня.md", note("", company="Ozon"))
    for command in (("show", typed), ("snooze", typed, "fri"), ("log", typed, "x")):
        result = ck(*command)
        asks = command[0] == "log" and not typed.strip()
        assert (result.code, result.out) == (2 if asks else 3, "")
        assert "company" not in result.err


def test_what_to_say_and_how(window: Ck) -> None:
    """News they have not heard, the form that fits, where and how fast they answer, ты or вы."""
    for path, text in NEWS.items():
        window.note(path, text)
    window.note("Аня.md", note(STORY, tier="key", address="ты"))
    result = window("show", "аня")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Аня                                                                key · monthly
answers on tg, mostly within a day · на «ты»

Why now    HighLoad++ in 8 days: will you be there?
           monthly, spoke 1 Sep · 7 weeks over
           time for a talk: last meeting 2 Mar
           your news: Staff engineer (16 Nov)
Tell       Staff engineer (16 Nov)
You owe    nothing
They owe   nothing
Balance    gave 1, got 2: your turn · last gave: candidate: Лена, 1 Sep
Form       time for a talk: last meeting 2 Mar, only messages since
Ahead      follow-up on HighLoad++ Wed 2 Dec

1 Sep   <-  tg  Хорошо · gave: candidate: Лена · reply: none
1 Sep   ->  tg  Как дела?
11 Aug  <-  tg  Привет!
3 earlier, from 2 Mar: ck show аня --all · Аня.md
"""
    )
    value = json.loads(window("show", "аня", "--json").out)["contact"]
    assert {key: value[key] for key in ("news", "value", "form", "channel")} == {
        "news": [
            {
                "name": "Staff engineer",
                "path": "Staff engineer.md",
                "date": "2026-11-16",
                "kind": "position",
            }
        ],
        "value": {
            "gave": 1,
            "got": 2,
            "turn": "mine",
            "last_gave": {"text": "candidate: Лена", "kind": "candidate", "date": "2026-09-01"},
            "last_got": {"text": "intro", "kind": "intro", "date": "2026-03-02"},
        },
        "form": {
            "kind": "talk",
            "text": "time for a talk: last meeting 2 Mar, only messages since",
        },
        "channel": {"name": "telegram", "within_days": 1},
    }


def test_whoever_gave_more_waits_for_their_turn(ck: Ck) -> None:
    """As much given as got is nobody's turn; more given than got is theirs."""
    ck.note("A.md", note(f"{TALKED}- 2026-11-20: x [gave:: a] [got:: b]\n"))
    assert "\nBalance    gave 1, got 1 · last gave: a, 20 Nov\n" in ck("show", "a").out
    ck.note("A.md", note(f"{TALKED}- 2026-11-20: x [gave:: a]\n"))
    assert "\nBalance    gave 1, got 0: their turn · last gave: a, 20 Nov\n" in ck("show", "a").out


def test_why_somebody_was_away_stands_first_when_they_are_back(window: Ck) -> None:
    """Before every other reason, and until they are spoken to."""
    away = {"status": "paused", "paused_until": "2026-11-20", "paused_why": "сын родился"}
    window.note("A.md", note(f"{TALKED}\t- [ ] the CV\n", **away))
    assert window("show", "a").out.split("\n")[2:4] == [
        "Why now    сын родился · you promised on Fri 1 May: the CV",
        "           quarterly, spoke 1 May",
    ]


def test_an_owed_reply_is_owed(ck: Ck) -> None:
    """It stands before the promises, on whichever screen it is asked for."""
    ck.note("A.md", note("- 2026-11-20 <- tg: when?\n"))
    assert "\nYou owe    a reply: they wrote 20 Nov\n" in ck("show", "a").out
    ck.note("A.md", note("- 2026-11-18: x\n\t- [ ] the CV\n- 2026-11-20 <- tg: when?\n"))
    assert "\nYou owe    a reply: they wrote 20 Nov; the CV\n" in ck("show", "a").out


@pytest.mark.parametrize(
    "key",
    ["through", "introduced_by", "introducedBy", "Introduced by", "via", "через", "кто познакомил"],
)
def test_who_introduced_us_is_said_in_all_spellings(ck: Ck, key: str) -> None:
    """A link is said by its name."""
    ck.note("A.md", note(TALKED, **{key: '"[[Igor Volkov]]"'}))
    assert ck("show", "a").out.split("\n")[1] == "through Igor Volkov"
    assert json.loads(ck("show", "a", "--json").out)["contact"]["through"] == "Igor Volkov"


def test_trust_and_what_came_through_them_are_said(ck: Ck) -> None:
    """The note's trust, else the newest of the log; each outcome with its number."""
    log = (
        "- 2025-03-02: x [outcome:: interview]\n- 2026-02-02: y [outcome:: interview] [trust:: 3]\n"
        "- 2026-04-02: z [outcome:: offer] [trust:: 5]\n"
    )
    ck.note("A.md", note(log))
    shown = ck("show", "a").out
    assert "\nTrust      5 of 5\nCame of it 2 interviews, 1 offer · since 2025\n" in shown
    value = json.loads(ck("show", "a", "--json").out)["contact"]
    assert (value["trust"], value["outcomes"]) == (
        5, {"since": "2025-03-02", "counts": {"interview": 2, "offer": 1}},
    )  # fmt: skip
    ck.note("A.md", note(TALKED, trust="2"))
    value = json.loads(ck("show", "a", "--json").out)["contact"]
    assert (value["trust"], value["outcomes"]) == (2, None)
    assert "Came of it" not in ck("show", "a").out


def test_what_lies_ahead_is_said_by_its_day(ck: Ck) -> None:
    """A placement by its anniversary, not by the day it was."""
    ck.note("A.md", note(TALKED, placed_me="2024-03-15"))
    assert "\nAhead      placement, 3 years: Mon 15 Mar\n" in ck("show", "a").out


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_at_any_width(
    ck: Ck, window: Ck, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """A window breaks what a pipe has on one line."""
    monkeypatch.setenv("CK_LANG", language)
    words = " ".join(f"word{number}" for number in range(60))
    log = f"- 2026-05-01: {words}\n\t- [ ] {words}\n"
    ck.note("A.md", note(log, role=words, met_at=words, cadence=words))
    piped = ck("show", "a").out
    assert "…" not in piped
    for columns in ("40", "80", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        whole = "".join(window("show", "a").out.split()).count(words.replace(" ", ""))
        assert whole == piped.count(words) == 7
        assert ck("show", "a").out.split("\n")[1:] == piped.split("\n")[1:]
