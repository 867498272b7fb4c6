"""vCards of all versions are read as the programs mean them that write them."""

from __future__ import annotations

import base64
from datetime import UTC
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactkeeper.core.interchange import Exported, LeftOut, Person, Place
from contactkeeper.core.model import PartialDate, Problem
from contactkeeper.exchange.content_lines import LONGEST
from contactkeeper.exchange.formats import formats_of
from contactkeeper.exchange.source import Answers, Source, Unanswered, Unreadable
from contactkeeper.exchange.vcard import MOST_LINES, is_vcard, read_vcard
from contactkeeper.text.problems import say_problem
from exported import SAMPLES, member, single
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

ANSWERS = Answers(UTC)
NAMES = sorted(path.name for path in SAMPLES.glob("vcard-*.vcf"))


def read(*lines: str | bytes, version: str = "3.0", end: bytes = b"\r\n") -> Exported:
    """Read one card with some lines."""
    data = end.join(
        line if isinstance(line, bytes) else line.encode()
        for line in ("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", "")
    )
    return read_vcard(single(data), ANSWERS)


def person(*lines: str | bytes, version: str = "3.0") -> Person:
    """Read the person of one card, which has a name if no other is given."""
    is_named = lines[0][:3] in ("FN:", b"FN:") or lines[0][:2] == "N:"
    (found,) = read(*(() if is_named else ("FN:Anna Bell",)), *lines, version=version).people
    return found


def said_of(person: Person) -> dict[str, object]:
    """Return what a file says of somebody, without what is empty and the place in the file."""
    return {key: value for key, value in person._asdict().items() if value and key != "place"}


def sample(name: str) -> Source:
    """Return a sample."""
    return single((SAMPLES / name).read_bytes(), name)


def people_of(name: str) -> list[dict[str, object]]:
    """Return what a sample says of its people."""
    return [
        said_of(each)
        for each in read_vcard(single((SAMPLES / name).read_bytes(), name), ANSWERS).people
    ]


def test_a_card_of_version_2_1() -> None:
    """Letters that are quoted, cut between two lines, and of two character sets."""
    assert people_of("vcard-2.1-android.vcf") == [
        {
            "name": "Варвара Константиновна Выдуманная",
            "emails": ("varvara@example.com",),
            "phones": ("+70000000001", "8 (000) 000-00-02"),
            "company": "ООО «Пример; и Ко»",
            "role": "Старший рекрутер",
            "birthday": PartialDate(4, 12, 1990),
            "note": "first line\nsecond line = end",
        },
        {
            "name": "Илья Тестов",
            "phones": ("+70000000003",),
            "birthday": PartialDate(4, 12),
        },
    ]


def test_a_card_of_apple() -> None:
    """Lines cut within a letter, labels in groups, a leap day without a year, a bare comma."""
    assert people_of("vcard-3.0-apple.vcf") == [
        {
            "name": "Мария Образцова",
            "aliases": ("Маша",),
            "emails": ("maria@example.org", "m.obraztsova@example.net"),
            "phones": ("+49 000 0000004",),
            "handles": ("linkedin:maria-obraztsova-000000", "telegram:mariaobr"),
            "company": "Example GmbH",
            "role": "Recruiter, IT",
            "birthday": PartialDate(2, 29),
            "dates": (("Anniversary", PartialDate(11, 16, 2026)),),
            "categories": ("Recruiters", "Berlin, Mitte"),
            "note": "Познакомились на конференции; обещала прислать описание вакансии, и вот "
            "длинная строка кириллицы\nвторая строка",
        }
    ]


def test_a_card_of_google() -> None:
    """A birthday without a year, an address with an escape; a card without a name is said."""
    found = read_vcard(sample("vcard-3.0-google.vcf"), ANSWERS)
    assert [said_of(each) for each in found.people] == [
        {
            "name": "Anton «Toni» Primerov",
            "emails": ("anton@example.com",),
            "phones": ("+1 000-000-0005",),
            "handles": ("linkedin:anton-primerov",),
            "company": "Пример & Co",
            "birthday": PartialDate(4, 14),
            "dates": (("Met", PartialDate(3, 1, 2019)),),
            "categories": ("Recruiters",),
            "note": "one, two\nthree",
        }
    ]
    assert found.counts == (("cards", 2),)
    (problem,) = found.problems
    assert (problem.path, problem.line) == ("vcard-3.0-google.vcf", 18)
    assert say_problem(problem) == (
        "the card of nobody@example.com has no name, so it is left out: name it and export it again"
    )


