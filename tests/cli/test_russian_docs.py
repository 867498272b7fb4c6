"""The Russian documents: their commands run, and their screens are those of the program."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from clones import put_under_git
from contactkeeper.core.events.schema import NAMES
from contactkeeper.core.events.schema import property_name as event_property
from contactkeeper.core.language.cadence import read_cadence
from contactkeeper.core.language.languages import is_channel
from contactkeeper.core.note.property_names import canonical_name
from contactkeeper.core.people.audience import read_audience
from contactkeeper.text.ru.words import name_property
from terminals import in_terminal

if TYPE_CHECKING:
    from cli.conftest import Ck

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("README.ru.md", "docs/ru/first-hour.md", "docs/ru/daily-loop.md")
FORMAT = (ROOT / "docs/ru/note-format.md").read_text(encoding="utf-8")
BLOCK = re.compile(
    r"(?:<!-- (?P<mark>[a-z -]+) -->\n)?^```(?P<kind>console|sh)\n(?P<lines>.*?)^```",
    re.MULTILINE | re.DOTALL,
)
SCREEN = re.compile(r"^\$ (?P<line>ck .*)\n(?P<shown>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def use_examples(ck: Ck, name: str) -> None:
    """Copy the example vault; in the first hour it has no configuration yet."""
    shutil.rmtree(ck.vault)
    shutil.copytree(ROOT / "examples/vault", ck.vault)
    if name.endswith("first-hour.md"):
        (ck.vault / "contactkeeper.toml").unlink()


def run(ck: Ck, line: str) -> tuple[int, str]:
    """Run a line of a document; return its code and its screen, as a reader would see it."""
    _, *words = shlex.split(line.replace("~/vault", str(ck.vault)))
    if words[0] == "git":
        put_under_git(ck.vault)
    if words[0] == "inbox":  # the thought that the text above the command names
        ck.note("Inbox/2026-11-22.txt", "[[Ирина Белова]] <- тг: оффер придёт во вторник\n")
    result = ck(*words)
    said = re.sub(r"20\d\d-\d\d-\d\d \d\d:\d\d", "2026-11-23 19:30", result.out + result.err)
    home = r"\s*".join(map(re.escape, str(ck.vault.parent)))  # a long path is broken
    said = re.sub(rf"{home}(?=/config)", "~/.", said).replace("~/./", "~/.")
    return result.code, re.sub(home, "~", said).strip("\n")


def hold(name: str, text: str, again: str) -> None:
    """Hold a document to its text with the screens of now, or write that with CK_WRITE_DOCS.

    Where a line ends depends on the path of the vault.
    """
    if os.environ.get("CK_WRITE_DOCS"):
        (ROOT / name).write_text(again, encoding="utf-8", newline="\n")
    assert re.sub(r"\s+", " ", again) == re.sub(r"\s+", " ", text), "CK_WRITE_DOCS=1 writes it"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_shows_what_the_program_shows(
    window: Ck, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Each command succeeds, in its order; what stands below it is the whole of its screen."""
    monkeypatch.setenv("CK_LANG", "ru")
    use_examples(window, name)

    def show(screen: re.Match[str]) -> str:
        blank = "\n" if screen["shown"].endswith("\n\n") else ""
        return f"$ {screen['line']}\n{run(window, screen['line'])[1]}\n{blank}"

    def fill(block: re.Match[str]) -> str:
        if block["kind"] == "console":
            return f"```console\n{SCREEN.sub(show, block['lines'])}```"
        for line in block["lines"].splitlines() if not block["mark"] else ():
            code, said = run(window, line)
            assert code == 0, said
        return block[0]

    text = (ROOT / name).read_text(encoding="utf-8")
    hold(name, text, BLOCK.sub(fill, text))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal in the library")
