"""LinkedIn's archive: its people, its owner, and which messages are interactions of two people."""

from __future__ import annotations

import csv
from contextlib import suppress
from datetime import UTC, date
from io import StringIO
from typing import IO, TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.cli.input_files import open_source
from contactkeeper.core.interchange import Exported, Interaction, LeftOut, Person, Place
from contactkeeper.core.model import PartialDate
from contactkeeper.exchange.formats import formats_of
from contactkeeper.exchange.linkedin import is_linkedin, read_linkedin
from contactkeeper.exchange.source import Answers, Source, Unanswered, Unreadable
from exported import SAMPLES, folder, single
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Sequence

IN_UTC = Answers(UTC)
CONNECTIONS = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
MESSAGES = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,"
    "SUBJECT,CONTENT,FOLDER,ATTACHMENTS,IS MESSAGE DRAFT"
)
ME, ANNA, BORIS = ("Me Myself", "me-00"), ("Anna K", "anna"), ("Boris L", "boris")


def message(  # noqa: PLR0913  # the columns of a row
    conversation: str,
    sender: tuple[str, str],
    receiver: tuple[str, str],
    when: str = "2026-11-16 08:12:33 UTC",
    *,
    title: str = "",
    content: str = "Hello",
    draft: str = "No",
    folder: str = "INBOX",
) -> list[str]:
    """Return a row of messages.csv."""
    urls = ",".join(url(each) for each in receiver[1].split(","))
    return [
        conversation, title, sender[0], url(sender[1]), receiver[0],
        urls, when, "", content, folder, "", draft,
    ]  # fmt: skip


def url(profile: str) -> str:
    """Return the address of a profile."""
    if "/" in profile or not profile:
        return profile
    return f"https://www.linkedin.com/in/{profile}"


