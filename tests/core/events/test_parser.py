from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.events.parser import parse_event_note, parse_event_notes
from contactkeeper.core.events.schema import NAMES, property_name, read_kind
from contactkeeper.core.language.languages import table
from contactkeeper.core.model import Event, News, NewsKind
from contactkeeper.core.settings import Settings

DEFAULTS = Settings()


def read(
    text: str, path: str = "Events/HighLoad++ 2026.md"
) -> Event | News | list[tuple[int, str]]:
    """Read a note's properties; where they make nothing of ours, line and code of its problems."""
    found = parse_event_note(path, f"---\n{text}---\n# Words\n", DEFAULTS)
    return [(each.line, each.code) for each in found] if isinstance(found, list) else found


def faults(text: str) -> list[tuple[int, str]]:
    """Give line and code of what is wrong."""
    found = read(text)
    if isinstance(found, list):
        return found
    return [(each.line, each.code) for each in found.problems]


def test_an_event() -> None:
    """All that an event note says is read, and people stay as they are written."""
    event = read(
        "type: event\n"
        "date: 2026-12-01\n"
        "end: 2026-12-02\n"
        "place: Москва, Сколково\n"
        "people:\n"
        '  - "[[Анна Каренина]]"\n'
        "  - Boris\n"
        "audience: tier:key\n"
        "attending: yes\n"
        "rule: FREQ=YEARLY;BYMONTH=12;BYDAY=1TU\n"
    )
    assert event == Event(
        path="Events/HighLoad++ 2026.md",
        name="HighLoad++ 2026",
        date=date(2026, 12, 1),
        end=date(2026, 12, 2),
        place="Москва, Сколково",
        people=("[[Анна Каренина]]", "Boris"),
        audience="tier:key",
        attending=True,
        rule="FREQ=YEARLY;BYMONTH=12;BYDAY=1TU",
        lines=(("people", 6), ("audience", 9)),
    )


def test_news() -> None:
    """All that a news note says is read."""
    news = read(
        "type: news\ndate: 2026-11-16\nkind: position\naudience: all\nstrict: true\n"
        "until: 2026-12-31\naliases: [Staff, Стафф]\n",
        "News/Staff.md",
    )
    assert news == News(
        path="News/Staff.md",
        name="Staff",
        date=date(2026, 11, 16),
        kind="position",
        audience="all",
        strict=True,
        until=date(2026, 12, 31),
        lines=(("audience", 5),),
        aliases=("Staff", "Стафф"),
    )


def test_in_russian() -> None:
    """Types, names of properties and values are read in Russian too."""
    event = read(
        "тип: мероприятие\nДата начала: 01.12.2026\nокончание: 02.12.2026\nместо: Москва\n"
        "люди: Анна, Борис\nкому: не tier:key\nучаствую: нет\nповтор: ежегодно\n"
    )
    assert isinstance(event, Event)
    assert (event.date, event.end) == (date(2026, 12, 1), date(2026, 12, 2))
    assert (event.people, event.audience) == (("Анна", "Борис"), "не tier:key")
    assert (event.attending, event.rule) == (False, "FREQ=YEARLY;INTERVAL=1")
    news = read(
        "тип: новость\nдата: 2026-11-16\nвид: поиск работы\nаудитория: tier:key\nстрого: да\n"
    )
    assert isinstance(news, News)
    assert (news.kind, news.strict, news.audience) == ("search-status", True, "tier:key")


def test_names_of_the_configuration() -> None:
    """`[properties]` adds spellings for these properties as for all others."""
    own = DEFAULTS._replace(properties=(("date", ("день икс",)), ("people", ("гости",))))
    text = "---\ntype: event\nдень-икс: 2026-12-01\nгости: Анна\n---\n"
    event = parse_event_note("a.md", text, own)
    assert isinstance(event, Event)
    assert (event.date, event.people) == (date(2026, 12, 1), ("Анна",))


