"""A contact that was kept as a record is the contact that its note was read into."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases_reader import read_cases
from contactkeeper.core import model
from contactkeeper.core.agenda.log_summary import open_tasks, summarize_log
from contactkeeper.core.model import Contact, Entry
from contactkeeper.core.note.contact_codec import KnownEntries, contact_from, record_of
from contactkeeper.core.note.lazy_entries import may_link, open_places
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import ClockRules
from vaults import ANNA, BROKEN

FOLDER = Path(__file__).parents[2] / "cases"
CASES = [case[1] for case in read_cases(FOLDER / "reading.md", 2)]
PIECES = st.sampled_from(
    [
        "---\ntags: recruiter\n", "birthday: 04-12\n", "cadence: 6 weeks\n",
        "dates:\n  x: 2015-06-20\n",
        "snooze_until: 2026-12-01\n", "previous: [a, b]\n", "last_contact: 2026-11-03\n", "---\n",
        "## Log\n", "- 2026-11-23: x\n", "- 2026-11-20 <- tg: y\n", "- 2026-11-21 -> hi\n",
        "\t- [ ] waiting: JD 📅 2026-12-01\n", "\t- [x] CV\n",
        "- 2026-11-22 10:30 call: z [got:: q]\n",
        "### 2026-10-01 -> x\n", "- 23.11 half\n", "text\n", "| 2026-11-01 | call | x |\n",
    ]
)  # fmt: skip


def contact_in(text: str) -> Contact:
    """Read a contact, whatever marks it has."""
    return Note.parse(text, "People/Анна.md").contact()


def kept(contact: Contact) -> Contact:
    """Keep a contact as a cache does, and make it again."""
    return contact_from(contact.path, record_of(contact), lambda _path, _count: contact.entries)


@pytest.mark.parametrize("text", [ANNA, *BROKEN.values(), *CASES])
def test_a_kept_contact_is_the_same(text: str) -> None:
    """Every field of it, every entry, every problem."""
    contact = contact_in(text)
    assert kept(contact) == contact


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_kept_contact_is_the_same(text: str) -> None:
    """For any note; so is what is known of it without reading it."""
    contact = contact_in(text)
    again = kept(contact)
    assert again == contact
    assert open_places(again.entries) == open_places(contact.entries)
    assert list(again.entries) == list(contact.entries)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_clock_and_tasks_need_no_other_entry(text: str) -> None:
    """What a log says on a day after its newest entry is known without reading the note."""
    contact = contact_in(text)

    def refuse(_path: str, _count: int) -> tuple[Entry, ...]:
        raise AssertionError

    again = contact_from(contact.path, record_of(contact), refuse)
    day = date(2026, 12, 31)
    assert summarize_log(again, day, ClockRules()) == summarize_log(contact, day, ClockRules())
    assert open_tasks(again, day) == open_tasks(contact, day)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["A", "Б", "q", "news", "CV"]))
def test_what_may_be_linked_is_known(text: str, word: str) -> None:
    """No note has to be read to know that no entry links to something."""
    contact = contact_in(text.replace("x", f"[[{word}]]").replace("y", f"[told:: {word}]"))
    if any(word in f"{entry.text}{entry.fields}" for entry in contact.entries):
        assert may_link(kept(contact).entries, word.upper())


def test_an_old_entry_is_read() -> None:
    """Of a long log the newest entries are known; who asks for another has the note read."""
    contact = contact_in(ANNA)
    again = kept(contact)
    assert isinstance(again.entries, KnownEntries)
    assert again.entries[0] == contact.entries[0]
    assert len(json.loads(record_of(contact).partition(b"\n")[0])[2]) < len(contact.entries)


def test_every_day_of_a_contact_is_known_as_one() -> None:
    """A field with a day in it is made a day again: a new one has to be named in the tables."""
    names = vars(model) | {"date": date}
    wanted = {
        name
        for name, hint in get_type_hints(Contact, names | {"Sequence": tuple}).items()
        if "date" in str(hint).casefold() and name not in ("entries", "birthday", "dates")
    }
    day = date(2026, 11, 23)
    days = dict.fromkeys(wanted, day)
    contact = contact_in(ANNA)._replace(**days)  # type: ignore[arg-type]  # of such fields alone
    assert kept(contact) == contact