def messages(*rows: Sequence[str], header: str = MESSAGES) -> bytes:
    """Return a messages.csv, with only the columns of its header."""
    written = StringIO()
    columns = header.split(",")
    writer = csv.DictWriter(written, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(dict(zip(MESSAGES.split(","), row, strict=True)) for row in rows)
    return written.getvalue().encode()


def read(data: bytes | Source, answers: Answers = IN_UTC) -> Exported:
    """Read one file of an archive, or a whole one."""
    return read_linkedin(single(data) if isinstance(data, bytes) else data, answers)


def said(found: Sequence[Interaction]) -> list[tuple[str, str, str]]:
    """Return whom interactions are with, their days and directions."""
    return [(_key(each.person), str(each.day), each.direction) for each in found]


def _key(person: Person) -> str:
    return person.handles[0].partition(":")[2] if person.handles else person.name


def counted(found: Exported) -> dict[str, int]:
    """Return what is left out."""
    return dict(found.left_out)


def sample(name: str) -> Source:
    """Open a sample as the program does."""
    return open_source(SAMPLES / "linkedin", name)


def test_the_sample_of_an_archive() -> None:
    """A ZIP with a folder in it: people, messages, an owner, the day of the export."""
    found = read(sample("Basic_LinkedInDataExport_11-30-2026.zip"))
    assert (found.owner, found.owner_name) == ("me-myself-00", "Me Myself")
    assert found.made == date(2026, 11, 30)
    assert found.counts == (("connections", 7), ("invitations", 2), ("messages", 11))
    assert len({each.handles for each in found.people}) == 4
    assert [problem.case for problem in found.problems] == ["no-name-in-row", "first-name"]
    assert found.left_out[-1] == LeftOut("invitation", 1)
    assert found.interactions[-1].place.file.endswith(".zip/Export/messages.csv")


def test_the_sample_of_connections() -> None:
    """Names keep their letters; a profile is the same in capitals and with a tail."""
    found = read(sample("Connections.csv"))
    maria, anton, zoya, again, elodie = found.people
    assert maria == Person(
        "Мария Образцова",
        handles=("linkedin:maria-obraztsova-000000",),
        company="Example, Inc.",
        role='Recruiter, "IT" & AI',
        connected=date(2024, 3, 12),
        place=Place("Connections.csv", 5),
    )
    assert anton.emails == ("anton@example.com",)
    assert (anton.name, anton.handles) == ("Anton Primerov, MBA", again.handles)
    assert (zoya.name, zoya.handles) == (
        "Zoya 🚀 Testova (она/ её)",
        ("linkedin:зоя-тестова-0a1b2c",),
    )
    assert [str(each.connected) for each in found.people] == [
        "2024-03-12", "2026-01-05", "2022-02-07", "2026-01-05", "2019-09-01",
    ]  # fmt: skip
    assert elodie.company == "ÉCOLE"
    assert [(each.line, each.case) for each in found.problems] == [
        (10, "no-name-in-row"),
        (12, "first-name"),
    ]


@pytest.mark.parametrize(
    "written",
    ["2 Mar 2024", "02-Mar-24", "3/2/24", "3/2/2024, 9:05 AM", "2024-03-02", "02.03.2024",
     "2.мар.24", "02 März 2024", "Mar 2, 2024", "2024-03-02 09:05:00 UTC"],
)  # fmt: skip
def test_the_forms_of_a_day(written: str) -> None:
    """Those of LinkedIn in all its years, and what spreadsheets make of them."""
    (person,) = read(f'{CONNECTIONS}A,B,,,,,"{written}"\n'.encode()).people
    assert person.connected == date(2024, 3, 2)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        (
            "Connections-2018.csv",
            Person(
                "Old Timer", emails=("old@example.com",), company="Co", role="HR",
                connected=date(2018, 3, 15), place=Place("Connections-2018.csv", 2),
            ),
        ),
        (
            "Connections-de.csv",
            Person(
                "Hans Beispiel", handles=("linkedin:hans-beispiel-00",), company="Beispiel AG",
                role="Personal", connected=date(2022, 4, 3), place=Place("Connections-de.csv", 2),
            ),
        ),
        (
            "ImportedContacts.csv",
            Person(
                "Maria Obraztsova", emails=("maria@example.org", "m@example.net"),
                phones=("+49 000 0000004",), place=Place("ImportedContacts.csv", 2),
            ),
        ),
        (
            "Invitations.csv",
            Person(
                "Anton Primerov", handles=("linkedin:anton-primerov",),
                place=Place("Invitations.csv", 3),
            ),
        ),
    ],
)  # fmt: skip
def test_the_samples_of_one_person(name: str, person: Person) -> None:
    """Old headers, German ones, an address book, and who invited me."""
    found = read(sample(name))
    assert found.people == (person,)
    assert found.problems == ()
    assert counted(found) == ({"invitation": 1} if name == "Invitations.csv" else {})


def test_an_address_book_of_earlier_years() -> None:
    """It has whole names, days and pages; a row without a name or an address is a problem."""
    data = (
        "Source,FirstName,LastName,Companies,Title,Emails,PhoneNumbers,CreatedAt,Addresses,Sites,"
        "InstantMessageHandles,FullName,Birthday,Location,BookmarkedAt,Profiles\n"
        'PHONE,,,Ozon,HR,A@x.org;a@x.org,"+1 23, +4 56",,"Main St 1\nBerlin",https://a.example,,'
        'Anna  K,"Apr 12, 1990",,,https://www.linkedin.com/in/Anna-K https://t.me/annak\n'
        "PHONE,,,,,,,,,,,,,,,\nPHONE,,,,,b@x.org,,,,,,,,,,\n"
    )
    found = read(data.encode())
    assert found.people == (
        Person(
            "Anna K", emails=("a@x.org",), phones=("+1 23", "+4 56"),
            handles=("linkedin:anna-k", "telegram:annak"), company="Ozon", role="HR",
            birthday=PartialDate(4, 12, 1990), links=("https://a.example",),
            addresses=("Main St 1 Berlin",), place=Place("file", 2),
        ),
        Person(emails=("b@x.org",), place=Place("file", 5)),
    )  # fmt: skip
    assert [(each.line, each.case) for each in found.problems] == [(4, "nameless-row")]


