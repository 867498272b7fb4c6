"""Mail: whose it is, who writes to whom, and what is no mail between people."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from email.header import Header
from email.message import EmailMessage
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.cli.input_files import open_source
from contactkeeper.core.interchange import Exported, Person, Place
from contactkeeper.exchange.formats import formats_of
from contactkeeper.exchange.mail import MOST_OTHERS, is_mail, read_mailbox
from contactkeeper.exchange.mbox import read_headers
from contactkeeper.exchange.source import Answers, Source, Unanswered, Unreadable
from exported import SAMPLES, folder, member, single
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

IN_UTC = Answers(UTC)
ME, ANNA, BORIS = "Me <me@example.com>", "Anna K <anna@example.org>", "Boris <boris@example.net>"
SEPARATOR = b"From 1@xxx Mon Nov 16 21:30:00 +0000 2026\n"


def mail(sender: str = ANNA, to: str = ME, day: int = 16, /, **headers: str) -> bytes:
    """Return a message of 8 o'clock UTC on a day of November; `_` stands for `-`."""
    fields = {"From": sender, "To": to, "Date": f"Mon, {day} Nov 2026 08:00:00 +0000"}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"{name}: {value}\n" for name, value in fields.items() if value]
    return "".join(
        [*lines, "\nBody\nFrom here Mon Nov 16 10:00:00 2026\n>From quoted\n\n"]
    ).encode()


def mbox(*mails: bytes, separator: bytes = SEPARATOR) -> bytes:
    """Return a mailbox."""
    return b"".join(separator + each for each in mails)


CERTAIN = [mail(ME, ANNA, 1), mail(ME, BORIS, 1)]
"""Mails that show whose the mailbox is."""


def read(data: bytes | Source, answers: Answers = IN_UTC) -> Exported:
    """Read a file or several."""
    return read_mailbox(single(data) if isinstance(data, bytes) else data, answers)


def said(found: Exported, *, since: int = 2) -> list[str]:
    """Return day, direction and partner of each interaction, from a day of November on."""
    return [
        f"{each.day:%d} {each.direction} {each.person.emails[0].partition('@')[0]}"
        for each in found.interactions
        if each.day.day >= since
    ]


def test_the_sample() -> None:
    """Takeout's: a message of two receivers, words in two charsets, no date but that of arrival."""
    source = open_source(SAMPLES, "takeout.mbox")
    assert [each.kind for each in formats_of(source)] == ["mail"]
    found = read(source)
    assert found.owner == "me@example.com"
    assert said(found) == ["16 -> anton", "16 -> maria", "17 <- maria", "19 <- maria"]
    assert found.people == (
        Person("Мария Образцова", emails=("maria@example.org",), place=Place("takeout.mbox", 1)),
        Person(emails=("anton@example.com",), place=Place("takeout.mbox", 1)),
    )
    assert (found.counts, dict(found.left_out)) == ((("messages", 4),), {"bulk": 1})
    assert [each.place.line for each in found.interactions] == [1, 1, 13, 35]
    assert not any(each.words for each in found.interactions)
    with_words = read(source, IN_UTC._replace(with_words=True))
    assert [each.words for each in with_words.interactions] == [
        "Письмо",
        "Письмо",
        "Re: x",
        "no date",
    ]


@pytest.mark.parametrize(("zone", "day"), [("UTC", "16"), ("Europe/Moscow", "17")])
def test_the_day_is_that_of_the_zone(zone: str, day: str) -> None:
    """Whatever zone the sender's clock had."""
    late = mail(Date="Mon, 16 Nov 2026 14:30:00 -0700 (MST)")
    found = read(mbox(*CERTAIN, late), Answers(ZoneInfo(zone)))
    assert said(found) == [f"{day} <- anna"]


@pytest.mark.parametrize(
    ("date", "separator", "day"),
    [
        ("", b"From 1@xxx Tue Nov 17 23:30:00 -0500 2026\n", "18 <- anna"),
        ("06-MAY-2022 14:55:49", b"From x Tue Nov 17 08:00:00 2026 +0000\n", "17 <- anna"),
        ("", b"From - Tue Nov 17 08:00:00 2026\n", ""),
        ("soon", b"From x@example.com  Tue Nov 17 08:00:00 2026\n", ""),
        ("Mon, 32 Nov 2026 08:00:00 +0000", b"From x  Tue Nov 17 08:00:00 2026\n", ""),
        ("Thu, 1 Jan 1970 00:00:00 +0000", b"From x  Tue Nov 17 08:00:00 2026\n", ""),
        ("17 Nov 2026 08:00:00", SEPARATOR, "17 <- anna"),
        ("Tue, 17 Nov 26 08:00 +9999999999", SEPARATOR, "16 <- anna"),
    ],
)
def test_dates(date: str, separator: bytes, day: str) -> None:
    """One that can't be read is that of the arrival, where its zone is known."""
    data = mbox(*CERTAIN) + separator + mail(Date=date)
    found = read(data)
    assert said(found) == ([day] if day else [])
    assert dict(found.left_out) == ({} if day else {"no-date": 1})


