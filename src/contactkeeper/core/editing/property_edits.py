"""Plans that change properties by the span of one key, and leave every other character alone.

Never dumps YAML, and touches no block that it can't be sure of. How one value is put in the place
of another is `values`' affair.
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
    ending_before,
    insert_lines,
    refuse_unwritable,
)
from contactkeeper.core.editing.property_values import KEY, replace_value, write_value
from contactkeeper.core.editing.scalars import write_scalar
from contactkeeper.core.language.dates import read_date
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.property_names import canonical, find_properties
from contactkeeper.errors import WriteRefused

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
"""Comments and blank lines; what else stands in a block without a key (`{}`, `|`) is its value."""
_DAY = lazy_regex(
    r"""(?P<before>\A[*_]*(?:\[\[)?)
        (?:\d{4}-\d\d-\d\d | (?P<dotted>\d\d?\.\d\d?\.\d{4}))
        (?:(?P<mark>[T\ ])\d\d?:\d\d(?P<seconds>:\d\d)?)?
        (?P<after>(?:\]\])?[*_]*\Z)""",
    re.VERBOSE,
)
_TEMPLATE_MARKS = ("{{", "<%")


def set_property(note: Note, key: str, value: str | tuple[str, ...]) -> Plan:
    """Give one property a value; a key that the note has under another spelling keeps it.

    Raises:
        WriteRefused: the block is one that is left alone, or the value has a form that is.
    """
    return set_properties(note, {key: value})


def set_properties(note: Note, changes: Mapping[str, PropertyValue]) -> Plan:
    """Give several properties their values at once; None takes one out, with all its lines.

    New keys come last, in the order of `changes`. The block is made where there is none, and goes
    where its last line goes.

    Raises:
        WriteRefused: the block is one that is left alone, or a value has a form that is.
    """
    refuse_unwritable(note)
    for key, value in changes.items():
        if any(mark in f"{key} {value}" for mark in _TEMPLATE_MARKS):
            raise WriteRefused(note.path, None, f"`{key}` would hold a template's marks.")
    block = note.frontmatter
    if block is None:
        return _make_block(note, changes)
    _refuse_unsure(note, block)
    edits: list[Edit] = []
    expected: dict[str, PropertyValue] = {}
    lost = block.body_start
    for key, value in changes.items():
        items = find_properties(block, key, note.settings)
        _refuse_anchored(note, block, items)
        if value is None:
            edits += [Edit(item.start, item.end, "") for item in items]
            expected |= {item.name: None for item in items}
            lost += sum(item.end - item.start for item in items)
        elif not items:
            edits.append(_add_key(note, block, key, value))
            expected[key] = value
        elif items[0].value != value:
            edits += replace_value(note, items[0], value)
            expected[items[0].name] = value
    if lost == block.body_end and lost > block.body_start and all(not e.text for e in edits):
        edits = [Edit(block.start, block.end, "")]
    return Plan(edits=tuple(edits), properties=expected)


def quote_values(note: Note) -> Plan:
    """Put quotes around the values without which the block does not parse: `telegram: @anna`.

    Raises:
        WriteRefused: quotes do not mend this block.
    """
    refuse_unwritable(note)
    fault = note.frontmatter.error if note.frontmatter else None
    if fault is None or not fault.loose:
        raise WriteRefused(note.path, fault.line if fault else None, "Quotes don't mend this.")
    return Plan(
        edits=tuple(
            Edit(one.start, one.end, write_scalar(note.text[one.start : one.end], like='"'))
            for one in fault.loose
        )
    )


def step_last_contact(note: Note, entry: Entry) -> Plan:
    """Bring `last_contact` up to an entry's day, in its own form.

    Nothing is done where the note hasn't got it, the configuration doesn't say so, it would go
    back, it can't be read, or the entry is an attempt.
    """
    block = note.frontmatter
    if not note.settings.log.update_last_contact or entry.direction == "->" or block is None:
        return Plan()
    found = find_properties(block, "last_contact", note.settings)
    old = (found[0].value or "") if found else None
    if not isinstance(old, str):
        return Plan()
    try:
        day = read_date(old)
        if (old and day is None) or (day and day >= entry.date):
            return Plan()
        return set_property(note, found[0].name, _same_form(old, entry))
    except (ImpossibleDate, WriteRefused):
        return Plan()  # what is wrong there is reported, and no reason to lose an entry


def _same_form(old: str, entry: Entry) -> str:
    """Write the entry's day as the old one was: linked, bold, dotted, with a time."""
    found = _DAY.search(old)
    if found is None:
        return entry.date.isoformat()
    day = f"{entry.date:%d.%m.%Y}" if found["dotted"] else entry.date.isoformat()
    clock = f"{found['mark']}{entry.time or time():%H:%M}" if found["mark"] else ""
    seconds = ":00" if found["seconds"] else ""
    return f"{found['before']}{day}{clock}{seconds}{found['after']}"


def _refuse_unsure(note: Note, block: Frontmatter) -> None:
    """Refuse blocks whose keys can't be told apart by their lines."""
    path = note.path
    if block.error:
        raise WriteRefused(
            path, block.error.line, f"The properties don't parse: {block.error.message}"
        )
    if block.unfilled:
        raise WriteRefused(path, block.unfilled, "The properties hold a template's marks.")
    if block.duplicates:
        name, line = block.duplicates[0]
        raise WriteRefused(path, line, f"The property `{name}` stands there twice.")
    for item in block.properties:
        if not KEY.match(note.text, item.start):
            raise WriteRefused(path, item.line, "The properties are written in an unusual form.")
    span = (block.body_start, block.body_end)
    has_room = block.properties or _NO_VALUE.fullmatch(note.text, *span)
    if not has_room or _DOCUMENT_MARK.search(note.text, *span):
        raise WriteRefused(path, 1, "The properties are written in an unusual form.")


def _refuse_anchored(note: Note, block: Frontmatter, items: list[Property]) -> None:
    """Refuse to touch a value that another one repeats by its anchor (`&a`, `*a`)."""
    span = (block.body_start, block.body_end)
    if not items or note.text.find("&", *span) < 0 or note.text.find("*", *span) < 0:
        return
    from contactkeeper.core.note.yaml_parser import find_anchors

    for anchor in find_anchors(note.text, *span):
        for item in items:
            if item.start <= anchor < item.end:
                name = _ANCHOR.match(note.text, anchor)
                what = f"`*{name[1]}`" if name else "Another property"
                raise WriteRefused(note.path, item.line, f"{what} repeats what stands here.")


def _make_block(note: Note, changes: Mapping[str, PropertyValue]) -> Plan:
    """Make a block at the top, after a BOM."""
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
    """Add a key before the closing line, indented as the others, a list in the others' form."""
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
