"""The walk through the morning: the line of keys, what each means, and the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.phrases import flat

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

LABELS = {
    "w": "[w]rite", "l": "[l]og", "d": "[d]one", "x": "[x] no reply needed", "t": "[t]ouch",
    "m": "[m]eet", "s": "[s]nooze", "n": "[n]ext", "b": "[b]ack", "u": "[u]ndo", "q": "[q]uit",
    "?": "[?]",
}  # fmt: skip
"""The keys of the line, in their order."""
HELP = {
    "w": "write: a message to start from; you send it, and it is logged",
    "l": "log: `<`, `>` or `~` in front changes who wrote; Enter alone: sent. Behind the text: "
    "; +what you promised by fri; ?what they promised",
    "d": "done: tick the promise or the task; of an appointment: held, moved or off",
    "x": "no reply needed to what they wrote last",
    "t": "touch: a like, a comment, a greeting",
    "m": "meet: a day, a time, and what: fri 11:00 call: about the role",
    "s": "snooze: 1 until tomorrow, 7 a week, 3 months, or a [d]ay that you type",
    "n": "next",
    "b": "back to the person before",
    "u": "undo the last act of this walk",
    "p": "pause: hide them until you resume, or until a day",
    "o": "open the note in your editor",
    "q": "quit",
}
"""The act of each key, also of those without a place in the line."""
NOT_NOW = {
    "w": "There is nobody to write to here.",
    "d": "Nothing is open here; l logs what you did.",
    "x": "They wrote nothing that waits for a reply.",
    "b": "There is nobody before.",
    "u": "There is nothing to undo: this walk has changed nothing yet.",
}
"""The answer to a key that means nothing for this person."""
NOTHING_DONE = "Nothing was done."
WHAT_CAME = "[h]eld [m]oved [o]ff"
"""The question about an appointment."""
HOW_LONG = "[1] tomorrow [7] a week [3] months [d]ay"
"""The question of a snooze."""
NEW_DAY = "new day: "
UNTIL_DAY = "until (a day): "
UNTIL = "until (Enter: until you resume): "
WHEN = "when: "
_PAST = {
    "log": "logged", "done": "ticked", "meet": "to meet", "snooze": "snoozed",
    "pause": "paused", "write": "written to",
}  # fmt: skip
CARD_LABELS = {
    "tell": "tell", "say": "say", "owed": "you owe", "awaited": "they owe", "agreed": "agreed",
    "to do": "to do",
}  # fmt: skip
"""The labels left of the lines of a card."""
_NAMED = 4


def say_place(number: int, total: int) -> str:
    """Say which of how many people it is: `4 of 17`."""
    return f"{number} of {total}"


def say_keys(keys: Collection[str]) -> list[str]:
    """Say each key that means something: `[l]og`, `[n]ext`."""
    return [label for key, label in LABELS.items() if key in keys]


def say_no_key(key: str) -> str:
    """Say that a key means nothing here."""
    named = f"{key} means nothing here" if key.isprintable() and key else "No such key here"
    return NOT_NOW.get(key, f"{named}; ? shows the keys.")


def say_gone(name: str) -> str:
    """Say that somebody's note is no longer there."""
    return f"{flat(name)}: the note is gone."


def ask_to_tick(task: str) -> str:
    """Ask whether a message or talk settles a task: `Done too: the new CV? [y]es [n]o`."""
    return f"Done too: {flat(task)}? [y]es [n]o"


def say_done(acts: Mapping[str, Iterable[str]]) -> str:
    """Say what was done, by the names of the people and the commands: `2 done: Анна logged`."""
    if not acts:
        return NOTHING_DONE
    said = (
        f"{flat(name)} {' and '.join(dict.fromkeys(_PAST.get(each, each) for each in commands))}"
        for name, commands in acts.items()
    )
    return f"{len(acts)} done: {', '.join(said)}"


def say_left(names: Sequence[str]) -> str:
    """Say who is left: `12 left: Анна Каренина, Igor Volkov and 10 more`; empty for nobody."""
    if not names:
        return ""
    shown = names if len(names) <= _NAMED + 1 else names[:_NAMED]
    more = len(names) - len(shown)
    listed = ", ".join(map(flat, shown)) + (f" and {more} more" if more else "")
    return f"{len(names)} left: {listed}"
