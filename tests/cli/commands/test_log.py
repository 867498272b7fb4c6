from __future__ import annotations

import json
import os
import tempfile
from typing import TYPE_CHECKING

import pytest

from contactkeeper.cli.user_programs import SCISSORS
from vaults import note

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

HEAD = "---\ntags: [recruiter]\n"
ANNA = f"{HEAD}company: Яндекс\ncadence: monthly\n---\n# Анна Каренина\n\n"
LOG = "## Interactions\n- 2026-09-14 call: Platform is hiring\n- 2026-10-20 -> email: Asked\n"
PATH = "Recruiters/Анна Каренина.md"
BORIS = "Recruiters/Boris Ivanov.md"


@pytest.fixture
def anna(ck: Ck) -> Ck:
    """Give a vault with one person whose log has two entries, oldest first."""
    ck.note(PATH, ANNA + LOG)
    return ck


def test_the_plain_case_is_three_lines(anna: Ck) -> None:
    """A log says who, the line as it stands in the note, and when the person is back."""
    result = anna("log", "анна", "she sends the JD on Friday")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина, Яндекс\n"
        "  - 2026-11-23: she sends the JD on Friday\n"
        "Back Wed 23 Dec · ck undo\n"
    )
    assert anna.text(PATH) == f"{ANNA}{LOG}- 2026-11-23: she sends the JD on Friday\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["-s", "CV отправил"], "-> CV отправил"),
        (["--sent", "CV отправил"], "-> CV отправил"),
        (["-r", "спасибо"], "<- спасибо"),
        (["--received", "спасибо"], "<- спасибо"),
        (["-> tg: спросил про JD"], "-> tg: спросил про JD"),
        (["→ tg: спросил"], "-> tg: спросил"),
        (["<- linkedin: Staff, 700k"], "<- linkedin: Staff, 700k"),
        (["<-> call: поговорили"], "call: поговорили"),
        (["-c", "call", "поговорили"], "call: поговорили"),
        (["-c", "call:", "поговорили"], "call: поговорили"),
        (["-s", "-c", "email", "asked"], "-> email: asked"),
        (["-c", "telegram", "tg: asked"], "telegram: asked"),
        (["-c", "call", "email: it is down"], "call: email: it is down"),
        (["-s", "-> asked"], "-> asked"),
        (["- a dash and a blank"], "- a dash and a blank"),
        (["->"], "->"),
        (["--not an option, text"], "--not an option, text"),
        (["--", "-ok"], "-ok"),
        (["x", "--gave", "salary survey"], "x [gave:: salary survey]"),
        (["x", "--got", "intro: CTO", "--got", "info"], "x [got:: intro: CTO] [got:: info]"),
        (["--outcome", "offer", "оффер"], "оффер [outcome:: offer]"),
        (["оффер [outcome:: offer]"], "оффер [outcome:: offer]"),
        (["--gave", "CV"], "[gave:: CV]"),
        (["--trust", "4"], "[trust:: 4]"),
        (["-r", "спасибо, понял", "--no-reply"], "<- спасибо, понял [reply:: none]"),
        (["~ linkedin: a comment on her post"], "~ linkedin: a comment on her post"),
        (["-s", "-c", "tg", "с праздником", "--no-reply"], "~ tg: с праздником"),
        (["-> с праздником", "--no-reply"], "~ с праздником"),
        (["~5 offers"], "~5 offers"),
        (["~"], "~"),
        (["10:30 call: early"], "10:30 call: early"),
        (["# no heading"], "# no heading"),
        (["a [[link]] and `code`"], "a [[link]] and `code`"),
        (["<!-- no comment"], "\\<!-- no comment"),
        (["100% %% sure"], "100% \\%% sure"),
    ],
)  # fmt: skip
def test_text_and_options_say_the_same(anna: Ck, arguments: list[str], line: str) -> None:
    """Each option has its form in the entry grammar, and syntax in a text is text."""
    result = anna("log", "анна", *arguments)
    plain = line.startswith(("->", "<-", "~ ", "call:", "telegram:")) or line == "~"
    entry = f"- 2026-11-23 {line}" if plain else f"- 2026-11-23: {line}"
    if line.startswith("10:30"):
        entry = f"- 2026-11-23 {line}"
    assert (result.code, result.err) == (0, "")
    assert result.out.split("\n")[1] == f"  {entry}"
    assert anna.text(PATH) == f"{ANNA}{LOG}{entry}\n"
    assert json.loads(anna("show", "анна", "--json").out)["contact"]["entries"][:2] == [
        {
            "date": "2026-09-14", "time": None, "direction": "", "channel": "call",
            "text": "Platform is hiring", "fields": {}, "promises": [], "line": 9,
        },
        {
            "date": "2026-10-20", "time": None, "direction": "->", "channel": "email",
            "text": "Asked", "fields": {}, "promises": [], "line": 10,
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ("2026-11-20", "2026-11-20"),
        ("today", "2026-11-23"),
        ("сегодня", "2026-11-23"),
        ("yesterday", "2026-11-22"),
        ("вчера", "2026-11-22"),
        ("monday", "2026-11-23"),
        ("fri", "2026-11-20"),
        ("в пятницу", "2026-11-20"),
        ("пт", "2026-11-20"),
        ("3 days ago", "2026-11-20"),
        ("3 дня назад", "2026-11-20"),
        ("неделю назад", "2026-11-16"),
        ("22.11", "2026-11-22"),
        ("22.11.2026", "2026-11-22"),
        ("[[2026-11-20]]", "2026-11-20"),
    ],
)
def test_a_day_is_the_latest_such_day_up_to_today(anna: Ck, day: str, written: str) -> None:
    """Days are read in both languages; the entry goes where its day belongs."""
    result = anna("log", "анна", "talked", "-d", day)
    assert (result.code, result.err) == (0, "")
    assert result.out.split("\n")[1] == f"  - {written}: talked"
    lines = [*LOG.splitlines()[1:], f"- {written}: talked"]
    assert anna.text(PATH) == f"{ANNA}## Interactions\n" + "\n".join(sorted(lines)) + "\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["x", "-d", "tomorrow"], ("2026-11-24 is in the future, but the log is "
         "for what happened. For plans:\n  ck meet анна 2026-11-24 x")),
        (["x", "-d", "завтра"], ("2026-11-24 is in the future, but the log is "
         "for what happened. For plans:\n  ck meet анна 2026-11-24 x")),
        (["2026-12-01 -> tg: x"], ("2026-12-01 is in the future, but the log is "
         "for what happened. For plans:\n  ck remind анна 2026-12-01 x")),
        (["x", "-d", "soon"],
         ("--date needs a day such as 2026-11-23 or yesterday, mon, 3 days ago, 23.11, "
          "not “soon”.")),
        (["x", "-d", "2026-02-30"], "--date: there is no day 2026-02-30."),
        (["2026-02-30 x"], "there is no day 2026-02-30."),
        (["2026-11-20 x", "-d", "fri"],
         "the text begins with a date and --date gives one too: use only one."),
        (["2026-11-23 x", "-d", "fri"],
         "the text begins with a date and --date gives one too: use only one."),
        (["x", "-s", "-r"],
         "--sent and --received exclude each other; neither means a conversation."),
        (["<- x", "-s"], "the text begins with <- and the option says the opposite."),
        (["-> x", "-r"], "the text begins with -> and the option says the opposite."),
        (["x", "--trust", "9"], "--trust needs a number from 1 to 5, not “9”."),
        (["x [trust:: 9]"], "`9` is no trust from 1 to 5."),
        (["~ x", "-r"], "the text begins with ~ and the option says the opposite."),
        (["--no-reply"],
         f"--no-reply without a text is about their last message, and {PATH} has none (<-)."),
        (["x", "-p", "CV by 2026-02-30"], "“CV by 2026-02-30”: there is no day 2026-02-30."),
        (["x", "-p", "CV by 23.11"],
         "“CV by 23.11”: 23.11 may be 2026-11-23 or 2027-11-23: type one of these two."),
        (["x", "--await", "ответ до 23 ноября"],
         ("“ответ до 23 ноября”: 23 ноября may be 2026-11-23 or 2027-11-23: "
          "type one of these two.")),
        (["x", "--snooze", "23.11"],
         "--snooze: 23.11 may be 2026-11-23 or 2027-11-23: type one of these two."),
        (["20.11 созвонились"],
         ("the text begins with 20.11. If that is the date, add --date 20.11; "
          "if not, add --date today.")),
        (["x", "-c", ":"], "--channel needs a word such as call, not “:”."),
        (["x", "--with", "Anna"], "--with Anna is Анна Каренина, who is named already."),
        (["x", "--snooze", "today"], "--snooze needs a day in the future; 2026-11-23 is not."),
        (["x", "--snooze", "later"],
         "--snooze needs a day such as 2026-11-23 or fri, in 2 weeks, 12.01, not “later”."),
        (["x", "--company", "Hays"],
         "--company goes with --new. For somebody known: ck set WHO company=NAME."),
        (["x", "--new", "--done", "CV"],
         "--done settles an open task, and somebody new has none."),
        (["x", "--amend", "--done"],
         "--amend mends the last entry alone; it does not go with --done."),
        (["x", "--amend", "--with", "boris"],
         "--amend mends the last entry alone; it does not go with --with."),
        ([""], "TEXT is empty: give it a value, or leave it out. See: ck log --help"),
        (["  \n"], "TEXT is empty: give it a value, or leave it out. See: ck log --help"),
        (["", "--got", "x"], "TEXT is empty: give it a value, or leave it out. See: ck log --help"),
        ([], 'there is no text: ck log WHO "what happened".'),
    ],
)  # fmt: skip
def test_what_contradicts_or_can_not_be_is_refused(
    anna: Ck, arguments: list[str], said: str
) -> None:
    """A bad value is named in one sentence, exit code 2, and the note stays as it is."""
    result = anna("log", "анна", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")
    assert anna.text(PATH) == ANNA + LOG


@pytest.mark.parametrize(
    ("option", "words", "line"),
    [
        ("-p", "CV by fri", "CV 📅 2026-11-27"),
        ("--promise", "CV by today", "CV 📅 2026-11-23"),
        ("-p", "CV до пятницы", "CV 📅 2026-11-27"),
        ("-p", "CV к 1 декабря", "CV 📅 2026-12-01"),
        ("-p", "CV by 22.08", "CV 📅 2027-08-22"),
        ("-p", "CV by Mon 23 Nov", "CV 📅 2026-11-23"),
        ("-p", "CV by 2026-11-30", "CV 📅 2026-11-30"),
        ("-p", "CV 📅 2026-11-30", "CV 📅 2026-11-30"),
        ("-p", "CV in 2 weeks", "CV 📅 2026-12-07"),
        ("-p", "CV через неделю", "CV 📅 2026-11-30"),
        ("-p", "CV завтра", "CV 📅 2026-11-24"),
        ("-p", "позвонить в понедельник", "позвонить 📅 2026-11-30"),
        ("-p", "stand by me", "stand by me"),
        ("-p", "зайти в офис", "зайти в офис"),
        ("-p", "the new CV", "the new CV"),
        ("--await", "JD by fri", "waiting: JD 📅 2026-11-27"),
        ("--await", "ответ до 1.12", "waiting: ответ 📅 2026-12-01"),
        ("--await", "JD", "waiting: JD"),
    ],
)
def test_a_promise_takes_the_first_such_day_ahead(
    anna: Ck, option: str, words: str, line: str
) -> None:
    """What follows the last `by` is its day, if it is one, in both languages."""
    result = anna("log", "анна", "talked", option, words)
    assert (result.code, result.err) == (0, "")
    assert result.out.split("\n")[1:3] == ["  - 2026-11-23: talked", f"      - [ ] {line}"]
    assert anna.text(PATH) == f"{ANNA}{LOG}- 2026-11-23: talked\n\t- [ ] {line}\n"


def test_everything_in_one_call(ck: Ck) -> None:
    """An entry that settles one task and opens another says both, and when each comes up."""
    ck.note(PATH, f"{ANNA}{LOG}\t- [ ] waiting: the JD 📅 2026-11-20\n")
    result = ck(
        "log", "анна", "-c", "call", "JD пришлёт в пятницу", "--done", "--await", "JD by fri"
    )
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина, Яндекс\n"
        "  - 2026-11-23 call: JD пришлёт в пятницу\n"
        "      - [ ] waiting: JD 📅 2026-11-27\n"
        "Closes: the JD awaited 20 Nov\n"
        "Back Mon 30 Nov if no JD, else Wed 23 Dec · ck undo\n"
    )
    assert ck.text(PATH) == (
        f"{ANNA}{LOG}\t- [x] waiting: the JD 📅 2026-11-20\n"
        "- 2026-11-23 call: JD пришлёт в пятницу\n\t- [ ] waiting: JD 📅 2026-11-27\n"
    )


