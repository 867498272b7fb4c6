from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.log_summary import last_own_day
from contactkeeper.core.agenda.plan import Plan, can_wait, catch_up, make_plan, reasons_on
from contactkeeper.core.calendar.days import week_of
from contactkeeper.core.model import NO_EVENT_NOTES, Contact, EventNotes, PartialDate, Task
from contactkeeper.core.settings import Settings
from contactkeeper.text.en.reasons import say_reason, say_unplaced
from event_notes import event, event_notes, news, with_news
from histories import EVENT, MONTHLY, NONE, TODAY, contact, contacts, day, days, entry, log, promise
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from contactkeeper.core.agenda.model import DueItem

DEFAULTS = Settings()
ONE_A_DAY = DEFAULTS._replace(plan_per_day=1)
LATE = entry("05-01")

people = st.lists(
    st.builds(
        lambda person, company: person._replace(company=company),
        contacts,
        st.sampled_from(["", "Ozon", " OZON", "Яндекс", "Контур", "Kontur", "VK"]),
    ),
    max_size=14,
    unique_by=lambda each: each.path,
)
spans = st.lists(
    st.tuples(days(-10, 30), days(-10, 30)).map(lambda span: (min(span), max(span))), max_size=2
).map(tuple)
rules = st.builds(
    lambda per_day, blackout: DEFAULTS._replace(plan_per_day=per_day, plan_blackout=blackout),
    st.integers(1, 3),
    spans,
)


def shown(plan: Plan) -> list[str]:
    """Write a plan shortly: `11-23 Anna, Boris`, and `- Clara: why`."""
    lines = [
        f"{each.date:%m-%d} {', '.join(item.contact.name for item in each.items)}"
        for each in plan.days
    ]
    return lines + [f"- {each.item.contact.name}: {say_unplaced(each)}" for each in plan.unplaced]


def planned(plan: Plan) -> list[tuple[DueItem, date]]:
    """List everybody who is placed, with the day."""
    return [(item, each.date) for each in plan.days for item in each.items]


def company_of(person: Contact) -> str:
    """Fold a company by hand, as far as these laws need it."""
    return person.company.strip().casefold()


def until_today(person: Contact) -> Contact:
    """Take away what is dated after today: it would end a snooze on its day."""
    noted = person.last_contact
    return person._replace(
        entries=tuple(each for each in person.entries if each.date <= TODAY),
        last_contact=noted if noted and noted <= TODAY else None,
    )


def born(on: str) -> PartialDate:
    """Write a birthday shortly."""
    return PartialDate(day(on).month, day(on).day)


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    found=people, rule=rules, weeks=st.integers(1, 3), happen=st.just(NO_EVENT_NOTES) | event_notes
)
def test_the_laws_of_a_plan(
    found: list[Contact], rule: Settings, weeks: int, happen: EventNotes
) -> None:
    """No day is over its cap or none to work on; nobody is lost, there twice, early or too late.

    Appointments stand on their own days in any case.
    """
    plan = make_plan(found, TODAY, rule, weeks, event_notes=happen)
    assert plan == make_plan(list(reversed(found)), TODAY, rule, weeks, event_notes=happen)

    horizon = weeks * 7 - 1
    due = due_items(found, TODAY, rule, soon=horizon, event_notes=happen)
    there = [item.contact.path for item, _ in planned(plan)]
    there += [each.item.contact.path for each in plan.unplaced]
    assert sorted(there) == sorted(item.contact.path for item in due if item.unfolded)

    for each in plan.days:
        free = each.date.isoweekday() > 5
        free |= any(early <= each.date <= late for early, late in rule.plan_blackout)
        assert not free or all(map(is_agreed, each.items))
        assert TODAY <= each.date <= TODAY + timedelta(days=horizon) == plan.last
        wrote = sum(last_own_day(one, TODAY) == each.date for one in found)
        room = rule.plan_per_day - wrote * (each.date == TODAY)
        assert each.items
        asked = [item for item in each.items if not (goes_by(item) or is_agreed(item))]
        assert len(asked) <= max(room, 0)
    for item, on in planned(plan):
        assert on >= item.due
        assert reasons_on(item, on)

    weeks_of: dict[tuple[int, str], set[str]] = {}
    for item, on in planned(plan):
        if item.contact.company and not (goes_by(item) or is_agreed(item)):
            week = (week_of(on), company_of(item.contact))
            weeks_of.setdefault(week, set()).add(item.contact.path)
    assert all(len(paths) == 1 for paths in weeks_of.values())


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=people, rule=rules, happen=st.just(NO_EVENT_NOTES) | event_notes)
def test_who_can_wait_takes_no_place_of_who_can_not(
    found: list[Contact], rule: Settings, happen: EventNotes
) -> None:
    """No reply and no open occasion could have the place of somebody with only a timer."""
    found = [one._replace(company="") for one in found]
    plan = make_plan(found, TODAY, rule, 3, event_notes=happen)
    waiting = [on for item, on in planned(plan) if can_wait(item)]
    later = {item.contact.path: on for item, on in planned(plan)}
    for item in plan.items:
        on = later.get(item.contact.path, date.max)
        for reason in item.reasons:
            if reason.kind == "reply" or reason.last_day:
                last = reason.last_day or date.max
                window = [each for each in waiting if reason.due <= each <= last]
                # One who has several such reasons is placed for the first of them.
                first = next(each for each in item.reasons if not can_wait(alone(item, each)))
                if first == reason:
                    assert not [each for each in window if each < on], (reason, on)


