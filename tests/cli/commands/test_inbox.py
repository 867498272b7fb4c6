from __future__ import annotations

import json
import os
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from vaults import TALKED, note

if TYPE_CHECKING:
    from cli.conftest import Ck

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")


def think(ck: Ck, name: str, text: str, day: str = "2026-11-20") -> None:
    """Put a file into the inbox, last changed at noon of a day."""
    place = ck.note(f"Inbox/{name}", text)
    noon = datetime.fromisoformat(f"{day}T12:00:00").astimezone().timestamp()
    os.utime(place, (noon, noon))


def files_of(ck: Ck) -> dict[str, str]:
    """Read all files of the vault, hidden ones too."""
    files = (place for place in ck.vault.rglob("*") if place.is_file())
    return {place.relative_to(ck.vault).as_posix(): place.read_bytes().decode() for place in files}


def fill(ck: Ck) -> None:
    """Put two people and two clear thoughts into the vault."""
    ck.note("P/Анна Каренина.md", note(TALKED, company="Яндекс"))
    ck.note("P/Борис.md", note(TALKED))
    think(ck, "a.md", "[[Анна Каренина]] -> tg: спросил про JD\n\t- [ ] CV 📅 2026-11-27\n")
    think(ck, "2026-11-21 1030.txt", "---\nkind: thought\n---\nБорис: обед\nАнна: тоже\n")


SAID = """\
Борис
  - 2026-11-21 обед:
Анна Каренина, Яндекс
  - 2026-11-21: тоже
  Inbox/2026-11-21 1030.txt -> .trash/2026-11-21 1030.txt
Анна Каренина, Яндекс
  - 2026-11-20 -> tg: спросил про JD
      - [ ] CV 📅 2026-11-27
  Inbox/a.md -> .trash/a.md
"""


