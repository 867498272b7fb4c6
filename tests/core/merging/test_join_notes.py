from __future__ import annotations

import pytest
from hypothesis import given

from changed_notes import Draft, drafts, write
from contactkeeper.core.merging.join_notes import differences_of, join, new_aliases
from contactkeeper.core.note.note import Note
from contactkeeper.errors import WriteRefused


def body_of(note: Note) -> set[str]:
    """Return the lines below the block."""
    block = note.frontmatter.end if note.frontmatter else 0
    return {line.strip().strip("\ufeff") for line in note.text[block:].splitlines()}


@given(drafts, drafts)
def test_all_of_both_is_in_one(one: Draft, other: Draft) -> None:
    """Entries, lines, properties and names of both, and no problem that neither had."""
    into, who = Note.parse(write(one), "Into.md"), Note.parse(write(other), "Who.md")
    try:
        merged = join(into, who, ())
    except WriteRefused:
        return
    after = Note.parse(merged.text, "Into.md")
    contact = after.contact()
    titles = {f"{'#' * note.log.level} {note.log.title}" for note in (into, who) if note.log}
    lost = (body_of(into) | body_of(who)) - body_of(after) - titles - {f"# {who.h1}", ""}
    assert not lost
    named = {each.name for each in differences_of(into, who)}
    for note in (into, who):
        for entry in note.contact().entries:
            same = [each for each in contact.entries if each.same(entry)]
            both = [
                [each for each in one.contact().entries if each.same(entry)] for one in (into, who)
            ]
            assert len(same) == max(map(len, both))
        known = {name for name, _ in contact.properties} | named
        assert {name for name, _ in note.contact().properties} - known <= {"status", "статус"}
    assert {"Who", *who.contact().aliases} <= {contact.name, *contact.aliases}
    problems = {each.code for note in (into, who) for each in note.contact().problems}
    assert {each.code for each in contact.problems} <= problems | {"twice"}


@given(drafts)
def test_a_note_joined_with_itself_only_learns_its_name(draft: Draft) -> None:
    """Nothing is there twice."""
    into, who = Note.parse(write(draft), "Into.md"), Note.parse(write(draft), "Who.md")
    try:
        merged = join(into, who, ())
    except WriteRefused:
        return
    block = into.frontmatter.end if into.frontmatter else int(into.text.startswith("\ufeff"))
    after = Note.parse(merged.text, "Into.md")
    assert after.frontmatter is not None
    now, was = merged.text[after.frontmatter.end :], into.text[block:]
    # Of lines that both have, with two endings, either may be kept.
    assert now == was or (draft.ending == "mixed" and now.splitlines() == was.splitlines())


def test_names_become_aliases_once() -> None:
    """Whatever their case; the name of the note that stays is none."""
    into = Note.parse("---\naliases: [Anna K]\n---\n", "Анна.md")
    who = Note.parse("---\naliases: [anna k, Анна, Аня]\n---\n# Anja\n", "Anna.md")
    assert new_aliases(into, who) == ("Anna", "Аня", "Anja")


@pytest.mark.parametrize(
    ("one", "other", "differ"),
    [
        ("tier: key", "tier: supporting", True),
        ("tier: key", 'tier: "key"', False),
        ("tier: key", "уровень: supporting", True),
        ("status: active", "status: paused", False),
        ("birthday: 04-12", "birthday: 1990-04-12", False),
        ("email: a@x.org", "email: b@x.org", False),
        ("tags: a", "tags: b", False),
        ("name: a", "name: b", False),
        ("skills: [a]", "skills: [b]", False),
        ("tier:", "tier: key", False),
    ],
)
def test_what_a_person_has_to_say(one: str, other: str, differ: bool) -> None:  # noqa: FBT001
    """Only what no rule settles, and what can't stand there twice."""
    into, who = (Note.parse(f"---\n{line}\n---\n", "a.md") for line in (one, other))
    assert bool(differences_of(into, who)) is differ
