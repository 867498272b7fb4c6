"""`ck event`, and what an event does to the other commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck

HIGHLOAD = """\
---
type: event
date: 2026-12-01
end: 2026-12-02
place: Москва
people:
  - "[[Dmitry Orlov]]"
  - "[[Анна]]"
audience: tier:key
attending: true
---

# HighLoad++ 2026
"""
ADD = ("event", "add", "HighLoad++ 2026", "--date", "1.12", "--end", "2026-12-02", "--place",
       "Москва", "--people", "dmitry", "--people", "anna", "--audience", "tier:key")  # fmt: skip


def people(ck: Ck) -> None:
    """Put three people into the vault for whom nothing is due."""
    ck.note("People/Анна.md", note("- 2026-11-10 call: x\n", tier="key", company="Ozon"))
    ck.note("People/Dmitry Orlov.md", note("- 2026-11-01 call: x\n", cadence="event"))
    ck.note("People/Света.md", note("- 2026-11-10 call: x\n", tier="key"))


def test_add_makes_a_note(ck: Ck) -> None:
    """A new event is a note of its own, which says what was typed and links to the people."""
    people(ck)
    result = ck(*ADD)
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
New: Events/HighLoad++ 2026.md
  type: event
  date: 2026-12-01
  end: 2026-12-02
  place: Москва
  people: Dmitry Orlov, Анна
  audience: tier:key
  attending: true
3 people to ask now, follow-up with 2 people from Thu 3 Dec · ck undo
"""
    )
    assert ck.text("Events/HighLoad++ 2026.md") == HIGHLOAD
    assert ck("check").out == "4 notes read, nothing changes the list\n"


def test_people_may_be_several_names(ck: Ck) -> None:
    """Names in one text are those of several people, where nobody is called so."""
    people(ck)
    ck.note("People/Doe, Anna.md", note(""))
    assert ck("event", "add", "A", "--date", "1.12", "--people", "dmitry, света").code == 0
    assert ck("event", "add", "B", "--date", "1.12", "--people", "doe, anna").code == 0
    named = {
        each["name"]: each["people"]
        for each in json.loads(ck("event", "list", "--json").out)["events"]
    }
    assert {name: len(them) for name, them in named.items()} == {"A": 2, "B": 1}


def test_it_can_be_taken_back(ck: Ck) -> None:
    """`ck undo` removes the note, and the folder that was made for it."""
    people(ck)
    ck(*ADD)
    assert ck("undo").code == 0
    assert not (ck.vault / "Events").exists()


def test_a_dry_run_writes_nothing(ck: Ck) -> None:
    """`--dry-run` shows the note."""
    people(ck)
    result = ck(*ADD, "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert "+date: 2026-12-01\n" in result.out
    assert not (ck.vault / "Events").exists()


@pytest.mark.parametrize(
    ("there", "arguments", "path"),
    [
        ("Календарь/Old.md", (), "Календарь/New.md"),
        ("Заметки/Конференции/x.md", (), "Заметки/Конференции/New.md"),
        ("Notes/x.md", (), "Events/New.md"),
        ("Notes/x.md", ("--folder", "Notes/2026"), "Notes/2026/New.md"),
        ("Notes/x.md", ("--folder", "."), "New.md"),
    ],
)
def test_where_it_goes(ck: Ck, there: str, arguments: tuple[str, ...], path: str) -> None:
    """It lies where the vault has its events, else in a folder of such a name, else in Events."""
    people(ck)
    ck.note(there, "---\ntype: event\ndate: 2026-01-01\nattending: yes\n---\n" * ("Old" in there))
    assert ck("event", "add", "New", "--date", "fri", *arguments).code == 0
    assert (ck.vault / path).is_file()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("X",), 2, "--date is missing: when is it? Such as --date 2026-12-01."),
        (("X", "--date", "soonish"), 2,
         "--date needs a day such as 2026-11-23 or fri, in 2 weeks, 12.01, not “soonish”."),
        (("X", "--date", "fri", "--end", "2026-11-24"), 2,
         "--end: 2026-11-24 is before 2026-11-27, the first day."),
        (("X", "--date", "fri", "--audience", "tier:gold"), 2,
         "--audience: “tier:gold”, at character 6: a tier is key or supporting."),
        (("X", "--date", "fri", "--attending", "perhaps"), 2,
         "--attending takes yes or no, not “perhaps”."),
        (("X", "--date", "fri", "--rule", "weekly"), 2,
         "--rule: “weekly” must be an iCalendar rule with FREQ=YEARLY or FREQ=MONTHLY."),
        (("X", "--date", "fri", "--people", "nobody"), 3,
         "no contact is called “nobody”. ck list shows all; ck add nobody makes a note."),
        (("анна", "--date", "fri"), 2, "there is a note of that name already: People/Анна.md."),
        (("X", "--date", "fri", "--place", "{{x}}"), 2,
         "--place: it holds a line break or a template's marks."),
        (("X", "--date", "fri", "--folder", "../x"), 2,
         "--folder takes a folder of the vault, not “../x”."),
    ],
)  # fmt: skip
def test_what_add_refuses(ck: Ck, arguments: tuple[str, ...], code: int, said: str) -> None:
    """What would be a fault in the note is refused, and nothing is written."""
    people(ck)
    result = ck("event", "add", *arguments)
    assert (result.code, result.out, result.err) == (code, "", f"ck: {said}\n")
    assert not (ck.vault / "Events").exists()


