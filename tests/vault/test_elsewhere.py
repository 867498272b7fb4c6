"""Entries that stand in notes about meetings and in daily notes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.settings import LogRules, Settings
from contactkeeper.vault.index import Index
from contactkeeper.vault.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.core.model import Contact

TODAY = date(2026, 11, 23)
BOTH = Settings(log=LogRules(meetings=True, mentions=True))
PERSON = "---\ntags: [recruiter]\n---\n## Log\n- 2026-11-03: own\n"
ALIASED = PERSON.replace("\ntags", "\naliases: [Аня]\ntags").replace("## Log", "# Anna K.\n## Log")
NOTES = {
    "People/Анна Каренина.md": ALIASED,
    "People/Boris.md": PERSON,
    "Meetings/2026-11-10 Coffee.md": (
        "---\ntype: meeting\ndate: 2026-11-10\n"
        "attendees: ['[[Анна Каренина|Аня]]', Boris]\n---\nx\n"
    ),
    "Meetings/Созвон.md": "---\ntype: звонок\nдата: 11.11.2026\n---\nс [[People/Boris]]\n",
    "Meetings/Talk.md": "---\ntype: talk\ndate: 2026-11-12\n---\n[[Boris]]\n",
    "Daily/2026-11-12.md": (
        "# Day\n- 10:30 -> tg: [[Boris]], about the JD\n- [ ] ask [[Boris]]\n"
        "Called [[анна каренина]] and [[Nobody]]\n```\n[[Boris]]\n```\n"
    ),
    "Daily/15.11.2026.md": "[[Boris]] wrote\n",
    "Meetings/2026-11-16.md": "---\ntype: call\nwith: Аня, Anna K.\n---\n",
    "Meetings/2026-11-17.md": "---\ntype: call\n---\n[A](../People/Анна%20Каренина.md#log)\n",
    "Daily/2026-11-18.md": "- [[Аня]] ([[Анна Каренина|Anna]]) wrote\n[site](https://a.b/x.md)\n",
    "Daily/2026-11-19.md": "- [Anna](People/Анна%20Каренина.md) wrote\n",
    "Daily/Plans.md": "[[Boris]]\n",
}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Give a vault with people, meetings and daily notes."""
    root = tmp_path / "vault"
    for path, text in NOTES.items():
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    return root


def said(contact: Contact) -> list[tuple[int, str, str, str]]:
    """Return day, direction, channel and text of each entry."""
    return [(each.date.day, each.direction, each.channel, each.text) for each in contact.entries]


ANNA = [
    (3, "", "", "own"),
    (10, "", "meeting", "[[2026-11-10 Coffee]]"),
    (12, "", "", "Called [[анна каренина]] and [[Nobody]]"),
    (16, "", "call", "[[2026-11-16]]"),
    (17, "", "call", "[[2026-11-17]]"),
    (18, "", "", "[[Аня]] ([[Анна Каренина|Anna]]) wrote"),
    (19, "", "", "[Anna](People/Анна%20Каренина.md) wrote"),
]
BORIS = [
    (3, "", "", "own"),
    (10, "", "meeting", "[[2026-11-10 Coffee]]"),
    (11, "", "звонок", "[[Созвон]]"),
    (12, "->", "tg", "[[Boris]], about the JD"),
    (15, "", "", "[[Boris]] wrote"),
]


def test_they_are_entries_of_the_people_whom_they_name(vault: Path) -> None:
    """Only where the settings say so; nobody else's, and no open task."""
    boris, anna = load(vault, BOTH).contacts
    assert (said(anna), said(boris)) == (ANNA, BORIS)
    boris, anna = load(vault, Settings()).contacts
    assert said(anna) == said(boris) == [(3, "", "", "own")]
    meetings = Settings(log=LogRules(meetings=True))
    boris, anna = load(vault, meetings).contacts
    assert (said(anna), said(boris)) == ([*ANNA[:2], *ANNA[3:5]], BORIS[:3])


def test_the_index_gives_the_same(vault: Path, tmp_path: Path) -> None:
    """Whatever was read before, and after a note about others has changed or is gone."""
    place = str(tmp_path / "index.sqlite")
    later = 2_000_000_000_000_000_000

    def both() -> None:
        fresh = load(vault, BOTH)
        kept = load(vault, BOTH, Index(place, BOTH, later, TODAY))
        assert tuple(kept.contacts) == tuple(fresh.contacts)
        assert kept.contacts.with_recent_logs(TODAY) == fresh.contacts.with_recent_logs(TODAY)

    both()
    both()
    (vault / "Daily/15.11.2026.md").write_text("[[Анна Каренина]] wrote\n", encoding="utf-8")
    both()
    (vault / "Meetings/Созвон.md").unlink()
    both()
    (vault / "People/Анна Каренина.md").write_text(PERSON, encoding="utf-8")
    both()
    (vault / "People/Boris.md").write_text(ALIASED, encoding="utf-8")
    both()
    (vault / "Аня.md").write_text("A friend.\n", encoding="utf-8")
    both()
    both()
