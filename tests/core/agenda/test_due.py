from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items, next_due, upcoming
from contactkeeper.core.model import Cadence, Contact, Entry, PartialDate, Task
from contactkeeper.core.note.meaning import meaning_of
from contactkeeper.core.settings import ClockRules, Settings
from contactkeeper.text.en.next_due import say_upcoming
from contactkeeper.text.en.reasons import say_reason
from event_notes import news, with_news
from histories import (
    EVENT,
    MONTHLY,
    NONE,
    QUARTERLY,
    TODAY,
    contact,
    contacts,
    day,
    directions,
    entries,
    entry,
    log,
    promise,
)
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from random import Random

    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.model import Direction

DEFAULTS = Settings()
ENDLESS_SILENCE = Settings(clock=ClockRules(max_silence=None))
TIMERS = frozenset({"cadence", "retry", "cold", "silence", "new"})


def row(person: Contact, on: str = "11-23", rules: Settings = DEFAULTS, soon: int = 0) -> DueItem:
    """Give the one row of a list of one."""
    (item,) = due_items([person], day(on), rules, soon)
    return item


def why(person: Contact, on: str = "11-23", rules: Settings = DEFAULTS, soon: int = 0) -> str:
    """Give group and reasons of a person in words; empty where there is no row."""
    items = due_items([person], day(on), rules, soon)
    return "; ".join(
        [f"{item.group} {item.days_overdue}" for item in items]
        + [say_reason(reason, day(on)) for item in items for reason in item.reasons]
    )


WROTE = contact("Boris", entry("11-12", "<-", "two references, please"))
PROMISED = contact("Ольга", entry("11-10", tasks=(promise("the new CV", "11-20"),)))
AWAITED = contact("Анна", entry("11-10", tasks=(promise("JD", "11-20", waiting=True),)))
SPOKEN = contact("Света", entry("10-09"), cadence=MONTHLY)
TRIED = contact("Igor", entry("09-01"), entry("10-29", "->"), cadence=MONTHLY)
COLD = contact("Елена", entry("02-02"), entry("05-12", "->"), entry("08-10", "->"))
SILENT = contact("Tom", entry("2025-11-20"), cadence=EVENT)
NEW = contact("Nadia", met=day("11-14"))


@pytest.mark.parametrize(
    ("person", "on", "said"),
    [
        pytest.param(WROTE, "11-11", "new 0; no entry yet", id="before they wrote"),
        pytest.param(
            WROTE, "11-12", 'reply 0; wrote 12 Nov: "two references, please"', id="they wrote"
        ),
        pytest.param(
            WROTE, "11-26", 'reply 14; wrote 12 Nov: "two references, please"', id="window ends"
        ),
        pytest.param(
            WROTE, "11-27", 'reply 15; wrote 12 Nov: "two references, please"', id="long owed"
        ),
        pytest.param(PROMISED, "11-19", "", id="before the promise"),
        pytest.param(
            PROMISED, "11-20", "promise 0; you promised by Fri 20 Nov: the new CV", id="promise"
        ),
        pytest.param(
            PROMISED, "11-21", "promise 1; you promised by Fri 20 Nov: the new CV", id="a day late"
        ),
        pytest.param(AWAITED, "11-20", "", id="the day theirs is due"),
        pytest.param(
            AWAITED, "11-21", "waiting 0; the JD was to come by Fri 20 Nov", id="the day after"
        ),
        pytest.param(
            AWAITED, "11-23", "waiting 2; the JD was to come by Fri 20 Nov", id="two days on"
        ),
        pytest.param(SPOKEN, "11-08", "", id="before the month is over"),
        pytest.param(SPOKEN, "11-09", "today 0; monthly, spoke 9 Oct", id="the month is over"),
        pytest.param(
            SPOKEN, "11-10", "overdue 1; monthly, spoke 9 Oct · 1 day over", id="the day after that"
        ),
        pytest.param(
            SPOKEN, "11-23", "overdue 14; monthly, spoke 9 Oct · 2 weeks over", id="weeks"
        ),
        pytest.param(
            SPOKEN, "2028-11-23", "overdue 745; monthly, spoke Oct 2026", id="past a year"
        ),
        pytest.param(TRIED, "11-18", "", id="before the second try"),
        pytest.param(
            TRIED, "11-19", "today 0; no answer logged since 29 Oct · 2nd try", id="retry"
        ),
        pytest.param(
            TRIED, "11-23", "overdue 4; no answer logged since 29 Oct · 2nd try", id="late retry"
        ),
        pytest.param(COLD, "11-09", "", id="before a cadence after the last try"),
        pytest.param(
            COLD,
            "11-10",
            "today 0; no answer since May, 2 tries; a comment keeps the door open",
            id="cold",
        ),
        pytest.param(
            COLD,
            "11-23",
            "overdue 13; no answer since May, 2 tries; a comment keeps the door open",
            id="cold and late",
        ),
        pytest.param(SILENT, "11-19", "", id="before a year of silence"),
        pytest.param(
            SILENT,
            "11-20",
            "today 0; on occasions · a year since you spoke",
            id="a year of silence",
        ),
        pytest.param(
            SILENT, "2027-11-20", "overdue 365; on occasions · spoke Nov 2025", id="two years"
        ),
        pytest.param(NEW, "11-13", "", id="before we meet"),
        pytest.param(NEW, "11-14", "new 0; no entry yet · met Sat 14 Nov", id="met today"),
        pytest.param(NEW, "11-23", "new 9; no entry yet · met Sat 14 Nov", id="met lately"),
    ],
)
def test_each_reason(person: Contact, on: str, said: str) -> None:
    """Each reason begins on its day, in its words, and is late from the day after."""
    assert why(person, on) == said


