"""`ck import`: what is asked, what is said, and what is written, through the program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

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


MISTAKES = {
    ("no.vcf",): "there is no file “no.vcf”. FILE is an export, an archive or a folder of them.",
    ("a.vcf", "--as", "card"): (
        "“card” is no kind of file: "
        "linkedin, vcard, csv, mail, telegram, whatsapp, icalendar, json."
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