@pytest.mark.parametrize(
    ("zone", "first"), [("UTC", "2026-11-16"), ("Europe/Moscow", "2026-11-17")]
)
def test_the_sample_of_messages(zone: str, first: str) -> None:
    """A day is that of the zone; what is no interaction of two people is counted."""
    found = read(sample("messages.csv"), Answers(ZoneInfo(zone)))
    assert found.owner == "me-myself-00"
    assert said(found.interactions) == [
        ("зоя-тестова-0a1b2c", "2026-07-31", "->"),
        ("зоя-тестова-0a1b2c", "2026-08-01", "<-"),
        ("anton-primerov", "2026-10-01", "<-"),
        ("anton-primerov", "2026-10-02", "->"),
        ("maria-obraztsova-000000", first, "->"),
        ("maria-obraztsova-000000", "2026-11-17", "<-"),
    ]
    assert counted(found) == {
        "group": 1, "sponsored": 1, "no-profile": 1, "draft": 1, "no-date": 1,
    }  # fmt: skip
    assert all(not each.words and each.channel == "linkedin" for each in found.interactions)


def test_words_are_text() -> None:
    """They are read on request: without tags that are known, with all others."""
    found = read(sample("messages.csv"), IN_UTC._replace(with_words=True))
    assert [each.words for each in found.interactions] == [
        "first", "reply without a profile URL", "Hello & welcome\ncut",
        "second thread of the same two", 'Ещё актуально?\nС уважением,\nя, "тот самый"', "Да! =1+1",
    ]  # fmt: skip
    texts = {
        "if a <b and c > d, <name>": "if a <b and c > d, <name>",
        "R&amp;D": "R&amp;D",
        "<p>R&amp;amp;D</p><p><br/>a &lt;name&gt;<BR>": "R&D\na <name>",
        "<div>cut</div> &am": "cut",
        "<strong>a</strong> <img": "a",
    }
    for content, words in texts.items():
        rows = [message("1", ME, ANNA, content=content), message("2", ME, BORIS)]
        assert (
            read(messages(*rows), IN_UTC._replace(with_words=True)).interactions[0].words == words
        )


def test_what_is_said_on_one_day_is_one_interaction() -> None:
    """Its words stand in the order of time, whatever the order of the file."""
    rows = [
        message("1", ME, ANNA, "2026-11-16 20:00:00", content="later"),
        message("1", ME, ANNA, "2026-11-16 08:00:00", content="first"),
        message("2", ME, BORIS, "2026-11-17 08:00:00"),
    ]
    found = read(messages(*rows), IN_UTC._replace(with_words=True))
    assert [(each.words, each.moment % 86400) for each in found.interactions[:1]] == [
        ("first\nlater", 20 * 3600)
    ]


def test_a_group_is_no_interaction() -> None:
    """Also where the others never wrote; two profiles of one name are one person."""
    rows = [
        message("1", ME, ("Anna K, Boris L", "anna,boris")),
        message("2", ME, ANNA),
        message("2", ("Anna K", "ACoAAB12"), ME, "2026-11-17 08:00:00"),
        message("3", BORIS, ME),
        message("3", ME, ANNA),
        message("4", ME, ("Vera", "vera"), "2026-11-18 08:00:00"),
    ]
    found = read(messages(*rows))
    assert said(found.interactions) == [
        ("anna", "2026-11-16", "->"),
        ("anna", "2026-11-17", "<-"),
        ("vera", "2026-11-18", "->"),
    ]
    assert counted(found) == {"group": 2}


def test_campaigns_and_drafts_are_no_interactions() -> None:
    """Each mark of them suffices; InMail is a real message."""
    ad = ("Ads", "https://www.linkedin.com/company/ads")
    rows = [
        message("1", ad, ME),
        message("2", ANNA, ME, title="Sponsored Conversation"),
        message("3", ANNA, ME, folder="SPONSORED"),
        message("4", ME, ANNA, draft="yes"),
        message("4", ME, ANNA, folder="DRAFT"),
        message("5", BORIS, ME, title="LinkedIn InMail", folder="INMAIL"),
        message("6", ("LinkedIn Member", ""), ME),
        message("7", ANNA, ME, folder="SPAM"),
    ]
    found = read(messages(*rows))
    assert said(found.interactions) == [("boris", "2026-11-16", "<-")]
    assert counted(found) == {"sponsored": 3, "draft": 2, "no-profile": 1, "spam": 1}


