from __future__ import annotations

import os
import shutil
import subprocess
import sys
import unicodedata
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.cli.args.completion import quote_for_bash, unquote
from contactkeeper.cli.args.known_values import offer_changes
from contactkeeper.cli.args.program import SCRIPTS
from contactkeeper.cli.args.table import COMMANDS
from contactkeeper.core.editing.property_changes import check_value
from contactkeeper.core.language.date_words import read_words
from contactkeeper.core.language.languages import LANGUAGES, phrases_in
from contactkeeper.core.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from cli.conftest import Ck, Result

NOTE = "---\ntags: recruiter\ncompany: {}\n---\n\n## Log\n- 2026-11-20: talked\n{}"
SHELLS = ("bash", "zsh", "fish")


@pytest.fixture
def people(ck: Ck) -> Ck:
    """Give a vault with three people, an event and news."""
    ck.note("R/Анна Каренина.md", NOTE.format("Яндекс", "\t- [ ] the CV\n\t- [ ] waiting: JD\n"))
    ck.note("R/Артём Зайцев.md", NOTE.format("", ""))
    lapsed = NOTE.replace("recruiter", "[recruiter, lapsed]")
    ck.note("R/Boris O'Neil.md", lapsed.format("Avito", ""))
    ck.note("HighLoad++ 2026.md", "---\ntype: event\ndate: 2026-12-01\nattending: yes\n---\n")
    ck.note("Staff engineer.md", "---\ntype: news\ndate: 2026-11-16\nkind: position\n---\n")
    return ck


def asked(ck: Ck, monkeypatch: pytest.MonkeyPatch, shell: str, *words: str) -> Result:
    """Call `ck` as the shell's script does, with the words of the line up to the cursor."""
    monkeypatch.setenv("_CK_COMPLETE", f"complete_{shell}")
    return ck("--", *words)


