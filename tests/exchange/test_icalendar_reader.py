"""Calendars: who met whom on which day, in series too, and what is no meeting of the owner's."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event, vCalAddress

from contactkeeper.core.interchange import Question
from contactkeeper.exchange import icalendar_series
from contactkeeper.exchange.icalendar_events import read_events
from contactkeeper.exchange.icalendar_reader import is_calendar, name_in, read_calendar
from contactkeeper.exchange.source import Unanswered, Unreadable
from contactkeeper.exchange.texts import one_line
from contactkeeper.text.en.left_out import NOUNS
from contactkeeper.text.file_faults import ROW_FAULTS
from exported import MOSCOW, SAMPLES, folder, left_out, member, read, sample, single
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.interchange import Exported

TODAY = MOSCOW._replace(today=date(2026, 12, 1))
ME = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.com"
ANNA = "ATTENDEE;CN=Anna K.;PARTSTAT=ACCEPTED:mailto:anna@example.org"


def event(*lines: str, begin: str = ":20261110T100000Z", uid: str = "") -> str:
    """Return an event of me and whoever the lines name."""
    uids = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", f"DTSTART{begin}", *uids, *lines, "END:VEVENT", ""])


def calendar(*events: str, name: str = "me@example.com") -> bytes:
    """Return a calendar of these events."""
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:{name}\r\n"
    return f"{head}{''.join(events)}END:VCALENDAR\r\n".encode()


def of(*events: str, name: str = "me@example.com", **answers: object) -> Exported:
    """Read a calendar of these events."""
    source = single(calendar(*events, name=name), "work.ics")
    return read_calendar(source, TODAY._replace(**answers))  # type: ignore[arg-type]


def days(found: Exported) -> list[str]:
    """Return the days of the interactions, with the first address or name of each."""
    return [
        f"{each.day} {(each.person.emails or (each.person.name,))[0]}"
        for each in found.interactions
    ]


def test_the_sample() -> None:
    """Who was there and had not declined; by the name in a title it is but a guess."""
    found = read(sample("calendar-meetings.ics"), TODAY)
    assert days(found) == [
        "2026-11-01 zoya@example.com", "2026-11-16 maria@example.org",
        "2026-11-16 zoya@example.com", "2026-11-18 Anton Primerov",
    ]  # fmt: skip
    maria, guess = found.interactions[1], found.interactions[3]
    assert (maria.person.name, maria.title) == ("Мария; Образцова", "Созвон с рекрутером")
    assert (str(maria.time), maria.channel, maria.direction) == ("10:00:00", "meeting", "")
    assert (guess.person.doubts, guess.time) == (("name",), None)
    assert [each.emails for each in found.people] == [("zoya@example.com",), ("maria@example.org",)]
    assert (found.kind, found.owner) == ("icalendar", "me@example.com")
    assert left_out(found) == {"declined": 1, "cancelled": 1}
    assert found.counts == (("events", 6),)


def test_the_sample_is_read_as_the_library_icalendar_reads_it() -> None:
    """Beginnings, titles and addresses of each event."""
    data = (SAMPLES / "calendar-meetings.ics").read_bytes()
    for mine, other in zip(
        read_events(member(data)).events, Calendar.from_ical(data).events, strict=True
    ):
        begin = other.start
        clock = begin.replace(tzinfo=None) if isinstance(begin, datetime) else begin
        assert (mine.begin.clock.date() if mine.begin.is_day else mine.begin.clock) == clock
        assert (mine.title, mine.uid) == (str(other["SUMMARY"]), str(other["UID"]))
        asked = other.get("ATTENDEE", [])
        asked = [*(asked if isinstance(asked, list) else [asked]), other.get("ORGANIZER")]
        addresses = {str(each).casefold().removeprefix("mailto:") for each in asked if each}
        rooms = {each for each in addresses if each.endswith("calendar.google.com")}
        assert {guest.address for guest in mine.guests} == addresses - rooms


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (["STATUS:CANCELLED", ME, ANNA], "cancelled"),
        (["ATTENDEE;PARTSTAT=DECLINED:mailto:ME@example.com", ANNA], "declined"),
        ([ME, "ATTENDEE;PARTSTAT=DECLINED:mailto:anna@example.org"], "declined"),
        ([ME, *(f"ATTENDEE:mailto:a{n}@example.org" for n in range(9))], "crowd"),
        ([ME, "SUMMARY:Dentist"], "alone"),
        (["SUMMARY:Lunch with the team"], "alone"),
        (["ATTENDEE;CUTYPE=ROOM:mailto:room@example.org"], "alone"),
        (["ATTENDEE;ROLE=NON-PARTICIPANT:mailto:room@example.org"], "alone"),
        (["ORGANIZER:mailto:c_1@group.calendar.google.com"], "alone"),
        (["UID:ck-1-2@contactkeeper.invalid", "SUMMARY:Talk with Anna"], "own"),
    ],
)
def test_what_is_no_meeting_has_a_reason_with_words(lines: list[str], reason: str) -> None:
    """And it is counted."""
    found = of(event(*lines))
    assert (found.interactions, left_out(found)) == ((), {reason: 1})
    assert reason in NOUNS


def test_a_message_that_cancels() -> None:
    """Outlook's say so above the event alone."""
    data = calendar(event(ME, ANNA)).replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL")
    found = read_calendar(single(data, "cancel.ics"), TODAY)
    assert (found.interactions, left_out(found)) == ((), {"cancelled": 1})


