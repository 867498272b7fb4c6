from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.model import Cadence
from contactkeeper.core.settings import Settings
from contactkeeper.core.survey.layers import Layers
from contactkeeper.core.survey.marks import find_marks
from contactkeeper.core.survey.sighting import look_at
from contactkeeper.core.survey.survey import Chosen, Survey, survey
from contactkeeper.text.init import comments_on
from contactkeeper.text.speech import ENGLISH
from hypothesis_profiles import examples

TODAY = date(2026, 11, 23)


def surveyed(texts: dict[str, str]) -> Survey:
    """Survey notes as `ck init` does."""
    sights = [sight for path, text in texts.items() if (sight := look_at(path, text, Settings()))]
    likely = {sight.path: texts[sight.path] for sight in sights}
    return survey(likely, list(texts), Chosen(find_marks(sights)), Layers(Settings()))


def test_a_note_counts_once_under_its_first_mark() -> None:
    """Tag and type on one note are one contact, and the figures add up."""
    found = surveyed(
        {
            "A.md": "---\ntags: [Recruiter]\ntype: recruiter\ncompany: X\n---\n",
            "B.md": "---\ntype: HR\ncompany: X\n---\n",
        }
    )
    assert [(mark.kind, mark.word, len(mark.paths)) for mark in found.marks] == [
        ("tag", "Recruiter", 1), ("type", "HR", 1),
    ]  # fmt: skip
    assert len(found.people) == 2


def test_other_words_for_recruiters_are_taken() -> None:
    """Tags that mean recruiters, but are none of the default, go into the settings."""
    found = surveyed({"A.md": "---\ntags: [эйчар]\nemail: a@x.com\n---\n"})
    assert found.settings.contacts.tags == ("recruiter", "рекрутер", "эйчар")
    assert len(found.people) == 1


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("text", "is_unseen"),
    [
        ("We met on 2026-11-14.", True),
        ("- [x] wrote to her 2026-11-14", True),
        ("- [ ] congratulate her 📅 2026-11-25\n- [/] ask on 2026-11-26", False),
        ("Birthday:: 1990-04-12\n**Met**:: 2026-11-14", False),
        ("Birthday:: 1990-04-12\nWe met on 2026-11-14.", True),
    ],
)
def test_a_history_is_what_no_rule_reads(text: str, is_unseen: object, ending: str) -> None:
    """A date of a task that is open, or of a property in the text, is none."""
    note = f"---\ntags: [recruiter]\ncompany: X\n---\n{text}\n"
    found = surveyed({"A.md": note.replace("\n", ending)})
    assert found.unseen().own == (("A.md",) if is_unseen else ())


def test_people_are_sought_only_where_nobody_recruits() -> None:
    """The mark of people is proposed in a vault without recruiters; addresses make a folder one."""
    person = "---\ntype: person\n---\n"
    mail = "---\ntelegram: '@a'\n---\n"
    texts = {"A.md": person, "Друзья/B.md": mail, "Друзья/C.md": mail, "D.md": "# D"}
    sights = [look_at(path, text, Settings()) for path, text in texts.items()]
    marks = find_marks([sight for sight in sights if sight])
    assert [(mark.kind, mark.word, len(mark.paths)) for mark in marks] == [
        ("folder", "Друзья", 2), ("type", "person", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("20 People/CT.md", "cadence: monthly", True),
        ("Люди/CT.md", "последний контакт: 2026-10-01", True),
        ("Anna Smith.md", "last contact: 2026-10-01", True),
        ("CT.md", "cadence: monthly\ncompany: Ozon", True),
        ("Home/CT.md", "cadence: monthly", False),
        ("20 People/CT.md", "title: x", False),
        ("20 People/CT.md", "cadence: monthly\ntype: habit", False),
    ],
)
def test_a_rhythm_is_a_persons(path: str, text: str, *, expected: bool) -> None:
    """Where the note lies among people, or its name or properties are those of a person."""
    found = look_at(path, f"---\n{text}\n---\n", Settings())
    assert bool(found and found.keeps_touch) is expected


@pytest.mark.parametrize(
    ("properties", "left_out"),
    [("title: x", 1), ("день рождения: 25 ноября", 0), ("role: HR", 0), ("met: 2026-10-12", 0)],
)
def test_a_note_with_a_mark_and_something_of_a_person_is_one(
    properties: str, left_out: int
) -> None:
    """With nothing but its mark it is an article about recruiting."""
    found = surveyed({"A.md": f"---\ntags: [hr]\n{properties}\n---\nwords\n"})
    assert (len(found.left_out), len(found.people)) == (left_out, 1 - left_out)


