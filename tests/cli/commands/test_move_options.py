"""Options of one machine in the vault's file: not heeded, said once, and moved when asked."""

from __future__ import annotations

import json
import os
import tomllib
from typing import TYPE_CHECKING

import pytest

from clones import NOTE, Clone

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

GIT = "[git]\nauto_commit = true\n"


def user_values(ck: Ck) -> dict[str, object]:
    """Read the user's own file as TOML has it."""
    place = ck.vault.parent / "config" / "contactkeeper" / "config.toml"
    return tomllib.loads(place.read_text(encoding="utf-8")) if place.exists() else {}


def test_log_says_it_once(ck: Ck) -> None:
    """In full once for a vault on this machine; later in a line that it was not committed."""
    ck.note("Анна.md", NOTE)
    ck.note("contactkeeper.toml", GIT)
    assert ck("log", "анна", "a", "--dry-run").err == ""
    assert ck("log", "анна", "a").err == (
        "ck: contactkeeper.toml has [git] auto_commit, which only your own configuration may "
        "decide, so that no vault makes ck run a program or write elsewhere. ck git setup moves "
        "it there.\n"
    )
    short = (
        "ck: not committed: [git] auto_commit in contactkeeper.toml is not used. "
        "See: ck git setup\n"
    )
    assert ck("log", "анна", "b").err == short
    ck.note("contactkeeper.toml", f'editor = "vi"\n{GIT}')
    assert (
        "contactkeeper.toml has editor and [git] auto_commit, which" in ck("log", "анна", "c").err
    )
    assert ck("log", "анна", "d").err == short


def test_what_is_not_heeded_is_no_error(ck: Ck) -> None:
    """A wrong value there is nobody's, and every command goes on."""
    ck.note("Анна.md", NOTE)
    ck.note("contactkeeper.toml", "editor = 5\n[git]\nauto_sync = 'x'\n")
    assert ck("due").code == 0
    result = ck("git", "setup", "--yes")
    assert result.code == 2
    assert result.err.endswith(
        'contactkeeper.toml:3: [git] auto_sync: must be true or false; it is "x".\n'
    )
    assert ck("check", "--all").out == (
        "contactkeeper.toml:1  machine-option  editor is not used here, only in your own "
        "configuration: ck git setup\n"
        "contactkeeper.toml:3  machine-option  [git] auto_sync is not used here, only in your own "
        "configuration: ck git setup\n"
        "1 note read, nothing changes the list · 2 remarks\n"
    )


@pytest.mark.parametrize(
    ("vault", "user", "left", "own"),
    [
        (GIT, None, "", {"git": {"auto_commit": True}}),
        (f"# a\r\n{GIT}auto_sync = false  # b\r\n\r\n[due]\r\nlimit = 3\r\n", "",
         "# a\r\n[due]\r\nlimit = 3\r\n", {"git": {"auto_commit": True, "auto_sync": False}}),
        ("git.auto_commit = true\n", 'vault = "/x"', "",
         {"vault": "/x", "git": {"auto_commit": True}}),
        ("git = {auto_commit = true, auto_sync = true}", "[git]\n# mine\nauto_sync = false\n", "",
         {"git": {"auto_commit": True, "auto_sync": False}}),
        ("[git]\n# why\nauto_commit = true\n", "[due]\nlimit = 4\n", "[git]\n# why\n",
         {"due": {"limit": 4}, "git": {"auto_commit": True}}),
    ],
)  # fmt: skip
def test_setup_moves_it(
    ck: Ck, vault: str, user: str | None, left: str, own: dict[str, object]
) -> None:
    """It is shown, needs an answer, and all else of both files stays; what the user says holds."""
    ck.note("contactkeeper.toml", vault)
    if user is not None:
        ck.configure(user)
    result = ck("git", "setup")
    assert result.code == 2
    assert result.err == "ck: Move it? There is no terminal to ask in: --yes answers.\n"
    assert result.out.startswith("Into ")
    assert ck.text("contactkeeper.toml") == vault
    result = ck("git", "setup", "--yes")
    assert (result.code, result.err) == (0, "")
    assert ck.text("contactkeeper.toml") == left
    assert user_values(ck) == own
    assert ck("git", "setup", "--yes").code == 2


