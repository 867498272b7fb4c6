"""Check a change before it is written: the note must hold what it held, and what the plan adds.

Nothing here touches a file: `vault.store` writes what has been verified.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import ENDING, Edit, Plan, PropertyValue, apply, in_order
from contactkeeper.core.model import Entry
from contactkeeper.core.note.property_names import meaning_of
from contactkeeper.errors import UnknownLog, WriteRefused
from contactkeeper.wording import Texts, Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.model import Problem
    from contactkeeper.core.note.frontmatter_values import Value
    from contactkeeper.core.note.note import Note

_NEVER_WRITTEN: Texts = {
    "conflict-markers": "The note has conflict markers: ck check --fix merges its two sides.",
    "encoding": "The note is not valid UTF-8.",
}
_MAY_BE_NEW = ("uncounted", "mistyped-key")


def refuse_unwritable(note: Note) -> None:
    """Refuse every write to a note with conflict markers or invalid UTF-8.

    Raises:
        WriteRefused: the note has them; names the line.
    """
    for problem in note.problems:
        if why := _NEVER_WRITTEN.get(problem.code):
            raise WriteRefused(note.path, problem.line, Wording(why))


def refuse_unknown_log(note: Note) -> None:
    """Refuse the first write into a log that is known by its dates alone.

    Raises:
        UnknownLog: only the dates of a section show that it is the log, or those of several.
    """
    for problem in note.problems:
        if problem.code in {"log-by-dates", "two-logs"}:
            raise UnknownLog(note.path, problem.line, str(dict(problem.facts)["title"]))


def verify(before: Note, plan: Plan) -> Note:
    """Apply a plan to a note and return the resulting note, after checking it.

    The result is parsed again: it must have exactly the content of the note and what the plan adds,
    with every character outside the edits unchanged.

    Raises:
        WriteRefused: the result has other content; nothing may be written then.
    """
    refuse_unwritable(before)
    text = _spliced(before, plan.edits)
    after = type(before).parse(text, before.path, before.settings)
    _check_entries(before, after, plan)
    _check_tasks(before, after, plan)
    _check_properties(before, after, plan.properties)
    _check_rest(before, after, plan)
    return after


def _spliced(before: Note, edits: tuple[Edit, ...]) -> str:
    """Apply the edits, and check that all text outside of them is unchanged."""
    try:
        text = apply(before.text, edits)
        text.encode()
    except ValueError as error:
        raise WriteRefused(
            before.path, None, Wording("The change can't be written ({error}).", error=error)
        ) from error
    ordered = in_order(edits)
    kept = [before.text[a.end : b.start] for a, b in pairwise(ordered)]
    if ordered:
        kept = [before.text[: ordered[0].start], *kept, before.text[ordered[-1].end :]]
        if not (text.startswith(kept[0]) and text.endswith(kept[-1])):
            raise WriteRefused(
                before.path, None, Wording("The change would touch text outside of it.")
            )
    at = 0
    for stretch in kept:
        at = text.find(stretch, at)
        if at < 0:
            raise WriteRefused(
                before.path, None, Wording("The change would touch text outside of it.")
            )
        at += len(stretch)
    return text


def _check_entries(before: Note, after: Note, plan: Plan) -> None:
    """Check that the log has its old entries in order, but for the changes of the plan."""
    expected = [span.entry for span in before.log.all_spans] if before.log else []
    for old, new in plan.replaced:
        index = next((i for i, entry in enumerate(expected) if entry == old), None)
        if index is None:
            raise WriteRefused(
                before.path, old.line, Wording("The entry to change no longer exists.")
            )
        expected[index : index + 1] = [new] if new else []
    added = Counter(map(Entry.without_lines, plan.added))
    waiting = iter(expected)
    awaited = next(waiting, None)
    for entry in [span.entry for span in after.log.all_spans] if after.log else []:
        if awaited and entry.same(awaited):
            awaited = next(waiting, None)
            continue
        added[entry.without_lines()] -= 1
        if added[entry.without_lines()] < 0:
            raise WriteRefused(
                before.path, entry.line, Wording("The entries would not read back as they should.")
            )
    if awaited or any(added.values()):
        lost = awaited or next(added.elements())
        raise WriteRefused(before.path, lost.line or None, Wording("An entry would not read back."))


def _check_tasks(before: Note, after: Note, plan: Plan) -> None:
    """Check that the note has its old tasks outside entries, but for the changes of the plan."""
    expected = Counter(task.without_line() for task in (*before.tasks, *plan.new_tasks))
    expected.subtract(task.without_line() for task in plan.closed_tasks)
    found = Counter(task.without_line() for task in after.tasks)
    if found != expected:
        raise WriteRefused(
            before.path, None, Wording("The tasks would not read back as they should.")
        )


def _check_properties(before: Note, after: Note, planned: Mapping[str, PropertyValue]) -> None:
    """Check that each property has its old value and position, but for those of the plan."""
    if before.frontmatter and before.frontmatter.error:
        return  # it could not be read before; quotes may have fixed it
    there = {name for name, _ in (*_properties(before), *_inline(before))}
    added = [
        (name, value) for name, value in planned.items() if value is not None and name not in there
    ]
    expected = [*_changed(_properties(before), planned), *added]
    inline = _changed(_inline(before), planned)
    # A line above the log counts again where the property that came before it is removed.
    removed = {
        meaning_of(name, before.settings) for name, value in planned.items() if value is None
    }
    read_again = [
        item
        for item in _inline(after)
        if item in inline or meaning_of(item[0], before.settings) not in removed
    ]
    if (_properties(after), read_again) != (expected, inline):
        raise WriteRefused(
            before.path, None, Wording("The properties would not read back as they should.")
        )


def _changed(
    found: list[tuple[str, Value]], planned: Mapping[str, PropertyValue]
) -> list[tuple[str, Value]]:
    """Return properties with their new values, without those that are removed."""
    return [
        (name, planned.get(name, value))
        for name, value in found
        if name not in planned or planned[name] is not None
    ]


def _check_rest(before: Note, after: Note, plan: Plan) -> None:
    """Check that the log is the same section, a contact stays one, and no problem is new."""
    path = before.path
    if before.log and (after.log is None or after.log.title != before.log.title):
        raise WriteRefused(path, None, Wording("The log would not be found again."))
    if not plan.properties and before.is_contact and not after.is_contact:
        raise WriteRefused(path, None, Wording("The note would no longer be a contact."))
    known = Counter(problem.code for problem in _problems(before))
    unread = _lines_unread(before)
    for problem in _problems(after):
        if problem.line <= unread:
            continue  # it was there, unseen
        known[problem.code] -= 1
        if known[problem.code] < 0:
            why = Wording("That would cause a problem: ")
            raise WriteRefused(path, None, why, problem=problem)


def _lines_unread(note: Note) -> int:
    """Count the lines of a block that can't be read; 0 where it can."""
    block = note.frontmatter
    return len(ENDING.findall(note.text, 0, block.end)) if block and block.error else 0


def _properties(note: Note) -> list[tuple[str, Value]]:
    items = note.frontmatter.properties if note.frontmatter else ()
    return [(item.name, item.value) for item in items]


def _inline(note: Note) -> list[tuple[str, Value]]:
    return [(item.name, item.value) for item in note.inline]


def _problems(note: Note) -> list[Problem]:
    """Return the problems, but for those that a change may cause.

    `uncounted` depends on whether the log has entries; whoever sets a `mistyped-key` was asked.
    """
    return [each for each in note.contact().problems if each.code not in _MAY_BE_NEW]
