"""A contact that was encoded and decoded is the same contact."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases_reader import read_cases
from contactkeeper.core import model
from contactkeeper.core.model import Contact
from contactkeeper.core.note.contact_codec import decode_contact, encode_contact, encode_log
from contactkeeper.core.note.note import Note
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
        "\t- [x] CV 📅 2026-11-21 ✅ 2026-11-22\n",
        "- 2026-11-22 10:30 call: z [got:: q]\n",
        "### 2026-10-01 -> x\n", "- 23.11 half\n", "text\n", "| 2026-11-01 | call | x |\n",
    ]
)  # fmt: skip


def contact_in(text: str) -> Contact:
    """Read a contact, whatever marks it has."""
    return Note.parse(text, "People/Анна.md").contact()


def kept(contact: Contact) -> Contact:
    """Encode a contact and decode it."""
    return decode_contact(contact.path, encode_contact(contact))


@pytest.mark.parametrize("text", [ANNA, *BROKEN.values(), *CASES])
def test_a_kept_contact_is_the_same(text: str) -> None:
    """Every field of it, every entry, every problem."""
    contact = contact_in(text)
    assert kept(contact) == contact


@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_kept_contact_is_the_same(text: str) -> None:
    """For any note."""
    contact = contact_in(text)
    assert kept(contact) == contact
    assert type(kept(contact).entries) is tuple


@pytest.mark.parametrize("text", [ANNA, *BROKEN.values(), *CASES])
def test_a_log_may_be_kept_apart(text: str) -> None:
    """A contact without its entries, and the entries."""
    contact = contact_in(text)
    without = encode_contact(contact._replace(entries=()))
    assert decode_contact(contact.path, without, encode_log(contact.entries)) == contact


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