@pytest.mark.parametrize(
    ("reason", "headers"),
    [
        ("bulk", {"List_Id": "<x.example.com>"}),
        ("bulk", {"List_Unsubscribe": "<mailto:x@example.com>"}),
        ("bulk", {"Precedence": "Bulk"}),
        ("bulk", {"Auto_Submitted": "auto-replied"}),
        ("bulk", {"From": "No Reply <No-Reply@example.com>"}),
        ("bulk", {"From": "Anna via LinkedIn <inmail-hit-reply@example.com>"}),
        ("bulk", {"From": "notifications@example.com"}),
        ("bulk", {"From": "Anna (via Google Calendar) <calendar-notification@example.com>"}),
        ("bulk", {"X_Autoreply": "yes"}),
        ("bulk", {"X_Gmail_Labels": "Chats"}),
        ("bulk", {"From": ME, "To": "jobs-noreply@example.com"}),
        ("draft", {"X_Gmail_Labels": "Important,Draft"}),
        ("draft", {"X_Gmail_Labels": Header("Черновики", "utf-8").encode()}),
        ("draft", {"X_Mozilla_Draft_Info": "internal/draft; vcard=0"}),
        ("thrown-away", {"X_Gmail_Labels": "Spam"}),
        ("thrown-away", {"X_Mozilla_Status": "0009"}),
        ("thrown-away", {"X_Gmail_Labels": Header("Корзина", "utf-8").encode()}),
        ("no-sender", {"From": "Anna"}),
        ("to-yourself", {"From": ME}),
        ("to-many", {"Cc": ", ".join(f"x{n}@example.com" for n in range(MOST_OTHERS))}),
    ],
)
def test_what_is_no_mail_between_people(reason: str, headers: Mapping[str, str]) -> None:
    """It is counted by its reason, and the counts add up."""
    found = read(mbox(*CERTAIN, mail(**headers)))
    assert (said(found), dict(found.left_out)) == ([], {reason: 1})
    assert found.counts == (("messages", 3),)


def test_the_owner_under_an_address_with_a_label() -> None:
    """It leads to the same mailbox, so what comes from it is the owner's."""
    found = read(
        mbox(*CERTAIN, mail("me+jobs@example.com", ANNA), mail(ANNA, "me+hr@example.com", 17))
    )
    assert said(found) == ["16 -> anna", "17 <- anna"]
    assert "me+jobs@example.com" in found.owner


def test_what_only_looks_so() -> None:
    """A person's answer, and a mail to a few."""
    copies = ", ".join(f"x{n}@example.com" for n in range(MOST_OTHERS - 1))
    rows = [
        mail(Auto_Submitted="no", X_Mozilla_Status="0001"),
        mail(ANNA, ME, 17, Cc=copies),
        mail(ME, ANNA, 18, Cc=BORIS),
    ]
    found = read(mbox(*CERTAIN, *rows))
    assert said(found) == ["16 <- anna", "17 <- anna", "18 -> anna"]
    assert found.left_out == ()


def test_names() -> None:
    """What people call themselves, in any charset, in the order in which it is said."""
    written = {
        "a@x.org": ('"Ivanova, Anna"', "Anna Ivanova"),
        "b@x.org": ("'Boris L'", "Boris L"),
        "c@x.org": ("=?windows-1251?B?wOzt4A==?= =?koi8-r?Q?_=EB?=", "Амна К"),
        "d@x.org": ('"Primerov, MBA"', "Primerov, MBA"),
        "e@x.org": ("=?utf-8?B?0JDQ?= =?utf-8?B?vdC90LA=?=", "Анна"),
        "f@x.org": ("=?no-such?Q?=C0=ED=ED=E0?=", "Анна"),
        "g@x.org": ("=?idna?Q?xn--?=", "xn--"),
        "h@x.org": ("=?utf-8?B?0J?=", "�"),
        "i@x.org": ('"i@x.org"', ""),
        "j@x.org": ("", ""),
    }
    rows = [mail(f"{name} <{address.upper()}>") for address, (name, _) in written.items()]
    rows.append(mail(ME, "Nickname <B@x.org>, Known <j@x.org>"))
    written["j@x.org"] = ("", "Known")
    found = read(mbox(*rows))
    assert {each.emails[0]: each.name for each in found.people} == {
        address: name for address, (_, name) in written.items()
    }
    raw = read(mbox(mail("X <a@x.org>").replace(b"X <", "Анна <".encode("cp1251")), *CERTAIN))
    assert raw.people[0].name == "Анна"


