from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from changed_notes import Draft, drafts, write
from contactkeeper.core.merging.join_notes import differences_of, join, new_aliases
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import meaning_of
from contactkeeper.core.settings import Settings
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Iterable


def body_of(note: Note) -> set[str]:
    """Return the lines below the block."""
    block = note.frontmatter.end if note.frontmatter else 0
    return {line.strip().strip("\ufeff") for line in note.text[block:].splitlines()}


def meanings(names: Iterable[str]) -> set[str]:
    """Return what properties mean: those that are added to a Russian note have Russian names."""
    return {meaning_of(name, Settings()) for name in names}


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
        known = meanings(name for name, _ in contact.properties) | meanings(named)
        assert meanings(name for name, _ in note.contact().properties) - known <= {"status"}


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


@pytest.mark.parametrize("ending", ["\n", ""])
@pytest.mark.parametrize(
    ("stays", "goes"),
    [("## Журнал", "## Log"), ("## Log", "## Interactions"), ("Журнал\n---", "## Log")],
)
def test_the_log_keeps_the_heading_of_the_note_that_stays(
    stays: str, goes: str, ending: str
) -> None:
    """In whatever alphabet, also where the other log is empty."""
    into = Note.parse(f"# Анна\n\n{stays}\n- 2026-11-10 звонок: одно\n", "Анна.md")
    entry = "\n- 2026-11-01 call: one\n"
    for log in (entry, ending):
        who = Note.parse(f"# Anna\n\n{goes}{log}", "Anna.md")
        merged = join(into, who, ()).text
        assert f"\n{stays}\n" in merged
        assert goes not in merged


@pytest.mark.parametrize(
    ("stays", "goes"),
    [
        ("tier: key", "уровень: ключевой"),
        ("уровень: ключевой", "tier: key"),
        ("status: paused", "статус: на паузе"),
        ("ритм: раз в месяц", "cadence: monthly"),
    ],
)
def test_a_value_that_means_the_same_stays_as_it_is(stays: str, goes: str) -> None:
    """Nobody is asked which of the two words it is."""
    into, who = (
        Note.parse(f"---\ntags: [recruiter]\n{line}\n---\n", "A.md") for line in (stays, goes)
    )
    assert differences_of(into, who) == []
    assert join(into, who, ()).text == into.text


def test_a_fence_below_a_byte_order_mark_hides_its_headings() -> None:
    """The title below it is there once."""
    text = "\ufeff```\n## Log\ncode\n```\n\n# End\n"
    merged = join(Note.parse(text, "Into.md"), Note.parse(text, "Who.md"), ()).text
    assert merged.count("# End") == 1