def is_agreed(item: DueItem) -> bool:
    """Say whether somebody has an appointment that is ahead."""
    return any(reason.kind == "meet" and not reason.to_confirm for reason in item.reasons)


def goes_by(item: DueItem) -> bool:
    """Say whether an occasion of somebody alone has them planned, whatever else there is."""
    return any(reason.last_day and not reason.shared for reason in item.reasons)


def alone(item: DueItem, reason: object) -> DueItem:
    """Return a row with one of its reasons alone."""
    return item._replace(reasons=(reason,))  # type: ignore[arg-type]


@settings(max_examples=examples(80), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(found=people, rule=rules)
def test_catching_up_hides_nobody_who_waits_for_me(found: list[Contact], rule: Settings) -> None:
    """After the snoozes each is back on the day of the plan, and nothing but timers is hidden."""
    found = [until_today(one) for one in found]
    plan = make_plan(found, TODAY, rule, 3)
    chosen = catch_up(plan, TODAY, rule)
    snoozed = {item.contact.path: on for item, on in chosen.wait}
    for item, on in chosen.wait:
        asleep = item.contact._replace(snooze_until=on, snoozed=TODAY)
        assert on > TODAY
        assert not due_items([asleep], on - timedelta(days=1), rule)
        assert due_items([asleep], on, rule)
        for ahead in range((on - TODAY).days):
            awake = due_items([item.contact], TODAY + timedelta(days=ahead), rule)
            assert all(can_wait(each) for each in awake)
    for item in plan.items:
        if item.contact.path in snoozed:
            assert item.group != "soon"
            assert can_wait(item)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            [contact(f"P{n}", LATE) for n in range(6)],
            ["11-23 P0", "11-24 P1", "11-25 P2", "11-26 P3", "11-27 P4",
             "- P5: every place until Sun 29 Nov is taken"],
            id="the order of the morning list, and who is too many",
        ),
        pytest.param(
            [contact("Supporting", LATE), contact("Key", entry("10-20"), tier="key"),
             contact("Reply", entry("11-20", "<-", "hi"))],
            ["11-23 Reply", "11-24 Key", "11-25 Supporting"],
            id="replies first, then the key tier",
        ),
        pytest.param(
            [contact("Reply", entry("11-20", "<-", "hi")),
             contact("Born", entry("11-12"), birthday=born("11-21"), tier="key"),
             contact("Promised", entry("11-10", tasks=(promise("CV", "11-20"),)), tier="key")],
            ["11-23 Born", "11-24 Reply", "11-25 Promised"],
            id="occasions and replies before what was promised, whatever the tier",
        ),
        pytest.param(
            [contact("Born", entry("11-12"), birthday=born("11-26")),
             contact("Late", LATE), contact("Later", LATE)],
            ["11-23 Late", "11-24 Later", "11-26 Born"],
            id="an occasion is not before its day",
        ),
        pytest.param(
            [contact("Anna", LATE, company="Ozon"), contact("Boris", LATE, company=" OZON "),
             contact("Clara", LATE), contact("Dora", LATE)],
            ["11-23 Anna", "11-24 Clara", "11-25 Dora",
             "- Boris: one person of OZON a week, and others come first"],
            id="one of a company, however it is written; none is no company",
        ),
        pytest.param(
            [contact("Anna", entry("11-23"), company="Ozon", cadence=MONTHLY),
             contact("Boris", LATE, company="ozon"), contact("Clara", LATE)],
            ["11-24 Clara", "- Boris: one person of ozon a week, and others come first"],
            id="whom I wrote to today counts, and so does the company",
        ),
        pytest.param(
            [contact("Anna", entry("11-22"), entry("11-23", "<-", "hi"), company="Ozon")],
            ["11-23 Anna"],
            id="the week of a company is not taken from the person who had it",
        ),
        pytest.param(
            [contact("Short", entry("11-12"), birthday=born("11-20")),
             contact("Long", entry("11-12"), birthday=born("11-22"), tier="key")],
            ["11-23 Short", "11-24 Long"],
            id="one whose occasion lasts longer makes room",
        ),
        pytest.param(
            [contact("Short", entry("11-12"), birthday=born("11-20")),
             contact("Reply", entry("11-20", "<-", "hi"), tier="key")],
            ["11-23 Reply, Short"],
            id="an occasion that ends has a place though the day is full",
        ),
        pytest.param(
            [contact("Born", entry("05-12"), birthday=born("11-20")),
             contact("Reply", entry("11-20", "<-", "hi"), tier="key")],
            ["11-23 Reply, Born"],
            id="and so has one beside a timer",
        ),
        pytest.param(
            [contact("None", cadence=NONE, birthday=born("11-23")),
             contact("Gone", LATE, status="do-not-contact"),
             contact("Asleep", LATE, snooze_until=day("11-26"), snoozed=day("11-20")),
             contact("Paused", LATE, status="paused")],
            ["11-26 Asleep"],
            id="nobody who is not to be shown, and a snooze is kept",
        ),
    ],
)  # fmt: skip
def test_a_week_at_one_a_day(found: list[Contact], expected: list[str]) -> None:
    """Who is placed where in the week from Monday 23 November to Sunday, one a day."""
    assert shown(make_plan(found, TODAY, ONE_A_DAY, 1)) == expected


