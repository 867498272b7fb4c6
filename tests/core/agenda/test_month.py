"""A month of mornings: 120 people, five to eight acts a morning, and all that a log may say.

The list is true to what was done: nobody stands on it again for what was settled, and nobody is
called cold who was answered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import pytest

from contactkeeper.core.agenda.due import due_items
from contactkeeper.core.agenda.paging import ALWAYS_SHOWN, split_page
from contactkeeper.core.agenda.ranking import TIMERS
from contactkeeper.core.calendar.days import workdays
from contactkeeper.core.model import (
    Cadence,
    Contact,
    Entry,
    Event,
    EventNotes,
    News,
    PartialDate,
    Task,
)
from contactkeeper.core.settings import Holiday, Settings

if TYPE_CHECKING:
    from contactkeeper.core.agenda.model import DueItem, Reason
    from contactkeeper.core.model import Direction

FIRST_DAY = date(2026, 11, 2)
DAYS = 35
PEOPLE, KEY_PEOPLE, WITHOUT_TIMER = 120, 15, 20
ANSWERED = 0.45
LIMIT = 10
SETTINGS = Settings(
    holidays=(Holiday("HR day", "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=12", "tier:supporting"),)
)
EVENT_NOTES = EventNotes(
    (
        Event(
            "Events/HighLoad.md",
            "HighLoad++ 2026",
            date(2026, 11, 19),
            date(2026, 11, 20),
            people=("[[Person 001]]", "[[Person 040]]"),
            audience="all",
        ),
    ),
    (
        News("News/Staff engineer.md", "Staff engineer", FIRST_DAY, "position", "tier:key"),
        News("News/Talk at HighLoad.md", "Talk at HighLoad", date(2026, 11, 20), "talk", "all"),
    ),
)


@dataclass
class Month:
    """The people, the answers that are on their way, and what the last morning settled."""

    chance: Random
    people: dict[str, Contact] = field(default_factory=dict)
    answers: list[tuple[date, str]] = field(default_factory=list)
    settled: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Path, kind of the reason, what it is about, its words; of a timer without the last two."""
    chased: dict[tuple[str, str], date] = field(default_factory=dict)
    """The day on which I asked for what somebody owes, by the path and its words."""

    def log(self, path: str, entry: Entry) -> None:
        """Append an entry to somebody's log."""
        person = self.people[path]
        self.people[path] = person._replace(entries=(*person.entries, entry))

    def say(self, item: DueItem, today: date, direction: Direction, channel: str = "tg") -> None:
        """Write or talk to somebody, and tell all news; what is written may be answered."""
        told = tuple(("told", f"[[{news.name}]]") for news in item.tell)
        tasks: tuple[Task, ...] = ()
        if not direction and self.chance.random() < 0.5:
            tasks = (Task(f"CV of {today}", today + timedelta(days=self.chance.randint(1, 6))),)
        path = item.contact.path
        self.log(path, Entry(today, "as said", direction, channel, fields=told, tasks=tasks))
        if direction == "->" and self.chance.random() < ANSWERED:
            self.answers.append((today + timedelta(days=self.chance.randint(1, 7)), path))

    def tick(self, path: str, kind: str) -> None:
        """Tick every open task of a kind."""
        person = self.people[path]
        self.people[path] = person._replace(
            entries=tuple(
                entry._replace(
                    tasks=tuple(
                        task._replace(state="kept") if task.kind == kind else task
                        for task in entry.tasks
                    )
                )
                for entry in person.entries
            )
        )

    def excuse(self, path: str) -> None:
        """Say that their last message needs no answer."""
        entries = list(self.people[path].entries)
        at = max(at for at, entry in enumerate(entries) if entry.direction == "<-")
        entries[at] = entries[at]._replace(fields=(*entries[at].fields, ("reply", "none")))
        self.people[path] = self.people[path]._replace(entries=tuple(entries))

    def hear(self, today: date) -> None:
        """Read what came in: some promise something, and so no reply is owed."""
        for day, path in self.answers:
            if day == today:
                waits = self.chance.random() < 0.4
                due = today + timedelta(days=self.chance.randint(1, 5))
                tasks = (Task(f"JD of {today}", due, kind="waiting"),) if waits else ()
                self.log(path, Entry(today, f"on {today}", "<-", "tg", tasks=tasks))

    def act(self, item: DueItem, today: date) -> None:
        """Do what the row asks for, in one of the ways that settle it."""
        reason, path = item.reasons[0], item.contact.path
        coin = self.chance.random() < 0.5
        if reason.kind == "promise":
            self.tick(path, "promise")
        elif reason.kind == "waiting" and coin:
            self.tick(path, "waiting")
        elif reason.kind == "waiting":
            self.say(item, today, "->")
            self.chased[path, reason.words] = today
        elif reason.kind == "reply" and coin:
            self.excuse(path)
        elif any(each.kind == "touch" for each in item.reasons) and coin:
            self.say(item, today, "~", "linkedin")
        elif reason.kind == "meet":
            self.say(item, today, "", "call")
        else:
            ways: list[Direction] = ["->", "->", ""]
            if reason.occasion:
                ways.append("~")
            way = self.chance.choice(ways)
            self.say(item, today, way, "tg" if way else "call")
        self.settled.append(key_of(path, reason))

    def idle(self, today: date) -> None:
        """Do what moves no clock: a like here, something given there; and meet somebody."""
        path = self.chance.choice(list(self.people))
        self.log(path, Entry(today, "a like", "~", "linkedin"))
        path = self.chance.choice(list(self.people))
        self.log(path, Entry(today, fields=(("gave", "salary survey"),)))
        if today.weekday() in {0, 3}:
            number = len(self.people)
            self.people[f"{number}.md"] = Contact(f"{number}.md", f"Person {number}", met=today)
        if today.weekday() == 1:
            path = self.chance.choice(list(self.people))
            day = today + timedelta(days=self.chance.randint(1, 4))
            call = Task("about the role", day, kind="appointment", line=9, channel="call")
            self.people[path] = self.people[path]._replace(tasks=(call,))


