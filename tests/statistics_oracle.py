"""A second reckoning of all figures, slow and as docs/stats.md has it.

It shares no code with `core.statistics`: each figure looks through all entries anew.
"""

from __future__ import annotations

import itertools
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from dateutil.relativedelta import relativedelta

from contactkeeper.core.model import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.model import Contact

CHANNELS = {
    "": "", "call": "call", "zoom": "call", "tg": "telegram", "почта": "email",
    "coffee": "meeting", "conf": "event", "голубь": "голубь",
}  # fmt: skip
"""What the words mean that the histories of the test have."""
OUTCOMES = {"interview": "interview", "оффер": "offer", "referred": "referral", "Demo": "demo"}
IN_ORDER = ("referral", "interview", "offer", "hire", "demo")
KINDS = ("intro", "info")
MONTH = 365.2425 / 12
LENGTHS = {"day": 1, "week": 7, "month": MONTH, "year": 12 * MONTH}
FORMATS = ("message", "call", "meeting", "touch", "other")
ANSWER = 60
WEEK = 7


class Item(NamedTuple):
    """A message or a conversation."""

    day: date
    side: str
    channel: str
    is_final: bool
    """Whether a message of theirs asks for no answer."""


def meaning(entry: Entry) -> str:
    """Say what an entry is: `->`, `<-`, `~`, a conversation or a record."""
    keys = {key for key, _ in entry.fields}
    if entry.direction == "->" and ("reply", "none") in entry.fields:
        return "~"
    if entry.direction:
        return entry.direction
    has_words = bool(entry.text or entry.channel)
    is_record = (
        not has_words and (entry.fields or entry.tasks) and keys <= {"gave", "trust", "told"}
    )
    return "record" if is_record else "conversation"


def is_talk(entry: Entry) -> bool:
    """Say whether it was a talk."""
    channel = CHANNELS[entry.channel]
    if meaning(entry) == "conversation":
        return channel in ("", "call", "meeting")
    return meaning(entry) == "<-" and channel in ("call", "meeting")


