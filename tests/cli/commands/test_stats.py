"""`ck stats`: the page of a network, of one person and of groups, and its document."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from cli.test_json import use_examples
from contactkeeper.cli.layout import width_of
from vaults import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.conftest import Ck


def fill(ck: Ck) -> None:
    """Put four people into the vault: one who answers, one who does not, one new, one paused."""
    ck.note(
        "P/Анна Каренина.md",
        note(
            "- 2025-12-01 meeting: met\n"
            "- 2026-06-01 -> tg: one\n- 2026-06-02 <- tg: yes [got:: info: a lead]\n"
            "- 2026-07-01 -> tg: two\n- 2026-07-04 <- tg: yes [outcome:: interview]\n"
            "- 2026-08-01 -> email: three\n- 2026-08-20 <- email: yes [outcome:: offer]\n"
            "\t- [x] the CV 📅 2026-08-25 ✅ 2026-08-24\n"
            "- 2026-10-30 call: talked [gave:: candidate: Lin] [trust:: 4]\n",
            company="Яндекс", tier="key", cadence="monthly",
        ),
    )  # fmt: skip
    ck.note(
        "P/Boris Ivanov.md",
        note(
            "- 2026-03-02 call: x [got:: intro: the CTO]\n- 2026-04-06 <- tg: a question\n"
            "- 2026-04-07 -> tg: an answer\n- 2026-05-04 -> email: y\n"
            "- 2026-09-07 -> email: z\n- 2026-11-20 ~ linkedin: a like\n",
            company="Avito", through="Анна Каренина",
        ),
    )  # fmt: skip
    ck.note("P/Nadia Rahimi.md", note(met="2026-11-14"))
    ck.note("P/Igor Volkov.md", note("- 2024-03-01 call: long ago\n", status="paused"))


def run(ck: Ck, *arguments: str) -> tuple[int, str, str]:
    """Return what one `ck stats` left behind."""
    result = ck("stats", *arguments)
    return result.code, result.out, result.err


PIPED = """\
Nov 2025 – Nov 2026 · 4 people, 14 entries

rhythm      you kept 3 of 3, key 1 of 1 · ·▃··▃▃▃▆▆▃▃▆█ people in rhythm, by month
answers     you got 3 of 5 (60%), mostly within 3 days · mail 1 of 3, tg 2 of 2
answers     they got 1 of 1, within a day · tg 1 of 1
began by    you 5, them 1
formats     messages 10, calls 2, meetings 1, touches 1 · talks 3 of 14 (21%) \
· a talk in the last 3 months: 1 of 3, key 1 of 1
promises    yours kept 1 of 1, on time 1 of 1
balance     gave 1: candidate 1 · got 2: info 1, intro 1 · only taking: Boris Ivanov
came of it  interview 1 → offer 1 · through Анна Каренина (2)
network     3 new people, 1 through others \
· Q4 2025: 1, Q1 2026: 1, Q4 2026: 1 · brought by Анна Каренина (1)
trust       4.0 of 5 (1 judged)
"""

AT_40 = """\
Nov 2025 – Nov 2026 · 4 people,
  14 entries

rhythm      you kept 3 of 3,
            key 1 of 1
            ·▃··▃▃▃▆▆▃▃▆█ people in
            rhythm, by month
answers     you got 3 of 5 (60%),
            mostly within 3 days
            mail 1 of 3, tg 2 of 2
            they got 1 of 1,
            within a day · tg 1 of 1
began by    you 5, them 1
formats     messages 10, calls 2,
            meetings 1, touches 1
            talks 3 of 14 (21%)
            a talk in the last 3 months:
            1 of 3, key 1 of 1
promises    yours kept 1 of 1,
            on time 1 of 1
balance     gave 1: candidate 1
            got 2: info 1, intro 1
            only taking: Boris Ivanov
came of it  interview 1 → offer 1
            through Анна Каренина (2)
network     3 new people,
            1 through others
            Q4 2025: 1, Q1 2026: 1,
            Q4 2026: 1
            brought by Анна Каренина (1)
trust       4.0 of 5 (1 judged)
"""

PERSON = """\
Анна Каренина · Яндекс · Nov 2025 – Nov 2026 · 8 entries