def test_unknown_names_with_rhythms_are_proposed() -> None:
    """A property whose values are all rhythms is proposed as the cadence, and then is read."""
    note = "---\ntags: [recruiter]\nпишу: {}\nномер: 30\ncompany: X\n---\n"
    found = surveyed({"A.md": note.format("раз в месяц"), "B.md": note.format("monthly")})
    assert found.settings.properties == (("cadence", ("пишу",)),)
    assert [each.cadence for each in found.people] == [Cadence("month")] * 2


def test_an_unknown_heading_with_dated_lines_is_proposed() -> None:
    """Where the log has a title of the vault's own, the settings take it."""
    note = "---\ntags: [recruiter]\ncompany: X\n---\n## Созвоны\n- 2026-11-01: a\n- 2026-11-02: b\n"
    found = surveyed({"A.md": note, "B.md": note})
    assert found.settings.log.heading == "Созвоны"
    assert [(use.title, use.notes, use.newest_first) for use in found.headings] == [
        ("## Созвоны", 2, False)
    ]


def test_a_log_under_no_heading_has_no_title() -> None:
    """Whether its dates are headings, paragraphs or bullets; so no heading is said to be found."""
    texts = ("## 2026-09-14\nx\n## 2026-10-14\ny\n", "2026-09-14: x\n\n2026-10-14: y\n")
    found = surveyed({f"{text}.md": f"---\ntags: [recruiter]\n---\n{text}" for text in texts})
    (use,) = found.headings
    assert (use.title, use.notes) == ("", 2)
    assert "log.heading" not in comments_on(ENGLISH, found)


def test_a_line_with_a_date_that_is_not_read_is_not_counted_as_undated() -> None:
    """The survey counts the lines that `ck check` remarks; a line with half a date has a date."""
    log = "- 2026-11-01: a\n- words\n- 23.11 half\n- 2026-02-30 no day\n"
    found = surveyed({"A.md": f"---\ntags: [recruiter]\n---\n## Log\n{log}"})
    assert [use.undated for use in found.headings] == [1]


def test_a_broken_block_with_a_mark_is_a_contact() -> None:
    """A note whose properties do not parse counts by its raw mark, and is not left out."""
    found = surveyed({"A.md": "---\ntags: [recruiter]\ntelegram: @a\n---\n"})
    assert (len(found.people), found.left_out, found.doubtful) == (1, (), ())


def test_figures() -> None:
    """Messages a week add up the rhythms of those who are active; values not read are named."""
    found = surveyed(
        {
            "A.md": "---\ntags: [recruiter]\ncompany: X\ncadence: weekly\nУровень: senior\n---\n",
            "B.md": "---\ntags: [recruiter]\ncompany: X\ncadence: event\n---\n",
            "C.md": "---\ntags: [recruiter]\ncompany: X\ncadence: weekly\nstatus: paused\n---\n",
        }
    )
    assert found.messages_a_week(TODAY) == 1
    assert found.due(TODAY) == 2
    tier = next(use for use in found.names if use.meaning == "tier")
    assert (tier.name, tier.notes, tier.unread, tier.unread_notes) == ("Уровень", 1, ("senior",), 1)
    assert not tier.is_plain


def test_lines_of_dataview_are_counted() -> None:
    """A property in the text is named with `::`, and said to be read where it is."""
    found = surveyed({"A.md": "---\ntags: [recruiter]\nemail: a@b.io\n---\nCompany:: Avito\n"})
    use = next(each for each in found.names if each.name == "Company::")
    assert (use.meaning, use.notes, use.is_plain) == ("company", 1, False)
    assert bool(use.unread) == (not found.people[0].company)


LINES = st.sampled_from([
    "---", "tags: [recruiter]", "type: person", "email: a@b.c", "email: [", "## Log",
    "- 2026-11-01: x", "- 2026-02-30", "```", "%%", "cadence: ???", "{{x}}", "", "# A",
])  # fmt: skip


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(st.one_of(st.lists(LINES).map("\n".join), st.text()), max_size=5))
def test_no_text_stops_a_survey(texts: list[str]) -> None:
    """Whatever the notes hold, a survey comes out, and who is marked is a contact or named."""
    found = surveyed({f"P/{number}.md": text for number, text in enumerate(texts)})
    people = {each.path for each in found.people}
    assert people.isdisjoint(found.left_out)
    assert people.issuperset(found.doubtful)
    assert found.due(TODAY) <= len(people)
