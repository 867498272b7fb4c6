"""A plain command line is read without Typer, and means what Typer would have made of it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING, Any, cast

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st
from typer._click.exceptions import UsageError as UsageFault

from contactkeeper.cli.args.arguments import looks_like_option, prepare, words_in
from contactkeeper.cli.args.cursor import complete_plain_line
from contactkeeper.cli.args.declare import SHARED, parameters
from contactkeeper.cli.args.groups import Command, LazyGroup
from contactkeeper.cli.args.parser import group, place_after
from contactkeeper.cli.args.quick import parse_plain_line
from contactkeeper.cli.commands.table import COMMANDS, CommandLine
from contactkeeper.errors import UsageError
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.cli.args.cursor import Place
    from contactkeeper.cli.session import Session

WORDS = ("анна", "x y", "-> tg: hi", "- x", "", "=", "a=b", "3", "-3", "03", "--", "-", "—", "-x")
BEGUN = ("", "a", "ан", "l", "sno", "x y", "=", "-", "--d", "--with=a", "\\", ".", "->", "/n")

CALLED: list[tuple[list[str], CommandLine]] = [
    call
    for line in COMMANDS
    for call in (
        [([line.name, each.name], each) for each in line.commands]
        + ([([line.name], line.commands[-1] if line.commands else line)])
    )
]
"""How each command is called; a group without one of its commands means its last."""
NAMES = {name for path, _ in CALLED for name in path}


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
        with ExitStack() as stack:
            context = group().make_context("ck", prepare(arguments), obj=told)
            while isinstance(context.command, LazyGroup):
                stack.enter_context(context)
                name, command, rest = context.command.resolve_command(
                    context,
                    context._protected_args + context.args,  # noqa: SLF001  # as `invoke` does
                )
                assert command
                context = command.make_context(name, rest, parent=context)
            assert isinstance(context.command, Command)
            return context.command.values(context), told.said
    except (UsageFault, typer.Exit):
        return None


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """Give lines of real commands, their options, and words, well formed more often than not."""
    path, command = draw(st.sampled_from(CALLED))
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
    between = draw(st.sampled_from([[], [], ["--json"], ["--today", "x"]]))
    return [*shared, *path[:1], *between, *path[1:], *line]


@given(command_lines())
@settings(max_examples=examples(1500), deadline=None)
def test_a_line_that_is_read_quickly_means_what_typer_says(line: list[str]) -> None:
    """Whatever is read quickly has the function and the values that Typer would call it with."""
    call = parse_plain_line(prepare(line))
    if call is None:
        return
    slowly = read_slowly(line)
    assert slowly is not None
    values, told = slowly
    assert call.values == values
    assert list(call.shared) == told
    called = [word for word in words_in(line) if word in NAMES]
    assert call.function in {
        command.function for path, command in CALLED if path == called[: len(path)]
    }


def place_slowly(
    whole: list[str], typed: list[str], last: str
) -> tuple[Place | None, list[tuple[str, Any]]] | None:
    """Say what may stand at the end of a line as Typer does, and what the session is told."""
    told = Told()
    try:
        return place_after(whole, typed, last, cast("Session", told)), told.said
    except UsageError:
        return None


@given(command_lines(), st.sampled_from(BEGUN), st.booleans())
@settings(max_examples=examples(1500), deadline=None)
def test_what_is_offered_at_once_is_what_typer_offers(
    line: list[str],
    last: str,
    cut: bool,  # noqa: FBT001
) -> None:
    """Whatever place is found at once is the one that Typer finds, for the same session."""
    typed = prepare([*line, last])[:-1]
    whole = typed[:-1] if cut and typed and looks_like_option(typed[-1]) else typed
    found = complete_plain_line(whole, typed, last)
    if found:
        assert (found.place, list(found.shared)) == place_slowly(whole, typed, last)


@pytest.mark.parametrize(
    ("path", "command"), [call for call in CALLED if call[0][-1] == call[1].name]
)
def test_every_value_is_offered_at_once(path: list[str], command: CommandLine) -> None:
    """After a command, after each of its options that takes a value, and after its arguments."""
    takes = parameters(command.function)
    spelled = [*(each.declared for each in takes), *SHARED]
    options = [spelling for each in spelled for spelling in each.spellings if each.metavar]
    places = [each.name for each in takes if not each.declared.spellings]
    filled = [[*path, *map(str, range(count))] for count in range(len(places) + 1)]
    for typed in [path[:-1], *filled, *([*path, option] for option in options)]:
        whole = typed[:-1] if typed and typed[-1] in options else typed
        for last in ("", "ан", "a"):
            found = complete_plain_line(whole, typed, last)
            assert found
            assert (found.place, list(found.shared)) == place_slowly(whole, typed, last)


@pytest.mark.parametrize(
    "line",
    [
        "due", "due --soon", "due --soon 3 --tier key --json", "--vault x due --exit-code",
        "log анна text", "log анна -s text --done", "log анна -c call --with=boris --with катя",
        "show анна --all --today 2026-11-23", "set anna a=b c=d", "snooze anna fri", "undo --list",
        "event", "event list --json", "news --today 2026-11-23", "event add X --date 1.12.",
    ],
)  # fmt: skip
def test_plain_lines_are_read_quickly(line: str) -> None:
    """What people type every day does not wait for Typer."""
    assert parse_plain_line(prepare(line.split()))


@pytest.mark.parametrize(
    "line",
    [
        "", "--version", "due --help", "due -h", "lgo", "log", "log anna -srx", "due --ti key",
        "due --soon=x", "log anna text -- more", "log anna a b", "due --limit -3", "log anna -d",
        "git setpu",
    ],
)  # fmt: skip
def test_other_lines_are_left_to_typer(line: str) -> None:
    """Help, faults and what is written together are not guessed at."""
    assert parse_plain_line(prepare(line.split())) is None