months      D J F M A M J J A S O N D J F M A M J J A S O N
->          · · · · · · · · · · · · · · · · · · 1 1 1 · · ·
<-          · · · · · · · · · · · · · · · · · · 1 1 1 · · ·
talks       · · · · · · · · · · · · 1 · · · · · · · · · 1 ·

rhythm      you kept 6 of 12 months (50%) · usual gap 47 days, cadence 30 days \
· last contact 30 Oct
answers     you got 3 of 3, mostly within 3 days · tg 2 of 2, mail 1 of 1
began by    you 3, them 0
formats     messages 6, calls 1, meetings 1 · talks 2 of 8 (25%)
promises    yours kept 1 of 1, on time 1 of 1
balance     gave 1: candidate 1 · got 1: info 1
came of it  interview 1 → offer 1
trust       4 of 5 (30 Oct)
"""


def test_a_network(ck: Ck) -> None:
    """Through a pipe each row is one line, and a label stands on each."""
    fill(ck)
    assert run(ck) == (0, PIPED, "")


def test_who_drifts(ck: Ck) -> None:
    """They are counted, with the command that shows them; their own page says it."""
    log = "".join(f"- 2026-0{month}-01 call: x\n" for month in range(1, 7))
    ck.note("P/Lin.md", note(log, cadence="monthly"))
    assert " · 1 drifting: ck review\n" in ck("stats").out
    assert "usual gap 31 days, cadence 30 days · last contact 1 Jun · drifting\n" in (
        ck("stats", "lin").out
    )


def test_a_network_in_a_narrow_window(window: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line is broken between numbers, and a label is not repeated."""
    monkeypatch.setenv("COLUMNS", "40")
    fill(window)
    assert run(window) == (0, AT_40, "")


def test_one_person(ck: Ck) -> None:
    """The last 24 months come first; then the rhythm beside the cadence, and what came of it."""
    fill(ck)
    assert run(ck, "anna") == (0, PERSON, "")


