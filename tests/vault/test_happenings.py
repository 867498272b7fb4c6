"""Events and news among the notes of a vault: found cheaply, and none of them lost."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.events.schema import EVENT_WORDS, NEWS_WORDS
from contactkeeper.core.settings import ContactRules, Settings
from contactkeeper.vault.loading import load

if TYPE_CHECKING:
    from pathlib import Path

    from contactkeeper.vault.loading import Loaded

EVENT = "---\ntype: {}\ndate: 2026-12-01\naudience: all\nkind: talk\n---\n"
CONTACT = "---\ntags: recruiter\n---\n"


def read(tmp_path: Path, notes: dict[str, str | bytes], settings: Settings | None = None) -> Loaded:
    """Load a vault of these notes."""
    for path, text in notes.items():
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode() if isinstance(text, str) else text)
    return load(tmp_path, settings or Settings(), date(2026, 11, 23))


@pytest.mark.parametrize("word", sorted(EVENT_WORDS | NEWS_WORDS))
@pytest.mark.parametrize("spell", [str.lower, str.title, str.upper])
def test_every_word_is_found(tmp_path: Path, word: str, spell: object) -> None:
    """No type of event or news is passed over by the test that most notes fail, in any case."""
    spelled = spell(word)  # type: ignore[operator]
    loaded = read(tmp_path, {"a.md": EVENT.format(spelled)})
    assert len(loaded.event_notes.events) + len(loaded.event_notes.news) == 1, spelled


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(EVENT.format("event").encode("utf-8-sig"), id="BOM"),
        pytest.param(EVENT.format("event").replace("\n", "\r\n"), id="CRLF"),
        pytest.param(EVENT.format("event") + "x" * 100_000, id="long"),
        pytest.param(EVENT.format("hr event, event").replace("hr event,", "hr-like,"), id="two"),
        pytest.param("---\n" + "x: y\n" * 600 + EVENT.format("event")[4:], id="long block"),
        pytest.param(EVENT.format("event").encode() + b"\xff", id="not UTF-8"),
    ],
)
def test_it_is_found_in_any_shape(tmp_path: Path, text: str | bytes) -> None:
    """BOMs, line endings and lengths make no difference."""
    loaded = read(tmp_path, {"a.md": text})
    assert [each.name for each in loaded.event_notes.events] == ["a"]


def test_a_contact_is_a_contact(tmp_path: Path) -> None:
    """A note that is a contact is nothing else, and one in a folder of contacts neither."""
    both = EVENT.format("event").replace("type", "tags: recruiter\ntype")
    rules = Settings(contacts=ContactRules(folders=("People",)))
    loaded = read(tmp_path, {"a.md": both, "People/b.md": EVENT.format("event")}, rules)
    assert [each.name for each in loaded.contacts] == ["b", "a"]
    assert loaded.event_notes.events == ()


def test_what_is_no_event_is_no_fault(tmp_path: Path) -> None:
    """Other notes that hold such words are read over in silence."""
    loaded = read(
        tmp_path,
        {
            "a.md": "---\ntags: [note]\ntitle: the event\n---\n",
            "b.md": "---\ntype: news\n---\n",
            "c.md": "---\ntype: event\npeople: [a\n",
            "d.md": "event\n",
            "e.md": "---\ntitle: 'the event\n---\n",
            "Анна.md": CONTACT,
        },
    )
    assert (loaded.event_notes.events, loaded.event_notes.news) == ((), ())
    assert [(each.path, each.code) for each in loaded.problems] == [("c.md", "yaml")]


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    """The faults of such notes are among the problems of the vault, by path and line."""
    loaded = read(tmp_path, {"b.md": EVENT.format("event").replace("2026-12-01", "soon")})
    assert [(each.path, each.line, each.code) for each in loaded.problems] == [
        ("b.md", 3, "property-date")
    ]


def test_a_vault_without_such_notes_does_not_pay(tmp_path: Path) -> None:
    """Where there are none, nothing is imported that only they need."""
    (tmp_path / "Анна.md").write_text(f"{CONTACT}\n## Log\n- 2026-11-20: x\n", encoding="utf-8")
    (tmp_path / "Day.md").write_text("---\ntags: [day]\n---\n", encoding="utf-8")
    program = """
import sys
from contactkeeper.cli.app import run
assert run(["due", "--today", "2026-11-23", "--vault", sys.argv[1]]) == 0
rooms = ("happenings", "audience", "circles", "recurrence", "events", "campaigns", "rations")
print([m for m in sys.modules if m.startswith("contactkeeper") and m.rpartition(".")[2] in rooms])
"""
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.rstrip().endswith("[]"), done.stdout
