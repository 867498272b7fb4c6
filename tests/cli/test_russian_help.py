"""The help and mistakes in a command line, in Russian."""

from __future__ import annotations

import re
from errno import EACCES
from os import strerror
from typing import TYPE_CHECKING

import pytest

from cli.conftest import paths_of
from contactkeeper.cli.args.table import COMMANDS
from contactkeeper.cli.layout import width_of
from contactkeeper.core.model import Problem
from contactkeeper.system_errors import why_refused
from contactkeeper.text.problems import say_problem
from contactkeeper.text.speech import Speech

if TYPE_CHECKING:
    from cli.conftest import Ck


@pytest.fixture(autouse=True)
def in_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Speak Russian."""
    monkeypatch.setenv("CK_LANG", "ru")


@pytest.mark.parametrize("columns", [40, 80, 120])
def test_the_first_page_fits_its_screen(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    """In 24 lines of 80 columns, and no line is wider than the window."""
    monkeypatch.setenv("COLUMNS", str(columns))
    result = ck("помощь")
    lines = result.out.split("\n")
    assert lines[0] == "Вызов: ck [OPTIONS] COMMAND [ARGS]..."
    assert columns < 80 or len(lines) <= 25
    assert all(width_of(line) <= max(columns, 78) for line in lines)


@pytest.mark.parametrize("path", paths_of(COMMANDS))
def test_each_command_explains_itself_in_russian(ck: Ck, path: str) -> None:
    """Its heads, what it does, and each of its arguments and options."""
    out = ck(*path.split(), "--help").out
    assert out.startswith(f"Вызов: ck {path} ")
    for line in out.split("\n")[1:]:
        said = re.sub(r"^  \S.*?(?:  |$)", "", line) if line.startswith("  ") else line
        assert not said.strip() or re.search(r"[а-яё]|ck |\W\w+,", said, re.IGNORECASE), line


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["lgo", "анна"], "нет команды «lgo». Возможно: ck log анна"),
        (["выключить"], "нет команды «выключить». Справка: ck --help"),
        (["due", "--tire", "key"], "нет опции --tire. Возможно, --tier? Справка: ck due --help"),
        (["due", "--tier"], "для --tier нужно значение. Справка: ck due --help"),
        (["due", "--all=1"], "--all не принимает значения. Справка: ck due --help"),
        (["due", "--limit", "x"], "--limit — это целое число. Справка: ck due --help"),
        (["due", "--tier", " "],
         "опция --tier без значения: укажите его или уберите опцию. Справка: ck due --help"),
        (["show"], "не хватает WHO. Справка: ck show --help"),
        (["due", "анна"],
         "ck due не принимает имени или текста. Возможно: ck show анна"),
        (["show", "анна", "каренина"],
         "слишком много слов: имя из нескольких слов пишется в кавычках: ck show 'анна каренина'"),
        (["list", "--tier", "key", "--tier", "supporting"],
         ("опция --tier указана дважды. Нужно одно из этих значений: key, supporting. "
          "Справка: ck list --help")),
    ],
)  # fmt: skip
def test_a_mistake_in_a_command_line_is_said_in_russian(ck: Ck, line: list[str], said: str) -> None:
    """With the line that was meant, which works as it stands."""
    result = ck(*line)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")


def test_what_the_system_refuses_is_said_in_russian(ck: Ck) -> None:
    """Where a folder has to be there is a file; a note and a file to import can't be read."""
    (ck.vault.parent / "config").write_text("", encoding="utf-8")
    result = ck("--install-completion", "bash")
    assert (result.code, result.out) == (1, "")
    assert result.err.endswith(": это не папка.\n")
    refused = OSError(EACCES, strerror(EACCES))
    note = Problem.of("A.md", 1, "unreadable", reason=why_refused(refused))
    assert "нет прав" in Speech("ru").say(say_problem(note))
