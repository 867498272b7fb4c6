"""The first entry that is written into a section which only its dates show to be the log."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

HEAD = "---\ntags: [recruiter]\n---\n# Anna\n\n"
OLD = "- 2026-11-01: one\n- 2026-11-02: two\n"
NEW = "- 2026-11-23 call: hello\n"


@pytest.mark.parametrize(
    ("section", "title"),
    [
        ("## Notes of talks\n", "Notes of talks"),
        ("**Разное и «прочее»**\n", "Разное и «прочее»"),
        ("## Interactions\n\n## It's all\n", "It's all"),
        ("", ""),
    ],
)
def test_a_script_is_told_the_command_that_allows_it(ck: Ck, section: str, title: str) -> None:
    """Nothing is written; the command that is named works as it stands, and is undone as others."""
    ck.note("Anna.md", f"{HEAD}{section}{OLD}")
    refused = ck("log", "anna", "call: hello")
    command = f"ck init --heading {shlex.quote(title)}" if title else "ck init --no-heading"
    assert (refused.code, refused.out) == (2, "")
    assert command in refused.err
    assert ck.text("Anna.md") == f"{HEAD}{section}{OLD}"
    allowed = ck(*shlex.split(command)[1:])
    assert (allowed.code, allowed.err) == (0, "")
    assert ck("log", "anna", "call: hello").code == 0
    assert ck.text("Anna.md") == f"{HEAD}{section}{OLD}{NEW}"
    assert ck("check").code == 0
    again = ck(*shlex.split(command)[1:])
    assert again.code == 0
    assert again.out.startswith("That is so already: ")
    assert ck("undo").code == ck("undo").code == 0
    assert ck("log", "anna", "call: hello").code == 2


def test_a_second_title_does_not_take_the_first_one_back(ck: Ck) -> None:
    """Both are written to from then on."""
    for name, title in (("Anna", "Разное"), ("Boris", "Прочее")):
        ck.note(f"{name}.md", f"{HEAD.replace('Anna', name)}## {title}\n{OLD}")
        assert ck("init", "--heading", title).code == 0
    for name in ("Anna", "Boris"):
        assert ck("log", name, "call: hello").code == 0
        assert ck.text(f"{name}.md").endswith(OLD + NEW)


def test_two_sections_that_may_be_the_log(ck: Ck) -> None:
    """The command chooses one of them."""
    ck.note("Anna.md", f"{HEAD}## Разное\n{OLD}## Прочее\n{OLD}")
    assert ck("log", "anna", "call: hello").code == 2
    assert ck("init", "--heading", "Прочее").code == 0
    assert ck("log", "anna", "call: hello").code == 0
    assert ck.text("Anna.md") == f"{HEAD}## Разное\n{OLD}## Прочее\n{OLD}{NEW}"


def test_in_a_terminal_it_is_asked(ck: Ck) -> None:
    """Yes writes the setting and the entry, no neither."""
    from terminals import in_terminal

    before = f"{HEAD}## Разное\n{OLD}"
    ck.note("Anna.md", before)
    code, shown = in_terminal("log", "anna", "call: hello", typed="n\n")
    assert code == 1
    assert "“Разное” is read as the log because of its dates" in shown
    assert ck.text("Anna.md") == before
    code, _ = in_terminal("log", "anna", "call: hello", typed="y\n")
    assert code == 0
    assert ck.text("Anna.md") == before + NEW
    assert ck.text("contactkeeper.toml") == '[log]\nheading = "Разное"\n'
