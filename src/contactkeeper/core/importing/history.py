"""Find the interactions of files that a log lacks: entries of the past, appointments to come."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from contactkeeper.core.agenda.log_summary import summarize_log
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.importing.plain_text import plain_text
from contactkeeper.core.language.languages import fold_channel, is_talk
from contactkeeper.core.model import Contact, Entry, Task
from contactkeeper.core.note.note import sort_entries
from contactkeeper.core.people.spellings import has_cyrillic

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.interchange import Interaction
    from contactkeeper.core.model import Day, Direction
    from contactkeeper.core.settings import ClockRules

_Value = TypeVar("_Value", Entry, Task)

_LONGEST: Final = 200
"""Characters of what was said, in an entry."""
_ENOUGH: Final = 3
"""Interactions in a log that can't be there by chance: a greeting goes to many on one day."""

_WORDS: Final = {
    "linkedin": ("linkedin, li, linked in", "линкедин"),
    "email": ("email, mail, e-mail", "почта, письмо, имейл, емейл, мейл, эл. почта"),
    "telegram": ("telegram, tg", "телеграм, телеграмм, тг, телега"),
    "whatsapp": ("whatsapp, wa", "вотсап, ватсап, вацап"),
    "call": ("call, phone, phone call", "звонок, созвон"),
    "meeting": ("meeting, in person", "встреча, очно"),
    "video": ("video, video call, videocall", "видеозвонок, созвон"),
}
"""The words for each channel, English and Russian, the usual ones first."""


class ChannelWords(NamedTuple):
    """The words by which a log names its channels."""

    counts: dict[str, int]
    """Each word that it has, with how often."""
    is_russian: bool

    def of(self, channel: str) -> str:
        """Return the word for a channel: the log's own, else the usual one of its language."""
        english, russian = (phrases.split(", ") for phrases in _WORDS.get(channel, (channel, "")))
        own = max((*english, *russian), key=lambda word: self.counts.get(word, 0))
        if own in self.counts:
            return own
        return russian[0] if self.is_russian and russian[0] else english[0]


def channel_words_of(contacts: Iterable[Contact]) -> ChannelWords:
    """Return how the logs of contacts name their channels, and in which language."""
    words: Counter[str] = Counter()
    russian: Counter[bool] = Counter()
    for contact in contacts:
        words.update(each.channel.casefold() for each in contact.entries if each.channel)
        russian.update(has_cyrillic(name.casefold()) for name, _ in contact.properties)
    by_words = Counter(map(has_cyrillic, words))
    decides = by_words or russian
    return ChannelWords(dict(words), decides[True] > decides[False])


def lacking_entries(
    contact: Contact | None, interactions: Iterable[Interaction], today: Day, words: ChannelWords
) -> tuple[Entry, ...]:
    """Return an entry for each day and direction of the past that a log lacks, oldest first.

    On one day what came last is the last: the moments tell.
    A message is there where an entry of its day has its direction or none, a talk where one has
    none, or where an appointment of that day waits to be settled.
    """
    there: dict[Day, set[Direction]] = defaultdict(set)
    for entry in contact.entries if contact else ():
        there[entry.date].add(entry.direction)
    planned = _planned(contact)
    days: dict[tuple[Day, Direction], list[Interaction]] = defaultdict(list)
    for each in interactions:
        said = there.get(each.day, ())
        is_there = "" in said or each.direction in said
        is_planned = not each.direction and each.day in planned
        if not (is_there or is_planned or is_to_come(each, today)):
            days[each.day, each.direction].append(each)
    in_order = sorted(days, key=lambda key: (key[0], max(each.moment for each in days[key]), key))
    return tuple(_entry(days[key], words) for key in in_order)


def _planned(contact: Contact | None) -> set[Day | None]:
    """Return the days of the appointments that wait to be settled."""
    tasks = contact.tasks if contact else ()
    return {each.due for each in tasks if each.kind == "appointment"}


def is_to_come(one: Interaction, today: Day) -> bool:
    """Say whether an interaction may be to come yet: of today's in a calendar nobody knows."""
    return one.day > today or (one.day == today and bool(one.title))


def _entry(interactions: Sequence[Interaction], words: ChannelWords) -> Entry:
    """Make one entry of what passed on a day in one direction."""
    first = min(interactions, key=lambda each: (str(each.time or "~"), each.moment, each.channel))
    return Entry(
        first.day,
        _words(interactions),
        first.direction,
        words.of(first.channel) if first.channel else "",
        first.time if not first.direction else None,
    )