def test_folds_and_capitals_in_headers() -> None:
    """A header may stand on several lines, and its name in any letters."""
    folded = (
        b"FROM:\n Anna K\r\n\t<ANNA@example.org>\r\nto: me@example.com,\n  boris@example.net\n"
        b"DATE: Mon, 16 Nov\n 2026 08:00:00 +0000\n\n"
    )
    assert said(read(mbox(folded, *CERTAIN))) == ["16 <- anna"]


def test_a_message_stands_in_several_folders_once() -> None:
    """Its number tells; a copy among the sent ones still shows the owner."""
    twice = mail(ME, ANNA, Message_ID="<1@example.com>")
    found = read(folder({"All.mbox": mbox(twice), "Sent.mbox": mbox(twice, mail(ME, ANNA, 17))}))
    assert (found.owner, said(found)) == ("me@example.com", ["16 -> anna", "17 -> anna"])
    assert found.counts == (("messages", 2),)


@pytest.mark.parametrize("name", ["Sent.mbox", "/home/me/Drafts/Sent", "a/Отправленные.mbox"])
def test_the_name_of_a_mailbox_tells(name: str) -> None:
    """Of a file, or of the folder that is named; not of the folders above."""
    data = mbox(mail(ME, ANNA))
    for source in (single(data, name), folder({"mbox": data}, name)):
        found = read(source)
        assert (found.owner, said(found)) == ("me@example.com", ["16 -> anna"])


def question(data: bytes | Source, answers: Answers = IN_UTC) -> tuple[str, ...]:
    """Return among whom the owner is asked for."""
    with pytest.raises(Unanswered) as caught:
        read(data, answers)
    assert caught.value.question.code == "owner"
    return caught.value.question.choices


def test_the_owner_is_asked_for_where_two_may_be() -> None:
    """One address, or several, answer; others are asked about again."""
    between = mbox(mail(ME, ANNA), mail(ANNA, ME, 17))
    assert question(between) == ("me@example.com", "anna@example.org")
    found = read(between, IN_UTC._replace(owner="x@example.com, ANNA@example.org"))
    assert (found.owner, said(found)) == ("anna@example.org", ["16 <- me", "17 -> me"])
    assert question(between, IN_UTC._replace(owner="x@example.com"))
    assert read(mbox(*CERTAIN), IN_UTC._replace(owner="me-00")).owner == "me@example.com"


@pytest.mark.parametrize(
    "headers",
    [{"X_Gmail_Labels": "Sent"}, {"X_Gmail_Labels": Header("Отправленные", "utf-8").encode()}],
)
def test_sent_mail_and_delivery_show_the_owner(headers: Mapping[str, str]) -> None:
    """All of the addresses that they name are the owner's."""
    found = read(mbox(mail(ME, ANNA, **headers), mail(ANNA, "I <i@example.com>", 17)))
    assert found.owner == "me@example.com"
    delivered = mail(ANNA, "I <i@example.com>", 17, Delivered_To="i@example.com")
    found = read(mbox(mail(ME, ANNA, **headers), delivered))
    assert found.owner == "me@example.com, i@example.com"
    assert said(found) == ["16 -> anna", "17 <- anna"]


def test_a_witness_of_few_messages_is_not_believed() -> None:
    """Somebody else's sent mail lies among mine."""
    foreign = mail(BORIS, ANNA, X_Gmail_Labels="Sent")
    mine = [mail(ANNA, ME, day) for day in range(1, 5)]
    assert "me@example.com" in question(mbox(foreign, *mine))