def test_who_is_congratulated_has_the_day_itself() -> None:
    """However many there are, and whom of the company I wrote to; on a weekend the day after it."""
    late = [contact(f"P{n}", LATE) for n in range(9)]
    found = [
        *late,
        contact("Born", entry("11-12"), birthday=born("11-25"), company="Ozon"),
        contact("Placed", entry("11-12"), placed_me=day("2025-11-25"), company="Ozon"),
        contact("Saturday", entry("11-12"), birthday=born("11-28")),
        contact("Overdue", LATE, birthday=born("11-26")),
    ]
    plan = make_plan(found, TODAY, ONE_A_DAY, 2)
    days = {item.contact.name: day.date for day in plan.days for item in day.items}
    assert days["Born"] == days["Placed"] == day("11-25")
    assert days["Saturday"] == day("11-30")
    assert days["Overdue"] == day("11-26")
    (words,) = (
        [say_reason(each, day("11-25")) for each in reasons_on(item, day("11-25"))]
        for item in plan.on(day("11-25"))
        if item.contact.name == "Born"
    )
    assert words == ["birthday today"]


def test_what_many_share_keeps_nobody_on_the_list() -> None:
    """A catch-up snoozes those whom news or an event's audience concerns too."""
    found = [contact(f"P{n}", LATE) for n in range(4)]
    notes = EventNotes((event("12-01", audience="all"),), (news("11-16"),))
    plan = make_plan(found, TODAY, ONE_A_DAY, 1, event_notes=notes)
    chosen = catch_up(plan, TODAY, ONE_A_DAY)
    assert [item.contact.name for item, _ in chosen.wait] == ["P1", "P2", "P3"]
    assert chosen.stay == ()


def test_a_plan_made_on_a_saturday() -> None:
    """The first day is Monday; an occasion that ends on the weekend has no working day left."""
    found = [contact("Born", entry("11-12"), birthday=born("11-25")), contact("Late", LATE)]
    assert shown(make_plan(found, day("11-28"), ONE_A_DAY, 1)) == [
        "11-30 Late",
        "- Born: no working day until Sat 28 Nov",
    ]