@pytest.mark.parametrize(
    ("person", "said"),
    [
        pytest.param(
            contact("Борис", entry("11-12", "<-", "пришлите\nдве рекомендации")),
            "reply 11; wrote 12 Nov: «пришлите две рекомендации»",
            id="a reply in Russian, on one line",
        ),
        pytest.param(
            contact("Boris", entry("11-12", "<-")), "reply 11; wrote 12 Nov", id="without words"
        ),
        pytest.param(
            contact("Ольга", entry("11-13", tasks=(promise("отправить CV"),))),
            "promise 3; you promised on Fri 13 Nov: отправить CV",
            id="a promise without a date is due in a week",
        ),
        pytest.param(
            contact("Анна", entry("11-13", tasks=(promise("she sends the JD", waiting=True),))),
            "waiting 2; she sends the JD was promised on Fri 13 Nov",
            id="theirs without a date, in a clause",
        ),
        pytest.param(
            contact("A", entry("11-13", tasks=(promise("x", "11-13", state="kept"),))),
            "",
            id="a kept promise",
        ),
        pytest.param(
            contact("A", entry("11-13", tasks=(promise("x", "11-13", state="dropped"),))),
            "",
            id="a dropped promise",
        ),
        pytest.param(
            contact("A", entry("11-13"), entry("11-24", tasks=(promise("x", "11-13"),))),
            "",
            id="a promise in an entry of tomorrow",
        ),
        pytest.param(contact("A"), "new 0; no entry yet", id="new, since when nobody knows"),
        pytest.param(
            contact("A", created=day("11-20")),
            "new 3; no entry yet · added Fri 20 Nov",
            id="created",
        ),
        pytest.param(
            contact("A", met_at="JPoint 2026", cadence=EVENT),
            "new 0; no entry yet · met at JPoint 2026",
            id="new on occasions",
        ),
        pytest.param(contact("A", cadence=NONE), "", id="new with no cadence"),
        pytest.param(
            contact("A", entry("11-02", "->"), met=day("2025-11-14")),
            "today 0; no answer logged since 2 Nov · 2nd try",
            id="written to, never spoken: no longer new",
        ),
        pytest.param(
            contact("A", entry("2025-11-20", "->"), cadence=EVENT),
            "overdue 3; on occasions · no answer logged since Nov 2025",
            id="silence counts from an attempt",
        ),
        pytest.param(
            contact("A", entry("09-14"), entry("09-16", "->"), tier="supporting"),
            "",
            id="the cadence outlasts the retry",
        ),
        pytest.param(contact("A", entry("2020-01-01"), cadence=NONE), "", id="none has no timer"),
        pytest.param(
            contact("A", entry("11-12", "<-", "?"), cadence=NONE),
            'reply 11; wrote 12 Nov: "?"',
            id="none owes replies still",
        ),
        pytest.param(
            log(AWAITED, entry("11-20", "->")),
            "",
            id="asked on the day theirs was due, and a week of rest",
        ),
        pytest.param(
            log(AWAITED, entry("11-19", "->")),
            "waiting 2; the JD was to come by Fri 20 Nov",
            id="written before that day, which asks for nothing",
        ),
        pytest.param(
            contact(
                "A",
                entry("11-02", "<-", tasks=(promise("JD", "11-13", waiting=True),)),
                entry("11-14", "->"),
                entry("11-15"),
                entry("11-15", "~"),
            ),
            "waiting 2; asked 14 Nov, no JD yet",
            id="a week after I asked",
        ),
        pytest.param(
            contact(
                "A",
                entry("11-02", "<-", tasks=(promise("the JD", "11-13", waiting=True),)),
                entry("11-14", "->"),
            ),
            "waiting 2; asked 14 Nov, no JD yet",
            id="without the article",
        ),
        pytest.param(
            contact(
                "A",
                entry("11-02", "<-", tasks=(promise("JD", "11-13", waiting=True),)),
                entry("11-22", "<-", "here it is, when do we talk?"),
            ),
            'reply 1; wrote 22 Nov: "here it is, when do we talk?";'
            " the JD was to come by Fri 13 Nov",
            id="they wrote again: a reply is owed",
        ),
        pytest.param(
            contact(
                "A",
                entry("08-12"),
                entry("09-10", "->"),
                entry("10-01", "->"),
                entry("11-20", "~"),
                cadence=MONTHLY,
            ),
            "",
            id="a touch rests who is cold for one cadence",
        ),
        pytest.param(
            contact("A", entry("11-19", "~", "a like"), entry("11-20", "~"), met=day("11-14")),
            "new 9; not spoken yet · touch 20 Nov · met Sat 14 Nov",
            id="touched only",
        ),
        pytest.param(
            contact("A", entry("11-12", tasks=(promise("CV", "11-20"),)), cadence=EVENT),
            "promise 3; you promised by Fri 20 Nov: CV",
            id="on occasions promises hold still",
        ),
        pytest.param(
            contact(
                "A",
                entry(
                    "08-12", tasks=(promise("CV", "11-20"), promise("JD", "11-19", waiting=True))
                ),
                birthday=PartialDate(11, 22),
            ),
            "promise 3; you promised by Fri 20 Nov: CV; the JD was to come by Thu 19 Nov;"
            " birthday was Sun 22 Nov; quarterly, spoke 12 Aug · 11 days over",
            id="one row, the strongest reason first",
        ),
    ],
)
def test_further_reasons(person: Contact, said: str) -> None:
    """The rules' further cases, on the day of the screens."""
    assert why(person) == said


