from __future__ import annotations

import plistlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from vaults import TALKED, fill_morning, note

if TYPE_CHECKING:
    from cli.conftest import Ck

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/brief.md").read_text(encoding="utf-8")


def blocks(kind: str) -> list[str]:
    """Return the blocks of code of one kind in docs/brief.md."""
    found = re.findall(rf"^```{kind}\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
    assert found, kind
    return found


def test_a_morning_is_one_line(ck: Ck, window: Ck) -> None:
    """How many are due, those who wait by their number, and the first by name and time."""
    fill_morning(ck)
    said = "13 due · 1 reply, 1 promise, 1 waiting, 2 occasions · Boris Ivanov\n"
    for result in (ck("due", "--brief"), window("due", "--brief")):
        assert (result.code, result.out, result.err) == (0, said, "")
    assert ck("due", "--brief", "--exit-code").code == 1
    assert ck("due", "--brief", "--tier", "key").out == "5 due · 1 promise, 1 waiting · Ольга Ким\n"
    ck.note("Eva.md", note(f"{TALKED}- [ ] 2026-11-23 11:00 call: about the role\n"))
    assert ck("due", "--brief").out == (
        "14 due · 1 meeting, 1 reply, 1 promise, 1 waiting, 2 occasions · Eva 11:00\n"
    )


def test_where_nobody_is_due_there_is_no_line(ck: Ck) -> None:
    """A prompt shows nothing then; JSON is the document as always."""
    ck.note("A.md", note("- 2026-11-20 tg: x\n"))
    result = ck("due", "--brief", "--exit-code")
    assert (result.code, result.out, result.err) == (0, "", "")
    assert ck("due", "--brief", "--json").out == ck("due", "--json").out


@pytest.mark.parametrize("other", [["--plan"], ["--soon"], ["--limit", "3"], ["--all"]])
def test_a_line_takes_no_other_list(ck: Ck, other: list[str]) -> None:
    """What would change the rows is refused."""
    ck.note("A.md", note(TALKED))
    result = ck("due", "--brief", *other)
    assert (result.code, result.out) == (2, "")
    assert "--brief counts who is due today" in result.err


def test_the_examples_of_the_page_are_right(ck: Ck) -> None:
    """The line is what the example vault gives; scripts and files of settings are well formed."""
    [example] = blocks("console")
    command, said = example.split("\n", 1)
    arguments = command.removeprefix("$ ck ").split()
    arguments[arguments.index("examples/vault")] = str(ROOT / "examples/vault")
    assert ck(*arguments).out == said
    for shell, kind in (("sh", "sh"), ("fish", "fish")):
        if shutil.which(shell):
            for script in blocks(kind):
                if "setopt" not in script:
                    subprocess.run([shell, "-n"], input=script, text=True, check=True)
    [settings] = blocks("xml")
    assert plistlib.loads(settings.encode())["Label"] == "ck-notify"
    [starship] = blocks("toml")
    assert tomllib.loads(starship)["custom"]["ck"]["command"] == "cat ~/.cache/ck-brief"
