"""The example vault and the commands of the README do what they are there to show."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
VAULT = ROOT / "examples" / "vault"
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", ".*_cache", ".hypothesis", "__pycache__")
BLOCK = re.compile(r"(?:<!-- (?P<mark>[a-z -]+) -->\n)?```sh\n(?P<lines>.*?)```", re.DOTALL)
TODAY = ("--today", "2026-11-23")

posix = pytest.mark.skipif(os.name == "nt", reason="the documents show POSIX shell commands")


def environ(home: Path) -> dict[str, str]:
    """Give a process a home of its own, and the `ck` of this environment."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("CK_", "XDG"))
    }
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return kept | {"HOME": str(home), "PATH": path, "PYTHONUTF8": "1", "CK_LANG": "en"}


def ck(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `ck` on a copy of the example vault, made where there is none yet."""
    vault = home / "vault"
    if not vault.exists():
        shutil.copytree(VAULT, vault)
    return subprocess.run(
        [sys.executable, "-m", "contactkeeper", *arguments, "--vault", str(vault), *TODAY],
        env=environ(home),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def asked(home: Path, *arguments: str) -> dict[str, Any]:
    """Return the document that `ck` answers with."""
    done = ck(home, *arguments, "--json")
    assert done.stderr == ""
    document: dict[str, Any] = json.loads(done.stdout)
    return document


def commands_in(name: str) -> list[tuple[str, str]]:
    """Return the (mark, command) of each line of each shell block of a document."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return [
        (block["mark"] or "", line)
        for block in BLOCK.finditer(text)
        for line in block["lines"].split("\n")
        if line and not line.startswith("#")
    ]


MORNING = {
    "meet": ["Артём Зайцев"],
    "reply": ["Boris Ivanov"],
    "promise": ["Ольга Ким"],
    "waiting": ["Анна Каренина"],
    "new": ["Nadia Rahimi"],
    "occasion": ["Мария Соколова", "Dmitry Orlov", "Ирина Белова"],
    "overdue": [
        "Света Лебедева",
        "Юля Маркова",
        "Igor Volkov",
        "Катя Нестерова",
        "Елена Жук",
        "Pavel Gromov",
        "Tom Becker",
    ],
    "today": ["Sergey Lin"],
}
ALWAYS_SHOWN = ("meet", "reply", "promise", "waiting", "occasion")
WEEK = {"soon": ["Вера Ситник", "Hanna Schmidt", "Lucas Meyer"]}


def groups(document: dict[str, Any]) -> dict[str, list[str]]:
    """Return the names of each group, both in the order of the list."""
    found: dict[str, list[str]] = {}
    for item in document["items"]:
        found.setdefault(item["group"], []).append(item["name"])
    return found


def test_the_example_vault_shows_every_group(tmp_path: Path) -> None:
    """On 23 November 2026 the morning list has one of everything, in its order."""
    found = groups(asked(tmp_path, "due"))
    assert found == MORNING
    assert list(found) == list(MORNING)


def test_the_coming_week_is_shown_on_request(tmp_path: Path) -> None:
    """`--soon` adds those of the coming week below the others."""
    assert groups(asked(tmp_path, "due", "--soon", "7")) == MORNING | WEEK


def test_each_row_says_why(tmp_path: Path) -> None:
    """The first reason of each row is the one that the example was written for."""
    items = asked(tmp_path, "due", "--soon", "7")["items"]
    assert {item["name"]: (item["reasons"][0]["kind"], item["due"]) for item in items} == {
        "Boris Ivanov": ("reply", "2026-11-12"),
        "Ольга Ким": ("promise", "2026-11-20"),
        "Анна Каренина": ("waiting", "2026-11-21"),
        "Мария Соколова": ("birthday", "2026-11-23"),
        "Dmitry Orlov": ("placed", "2026-11-18"),
        "Ирина Белова": ("event-after", "2026-11-20"),
        "Света Лебедева": ("cadence", "2026-11-09"),
        "Igor Volkov": ("retry", "2026-11-19"),
        "Катя Нестерова": ("cadence", "2026-11-02"),
        "Елена Жук": ("cold", "2026-11-10"),
        "Pavel Gromov": ("cadence", "2026-11-13"),
        "Tom Becker": ("silence", "2026-11-20"),
        "Юля Маркова": ("talk", "2026-11-13"),
        "Sergey Lin": ("cadence", "2026-11-23"),
        "Nadia Rahimi": ("new", "2026-11-14"),
        "Вера Ситник": ("cadence", "2026-11-25"),
        "Hanna Schmidt": ("cadence", "2026-11-26"),
        "Артём Зайцев": ("meet", "2026-11-23"),
        "Lucas Meyer": ("birthday", "2026-11-27"),
    }