def test_setup_in_a_repository_does_both(ck: Ck) -> None:
    """The driver is set up, and the key moved; then nothing is left to do."""
    ck.note("contactkeeper.toml", GIT)
    Clone(ck.vault).git("init", "-q")
    answer = json.loads(ck("git", "setup", "--yes", "--json").out)
    assert answer["moved"] == ["auto_commit"]
    assert json.loads(ck("git", "setup", "--json").out)["moved"] == []


@pytest.mark.parametrize(
    "vault",
    [
        "[git]\nauto_commit = 'yes'\n",
        'git = {"auto_commit" = true, more = 1}\n',
        "[git]\nauto_commit = [\n]\n",
    ],
)
def test_what_can_not_be_moved_stays(ck: Ck, vault: str) -> None:
    """Neither file is changed, and the error names the file."""
    ck.note("contactkeeper.toml", vault)
    result = ck("git", "setup", "--yes")
    assert result.code == 2
    assert "contactkeeper.toml" in result.err
    assert ck.text("contactkeeper.toml") == vault
    assert user_values(ck) == {}


def test_a_program_is_never_moved_by_yes(ck: Ck) -> None:
    """What a vault names as an editor is taken over only by somebody who has seen it."""
    ck.note("contactkeeper.toml", f'editor = "evil"\n{GIT}')
    result = ck("git", "setup", "--yes")
    assert result.code == 0
    assert result.err.startswith("ck: editor stays in contactkeeper.toml, where it is not used")
    assert ck.text("contactkeeper.toml") == 'editor = "evil"\n'
    assert user_values(ck) == {"git": {"auto_commit": True}}


def test_a_file_to_write_is_never_moved_by_yes(ck: Ck) -> None:
    """Where a vault would have the calendar written is taken over by a person alone."""
    vault = "[calendar]\nout = '/tmp/theirs.ics'\n"
    ck.note("contactkeeper.toml", f"{vault}busy = true\n")
    result = ck("git", "setup", "--yes")
    assert result.code == 0
    assert result.err.startswith("ck: [calendar] out stays in contactkeeper.toml")
    assert ck.text("contactkeeper.toml") == vault
    assert user_values(ck) == {"calendar": {"busy": True}}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
@pytest.mark.parametrize("typed", ["y\n", "\n"])
def test_a_person_may_move_a_program(ck: Ck, typed: str) -> None:
    """Enter alone moves nothing."""
    from terminals import in_terminal

    ck.note("contactkeeper.toml", 'editor = "nano -w"\n')
    _, shown = in_terminal("git", "setup", typed=typed)
    assert 'editor = "nano -w"' in shown
    moved = typed == "y\n"
    assert user_values(ck) == ({"editor": "nano -w"} if moved else {})
    assert ck.text("contactkeeper.toml") == ("" if moved else 'editor = "nano -w"\n')


def test_a_link_out_of_the_vault_is_not_written(ck: Ck, tmp_path: Path) -> None:
    """The file that it leads to is somebody else's."""
    outside = tmp_path / "outside.toml"
    outside.write_text(GIT)
    (ck.vault / "contactkeeper.toml").symlink_to(outside)
    result = ck("git", "setup", "--yes")
    assert result.code == 2
    assert "leads out of the vault" in result.err
    assert outside.read_text() == GIT
    assert user_values(ck) == {}


def test_init_proposes_none_of_it(ck: Ck) -> None:
    """The file that travels with the vault does not even show these options."""
    ck.note("Анна.md", NOTE)
    assert ck("init", "--yes").code == 0
    assert "auto_" not in ck.text("contactkeeper.toml")
    assert "[git]" not in ck.text("contactkeeper.toml")
