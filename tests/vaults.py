"""Notes and small vaults that tests share, and the shortest way to change a note."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.model import Entry
from contactkeeper.vault.store import Step

if TYPE_CHECKING:
    from cli.conftest import Ck
    from contactkeeper.core.editing.edits import Plan
    from contactkeeper.core.note.note import Note


def note(log: str = "", **properties: str) -> str:
    """Return the text of a contact's note."""
    lines = "".join(f"{key}: {value}\n" for key, value in properties.items())
    return f"---\ntags: recruiter\n{lines}---\n\n## Interactions\n{log}"


def fill_morning(ck: Ck) -> None:
    """Put one person of each group into the vault, some of the coming week, and quiet ones."""
    for name, text in {
        "Boris Ivanov": note(
            "- 2026-11-12 <- email: two references, please\n", company="Avito", birthday="11-22"
        ),
        "Ольга Ким": note(
            "- 2026-11-16 tg: talked\n\t- [ ] the new CV 📅 2026-11-20\n",
            company="Ozon",
            tier="key",
        ),
        "Анна Каренина": note(
            "- 2026-11-16 <- tg: Platform снова нанимает\n\t- [ ] waiting: JD 📅 2026-11-20\n",
            company="Яндекс",
            tier="key",
        ),
        "Мария Соколова": note(
            "- 2026-10-05 tg: нашла Go-лида\n", company="Контур", birthday="11-23"
        ),
        "Dmitry Orlov": note(
            "- 2026-09-14 linkedin: talked [got:: CV review]\n",
            company="JetBrains",
            placed_me="2024-11-18",
        ),
        "Света Лебедева": note("- 2026-10-09 call: о команде\n", company="Т-Банк", tier="key"),
        "Igor Volkov": note(
            "- 2026-09-22 call: x\n- 2026-10-29 -> email: y\n", company="VK", tier="key"
        ),
        "Катя Нестерова": note("- 2026-08-02 email: x\n", company="Сбер", telegram="@katya"),
        "Елена Жук": note(
            "- 2026-02-11 tg: x\n- 2026-04-02 -> tg: y\n- 2026-05-10 -> tg: z\n",
            company="Альфа-Банк",
        ),
        "Tom Becker": note("- 2025-11-20 email: He writes\n", company="Hays", cadence="event"),
        "Юля Маркова": note("- 2026-10-23 call: ok\n", company="МТС", tier="key"),
        "Sergey Lin": note(
            "- 2026-07-07 <- tg: после релиза\n- 2026-07-08 -> tg: ok\n",
            company="Luxoft",
            snooze_until="2026-11-23",
            snoozed="2026-11-01",
        ),
        "Nadia Rahimi": note(company="inDrive", met="2026-11-14"),
        "Вера Ситник": note("- 2026-08-25 tg: x\n", company="Wildberries"),
        "Lucas Meyer": note("- 2026-11-20 tg: x\n", birthday="1990-11-27"),
        "Глеб Руднев": note("- 2026-01-02 tg: x\n", status="paused"),
        "Victor Stone": note("- 2020-01-02 <- tg: x\n", status="do-not-contact"),
    }.items():
        ck.note(f"People/{name}.md", text)


ANNA = """\
---
aliases: [Аня]
tags: [recruiter]
company: "[[Яндекс]]"
role: Technical recruiter
tier: key
focus: technical
cadence: monthly
birthday: 04-12
placed_me: 2024-03-15
met: HighLoad++ 2023
through: "[[Igor Volkov]]"
address: ты
email: anna@example.com
telegram: "@anna"
trust: 4
---
# Анна Каренина

## Interactions
- 2023-03-20 meeting: Познакомились. [gave:: info: who hires]
- 2024-02-05 call: Прошли по процессу. [got:: help: interviews] [got:: intro to the CTO]
- 2026-09-14 call: Platform снова нанимает. [gave:: salary survey]
\t- [x] send the new CV 📅 2026-09-18
\tsecond line of the text
- 2026-10-20 10:30 -> email: Спросил, как идёт поиск.
- 2026-11-16 <- telegram: JD пришлёт до пятницы. [got:: feedback]
\t- [ ] waiting: the JD 📅 2026-11-20
\t- [ ] send references
"""
"""A note with everything that a brief shows."""

TALKED = "- 2026-05-01: talked\n"

BROKEN = {
    "Yaml": note(TALKED, telegram="@y"),
    "Bracket": note(TALKED, company="[a, b"),
    "Duplicate": note(TALKED, company="a").replace("company: a\n", "company: a\ncompany: b\n"),
    "Half": note(f"{TALKED}- 23.11 hi\n"),
    "Impossible": note(f"{TALKED}- 2026-02-30 hi\n", birthday="2026-02-30"),
    "Cadence": note(TALKED, cadence="sometimes"),
    "Tier": note(TALKED, tier="gold"),
    "Status": note(TALKED, status="maybe"),
    "Future": note(f"{TALKED}- 2027-01-01: x\n"),
    "Conflict": note(
        f"{TALKED}<<<<<<< HEAD\n- 2026-05-02: a\n=======\n- 2026-05-03: b\n>>>>>>> x\n"
    ),
    "Template": note(TALKED, company='"{{title}}"'),
    "Decomposed Ёй": note(TALKED),
    "Fence": note(f"{TALKED}```\n- 2026-05-04 x\n"),
    "Undated": note(f"{TALKED}- words\n- more words\n"),
    "Trust": note(TALKED, trust="9"),
    "Lang": note(TALKED, lang="Esperanto"),
    "Address": note(TALKED, address="ваше величество"),
    "Snooze": note(TALKED, snooze_until="soonish"),
}
"""A fault each; the name says which."""


def fill_broken(ck: Ck) -> None:
    """Put everything that can be wrong with a note into the vault."""
    for name, text in BROKEN.items():
        ck.note(f"P/{unicodedata.normalize('NFD', name)}.md", text)
    ck.note("P/Same.md", note(TALKED))
    ck.note("Q/same.md", note(TALKED))
    for name, tail in {
        "Encoding": b"- 2026-05-05: \xff\xfe\n",
        "Large": b"x" * (10 * 1024 * 1024),
    }.items():
        ck.note(f"P/{name}.md", "").write_bytes(note(TALKED).encode() + tail)


NOTE = """---
tags: [recruiter]
---
# Анна

## Interactions
- 2026-09-14 call: Platform team is hiring again.
"""
"""A note with one entry."""


def log(path: str, text: str) -> Step:
    """Append one entry to a note."""

    def plan(note: Note) -> Plan:
        return append_entry(note, Entry(date(2026, 11, 23), text))

    return Step(path, plan)