def test_who_is_hidden_stays_hidden(tmp_path: Path) -> None:
    """Somebody paused, one to be left alone and one without cadence are listed, never due."""
    listed = {contact["name"]: contact["status"] for contact in asked(tmp_path, "list")["contacts"]}
    due = asked(tmp_path, "due", "--soon", "60")["items"]
    assert listed["Глеб Руднев"] == "paused"
    assert listed["Victor Stone"] == "do-not-contact"
    assert not {"Глеб Руднев", "Victor Stone", "Олег Дятлов"} & {item["name"] for item in due}


def test_it_has_a_touch_an_appointment_and_a_rhythm_of_talks(tmp_path: Path) -> None:
    """Each by the person whom the README of the examples names."""
    tom, artem, hanna = (
        asked(tmp_path, "show", name)["contact"] for name in ("tom", "артём", "hanna")
    )
    assert "~" in {entry["direction"] for entry in tom["entries"]}
    assert "appointment" in {task["kind"] for task in artem["tasks"]}
    assert hanna["properties"]["talk"] == "every 6 months"
    assert "(every 6 months)" in hanna["form"]["text"]


def test_its_news_is_told_to_all_to_some_and_to_nobody(tmp_path: Path) -> None:
    """All of it runs."""
    news = asked(tmp_path, "news", "list")["news"]
    assert all(each["running"] for each in news)
    assert {each["name"]: (len(each["told"]), len(each["to_go"])) for each in news} == {
        "Доклад на HighLoad++": (2, 0),
        "Staff engineer": (4, 5),
        "Metrics that lie": (0, 1),
    }


def test_only_contacts_are_listed(tmp_path: Path) -> None:
    """Friends, companies, days, templates and ignored folders hold no contacts."""
    names = {contact["name"] for contact in asked(tmp_path, "list")["contacts"]}
    recruiters = {path.stem for path in (VAULT / "Recruiters").iterdir()}
    assert names == recruiters | {"Олег Дятлов"}


def test_the_mistakes_are_found_where_they_are(tmp_path: Path) -> None:
    """`ck check` names the note and the line of both mistakes, and exits 1."""
    done = ck(tmp_path, "check", "--json")
    problems = json.loads(done.stdout)["problems"]
    assert done.returncode == 1
    assert {
        (problem["path"], problem["line"], problem["code"])
        for problem in problems
        if problem["severity"] == "problem"
    } == {
        ("Recruiters/Катя Нестерова.md", 5, "yaml"),
        ("Recruiters/Pavel Gromov.md", 31, "half-date"),
    }


def in_a_checkout(home: Path, script: str) -> str:
    """Run shell lines in a copy of the checkout; return the output.

    The vault at `~/vault` is that of the examples, where the test has made none.
    """
    checkout = home / "contactkeeper"
    shutil.copytree(ROOT, checkout, ignore=LEFT_OUT)
    if not (home / "vault").exists():
        shutil.copytree(VAULT, home / "vault", ignore=shutil.ignore_patterns("contactkeeper.toml"))
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=checkout,
        env=environ(home),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@posix
def test_the_set_up_command_needs_nothing_else(tmp_path: Path) -> None:
    """The README's set-up command ends in the morning list; the next one puts `ck` on the PATH."""
    commands = dict(commands_in("README.md"))
    set_up, path = commands["set-up command"], commands["path command"]
    shown = in_a_checkout(tmp_path, f"{set_up}\n{path}\ncommand -v ck")
    assert shown.endswith("/contactkeeper/.venv/bin/ck\n")
    for group in ALWAYS_SHOWN:
        assert all(name in shown for name in MORNING[group])


def test_the_russian_readme_has_the_same_set_up() -> None:
    """Whose other commands `tests/cli/test_russian_docs.py` runs."""
    marked = [
        {mark: line for mark, line in commands_in(name) if mark}
        for name in ("README.md", "README.ru.md")
    ]
    assert marked[0] == marked[1]
    assert len(marked[0]) == 3


@posix
@pytest.mark.parametrize("name", ["README.md", "examples/README.md"])
def test_the_documents_show_commands_that_work(tmp_path: Path, name: str) -> None:
    """Every other command of a document exits 0, run in its order from a fresh checkout."""
    in_a_checkout(tmp_path, walk_of(name))


@posix
def test_the_way_of_the_readme_works_in_a_vault_of_its_one_note(tmp_path: Path) -> None:
    """From the first command to one's own vault, where it holds what the README shows."""
    (tmp_path / "vault").mkdir()
    note = (ROOT / "README.md").read_text("utf-8").partition("```markdown\n")[2]
    path = tmp_path / "vault/Анна Каренина.md"
    path.write_text(note.partition("```")[0], encoding="utf-8")
    shown = in_a_checkout(tmp_path, walk_of("README.md"))
    assert "Closes: news Talk at HighLoad++" in shown


def walk_of(name: str) -> str:
    """Return the commands of a document but those that set up an environment."""
    marks = ("set-up command", "path command", "test command")
    return "\n".join(line for mark, line in commands_in(name) if mark not in marks)