@pytest.mark.parametrize(
    "text",
    [
        "type: event\ndate: 2026-12-01\n",
        "type: event\npeople:\naudience:\n",
        "tags: [event]\npeople: Анна\n",
        "type: events\ndate: 2026-12-01\npeople: Анна\n",
        "type: note\ndate: 2026-12-01\npeople: Анна\nkind: talk\n",
        "type: news\ndate: 2026-12-01\n",
        "type: news\nsource: a paper\nauthor: somebody\n",
        "date: 2026-12-01\npeople: Анна\n",
        "type: event\ndate: '{{date}}'\npeople: Анна\n",
        "type: event\nnote: [a\n",
        "",
    ],
)
def test_what_is_not_ours_is_no_fault(text: str) -> None:
    """A note of such a type that says nothing of whom it is for is left alone."""
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "tags: [event]\ndate: 2026-12-01\npeople: Анна\n",
        "tags: conf event/go\ndate: 2026-12-01\nattending: no\n",
        "type: [meeting, event]\ndate: 2026-12-01\naudience: all\n",
        "type: '[[Event]]'\ndate: 2026-12-01\naudience: all\n",
    ],
)
def test_what_is_ours(text: str) -> None:
    """The type `event` makes an event, and so does the tag with a date."""
    assert isinstance(read(text), Event)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("type: event\npeople: Анна\n", [(1, "no-date")]),
        ("type: event\ndate: soon\npeople: Анна\n", [(3, "property-date")]),
        ("type: event\ndate: 2026-02-30\npeople: Анна\n", [(3, "impossible-date")]),
        ("type: event\ndate: 2026-12-02\nend: 2026-12-01\nattending: yes\n", [(4, "order")]),
        ("type: event\ndate: 2026-12-02\nend: later\nattending: yes\n", [(4, "property-date")]),
        ("type: event\ndate: 2026-12-02\nrule: FREQ=DAILY\nattending: yes\n", [(4, "rule")]),
        ("type: event\ndate: 2026-12-02\nrule: weekly\nattending: yes\n", [(4, "rule")]),
        ("type: event\ndate: 2026-12-02\naudience: tier:gold\n", [(4, "audience")]),
        ("type: event\ndate: 2026-12-02\nday: 2026-12-03\npeople: A\n", [(4, "twice")]),
        ("type: event\ndate: 2026-12-02\ndate: 2026-12-02\npeople: A\n", [(4, "duplicate-key")]),
        ("type: event\npeople: @anna\n", [(3, "yaml")]),
        ("type: news\nkind: talk\n", [(1, "no-date")]),
        ("type: news\ndate: 2026-11-16\nkind: gossip\naudience: all\n", [(4, "kind")]),
        ("type: news\ndate: 2026-11-16\nkind: gossip\n", [(4, "kind")]),
        ("type: news\ndate: 2026-11-16\nkind: search-status\n", [(1, "no-audience")]),
        ("type: news\ndate: 2026-11-16\nkind: talk\nuntil: 2026-11-01\n", [(5, "order")]),
        ("type: news\ndate: 2026-11-16\naudience: (all\n", [(4, "audience")]),
        ("type: news\ndate: 2026-11-16\nkind: talk\nстрого: может\n", [(5, "yes-no")]),
        ("type: event\ndate: 2026-12-02\nattending: maybe\n", [(4, "yes-no")]),
    ],
)
def test_faults(text: str, found: list[tuple[int, str]]) -> None:
    """What can't be read is a problem with its line."""
    assert faults(text) == found


def test_what_holds_in_spite_of_a_fault() -> None:
    """An event with a fault takes place on its day, once, for those whom it names."""
    event = read(
        "type: event\ndate: 2026-12-02\nend: 2026-12-01\nrule: x\naudience: (\npeople: Анна\n"
    )
    assert isinstance(event, Event)
    assert (event.end, event.rule, event.audience) == (date(2026, 12, 2), "", "")
    assert event.people == ("Анна",)


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("kind: talk\n", "tier:key"),
        ("strict: yes\n", "tier:key"),
        ("kind: search-status\n", ""),
        ("kind: gossip\n", ""),
        ("kind: gossip\naudience: all\n", "all"),
        ("kind: talk\naudience: tier:gold\n", ""),
        ('audience: [tier:key, "[[Анна]]"]\n', "(tier:key) or ([[Анна]])"),
    ],
)
def test_who_hears_news(text: str, audience: str) -> None:
    """The key tier does by default; nobody where it matters who, and that can't be read."""
    news = read(f"type: news\ndate: 2026-11-16\n{text}")
    assert isinstance(news, News)
    assert news.audience == audience


def test_the_notes_of_a_vault() -> None:
    """Several notes give events and news in their order, and all that is wrong with them."""
    notes = [
        ("a.md", "---\ntype: news\ndate: 2026-11-16\nkind: talk\n---\n"),
        ("b.md", "---\ntype: event\ndate: 2026-12-01\nattending: yes\n---\n"),
        ("c.md", "---\ntype: event\npeople: Анна\n---\n"),
        ("d.md", "words\n"),
    ]
    event_notes, problems = parse_event_notes(notes, DEFAULTS)
    assert [each.name for each in event_notes.news] == ["a"]
    assert [each.name for each in event_notes.events] == ["b"]
    assert [(each.path, each.code) for each in problems] == [("c.md", "no-date")]


@pytest.mark.parametrize("kind", get_args(NewsKind))
def test_every_word_for_a_kind(kind: str) -> None:
    """Each kind is read by its own name and by its other words."""
    words = [word for word, news in table(lambda each: each.news_kinds).items() if news == kind]
    assert {read_kind(word) for word in (kind, *words)} == {kind}


@pytest.mark.parametrize("name", NAMES)
def test_every_name_of_a_property(name: str) -> None:
    """Each property is read by its own name and all spellings, in any case."""
    spelled = (name, *NAMES[name])
    assert {property_name(each.title().replace(" ", "_")) for each in spelled} == {name}


lines = st.tuples(
    st.sampled_from([*NAMES, "type", "tags", "Дата", "x"]),
    st.sampled_from(
        ["", "event", "news", "2026-12-01", "2026-13-45", "all", "tier:", "[[A]]", "[a, [b]]",
         "yes", "{a: b}", "FREQ=YEARLY", "FREQ=", "talk", "'", "|", "- x"]
    ) | st.text(max_size=8),
).map(": ".join)  # fmt: skip


@given(block=st.lists(lines, max_size=8), text=st.text(max_size=20))
def test_anything_is_read(block: list[str], text: str) -> None:
    """Whatever stands in a note, reading it raises nothing and gives problems with lines."""
    whole = "---\n" + "".join(f"{line}\n" for line in ["type: event", *block]) + "---\n" + text
    for note in (whole, text):
        found = parse_event_note("a.md", note, DEFAULTS)
        problems = found if isinstance(found, list) else found.problems
        assert all(1 <= each.line <= note.count("\n") + 1 for each in problems)
        if isinstance(found, Event):
            assert found.date <= found.end