class Person:
    """What the log of somebody says up to a day."""

    def __init__(self, contact: Contact, today: date) -> None:
        self.contact = contact
        self.today = today
        self.entries = [entry for entry in contact.entries if entry.date <= today]
        self.with_noted = list(self.entries)
        noted = contact.last_contact
        if (
            noted
            and noted <= today
            and not any(
                entry.date == noted and meaning(entry) in ("conversation", "<-")
                for entry in self.entries
            )
        ):
            self.with_noted.insert(sum(e.date < noted for e in self.entries), Entry(noted))
        self.items = [
            Item(
                entry.date,
                meaning(entry),
                CHANNELS[entry.channel],
                ("reply", "none") in entry.fields
                or any(task.kind == "waiting" for task in entry.tasks),
            )
            for entry in self.with_noted
            if meaning(entry) in ("conversation", "->", "<-")
        ]
        self.waiting = cache(self.waiting)  # type: ignore[method-assign]

    # Entries

    def acts(self) -> list[tuple[date, str, str, str]]:
        """List day, format, kind and channel of what happened; talks of one day are one."""
        acts = []
        for at, entry in enumerate(self.entries):
            kind, channel = meaning(entry), CHANNELS[entry.channel]
            if kind == "record":
                continue
            if is_talk(entry):
                of_day = [
                    (place, CHANNELS[each.channel])
                    for place, each in enumerate(self.entries)
                    if each.date == entry.date and is_talk(each)
                ]
                if of_day[0][0] != at:
                    continue
                channel = next((name for _, name in reversed(of_day) if name), "")
                acts.append((entry.date, channel or "other", "talk", channel))
            elif kind == "~":
                acts.append((entry.date, "touch", kind, channel))
            else:
                writes = kind != "conversation" or channel in ("telegram", "email")
                acts.append((entry.date, "message" if writes else "other", kind, channel))
        return acts

    # Exchanges

    def waiting(self, at: int) -> int | None:
        """Return the place of the message that waits for an answer just before a place."""
        asked = next((place for place in reversed(range(at)) if self.asks(place)), None)
        if asked is None:
            return None
        message = self.items[asked]
        if (self.items[at].day - message.day).days > ANSWER:
            return None
        for item in self.items[asked + 1 : at]:
            if item.side != message.side:
                return None
        return None if self.is_final(asked, at) else asked

    def is_final(self, asked: int, at: int) -> bool:
        """Say whether a message of theirs, or what goes on up to a place, asks for no answer."""
        message = self.items[asked]
        return message.side == "<-" and any(
            item.is_final
            for item in self.items[asked:at]
            if item.side == "<-" and (item.day - message.day).days <= ANSWER
        )

    def begins(self, at: int) -> bool:
        """Say whether the message at a place begins an exchange."""
        if self.items[at].side == "conversation" or self.waiting(at) is not None:
            return False
        return not at or (self.items[at].day - self.items[at - 1].day).days >= WEEK

    def asks(self, at: int) -> bool:
        """Say whether the message at a place begins an exchange, or is another try."""
        waiting = self.waiting(at)
        tries = (
            waiting is not None
            and self.items[at].side == self.items[waiting].side == "->"
            and self.items[at].day != self.items[waiting].day
        )
        return tries or self.begins(at)

    def messages(self) -> list[tuple[Item, int | None]]:
        """List the messages that ask, with the days to their answers."""
        found = []
        for at, item in enumerate(self.items):
            if not self.asks(at):
                continue
            end = next(
                (
                    place
                    for place in range(at + 1, len(self.items))
                    if self.items[place].side != item.side or self.asks(place)
                ),
                len(self.items),
            )
            if self.is_final(at, end):
                continue
            answers = end < len(self.items) and self.waiting(end) == at
            answers = answers and self.items[end].side != item.side
            found.append((item, (self.items[end].day - item.day).days if answers else None))
        return found

    # Rhythm

    def days(self, *sides: str) -> list[date]:
        """List the days of items of some sides."""
        return sorted({item.day for item in self.items if item.side in sides})

    @property
    def known_since(self) -> date | None:
        """Return the day since which I know them."""
        happened = [each.date for each in self.with_noted if meaning(each) != "record"]
        known = [day for day in (self.contact.met, *happened) if day]
        return min(known) if known else self.contact.created or self.contact.imported

    def is_reachable(self, day: date) -> bool:
        """Say whether nothing is against writing."""
        contact = self.contact
        ended = contact.status == "paused" and contact.paused_until and contact.paused_until <= day
        return contact.status == "active" or bool(ended)

    def cadence_days(self) -> float | None:
        """Return the days of the cadence; None where there is none."""
        cadence = self.contact.cadence
        if cadence is None:
            return MONTH if self.contact.tier == "key" else 3 * MONTH
        return LENGTHS[cadence.unit] * cadence.count if cadence.unit in LENGTHS else None

    def has_rhythm(self, day: date) -> bool:
        """Say whether there is a rhythm to keep on a day."""
        contact = self.contact
        known = contact.tier or contact.cadence or contact.entries or contact.last_contact
        is_sorted = known or not contact.imported
        since = self.known_since
        return bool(
            is_sorted and self.cadence_days() and since and since <= day and self.is_reachable(day)
        )

    def is_in_rhythm(self, day: date) -> bool:
        """Say whether the rhythm held."""
        mine = [each for each in self.days("->", "conversation") if each <= day]
        last = mine[-1] if mine else self.known_since
        length = self.cadence_days()
        return bool(last and length and (day - last).days <= 1.25 * length)

    def has_talked(self, day: date) -> bool:
        """Say whether there was a talk in the three months up to a day."""
        after = day - relativedelta(months=3)
        return any(after < each.date <= day and is_talk(each) for each in self.with_noted)

    def gap(self, day: date) -> tuple[int | None, int | None, bool]:
        """Return the usual gap, the one up to a day, and whether somebody drifts."""
        days = [each for each in self.days("<-", "conversation") if each <= day]
        gaps = sorted(
            (after - before).days
            for before, after in itertools.pairwise(days)
            if (after - before).days >= WEEK
        )
        usual = gaps[(len(gaps) - 1) // 2] if len(gaps) > 2 else None
        now = (day - days[-1]).days if days else None
        cadence = self.contact.cadence
        length = 3 * MONTH if cadence and cadence.unit == "event" else self.cadence_days()
        drifts = (
            usual is not None
            and now is not None
            and length is not None
            and now > 2 * usual
            and now > length
            and self.is_reachable(day)
        )
        return usual, now, drifts

    def trust(self, day: date) -> list[int]:
        """List my judgements up to a day, oldest first."""
        return [
            int(value)
            for entry in self.entries
            if entry.date <= day
            for key, value in entry.fields
            if key == "trust"
        ]


def reckon(
    contacts: Sequence[Contact],
    first: date,
    last: date,
    today: date,
    news: Sequence[tuple[str, date]] = (),
) -> dict[str, Any]:
    """Return all figures by name."""
    people = [Person(contact, today) for contact in contacts]
    acts = [act for each in people for act in each.acts() if first <= act[0] <= last]
    entries = [
        (each, entry) for each in people for entry in each.entries if first <= entry.date <= last
    ]
    fields = [(each, key, value) for each, entry in entries for key, value in entry.fields]
    outcomes = [(each, OUTCOMES[value]) for each, key, value in fields
                if key == "outcome" and value != "rejection"]  # fmt: skip
    asked = [each for each in people if each.has_rhythm(last)]
    key_people = [each for each in asked if each.contact.tier == "key"]
    new = [each for each in people if is_new(each) and first <= (each.known_since or last) <= last]
    return {
        **reckon_acts(people, acts, first, last, today),
        "in_rhythm": share(each.is_in_rhythm(last) for each in asked),
        "in_rhythm_key": share(each.is_in_rhythm(last) for each in key_people),
        "talked": share(each.has_talked(last) for each in asked),
        "talked_key": share(each.has_talked(last) for each in key_people),
        "my_promises": promises([entry for _, entry in entries], "promise", today),
        "their_promises": promises([entry for _, entry in entries], "waiting", today),
        "gave": favours([value for _, key, value in fields if key == "gave"]),
        "got": favours([value for _, key, value in fields if key == "got"]),
        "only_taking": [
            each.contact.path
            for each in people
            if any(who is each and key == "got" for who, key, _ in fields)
            and not any(who is each and key == "gave" for who, key, _ in fields)
        ],
        "told": share(
            any(("told", name) in entry.fields for entry in each.entries)
            for name, day in news
            if first <= day <= last
            for each in people
            if each.contact.tier == "key"
            and each.is_reachable(today)
            and not (each.contact.cadence and each.contact.cadence.unit == "none")
        ),
        "outcomes": in_order([word for _, word in outcomes]),
        "through": sorted(
            (each.contact.path, in_order([word for who, word in outcomes if who is each]))
            for each in people
            if any(who is each for who, _ in outcomes)
        ),
        "growth": growth(new, first, last),
        "brought_by": Counter(each.contact.through for each in new if each.contact.through),
        "trust": trust(people, last),
        "drifting": [each.contact.path for each in people if each.gap(last)[2]],
    }


def reckon_acts(
    people: Sequence[Person],
    acts: Sequence[tuple[date, str, str, str]],
    first: date,
    last: date,
    today: date,
) -> dict[str, Any]:
    """Return the figures of what happened, by name."""
    messages = [found for each in people for found in each.messages()]
    messages = [
        (item, days)
        for item, days in messages
        if first <= item.day <= last and (days is not None or (today - item.day).days > 14)
    ]
    began = [
        item.side
        for each in people
        for at, item in enumerate(each.items)
        if each.begins(at) and first <= item.day <= last
    ]
    return {
        "people": len(people),
        "entries": len(acts),
        "formats": {name: sum(act[1] == name for act in acts) for name in FORMATS},
        "talks": share(act[2] == "talk" for act in acts),
        "began_mine": began.count("->"),
        "began_theirs": began.count("<-"),
        "their_answers": answers([found for found in messages if found[0].side == "->"]),
        "my_answers": answers([found for found in messages if found[0].side == "<-"]),
        "months": months(people, acts, first, last),
    }


def months(
    people: Sequence[Person],
    acts: Sequence[tuple[date, str, str, str]],
    first: date,
    last: date,
) -> list[tuple[Any, ...]]:
    """List the months of a period with what happened in them."""
    found = []
    begin = first
    while begin <= last:
        following = begin.replace(day=1) + relativedelta(months=1)
        end = min(last, following - relativedelta(days=1))
        kinds = [kind for day, _, kind, _ in acts if begin <= day <= end]
        asked = [each for each in people if each.has_rhythm(end)]
        found.append((
            begin,
            sum(kind in ("->", "conversation") for kind in kinds),
            sum(kind in ("<-", "conversation") for kind in kinds),
            kinds.count("talk"),
            kinds.count("~"),
            share(each.is_in_rhythm(end) for each in asked),
        ))  # fmt: skip
        begin = following
    return found


def share(cases: Any) -> tuple[int, int]:  # noqa: ANN401
    """Count the cases that hold, and all."""
    cases = list(cases)
    return sum(map(bool, cases)), len(cases)


def answers(messages: Sequence[tuple[Item, int | None]]) -> tuple[Any, ...]:
    """Return how many are answered, the usual days, and how many by channel."""
    days = sorted(days for _, days in messages if days is not None)
    channels = {
        channel: share(days is not None for item, days in messages if item.channel == channel)
        for channel in {item.channel for item, _ in messages}
    }
    return (
        share(d is not None for _, d in messages),
        days[(len(days) - 1) // 2] if days else None,
        channels,
    )


def promises(entries: Sequence[Entry], kind: str, today: date) -> tuple[Any, ...]:
    """Return how many were kept, and how many on time."""
    kept, on_time = [], []
    for entry in entries:
        for task in entry.tasks:
            if task.kind != kind:
                continue
            due = task.due or entry.date + relativedelta(days=7)
            if task.state == "open" and due >= today:
                continue
            kept.append(task.state == "kept")
            if task.state == "kept" and task.due and task.done:
                on_time.append(task.done <= task.due)
    return share(kept), share(on_time)


def favours(values: Sequence[str]) -> tuple[int, dict[str, int]]:
    """Count favours by kind."""
    kinds = [value.partition(":")[0] if ":" in value else "" for value in values]
    return len(values), {kind: kinds.count(kind) for kind in kinds}


def in_order(words: Sequence[str]) -> list[tuple[str, int]]:
    """Count outcomes in their order."""
    return [(word, words.count(word)) for word in IN_ORDER if word in words]


def is_new(person: Person) -> bool:
    """Say whether it is known since when I know somebody."""
    since, imported = person.known_since, person.contact.imported
    return since is not None and (imported is None or since < imported)


def growth(new: Sequence[Person], first: date, last: date) -> list[tuple[Any, ...]]:
    """List the quarters of a period with those who came new."""
    quarter = first.replace(day=1, month=first.month - (first.month - 1) % 3)
    found = []
    while quarter <= last:
        following = quarter + relativedelta(months=3)
        came = [each for each in new if quarter <= (each.known_since or quarter) < following]
        found.append((quarter, len(came), sum(bool(each.contact.through) for each in came)))
        quarter = following
    return found


def trust(people: Sequence[Person], last: date) -> tuple[Any, ...]:
    """Return the mean now, how many are judged, and the mean a year before."""
    now = [(each.trust(last) or [each.contact.trust or 0])[-1] for each in people]
    judged = [value for value in now if value]
    before = [found[-1] for each in people if (found := each.trust(last - relativedelta(years=1)))]
    return mean(judged), len(judged), mean(before)


def mean(values: Sequence[int]) -> float | None:
    """Return the mean with one digit."""
    return round(sum(values) / len(values), 1) if values else None
