from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.paging import later_rows, shared_reasons, split_page
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.model import NO_EVENT_NOTES, Entry, EventNotes
from contactkeeper.core.settings import Holiday, ModeChoice, OccasionRules, Settings
from event_notes import event, event_notes, news, with_events, with_news
from histories import EVENT, MONTHLY, QUARTERLY, TODAY, contact, contacts, day, entry, log
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from contactkeeper.core.agenda.model import DueItem
    from contactkeeper.core.model import Contact

DEFAULTS = Settings()
FOR_ALL = Settings(holidays=(Holiday("HR Day", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=23"),))
STAFF = with_news(news("11-16"))
PEOPLE = [contact(f"Person {number:02}", entry("11-02"), cadence=EVENT) for number in range(12)]
"""Twelve people for whom nothing is due."""


def listed(
    people: Iterable[Contact],
    found: EventNotes = STAFF,
    on: date = TODAY,
    rules: Settings = DEFAULTS,
    soon: int = 0,
) -> list[DueItem]:
    """List who is due."""
    return due_items(people, on, rules, soon, event_notes=found)


def numbers(items: Iterable[DueItem]) -> list[int]:
    """Give the numbers of people of PEOPLE."""
    return [int(item.contact.name.rpartition(" ")[2]) for item in items]


def test_news_makes_three_rows() -> None:
    """Of twelve who should hear it three are listed, whatever order their notes were read in."""
    assert numbers(listed(PEOPLE)) == numbers(listed(PEOPLE[::-1])) == [0, 1, 2]


def test_all_news_together_makes_three_rows() -> None:
    """Two campaigns have no more places than one, and a row tells the news of both."""
    items = listed(PEOPLE, with_news(news("11-16"), news("11-20", name="Award")))
    assert numbers(items) == [0, 1, 2]
    assert [[each.name for each in item.tell] for item in items] == [
        ["Staff engineer", "Award"]
    ] * 3
    assert [len(item.reasons) for item in items] == [2, 2, 2]


def test_what_ends_first_is_told_first() -> None:
    """News that ends sooner has the places before other news, the key tier before others."""
    first = news("11-20", '"Person 05"', name="Talk", until="11-25")
    people = [*PEOPLE[:11], PEOPLE[11]._replace(tier="key")]
    assert numbers(listed(people, with_news(news("11-16"), first))) == [5, 11, 0]


def test_news_lifts_nobody_who_comes_up_before_its_last_day() -> None:
    """Whoever has a row of their own by then hears it with that row."""
    monthly = contact("Person 00", entry("11-02"), cadence=MONTHLY)
    assert numbers(listed([monthly, *PEOPLE[1:]])) == [1, 2, 3]
    assert numbers(listed([monthly._replace(cadence=QUARTERLY)])) == [0]


def test_in_its_last_days_news_lifts_all_who_are_left() -> None:
    """From a week before its last day on nobody waits for a row of their own."""
    monthly = contact("Person 00", entry("11-12"), cadence=MONTHLY)
    assert listed([monthly], on=day("12-09")) == []
    assert numbers(listed([monthly], on=day("12-10"))) == [0]


def test_whoever_is_up_next_anyway_is_asked_first() -> None:
    """Among equals those have the places whose rhythm comes round first: one word does for both."""
    monthly = contact("Person 09", entry("11-02"), cadence=MONTHLY)
    items = listed([*PEOPLE[:9], monthly], NO_EVENT_NOTES, rules=FOR_ALL)
    assert numbers(item for item in items if item.turn == "today") == [0, 9]


TOLD = "about [[Staff engineer]]"


def test_a_ration_does_not_refill() -> None:
    """Whoever was told today keeps the place: nobody comes up in their stead before tomorrow."""
    people = [log(PEOPLE[0], entry("11-23", "->", TOLD)), *PEOPLE[1:]]
    assert numbers(listed(people)) == [1, 2]
    said = log(people[1], entry("11-23", "", TOLD))
    people[1] = said._replace(snooze_until=day("12-23"), snoozed=TODAY)
    assert numbers(listed(people)) == [2]
    assert numbers(listed(people, on=day("11-24"))) == [2, 3, 4]


def test_a_snooze_set_today_frees_no_place() -> None:
    """Whoever is hidden until later today makes no room for others today."""
    hidden = PEOPLE[0]._replace(snooze_until=day("12-23"), snoozed=TODAY)
    assert numbers(listed([hidden, *PEOPLE[1:]])) == [1, 2]
    hidden = hidden._replace(snoozed=day("11-22"))
    assert numbers(listed([hidden, *PEOPLE[1:]])) == [1, 2, 3]


def test_who_comes_up_anyway_carries_it() -> None:
    """Whoever is listed for something else takes no place, stays in that group, and is told."""
    late = contact("Late", entry("09-01"), cadence=MONTHLY)
    items = listed([*PEOPLE, late])
    assert [item.contact.name for item in items if item.group == "overdue"] == ["Late"]
    assert [reason.kind for reason in items[-1].reasons] == ["cadence", "news"]
    assert [each.name for each in items[-1].tell] == ["Staff engineer"]
    assert len(items) == 4


def test_who_has_heard_has_nothing_to_be_told() -> None:
    """Whoever is listed and has heard it carries no news."""
    late = contact("Late", entry("11-16", "->", TOLD), entry("11-17", "<-", "hi"), cadence=MONTHLY)
    assert [item.tell for item in listed([late])] == [()]


@pytest.mark.parametrize("mode", ["steady", "searching", "settling-in", "changing-field"])
def test_the_quotas_hold_in_every_mode(mode: str) -> None:
    """However long the morning is: who is due for something of their own takes no place."""
    late = [contact(f"Late {number}", entry("09-01"), cadence=MONTHLY) for number in range(20)]
    rules = FOR_ALL._replace(mode=ModeChoice(mode))
    items = listed([*PEOPLE, *late], rules=rules)
    assert [item.turn for item in items if item.group == "circle"].count("today") == 5


def test_each_has_a_turn() -> None:
    """Those who are not told today come up on the working days after, three a day."""
    items = listed(PEOPLE, soon=3)
    assert [(item.due, item.group) for item in items] == [
        *[(day("11-16"), "circle")] * 3,
        *[(day("11-24"), "soon")] * 3,
        *[(day("11-25"), "soon")] * 3,
        *[(day("11-26"), "soon")] * 3,
    ]
    weekend = DEFAULTS._replace(plan_blackout=((day("11-24"), day("11-26")),))
    items = listed(PEOPLE, rules=weekend, soon=7)
    assert [f"{item.due:%m-%d}" for item in items][::3] == ["11-16", "11-27", "11-30"]


def test_there_are_turns_until_the_last_day() -> None:
    """For whom no day is left, nothing comes up: they hear it when they come up anyway."""
    short = with_news(news("11-16", until="11-25"))
    assert numbers(listed(PEOPLE, short, soon=30)) == list(range(9))


def test_a_holiday_for_all_makes_two_rows() -> None:
    """A line stands for the others; who is listed anyway has it as a further reason."""
    late = contact("Late", entry("09-01"), cadence=MONTHLY)
    items = listed([*PEOPLE, late], NO_EVENT_NOTES, rules=FOR_ALL)
    assert [item.turn for item in items if item.group == "circle"] == [
        *["today"] * 2,
        *["later"] * 10,
    ]
    (other,) = (item for item in items if item.group != "circle")
    assert [reason.kind for reason in other.reasons] == ["cadence", "holiday"]
    shown, waiting, folded = split_page(items, 10)
    assert (len(shown), waiting, len(folded)) == (3, [], 10)
    (line,) = shared_reasons(items, shown)
    assert (line.reason.about, line.people, line.key) == ("HR Day", 13, 0)


@given(st.lists(st.integers(1, 40), min_size=3, max_size=12), st.integers(0, 40))
@settings(max_examples=examples(60))
def test_a_holiday_for_all_hides_nobody_who_comes_up(spoke: list[int], soon: int) -> None:
    """Whoever is listed, or comes up soon, without it is so with it, for the same day."""
    people = [
        contact(f"Person {number}", Entry(TODAY - timedelta(days=ago)), cadence=MONTHLY)
        for number, ago in enumerate(spoke)
    ]
    rows = listed(people, NO_EVENT_NOTES, rules=FOR_ALL, soon=soon)
    today = {row.contact.path for row in rows if not row.is_folded}
    coming = {row.contact.path: row.due for row in later_rows(rows)}
    for row in listed(people, NO_EVENT_NOTES, soon=soon):
        path = row.contact.path
        assert path in today or coming.get(path) == row.due


def test_an_audience_is_rationed_and_people_are_not() -> None:
    """Whom an event names are all asked; of those whom its audience adds, two a morning."""
    named = tuple(f"Person {number:02}" for number in range(4, 11))
    meetup = with_events(event("12-01", "", *named))
    assert numbers(listed(PEOPLE, meetup)) == list(range(4, 11))
    wide = listed(PEOPLE, with_events(event("12-01", audience="all")))
    assert numbers(item for item in wide if item.turn == "today") == [0, 1]
    assert sum(item.is_folded for item in wide) == 10


def test_the_rations_can_be_set() -> None:
    """`news_per_day` and `circle_per_day` say how many rows there are."""
    rules = FOR_ALL._replace(occasions=OccasionRules(news_per_day=2, circle_per_day=1))
    items = [item for item in listed(PEOPLE, rules=rules) if item.turn == "today"]
    assert numbers(items) == [0, 1, 2]
    assert [item.reasons[0].kind for item in items] == ["holiday"] * 3
    assert all(item.reasons[-1].kind == "news" for item in items)


def test_my_employers_people_do_not_hear_that_i_search() -> None:
    """News of the kind `search-status` leaves out the people of `[me] employer`."""
    colleague = contact("Колле", entry("11-02"), cadence=EVENT, company="СКБ Контур")
    rules = DEFAULTS._replace(employer="контур")
    search = with_news(news("11-16", "all", kind="search-status"))
    assert listed([colleague], search, rules=rules) == []
    assert len(listed([colleague], search)) == len(listed([colleague], rules=rules)) == 1


def without_double_paths(found: list[Contact]) -> list[Contact]:
    """Keep one contact of each path."""
    return list({each.path: each for each in found}.values())


networks = st.lists(contacts, max_size=12).map(without_double_paths)
rules_of_a_day = st.builds(
    lambda news_per_day, circle_per_day, with_holiday: (
        FOR_ALL if with_holiday else DEFAULTS
    )._replace(
        occasions=OccasionRules(news_per_day=news_per_day, circle_per_day=circle_per_day),
    ),
    st.integers(1, 3),
    st.integers(1, 3),
    st.booleans(),
)


@settings(max_examples=examples(150), deadline=None)
@given(people=networks, found=event_notes, rules=rules_of_a_day, passed=st.integers(-40, 40))
def test_never_more_than_the_ration(
    people: list[Contact], found: EventNotes, rules: Settings, passed: int
) -> None:
    """No morning has more rows of news alone, or of circles alone, than their rations."""
    today = TODAY + timedelta(days=passed)
    items = listed(people, found, today, rules)
    lifted = [item for item in items if item.group == "circle" and item.turn == "today"]
    rations = rules.occasions
    assert len(lifted) <= rations.news_per_day + rations.circle_per_day
    circles = [item for item in lifted if not any(each.kind == "news" for each in item.reasons)]
    assert len(circles) <= rations.circle_per_day
    news_alone = [item for item in lifted if all(each.kind == "news" for each in item.reasons)]
    assert len(news_alone) <= rations.news_per_day


@settings(max_examples=examples(150), deadline=None)
@given(people=networks, found=event_notes, rules=rules_of_a_day, soon=st.integers(0, 30))
def test_never_outside_its_days(
    people: list[Contact], found: EventNotes, rules: Settings, soon: int
) -> None:
    """No reason comes up before its first or after its last day, with a ration or without."""
    for item in listed(people, found, TODAY, rules, soon):
        for reason in item.reasons:
            if reason.last_day is not None:
                assert (reason.due <= TODAY) is (reason.group in ("occasion", "circle"))
                assert max(reason.due, TODAY) <= min(reason.last_day, add_days(TODAY, soon))


@settings(max_examples=examples(150), deadline=None)
@given(people=networks, found=event_notes, rules=rules_of_a_day, data=st.data())
def test_serving_one_creates_no_other(
    people: list[Contact], found: EventNotes, rules: Settings, data: st.DataObject
) -> None:
    """A word to somebody today brings nobody onto the list for a holiday, an event or news."""
    before = listed(people, found, TODAY, rules)
    if not before:
        return
    served = data.draw(st.sampled_from(before)).contact
    said = data.draw(st.sampled_from([Entry(TODAY, "hello", "->"), Entry(TODAY, "hello")]))
    people = [log(each, said) if each is served else each for each in people]
    had = {
        (item.contact.path, reason.kind, reason.about) for item in before for reason in item.reasons
    }
    for item in listed(people, found, TODAY, rules):
        for reason in item.reasons:
            # To the one I wrote to, news may be all that is left.
            if reason.last_day and (reason.kind != "news" or item.contact.path != served.path):
                assert (item.contact.path, reason.kind, reason.about) in had


@settings(max_examples=examples(100), deadline=None)
@given(people=networks, found=event_notes, rules=rules_of_a_day, data=st.data())
def test_the_order_of_the_notes_does_not_matter(
    people: list[Contact], found: EventNotes, rules: Settings, data: st.DataObject
) -> None:
    """The same people, events and news give the same list, in whatever order they were read."""
    shuffled = data.draw(st.permutations(people))
    turned = EventNotes(found.events[::-1], found.news[::-1])
    assert listed(shuffled, turned, TODAY, rules, 20) == listed(people, found, TODAY, rules, 20)
