"""CONTRIBUTING.md says how a command is added: its steps are taken here, in a copy of the code."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import contactkeeper

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[1]
CHECKS = (
    "tests/cli/test_docs.py::test_every_command_is_documented_and_none_more",
    "tests/cli/test_docs.py::test_every_option_is_documented_and_none_more[count]",
    "tests/cli/test_json.py::test_every_command_has_its_section",
    "tests/cli/test_json.py::test_the_examples_are_what_the_program_answers",
    "tests/cli/test_json.py::test_every_key_is_described_and_none_more",
    "tests/cli/test_hostile.py::test_every_command_has_its_screens_here",
    "tests/cli/test_hostile_vault.py::test_every_command_has_its_line_here",
)
"""The tests that look for the pieces of a command."""


class Step(NamedTuple):
    """One step that has a block of code: where the block goes, and in front of which line."""

    file: str
    before: str
    """The first line of what follows; empty for a new file."""


STEPS = (
    Step("contactkeeper/cli/commands/count.py", ""),
    Step("contactkeeper/cli/args/table.py", '    CommandLine("list", "all'),
    Step("docs/cli.md", "### `ck list`"),
    Step("docs/json.md", "## `ck list`"),
    Step("tests/cli/test_hostile.py", '    "list": '),
    Step("tests/cli/test_hostile_vault.py", '    "list": '),
)


class Copy:
    """A copy of the package, its tests and its docs."""

    def __init__(self, folder: Path) -> None:
        """Copy what a test of commands reads."""
        self.folder = folder
        package = Path(contactkeeper.__file__).parent
        for source, name in (
            (package, "contactkeeper"),
            (ROOT / "tests", "tests"),
            (ROOT / "docs", "docs"),
            (ROOT / "examples", "examples"),
        ):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=ignored)
        for name in ("pyproject.toml", "README.md"):
            shutil.copy(ROOT / name, folder)

    def take(self, step: Step, block: str) -> None:
        """Take one step."""
        file = self.folder / step.file
        if step.before:
            text = file.read_text("utf-8")
            assert text.count(step.before) == 1, f"{step.file}: {step.before}"
            block = text.replace(step.before, block + step.before)
        file.write_text(block, "utf-8")

    def run(self, *arguments: str, **variables: str) -> tuple[int, str]:
        """Run Python with the copied package in front; return the exit code and all output."""
        environ = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONUTF8": "1", **variables}
        environ.pop("PYTEST_ADDOPTS", None)
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder, env=environ, text=True, encoding="utf-8", check=False,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.returncode, done.stdout

    def ck(self, *arguments: str, **variables: str) -> tuple[int, str]:
        """Run the copied program in the example vault."""
        named = {"CK_VAULT": "examples/vault", "CK_TODAY": "2026-11-23", **variables}
        return self.run("-m", "contactkeeper", *arguments, **named)

    def test(self, *names: str) -> tuple[int, str]:
        """Run some of the copied tests."""
        options = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")
        return self.run("-m", "pytest", *options, *names)


def blocks() -> Sequence[str]:
    """Return the blocks of code that the steps of the section add, in order."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition("## Add a command\n")[2].partition("\n## What has been")[0]
    found = re.findall(
        r"^(`{3,})(?:python|text|markdown)\n(.*?)^\1$", section, re.MULTILINE | re.DOTALL
    )
    return [block for _, block in found]


@pytest.fixture(scope="module")
def with_module_and_row(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Give a copy in which the first two steps are taken."""
    copy = Copy(tmp_path_factory.mktemp("copy"))
    assert len(blocks()) == len(STEPS)
    for step, block in zip(STEPS[:2], blocks(), strict=False):
        copy.take(step, block)
    return copy


def test_a_module_and_a_row_make_a_command(with_module_and_row: Copy) -> None:
    """It runs, has its help, and stands among the candidates of completion."""
    copy = with_module_and_row
    assert copy.ck("count", "--company", "ozon")[1].endswith(" contacts\n")
    code, document = copy.ck("count", "--json")
    assert code == 0
    assert '"command": "count"' in document
    assert "Example: ck count --company Ozon" in copy.ck("count", "--help")[1]
    assert copy.ck("--", "cou", _CK_COMPLETE="complete_bash")[1].split() == ["count"]


@pytest.mark.skipif(os.name == "nt", reason="the tests of hostile vaults are skipped there")
def test_what_is_missing_is_named_with_its_file_until_it_is_there(
    with_module_and_row: Copy,
) -> None:
    """The remaining steps are asked for by tests, and are all that is asked for."""
    copy = with_module_and_row
    code, told = copy.test(*CHECKS)
    assert code == 1
    assert "5 failed" in told
    for file, piece in (
        ("docs/cli.md", "section"),
        ("docs/json.md", "section"),
        ("tests/cli/test_hostile.py", "SCREENS"),
        ("tests/cli/test_hostile_vault.py", "EVERY_COMMAND"),
    ):
        assert re.search(rf"{re.escape(file)}\b.*\b{piece}\b.*'count'", told), told
    for step, block in zip(STEPS[2:], blocks()[2:], strict=True):
        copy.take(step, block)
    code, told = copy.test(*CHECKS)
    assert code == 0, told