@pytest.mark.parametrize(
    ("last", "cadence", "due"),
    [
        ("2027-01-31", MONTHLY, "2027-02-28"),
        ("2028-01-31", MONTHLY, "2028-02-29"),
        ("2026-11-30", QUARTERLY, "2027-02-28"),
        ("2026-12-31", Cadence("day", 1), "2027-01-01"),
        ("2026-12-15", MONTHLY, "2027-01-15"),
        ("2024-02-29", Cadence("year", 1), "2025-02-28"),
        ("2026-11-23", Cadence("week", 6), "2027-01-04"),
        ("2026-11-23", EVENT, "2027-11-23"),
    ],
)
def test_calendar_months(last: str, cadence: Cadence, due: str) -> None:
    """The timer goes by calendar months, clamped to their end, across years and leap days."""
    person = contact("A", entry(last), cadence=cadence)
    assert next_due(person, day(last), DEFAULTS) == day(due)


def test_tiers_have_rhythms() -> None:
    """Without a cadence of its own a key contact is monthly, everybody else quarterly."""
    key, other = contact("A", entry("11-01"), tier="key"), contact("B", entry("11-01"))
    assert next_due(key, TODAY, DEFAULTS) == day("12-01")
    assert next_due(other, TODAY, DEFAULTS) == day("2027-02-01")