def test_list(ck: Ck) -> None:
    """The events to come and those to follow up on, with people; what is over is counted."""
    people(ck)
    ck.note("Events/HighLoad++ 2026.md", HIGHLOAD)
    ck.note("Events/Meetup.md", "---\ntype: event\ndate: 2026-11-20\nattending: no\n---\n")
    ck.note("Events/Old.md", "---\ntype: event\ndate: 2026-06-20\naudience: all\n---\n")
    ck.note("Events/HR.md", "---\ntype: event\ndate: 2024-05-20\nrule: yearly\npeople: Анна\n---\n")
    shown = """\
Fri 20 Nov              Meetup                   you are not there
Tue 1 Dec to Wed 2 Dec  HighLoad++ 2026  Москва  Dmitry Orlov, Анна, 1 more of tier:key
Thu 20 May              HR                       Анна
"""
    for arguments in (["event"], ["event", "list"]):
        result = ck(*arguments)
        assert (result.code, result.err) == (0, "")
        assert result.out == f"{shown}1 event is long over: ck event list --all\n"
    assert ck("event", "list", "--all").out.startswith("Sat 20 Jun              Old ")


def test_no_event_yet(ck: Ck) -> None:
    """Where there is none it says how to make one."""
    people(ck)
    assert ck("event").out == "No event yet: ck event add NAME --date DAY makes a note for one.\n"


def test_list_as_json(ck: Ck) -> None:
    """The document has every event with the names of its people."""
    people(ck)
    ck.note("Events/HighLoad++ 2026.md", HIGHLOAD)
    document = json.loads(ck("event", "list", "--json").out)
    assert document["command"] == "event list"
    assert document["events"] == [
        {
            "name": "HighLoad++ 2026",
            "path": "Events/HighLoad++ 2026.md",
            "date": "2026-12-01",
            "end": "2026-12-02",
            "place": "Москва",
            "people": ["Dmitry Orlov", "Анна"],
            "audience": "tier:key",
            "attending": True,
            "rule": None,
        }
    ]


def test_before_and_after(ck: Ck) -> None:
    """Its people are asked before it and followed up after it; a word settles either.

    Those who are only of its audience come after them, as of the circle.
    """
    people(ck)
    ck.note("Events/HighLoad++ 2026.md", HIGHLOAD)
    assert (
        ck("due").out
        == """\
Mon 23 November · 3 people                                                 • key

occasion  • Анна         Ozon HighLoad++ in 8 days: will you be there?
occasion    Dmitry Orlov      HighLoad++ in 8 days: will you be there?
circle    • Света             HighLoad++ in 8 days: will you be there?
"""
    )
    ck("log", "света", "-> let us meet at [[HighLoad++ 2026]]")
    ck("log", "анна", "-> are you there?")
    assert (
        ck("due", "--today", "2026-12-03").out
        == """\
Thu 3 December · 3 people                                                  • key

occasion  • Анна         Ozon HighLoad++ ended Wed 2 Dec: follow up
occasion  • Света             HighLoad++ ended Wed 2 Dec: follow up
occasion    Dmitry Orlov      HighLoad++ ended Wed 2 Dec: follow up
"""
    )
    assert "Back Thu 3 Dec for the follow-up" in ck("log", "dmitry", "-> hi").out


def test_log_links_to_it(ck: Ck) -> None:
    """`--event` writes the link into each entry, and says what it closed and what comes next."""
    people(ck)
    ck.note("Events/HighLoad++ 2026.md", HIGHLOAD)
    result = ck("log", "света", "встретились у стенда", "--with", "dmitry", "--event", "highload")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Света
  - 2026-11-23: встретились у стенда [event:: [[HighLoad++ 2026]]]
