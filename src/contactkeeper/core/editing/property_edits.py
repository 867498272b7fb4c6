"""Plan changes of properties by editing the span of one key; every other character stays.

Never dumps YAML, and refuses blocks that can't be edited reliably. `property_values` writes the
values.
"""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.editing.edits import (
    Edit,
    Plan,
    PropertyValue,
    combine,
    ending_before,
    insert_lines,
)
from contactkeeper.core.editing.note_language import is_russian, russian_name, value_beside
from contactkeeper.core.editing.property_values import KEY, replace_value, write_scalar, write_value
from contactkeeper.core.editing.verify import refuse_unwritable
from contactkeeper.core.language.dates import read_date
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.meaning import is_contact
from contactkeeper.core.note.property_names import canonical, find_properties, meaning_of
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.model import Entry
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Property
    from contactkeeper.core.note.note import Note

_BOM = "\ufeff"
_ANCHOR = lazy_regex(r"&([^\s,\[\]{}]+)")
_DOCUMENT_MARK = lazy_regex(r"(?:^|[\r\n])(?:\.\.\.|%)")
_NO_VALUE = lazy_regex(r"(?:[ \t]*+(?:#[^\r\n]*+)?(?:\r\n|\n|\r))*+")
"""Comments and blank lines; anything else in a block without keys (`{}`, `|`) is a value."""
_DAY = lazy_regex(
    r"""(?P<before>\A[*_]*(?:\[\[)?)
        (?:\d{4}-\d\d-\d\d | (?P<dotted>\d\d?\.\d\d?\.\d{4}))
        (?:(?P<mark>[T\ ])\d\d?:\d\d(?P<seconds>:\d\d)?)?
        (?P<after>(?:\]\])?[*_]*\Z)""",
    re.VERBOSE,
)
_TEMPLATE_MARKS = ("{{", "<%")


def set_property(note: Note, key: str, value: str | tuple[str, ...]) -> Plan:
    """Plan a new value for one property; an existing key keeps its spelling.

    Raises:
        WriteRefused: the block or the old value can't be edited reliably.
    """
    return set_properties(note, {key: value})


def set_properties(note: Note, changes: Mapping[str, PropertyValue]) -> Plan:
    """Plan new values for several properties; None removes one, with all its lines.

    New keys come last, in the order of `changes`; where most properties of the note are spelled in
    Russian, so are they. The block is created if missing, and removed with its last property.

    Raises:
        WriteRefused: the block or an old value can't be edited reliably.
    """
    refuse_unwritable(note)
    _refuse_template_marks(note, changes)
    inline = _change_inline(note, changes)
    if inline.properties:
        rest = {key: value for key, value in changes.items() if not _is_inline(note, key)}
        return combine(note, inline, set_properties(note, rest)) if rest else inline
    block = note.frontmatter
    if block is None:
        return _make_block(note, changes)
    _refuse_unsure(note, block)
    edits: list[Edit] = []
    expected: dict[str, PropertyValue] = {}
    removed_to = block.body_start
    found = {key: find_properties(block, key, note.settings) for key in changes}
    in_russian = is_russian(note)
    # A list at the end of the block grows where new keys begin.
    for key, items in sorted(found.items(), key=lambda each: not each[1]):
        name = items[0].name if items else russian_name(key) if in_russian else key
        value = value_beside(name, items[0].value if items else None, changes[key], note.settings)
        _refuse_anchored(note, block, items)
        if value is None:
            edits += [Edit(item.start, item.end, "") for item in items]
            expected |= {item.name: None for item in items}
            removed_to += sum(item.end - item.start for item in items)
        elif not items:
            edits.append(_add_key(note, block, name, value))
            expected[name] = value
        elif items[0].value != value:
            edits += replace_value(note, items[0], value)
            expected[name] = value
    if (
        removed_to == block.body_end
        and removed_to > block.body_start
        and all(not e.text for e in edits)
    ):
        edits = [Edit(block.start, block.end, "")]
    return Plan(edits=tuple(edits), properties=expected)


def _refuse_template_marks(note: Note, changes: Mapping[str, PropertyValue]) -> None:
    for key, value in changes.items():
        if any(mark in f"{key} {value}" for mark in _TEMPLATE_MARKS):
            raise WriteRefused(
                note.path, None, Wording("`{key}` would contain a template variable.", key=key)
            )


def find_in_note(note: Note, key: str) -> list[Property]:
    """Find what a note has for a key: in its frontmatter, else in the lines above its log."""
    same = meaning_of(key, note.settings)
    return find_properties(note.frontmatter, key, note.settings) or [
        item for item in note.inline if meaning_of(item.name, note.settings) == same
    ]


def _is_inline(note: Note, key: str) -> bool:
    found = find_in_note(note, key)
    return bool(found) and found[0] in note.inline


def _change_inline(note: Note, changes: Mapping[str, PropertyValue]) -> Plan:
    """Plan the changes of properties that stand in lines above the log."""
    edits: list[Edit] = []
    expected: dict[str, PropertyValue] = {}
    for key, given in changes.items():
        first, *others = find_in_note(note, key) if _is_inline(note, key) else (None,)
        if first is None:
            continue
        value = value_beside(first.name, first.value, given, note.settings)
        if value is None:
            edits += [Edit(item.start, item.end, "") for item in (first, *others)]
        else:
            words = value if isinstance(value, str) else ", ".join(value)
            edits.append(Edit(first.value_start, first.value_end, " ".join(words.split())))
        expected[first.name] = value
    return Plan(edits=tuple(edits), properties=expected)