def test_a_card_of_version_4_0() -> None:
    """The preferred of two names, a number as an address, departments after the company."""
    assert people_of("vcard-4.0.vcf") == [
        {
            "name": "Зоя Тестова",
            "aliases": ("Zoya Testova",),
            "emails": ("zoya@example.com",),
            "phones": ("+7-000-000-00-06 ext. 12",),
            "handles": ("linkedin:zoya-testova",),
            "company": "Пример",
            "birthday": PartialDate(4, 12),
            "dates": (("Anniversary", PartialDate(8, 8, 2009)),),
            "note": "a,b;c\nd \\ e",
        }
    ]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_line_ends_and_marks_of_encodings_make_no_difference(name: str, end: bytes) -> None:
    """All kinds of line ends are read, also behind a mark of UTF-8 or of UTF-16."""
    data = (SAMPLES / name).read_bytes()
    right = read_vcard(single(data), ANSWERS)
    ended = data.replace(b"\r\n", b"\n").replace(b"\n", end)
    assert read_vcard(single(ended), ANSWERS) == right
    assert read_vcard(single(b"\xef\xbb\xbf" + ended), ANSWERS) == right
    if name != "vcard-3.0-apple.vcf":  # it cuts letters
        wide = single(ended.decode().encode("utf-16"))
        assert is_vcard(wide)
        assert read_vcard(wide, ANSWERS) == right


@pytest.mark.parametrize(
    ("line", "birthday"),
    [
        ("BDAY:19900412", PartialDate(4, 12, 1990)),
        ("BDAY:1990-04-12", PartialDate(4, 12, 1990)),
        ("BDAY;VALUE=date:1990-04-12", PartialDate(4, 12, 1990)),
        ("BDAY:1990-04-12T00:00:00Z", PartialDate(4, 12, 1990)),
        ("BDAY;VALUE=date-and-or-time:19900412T010203", PartialDate(4, 12, 1990)),
        ("BDAY:--0412", PartialDate(4, 12)),
        ("BDAY:--04-12", PartialDate(4, 12)),
        ("BDAY:--0229", PartialDate(2, 29)),
        ("BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-09", PartialDate(5, 9)),
        ("BDAY;X-APPLE-OMIT-YEAR=1904:1904-05-09", PartialDate(5, 9)),
        ("BDAY:1604-02-29", PartialDate(2, 29)),
        ("BDAY:16040229", PartialDate(2, 29)),
        ("BDAY:0000-04-12", PartialDate(4, 12)),
        ("BDAY:1992-02-29", PartialDate(2, 29, 1992)),
        ("BDAY:12.04.1990", PartialDate(4, 12, 1990)),
        ("BDAY;VALUE=text:12 April 1990", PartialDate(4, 12, 1990)),
        ("BDAY:12 апреля", PartialDate(4, 12)),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;--04-12;3;;", PartialDate(4, 12)),
    ],
)
def test_birthdays(line: str, birthday: PartialDate) -> None:
    """Each form that programs write; the year 1604 is none."""
    found = person(line)
    assert found.birthday == birthday
    assert found.doubts == ()


@pytest.mark.parametrize("day", ["19000101", "1900-01-01", "1970-01-01", "1970-01-01T00:00:00Z"])
def test_a_birthday_that_programs_write_for_none_is_in_doubt(day: str) -> None:
    """It is kept, and the person is not certain."""
    found = person(f"BDAY:{day}")
    assert found.birthday == PartialDate(1, 1, int(day[:4]))
    assert found.doubts == ("birthday",)


