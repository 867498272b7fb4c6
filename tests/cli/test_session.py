from __future__ import annotations

import json
import os
import shlex
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck

NOTE = "---\ntags: recruiter\ncompany: {}\n---\n\n## Log\n- 2026-11-20: talked\n"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")


def make_vault(folder: Path, name: str, mark: str = ".obsidian") -> Path:
    """Make a vault with one contact of that name."""
    (folder / mark).mkdir(parents=True)
    (folder / f"{name}.md").write_text(NOTE.format("X"))
    return folder


def names(ck: Ck, *arguments: str) -> list[str]:
    """List the contacts that a call finds."""
    return [c["name"] for c in json.loads(ck("list", "--json", *arguments).out)["contacts"]]


def test_the_vault_is_the_one_named_then_upward_then_remembered(
    ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this order: --vault, CK_VAULT, the nearest folder upward, the one in the user's file."""
    folders = {
        name: make_vault(tmp_path / "all" / name, name)
        for name in ("option", "variable", "upward", "remembered")
    }
    config = tmp_path / "config/contactkeeper/config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'vault = "{folders["remembered"].as_posix()}"\n')
    monkeypatch.setenv("CK_VAULT", str(folders["variable"]))
    inside = folders["upward"] / "a/b"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert names(ck, "--vault", str(folders["option"])) == ["option"]
    assert names(ck) == ["variable"]
    monkeypatch.setenv("CK_VAULT", "")
    assert names(ck) == ["upward"]
    monkeypatch.chdir(tmp_path)
    assert names(ck) == ["remembered"]
    monkeypatch.chdir(folders["upward"])
    assert names(ck, "--vault", "../option") == ["option"]


def test_a_named_vault_need_only_be_a_folder(ck: Ck, tmp_path: Path) -> None:
    """What is named explicitly needs no mark of a vault."""
    place = make_vault(tmp_path / "plain", "Anna", mark="sub")
    assert names(ck, "--vault", str(place)) == ["Anna"]


@pytest.mark.parametrize(
    ("vault", "said"),
    [
        ("nowhere", "there is no folder nowhere. --vault and CK_VAULT name a folder of notes."),
        ("~no-such-user/v",
         "there is no folder ~no-such-user/v. --vault and CK_VAULT name a folder of notes."),
        ("", "--vault takes a folder of notes, and it is empty."),
        ("x" * 5000,
         f"there is no folder {'x' * 5000}. --vault and CK_VAULT name a folder of notes."),
    ],
)  # fmt: skip
def test_a_vault_that_is_not_there_is_said(ck: Ck, vault: str, said: str) -> None:
    """An unset variable in a script leads to no other vault: exit 2."""
    result = ck("log", "anna", "x", "--vault", vault)
    assert (result.code, result.out, result.err) == (2, "", f"ck: {said}\n")


def test_no_vault_at_all(ck: Ck, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without any vault the sentence says what to do; a remembered one that has gone is named."""
    monkeypatch.delenv("CK_VAULT")
    result = ck("log", "anna", "x")
    assert (result.code, result.out) == (2, "")
    assert result.err == (
        "ck: no vault here. Go to the folder of your notes and run ck init, "
        "or name it: ck due --vault FOLDER.\n"
    )
    config = tmp_path / "config/contactkeeper/config.toml"
    config.parent.mkdir(parents=True)
    gone = (tmp_path / "gone").as_posix()
    config.write_text(f'vault = "{gone}"\n')
    result = ck("log", "anna", "x")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"ck: the vault {gone}, named in {config}, is not there.\n"


def test_ck_alone_is_the_morning_list(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once a vault is known; without one, the help says what there is."""
    ck.note("Anna.md", "---\ntags: [recruiter]\n---\n")
    assert ck() == ck("due")
    assert "Anna" in ck().out
    monkeypatch.delenv("CK_VAULT")
    result = ck()
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Usage: ck [OPTIONS] COMMAND")


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("vault/contactkeeper.toml", "[log]\norder = newest\n", "contactkeeper.toml:2: "),
        (
            "vault/contactkeeper.toml",
            '[log]\norder = "up"\n',
            "contactkeeper.toml:2: [log] order: ",
        ),
        ("config/contactkeeper/config.toml", "colour = true\n", "config.toml:1: colour: "),
        ("config/contactkeeper/config.toml", "color = 1\n", "config.toml:1: color: "),
        ("config/contactkeeper/config.toml", "vault =\n", "config.toml:1: "),
    ],
)
def test_a_configuration_that_can_not_be_read_is_named_with_its_line(
    ck: Ck, tmp_path: Path, file: str, text: str, said: str
) -> None:
    """File, line, key and what is allowed: exit 2, and nothing is written."""
    ck.note("Анна.md", NOTE)
    place = tmp_path / file
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text)
    result = ck("log", "анна", "x")
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert result.err.count("\n") == 1
    assert ck.text("Анна.md") == NOTE