def test_each_thought_is_filed_and_its_file_goes_to_the_trash(ck: Ck) -> None:
    """Dated by the file's name, else by its time; one undo brings all of it back to the byte."""
    fill(ck)
    before = files_of(ck)
    result = ck("inbox", "--dry-run")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{SAID}Would file 2 thoughts\n"
    assert files_of(ck) == before
    result = ck("inbox")
    assert (result.code, result.out) == (2, SAID)
    assert result.err == "ck: File 2 thoughts? There is no terminal to ask in: --yes answers.\n"
    assert files_of(ck) == before
    result = ck("inbox", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == f"{SAID}Filed 2 thoughts · ck undo\n"
    assert files_of(ck) == {
        "P/Анна Каренина.md": note(
            f"{TALKED}- 2026-11-20 -> tg: спросил про JD\n\t- [ ] CV 📅 2026-11-27\n"
            "- 2026-11-21: тоже\n",
            company="Яндекс",
        ),
        "P/Борис.md": note(f"{TALKED}- 2026-11-21 обед:\n"),
        ".trash/a.md": before["Inbox/a.md"],
        ".trash/2026-11-21 1030.txt": before["Inbox/2026-11-21 1030.txt"],
    }
    assert ck("inbox", "--yes").out == "Nothing waits in Inbox.\n"
    assert ck("undo").code == 0
    assert files_of(ck) == before
    assert ck("inbox", "--yes").out == f"{SAID}Filed 2 thoughts · ck undo\n"


LEFT = """\
Left: Inbox/article.md: It is a contact's own note.
Left: Inbox/empty.md: It is empty.
Left: Inbox/future.md: 2026-12-25 is in the future, but the log is for what happened. For plans there are ck meet and ck remind.
Left: Inbox/marks.md: Marks.md:7: x
Left: Inbox/mute.md: It does not say what happened.
Left: Inbox/nobody.md: It does not name a contact: begin it with [[the note]] or a name and a colon.
Left: Inbox/part.md: Nobody is called “арени”.
Left: Inbox/unknown.md: Nobody is called “Ольга”.
Left: Inbox/which.md: “Анна” could be 2 people: P/Анна Каренина.md, Q/Анна Лис.md.
"""  # noqa: E501


def test_what_is_unclear_is_left_where_it_is(ck: Ck) -> None:
    """In a script nothing is guessed: each is said with its reason, the rest is filed. Exit 1."""
    fill(ck)
    ck.note("Q/Анна Лис.md", note(TALKED))
    ck.note("Marks.md", note(f"{TALKED}<<<<<<< a\n- 2026-05-02: b\n=======\n>>>>>>> b\n"))
    (ck.vault / "Inbox/2026-11-21 1030.txt").unlink()
    for name, text in {
        "article": note(TALKED),
        "empty": "---\na: b\n---\n",
        "future": "[[Борис]] 2026-12-25 x",
        "marks": "[[Marks]] x",
        "mute": "[[Борис]]\n",
        "nobody": "купить молока",
        "part": "[[арени]] x",
        "unknown": "[[Борис]] раз\n[[Ольга]] два",
        "which": "Анна: x",
    }.items():
        think(ck, f"{name}.md", text)
    think(ck, "large.md", "Борис: " + "x" * 5000)
    think(ck, ".hidden.md", "Борис: x")
    think(ck, "picture.png", "Борис: x")
    before = files_of(ck)
    result = ck("inbox", "--yes")
    assert (result.code, result.err) == (1, "")
    head, _, tail = result.out.partition("Left:")
    assert head == SAID.partition("1030.txt\n")[2]
    left, _, said = ("Left:" + tail).rpartition("Left: Inbox/which.md")
    expected = LEFT.replace(
        "Marks.md:7: x",
        "Marks.md: The note has conflict markers: ck check --fix merges its two sides.",
    )
    assert left + "Left: Inbox/which.md" + said.partition("\n")[0] + "\n" == expected
    assert said.endswith("\nFiled 1 thought · 9 left · ck undo\n")
    after = files_of(ck)
    assert {path for path in before if path not in after} == {"Inbox/a.md"}
    assert ck("undo").code == 0
    assert files_of(ck) == before


def test_no_thought_is_filed_twice(ck: Ck) -> None:
    """A file that a sync program brought back only goes to the trash again."""
    fill(ck)
    assert ck("inbox", "--yes").code == 0
    after = files_of(ck)
    think(ck, "a.md", after[".trash/a.md"])
    result = ck("inbox", "--yes")
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "Анна Каренина, Яндекс\n  is there already\n  Inbox/a.md -> .trash/a 2.md\n"
        "Filed 1 thought · ck undo\n"
    )
    assert files_of(ck) == {**after, ".trash/a 2.md": after[".trash/a.md"]}


@pytest.mark.parametrize("name", ["x.md", "2027-01-01.md"])
def test_no_thought_is_dated_after_today(ck: Ck, name: str) -> None:
    """The phone's clock may be ahead, and so may be its day."""
    ck.note("Борис.md", note(TALKED))
    think(ck, name, "Борис: x", day="2026-12-24")
    assert ck("inbox", "--yes").code == 0
    assert ck.text("Борис.md") == note(f"{TALKED}- 2026-11-23: x\n")


def test_the_folder_is_the_configured_one(ck: Ck) -> None:
    """`[inbox] folder` names another, or none."""
    ck.note("Борис.md", note(TALKED))
    ck.note("Входящие/Мысли/x.md", "Борис: x")
    ck.note("Inbox/x.md", "Борис: y")
    ck.note("contactkeeper.toml", '[inbox]\nfolder = "Входящие/Мысли"\n')
    assert "1 thought waits in Входящие/Мысли: ck inbox" in ck("due").out
    assert ck("inbox", "--yes").code == 0
    assert ck("inbox").out == "Nothing waits in Входящие/Мысли.\n"
    ck.note("contactkeeper.toml", '[inbox]\nfolder = ""\n')
    assert ck("inbox").out == "Nothing waits anywhere: [inbox] folder is empty.\n"
    assert "thought" not in ck("due").out
    ck.note("contactkeeper.toml", '[inbox]\nfolder = "../x"\n')
    assert ck("inbox").code == 2


