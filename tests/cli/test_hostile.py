"""Hostile text in every field of every screen: nothing of it is obeyed by a terminal."""

from __future__ import annotations

import ast
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import contactkeeper
from cli.conftest import paths_of
from clones import new_clone
from contactkeeper.cli.args.declare import parameters
from contactkeeper.cli.args.table import COMMANDS, command_named
from contactkeeper.cli.layout import Piece, Styled, clean, safe, safe_line
from contactkeeper.cli.terminal import Terminal
from hostile import HOSTILE, ONE_LINE, fill_hostile, obeyed_in
from vaults import note

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.conftest import Ck
    from contactkeeper.cli.args.declare import Parameter

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names and no terminals")

EVA = f"Эва {HOSTILE}"
TWIN = f"Twin {HOSTILE}.md"

CARDS = f"cards {HOSTILE}.vcf"
"""A file of address cards, in the folder where the commands are started."""

SCREENS: dict[str, list[list[str]]] = {
    "due": [[], ["--limit", "0", "--soon", "60"], ["--plan"]],
    "go": [[], ["--company", HOSTILE]],
    "plan": [[], ["--weeks", "9"], ["--catch-up", "--yes"]],
    "calendar": [[], ["--month", HOSTILE], ["--out", f"{HOSTILE}.ics"], ["--out", "a.ics"]],
    "mode": [[], [HOSTILE, "--yes"], ["steady", "--yes"]],
    "log": [
        [EVA, HOSTILE, "--dry-run"],
        [EVA, f"-> tg: {HOSTILE}", "--done", HOSTILE],
        [EVA, f"call: {HOSTILE}", "--got", HOSTILE, "--event", f"Fair {HOSTILE}"],
        ["--list", "--since", "2020-01-01"],
    ],
    "meet": [
        [EVA, "fri", f"11:00 call: {HOSTILE}"],
        [EVA, HOSTILE],
        [EVA, "fri", "x", "--dry-run"],
    ],
    "remind": [[EVA, "fri", HOSTILE], [EVA, "fri"], [EVA, "fri", HOSTILE, "--dry-run"]],
    "done": [[EVA, f"{HOSTILE} a"], [EVA], [EVA, "b", "--dry-run"]],
    "inbox": [["--dry-run"], ["--yes"]],
    "show": [[EVA], [EVA, "--all"], [TWIN], [f"Paused {HOSTILE}"], [f"Broken {HOSTILE}"]],
    "write": [
        [EVA, "--print"],
        [EVA, HOSTILE, "--for", "check-in", "--print"],
        [TWIN, "--print"],
        ["--list"],
    ],
    "list": [[], ["--grep", HOSTILE]],
    "review": [["--quarter"], ["--company", HOSTILE]],
    "find": [[HOSTILE], ["a"]],
    "add": [[f"New {HOSTILE}", "--company", HOSTILE], [f"New {HOSTILE}", "--dry-run"], [EVA]],
    "merge": [[EVA, TWIN, "--dry-run"], [f"Twin {HOSTILE} 2.md", TWIN, "--yes"]],
    "event add": [[f"Conf {HOSTILE}", "--date", "2026-12-01", "--place", HOSTILE]],
    "event list": [[], ["--all"]],
    "news add": [[f"News {HOSTILE}", "--audience", "tier:key", "--yes"]],
    "news list": [[], ["--all"]],
    "stats": [[], [EVA], ["--by", "company"], ["--by", "channel"]],
    "report": [
        ["a.html"],
        [f"{HOSTILE}.html", "--company", HOSTILE],
        ["a.html", "--since", HOSTILE],
    ],
    "snooze": [[EVA, "in 3 weeks"]],
    "pause": [[EVA, "--why", HOSTILE], [f"Gone {HOSTILE}"]],
    "resume": [[f"Paused {HOSTILE}"]],
    "set": [
        ["--for", "all", "+met", "--yes"],
        [EVA, f"role={HOSTILE}", f"{HOSTILE}={HOSTILE}"],
        [EVA, f"role={HOSTILE}"],
    ],
    "open": [[EVA]],
    "undo": [["--list"], [], ["1"]],
    "check": [[], ["--all"], ["--fix", "--yes"]],
    "sync": [["--dry-run"], []],
    "git setup": [["--yes"]],
    "git status": [[]],
    "import": [
        [CARDS, "--all", "--dry-run"],
        [CARDS, CARDS, "--only", HOSTILE],
        [CARDS, "--map", HOSTILE],
        [f"{HOSTILE}.vcf"],
        [CARDS, "--all", "--yes"],
    ],
    "export": [
        ["--out", "a.vcf"],
        ["--out", f"{HOSTILE}.csv", "--company", HOSTILE],
        ["--as", "base"],
        ["--as", "json"],
        ["--as", HOSTILE, "--delimiter", HOSTILE],
    ],
    "init": [[], ["--yes"]],
}
"""Command lines of every command that show or change something of the hostile vault."""


