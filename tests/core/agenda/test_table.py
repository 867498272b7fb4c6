"""The table of occasions, row by row: at each edge, served and not, for every cadence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from contactkeeper.core.agenda.campaigns import unheard
from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import NO_EVENT_NOTES, Entry, Event, EventNotes, PartialDate
from contactkeeper.core.settings import Holiday, OccasionRules, Settings
from contactkeeper.text.en.reasons import say_reason
from event_notes import event, news, with_events, with_news
from histories import EVENT, MONTHLY, NONE, QUARTERLY, contact, day, entry, promise

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.agenda.model import ReasonKind
    from contactkeeper.core.model import Cadence, Contact, Direction

DEFAULTS = Settings()
LEAD = Settings(occasions=OccasionRules(birthday_lead=7))
MARCH = Settings(occasions=OccasionRules(leap_day=(3, 1)))
HR_DAY = Holiday("HR Day", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20")
NEW_YEAR = Holiday("New Year", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", opens=10)
LEAP = Holiday("Leap Day", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29")


class Row(NamedTuple):
    """One return of an occasion: what it comes of, when it shows, from when on it is served."""

    name: str
    kind: ReasonKind
    first: str
    last: str
    served_from: str
    properties: dict[str, object] = {}  # noqa: RUF012  # nobody changes it
    settings: Settings = DEFAULTS
    event_notes: EventNotes = NO_EVENT_NOTES

    def person(self, *entries: Entry, cadence: Cadence = EVENT) -> Contact:
        """Give somebody with whom I spoke two days before the first, and what else was said."""
        before = Entry(add_days(day(self.first), -2), "talked", "", "call")
        log = sorted((before, *entries), key=lambda each: each.date)
        properties = dict(self.properties, cadence=cadence)
        return contact("Анна")._replace(entries=tuple(log), **properties)  # type: ignore[arg-type]

    def shows(self, person: Contact, on: date) -> bool:
        """Say whether the person is listed for it on a day."""
        items = due_items([person], on, self.settings, event_notes=self.event_notes)
        return self.kind in {reason.kind for item in items for reason in item.reasons}


def birthday(month: int, on: int, year: int | None = None) -> dict[str, object]:
    """Give a birthday as the properties of a contact."""
    return {"birthday": PartialDate(month, on, year)}


def placed(on: str, left: str = "") -> dict[str, object]:
    """Give a placement as the properties of a contact."""
    return {"placed_me": day(on), "left": day(left) if left else None}


def once(event_note: Event) -> EventNotes:
    """Give one event."""
    return with_events(event_note)


HIGHLOAD = once(event("12-01", "12-02", "[[Анна]]"))
ROWS = [
    Row("birthday", "birthday", "11-23", "11-26", "11-23", birthday(11, 23)),
    Row("birthday with its year", "birthday", "11-23", "11-26", "11-23", birthday(11, 23, 1990)),
    Row("birthday, a week ahead", "birthday", "11-16", "11-26", "11-23", birthday(11, 23), LEAD),
    Row("birthday into January", "birthday", "2026-12-31", "2027-01-03", "2026-12-31",
        birthday(12, 31)),
    Row("birthday from December", "birthday", "2026-12-26", "2027-01-05", "2027-01-02",
        birthday(1, 2), LEAD),
    Row("29 February in another year", "birthday", "2027-02-28", "2027-03-03", "2027-02-28",
        birthday(2, 29)),
    Row("29 February on 1 March", "birthday", "2027-03-01", "2027-03-04", "2027-03-01",
        birthday(2, 29, 1992), MARCH),
    Row("29 February in a leap year", "birthday", "2028-02-29", "2028-03-03", "2028-02-29",
        birthday(2, 29), MARCH),
    *(Row(f"placement after {name}", "placed", on, add_days(day(on), 14).isoformat(), on,
          placed("2024-03-15"))
      for name, on in (
          ("a month", "2024-04-15"), ("3 months", "2024-06-15"), ("a year", "2025-03-15"),
          ("2 years", "2026-03-15"), ("3 years", "2027-03-15"), ("5 years", "2029-03-15"),
          ("10 years", "2034-03-15"))),
    Row("placement on 31 January", "placed", "2026-02-28", "2026-03-14", "2026-02-28",
        placed("2026-01-31")),
    Row("placement on 29 February", "placed", "2025-02-28", "2025-03-14", "2025-02-28",
        placed("2024-02-29")),
    Row("placement into January", "placed", "2026-12-20", "2027-01-03", "2026-12-20",
        placed("2025-12-20", "2027-06-01")),
    Row("new job", "new-job", "11-02", "11-16", "11-02", {"company_since": day("11-02")}),
    Row("new job into January", "new-job", "2026-12-25", "2027-01-08", "2026-12-25",
        {"company_since": day("12-25")}),
    Row("date of theirs", "date", "06-20", "06-23", "06-20",
        {"dates": (("wedding", PartialDate(6, 20, 2015)),)}),
    Row("date of theirs into January", "date", "2026-12-30", "2027-01-02", "2026-12-30",
        {"dates": (("wedding", PartialDate(12, 30)),)}),
    Row("29 February of theirs", "date", "2027-02-28", "2027-03-03", "2027-02-28",
        {"dates": (("wedding", PartialDate(2, 29, 2016)),)}),
    Row("holiday", "holiday", "05-20", "05-23", "05-20", {}, Settings(holidays=(HR_DAY,))),
    Row("holiday that opens before", "holiday", "2026-12-22", "2027-01-04", "2026-12-22", {},
        Settings(holidays=(NEW_YEAR,))),
    Row("holiday on 29 February", "holiday", "2028-02-29", "2028-03-03", "2028-02-29", {},
        Settings(holidays=(LEAP,))),
    Row("event, before", "event-before", "11-17", "12-02", "11-17", {}, DEFAULTS, HIGHLOAD),
    Row("event of a day, before", "event-before", "11-17", "12-01", "11-17", {}, DEFAULTS,
        once(event("12-01", "", "Анна"))),
    Row("event by its audience", "event-before", "11-17", "12-02", "11-17", {}, DEFAULTS,
        once(event("12-01", "12-02", audience="tier:supporting"))),
    Row("event over the turn of the year", "event-before", "2026-12-16", "2027-01-02",
        "2026-12-16", {}, DEFAULTS, once(event("12-30", "2027-01-02", "Анна"))),
    Row("event on 29 February", "event-before", "2028-02-15", "2028-02-29", "2028-02-15", {},
        DEFAULTS, once(event("2028-02-29", "", "Анна"))),
    Row("event that recurs, before", "event-before", "2028-11-17", "2028-12-02", "2028-11-17", {},
        DEFAULTS, once(event("12-01", "12-02", "Анна", rule="FREQ=YEARLY"))),
    Row("event, after", "event-after", "12-03", "12-16", "12-03", {}, DEFAULTS, HIGHLOAD),
    Row("event, after, though I was not there", "event-after", "12-03", "12-16", "12-03", {},
        DEFAULTS, once(event("12-01", "12-02", "Анна", attending=False))),
    Row("event into January, after", "event-after", "2026-12-29", "2027-01-11", "2026-12-29", {},
        DEFAULTS, once(event("12-28", "", "Анна"))),
    Row("event on 29 February, after", "event-after", "2028-03-01", "2028-03-14", "2028-03-01",
        {}, DEFAULTS, once(event("2028-02-29", "", "Анна"))),
    Row("event that recurs, after", "event-after", "2027-12-03", "2027-12-16", "2027-12-03", {},
        DEFAULTS, once(event("12-01", "12-02", "Анна", rule="FREQ=YEARLY"))),
    Row("news", "news", "11-16", "12-16", "11-16", {}, DEFAULTS, with_news(news("11-16"))),
    Row("news until a day", "news", "11-16", "11-20", "11-16", {}, DEFAULTS,
        with_news(news("11-16", until="11-20"))),
    Row("news into January", "news", "2026-12-20", "2027-01-19", "2026-12-20", {}, DEFAULTS,
        with_news(news("12-20"))),
    Row("news into a leap day", "news", "2028-01-30", "2028-02-29", "2028-01-30", {}, DEFAULTS,
        with_news(news("2028-01-30"))),
]  # fmt: skip

by_row = pytest.mark.parametrize("row", ROWS, ids=[row.name for row in ROWS])


@by_row
def test_its_edges(row: Row) -> None:
    """It shows from its first to its last day, and neither the day before nor the day after."""
    first, last, person = day(row.first), day(row.last), row.person()
    edges = (add_days(first, -1), first, last, add_days(last, 1))
    assert [row.shows(person, on) for on in edges] == [False, True, True, False]


@by_row
@pytest.mark.parametrize("said", ["", "->", "~"], ids=["talk", "message", "touch"])
def test_it_is_served(row: Row, said: Direction) -> None:
    """A talk, a message or a touch serves it from its day on, never one of the day before that.

    Of news it has to say the name.
    """
    last, served = day(row.last), day(row.served_from)
    word = Entry(served, "hello from a Staff Engineer!", said)
    assert not row.shows(row.person(word), last)
    assert row.shows(row.person(word._replace(date=add_days(served, -1))), last)


@by_row
def test_their_word_serves_nothing(row: Row) -> None:
    """What they wrote leaves it open."""
    theirs = Entry(day(row.served_from), "hello", "<-", fields=(("reply", "none"),))
    assert row.shows(row.person(theirs), day(row.last))


@by_row
def test_a_record_serves_nothing(row: Row) -> None:
    """What I gave leaves it open."""
    record = entry(row.served_from, gave="survey")
    assert row.shows(row.person(record), day(row.last))


@by_row
@pytest.mark.parametrize("cadence", [MONTHLY, QUARTERLY, EVENT, NONE], ids=lambda each: each.unit)
def test_every_cadence(row: Row, cadence: Cadence) -> None:
    """It holds for every cadence but `none`."""
    assert row.shows(row.person(cadence=cadence), day(row.last)) is (cadence != NONE)


@by_row
@pytest.mark.parametrize("status", ["paused", "do-not-contact"])
def test_it_leaves_people_alone(row: Row, status: str) -> None:
    """Who is paused, or not to be contacted, is listed for nothing."""
    person = row.person()._replace(status=status)  # type: ignore[arg-type]
    assert not row.shows(person, day(row.first))


def texts(person: Contact, on: str, event_notes: EventNotes, kind: str = "event") -> list[str]:
    """Give the texts of a day's reasons that come of happenings."""
    items = due_items([person], day(on), DEFAULTS, event_notes=event_notes)
    return [
        say_reason(each, day(on))
        for item in items
        for each in item.reasons
        if each.kind.startswith(kind)
    ]