def key_of(path: str, reason: Reason) -> tuple[str, str, str, str]:
    """Name what a reason is about; of a timer the person says enough."""
    if reason.kind in TIMERS:
        return (path, "timer", "", "")
    return (path, reason.kind, reason.about, reason.words)


def make_month(seed: int) -> Month:
    """Make a network with some weeks of history."""
    chance = Random(seed)  # noqa: S311
    month = Month(chance)
    for number in range(PEOPLE):
        key = number < KEY_PEOPLE
        spoke = FIRST_DAY - timedelta(days=chance.randrange(40 if key else 110))
        month.people[f"{number}.md"] = Contact(
            path=f"{number}.md",
            name=f"Person {number:03}",
            tier="key" if key else "supporting",
            cadence=Cadence("event") if number >= PEOPLE - WITHOUT_TIMER else None,
            birthday=PartialDate(chance.randint(1, 12), chance.randint(1, 28)),
            entries=(
                Entry(spoke - timedelta(days=chance.randrange(60, 120)), "talked", "", "call"),
                Entry(spoke, "chatted", "", "tg"),
                *unheard(chance, number, spoke),
            ),
        )
    return month


def unheard(chance: Random, number: int, spoke: date) -> tuple[Entry, ...]:
    """Give two messages that got no answer, or one of them was an answer, or nothing."""
    first = spoke + timedelta(days=chance.randint(1, 10))
    theirs = (Entry(first, "hello", "<-", "tg"),) if number % 5 == 1 else ()
    days = (first, first + timedelta(days=21)) if number % 5 < 2 else ()
    sent = (Entry(day, "how are you?", "->", "tg") for day in days)
    return tuple(entry for entry in (*theirs, *sent) if entry.date < FIRST_DAY)


def unanswered(person: Contact, today: date) -> int:
    """Count the days on which I wrote since they last had a word, the reply to it apart."""
    days: set[date] = set()
    for entry in reversed([each for each in person.entries if each.date <= today]):
        if entry.direction == "->":
            days.add(entry.date)
        elif entry.direction == "<-":
            return max(0, len(days) - 1)
        elif not entry.direction and (entry.text or not entry.fields):
            break
    return len(days)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_month(seed: int) -> None:
    """What was settled is gone the next morning, and what is said of people is so."""
    month = make_month(seed)
    listed: dict[str, date] = {}
    kinds: set[str] = set()
    for today in (FIRST_DAY + timedelta(days=passed) for passed in range(DAYS)):
        month.hear(today)
        if today.weekday() > 4:
            continue
        items = due_items(month.people.values(), today, SETTINGS, event_notes=EVENT_NOTES)
        assert len({item.contact.path for item in items}) == len(items)
        reasons = {
            key_of(item.contact.path, reason)
            for item in items
            for reason in item.reasons
            if not reason.further and reason.group != "soon"
        }
        assert reasons.isdisjoint(month.settled), reasons & set(month.settled)
        month.settled.clear()
        for item in items:
            for reason in item.reasons:
                chased = month.chased.get((item.contact.path, reason.words), date.min)
                assert reason.kind != "waiting" or (today - chased).days >= 7
            if item.cold:
                assert unanswered(month.people[item.contact.path], today) >= 2
        kinds |= {reason.kind for item in items for reason in item.reasons}
        shown = split_page(items, LIMIT).shown
        always = sum(item.group in ALWAYS_SHOWN for item in shown)
        assert len(shown) <= max(LIMIT, always)
        for item in shown:
            listed.setdefault(item.contact.path, today)
        for item in shown[: month.chance.randint(5, 8)]:
            month.act(item, today)
        month.idle(today)
    for path, person in month.people.items():
        if person.met and person.met < today - timedelta(days=7):
            assert listed[path] in islice(workdays(person.met), 4)
    assert kinds >= {"meet", "reply", "promise", "waiting", "event-before", "news", "talk"}
    assert kinds >= set(TIMERS) - {"silence"}