def test_the_holidays_are_kept_free() -> None:
    """Nobody is planned in a blackout; who has no working day before the end is said."""
    rule = ONE_A_DAY._replace(plan_blackout=((day("11-24"), day("11-30")), (day("12-02"),) * 2))
    found = [
        *(contact(f"P{n}", LATE) for n in range(3)),
        contact("Born", entry("11-12"), birthday=born("11-25")),
    ]
    assert shown(make_plan(found, TODAY, rule, 2)) == [
        "11-23 P0",
        "12-01 P1",
        "12-03 P2",
        "- Born: no working day until Sat 28 Nov",
    ]


def test_the_plan_goes_on_the_next_day() -> None:
    """Who was written to is done, and the others keep their days, those of today included."""
    found = [contact(f"P{n}", LATE) for n in range(4)]
    two_a_day = DEFAULTS._replace(plan_per_day=2)
    assert shown(make_plan(found, TODAY, two_a_day, 1)) == ["11-23 P0, P1", "11-24 P2, P3"]
    found[0] = log(found[0], entry("11-23", "->"))
    assert shown(make_plan(found, TODAY, two_a_day, 1)) == ["11-23 P1", "11-24 P2, P3"]
    found[1] = log(found[1], entry("11-23"))
    assert shown(make_plan(found, TODAY, two_a_day, 1)) == ["11-24 P2, P3"]
    assert shown(make_plan(found, day("11-24"), two_a_day, 1)) == ["11-24 P2, P3"]


def test_a_snooze_would_hide_a_birthday() -> None:
    """Who has an occasion, or a promise, up to the day of the plan is not chosen to catch up."""
    found = [
        contact("A1", LATE),
        contact("B", LATE, birthday=born("11-24")),
        contact("C", entry("05-01", tasks=(promise("CV", "11-25"),))),
        contact("D", LATE, birthday=born("12-30")),
        contact("Soon", entry("08-26")),
    ]
    plan = make_plan(found, TODAY, ONE_A_DAY, 1)
    assert shown(plan) == ["11-23 A1", "11-24 B", "11-25 C", "11-26 D", "11-27 Soon"]
    chosen = catch_up(plan, TODAY, ONE_A_DAY)
    assert [(item.contact.name, on) for item, on in chosen.wait] == [("D", day("11-26"))]
    assert [(item.contact.name, each.kind) for item, each in chosen.stay] == [
        ("B", "birthday"),
        ("C", "promise"),
    ]


def test_news_waits_for_what_was_promised() -> None:
    """News of mine, which is told for a month, has its place after promises and before rhythms."""
    found = [
        contact("Late", LATE, cadence=MONTHLY),
        contact("Promised", entry("11-20", tasks=(promise("CV", "11-24"),)), cadence=EVENT),
        contact("Told", entry("11-02"), cadence=EVENT),
    ]
    plan = make_plan(found, TODAY, ONE_A_DAY, 1, event_notes=with_news(news("11-16")))
    assert shown(plan) == ["11-23 Told", "11-24 Promised", "11-25 Late"]
    plan = make_plan(found, day("11-24"), ONE_A_DAY, 1, event_notes=with_news(news("11-16")))
    assert shown(plan) == ["11-24 Promised", "11-25 Told", "11-26 Late"]


def test_an_appointment_stands_on_its_own_day() -> None:
    """Full or not, working day or not; whatever else there is to say is said there."""
    call = Task("x", day("11-25"), "open", "appointment", 1, None, "call")
    found = [
        contact("A1", LATE),
        contact("A2", LATE),
        contact("A3", LATE),
        contact("Meets", entry("11-20"), tasks=(call,)),
        contact("Sunday", entry("11-20"), tasks=(call._replace(due=day("11-29")),)),
        contact("Held", LATE, tasks=(call._replace(due=day("11-20")),)),
    ]
    plan = make_plan(found, TODAY, ONE_A_DAY, 1)
    assert shown(plan) == [
        "11-23 Held", "11-24 A1", "11-25 Meets", "11-26 A2", "11-27 A3", "11-29 Sunday",
    ]  # fmt: skip