@pytest.mark.parametrize(
    ("on", "text"),
    [
        ("11-17", "HighLoad++ in 14 days: will you be there?"),
        ("11-23", "HighLoad++ in 8 days: will you be there?"),
        ("11-30", "HighLoad++ tomorrow: will you be there?"),
        ("12-01", "HighLoad++ until Wed 2 Dec: are you there?"),
        ("12-02", "HighLoad++ ends today: are you there?"),
        ("12-03", "HighLoad++ ended Wed 2 Dec: follow up"),
    ],
)
def test_how_an_event_is_said(on: str, text: str) -> None:
    """The question changes as the event comes near, and the year of its name is left out."""
    person = contact("Анна", entry("11-01"), cadence=EVENT)
    assert texts(person, on, HIGHLOAD) == [text]


def test_not_attending_asks_nobody() -> None:
    """`attending: no` silences the question, for people and audience alike."""
    away = with_events(event("12-01", "", "Анна", audience="all", attending=False))
    assert texts(contact("Анна", entry("11-01"), cadence=EVENT), "11-23", away) == []


def test_neither_people_nor_audience_is_nobody() -> None:
    """An event that only says that I go asks nobody, and follows up with whom the log names."""
    mine = with_events(event("12-01", attending=True))
    person = contact("Анна", entry("11-01"), cadence=EVENT)
    assert texts(person, "11-23", mine) == texts(person, "12-02", mine) == []


