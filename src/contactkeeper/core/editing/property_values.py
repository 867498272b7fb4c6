"""Write the value of a property, and replace one by another.

Works on the span of one value; the text around it (a comment, other items) stays.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import ENDING, Edit, insert_lines
from contactkeeper.core.editing.scalars import write_scalar
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.note.schema import form_of
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from contactkeeper.core.note.frontmatter_values import Property
    from contactkeeper.core.note.note import Note

_QUOTED_FORMS = ("text", "list")

KEY = lazy_regex(
    r"""(?P<indent>[ ]*)
        (?:"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\r\n]|'')*'|[^\s"'?{\[&*!|>%@`#][^\r\n]*?)
        [ \t]*:(?=[ \t\r\n])""",
    re.VERBOSE,
)
"""A key at the beginning of its line, up to the colon; does not match unusual forms."""

_ITEM = lazy_regex(r"(?<![^\r\n])[ ]*-(?:[ ][^\r\n]*)?(?:\r\n|\n|\r)")


def write_value(
    key: str,
    value: str | tuple[str, ...],
    meaning: str | None,
    indent: str,
    item_indent: str | None = None,
) -> list[str]:
    """Return the lines of a new key, without endings.

    Args:
        key: the name, written as it is.
        value: a text or a list of texts.
        meaning: the known property that the name stands for, if any.
        indent: blanks before the key.
        item_indent: blanks before a list's items; None: the list is in the key's line.
    """
    as_text = form_of(meaning) in _QUOTED_FORMS
    start = f"{indent}{write_scalar(key)}:"
    if isinstance(value, str):
        return [f"{start} {write_scalar(value, as_text=as_text)}"]
    if item_indent is None or not value:
        return [f"{start} {_in_one_line(value, as_text=as_text)}"]
    return [start, *(f"{item_indent}- {write_scalar(one, as_text=as_text)}" for one in value)]


def replace_value(note: Note, item: Property, value: str | tuple[str, ...]) -> tuple[Edit, ...]:
    """Return the edits that replace a property's value.

    Raises:
        WriteRefused: the old value is a map, or has an anchor, alias or tag.
    """
    old = note.text[item.value_start : item.value_end]
    if isinstance(item.value, Mapping) or old.startswith(("&", "*", "!")):
        raise WriteRefused(note.path, item.line, f"`{item.name}` is no plain value or list.")
    as_text = form_of(canonical(item.name, note.settings)) in _QUOTED_FORMS
    in_lines = isinstance(item.value, tuple) and not old.startswith("[")
    if in_lines and isinstance(value, tuple) and value:
        return _replace_items(note, item, value, as_text=as_text)
    if isinstance(value, str):
        like = old if not isinstance(item.value, tuple) else ""
        new = write_scalar(value, like=like, as_text=as_text)
    else:
        new = _grow(old, item.value, value, as_text=as_text) or _in_one_line(value, as_text=as_text)
    if not old:
        return (Edit(item.value_start, item.value_end, f" {new}"),)
    if in_lines:
        return _replace_lines(note, item, new)
    # The span of a text block (`|`) includes its last line ending, which ends the key.
    kept = len(old.rstrip(" \t\r\n"))
    return (Edit(item.value_start, item.value_start + kept, new),)


def _replace_lines(note: Note, item: Property, new: str) -> tuple[Edit, ...]:
    """Return the edits that replace a list in lines of its own by a value in the key's line."""
    key = KEY.match(note.text, item.start)
    colon = key.end() if key else item.start
    ending = ENDING.search(note.text, colon)
    following = ending.end() if ending else colon
    return (Edit(colon, colon, f" {new}"), Edit(following, item.end, ""))


def _replace_items(
    note: Note, item: Property, value: tuple[str, ...], *, as_text: bool
) -> tuple[Edit, ...]:
    """Return the edits that change a list in lines; the lines of kept items stay."""
    text, old = note.text, item.value if isinstance(item.value, tuple) else ()
    if any(isinstance(one, Mapping | tuple) for one in old):
        raise WriteRefused(note.path, item.line, f"`{item.name}` holds more than words.")
    first = max(text.rfind("\n", 0, item.value_start), text.rfind("\r", 0, item.value_start)) + 1
    indent = text[first : item.value_start]
    spans = [found.span() for found in _ITEM.finditer(text, first, item.end)]
    stay = [one for one in old if one in value]
    if len(spans) != len(old) or tuple(stay) != value[: len(stay)]:
        # Another order, or items of several lines: the whole list is rewritten.
        lines = [f"{indent}- {write_scalar(one, as_text=as_text)}" for one in value]
        new = insert_lines(text, item.end, lines)
        return (Edit(first, item.end, new.text),)
    removed = [
        Edit(start, end, "")
        for (start, end), one in zip(spans, old, strict=True)
        if one not in value
    ]
    lines = [f"{indent}- {write_scalar(one, as_text=as_text)}" for one in value[len(stay) :]]
    return (*removed, insert_lines(text, item.end, lines))


def _grow(old: str, was: object, value: tuple[str, ...], *, as_text: bool) -> str:
    """Return a list in one line with items appended; "" where its text can't be kept."""
    if not isinstance(was, tuple) or not was or value[: len(was)] != was:
        return ""
    inner = old.rstrip("]").rstrip(" ") if old.count("]") == 1 else ""
    if not inner or "#" in old or "\n" in old or "\r" in old or inner.endswith(","):
        return ""
    new = [write_scalar(one, in_flow=True, as_text=as_text) for one in value[len(was) :]]
    return ", ".join((inner, *new)) + old[len(inner) :]


def _in_one_line(value: tuple[str, ...], *, as_text: bool) -> str:
    items = ", ".join(write_scalar(one, in_flow=True, as_text=as_text) for one in value)
    return f"[{items}]"