def test_done_stands_behind_a_single_line(ck: Ck) -> None:
    """What a short entry ticked stands behind it."""
    log = "## Interactions\n- 2026-11-02 call: Platform\n\t- [ ] send the new CV 📅 2026-11-20\n"
    ck.note(PATH, ANNA + log)
    result = ck("log", "анна", "-s", "CV отправил", "--done")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина, Яндекс\n"
        "  - 2026-11-23 -> CV отправил        [x] send the new CV\n"
        "Back Mon 14 Dec · ck undo\n"
    )
    assert "\t- [x] send the new CV 📅 2026-11-20\n" in ck.text(PATH)


TWO = "\t- [ ] the CV 📅 2026-11-20\n\t- [ ] the CV of Lena\n\t- [ ] waiting: the JD\n"


@pytest.mark.parametrize(
    ("words", "ticked"),
    [
        ("the cv", "\t- [x] the CV 📅 2026-11-20\n"),
        ("lena", "\t- [x] the CV of Lena\n"),
        ("JD", "\t- [x] waiting: the JD\n"),
        ("waiting", "\t- [x] waiting: the JD\n"),
        ("the CV 📅 2026-11-20", "\t- [x] the CV 📅 2026-11-20\n"),
    ],
)
def test_done_takes_the_one_that_its_words_name(ck: Ck, words: str, ticked: str) -> None:
    """`--done TEXT` ticks the task of exactly those words, else the only one that holds them."""
    ck.note(PATH, ANNA + LOG + TWO)
    assert ck("log", "анна", "x", "--done", words).code == 0
    assert ticked in ck.text(PATH)
    assert ck.text(PATH).count("[x]") == 1


