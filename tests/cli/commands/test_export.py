"""`ck export`: what is written where, who is left out, and what is refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from hostile import HOSTILE, obeyed_in
from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck

EXAMPLES = Path(__file__).parents[3] / "examples" / "vault"
WRITTEN = 1_764_500_000
"""When the notes were written: 2025-11-30 10:53:20 UTC."""
ANNA = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//contactkeeper//ck//EN
UID:ck-{uid}@contactkeeper.invalid
FN:Анна Каренина
N:Каренина;Анна;;;
NICKNAME:Аня
ORG:Яндекс
TITLE:Recruiter\\, IT
EMAIL;TYPE=INTERNET:anna@example.com
TEL;TYPE=CELL:+79000000001
item1.IMPP;X-SERVICE-TYPE=Telegram:x-apple:anna
item1.X-ABLabel:Telegram
item2.URL:https://www.linkedin.com/in/anna-k
item2.X-ABLabel:LinkedIn
item3.X-ABDATE:2015-06-20
item3.X-ABLabel:свадьба
BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-12
CATEGORIES:recruiter/it
REV:20251130T105320Z
END:VCARD
"""
BORIS = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//contactkeeper//ck//EN
UID:ck-{uid}@contactkeeper.invalid
FN:Boris Ivanov
N:Ivanov;Boris;;;
CATEGORIES:recruiter
REV:20251130T105320Z
END:VCARD
"""
ROW = (
    '"Анна Каренина","Аня","anna@example.com","\'+79000000001",'
    '"https://www.linkedin.com/in/anna-k","anna","Яндекс","Recruiter, IT","\'--04-12",'
    '"свадьба: 2015-06-20","","recruiter/it","","","key","monthly"'
)


@pytest.fixture
def three(ck: Ck) -> Ck:
    """Give a vault of Анна, of Boris, and of Clara, who does not want to be contacted."""
    ck.note(
        "P/Анна Каренина.md",
        "---\ntags: [recruiter/it]\naliases: [Аня]\ncompany: '[[Яндекс]]'\nrole: Recruiter, IT\n"
        "email: Anna@example.com\ntelegram: '@anna'\nphone: +7 900 000-00-01\n"
        "linkedin: https://www.linkedin.com/in/anna-k/\nbirthday: 04-12\n"
        "dates:\n  свадьба: 2015-06-20\ntier: key\ncadence: monthly\ntrust: 4\ngoal: a secret\n"
        "---\nA secret.\n\n## Log\n- 2026-10-01 call: a secret [got:: intro: the CTO]\n",
    )
    ck.note("P/Boris Ivanov.md", note("- 2026-10-01 -> tg: a secret\n"))
    ck.note("P/Clara.md", note("- 2026-10-01 call: a secret\n", status="do-not-contact"))
    for path in ck.vault.rglob("*.md"):
        os.utime(path, (WRITTEN, WRITTEN))
    return ck


def cards(text: str) -> list[str]:
    """Return cards with LF, and without what makes each UID."""
    found = text.replace("\r\n", "\n").split("BEGIN:VCARD\n")[1:]
    whole = [f"BEGIN:VCARD\n{card}" for card in found]
    uids = [card.partition("UID:ck-")[2].partition("@")[0] for card in whole]
    assert len(set(uids)) == len(uids)
    return [card.replace(uid, "{uid}", 1) for card, uid in zip(whole, uids, strict=True)]


def test_cards_for_a_phone(three: Ck, tmp_path: Path) -> None:
    """All that an address book has, and nothing of what a note says beside it."""
    result = three("export", "--out", "phone.vcf")
    assert (result.code, result.out, result.err) == (
        0, "2 people are in phone.vcf.\n",
        "ck: 1 person marked do-not-contact is left out.\n",
    )  # fmt: skip
    text = (tmp_path / "phone.vcf").read_bytes().decode()
    assert cards(text) == [BORIS, ANNA]
    assert text.count("\r\n") == text.count("\n")
    assert three("export", "--as", "vcard").out.replace("\r\n", "\n") == text.replace("\r\n", "\n")


def test_cards_for_a_phone_in_russian(three: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is said is Russian; the file is the same."""
    english = three("export", "--as", "vcard").out
    monkeypatch.setenv("CK_LANG", "ru")
    result = three("export", "--out", "phone.vcf")
    assert (result.code, result.out, result.err) == (
        0, "В файле phone.vcf 2 человека.\n",
        "ck: Не вошёл 1 человек с пометкой do-not-contact.\n",
    )  # fmt: skip
    assert three("export", "--as", "vcard").out == english
    assert three("export", "--out", "phone.txt").err == (
        "ck: «phone.txt»: у ФАЙЛА должно быть расширение .vcf, .csv, .json или .base.\n"
    )