def test_no_timer() -> None:
    """No timer runs for `none`, without `max_silence`, and in a quiet without end."""
    person = contact("A", entry("2020-11-01"))
    assert next_due(person._replace(cadence=NONE), TODAY, DEFAULTS) is None
    assert next_due(person._replace(cadence=EVENT), TODAY, ENDLESS_SILENCE) is None
    assert next_due(person._replace(status="paused"), TODAY, DEFAULTS) is None
    assert next_due(person._replace(status="do-not-contact"), TODAY, DEFAULTS) is None


LATE = contact("Sergey", entry("2026-06-04", tasks=(promise("CV", "07-01"),)))


@pytest.mark.parametrize(
    ("person", "on", "said"),
    [
        pytest.param(
            LATE._replace(entries=(entry("06-04"),), snooze_until=day("11-23")),
            "11-23",
            "today 0; you snoozed this to today",
            id="the day it ends",
        ),
        pytest.param(
            LATE._replace(entries=(entry("06-04"),), snooze_until=day("11-20")),
            "11-23",
            "overdue 3; you snoozed this to Fri 20 Nov",
            id="after it ended",
        ),
        pytest.param(
            LATE._replace(snooze_until=day("11-24")), "11-23", "", id="hides promises too"
        ),
        pytest.param(
            contact("A", snooze_until=day("11-23")),
            "11-23",
            "new 0; no entry yet · you snoozed this to today",
            id="somebody new",
        ),
        pytest.param(
            contact(
                "A", entry("11-10", "<-", "hi"), snooze_until=day("12-24"), snoozed=day("11-09")
            ),
            "11-23",
            'reply 13; wrote 10 Nov: "hi"',
            id="a later entry voids it",
        ),
        pytest.param(
            contact(
                "A", entry("11-10", "<-", "hi"), snooze_until=day("12-24"), snoozed=day("11-10")
            ),
            "11-23",
            "",
            id="an entry of the day it was set does not",
        ),
        pytest.param(
            contact("A", entry("11-10", "<-", "hi"), snooze_until=day("12-24")),
            "11-23",
            "",
            id="set by hand, it holds until its day",
        ),
        pytest.param(LATE._replace(status="paused"), "11-23", "", id="paused for good"),
        pytest.param(
            LATE._replace(status="paused", paused_until=day("11-24")), "11-23", "", id="paused"
        ),
        pytest.param(LATE._replace(status="do-not-contact"), "11-23", "", id="not to be contacted"),
        pytest.param(
            SPOKEN._replace(status="paused", paused_until=day("11-23"), paused_why="new baby"),
            "11-23",
            "today 0; new baby · monthly, spoke 9 Oct",
            id="back, with the reason first",
        ),
        pytest.param(
            SPOKEN._replace(status="paused", paused_until=day("11-20")),
            "11-23",
            "overdue 3; back Fri 20 Nov · monthly, spoke 9 Oct",
            id="back without a reason",
        ),
        pytest.param(
            (log(SPOKEN, entry("11-21", "<-", "back!")))._replace(
                status="paused",
                paused_until=day("11-20"),
                paused_why="new baby",
            ),
            "11-23",
            'reply 2; wrote 21 Nov: "back!"',
            id="back, and spoken since",
        ),
    ],
)
def test_quiet(person: Contact, on: str, said: str) -> None:
    """A snooze and a pause hide everything until their day; the timer waits for it."""
    assert why(person, on) == said


def test_soon() -> None:
    """Who comes up in the days asked for has a row in the group `soon`, on the day it is."""
    spoken = contact("Вера", entry("08-25"))
    assert why(spoken, soon=1) == ""
    assert why(spoken, soon=2) == "soon 0; quarterly, spoke 25 Aug"
    assert row(spoken, soon=2).due == day("11-25")
    asleep = PROMISED._replace(snooze_until=day("11-26"))
    assert why(asleep, soon=3) == "soon 0; you promised by Fri 20 Nov: the new CV"
    assert row(asleep, soon=3).due == day("11-26")
    born = contact("Мария", entry("11-01"), birthday=PartialDate(11, 24))
    assert why(born, soon=7) == "soon 0; birthday Tue 24 Nov"
    assert why(born._replace(snooze_until=day("11-29")), soon=7) == ""


