"""A year of mornings: sixty people, three messages a weekday, fewer than half of them answered.

Once with what is their own, birthdays and the like; and once more with all that there is besides:
holidays for everybody, conferences, and news of one's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest

from contactkeeper.core.agenda.due import due_items, next_due
from contactkeeper.core.agenda.paging import split_page
from contactkeeper.core.model import (
    NO_EVENT_NOTES,
    Cadence,
    Contact,
    Entry,
    Event,
    EventNotes,
    News,
    PartialDate,
)
from contactkeeper.core.settings import Holiday, Settings

PEOPLE = 60
KEY_PEOPLE = 8
ANSWERED = 0.45
MESSAGES_A_DAY = 3
FIRST_DAY = date(2026, 1, 5)
LAST_DAY = FIRST_DAY + timedelta(days=364)
SETTINGS = Settings()
HOLIDAYS = Settings(
    holidays=(
        Holiday("International HR Day", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20"),
        Holiday("День кадровика", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=24"),
        Holiday("День кадрового работника", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=12"),
        Holiday("New Year", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "all", 10),
    )
)


def event(name: str, first: date, last: date, audience: str, *people: int) -> Event:
    """Write an event shortly."""
    named = tuple(f"[[Рекрутер {number:02}]]" for number in people)
    return Event(f"Events/{name}.md", name, first, last, people=named, audience=audience)


BUSY = EventNotes(
    (
        event("JPoint", date(2026, 4, 13), date(2026, 4, 15), "tier:supporting", 1, 9, 17, 25),
        event("Meetup", date(2026, 6, 4), date(2026, 6, 4), "", 3, 4),
        event("HighLoad++", date(2026, 12, 1), date(2026, 12, 2), "all", 0, 8, 19, 30, 41, 52),
    ),
    (
        News("News/Talk at JPoint.md", "Talk at JPoint", date(2026, 4, 16), "talk", "tier:key"),
        News("News/Staff engineer.md", "Staff engineer", date(2026, 9, 7), "position", "all"),
        News("News/Award.md", "Award", date(2026, 9, 21), "award", "all", strict=True),
        News("News/Go course.md", "Go course", date(2026, 2, 2), "course", "not cadence:event"),
    ),
)


@dataclass
class Network:
    """Sixty contacts and the answers that are on their way."""

    chance: Random
    contacts: dict[str, Contact] = field(default_factory=dict)
    answers: list[tuple[date, str]] = field(default_factory=list)
    brought_forward: list[tuple[date, str]] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    settings: Settings = SETTINGS
    event_notes: EventNotes = NO_EVENT_NOTES
    only_news: list[int] = field(default_factory=list)
    """How many rows of a morning had nothing but news."""

    def live(self, days: int) -> None:
        """Pass so many days: read what came, write to the first of the list."""
        for today in (FIRST_DAY + timedelta(days=passed) for passed in range(days)):
            for day, path in self.answers:
                if day == today:
                    self.note(path, Entry(today, "thanks, I'll ask around", "<-", "telegram"))
            if today.weekday() < 5:
                items = due_items(
                    self.contacts.values(), today, self.settings, event_notes=self.event_notes
                )
                shown = split_page(items, self.settings.due_limit).shown
                self.rows.append(len(shown))
                self.only_news.append(sum(item.reasons[0].kind == "news" for item in shown))
                for item in shown[:MESSAGES_A_DAY]:
                    told = tuple(("told", f"[[{news.name}]]") for news in item.tell)
                    self.write(item.contact.path, today, told)

    def write(self, path: str, today: date, told: tuple[tuple[str, str], ...]) -> None:
        """Send one message, with all news; an answer comes within a week, or never."""
        before = next_due(self.contacts[path], today, SETTINGS)
        self.note(path, Entry(today, "how are you?", "->", "telegram", fields=told))
        after = next_due(self.contacts[path], today, SETTINGS)
        if before and (after is None or after < before):
            self.brought_forward.append((today, path))
        if self.chance.random() < ANSWERED:
            self.answers.append((today + timedelta(days=self.chance.randint(1, 7)), path))

    def note(self, path: str, entry: Entry) -> None:
        """Append an entry to somebody's log."""
        contact = self.contacts[path]
        self.contacts[path] = contact._replace(entries=(*contact.entries, entry))

    def longest_silence(self, tier: str) -> int:
        """Count the most days in the year without a word to somebody of a tier with a rhythm."""
        return max(
            (later - earlier).days
            for contact in self.contacts.values()
            if contact.tier == tier and contact.cadence is None
            for earlier, later in pairwise([*(entry.date for entry in contact.entries), LAST_DAY])
        )


def make_network(seed: int) -> Network:
    """Make a network of some years: eight key people, six without a timer, all with birthdays."""
    chance = Random(seed)  # noqa: S311
    network = Network(chance)
    for number in range(PEOPLE):
        path = f"Recruiters/{number:02}.md"
        key = number < KEY_PEOPLE
        spoke = FIRST_DAY - timedelta(days=chance.randrange(30 if key else 91))
        network.contacts[path] = Contact(
            path=path,
            name=f"Рекрутер {number:02}",
            tier="key" if key else "supporting",
            cadence=Cadence("event") if number % 10 == 9 else None,
            birthday=PartialDate(chance.randint(1, 12), chance.randint(1, 28)),
            placed_me=date(2024, 3, 15) if number == 0 else None,
            entries=(Entry(spoke, "talked about the market", "", "call"),),
        )
    return network


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_morning_fits_a_person(seed: int) -> None:
    """In a year no morning shows more than ten rows, with what always shows."""
    network = make_network(seed)
    network.live(365)
    assert len(network.rows) == 261
    assert max(network.rows) <= 10


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_busy_year_fits_a_person_too(seed: int) -> None:
    """With holidays, conferences and news too; and these keep nobody of the others waiting long."""
    network = make_network(seed)
    network.settings, network.event_notes = HOLIDAYS, BUSY
    network.live(365)
    assert max(network.rows) <= 10
    assert max(network.only_news) == HOLIDAYS.occasions.news_per_day
    assert network.longest_silence("key") <= 1.5 * 31
    assert network.longest_silence("supporting") <= 5 / 3 * 92


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_message_brings_nobody_forward(seed: int) -> None:
    """In a year of messages none brings anybody's next date forward."""
    network = make_network(seed)
    network.live(365)
    assert network.brought_forward == []


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_is_forgotten(seed: int) -> None:
    """In a year nobody who has a rhythm stays without a word for half as long again as it is."""
    network = make_network(seed)
    network.live(365)
    assert network.longest_silence("key") <= 1.5 * 31
    assert network.longest_silence("supporting") <= 1.5 * 92
