"""Calendar files: read back by two other readers, and what of a file that is there is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import vobject
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from contactkeeper.core.calendar.recurrence import days_of, read_rule
from contactkeeper.exchange.icalendar_writer import (
    KEPT_DAYS,
    Dated,
    Written,
    is_ours,
    write_calendar,
)
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SAMPLES = Path(__file__).parent / "samples"
NOW = datetime(2026, 11, 30, 6, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 6, tzinfo=UTC)
CALL = datetime(2026, 12, 4, 12, tzinfo=UTC)
WRITE = Dated(
    "Мария.md",
    "write",
    "Написать: Мария Образцова",
    date(2026, 12, 1),
    date(2026, 12, 1),
    description="Почему: ритм «раз в месяц» вышел; обещала прислать, описание\nобратный \\ и 👩‍💻",
    url="obsidian://open?vault=notes&file=Recruiters%2F%D0%9C%D0%B0%D1%80%D0%B8%D1%8F",
    category="CK",
)
BIRTHDAY = Dated(
    "Anton.md", "birthday", "🎂 Anton", date(1992, 2, 29), date(1992, 2, 29),
    rule="FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
)  # fmt: skip
MEETING = Dated(
    "Anna.md", "meet", "Call: Anna", date(2026, 12, 4), date(2026, 12, 4), CALL, is_busy=True
)
THREE = (WRITE, BIRTHDAY, MEETING)
OWNERS = [each.owner for each in THREE]


def written(  # noqa: PLR0913  # as of `write_calendar`
    events: Iterable[Dated],
    before: bytes | None = None,
    moment: datetime = NOW,
    now: datetime = NOW,
    *,
    name: str = "ck: v",
    owners: Iterable[str] = OWNERS,
) -> Written:
    """Write a calendar file."""
    return write_calendar(
        "v", name, events, before, moment=moment, now=now, owners=list(owners), hidden="Gone"
    )


def events_of(data: bytes) -> dict[str, Any]:
    """Read a file with icalendar: its events by their titles."""
    return {str(each["SUMMARY"]): each for each in Calendar.from_ical(data).walk("VEVENT")}


def test_icalendar_reads_what_was_written() -> None:
    """Days, times, rules, texts and what marks the time as free or taken."""
    found = events_of(written(THREE).data)
    whole = found["Написать: Мария Образцова"]
    assert (whole.decoded("DTSTART"), whole.decoded("DTEND")) == (
        date(2026, 12, 1), date(2026, 12, 2),
    )  # fmt: skip
    assert str(whole["DESCRIPTION"]) == WRITE.description
    assert str(whole["URL"]) == WRITE.url
    assert [str(whole[key]) for key in ("CLASS", "STATUS", "TRANSP")] == [
        "PRIVATE", "CONFIRMED", "TRANSPARENT",
    ]  # fmt: skip
    call = found["Call: Anna"]
    assert (call.decoded("DTSTART"), call.decoded("DTEND")) == (CALL, CALL + timedelta(hours=1))
    assert (str(call["TRANSP"]), "DESCRIPTION" in call) == ("OPAQUE", False)
    alarms = {name: each.subcomponents[0].decoded("TRIGGER") for name, each in found.items()}
    assert alarms == {
        WRITE.title: timedelta(hours=9),
        BIRTHDAY.title: timedelta(hours=9),
        MEETING.title: timedelta(minutes=-15),
    }
    rule = found["🎂 Anton"]["RRULE"].to_ical().decode()
    assert sorted(rule.split(";")) == sorted(BIRTHDAY.rule.split(";"))


def test_vobject_reads_the_same() -> None:
    """A second reader has the same titles, days and texts."""
    calendar = vobject.readOne(written(THREE).data.decode())
    found = {each.summary.value: each for each in calendar.vevent_list}
    assert set(found) == {each.title for each in THREE}
    assert found[WRITE.title].description.value == WRITE.description
    assert found[WRITE.title].dtstart.value == WRITE.first
    assert found[MEETING.title].dtstart.value == CALL
    birthdays = found[BIRTHDAY.title].getrruleset(addRDate=True)
    days = birthdays.between(datetime(2027, 1, 1), datetime(2028, 12, 31))  # noqa: DTZ001  # days
    assert [each.date() for each in days] == [date(2027, 2, 28), date(2028, 2, 29)]


def test_events_have_the_form_of_the_samples() -> None:
    """The same properties with the same values, but for UIDs; moved and cancelled ones too."""

    def shown(data: bytes) -> list[dict[str, str]]:
        found = [
            {line.partition(":")[0]: line.partition(":")[2] for line in _lines(each)}
            for each in Calendar.from_ical(data).walk("VEVENT")
        ]
        return sorted(found, key=lambda each: each["DTSTART;VALUE=DATE"])

    def _lines(event: Any) -> list[str]:  # noqa: ANN401  # of a library without types
        lines = event.to_ical().decode().replace("\r\n ", "").split("\r\n")
        return [line for line in lines if not line.startswith(("UID", "RRULE", "TRIGGER"))]

    first, second = (
        (SAMPLES / name).read_bytes() for name in ("calendar-out.ics", "calendar-out-update.ics")
    )
    write, varvara, anton = (_like(each) for each in Calendar.from_ical(first).walk("VEVENT"))
    ours = written((write, varvara, anton))
    assert shown(ours.data) == shown(first)
    moved = _like(Calendar.from_ical(second).walk("VEVENT")[0])
    owners = [each.owner for each in (write, varvara, anton)]
    later = written((moved, anton), ours.data, LATER, owners=owners).data
    mine = [each for each in shown(later) if each["SUMMARY"] != anton.title]
    assert mine == shown(second)


def _like(event: Any) -> Dated:  # noqa: ANN401  # of a library without types
    """Return what makes an event of a sample."""
    first, last = event.decoded("DTSTART"), event.decoded("DTEND") - timedelta(days=1)
    rule = event["RRULE"].to_ical().decode() if "RRULE" in event else ""
    title, description, url = (str(event.get(key, "")) for key in ("SUMMARY", "DESCRIPTION", "URL"))
    owner = str(event["UID"])
    return Dated(owner, "", title, first, last, None, rule, description, url=url, category="CK")


def test_no_path_is_in_clear() -> None:
    """The name of an event is a checksum, the same on each machine, whatever its letters' form."""
    data = written([BIRTHDAY]).data
    assert b"Anton.md" not in data
    decomposed = BIRTHDAY._replace(owner="Андреи\u0306.md")
    composed = BIRTHDAY._replace(owner="Андрей.md")
    assert written([decomposed]).data == written([composed]).data