@pytest.mark.parametrize("kind", ["csv", "json"])
def test_what_programs_read_is_the_same_in_russian(
    three: Ck, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Headings and keys are read back."""
    english = three("export", "--as", kind).out
    monkeypatch.setenv("CK_LANG", "ru")
    assert three("export", "--as", kind).out == english


def test_the_tables_of_a_base_are_called_in_russian(
    three: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person reads them in Obsidian, and nothing else does."""
    monkeypatch.setenv("CK_LANG", "ru")
    base = yaml.safe_load(three("export", "--as", "base").out)
    names = [view["name"] for view in base["views"]]
    assert names == ["Все по уровням", "По компаниям", "Дни рождения", "На паузе"]


def test_a_table_for_a_spreadsheet(three: Ck, tmp_path: Path) -> None:
    """With how people are kept in touch with; what would be calculated is text."""
    result = three("export", "--out", "people.csv", "--company", "яндекс")
    assert (result.code, result.out, result.err) == (0, "1 person is in people.csv.\n", "")
    head, row, *more = (tmp_path / "people.csv").read_bytes().decode().split("\r\n")
    assert head.startswith('\ufeff"Name","Aliases","Email",')
    assert head.endswith(',"tier","cadence"')
    assert (row, more) == (ROW, [""])
    raw = three("export", "--as", "csv", "--company", "яндекс", "--raw", "--delimiter", ";").out
    assert ROW.replace('","', '";"').replace("\"'", '"') in raw


def test_everything_for_a_program(three: Ck, tmp_path: Path) -> None:
    """All that is read of the notes, also of those who are not to be contacted."""
    result = three("export", "--out", "all.json")
    assert (result.code, result.out, result.err) == (0, "3 people are in all.json.\n", "")
    document = json.loads((tmp_path / "all.json").read_text("utf-8"))
    assert [each["name"] for each in document["contacts"]] == [
        "Boris Ivanov",
        "Clara",
        "Анна Каренина",
    ]
    anna = document["contacts"][-1]
    assert anna["path"] == "P/Анна Каренина.md"
    assert anna["properties"] == {
        "tags": ["recruiter/it"], "aliases": ["Аня"], "company": "[[Яндекс]]",
        "role": "Recruiter, IT", "email": "Anna@example.com", "telegram": "@anna",
        "phone": "+7 900 000-00-01", "linkedin": "https://www.linkedin.com/in/anna-k/",
        "birthday": "04-12", "dates": ["свадьба: 2015-06-20"], "tier": "key", "cadence": "monthly",
        "trust": "4", "goal": "a secret",
    }  # fmt: skip
    (entry,) = anna["entries"]
    assert (entry["text"], entry["fields"]) == (
        "a secret",
        [{"key": "got", "value": "intro: the CTO"}],
    )
    assert three("import", "all.json").out.endswith("Nothing new: the notes have all of it.\n")


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ([], ["Boris Ivanov", "Анна Каренина"]),
        (["--tier", "key"], ["Анна Каренина"]),
        (["--tag", "recruiter/it"], ["Анна Каренина"]),
        (["--got", "intro"], ["Анна Каренина"]),
        (["--grep", "secret"], ["Boris Ivanov", "Анна Каренина"]),
        (["--grep", "secret", "--tier", "supporting"], ["Boris Ivanov"]),
    ],
)
def test_filters(three: Ck, filters: list[str], names: list[str]) -> None:
    """They are those of `ck list`, which finds the same but for who is not to be contacted."""
    text = three("export", "--as", "vcard", *filters).out
    assert [line[3:] for line in text.splitlines() if line.startswith("FN:")] == names
    listed = json.loads(three("list", *filters, "--json").out)["contacts"]
    assert [each["name"] for each in listed if each["name"] != "Clara"] == names


