from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import frontmatter
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.habits import Habits, habits_of
from contactkeeper.core.editing.new_notes import (
    Blanks,
    fill_template,
    format_moment,
    new_note_text,
    note_from_template,
)
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import ContactRules, Settings
from contactkeeper.errors import WriteRefused
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.editing.edits import PropertyValue

NOW = datetime(2026, 11, 23, 9, 5, 7, tzinfo=UTC)
BLANKS = Blanks("Мария Лис", NOW)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=60)


def filled(template: str, **properties: str | tuple[str, ...]) -> str:
    """Fill a template for Мария Лис."""
    return note_from_template(
        template, "Templates/Recruiter.md", BLANKS, properties, Habits(), Settings()
    )


def test_properties_stand_in_our_order_and_unquoted_where_they_may() -> None:
    """A new note has its properties in one fixed order, quotes only where they matter."""
    text = new_note_text(
        "Мария Лис",
        {"created": "2026-11-23", "telegram": "@lis", "trust": "4", "company": "[[Авито]]",
         "phone": "79991234567", "birthday": "04-12", "note": "a: b"},
        Habits(),
        Settings(),
    )  # fmt: skip
    assert text == (
        "---\n"
        "tags:\n"
        "  - recruiter\n"
        'company: "[[Авито]]"\n'
        "birthday: 04-12\n"
        'telegram: "@lis"\n'
        'phone: "79991234567"\n'
        "trust: 4\n"
        "created: 2026-11-23\n"
        'note: "a: b"\n'
        "---\n\n"
        "# Мария Лис\n\n"
        "## Interactions\n"
    )


@settings(max_examples=examples(150), deadline=None)
@given(role=WORDS, key=WORDS, value=WORDS, tags=st.lists(WORDS, max_size=3))
def test_whatever_is_written_reads_back(role: str, key: str, value: str, tags: list[str]) -> None:
    """A new note says exactly the values that went in, for us and for python-frontmatter."""
    wanted: dict[str, PropertyValue] = {"role": role, key: value, "tags": tuple(tags)}
    try:
        text = new_note_text("Anna", wanted, Habits(), Settings())
    except WriteRefused:
        # A key beyond the block's bounds or our reader's is refused, never written differently.
        assert not key.isalnum() or not key.isascii()
        return
    block = Note.parse(text, "Anna.md").frontmatter
    assert block is not None
    read = {each.name: each.value for each in block.properties}
    assert read["role"] == wanted["role"]
    assert read[key] == (("recruiter", *tags) if key == "tags" else wanted[key])
    assert set(frontmatter.loads(text).metadata) == set(read)
    assert text.endswith("## Interactions\n")


def test_long_lines_are_not_folded() -> None:
    """A value of 2,000 characters stays on its line."""
    text = new_note_text("Anna", {"role": "very long words, " * 120 + "."}, Habits(), Settings())
    assert any(len(line) > 2000 for line in text.split("\n"))


def test_a_template_keeps_what_it_says() -> None:
    """A template is filled as text: comments, quotes and order stay; values are spliced in."""
    template = (
        "---\r\n# my own\r\ntags: [recruiter]  # mark\r\ncompany:\r\ncreated: {{date}}\r\n"
        "---\r\n# {{title}}\r\nat {{time}} on {{date:DD.MM.YYYY}}\r\n"
    )
    assert filled(template, company="Авито", tags=("hr",), tier="key") == (
        "---\r\n# my own\r\ntags: [recruiter, hr]  # mark\r\ncompany: Авито\r\n"
        "created: 2026-11-23\r\ntier: key\r\n---\r\n# Мария Лис\r\nat 09:05 on 23.11.2026\r\n"
    )


def test_a_template_without_the_mark_gets_it() -> None:
    """A note from any template is a contact; what type it has already is kept beside."""
    assert "tags: [recruiter]" in filled("# {{title}}\n")
    text = note_from_template(
        "---\ntype: person\n---\n", "T.md", BLANKS, {}, Habits(mark=("type", "hr")), Settings()
    )
    assert text == "---\ntype: [person, hr]\n---\n"


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("---\ntags: [recruiter]\n---\n<% tp.file.title %>\n", 4),
        ("---\ntags: [recruiter]\nwho: {{VALUE:name}}\n---\n", 3),
        ("# {{title}}\n\n{{date:D MMMM YYYY}}\n", 3),
        ("# {{date:Do}}\n", 1),
        ("---\nname: a: {{title}}\n---\n", 2),
    ],
)
def test_a_template_that_needs_guessing_is_refused(template: str, line: int) -> None:
    """Templater's code, other plug-ins' variables, month names and broken blocks are refused."""
    with pytest.raises(WriteRefused) as refused:
        filled(template)
    assert refused.value.path == "Templates/Recruiter.md"
    assert refused.value.line == line


def test_a_title_is_never_read_as_a_variable() -> None:
    """What a name holds is put in once and not filled again."""
    assert fill_template("{{title}}", "T.md", Blanks("{{date}}", NOW)) == "{{date}}"


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("YYYY-MM-DD", "2026-11-23"),
        ("D.M.YY", "23.11.26"),
        ("YYYYMMDD", "20261123"),
        ("HH:mm:ss", "09:05:07"),
        ("H [o'clock]", "9 o'clock"),
        ("YYYY-MM-DDTHH:mm", "2026-11-23T09:05"),
        ("dddd", None),
        ("MMM", None),
        ("YYYY г.", "2026 г."),
    ],
)
def test_a_format_of_figures_is_said(pattern: str, said: str | None) -> None:
    """Moment's figures are known; names of days and months are not guessed."""
    assert format_moment(NOW, pattern) == said


def test_a_new_note_is_like_its_neighbours() -> None:
    """Folder, mark and spellings are those that most contacts have."""
    texts = {
        "Контакты/Аня.md": "---\nтип: рекрутер\nКомпания: Яндекс\n---\n",
        "Контакты/Оля.md": "---\nтип: рекрутер\nКомпания: Ozon\n---\n",
        "Bob.md": "---\ntags: [Recruiter]\ncompany: Hays\n---\n",
    }
    people = [Note.parse(text, path).contact() for path, text in texts.items()]
    habits = habits_of(people, Settings())
    assert (habits.folder, habits.mark) == ("Контакты", ("type", "рекрутер"))
    text = new_note_text("Мария Лис", {"company": "Авито"}, habits, Settings())
    assert text.startswith("---\nтип: рекрутер\nКомпания: Авито\n---\n")


def test_without_neighbours_the_settings_say_it() -> None:
    """In an empty vault the first tag marks a contact, or its folder does."""
    assert habits_of([], Settings()) == Habits("", ("tags", "recruiter"))
    by_folder = Settings(contacts=ContactRules(tags=(), types=(), folders=("People",)))
    assert habits_of([], by_folder) == Habits("People", None)
