"""Each sample of a file of another program gives, through `ck import`, what it has to give."""

from __future__ import annotations

import json
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.commands.test_import import files_of
from contactkeeper.core.interchange import FileKind
from exported import SAMPLES
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cli.conftest import Ck


NONE: Mapping[str, Any] = MappingProxyType({})


class Given(NamedTuple):
    """What a sample gives."""

    people: dict[str, str | None]
    """The names, or addresses of those without, with their birthdays."""
    interactions: Mapping[str, list[str]] = NONE
    """The days and directions of each name, in order."""
    left_out: Mapping[str, int] = NONE
    not_read: int = 0


def given_by(ck: Ck, path: str, *options: str) -> Given:
    """Import a sample into an empty vault, and write nothing."""
    result = ck("import", str(SAMPLES / path), "--all", "--dry-run", *options, "--json")
    assert result.code == 0, result.out
    document: dict[str, Any] = json.loads(result.out)
    people: dict[str, str | None] = {}
    interactions = defaultdict(list)
    for each in document["people"]:
        person = each["person"]
        name = person["name"] or person["emails"][0]
        assert name not in people
        people[name] = person["birthday"]
        for met in each["interactions"]:
            said = " ".join(filter(None, (met["date"], met["direction"] or met["channel"])))
            interactions[name].append(said)
    return Given(people, dict(interactions), document["left_out"], document["counts"]["not_read"])


BY_MESSAGES = {
    "Мария Образцова": ["2026-11-16 ->", "2026-11-17 <-"],
    "Anton Primerov, MBA": ["2026-10-01 <-", "2026-10-02 ->"],
}
ZOYAS = ["2026-07-31 ->", "2026-08-01 <-"]
NOT_OF_TWO = {"draft": 1, "group": 1, "no-date": 1, "no-profile": 1, "sponsored": 1}
CONNECTIONS = dict.fromkeys(
    ("Anton Primerov, MBA", "Elodie É\u0301toile", "Zoya 🚀 Testova (она/ её)", "Мария Образцова")
)
TELEGRAM = ["2026-11-16 ->", "2026-11-17 <-", "2026-11-18 call", "2026-11-19 <-"]

EXPECTED = {
    "vcard-2.1-android.vcf": Given(
        {"Варвара Константиновна Выдуманная": "1990-04-12", "Илья Тестов": "--04-12"}
    ),
    "vcard-3.0-apple.vcf": Given({"Мария Образцова": "--02-29"}),
    "vcard-3.0-google.vcf": Given({"Anton «Toni» Primerov": "--04-14"}, not_read=1),
    "vcard-4.0.vcf": Given({"Зоя Тестова": "--04-12"}),
    "vcard-out-3.0.vcf": Given({"Anton Primerov": "1990-04-12", "Мария Образцова": "--02-29"}),
    "google-contacts-new.csv": Given(
        {"Anton Primerov": "--03-01", "Мария Образцова": "--04-12"}, left_out={"company": 1}
    ),
    "google-contacts-old.csv": Given({"Мария Образцова": "1990-04-12"}),
    "outlook-en-utf8bom.csv": Given({"Maria Obraztsova": "1990-12-28"}),
    "outlook-ru-cp1251-semicolon.csv": Given({"Мария Образцова": "1990-04-12"}),
    "takeout.mbox": Given(
        {"Мария Образцова": None, "anton@example.com": None},
        {
            "Мария Образцова": ["2026-11-16 ->", "2026-11-17 <-", "2026-11-19 <-"],
            "anton@example.com": ["2026-11-16 ->"],
        },
        {"bulk": 1},
    ),
    "calendar-meetings.ics": Given(
        {"Мария; Образцова": None, "zoya@example.com": None, "Anton Primerov": None},
        {
            "Мария; Образцова": ["2026-11-16 meeting"],
            "zoya@example.com": ["2026-11-01 meeting", "2026-11-16 meeting"],
            "Anton Primerov": ["2026-11-18 meeting"],
        },
        {"cancelled": 1, "declined": 1},
    ),
    "whatsapp-android-ru.txt": Given(
        {"Мария": None}, {"Мария": ["2026-11-16 ->", "2026-11-17 <-"]}
    ),
    "whatsapp-ios-en.txt": Given(
        {"Maria Obraztsova": None}, {"Maria Obraztsova": ["2026-11-16 ->", "2026-11-17 <-"]}
    ),
    "telegram/result-chat.json": Given({"Мария": None}, {"Мария": TELEGRAM}),
    "telegram/result-account.json": Given(
        {"Мария Образцова": None},
        {"Мария Образцова": TELEGRAM},
        {"group": 1, "no-name": 1, "saved": 1},
    ),
    "linkedin/Connections.csv": Given(CONNECTIONS, not_read=2),
    "linkedin/Connections-2018.csv": Given({"Old Timer": None}),
    "linkedin/Connections-de.csv": Given({"Hans Beispiel": None}),
    "linkedin/ImportedContacts.csv": Given({"Maria Obraztsova": None}),
    "linkedin/Invitations.csv": Given({"Anton Primerov": None}, left_out={"invitation": 1}),
    "linkedin/messages.csv": Given(
        dict.fromkeys((*BY_MESSAGES, "Зоя Тестова")),
        {**BY_MESSAGES, "Зоя Тестова": ZOYAS},
        NOT_OF_TWO,
    ),
    "linkedin/Basic_LinkedInDataExport_11-30-2026.zip": Given(
        CONNECTIONS,
        {**BY_MESSAGES, "Zoya 🚀 Testova (она/ её)": ZOYAS},
        {**NOT_OF_TWO, "invitation": 1},
        not_read=2,
    ),
}