Closes: the question about HighLoad++ 2026
Back Thu 3 Dec for the follow-up, then Wed 23 Dec · ck undo
Dmitry Orlov
  - 2026-11-23: встретились у стенда [event:: [[HighLoad++ 2026]]]
Closes: the question about HighLoad++ 2026
Back Thu 3 Dec for the follow-up, no timer · ck undo
Two entries, both linked to [[HighLoad++ 2026]]. Follow-up opens Thu 3 Dec.
"""
    )
    assert ck.text("People/Света.md").endswith(
        "- 2026-11-23: встретились у стенда [event:: [[HighLoad++ 2026]]]\n"
    )


@pytest.mark.parametrize("typed", ["HighLoad++ 2026", "highload", "2026", "хайлоад", "хайлод"])
def test_an_event_is_found_as_people_are(ck: Ck, typed: str) -> None:
    """The whole name, words, beginnings and parts are read, and never guessed."""
    people(ck)
    ck.note("Events/HighLoad++ 2026.md", HIGHLOAD)
    result = ck("log", "анна", "x", "--event", typed)
    if "хай" in typed:
        said = f"ck: no event is called “{typed}”. ck event add makes a note.\n"
        assert (result.code, result.err) == (3, said)
    else:
        assert ck.text("People/Анна.md").endswith(" [event:: [[HighLoad++ 2026]]]\n")


def test_two_events_are_an_error(ck: Ck) -> None:
    """Where two could be meant a script gets both, and nothing is written."""
    people(ck)
    ck.note("Events/HighLoad++ 2026.md", HIGHLOAD)
    ck.note("Events/HighLoad++ 2025.md", HIGHLOAD.replace("2026-12", "2025-12"))
    before = ck.text("People/Анна.md")
    result = ck("log", "анна", "x", "--event", "highload")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "ck: “highload” could be 2 events:\n"
        "  HighLoad++ 2025, 2025-12-01  Events/HighLoad++ 2025.md\n"
        "  HighLoad++ 2026, 2026-12-01  Events/HighLoad++ 2026.md\n"
    )
    assert ck.text("People/Анна.md") == before


def test_faults_are_named(ck: Ck) -> None:
    """What is wrong with an event is on the list of problems, with path and line."""
    people(ck)
    ck.note("Events/A.md", "---\ntype: event\npeople: Анна\n---\n")
    ck.note("Events/B.md", "---\ntype: event\ndate: 2026-12-01\npeople: Анья, '[[Friend]]'\n---\n")
    ck.note("Events/C.md", "---\ntype: event\ndate: 2026-12-01\naudience: company:Yandx\n---\n")
    ck.note("Events/Old.md", "---\ntype: event\ndate: 2025-12-01\npeople: Gone\n---\n")
    ck.note("Events/Not ours.md", "---\ntype: event\nend: never\n---\n")
    result = ck("check", "--all")
    assert result.code == 1
    assert (
        result.out
        == """\
