"""Introductions that close their loop, against a slow reckoning by docs/note-format.md."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.introductions import (
    clues_of,
    decode_clues,
    encode_clues,
    find_introductions,
)
from contactkeeper.core.agenda.occasions import occasions_on
from contactkeeper.core.model import Contact, Entry
from contactkeeper.core.people.find_contact import directory_of
from contactkeeper.core.people.owners import Owners
from contactkeeper.core.settings import Settings
from contactkeeper.text.en.reasons import say_reason
from histories import TODAY, contact, day, directions, entry
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

IGOR, NADIA, TOM = "Igor Volkov", "Надя Рахими", "Tom Becker"
WORDS = {
    "": frozenset(),
    "говорили о погоде": frozenset(),
    "рассказал про Надю": frozenset({NADIA}),
    "[[Надя Рахими]] was there": frozenset({NADIA}),
    "Tom started": frozenset({TOM}),
    "met Thomas": frozenset(),
    "спасибо тебе": frozenset({"thanks"}),
    "Thanks!": frozenset({"thanks"}),
    "the CTO called": frozenset({"the CTO"}),
    "to Igor": frozenset({IGOR}),
}
"""Texts of entries, and whom each names."""
FIELDS = {
    ("got", "intro: Надя Рахими"): ("intro", NADIA),
    ("got", "intro: [[Tom Becker]]"): ("intro", TOM),
    ("got", "знакомство: to the CTO"): ("intro", "the CTO"),
    ("gave", "candidate: Tom Becker"): ("candidate", TOM),
    ("gave", "intro: Tom Becker"): None,
    ("got", "info: Надя Рахими"): None,
    ("outcome", "interview"): None,
    ("outcome", "оффер"): None,
    ("outcome", "rejection"): None,
}
"""Fields of entries, and whom each introduces or recommends."""
OUTCOMES = {"interview": "interview", "оффер": "offer"}

days = st.sampled_from([-40, -29, -28, -27, -20, -15, -14, -13, -7, -2, -1, 0, 2]).map(
    lambda number: TODAY + timedelta(number)
)


def logs(fields: Sequence[tuple[str, str]]) -> st.SearchStrategy[list[Entry]]:
    """Give logs whose entries have at most one of these fields."""
    entries = st.builds(
        Entry,
        date=days,
        text=st.sampled_from(list(WORDS)),
        direction=directions,
        fields=st.lists(st.sampled_from(fields), max_size=1).map(tuple),
        tasks=st.just(()),
    )
    return st.lists(entries, max_size=4).map(lambda log: sorted(log, key=lambda each: each.date))


FAVOURS = [field for field in FIELDS if field[0] != "outcome"]
CAME = [field for field in FIELDS if field[0] == "outcome"]
people = st.tuples(
    st.builds(lambda log: contact(IGOR, *log, through="Somebody"), logs(FAVOURS)),
    st.builds(
        lambda log, through, met: contact(NADIA, *log, through=through, met=met),
        logs(CAME), st.sampled_from([IGOR, IGOR, TOM, ""]), st.none() | days,
    ),
    st.builds(
        lambda log, through: contact(TOM, *log, through=through),
        logs(list(FIELDS)), st.sampled_from(["", IGOR, NADIA]),
    ),
)  # fmt: skip


def put_together(contacts: Sequence[Contact]) -> list[Contact]:
    """Give each contact the introductions that the notes of all tell of, as the loading does."""
    directory = directory_of(contacts)
    clues = ((each.path, clues_of(each)) for each in contacts)
    kept = {path: decode_clues(encode_clues(told)) for path, told in clues if told}
    owners = Owners(directory, directory.paths)
    found = find_introductions(kept, owners)
    for each in contacts:
        alone = find_introductions(kept, owners, of=each.path)
        assert alone == {path: told for path, told in found.items() if path == each.path}
    return [each._replace(introductions=found.get(each.path, ())) for each in contacts]


def introduced(
    contacts: Sequence[Contact], person: Contact
) -> dict[tuple[str, str], list[date | None]]:
    """Return whom a person introduced, or got as a candidate, with the days that notes name."""
    found: dict[tuple[str, str], list[date | None]] = {}
    for other in contacts:
        if other.through == person.name != other.name:
            known = [other.met] if other.met else []
            known += [each.date for each in other.entries[:1]]
            found.setdefault(("intro", other.name), []).append(min(known, default=None))
    for each in person.entries:
        for field in each.fields:
            told = FIELDS[field]
            if told and told[1] != person.name:
                found.setdefault(told, []).append(each.date)
    return found


def reckon(contacts: Sequence[Contact], person: Contact) -> Iterator[tuple[object, ...]]:
    """Give what docs/note-format.md says that is shown of a person on TODAY."""
    past = [each for each in person.entries if each.date <= TODAY]
    mine = [each.date for each in past if each.direction != "<-" and not is_record(each)]
    for (kind, name), days_named in introduced(contacts, person).items():
        since = max((each for each in days_named if each), default=None)
        came = [
            (each.date, OUTCOMES[value])
            for other in contacts
            for each in other.entries
            for _, value in each.fields
            if other.name == name and value in OUTCOMES
            if each.date <= TODAY and (since is None or each.date >= since)
        ]
        for place, (on, outcome) in enumerate(came):
            ends = [later - timedelta(1) for later, _ in came[place + 1 :]]
            last = min([on + timedelta(14), *ends])
            if last >= TODAY and max(mine, default=on - timedelta(1)) < on:
                yield kind, name, outcome, on, last
        if since is None:
            continue
        first, last = since + timedelta(14), since + timedelta(28)
        is_served = any(on >= first for on in mine) or any(on <= last for on, _ in came)
        is_told = any(is_word_of(each, kind, name, since) for each in past)
        if first <= TODAY <= last and not (is_served or is_told):
            yield kind, name, "", first, last


def is_word_of(each: Entry, kind: str, name: str, since: date) -> bool:
    """Say whether an entry closes an introduction before its first day."""
    if kind == "candidate":
        return name in WORDS[each.text] and each.date > since
    if each.direction == "<-":
        return False
    named = name in WORDS[each.text] and each.date > since
    return named or ("thanks" in WORDS[each.text] and each.date >= since)


def is_record(each: Entry) -> bool:
    """Say whether an entry only says what I gave."""
    return not (each.text or each.direction) and [key for key, _ in each.fields] == ["gave"]


@hypothesis_settings(max_examples=examples(600))
@given(people)
def test_what_is_shown_is_what_the_notes_of_all_say(contacts: Sequence[Contact]) -> None:
    """Two weeks after, and at each outcome, unless I said it or thanked; through either note."""
    for person in put_together(contacts):
        found = {
            (each.kind, each.about, each.occasion.outcome, each.due, each.last_day)
            for each in occasions_on(person, TODAY, Settings())
            if each.occasion and each.kind in ("intro", "candidate")
        }
        assert found == set(reckon(contacts, person))


@pytest.mark.parametrize(
    ("log", "said"),
    [
        ([entry("11-06", "<-", got="intro: to the CTO")],
         ["say how it went: the CTO (intro 6 Nov)"]),
        ([entry("11-06", "<-", got="intro: Надя Рахими"), entry("11-08", "->", "видел Надю")], []),
        ([entry("11-06", "<-", got="intro: Надя Рахими"), entry("11-08", "<-", "как Надя?")],
         ["say how it went: Надя Рахими (intro 6 Nov)"]),
        ([entry("11-06", "<-", got="intro: Надя Рахими"), entry("11-06", "->", "Спасибо!")], []),
        ([entry("11-06", "<-", got="intro: Надя Рахими"), entry("11-08", "->", "met Nadya")], []),
        ([entry("11-06", "<-", got="intro: Надя Рахими"), entry("11-20", "~", "a like")], []),
        ([entry("11-06", "<-", got="intro: Bo Li"), entry("11-08", "->", "talked to Bo Li")], []),
        ([entry("11-06", "<-", got="intro: Bo Li"), entry("11-08", "->", "talked to Bo")],
         ["say how it went: Bo Li (intro 6 Nov)"]),
        ([entry("11-06", "->", gave="candidate: Lena for QA")],
         ["ask how it went: Lena for QA (candidate 6 Nov)"]),
        ([entry("11-06", "->", gave="candidate: Lena"), entry("11-12", "<-", "Lena starts in May")],
         []),
        ([entry("11-09", "<-", got="intro: Надя Рахими")],
         ["say how it went: Надя Рахими (intro 9 Nov)"]),
        ([entry("11-10", "<-", got="intro: Надя Рахими")], []),
        ([entry("10-26", "<-", got="intro: Надя Рахими")],
         ["say how it went: Надя Рахими (intro 26 Oct)"]),
        ([entry("10-25", "<-", got="intro: Надя Рахими")], []),
    ],
)  # fmt: skip
def test_what_an_entry_tells(log: list[Entry], said: list[str]) -> None:
    """Names count in any case and in either alphabet; any word of mine from the first day on."""
    person, *_ = put_together([contact(IGOR, *log), contact(NADIA), contact("Bo Li")])
    assert [say_reason(each, TODAY) for each in occasions_on(person, TODAY, Settings())] == said


def test_an_outcome_is_worth_thanks_until_the_next_one() -> None:
    """It is said by what came of it, whoever tells of the introduction."""
    nadia = contact(
        NADIA, entry("03-01"), entry("11-10", outcome="interview"), entry("11-20", outcome="offer"),
        through=IGOR,
    )  # fmt: skip
    igor = contact(IGOR, entry("11-09", "->", "hi"))
    for on, said in (
        ("11-09", []),
        ("11-10", ["say thanks: interview through Надя Рахими (10 Nov)"]),
        ("11-19", ["say thanks: interview through Надя Рахими (10 Nov)"]),
        ("11-20", ["say thanks: offer through Надя Рахими (20 Nov)"]),
        ("12-04", ["say thanks: offer through Надя Рахими (20 Nov)"]),
        ("12-05", []),
    ):
        person, _ = put_together([igor, nadia])
        reasons = occasions_on(person, day(on), Settings())
        assert [say_reason(each, day(on)) for each in reasons] == said, on