@pytest.mark.parametrize(
    ("said", "named"),
    [
        pytest.param(entry("12-01", text="met at [[HighLoad++ 2026]]"), True, id="link"),
        pytest.param(entry("12-01", text="[[Events/highload++ 2026|HL]]"), True, id="path, alias"),
        pytest.param(entry("12-01", text="[[HighLoad++ 2026#Day 1]]"), True, id="heading"),
        pytest.param(entry("12-01", text="[HL](HighLoad++%202026.md)"), True, id="Markdown link"),
        pytest.param(entry("12-01", event="[[HighLoad++ 2026]]"), True, id="field with a link"),
        pytest.param(entry("12-01", event="HighLoad++ 2026"), True, id="field without one"),
        pytest.param(entry("10-01", "<-", "[[HighLoad++ 2026]]?"), True, id="long before, theirs"),
        pytest.param(entry("12-01", text="HighLoad++ 2026"), False, id="words alone"),
        pytest.param(entry("12-01", text="[[HighLoad++ 2025]]"), False, id="another year's"),
        pytest.param(entry("12-01", gave="HighLoad++ 2026"), False, id="another field"),
    ],
)
def test_whose_log_names_it(said: Entry, *, named: bool) -> None:
    """The follow-up is for those whose log names the event, by a link or in its field."""
    person = contact("Анна", said, cadence=EVENT)
    mine = with_events(event("12-01", "12-02", attending=True))
    assert bool(texts(person, "12-03", mine, "event-after")) is named