RUSSIAN = {
    "": """\
ноябрь 2025 — ноябрь 2026 · 4 человека, 14 записей

ритм       в ритме 3 из 3, ключевые 1 из 1 · ·▃··▃▃▃▆▆▃▃▆█ сколько людей в ритме, по месяцам
ответы     вам 3 из 5 (60%), в основном за 3 дня · почта 1 из 3, телеграм 2 из 2
ответы     от вас 1 из 1, за день · телеграм 1 из 1
кто начал  вы 5, собеседники 1
общение    сообщения 10, звонки 2, встречи 1, касания 1 · разговоры 3 из 14 (21%) \
· говорили за последние 3 месяца: 1 из 3, ключевые 1 из 1
обещания   ваши: выполнено 1 из 1, в срок 1 из 1
баланс     дали 1: кандидат 1 · получили 2: информация 1, знакомство 1 \
· пока только получаете: Boris Ivanov
итоги      собеседования 1 → офферы 1 · через кого: Анна Каренина (2)
связи      3 новых человека, через знакомых 1 \
· 4-й квартал 2025: 1, 1-й квартал 2026: 1, 4-й квартал 2026: 1 · кто привёл: Анна Каренина (1)
доверие    4,0 из 5 (1 оценка)
""",
    "anna": """\
Анна Каренина · Яндекс · ноябрь 2025 — ноябрь 2026 · 8 записей

месяцы     Д Я Ф М А М И И А С О Н Д Я Ф М А М И И А С О Н
->         · · · · · · · · · · · · · · · · · · 1 1 1 · · ·
<-         · · · · · · · · · · · · · · · · · · 1 1 1 · · ·
разговоры  · · · · · · · · · · · · 1 · · · · · · · · · 1 ·

ритм       выдержан 6 из 12 месяцев (50%) · обычный промежуток 47 дней, по ритму 30 дней \
· последний контакт 30 октября
ответы     вам 3 из 3, в основном за 3 дня · телеграм 2 из 2, почта 1 из 1
кто начал  вы 3, собеседник 0
общение    сообщения 6, звонки 1, встречи 1 · разговоры 2 из 8 (25%)
обещания   ваши: выполнено 1 из 1, в срок 1 из 1
баланс     дали 1: кандидат 1 · получили 1: информация 1
итоги      собеседования 1 → офферы 1
доверие    4 из 5 (30 октября)
""",
    "--since 2026-09-01 --by company": """\
сентябрь 2026 — ноябрь 2026 · 4 человека, 3 записи

              люди  записи  разговоры  ритм    ответы вам  начали вы  дали
Avito         1     2       0          1 из 1  0 из 1      1 из 1
Яндекс        1     1       1          1 из 1                         1
без компании  2     0       0          1 из 1
""",
}
RUSSIAN_AT_40 = {
    "": """\
ноябрь 2025 — ноябрь 2026 · 4 человека,
  14 записей

ритм       в ритме 3 из 3,
           ключевые 1 из 1
           ·▃··▃▃▃▆▆▃▃▆█ сколько людей в
           ритме, по месяцам
ответы     вам 3 из 5 (60%),
           в основном за 3 дня
           почта 1 из 3, телеграм 2 из 2
           от вас 1 из 1, за день
           телеграм 1 из 1
кто начал  вы 5, собеседники 1
общение    сообщения 10, звонки 2,
           встречи 1, касания 1
           разговоры 3 из 14 (21%)
           говорили за последние 3
           месяца: 1 из 3,
           ключевые 1 из 1
обещания   ваши: выполнено 1 из 1,
           в срок 1 из 1
баланс     дали 1: кандидат 1
           получили 2: информация 1,
           знакомство 1
           пока только получаете: Boris
           Ivanov
итоги      собеседования 1 → офферы 1
           через кого: Анна Каренина (2)
связи      3 новых человека,
           через знакомых 1
           4-й квартал 2025: 1,
           1-й квартал 2026: 1,
           4-й квартал 2026: 1
           кто привёл: Анна Каренина (1)
доверие    4,0 из 5 (1 оценка)
""",
    "anna": """\
Анна Каренина · Яндекс
  ноябрь 2025 — ноябрь 2026 · 8 записей

месяцы     ДЯФМАМИИАСОНДЯФМАМИИАСОН
->         ··················111···
<-         ··················111···
разговоры  ············1·········1·

ритм       выдержан 6 из 12 месяцев
           (50%)
           обычный промежуток 47 дней,
           по ритму 30 дней
           последний контакт 30 октября
ответы     вам 3 из 3,
           в основном за 3 дня
           телеграм 2 из 2, почта 1 из 1
кто начал  вы 3, собеседник 0
общение    сообщения 6, звонки 1,
           встречи 1
           разговоры 2 из 8 (25%)
обещания   ваши: выполнено 1 из 1,
           в срок 1 из 1
баланс     дали 1: кандидат 1
           получили 1: информация 1
итоги      собеседования 1 → офферы 1
доверие    4 из 5 (30 октября)
""",
    "--by tier": """\
ноябрь 2025 — ноябрь 2026 · 4 человека,
  14 записей

                люди  записи  разговоры
ключевые        1     8       2
поддерживающие  3     6       1

                ритм    ответы вам
ключевые        1 из 1  3 из 3, 3 дн.
поддерживающие  2 из 2  0 из 2

                от вас         начали вы
ключевые                       3 из 3
поддерживающие  1 из 1, 1 дн.  2 из 3

                дали  получили
ключевые        1     1
поддерживающие        1
""",
    "--by channel": """\
ноябрь 2025 — ноябрь 2026 · 4 человека,
  14 записей

          люди  записи  разговоры
телеграм  2     6       0
почта     2     4       0
звонок    2     2       2
LinkedIn  1     1       0
встреча   1     1       1

          ответы вам      от вас
телеграм  2 из 2, 1 дн.   1 из 1, 1 дн.
почта     1 из 3, 19 дн.
звонок
LinkedIn
встреча

          начали вы
телеграм  2 из 3
почта     3 из 3
звонок
LinkedIn
встреча
""",
}


@pytest.mark.parametrize("line", RUSSIAN)
def test_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch, line: str) -> None:
    """The names of people stay as they are."""
    monkeypatch.setenv("CK_LANG", "ru")
    fill(ck)
    assert run(ck, *line.split()) == (0, RUSSIAN[line], "")


