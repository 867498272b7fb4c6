"""The JSON of all contacts: written, read back, sorted by others, damaged, from a later version."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, date, time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.interchange import Exported, Person, Place
from contactkeeper.core.model import Entry, PartialDate, Problem, Task
from contactkeeper.exchange.ck_json import write_json
from contactkeeper.exchange.ck_json_reader import is_ck_json, read_ck_json
from contactkeeper.exchange.source import Answers, Unreadable
from exported import single
from hypothesis_profiles import examples

ANSWERS = Answers(UTC)
MADE = date(2026, 12, 1)
ANNA = Person(
    "Анна Каренина",
    aliases=("Anna",),
    emails=("anna@example.org",),
    phones=("+70000000000",),
    handles=("telegram:anna",),
    company="Ozon",
    role="Recruiter",
    connected=date(2019, 3, 1),
    birthday=PartialDate(4, 12),
    dates=(("Именины", PartialDate(2, 16)),),
    categories=("recruiter",),
    path="People/Анна Каренина.md",
    properties=(("tags", ("recruiter", "it")), ("компания", "[[Ozon]]")),
    entries=(
        Entry(
            date(2026, 11, 23),
            "asked about the JD",
            "->",
            "тг",
            time(10, 30),
            (("gave", "a contact"), ("gave", "advice")),
            (Task("send the CV", date(2026, 11, 30), "kept", done=date(2026, 11, 24)),),
        ),
    ),
    tasks=(Task("", date(2026, 12, 3), kind="appointment", time=time(11), channel="call"),),
)


def written(*people: Person) -> bytes:
    """Return the export of some people."""
    return b"".join(write_json(people, MADE))


def read(data: bytes) -> Exported:
    """Return what a file says, which is recognised."""
    source = single(data, "contacts.json")
    assert is_ck_json(source)
    return read_ck_json(source, ANSWERS)


def test_the_document() -> None:
    """Each contact is a line; what is not known is null."""
    assert written(ANNA, Person("Борис")).decode() == (
        '{"format": "contactkeeper", "version": 1, "made": "2026-12-01", "contacts": [\n'
        '{"name": "Анна Каренина", "path": "People/Анна Каренина.md", "aliases": ["Anna"], '
        '"emails": ["anna@example.org"], "phones": ["+70000000000"], "handles": ["telegram:anna"], '
        '"company": "Ozon", "role": "Recruiter", "met": "2019-03-01", "birthday": "--04-12", '
        '"dates": [{"name": "Именины", "day": "--02-16"}], "tags": ["recruiter"], '
        '"properties": {"tags": ["recruiter", "it"], "компания": "[[Ozon]]"}, '
        '"entries": [{"date": "2026-11-23", "time": "10:30", "direction": "->", "channel": "тг", '
        '"text": "asked about the JD", "fields": [{"key": "gave", "value": "a contact"}, '
        '{"key": "gave", "value": "advice"}], "tasks": [{"kind": "promise", "state": "kept", '
        '"text": "send the CV", "due": "2026-11-30", "time": null, "channel": null, '
        '"done": "2026-11-24"}]}], '
        '"tasks": [{"kind": "appointment", "state": "open", "text": "", "due": "2026-12-03", '
        '"time": "11:00", "channel": "call", "done": null}]},\n'
        '{"name": "Борис", "path": null, "aliases": [], "emails": [], "phones": [], "handles": [], '
        '"company": null, "role": null, "met": null, "birthday": null, "dates": [], "tags": [], '
        '"properties": {}, "entries": [], "tasks": []}\n'
        "]}\n"
    )


def test_what_is_read() -> None:
    """Everything comes back; the place is the file that is read."""
    assert read(written(ANNA)) == Exported(
        "json",
        "contacts.json",
        made=MADE,
        people=(ANNA._replace(place=Place("contacts.json", 2)),),
        counts=(("contacts", 1), ("entries", 1)),
        holds_everybody=False,
    )


def test_another_program_may_have_written_it_anew() -> None:
    """The order of keys, indents, escapes, the encoding and keys of nobody don't matter."""
    document = json.loads(written(ANNA)) | {"more": 1}
    document["contacts"][0] |= {"later": [], "company": "Ozon"}
    for text in (json.dumps(document, sort_keys=True, indent=4), json.dumps(document)):
        for encoding in ("utf-8", "utf-8-sig"):
            (anna,) = read(text.encode(encoding)).people
            assert anna._replace(place=Place()) == ANNA


def test_a_letter_that_is_none_is_replaced() -> None:
    """JSON can write half a letter, which no note can hold."""
    (anna,) = read(written(ANNA).replace(b"Ozon", b"Oz\\ud83d")).people
    assert (anna.company, dict(anna.properties)["компания"]) == ("Oz\ufffd", "[[Oz\ufffd]]")


def test_a_long_history_is_read() -> None:
    """One contact may be larger than what is read of a file at once; without end it is refused."""
    long = ANNA._replace(entries=(Entry(MADE, "x" * 5_000_000),))
    assert len(read(written(long, ANNA)).people) == 2
    with pytest.raises(Unreadable) as refused:
        read(written(ANNA)[:-5] + b',{"name": "' + b"x" * 20_000_000)
    assert refused.value.case == "large-value"


