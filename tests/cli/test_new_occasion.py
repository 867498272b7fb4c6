"""A kind of occasion is added by the steps of CONTRIBUTING.md, and is then everywhere."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Collection

PACKAGE = Path(__file__).parents[2] / "src/contactkeeper"
KINDS = "core/agenda/occasions/__init__.py"
TEXT = "text/en/occasions.py"
RUSSIAN_TEXT = "text/ru/occasions.py"
RUSSIAN_WORDS = "core/language/ru.py"
ENGLISH = "core/drafts/en.md"
RUSSIAN = "core/drafts/ru.md"

MODULE = '''
"""The day on which I met a contact, every year."""

from contactkeeper.core.agenda.model import Occasion
from contactkeeper.core.agenda.occasion import OccasionKind
from contactkeeper.core.calendar.days import add_days


def _find(contact, window):
    for year in range(max(contact.met.year + 1, window.today.year), window.until.year + 1):
        day = contact.met.replace(year=year)
        yield Occasion(MET_DAY.name, "", day, day, add_days(day, 3), begins=contact.met)


MET_DAY = OccasionKind(
    "met-day", _find, field="met", subject="span", suggests="congratulations"
)
'''
ROWS = {
    KINDS: ("    NEWS,\n)", "    NEWS,\n    MET_DAY,\n)"),
    TEXT: (
        "TEXTS: dict[str, OccasionText] = {\n",
        (
            "TEXTS: dict[str, OccasionText] = {\n"
            '    "met-day": OccasionText(\n'
            '        lambda occasion, today: (_of_day("met", occasion.day, today), ""),\n'
            '        lambda occasion, today: f"met {say_day(occasion.begins, today)}",\n'
            '        upcoming="the day you met",\n'
            '        back="for the day you met",\n'
            '        settled=lambda occasion, today: "the day you met",\n'
            '        suggestion="a word on the day you met",\n'
            "    ),\n"
        ),
    ),
    RUSSIAN_TEXT: (
        "TEXTS: dict[str, OccasionText] = {\n",
        (
            "TEXTS: dict[str, OccasionText] = {\n"
            '    "met-day": OccasionText(\n'
            '        lambda occasion, today: ("день знакомства", ""),\n'
            '        lambda occasion, today: f"день знакомства {on_day(occasion.day, today)}",\n'
            '        upcoming="день знакомства",\n'
            '        back="день знакомства",\n'
            '        settled=lambda occasion, today: "день знакомства",\n'
            '        suggestion="слово в день знакомства",\n'
            "    ),\n"
        ),
    ),
    RUSSIAN_WORDS: ("    drafts={\n", '    drafts={\n        "met-day": "день знакомства",\n'),
    ENGLISH: (
        "## reply\n",
        "## met-day\n\nWe have known each other for {{span}}.\n\n## reply\n",
    ),
    RUSSIAN: (
        "## reply\n",
        (
            "## met-day\n\nЗнаю вас уже {{span}}.\n\n"
            "## met-day.ты\n\nЗнаю тебя уже {{span}}.\n\n## reply\n"
        ),
    ),
}
"""What the steps add to modules that there are."""


class Copy:
    """A copy of the program with a made-up kind of occasion, and a vault."""

    def __init__(self, folder: Path, left_out: Collection[str] = ()) -> None:
        package = folder / "src/contactkeeper"
        shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("__pycache__"))
        (package / "core/agenda/occasions/met_day.py").write_text(MODULE, encoding="utf-8")
        for name, (before, after) in ROWS.items():
            if name not in left_out:
                text = (package / name).read_text(encoding="utf-8")
                assert text.count(before) == 1, f"{name} is not as the steps have it"
                (package / name).write_text(text.replace(before, after), encoding="utf-8")
        if KINDS not in left_out:
            text = (package / KINDS).read_text(encoding="utf-8")
            line = "from contactkeeper.core.agenda.occasions.met_day import MET_DAY\n"
            (package / KINDS).write_text(
                text.replace("if TYPE_CHECKING:\n", f"{line}\nif TYPE_CHECKING:\n"),
                encoding="utf-8",
            )
        self._environ = {
            **os.environ,
            "PYTHONPATH": str(folder / "src"),
            "CK_VAULT": str(folder / "vault"),
            "CK_TODAY": "2026-11-23",
            **{f"XDG_{name}_HOME": str(folder / name) for name in ("CONFIG", "STATE", "CACHE")},
        }
        for name, met in (("Анна Каренина", "2024-11-23"), ("Boris Ivanov", "2024-12-01")):
            note = folder / f"vault/{name}.md"
            note.parent.mkdir(exist_ok=True)
            note.write_text(
                f"---\ntags: [recruiter]\nmet: {met}\n---\n\n## Log\n\n- 2026-11-20: talked\n",
                encoding="utf-8",
            )
            os.utime(note, (1_700_000_000, 1_700_000_000))  # the cache takes no note for new

    def ck(self, *arguments: str) -> str:
        """Run a command; return all that it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "contactkeeper", *arguments],
            env=self._environ,
            capture_output=True,
            check=False,
        )
        return (done.stdout + done.stderr).decode()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Give a copy of the program with all pieces of the kind."""
    return Copy(tmp_path_factory.mktemp("copy"))


@pytest.mark.parametrize("options", [(), ("--no-cache",)])
def test_a_new_kind_is_in_every_answer(copy: Copy, options: tuple[str, ...]) -> None:
    """In the list, the brief, the plan and the message, as JSON; and again by the cache."""
    for _ in range(2):
        due = copy.ck("due", *options)
        assert "Анна Каренина met today" in due, f"no row in {KINDS}: {due}"
        assert "Boris" not in due
        soon = copy.ck("due", "--soon", "14", *options)
        assert "Boris Ivanov  met Tue 1 Dec" in soon
        [item] = json.loads(copy.ck("due", "--json", *options))["items"]
        assert item["reasons"] == [{"kind": "met-day", "due": "2026-11-23", "text": "met today"}]
    shown = copy.ck("show", "анна", *options)
    assert "met today" in shown
    assert "a word on the day you met" in shown
    assert "met Dec 2024" in copy.ck("show", "boris", *options)
    reasons = json.loads(copy.ck("show", "анна", "--json", *options))["contact"]["reasons"]
    assert [reason["kind"] for reason in reasons] == ["met-day"]
    assert "met today" in copy.ck("plan", *options)
    assert '"met-day"' in copy.ck("plan", "--json", *options)
    message = "Здравствуйте, Анна!\n\nЗнаю вас уже 2 года.\n\nХорошего дня!\n"
    assert copy.ck("write", "--print", "анна", *options) == message
    english = copy.ck("write", "--print", "анна", "--lang", "en", *options)
    assert english == ("Hi Анна,\n\nWe have known each other for 2 years.\n\nHave a good day!\n")
    answer = json.loads(copy.ck("write", "--print", "анна", "--json", *options))
    assert answer["message"]["kind"] == "met-day"
    assert "met-day" in copy.ck("write", "--list", *options)
    assert copy.ck("write", "--print", "анна", "--for", "день знакомства", *options) == message


def test_an_entry_settles_a_new_kind(tmp_path: Path) -> None:
    """The answer of `ck log` names it, past and to come."""
    copy = Copy(tmp_path)
    assert "Closes: the day you met\n" in copy.ck("log", "анна", "talked")
    assert "Back Tue 1 Dec for the day you met" in copy.ck("log", "boris", "talked")


@pytest.mark.parametrize(
    ("piece", "arguments"),
    [
        (TEXT, ("due",)),
        (TEXT, ("show", "анна")),
        (ENGLISH, ("write", "--print", "анна", "--lang", "en")),
        (RUSSIAN, ("write", "--print", "анна")),
    ],
)
def test_a_missing_piece_is_named_by_its_file(
    tmp_path: Path, piece: str, arguments: tuple[str, ...]
) -> None:
    """Whoever leaves out a step is told where it belongs."""
    said = Copy(tmp_path, left_out=[piece]).ck(*arguments)
    assert f"{piece} has no " in said
    assert "'met-day'" in said