def test_only_birthdays_with_a_year(three: Ck) -> None:
    """The others are left out for programs that would show 1604."""
    assert "BDAY" not in three("export", "--as", "vcard", "--birthdays", "full").out


def test_a_base(three: Ck, tmp_path: Path) -> None:
    """It is YAML over the properties of the notes; of the people themselves nothing is in it."""
    result = three("export", "--out", "All.base")
    written = "Written: {}All.base. Obsidian 1.10 or later shows it as tables.\n"
    assert (result.code, result.out, result.err) == (
        0,
        written.format(""),
        "ck: All.base is outside the vault, where Obsidian does not see it: move it in.\n",
    )
    inside = three("export", "--out", "vault/All.base")
    assert (inside.code, inside.out, inside.err) == (0, written.format("vault/"), "")
    text = (tmp_path / "All.base").read_text(encoding="utf-8")
    views = yaml.safe_load(text)["views"]
    assert [view["name"] for view in views] == ["All by tier", "By company", "Birthdays", "Paused"]
    for word in ("Анна", "secret", "Яндекс", "Boris", "Clara"):
        assert word not in text
    assert three("export", "--as", "base").out == text


def test_another_vault_gets_everything(three: Ck, tmp_path: Path) -> None:
    """What was exported as JSON makes the same person there."""
    assert three("export", "--out", "all.json").code == 0
    other = tmp_path / "other"
    (other / ".obsidian").mkdir(parents=True)
    assert three("import", "all.json", "--yes", "--vault", str(other)).code == 0
    listed = [
        json.loads(three("show", "анна", "--json", "--vault", str(vault)).out)["contact"]
        for vault in (three.vault, other)
    ]
    for contact in listed:
        del contact["path"], contact["entries"][0]["line"]
    assert listed[0] == listed[1]


@pytest.mark.parametrize("name", ["a.vcf", "a.csv", "a.json", "a.base"])
def test_a_pipe_gets_the_bytes_of_the_file(three: Ck, tmp_path: Path, name: str) -> None:
    """Line ends, the mark of UTF-8 and all."""
    assert three("export", "--out", name).code == 0
    kind = {"a.vcf": "vcard"}.get(name, name[2:])
    command = [sys.executable, "-m", "contactkeeper", "export", "--as", kind]
    piped = subprocess.run(command, capture_output=True, check=True)
    assert piped.stdout == (tmp_path / name).read_bytes()


@pytest.mark.parametrize("name", ["all.vcf", "all.csv", "all.json"])
def test_who_was_exported_is_known(ck: Ck, name: str) -> None:
    """An import of the file into the vault that it comes from finds nothing new."""
    shutil.copytree(EXAMPLES, ck.vault, dirs_exist_ok=True)
    assert ck("export", "--out", name).code == 0
    result = ck("import", name, "--all", "--yes", "--zone", "Europe/Moscow")
    assert result.code == 0
    assert result.out.endswith("Nothing new: the notes have all of it.\n")


def test_what_an_address_book_had_goes_back(ck: Ck) -> None:
    """What an import has written is in the next export: pages, postal addresses, extensions."""
    ck.note(
        "P/Anna Ivanova.md",
        "---\ntags: [recruiter]\ncategories: [recruiter, HR]\nphone: 8 (495) 123-45-67, доб. 12\n"
        "links: ['https://a.example/x']\naddresses: ['Tverskaya 1, Moscow']\n---\n",
    )
    card = ck("export", "--as", "vcard").out
    for line in (
        "TEL;TYPE=CELL:84951234567\\,12",
        "item1.URL:https://a.example/x",
        "ADR:;;Tverskaya 1\\, Moscow;;;;",
        "CATEGORIES:recruiter,HR",
    ):
        assert f"{line}\r\n" in card
    table = ck("export", "--as", "csv").out
    assert '"84951234567,12"' in table
    assert '"recruiter ::: HR","https://a.example/x","Tverskaya 1, Moscow"' in table
    (ck.vault.parent / "a.vcf").write_bytes(card.encode())
    result = ck("import", "a.vcf", "--all", "--yes", "--zone", "Europe/Moscow")
    assert result.out.endswith("Nothing new: the notes have all of it.\n")


