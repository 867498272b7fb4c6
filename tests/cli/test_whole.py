"""What a screen may leave out: nothing in a pipe, and no personal reason of today in a window."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from contactkeeper.cli.layout import one_line
from contactkeeper.cli.screens.due import LONGEST, SAY_FROM
from vaults import note
from wild_vaults import Wild

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cli.conftest import Ck

WORDS = " ".join(f"word{number}" for number in range(70))
NAME = "Анна Каренина-Константинопольская Александровна Четвёртая Урождённая Облонская"
LONG = {
    f"P/{NAME}.md": note(
        f"- 2026-05-01 <- tg: {WORDS} [gave:: {WORDS}] [got:: {WORDS}] [outcome:: {WORDS}]\n"
        f"\t- [ ] {WORDS} 📅 2026-05-20\n\t- [ ] waiting: {WORDS}\n- [ ] {WORDS}\n",
        company=f"Company {WORDS}",
        role=WORDS,
        met_at=WORDS,
        cadence=WORDS,
        focus="technical",
        dates=f"\n  {WORDS[:200]}: 11-23",
    ),
    f"P/{WORDS[:180]}.md": note("- 2026-05-01: x\n", status="paused", paused_why=WORDS),
    "Events/HighLoad.md": (
        f"---\ntype: event\ndate: 2026-12-01\nplace: {WORDS}\npeople: {NAME}\n---\n"
    ),
    f"News/Staff {WORDS[:150]}.md": "---\ntype: news\ndate: 2026-11-16\naudience: all\n---\n",
}
READING = (
    "due", "due --soon", "due --all", "due --plan", "due --brief", "list", "list --grep word1",
    "stats", "stats анна", "stats --by company", "list --got word2", "show анна",
    "show анна --all", "find word3", "plan", "check --all", "mode",
    "event list", "news list", "write анна --print", "write --list", "log анна x --dry-run",
    "undo --list",
    "snooze анна fri", "pause анна", "resume анна", "log анна x", "undo", "undo --list",
    "init --yes",
)  # fmt: skip


def test_nothing_is_cut_in_a_pipe(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """However narrow the window around it is said to be, no answer holds an ellipsis."""
    monkeypatch.setenv("COLUMNS", "40")
    for path, text in LONG.items():
        ck.note(path, text)
    for line in READING:
        result = ck(*line.split())
        assert "…" not in result.out, line
        assert result.out or line == "write анна --print", result.err
    for line in ("due --all", "show анна", "plan", "list"):
        assert NAME in ck(*line.split()).out, line


PERSONAL = {
    *("meet", "reply", "promise", "reminder", "waiting"),
    *("birthday", "placed", "date", "new-job", "event-after"),
}


@pytest.mark.parametrize("seed", range(20))
def test_every_personal_reason_of_today_is_on_the_screen(
    ck: Ck, window: Ck, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    """In any vault and at any width each stands whole, in its row or on lines below it."""
    wild = Wild(random.Random(seed))  # noqa: S311  # no secret
    (ck.vault / ".obsidian").rmdir()  # the vault makes its own
    wild.fill([ck.vault])
    listed = json.loads(ck("due", "--json").out).get("items", ())
    said = {
        one_line(reason["text"])
        for item in listed
        for reason in item["reasons"]
        if reason["kind"] in PERSONAL
    }
    for columns in ("40", "60", "72", "80", "109", "110", "120", "140", "200"):
        monkeypatch.setenv("COLUMNS", columns)
        shown = "".join(window("due", "--all").out.split())
        for text in said:
            words = text[: LONGEST - 2].split()
            # A wide window may have what to say between two lines of a reason.
            parts = words if int(columns) >= SAY_FROM else ["".join(words)]
            assert _stand_in_order(parts, shown), (columns, text)


def _stand_in_order(parts: Iterable[str], text: str) -> bool:
    """Say whether a text holds some parts one after the other."""
    at = 0
    for part in parts:
        at = text.find(part, at) + len(part)
        if at < len(part):
            return False
    return True