def test_done_never_guesses_between_two(ck: Ck) -> None:
    """In a script two open tasks are an error with the candidates, and nothing is written."""
    ck.note(PATH, ANNA + LOG + TWO)
    result = ck("log", "анна", "x", "--done")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        f"ck: {PATH}: There are 2 open tasks; name one:\n  the CV 📅 2026-11-20\n  the CV of Lena\n"
    )
    assert ck.text(PATH) == ANNA + LOG + TWO
    result = ck("log", "анна", "x", "--done", "CV o", "--json")
    assert result.code == 0


def test_a_forgotten_text_is_no_person(anna: Ck) -> None:
    """Words without quotes are too many; neither of them becomes a person or a text."""
    result = anna("log", "анна", "she", "sends", "the", "JD")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "ck: these are too many words: a text of several words stands in quotes: "
        "ck log анна 'she sends the JD'\n"
    )
    assert anna.text(PATH) == ANNA + LOG


def test_with_writes_one_entry_each(anna: Ck) -> None:
    """Several people get the same entry, and the answer tells of each."""
    anna.note(BORIS, f"{HEAD}---\n")
    result = anna("log", "анна", "meeting: у стенда", "--with", "boris")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина, Яндекс\n"
        "  - 2026-11-23 meeting: у стенда\n"
        "Back Wed 23 Dec · ck undo\n"
        "Boris Ivanov\n"
        "  - 2026-11-23 meeting: у стенда\n"
        "Back Tue 23 Feb · ck undo\n"
    )
    assert anna.text(PATH) == f"{ANNA}{LOG}- 2026-11-23 meeting: у стенда\n"
    assert anna.text(BORIS) == (f"{HEAD}---\n\n## Interactions\n- 2026-11-23 meeting: у стенда\n")


@pytest.mark.parametrize("others", ["boris, vera", "boris,vera", "boris and vera", "boris и vera"])
def test_with_takes_several_names(anna: Ck, others: str) -> None:
    """Names in one text are those of several people, where all of them are there."""
    paths = [BORIS, "Recruiters/Vera Sitnik.md"]
    for path in paths:
        anna.note(path, f"{HEAD}---\n")
    assert anna("log", "анна", "x", "--with", others).code == 0
    assert all("- 2026-11-23: x\n" in anna.text(path) for path in (PATH, *paths))
    result = anna("log", "анна", "x", "--with", f"{others}, nobody")
    assert (result.code, result.out) == (3, "")