ANSWERS = f"{HOSTILE}\n" * 2 + "\n" * 20 + "q"
TYPED = {"go": "?" + "l\nyt\nxn" * 8 + "qq", "import": "52?x" + "y" * 8 + "qq"}
"""What is typed for those that ask: lines, but for commands that ask for keys."""


def test_every_command_has_its_screens_here() -> None:
    """A new command can't be forgotten."""
    missing = set(paths_of(COMMANDS)) - set(SCREENS)
    assert not missing, f"tests/cli/test_hostile.py: SCREENS has no row for {missing}"
    assert not set(SCREENS) - set(paths_of(COMMANDS))


@pytest.fixture
def hostile(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> Ck:
    """Give a vault of hostile text, in a repository with names of that kind."""
    fields = ("FN", "ORG", "TITLE", "EMAIL", "TEL", "CATEGORIES", "NOTE", "X-SOCIALPROFILE")
    card = "".join(f"{field}:{ONE_LINE} é\n" for field in fields)
    cards = f"BEGIN:VCARD\nVERSION:3.0\n{card}END:VCARD\n" * 2
    (ck.vault.parent / CARDS).write_text(f"{cards}BEGIN:VCARD\nEND:VCARD\n", encoding="utf-8")
    clone = new_clone(ck.vault.parent / f"repository {HOSTILE}")
    vault = clone.place / f"vault {HOSTILE}"
    (vault / ".obsidian").mkdir(parents=True)
    fill_hostile(vault)
    clone.git("checkout", "-q", "-b", "main\u202e{red}")
    clone.commit(HOSTILE)
    clone.git("remote", "add", "origin\u202e", f"../nowhere {HOSTILE}")
    monkeypatch.setenv("CK_VAULT", str(vault))
    monkeypatch.setenv("EDITOR", f"no-such-editor-{HOSTILE.split(']')[0]}")
    monkeypatch.delenv("BROWSER", raising=False)
    return type(ck)(vault, ck.capsys)


def _obeyed(ck: Ck, *arguments: str) -> list[str]:
    result = ck(*arguments)
    assert "ck has a fault" not in result.err, result.err
    return obeyed_in(result.out + result.err)


@posix
@pytest.mark.parametrize("path", SCREENS)
@pytest.mark.parametrize("columns", ["20", "80", "200"])
def test_no_screen_passes_on_what_a_terminal_obeys(
    hostile: Ck, path: str, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Through a pipe, as a page and as JSON, answers and errors alike."""
    monkeypatch.setenv("COLUMNS", columns)
    for options in SCREENS[path]:
        for form in ["--json"], []:
            arguments = [*path.split(), *form, *options]
            assert _obeyed(hostile, *arguments) == [], arguments


@posix
@pytest.mark.parametrize("path", SCREENS)
def test_programs_read_the_same_in_each_language(
    hostile: Ck, path: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The document to the byte, and the exit code, with and without it."""
    place, kept = hostile.vault.parents[1], tmp_path.with_name(f"{tmp_path.name} kept")
    shutil.copytree(place, kept, symlinks=True)
    for options in SCREENS[path]:
        given: dict[str, list[int | str]] = {}
        for language in ("en", "ru"):
            monkeypatch.setenv("CK_LANG", language)
            given[language] = []
            for form in ["--json"], []:
                result = hostile(*path.split(), *form, *options)
                given[language] += [result.code, *([result.out, result.err] if form else [])]
                shutil.rmtree(place)
                shutil.copytree(kept, place, symlinks=True)
                monkeypatch.chdir(place)
        assert given["ru"] == given["en"], options


@posix
@pytest.mark.parametrize("path", SCREENS)
def test_no_terminal_is_told_anything_by_a_note(hostile: Ck, path: str) -> None:
    """In a terminal, with colours, links and questions, there are none but our own sequences."""
    from terminals import in_terminal

    assert hostile.vault.is_dir()
    for options in SCREENS[path]:
        asking = [each for each in options if each != "--yes"]
        _, shown = in_terminal(*path.split(), *asking, typed=TYPED.get(path, ANSWERS), columns=100)
        assert obeyed_in(shown) == [], options


def _lines_with(path: str) -> Iterator[list[str]]:
    """Give a hostile text to each parameter of a command that takes one, and to unknown ones."""
    line = None
    for word in path.split():
        line = command_named(word, line.commands if line else COMMANDS)
    assert line
    takes = parameters(line.function)
    needed = [HOSTILE for each in takes if each.required and not each.declared.spellings]
    for each in takes:
        yield from ([*path.split(), *needed, *_said(each)],)
    for option in ("--vault", "--today"):
        yield [*path.split(), *needed, option, HOSTILE]
    yield [*path.split(), f"--{HOSTILE}"]
    yield [*path.split(), *[HOSTILE] * 5]
    yield [*path.split(), "--help", HOSTILE]
    yield [*path.split(), *["\ud800\udcff"] * len(needed)]  # bytes that are no UTF-8


def _said(parameter: Parameter) -> list[str]:
    spellings = parameter.declared.spellings
    if not spellings:
        return [HOSTILE]
    return [spellings[-1]] if parameter.kind is bool else [spellings[-1], HOSTILE]


@posix
@pytest.mark.parametrize("path", SCREENS)
def test_no_answer_quotes_an_argument_as_it_is(hostile: Ck, path: str) -> None:
    """Whatever parameter holds it, known or not, with and without JSON."""
    for arguments in _lines_with(path):
        assert _obeyed(hostile, *arguments) == [], arguments
        assert _obeyed(hostile, *arguments, "--json") == [], arguments


@posix
@pytest.mark.parametrize("path", SCREENS)
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_day_is_too_early_or_too_late(hostile: Ck, path: str, day: str) -> None:
    """Whatever is reckoned from the day stays a day, or is no day."""
    for options in SCREENS[path]:
        assert _obeyed(hostile, *path.split(), "--today", day, *options) == []
        assert _obeyed(hostile, *path.split(), "--today", day, "--json", *options) == []


@pytest.mark.parametrize("columns", ["9" * 5000, "99999999", "1", "0", "-3", "x", "٣", ""])
def test_no_width_is_too_wide_or_too_narrow(
    ck: Ck, columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A width that no window has is no reason to fail, nor to write millions of blanks."""
    monkeypatch.setenv("COLUMNS", columns)
    ck.note("Анна.md", note("- 2026-01-01: x\n", tier="key"))
    for command in ("due", "list", "plan", "mode", "check"):
        result = ck(command)
        assert result.code == 0
        assert max(map(len, result.out.split("\n"))) <= 1_000


@posix
@pytest.mark.parametrize(
    "name", ["CK_VAULT", "CK_TODAY", "EDITOR", "VISUAL", "SHELL", "HOME", "XDG_CONFIG_HOME", "TERM"]
)
def test_no_answer_quotes_the_environment_as_it_is(
    hostile: Ck, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A variable is no more to be believed than an argument."""
    monkeypatch.setenv(name, f"/{HOSTILE}" if "HOME" in name else HOSTILE)
    for arguments in (["due"], ["open", EVA], ["log", EVA], ["--show-completion"], ["init"]):
        assert _obeyed(hostile, *arguments) == []


@posix
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_no_candidate_holds_what_a_terminal_obeys(
    hostile: Ck, shell: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Names, tasks, values, events: each is one line, with at most one tab."""
    hostile("due")
    monkeypatch.setenv("_CK_COMPLETE", f"complete_{shell}")
    shown = ""
    for words in (
        ["show", ""], ["log", "Эва", "--done", ""], ["done", EVA, ""], ["log", EVA, "--event", ""],
        ["log", EVA, "--told", ""], ["mode", ""], ["list", "--company", ""],
        ["list", "--focus", ""],
        ["merge", EVA, ""], [HOSTILE, ""], ["list", "--tag", HOSTILE], [""], ["log", "--"],
    ):  # fmt: skip
        result = hostile("--", *words)
        assert obeyed_in(result.out.replace("\t", "")) == []
        assert all(line.count("\t") <= (shell != "bash") for line in result.out.split("\n"))
        assert result.err == ""
        shown += result.out
    assert shown.count("red") > len("every kind")


@posix
def test_a_candidate_means_the_one_it_stands_for(
    hostile: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is completed without its control characters is found all the same."""
    monkeypatch.setenv("_CK_COMPLETE", "complete_fish")
    names = {line.partition("\t")[0] for line in hostile("--", "show", "Эва").out.splitlines()}
    monkeypatch.delenv("_CK_COMPLETE")
    assert names
    for name in names:
        assert hostile("show", name).code == 0


@given(st.text(), st.text(), st.booleans(), st.booleans())
def test_the_terminal_makes_every_line_safe(
    text: str,
    target: str,
    colour: bool,  # noqa: FBT001  # as Hypothesis gives it
    error: bool,  # noqa: FBT001  # as Hypothesis gives it
) -> None:
    """Whatever is handed to it, with a style or without; a line handed over is one line."""
    import io
    from contextlib import redirect_stderr, redirect_stdout

    terminal = Terminal(is_terminal=True, colour=colour)
    line = "a" + Styled(Piece(text, ("bold",), target)) + text
    stream = io.StringIO()
    with redirect_stdout(stream), redirect_stderr(stream):
        (terminal.error if error else terminal.out)(line, text)
        terminal.document({text: [target]})
    first, second, *document = stream.getvalue().split("\n")
    assert obeyed_in(second + "".join(document)) == []
    assert "\x1b" not in first or (colour and not error)
    assert first.count("\x1b") <= 4 + 2 * first.count("\x1b]")


@given(st.text(max_size=200))
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    """To make text safe twice is to make it safe once, and letters are not touched."""
    assert safe(safe(text)) == safe(text)
    assert obeyed_in(safe(text)) == obeyed_in(clean(text)) == obeyed_in(safe_line(text)) == []
    if text.isprintable():
        assert safe(text) == text


WRITERS = ("cli/terminal.py", "cli/terminal_mode.py", "cli/line_editor.py", "__main__.py")


def test_only_the_terminal_writes_to_standard_streams() -> None:
    """No other module names them, prints, or writes to a descriptor by its number.

    What reads keys, and edits a line, has the terminal for itself while it does.
    """
    package = Path(contactkeeper.__file__).parent
    allowed = {package / name for name in WRITERS}
    named = {
        f"{path.relative_to(package)}: {ast.unparse(node)}"
        for path in sorted(set(package.rglob("*.py")) - allowed)
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if _writes(node)
    }
    assert named == set()


def _writes(node: ast.AST) -> bool:
    """Say whether a node names a standard stream, or calls what writes to one."""
    if isinstance(node, ast.Attribute):
        return node.attr in {"stdout", "stderr", "__stdout__", "__stderr__"} and _is(node, "sys")
    if not isinstance(node, ast.Call):
        return False
    function: Any = node.func
    if isinstance(function, ast.Name):
        return function.id in {"print", "echo", "secho"}
    if isinstance(function, ast.Attribute):
        if function.attr in {"echo", "secho"}:
            return True
        numbers = [each.value for each in node.args if isinstance(each, ast.Constant)]
        return function.attr == "write" and _is(function, "os") and bool(numbers)
    return False


def _is(node: ast.Attribute, name: str) -> bool:
    return isinstance(node.value, ast.Name) and node.value.id == name


def test_what_is_printed_is_given_as_lines() -> None:
    """Lines joined to one text would become one line: the terminal takes each for itself."""
    package = Path(contactkeeper.__file__).parent
    for path in package.rglob("cli/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
                continue
            given_text = ast.unparse(node.args[0]) if node.args else ""
            assert node.func.attr not in {"out", "error"} or "n'.join" not in given_text, path