CHATS = {"whatsapp-android-ru.txt": "Мария", "whatsapp-ios-en.txt": "Maria Obraztsova"}
"""Whom a chat is with, where its file does not say."""


@pytest.mark.parametrize("path", EXPECTED)
def test_a_sample_gives_what_it_has_to_give(ck: Ck, path: str) -> None:
    """People, interactions by day and direction, and how much is left out, and why."""
    chat = ("--chat", CHATS[path]) if path in CHATS else ()
    assert given_by(ck, path, *chat, "--zone", "UTC") == EXPECTED[path]


def test_days_are_those_of_the_zone(ck: Ck) -> None:
    """A message of 21:30 in UTC is of the next day in Moscow; Telegram writes days of its own."""
    given = given_by(ck, "linkedin/messages.csv", "--zone", "Europe/Moscow")
    assert given.interactions["Мария Образцова"] == ["2026-11-17 ->", "2026-11-17 <-"]
    telegram = "telegram/result-account.json"
    assert given_by(ck, telegram, "--zone", "Asia/Tokyo") == EXPECTED[telegram]


def test_all_samples_together_are_people_of_one_address_book(ck: Ck) -> None:
    """Whoever is in several is one, and the order of the files makes no difference."""
    paths = [str(SAMPLES / path) for path in EXPECTED if path not in CHATS]
    options = ("--all", "--dry-run", "--json", "--zone", "UTC")
    one, other = (json.loads(ck("import", *order, *options).out) for order in (paths, paths[::-1]))
    assert one == other
    assert 0 < len(one["people"]) < sum(len(each.people) for each in EXPECTED.values())


@pytest.mark.parametrize("path", EXPECTED)
def test_a_sample_is_said_in_russian(ck: Ck, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    """Line by line, with what it holds and what is left out."""
    chat = ("--chat", CHATS[path]) if path in CHATS else ()
    line = ("import", str(SAMPLES / path), *chat, "--all", "--dry-run", "--zone", "UTC")
    english = ck(*line)
    monkeypatch.setenv("CK_LANG", "ru")
    russian = ck(*line)
    assert russian.code == english.code
    pairs = zip(english.out.splitlines(), russian.out.splitlines(), strict=True)
    same = [one for one, other in pairs if one.strip() == other.strip()]
    names = {each for found in EXPECTED.values() for each in found.people}
    assert all(any(name in one for name in names) for one in same)


@pytest.mark.parametrize("path", EXPECTED)
def test_a_sample_is_taken_once(ck: Ck, path: str) -> None:
    """The second import writes nothing, with words or without; one undo takes back the first."""
    chat = ("--chat", CHATS[path]) if path in CHATS else ()
    line = ("import", str(SAMPLES / path), *chat, "--all", "--yes", "--zone", "UTC")
    assert ck(*line).code == 0
    written = files_of(ck)
    for words in (), ("--words",):
        assert ck(*line, *words).code == 0
        assert files_of(ck) == written
    if written:
        assert ck("undo").code == 0
    assert files_of(ck) == {}


def test_all_samples_are_taken_once(ck: Ck) -> None:
    """Together, and then one after the other; what is unsure stays so."""
    paths = [str(SAMPLES / path) for path in EXPECTED if path not in CHATS]
    assert ck("import", *paths, "--all", "--yes").code == 0
    written = files_of(ck)
    for path in reversed(paths):
        assert ck("import", path, "--all", "--yes").code == 0
        assert files_of(ck) == written, path
    assert ck("undo").code == 0
    assert files_of(ck) == {}


@given(
    st.sampled_from(sorted(path for path in EXPECTED if not path.endswith(".zip"))),
    st.integers(0, 4000),
    st.binary(max_size=20),
    st.sampled_from([*get_args(FileKind), ""]),
)
@settings(max_examples=examples(200), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_gives_a_sentence(
    ck: Ck, path: str, at: int, damage: bytes, kind: str
) -> None:
    """Cut off and with other bytes at the end, read as its own kind or as another."""
    (ck.vault.parent / "damaged").write_bytes((SAMPLES / path).read_bytes()[:at] + damage)
    options = ("--as", kind) if kind else ()
    result = ck("import", "damaged", "--all", "--dry-run", *options)
    assert result.code in (0, 1, 2)
    assert "ck has a fault" not in result.err
    assert result.out or result.err
