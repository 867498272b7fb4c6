"""What is decided about imported people is written in one change."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

import pytest

from contactkeeper.core.importing.model import Decision, Wanted
from contactkeeper.core.importing.preview import preview_files
from contactkeeper.core.importing.writing import people_to_ignore
from contactkeeper.core.interchange import Exported, Interaction, Person
from contactkeeper.core.people.unsorted import is_unsorted
from contactkeeper.core.settings import Settings
from contactkeeper.vault.import_steps import ImportSteps, import_steps
from contactkeeper.vault.loading import load
from contactkeeper.vault.new_note import NewContacts
from contactkeeper.vault.store import Change, Vault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from contactkeeper.core.importing.model import Item, Preview

TODAY = date(2026, 12, 1)
NOW = datetime(2026, 12, 1, 9, 30)  # noqa: DTZ001  # the user's own
STAMP = "2026-12-01 09:30"
NOVEMBER = date(2026, 11, 30)
VERA = Person(
    "Вера Лис",
    emails=("vera@example.com",),
    handles=("linkedin:vera-lis",),
    company="Avito",
    role="IT Recruiter",
    connected=date(2024, 3, 12),
)


class Desk:
    """A vault into which files are imported."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "vault"
        self.root.mkdir()
        self.settings = Settings()
        self.vault = Vault(self.root, self.settings, folder / "state")

    def note(self, path: str, text: str | bytes) -> None:
        """Write a note."""
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode())

    def files(self) -> dict[str, bytes]:
        """Return all files of the vault."""
        places = [place for place in self.root.rglob("*") if place.is_file()]
        return {place.relative_to(self.root).as_posix(): place.read_bytes() for place in places}

    def preview(self, *people: Person, interactions: tuple[Interaction, ...] = ()) -> Preview:
        """Preview a file with these people."""
        file = Exported(
            "linkedin", "a.zip", made=NOVEMBER, people=people, interactions=interactions
        )
        contacts = load(self.root, self.settings).contacts
        return preview_files([file], contacts, self.settings, TODAY, Wanted(everybody=True))

    def steps(
        self,
        preview: Preview,
        decide: Callable[[Item], Decision] = Decision,
        template: tuple[str, str] | None = None,
        *,
        with_notes: bool = False,
    ) -> ImportSteps:
        """Return the steps of what is decided about everybody."""
        new = NewContacts(self.root, self.settings, load(self.root, self.settings))
        decisions = [decide(item) for item in preview.items]
        return import_steps(decisions, new, NOW, template, with_notes=with_notes)

    def carry_out(self, steps: ImportSteps) -> tuple[Change, ...]:
        """Carry out the steps."""
        return self.vault.change("import", steps.steps, stamp=STAMP)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Make the vault of a test."""
    return Desk(tmp_path)


def message(day: str, direction: str, person: Person = VERA) -> Interaction:
    """Return a message of a day."""
    assert direction in ("->", "<-")
    return Interaction(person, date.fromisoformat(day), direction, "linkedin")  # type: ignore[arg-type]


def test_a_new_note_has_it_all(desk: Desk) -> None:
    """Properties in our order, the day of the import, history in the log; undo removes it all."""
    interactions = (message("2026-11-17", "<-"), message("2026-11-16", "->"))
    changes = desk.carry_out(desk.steps(desk.preview(VERA, interactions=interactions)))
    assert [change.path for change in changes] == ["Вера Лис.md"]
    assert desk.files() == {
        "Вера Лис.md": """\
---
tags:
  - recruiter
company: Avito
role: IT Recruiter
met: 2024-03-12
email: vera@example.com
linkedin: https://www.linkedin.com/in/vera-lis
imported: 2026-12-01
---

# Вера Лис