@pytest.mark.parametrize(
    ("shell", "words", "lines"),
    [
        ("bash", ["log", "ан"], ["Анна\\ Каренина"]),
        ("bash", ["log", "anna"], ["Анна\\ Каренина"]),
        ("bash", ["log", '"Анна К'], ["Анна Каренина"]),
        ("bash", ["log", "'Анна К"], ["Анна Каренина"]),
        ("bash", ["log", "Анна\\ К"], ["Анна\\ Каренина"]),
        ("bash", ["log", "bor"], ["Boris\\ O\\'Neil"]),
        ("bash", ["log", "'bor"], ["Boris O'\\''Neil"]),
        ("bash", ["log", "zzz"], []),
        ("bash", ["write", "bor"], ["Boris\\ O\\'Neil"]),
        ("bash", ["write", "bor", "--for", "re"], ["reply", "reminder", "retry"]),
        ("bash", ["write", "--show-template", "t"], ["talk", "touch", "thanks"]),
        ("bash", ["write", "bor", "-c", "te"], ["telegram"]),
        ("bash", ["log", "анна", "x", "--with", "арт"], ["Артём\\ Зайцев"]),
        ("bash", ["log", "анна", "x", "--with", "=", "арт"], ["Артём\\ Зайцев"]),
        ("bash", ["log", "анна", "x", "--with", "="],
         ["Boris\\ O\\'Neil", "Анна\\ Каренина", "Артём\\ Зайцев"]),
        ("bash", ["done", "Анна\\ Каренина", ""], ["the\\ CV", "JD"]),
        ("bash", ["log", "анна", "x", "--done", "cv"], ["the\\ CV"]),
        ("bash", ["done", "а", ""], []),
        ("bash", ["merge", "анна", "арт"], ["Артём\\ Зайцев"]),
        ("bash", ["log", "анна", "--d"], ["--date", "--done", "--dry-run"]),
        ("bash", ["lo"], ["log"]),
        ("bash", ["event", ""], ["add", "list"]),
        ("bash", ["news", "a"], ["add"]),
        ("bash", ["event", "add", "--at"], ["--attending"]),
        ("bash", ["event", "add", "X", "--people", "арт"], ["Артём\\ Зайцев"]),
        ("bash", ["event", "foo", ""], []),
        ("bash", ["log", "анна", "x", "--event", "high"], ["HighLoad++\\ 2026"]),
        ("bash", ["log", "анна", "x", "--told", ""], ["Staff\\ engineer"]),
        ("bash", [""], [command.name for command in COMMANDS]),
        ("bash", ["--v"], ["--vault", "--version"]),
        ("bash", ["nope", ""], []),
        ("bash", ["log", "анна", "-> x", ""], []),
        ("zsh", ["show", "а"], ["Анна Каренина\tЯндекс", "Артём Зайцев"]),
        ("zsh", ["log", "x", "--with=арт"], ["--with=Артём Зайцев"]),
        ("bash", ["due", "--tier", ""], ["key", "supporting"]),
        ("bash", ["list", "--sort", "d"], ["due"]),
        ("bash", ["stats", "--by", ""], ["month", "quarter", "tier", "company", "channel"]),
        ("bash", ["stats", "--since", "yes"], ["yesterday"]),
        ("zsh", ["stats", "ан"], ["Анна Каренина\tЯндекс"]),
        ("bash", ["mode", "s"], ["steady", "searching", "settling-in"]),
        ("bash", ["list", "--company", "a"], ["Avito"]),
        ("bash", ["list", "--company=я"], ["--company=Яндекс"]),
        ("bash", ["list", "--tag", ""], ["lapsed", "recruiter"]),
        ("bash", ["due", "--focus", ""], []),
        ("zsh", ["set", "анна", "ca"], ["cadence="]),
        ("zsh", ["set", "анна", "ча"], ["частота=", "частота разговоров="]),
        ("zsh", ["set", "анна", "cadence=q"], ["cadence=quarterly"]),
        ("zsh", ["set", "анна", "Частота=ежем"], ["Частота=ежемесячно"]),
        ("zsh", ["set", "анна", "status="],
         ["status=active", "status=paused", "status=do-not-contact"]),
        ("zsh", ["set", "анна", "company=я"], ["company=Яндекс"]),
        ("zsh", ["set", "анна", "+r"], ["+recruiter"]),
        ("zsh", ["set", "анна", "+"], ["+lapsed", "+recruiter"]),
        ("zsh", ["set", "анна", "-r"], ["-recruiter"]),
        ("bash", ["set", "анна", "-l"], []),
        ("bash", ["set", "bor", "tier", "=", "key", "-"],
         ["-lapsed", "-recruiter", "--for", "--yes", "--vault", "--today", "--json", "--no-color",
          "--no-cache", "-h", "--help"]),
        ("fish", ["set", "zzz", "-r"], []),
        ("fish", ["set", "-r"], []),
        ("bash", ["set", "--for", "tag", ":", "x", "-l"], ["-lapsed"]),
        ("bash", ["set", "--for", "tag", ":", "x", "cad"], ["cadence="]),
        ("bash", ["set", "анна", "cadence", "=", "mo"], ["monthly"]),
        ("bash", ["set", "анна", "tier", "="], ["key", "supporting"]),
        ("bash", ["set", "--for", "tag", ":", "re"], ["recruiter"]),
        ("fish", ["set", "--for", "company:a"], ["company:Avito"]),
        ("bash", ["event", "add", "X", "--audience", "ti"], ["tier:"]),
        ("bash", ["add", "X", "--cadence", "mo"], ["monthly"]),
        ("bash", ["log", "анна", "x", "-c", "te"], ["telegram"]),
        ("bash", ["log", "анна", "x", "-c", "зв"], ["звонок"]),
        ("bash", ["log", "анна", "x", "--outcome", ""],
         ["referral", "interview", "offer", "hire", "rejection"]),
        ("bash", ["log", "анна", "x", "--outcome", "офф"], ["оффер"]),
        ("bash", ["log", "анна", "x", "-d", "ye"], ["yesterday"]),
        ("bash", ["log", "анна", "x", "-d", "вч"], ["вчера"]),
        ("bash", ["log", "--list", "--since", "вч"], ["вчера"]),
        ("zsh", ["snooze", "анна", "in "], ["in a week", "in 2 weeks", "in a month"]),
        ("bash", ["pause", "анна", "--until", "через"],
         ["через\\ неделю", "через\\ 2\\ недели", "через\\ месяц"]),
        ("bash", ["event", "add", "X", "-d", "tom"], ["tomorrow"]),
        ("bash", ["news", "add", "X", "--kind", "ta"], ["talk"]),
        ("bash", ["export", "--as", "b"], ["base"]),
        ("bash", ["export", "--birthdays", ""], ["all", "full"]),
        ("bash", ["import", "--as", "t"], ["telegram"]),
        ("bash", ["meet", "анна", "tom"], ["tomorrow"]),
        ("bash", ["help", "sno"], ["snooze"]),
        ("bash", ["search", "--v"], ["--vault"]),
        ("zsh", ["sno"], ["snooze\thide somebody until a day"]),
        ("fish", ["show", "анна"], ["Анна Каренина\tЯндекс"]),
        ("fish", ["resume", ""],
         ["Boris O'Neil\tAvito", "Анна Каренина\tЯндекс", "Артём Зайцев"]),
    ],
)  # fmt: skip
def test_the_shell_is_offered_what_may_stand_there(
    people: Ck, monkeypatch: pytest.MonkeyPatch, shell: str, words: list[str], lines: list[str]
) -> None:
    """Names in either alphabet, tasks, options and commands, quoted as the shell wants them."""
    result = asked(people, monkeypatch, shell, *words)
    assert (result.code, result.err) == (0, "")
    assert result.out == "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize("shell", SHELLS)