def test_with_takes_each_person_once(anna: Ck) -> None:
    """Who is named twice was named for somebody else, or by mistake: nothing is written."""
    anna.note(BORIS, f"{HEAD}---\n")
    result = anna("log", "анна", "x", "--with", "boris", "--with", "борис")
    said = "ck: --with борис is Boris Ivanov, who is named already.\n"
    assert (result.code, result.out, result.err) == (2, "", said)
    assert (anna.text(PATH), anna.text(BORIS)) == (ANNA + LOG, f"{HEAD}---\n")


def test_with_writes_all_or_none(anna: Ck) -> None:
    """Where the second person's note refuses, the first is not written either."""
    broken = f"{HEAD}---\n<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> phone\n"
    anna.note(BORIS, broken)
    result = anna("log", "анна", "x", "--with", "boris")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        f"ck: {BORIS}:4: The note has conflict markers: ck check --fix merges its two sides. "
        "Nothing was written.\n"
    )
    assert (anna.text(PATH), anna.text(BORIS)) == (ANNA + LOG, broken)
    assert anna("log", "анна", "x", "--with", "nobody").code == 3
    assert anna.text(PATH) == ANNA + LOG


def test_dry_run_shows_the_diff_and_writes_nothing(anna: Ck) -> None:
    """Neither a byte nor the time of the note changes, and no history is made."""
    place = anna.vault / PATH
    before = place.stat()
    result = anna("log", "анна", "-s", "asked", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"--- {PATH}\n+++ {PATH}\n@@ -10,2 +10,3 @@\n"
        " - 2026-10-20 -> email: Asked\n+- 2026-11-23 -> asked\n \n"
        "Back Wed 23 Dec\n"
    )
    after = place.stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)
    assert anna.text(PATH) == ANNA + LOG
    assert anna("undo", "--list").out == "ck has changed nothing in this vault yet.\n"


def test_snooze_hides_until_a_day(anna: Ck) -> None:
    """`--snooze` writes both properties with the entry, in one change."""
    result = anna("log", "анна", "call: позже", "--snooze", "в понедельник")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина, Яндекс\n  - 2026-11-23 call: позже\nSnoozed to Mon 30 Nov · ck undo\n"
    )
    head = ANNA.replace("monthly\n", "monthly\nsnooze_until: 2026-11-30\nsnoozed: 2026-11-23\n")
    assert anna.text(PATH) == f"{head}{LOG}- 2026-11-23 call: позже\n"
    assert anna("undo").code == 0
    assert anna.text(PATH) == ANNA + LOG


def test_a_log_ends_a_snooze(ck: Ck) -> None:
    """Both properties of a snooze go with the next entry, and that is said."""
    head = ANNA.replace("monthly\n", "monthly\nsnoozed: 2026-11-01\nsnooze_until: 2026-12-31\n")
    ck.note(PATH, head + LOG)
    result = ck("log", "анна", "x")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина, Яндекс\n  - 2026-11-23: x\nCloses: the snooze to Thu 31 Dec\n"
        "Back Wed 23 Dec · ck undo\n"
    )
    assert ck.text(PATH) == f"{ANNA}{LOG}- 2026-11-23: x\n"


def test_do_not_contact_is_warned_of(ck: Ck) -> None:
    """Who must not be written to can be logged to, with a word on standard error."""
    ck.note(PATH, ANNA.replace("monthly", "monthly\nstatus: do-not-contact") + LOG)
    result = ck("log", "анна", "-r", "просила не писать")
    assert (result.code, result.err) == (0, "ck: Анна Каренина is marked do-not-contact.\n")
    assert result.out == (
        "Анна Каренина, Яндекс\n  - 2026-11-23 <- просила не писать\n"
        "You owe a reply. Not to be contacted · ck undo\n"
    )


def test_a_broken_block_can_be_logged_to(ck: Ck) -> None:
    """Properties that don't parse stay as they are; the entry is written, a snooze left alone."""
    head = "---\ntags: [recruiter]\ntelegram: @katya\nsnooze_until: 2026-12-31\n---\n"
    ck.note("Катя.md", head + LOG)
    result = ck("log", "катя", "x")
    assert (result.code, result.err) == (0, "")
    assert ck.text("Катя.md") == f"{head}{LOG}- 2026-11-23: x\n"


@pytest.mark.parametrize(("said", "kept"), [("true", "2026-11-23"), ("false", "2026-10-20")])
def test_last_contact_is_kept_in_step_where_that_is_configured(
    ck: Ck, said: str, kept: str
) -> None:
    """The note's own property follows only where the configuration says so."""
    ck.note("contactkeeper.toml", f"[log]\nupdate_last_contact = {said}\n")
    head = f"{HEAD}Последний контакт: 2026-10-20\n---\n"
    ck.note(PATH, head + LOG)
    assert ck("log", "анна", "x").code == 0
    assert ck.text(PATH) == f"{head.replace('2026-10-20', kept)}{LOG}- 2026-11-23: x\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# A\r\n\r\n## Log\r\n- 2026-09-14: a\r\n", "- 2026-11-23: x\r\n"),
        ("## Log\n- 2026-09-14: a", "\n- 2026-11-23: x"),
        ("## Log\r\n- 2026-09-14: a", "\r\n- 2026-11-23: x"),
        ("## Log\n* [[2026-09-14]]: a\n", "* [[2026-11-23]]: x\n"),
        ("## Log\n1. **2026-09-14**: a\n", "2. **2026-11-23**: x\n"),
        ("## Log\n- 2026-09-13 — b\n\n- 2026-09-14 — a\n", "\n- 2026-11-23 — x\n"),
        ("## История общения\n- 14.09.2026 — a\n", "- 23.11.2026 — x\n"),
        ("## Log\n### 2026-09-14\na\n", "\n### 2026-11-23\nx\n"),
        ("## Log\n| Дата | О чём |\n|---|---|\n| 2026-09-14 | a |\n", "| 2026-11-23 | x |\n"),
        ("no log here\n", "\n## Interactions\n- 2026-11-23: x\n"),
        ("", "\n## Interactions\n- 2026-11-23: x\n"),
    ],
)  # fmt: skip
def test_the_entry_follows_the_notes_own_hand(ck: Ck, before: str, after: str) -> None:
    """Shape, marker, date form, blank lines and line endings are the section's, to the byte."""
    head = "\ufeff---\r\ntags: recruiter\r\n---\r\n" if "\r" in before else f"{HEAD}---\n"
    ck.note("A.md", head + before)
    result = ck("log", "a", "x")
    assert (result.code, result.err) == (0, "")
    assert ck.text("A.md") == head + before + after
    assert ck("undo").code == 0
    assert ck.text("A.md") == head + before


