"""A plain command line is read without Typer, and means what Typer would have made of it.

What may stand at its end is told by the same declarations: the laws hold both to what is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.cli.args.arguments import prepare
from contactkeeper.cli.args.cursor import place_at_cursor
from contactkeeper.cli.args.declare import SHARED, name_of, parameters
from contactkeeper.cli.args.parser import parse_line
from contactkeeper.cli.args.quick import parse_plain_line
from contactkeeper.cli.args.table import COMMANDS, CommandLine
from contactkeeper.errors import UsageError
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.cli.args.quick import Call

WORDS = ("анна", "x y", "-> tg: hi", "- x", "", "=", "a=b", "3", "-3", "03", "--", "-", "—", "-x")
MARKER = "12345678901"
"""A word that stands nowhere else, and that an option for a whole number takes too."""

CALLED: list[tuple[list[str], CommandLine]] = [
    call
    for line in COMMANDS
    for call in (
        [([line.name, each.name], each) for each in line.commands]
        + ([([line.name], line.commands[-1] if line.commands else line)])
    )
]
"""How each command is called; a group without one of its commands means its last."""


def read_slowly(line: list[str]) -> Call | None:
    """Read a command line as Typer does; None where it is refused."""
    try:
        return parse_line(line)
    except UsageError:
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
@settings(max_examples=examples(600))
def test_a_line_that_is_read_quickly_means_what_typer_says(line: list[str]) -> None:
    """Whatever is read quickly is the call that Typer would make, told the session the same."""
    call = parse_plain_line(prepare(line))
    if call is None:
        return
    slowly = read_slowly(line)
    assert slowly is not None
    assert call._replace(shared=()) == slowly._replace(shared=())
    assert sorted(call.shared) == sorted(slowly.shared)


def named_by(call: Call) -> str:
    """Return the name of the parameter or shared option that the marker stands for."""
    for name, value in (*call.values.items(), *call.shared):
        if MARKER in (value if isinstance(value, list) else [str(value)]):
            return name
    return ""


@given(command_lines())
@settings(max_examples=examples(600))
def test_the_place_of_the_cursor_is_where_the_word_is_read(line: list[str]) -> None:
    """What completes a word is offered for the parameter that the word is read as, by any line."""
    call = read_slowly([*line, MARKER])
    if call is None or not named_by(call):
        return
    found = place_at_cursor(prepare([*line, MARKER])[:-1], "")
    assert found
    named = named_by(call)
    if named == "who" and call.values.get("audience"):
        named = "changes"  # `ck set --for AUDIENCE` takes no WHO: its first word is a change
    assert found.place.name == named
    told = [{**dict(each), named_by(call): None} for each in (found.shared, call.shared)]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("path", "command"), [call for call in CALLED if call[0][-1] == call[1].name]
)
def test_every_value_has_its_place(path: list[str], command: CommandLine) -> None:
    """After a command, after each of its options that takes a value, and after its arguments."""
    takes = parameters(command.function)
    arguments = [each for each in takes if not each.declared.spellings]
    for count, each in enumerate(arguments):
        found = place_at_cursor([*path, *map(str, range(count))], "ан")
        assert found
        assert (found.place.name, found.place.begun) == (each.name, "ан")
    options = [(each.name, each.declared) for each in takes] + [(name_of(e), e) for e in SHARED]
    for name, declared in options:
        for spelling in declared.spellings if declared.metavar else ():
            found = place_at_cursor([*path, spelling], "")
            assert found
            assert (found.place.name, found.place.metavar) == (name, declared.metavar.strip("[]"))


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("log анна -srd", "day"), ("log анна -dfri", "text"), ("log анна --with=x -sc", "channel"),
        ("log анна -- --sent", "log"), ("log --", "who"), ("log анна --json --json", "text"),
        ("--vault x --vault y show", "who"), ("event --today x", "event"),
    ],
)  # fmt: skip
def test_what_is_not_plain_has_a_place_too(line: str, name: str) -> None:
    """Letters in one word, a value joined to them, `--`, and what is given twice."""
    found = place_at_cursor(prepare([*line.split(), "x"])[:-1], "")
    assert found
    assert found.place.name == name


@pytest.mark.parametrize(
    "line",
    ["lgo", "log --nope", "log -x", "show a b", "log -h", "--help", "log --sent=x", "event x"],
)
def test_what_can_not_be_read_has_no_place(line: str) -> None:
    """Nothing is offered after a mistake, or after what asks for help."""
    assert place_at_cursor(prepare([*line.split(), "x"])[:-1], "") is None


@pytest.mark.parametrize(
    "line",
    [
        "due", "due --soon", "due --soon 3 --tier key --json", "--vault x due --exit-code",
        "log анна text", "log анна -s text --done", "log анна -c call --with=boris --with катя",
        "show анна --all --today 2026-11-23", "set anna a=b c=d", "snooze anna fri", "undo --list",
        "event", "event list --json", "news --today 2026-11-23", "event add X --date 1.12.",
        "", "--help", "due --help", "due -h", "event add -h", "event --help",
    ],
)  # fmt: skip
def test_plain_lines_are_read_quickly(line: str) -> None:
    """What people type every day does not wait for Typer, and neither does help."""
    assert parse_plain_line(prepare(line.split()))


@pytest.mark.parametrize(
    "line",
    [
        "--version", "lgo", "show", "log anna -srx", "due --ti key", "lgo --help",
        "log anna --help", "due --soon=x", "log anna text -- more", "log anna a b",
        "due --limit -3", "log anna -d", "git setpu",
    ],
)  # fmt: skip
def test_other_lines_are_left_to_typer(line: str) -> None:
    """Faults and what is written together are not guessed at."""
    assert parse_plain_line(prepare(line.split())) is None


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("log анна -srx", None), ("log анна -sdfri x", {"sent": True, "day": "fri", "text": "x"}),
        ("log анна -- --json", {"text": "--json"}), ("due --limit -3", {"limit": -3}),
        ("event --json --json", {"everything": False}), ("log анна --help", {"path": ("log",)}),
        ("event --help foo", {"path": ("event",)}),
    ],
)  # fmt: skip
def test_what_is_not_plain_is_read_by_typer(line: str, values: dict[str, object] | None) -> None:
    """Letters in one word, `--`, negative numbers, what is given twice; help before all else."""
    call = read_slowly(line.split())
    assert (call is None) is (values is None)
    if call and values:
        assert {name: call.values[name] for name in values} == values
