from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.model import Cadence, Contact
from contactkeeper.core.people.audience import (
    Audience,
    AudienceFault,
    hears,
    is_reachable,
    read_audience,
)
from contactkeeper.core.settings import Settings
from contactkeeper.text.faults import say_audience_fault
from histories import EVENT, TODAY, contact, contacts, day
from hypothesis_profiles import examples

DEFAULTS = Settings()
PEOPLE = (
    contact(
        "Анна Каренина",
        aliases=("Аня", "Anna Karenina"),
        tier="key",
        focus="technical, managerial",
        company="Яндекс Go",
        tags=("recruiter/it",),
    ),
    contact("Boris Ivanov", company="Avito", tags=("recruiter", "Друг"), cadence=EVENT),
    contact("Алёна", tier="supporting", focus="Go developers", company="Ozon: «Банк»"),
)


def taken(text: str) -> list[str]:
    """Give the first letters of the names of those whom an audience takes."""
    audience = read_audience(text)
    return [person.name.split()[0] for person in PEOPLE if audience.takes(person, DEFAULTS)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("all", ["Анна", "Boris", "Алёна"]),
        ("ВСЕ", ["Анна", "Boris", "Алёна"]),
        ("tier:key", ["Анна"]),
        ("tier: supporting", ["Boris", "Алёна"]),
        ("уровень:ключевой", ["Анна"]),
        ("focus:технический", ["Анна"]),
        ("фокус:go", ["Алёна"]),
        ("tag:recruiter", ["Анна", "Boris"]),
        ("tag:#Recruiter/IT", ["Анна"]),
        ("тег:recruit", []),
        ("tag:друг", ["Boris"]),
        ("company:яндекс", ["Анна"]),
        ('company:"Яндекс Go"', ["Анна"]),
        ("компания:[[Companies/Avito|avito]]", ["Boris"]),
        ("cadence:event", ["Boris"]),
        ("частота:ежемесячно", ["Анна"]),
        ('cadence:"every 3 months"', ["Алёна"]),
        ("алена", ["Алёна"]),
        ('"анна КАРЕНИНА"', ["Анна"]),
        ("«Anna Karenina»", ["Анна"]),
        ("Аня", ["Анна"]),
        ("Анна", []),
        ("[[Анна Каренина]]", ["Анна"]),
        ("[[Recruiters/Boris Ivanov.md#Log|Боря]]", ["Boris"]),
        ("[[People/Boris Ivanov]]", []),
        ("[[Ivanov]]", []),
        ("not all", []),
        ("not tier:key", ["Boris", "Алёна"]),
        ("не не tier:key", ["Анна"]),
        ("Аня or алена", ["Анна", "Алёна"]),
        ("Аня или алена", ["Анна", "Алёна"]),
        ("tag:recruiter and not tier:key", ["Boris"]),
        ("tag:recruiter и не tier:key", ["Boris"]),
        ("алена or tag:recruiter and tier:key", ["Анна", "Алёна"]),
        ("(алена or tag:recruiter) and tier:key", ["Анна"]),
        ("not(tier:key OR(алена))", ["Boris"]),
        ('"and"', []),
    ],
)
def test_whom_it_takes(text: str, names: list[str]) -> None:
    """Each word of the language takes whom it says, whatever the case, script and blanks."""
    assert taken(text) == names


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", 1, "something is missing here: all, tier:key, a name or the like"),
        ("all and", 8, "something is missing here: all, tier:key, a name or the like"),
        ("all and ( )", 11, '")" can\'t stand here'),
        ("or all", 1, 'something has to stand before "or"'),
        (
            "Анна Каренина",
            6,
            'put "and" or "or" before this, or quotes around a name of several words',
        ),
        ("all)", 4, "this parenthesis was never opened"),
        ("all and (tier:key", 9, "this parenthesis is never closed"),
        ('company:"Яндекс', 9, "this quote is never closed"),
        ("tier:", 6, "something is missing here: all, tier:key, a name or the like"),
        ('not "Яндекс', 5, "this quote is never closed"),
        ("«Яндекс", 1, "this quote is never closed"),
        ("[Анна]", 1, "a link is written as [[name of the note]]"),
        ("[[#Log]]", 1, "this link leads nowhere"),
        ('""', 1, "there is nothing in these quotes"),
        ("all and tier:gold", 14, "a tier is key or supporting"),
        ("cadence:sometimes", 9, 'a cadence is monthly, event, "every 6 weeks" or the like'),
        ("tag:#", 5, "this tag has no name"),
        ("status:active", 1, '"status" is none of tier, focus, tag, company and cadence'),
        ("(" * 60, 51, "so many parentheses in each other are not read"),
    ],
)
def test_an_error_names_the_spot(text: str, position: int, message: str) -> None:
    """What can't be read is refused with its place, counted from 1, and one sentence."""
    with pytest.raises(AudienceFault) as caught:
        read_audience(text)
    assert say_audience_fault(caught.value) == f"character {position}: {message}"