def test_who_is_due_today_is_not_soon_as_well() -> None:
    """Somebody with a reason today has one row, and what comes later is not in it."""
    person = log(PROMISED, entry("11-11", tasks=(promise("later", "11-25"),)))
    assert why(person, soon=7) == "promise 3; you promised by Fri 20 Nov: the new CV"


def test_upcoming() -> None:
    """On a quiet day the next person is named, with the day and why."""
    people = [contact("Анна", entry("11-20")), contact("Вера Ситник", entry("08-25"))]
    item = upcoming(people, TODAY, DEFAULTS)
    assert item is not None
    assert say_upcoming(item, TODAY) == "Next: Вера Ситник, Wed 25 Nov (quarterly)"
    assert upcoming([contact("A", entry("11-20"), cadence=NONE)], TODAY, DEFAULTS) is None


def test_a_row_says_what_it_is_made_of() -> None:
    """A row carries group and day of its first reason, the cadence that holds, and the clock."""
    item = row(COLD)
    assert (item.group, item.due, item.days_overdue) == ("overdue", day("11-10"), 13)
    assert (item.cadence, item.last_contact, item.cold) == (QUARTERLY, day("02-02"), True)
    assert [reason.kind for reason in item.reasons] == ["cold", "touch"]


@hypothesis_settings(max_examples=examples(100))
@given(touches=st.lists(st.tuples(st.integers(0, 40), st.booleans()), min_size=1, max_size=4))
def test_a_touch_hides_nobody_new(touches: list[tuple[int, bool]]) -> None:
    """They stay where they are until I write or speak to them; the row says the last touch."""
    person = contact("A", met=day("11-14"))
    touched = person
    for ago, silent in touches:
        made = Entry(TODAY - timedelta(days=ago), f"{ago}", "~")
        if silent:
            made = made._replace(direction="->", fields=(("reply", "none"),))
        touched = log(touched, made)
    before, after = row(person), row(touched)
    assert (after.group, after.due, after.turn) == (before.group, before.due, before.turn)
    (reason,) = after.reasons
    assert f": {min(ago for ago, _ in touches)} · met Sat 14 Nov" in say_reason(reason, TODAY)


def test_a_touch_goes_before_a_pause() -> None:
    """Once made, it moves the row by a cadence; then a pause is left."""
    on_network = COLD._replace(handles=("telegram:elena", "linkedin:elena"))
    assert why(on_network, "11-10").endswith("; a comment on linkedin keeps the door open")
    touched = log(COLD, entry("11-10", "~", "liked her post"))
    assert why(touched, "11-11") == ""
    item = row(touched, "2027-02-10")
    assert [reason.kind for reason in item.reasons] == ["cold"]
    assert item.say is not None
    assert item.say.kind == "pause"


BREAK = Settings(plan_blackout=((day("11-20"), day("11-30")),))


@pytest.mark.parametrize(
    ("person", "listed"),
    [
        pytest.param(SPOKEN, False, id="a timer"),
        pytest.param(TRIED, False, id="a retry"),
        pytest.param(COLD, False, id="cold"),
        pytest.param(SILENT, False, id="silence"),
        pytest.param(NEW, False, id="new"),
        pytest.param(AWAITED, False, id="what I wait for"),
        pytest.param(
            contact("A", entry("11-10", tasks=(promise("CV"),))),
            False,
            id="a promise without a day",
        ),
        pytest.param(WROTE, True, id="a reply"),
        pytest.param(PROMISED, True, id="a promise with its day"),
        pytest.param(
            contact("A", entry("11-10"), birthday=PartialDate(11, 23)), True, id="birthday"
        ),
        pytest.param(
            contact("A", tasks=(Task("", day("11-23"), kind="appointment"),)),
            True,
            id="appointment",
        ),
    ],
)
def test_what_rests_in_a_blackout(person: Contact, *, listed: bool) -> None:
    """It comes up on the day after; what has a day of its own, or is owed, stands."""
    assert bool(due_items([person], TODAY, BREAK)) is listed
    if not listed:
        assert row(person, rules=BREAK, soon=8).due == day("12-01")
        assert row(person, "12-01", BREAK).reasons[0].kind == row(person, "12-01").reasons[0].kind


