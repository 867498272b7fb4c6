"""`ck init` in vaults as people have them: every recruiter is listed, and no history is silent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from first_vaults import CATEGORIES, INLINE, RECRUITERS, RUSSIAN
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.conftest import Ck


def fill(ck: Ck, vault: Mapping[str, str]) -> None:
    """Write the notes of a vault."""
    for path, text in vault.items():
        ck.note(path, text)


@pytest.mark.parametrize(("vault", "names"), RECRUITERS)
def test_every_recruiter_is_listed(ck: Ck, vault: Mapping[str, str], names: set[str]) -> None:
    """`ck init --yes` takes those that its figures say, `ck list` shows them, undo removes tags."""
    fill(ck, vault)
    said = json.loads(ck("init", "--yes", "--json").out)
    listed = json.loads(ck("list", "--json").out)["contacts"]
    assert {each["name"] for each in listed} == names
    assert said["contacts"] == len(names)
    if said["tagged"]:
        assert ck("undo").code == 0
    assert {path: ck.text(path) for path in vault} == vault


@pytest.mark.parametrize("vault", [INLINE, CATEGORIES, RUSSIAN])
def test_no_history_is_unseen_without_a_word(ck: Ck, vault: Mapping[str, str]) -> None:
    """Who is listed without an entry, and has dates or is mentioned in a dated note, is named."""
    fill(ck, vault)
    said = json.loads(ck("init", "--yes", "--json").out)["unseen"]
    named = {*said["own_dates"], *said["mentioned"]}
    for each in json.loads(ck("list", "--json").out)["contacts"]:
        path, name = each["path"], each["name"]
        mentioned = any(f"[[{name}]]" in text for other, text in vault.items() if other != path)
        if each["last_contact"] is None and (mentioned or "2026" in vault[path]):
            assert path in named
        if each["last_contact"] is not None:
            assert path not in named


def test_notes_that_say_recruiter_in_their_text_get_the_tag(ck: Ck) -> None:
    """The answer names them and what is added; an article and a template are left alone."""
    fill(ck, INLINE)
    result = ck("init", "--yes")
    assert (result.code, result.err) == (0, "")
    assert (
        "1 note says #recruiter in its text: it gets the tag recruiter in its properties\n"
        "    Anna Karenina\n"
    ) in result.out
    assert "3 notes got the tag · ck undo\n" in result.out
    path = "People/Anna Karenina.md"
    assert ck.text(path) == f"---\ntags: [recruiter]\n---\n{INLINE[path]}"
    for left in ("Templates/Person.md", "Notes/How to talk to a recruiter.md"):
        assert ck.text(left) == INLINE[left]


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ("role: Recruiter", "1 note has the role of a recruiter and no tag"),
        ("cadence: monthly", "1 note has a cadence or a last contact and no tag"),
        ("last contact: 2026-10-01", "1 note has a cadence or a last contact and no tag"),
    ],
)
def test_a_role_or_a_rhythm_alone_makes_a_contact(ck: Ck, properties: str, said: str) -> None:
    """The note gets the tag, which is said, is listed, and one undo takes the tag back."""
    note = f"---\n{properties}\n---\n"
    path = ck.note("Anna Smith.md", note)
    ck.note("Boris.md", "---\ntags: recruiter\ncompany: Ozon\n---\n")
    out = ck("init", "--yes").out
    assert f"{said}: it gets the tag recruiter in its properties\n    Anna Smith\n" in out
    assert "Anna Smith" in ck("list").out
    ck("undo")
    assert path.read_text("utf-8") == note


def test_a_vault_with_a_configuration_hears_of_notes_without_a_mark(ck: Ck) -> None:
    """Nothing is changed then; the answer names them and says what would take them."""
    ck.note("contactkeeper.toml", "")
    fill(ck, INLINE)
    result = ck("init", "--yes")
    assert (result.code, result.err) == (0, "")
    assert (
        "Not taken: 1 note says #recruiter in its text; the tag recruiter in the properties takes "
        "one\n    Anna Karenina\n"
    ) in result.out
    assert {path: ck.text(path) for path in INLINE} == INLINE


def test_a_category_of_people_is_configured(ck: Ck) -> None:
    """`categories: ["[[People]]"]` becomes a type of contacts, by its property."""
    fill(ck, CATEGORIES)
    result = ck("init", "--yes")
    assert '7 notes read. 4 look like recruiters: category "People" 4.\n' in result.out
    config = ck.text("contactkeeper.toml")
    assert 'types = ["recruiter", "рекрутер", "hr", "People"]\n' in config
    assert 'type = ["categories"]\n' in config


def test_notes_of_meetings_become_entries(ck: Ck) -> None:
    """Init says how many name whom, and configures them; others are said not to be read."""
    fill(ck, CATEGORIES)
    result = ck("init", "--yes")
    assert (
        "1 note of a meeting names 1 of them: these are entries of theirs ([log] meetings).\n"
    ) in result.out
    assert "1 other dated note names 1 of them: it is not read.\n" in result.out
    assert "meetings = true\n" in ck.text("contactkeeper.toml")
    listed = json.loads(ck("list", "--json").out)["contacts"]
    assert {each["name"]: each["last_contact"] for each in listed}["Tom Becker"] == "2026-10-02"


def test_init_counts_those_whom_the_rules_then_find(ck: Ck) -> None:
    """By alias and by Markdown's links too; a name that another note has is that note's."""
    anna = "---\naliases: [Аня]\ntags: [recruiter]\ncompany: Ozon\n---\n"
    ck.note("People/Анна Каренина.md", anna)
    for day, people in (
        ("10", "attendees: [Аня]"),
        ("11", "with: '[[Аня]]'"),
        ("12", "x: 1\n---\n[A](../People/Анна%20Каренина.md)\n---"),
    ):
        ck.note(f"Calls/{day}.md", f"---\ntype: call\ndate: 2026-11-{day}\n{people}\n---\n")
    said = "3 notes of meetings name 1 of them: these are entries of theirs ([log] meetings).\n"
    assert said in ck("init", "--yes").out
    (person,) = json.loads(ck("list", "--json").out)["contacts"]
    assert (person["entries"], person["last_contact"]) == (3, "2026-11-12")
    ck.note("Friends/Аня.md", "A friend.\n")
    (ck.vault / "contactkeeper.toml").unlink()
    assert said.replace("3 notes", "2 notes") in ck("init", "--yes").out
    (person,) = json.loads(ck("list", "--json").out)["contacts"]
    assert (person["entries"], person["last_contact"]) == (2, "2026-11-12")


def test_daily_notes_become_no_entries_by_themselves(ck: Ck) -> None:
    """A mention is not always a talk: init says how many there are and what would read them."""
    fill(ck, INLINE)
    result = ck("init", "--yes")
    said = "1 daily note names 1 of them: entries of theirs only with [log] mentions = true.\n"
    assert said in result.out
    assert "\nmentions = true" not in ck.text("contactkeeper.toml")


def test_a_russian_vault_keeps_its_holidays_free(ck: Ck) -> None:
    """Init says so, and writes the ranges of every year."""
    fill(ck, RUSSIAN)
    result = ck("init", "--yes")
    said = "The notes are Russian: 1–8 January and 1–10 May stay free of messages"
    assert f"{said} ([plan] blackout).\n" in result.out
    assert 'blackout = ["01-01..01-08", "05-01..05-10"]\n' in ck.text("contactkeeper.toml")


def test_a_plain_vault_gets_no_key(ck: Ck) -> None:
    """Where everything is as by default, the file sets nothing."""
    ck.note(
        "Anna.md", "---\ntags: [recruiter]\ncompany: X\n---\n## Interactions\n- 2026-11-01: x\n"
    )
    assert ck("init", "--yes").code == 0
    lines = ck.text("contactkeeper.toml").split("\n")
    assert not [line for line in lines if line and line[0] not in "#["]


FOLDERS = st.sampled_from(
    ["", "20 People", "👤 People", "_People", "My Contacts", "Recruiters", "Notes", "Templates",
     "01 Рекрутеры", "Люди", "Work/HR"]
)  # fmt: skip
PARTS = st.lists(
    st.sampled_from(
        ["tags: [recruiter]", "tags: [it-recruiter, x]", "tags: [people]", "type: person",
         'categories: ["[[People]]"]', "role: Recruiter", "role: Designer", "cadence: monthly",
         "last contact: 2026-10-01", "email: a@b.io", "company: X", "status: ???"]
    ),
    max_size=3, unique_by=lambda line: line.partition(":")[0],
)  # fmt: skip
TEXTS = st.sampled_from(
    ["", "#recruiter\n", "#hr Company:: X\n", "## Calls\n- 2026-11-01: x\n", "Role:: HR\n",
     "`#recruiter`\n", "{{date}}\n"]
)  # fmt: skip


@settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(FOLDERS, PARTS, TEXTS), min_size=1, max_size=6))
def test_init_takes_what_the_list_shows(ck: Ck, notes: list[tuple[str, list[str], str]]) -> None:
    """Whatever a vault holds, init never counts somebody whom `ck list` then does not have."""
    for file in ck.vault.rglob("*"):
        if file.is_file():
            file.unlink()
    for number, (folder, properties, text) in enumerate(notes):
        block = "".join(f"{line}\n" for line in properties)
        name = ("Anna Lee", "Boris Ivanov", "Weekly Review", "2026-11-01", "Dune", "Ольга")[number]
        ck.note(f"{folder}/{name}.md".lstrip("/"), f"---\n{block}---\n{text}" if block else text)
    said = json.loads(ck("init", "--yes", "--json").out)
    listed = ck("list", "--json")
    contacts = json.loads(listed.out).get("contacts", []) if listed.code == 0 else []
    assert said["contacts"] == len(contacts)