@pytest.mark.parametrize(
    ("text", "line", "case"),
    [
        ('{"format": "contactkeeper"\n, "version": 1,,}', 2, "json"),
        ('{"format": "contactkeeper", "version": 1, "contacts": "\udc80"}', 1, "utf-8"),
        ('{"format": "contactkeeper", "contacts": ' + "[" * 100_000, 1, "deep"),
        ('[{"format": "contactkeeper"}]', 1, "no-ck-json"),
        ('{"format": "contactkeeper", "version": 2}', 1, "ck-json-version"),
        ('{"format": "contactkeeper", "version": "1"}', 1, "ck-json-version"),
        ('{"format": "contactkeeper", "version": 1, "contacts": {}}', 1, "bad-ck-json"),
        ('{"format": "contactkeeper", "version": 1, "made": "soon"}', 1, "bad-ck-json"),
    ],
)
def test_a_file_that_cannot_be_read(text: str, line: int, case: str) -> None:
    """It is said what is wrong, and on which line."""
    with pytest.raises(Unreadable) as refused:
        read(text.encode("utf-8", "surrogateescape"))
    assert (refused.value.file, refused.value.line, refused.value.case) == (
        "contacts.json",
        line,
        case,
    )


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("name", "", "name"),
        ("name", 5, "name"),
        ("emails", "a@x.org", "emails"),
        ("birthday", "soon", "birthday"),
        ("birthday", "2026-02-30", "birthday"),
        ("properties", [], "properties"),
        ("properties", {"tier": 5}, "tier"),
        ("entries", [{"text": "no day"}], "date"),
        ("entries", [{"date": "2026-11-23", "direction": "=>"}], "direction"),
        ("entries", [{"date": "2026-11-23", "tasks": [{"kind": []}]}], "kind"),
        ("tasks", [1], "tasks"),
    ],
)
def test_a_contact_that_cannot_be_read(key: str, value: object, said: str) -> None:
    """It is left out and said; the others are read."""
    document = json.loads(written(ANNA, ANNA))
    document["contacts"][0][key] = value
    found = read(json.dumps(document).encode())
    assert len(found.people) == 1
    facts = (("key", said),)
    assert found.problems == (
        Problem("contacts.json", 1, "unread-row", "problem", "bad-contact", facts),
    )


TEXTS = st.text(max_size=12)
FULL = TEXTS.filter(str)
DAYS = st.dates(date(1, 1, 1))
TIMES = st.none() | st.times().map(lambda at: at.replace(microsecond=0, fold=0))
TASKS = st.builds(
    Task,
    TEXTS,
    due=st.none() | DAYS,
    state=st.sampled_from(["open", "kept", "dropped"]),
    kind=st.sampled_from(["promise", "waiting", "appointment", "reminder"]),
    time=TIMES,
    channel=TEXTS,
    done=st.none() | DAYS,
    line=st.just(0),
)
ENTRIES = st.builds(
    Entry,
    DAYS,
    TEXTS,
    direction=st.sampled_from(["", "->", "<-", "~"]),
    channel=TEXTS,
    time=TIMES,
    fields=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    tasks=st.lists(TASKS, max_size=2).map(tuple),
    line=st.just(0),
)
YEARLY = st.builds(lambda day: PartialDate(day.month, day.day, day.year), DAYS) | st.just(
    PartialDate(2, 29)
)
MANY = st.lists(TEXTS, max_size=2).map(tuple)
PEOPLE = st.builds(
    Person,
    st.from_regex(r"[a-zё]{1,5}", fullmatch=True),
    path=TEXTS,
    aliases=MANY,
    emails=MANY,
    handles=MANY,
    company=TEXTS,
    connected=st.none() | DAYS,
    birthday=st.none() | YEARLY,
    dates=st.lists(st.tuples(TEXTS, YEARLY), max_size=2).map(tuple),
    properties=st.dictionaries(
        TEXTS, FULL | st.lists(TEXTS, min_size=1, max_size=2).map(tuple), max_size=3
    ).map(lambda all_: tuple(all_.items())),
    entries=st.lists(ENTRIES, max_size=2).map(tuple),
    tasks=st.lists(TASKS, max_size=2).map(tuple),
)


@given(st.lists(PEOPLE, max_size=3))
@settings(max_examples=examples(200))
def test_an_export_is_read_back(people: list[Person]) -> None:
    """No value is lost, whatever it holds."""
    found = read(written(*people))
    assert [person._replace(place=Place()) for person in found.people] == people
    assert not found.problems


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@given(st.data(), ANY)
@settings(max_examples=examples(300))
def test_any_value_anywhere_is_a_sentence(data: st.DataObject, value: object) -> None:
    """A document with one value replaced is read, or it is said what is wrong."""
    document = json.loads(written(ANNA))
    at: Any = document
    while True:
        key = data.draw(st.sampled_from(list(at) if isinstance(at, dict) else range(len(at))))
        if not (isinstance(at[key], list | dict) and at[key]) or data.draw(st.booleans()):
            break
        at = at[key]
    at[key] = value
    try:
        found = read_ck_json(single(json.dumps(document).encode()), ANSWERS)
    except Unreadable:
        return
    assert len(found.people) + len(found.problems) in (1, len(document["contacts"] or []))


@given(st.binary(max_size=60))
@settings(max_examples=examples(200))
def test_any_bytes_are_a_sentence(data: bytes) -> None:
    """Only what can be said is raised, behind the mark too."""
    for text in (data, b'{"format": "contactkeeper", "version": 1, ' + data, written(ANNA)[:-9]):
        is_ck_json(single(text))
        with suppress(Unreadable):
            read_ck_json(single(text), ANSWERS)