PAST = "yesterday, mon, 3 days ago, 23.11"


@pytest.mark.parametrize("said_by", ["--today", "CK_TODAY"])
def test_today_must_be_a_day(ck: Ck, monkeypatch: pytest.MonkeyPatch, said_by: str) -> None:
    """The option and the variable take a date, each named in the sentence."""
    ck.note("Анна.md", NOTE)
    arguments = ["list"]
    for value, why in (
        (
            "soon",
            " needs a day such as 2026-11-23 or yesterday, mon, 3 days ago, 23.11, not “soon”.",
        ),
        ("2026-02-30", ": there is no day 2026-02-30."),
    ):
        if said_by == "CK_TODAY":
            monkeypatch.setenv("CK_TODAY", value)
        else:
            arguments = ["list", "--today", value]
        result = ck(*arguments)
        assert (result.code, result.out, result.err) == (2, "", f"ck: {said_by}{why}\n")


def test_an_ambiguous_name_is_an_error_in_a_script(ck: Ck) -> None:
    """The candidates are listed, exit 3; JSON has them as values; a path names one."""
    ck.note("R/Мария Лис.md", NOTE.format("Авито"))
    ck.note("R/Мария Соколова.md", NOTE.format("Контур"))
    result = ck("log", "мария", "x")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "ck: “мария” could be 2 people:\n"
        "  Мария Лис, Авито  R/Мария Лис.md\n"
        "  Мария Соколова, Контур  R/Мария Соколова.md\n"
    )
    result = ck("log", "мария", "x", "--json")
    assert (result.code, result.err) == (3, "")
    error = json.loads(result.out)["error"]
    assert error["code"] == "ambiguous"
    assert error["candidates"] == [
        {"name": "Мария Лис", "company": "Авито", "path": "R/Мария Лис.md"},
        {"name": "Мария Соколова", "company": "Контур", "path": "R/Мария Соколова.md"},
    ]
    assert ck("log", "R/Мария Лис.md", "x").code == 0
    assert ck("log", "мария контур", "x").code == 0


def test_an_error_lists_some_and_counts_the_others(ck: Ck) -> None:
    """Thirty people with one mailbox are 20 lines and a number; the JSON names all."""
    for number in range(30):
        ck.note(f"Person {number:02}.md", NOTE.format("Ozon\nemail: hr@ozon.example"))
    lines = ck("show", "hr@ozon.example").err.splitlines()
    assert lines[0] == "ck: “hr@ozon.example” could be 30 people:"
    assert lines[20:] == ["  Person 19, Ozon  Person 19.md", "  and 10 more"]
    error = json.loads(ck("show", "hr@ozon.example", "--json").out)["error"]
    assert error["message"].endswith("  and 10 more")
    assert len(error["candidates"]) == 30


