"""The steps of CONTRIBUTING.md that add a command and a language, taken in a copy of the code."""

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
    "tests/test_translations.py::test_a_catalogue_has_the_texts_of_the_sources_and_no_others[ru]",
    "tests/test_translations.py::test_every_text_is_translated_into_russian",
)
"""The tests that look for the pieces of a command."""


class Step(NamedTuple):
    """One step that has a block of code: where the block goes, and in front of which line."""

    file: str
    before: str
    """The first line of what follows; empty for a new file."""


STEPS = (
    Step("src/contactkeeper/cli/commands/count.py", ""),
    Step("src/contactkeeper/cli/args/table.py", '    CommandLine("list", "all'),
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
            (package, "src/contactkeeper"),
            (ROOT / "tests", "tests"),
            (ROOT / "docs", "docs"),
            (ROOT / "examples", "examples"),
        ):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(source, folder / name, ignore=ignored)
        for name in ("pyproject.toml", "README.md", "translations.py"):
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
        environ = {
            **os.environ,
            "PYTHONPATH": str(self.folder / "src"),
            "PYTHONUTF8": "1",
            **variables,
        }
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

    def translate(self, language: str, block: str) -> tuple[int, str]:
        """Write translations in place of empty ones; return how many, and what is told then."""
        code, told = self.run("translations.py", language)
        assert code == 0, told
        path = self.folder / f"src/contactkeeper/text/catalogues/{language}/LC_MESSAGES/ck.po"
        text = path.read_text("utf-8")
        translated = block.rstrip("\n").split("\n\n")
        for each in translated:
            source = each.partition("\nmsgstr")[0]
            empty = re.compile(rf"^{re.escape(source)}\n(msgstr.* \"\"\n)+", re.MULTILINE)
            text, found = empty.subn(f"{each}\n".replace("\\", r"\\"), text)
            assert found == 1, source
        path.write_text(text, "utf-8")
        return len(translated), self.run("translations.py")[1]

    def test(self, *names: str) -> tuple[int, str]:
        """Run some of the copied tests."""
        options = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")
        return self.run("-m", "pytest", *options, *names)


def blocks(heading: str) -> Sequence[str]:
    """Return the blocks of code that the steps of a section add, in order."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    section = re.split(r"\n## [A-Z]", text.partition(f"## {heading}\n")[2], maxsplit=1)[0]
    found = re.findall(
        r"^(`{3,})(?:python|text|markdown|po)\n(.*?)^\1$", section, re.MULTILINE | re.DOTALL
    )
    return [block for _, block in found]


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """Give a copy in which no step is taken."""
    return Copy(tmp_path)


@pytest.fixture(scope="module")
def with_module_and_row(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Give a copy in which the first two steps are taken."""
    copy = Copy(tmp_path_factory.mktemp("copy"))
    *taken, _russian = blocks("Add a command")
    assert len(taken) == len(STEPS)
    for step, block in zip(STEPS[:2], taken, strict=False):
        copy.take(step, block)
    return copy


def test_a_module_and_a_row_make_a_command(with_module_and_row: Copy) -> None:
    """It runs, has its help, and stands among the candidates of completion."""
    copy = with_module_and_row
    assert copy.ck("count", "--company", "ozon")[1] == "1 contact\n"
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
    assert "6 failed" in told
    for file, piece in (
        ("docs/cli.md", "section"),
        ("docs/json.md", "section"),
        ("tests/cli/test_hostile.py", "SCREENS"),
        ("tests/cli/test_hostile_vault.py", "EVERY_COMMAND"),
        ("ru/LC_MESSAGES/ck.po", "translations.py"),
    ):
        assert re.search(rf"{re.escape(file)}\b.*\b{piece}\b.*\bcount\b", told), told
    *steps, russian = blocks("Add a command")[2:]
    for step, block in zip(STEPS[2:], steps, strict=True):
        copy.take(step, block)
    copy.translate("ru", russian)
    assert copy.ck("count", CK_LANG="ru")[1].endswith("22 контакта\n")
    code, told = copy.test(*CHECKS)
    assert code == 0, told


HELD_BY = (
    "tests/core/language/test_languages.py",
    "tests/text/test_same_names.py",
    "tests/test_translations.py::test_every_language_but_english_has_a_catalogue",
    "tests/test_translations.py::test_a_catalogue_has_the_texts_of_the_sources_and_no_others[eo]",
    "tests/test_translations.py::test_a_translation_has_the_facts_of_its_text[eo]",
    "tests/test_architecture.py::test_every_package_is_in_the_tree",
)
"""The tests that hold a language."""


def replace_line(file: Path, line: str) -> None:
    """Put a line in place of the one that begins alike, else above the first import."""
    text = file.read_text("utf-8")
    name = line.partition(" =")[0]
    changed = re.sub(rf"^{re.escape(name)} = .*$", lambda _: line, text, flags=re.MULTILINE)
    if changed == text:
        changed = text.replace("\nfrom contactkeeper", f"\n{line}\nfrom contactkeeper", 1)
    file.write_text(changed, "utf-8")


def test_ten_words_and_five_sentences_make_a_language(copy: Copy) -> None:
    """They are read and said; all else is said in English; a count has the forms of its rule."""
    words, known, spoken, flat, *rooms = blocks("Add a language")
    package = copy.folder / "src/contactkeeper"
    (package / "core/language/eo.py").write_text(words, "utf-8")
    for line in known.splitlines():
        replace_line(package / "core/language/languages.py", line)
    replace_line(package / "text/speech.py", spoken.strip())
    number, told = copy.translate("eo", flat)
    texts, missing = re.findall(r"eo/\S+: (\d+) texts, (\d+) not translated", told)[0]
    assert int(texts) - int(missing) == number == 3
    (package / "text/eo").mkdir()
    for name, room in zip(("__init__", "days", "paging"), rooms, strict=True):
        (package / f"text/eo/{name}.py").write_text(room, "utf-8")

    def said(*arguments: str) -> str:
        return copy.ck(*arguments, CK_LANG="eo")[1]

    assert said("due").startswith("lu 23-a de novembro · settling-in · 16 homoj, 10 montrataj")
    assert said("due", "--company", "avito").startswith(
        "lu 23-a de novembro · settling-in · 1 homo"
    )
    assert said("snooze", "zzz", "morgaŭ").startswith("ck: neniu kontakto nomiĝas “zzz”. ck list")
    assert "  Kaŝi iun ĝis tago; pli posta noto revenigas ilin antaŭ ĝi.\n" in said("snooze", "-h")
    assert re.match("ck: “i” povas esti \\d+ homoj:\n", said("show", "i"))
    assert "+- 2026-11-22 call: Talked\n" in said(
        "log", "анна", "hieraŭ: call: Talked", "--dry-run"
    )
    assert "Snoozed to Fri 27 Nov" in said("snooze", "анна", "vendredo")
    assert copy.ck("due", CK_LANG="")[1].startswith("Mon 23 November")

    code, told = copy.test(HELD_BY[-1])
    assert code == 1
    assert "'eo'" in told, told
    architecture = copy.folder / "docs/architecture.md"
    tree = architecture.read_text("utf-8")
    row = "    ru/              the same functions in Russian\n"
    assert row in tree
    architecture.write_text(tree.replace(row, f"{row}    eo/   in Esperanto\n"), "utf-8")
    code, told = copy.test(*HELD_BY)
    assert code == 0, told