## Interactions
- 2026-11-16 -> linkedin:
- 2026-11-17 <- linkedin:
""".encode()
    }
    assert desk.preview(VERA, interactions=interactions).items[0].says_nothing_new
    desk.vault.undo(stamp=STAMP)
    assert desk.files() == {}


def test_a_note_says_it_as_the_vault_does(desk: Desk) -> None:
    """Spellings, folder, mark and language are those of the vault's contacts."""
    for name in ("Анна", "Борис"):
        desk.note(
            f"Люди/{name}.md",
            "---\nтип: рекрутер\nкомпания: '[[Ozon]]'\nдолжность: HR\nemail: a@b.c\n---\n## Log\n",
        )
    desk.carry_out(desk.steps(desk.preview(VERA)))
    assert (
        desk.files()["Люди/Вера Лис.md"].decode()
        == """\
---
тип: рекрутер
компания: "[[Avito]]"
должность: IT Recruiter
познакомились: 2024-03-12
email: vera@example.com
linkedin: https://www.linkedin.com/in/vera-lis
импорт: 2026-12-01
---

# Вера Лис

## Interactions
"""
    )


@pytest.mark.parametrize(
    ("log", "after"),
    [
        (
            "* [[2026-11-02]] <- tg: x\n* [[2026-10-02]]: y\n",
            "* [[2026-11-17]] <- linkedin:\n* [[2026-11-16]] -> linkedin:\n",
        ),
        (
            "### 02.10.2026 call: y\n\n### 02.11.2026 <- tg: x\n",
            "### 16.11.2026 -> linkedin:\n\n### 17.11.2026 <- linkedin:\n",
        ),
        (
            "| Date | Channel | Text |\n| --- | --- | --- |\n| 2026-10-02 | call | y |\n",
            "- 2026-11-16 -> linkedin:\n- 2026-11-17 <- linkedin:\n",
        ),
        (
            "  3. 2026-10-02: y\n  3. 2026-10-03: y\n",
            "- 2026-11-16 -> linkedin:\n- 2026-11-17 <- linkedin:\n",
        ),
    ],
)
def test_history_is_written_as_in_other_notes(desk: Desk, log: str, after: str) -> None:
    """Shape, marks and order are those of most logs of the vault; a table is not imitated."""
    desk.note("Anna.md", f"---\ntags: [recruiter]\n---\n## Interactions\n{log}")
    interactions = (message("2026-11-17", "<-"), message("2026-11-16", "->"))
    desk.carry_out(desk.steps(desk.preview(VERA, interactions=interactions)))
    assert desk.files()["Вера Лис.md"].decode().endswith(f"\n## Interactions\n{after}")


def test_two_of_one_name_get_two_files(desk: Desk) -> None:
    """The second is called by the company too, then by a number; any note's name is taken."""
    people = [VERA, *(VERA._replace(handles=(f"linkedin:v{n}",), emails=()) for n in range(3))]
    desk.note("Notes/вера лис.md", "a poem\n")
    steps = desk.steps(desk.preview(*people))
    assert [path for _, path in steps.renamed] == [
        "Вера Лис (Avito).md",
        "Вера Лис (2).md",
        "Вера Лис (3).md",
        "Вера Лис (4).md",
    ]
    desk.carry_out(steps)
    contacts = load(desk.root, desk.settings).contacts
    assert {contact.aliases for contact in contacts} == {("Вера Лис",)}
    assert all(item.says_nothing_new for item in desk.preview(*people).items)


