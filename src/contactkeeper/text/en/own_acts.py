"""Say what I did in a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.own_acts import count_acts
from contactkeeper.text.en.brief import say_entry
from contactkeeper.text.en.days import say_weekday_day
from contactkeeper.text.en.phrases import say_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.own_acts import OwnAct, OwnKind

_NOUNS: dict[OwnKind, tuple[str, str]] = {
    "conversation": ("conversation", ""),
    "sent": ("message", ""),
    "touch": ("touch", "touches"),
    "record": ("record", ""),
    "kept": ("promise kept", "promises kept"),
}


def say_own_act(act: OwnAct) -> str:
    """Say what I did in the words of the note."""
    return act.task.text if act.task else say_entry(act.entry)


def say_own_acts(acts: Sequence[OwnAct], since: date, today: date) -> str:
    """Count what I did: `Since Mon 23 Nov, with 3 people: 2 conversations, 1 promise kept`."""
    day = say_weekday_day(since, today)
    if not acts:
        return f"Nothing of yours since {day}."
    counts = count_acts(acts)
    said = [say_count(counts[kind], *nouns) for kind, nouns in _NOUNS.items() if kind in counts]
    people = say_count(len({act.contact.path for act in acts}), "person", "people")
    return f"Since {day}, with {people}: {', '.join(said)}"
