"""What a run imports, opens and reads: in names and counts, which no slow machine changes.

Each run is a process of its own. Times are for `benchmarks/`; what makes them is held here.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from importlib.util import find_spec
from io import DEFAULT_BUFFER_SIZE
from pathlib import Path
from typing import NamedTuple

import pytest

from contactkeeper.core.settings import CONFIG_NAME
from vaults import note

PEOPLE, OTHERS = 60, 40

HEAVY = frozenset(
    {
        # of others
        "typer", "click", "rich", "shellingham", "yaml", "frontmatter", "dateutil",
        "rapidfuzz", "jinja2", "markupsafe",
        # of Python
        "argparse", "ast", "asyncio", "calendar", "concurrent", "dataclasses", "difflib", "email",
        "gettext", "glob", "hashlib", "http", "inspect", "json", "logging", "multiprocessing",
        "pickle", "random", "shutil", "socket", "subprocess", "tempfile", "threading", "tomllib",
        "uuid", "webbrowser",
    }
)  # fmt: skip
"""What takes a good part of a millisecond to import, or much more."""

WATCHED = """
import os, sys
from datetime import datetime, timezone
before = set(sys.modules)
opened, listed = [], []
def watch(event, told):
    if event == "open" and not isinstance(told[0], int):
        opened.append(os.fsdecode(told[0]))
    elif event == "sqlite3.connect":
        opened.append(os.fsdecode(told[0]))
    elif event in ("os.scandir", "os.listdir"):
        listed.append(os.fsdecode(told[0] or "."))
def read_by_now():
    with open("/proc/self/io") as file:
        return int(file.readline().split()[1])
counts = os.path.exists("/proc/self/io")
begun = read_by_now() if counts else 0
sys.addaudithook(watch)
from contactkeeper.cli.app import run
code = run(sys.argv[2:], now=datetime(2030, 1, 1, tzinfo=timezone.utc))
modules = sorted(set(sys.modules) - before)
seen = opened[:], listed[:]
read = read_by_now() - begun if counts else 0
sys.stdout.flush()
import json
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump([code, modules, *seen, read], file)
"""
"""Runs a command line and writes down what Python imports, opens, lists and reads for it."""


class Seen(NamedTuple):
    """What one run did."""

    out: str
    modules: frozenset[str]
    opened: list[str]
    """Files of the user's, relative to the folder of all of them; also those that are not there."""
    listed: list[str]
    """Folders of the vault."""
    read: int
    """Bytes of the user's files; 0 where it can't be told."""

    @property
    def notes(self) -> list[str]:
        """Return the notes that were opened."""
        return [path for path in self.opened if path.endswith(".md")]

    @property
    def heavy(self) -> set[str]:
        """Return what of the heavy modules was imported."""
        return {module.partition(".")[0] for module in self.modules} & HEAVY

    def has(self, room: str) -> bool:
        """Say whether one of our modules, or one in a package of ours, was imported."""
        name = f"contactkeeper.{room}"
        assert find_spec(name), f"{name} is no module any more"
        return name in self.modules


