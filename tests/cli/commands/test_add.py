from __future__ import annotations

import json
import shlex
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cli.conftest import Ck

ANNA = "---\ntags: [recruiter]\ntelegram: '@anna'\nemail: anna@x.com\n---\n"
TEMPLATE = "---\ntags: [recruiter]\ncompany:\ncreated: {{date}}\n---\n# {{title}}\n"
SETTINGS = '{"folder": "Templates"}'


def test_add_makes_a_note_where_the_others_are(ck: Ck) -> None:
    """`ck add` writes the options as properties, in the folder of most contacts."""
    ck.note("Recruiters/Анна.md", ANNA)
    result = ck("add", "Мария Лис", "--company", "Авито", "--tier", "key", "--met", "yesterday")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "New: Recruiters/Мария Лис.md\n"
        "  tags: recruiter\n"
        "  company: Авито\n"
        "  tier: key\n"
        "  met: 2026-11-22\n"
        "  created: 2026-11-23\n"
        "On the list from today · ck undo\n"
    )
    assert ck.text("Recruiters/Мария Лис.md") == (
        "---\ntags:\n  - recruiter\ncompany: Авито\ntier: key\nmet: 2026-11-22\n"
        "created: 2026-11-23\n---\n\n# Мария Лис\n\n## Interactions\n"
    )


def test_add_fills_the_vaults_own_template(ck: Ck) -> None:
    """A template with the mark of a contact is used by itself, and said; others are not."""
    ck.note(".obsidian/templates.json", SETTINGS)
    ck.note("Templates/Recruiter.md", TEMPLATE)
    ck.note("Templates/Meeting.md", "# {{title}}\n<% tp %>\n")
    result = ck("add", "Мария Лис", "--company", "Авито")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "New: Мария Лис.md, from Templates/Recruiter.md\n"
        "  tags: recruiter\n"
        "  company: Авито\n"
        "  created: 2026-11-23\n"
        "On the list from today · ck undo\n"
    )
    assert ck.text("Мария Лис.md") == (
        "---\ntags: [recruiter]\ncompany: Авито\ncreated: 2026-11-23\n---\n# Мария Лис\n"
    )


def test_add_refuses_templaters_code(ck: Ck) -> None:
    """A template with `<% %>` is refused with its line, and nothing is written."""
    ck.note(".obsidian/templates.json", SETTINGS)
    ck.note("Templates/Recruiter.md", "---\ntags: [recruiter]\n---\n<% tp.x %>\n")
    result = ck("add", "Мария Лис")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "ck: Templates/Recruiter.md:4: Templater's <% %> can't be filled here; "
        "use --no-template. Nothing was written.\n"
    )
    assert not (ck.vault / "Мария Лис.md").exists()
    assert ck("add", "Мария Лис", "--no-template").code == 0


def test_a_template_that_is_not_utf_8_is_said(ck: Ck) -> None:
    """It is passed over with a word where nobody named it, and refused where somebody did."""
    ck.note(".obsidian/templates.json", SETTINGS)
    ck.note("Templates/Person.md", "")
    (ck.vault / "Templates/Person.md").write_bytes(b"---\ntags: [recruiter]\n---\n\xe9 {{title}}\n")
    result = ck("add", "Мария Лис", "--template", "person")
    assert (result.code, result.out, result.err) == (
        2,
        "",
        (
            "ck: Templates/Person.md can't be read, is not UTF-8, or leads out of the vault. "
            "Save it as UTF-8.\n"
        ),
    )
    result = ck("add", "Мария Лис")
    assert (result.code, result.err) == (
        0,
        "ck: Templates/Person.md can't be read, or is not UTF-8: it was passed over.\n",
    )