def test_a_calendar_in_utf_16() -> None:
    """It is told and read as any other."""
    source = single(calendar(event(ME, ANNA)).decode().encode("utf-16"), "work.ics")
    assert is_calendar(source)
    assert days(read_calendar(source, TODAY)) == ["2026-11-10 anna@example.org"]


def test_names_as_people_say_them() -> None:
    """The address books of companies have the family name first."""
    (bob,) = of(event(ME, 'ATTENDEE;CN="Lee, Bob":mailto:bob@example.org')).people
    assert bob.name == "Bob Lee"


def test_each_of_several_guests_is_met_and_the_one_who_declined_is_not() -> None:
    """Whoever also asked is one; a name alone is a guest too."""
    found = of(
        event(
            ME,
            ANNA,
            "ORGANIZER;CN=Anna:MAILTO:ANNA@example.org",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:boris@example.org",
            'ATTENDEE;CN="Ева; Новак":invalid:nomail',
            "ATTENDEE;CN=clara@example.org;EMAIL=clara@example.org:urn:uuid:1",
            *(f"ATTENDEE:mailto:a{n}@example.org" for n in range(5)),
        )
    )
    assert days(found)[:3] == [
        "2026-11-10 anna@example.org", "2026-11-10 Ева; Новак", "2026-11-10 clara@example.org",
    ]  # fmt: skip
    assert len(found.interactions) == 8
    assert found.interactions[0].person.name == "Anna K."
    assert found.interactions[2].person.name == ""


def test_one_meeting_a_day_with_each_person() -> None:
    """The first of the day; the name is the first that any event has."""
    bare = "ATTENDEE:mailto:anna@example.org"
    found = of(event(ME, ANNA, begin=":20261110T150000Z"), event(ME, bare))
    assert [(str(each.time), each.person.name) for each in found.interactions] == [
        ("13:00:00", "Anna K.")
    ]


@pytest.mark.parametrize(
    ("begin", "told"),
    [
        (":20261110T213000Z", "2026-11-11 00:30:00"),
        (";TZID=Europe/Berlin:20261110T233000", "2026-11-11 01:30:00"),
        (";TZID=W. Europe Standard Time:20261110T233000", "2026-11-11 01:30:00"),
        (";TZID=/mozilla.org/20050126_1/America/Argentina/Salta:20261110T233000",
         "2026-11-11 05:30:00"),
        (";TZID=Customized Time Zone:20261110T233000", "2026-11-10 23:30:00"),
        (";TZID=../../etc/passwd:20261110T233000", "2026-11-10 23:30:00"),
        (";TZID=Europe:20261110T233000", "2026-11-10 23:30:00"),
        (":20261110T233000", "2026-11-10 23:30:00"),
        (";VALUE=DATE:20261110", "2026-11-10 None"),
    ],
)  # fmt: skip
def test_days_are_those_of_the_zone(begin: str, told: str) -> None:
    """Of an unknown zone they are as written."""
    (found,) = of(event(ME, ANNA, begin=begin)).interactions
    assert f"{found.day} {found.time}" == told


