"""Plan one `ck log`: add an entry, tick a task, set or end a snooze; and correct an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.compose_entry import compose, refuse_needless_reply
from contactkeeper.core.editing.edits import Plan, combine
from contactkeeper.core.editing.find_task import same_task
from contactkeeper.core.editing.log_edits import append_entry, tick
from contactkeeper.core.editing.move_entry import move_entry
from contactkeeper.core.editing.property_edits import set_properties
from contactkeeper.core.model import Entry
from contactkeeper.core.note.property_names import find_properties
from contactkeeper.errors import NoteChanged

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.model import Promise
    from contactkeeper.core.note.note import Note


def record(
    note: Note,
    entry: Entry,
    *,
    task: Promise | None = None,
    snooze: date | None = None,
    today: date,
) -> Plan:
    """Plan one `ck log`: the entry, the task that it completes, and the snooze.

    An entry ends a snooze: both its properties go, unless a new one is set. The task is looked up
    in the note as it is now.
    """
    plans = [append_entry(note, entry)]
    if task:
        plans.append(tick(note, same_task(note, task), "kept", today))
    if snooze:
        plans.append(set_properties(note, snooze_properties(snooze, today)))
    elif may_lift_snooze(note):
        plans.append(set_properties(note, {"snooze_until": None, "snoozed": None}))
    return combine(note, *plans)


def snooze_properties(until: date, today: date) -> dict[str, PropertyValue]:
    """Return the properties of a snooze; with the day it was set, a later entry can end it."""
    return {"snooze_until": until.isoformat(), "snoozed": today.isoformat()}


def may_lift_snooze(note: Note) -> bool:
    """Say whether the note has a snooze in properties that can be edited.

    Where they can't be, the entry is written all the same: being later, it ends the snooze.
    """
    block = note.frontmatter
    if block is None or block.error or block.duplicates or block.unfilled:
        return False
    return any(find_properties(block, key, note.settings) for key in ("snooze_until", "snoozed"))


def amend(note: Note, was: Entry, typed: Typed, today: date) -> Plan:
    """Plan the correction of an entry by what was typed.

    What was not typed stays as it is; with another day the entry moves to that day's place.

    Raises:
        NoteChanged: the note no longer has that entry.
    """
    spans = note.log.spans if note.log else ()
    span = next((span for span in reversed(spans) if span.entry.same(was)), None)
    if span is None:
        why = (
            f"the entry of {was.date.isoformat()} that ck wrote last into {note.path} "
            "has changed since. Nothing was written."
        )
        raise NoteChanged(note.path, why)
    return move_entry(note, span, _correct(span.entry, typed, today))


def entry_added(before: Note, after: Note) -> Entry:
    """Return the entry that `after` has and `before` has not.

    Raises:
        NoteChanged: there is none.
    """
    old = [span.entry for span in before.log.spans] if before.log else []
    for span in after.log.spans if after.log else ():
        same = next((entry for entry in old if entry.same(span.entry)), None)
        if same is None:
            return span.entry
        old.remove(same)
    why = f"{after.path} has no entry by ck to correct. Nothing was written."
    raise NoteChanged(after.path, why)


def _correct(entry: Entry, typed: Typed, today: date) -> Entry:
    """Return an entry with what was typed; a typed field replaces the fields of its key."""
    new = compose(typed, today, usual=entry.date)
    if typed.whole:
        return new
    keys = {key for key, _ in new.fields}
    kept = tuple(field for field in entry.fields if field[0] not in keys)
    corrected = Entry(
        date=new.date,
        time=new.time or (entry.time if new.date == entry.date else None),
        text=new.text if typed.text.strip() else entry.text,
        direction=new.direction or entry.direction,
        channel=new.channel or entry.channel,
        fields=(*kept, *new.fields),
        promises=(*entry.promises, *new.promises),
    )
    refuse_needless_reply(typed, corrected)
    return corrected