@pytest.mark.parametrize(
    "words", ["April the first", "1990", "1990-04", "---12", "1991-02-29", "--0230", "03/04/1990"]
)
def test_a_birthday_that_is_no_day_is_kept_as_words(words: str) -> None:
    """It is said by its line, and its words go into the note."""
    found = read("FN:Anna Bell", "NOTE:hello", f"BDAY:{words}")
    (anna,) = found.people
    assert (anna.birthday, anna.note) == (None, f"hello\nBDAY: {words}")
    assert found.problems == (
        Problem.of("file", 5, "unread-row", "problem", "no-birthday", words=words),
    )


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("ORG:;Talent", {"company": "Talent"}),
        (r"ORG:A\;B;C", {"company": "A;B"}),
        ("TITLE:Recruiter, IT", {"role": "Recruiter, IT"}),
        ("ROLE:Sourcer", {"role": "Sourcer"}),
        ("NICKNAME:Аня,Anya", {"aliases": ("Аня", "Anya")}),
        ("X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Аня;1;;", {"aliases": ("Аня",)}),
        ("EMAIL:Anna@Example.COM", {"emails": ("anna@example.com",)}),
        ("EMAIL;VALUE=uri:mailto:anna@example.com", {"emails": ("anna@example.com",)}),
        ("EMAIL:Anna Bell <anna@example.com>", {"emails": ("anna@example.com",)}),
        ("EMAIL:none", {}),
        ("TEL;TYPE=WORK,FAX:+1 000", {}),
        ("TEL;FAX:+1 000", {}),
        ("TEL;VALUE=uri:tel:+1%20000", {"phones": ("+1 000",)}),
        ("CATEGORIES:myContacts,starred", {}),
        ("URL:https://example.org/a", {"links": ("https://example.org/a",)}),
        ("URL:https://t.me/anna_b", {"handles": ("telegram:anna_b",)}),
        ("URL:www.linkedin.com/in/%D0%B0%D0%BD%D1%8F/?trk=x", {"handles": ("linkedin:аня",)}),
        (
            "URL:https://www.linkedin.com/company/x",
            {"links": ("https://www.linkedin.com/company/x",)},
        ),
        ("IMPP:telegram:anna_b", {"handles": ("telegram:anna_b",)}),
        ("IMPP;X-SERVICE-TYPE=Skype:skype:anna?chat", {"handles": ("skype:anna",)}),
        ("IMPP:xmpp:anna@example.org", {}),
        ("IMPP:tg://resolve?domain=anna_b", {"handles": ("telegram:anna_b",)}),
        ("IMPP:whatsapp://send?phone=10001&text=a", {"handles": ("whatsapp:10001",)}),
        ("X-SKYPE-USERNAME:anna", {"handles": ("skype:anna",)}),
        ("X-TELEGRAM:@anna_b", {"handles": ("telegram:anna_b",)}),
        ("X-SOCIALPROFILE;type=twitter;x-user=anna:http://x.com/a", {"handles": ("twitter:anna",)}),
        ("SOCIALPROFILE;SERVICE-TYPE=Mastodon:https://s.ex/@anna", {"handles": ("mastodon:anna",)}),
        ("ADR:;;Невский 1;Питер;;190000;", {"addresses": ("Невский 1, Питер, 190000",)}),
        (
            "item1.X-ABDATE;X-APPLE-OMIT-YEAR=1904:1904-06-20\r\nitem1.X-ABLabel:Met",
            {"dates": (("Met", PartialDate(6, 20)),)},
        ),
        ("ANNIVERSARY:some day", {"note": "Anniversary: some day"}),
        ("ANNIVERSARY:20150620", {"dates": (("Anniversary", PartialDate(6, 20, 2015)),)}),
        (
            "X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;2015-06-20;0;Wedding;",
            {"dates": (("Wedding", PartialDate(6, 20, 2015)),)},
        ),
        ("NOTE;ENCODING=BASE64:" + base64.b64encode("да".encode()).decode(), {"note": "да"}),
        ('X-FOO;A="x:y;z":v', {}),
        ('NOTE;A="open:v', {"note": "v"}),
    ],
)  # fmt: skip
def test_fields(line: str, fields: dict[str, object]) -> None:
    """One line of a card, and what is read of it."""
    assert said_of(person(line)) == {"name": "Anna Bell"} | fields


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("N:Bell;Anna;;;", "Anna Bell"),
        ("N:Выдуманная;Варвара;Константиновна", "Варвара Константиновна Выдуманная"),
        ("N:Bell", "Bell"),
        ("N:Bell;Anna\r\nFN:anna@example.com\r\nEMAIL:Anna@example.com", "Anna Bell"),
        ("N:Bell;Anna\r\nFN:+1 000\r\nTEL:+1 000", "Anna Bell"),
        ("N:Bell;Anna\r\nFN:Bell, Anna", "Anna Bell"),
        ("N:Bell;Anna\r\nFN:Bell Anna", "Bell Anna"),
        ("N:Bell;Anna\r\nFN:Anna Bell, MBA", "Anna Bell, MBA"),
        ("FN:  Anna \\n Bell ", "Anna Bell"),
        ("FN:Аня".replace("я", "и\u0306"), "Анй"),
    ],
)
def test_names(line: str, name: str) -> None:
    """In one line and NFC; of its parts where it is not given in full."""
    assert person(line).name == name


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["ORG:Acme"], "company"),
        (["FN:Acme", "ORG:Acme;"], "company"),
        (["FN:Acme", "N:;;;;", "ORG:Acme Inc", "X-ABShowAs:COMPANY"], "company"),
        (["FN:Acme", "KIND:org"], "company"),
        (["FN:Team", "KIND:group", "MEMBER:urn:uuid:1"], "contact-group"),
        (["FN:Team", "N:Team", "X-ADDRESSBOOKSERVER-KIND:group"], "contact-group"),
    ],
)
def test_companies_and_groups_are_counted(lines: Sequence[str], reason: str) -> None:
    """They are no people."""
    assert read(*lines) == Exported(
        "vcard", "file", counts=(("cards", 1),), left_out=(LeftOut(reason, 1),)
    )


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["TEL:+1 000"], "+1 000"),
        (["FN:anna@example.com", "EMAIL:anna@example.com"], "anna@example.com"),
        (["FN:+1 000", "TEL:+1 000"], "+1 000"),
        (["NICKNAME:Аня"], "Аня"),
        ([], ""),
    ],
)
def test_a_card_without_a_name_is_held_back(lines: Sequence[str], words: str) -> None:
    """An address or a number is no name."""
    found = read(*lines)
    assert found.people == ()
    assert found.problems == (
        Problem.of("file", 1, "unread-row", "problem", "no-name", words=words),
    )