@pytest.mark.parametrize(
    ("sender", "receiver", "direction"),
    [
        (("Me Myself", ""), ANNA, "->"),
        (ME, ("Anna K", ""), "->"),
        (ANNA, ("Me Myself", ""), "<-"),
        (("Anna K", ""), ME, "<-"),
        (("Anna K", ""), ("Me Myself", ""), "<-"),
        (("Me Myself", ""), ME, "<-"),
        (("Me Myself", ""), ("Anna K", ""), "->"),
    ],
)
def test_a_profile_may_be_missing(
    sender: tuple[str, str], receiver: tuple[str, str], direction: str
) -> None:
    """The other side tells, and else the name."""
    rows = [
        message("1", sender, receiver, "2026-11-15 08:00:00"),
        message("1", ME, ANNA),
        message("2", ME, BORIS),
    ]
    assert said(read(messages(*rows)).interactions)[0] == ("anna", "2026-11-15", direction)


def test_headers_of_earlier_years() -> None:
    """Without profiles of recipients, or any, names tell; `Dee, PhD` is one person."""
    dee = ("Dee, PhD", "dee")
    rows = [
        message("1", ME, ANNA),
        message("2", dee, ME),
        message("2", ME, dee, "2026-11-17 08:00:00"),
        message("3", ME, ("Anna K, Boris L", "anna,boris")),
        message("4", ("LinkedIn Member", ""), ME),
        message("5", ME, dee, "2026-11-18 08:00:00"),
    ]
    expected = ["2026-11-16 ->", "2026-11-16 <-", "2026-11-17 ->", "2026-11-18 ->"]
    for gone, names in (
        (["RECIPIENT PROFILE URLS"], ["Anna K", "dee", "dee", "dee"]),
        (["RECIPIENT PROFILE URLS", "SENDER PROFILE URL"], ["Anna K", *["Dee, PhD"] * 3]),
    ):
        header = ",".join(
            each for each in MESSAGES.split(",")
            if each not in (*gone, "ATTACHMENTS", "IS MESSAGE DRAFT")
        )  # fmt: skip
        found = read(messages(*rows, header=header))
        assert found.owner in ("me-00", "me myself")
        assert found.owner_name == "Me Myself"
        assert sorted(said(found.interactions), key=lambda each: each[1:]) == [
            (name, *day.split()) for name, day in zip(names, expected, strict=True)
        ]
        assert counted(found) == {"group": 1, "no-profile": 1}


def question(data: bytes | Source, answers: Answers = IN_UTC) -> tuple[str, tuple[str, ...]]:
    """Return what is asked of a file."""
    with pytest.raises(Unanswered) as caught:
        read(data, answers)
    return caught.value.question.code, caught.value.question.choices


ALONE = messages(message("1", ME, ANNA))
INVITED = (
    b"From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n"
    b'Me Myself,X,"3/10/24, 2:37 PM",,OUTGOING,https://www.linkedin.com/in/%s,'
    b"https://www.linkedin.com/in/x\n"
)
PROFILE = b"First Name,Last Name,Maiden Name,Address,Birth Date,Headline,Summary\n%s,,,,,,\n"


def test_the_owner_is_asked_for_where_two_may_be() -> None:
    """A name, a profile and an address answer; what fits nobody is asked again."""
    assert question(ALONE) == ("owner", ("Me Myself", "Anna K"))
    for typed in ("me myself", "ME-00", "linkedin:me-00", url("me-00") + "/"):
        found = read(ALONE, IN_UTC._replace(owner=typed))
        assert (found.owner, said(found.interactions)) == ("me-00", [("anna", "2026-11-16", "->")])
    assert question(ALONE, IN_UTC._replace(owner="Vera"))[0] == "owner"
    certain = messages(message("1", ME, ANNA), message("2", ME, BORIS))
    assert read(certain, IN_UTC._replace(owner="me@example.com")).owner == "me-00"
    same = messages(message("1", ME, ("Me Myself", "me-01")))
    assert question(same) == ("owner", ("me-00", "me-01"))