def test_who_is_in_no_audience() -> None:
    """Who is paused on that day, or not to be contacted, is in no audience, not even by name."""
    people = [
        contact("Анна"),
        contact("Борис", status="paused"),
        contact("Вера", status="paused", paused_until=day("11-23")),
        contact("Глеб", status="paused", paused_until=day("11-24")),
        contact("Дина", status="do-not-contact"),
    ]
    everybody = read_audience("all or Борис or Дина")
    heard = [each.name for each in people if hears(everybody, each, DEFAULTS, TODAY)]
    assert heard == ["Анна", "Вера"]
    assert not any(hears(read_audience("not all"), each, DEFAULTS, TODAY) for each in people)
    assert not hears(read_audience("Борис"), people[1], DEFAULTS, TODAY)
    assert is_reachable(people[3], day("11-24"))


words = st.text(max_size=6) | st.sampled_from(["Анна", "яндекс", "or", "не", "x y", "а»б", 'а"б'])
texts = st.recursive(
    st.one_of(
        st.sampled_from(
            ["all", "tier:key", "cadence:event", "Аня", "[[Анна Каренина]]", "tag:друг"]
        ),
        st.builds("{}:{}".format, st.sampled_from(["focus", "tag", "company", "cadence"]), words),
        words.map('"{}"'.format),
        words.map("«{}»".format),
        words.map("company:[[{}]]".format),
        words.map("[[{}]]".format),
    ),
    lambda inner: st.one_of(
        inner.map("not {}".format),
        inner.map("({})".format),
        st.lists(inner, min_size=2, max_size=3).map(" and ".join),
        st.lists(inner, min_size=2, max_size=3).map(" or ".join),
    ),
    max_leaves=8,
)


@settings(max_examples=examples(300))
@given(st.text() | texts)
def test_what_is_written_reads_back_the_same(text: str) -> None:
    """Any text is an audience or a fault inside it; an audience that is written reads the same."""
    with contextlib.suppress(AudienceFault):
        audience = read_audience(text)
        assert read_audience(str(audience)) == audience


@given(st.text() | texts)
def test_a_fault_lies_in_the_text(text: str) -> None:
    """A fault is at a character of the text, or just after it."""
    with contextlib.suppress(AudienceFault):
        read_audience(text)
        return
    with pytest.raises(AudienceFault) as caught:
        read_audience(text)
    assert 1 <= caught.value.position <= len(text) + 1


def audience_of(text: str) -> Audience:
    """Read an audience; everybody where it can't be read."""
    try:
        return read_audience(text)
    except AudienceFault:
        return read_audience("all")


@settings(max_examples=examples(100))
@given(texts, texts, contacts | st.sampled_from(PEOPLE))
def test_de_morgan(one: str, other: str, person: Contact) -> None:
    """Who is not in both is out of one of them, and the other way round."""
    a, b = audience_of(one), audience_of(other)

    def takes(audience: Audience) -> bool:
        return audience.takes(person, DEFAULTS)

    def joined(kind: str, *parts: Audience) -> Audience:
        return Audience(kind, parts=parts)

    not_a, not_b = joined("not", a), joined("not", b)
    assert takes(joined("not", joined("and", a, b))) == takes(joined("or", not_a, not_b))
    assert takes(joined("not", joined("or", a, b))) == takes(joined("and", not_a, not_b))
    assert takes(a) != takes(not_a)


def test_the_rule_that_holds_counts() -> None:
    """`cadence:` asks for the rhythm that holds, whether the note sets it or its tier."""
    monthly = read_audience("cadence:monthly")
    assert monthly.takes(contact("a", tier="key"), DEFAULTS)
    assert monthly.takes(contact("a", cadence=Cadence("month")), DEFAULTS)
    assert not monthly.takes(contact("a"), DEFAULTS)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("unsorted", ["Anna"]),
        ("Неразобранные", ["Anna"]),
        ("not unsorted", ["Unsorted", "Boris", "Clara"]),
        ('"unsorted"', ["Unsorted"]),
    ],
)
def test_the_unsorted_are_the_imported_of_whom_nothing_is_decided(
    text: str, names: list[str]
) -> None:
    """Somebody who is called so stands in quotes."""
    people = (
        contact("Anna", imported=TODAY),
        contact("Unsorted"),
        contact("Boris", imported=TODAY, tier="key"),
        contact("Clara", imported=TODAY, cadence=EVENT),
    )
    audience = read_audience(text)
    assert [each.name for each in people if audience.takes(each, DEFAULTS)] == names
    assert read_audience(str(audience)) == audience