def test_json_describes_the_change(anna: Ck) -> None:
    """One document on standard output: name, path, the entry as written, the timer's next day."""
    result = anna("log", "анна", "-s", "asked", "-p", "CV by fri", "--json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "version": 1,
        "command": "log",
        "today": "2026-11-23",
        "vault": str(anna.vault),
        "changes": [
            {
                "name": "Анна Каренина",
                "path": PATH,
                "line": "- 2026-11-23 -> asked\n\t- [ ] CV 📅 2026-11-27",
                "next_due": "2026-12-23",
                "tell": [],
            }
        ],
        "dry_run": False,
    }


REPLY = """\
Boris Ivanov, Avito
  - 2026-11-12 <- two references, please [reply:: none]
Closes: the reply owed since 12 Nov
Nothing owed. Back Fri 12 Feb · ck undo
"""


def test_no_reply_alone_is_about_their_last_message(ck: Ck) -> None:
    """It adds one field to what they wrote, says so, and can be undone; twice changes nothing."""
    owing = (
        f"{HEAD}company: Avito\n---\n## Log\n- 2026-11-01: x\n"
        "- 2026-11-12 <- two references, please\n\n## Notes\n"
    )
    ck.note(BORIS, owing)
    preview = ck("log", "boris", "--no-reply", "--dry-run")
    assert "+- 2026-11-12 <- two references, please [reply:: none]\n" in preview.out
    assert ck.text(BORIS) == owing
    result = ck("log", "boris", "--no-reply")
    assert (result.code, result.err, result.out) == (0, "", REPLY)
    assert ck.text(BORIS) == owing.replace("please", "please [reply:: none]")
    again = ck("log", "boris", "--no-reply")
    assert (again.code, again.out) == (
        0,
        "Boris Ivanov, Avito\n  nothing to change\nNothing owed. Back Fri 12 Feb\n",
    )
    assert ck("undo").code == 0
    assert ck.text(BORIS) == owing


@pytest.mark.parametrize(
    ("after", "is_marked"),
    [
        ("- 2026-11-12 -> b\n", False),
        ("- 2026-11-13 call: b\n", False),
        ("- 2026-11-13 ~ b\n", True),
        ("- 2026-11-13 [gave:: x]\n", True),
        ("- 2026-11-24 call: tomorrow\n", True),
    ],
)
def test_no_reply_alone_is_about_what_is_owed(ck: Ck, after: str, is_marked: object) -> None:
    """A message that has its answer stays as it is."""
    head = f"{HEAD}---\n## Log\n- 2026-11-12 <- a"
    ck.note(BORIS, f"{head}\n{after}")
    result = ck("log", "boris", "--no-reply")
    assert (result.code, result.err) == (0, "")
    assert ("nothing to change" in result.out) is not bool(is_marked)
    assert ck.text(BORIS) == f"{head}{' [reply:: none]' if is_marked else ''}\n{after}"


def test_no_reply_alone_for_several_and_with_a_snooze(anna: Ck) -> None:
    """Each person's last message is marked, all or none, and a snooze is set besides."""
    anna.note(BORIS, f"{HEAD}---\n## Log\n- 2026-11-12 <- a\n")
    result = anna("log", "boris", "--with", "анна", "--no-reply")
    assert (result.code, result.out) == (2, "")
    assert "[reply" not in anna.text(BORIS)
    anna.note(PATH, f"{ANNA}{LOG}- 2026-11-01 <- b\n")
    result = anna("log", "boris", "--with", "анна", "--no-reply", "--snooze", "fri")
    assert (result.code, result.err) == (0, "")
    assert anna.text(PATH).endswith("- 2026-11-01 <- b [reply:: none]\n")
    assert "snooze_until: 2026-11-27\n" in anna.text(BORIS)


OVERDUE = "Still on the list: monthly, spoke 14 Sep · 5 weeks over"


@pytest.mark.parametrize(
    ("arguments", "written", "back"),
    [
        (["--promise", "article by 2026-11-30"],
         "- 2026-11-23\n\t- [ ] article 📅 2026-11-30\n", OVERDUE),
        (["--await", "JD by fri"],
         "- 2026-11-23\n\t- [ ] waiting: JD 📅 2026-11-27\n", OVERDUE),
        (["--gave", "salary survey"], "- 2026-11-23: [gave:: salary survey]\n", OVERDUE),
        (["~ linkedin: a like"], "- 2026-11-23 ~ linkedin: a like\n", OVERDUE),
        (["--got", "intro"], "- 2026-11-23: [got:: intro]\n", "Back Wed 23 Dec"),
        (["-c", "call", "--promise", "article by 2026-12-25"],
         "- 2026-11-23 call:\n\t- [ ] article 📅 2026-12-25\n", "Back Wed 23 Dec"),
    ],
)  # fmt: skip
def test_what_takes_nobody_off_the_list(
    ck: Ck, arguments: list[str], written: str, back: str
) -> None:
    """A record and a touch are no contact; a call and what I got are."""
    log = "## Log\n- 2026-09-14 call: x\n"
    ck.note(PATH, ANNA + log)
    result = ck("log", "анна", *arguments)
    assert (result.code, result.err) == (0, "")
    assert ck.text(PATH) == f"{ANNA}{log}{written}"
    assert result.out.endswith(f"\n{back} · ck undo\n")