@pytest.mark.parametrize(
    ("line", "channel"),
    [
        ("LOCATION:https://us02web.zoom.us/j/123", "video"),
        ("DESCRIPTION:Join\\nhttps://meet.google.com/abc-defg\\ntel:+1-000", "video"),
        ("CONFERENCE;VALUE=URI:https://telemost.yandex.ru/j/1", "video"),
        ("X-GOOGLE-CONFERENCE:https://meet.google.com/abc", "video"),
        ("URL:https://example.org/zoom.us.html", "meeting"),
        ("LOCATION:https://notzoom.us/j/1", "meeting"),
        ("CONFERENCE;VALUE=URI:tel:+49000000", "call"),
        ("LOCATION:+49 (000) 000-00-00", "call"),
        ("LOCATION:Cafe", "meeting"),
    ],
)
def test_how_they_met(line: str, channel: str) -> None:
    """An address of a call in the place or the words tells it."""
    assert of(event(ME, ANNA, line)).interactions[0].channel == channel


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Coffee with Anton Primerov", "Anton Primerov"),
        ("Lunch w/ Anna-Maria O'Neil, 2nd floor", "Anna-Maria O'Neil"),
        ("Кофе с Антоном", "Антоном"),
        ("Interview with Jean P. Dupont (Acme)", "Jean P. Dupont"),
        ("Mittagessen mit Jürgen", "Jürgen"),
        ("Interaction with HR", ""),
        ("without Anna", ""),
        ("with", ""),
        ("", ""),
        ("with " + "A" * 5 + " Bb Cc Dd Ee", ""),
        ("with Aa Bb Cc Dd Ee", "Aa Bb Cc Dd"),
    ],
)
def test_the_name_in_a_title(title: str, name: str) -> None:
    """It stands behind a word such as `with`, in capitals."""
    assert name_in(title) == name


def test_whose_calendar_it_is() -> None:
    """Its name, else the address in most events; where two have the same number it is asked."""
    one, other = event(ME, ANNA), event(ME, "ATTENDEE:mailto:boris@example.org")
    assert of(one, other, name="Work").owner == "me@example.com"
    with pytest.raises(Unanswered) as caught:
        of(one, name="Work")
    choices = ("anna@example.org", "me@example.com")
    assert caught.value.question == Question("owner", "work.ics", choices)
    assert days(of(one, name="Work", owner="Me@example.com")) == ["2026-11-10 anna@example.org"]
    both = of(one, other, name="Work", owner="me@example.com, anna@example.org")
    assert days(both) == ["2026-11-10 boris@example.org"]
    assert of(event("SUMMARY:Coffee with Anna"), name="Work").owner == ""


def weekly(*lines: str, begin: str = ":20261102T100000Z") -> str:
    """Return a series with Anna, on Mondays where it does not say otherwise."""
    return event(ME, ANNA, "SUMMARY:weekly", *lines, begin=begin, uid="series")


def test_a_series() -> None:
    """Its days without those that fall out; of those to come the next one alone."""
    series = weekly("RRULE:FREQ=WEEKLY", "EXDATE:20261109T100000Z,20261116T100000Z")
    assert [each[:10] for each in days(of(series))] == [
        "2026-11-02", "2026-11-23", "2026-11-30", "2026-12-07",
    ]  # fmt: skip
    by_day = weekly("RRULE:FREQ=WEEKLY;COUNT=3", "EXDATE;VALUE=DATE:20261109")
    assert [each[:10] for each in days(of(by_day))] == ["2026-11-02", "2026-11-16"]
    in_berlin = weekly(
        "RRULE:FREQ=WEEKLY;UNTIL=20261109T090000Z",
        "EXDATE:20261102T090000Z",
        "RDATE;TZID=Europe/Moscow:20261105T120000",
        begin=";TZID=Europe/Berlin:20261102T100000",
    )
    assert [f"{each.day} {each.time}" for each in of(in_berlin).interactions] == [
        "2026-11-05 12:00:00", "2026-11-09 12:00:00",
    ]  # fmt: skip