def quote_values(note: Note) -> Plan:
    """Plan quotes around the values that make the block invalid: `telegram: @anna`.

    Raises:
        WriteRefused: quotes do not fix this block.
    """
    refuse_unwritable(note)
    fault = note.frontmatter.error if note.frontmatter else None
    if fault is None or not fault.loose:
        raise WriteRefused(
            note.path, fault.line if fault else None, Wording("Quotes don't fix this.")
        )
    return Plan(
        edits=tuple(
            Edit(one.start, one.end, write_scalar(note.text[one.start : one.end], like='"'))
            for one in fault.loose
        )
    )


def step_last_contact(note: Note, entry: Entry) -> Plan:
    """Plan an update of `last_contact` to an entry's day, in the form of the old value.

    The plan is empty where the note lacks the property, the configuration does not ask for it, the
    old day is later or can't be read, or the entry is no contact.
    """
    if not note.settings.log.update_last_contact or not is_contact(entry):
        return Plan()
    found = find_in_note(note, "last_contact")
    old = (found[0].value or "") if found else None
    if not isinstance(old, str):
        return Plan()
    try:
        day = read_date(old)
        if (old and day is None) or (day and day >= entry.date):
            return Plan()
        return set_property(note, found[0].name, _same_form(old, entry))
    except (ImpossibleDate, WriteRefused):
        return Plan()  # `ck check` reports that; the entry is written all the same


def _same_form(old: str, entry: Entry) -> str:
    """Format the entry's day like the old one: linked, bold, dotted, with a time."""
    found = _DAY.search(old)
    if found is None:
        return entry.date.isoformat()
    day = f"{entry.date:%d.%m.%Y}" if found["dotted"] else entry.date.isoformat()
    clock = f"{found['mark']}{entry.time or time():%H:%M}" if found["mark"] else ""
    seconds = ":00" if found["seconds"] else ""
    return f"{found['before']}{day}{clock}{seconds}{found['after']}"


def _refuse_unsure(note: Note, block: Frontmatter) -> None:
    """Refuse blocks that can't be edited key by key."""
    path = note.path
    if block.error:
        problem = block.error.problem(path, "")
        why = Wording("The properties don't parse: ")
        raise WriteRefused(path, block.error.line, why, problem=problem)
    if block.unfilled:
        raise WriteRefused(
            path, block.unfilled, Wording("The properties contain template variables.")
        )
    if block.duplicates:
        name, line = block.duplicates[0]
        raise WriteRefused(path, line, Wording("The property `{name}` occurs twice.", name=name))
    for item in block.properties:
        if not KEY.match(note.text, item.start):
            raise WriteRefused(
                path, item.line, Wording("The properties are written in an unusual form.")
            )
    span = (block.body_start, block.body_end)
    has_room = block.properties or _NO_VALUE.fullmatch(note.text, *span)
    if not has_room or _DOCUMENT_MARK.search(note.text, *span):
        raise WriteRefused(path, 1, Wording("The properties are written in an unusual form."))


def _refuse_anchored(note: Note, block: Frontmatter, items: list[Property]) -> None:
    """Refuse to change a value that another one refers to by an anchor (`&a`, `*a`)."""
    span = (block.body_start, block.body_end)
    if not items or note.text.find("&", *span) < 0 or note.text.find("*", *span) < 0:
        return
    from contactkeeper.core.note.yaml_parser import find_anchors

    for anchor in find_anchors(note.text, *span):
        for item in items:
            if item.start <= anchor < item.end:
                name = _ANCHOR.match(note.text, anchor)
                why = Wording("Another property refers to this value.")
                if name:
                    why = Wording("`*{name}` refers to this value.", name=name[1])
                raise WriteRefused(note.path, item.line, why)


def _make_block(note: Note, changes: Mapping[str, PropertyValue]) -> Plan:
    """Plan a new block at the top, after a byte order mark."""
    values = {key: value for key, value in changes.items() if value is not None}
    if not values:
        return Plan()
    at = len(_BOM) if note.text.startswith(_BOM) else 0
    ending = ending_before(note.text, 0)
    fence = f"---{ending}"
    lines = [
        line
        for key, value in values.items()
        for line in write_value(key, value, canonical(key, note.settings), "")
    ]
    text = "".join(line + ending for line in lines)
    return Plan(edits=(Edit(at, at, text, fence, fence),), properties=values)


def _add_key(note: Note, block: Frontmatter, key: str, value: str | tuple[str, ...]) -> Edit:
    """Return an edit that appends a key, indented and with lists as the other keys have them."""
    indent, item_indent = "", None
    for item in block.properties:
        found = KEY.match(note.text, item.start)
        indent = found["indent"] if found else indent
        line_start = max(note.text.rfind(c, 0, item.value_start) for c in "\r\n") + 1
        before = note.text[line_start : item.value_start]
        if isinstance(item.value, tuple) and note.text.startswith("-", item.value_start):
            item_indent = before if not before.strip() else item_indent
    lines = write_value(key, value, canonical(key, note.settings), indent, item_indent)
    return insert_lines(note.text, block.body_end, lines)
