"""A plain command line is read without Typer, and means what Typer would have made of it."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer._click.exceptions import UsageError as UsageFault

from contactkeeper.cli.arguments import prepare
from contactkeeper.cli.commands import command_named, paths_of
from contactkeeper.cli.declare import SHARED, parameters
from contactkeeper.cli.groups import Command
from contactkeeper.cli.parser import group
from contactkeeper.cli.quick import read_quickly

WORDS = ("анна", "x y", "-> tg: hi", "- x", "", "=", "a=b", "3", "-3", "03", "--", "-", "—", "-x")


class Told:
    """What a session is told, in order."""

    def __init__(self) -> None:
        self.said: list[tuple[str, Any]] = []

    def take(self, name: str, value: Any) -> None:  # noqa: ANN401  # as the session's
        """Keep it."""
        self.said.append((name, value))


def read_slowly(arguments: list[str]) -> tuple[dict[str, Any], list[tuple[str, Any]]] | None:
    """Read a command line as Typer does; None where it refuses it or answers itself."""
    told = Told()
    try:
        with group().make_context("ck", prepare(arguments), obj=told) as outer:
            name, command, rest = outer.command.resolve_command(  # type: ignore[attr-defined]
                outer,
                outer._protected_args + outer.args,  # noqa: SLF001  # as `invoke` does
            )
            with command.make_context(name, rest, parent=outer) as context:
                if not isinstance(command, Command):
                    name, command, rest = command.resolve_command(
                        context,
                        context._protected_args + context.args,  # noqa: SLF001  # as above
                    )
                    with command.make_context(name, rest, parent=context) as inner:
                        return command.values(inner), told.said
                return command.values(context), told.said
    except (UsageFault, typer.Exit):
        return None


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Give lines of real commands, their options, and words, well formed more often than not."""
    name = draw(st.sampled_from(paths_of()))
    command = command_named(name)
    assert command
    declared = [each.declared for each in parameters(command.function)] + list(SHARED)
    spelled = [spelling for each in declared for spelling in each.spellings]
    words = st.sampled_from(WORDS) | st.text(max_size=4)
    line = []
    for _ in range(draw(st.integers(0, 5))):
        spelling = draw(st.sampled_from(spelled))
        line += draw(
            st.sampled_from(
                [
                    [spelling],
                    [spelling, draw(words)],
                    [f"{spelling}={draw(words)}"],
                    [spelling[:-1]],
                    [draw(words)],
                    [draw(words)],
                ]
            )
        )
    shared = draw(st.sampled_from([[], ["--json"], ["--vault", "x"], ["--vault=x", "--no-color"]]))
    return [*shared, *name.split(), *line]


@given(command_lines())
@settings(max_examples=1500, deadline=None)
def test_a_line_that_is_read_quickly_means_what_typer_says(line: list[str]) -> None:
    """Whatever is read quickly has the function and the values that Typer would call it with."""
    call = read_quickly(prepare(line))
    if call is None:
        return
    slowly = read_slowly(line)
    assert slowly is not None
    values, told = slowly
    assert call.values == values
    assert list(call.shared) == told
    place = next(place for place, word in enumerate(line) if command_named(word))
    command = command_named(line[place])
    assert command
    if command.commands:
        command = command_named(" ".join(line[place : place + 2]))
        assert command
    assert call.function is command.function


@pytest.mark.parametrize(
    "line",
    [
        "due", "due --soon", "due --soon 3 --tier key --json", "--vault x due --exit-code",
        "log анна text", "log анна -s text --done", "log анна -c call --with=boris --with катя",
        "show анна --all --today 2026-11-23", "set anna a=b c=d", "snooze anna fri", "undo --list",
        "git setup --yes", "git status --json",
    ],
)  # fmt: skip
def test_plain_lines_are_read_quickly(line: str) -> None:
    """What people type every day does not wait for Typer."""
    assert read_quickly(prepare(line.split()))


@pytest.mark.parametrize(
    "line",
    [
        "", "--version", "due --help", "due -h", "lgo", "log", "log anna -srx", "due --ti key",
        "due --soon=x", "log anna text -- more", "log anna a b", "due --limit -3", "log anna -d",
        "git", "git --json", "git setpu", "git --json status",
    ],
)  # fmt: skip
def test_other_lines_are_left_to_typer(line: str) -> None:
    """Help, faults and what is written together are not guessed at."""
    assert read_quickly(prepare(line.split())) is None


@pytest.mark.parametrize("line", [["--version"], ["due"], ["log", "Anna", "hi"], ["list"]])
def test_a_plain_line_imports_neither_typer_nor_rich(line: list[str], tmp_path: Any) -> None:  # noqa: ANN401
    """Typer takes more than half of the floor, so no plain command imports it."""
    (tmp_path / "Anna.md").write_text("---\ntags: recruiter\n---\n\n## Log\n- 2026-11-20: hi\n")
    code = (
        "import sys; from contactkeeper.cli.app import run\n"
        "assert run(sys.argv[1:]) == 0\n"
        "heavy = {'typer', 'rich', 'inspect', 'dataclasses', 'yaml', 'subprocess'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    rest = [] if line == ["--version"] else ["--vault", str(tmp_path), "--today", "2026-11-23"]
    done = subprocess.run(
        [sys.executable, "-c", code, *line, *rest], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "[]\n")