def test_nothing_but_candidates_comes_back(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, shell: str, tmp_path: Path
) -> None:
    """No vault, a broken configuration, a broken note, odd words: no word, and no error output."""
    ck.note("Анна.md", "---\ntags: recruiter\ntelegram: @anna\n---\n")
    for words in (["log", "\x1b"], ["log", '"'], ["log", "\\"], ["--today", "x", "log", ""], [],
                  ["due", "--soon", ""], ["log", "--with"]):  # fmt: skip
        result = asked(ck, monkeypatch, shell, *words)
        assert (result.out.count("fault"), result.err) == (0, "")
    ck.note("contactkeeper.toml", "[")
    result = asked(ck, monkeypatch, shell, "log", "")
    assert (result.code, result.out, result.err) == (1, "", "")
    monkeypatch.setenv("CK_VAULT", str(tmp_path / "nowhere"))
    result = asked(ck, monkeypatch, shell, "log", "")
    assert (result.code, result.out, result.err) == (1, "", "")


@pytest.fixture
def crowd(people: Ck, monkeypatch: pytest.MonkeyPatch) -> Ck:
    """Add whom it is hard to offer rightly, and use the cache as other tests do not."""
    monkeypatch.delenv("CK_NO_CACHE", raising=False)
    people.note("R/Anna Smith.md", NOTE.format("Ozon", ""))
    people.note("X/Anna Smith.md", NOTE.format("X: y", ""))
    people.note("X/Zoë.md", NOTE.format("Ozon", "").replace("tags", "aliases: [Anna Z]\ntags"))
    people.note("X/Zoë Two.md", NOTE.format("Ozon", ""))
    people.note("Y/Zoë Two.md", NOTE.format("Avito", ""))
    people.note(f"X/{unicodedata.normalize('NFD', 'Андрей Ёлкин')}.md", NOTE.format("Я", ""))
    people.note("X/Anna Smith (conflicted copy 2026-11-20).md", NOTE.format("Z", ""))
    people.note("X/Boris O'Neil 2.md", NOTE.format("", ""))
    people.note("X/Broken.md", "---\ntags: [recruiter\n---\n")
    people.note("X/No contact.md", "# Anna\n")
    return people


