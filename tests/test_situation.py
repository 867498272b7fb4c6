"""The mode written into contactkeeper.toml: its own lines, and nothing else."""

from __future__ import annotations

import os
import tomllib
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.config import load_settings
from contactkeeper.config.changes import set_mode
from contactkeeper.config.toml_edit import replace_toml
from contactkeeper.core.settings import ModeChoice
from contactkeeper.errors import ConfigError, NoteChanged
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from pathlib import Path

UNTIL = date(2027, 1, 31)
NAMED = 'name = "searching"'
UNTIL_SAID = 'until = "2027-01-31"'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, f"[mode]\n{NAMED}\n{UNTIL_SAID}\n"),
        ("", f"[mode]\n{NAMED}\n{UNTIL_SAID}\n"),
        ("[due] # x\nlimit = 3", f"[due] # x\nlimit = 3\n\n[mode]\n{NAMED}\n{UNTIL_SAID}\n"),
        ("# a\r\n[due]\r\n", f"# a\r\n[due]\r\n\r\n[mode]\r\n{NAMED}\r\n{UNTIL_SAID}\r\n"),
        ("\ufeff[mode]", f"\ufeff[mode]\n{NAMED}\n{UNTIL_SAID}\n"),
        ("[mode]\r\n", f"[mode]\r\n{NAMED}\r\n{UNTIL_SAID}\r\n"),
        (
            "\ufeff[mode]\r\n[due]\r\nlimit = 3",
            f"\ufeff[mode]\r\n{NAMED}\r\n{UNTIL_SAID}\r\n[due]\r\nlimit = 3",
        ),
        (
            '[mode]\n# a\n# name = "steady"\n\n# b\n# until = ""\n\n[plan]',
            f'[mode]\n# a\n# name = "steady"\n{NAMED}\n\n# b\n# until = ""\n{UNTIL_SAID}\n\n[plan]',
        ),
        (
            "  [ mode ] # me\n\tuntil=2026-12-01 # the fair\n  name = 'steady'# x",
            '  [ mode ] # me\n\tuntil="2027-01-31" # the fair\n  name = "searching"# x',
        ),
        (
            '[mode]\n"name" = "x\\"y"\n[modes.\'x"y\']\n',
            f'[mode]\n"name" = "searching"\n{UNTIL_SAID}\n[modes.\'x"y\']\n',
        ),
        (
            '[mode]\nname = "steady"\n[modes.own]\nname = "a"',
            f'[mode]\n{NAMED}\n{UNTIL_SAID}\n[modes.own]\nname = "a"',
        ),
    ],
)
def test_only_the_lines_of_the_mode_are_touched(
    tmp_path: Path, before: str | None, after: str
) -> None:
    """Comments, order, line endings and a missing last one stay, byte for byte."""
    place = tmp_path / "contactkeeper.toml"
    if before is not None:
        place.write_bytes(before.encode())
    assert set_mode(tmp_path, "searching", UNTIL)
    assert place.read_bytes() == after.encode()
    assert not set_mode(tmp_path, "searching", UNTIL)
    assert [path.name for path in tmp_path.iterdir()] == ["contactkeeper.toml"]


def test_the_end_is_taken_away_with_the_next_mode(tmp_path: Path) -> None:
    """Its line stays, with its comment, and names no day."""
    place = tmp_path / "contactkeeper.toml"
    place.write_text('[mode]\nname = "searching"\nuntil = 2027-01-31 # the lease ends\n')
    assert set_mode(tmp_path, "steady", None)
    assert place.read_text() == '[mode]\nname = "steady"\nuntil = "" # the lease ends\n'
    assert load_settings(tmp_path).mode == ModeChoice()
    assert not set_mode(tmp_path, "steady", None)