def test_a_record_ends_no_snooze(ck: Ck) -> None:
    """Who is snoozed stays so for a promise alone; a touch ends the snooze."""
    asleep = f"{HEAD}snooze_until: 2026-12-01\nsnoozed: 2026-11-20\n---\n## Log\n"
    ck.note(PATH, asleep)
    assert ck("log", "анна", "--promise", "CV by fri").code == 0
    assert ck.text(PATH).startswith(asleep)
    assert ck("log", "анна", "~ a like").code == 0
    assert "snooze" not in ck.text(PATH)


class TestAmend:
    """`--amend` mends the last entry that `ck` wrote."""

    def test_what_is_typed_takes_the_place_of_what_was(self, anna: Ck) -> None:
        """Text, direction, channel and fields that are typed replace theirs; the rest stays."""
        anna("log", "анна", "-c", "call", "frist try", "--gave", "a", "-p", "CV by fri")
        result = anna("log", "анна", "--amend", "first try", "--gave", "b")
        assert (result.code, result.err) == (0, "")
        assert result.out == (
            "Анна Каренина, Яндекс\n"
            "  - 2026-11-23 call: first try [gave:: b]\n"
            "      - [ ] CV 📅 2026-11-27\n"
            "Back Fri 27 Nov for your promise, then Wed 23 Dec · ck undo\n"
        )
        entry = "- 2026-11-23 call: first try [gave:: b]\n\t- [ ] CV 📅 2026-11-27\n"
        assert anna.text(PATH) == ANNA + LOG + entry
        anna("log", "анна", "--amend", "-s")
        assert anna.text(PATH) == ANNA + LOG + entry.replace("call", "-> call")

    def test_what_stays_the_same_is_no_change(self, anna: Ck) -> None:
        """Where nothing is to be mended that is said, and there is nothing more to take back."""
        anna("log", "анна", "one")
        assert anna("log", "анна", "--amend", "one").out == (
            "Анна Каренина, Яндекс\n  nothing to change\nBack Wed 23 Dec\n"
        )
        assert anna("undo", "--list").out.count("\n") == 1

    def test_other_changes_since_do_not_matter(self, anna: Ck) -> None:
        """A property set and a line typed by hand stay; the entry is found again."""
        anna("log", "анна", "one")
        anna("set", "анна", "tier=key")
        text = anna.text(PATH)
        anna.note(PATH, f"{text}- 2026-11-23: by hand\n")
        assert anna("log", "анна", "--amend", "two").code == 0
        assert anna.text(PATH) == f"{text.replace('one', 'two')}- 2026-11-23: by hand\n"

    def test_an_entry_that_changed_since_is_left_alone(self, anna: Ck) -> None:
        """What somebody else made of the entry is not overwritten: exit 4."""
        anna("log", "анна", "one")
        text = anna.text(PATH).replace("one", "one, edited")
        anna.note(PATH, text)
        result = anna("log", "анна", "--amend", "two")
        assert (result.code, result.out) == (4, "")
        assert result.err == (
            f"ck: the entry of 2026-11-23 that ck wrote last into {PATH} has changed since. "
            "Nothing was written.\n"
        )
        assert anna.text(PATH) == text

    def test_there_must_be_one(self, anna: Ck) -> None:
        """Without an entry by `ck` in that note there is nothing to mend."""
        result = anna("log", "анна", "--amend", "two")
        assert (result.code, result.out) == (1, "")
        assert result.err == (f"ck: the history has no change to {PATH} by ck log.\n")

    @pytest.mark.parametrize(
        ("log", "after"),
        [
            (LOG, ("- 2026-09-14 call: Platform is hiring\n- 2026-10-01: x\n"
             "- 2026-10-20 -> email: Asked\n")),
            ("## Interactions\n- 2026-10-20: a", "- 2026-10-01: x\n- 2026-10-20: a"),
            ("## Interactions\n- 2026-10-20: a\n\n- 2026-09-14: b\n",
             "- 2026-10-20: a\n\n- 2026-10-01: x\n\n- 2026-09-14: b\n"),
            ("## Interactions\n", "- 2026-10-01: x\n"),
            ("## Interactions\n- 2026-09-14: a\n", "- 2026-09-14: a\n- 2026-10-01: x\n"),
        ],
    )  # fmt: skip
    def test_with_another_day_it_moves(self, ck: Ck, log: str, after: str) -> None:
        """The entry goes to its day's place, without leaving a gap."""
        ck.note(PATH, ANNA + log)
        ck("log", "анна", "x")
        assert ck("log", "анна", "--amend", "-d", "2026-10-01").code == 0
        assert ck.text(PATH) == f"{ANNA}## Interactions\n{after}"
        ck("undo")
        ck("undo")
        assert ck.text(PATH) == ANNA + log

    def test_a_day_alone_keeps_the_words(self, anna: Ck) -> None:
        """The text's own date counts too, and today is a day like any other."""
        anna("log", "анна", "-d", "вчера", "x")
        assert anna("log", "анна", "--amend", "2026-11-23 y").code == 0
        assert anna.text(PATH) == f"{ANNA}{LOG}- 2026-11-23: y\n"

    def test_without_a_text_the_editor_has_the_entry(
        self, anna: Ck, editor: EditorMaker, tmp_path: Path
    ) -> None:
        """The form begins with the entry as it is, and what is left of it is the whole entry."""
        anna("log", "анна", "-c", "call", "one", "--gave", "a", "-p", "CV by fri")
        editor("cp \"$1\" seen; printf '%s\\n' '- 2026-11-22 <- two' > \"$1\"")
        result = anna("log", "анна", "--amend")
        assert (result.code, result.err) == (0, "")
        seen = (tmp_path / "seen").read_text().split("\n")
        assert seen[:2] == ["- 2026-11-23 call: one [gave:: a]", "\t- [ ] CV 📅 2026-11-27"]
        assert anna.text(PATH) == f"{ANNA}{LOG}- 2026-11-22 <- two\n"