def test_a_name_that_nobody_has_is_suggested_for_and_never_taken(ck: Ck) -> None:
    """A typo suggests; exit 3, and nothing is written."""
    ck.note("Екатерина.md", NOTE)
    result = ck("log", "екатрина", "x")
    assert (result.code, result.out) == (3, "")
    assert result.err == "ck: no contact is called “екатрина”. Did you mean Екатерина?\n"
    assert (
        ck("log", "zzz", "x").err
        == "ck: no contact is called “zzz”. ck list shows all; with --new ck log makes the note.\n"
    )
    assert json.loads(ck("log", "екатрина", "x", "--json").out)["error"]["suggestions"] == [
        "Екатерина"
    ]
    assert ck.text("Екатерина.md") == NOTE


def test_a_name_is_found_in_either_alphabet_and_form(ck: Ck) -> None:
    """Latin finds Cyrillic, a decomposed й is й, and a wrong layout is understood."""
    ck.note("Андрей.md", NOTE)
    for typed in ("andrey", "андрей", unicodedata.normalize("NFD", "Андрей"), "fylhtq"):
        assert ck("log", typed, "x").code == 0


@posix
def test_in_a_terminal_one_of_several_is_chosen(ck: Ck) -> None:
    """The people are numbered, and the one that is chosen is written to."""
    from terminals import converse

    ck.note("R/Мария Лис.md", NOTE.format("Авито"))
    ck.note("R/Мария Соколова.md", NOTE.format("Контур"))
    code, shown = converse("log", "мария", "x", turns=[("Which one? 1 to 2:", "2\n")])
    assert code == 0
    assert shown == (
        "  1  Мария Лис, Авито, R/Мария Лис.md\n"
        "  2  Мария Соколова, Контур, R/Мария Соколова.md\n"
        "Which one? 1 to 2: Мария Соколова, Контур\n"
        "  - 2026-11-23: x\n"
        "Back Tue 23 Feb · ck undo\n"
    )
    assert ck.text("R/Мария Соколова.md") == NOTE.format("Контур") + "- 2026-11-23: x\n"
    assert ck.text("R/Мария Лис.md") == NOTE.format("Авито")


@posix
@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        ("3\n", 1, "ck: nothing was chosen, so nothing was done.\n"),
        ("\n", 1, "ck: nothing was chosen, so nothing was done.\n"),
        ("мария лис\n", 1, "ck: nothing was chosen, so nothing was done.\n"),
        ("\x04", 1, "\nck: there was no answer, so nothing was done.\n"),
        (
            "\x03",
            130,
            "\nStopped. A change is made whole or not at all: ck undo --list says which.\n",
        ),
    ],
)
def test_no_choice_writes_nothing(ck: Ck, typed: str, code: int, said: str) -> None:
    """A number that is not there, Enter, ^D and ^C choose nobody."""
    from terminals import converse

    ck.note("R/Мария Лис.md", NOTE)
    ck.note("R/Мария Соколова.md", NOTE)
    ended, shown = converse("log", "мария", "x", turns=[("1 to 2: ", typed)])
    assert ended == code
    assert shown.endswith(f"Which one? 1 to 2: {said}")
    assert ck.text("R/Мария Лис.md") == ck.text("R/Мария Соколова.md") == NOTE


@posix
def test_in_a_terminal_one_of_several_promises_is_chosen(ck: Ck) -> None:
    """`ck done` without words asks which, where no row speaks of one."""
    from terminals import converse

    tasks = "\t- [ ] the CV\n\t- [ ] the JD\n"
    ck.note("Анна.md", NOTE.format("Ozon") + tasks)
    code, shown = converse("done", "анна", turns=[("Which one? 1 to 2:", "2\n")])
    assert code == 0
    assert shown.startswith("  1  the CV\n  2  the JD\nWhich one? 1 to 2: Анна, Ozon\n")
    assert ck.text("Анна.md") == (NOTE.format("Ozon") + "\t- [ ] the CV\n\t- [x] the JD\n")