def test_steady_is_what_a_file_without_a_mode_says(tmp_path: Path) -> None:
    """Nothing is written where nothing is to be said."""
    assert not set_mode(tmp_path, "steady", None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "[due\n",
        'mode.name = "steady"\n',
        'mode = {name = "steady"}\n',
        '[mode]\nname = """\nsteady"""\n',
        '[log]\nheading = """\n[mode]\nname = "x"\n"""\n',
        'mode = "steady"\n',
        "[[mode]]\n",
    ],
)
def test_a_file_that_is_not_understood_is_left_alone(tmp_path: Path, text: str) -> None:
    """Where the mode can't be changed safely, nothing is written."""
    place = tmp_path / "contactkeeper.toml"
    place.write_text(text)
    with pytest.raises(ConfigError):
        set_mode(tmp_path, "searching", None)
    assert place.read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == ["contactkeeper.toml"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_out_of_the_vault_is_not_followed(tmp_path: Path) -> None:
    """A file elsewhere is not written; one in the vault is, and the link stays."""
    vault = tmp_path / "vault"
    vault.mkdir()
    elsewhere = tmp_path / "other.toml"
    elsewhere.write_text("")
    place = vault / "contactkeeper.toml"
    place.symlink_to(elsewhere)
    with pytest.raises(ConfigError, match="leads out of the vault"):
        set_mode(vault, "searching", None)
    assert elsewhere.read_text() == ""
    place.unlink()
    (vault / "shared.toml").write_text("[due]\n")
    place.symlink_to("shared.toml")
    assert set_mode(vault, "searching", None)
    assert place.is_symlink()
    assert load_settings(vault).mode.name == "searching"


LINES = (
    "# name = 1", "", "limit = 3", "[mode]", "[plan]", '[modes.searching.tier]\nkey = "weekly"',
    'name = "settling-in"', "until = '2026-12-01' # x", "[due] # [mode]", "per_day = 2",
    '# until = ""', '[log]\nheading = "[mode]"', "  # [mode]",
)  # fmt: skip


@settings(max_examples=examples(300))
@given(
    st.lists(st.sampled_from(LINES), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n"]),
    st.builds(
        ModeChoice,
        st.sampled_from(["steady", "searching", "changing-field"]),
        st.none() | st.just(UNTIL),
    ),
)
def test_what_is_written_is_read_back_and_the_rest_is_kept(
    tmp_path_factory: pytest.TempPathFactory,
    lines: list[str],
    ending: str,
    last: str,
    chosen: ModeChoice,
) -> None:
    """Only the mode differs after it, every line but its own is kept, or nothing is written."""
    vault = tmp_path_factory.mktemp("vault")
    place = vault / "contactkeeper.toml"
    text = ("\n".join(lines) + last).replace("\n", ending)
    place.write_bytes(text.encode())
    try:
        before = load_settings(vault)
        set_mode(vault, chosen.name, chosen.until)
    except ConfigError:
        assert place.read_bytes() == text.encode()
        return
    after = place.read_bytes().decode()
    assert load_settings(vault) == before._replace(mode=chosen)
    assert tomllib.loads(after).keys() - {"mode"} == tomllib.loads(text).keys() - {"mode"}
    kept = iter(after.replace("\r\n", "\n").split("\n"))
    said = ("name =", "until =")
    for line in filter(None, text.replace("\r\n", "\n").split("\n")):
        assert line.startswith(said) or line in kept, line


def test_a_file_that_another_has_written_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    """What an editor saved between the reading and the writing stays, and it is said (code 4)."""
    place = tmp_path / "contactkeeper.toml"
    place.write_bytes(b"# theirs\n")
    for before in (b"# ours\n", None):
        with pytest.raises(NoteChanged) as caught:
            replace_toml(place, before, "a = 1\n", {"a": 1}, "a", "a = 1")
        assert caught.value.exit_code == 4
        assert "contactkeeper.toml changed while it was being edited" in str(caught.value)
    assert [each.name for each in tmp_path.iterdir()] == ["contactkeeper.toml"]
    assert place.read_bytes() == b"# theirs\n"
    place.unlink()
    with pytest.raises(NoteChanged):
        replace_toml(place, b"# ours\n", "a = 1\n", {"a": 1}, "a", "a = 1")
    assert not place.exists()
