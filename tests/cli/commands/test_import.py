"""`ck import`: what is asked, what is said, and what is written, through the program."""

from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from vaults import TALKED, note

if TYPE_CHECKING:
    from cli.conftest import Ck


def put(ck: Ck, name: str, text: str | bytes) -> None:
    """Write a file into the folder where the commands are started."""
    data = text if isinstance(text, bytes) else text.encode()
    (ck.vault.parent / name).write_bytes(data)


def card(name: str, **fields: str) -> str:
    """Return an address card; the names of fields have `_` for `-`."""
    lines = "".join(f"{key.replace('_', '-')}:{value}\n" for key, value in fields.items())
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\n{lines}END:VCARD\n"


CONNECTIONS = """\
First Name,Last Name,URL,Email Address,Company,Position,Connected On
Анна,Каренина,https://www.linkedin.com/in/anna-k,,Avito,Recruiter,12 Mar 2024
Vera,Lind,https://www.linkedin.com/in/vera-l,,Ozon,Talent Acquisition,5 Jan 2026
Boris,,https://www.linkedin.com/in/boris-i,,VK,HR,5 Jan 2026
Tom,Becker,https://www.linkedin.com/in/tom-b,,Hays,Gardener,5 Jan 2026
"""
HEADER = "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\n"
ME = "Me Myself,https://www.linkedin.com/in/me"
VERA = "Vera Lind,https://www.linkedin.com/in/vera-l"
BORIS = "Boris,https://www.linkedin.com/in/boris-i"
ANNA = "Анна Каренина,https://www.linkedin.com/in/anna-k"
MESSAGES = (
    f"{HEADER}1,{VERA},{ME},2026-09-01 08:00:00 UTC,hello,INBOX\n"
    f"2,{ME},{ANNA},2026-11-16 08:00:00 UTC,hello,INBOX\n"
    f'2,{ANNA},{ME},2026-11-17 08:00:00 UTC,"= yes, [x]",INBOX\n'
)


def put_archive(ck: Ck) -> None:
    """Put an archive of LinkedIn there, and notes of two people, of whom one may be in it."""
    put_archive_of(ck, **{"Connections.csv": CONNECTIONS, "messages.csv": MESSAGES})
    ck.note("P/Анна Каренина.md", note(TALKED, company="Яндекс", role="Recruiter"))
    ck.note("P/Boris Ivanov.md", note(TALKED))
    ck.note("contactkeeper.toml", "# mine\n[due]\nlimit = 9\n")


