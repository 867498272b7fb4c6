"""Plan one `ck log`: add an entry, tick a task, set or end a snooze; and correct or move an entry.

Where an entry moves, the text between the entries, mostly blank lines, stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.editing.compose_entry import compose, without_reply
from contactkeeper.core.editing.edits import Edit, Plan, combine, ending_before
from contactkeeper.core.editing.excuse import excuse_last
from contactkeeper.core.editing.log_edits import append_entry, replace_entry, rewrite_entry, tick
from contactkeeper.core.editing.open_tasks import same_task
from contactkeeper.core.editing.property_edits import (
    find_in_note,
    set_properties,
    step_last_contact,
)
from contactkeeper.core.model import Entry
from contactkeeper.core.note.meaning import meaning_of
from contactkeeper.errors import NoteChanged
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.editing.compose_entry import Typed
    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.model import Task
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.note.style import EntrySpan


def record(
    note: Note,
    entry: Entry | None,
    *,
    tasks: Sequence[Task] = (),
    snooze: date | None = None,
    today: date,
) -> Plan:
    """Plan one `ck log`: the entry, the tasks that it completes, and the snooze.

    An entry ends a snooze, unless it is a record: both its properties go, unless a new one is set.
    The tasks are looked up in the note as it is now. Without an entry their last message is marked:
    it needs no answer.
    """
    plans = [append_entry(note, entry) if entry else excuse_last(note, today)]
    plans += (tick(note, same_task(note, task), "kept", today) for task in tasks)
    if snooze:
        plans.append(plan_snooze(note, snooze, today))
    elif entry and meaning_of(entry) != "record" and may_lift_snooze(note):
        plans.append(set_properties(note, {"snooze_until": None, "snoozed": None}))
    return combine(note, *plans)


def plan_snooze(note: Note, until: date, today: date) -> Plan:
    """Plan a snooze that is set today."""
    return set_properties(note, snooze_properties(until, today))


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
    return any(find_in_note(note, key) for key in ("snooze_until", "snoozed"))


def amend(note: Note, was: Entry, typed: Typed, today: date) -> Plan:
    """Plan the correction of an entry by what was typed.

    What was not typed stays as it is; with another day the entry moves to that day's place.

    Raises:
        NoteChanged: the note no longer has that entry.
    """
    spans = note.log.all_spans if note.log else ()
    span = next((span for span in reversed(spans) if span.entry.same(was)), None)
    if span is None:
        raise NoteChanged(
            note.path,
            Wording(
                "the entry of {day} that ck wrote last into {path} has changed since. "
                "Nothing was written.",
                day=was.date,
                path=note.path,
            ),
        )
    return move_entry(note, span, _correct(span.entry, typed, today))


def entry_added(before: Note, after: Note) -> Entry:
    """Return the entry that `after` has and `before` has not.

    Raises:
        NoteChanged: there is none.
    """
    old = [span.entry for span in before.log.all_spans] if before.log else []
    for span in after.log.all_spans if after.log else ():
        same = next((entry for entry in old if entry.same(span.entry)), None)
        if same is None:
            return span.entry
        old.remove(same)
    raise NoteChanged(
        after.path,
        Wording("{path} has no entry by ck to correct. Nothing was written.", path=after.path),
    )


def _correct(entry: Entry, typed: Typed, today: date) -> Entry:
    """Return an entry with what was typed; a typed field replaces the fields of its key."""
    new = compose(typed._replace(no_reply=False), today, usual=entry.date)
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
        tasks=(*entry.tasks, *new.tasks),
    )
    return without_reply(corrected) if typed.no_reply else corrected


def move_entry(note: Note, span: EntrySpan, entry: Entry) -> Plan:
    """Plan the replacement of an entry, at the place of its date.

    Raises:
        WriteRefused: the log's shape can't hold the entry.
    """
    spans = [each for each in note.log.spans if each.shape == span.shape] if note.log else []
    here = spans.index(span) if span in spans else 0
    there = _place_of(note, spans, here, entry) if span in spans else here
    if there == here:
        return replace_entry(note, span, entry)
    new = _write(note, span, entry)
    text = note.text
    if there > here:
        following = spans[here + 1].start
        between, removed_end = text[_end(text, span) : following], following
        if between.strip():
            # A heading or a divider stays at its place.
            between, removed_end = ending_before(text, span.end), span.end
        last = _end(text, spans[there])
        edits = (Edit(span.start, removed_end, ""), Edit(last, last, between + new))
    else:
        before = _end(text, spans[here - 1])
        first = spans[there].start
        between = text[before : span.start]
        if between.strip():
            between, before = ending_before(text, span.end), span.start
        edits = (Edit(first, first, new + between), Edit(before, _end(text, span), ""))
    moved = Plan(edits=edits, added=(entry,), replaced=((span.entry, None),))
    return combine(note, moved, step_last_contact(note, entry))


def _place_of(note: Note, spans: Sequence[EntrySpan], here: int, entry: Entry) -> int:
    """Return the new position of an entry among those of its shape.

    It is the old one if the order allows, and in a log without a visible order.
    """
    log = note.log
    if log is None or log.newest_first is None:
        return here
    others = [each.entry.date for each in spans]
    days = [*others[:here], entry.date, *others[here + 1 :]]
    near = days[max(0, here - 1) : here + 2]
    if near == sorted(near, reverse=log.newest_first):
        return here
    del others[here]
    places = [place for place, day in enumerate(others) if day <= entry.date]
    if log.newest_first:
        return places[0] if places else len(others)
    return places[-1] + 1 if places else 0


def _write(note: Note, span: EntrySpan, entry: Entry) -> str:
    """Return the text of the entry in the style of the old one, without a line ending."""
    log = note.log
    assert log is not None  # noqa: S101  # the span is of this log
    return ending_before(note.text, span.end).join(rewrite_entry(note, log, span, entry))


def _end(text: str, span: EntrySpan) -> int:
    """Return the end of an entry, without the ending of its last line."""
    ended = text[span.start : span.end]
    return span.start + len(ended.removesuffix("\n").removesuffix("\r"))
