"""What a campaign promises comes true, in a vault where people have rows of their own."""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from contactkeeper.core.agenda.campaigns import campaign_of
from contactkeeper.core.agenda.course import course_of
from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.paging import split_page
from contactkeeper.core.calendar.days import add_days, workdays
from contactkeeper.core.model import Entry
from contactkeeper.core.settings import Settings
from event_notes import news, with_news
from histories import EVENT, TODAY, contact

DEFAULTS = Settings()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_promise_comes_true(seed: int) -> None:
    """Whoever acts on six rows a morning has told all by the day that was foretold."""
    chance = Random(seed)  # noqa: S311
    people = {
        f"{number:02}": contact(
            f"P{number:02}",
            Entry(add_days(TODAY, -chance.randrange(1, 120)), "talked", "", "tg"),
            path=f"{number:02}",
            tier="key" if number < 12 else "supporting",
            cadence=EVENT if number % 7 == 0 else None,
        )
        for number in range(60)
    }
    told = news("11-23", "tier:key", until="2027-01-15")
    notes = with_news(told)
    campaign = campaign_of(told, people.values(), TODAY, DEFAULTS)
    course = course_of(campaign, people.values(), TODAY, DEFAULTS, notes)
    assert course.rest == 0
    for day in islice(workdays(TODAY), course.needed):
        items = due_items(people.values(), day, DEFAULTS, event_notes=notes)
        for item in split_page(items, DEFAULTS.due_limit).shown[:6]:
            fields = tuple(("told", each.name) for each in item.tell)
            person = people[item.contact.path]
            entries = (*person.entries, Entry(day, "hi", "->", fields=fields))
            people[item.contact.path] = person._replace(entries=entries)
    assert campaign_of(told, people.values(), day, DEFAULTS).to_go == ()