@posix
@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        (["\n"], True),
        (["y\n"], True),
        (["да\n"], True),
        (["Д\n"], True),
        (["n\n"], False),
        (["Нет\n"], False),
        (["l\n", "y\n"], True),  # the key of д in Latin is no letter that answers
        (["т\n", "yep\n", "н\n"], False),
        (["x\n", "x\n", "x\n"], False),
        (["x\n", "\x04"], False),
        (["\x04"], False),
    ],
)
def test_a_question_is_answered_in_a_terminal(ck: Ck, typed: list[str], mended: bool) -> None:  # noqa: FBT001
    """Enter and yes do it, in both languages, no and ^D do not; anything else asks again."""
    from terminals import converse

    broken = "---\ntags: recruiter\ntelegram: @anna\n---\n"
    ck.note("Анна.md", broken)
    code, shown = converse("check", "--fix", turns=[("[Y/n]", each) for each in typed])
    assert code == (0 if mended else 1)
    assert shown.count("[Y/n]") == len(typed)
    assert (ck.text("Анна.md") == broken) is not mended


def test_elsewhere_only_yes_answers(ck: Ck) -> None:
    """In a script a question is exit 2, unless `--yes` is given."""
    broken = "---\ntags: recruiter\ntelegram: @anna\n---\n"
    ck.note("Анна.md", broken)
    result = ck("check", "--fix")
    assert result.code == 2
    assert result.err.endswith("There is no terminal to ask in: --yes answers.\n")
    assert ck.text("Анна.md") == broken
    assert ck("check", "--fix", "--yes").code == 0
    assert ck.text("Анна.md") != broken


@pytest.mark.parametrize(
    "arguments",
    [
        ("log", "анна", "caf\udce9"),
        ("log", "анна", "-> caf\udce9"),
        ("log", "анна", "x", "--gave", "caf\udce9"),
        ("log", "анна", "x", "--promise=caf\udce9"),
        ("add", "caf\udce9"),
        ("set", "анна", "role=caf\udce9"),
        ("show", "caf\udce9"),
        ("caf\udce9",),
        ("due", "--caf\udce9"),
    ],
)
def test_an_argument_that_is_not_utf_8_is_refused(ck: Ck, arguments: tuple[str, ...]) -> None:
    """Whatever it is for, no byte of it is dropped or replaced: exit 2, and nothing is written."""
    ck.note("Анна.md", NOTE.format("X"))
    before = sorted(ck.vault.rglob("*"))
    result = ck(*arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.endswith(" is not UTF-8, so nothing was done: give it as UTF-8.\n")
    assert sorted(ck.vault.rglob("*")) == before
    assert ck.text("Анна.md") == NOTE.format("X")


@posix
def test_an_answer_that_is_not_utf_8_chooses_nothing(ck: Ck) -> None:
    """Bytes that can't be read are no answer: exit 1, no traceback."""
    from terminals import in_terminal

    ck.note("R/Мария Лис.md", NOTE.format("Авито"))
    ck.note("R/Мария Соколова.md", NOTE.format("Контур"))
    code, shown = in_terminal("log", "мария", "x", typed="\udce9\n")
    assert code == 1
    assert shown.endswith("ck: the answer is not UTF-8, so nothing was done.\n")


@pytest.mark.skipif(sys.platform != "linux", reason="file names of any bytes")
def test_a_vault_may_lie_anywhere(ck: Ck, tmp_path: Path) -> None:
    """A folder whose name is not UTF-8 is a folder."""
    folder = tmp_path / "caf\udce9"
    make_vault(folder, "Анна")
    for option in (("--vault", str(folder)), (f"--vault={folder}",)):
        assert ck(*option, "show", "анна").code == 0


def test_a_note_in_another_encoding_is_no_stranger(ck: Ck) -> None:
    """Nobody can tell whether it is a contact: a remark says so, and so does who asks for it."""
    ck.note("Анна.md", NOTE.format("X"))
    text = "---\ntags: [рекрутер]\n---\n## Log\n"
    (ck.vault / "Борис Ли.md").write_bytes(text.encode("cp1251"))
    why = "The properties are not valid UTF-8, so nobody can tell whether this is a contact."
    result = ck("log", "борис", "x")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        f"ck: no contact is called “борис”. Борис Ли.md was not read: {why} Save it as UTF-8.\n"
    )
    result = ck("check", "--all")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        f"Борис Ли.md:2  encoding  {why} Save it as UTF-8\n"
        "2 notes read, nothing changes the list · 1 remark\n"
    )


