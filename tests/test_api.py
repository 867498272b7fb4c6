from __future__ import annotations

import json
import re
import shutil
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from contactkeeper import api
from contactkeeper.cli.app import run
from vaults import note

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ANNA = note("- 2026-10-20 <- email: asked how it goes\n", company="Ozon")


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., api.ContactVault]:
    """Return a function that writes notes into a vault and loads it."""
    root = tmp_path / "vault"
    root.mkdir()

    def write_and_load(**notes: str) -> api.ContactVault:
        for name, text in notes.items():
            (root / f"{name}.md").write_bytes(text.encode())
        return api.load_vault(root, state=tmp_path / "state")

    return write_and_load


def test_it_lists_who_is_due_as_the_command_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The example vault has the same people in the same order."""
    root = tmp_path / "vault"
    shutil.copytree(ROOT / "examples/vault", root)
    vault = api.load_vault(root, state=tmp_path / "state")
    items = vault.due_on(TODAY)
    assert capsys.readouterr() == ("", "")
    monkeypatch.setenv("CK_VAULT", str(root))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    assert run(["due", "--json", "--limit", "0", "--today", "2026-11-23"]) == 0
    told = json.loads(capsys.readouterr().out)["items"]
    assert len(items) > 1
    assert [item.contact.path for item in items] == [each["path"] for each in told]
    assert all(item.reasons for item in items)


def test_who_comes_up_soon_is_a_group_of_its_own(load: Callable[..., api.ContactVault]) -> None:
    """Somebody who is due in a month is listed only where somebody asks for so many days."""
    vault = load(Anna=note("- 2026-11-20 call: talked\n", cadence="monthly"))
    assert vault.due_on(TODAY) == ()
    (item,) = vault.due_on(TODAY, soon_days=40)
    assert (item.contact.name, item.group) == ("Anna", "soon")


def test_a_person_is_found_by_a_part_of_the_name(load: Callable[..., api.ContactVault]) -> None:
    """The errors are those of the commands, with what they know as data."""
    vault = load(**{"Анна Ли": ANNA, "Анна Лис": ANNA, "Boris": ANNA})
    assert vault.find("boris").path == "Boris.md"
    with pytest.raises(api.AmbiguousName, match="Анна Лис"):
        vault.find("anna")
    with pytest.raises(api.NoSuchContact, match="Boris"):
        vault.find("borus")


def test_a_plan_writes_nothing(load: Callable[..., api.ContactVault]) -> None:
    """It shows the text with the entry, and the difference."""
    vault = load(Anna=ANNA)
    plan = vault.plan_entry(
        vault.find("anna"), "-> tg: sent the CV", today=TODAY, promises=["call by fri"]
    )
    assert plan.before == ANNA == (vault.root / "Anna.md").read_text("utf-8")
    added = "- 2026-11-23 -> tg: sent the CV\n\t- [ ] call 📅 2026-11-27\n"
    assert plan.after == ANNA + added
    assert plan.diff().endswith("".join(f"\n+{line}" for line in added.splitlines()) + "\n ")
    assert plan.diff().startswith("--- Anna.md\n+++ Anna.md\n@@ ")


def test_an_entry_is_written_into_the_note_as_it_is_now(
    load: Callable[..., api.ContactVault], capsys: pytest.CaptureFixture[str]
) -> None:
    """What somebody wrote after the plan stays, and the history of `ck undo` knows the change."""
    vault = load(Anna=ANNA)
    plan = vault.plan_entry(vault.find("anna"), "sent the CV", today=TODAY, channel="call")
    later = ANNA + "- 2026-11-22 call: in Obsidian\n"
    (vault.root / "Anna.md").write_text(later, "utf-8", newline="")
    after = vault.write_entry(plan, now=NOW)
    assert after == later + "- 2026-11-23 call: sent the CV\n"
    assert (vault.root / "Anna.md").read_text("utf-8") == after
    assert capsys.readouterr() == ("", "")
    again = load()
    assert [entry.date.day for entry in again.find("anna").entries[-2:]] == [22, 23]


def test_the_command_takes_back_what_a_script_wrote(
    load: Callable[..., api.ContactVault], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both use one history where the state folder is the one of `ck`."""
    vault = load(Anna=ANNA)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    vault = api.load_vault(vault.root, state=tmp_path / "state/contactkeeper")
    vault.write_entry(vault.plan_entry(vault.find("anna"), "x", today=TODAY), now=NOW)
    assert (vault.root / "Anna.md").read_text("utf-8") != ANNA
    assert run(["undo", "--vault", str(vault.root)], now=NOW) == 0
    assert (vault.root / "Anna.md").read_text("utf-8") == ANNA


def test_errors_are_those_of_the_product(
    load: Callable[..., api.ContactVault], tmp_path: Path
) -> None:
    """Each is a `CkError` with a stable code."""
    vault = load(Anna=ANNA)
    anna = vault.find("anna")
    with pytest.raises(api.UsageError, match="says nothing"):
        vault.plan_entry(anna, " ", today=TODAY)
    with pytest.raises(api.UsageError, match="is in the future"):
        vault.plan_entry(anna, "x", today=TODAY, day="2026-12-01")
    plan = vault.plan_entry(anna, "x", today=TODAY)
    (vault.root / "Anna.md").unlink()
    with pytest.raises(api.NoteChanged):
        vault.write_entry(plan, now=NOW)
    with pytest.raises(api.NoVault):
        api.load_vault(tmp_path / "nowhere", state=tmp_path)
    (vault.root / "contactkeeper.toml").write_text("[due]\nlimit = 0\n", "utf-8")
    with pytest.raises(api.ConfigError, match="limit") as caught:
        load()
    assert isinstance(caught.value, api.CkError)
    assert caught.value.code == "config"


def test_the_documented_script_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The code blocks of docs/api.md, one after the other, with the example vault."""
    shutil.copytree(ROOT / "examples/vault", tmp_path / "vault")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    text = (ROOT / "docs/api.md").read_text("utf-8")
    blocks = re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    assert blocks
    exec(compile("\n".join(blocks), "docs/api.md", "exec"), {})  # noqa: S102  # our own document
    assert "+- 2026-11-23 -> tg: asked about the JD" in capsys.readouterr().out


def test_every_public_name_is_documented() -> None:
    """docs/api.md names each."""
    text = (ROOT / "docs/api.md").read_text("utf-8")
    named = set(re.findall(r"`(\w+)[`(]", text))
    assert set(api.__all__) <= named, set(api.__all__) - named
    assert all(hasattr(api, name) for name in api.__all__)
