"""List what I did in a period: talks, messages, touches, and promises that I kept.

A record counts where it says what I gave or told. A promise counts on the day on which it was
ticked, where its line says so.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from contactkeeper.core.agenda.log_summary import was_talk
from contactkeeper.core.note.meaning import meaning_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from contactkeeper.core.model import Contact, Entry, Task

OwnKind: TypeAlias = Literal["conversation", "sent", "touch", "record", "kept"]
"""The meaning of the entry; `kept`: a promise."""


class OwnAct(NamedTuple):
    """Something that I did."""

    contact: Contact
    day: date
    kind: OwnKind
    entry: Entry
    """Of a promise, the one that it stands under."""
    task: Task | None = None
    """The promise that was kept."""


def own_acts(contacts: Iterable[Contact], first: date, last: date) -> list[OwnAct]:
    """List what I did from `first` to `last`, the newest first; those of one day by name."""
    found = [
        act for contact in contacts for act in _acts_with(contact, last) if first <= act.day <= last
    ]
    found.sort(key=lambda act: (act.contact.name.casefold(), act.contact.path))
    return sorted(found, key=lambda act: act.day, reverse=True)


def count_acts(acts: Iterable[OwnAct]) -> dict[OwnKind, int]:
    """Count what I did by its kind; talks of one day with one person are one."""
    counts: Counter[OwnKind] = Counter()
    talks: set[tuple[str, date]] = set()
    for act in acts:
        talk = (act.contact.path, act.day)
        if act.task is None and was_talk(act.entry):
            counts[act.kind] += talk not in talks
            talks.add(talk)
        else:
            counts[act.kind] += 1
    return dict(counts)


def _acts_with(contact: Contact, last: date) -> Iterator[OwnAct]:
    """Give my acts with one person, the newest entry first."""
    for entry in reversed(contact.entries):
        if entry.date > last:
            continue
        kind = meaning_of(entry)
        if kind != "received" and (kind != "record" or entry.field("gave") or entry.field("told")):
            yield OwnAct(contact, entry.date, kind, entry)
        for task in entry.tasks:
            if task.done and task.state == "kept" and task.kind == "promise":
                yield OwnAct(contact, task.done, "kept", entry, task)
