from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.drafts.values import address_of, lang_of, pick, values_of, words_of
from contactkeeper.core.model import PartialDate
from contactkeeper.core.settings import Holiday, OccasionRules, Settings
from histories import TODAY, contact, day, entry, promise

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact, Lang

ANNA = contact(
    "Каренина Анна",
    entry("2026-09-14", "", "Platform снова\nнанимает"),
    entry("11-16", "<-", "", tasks=(
        promise("the CV.", "11-27"), promise("references", "11-20"), promise("old", state="kept"),
        promise("JD, Staff", "11-20", waiting=True),
    )),
    entry("12-24", "", "later"),
    company=" Яндекс. ",
    role="Рекрутер",
    met_at="HighLoad++ 2023",
    focus="technical",
)  # fmt: skip


def values(someone: Contact, kind: str = "", lang: Lang = "ru", **rules: object) -> dict[str, str]:
    """Return what a template is given about somebody today."""
    settings = Settings()._replace(**rules)  # type: ignore[arg-type]
    brief = brief_of(someone, TODAY, settings)
    return values_of(
        brief, pick(brief, kind), lang, TODAY, text=" my\twords ", mode="steady", why="why"
    )


def words(someone: Contact, kind: str = "", lang: Lang = "ru", **rules: object) -> set[str]:
    """Return the words that hold for a message to somebody today."""
    settings = Settings()._replace(**rules)  # type: ignore[arg-type]
    brief = brief_of(someone, TODAY, settings)
    topic = pick(brief, kind)
    known = values_of(brief, topic, lang, TODAY, mode="steady")
    return set(words_of(brief, topic, lang, TODAY, known))


def test_a_template_is_given_plain_words() -> None:
    """Each value is text on one line."""
    assert values(ANNA) == {
        "name": "Каренина Анна",
        "first_name": "Анна",
        "company": "Яндекс",
        "role": "Рекрутер",
        "focus": "technical",
        "lang": "ru",
        "address": "вы",
        "mode": "steady",
        "today": "2026-11-23",
        "kind": "promise",
        "reason": "why",
        "due": "2026-11-20",
        "occasion": "",
        "span": "",
        "promise": "references",
        "awaited": "JD, Staff",
        "met_at": "HighLoad++ 2023",
        "last": "Platform снова нанимает",
        "last_date": "2026-09-14",
        "text": "my words",
    }


def test_what_is_not_known_is_an_empty_text() -> None:
    """Never None, and never a name that is missing."""
    known = values(contact("Анна"), "birthday")
    assert {key for key, value in known.items() if value} == {
        "name", "first_name", "lang", "address", "mode", "today", "kind", "reason", "text"
    }  # fmt: skip


def test_the_strongest_reason_is_picked_else_a_check_in() -> None:
    """With a kind it is the reason of that kind, of today or to come, else none."""
    born = ANNA._replace(birthday=PartialDate(4, 12))
    brief = brief_of(born, TODAY, Settings())
    assert pick(brief).reason == brief.reasons[0]
    assert pick(brief, "waiting").reason == brief.reasons[1]
    assert pick(brief, "birthday").reason == brief.ahead[0]
    assert pick(brief, "news") == ("news", None)
    quiet = brief_of(contact("Анна", entry("11-20")), TODAY, Settings())
    assert pick(quiet) == ("check-in", None)


@pytest.mark.parametrize(
    ("name", "lang", "expected"),
    [
        ("Анна Каренина", "", "ru"),
        ("Igor Volkov", "", "en"),
        ("Igor Волков", "", "ru"),
        ("🙂", "", "en"),
        ("Анна Каренина", "en", "en"),
        ("Igor Volkov", "ru", "ru"),
    ],
)
def test_the_language_is_the_notes_own_else_that_of_the_name(
    name: str, lang: Lang, expected: str
) -> None:
    """A Latin name may have a Russian note, and the reverse."""
    assert lang_of(contact(name, lang=lang)) == expected


def test_it_is_vy_unless_the_note_says_ty() -> None:
    """Nobody is addressed on ты by a program's guess."""
    assert [address_of(contact("Анна", address=each)) for each in ("", "вы", "ты")] == [
        "вы", "вы", "ты"
    ]  # fmt: skip