def test_news_rests_in_a_blackout() -> None:
    """And is told after it, while its last day has not passed."""
    person = contact("A", entry("11-02"), cadence=EVENT)
    found = with_news(news("11-16"))
    assert due_items([person], TODAY, BREAK, event_notes=found) == []
    (item,) = due_items([person], TODAY, BREAK, 8, found)
    assert (item.group, item.due) == ("soon", day("12-01"))


def test_the_order_of_the_screens() -> None:
    """Groups in their order; inside, what product and screens say."""
    people = [
        NEW,
        contact("Юля", entry("10-23"), tier="key"),
        contact("Pavel", entry("08-13")),
        SILENT._replace(name="Tom"),
        COLD,
        contact("Катя", entry("08-02")),
        TRIED._replace(tier="key"),
        SPOKEN._replace(tier="key"),
        contact("Dmitry", entry("10-30"), dates=(("wedding", PartialDate(11, 22)),), tier="key"),
        contact("Мария", entry("10-30"), birthday=PartialDate(11, 21)),
        contact("Зоя", entry("10-30"), birthday=PartialDate(11, 22)),
        AWAITED,
        AWAITED._replace(
            name="Яна", entries=(entry("11-02", tasks=(promise("x", waiting=True),)),)
        ),
        PROMISED,
        WROTE,
        contact("Late", entry("11-01", "<-"), tier="key", cadence=EVENT),
    ]
    assert [item.contact.name for item in due_items(people, TODAY, DEFAULTS)] == [
        "Boris",
        "Late",
        "Ольга",
        "Яна",
        "Анна",
        "Nadia",
        "Мария",
        "Dmitry",
        "Зоя",
        "Света",
        "Igor",
        "Катя",
        "Елена",
        "Pavel",
        "Tom",
        "Юля",
    ]


def test_lateness_is_relative() -> None:
    """12 days late on a monthly rhythm outranks 20 on a yearly one."""
    yearly = contact("A", entry("2025-11-03"), cadence=Cadence("year"))
    monthly = contact("B", entry("10-11"), cadence=MONTHLY)
    assert [item.days_overdue for item in due_items([yearly, monthly], TODAY, DEFAULTS)] == [12, 20]


def test_lateness_counts_up_to_one_cadence() -> None:
    """Beyond that the shorter wait stands first: who was lost years ago is not above everybody."""
    years, months = contact("A", entry("2021-11-03")), contact("B", entry("05-01"))
    weeks = contact("C", entry("07-15"))
    items = due_items([years, weeks, months], TODAY, DEFAULTS)
    assert [item.contact.name for item in items] == ["B", "A", "C"]