@pytest.mark.parametrize("line", RUSSIAN_AT_40)
def test_in_russian_in_a_narrow_window(
    window: Ck, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """The labels have a width of their own."""
    monkeypatch.setenv("CK_LANG", "ru")
    monkeypatch.setenv("COLUMNS", "40")
    fill(window)
    assert run(window, *line.split()) == (0, RUSSIAN_AT_40[line], "")


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("arguments", [[], ["anna"], ["--by", "company"]])
def test_no_window_is_too_narrow_and_nothing_is_cut(
    ck: Ck, window: Ck, monkeypatch: pytest.MonkeyPatch, arguments: list[str], language: str
) -> None:
    """No line is wider than the window, and each number of the pipe is there."""
    monkeypatch.setenv("CK_LANG", language)
    use_examples(ck)
    strips = arguments == ["anna"]
    whole = numbers_in(ck("stats", *arguments).out, strips=strips)
    for columns in (40, 80, 120):
        monkeypatch.setenv("COLUMNS", str(columns))
        shown = window("stats", *arguments).out
        assert max(map(width_of, shown.splitlines())) <= columns
        assert numbers_in(shown, strips=strips) == whole


def numbers_in(page: str, *, strips: bool) -> list[str]:
    """Return the numbers of a page, sorted; of one with strips their digits, which may touch."""
    return sorted(re.findall(r"\d" if strips else r"\d+", page))


GROUPS = {
    "month": """\
          entries  talks  rhythm  you got  began   gave
Sep 2026  1        0      1 of 2  0 of 1   1 of 1
Oct 2026  1        1      2 of 2                   1
Nov 2026  1        0      3 of 3
""",
    "quarter": """\
         entries  talks  rhythm  you got  began   gave
Q3 2026  1        0      1 of 2  0 of 1   1 of 1
Q4 2026  2        1      3 of 3                   1
""",
    "tier": """\
            people  entries  talks  rhythm  you got  began   gave
key         1       1        1      1 of 1                   1
supporting  3       2        0      2 of 2  0 of 1   1 of 1
""",
    "company": """\
            people  entries  talks  rhythm  you got  began   gave
Avito       1       2        0      1 of 1  0 of 1   1 of 1
Яндекс      1       1        1      1 of 1                   1
no company  2       0        0      1 of 1
""",
    "channel": """\
          people  entries  talks  you got  began
call      1       1        1
email     1       1        0      0 of 1   1 of 1
linkedin  1       1        0
""",
}


def test_groups(ck: Ck) -> None:
    """A row for each group, in a lawful order; a column without a case is left out."""
    fill(ck)
    head = "Sep 2026 – Nov 2026 · 4 people, 3 entries"
    for by, table in GROUPS.items():
        answer = run(ck, "--since", "2026-09-01", "--by", by)
        assert answer == (0, f"{head}\n\n{table}", ""), by


@pytest.mark.parametrize(
    ("arguments", "out"),
    [
        (
            ["nadia"],
            (
                "Nadia Rahimi · Nov 2025 – Nov 2026 · 0 entries\n\n"
                f"months      D J F M A M J J A S O N D J F M A M J J A S O N\n"
                f"->         {' ·' * 24}\n<-         {' ·' * 24}\ntalks      {' ·' * 24}\n\n"
                "rhythm      you kept 1 of 1 months · cadence 91 days\n\n"
                "No entry since 1 Nov 2025\n"
            ),
        ),
        (
            ["--since", "yesterday", "--tier", "key"],
            (
                "22 Nov 2026 – 23 Nov 2026 · 1 of 4 people, 0 entries\n\n"
                "rhythm      you kept 1 of 1\ntrust       4.0 of 5 (1 judged)\n\n"
                "No entry since 22 Nov 2026. The newest is of 30 Oct 2026\n"
            ),
        ),
        (
            ["--since", "today", "--by", "channel"],
            (
                "23 Nov 2026 · 4 people, 0 entries\n\n"
                "No entry since 23 Nov 2026. The newest is of 20 Nov 2026\n"
            ),
        ),
        (["--tag", "zz"], "none of 4 contacts matches: --tag zz\n"),
    ],
)
def test_what_there_is_nothing_of(ck: Ck, arguments: list[str], out: str) -> None:
    """Rows without a case are left out, and a sentence says that nothing was logged."""
    fill(ck)
    assert run(ck, *arguments) == (0, out, "")


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (
            ["--since", "2027-01-01"], 2,
            "ck: --since needs a day up to today; 2027-01-01 is in the future.\n",
        ),
        (
            ["--by", "week"], 2,
            "ck: --by takes one of month, quarter, tier, company, channel, not “week”.\n",
        ),
        (
            ["anna", "--by", "tier"], 2,
            ("ck: WHO is one person, so --tier, --focus, --tag and --company have no place there, "
            "and neither has --by tier or company.\n"),
        ),
        (
            ["nobody"], 3,
            ("ck: no contact is called “nobody”. "
            "ck list shows all; ck add nobody makes a note.\n"),
        ),
    ],
)  # fmt: skip
def test_what_is_refused(ck: Ck, arguments: list[str], code: int, error: str) -> None:
    """A sentence says what is not possible."""
    fill(ck)
    assert run(ck, *arguments) == (code, "", error)


