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
from contactkeeper.core.model import Contact, Entry
from contactkeeper.core.morning.clock import read_clock
from contactkeeper.core.notes.note import Note
from contactkeeper.core.notes.records import KnownEntries, contact_from, record_of
from contactkeeper.core.notes.unread import open_places
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
    record = json.loads(json.dumps(record_of(contact)))
    return contact_from(contact.path, record, lambda: contact.entries)


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
def test_the_clock_needs_no_other_entry(text: str) -> None:
    """What the log says on a day on or after its newest entry is known without reading the note."""
    contact = contact_in(text)

    def refuse() -> tuple[Entry, ...]:
        raise AssertionError

    record = json.loads(json.dumps(record_of(contact)))
    again = contact_from(contact.path, record, refuse)
    day = date(2026, 12, 31)
    assert read_clock(again, day, ClockRules()) == read_clock(contact, day, ClockRules())


def test_an_old_entry_is_read() -> None:
    """Of a long log the newest entries are known; who asks for another has the note read."""
    contact = contact_in(ANNA)
    again = kept(contact)
    assert isinstance(again.entries, KnownEntries)
    assert again.entries[0] == contact.entries[0]
    assert len(record_of(contact)[2]) < len(contact.entries)


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