def test_what_is_the_same_keeps_its_bytes() -> None:
    """Nothing changed: the same bytes, at any later moment, and in any order."""
    first = written(THREE)
    assert first[1:] == (3, 0, 0)
    again = written(reversed(THREE), first.data, LATER)
    assert again == Written(first.data, 0, 0, 0)
    lf = first.data.replace(b"\r\n", b"\n")
    assert written(THREE, lf, LATER).data == lf


def test_only_what_changed_moves() -> None:
    """The event that moved has a higher SEQUENCE and new stamps, the others are as they were."""
    first = written(THREE).data
    moved = WRITE._replace(first=date(2026, 12, 8), last=date(2026, 12, 8))
    second = written((moved, BIRTHDAY, MEETING), first, LATER)
    assert second[1:] == (0, 1, 0)
    before, after = events_of(first), events_of(second.data)
    assert after[WRITE.title]["UID"] == before[WRITE.title]["UID"]
    assert (after[WRITE.title]["SEQUENCE"], after[WRITE.title].decoded("DTSTAMP")) == (1, LATER)
    assert after[WRITE.title].decoded("LAST-MODIFIED") == LATER
    for title in (BIRTHDAY.title, MEETING.title):
        assert after[title].to_ical() == before[title].to_ical()


def test_what_fell_away_is_cancelled_for_a_month() -> None:
    """An event to come is marked, without its alarm; after a month it is gone."""
    first = written(THREE).data
    second = written(THREE[1:], first, LATER)
    assert second[1:] == (0, 0, 1)
    gone = events_of(second.data)[WRITE.title]
    assert (str(gone["STATUS"]), gone["SEQUENCE"], gone.subcomponents) == ("CANCELLED", 1, [])
    almost = LATER + timedelta(days=KEPT_DAYS - 1)
    assert written(THREE[1:], second.data, almost) == Written(second.data, 0, 0, 0)
    assert WRITE.title not in events_of(
        written(THREE[1:], second.data, almost + timedelta(days=1)).data
    )
    back = written(THREE, second.data, almost)
    assert (back.changed, events_of(back.data)[WRITE.title]["SEQUENCE"]) == (1, 2)