class Home:
    """A user's folders: a vault of which much has been talked, and what belongs to `ck`."""

    def __init__(self, base: Path) -> None:
        """Fill the vault; no two people are alike."""
        self.base = base
        self.vault = base / "vault"
        for name in (".obsidian", "P", "N"):
            (self.vault / name).mkdir(parents=True)
        for number in range(PEOPLE):
            days = [f"2026-{month:02}-{number % 28 + 1:02}" for month in range(1, 12)]
            log = "".join(f"- {day}: {'->' if day < '2026-10' else '<-'} tg: hi\n" for day in days)
            log += f"\t- [ ] send {number}\n" if number % 5 == 0 else ""
            text = note(log * 3, cadence="monthly", birthday=f"1980-12-{number % 28 + 1:02}")
            self.write(f"P/{'Анна' if number % 2 else 'Anna'} {number}.md", text)
        for number in range(OTHERS):
            self.write(f"N/Note {number}.md", "# About nobody\n" * 50)

    def write(self, path: str, text: str) -> None:
        """Write a note."""
        (self.vault / path).write_text(text, encoding="utf-8", newline="")

    def run(self, *arguments: str, asked_by: str = "") -> Seen:
        """Run `ck` in a process of its own, 80 columns wide."""
        kept = {"PATH", "SYSTEMROOT", "PYTHONPATH", "CK_LANG"}
        environ = {name: value for name, value in os.environ.items() if name in kept} | {
            "HOME": str(self.base), "CK_VAULT": str(self.vault), "CK_TODAY": "2026-11-23",
            "COLUMNS": "80", "PYTHONUTF8": "1",
            **{f"XDG_{name}_HOME": str(self.base / name) for name in ("CONFIG", "STATE", "CACHE")},
            **({"_CK_COMPLETE": f"complete_{asked_by}"} if asked_by else {}),
        }  # fmt: skip
        report = self.base / "report.json"
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, str(report), *arguments],
            env=environ, capture_output=True, check=True, cwd=self.base,
        )  # fmt: skip
        code, modules, opened, listed, read = json.loads(report.read_text("utf-8"))
        assert (code, done.stderr) == (0, b"")
        ours = [self._inside(path) for path in opened]
        # What Python reads to import a module is not of the user's.
        read -= sum(
            Path(path).stat().st_size
            for path, inside in zip(opened, ours, strict=True)
            if not inside and Path(path).is_file()
        )
        return Seen(
            done.stdout.decode(),
            frozenset(modules),
            [path for path in ours if path],
            [path for each in listed if (path := self._inside(each)).startswith("vault")],
            max(read, 0),
        )

    def _inside(self, path: str) -> str:
        """Return a path relative to the base; empty where it lies elsewhere."""
        real, base = os.path.realpath(path), os.path.realpath(self.base)
        return Path(real).relative_to(base).as_posix() if real.startswith(base + os.sep) else ""

    def cache(self) -> str:
        """Return where the cache is."""
        (place,) = (self.base / "CACHE").rglob("*.sqlite")
        return place.relative_to(self.base).as_posix()

    def size(self, path: str) -> int:
        """Return the size of a file in bytes; 0 where there is none."""
        place = self.base / path
        return place.stat().st_size if place.is_file() else 0


@pytest.fixture
def home(tmp_path: Path) -> Home:
    """Give a user's folders."""
    return Home(tmp_path)


CONFIGURATION = ["CONFIG/contactkeeper/config.toml", f"vault/{CONFIG_NAME}"]
OBSIDIAN = [
    "vault/.obsidian/app.json",
    "vault/.obsidian/templates.json",
    "vault/.obsidian/plugins/templater-obsidian/data.json",
]
GIT = ["vault/.git", ".git"]
"""Where the vault may be a repository, or lie in one."""


def test_the_version_imports_no_library_and_opens_no_file(home: Home) -> None:
    """`--version` loads neither the vault, nor the configuration, nor any library."""
    seen = home.run("--version")
    assert (seen.heavy, seen.opened, seen.listed) == (set(), [], [])
    for room in ("vault", "sync", "config", "core.note", "core.agenda", "cli.commands.due"):
        assert not seen.has(room)


def test_the_help_imports_no_command(home: Home) -> None:
    """It is written without Typer, from one line for each command."""
    seen = home.run("--help")
    assert seen.heavy == set()
    commands = {name for name in seen.modules if name.startswith("contactkeeper.cli.commands.")}
    assert commands == set()
    assert not seen.has("vault")
    assert (seen.opened, seen.listed) == ([], [])


@pytest.mark.parametrize("command", ["due", "list", "plan", "--help"])
@pytest.mark.parametrize(("language", "other"), [("en", "ru"), ("ru", "en")])
def test_a_run_loads_the_sentences_of_its_language_alone(
    home: Home, monkeypatch: pytest.MonkeyPatch, command: str, language: str, other: str
) -> None:
    """English has no catalogue, and the morning of another language needs none."""
    monkeypatch.setenv("CK_LANG", language)
    home.run(command)
    seen = home.run(command)
    assert not seen.has(f"text.{other}")
    assert ("gettext" in seen.modules) is (language == "ru" and command == "--help")


def test_the_statistics_import_no_library(home: Home) -> None:
    """They are counted and shown without Typer, Rich, or a reader of YAML, from the index alone.

    No introduction is put together for them.
    """
    home.write("P/Boris.md", note("- 2026-11-02: hi\n", through="[[Anna 2]]"))
    home.run("stats")
    seen = home.run("stats")
    assert seen.heavy == {"json", "calendar", "random"}  # `statistics` imports `random`
    assert seen.notes == []
    assert not seen.has("core.editing")
    assert not seen.has("core.people.owners")