def _words(interactions: Iterable[Interaction]) -> str:
    """Return what was said as one line, each message once, cut at a word."""
    said: list[str] = []
    for each in interactions:
        words = plain_text(each.words)
        if words and not any(words in other for other in said):
            said = [other for other in said if other not in words] + [words]
    line = " · ".join(said)
    if len(line) <= _LONGEST:
        return line
    cut = line[:_LONGEST]
    return f"{cut.rpartition(' ')[0] or cut}…"


def lacking_appointments(
    contact: Contact | None, interactions: Iterable[Interaction], today: Day, words: ChannelWords
) -> tuple[Task, ...]:
    """Return the appointments to come that a note lacks: it has none, and no talk, on that day."""
    there = _planned(contact)
    there.update(each.date for each in (contact.entries if contact else ()) if not each.direction)
    found: dict[tuple[Day, object], Task] = {}
    for each in interactions:
        if is_to_come(each, today) and not each.direction and each.day not in there:
            channel = each.channel if is_talk(each.channel) else "meeting"
            task = Task(
                plain_text(each.title), each.day, "open", "appointment",
                time=each.time, channel=words.of(channel),
            )  # fmt: skip
            found.setdefault((each.day, each.time), task)
    return tuple(found.values())


def has_beginning(contact: Contact, interactions: Sequence[Interaction]) -> bool:
    """Say whether a log has all interactions up to some day, by channel, answers among them."""
    there = {(each.date, each.direction, fold_channel(each.channel)) for each in contact.entries}
    found = [each.direction for each in takewhile(lambda each: _key(each) in there, interactions)]
    return len(found) >= _ENOUGH and "<-" in found and set(found) != {"<-"}


def _key(one: Interaction) -> tuple[Day, Direction, str]:
    return one.day, one.direction, fold_channel(one.channel)


def owed_days(
    contact: Contact | None, added: Sequence[Entry], today: Day, rules: ClockRules
) -> tuple[Day, ...]:
    """Return the day among new entries since which a reply would be owed for too long, if any."""
    if not any(each.direction == "<-" for each in added):
        return ()
    contact = contact or Contact("", "")
    log = sort_entries((*contact.entries, *added), newest_first=False)
    since = summarize_log(contact._replace(entries=log), today, rules).owed_since
    is_old = since is not None and since < add_days(today, -rules.reply_window)
    return (since,) if since and is_old and any(each.date == since for each in added) else ()


def lacking(entries: Iterable[Entry], there: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of an export of `ck` that a log lacks.

    One that has got on since is there: with further fields and tasks, some of them ticked.
    """
    log = [each.without_lines() for each in there]
    left = Counter(log)
    missing = [each for each in entries if _is_missing(each.without_lines(), left)]
    if not missing:
        return ()
    other = defaultdict(list)
    for each in left.elements():  # without those that are the same as exported
        other[_said(each)].append(each)
    return tuple(each for each in missing if not _take_grown(each, other[_said(each)]))


def _said(entry: Entry) -> tuple[object, ...]:
    return entry.date, entry.time, entry.direction, entry.channel, entry.text


def _take_grown(entry: Entry, others: list[Entry]) -> bool:
    """Take the first of some entries that has all fields and tasks of one; say whether one has."""
    for at, each in enumerate(others):
        has_fields = Counter(entry.fields) <= Counter(each.fields)
        if has_fields and Counter(map(_task, entry.tasks)) <= Counter(map(_task, each.tasks)):
            del others[at]
            return True
    return False


def _task(task: Task) -> Task:
    """Return a task as it was before it was ticked."""
    return task.without_line()._replace(state="open")


def lacking_tasks(
    tasks: Iterable[Task], there: Iterable[Task], entries: Iterable[Entry] = ()
) -> tuple[Task, ...]:
    """Return the tasks of an export of `ck` that a note with these tasks and entries lacks.

    An appointment that was ticked is an entry of its day.
    """
    left = Counter(each.without_line() for each in there)
    held = {(each.date, each.text) for each in entries if not each.direction}
    return tuple(
        each
        for each in tasks
        if _is_missing(each.without_line(), left)
        and not (each.kind == "appointment" and (each.due, each.text) in held)
    )


def _is_missing(each: _Value, left: Counter[_Value]) -> bool:
    left[each] -= 1
    return left[each] < 0
