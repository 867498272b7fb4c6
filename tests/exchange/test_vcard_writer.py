"""What is written as vCards is read back: by our own reader and by another."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.interchange import Person, Place
from contactkeeper.core.model import PartialDate
from contactkeeper.core.note.schema import HANDLES
from contactkeeper.exchange.handles import SERVICES
from contactkeeper.exchange.source import Answers
from contactkeeper.exchange.vcard import read_vcard
from contactkeeper.exchange.vcard_writer import write_vcards
from exported import SAMPLES, single
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

MARIA = Person(
    name="Мария Образцова",
    aliases=("Маша", "M, O"),
    emails=("maria@example.org",),
    phones=("+49 000 0000004",),
    handles=("linkedin:maria-образцова", "telegram:mariaobr"),
    company="ООО «Пример; и Ко», филиал",
    role="Recruiter, IT",
    birthday=PartialDate(2, 29),
    dates=(("Anniversary", PartialDate(3, 1, 2019)), ("Свадьба", PartialDate(8, 8))),
    categories=("Recruiters",),
    links=("https://example.org/a;b",),
    addresses=("Невский 1, Питер",),
    note="Познакомились на конференции; обещала, и вот длинная строка кириллицы\nвторая",
    path="Recruiters/Мария Образцова.md",
)
CARD = """\
BEGIN:VCARD
VERSION:3.0
PRODID:-//contactkeeper//ck//EN
UID:ck-{uid}@contactkeeper.invalid
FN:Мария Образцова
N:Образцова;Мария;;;
NICKNAME:Маша,M\\, O
ORG:ООО «Пример\\; и Ко»\\, филиал
TITLE:Recruiter\\, IT
EMAIL;TYPE=INTERNET:maria@example.org
TEL;TYPE=CELL:+49 000 0000004
item1.URL:https://www.linkedin.com/in/maria-%D0%BE%D0%B1%D1%80%D0%B0%D0%B7
 %D1%86%D0%BE%D0%B2%D0%B0
item1.X-ABLabel:LinkedIn
item2.IMPP;X-SERVICE-TYPE=Telegram:x-apple:mariaobr
item2.X-ABLabel:Telegram
item3.URL:https://example.org/a\\;b
item4.X-ABDATE:2019-03-01
item4.X-ABLabel:_$!<Anniversary>!$_
item5.X-ABDATE;X-APPLE-OMIT-YEAR=1604:1604-08-08
item5.X-ABLabel:Свадьба
BDAY;X-APPLE-OMIT-YEAR=1604:1604-02-29
ADR:;;Невский 1\\, Питер;;;;
CATEGORIES:Recruiters
NOTE:Познакомились на конференции\\; обещал
 а\\, и вот длинная строка кириллицы\\nвтора
 я