@pytest.mark.parametrize(("kind", "there"), [("vcard", 1), ("csv", 1), ("json", 2)])
def test_whose_properties_are_not_read_is_said(ck: Ck, kind: str, there: int) -> None:
    """They may say do-not-contact: only the JSON has them, and each kind says what it may lack."""
    ck.note("P/Anna.md", note("- 2026-10-01 -> tg: x\n"))
    ck.note(
        "P/Boris.md", "---\ntags: [recruiter]\nstatus: do-not-contact\nemail: [x\n---\n# Boris\n"
    )
    result = ck("export", "--as", kind)
    assert ("Boris" in result.out, result.code) == (there == 2, 0)
    left_out = "" if there == 2 else "ck: 1 person is left out: their properties don't parse.\n"
    assert result.err == f"{left_out}ck: 1 note not read in full: ck check\n"
    told = json.loads(ck("export", "--as", kind, "--json").out)
    assert (told["people"], told["not_read"], told["left_out"]) == (there, 2 - there, 0)
    assert [each["code"] for each in told["problems"]] == ["yaml"]


@pytest.mark.parametrize("name", ["all.vcf", "all.csv", "all.json"])
def test_a_name_of_one_word_is_that_of_a_note(ck: Ck, tmp_path: Path, name: str) -> None:
    """Who has no other name, and no mark of a recruiter, is known there, and new elsewhere."""
    ck.note("contactkeeper.toml", "[contacts]\nfolders = ['P']\n[import]\nzone = 'Europe/Moscow'\n")
    ck.note("P/Вера.md", "## Log\n- 2026-10-01 -> tg: x\n")
    ck.note("P/Анна Иванова.md", "---\naliases: [Вера]\n---\n")
    assert ck("export", "--out", name).code == 0
    assert ck("import", name, "--yes").out.endswith("Nothing new: the notes have all of it.\n")
    other = tmp_path / "other"
    (other / ".obsidian").mkdir(parents=True)
    assert "2 new notes" in ck("import", name, "--yes", "--vault", str(other)).out
    listed = json.loads(ck("list", "--json", "--vault", str(other)).out)["contacts"]
    assert {each["name"] for each in listed} == {"Анна Иванова", "Вера"}


