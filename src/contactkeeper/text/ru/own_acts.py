"""Say what I did in a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.own_acts import count_acts
from contactkeeper.text.phrases import upper_first
from contactkeeper.text.ru.brief import say_entry
from contactkeeper.text.ru.days import since_day
from contactkeeper.text.ru.phrases import ENTRY, PERSON, Noun, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.own_acts import OwnAct, OwnKind

_NOUNS: dict[OwnKind, Noun] = {
    "conversation": Noun("разговор", "разговора", "разговоров"),
    "sent": Noun("сообщение", "сообщения", "сообщений"),
    "touch": Noun("касание", "касания", "касаний"),
    "record": ENTRY,
    "kept": Noun("выполненное обещание", "выполненных обещания", "выполненных обещаний"),
}


def say_own_act(act: OwnAct) -> str:
    """Say what I did in the words of the note."""
    return act.task.text if act.task else say_entry(act.entry)


def say_own_acts(acts: Sequence[OwnAct], since: date, today: date) -> str:
    """Count what I did: `С понедельника 23 ноября, 3 человека: 2 разговора, 1 касание`."""
    day = since_day(since, today)
    if not acts:
        return f"{upper_first(day)} ваших записей нет."
    counts = count_acts(acts)
    said = [say_count(counts[kind], noun) for kind, noun in _NOUNS.items() if kind in counts]
    people = say_count(len({act.contact.path for act in acts}), PERSON)
    return f"{upper_first(day)}, {people}: {', '.join(said)}"