@posix
def test_a_person_whose_note_was_not_read_is_not_simply_unknown(ck: Ck) -> None:
    """Else one would make a second note for somebody who is there: the path is named, exit 3."""
    ck.note("Анна.md", NOTE.format("X"))
    (ck.vault / "R").mkdir(exist_ok=True)
    (ck.vault / "R/Борис.md").symlink_to("nowhere")
    result = ck("log", "boris", "x")
    said = "ck: no contact is called “boris”. R/Борис.md was not read: "
    said += "It can't be read: No such file or directory. "
    said += "Check that you may read the file, and that it is complete.\n"
    assert (result.code, result.out, result.err) == (3, "", said)


@posix
@pytest.mark.parametrize(
    ("answer", "line"),
    [("y\n", "- 2026-11-22: she called"), ("n\n", "- 2026-11-23: yesterday she called")],
)
def test_a_word_for_a_day_is_asked_about(ck: Ck, answer: str, line: str) -> None:
    """Without a mark after it, the question says the day and the text that would be logged."""
    from terminals import converse

    ck.note("Анна.md", NOTE)
    question = "Is “yesterday” the day, Sun 22 Nov, and the text “she called”? [Y/n]"
    code, shown = converse("log", "анна", "yesterday she called", turns=[(question, answer)])
    assert (code, shown.startswith(question)) == (0, True)
    assert line in ck.text("Анна.md").split("\n")


@posix
def test_which_of_two_days_is_asked(ck: Ck) -> None:
    """Both days are shown with their years, for an option and for a promise alike."""
    from terminals import converse

    ck.note("Анна.md", NOTE)
    days = "  1  Mon 1 Dec 2025\n  2  Tue 1 Dec 2026\nWhich “1 Dec”? 1 to 2:"
    code, shown = converse("log", "анна", "x", "-d", "1 Dec", turns=[("1 to 2:", "1\n")])
    assert (code, shown.startswith(days)) == (0, True)
    assert "- 2025-12-01: x" in ck.text("Анна.md").split("\n")
    code, _ = converse("log", "анна", "y", "-p", "CV by 23.11", turns=[("1 to 2:", "2\n")])
    assert code == 0
    assert "- [ ] CV 📅 2027-11-23" in ck.text("Анна.md")
    code, _ = converse("snooze", "анна", "23.11", turns=[("1 to 2:", "2\n")])
    assert code == 0
    assert "snooze_until: 2027-11-23\n" in ck.text("Анна.md")


def test_today_is_typed_in_words(ck: Ck) -> None:
    """`--today вчера` is the day before the real one."""
    ck.note("Анна.md", NOTE)
    assert json.loads(ck("list", "--today", "вчера", "--json").out)["today"] == "2026-11-22"


def test_several_people_in_one_name_are_named_one_by_one(ck: Ck) -> None:
    """Where all of them are there; the command that is named writes to all of them."""
    for name in ("Анна Каренина", "Boris Ivanov"):
        ck.note(f"{name}.md", NOTE)
    for typed in ("анна, boris", "анна и boris", "анна and boris", "анна + boris"):
        result = ck("show", typed)
        assert (result.code, result.out) == (3, "")
        assert result.err == (
            f"ck: no contact is called “{typed}”. For several people: ck log анна --with boris\n"
        )
    line = shlex.split(result.err.partition("people: ck ")[2])
    assert ck(*line, "hi").code == 0
    assert "--with" not in ck("show", "анна и nobody").err
    assert ck("add", "nobody").code == 0