def test_several_templates_are_not_guessed_between(ck: Ck) -> None:
    """Two templates for contacts need --template, which also takes a bare name."""
    ck.note(".obsidian/templates.json", SETTINGS)
    ck.note("Templates/Agency.md", TEMPLATE)
    ck.note("Templates/Recruiter.md", TEMPLATE)
    result = ck("add", "Анна")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "ck: which template? --template takes one of: Templates/Agency.md, "
        "Templates/Recruiter.md.\n"
    )
    assert ck("add", "Анна", "--template", "agency").out.startswith(
        "New: Анна.md, from Templates/Agency.md\n"
    )
    assert ck("add", "Ольга", "--template", "nope").err == (
        "ck: there is no template “nope”. --template takes its path.\n"
    )


@pytest.mark.parametrize("name", ["анна ЙОД", unicodedata.normalize("NFD", "Анна Йод")])
def test_an_existing_name_is_refused(ck: Ck, name: str) -> None:
    """A name that is there in another case or normalisation is refused, wherever it lies."""
    ck.note("Recruiters/Анна Йод.md", ANNA)
    result = ck("add", name, "--folder", "Elsewhere")
    assert (result.code, result.out) == (2, "")
    assert result.err == ("ck: there is a contact of that name already: Recruiters/Анна Йод.md.\n")
    assert not (ck.vault / "Elsewhere").exists()


def test_a_taken_address_is_warned_of(ck: Ck) -> None:
    """Who has the e-mail or handle already is named on standard error; the note is made."""
    ck.note("Анна.md", ANNA)
    result = ck("add", "Anna K", "--telegram", "t.me/Anna", "--email", "ANNA@x.com")
    assert result.code == 0
    assert result.err == (
        "ck: ANNA@x.com is also that of Анна (Анна.md).\n"
        "ck: telegram Anna is also that of Анна (Анна.md).\n"
    )


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--cadence", "по ситуации"), "monthly, every 6 weeks, 45 days, event or none"),
        (("--tier", "vip"), "write key or supporting"),
        (("--birthday", "02-30"), "02-30"),
        (("--placed-me", "soon"), "--placed-me needs a day"),
        (("--met", "2026-02-30"), "--met"),
        (("--email", "nobody"), "is no e-mail address"),
        (("--property", "lang"), "is no KEY=VALUE"),
        (("--company", "A", "--property", "Компания=B"), "is given twice"),
        (("--role", "{{x}}"), "template's marks"),
        (("--tag", "new people"), "tags: a tag has no blanks, unlike “new people”"),
        (("--folder", "../x"), "--folder takes a folder of the vault"),
        (("--template", "x", "--no-template"), "exclude each other"),
    ],
)
def test_a_bad_value_is_refused_before_anything_is_written(
    ck: Ck, options: tuple[str, ...], said: str
) -> None:
    """Values are checked first; the sentence says what is allowed, and the code is 2."""
    result = ck("add", "Анна", *options)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert list(ck.vault.rglob("*.md")) == []


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (("Анна", "--folder", "templates/new"), "templates/new/Анна.md"),
        (("Анна", "--folder", "Archive/2026"), "Archive/2026/Анна.md"),
        (("Анна old", "--folder", "."), "Анна old.md"),
        (("Анна (conflicted copy 2026-11-23 101010)",),
         "Анна (conflicted copy 2026-11-23 101010).md"),
    ],
)  # fmt: skip
def test_a_note_that_no_list_would_hold_is_refused(
    ck: Ck, arguments: tuple[str, ...], path: str
) -> None:
    """Templates, what Obsidian excludes and names of conflict copies are never contacts."""
    ck.note(".obsidian/templates.json", SETTINGS)
    ck.note(".obsidian/app.json", '{"userIgnoreFilters": ["Archive/", "/old\\\\.md$/"]}')
    result = ck("add", *arguments)
    said = (
        f"ck: a note at {path} would be no contact: templates, conflict copies and what Obsidian "
        "excludes are left out.\n"
    )
    assert (result.code, result.out, result.err) == (2, "", said)
    assert list(ck.vault.rglob("*.md")) == []