def test_what_is_over_and_settled_stays_as_it_was() -> None:
    """An appointment that took place is not cancelled; after a month it is gone."""
    first = written(THREE).data
    after = CALL + timedelta(minutes=40)
    assert written(THREE[:2], first, LATER, CALL - timedelta(minutes=40)).cancelled == 1
    second = written(THREE[:2], first, LATER, after)
    assert second == Written(first, 0, 0, 0)
    much_later = written(THREE[:2], first, LATER, after + timedelta(days=KEPT_DAYS))
    assert MEETING.title not in events_of(much_later.data)


@pytest.mark.parametrize("before", [THREE, THREE[1:]])
def test_of_others_no_words_are_left(before: Sequence[Dated]) -> None:
    """Of who is gone or not to be contacted: it is cancelled without a word, or dropped if over."""
    first = written(THREE).data
    second = written(before, first, LATER).data
    third = written(THREE[1:], second, LATER, owners=OWNERS[1:])
    gone = events_of(third.data)["Gone"]
    kept = {"SUMMARY", "DTSTART", "DTEND", "UID", "CATEGORIES", "CLASS", "STATUS", "TRANSP",
            "X-MICROSOFT-CDO-BUSYSTATUS", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE"}  # fmt: skip
    assert (set(gone), str(gone["STATUS"]), gone.subcomponents) == (kept, "CANCELLED", [])
    assert gone["SEQUENCE"] == len(THREE) - len(before) + 1
    assert "Мария" not in third.data.decode()
    assert written(THREE[1:], third.data, LATER, owners=OWNERS[1:]) == Written(third.data, 0, 0, 0)
    over = written(THREE[:2], first, LATER, CALL, owners=OWNERS[:2])
    assert list(events_of(over.data)) == [WRITE.title, BIRTHDAY.title]


def test_another_name_keeps_nothing_that_fell_away() -> None:
    """With hidden names a calendar has another one: no cancelled event brings a name back."""
    second = written([BIRTHDAY._replace(title="Reminder")], written(THREE).data, LATER, name="ck")
    assert list(events_of(second.data)) == ["Reminder"]
    assert second.changed == 1


@pytest.mark.parametrize(
    ("line", "edited"),
    [
        (b"DTEND;VALUE=DATE:20261202", b"DTEND:soon"),
        (b"DTEND;VALUE=DATE:20261202\r\n", b""),
        (b"contactkeeper.invalid\r\n", b"contactkeeper.invalid\r\n x\r\n"),
    ],
)
def test_what_fell_away_and_was_edited_goes_at_once(line: bytes, edited: bytes) -> None:
    """Of an event that was changed by hand nobody knows whether it is over."""
    first = written([WRITE]).data
    assert line in first
    assert events_of(written((), first.replace(line, edited), LATER).data) == {}


@pytest.mark.parametrize(
    "foreign",
    [
        b"",
        b"BEGIN:VCALENDAR\r\nPRODID:-//other//EN\r\nEND:VCALENDAR\r\n",
        written(THREE).data.replace(b"SEQUENCE:0", b"SEQUENCE:x"),
        written(THREE).data.replace(b"@contactkeeper.invalid", b"@example.com"),
        written(THREE).data.replace(
            b"END:VCALENDAR", b"BEGIN:VTODO\r\nUID:1\r\nEND:VTODO\r\nEND:VCALENDAR"
        ),
        written([WRITE]).data.replace(b"END:VCALENDAR", b"BEGIN:VEVENT\r\nEND:VEVENT\r\n"),
        written(THREE).data.replace(b"T060000Z", b"T990000Z"),
    ],
)
def test_a_file_with_anything_of_others_is_not_ours(foreign: bytes) -> None:
    """Such a file is not replaced without a question, nor is that of another vault."""
    assert is_ours(written(THREE).data, "v")
    assert not is_ours(written(THREE).data, "w")
    assert not is_ours(foreign, "v")


weekdays = st.sampled_from(["BYDAY=MO", "BYDAY=1TU", "BYDAY=-1FR", "BYDAY=+2SU", "BYDAY=MO,WE"])
month_days = st.sampled_from(["BYMONTHDAY=05", "BYMONTHDAY=-1", "BYMONTHDAY=29", "BYMONTHDAY=1,15"])
months = st.sampled_from(["BYMONTH=2", "BYMONTH=05", "BYMONTH=3,11"])
recurring = st.builds(
    lambda *found: ";".join(filter(None, found)),
    st.one_of(
        st.builds("FREQ=YEARLY;{};{}".format, months, weekdays | month_days),
        st.builds("FREQ=YEARLY;{}".format, weekdays | st.sampled_from(["BYYEARDAY=-1,60"])),
        st.builds("FREQ=YEARLY;BYWEEKNO=20;{}".format, st.sampled_from(["BYDAY=MO", "BYDAY=SU"])),
        st.builds("FREQ=MONTHLY;{}".format, weekdays | month_days),
    ),
    st.sampled_from(["", "INTERVAL=02", "INTERVAL=3"]),
    st.sampled_from(["", "BYSETPOS=1", "BYSETPOS=-1"]),
    st.sampled_from(["", "WKST=SU", "UNTIL=20310101"]),
)


@given(recurring)
@settings(max_examples=examples(400))
def test_a_rule_has_the_same_days_for_others(text: str) -> None:
    """Whatever rule a holiday of the configuration may have: its days are those of `ck`."""
    rule = read_rule(text)
    first, last = date(2020, 1, 1), date(2035, 12, 31)
    days = days_of(rule, first, last)
    assume(days)
    holiday = Dated("", "holiday", "Day", days[0], days[0], rule=rule)
    event = vobject.readOne(written([holiday]).data.decode()).vevent
    begin, end = (datetime.combine(each, datetime.min.time()) for each in (first, last))
    found = event.getrruleset(addRDate=True).between(begin, end, inc=True)
    assert tuple(each.date() for each in found) == days


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=120) | st.text(max_size=60)
days = st.dates(date(1900, 1, 1), date(9999, 12, 31))