def test_other_files_of_the_archive_know_the_owner() -> None:
    """An invitation has my profile, Profile.csv my name; where they object the user is asked."""
    two = messages(message("1", ME, ANNA), message("2", ME, BORIS))
    for files in ({"Profile.csv": PROFILE % b"Me,Myself"}, {"Invitations.csv": INVITED % b"me-00"}):
        assert read(folder({"messages.csv": ALONE, **files})).owner == "me-00"
    for files in ({"Profile.csv": PROFILE % b"Anna,K"}, {"Invitations.csv": INVITED % b"anna"}):
        assert read(folder({"messages.csv": ALONE, **files})).owner == "anna"
        assert question(folder({"messages.csv": two, **files})) == (
            "owner",
            ("Me Myself", "Anna K"),
        )
    assert (
        read(folder({"messages.csv": two, "Profile.csv": PROFILE % b"New,Name"})).owner == "me-00"
    )


def test_wrong_letters_are_asked_about() -> None:
    """They are never mended in silence, and the answer holds for all cells."""
    wrong = "Ã‰lodie,Ã‰toile,,,Ã‰cole,Recruiter,1 Sep 2019\nРњР°СЂРёСЏ,РљРѕС‚,,,,,\n"
    data = (CONNECTIONS + wrong).encode()
    assert question(data) == ("letters", ("Élodie Étoile", "Ã‰lodie Ã‰toile"))
    mended = read(data, IN_UTC._replace(mend_letters=True)).people
    assert [(each.name, each.company) for each in mended] == [
        ("Élodie Étoile", "École"),
        ("Мария Кот", ""),
    ]
    kept = read(data, IN_UTC._replace(mend_letters=False)).people
    assert kept[0].name == "Ã‰lodie Ã‰toile"
    assert read((CONNECTIONS + "Jürgen,Größe,,,Señor,É,\nЕё,Её Её,,,,,\n").encode()).people


def test_what_cannot_be_read_of_connections() -> None:
    """The rest of the row, and of the file, is read."""
    data = CONNECTIONS + 'A,B,,,,,soon\nA,C,,,,,30 Feb 2024\n,,,,,,\n"D,E\n'
    found = read(data.encode())
    assert [each.name for each in found.people] == ["A B", "A C"]
    assert [(each.line, each.code, each.case, each.facts) for each in found.problems] == [
        (2, "unread-row", "connected-on", (("words", "soon"),)),
        (3, "unread-row", "connected-on", (("words", "30 Feb 2024"),)),
        (5, "unread-row", "open-quote", ()),
    ]


def test_a_file_that_cannot_be_read_leaves_the_others() -> None:
    """An archive with a broken member gives what it can."""
    good = folder({"messages.csv": messages(message("1", ME, ANNA), message("2", ME, BORIS))})
    opened = []

    def open_broken() -> IO[bytes]:
        opened.append(1)
        if len(opened) > 1:
            raise Unreadable("export/Connections.csv", 0, "broken", reason="Bad CRC-32")
        return single((CONNECTIONS + "A,B,,,,,\n").encode()).members[0].open()

    broken = good.members[0]._replace(name="export/Connections.csv", open=open_broken)
    found = read(Source("export", [broken, *good.members]))
    assert len(found.interactions) == 2
    assert [(each.path, each.case) for each in found.problems] == [
        ("export/Connections.csv", "broken")
    ]