def test_last_years_talk_names_last_years_event() -> None:
    """Of an event that recurs an entry means the time that it is about."""
    mine = with_events(event("2025-12-01", attending=True, rule="FREQ=YEARLY"))
    then = contact("Анна", entry("2025-12-01", text="[[HighLoad++ 2026]]"), cadence=EVENT)
    assert len(texts(then, "2025-12-02", mine)) == 1
    assert texts(then, "12-02", mine) == []


@pytest.mark.parametrize(
    ("said", "heard"),
    [
        pytest.param(entry("11-20", "->", "how are you?"), False, id="another word"),
        pytest.param(entry("11-20", "->", told="[[Staff engineer]]"), True, id="told"),
        pytest.param(entry("11-20", text="about [[Staff engineer]]"), True, id="link in the text"),
        pytest.param(entry("11-20", told="Staff engineer"), True, id="told, by its name alone"),
        pytest.param(entry("11-20", told="[[Award]]"), False, id="other news"),
        pytest.param(entry("11-20", told="[[Award]], [[Staff engineer]]"), True, id="two"),
        pytest.param(entry("11-10", "<-", told="[[Staff engineer]]"), True, id="they knew before"),
        pytest.param(entry("11-25", told="[[Staff engineer]]"), False, id="what is yet to come"),
        pytest.param(entry("11-20", text="I'm a STAFF-engineer now!"), True, id="its words"),
        pytest.param(entry("11-20", "~", "я теперь стафф инженер"), True, id="an alias"),
        pytest.param(entry("11-20", text="", told="the staff engineer"), True, id="on record"),
        pytest.param(entry("11-20", text="staff engineering"), False, id="half a word"),
        pytest.param(entry("11-20", text="engineer, staff"), False, id="in another order"),
        pytest.param(entry("11-15", text="Staff engineer?"), False, id="words before its day"),
        pytest.param(entry("11-20", text="[[Staff engineer 2024]]"), False, id="another's link"),
        pytest.param(entry("11-20", told="[[Staff engineer 2024]]"), False, id="told another"),
        pytest.param(entry("11-20", gave="Staff engineer"), False, id="another field"),
        pytest.param(
            entry("11-20", text="", tasks=(promise("Staff engineer CV"),)), False, id="a promise"
        ),
    ],
)
def test_news_is_told_by_name_alone(said: Entry, *, heard: bool) -> None:
    """News is told by an entry that links to it or has its name, and by nothing else."""
    person = contact("Анна", said, cadence=EVENT)
    for each in (news("11-16"), news("11-16", strict=True)):
        alias = each._replace(aliases=("стафф-инженер",))
        assert (unheard(person, day("11-23"), DEFAULTS, (alias,)) == ()) is heard


def test_news_in_words() -> None:
    """A row that has nothing else says which news, and since when it is so."""
    person = contact("Анна", entry("11-01"), cadence=EVENT)
    (item,) = due_items([person], day("11-23"), DEFAULTS, event_notes=with_news(news("11-16")))
    assert item.group == "circle"
    assert say_reason(item.reasons[0], day("11-23")) == "your news: Staff engineer (16 Nov)"
    assert [each.name for each in item.tell] == ["Staff engineer"]


def test_two_names_for_one_day_are_one_row() -> None:
    """Two events, or two news, of one day give one row with both as its reasons."""
    person = contact("Анна", entry("11-01"), cadence=EVENT)
    both = EventNotes(
        (event("12-01", "", "Анна"), event("12-01", "", "Анна", name="PyCon")),
        (news("11-16"), news("11-16", name="Award")),
    )
    (item,) = due_items([person], day("11-23"), DEFAULTS, event_notes=both)
    names = ["HighLoad++ 2026", "PyCon", "Award", "Staff engineer"]
    assert [each.about for each in item.reasons] == names
    assert [each.name for each in item.tell] == ["Award", "Staff engineer"]