def test_one_of_a_series_that_was_changed() -> None:
    """It stands for the one it was: on another day, cancelled, or declined."""
    series = weekly("RRULE:FREQ=WEEKLY;COUNT=4")
    moved = event(
        ME, ANNA, "RECURRENCE-ID:20261109T100000Z", begin=":20261111T100000Z", uid="series"
    )
    no = event("RECURRENCE-ID:20261116T130000", "STATUS:CANCELLED", uid="series")
    declined = event(
        "ATTENDEE;PARTSTAT=DECLINED:mailto:me@example.com",
        ANNA,
        "RECURRENCE-ID;VALUE=DATE:20261123",
        uid="series",
    )
    no = no.replace("20261116T130000", "20261116T100000Z")
    for order in ([series, moved, no, declined], [declined, no, moved, series]):
        found = of(*order)
        assert [each[:10] for each in days(found)] == ["2026-11-02", "2026-11-11"]
        assert left_out(found) == {"cancelled": 1, "declined": 1}
    assert [each[:10] for each in days(of(moved))] == ["2026-11-11"]


def test_all_of_a_series_from_one_on() -> None:
    """They move as the first of them; whoever is asked then is met."""
    series = weekly("RRULE:FREQ=WEEKLY;COUNT=4")
    onwards = event(
        ME,
        "ATTENDEE:mailto:boris@example.org",
        "RECURRENCE-ID;RANGE=THISANDFUTURE:20261109T100000Z",
        begin=":20261110T113000Z",
        uid="series",
    )
    assert days(of(series, onwards)) == [
        "2026-11-02 anna@example.org", "2026-11-10 boris@example.org",
        "2026-11-17 boris@example.org", "2026-11-24 boris@example.org",
    ]  # fmt: skip


def test_the_next_one_to_come_is_one_that_takes_place() -> None:
    """Not the one that was cancelled."""
    series = weekly("RRULE:FREQ=WEEKLY", begin=":20261130T100000Z")
    no = event("RECURRENCE-ID:20261207T100000Z", "STATUS:CANCELLED", uid="series")
    assert [each[:10] for each in days(of(series, no))] == ["2026-11-30", "2026-12-14"]


def test_versions_of_an_event() -> None:
    """The newest counts; events that only share an identifier are all there."""
    old = event(ME, ANNA, "SEQUENCE:1", uid="x")
    new = event(ME, ANNA, "SEQUENCE:2", begin=":20261112T100000Z", uid="x")
    assert [each[:10] for each in days(of(new, old))] == ["2026-11-12"]
    one = event(ME, ANNA, uid="x")
    other = event(ME, ANNA, begin=":20261112T100000Z", uid="x")
    assert [each[:10] for each in days(of(one, other, one))] == ["2026-11-10", "2026-11-12"]


def test_an_old_series_is_read_for_ten_years() -> None:
    """And it is said; a rule that can't be read is a problem, and its own day is taken."""
    found = of(weekly("RRULE:FREQ=YEARLY", begin=":19800101T100000Z"))
    assert [each.day.year for each in found.interactions] == [*range(2017, 2028)]
    assert left_out(found) == {"old-series": 1}
    for rule in ("FREQ=SECONDLY", "FREQ=DAILY;BYHOUR=1,2", "FREQ=WEEKLY;UNTIL=soon", "FREQ=NEVER"):
        found = of(weekly(f"RRULE:{rule}"))
        assert [each[:10] for each in days(found)] == ["2026-11-02"]
        (problem,) = found.problems
        assert (problem.path, problem.line, problem.case) == ("work.ics", 4, "no-rule")