def test_files_of_one_message() -> None:
    """Of a folder: .eml, Apple's .emlx, Maildir with its mark of a draft; no others."""
    files = {
        "a/1.eml": mail(ANNA, ME, 16),
        "b/2.emlx": b"120 \n" + mail(ANNA, ME, 17),
        "cur/1606.M1.host:2,S": mail(ANNA, ME, 18),
        "cur/1607.M1.host:2,DS": mail(ME, ANNA, 19),
        "Drafts/4": mail(ME, ANNA, 19),
        "notes.txt": mail(ANNA, ME, 20),
        "readme": b"From: the text\nof a file\n",
        "5.eml": mail(ME, BORIS, 21),
    }
    found = read(folder(files))
    assert said(found) == ["16 <- anna", "17 <- anna", "18 <- anna", "21 -> boris"]
    assert dict(found.left_out) == {"draft": 2}
    assert found.interactions[0].place == Place("export/a/1.eml", 1)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (mbox(mail()), True),
        (mail(), True),
        (b"12\n" + mail(), True),
        (b"Received: x\nFrom: a@example.com\n", True),
        (b"From a friend on Monday\n", False),
        (b"From,To,Date\na,b,c\n", False),
        (b"BEGIN:VCARD\nFN:From\n", False),
        (b"", False),
    ],
)
def test_what_is_mail(data: bytes, *, expected: bool) -> None:
    """The first lines tell; in a folder the names of files are looked at first."""
    assert is_mail(single(data)) == expected
    assert is_mail(folder({"in/x.mbox": data})) == expected
    assert not is_mail(folder({"x.txt": data}))


def test_no_mail_is_unreadable() -> None:
    """Whatever the user calls it."""
    with pytest.raises(Unreadable, match="no-mail"):
        read(b"Hello\n")


def test_a_huge_message_takes_little_memory() -> None:
    """Its lines may have no end, and its headers too; the next message is read."""
    huge = mail(X_Long="x" * 3_000_000) + b"y" * 3_000_000 + b"\n\n"
    assert said(read(mbox(*CERTAIN, huge, mail(ANNA, ME, 17)))) == ["16 <- anna", "17 <- anna"]


def test_headers_have_a_limit() -> None:
    """A message without a body is no way to fill the memory."""
    data = mbox(b"".join(b"X-%d: %s\n" % (n, b"x" * 1000) for n in range(3000)))
    (headers,) = read_headers(member(data))
    assert sum(len(name) + len(value) for name, value in headers.fields) < 300_000


def test_what_the_standard_library_writes_is_read() -> None:
    """Long headers are folded by it, and words encoded."""
    message = EmailMessage()
    message["From"] = '"Мария Образцова, рекрутер" <maria@example.org>'
    message["To"] = ", ".join(f"Очень длинное имя номер {n} <x{n}@example.com>" for n in range(4))
    message["Cc"] = ME
    message["Date"] = "Mon, 16 Nov 2026 08:00:00 +0000"
    message.set_content("text")
    found = read(mbox(bytes(message), *CERTAIN))
    assert said(found) == ["16 <- maria"]
    assert [each.name for each in found.people][:2] == [
        "Мария Образцова, рекрутер",
        "Очень длинное имя номер 0",
    ]


PIECES = st.sampled_from(
    [b"From ", b"From: ", b"To: ", b"Date: ", b"\n", b"\n\n", SEPARATOR, b"=?utf-8?b?", b"?=", b"<",
     b">", b",", b'"', b"(", b"a@b.c", b"X-Gmail-Labels: ", b"Mon, 16 Nov 2026 08:00:00 +0000"]
)  # fmt: skip


@settings(max_examples=examples(400))
@given(st.lists(PIECES | st.binary(max_size=6), max_size=30))
def test_any_bytes_are_read_or_refused(pieces: Sequence[bytes]) -> None:
    """Nothing else is raised, whatever stands in headers."""
    for data in (b"".join(pieces), mbox(mail(), b"From: " + b"".join(pieces))):
        is_mail(single(data))
        with suppress(Unanswered, Unreadable):
            read(data, IN_UTC._replace(with_words=True))


@settings(max_examples=examples(100))
@given(st.permutations([*CERTAIN, *(mail(ANNA, ME, day) for day in (3, 4)), mail(ME, ANNA, 4)]))
def test_the_order_of_messages_makes_no_difference(mails: list[bytes]) -> None:
    """Newest first or last."""
    assert sorted(said(read(mbox(*mails)), since=1)) == [
        "01 -> anna", "01 -> boris", "03 <- anna", "04 -> anna", "04 <- anna",
    ]  # fmt: skip