def test_letters_that_are_guessed_are_in_doubt() -> None:
    """Neither UTF-8 nor said: they are read as Russian, and the person is not certain."""
    found = person("FN:Анна Белл".encode("cp1251"))
    assert (found.name, found.doubts) == ("Анна Белл", ("letters",))


def test_files_that_were_joined() -> None:
    """Each of them may begin with a mark of UTF-8."""
    card = b"\xef\xbb\xbfBEGIN:VCARD\r\nFN:%b\r\nEND:VCARD\r\n"
    found = read_vcard(single(card % b"Anna" + card % b"Boris"), ANSWERS)
    assert [each.name for each in found.people] == ["Anna", "Boris"]


def test_quoted_lines_go_on_until_they_end() -> None:
    """A soft break may stand before a blank, and before what looks like a line."""
    note = "NOTE;ENCODING=QUOTED-PRINTABLE:a=\r\n b=\r\nTEL:c=\r\n"
    assert person(note + "TITLE:Sourcer", version="2.1").note == "a bTEL:cTITLE:Sourcer"
    assert person(note.removesuffix("=\r\n"), version="2.1").note == "a bTEL:c"
    assert person("NOTE;ENCODING=QUOTED-PRINTABLE:a=", version="2.1").note == "a"


def test_a_picture_is_passed_over() -> None:
    """However it is folded, and whatever its size."""
    data = base64.encodebytes(b"\xff" * 3_000_000).decode()
    lines = ("PHOTO;ENCODING=BASE64;JPEG:" + data, "", "TITLE:Sourcer")
    assert person(*lines, version="2.1").role == "Sourcer"
    folded = "PHOTO;ENCODING=b:" + data.replace("\n", "\r\n ")
    assert person(folded, "TITLE:Sourcer").role == "Sourcer"


def test_a_card_inside_a_card_is_none() -> None:
    """The assistant of somebody is no person of the file."""
    found = read(
        "FN:Anna", "AGENT:", "BEGIN:VCARD", "FN:Boris", "END:VCARD", "TITLE:Sourcer", version="2.1"
    )
    assert [(each.name, each.role) for each in found.people] == [("Anna", "Sourcer")]


def test_a_card_without_an_end_is_held_back() -> None:
    """What is cut may be wrong."""
    data = b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nFN:B\nEND:VCARD\nBEGIN:VCARD\nFN:C\nEMAIL:c@exa"
    found = read_vcard(single(data), ANSWERS)
    assert [each.name for each in found.people] == ["B"]
    assert [(each.line, each.case) for each in found.problems] == [(1, "cut-card"), (6, "cut-card")]


def test_a_card_that_never_ends_takes_no_memory() -> None:
    """More lines than anybody's are not kept; the next card is read."""
    long = b"BEGIN:VCARD\nFN:A\n" + b"NOTE:x\n" * MOST_LINES + b"END:VCARD\n"
    found = read_vcard(single(long + b"BEGIN:VCARD\nFN:B\nEND:VCARD\n"), ANSWERS)
    assert [each.name for each in found.people] == ["B"]
    (problem,) = found.problems
    assert say_problem(problem) == (
        "the card that begins here has over 10,000 lines, so it is left out"
    )


