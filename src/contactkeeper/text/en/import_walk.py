"""The walk through the people of an import: the keys of each, and what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.dates import write_partial
from contactkeeper.core.note.property_values import words_of
from contactkeeper.text.en.days import say_full_day
from contactkeeper.text.en.importing import say_differences, say_job, say_rivals, say_unsure
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.phrases import flat

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.importing.model import Item, Standing
    from contactkeeper.core.interchange import Person

HELP = {
    "1": "1…  the note is theirs: it gets what it lacks",
    "y": "y   take what is new about them",
    "j": "j   take it, and the new job: the old company is kept as a former one",
    "m": "m   make a new note for them",
    "n": "n   leave them out, this time",
    "d": "d   leave them out for good: no later import asks again",
    "b": "b   back to the person before",
    "a": "a   take all that is certain of those who follow",
    "q": "q   end: it is asked whether what was decided is written",
}
"""The meaning of each key."""
NO_KEY = "This key means nothing here; ? shows the keys."
NOBODY_BEFORE = "There is nobody before."
_LABELS = {
    "y": "[y]es", "j": "[j] with the new job", "m": "[m]ake a new note", "n": "[n]o",
    "d": "[d]ecline for good", "b": "[b]ack", "a": "[a]ll the rest", "q": "[q]uit", "?": "[?]",
}  # fmt: skip
_STANDINGS: Mapping[Standing, str] = {
    "new": "new", "known": "has a note", "changed": "changed", "unsure": "unsure",
}  # fmt: skip
_MOST_RIVALS = 9


def keys_of(item: Item) -> Mapping[str, str]:
    """Return the keys that mean something for somebody, with their labels, in order."""
    if item.standing == "unsure":
        rivals = enumerate(say_rivals(item.rivals[:_MOST_RIVALS]), 1)
        own = {str(number): f"[{number}] {rival}" for number, rival in rivals}
        wanted = "mndbaq?"
    else:
        own = {}
        wanted = "yndbaq?" if item.standing == "new" else "ynbaq?"
        if item.job and item.job.is_newer:
            wanted = "j" + wanted
    return {**own, **{key: _LABELS[key] for key in wanted}}


def ask_to_keep(number: int) -> str:
    """Ask whether what was decided before the end is written."""
    return f"Write what you decided about {say_count(number, 'person', 'people')}?"


def say_place(number: int, total: int) -> str:
    """Say which of how many it is: `3 of 44`."""
    return f"{number:,} of {total:,}"


def say_standing(item: Item) -> str:
    """Say whether somebody has a note: `new`, `unsure`."""
    return _STANDINGS[item.standing]


def say_earlier(number: int) -> str:
    """Count the entries before those that are shown: `12 earlier`."""
    return f"{number:,} earlier"


def say_facts(person: Person) -> str:
    """Say what the files know of somebody, but for the name."""
    since = f"connected {say_full_day(person.connected)}" if person.connected else ""
    job = " at ".join(filter(None, (flat(person.role), flat(person.company))))
    born = f"born {write_partial(person.birthday)}" if person.birthday else ""
    ways = (*person.emails, *person.phones, *person.handles)
    return " · ".join(filter(None, (job, *map(flat, ways), born, since)))


def say_news(item: Item) -> dict[str, str]:
    """Say by label what is new about somebody, and what is not clear; empty texts for nothing."""
    adds = (f"{key}: {flat(words_of(value))}" for key, value in item.properties)
    tasks = (flat(task.name) for task in item.tasks)
    return {
        "unsure": say_unsure(item) if item.standing == "unsure" else "",
        "adds": "; ".join(adds) if item.contact else "",
        "differs": "" if item.rivals else say_differences(item),
        "job": say_job(item.job) if item.job else "",
        "tasks": "; ".join(tasks),
    }
