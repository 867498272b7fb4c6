"""Make a vault to measure with: the same arguments give the same bytes.

    python benchmarks/generate.py FOLDER --contacts 1000 --notes 5000

Half of the people are Russian. Every contact has 20 entries over the three years before
2026-11-23, in one of the shapes and orders that are found in real vaults; the other notes are
days, companies and longer texts.
"""

from __future__ import annotations

import argparse
import random
from datetime import date, timedelta
from pathlib import Path

TODAY = date(2026, 11, 23)
ENTRIES = 20
"""In each contact's log."""

_NAMES = {
    "en": (
        ["Boris", "Igor", "Tom", "Nadia", "Hanna", "Lucas", "Victor", "Sofia", "Mark", "Julia"],
        [
            "Ivanov",
            "Volkov",
            "Becker",
            "Rahimi",
            "Schmidt",
            "Meyer",
            "Stone",
            "Marin",
            "Hill",
            "Novak",
        ],
    ),
    "ru": (
        ["Анна", "Ольга", "Мария", "Света", "Катя", "Елена", "Юля", "Вера", "Артём", "Глеб"],
        [
            "Каренина",
            "Ким",
            "Соколова",
            "Лебедева",
            "Нестерова",
            "Жук",
            "Маркова",
            "Ситник",
            "Зайцева",
            "Белова",
        ],
    ),
}
_COMPANIES = [
    "Avito",
    "Ozon",
    "Яндекс",
    "VK",
    "Hays",
    "Контур",
    "Lamoda",
    "Сбер",
    "JetBrains",
    "Zalando",
]
TEXTS = {
    "en": (
        "The platform team is hiring again, she sends the JD next week.",
        "Asked how the search goes. [gave:: info: salary survey]",
        "Talked about relocation, [got:: intro: the CTO] and what it takes.",
        "Nothing at my level this spring [[HighLoad++ 2026]]",
    ),
    "ru": (
        "Команда платформы снова нанимает, описание пришлёт на той неделе.",
        "Спросил, как идёт поиск. [gave:: info: обзор зарплат]",
        "Говорили о переезде, [got:: intro: технический директор] и что для этого нужно.",
        "До весны ничего моего уровня нет [[HighLoad++ 2026]]",
    ),
}
_CHANNELS = {"en": ("call", "email", "telegram", ""), "ru": ("звонок", "почта", "тг", "")}
_HEADINGS = {"en": "Interactions", "ru": "История общения"}
_CADENCES = ("monthly", "quarterly", "every 6 weeks", "event", "раз в квартал", "45")
_SHAPES = ("bullets", "bullets", "bullets", "loose", "headings", "table")


def write_vault(folder: Path, contacts: int, notes: int) -> None:
    """Fill an empty folder with `notes` notes, `contacts` of them contacts."""
    dice = random.Random(f"{contacts} of {notes}")  # noqa: S311 - the same vault every time
    (folder / ".obsidian").mkdir(parents=True)
    for number in range(contacts):
        name = name_of(number)
        write(folder / note_of(number), contact(name, language_of(number), dice))
    for number in range(notes - contacts):
        write(folder / f"Notes/{number % 50:02}/Note {number:05}.md", other_note(number, dice))


def language_of(number: int) -> str:
    """Return the language of a contact: every second one is Russian."""
    return ("en", "ru")[number % 2]


def name_of(number: int) -> str:
    """Return the name of a contact, which nobody else has."""
    first, last = _NAMES[language_of(number)]
    return f"{first[number // 2 % 10]} {last[number // 20 % 10]} {number:05}"


def note_of(number: int) -> str:
    """Return the path of a contact's note in the vault."""
    return f"Recruiters/{number % 20:02}/{name_of(number)}.md"


def text_of(number: int) -> str:
    """Return a line that somebody might have written about a contact."""
    texts = TEXTS[language_of(number)]
    return texts[number // 2 % len(texts)]


def write(path: Path, text: str) -> None:
    """Write one note, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def contact(name: str, language: str, dice: random.Random) -> str:
    """Make the note of one contact."""
    lines = [
        "---",
        "tags: [recruiter]" if dice.random() < 0.6 else "tags:\n  - рекрутер",
        f'company: "[[{dice.choice(_COMPANIES)}]]"',
        f"email: {name[-5:]}@example.com",
    ]
    if dice.random() < 0.2:
        lines.append("tier: key  # close")
    if dice.random() < 0.6:
        lines.append(f"cadence: {dice.choice(_CADENCES)}")
    if dice.random() < 0.5:
        lines.append(f"birthday: {dice.randint(1, 12):02}-{dice.randint(1, 28):02}")
    lines += ["---", f"# {name}", "", dice.choice(TEXTS[language]), ""]
    lines += [f"## {_HEADINGS[language]}", "", *log(language, dice), ""]
    return "\n".join(lines)


def log(language: str, dice: random.Random) -> list[str]:
    """Make the lines of one log: `ENTRIES` entries of one shape, in one order."""
    shape = dice.choice(_SHAPES)
    days = sorted(TODAY - timedelta(days=dice.randint(0, 3 * 365)) for _ in range(ENTRIES))
    if dice.random() < 0.5:
        days.reverse()
    lines = ["| Date | Type | Summary |", "| --- | --- | --- |"] if shape == "table" else []
    for day in days:
        lines += entry(day, shape, language, dice)
    return lines


def entry(day: date, shape: str, language: str, dice: random.Random) -> list[str]:
    """Make the lines of one entry."""
    channel, text = dice.choice(_CHANNELS[language]), dice.choice(TEXTS[language])
    arrow = dice.choice(("", "", "-> ", "<- "))
    if shape == "table":
        return [f"| {day} | {channel} | {arrow}{text.replace('|', '')} |"]
    if shape == "headings":
        return [f"### {day} {arrow}{channel}".rstrip(), text, ""]
    if shape == "loose":
        return [f"* **{day:%d.%m.%Y}** — {text}"]
    colon = ": " if channel or not arrow else ""
    lines = [f"- {day} {arrow}{channel}{colon}{text}".replace(f"{day} :", f"{day}:")]
    if dice.random() < 0.15:
        done = "x" if dice.random() < 0.9 else " "
        lines.append(f"\t- [{done}] send the new CV 📅 {day + timedelta(days=7)}")
    return lines


def other_note(number: int, dice: random.Random) -> str:
    """Make a note that is no contact: with and without frontmatter, short and long."""
    head = f"---\ntags: [note, n{number % 7}]\ndate: {TODAY}\n---\n" if number % 2 else ""
    texts = TEXTS["ru" if number % 3 else "en"]
    body = "\n\n".join(dice.choice(texts) for _ in range(dice.randint(2, 60)))
    return f"{head}# Note {number}\n\n{body}\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Make a vault to measure with.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--contacts", type=int, default=1000)
    parser.add_argument("--notes", type=int, default=5000)
    arguments = parser.parse_args()
    write_vault(arguments.folder, arguments.contacts, arguments.notes)