HOSTILE = [
    "../../etc/passwd",
    "/abs/olute",
    "CON",
    " Leading blank",
    "Trailing dot. ",
    'a/b\\c:d*e?f"g<h>i|j',
    "---\ntags: [x]\n---",
    "# Heading\n- 2026-01-01: forged",
    "{{title}} <% tp.x %>",
    "\x1b[31mred\u202e",
    "x" * 500,
    "[[Link]] ^block #tag %%comment%%",
    ".hidden",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_text(desk: Desk, name: str) -> None:
    """No name leaves the folder, makes another property or entry, or a file that systems refuse."""
    person = VERA._replace(name=" ".join(name.split()), company=name, role=name, note=name)
    (change,) = desk.carry_out(desk.steps(desk.preview(person), with_notes=True))
    assert len(desk.files()) == 1
    contact = change.contact
    assert change.note
    assert change.note.is_contact
    assert (contact.entries, contact.tasks, contact.problems) == ((), (), ())
    assert (contact.emails, contact.tags) == (VERA.emails, ("recruiter",))
    assert {key for key, _ in contact.properties} <= {
        "tags", "aliases", "company", "role", "met", "email", "linkedin", "imported"
    }  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_name_of_a_file_acts_in_obsidian(desk: Desk, hostile: str) -> None:
    """Neither that of a person nor that of the company that tells two of one name apart."""
    other = VERA._replace(handles=("linkedin:other",), emails=(), company=hostile)
    named = VERA._replace(name=f"Boris {' '.join(hostile.split())}", handles=(), emails=())
    desk.carry_out(desk.steps(desk.preview(VERA, other, named)))
    assert len(desk.files()) == 3
    for path, text in desk.files().items():
        assert not re.search(r"\{\{|<%|\[\[", f"{path}\n{text.decode().partition('# ')[2]}")


def test_what_leaves_no_name_is_said(desk: Desk) -> None:
    """Somebody whose name can't be a file's is left out with the reason; the others come in."""
    steps = desk.steps(desk.preview(VERA, Person("??? ///", emails=("q@example.com",), role="HR")))
    assert [person.name for person, _ in steps.refused] == ["??? ///"]
    assert len(steps.steps) == 1


KNOWN = """\
---
tags: [recruiter]
company: Яндекс # since spring
role: HR
linkedin: vera-lis
snooze_until: 2026-12-20
snoozed: 2026-11-20
---

# Вера Лис

## История общения
* 2026-11-18 <- тг: она
* 2026-11-10 — звонила
* 2026-10-01 -> тг: я
"""


def test_a_known_note_gets_what_it_lacks(desk: Desk) -> None:
    """Entries come in at their places and in its hand, properties at the end; the rest stays."""
    desk.note("Вера Лис.md", KNOWN)
    interactions = (
        message("2026-11-18", "<-"),
        message("2026-11-10", "->"),
        message("2026-11-12", "->"),
        message("2026-11-19", "->"),
    )
    (change,) = desk.carry_out(desk.steps(desk.preview(VERA, interactions=interactions)))
    assert change.after == KNOWN.replace(
        "\n---\n\n# В", "\nemail: vera@example.com\n---\n\n# В"
    ).replace("* 2026-11-18", "* 2026-11-19 -> линкедин:\n* 2026-11-18").replace(
        "* 2026-11-10", "* 2026-11-12 -> линкедин:\n* 2026-11-10"
    )
    desk.vault.undo(stamp=STAMP)
    assert desk.files() == {"Вера Лис.md": KNOWN.encode()}


def test_only_what_came_after_a_snooze_ends_it(desk: Desk) -> None:
    """Old history leaves a snooze, an entry after the day on which it was set ends it."""
    desk.note("Вера Лис.md", KNOWN)
    desk.carry_out(desk.steps(desk.preview(VERA, interactions=(message("2026-11-20", "<-"),))))
    assert b"snooze_until: 2026-12-20\nsnoozed" in desk.files()["Вера Лис.md"]
    desk.carry_out(desk.steps(desk.preview(VERA, interactions=(message("2026-11-21", "<-"),))))
    assert b"snooze" not in desk.files()["Вера Лис.md"]


def test_a_new_job_keeps_the_old_one(desk: Desk) -> None:
    """With a yes company and role are replaced, the old ones are kept, and the day is noted."""
    desk.note("Вера Лис.md", KNOWN)
    (unasked,) = desk.carry_out(desk.steps(desk.preview(VERA)))
    assert "company: Яндекс # since spring\nrole: HR\n" in (unasked.after or "")
    (change,) = desk.carry_out(
        desk.steps(desk.preview(VERA), lambda item: Decision(item, job=True))
    )
    properties = dict(change.contact.properties)
    assert {key: properties[key] for key in list(properties)[1:3]} == {
        "company": "Avito",
        "role": "IT Recruiter",
    }
    assert change.contact.previous == ("Яндекс",)
    assert properties["previous_role"] == "HR"
    assert change.contact.company_since == TODAY


def test_a_new_title_is_a_new_job_too(desk: Desk) -> None:
    """With the company as it was only the role is replaced; the occasion is the same."""
    desk.note("Вера Лис.md", KNOWN.replace("Яндекс # since spring", "Авито"))
    preview = desk.preview(VERA)
    (change,) = desk.carry_out(desk.steps(preview, lambda item: Decision(item, job=True)))
    contact = change.contact
    assert (contact.company, contact.role, contact.previous) == ("Авито", "IT Recruiter", ())
    assert contact.company_since == TODAY


@pytest.mark.parametrize(
    "text",
    [
        KNOWN.replace("role: HR", "role: [HR"),
        KNOWN + "<<<<<<< HEAD\n* a\n=======\n* b\n>>>>>>> main\n",
        KNOWN.replace("role: HR", "role: HR\nrole: CTO"),
        KNOWN.encode() + b"\xff\xfe\n",
    ],
    ids=["broken block", "conflict", "twice", "not UTF-8"],
)
def test_a_note_that_cannot_be_written_is_left_out(desk: Desk, text: str | bytes) -> None:
    """Nothing of it is written, the reason is said, and the others get theirs."""
    desk.note("Вера Лис.md", text)
    other = Person("Boris Ivanov", emails=("boris@example.com",), role="Recruiter")
    preview = desk.preview(VERA, other, interactions=(message("2026-11-21", "<-"),))
    for contact in load(desk.root, desk.settings).contacts:
        assert contact.name == "Вера Лис"

    def decide(item: Item) -> Decision:
        known = load(desk.root, desk.settings).contacts
        return Decision(item, contact=known[0] if item.standing == "unsure" else None)

    changes = desk.carry_out(desk.steps(preview, decide))
    assert {change.path: bool(change.refused) for change in changes} == {
        "Boris Ivanov.md": False,
        "Вера Лис.md": True,
    }
    assert desk.files()["Вера Лис.md"] == (text if isinstance(text, bytes) else text.encode())


def test_old_messages_that_need_no_answer_say_so(desk: Desk) -> None:
    """With `none_owed` the messages older than the window say `[reply:: none]`, newer ones not."""
    boris = Person("Boris Ivanov", emails=("boris@example.com",))
    interactions = (message("2026-10-01", "<-"), message("2026-11-28", "<-", boris))
    preview = desk.preview(VERA, boris, interactions=interactions)
    desk.carry_out(desk.steps(preview, lambda item: Decision(item, none_owed=True)))
    texts = desk.files()
    assert texts["Вера Лис.md"].endswith(b"\n- 2026-10-01 <- linkedin: [reply:: none]\n")
    assert texts["Boris Ivanov.md"].endswith(b"\n- 2026-11-28 <- linkedin:\n")


@pytest.mark.parametrize("order", ["oldest-first", "newest-first"])
def test_what_came_last_on_a_day_is_the_last(
    desk: Desk, order: Literal["oldest-first", "newest-first"]
) -> None:
    """Of a question and its answer on one day the answer is the newer, whoever asked."""
    desk.settings = desk.settings._replace(log=desk.settings.log._replace(order=order))
    asked, answered = (message("2026-11-16", way) for way in ("<-", "->"))
    mine, theirs = (message("2026-11-17", way) for way in ("->", "<-"))
    days = (asked, answered._replace(moment=1), mine, theirs._replace(moment=1))
    desk.carry_out(desk.steps(desk.preview(VERA, interactions=days)))
    lines = desk.files()["Вера Лис.md"].decode().splitlines()[-4:]
    said = [line[2:16].split() for line in (lines if order == "oldest-first" else lines[::-1])]
    assert said == [
        ["2026-11-16", "<-"],
        ["2026-11-16", "->"],
        ["2026-11-17", "->"],
        ["2026-11-17", "<-"],
    ]


def test_a_template_of_the_vault_is_filled(desk: Desk) -> None:
    """The rest of the template stays; history goes into its log."""
    template = (
        "---\ntags: [recruiter]\nlang:\n---\n# {{title}}\n\n## Log\n%% newest last %%\n\n## Links\n"
    )
    preview = desk.preview(VERA, interactions=(message("2026-11-16", "->"),))
    (change,) = desk.carry_out(desk.steps(preview, template=("T.md", template)))
    assert (change.after or "").endswith(
        "# Вера Лис\n\n## Log\n%% newest last %%\n\n- 2026-11-16 -> linkedin:\n\n## Links\n"
    )


def test_what_else_a_file_says_of_somebody_new(desk: Desk) -> None:
    """Categories, pages and addresses are properties; a remark comes in only where it is wanted."""
    person = VERA._replace(
        categories=("Recruiters", "Met at JPoint"),
        links=("https://example.com/vera",),
        addresses=("1 Main St, Berlin",),
        note="likes tea\n# not a heading\nCompany:: Ozon\n- [ ] call her",
    )
    (plain,) = desk.vault.preview(desk.steps(desk.preview(person)).steps)
    assert "tea" not in (plain.after or "")
    (change,) = desk.carry_out(desk.steps(desk.preview(person), with_notes=True))
    assert (
        (change.after or "").partition("imported: 2026-12-01\n")[2]
        == """\
categories:
  - Recruiters
  - Met at JPoint
links:
  - https://example.com/vera
addresses:
  - 1 Main St, Berlin
---

# Вера Лис

> likes tea
> \\# not a heading
> Company:: Ozon
> - \\[ ] call her

## Interactions
"""
    )
    assert change.contact.company == "Avito"


def test_declined_people_are_named_for_the_list(desk: Desk) -> None:
    """Nothing is written about them, and they are known by what tells them best."""
    nobody = Person("Solo Name", role="HR")
    decisions = [Decision(item, decline=True) for item in desk.preview(VERA, nobody).items]
    assert people_to_ignore(decisions) == ("Solo Name", "linkedin:vera-lis", "vera@example.com")
    assert desk.steps(desk.preview(VERA), lambda item: Decision(item, decline=True)).steps == ()


def test_a_template_starts_no_timer_of_somebody_imported(desk: Desk) -> None:
    """Who has no history stays unsorted; who has gets the rhythm that new notes have."""
    head = "---\ntags: [recruiter]\n"
    rhythm = "уровень: key\ncadence: monthly\n"
    template = f"{head}{rhythm}talk:\nlast_contact: {{{{date}}}}\nmet: {{{{date}}}}\n---\n"
    boris = Person("Boris Ivanov", emails=("boris@example.com",))
    preview = desk.preview(VERA, boris, interactions=(message("2026-11-16", "->", boris),))
    desk.carry_out(desk.steps(preview, template=("T.md", template)))
    notes = {path: text.decode() for path, text in desk.files().items()}
    assert notes["Вера Лис.md"].startswith(f"{head}talk:\nmet: 2024-03-12\ncompany: Avito\n")
    assert notes["Boris Ivanov.md"].startswith(f"{head}{rhythm}talk:\nemail: boris@example.com\n")
    contacts = load(desk.root, desk.settings).contacts
    assert [each.name for each in contacts if is_unsorted(each)] == ["Вера Лис"]
