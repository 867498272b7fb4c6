"""What is wrong in the notes, and what to do about it, in Russian."""

from __future__ import annotations

import pytest

from contactkeeper.core.model import Problem
from contactkeeper.errors import UsageError, WriteRefused
from contactkeeper.text.problems import advise, say_problem, word
from contactkeeper.text.speech import Speech
from contactkeeper.wording import NOTHING, Wording

RUSSIAN = Speech("ru")


def problem(code: str, case: str = "", /, **facts: object) -> Problem:
    """Make a problem with its facts."""
    return Problem("A.md", 1, code, "problem", case, tuple(facts.items()))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "undated", "alone", "vanished"),
    [
        (
            1,
            "1 строка без даты считается продолжением записи выше",
            "1 строка без даты, поэтому не учитывается",
            "Пропала заметка, которую отслеживает git",
        ),
        (
            2,
            "2 строки без даты считаются продолжением записей выше",
            "2 строки без даты, поэтому не учитываются",
            "Пропали 2 заметки, которые отслеживает git",
        ),
        (
            5,
            "5 строк без даты считаются продолжением записей выше",
            "5 строк без даты, поэтому не учитываются",
            "Пропало 5 заметок, которые отслеживает git",
        ),
        (
            21,
            "21 строка без даты считается продолжением записи выше",
            "21 строка без даты, поэтому не учитывается",
            "Пропала 21 заметка, которую отслеживает git",
        ),
    ],
)
def test_lines_and_notes_are_counted(count: int, undated: str, alone: str, vanished: str) -> None:
    """In the three forms of Russian."""
    assert RUSSIAN.say(say_problem(problem("undated", count=count))) == undated
    assert RUSSIAN.say(say_problem(problem("undated", "alone", count=count))) == alone
    said = RUSSIAN.say(say_problem(problem("vanished", "place", count=count, place="P/")))
    assert said == f"{vanished}: на месте P/ ничего нет или стоит ссылка. Верните всё на место"


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (
            problem("unclear-name", name="Анна", people=("Анна А", "Анна Б", "Anna C"), count=1),
            (
                "«Анна» — это Анна А, Анна Б или Anna C, поэтому запись не отнесена ни к кому: "
                "напишите [[Анна А]] или того, о ком речь"
            ),
        ),
        (
            problem("unclear-name", name="Анна", people=("Анна А", "Анна Б"), count=21),
            (
                "«Анна» (в 21 заметке) — это Анна А или Анна Б, поэтому запись не отнесена ни к "
                "кому: напишите [[Анна А]] или того, о ком речь"
            ),
        ),
        (
            problem("two-logs", title="Встречи", others=("Звонки", ""), lines=(8, 21)),
            (
                "судя по датам, журналом может быть и «Встречи», и «Звонки» в строке 8, и то, что "
                "в строке 21, поэтому не читается ничего: этот раздел выберет "
                "ck init --heading Встречи"
            ),
        ),
        (
            problem("duplicate", kind="e-mail", value="a@b.c", others=tuple("BCDEF")),
            (
                "такая же почта (a@b.c): B, C, D и ещё 2. "
                "Если это один человек, заметки объединит ck merge"
            ),
        ),
        (
            problem("yaml", "parser", why="did not find expected key", words="a: b", read="log"),
            (
                "`a: b` не читается: не хватает ключа. Пока контакт известен только по журналу. "
                "Исправьте эту строку: до этого Obsidian не показывает ни одного свойства заметки"
            ),
        ),
        (
            problem("yaml", "parser", why="something {new}", read="both-sides"),
            (
                "something {new}. Читаются обе стороны. "
                "Исправьте эту строку: до этого Obsidian не показывает ни одного свойства заметки"
            ),
        ),
        (
            problem("audience", "no-tier", words="tier:x", position=6, about=""),
            "`tier:x`, знак 6: уровень — это key или supporting. Пока аудитория пуста",
        ),
        (
            problem("rule", "part", words="FREQ=YEARLY;X=1", about="X"),
            (
                "`FREQ=YEARLY;X=1`: нужно правило iCalendar о днях; X не читается. "
                "Пока событие считается разовым"
            ),
        ),
        (
            problem("same-name", "icloud"),
            (
                "Есть и такое же имя без номера: это копия, которую сделал iCloud? "
                "Переименуйте одну из них или удалите, если это копия"
            ),
        ),
    ],
)
def test_a_problem_is_said_with_its_advice(found: Problem, said: str) -> None:
    """Names stay in the nominative; what a parser says in words that are not known, as it is."""
    assert RUSSIAN.say(advise(found)) == said


def test_a_fix_takes_the_place_of_the_advice() -> None:
    """It is a wording too."""
    found = problem("half-date", words="23.11")
    assert RUSSIAN.say(advise(found, Wording("--fix quotes it"))) == (
        "у даты нет года («23.11»), поэтому она не учитывается. --fix возьмёт в кавычки"
    )


def test_an_error_says_its_problem() -> None:
    """Whole, after what the error says itself."""
    trust = problem("trust", words="9")
    refused = word(WriteRefused("x.md", 3, NOTHING, problem=trust))
    assert refused.lines(RUSSIAN.say) == [
        "x.md:3: `9`: доверие — это число от 1 до 5. Ничего не записано."
    ]
    assert word(UsageError(Wording("trust: "), problem=trust)).lines(RUSSIAN.say) == [
        "trust: `9`: доверие — это число от 1 до 5."
    ]