@pytest.mark.parametrize("command", ["go", "review"])
def test_the_cards_of_a_walk_are_those_of_the_program(ck: Ck, command: str) -> None:
    """The first one of each, with the keys."""
    name = "docs/ru/daily-loop.md"
    use_examples(ck, name)
    _, shown = in_terminal(command, typed="q", environ={"CK_LANG": "ru", "NO_COLOR": "1"})
    found = re.search(r"^(?:Карточка )?1 из .*?\[\?\]", shown, re.DOTALL | re.MULTILINE)
    assert found
    card = re.sub(r"\x1b\[\?2004[hl]", "\n", found[0])
    text = (ROOT / name).read_text(encoding="utf-8")
    block = re.compile(rf"```text\n\$ ck {command}\n.*?```", re.DOTALL)
    assert len(block.findall(text)) == 1
    hold(name, text, block.sub(lambda _: f"```text\n$ ck {command}\n{card}\n```", text))


def test_the_way_of_the_readme_works_in_a_vault_of_its_one_note(
    window: Ck, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From `ck init` on, in the vault that the README makes."""
    monkeypatch.setenv("CK_LANG", "ru")
    text = (ROOT / "README.ru.md").read_text(encoding="utf-8")
    window.note("Анна Каренина.md", text.partition("```markdown\n")[2].partition("```")[0])
    for block in BLOCK.finditer(text):
        for line in block["lines"].splitlines() if block["kind"] == "sh" else ():
            if not block["mark"]:
                code, said = run(window, line)
                assert code == 0, said
    note = window.text("Анна Каренина.md")
    assert "- 2026-11-23 <- тг: описание вакансии пришло" in note
    assert "- [ ] прочитать описание 📅 2026-11-27\n" in note
    assert "told:: [[Доклад на TeamLead Conf]]" in window.text("Мария Лис.md")


def test_the_notes_of_the_format_are_read_whole(ck: Ck) -> None:
    """The person and the event, with nothing to remark on either."""
    person, event = re.findall(r"```markdown\n(.*?)```", FORMAT, re.DOTALL)
    ck.note("Анна Каренина.md", person)
    ck.note("Dmitry Orlov.md", "---\ntags: рекрутер\n---\n")
    ck.note("HighLoad++ 2026.md", event)
    checked = ck("check", "--all")
    assert (checked.code, checked.err) == (0, "")
    assert "remark" not in checked.out
    assert "HighLoad++ 2026  Москва  Dmitry Orlov, Анна Каренина" in ck("event", "list").out
    document = json.loads(ck("show", "анна", "--json").out)["contact"]
    assert (document["tier"], document["focus"]) == ("key", "technical")
    assert [each["direction"] for each in document["entries"]] == ["", "->", "<-"]


def rows(heading: str) -> list[list[list[str]]]:
    """Return the words in backquotes of each cell of the table below a heading."""
    section = FORMAT.partition(f"{heading}\n")[2]
    table = section.partition("| --- |")[2].partition("\n\n")[0]
    return [
        [re.findall(r"`([^`]+)`", cell) for cell in line.split("|")[1:-1]]
        for line in table.splitlines()[1:]
    ]


@pytest.mark.parametrize("row", rows("## Свойства"), ids=lambda row: row[1][0])
def test_each_spelling_of_a_property_is_read(row: list[list[str]]) -> None:
    """As the English one beside it; the first is written in Russian notes."""
    spellings, (name,), _ = row
    assert {canonical_name(spelling) for spelling in (*spellings, name)} == {name}
    assert name_property(name) == spellings[0]


@pytest.mark.parametrize("row", rows("## События и новости"), ids=lambda row: row[1][0])
def test_each_spelling_of_an_event_is_read(row: list[list[str]]) -> None:
    """And of news."""
    spellings, (name,), _ = row
    assert name in NAMES
    assert {event_property(spelling) for spelling in (*spellings, name)} == {name}


def words_after(heading: str) -> list[str]:
    """Return the words in backquotes of the paragraph that begins so."""
    paragraph = FORMAT.partition(f"**{heading}**")[2].partition("\n\n")[0]
    found = re.findall(r"`([^`]+)`", paragraph)
    assert found, heading
    return found


def test_each_rhythm_channel_and_audience_is_read() -> None:
    """As the paragraph says."""
    assert all(read_cadence(words) for words in words_after("Ритмы"))
    assert all(map(is_channel, words_after("Каналы")))
    for words in words_after("Кого назвать")[:-3]:
        read_audience(words)