REV:20261130T060000Z
END:VCARD
"""
REVISED = {MARIA.path: datetime(2026, 11, 30, 6, tzinfo=UTC)}


def write(*people: Person) -> bytes:
    """Write people whose notes nobody has changed."""
    return write_vcards(people, {})


def read(data: bytes) -> Sequence[Person]:
    """Read people as our own reader does."""
    found = read_vcard(single(data), Answers(UTC))
    assert found.problems == ()
    return found.people


def without_place(person: Person) -> Person:
    """Return what is said of somebody; their handles have no order."""
    return person._replace(place=Place(), handles=tuple(sorted(person.handles)))


def test_a_card() -> None:
    """All that is known of a person, as phones and address books read it."""
    text = write_vcards([MARIA], REVISED).decode()
    uid = text.partition("UID:ck-")[2].partition("@")[0]
    assert text == CARD.format(uid=uid).replace("\n", "\r\n")


def test_the_sample_says_the_same() -> None:
    """The form of the sample, which four other readers read right, is ours."""
    sample = read((SAMPLES / "vcard-out-3.0.vcf").read_bytes())
    assert [without_place(each) for each in read(write(*sample))] == [
        without_place(each) for each in sample
    ]


def test_a_uid_lasts() -> None:
    """It is that of the note, however a machine writes its path; it names nobody."""
    apart = MARIA._replace(path=unicodedata.normalize("NFD", MARIA.path))
    first, changed, decomposed, other = (
        line
        for person in (MARIA, MARIA._replace(name="X"), apart, MARIA._replace(path="b.md"))
        for line in write(person).decode().splitlines()
        if line.startswith("UID")
    )
    assert first == changed == decomposed != other
    assert "Recruiters" not in first


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Anna Bell", "Bell;Anna;;;"),
        ("Каренина Анна Аркадьевна", "Каренина;Анна;Аркадьевна;;"),
        ("Анна Аркадьевна Каренина", "Каренина;Анна;Аркадьевна;;"),
        ("Zoltan van Peeters", "Peeters;Zoltan;van;;"),
        ("Анна", ";Анна;;;"),
        ("Anna Bell (Google)", ";Anna Bell (Google);;;"),
        ("HR Ozon", ";HR Ozon;;;"),
    ],
)
def test_parts_of_a_name(name: str, parts: str) -> None:
    """The given name is told as for a greeting; what is no plain name stays whole."""
    assert f"\r\nN:{parts}\r\n" in write(Person(name)).decode()


def test_birthdays_without_a_year_can_be_left_out() -> None:
    """For programs that would show the year 1604."""
    anna = Person("Anna", birthday=PartialDate(4, 12, 1990))
    boris = Person("Boris", birthday=PartialDate(4, 12))
    data = write_vcards([anna, boris], {}, only_full_birthdays=True)
    assert [each.birthday for each in read(data)] == [anna.birthday, None]


def test_nobody_is_an_empty_file() -> None:
    """There is nothing to say of nobody."""
    assert write() == b""


def test_the_services_are_the_handles_of_notes() -> None:
    """A handle that a note may have is one that a file may have, and none else is."""
    assert HANDLES - {"phone"} == SERVICES


TEXT = st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=60).map(
    lambda text: " ".join(unicodedata.normalize("NFC", text).split())
)
WORDS = TEXT.filter(bool)
NAMES = TEXT.map(lambda text: f"A{text}")
SLUGS = st.text(st.characters(categories=["Ll", "Nd"]), min_size=2, max_size=9).map(
    lambda text: unicodedata.normalize("NFC", text)
)
DAYS = st.dates().map(lambda day: PartialDate(day.month, day.day, day.year)).filter(
    lambda day: day.year != 1604
) | st.dates().map(lambda day: PartialDate(day.month, day.day))
LISTS = st.lists(WORDS, max_size=3, unique=True).map(tuple)
PEOPLE = st.builds(
    Person,
    name=NAMES,
    aliases=LISTS,
    emails=st.lists(
        st.from_regex(r"[a-z.]{1,8}@[a-z]{1,8}\.org", fullmatch=True), max_size=2, unique=True
    ).map(tuple),
    phones=st.lists(st.from_regex(r"\+?[0-9]{1,3} [0-9]{3,9}", fullmatch=True), max_size=2).map(
        lambda phones: tuple(dict.fromkeys(phones))
    ),
    handles=st.lists(
        st.builds("{}:{}".format, st.sampled_from(sorted(SERVICES)), SLUGS), max_size=3, unique=True
    ).map(tuple),
    company=TEXT,
    role=TEXT,
    birthday=st.none() | DAYS,
    dates=st.lists(st.tuples(WORDS, DAYS), max_size=2, unique=True).map(tuple),
    categories=LISTS,
    links=st.lists(TEXT.map("https://example.org/{}".format), max_size=2, unique=True).map(tuple),
    addresses=LISTS,
    note=st.lists(WORDS, max_size=3).map("\n".join),
)


@settings(max_examples=examples(300))
@given(st.lists(PEOPLE, min_size=1, max_size=3))
def test_people_are_read_back(people: list[Person]) -> None:
    """Each person as they were; no line is longer than 75 bytes, no letter is cut."""
    data = write(*people)
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    found = [without_place(each)._replace(doubts=()) for each in read(data)]
    assert found == [without_place(each) for each in people]


@settings(max_examples=examples(100))
@given(st.lists(PEOPLE, min_size=1, max_size=2))
def test_another_reader_reads_the_same(people: list[Person]) -> None:
    """Vobject has the names, addresses, numbers, companies, titles, notes and birthdays."""
    cards = list(vobject.readComponents(write(*people).decode()))
    for card, person in zip(cards, people, strict=True):
        lines = {
            name: [each.value for each in card.contents.get(name, ())]
            for name in ("fn", "email", "tel", "title", "note", "org", "bday")
        }
        day = person.birthday
        assert lines == {
            "fn": [person.name],
            "email": list(person.emails),
            "tel": list(person.phones),
            "title": [person.role] if person.role else [],
            "note": [person.note] if person.note else [],
            "org": [[person.company]] if person.company else [],
            "bday": [f"{day.year or 1604:04}-{day.month:02}-{day.day:02}"] if day else [],
        }