def test_add_as_json(ck: Ck) -> None:
    """The document has the keys of `log`, with no line."""
    result = ck("add", "Анна", "--json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "version": 1,
        "command": "add",
        "today": "2026-11-23",
        "vault": str(ck.vault),
        "changes": [{"name": "Анна", "path": "Анна.md", "line": None, "next_due": "2026-11-23"}],
        "dry_run": False,
    }


def test_a_dry_run_shows_the_note(ck: Ck) -> None:
    """--dry-run writes nothing and shows what would be."""
    result = ck("add", "Анна", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "--- Анна.md\n+++ Анна.md\n@@ -0,0 +1,10 @@\n+---\n+tags:\n+  - recruiter\n"
        "+created: 2026-11-23\n+---\n+\n+# Анна\n+\n+## Interactions\n+\n"
    )
    assert list(ck.vault.rglob("*.md")) == []


def test_an_impossible_file_name_is_made_safe(ck: Ck) -> None:
    """A name that can't name a file loses what is in the way, and that is said."""
    result = ck("add", "Anna: HR/Acme")
    assert result.err == "ck: a file can't be called “Anna: HR/Acme”, so it is “Anna HR Acme”.\n"
    assert (ck.vault / "Anna HR Acme.md").exists()


def test_log_makes_somebody_new(ck: Ck) -> None:
    """`ck log --new` makes the note and its first entry in one change, which undo takes back."""
    ck.note("Recruiters/Анна.md", ANNA)
    result = ck(
        "log", "Мария Лис", "<- linkedin: Staff, Авито, 700k", "--new", "--company", "Авито"
    )
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "New: Recruiters/Мария Лис.md\n"
        "  - 2026-11-23 <- linkedin: Staff, Авито, 700k\n"
        "You owe a reply.\n"
    )
    assert ck.text("Recruiters/Мария Лис.md") == (
        "---\ntags:\n  - recruiter\ncompany: Авито\ncreated: 2026-11-23\n---\n\n# Мария Лис\n\n"
        "## Interactions\n- 2026-11-23 <- linkedin: Staff, Авито, 700k\n"
    )
    assert ck("undo").code == 0
    assert not (ck.vault / "Recruiters/Мария Лис.md").exists()


def test_a_company_is_a_link_where_the_others_are(ck: Ck) -> None:
    """The company is written as most contacts have it: as a link, or as a word."""
    ck.note("Анна.md", '---\ntags: [recruiter]\ncompany: "[[Яндекс]]"\n---\n')
    assert ck("log", "Мария Лис", "привет", "--new", "--company", "Авито").code == 0
    assert 'company: "[[Авито]]"\n' in ck.text("Мария Лис.md")
    ck.note("Ольга.md", "---\ntags: [recruiter]\ncompany: Ozon\n---\n")
    ck.note("Катя.md", "---\ntags: [recruiter]\ncompany: Сбер\n---\n")
    assert ck("add", "Вера", "--company", "Авито").code == 0
    assert ck("add", "Юля", "--company", "[[Авито]]").code == 0
    assert 'company: "[[Авито]]"\n' in ck.text("Юля.md")


@pytest.mark.parametrize(
    ("link", "name", "line"),
    [
        ("https://t.me/vasya_pupkin", "Vasya Pupkin", 'telegram: "@vasya_pupkin"'),
        ("t.me/vasya", "Vasya", 'telegram: "@vasya"'),
        ("https://www.linkedin.com/in/jane-roe-1a2b3c/?x=1", "Jane Roe",
         "linkedin: https://www.linkedin.com/in/jane-roe-1a2b3c"),
        ("https://ru.linkedin.com/in/%D0%B2%D0%B5%D1%80%D0%B0-%D0%BB%D0%B8", "Вера Ли",
         "linkedin: https://www.linkedin.com/in/вера-ли"),
    ],
)  # fmt: skip
def test_the_address_of_a_page_makes_a_note(ck: Ck, link: str, name: str, line: str) -> None:
    """It is the property, and its words are the name; the same page again is the same person."""
    result = ck("add", link, "--folder", "P")
    assert (result.code, result.err) == (0, "")
    assert f"\n{line}\n" in ck.text(f"P/{name}.md")
    again = ck("add", link)
    assert (again.code, again.out) == (2, "")
    assert f"is {name}, who is there: ck show " in again.err