@pytest.mark.parametrize("command", ["due", "list"])
def test_a_list_imports_nothing_that_changes_notes(home: Home, command: str) -> None:
    """Of others it needs none; of ours, neither editing nor merging nor git."""
    home.run(command)
    seen = home.run(command)
    assert seen.heavy == {"json"}
    for room in (
        "core.editing", "core.merging", "core.drafts", "core.survey", "core.events",
        "core.note.note", "core.note.frontmatter", "core.note.entry_parser", "cli.args.parser",
        "cli.args.completion",
        "vault.batch", "sync.git", "vault.journal", "vault.reading", "vault.store",
    ):  # fmt: skip
        assert not seen.has(room)


def test_a_log_imports_nothing_that_merges_reads_git_or_writes_calendars(home: Home) -> None:
    """A checksum for the journal comes on top of a morning's."""
    home.run("due")
    seen = home.run("log", "Анна 7", "hi")
    assert seen.heavy == {"json", "hashlib"}
    for room in (
        "core.merging", "core.drafts", "core.survey", "core.events", "core.note.yaml_parser",
        "cli.args.parser", "cli.commands.sync", "sync.git", "sync.sync", "sync.worktree",
        "cli.commands.calendar_file", "exchange",
    ):  # fmt: skip
        assert not seen.has(room)


@pytest.mark.parametrize("command", ["show", "log", "done", "snooze", "set", "open"])
def test_a_name_is_completed_from_the_cache_alone(home: Home, command: str) -> None:
    """No note is opened, no folder listed, and nothing imported that reads or changes notes."""
    expected = home.run("--", command, "Анна 5", asked_by="bash").out
    assert len(expected.splitlines()) == len([5, *range(50, 60)])  # in either alphabet
    seen = home.run("--", command, "Анна 5", asked_by="bash")
    assert seen.out == expected
    assert set(seen.opened) <= {*CONFIGURATION, home.cache()}
    assert seen.listed == []
    assert seen.read <= home.size(home.cache()) + DEFAULT_BUFFER_SIZE
    assert seen.heavy <= {"json"}
    morning = {name for name in seen.modules if name.startswith("contactkeeper.core.agenda.")}
    assert morning == {"contactkeeper.core.agenda.modes"}
    for room in (
        "core.note", "core.editing.edits", "cli.args.parser", "cli.args.help",
        "vault.loading", "vault.store", "vault.journal",
    ):  # fmt: skip
        assert not seen.has(room)


def test_companies_are_completed_from_the_cache_alone(home: Home) -> None:
    """What a shell shows beside a name comes out of the records."""
    home.run("due")
    seen = home.run("--", "show", "Anna", asked_by="zsh")
    assert len(seen.out.splitlines()) == PEOPLE
    assert seen.notes == seen.listed == []
    assert not seen.has("vault.loading")


def test_a_first_run_reads_each_note_once(home: Home) -> None:
    """And nothing else of the vault but settings."""
    seen = home.run("due")
    assert Counter(seen.notes) == Counter(
        path.relative_to(home.base).as_posix() for path in home.vault.rglob("*.md")
    )
    assert {path for path in seen.opened if path.startswith("vault/")} <= {
        *seen.notes, *CONFIGURATION, *OBSIDIAN, *GIT,
    }  # fmt: skip


def test_a_second_run_reads_the_cache_and_no_note(home: Home) -> None:
    """It lists the vault's folders, each once, and reads at most a buffer more than there is."""
    first = home.run("due")
    seen = home.run("due")
    assert seen.out == first.out
    assert set(seen.opened) <= {*CONFIGURATION, *OBSIDIAN, *GIT, home.cache()}
    assert sorted(seen.listed) == ["vault", "vault/Inbox", "vault/N", "vault/P"]
    assert seen.read <= sum(map(home.size, seen.opened)) + DEFAULT_BUFFER_SIZE


def test_of_one_changed_note_that_one_is_read_once(home: Home) -> None:
    """Whatever else there is, is taken from the cache."""
    home.run("due")
    home.write("P/Anna 8.md", note("- 2026-11-20: talked\n"))
    assert home.run("due").notes == ["vault/P/Anna 8.md"]
    assert home.run("due").notes == []


def test_a_log_opens_the_one_note_that_it_changes(home: Home) -> None:
    """To read it, and once more to see that nobody has changed it meanwhile."""
    home.run("due")
    seen = home.run("log", "Анна 7", "hi")
    assert seen.notes == ["vault/P/Анна 7.md"] * 2