def put_archive_of(ck: Ck, **files: str) -> None:
    """Put a ZIP of some files there."""
    with zipfile.ZipFile(ck.vault.parent / "li.zip", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


MISTAKES = {
    ("no.vcf",): "there is no file “no.vcf”. FILE is an export, an archive or a folder of them.",
    ("a.vcf", "--as", "card"): (
        "“card” is no kind of file. The kinds are "
        "json, linkedin, vcard, csv, icalendar, mail, telegram, whatsapp."
    ),
    ("a.vcf", "--map", "name"): ("“name” is no FIELD=COLUMN. For example: --map name=Имя"),
    ("a.vcf", "--day-first", "--month-first"): (
        "--day-first and --month-first contradict each other: give one."
    ),
    ("a.vcf", "--keep-letters", "--mend-letters"): (
        "--mend-letters and --keep-letters contradict each other: give one."
    ),
    ("a.vcf", "--zone", "MSK"): (
        "--zone takes the name of a time zone, like Europe/Moscow; “MSK” is none."
    ),
}


@pytest.mark.parametrize("words", MISTAKES)
def test_a_mistake_in_the_command_line_is_said_before_anything_is_read(
    ck: Ck, words: tuple[str, ...]
) -> None:
    """With exit code 2."""
    put(ck, "a.vcf", card("Anna"))
    result = ck("import", *words)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {MISTAKES[words]}\n")


def test_a_system_without_a_zone_asks_for_one(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule of TZ that is no name tells no machine else which days are meant."""
    put(ck, "a.vcf", card("Anna"))
    monkeypatch.setenv("TZ", "MSK-3")
    result = ck("import", "a.vcf")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "ck: the system does not say in which time zone you are, and days are counted in one: "
        "name yours, as in --zone Europe/Moscow.\n"
    )
    assert ck("import", "a.vcf", "--zone", "Europe/Moscow", "--dry-run").code == 0


def test_a_file_of_no_known_kind_is_asked_about(ck: Ck) -> None:
    """In a script the options that answer are named, as they are typed."""
    put(ck, "-x y.txt", "nothing of all that")
    result = ck("import", "--all", "./-x y.txt")
    head, *rows = result.err.splitlines()
    assert (result.code, result.out) == (2, "")
    assert head == (
        "ck: ./-x y.txt: nothing in it tells what kind of file it is. "
        "There is no terminal to ask in; an option answers:"
    )
    assert "  ck import './-x y.txt' --all --as vcard" in rows
    document = json.loads(ck("import", "./-x y.txt", "--json").out)
    assert document["error"]["code"] == "open-question"
    assert document["error"]["question"] == "kind"
    assert "vcard" in document["error"]["choices"]


def test_what_a_file_leaves_open_is_asked_in_russian(
    ck: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands that answer, and what programs read, stay as they are."""
    put(ck, "x.txt", "nothing of all that")
    english, document = ck("import", "x.txt"), ck("import", "x.txt", "--json").out
    monkeypatch.setenv("CK_LANG", "ru")
    result = ck("import", "x.txt")
    head, *rows = result.err.splitlines()
    assert (result.code, result.out) == (2, "")
    assert head == (
        "ck: x.txt: по содержимому не понять, что это за файл. "
        "Спросить негде: терминала нет. Ответить можно опцией:"
    )
    assert rows == english.err.splitlines()[1:]
    assert ck("import", "x.txt", "--json").out == document


def test_a_file_of_no_known_kind_holds_up_no_other(ck: Ck) -> None:
    """Of several files in a script it is one that can't be read."""
    put(ck, "x.txt", "nothing of all that")
    put(ck, "a.vcf", card("Anna Lind"))
    result = ck("import", "a.vcf", "x.txt", "--all", "--dry-run")
    assert (result.code, result.err) == (1, "")
    assert "  new           1 person\n" in result.out
    assert (
        "x.txt:1: nothing in it tells what kind of file it is: import it alone to be asked\n"
    ) in result.out


PREVIEW = """\
LinkedIn's archive of Me Myself: 4 connections, 3 messages
  new           1 recruiter, 1 with history: 1 day (1 other is left out: --all)
  changed       1  Анна Каренина · Яндекс → Avito: a new job? (also linkedin, 2 days of history)
  unsure        1  “Boris” could be Boris Ivanov
Days are counted in UTC.
"""
LEFT = "1 unsure and 1 new job are left: import the file again to decide"
VERAS = """\
---
tags:
  - recruiter
company: Ozon
role: Talent Acquisition
met: 2026-01-05
linkedin: https://www.linkedin.com/in/vera-l
imported: 2026-11-23
---

# Vera Lind

## Interactions
- 2026-09-01 <- linkedin: [reply:: none]
"""
HISTORY = "- 2026-11-16 -> linkedin:\n- 2026-11-17 <- linkedin:\n"
PROFILE = "https://www.linkedin.com/in/anna-k"


def files_of(ck: Ck) -> dict[str, str]:
    """Read all files of the vault."""
    files = (place for place in ck.vault.rglob("*") if place.is_file())
    return {place.relative_to(ck.vault).as_posix(): place.read_bytes().decode() for place in files}


def test_what_is_certain_is_taken_as_one_change(ck: Ck) -> None:
    """New people, history and properties; a new job and somebody unsure never."""
    put_archive(ck)
    before = files_of(ck)
    result = ck("import", "li.zip", "--zone", "UTC", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{PREVIEW}1 new note in P/, 3 entries in 2 notes. {LEFT} · ck undo\n"
    assert files_of(ck) == {
        **before,
        "P/Vera Lind.md": VERAS,
        "P/Анна Каренина.md": note(
            TALKED + HISTORY, company="Яндекс", role="Recruiter", linkedin=PROFILE
        ),
        "contactkeeper.toml": '# mine\n[due]\nlimit = 9\n\n[import]\nzone = "UTC"\n',
    }
    assert ck("undo").code == 0
    assert files_of(ck) == before


def test_an_import_is_answered_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """The notes are those of an English run."""
    put_archive(ck)
    monkeypatch.setenv("CK_LANG", "ru")
    result = ck("import", "li.zip", "--zone", "UTC", "--yes")
    assert (result.code, result.out, result.err) == (
        0,
        """\
Архив LinkedIn (Me Myself): 4 связи, 3 сообщения
  новые            1 рекрутер, из них с историей 1: 1 день (других пропущено 1: --all)
  перемены         1  Анна Каренина · Яндекс → Avito: новая работа? \
(и ещё linkedin, история за 2 дня)
  неясно           1  «Boris»: возможно, Boris Ivanov
Дни считаются по часовому поясу UTC.
1 новая заметка в P/, 3 записи в 2 заметках. Остаются 1 неясный случай и 1 новая работа: \
чтобы решить, импортируйте файл ещё раз · ck undo
""",
        "",
    )
    russian = files_of(ck)
    assert ck("undo").code == 0
    monkeypatch.setenv("CK_LANG", "en")
    assert ck("import", "li.zip", "--zone", "UTC", "--yes").code == 0
    assert files_of(ck) == russian
    monkeypatch.setenv("CK_LANG", "ru")
    answer = ck("import", "li.zip", "--zone", "UTC", "--yes").out.splitlines()[-1]
    assert answer == (
        "Остаются 1 неясный случай и 1 новая работа: чтобы решить, импортируйте файл ещё раз."
    )


def test_a_second_import_changes_nothing(ck: Ck) -> None:
    """What is left to decide is said again; with nothing left, that the notes have all of it."""
    put_archive(ck)
    assert ck("import", "li.zip", "--yes").code == 0
    before = files_of(ck)
    result = ck("import", "li.zip", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out.endswith(f"{LEFT}.\n")
    assert files_of(ck) == before
    put_archive_of(ck, **{"Connections.csv": CONNECTIONS.replace("Avito", "Яндекс")})
    ck.note(
        "P/Boris Ivanov.md",
        note(TALKED, linkedin="https://www.linkedin.com/in/boris-i", role="HR", company="VK"),
    )
    result = ck("import", "li.zip")
    assert result.out.endswith("Nothing new: the notes have all of it.\n")
    assert result.code == 0


def test_a_script_has_to_say_yes(ck: Ck) -> None:
    """Nothing is written before; --dry-run says what would be."""
    put_archive(ck)
    before = files_of(ck)
    result = ck("import", "li.zip", "--zone", "UTC")
    assert (result.code, result.out) == (2, PREVIEW)
    assert result.err == (
        "ck: Take all that is certain, of 2 people? "
        "There is no terminal to ask in: --yes answers.\n"
    )
    document = json.loads(ck("import", "li.zip", "--json").out)
    assert document["error"]["code"] == "needs-yes"
    result = ck("import", "li.zip", "--zone", "UTC", "--dry-run")
    assert (result.code, result.err) == (0, "")
    head, person, rest = PREVIEW.partition("  changed")
    assert result.out == (
        f"{head}                   Vera Lind, Ozon, Talent Acquisition: 1 day of history\n"
        f"{person}{rest}Of what is certain this would be written: "
        f"1 new note in P/, 3 entries in 2 notes. {LEFT}.\n"
    )
    assert files_of(ck) == before


def test_the_document_of_what_was_written(ck: Ck) -> None:
    """How much was taken, and which notes; all that the files say, besides."""
    put_archive(ck)
    document = json.loads(ck("import", "li.zip", "--yes", "--json").out)
    assert document["taken"] == {"notes": 1, "entries": 3, "others": 0, "jobs": 0, "declined": 0}
    assert document["changes"] == [
        {"name": "Vera Lind", "path": "P/Vera Lind.md", "new": True},
        {"name": "Анна Каренина", "path": "P/Анна Каренина.md", "new": False},
    ]
    assert document["dry_run"] is False
    assert [each["standing"] for each in document["people"]] == ["new", "changed", "unsure"]


def test_a_file_that_can_not_be_read_holds_up_no_other(ck: Ck) -> None:
    """It is said with the rows that can't be read; exit code 1."""
    put(ck, "a.vcf", card("Anna Lind", TITLE="Recruiter"))
    (ck.vault.parent / "b.zip").write_bytes(b"PK\x03\x04 and no more")
    result = ck("import", "b.zip", "a.vcf", "--yes")
    assert (result.code, result.err) == (1, "")
    assert "  not read      1  b.zip:1: " in result.out
    assert "1 new note." in result.out
    alone = ck("import", "b.zip")
    assert (alone.code, alone.out, alone.err) == (
        1,
        "  not read      1  b.zip:1: it is damaged: export it again\nNothing was taken.\n",
        "",
    )


def test_a_note_that_can_not_be_written_is_left_out(ck: Ck) -> None:
    """With the reason; the rest is written, and the exit code is 1."""
    put(
        ck,
        "a.vcf",
        card("Anna Lind", EMAIL="a@example.org") + card("Eva Berg", EMAIL="eva@example.org"),
    )
    broken = note(f"{TALKED}<<<<<<< a\n- 2026-05-02: b\n=======\n>>>>>>> b\n")
    ck.note("Anna Lind.md", broken)
    ck.note("Eva Berg.md", note(TALKED))
    result = ck("import", "a.vcf", "--yes")
    assert result.code == 1
    assert result.err.startswith("ck: Anna Lind.md is left out: line ")
    assert ck.text("Anna Lind.md") == broken
    document = json.loads(ck("import", "a.vcf", "--yes", "--json").out)
    (refused,) = document["refused"]
    assert refused["name"] == "Anna Lind.md"
    assert refused["why"].startswith("line ")
    assert document["changes"] == []
    assert "email: eva@example.org" in ck.text("Eva Berg.md")


def test_a_vault_with_several_templates_asks_for_one(ck: Ck) -> None:
    """In a script an option names it; without new people nothing is asked."""
    for name in ("One", "Two"):
        ck.note(f"Templates/{name}.md", f"---\ntags: recruiter\nfrom: {name}\n---\n")
    ck.note(".obsidian/templates.json", '{"folder": "Templates"}')
    put(ck, "a.vcf", card("Anna Lind", TITLE="Recruiter"))
    result = ck("import", "a.vcf", "--yes")
    assert (result.code, result.err) == (
        2,
        "ck: which template? --template takes one of: Templates/One.md, Templates/Two.md.\n",
    )
    assert ck("import", "a.vcf", "--yes", "--template", "Two").code == 0
    assert "from: Two" in ck.text("Anna Lind.md")


def test_a_template_that_cannot_be_filled_is_refused_before_all(ck: Ck) -> None:
    """The fault is said once, where it is, and the option that it names does as it says."""
    ck.note("Templates/One.md", "---\ntags: recruiter\n---\n<% tp.file.title %>\n")
    ck.note(".obsidian/templates.json", '{"folder": "Templates"}')
    put(ck, "a.vcf", card("Anna Lind", TITLE="Recruiter") + card("Vera Lind", TITLE="Recruiter"))
    for options in ((), ("--yes",), ("--dry-run",), ("--template", "One")):
        result = ck("import", "a.vcf", *options)
        assert (result.code, result.out) == (1, "")
        assert result.err == (
            "ck: Templates/One.md:4: Templater's <% %> can't be filled here; use --no-template. "
            "Nothing was written.\n"
        )
    assert ck("import", "a.vcf", "--yes", "--no-template").code == 0
    assert "<%" not in ck.text("Anna Lind.md")
    assert ck("import", "a.vcf", "--template", "One", "--no-template").code == 2


def test_a_template_gives_nobody_a_past(ck: Ck) -> None:
    """An entry of the day in it would be a talk that nobody has had."""
    ck.note("Templates/One.md", "---\ntags: recruiter\n---\n## Log\n- {{date}} met\n")
    ck.note(".obsidian/templates.json", '{"folder": "Templates"}')
    put(ck, "a.vcf", card("Anna Lind", TITLE="Recruiter"))
    result = ck("import", "a.vcf", "--yes")
    assert (result.code, result.out) == (1, "")
    assert result.err == (
        "ck: Templates/One.md:5: Nobody who is imported has had this entry; use --no-template. "
        "Nothing was written.\n"
    )
    assert ck("import", "a.vcf", "--yes", "--no-template").code == 0


def test_what_could_not_be_written_offers_no_undo(ck: Ck) -> None:
    """`ck undo` would take back another change; nobody is sorted who has no note."""
    ck.note("Anna Lind.md", "---\ntags: recruiter\na: 1\na: 2\n---\n")
    put(ck, "a.vcf", card("Anna Lind", EMAIL="anna@example.org"))
    result = ck("import", "a.vcf", "--yes")
    assert (result.code, result.out.splitlines()[-1]) == (1, "Nothing was taken.")
    assert result.err == ("ck: Anna Lind.md is left out: line 4: The property `a` occurs twice\n")


def test_files_of_which_nobody_is_wanted_say_how_to_get_them(ck: Ck) -> None:
    """The notes do not have what is left out."""
    put_archive_of(ck, **{"Connections.csv": CONNECTIONS})
    result = ck("import", "li.zip", "--yes", "--only", "nobody")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "LinkedIn's archive: 4 connections\n"
        "  new           0 people whom “nobody” fits (4 others are left out)\n"
        "Nothing new of those who are wanted. For everybody: --all\n"
    )


def test_whose_note_was_deleted_does_not_come_back(ck: Ck) -> None:
    """The next import that writes says so in the settings; an undone import leaves nobody out."""
    put_archive(ck)
    assert ck("import", "li.zip", "--yes").code == 0
    assert ck("undo").code == 0
    assert ck("import", "li.zip", "--yes").code == 0
    (ck.vault / "P/Vera Lind.md").unlink()
    assert (
        "  ignored       1, declined or deleted before: Vera Lind\n" in ck("import", "li.zip").out
    )
    assert "vera-l" not in ck.text("contactkeeper.toml")
    (ck.vault / "P/Анна Каренина.md").write_text(note(TALKED), encoding="utf-8")
    assert ck("import", "li.zip", "--yes").code == 0
    assert "vera-l" in ck.text("contactkeeper.toml")
    assert not (ck.vault / "P/Vera Lind.md").exists()


@pytest.mark.parametrize("words", [("--only", "gardener, hr"), ("--only", "HR", "--only", "Hays")])
def test_words_choose_whom_they_fit(ck: Ck, words: tuple[str, ...]) -> None:
    """One of the words is enough, whether they come in one option or in several."""
    put_archive(ck)
    document = json.loads(ck("import", "li.zip", *words, "--dry-run", "--json").out)
    names = {each["person"]["name"] for each in document["people"] if not each["path"]}
    assert names == {"Boris", "Tom Becker"}
    assert document["counts"]["others"] == 1


def test_names_that_no_file_can_have_are_said(ck: Ck) -> None:
    """In one sentence; whoever has the name of somebody else is told from them."""
    put(ck, "a.vcf", "".join(card(f"Anna /{each} Lind", EMAIL=f"{each}@x.org") for each in "abcde"))
    result = ck("import", "a.vcf", "--all", "--yes")
    assert result.code == 0
    assert result.err == (
        "ck: 5 new notes are not called quite as the person is: "
        "Anna a Lind.md, Anna b Lind.md, Anna c Lind.md and 2 more.\n"
    )