@pytest.mark.parametrize(
    "link", ["https://example.com/anna", "https://t.me/joinchat/abc", "https://t.me/+7999"]
)
def test_another_page_is_no_name(ck: Ck, link: str) -> None:
    """Nothing is made of an address that says nobody."""
    result = ck("add", link)
    assert (result.code, result.out) == (2, "")
    assert result.err == f"ck: “{link}” is no page of a person that ck knows: give a name.\n"
    assert not list(ck.vault.glob("**/*.md"))


def test_a_page_without_a_name_wants_one(ck: Ck) -> None:
    """The command that is named makes the note."""
    result = ck("add", "t.me/x1234")
    assert (result.code, result.err) == (
        2, "ck: what are they called? ck add NAME --telegram @x1234\n",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("there", "new"),
    [
        ("Анна Каренина", "Anna Karenina"),
        ("Анна Каренина", "Каренина Аня"),
        ("Boris Ivanov", "Boris"),
        ("Борис Иванов", "boris"),
    ],
)
@pytest.mark.parametrize("command", ["add", "log"])
def test_a_note_beside_somebody_called_so_is_not_made(
    ck: Ck, there: str, new: str, command: str
) -> None:
    """In a script it is refused and says who is there; `--yes` makes it."""
    ck.note(f"{there}.md", "---\ntags: recruiter\ncompany: Ozon\n---\n")
    line = ["add", new] if command == "add" else ["log", new, "hi", "--new"]
    result = ck(*line)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(
        f"ck: “{new}” may be somebody who is there: {there}, Ozon ({there}.md). ck show "
    )
    shown = result.err.partition("ck show ")[2].partition(" shows")[0]
    assert ck("show", *shlex.split(shown)).code == 0
    assert not (ck.vault / f"{new}.md").exists()
    assert ck(*line, "--yes").code == 0
    assert (ck.vault / f"{new}.md").exists()


def test_another_person_needs_no_question(ck: Ck) -> None:
    """A name of which one word is another, or that only begins so, is somebody else's."""
    ck.note("Boris Ivanov.md", "---\ntags: recruiter\n---\n")
    for new in ("Boris Petrov", "Ivan", "Борислав"):
        assert ck("add", new).code == 0


def test_a_property_with_a_typing_error_is_refused(ck: Ck) -> None:
    """As in `ck set`; `--yes` sets it as it was typed."""
    result = ck("add", "Vera", "--property", "cadance=weekly")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("ck: ck reads no property “cadance”. Did you mean cadence?")
    assert ck("add", "Vera", "--property", "cadance=weekly", "--yes").code == 0
    assert "\ncadance: weekly\n" in ck.text("Vera.md")


@pytest.mark.parametrize(
    ("log", "heading"),
    [
        ("", "Взаимодействия"),
        ("## Журнал\n- 2026-11-10 звонок: одно\n", "Взаимодействия"),
        ("## Interactions\n- 2026-11-10 звонок: одно\n", "Interactions"),
    ],
)
def test_the_log_of_a_new_note_has_a_heading_in_the_language_of_the_others(
    ck: Ck, log: str, heading: str
) -> None:
    """Russian where the contacts are Russian, unless their logs stand under English headings."""
    head = "---\ntags: [recruiter]\nкомпания: Озон\nуровень: ключевой\n---\n"
    ck.note("Люди/Анна.md", head + log)
    assert ck("add", "Света").code == 0
    text = ck.text("Люди/Света.md")
    assert text.endswith(f"# Света\n\n## {heading}\n")