def test_a_file_can_t_ask_for_more_days_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left of it is read as single events."""
    monkeypatch.setattr(icalendar_series, "_BUDGET", 100)
    found = of(weekly("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", begin=":20200101T100000Z"))
    assert [each[:10] for each in days(found)] == ["2020-01-01"]
    assert [each.case for each in found.problems] == ["no-rule"]


def test_what_can_t_be_read_is_said_with_its_line() -> None:
    """An event without a beginning or an end; alarms in it are no part of it."""
    cut = event(ME, ANNA).replace("END:VEVENT\r\n", "")
    alarm = "BEGIN:VALARM\r\nDTSTART:20200101\r\nSUMMARY:x\r\nEND:VALARM"
    found = of(cut, event(alarm, ME, ANNA), event(ME, begin=":20261350"), cut)
    assert days(found) == ["2026-11-10 anna@example.org"]
    assert [(each.line, each.case) for each in found.problems] == [
        (4, "cut-event"), (17, "no-begin"), (21, "cut-event"),
    ]  # fmt: skip
    assert {each.case for each in found.problems} <= ROW_FAULTS.keys()
    with pytest.raises(Unreadable) as caught:
        of()
    assert caught.value.case == "no-event"


def test_calendars_of_an_archive_are_one() -> None:
    """An event that two of them have is one."""
    both = {
        "a/me.ics": calendar(event(ME, ANNA, uid="x")),
        "b/team.ics": calendar(event(ME, ANNA, uid="x"), name="Team"),
        "b/readme.txt": b"BEGIN:VCALENDAR",
    }
    assert days(read(folder(both), TODAY)) == ["2026-11-10 anna@example.org"]


@settings(max_examples=examples(300))
@given(st.data())
def test_any_bytes_give_an_answer(data: st.DataObject) -> None:
    """A file that was cut, patched or made of anything raises nothing else."""
    text = (SAMPLES / "calendar-meetings.ics").read_bytes()
    at = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(at, len(text)))
    parts = [b"\r\n", b"RRULE:FREQ=DAILY", b"99991231T235959", b"00010101", b"BEGIN:VEVENT\r\n"]
    patch = data.draw(st.binary(max_size=20) | st.sampled_from(parts))
    source = single(text[:at] + patch + text[end:])
    is_calendar(source)
    try:
        found = read_calendar(source, TODAY)
    except (Unanswered, Unreadable):
        return
    assert all("\n" not in each.person.name + each.title for each in found.interactions)


@settings(max_examples=examples(300))
@given(st.permutations(range(6)))
def test_the_order_of_events_makes_no_difference(order: list[int]) -> None:
    """Whatever stands first, the meetings are the same."""
    text = (SAMPLES / "calendar-meetings.ics").read_bytes()
    head, *events = text.removesuffix(b"END:VCALENDAR\r\n").split(b"BEGIN:VEVENT")
    changed = b"BEGIN:VEVENT".join([head, *(events[each] for each in order)]) + b"END:VCALENDAR\r\n"
    assert days(read_calendar(single(changed), TODAY)) == days(read_calendar(single(text), TODAY))


NAMES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), max_size=60)


@settings(max_examples=examples(300))
@given(
    st.lists(st.tuples(NAMES, st.sampled_from(["a@x.org", "b@x.org"])), max_size=3),
    st.text(st.characters(exclude_categories=["C"]) | st.just("\n"), max_size=100),
    st.builds(datetime.combine, st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.times()),
)
def test_whatever_the_library_icalendar_writes_is_read(
    guests: list[tuple[str, str]], title: str, begin: datetime
) -> None:
    """Titles of any text, names of any letters, lines of any length."""
    made, written = Event(), Calendar()
    for name, address in guests:
        guest = vCalAddress(f"mailto:{address}")
        guest.params["CN"] = name
        made.add("ATTENDEE", guest, encode=False)
    made.add("SUMMARY", title)
    made.add("DTSTART", begin.replace(microsecond=0, tzinfo=ZoneInfo("Europe/Berlin")))
    written.add_component(made)
    data = written.to_ical()
    (expected,) = Calendar.from_ical(data).events
    (found,) = read_events(member(data)).events
    assert found.title == one_line(str(expected["SUMMARY"]))[:200]
    assert found.begin.clock == begin.replace(second=0, microsecond=0)
    assert found.begin.zone == ZoneInfo("Europe/Berlin")
    assert {guest.address for guest in found.guests} == {address for _, address in guests}
