"""A log that no heading names is found by its dates, and only a log."""

from __future__ import annotations

import pytest

from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import LogRules, Settings

CONTACT = "---\ntags: [recruiter]\n---\n# Анна\n\n"
TWO = "- 2026-11-01: one\n- 2026-11-02: two\n"


def read(body: str, settings: Settings | None = None) -> tuple[int, list[str]]:
    """Return the number of entries, and the codes of what is said."""
    note = Note.parse(CONTACT + body, "Anna.md", settings or Settings())
    return len(note.contact().entries), [each.code for each in note.problems]


@pytest.mark.parametrize(
    "title",
    [
        "Meetings", "Meeting notes", "Calls", "Conversations", "Communication", "Contact history",
        "Timeline", "Touchpoints", "Journal", "Activity", "Встречи", "Общение", "Созвоны",
        "Переписка", "Хронология", "Коммуникация", "История контактов", "📞 Calls:",
        "Meetings 2026", "Calls (by phone)", "Встречи 2025 г.", "3. Calls [old]", "Log 2026",
    ],
)  # fmt: skip
def test_headings_that_are_known_by_their_words(title: str) -> None:
    """A year or a bracket after them makes no difference; one entry is enough."""
    assert read(f"## {title}\n- 2026-11-01: one\n") == (1, [])


def test_a_known_heading_comes_before_one_of_these_words() -> None:
    """But not where it has no entry."""
    body = f"## Meetings\n{TWO}## Interactions\n- 2026-11-03: three\n"
    assert read(body) == (1, ["uncounted", "uncounted"])
    assert read(f"## Meetings\n{TWO}## Interactions\n") == (2, ["log-by-dates"])


def test_several_of_one_kind_are_one_log() -> None:
    """All are read; the one with the newest entry is written to."""
    body = f"## Calls 2025\n- 2025-01-01: a\n## Bio\n## Calls 2026\n{TWO}## Calls (old)\n"
    assert read(body) == (3, [])
    log = Note.parse(body).log
    assert log
    assert log.title == "Calls 2026"
    assert [span.entry.text for span in log.all_spans] == ["a", "one", "two"]


@pytest.mark.parametrize(
    "body",
    [
        f"## Разное\n{TWO}",
        f"## About her\nText.\n### Разное\nA hint.\n\n{TWO}- no date\n",
        "## Разное\n### 2026-11-01\ntext\n### 3 ноября 2026\ntext\n",
        f"**Встречи**\n{TWO}",
        f"## Bio\ntext\n\n**Разное:**\n\n{TWO}\n**Else**\n- a\n- b\n- c\n",
        "## Разное\n\n2026-11-01: call\n\n**2 ноября 2026** созвонились\n",
        "## Разное\n| Date | Text |\n|---|---|\n| 2026-11-01 | a |\n| 2 Nov 2026 | b |\n",
        TWO,
        "## 2026-11-01\ntext\n\n## 3 ноября 2026\ntext\n\n## Links\n- a\n- b\n",
        f"## Interactions\n\n## Разное\n{TWO}",
        f"## Разное 2025\n{TWO}## Разное 2026\n- 2026-11-03: a\n- 2026-11-04: b\n",
    ],
)
def test_a_section_of_dated_items_is_read(body: str) -> None:
    """And a remark names it."""
    count, codes = read(body)
    assert count in {2, 4}
    assert codes in (["log-by-dates"], ["log-by-dates", "undated"])


@pytest.mark.parametrize(
    "body",
    [
        "## Разное\n- 2026-11-01: one\n",
        f"## Разное\n{TWO}- a\n- b\n",
        f"## Опыт работы\n{TWO}",
        f"## Agenda 2026\n{TWO}",
        "## Разное\n- 2019-01-01 – 2021-12-31 Яндекс\n- 2021-12-31 – 2024-01-01: Avito\n",
        "## Разное\n- 2019 – 2021 Яндекс\n- 2021 – 2024 Avito\n",
        "## Разное\n- Jan 2019\n- Feb 2020\n",
    ],
)
def test_other_sections_are_no_log(body: str) -> None:
    """Of a CV, an agenda, ranges, or items most of which have no date."""
    count, codes = read(body)
    assert count == 0
    assert "log-by-dates" not in codes


def test_two_such_sections_are_a_problem() -> None:
    """Neither is read until the user says which is the log."""
    body = f"## Разное\n{TWO}## Прочее\n- 2026-11-03: a\n- 2026-11-04: b\n"
    count, codes = read(body)
    assert (count, codes) == (0, ["two-logs", *["uncounted"] * 4])
    rules = Settings(log=LogRules(heading="Прочее"))
    assert read(body, rules) == (2, ["uncounted", "uncounted"])


def test_what_is_configured_needs_no_remark() -> None:
    """The heading, a line of bold text, or that logs have no heading."""
    rules = Settings(log=LogRules(heading="Разное", headless=True))
    for body in (f"## Разное\n{TWO}", f"**Разное**\n{TWO}", TWO):
        assert read(body, rules) == (2, [])