def test_a_line_that_is_none_is_said() -> None:
    """By its number; the rest of the card is read."""
    found = read("FN:Anna", "no line", "NOTE:" + "x" * LONGEST, "TITLE:Sourcer", "neither")
    assert [(each.name, each.role, each.note) for each in found.people] == [("Anna", "Sourcer", "")]
    assert found.problems == (Problem.of("file", 4, "unread-row", "problem", "no-line"),)


def test_cards_in_an_archive() -> None:
    """All files whose names say that they hold cards are read."""
    card = b"BEGIN:VCARD\nFN:%b\nEND:VCARD\n"
    members = [member(card % name, f"a.zip/{name.decode()}.VCF") for name in (b"Anna", b"Boris")]
    source = Source("a.zip", [*members, member(card % b"Clara", "a.zip/notes.txt")])
    assert [each.kind for each in formats_of(source)] == ["vcard"]
    found = read_vcard(source, ANSWERS)
    assert [(each.name, each.place) for each in found.people] == [
        ("Anna", Place("a.zip/Anna.VCF", 1)),
        ("Boris", Place("a.zip/Boris.VCF", 1)),
    ]


@pytest.mark.parametrize("data", [b"", b"Name,Email\n", b"From: x\n\nBEGIN:VCARD\n", b"\xff\xfe"])
def test_another_file_is_no_card(data: bytes) -> None:
    """It is not recognised, and can't be read as one."""
    assert not is_vcard(single(data))
    if b"CARD" not in data:
        with pytest.raises(Unreadable):
            read_vcard(single(data), ANSWERS)


LINES = st.sampled_from(
    [
        b"BEGIN:VCARD", b"END:VCARD", b"FN:", b"N:", b"ORG:", b"BDAY:", b"AGENT:", b"PHOTO;B:",
        b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=", b"IMPP;X-SERVICE-TYPE=", b"\n", b"\r", b"=",
        b" ", b";", b":", b",", b"\\", b'"', b"x.", b"ENCODING=B", b"1604", b"\xff\xfe", b"\xd0",
        b"\x00", b"CATEGORIES:", b"X-ANDROID-CUSTOM:vnd.android.cursor.item/contact_event;",
    ]
)  # fmt: skip


@settings(max_examples=examples(600))
@given(st.lists(LINES | st.binary(max_size=12)).map(b"".join))
@example(b"\xff\xfeB")
@example(b"BEGIN:VCARD\nX;CHARSET=idna:" + b"a." * 3000)
def test_any_bytes_are_people_or_a_sentence(data: bytes) -> None:
    """Nothing but the two errors of readers is raised, and each card is accounted for."""
    is_vcard(single(data))
    try:
        found = read_vcard(single(data), ANSWERS)
    except (Unanswered, Unreadable):
        return
    held_back = [
        each for each in found.problems if each.case in ("no-name", "cut-card", "long-card")
    ]
    counted = len(found.people) + sum(each.number for each in found.left_out) + len(held_back)
    assert found.counts == (("cards", counted),)
    for problem in found.problems:
        assert say_problem(problem)


@settings(max_examples=examples(200))
@given(st.data())
def test_a_line_may_be_folded_anywhere(data: st.DataObject) -> None:
    """Also within a letter: the card says the same."""
    lines = "FN:Варвара Выдуманная|NOTE:один\\, два; три, 四|ORG:ООО «Пример»".encode().split(b"|")
    text = b"".join(line + b"\r\n" for line in lines)
    folded = b""
    for line in lines:
        places = data.draw(st.sets(st.integers(1, len(line) - 1)))
        cut = [0, *sorted(places), len(line)]
        folded += b"\r\n ".join(line[a:b] for a, b in pairwise(cut)) + b"\r\n"
    whole = b"BEGIN:VCARD\r\n%bEND:VCARD\r\n"
    assert [said_of(each) for each in read_vcard(single(whole % folded), ANSWERS).people] == [
        said_of(each) for each in read_vcard(single(whole % text), ANSWERS).people
    ]


def test_a_large_address_takes_no_time() -> None:
    """Where a pattern were tried at each place of it, this would take minutes."""
    found = person(f"EMAIL:{'x' * 300_000}", "EMAIL:mailto:A@x.org")
    assert found.emails == ("a@x.org",)