CROWDED = [
    *(["show", typed] for typed in ("", "an", "анна", "smith", "anna oz", "zoe", "зое", "андрей",
                                    "andrei", "elkin", "bor", "🙂", "'Anna S", "ZOË T", "b", "qq")),
    ["log", "анна", "x", "--with", "art"],
    ["event", "add", "X", "--people", "an"],
    *(["list", option, typed] for option in ("--company", "--tag", "--focus")
      for typed in ("", "я", "o")),
]  # fmt: skip


@pytest.mark.parametrize("shell", SHELLS)
def test_what_is_remembered_gives_what_the_notes_give(
    crowd: Ck, monkeypatch: pytest.MonkeyPatch, shell: str
) -> None:
    """Every candidate in its place and with its company, whether the notes are looked at or not."""
    assert crowd("list").code == 0
    for words in CROWDED:
        remembered = asked(crowd, monkeypatch, shell, *words)
        with monkeypatch.context() as patch:
            patch.setenv("CK_NO_CACHE", "1")
            assert asked(crowd, monkeypatch, shell, *words) == remembered
        assert remembered.code == 0
    assert asked(crowd, monkeypatch, shell, "show", "anna").out.count("Smith.md") == 2


def test_what_is_remembered_may_be_a_moment_old(crowd: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new note is offered after the next command, and at once where there is no cache to use."""
    assert crowd("list").code == 0
    crowd.note("R/Вера.md", NOTE.format("", ""))
    assert asked(crowd, monkeypatch, "bash", "show", "вера").out == ""
    assert asked(crowd, monkeypatch, "bash", "show", "--no-cache", "вера").out == "Вера\n"
    assert asked(crowd, monkeypatch, "bash", "--no-cache", "show", "вера").out == "Вера\n"
    monkeypatch.delenv("_CK_COMPLETE")
    assert crowd("list").code == 0
    assert asked(crowd, monkeypatch, "bash", "show", "вера").out == "Вера\n"
    crowd.note("R/Вера Ли.md", NOTE.format("", ""))
    (place,) = (crowd.vault.parent / "cache/contactkeeper").iterdir()
    place.write_bytes(b"no database")
    assert asked(crowd, monkeypatch, "bash", "show", "вера").out == "Вера\nВера\\ Ли\n"


def test_a_damaged_index_is_not_offered(crowd: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the index can't be read, the notes are."""
    assert crowd("list").code == 0
    expected = asked(crowd, monkeypatch, "zsh", "show", "анна")
    (place,) = (crowd.vault.parent / "cache/contactkeeper").iterdir()
    whole = place.read_bytes()
    for damaged in (whole[: len(whole) // 2], whole[:100] + bytes(len(whole) - 100)):
        place.write_bytes(damaged)
        assert asked(crowd, monkeypatch, "zsh", "show", "анна") == expected
        assert asked(crowd, monkeypatch, "zsh", "list", "--company", "я").out == "Я\nЯндекс\n"


def test_the_vault_of_the_line_counts(
    people: Ck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`ck --vault FOLDER log …` offers the names of that vault."""
    (tmp_path / "other").mkdir()
    (tmp_path / "other/Вера.md").write_text(NOTE.format("X", ""))
    other = str(tmp_path / "other")
    assert asked(people, monkeypatch, "bash", "--vault", other, "log", "").out == "Вера\n"
    assert asked(people, monkeypatch, "bash", "log", "--vault", other, "").out == "Вера\n"
    assert asked(people, monkeypatch, "fish", "log", f"--vault={other}", "").out == "Вера\tX\n"


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_shown_and_installed(
    ck: Ck, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, shell: str
) -> None:
    """A shell may be named; else it is the user's own. Installing twice changes nothing twice."""
    assert ck("--show-completion", shell).out == SCRIPTS[shell]
    monkeypatch.setenv("SHELL", f"/usr/bin/{shell}")
    assert ck("--show-completion").out == SCRIPTS[shell]
    startup = tmp_path / f"home/.{shell}rc"
    startup.parent.mkdir(exist_ok=True)
    startup.write_bytes(b"alias x=y")
    place = tmp_path / f"config/contactkeeper/completion.{shell}"
    if shell == "fish":
        place = tmp_path / "config/fish/completions/ck.fish"
    result = ck("--install-completion")
    written = f"{place}" if shell == "fish" else f"{place}, {startup}"
    assert (result.code, result.err) == (0, "")
    assert result.out == f"Written: {written}. Open a new {shell} to use it.\n"
    assert place.read_text() == SCRIPTS[shell]
    line = "" if shell == "fish" else f"\nsource {place}\n"
    assert startup.read_text() == f"alias x=y{line}"
    result = ck("--install-completion", shell)
    assert result.out == f"Written: {place}. Open a new {shell} to use it.\n"
    assert startup.read_text() == f"alias x=y{line}"


def test_another_shell_is_said(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a known shell the sentence names those there are."""
    monkeypatch.delenv("SHELL", raising=False)
    result = ck("--install-completion")
    assert (result.code, result.out) == (2, "")
    assert result.err == ("ck: completion is there for bash, zsh and fish; name one, not “”.\n")


def answer_of_bash(line: str, folder: Path) -> list[str]:
    """Let bash complete a line's last word by the script itself."""
    program = folder / "ck"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m contactkeeper "$@"\n')
    program.chmod(0o755)
    asking = f"""
        eval "$(ck --show-completion bash)"
        COMP_WORDS=({line}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
        _ck_completion ck
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", asking], env={**os.environ, "PATH": path}, capture_output=True, check=True
    )
    assert done.stderr == b""
    return done.stdout.decode().split("\n")[:-1]


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="no bash here")
def test_bash_reads_the_script(people: Ck, tmp_path: Path) -> None:
    """The script runs in bash as it is shown, and a name with a star in it stays one name."""
    people.note("R/Ян [a] ок.md", NOTE.format("X", ""))
    assert answer_of_bash("ck log ан", tmp_path) == ["Анна\\ Каренина"]
    assert answer_of_bash("ck log ян", tmp_path) == ["Ян\\ \\[a\\]\\ ок"]
    assert answer_of_bash("ck log zzz", tmp_path) == [""]
    assert answer_of_bash("ck set ян -re", tmp_path) == ["-recruiter"]


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1))
def test_what_is_quoted_is_read_back(text: str) -> None:
    """A quoted candidate is the same word again, whichever quote was open."""
    assert unquote(quote_for_bash(text, "")) == text
    assert unquote(f'"{quote_for_bash(text, chr(34))}') == text
    assert unquote(f"'{quote_for_bash(text, chr(39))}'") == text


@given(st.text())
def test_any_word_can_be_unquoted(text: str) -> None:
    """Half a quote or backslash, as a cursor leaves it, is no fault."""
    assert isinstance(unquote(text), str)


def test_every_day_that_is_offered_is_read() -> None:
    """In both languages, up to today or after it."""
    for language in LANGUAGES:
        for offered, ahead in ((language.days_back, False), (language.days_ahead, True)):
            for words in phrases_in(offered):
                day = read_words(words, date(2026, 11, 23), ahead=ahead)
                assert day is not None, words
                assert (day > date(2026, 11, 23)) is ahead, words


def test_every_value_that_is_offered_is_read() -> None:
    """What a Tab puts behind a property is no problem there."""
    for typed in (
        "cadence=",
        "cadence=е",
        "talk=",
        "tier=",
        "status=",
        "lang=",
        "address=",
        "trust=",
    ):
        for change in offer_changes(typed, tuple):
            key, _, value = change.partition("=")
            assert check_value(key, value, Settings(), date(2026, 11, 23)) == value
