"""docs/cli.md says what the program does: every command and option, and none more."""

from __future__ import annotations

import re
import shlex
import shutil
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cli.conftest import paths_of
from contactkeeper import (  # noqa: F401  # all errors are seen
    errors,
    lookup_errors,
    sync_errors,
    vault_errors,
)
from contactkeeper.cli.args.arguments import own_names
from contactkeeper.cli.args.declare import HELP, SHARED, parameters
from contactkeeper.cli.args.program import program_command
from contactkeeper.cli.args.table import COMMANDS, command_named

if TYPE_CHECKING:
    from cli.conftest import Ck
    from contactkeeper.cli.args.declare import Declared, Parameter

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/cli.md").read_text(encoding="utf-8")
NAMES = paths_of(COMMANDS)
RUSSIAN = ("first-hour", "daily-loop", "note-format")
GROUPS = [command.name for command in COMMANDS if command.commands]


def section(heading: str) -> str:
    """Return the text under a heading, up to the next of its level or above."""
    level = heading.partition(" ")[0]
    found = re.search(
        rf"^{re.escape(heading)}.*?$(.*?)(?=^#{{2,{len(level)}}} |\Z)",
        TEXT,
        re.MULTILINE | re.DOTALL,
    )
    assert found, heading
    return found[1]


def rows(text: str) -> list[tuple[str, ...]]:
    """Return the cells of the rows of the tables in a text, their heads left out."""
    lines = re.findall(r"^\|(.*)\|$", text, re.MULTILINE)
    cells = [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)) for line in lines]
    heads = [place for place, row in enumerate(cells) if set(row[0]) == {"-"}]
    left_out = {*heads, *(place - 1 for place in heads)}
    return [row for place, row in enumerate(cells) if place not in left_out]


def as_documented(option: Declared) -> tuple[str, str]:
    """Return an option as a row of the documentation has it."""
    *others, longest = sorted(option.spellings, key=len)
    value = f" {option.metavar}" if option.metavar else ""
    names = ", ".join(f"`{name}`" for name in (*others, f"{longest}{value}"))
    return names.replace("|", "\\|"), option.help


def takes_of(name: str) -> tuple[Parameter, ...]:
    """Return what a command takes, or one of a group: `event add`."""
    first, *others = name.split()
    line = command_named(first)
    for word in others:
        line = command_named(word, line.commands if line else ())
    assert line, name
    return () if line.commands else parameters(line.function)


def spelled_by(name: str) -> set[str]:
    """Return all options that a command takes, as they are spelled."""
    options = [*(each.declared for each in takes_of(name)), *SHARED, HELP]
    return {spelling for each in options for spelling in each.spellings}


def test_every_command_is_documented_and_none_more() -> None:
    """The sections are the commands, in the order of the help, with their arguments."""
    headings = re.findall(r"^### `ck (.*)`$", TEXT, re.MULTILINE)
    expected = []
    for name in NAMES:
        arguments = [each for each in takes_of(name) if not each.declared.spellings]
        for each in arguments:
            assert each.required is not each.declared.metavar.startswith("["), name
        expected.append(" ".join([name, *(each.declared.metavar for each in arguments)]))
    missing = set(expected) - set(headings)
    assert not missing, f"docs/cli.md has no section for {missing}"
    assert headings == expected


@pytest.mark.parametrize("name", NAMES)
def test_every_option_is_documented_and_none_more(ck: Ck, name: str) -> None:
    """The table of a command is its options, spelled and explained as in its help."""
    said = section(f"### `ck {name}")
    options = [each.declared for each in takes_of(name) if each.declared.spellings]
    assert rows(said) == [as_documented(each) for each in options]
    told = ck(*name.split(), "--help").out
    first = " ".join(told.split("\n\n")[1].split())
    assert said.strip().startswith(first)
    example = re.findall(r"```sh\n(.*)\n```", said)
    assert example == [told.rstrip("\n").rpartition("Example: ")[2]]


def test_what_every_command_takes_is_documented() -> None:
    """The shared options, and those of `ck` alone."""
    every, alone = re.split(r"^`ck` alone", section("## For every command"), flags=re.MULTILINE)
    assert rows(every) == [as_documented(each) for each in (*SHARED, HELP)]
    own = [each.declared for each in parameters(program_command)]
    assert rows(alone) == [as_documented(each) for each in own]


def test_every_exit_code_is_documented() -> None:
    """The table has the codes of all errors there are."""
    documented = {int(code) for code, _ in rows(section("## Exit codes"))}
    kinds = [errors.CkError]
    for kind in kinds:
        kinds += kind.__subclasses__()
    assert documented == {0, 130, *(kind.exit_code for kind in kinds)}


def test_the_ways_to_hear_less_do_what_the_table_says(ck: Ck) -> None:
    """Snooze, pause, event, none and do-not-contact hide a birthday and a promise, or don't."""
    shutil.rmtree(ck.vault)
    note = "---\ntags: recruiter\nbirthday: {}\n---\n\n## Log\n- 2026-06-01 call: talked\n{}"
    promise = "\t- [ ] the CV 📅 2026-11-20\n"
    ways = rows(section("## To hear less from somebody"))
    assert len(ways) == 5
    for way, *cells in ways:
        for birthday, task, cell in (("11-23", "", cells[1]), ("01-01", promise, cells[2])):
            ck.note("Анна.md", note.format(birthday, task))
            line = shlex.split(way.strip("`").removeprefix("ck "))
            assert ck(*line).code == 0, way
            shown = "nobody today" not in ck("due").out
            assert shown is cell.startswith("shown"), (way, birthday)
        ck.note("Анна.md", note.format("01-01", ""))
        assert ck(*line).code == 0
        assert "nobody today" in ck("due").out, way


@pytest.mark.parametrize(
    "name", ["docs/cli.md", "README.ru.md", *(f"docs/ru/{name}.md" for name in RUSSIAN)]
)
def test_every_command_line_in_the_text_is_one(name: str) -> None:
    """What stands in the text as `ck …` names a command and options that there are."""
    lines = re.findall(r"`(ck [^`]+)`", (ROOT / name).read_text(encoding="utf-8"))
    assert len(lines) > 5
    for line in lines:
        name, *arguments = own_names(shlex.split(line.replace("’", "'"))[1:])
        if name.startswith("-"):
            own = (each.declared.spellings for each in parameters(program_command))
            assert name in {*spelled_by("due"), *chain.from_iterable(own)}, line
            continue
        if name in {"COMMAND", "КОМАНДА"}:
            continue
        if name in GROUPS:
            name = " ".join([name, *arguments[:1]])  # a command of a group
        assert name in NAMES or name in GROUPS, line
        spelled = spelled_by(name)
        for argument in arguments:
            if argument.startswith("--") and argument != "--help":
                assert argument in spelled, line


@pytest.mark.parametrize("name", ["README.ru.md", *(f"docs/ru/{name}.md" for name in RUSSIAN)])
def test_every_option_in_a_russian_text_is_one(name: str) -> None:
    """Where it stands alone, as `--print` does, some command takes it."""
    known = {spelling for command in NAMES for spelling in spelled_by(command)}
    known |= {each for own in parameters(program_command) for each in own.declared.spellings}
    text = (ROOT / name).read_text(encoding="utf-8")
    assert set(re.findall(r"`(--[a-z-]+)", text)) <= known
