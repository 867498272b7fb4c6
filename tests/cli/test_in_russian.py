"""Every command in Russian, over notes that are Russian: no English word is met on any screen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest

from cli.conftest import paths_of
from contactkeeper.cli.args.table import COMMANDS
from contactkeeper.cli.layout import width_of
from latin_words import latin_words, strange_words
from russian_vault import fill_russian

if TYPE_CHECKING:
    from cli.conftest import Ck

CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ольга Ким\r\nN:Ким;Ольга;;;\r\nORG:Озон\r\nTITLE:Рекрутер\r\n"
    "END:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Анна Каренина\r\nORG:Авито\r\nEND:VCARD\r\n"
)
LINES: dict[str, list[str]] = {
    "due": ["", "--soon", "--limit 3", "--plan", "--brief", "--all", "--tier key", "--limit -1"],
    "go": ["", "--tier key"],
    "plan": ["", "--weeks 9", "--catch-up --yes", "--weeks 0"],
    "calendar": ["", "--month декабрь", "--month никогда", "--out а.ics", "--out а.txt", "--busy"],
    "mode": ["", "поиск --yes", "поиск --until 2027-03-01 --yes", "неведомый"],
    "log": [
        "анна <-_телеграм:_Прислала_вакансию --dry-run",
        "анна ->_телеграм:_Спасибо --promise резюме_до_пт --await ответ --snooze 2026-12-14",
        "борис <-_почта:_понял --no-reply",
        "вера звонок:_разговор --done --trust 5 --got совет --outcome интервью",
        "--list", "--list --month", "анна 23.11_звонок", "анна х --date завтра",
        "анна х --date 31.02", "анна х --trust 9", "никто х", "каренин х", "анна х --event Съезд",
        "анна ->_звонок --amend", "Новый_Человек звонок:_раз --new",
    ],
    "done": ["вера", "вера резюме", "анна", "борис", "лев --drop", "лев звонок --dry-run"],
    "meet": ["анна пт 11:00 звонок:_о_роли", "анна вчера", "анна", "анна пт --dry-run"],
    "remind": ["анна пт спросить_о_команде", "анна пт", "анна вчера спросить"],
    "inbox": ["--dry-run", "--yes"],
    "show": ["анна", "анна --all", "борис", "вера", "глеб", "елена", "жанна", "зоя", "кира", "лев",
             "мария", "дарья", "игорь", "непонятная", "чужая", "Яндекс", "никто"],
    "write": ["анна --print", "мария --print", "борис --print", "игорь --print", "лев --print",
              "зоя --print", "кира --print", "--list", "анна --for неведомое --print"],
    "list": ["", "--tier key", "--sort overdue", "--sort чушь", "--grep звонок", "--unsorted"],
    "find": ["звонок", "ничегонет"],
    "add": ["Новая_Знакомая --company Озон --cadence ежемесячно", "Анна_Каренина",
            "Кто_то --cadence иногда", "Кто_то --birthday 31.02", "Кто_то --dry-run"],
    "set": ["анна цель=интервью", "анна частота=иногда", "анна cadence=", "анна +важно", "анна",
            "--for all +тег --dry-run", "--for tier:кто +тег", "анна статус=странный --yes"],
    "snooze": ["анна 2026-12-01", "анна вчера", "анна никогда", "борис через_3_недели"],
    "pause": ["анна --why отпуск", "анна --until вчера", "елена"],
    "resume": ["елена", "жанна", "анна"],
    "merge": ["борис анна --dry-run", "борис борис", "борис никто"],
    "open": ["никто"],
    "event add": ["Съезд --date 2027-05-14 --people анна", "Форум_2026 --date 2026-11-30",
                  "Съезд --date никогда", "Съезд --date 2027-05-14 --yearly чушь"],
    "event list": ["", "--all"],
    "news add": ["Доклад --kind доклад --audience tier:key --yes", "Доклад --audience tier:",
                 "Доклад --audience nobody:х"],
    "news list": ["", "--all"],
    "review": ["", "--quarter", "--limit 0"],
    "stats": ["", "анна", "--by month", "--by tier", "--by channel", "--by company", "--by чушь",
              "--since вчера", "--tier key"],
    "report": ["отчёт.html", "отчёт.txt", "отчёт.html --anonymous"],
    "check": ["", "--all", "--fix --yes"],
    "undo": ["--list", "", "99"],
    "sync": ["", "--dry-run"],
    "git setup": ["", "--yes"],
    "git status": [""],
    "import": ["карточки.vcf --all --dry-run", "карточки.vcf --all --yes", "карточки.vcf",
               "нет.vcf",
               "карточки.vcf --only чушь --yes"],
    "export": ["--as vcard", "--as csv", "--as base", "--as чушь", "--out люди.vcf", ""],
    "init": ["", "--yes", "--all"],
}  # fmt: skip
"""What is typed after each command; `_` stands for a blank inside a word."""
OF_FILES = {"export", "calendar"}
"""Commands whose standard output may be a file for another program."""
OWN = {"ics", "txt", "vcf", "nobody", "base"}
"""Latin words that are typed in these lines."""


@pytest.fixture
def russian(ck: Ck, monkeypatch: pytest.MonkeyPatch) -> Ck:
    """Give a runner that speaks Russian, in a vault of Russian notes."""
    monkeypatch.setenv("CK_LANG", "ru")
    fill_russian(ck.note)
    (ck.vault.parent / "карточки.vcf").write_text(CARDS, encoding="utf-8")
    return ck


def words_of(line: str) -> list[str]:
    """Return the arguments of a line."""
    return [word.replace("_", " ") for word in line.split()]


def test_every_command_is_here() -> None:
    """A new one has to speak Russian too."""
    assert set(LINES) == set(paths_of(COMMANDS))


@pytest.mark.parametrize(
    ("command", "line"), [(command, line) for command, lines in LINES.items() for line in lines]
)
def test_no_english_word_is_met(russian: Ck, command: str, line: str) -> None:
    """On either output, but names, commands and keys, each with its reason in latin_words."""
    result = russian(*command.split(), *words_of(line))
    said = result.err if command in OF_FILES and result.code == 0 else result.out + result.err
    said = unquote(said.replace(str(russian.vault.parent), ""))
    known = latin_words(CARDS) | OWN
    faults = [each for each in said.split("\n") if strange_words(each) - known]
    assert not faults, "\n".join(f"{each}  <- {strange_words(each)}" for each in faults)


@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize(
    "line",
    ["due --all", "plan", "list", "show анна", "show лев", "show Яндекс", "stats", "stats анна",
     "calendar", "check --all", "event list", "news list", "undo --list", "find звонок", "mode",
     "log --list --month", "write --list"],
)  # fmt: skip
def test_no_column_is_cut(
    russian: Ck, monkeypatch: pytest.MonkeyPatch, columns: int, line: str
) -> None:
    """No line is wider than the window, and no word of ours ends in `…`."""
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("NO_COLOR", "1")
    with monkeypatch.context() as streams:
        streams.setattr("sys.stdout.isatty", lambda: True)
        result = russian(*words_of(line))
    assert result.code in (0, 1)
    assert [each for each in result.out.split("\n") if width_of(each) > columns] == []