def test_due_counts_what_waits(ck: Ck) -> None:
    """In its last lines, on a quiet day too, and in its JSON."""
    fill(ck)
    assert ck("due").out.endswith("\n2 thoughts wait in Inbox: ck inbox\n")
    assert json.loads(ck("due", "--json").out)["inbox"] == 2
    assert ck("inbox", "--yes").code == 0
    assert "ck inbox" not in ck("due").out
    assert json.loads(ck("due", "--json").out)["inbox"] == 0
    ck("pause", "анна")
    ck("pause", "борис")
    think(ck, "b.md", "Борис: x")
    assert ck("due").out == (
        "Mon 23 November · nobody today\n\n1 thought waits in Inbox: ck inbox\n"
    )


@posix
@pytest.mark.parametrize(
    ("typed", "is_filed"),
    [("борис\ny\n", True), ("олег\nборис\n\n", True), ("\n", False), ("борис\nn\n", False)],
)
def test_in_a_terminal_what_is_unclear_is_asked(ck: Ck, typed: str, is_filed: bool) -> None:  # noqa: FBT001
    """Whom it is about, again until somebody is found; Enter leaves the file."""
    from terminals import in_terminal

    ck.note("Борис.md", note(TALKED))
    think(ck, "x.md", "обедали")
    code, shown = in_terminal("inbox", typed=typed)
    assert "Inbox/x.md: обедали\n" in shown
    assert "Whom is it about? A name, or Enter to leave it:" in shown
    filed = note(f"{TALKED}- 2026-11-20: обедали\n")
    assert ck.text("Борис.md") == (filed if is_filed else note(TALKED))
    assert code == (0 if is_filed else 1)


def test_as_json(ck: Ck) -> None:
    """What was filed and what was left, whole."""
    fill(ck)
    think(ck, "z.md", "x")
    result = ck("inbox", "--json", "--yes")
    assert (result.code, result.err) == (1, "")
    said = json.loads(result.out)
    assert said["dry_run"] is False
    assert said["left"] == [
        {
            "path": "Inbox/z.md",
            "why": "It does not name a contact: begin it with [[the note]] or a name and a colon.",
        }
    ]
    assert said["filed"][1] == {
        "path": "Inbox/a.md",
        "moved_to": ".trash/a.md",
        "entries": [
            {
                "name": "Анна Каренина",
                "path": "P/Анна Каренина.md",
                "line": "- 2026-11-20 -> tg: спросил про JD\n\t- [ ] CV 📅 2026-11-27",
            }
        ],
    }


def test_a_name_in_a_case_is_filed(ck: Ck) -> None:
    """«С Анной: …» and «Борису -> …» name one person each, and nobody has to be asked."""
    for name in ("Анна Каренина", "Boris Ivanov"):
        ck.note(f"{name}.md", "---\ntags: recruiter\n---\n\n## Log\n- 2026-09-14: one\n")
    ck.note("Inbox/1.md", "с Анной: созвонились\nБорису -> tg: спросил про JD\n")
    result = ck("inbox", "--yes")
    assert (result.code, result.err) == (0, "")
    assert ": созвонились" in ck.text("Анна Каренина.md")
    assert "-> tg: спросил про JD" in ck.text("Boris Ivanov.md")


@posix
def test_the_questions_are_russian(ck: Ck) -> None:
    """They are answered by Russian letters; a narrow window breaks them at blanks."""
    from terminals import in_terminal

    ck.note("P/Борис.md", note(TALKED))
    think(ck, "a.md", "JD: прислали\n")
    code, shown = in_terminal(
        "inbox", columns=40, typed="борис\nд\n", environ={"CK_LANG": "ru", "NO_COLOR": "1"}
    )
    assert code == 0
    assert shown == (
        "Inbox/a.md: прислали\n"
        "Человека с именем «JD» нет.\n"
        "О ком это? Имя, или Enter, чтобы пока\n"
        "  оставить: Борис\n"
        "  - 2026-11-20: прислали\n"
        "  Inbox/a.md -> .trash/a.md\n"
        "Разложить 1 мысль по заметкам? [Д/н] Разложено: 1 мысль · ck undo\n"
    )