def test_nothing_is_written_into_notes(three: Ck) -> None:
    """An export changes nothing in the vault."""
    before = {path: path.read_bytes() for path in three.vault.rglob("*") if path.is_file()}
    for kind in ("vcard", "csv", "json", "base"):
        assert three("export", "--as", kind).code == 0
    after = {path: path.read_bytes() for path in three.vault.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize("name", ["a.vcf", "a.csv", "a.json"])
def test_what_was_written_is_written_again(three: Ck, tmp_path: Path, name: str) -> None:
    """Without a question; a file of somebody else, or one that was changed, is asked about."""
    place, kind = tmp_path / name, {"a.vcf": "vcard", "a.csv": "csv", "a.json": "json"}[name]
    assert three("export", "--out", name, "--tier", "key").code == 0
    first = place.read_bytes()
    assert three("export", "--out", name).code == 0
    assert place.read_bytes() != first
    other = b"Name,Email\r\nX,x@example.com\r\n" + first
    place.write_bytes(other)
    result = three("export", "--out", name, "--tier", "key")
    assert (result.code, result.out, result.err) == (
        2, "",
        (f"ck: {name} is there, and is not what ck export --as {kind} has written. Replace it? "
        "There is no terminal to ask in: --yes answers.\n"),
    )  # fmt: skip
    assert place.read_bytes() == other
    assert three("export", "--out", name, "--tier", "key", "--yes").code == 0
    assert place.read_bytes() == first


def test_a_base_is_never_replaced_unasked(three: Ck, tmp_path: Path) -> None:
    """Unless it says the same; what was changed in Obsidian stays."""
    place = tmp_path / "All.base"
    assert three("export", "--out", "All.base").code == 0
    assert three("export", "--out", "All.base").code == 0
    place.write_bytes(mine := place.read_bytes() + b"# mine\n")
    result = three("export", "--out", "All.base")
    assert (result.code, result.out, result.err) == (
        2, "",
        ("ck: All.base is there; what was changed in it would be lost. Replace it? "
        "There is no terminal to ask in: --yes answers.\n"),
    )  # fmt: skip
    assert place.read_bytes() == mine
    assert three("export", "--out", "All.base", "--yes").code == 0
    assert place.read_bytes() != mine


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such terminals")
@pytest.mark.parametrize(("typed", "code"), [("y\n", 0), ("\n", 1), ("n\n", 1)])
def test_a_terminal_is_asked(three: Ck, tmp_path: Path, typed: str, code: int) -> None:
    """Only a yes replaces the file."""
    from terminals import in_terminal

    place = tmp_path / "All.base"
    place.write_text("mine", encoding="utf-8")
    found, shown = in_terminal("export", "--out", "All.base", typed=typed, columns=60)
    assert found == code
    assert "All.base is there; what was changed in it would be lost." in shown
    assert (place.read_text(encoding="utf-8") == "mine") == (code == 1)
    assert len(list(three.vault.rglob("*.md"))) == 3


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ([], (
            "--as says what to write, one of vcard, csv, json, base: "
            "ck export --as vcard --out people.vcf")),
        (["--as", "vcf"], "--as takes one of vcard, csv, json, base, not “vcf”."),
        (["--out", "a.txt"], "FILE ends in .vcf, .csv, .json or .base, and “a.txt” does not."),
        (["--as", "vcard", "--out", "a.csv"], "FILE ends in .vcf, and “a.csv” does not."),
        (["--as", "csv", "--birthdays", "full"], "--birthdays is for --as vcard, not for csv."),
        (["--as", "vcard", "--raw"], "--raw is for --as csv, not for vcard."),
        (["--as", "vcard", "--birthdays", "no"], "--birthdays takes all or full, not “no”."),
        (["--as", "csv", "--delimiter", "x"], "--delimiter takes , or ; or tab, not “x”."),
        (["--as", "csv", "--tier", "gold"], "--tier takes key or supporting, not “gold”."),
        (["--as", "base", "--tier", "key"], (
            "a Base has all contacts, and Obsidian filters them: leave out --tier key.")),
        (["--as", "base", "--grep", "a b", "--unsorted"], (
            "a Base has all contacts, and Obsidian filters them: leave out --unsorted "
            "--grep 'a b'.")),
    ],
)  # fmt: skip
def test_what_is_refused(three: Ck, tmp_path: Path, arguments: list[str], error: str) -> None:
    """The error names the option, and nothing is written."""
    result = three("export", *arguments)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {error}\n")
    assert {path.name for path in tmp_path.iterdir() if path.suffix} == set()


def test_nobody_is_said(three: Ck, tmp_path: Path) -> None:
    """A filter that fits nobody makes a file of nobody, so that an old one names nobody."""
    result = three("export", "--out", "a.vcf", "--company", "Ozon")
    assert (result.code, result.out, result.err) == (
        0, "0 people are in a.vcf.\n", "ck: none of 3 contacts matches: --company Ozon\n"
    )  # fmt: skip
    assert (tmp_path / "a.vcf").read_bytes() == b""
    assert three("export", "--out", "a.vcf").code == 0


def test_json_has_the_file(three: Ck, tmp_path: Path) -> None:
    """Its text, or where it is."""
    told = json.loads(three("export", "--as", "vcard", "--json").out)
    assert (told["kind"], told["file"], told["people"], told["left_out"]) == ("vcard", None, 2, 1)
    assert cards(told["content"]) == [BORIS, ANNA]
    told = json.loads(three("export", "--out", "a.csv", "--json").out)
    assert (told["file"], told["content"]) == (str(tmp_path / "a.csv"), None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
@pytest.mark.parametrize("kind", ["vcard", "csv", "json", "base"])
def test_a_terminal_is_told_nothing_by_a_note(ck: Ck, kind: str) -> None:
    """Through a pipe the file goes as it is, and in a terminal as safe lines."""
    words = json.dumps(f"A {HOSTILE}")
    ck.note(
        "A.md", f"---\ntags: [recruiter]\ncompany: {words}\n{words}: x\naliases: [{words}]\n---\n"
    )
    shown = type(ck)(ck.vault, ck.capsys, in_window=True)("export", "--as", kind)
    assert (shown.code, obeyed_in(shown.out)) == (0, [])
    assert ck("export", "--as", kind).code == 0
