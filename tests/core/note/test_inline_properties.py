"""Lines of Dataview above the log are properties where the frontmatter lacks them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_edits import set_properties, step_last_contact
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Cadence, Entry
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import LogRules, Settings

HEAD = "---\ntags: [recruiter]\ntier: key\n---\n# Анна\n\n"
LOG = "\n## Log\n- 2026-11-01: one [company:: Ozon]\n\nCompany:: below\n"
BODY = (
    "Company:: [[Avito]]\n- Last contact:: 2026-10-01\n**Частота**:: ежемесячно\n"
    "Tier:: supporting\ntags:: other\nstd::vector\nAliases:: Аня, Anya\n> Role:: quoted\n"
)


def test_they_are_read() -> None:
    """Those that are known, stand above the log, and are not in the frontmatter."""
    contact = Note.parse(f"{HEAD}{BODY}{LOG}", "Anna Karenina.md").contact()
    assert (contact.company, contact.last_contact) == ("Avito", date(2026, 10, 1))
    assert (contact.cadence, contact.tier, contact.role) == (Cadence("month"), "key", "")
    assert contact.aliases == ("Аня", "Anya", "Анна")
    assert contact.tags == ("recruiter",)
    assert "twice" not in {each.code for each in contact.problems}


@pytest.mark.parametrize(
    "log",
    [
        "2026-11-03: call\n\n**3 ноября 2026** созвонились\n\nCompany:: below\n",
        "## 2026-11-03\ncalled\n\nCompany:: below\n\n## 2026-11-04\nwrote\n",
        "- 2026-11-03 call\n- 2026-11-04 mail\n\nCompany:: below\n",
    ],
)
def test_a_log_without_a_heading_begins_with_its_first_entry(log: str) -> None:
    """What stands above that is read; what stands below is not."""
    note = Note.parse(f"{HEAD}Частота:: ежемесячно\n\n{log}")
    contact = note.contact()
    assert len(contact.entries) == 2
    assert (contact.cadence, contact.company) == (Cadence("month"), "")
    after = verify(note, set_properties(note, {"cadence": "weekly"}))
    assert after.text == note.text.replace("ежемесячно", "weekly")


def test_code_and_comments_hold_none() -> None:
    """Nor does a note without them."""
    for body in ("```\nCompany:: A\n```\n", "%%\nCompany:: A\n%%\n", "a Company:: A\n", "::\n"):
        assert Note.parse(f"{HEAD}{body}{LOG}").contact().company == ""


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_they_are_written_where_they_stand(ending: str) -> None:
    """A value is replaced, a line removed, and what is new goes into the frontmatter."""
    before = f"{HEAD}{BODY}{LOG}".replace("\n", ending)
    note = Note.parse(before)
    after = verify(
        note,
        set_properties(note, {"company": "[[Ozon]]", "last_contact": None, "lang": "ru"}),
    )
    expected = before.replace("Company:: [[Avito]]", "Company:: [[Ozon]]")
    expected = expected.replace(f"- Last contact:: 2026-10-01{ending}", "")
    expected = expected.replace(f"tier: key{ending}", f"tier: key{ending}lang: ru{ending}")
    assert after.text == expected


def test_the_last_contact_is_kept_in_step() -> None:
    """In its line, in the form of the old day."""
    rules = Settings(log=LogRules(update_last_contact=True))
    note = Note.parse(f"{HEAD}Last contact:: [[2026-10-01]]\n{LOG}", "", rules)
    text = apply(note.text, step_last_contact(note, Entry(date(2026, 11, 23), "x")).edits)
    assert text == f"{HEAD}Last contact:: [[2026-11-23]]\n{LOG}"


@given(st.text(max_size=20), st.text("-*_ :\n\t`%", max_size=12))
def test_any_line_is_read_or_is_text(value: str, mark: str) -> None:
    """Reading never raises, and what is read stands in the note."""
    note = Note.parse(f"{HEAD}{mark}Company{mark}:: {value}\n{LOG}")
    for item in note.inline:
        assert note.text[item.value_start : item.value_end] == item.value
