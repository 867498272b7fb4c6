from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from contactkeeper.cli.app import open_session
from contactkeeper.cli.commands.acts import Acts
from contactkeeper.cli.terminal import Terminal
from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck

BEFORE = note("- 2026-11-02 <- tg: hi\n")
PATH = "Anna.md"


@pytest.fixture
def acts(ck: Ck) -> Acts:
    """Give the acts of a run in a vault with one person."""
    ck.note(PATH, BEFORE)
    return _acts()


def _acts() -> Acts:
    moment = datetime(2030, 1, 1, tzinfo=UTC)
    return Acts(open_session(os.environ, Terminal(), lambda: moment))


def test_each_act_is_one_change_that_is_undone(ck: Ck, acts: Acts) -> None:
    """Acts are undone from the last to the first, whatever else was written between them."""
    assert acts.carry_out("log", PATH, "-> tg: one")
    first = ck.text(PATH)
    ck.note("Boris.md", BEFORE)
    ck("log", "boris", "in another window")
    others = ck.text("Boris.md")
    assert acts.carry_out("snooze", PATH, "2026-12-24")
    assert [act.command for act in acts.made] == ["log", "snooze"]
    undone = [acts.undo(), acts.undo()]
    assert [act and act.command for act in undone] == ["snooze", "log"]
    assert ck.text(PATH) == BEFORE != first
    assert ck.text("Boris.md") == others
    assert acts.undo() is None


def test_an_act_meets_the_note_as_it_is_then(
    ck: Ck, acts: Acts, capsys: pytest.CaptureFixture[str]
) -> None:
    """What another program wrote meanwhile stays, and is known to the answer."""
    assert acts.carry_out("log", PATH, "-> tg: one")
    changed = ck.text(PATH).replace("hi", "hi there") + "- 2026-11-23 call: new\n"
    ck.note(PATH, changed)
    assert acts.carry_out("log", PATH, "-> tg: two")
    assert "- 2026-11-23 -> tg: two\n" in ck.text(PATH)
    acts.undo()
    assert ck.text(PATH) == changed
    acts.undo()
    assert ck.text(PATH) == changed.replace("- 2026-11-23 -> tg: one\n", "")
    assert capsys.readouterr().err == ""


def test_an_error_is_reported_and_ends_nothing(
    ck: Ck, acts: Acts, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said as the command says it; nothing is written, and there is nothing to undo."""
    assert not acts.carry_out("log", PATH, "23.11 call")
    said = capsys.readouterr()
    assert said == ("", ck("log", PATH, "23.11 call").err)
    assert not acts.carry_out("log", "Nobody.md", "x")
    assert acts.made == []
    assert acts.undo() is None
    assert ck.text(PATH) == BEFORE


def test_an_act_that_was_undone_elsewhere_is_none(ck: Ck, acts: Acts) -> None:
    """`ck undo` in another window takes back the last act; the one before is the next."""
    assert acts.carry_out("log", PATH, "one")
    assert acts.carry_out("log", PATH, "two")
    assert ck("undo").code == 0
    assert acts.undo() is not None
    assert ck.text(PATH) == BEFORE
    assert acts.undo() is None


def test_an_act_that_can_not_be_undone_stays(ck: Ck, acts: Acts) -> None:
    """Its note was edited so that nobody knows what to take back."""
    assert acts.carry_out("log", PATH, "one")
    ck.note(PATH, ck.text(PATH).replace("one", "one, and more"))
    assert acts.undo() is None
    assert len(acts.made) == 1


def test_an_act_has_the_day_on_which_it_is_done(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that goes on after midnight writes the new day; a day that was given stays."""
    monkeypatch.delenv("CK_TODAY")
    moments = iter(
        [datetime(2026, 11, 23, 23, 59, tzinfo=UTC) + timedelta(minutes=2 * n) for n in range(9)]
    )
    ck.note(PATH, BEFORE)
    acts = Acts(open_session(os.environ, Terminal(), lambda: next(moments)))
    assert acts.carry_out("log", PATH, "late")
    assert "- 2026-11-24: late\n" in ck.text(PATH)
    monkeypatch.setenv("CK_TODAY", "2026-11-23")
    assert _acts().carry_out("log", PATH, "on the day that was given")
    assert "- 2026-11-23: on the day" in ck.text(PATH)