def test_an_empty_vault(ck: Ck) -> None:
    """The error is that of every command: no note is a contact."""
    assert ck("stats") == ck("list")


def test_a_note_that_can_not_be_read(ck: Ck) -> None:
    """Notes whose figures may lack something are counted below; of one person only their own."""
    fill(ck)
    ck.note("P/Broken.md", note("- 2026-11-20 call: x\n- 2026-02-30 hi\n", company="[a, b"))
    assert ck("stats").out.endswith("\n\n! 1 note not read in full: ck check\n")
    assert "ck check" not in ck("stats", "anna").out
    (problem, *_) = json.loads(ck("stats", "--json").out)["problems"]
    assert problem["path"] == "P/Broken.md"


def test_the_index_changes_nothing(ck: Ck) -> None:
    """The first run, which reads the notes, a run from the index, and one without it agree."""
    use_examples(ck)
    for arguments in ([], ["анна"], ["--by", "channel"]):
        first, second = run(ck, *arguments, "--json"), run(ck, *arguments, "--json")
        assert first == second == run(ck, *arguments, "--json", "--no-cache")


def test_a_period_begins_when_somebody_is_known(ck: Ck) -> None:
    """What is long before that has no rows; a year is shown in any case."""
    fill(ck)
    quarters = ck("stats", "--since", "1990-01-01", "--by", "quarter").out.splitlines()
    assert quarters[0] == "Mar 2024 – Nov 2026 · 4 people, 15 entries"
    assert [line[:7] for line in quarters[3:]] == [
        "Q1 2024", "Q2 2024", "Q3 2024", "Q4 2024", "Q1 2025", "Q2 2025", "Q3 2025", "Q4 2025",
        "Q1 2026", "Q2 2026", "Q3 2026", "Q4 2026",
    ]  # fmt: skip
    assert ck("stats", "nadia", "--since", "1990-01-01").out.startswith(
        "Nadia Rahimi · Nov 2025 – Nov 2026 · 0 entries"
    )


def test_terminal_and_json_have_the_same_figures(ck: Ck) -> None:
    """What the page says is what the document holds, worded anew from it."""
    use_examples(ck)
    for filters in ([], ["--tier", "key"], ["--since", "2026-06-15"], ["--company", "яндекс"]):
        page = ck("stats", *filters).out
        found = json.loads(ck("stats", *filters, "--json").out)["statistics"]
        for words in worded(found):
            assert words in page, (filters, words)


def worded(found: dict[str, Any]) -> Iterator[str]:
    """Say figures of a document as the page has them."""
    for label, share in (
        ("you kept", found["rhythm"]["all"]),
        ("you got", found["answers"]["theirs"]), ("they got", found["answers"]["mine"]),
        ("talks", found["talks"]), ("told", found["told"]),
        ("yours kept", found["promises"]["mine"]["kept"]),
        ("theirs kept", found["promises"]["theirs"]["kept"]),
    ):  # fmt: skip
        percent = f" ({share['percent']}%)" if share["of"] >= 5 else ""
        if share["of"]:
            yield f"{label} {share['count']} of {share['of']}{percent}"
    yield f"{found['entries']} entries"
    yield f"you {found['began']['mine']}, them {found['began']['theirs']}"
    for name, count in (*found["formats"].items(), *found["outcomes"].items()):
        if count and name != "other":
            yield f"{name}{'s' * (name in ('message', 'call', 'meeting'))} {count}".replace(
                "touch ", "touches ")  # fmt: skip
    for way in ("gave", "got"):
        if found["gave"]["total"] + found["got"]["total"]:
            yield f"{way} {found[way]['total']}"
        yield from (f"{kind} {n}" for kind, n in found[way]["by_kind"].items() if kind)
    if found["trust"]["judged"]:
        yield f"{found['trust']['mean']} of 5 ({found['trust']['judged']} judged"
    new = sum(each["people"] for each in found["new"])
    if new:
        yield f"{new} new"