def test_what_is_late_and_early() -> None:
    """The day is past, or to come; an answer may take two days before it begins with an excuse."""
    for on, late in (("11-23", False), ("11-21", False), ("11-20", True)):
        assert ("late" in words(contact("Анна", entry(on, "<-", "x")))) is late
    for birthday, late in ((PartialDate(11, 23), False), (PartialDate(11, 22), True)):
        born = contact("Анна", entry("2026-11-01"), birthday=birthday)
        assert ("late" in words(born)) is late
    new_year = Holiday("New Year", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=1", "all", 10)
    anna = contact("Анна", entry("2026-11-01"))
    assert words(anna, holidays=(new_year,)) == {"ru", "вы", "steady", "early"}
    assert values(anna, holidays=(new_year,))["occasion"] == "New Year"


def test_the_words_that_hold_are_those_of_the_note_and_the_day() -> None:
    """Address, language, mode and focus; in English an address only where the note has one."""
    assert words(ANNA) == {"вы", "ru", "steady", "technical", "late", "met"}
    assert words(ANNA, lang="en") == {"en", "steady", "technical", "late", "met"}
    assert "ты" in words(ANNA._replace(address="ты"), lang="en")


@pytest.mark.parametrize(
    ("kind", "someone", "plain"),
    [
        ("promise", contact("Анна"), True),
        ("promise", ANNA, False),
        ("waiting", contact("Анна"), True),
        ("birthday", contact("Анна"), False),
        ("placed", contact("Анна"), True),
        ("holiday", contact("Анна"), True),
        ("new-job", contact("Анна"), True),
        ("new-job", ANNA, False),
        ("cadence", contact("Анна"), True),
        ("new", contact("Анна"), True),
        ("check-in", contact("Анна"), False),
    ],
)
def test_a_message_about_nothing_that_is_known_is_plain(
    kind: str, someone: Contact, *, plain: bool
) -> None:
    """The promise, the event, the company: a text that would name it has no use."""
    assert ("plain" in words(someone, kind)) is plain


@pytest.mark.parametrize(
    ("started", "russian", "english"),
    [
        ("2026-10-20", "месяц", "a month"),
        ("2026-08-20", "3 месяца", "3 months"),
        ("2025-11-20", "год", "a year"),
        ("2024-11-20", "2 года", "2 years"),
        ("2021-11-20", "5 лет", "5 years"),
        ("2016-11-20", "10 лет", "10 years"),
    ],
)
def test_how_long_it_has_been_is_said_in_the_language(
    started: str, russian: str, english: str
) -> None:
    """A year is a year, and Russian counts in three forms."""
    someone = contact("Анна", entry("2026-10-25"), placed_me=day(started))
    assert values(someone, "placed")["span"] == russian
    assert values(someone, "placed", "en")["span"] == english
    assert values(someone._replace(placed_me=None), "placed")["span"] == ""


@pytest.mark.parametrize(("leap_day", "today"), [((2, 28), "2027-02-28"), ((3, 1), "2027-03-01")])
def test_three_years_are_three_years_from_29_february(
    leap_day: tuple[int, int], today: str
) -> None:
    """Where the anniversary falls on 1 March no month is left over."""
    rules = Settings(occasions=OccasionRules(leap_day=leap_day))
    someone = contact("Анна", placed_me=day("2024-02-29"))
    brief = brief_of(someone, day(today), rules)
    known = values_of(brief, pick(brief, "placed"), "en", day(today))
    assert known["span"] == "3 years"


def test_the_place_has_its_word_in_english() -> None:
    """Where it has none yet."""
    assert values(ANNA, lang="en")["met_at"] == "at HighLoad++ 2023"
    assert values(ANNA._replace(met_at="via Igor"), lang="en")["met_at"] == "via Igor"


def test_a_long_value_is_cut() -> None:
    """Somebody's text of a page is no part of a message."""
    assert values(contact("Анна", company="x" * 900))["company"] == "x" * 499 + "…"


def test_nothing_in_a_note_is_obeyed() -> None:
    """Escapes, bidi marks and line breaks of a property become a blank each."""
    assert (
        values(contact("Анна", company="a\x1b[31m\u202eb\u2028c\r\nd"))["company"] == "a [31m b c d"
    )