@pytest.mark.parametrize("far", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_the_calendar(far: date) -> None:
    """On the first and the last day there is, nothing breaks."""
    person = Contact(
        "a.md",
        "A",
        entries=(Entry(far, "x", "->", tasks=(promise("CV"), promise("JD", waiting=True))),),
        birthday=PartialDate(12, 31),
        placed_me=far,
        dates=(("x", PartialDate(1, 1)),),
        snooze_until=far,
    )
    assert len(due_items([person], far, DEFAULTS, soon=400)) <= 1
    upcoming([person], far, DEFAULTS)


# --- Laws ---------------------------------------------------------------------------------------


def lateness(person: Contact, today: date) -> dict[str, int]:
    """Give the days by which each kind of reason is overdue; the timer's kinds are one."""
    found: dict[str, int] = {}
    for item in due_items([person], today, DEFAULTS):
        for reason in item.reasons:
            kind = "timer" if reason.kind in TIMERS else reason.kind
            found[kind] = max(found.get(kind, 0), (today - reason.due).days)
    return found


@hypothesis_settings(max_examples=examples(150))
@given(person=contacts, new=entries(0, 0))
def test_logging_today_makes_nobody_more_overdue(person: Contact, new: Entry) -> None:
    """Whatever is logged today, no reason of anybody is later than it was before.

    Two things are set aside: a task that is entered with a date in the past, and what a snooze
    had hidden, which any entry shows again.
    """
    tasks = tuple(task for task in new.tasks if task.due is None or task.due >= TODAY)
    before = person._replace(snooze_until=None)
    was = lateness(before, TODAY)
    now = lateness(log(before, new._replace(tasks=tasks)), TODAY)
    assert all(days <= was.get(kind, 0) for kind, days in now.items())


@hypothesis_settings(max_examples=examples(150))
@given(person=contacts, new=entries(0, 0))
def test_logging_today_makes_no_timer_late(person: Contact, new: Entry) -> None:
    """After an entry of today the timer is due today or later, snoozed or not.

    A touch and a record move no timer; a touch ends a snooze all the same.
    """
    due = next_due(log(person, new), TODAY, DEFAULTS)
    if meaning_of(new) in ("touch", "record"):
        before = next_due(person._replace(snoozed=None, snooze_until=None), TODAY, DEFAULTS)
        assert before is None or (due and due >= before)
    else:
        assert due is None or due >= TODAY


@hypothesis_settings(max_examples=examples(200))
@given(person=contacts, ago=st.integers(0, 300), passed=st.integers(0, 60))
def test_an_attempt_brings_nobody_forward(person: Contact, ago: int, passed: int) -> None:
    """A `->`, of today or entered for an earlier day, never brings the next date forward.

    Any entry ends a snooze set before it. And of somebody who has no first day at all (touches and
    records are none) it is not known when they were due, so an attempt of long ago is then all
    there is.
    """
    today = TODAY + timedelta(days=passed)
    on = today - timedelta(days=ago)
    dated = [each for each in person.entries if meaning_of(each) not in ("touch", "record")]
    assume(on == today or any(each.date <= on for each in dated))
    person = person._replace(snoozed=None)
    before = next_due(person, today, DEFAULTS)
    after = next_due(log(person, Entry(on, "", "->")), today, DEFAULTS)
    if before is not None and person.cadence != EVENT:
        assert after is not None
        assert after >= before
    elif before and after:
        assert after >= before


@hypothesis_settings(max_examples=examples(60))
@given(
    histories=st.lists(contacts, min_size=1, max_size=4),
    named=st.lists(
        st.tuples(st.sampled_from(["Анна", "анна", "Anna"]), st.integers(0, 20)),
        min_size=2,
        max_size=8,
        unique_by=lambda each: each[1],
    ),
    chance=st.randoms(),
)
def test_the_order_is_total(
    histories: list[Contact], named: list[tuple[str, int]], chance: Random
) -> None:
    """The same people, be they alike but for the path, give the same rows in whatever order."""
    people = [
        (histories[number % len(histories)])._replace(name=name, path=f"{number}.md")
        for name, number in named
    ]
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert due_items(people, TODAY, DEFAULTS, 30) == due_items(shuffled, TODAY, DEFAULTS, 30)


@hypothesis_settings(max_examples=examples(60))
@given(people=st.lists(contacts, max_size=8, unique_by=lambda each: each.path))
def test_a_row_follows_its_first_reason(people: list[Contact]) -> None:
    """Everybody has one row at most; group and day are those of its first reason."""
    items = due_items(people, TODAY, DEFAULTS, 10)
    assert len({item.contact.path for item in items}) == len(items)
    for item in items:
        assert (item.group, item.due) == (item.reasons[0].group, item.reasons[0].due)
        assert (item.group == "soon") == (item.due > TODAY)
        assert item.days_overdue == max(0, (TODAY - item.due).days)
        assert all("\n" not in say_reason(reason, TODAY) for reason in item.reasons)
        assert item.contact.status == "active" or item.contact.paused_until


@hypothesis_settings(max_examples=examples(60))
@given(person=contacts, direction=directions.filter(lambda each: each != "~"))
def test_who_has_an_entry_is_not_new(person: Contact, direction: Direction) -> None:
    """Somebody with an entry that is no touch is not in the group `new`."""
    items = due_items([log(person, Entry(TODAY, "", direction))], TODAY, DEFAULTS)
    assert all(item.group != "new" for item in items)
