"""`ck report`: where the page is written, and what is refused."""

from __future__ import annotations

import json
import os
import shutil
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from html_pages import read_page, table_called
from vaults import note

if TYPE_CHECKING:
    from cli.conftest import Ck, Result

EXAMPLES = Path(__file__).parents[3] / "examples" / "vault"
LOG = "- 2026-10-01 -> tg: hello\n- 2026-10-02 <- tg: hi [outcome:: offer]\n"


@pytest.fixture
def there(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which `ck` is started, beside a vault of one person; nothing opens it."""
    ck.note("P/Анна.md", note(LOG, company="Ozon"))
    monkeypatch.setenv("PATH", "")
    return ck.vault.parent


def assert_written(result: Result, place: Path, typed: str) -> None:
    """Check that the answer says where the page is, and that it is there."""
    answer = f"Written: {typed}\nOpen it: {place.as_uri()}\n"
    assert (result.code, result.out, result.err) == (0, answer, "")
    assert read_page(place.read_text(encoding="utf-8")).all("h1")


def test_the_page_is_written_and_written_again(ck: Ck, there: Path) -> None:
    """A report that is there is replaced without a question, and nothing else is left."""
    place = there / "year.html"
    assert_written(ck("report", "year.html"), place, "year.html")
    first = place.read_text(encoding="utf-8")
    assert "<h1>Looking back: Nov 2025 – Nov 2026</h1>" in first
    assert "<p>1 Nov 2025 to 23 Nov 2026: 1 person, 2 entries.</p>" in first
    assert "Анна" in first
    ck.note("P/Анна.md", note(f"{LOG}- 2026-11-01 call: x\n", company="Ozon"))
    before = {each.name for each in there.iterdir()}
    assert_written(ck("report", "year.html"), place, "year.html")
    assert "3 entries" in place.read_text(encoding="utf-8")
    assert {each.name for each in there.iterdir()} == before


def test_in_russian(ck: Ck, there: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page has the language of the run, and so has the answer."""
    monkeypatch.setenv("CK_LANG", "ru")
    place = there / "year.html"
    result = ck("report", "year.html", "--company", "ozon")
    answer = f"Записано: year.html\nОткрыть: {place.as_uri()}\n"
    assert (result.code, result.out, result.err) == (0, answer, "")
    page = read_page(place.read_text(encoding="utf-8"))
    assert page.all("html")[0].attributes["lang"] == "ru"
    assert [each.text for each in page.all("h1", "h2")] == [
        "Взгляд назад: ноябрь 2025 — ноябрь 2026",
        "Коротко о главном",
        "Общение день за днём",
        "Ритм каждого",
        "Что из этого вышло",
        "Что дали и получили",
        "Ответы по каналам",
        "Новые люди",
        "Кто ждёт решения",
    ]
    signs = (
        "Р — разговор, с — сообщения, к — касание; точка — месяц, в котором ничего не было. "
        "Полосатый месяц закончился вне ритма."
    )
    assert [each.text for each in page.all("p")] == [
        "1 ноября 2025 — 23 ноября 2026: 1 человек, 2 записи.",
        "Только --company ozon.",
        signs,
        "За это время ничего.",
        "ck review покажет карточки одну за другой.",
        "Страницу сделала команда ck report 23 ноября 2026. Показатели объясняет docs/stats.md.",
    ]
    why = "пока без уровня · 2 записи за год"
    assert table_called(page, "Кто ждёт решения") == [["Анна", why]]
    place.write_text("my own page", encoding="utf-8")
    refused = ck("report", "year.html")
    assert refused.code == 2
    assert refused.err.startswith("ck: year.html уже есть, и это не отчёт ck. Заменить?")


def test_it_says_the_command_that_opens_it(
    ck: Ck, there: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system has a program for that, its command is given as it is typed."""
    program = there / "programs" / "xdg-open"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent))
    assert ck("report", "my year.html").out == (
        "Written: my year.html\nOpen it: xdg-open 'my year.html'\n"
    )


def test_json_says_where_it_is(ck: Ck, there: Path) -> None:
    """The document names the file by its whole path, and the period."""
    result = ck("report", "key.html", "--since", "2026-10-02", "--anonymous", "--json")
    assert (result.code, result.err) == (0, "")
    assert json.loads(result.out) == {
        "version": 1, "command": "report", "today": "2026-11-23", "vault": str(ck.vault),
        "file": str(there / "key.html"), "since": "2026-10-02", "until": "2026-11-23",
        "people": 1, "entries": 1, "anonymous": True,
    }  # fmt: skip
    text = (there / "key.html").read_text(encoding="utf-8")
    assert "Анна" not in text
    assert "Names, companies and words of the notes are left out." in text


@pytest.mark.parametrize(
    ("arguments", "code", "error"),
    [
        (["P/Анна.md"], 2, "FILE ends in .html, and “P/Анна.md” does not."),
        (["year"], 2, "FILE ends in .html, and “year” does not."),
        (["no/year.html"], 2, "there is no folder {there}/no. Make it, or name another FILE."),
        (["taken.html"], 2, ("taken.html is there, and is no report of ck. Replace it? There is "
                             "no terminal to ask in: --yes answers.")),
        (["folder.html"], 1, ("folder.html can't be replaced: it is not an ordinary file. Name "
                              "another FILE.")),
        (["a.html", "--since", "2026-11-24"], 2,
         "--since needs a day up to today; 2026-11-24 is in the future."),
        (["a.html", "--tier", "gold"], 2, "--tier takes key or supporting, not “gold”."),
    ],
)  # fmt: skip
def test_what_is_refused_writes_nothing(
    ck: Ck, there: Path, arguments: list[str], code: int, error: str
) -> None:
    """A file of another kind is never replaced unasked; the error says what to do."""
    (there / "taken.html").write_text("<p>mine</p>", encoding="utf-8")
    (there / "folder.html").mkdir()
    before = sorted(there.rglob("*.html"))
    result = ck("report", *arguments)
    expected = f"ck: {error.format(there=there)}\n"
    assert (result.code, result.out, result.err) == (code, "", expected)
    assert sorted(there.rglob("*.html")) == before
    assert (there / "taken.html").read_text(encoding="utf-8") == "<p>mine</p>"


def test_yes_replaces_another_file(ck: Ck, there: Path) -> None:
    """With --yes the file is replaced; its permissions stay."""
    place = there / "taken.html"
    place.write_text("<p>mine</p>", encoding="utf-8")
    place.chmod(0o640)
    assert_written(ck("report", "taken.html", "--yes"), place, "taken.html")
    assert os.name == "nt" or stat.S_IMODE(place.stat().st_mode) == 0o640


def test_a_link_is_followed(ck: Ck, there: Path) -> None:
    """A link stays one, and what it leads to is the page."""
    (there / "site").mkdir()
    (there / "year.html").symlink_to(there / "site" / "index.html")
    assert ck("report", "year.html").code == 0
    assert (there / "year.html").is_symlink()
    assert read_page((there / "site" / "index.html").read_text(encoding="utf-8")).all("h1")


def test_a_vault_without_contacts_is_said(ck: Ck) -> None:
    """Nothing is written where there is nobody to report on."""
    result = ck("report", "year.html")
    assert (result.code, result.out) == (2, "")
    assert result.err == "ck: there are no notes here. ck add NAME makes the first one.\n"
    assert not (ck.vault.parent / "year.html").exists()


def test_nobody_chosen_is_a_page_of_nobody(ck: Ck, there: Path) -> None:
    """A filter that fits nobody is said on the page and beside it."""
    result = ck("report", "key.html", "--tier", "key")
    assert (result.code, result.err) == (0, "ck: none of 1 contact matches: --tier key\n")
    text = (there / "key.html").read_text(encoding="utf-8")
    assert "0 people, 0 entries." in text
    assert "<p>Only --tier key.</p>" in text


def test_notes_that_are_not_read_in_full_are_counted(ck: Ck, there: Path) -> None:
    """The page says of how many notes something may be missing, as `ck stats` does."""
    ck.note("P/Broken.md", f"---\ntags: [recruiter]\ntelegram: @x\n---\n## Log\n{LOG}")
    assert ck("report", "year.html").code == 0
    text = (there / "year.html").read_text(encoding="utf-8")
    assert "<p>1 note not read in full: ck check</p>" in text
    assert "! 1 note not read in full: ck check" in ck("stats").out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminal in the library")
@pytest.mark.parametrize(("answer", "code"), [("", 1), ("n", 1), ("y", 0), ("д", 0)])
def test_a_terminal_is_asked_before_another_file_is_replaced(
    there: Path, answer: str, code: int
) -> None:
    """Enter alone is a no, which leaves the file as it was."""
    from terminals import converse

    place = there / "taken.html"
    place.write_text("<p>mine</p>", encoding="utf-8")
    question = "taken.html is there, and is no report of ck. Replace it? [y/N]"
    ended, _ = converse("report", "taken.html", turns=[(question, f"{answer}\n")])
    assert ended == code
    assert (place.read_text(encoding="utf-8") == "<p>mine</p>") is bool(code)


def test_years_ago_begins_with_the_first_entry(ck: Ck, there: Path) -> None:
    """No page is filled with years of which nothing is known."""
    ck.note("P/Old.md", note("- 2024-02-05 call: x\n"))
    assert ck("report", "all.html", "--since", "1900-01-01", "--json").code == 0
    assert "5 Feb 2024 to 23 Nov 2026" in (there / "all.html").read_text(encoding="utf-8")


def test_the_page_has_the_figures_of_the_json_and_the_terminal(ck: Ck) -> None:
    """What `ck stats` says of the example vault stands in the tables of the page, to the number."""
    shutil.copytree(EXAMPLES, ck.vault, dirs_exist_ok=True)
    assert ck("report", "year.html").code == 0
    page = read_page((ck.vault.parent / "year.html").read_text(encoding="utf-8"))
    figures = json.loads(ck("stats", "--json").out)["statistics"]
    assert [row[1:] for row in table_called(page, "What happened, by month")] == [
        [str(each[key]) for key in ("sent", "received", "talks", "touches")]
        for each in figures["months"]
    ]
    assert [row[1:3] for row in table_called(page, "People in rhythm, by month")] == [
        [str(each["rhythm"][key]) for key in ("count", "of")] for each in figures["months"]
    ]
    assert [row[1:] for row in table_called(page, "New people, by quarter")] == [
        [str(each[key]) for key in ("people", "introduced")] for each in figures["new"]
    ]
    assert {row[0]: int(row[1]) for row in table_called(page, "Outcomes") if row[1] != "0"} == (
        figures["outcomes"]
    )
    shown = " ".join(ck("stats").out.split())
    for _, words in table_called(page, "The figures of ck stats"):
        for part in words.split(" · "):
            assert part.strip() in shown