@st.composite
def dated(draw: st.DrawFn) -> Dated:
    """Give an event with arbitrary words."""
    first, last = sorted((draw(days), draw(days)))
    is_timed = draw(st.booleans()) and first.year < date.max.year
    begins = datetime.combine(first, datetime.min.time(), UTC) if is_timed else None
    return Dated(
        draw(texts), draw(texts), draw(texts), first, last, begins,
        draw(st.sampled_from(["", BIRTHDAY.rule, "FREQ=YEARLY;BYDAY=-1FR;BYMONTH=7"])),
        draw(texts), draw(texts), category=draw(st.sampled_from(["", "CK"])),
        is_busy=draw(st.booleans()),
    )  # fmt: skip


calendars = st.lists(dated(), max_size=6, unique_by=lambda each: (each.owner, each.key))


@given(calendars, texts)
@settings(max_examples=examples(300))
def test_whatever_the_words_are_the_file_is_sound(events: list[Dated], name: str) -> None:
    """Lines of 75 octets at most, each letter whole; both readers agree; twice is once."""
    first = written(events, name=name)
    lines = first.data.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert [line.decode() for line in lines]
    assert is_ours(first.data, "v")
    assert written(events, first.data, LATER, name=name) == Written(first.data, 0, 0, 0)
    found = Calendar.from_ical(first.data).walk("VEVENT")
    assert len(found) == len(events)
    assert len(getattr(vobject.readOne(first.data.decode()), "vevent_list", [])) == len(events)


@given(calendars, calendars)
@settings(max_examples=examples(100))
def test_any_two_calendars_in_turn(one: list[Dated], other: list[Dated]) -> None:
    """What is in both and the same keeps its bytes; what returned is as new as what is new."""
    first = written(one)
    second = written(other, first.data, LATER)
    assert is_ours(second.data, "v")
    assert second.new + second.changed <= len(other)
    assert written(other, second.data, LATER) == Written(second.data, 0, 0, 0)


@given(st.binary(max_size=400), st.data())
@settings(max_examples=examples(300))
def test_no_file_that_is_there_breaks_it(garbage: bytes, data: st.DataObject) -> None:
    """A file that is cut, or that something was written into, is a file of others or is mended."""
    whole = written(THREE).data
    place = data.draw(st.integers(0, len(whole)))
    broken = whole[:place] + garbage + whole[data.draw(st.integers(place, len(whole))) :]
    is_ours(broken, "v")
    assert is_ours(written(THREE[:1], broken, LATER).data, "v")