Events/A.md:1  no-date  It has no `date`, so the event is shown to nobody: write date: 2026-11-23
Events/B.md:4  nobody  [[Friend]] is no contact, so the event is not for them
Events/B.md:4  nobody  Анья is no contact, so the event is not for them: correct it
Events/C.md:4  nobody  `company:Yandx` is nobody now, so nobody is asked about it
3 problems that change the list · 1 remark
"""
    )
    assert ck("due").out.endswith(
        "\n! 3 problems in Events/A.md, Events/B.md, Events/C.md: ck check\n"
    )


def test_who_wants_no_occasions_is_not_counted(ck: Ck) -> None:
    """Who is paused, or has the cadence `none`, is named in the note and comes up for nothing."""
    ck.note("Anna.md", note("- 2026-11-01: x\n"))
    ck.note("Boris.md", note("- 2026-11-01: x\n", cadence="none"))
    ck.note("Clara.md", note("- 2026-11-01: x\n", status="paused"))
    people = [word for name in ("anna", "boris", "clara") for word in ("--people", name)]
    said = ck("event", "add", "JPoint", "-d", "2026-12-01", *people, "--audience", "all").out
    assert said.splitlines()[-1] == (
        "1 person to ask now, follow-up with 1 person from Wed 2 Dec, "
        "without Boris, Clara (paused, or no occasions) · ck undo"
    )
    assert [item["name"] for item in json.loads(ck("due", "--json").out)["items"]] == ["Anna"]
    assert "Ahead" not in ck("show", "boris").out


def test_who_wants_no_occasions_has_no_holiday_ahead(ck: Ck) -> None:
    """Their brief names none; a birthday is still good to know."""
    rule = "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1"
    ck.note("contactkeeper.toml", f"[[holiday]]\nname = 'New Year'\nrule = '{rule}'\n")
    ck.note("Boris.md", note("- 2026-11-01: x\n", cadence="none", birthday="05-01"))
    shown = ck("show", "boris").out
    assert "New Year" not in shown
    assert "birthday Sat 1 May" in shown


def test_an_audience_that_is_nobody_is_refused(ck: Ck) -> None:
    """In a script with what may have been meant; `--yes` goes on, for news too."""
    ck.note("Anna.md", "---\ntags: [recruiter, it]\ncompany: Ozon\n---\n")
    event = ["event", "add", "X", "-d", "2026-12-01", "--audience"]
    news = ["news", "add", "Y", "--audience"]
    for line in (event, news):
        result = ck(*line, "company:ozn and tag:it")
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            "ck: --audience: company:ozn and tag:it is nobody (company:ozn). "
            "Did you mean company:Ozon? --yes goes on.\n"
        )
        assert "Did you mean company:Ozon?" in ck(*line, "company:озн").err
        assert ck(*line, "company:озон").code == 0
        assert ck("undo").code == 0
        assert ck(*line, "tag:later", "--yes").code == 0


def test_the_note_of_an_event_is_russian_where_contacts_are(ck: Ck) -> None:
    """Folder, names and type follow the contacts; the event is read as an English one."""
    ck.note("Люди/Анна.md", "---\ntags: [recruiter]\nкомпания: Озон\nуровень: ключевой\n---\n")
    result = ck("event", "add", "HighLoad", "--date", "2026-12-01", "--end", "2026-12-02",
                "--place", "Москва", "--people", "анна", "--audience", "tier:key",
                "--rule", "yearly")  # fmt: skip
    assert (result.code, result.err) == (0, "")
    assert (
        ck.text("События/HighLoad.md")
        == """\
---
тип: событие
дата: 2026-12-01
конец: 2026-12-02
место: Москва
люди:
  - "[[Анна]]"
аудитория: tier:key
участвую: true
повтор: yearly
---

# HighLoad
"""
    )
    listed = ck("event", "list", "--json")
    (event,) = json.loads(listed.out)["events"]
    assert (event["path"], event["place"]) == ("События/HighLoad.md", "Москва")
    assert ck("undo").code == 0
    assert not (ck.vault / "События/HighLoad.md").exists()


def test_a_type_of_contacts_keeps_its_name(ck: Ck) -> None:
    """Where contacts have `type`, an event has it, too."""
    ck.note("Люди/Анна.md", "---\ntype: recruiter\nкомпания: Озон\nуровень: ключевой\n---\n")
    assert ck("event", "add", "X", "--date", "2026-12-01", "--people", "анна").code == 0
    assert ck.text("События/X.md").startswith("---\ntype: событие\nдата: 2026-12-01\n")


def test_events_are_said_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is added and listed, and what is refused; JSON has no Russian."""
    monkeypatch.setenv("CK_LANG", "ru")
    people(ck)
    assert ck("event", "list").out == (
        "Событий пока нет: заметку о событии создаст ck event add ИМЯ --date ДАТА.\n"
    )
    added = ck(*ADD)
    assert (added.code, added.err) == (0, "")
    assert added.out.split("\n")[-2] == (
        "Сейчас спросить 3 человек, с четверга 3 декабря вернуться к 2 людям · ck undo"
    )
    ck("event", "add", "Old", "--date", "2026-01-01", "--attending", "нет")
    assert ck("event", "list").out == (
        "вт 1 — ср 2 декабря  HighLoad++ 2026  Москва  "
        "Dmitry Orlov, Анна, ещё 1 из tier:key\n"
        "1 событие давно прошло: ck event list --all\n"
    )
    assert (
        ck("event", "list", "--all")
        .out.split("\n")[0]
        .endswith("  Old                      без вас")
    )
    for arguments, sentence in {
        (): "не хватает --date: когда это? Например, --date 2026-12-01.",
        ("-d", "1.12", "--attending", "maybe"): "--attending — это да или нет, а не «maybe».",
        ("-d", "1.12", "--rule", "FREQ=DAILY"): "--rule: «FREQ=DAILY»: нужно правило iCalendar с "
        "FREQ=YEARLY или FREQ=MONTHLY.",
        ("-d", "1.12", "--rule", "FREQ=YEARLY;X=1"): "--rule: «FREQ=YEARLY;X=1»: нужно правило "
        "iCalendar о днях; X не читается.",
    }.items():
        result = ck("event", "add", "X", *arguments)
        assert (result.code, result.err) == (2, f"ck: {sentence}\n")