def test_a_file_with_a_name_of_linkedins_is_never_passed_over() -> None:
    """One whose beginning can't be read, or that has another header, is a problem."""
    good = messages(message("1", ME, ANNA), message("2", ME, BORIS))
    found = read(folder({"in/Connections.csv": b"Vor,Nach\nA,B\n", "messages.csv": good}))
    assert len(found.interactions) == 2
    assert [(each.path, each.case) for each in found.problems] == [
        ("export/in/Connections.csv", "no-header")
    ]
    assert not is_linkedin(folder({"Connections.csv": b"Vor,Nach\nA,B\n"}))


def test_the_owner_may_have_a_number() -> None:
    """LinkedIn's own number of somebody is another key of the same person."""
    rows = [
        message("1", ME, ANNA),
        message("2", ME, BORIS),
        message("2", ("Me Myself", "ACoAAB12"), BORIS, "2026-11-17 08:00:00"),
        message("2", BORIS, ME, "2026-11-18 08:00:00"),
    ]
    assert [day[1:] for day in said(read(messages(*rows)).interactions) if day[0] == "boris"] == [
        ("2026-11-16", "->"),
        ("2026-11-17", "->"),
        ("2026-11-18", "<-"),
    ]


def test_what_is_linkedins() -> None:
    """Headers tell, also below a preamble; what its assistants wrote is of nobody."""
    assert [each.kind for each in formats_of(sample("messages.csv"))] == ["linkedin"]
    assert not is_linkedin(single(b"Name,Email\nA,a@example.com\n"))
    other = {"guide_messages.csv": ALONE, "learning_coach_messages.csv": ALONE, "a.txt": ALONE}
    assert not is_linkedin(folder(other))
    assert is_linkedin(folder({"x": b"x"}, "Complete_LinkedInDataExport_01-02-2026.zip"))
    assert not is_linkedin(folder({"x": b"x"}, "Basic_LinkedInDataExport_01-02-2026/mail"))
    assert not is_linkedin(single(b"x", "LinkedInDataExport.vcf"))
    assert is_linkedin(folder({"in/Messages.csv": ALONE, **other}))


def test_an_archive_without_people_is_unreadable() -> None:
    """The fast one of LinkedIn's may have neither connections nor messages."""
    for source in (
        folder({"Profile.csv": PROFILE % b"Me,Myself"}),
        folder({"Skills.csv": b"Name\nPython\n"}, "Basic_LinkedInDataExport_13-45-2026.zip"),
        sample("Positions.csv"),
    ):
        with pytest.raises(Unreadable, match="no-linkedin"):
            read(source)


PEOPLE = st.sampled_from([ME, ANNA, BORIS, ("Anna K", ""), ("Anna K, Boris L", "anna,boris")])
ROWS = st.builds(
    message,
    st.sampled_from("1234"),
    PEOPLE,
    PEOPLE,
    st.sampled_from(["2026-11-16 08:12:33 UTC", "2026-11-17 21:30:00", "11/18/26, 9:00 AM", "?"]),
    draft=st.sampled_from(["No", "No", "Yes"]),
)


@settings(max_examples=examples(200))
@given(st.lists(ROWS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(rows: list[list[str]], random: object) -> None:
    """The same interactions and the same counts come of them."""
    answers = IN_UTC._replace(owner="me-00")
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    found = [None, None]
    for index, each in enumerate((rows, mixed)):
        with suppress(Unanswered):
            read_it = read(messages(*each), answers)
            found[index] = (sorted(said(read_it.interactions)), counted(read_it))  # type: ignore[call-overload]
    assert found[0] == found[1]


@settings(max_examples=examples(400))
@given(
    st.sampled_from([CONNECTIONS.encode(), MESSAGES.encode() + b"\n", INVITED, PROFILE, ALONE]),
    st.binary(max_size=200) | st.text('",\n0aÃ©/:', max_size=60).map(str.encode),
)
def test_any_bytes_are_read_or_refused(header: bytes, data: bytes) -> None:
    """Nothing else is raised, whatever stands below a header."""
    source = folder({"a.csv": header + data, "b.csv": data})
    assert is_linkedin(source)
    with suppress(Unanswered, Unreadable):
        read(source, IN_UTC._replace(with_words=True))