class EditorMaker:
    """Makes a small script the user's editor."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch

    def __call__(self, script: str, *arguments: str) -> Path:
        """Write the script, of which `$1` is the file; arguments come before that."""
        place = self.folder / "an editor.sh"
        place.write_text(f"#!/bin/sh\ncd '{self.folder}'\n{script}\n")
        place.chmod(0o755)
        self.monkeypatch.setenv("EDITOR", " ".join([f"'{place}'", *arguments]))
        return place


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EditorMaker:
    """Give a maker of editors."""
    if os.name == "nt":
        pytest.skip("the editors here are shell scripts")
    return EditorMaker(tmp_path, monkeypatch)


class TestEditor:
    """Without a TEXT the user's editor opens on a form."""

    def test_the_form_tells_what_to_know(
        self, anna: Ck, editor: EditorMaker, tmp_path: Path
    ) -> None:
        """Under the scissors stand a hint and the brief, in the vault's own letters."""
        editor('cp "$1" seen; printf \'<- tg: JD в пятницу\\nи звонок\\n\' | cat - seen > "$1"')
        result = anna("log", "анна")
        assert (result.code, result.err) == (0, "")
        assert result.out == (
            "Анна Каренина, Яндекс\n"
            "  - 2026-11-23 <- tg: JD в пятницу\n"
            "      и звонок\n"
            "You owe a reply · ck undo\n"
        )
        assert anna.text(PATH).endswith("- 2026-11-23 <- tg: JD в пятницу\n\tи звонок\n")
        seen = (tmp_path / "seen").read_text().split("\n")
        assert seen[:4] == [
            "",
            SCISSORS,
            "What happened with Анна Каренина? For example:  <- tg: she sends the JD on Friday",
            "An empty text changes nothing.",
        ]
        assert seen[5].startswith("Анна Каренина · Яндекс")
        assert any(line.startswith("14 Sep") and "Platform is hiring" in line for line in seen)

    @pytest.mark.parametrize("script", ["true", "printf ' \\n\\n' > \"$1\"", ': > "$1"'])
    def test_an_empty_text_aborts(self, anna: Ck, editor: EditorMaker, script: str) -> None:
        """A form that is left as it was, or emptied, writes nothing: exit 1."""
        editor(script)
        result = anna("log", "анна")
        said = "ck: the text is empty, so nothing was written.\n"
        assert (result.code, result.out, result.err) == (1, "", said)
        assert anna.text(PATH) == ANNA + LOG

    def test_without_the_scissors_the_brief_is_still_no_text(
        self, anna: Ck, editor: EditorMaker
    ) -> None:
        """Where the line of scissors was deleted, the text ends at the first line under it."""
        editor('{ echo hello; grep -v \'>8\' "$1"; } > new; cp new "$1"')
        assert anna("log", "анна").code == 0
        assert anna.text(PATH) == f"{ANNA}{LOG}- 2026-11-23: hello\n"

    def test_a_windows_editor_is_understood(self, anna: Ck, editor: EditorMaker) -> None:
        """A byte order mark and CRLF are no part of the text."""
        editor("printf '\\357\\273\\277one\\r\\ntwo\\r\\n' > \"$1\"")
        assert anna("log", "анна").code == 0
        assert anna.text(PATH) == f"{ANNA}{LOG}- 2026-11-23: one\n\ttwo\n"

    def test_a_text_that_is_not_utf_8_is_kept(
        self, anna: Ck, editor: EditorMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing of it is replaced: it stays in its file, which is named; exit 1."""
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        editor("printf 'h\\351llo' > \"$1\"")
        result = anna("log", "анна")
        (kept,) = tmp_path.glob("ck-*.md")
        said = f"ck: the text is not UTF-8, so nothing was written. It is kept in {kept}.\n"
        assert (result.code, result.out, result.err) == (1, "", said)
        assert kept.read_bytes() == b"h\xe9llo"
        assert anna.text(PATH) == ANNA + LOG

    def test_an_editor_may_have_arguments(self, anna: Ck, editor: EditorMaker) -> None:
        """EDITOR is read like a command line, blanks in quotes included."""
        editor('printf "%s" "$1 $2" > "$3"', "--wait", "'a b'")
        assert anna("log", "анна").code == 0
        assert anna.text(PATH) == f"{ANNA}{LOG}- 2026-11-23: --wait a b\n"

    def test_the_users_configuration_names_the_editor(
        self, anna: Ck, editor: EditorMaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """`editor` in the user's own file comes before EDITOR."""
        place = editor('printf "from the file" > "$1"')
        monkeypatch.setenv("EDITOR", "false")
        config = tmp_path / "config/contactkeeper/config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(f"editor = \"'{place}'\"\n")
        assert anna("log", "анна").code == 0
        assert anna.text(PATH) == f"{ANNA}{LOG}- 2026-11-23: from the file\n"

    @pytest.mark.parametrize(
        ("named", "said"),
        [
            ("false", "the editor false ended with code 1."),
            ("no-such-editor -w", ("the editor no-such-editor can't be started: "
             "No such file or directory. Set EDITOR.")),
            ("'", "the editor “'” can't be read: No closing quotation. Set EDITOR."),
        ],
    )  # fmt: skip
    def test_an_editor_that_fails_writes_nothing(
        self, anna: Ck, monkeypatch: pytest.MonkeyPatch, named: str, said: str
    ) -> None:
        """It is said which and why, exit 1."""
        monkeypatch.setenv("EDITOR", named)
        result = anna("log", "анна")
        assert (result.code, result.out, result.err) == (1, "", f"ck: {said}\n")
        assert anna.text(PATH) == ANNA + LOG

    def test_what_can_not_be_written_is_refused_before_anybody_types(
        self, ck: Ck, editor: EditorMaker, tmp_path: Path
    ) -> None:
        """A note with conflict markers refuses before the editor opens."""
        ck.note(PATH, f"{ANNA}<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> phone\n")
        editor("touch opened")
        assert ck("log", "анна").code == 1
        assert not (tmp_path / "opened").exists()

    def test_a_text_that_is_refused_is_not_lost(self, anna: Ck, editor: EditorMaker) -> None:
        """It is shown, so that nobody writes it twice."""
        editor("echo '2026-12-01 a long story' > \"$1\"")
        result = anna("log", "анна")
        assert (result.code, result.out) == (2, "")
        assert result.err == (
            "Your text:\n2026-12-01 a long story\n"
            "ck: 2026-12-01 is in the future, but the log is for what happened. "
            "For plans:\n  ck meet анна 2026-12-01 a long story\n"
        )


def test_a_date_may_carry_its_time(anna: Ck) -> None:
    """The time that is typed behind the day is written, not dropped."""
    assert anna("log", "анна", "call: hi", "-d", "2026-11-22 9:30").code == 0
    assert "- 2026-11-22 09:30 call: hi\n" in anna.text(PATH)


def test_a_path_may_be_absolute(anna: Ck) -> None:
    """The path that a shell completes names the note, from wherever it was typed."""
    assert anna("log", str(anna.vault / PATH), "call: hi").code == 0
    assert "- 2026-11-23 call: hi\n" in anna.text(PATH)


def test_an_outcome_is_answered_with_what_came_through_that_person(ck: Ck) -> None:
    """All of it, this one too; a rejection came from them, and is answered as anything else."""
    log = "- 2024-03-01: x [outcome:: interview]\n- 2025-03-01: y [outcome:: interview]\n"
    ck.note("Катя Нестерова.md", note(log))
    result = ck("log", "катя", "оффер", "--outcome", "offer")
    assert (result.code, result.err) == (0, "")
    assert (
        result.out
        == """\
Катя Нестерова
  - 2026-11-23: оффер [outcome:: offer]
Through Катя since 2024: 2 interviews, 1 offer. Back Tue 23 Feb · ck undo
"""
    )
    said = ck("log", "катя", "отказ", "--outcome", "rejection").out
    assert said.endswith("\nBack Tue 23 Feb · ck undo\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("yesterday: call: she sends the JD", "- 2026-11-22 call: she sends the JD"),
        ("вчера, созвонились", "- 2026-11-22: созвонились"),
        ("Позавчера — встреча: JD", "- 2026-11-21 встреча: JD"),
        ("today - call: JD", "- 2026-11-23 call: JD"),
        ("the day before yesterday: call: JD", "- 2026-11-21 call: JD"),
        ("yesterday -> tg: asked", "- 2026-11-22 -> tg: asked"),
        ("yesterday she called", "- 2026-11-23: yesterday she called"),
        ("вчера созвонились", "- 2026-11-23: вчера созвонились"),
        ("yesterday's offer is gone", "- 2026-11-23: yesterday's offer is gone"),
        ("now: she is hiring", "- 2026-11-23: now: she is hiring"),
        ("5 offers came", "- 2026-11-23: 5 offers came"),
        ("mar 5 seats left?", "- 2026-11-23: mar 5 seats left?"),
        ("yesterday:", "- 2026-11-23: yesterday:"),
    ],
)
def test_a_word_for_a_day_before_a_mark_is_the_day(anna: Ck, text: str, line: str) -> None:
    """In a script a word for a day counts before a colon, a comma, a dash or a direction only."""
    result = anna("log", "анна", text)
    assert (result.code, result.err) == (0, "")
    assert line in anna.text(PATH).split("\n")


def test_a_word_for_a_day_and_an_option_contradict(anna: Ck) -> None:
    """Two days are refused, and nothing is written."""
    result = anna("log", "анна", "yesterday: call", "-d", "mon")
    said = "ck: the text begins with a date and --date gives one too: use only one.\n"
    assert (result.code, result.out, result.err) == (2, "", said)
    assert anna.text(PATH) == ANNA + LOG


NO_DAY = "needs a day such as 2026-11-23 or yesterday, mon, 3 days ago, 23.11, not"


def test_a_day_that_may_be_either_of_two_is_refused_in_a_script(anna: Ck) -> None:
    """`1 dec` in November names both days; a past week is refused with what is allowed."""
    for day, said in (
        ("1 dec", "--date: 1 dec may be 2025-12-01 or 2026-12-01: type one of these two."),
        (
            "last week",
            f"--date {NO_DAY} “last week”.",
        ),
    ):
        result = anna("log", "анна", "x", "-d", day)
        assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")
    assert anna.text(PATH) == ANNA + LOG


def test_the_day_of_a_promise_is_said(anna: Ck) -> None:
    """A day at the end of a promise is taken without `by`, and stands in the answer."""
    result = anna("log", "анна", "x", "--await", "JD next week", "-p", "вакансия 27.11")
    assert result.code == 0
    assert "- [ ] waiting: JD 📅 2026-11-30\n" in result.out
    assert "- [ ] вакансия 📅 2026-11-27\n" in result.out
