"""Write the value of a property as YAML, and replace one by another.

Works on the span of one value; the text around it (a comment, other items) stays. A text gets
quotes where a reader needs them, of YAML 1.1 (PyYAML, most plug-ins) or 1.2 (Obsidian).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from contactkeeper.core.editing.edits import ENDING, Edit, insert_lines
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.note.schema import form_of
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

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
_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`=<~.+")
"""Characters that never begin an unquoted text: YAML's indicators, and `+`, `.`, `~`, `<`, `=`."""
_INSIDE = lazy_regex(r": |:\Z| #|\t|^\s|\s\Z|---|\.\.\.\Z")
_CONTROLS = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]"
_CONTROL = lazy_regex(_CONTROLS)
_IN_FLOW = lazy_regex(r"[,\[\]{}:?]")
_WORD = lazy_regex(r"(?i:true|false|yes|no|on|off|y|n|null)")
_DATE = lazy_regex(r"\d{4}-\d\d-\d\d")
_WHOLE = lazy_regex(r"0|[1-9]\d*")
_NUMBER = lazy_regex(
    r"(?i:0[xob][\da-f_]+|\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?|\d[\d_,]*\.?[\d_]*(?:e[-+]?\d+)?)"
)
_TIMESTAMP = lazy_regex(r"\d{4}-\d\d?-\d\d?(?:[Tt \t].*)?")

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_TO_ESCAPE = lazy_regex(rf'[\\"]|{_CONTROLS}')


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
        raise WriteRefused(
            note.path, item.line, Wording("`{name}` is no plain value or list.", name=item.name)
        )
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
        raise WriteRefused(
            note.path, item.line, Wording("`{name}` holds more than words.", name=item.name)
        )
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


def write_scalar(text: str, *, like: str = "", in_flow: bool = False, as_text: bool = False) -> str:
    """Return `text` as a YAML scalar: `@anna` as `"@anna"`, `Acme` as it is.

    Args:
        text: the value.
        like: the old scalar, whose quotes and kind (a number, a boolean) are kept.
        in_flow: whether it is inside `[…]`, where commas and brackets have a meaning.
        as_text: whether to quote a whole number too, so that it stays a text.
    """
    if _CONTROL.search(text):
        return _double(text)
    if like.startswith("'"):
        return _single(text)
    if like.startswith('"'):
        return _double(text)
    if (like and _kind(like) == _kind(text) != "") or not needs_quotes(
        text, in_flow=in_flow, as_text=as_text
    ):
        return text
    return _single(text) if '"' in text or "\\" in text else _double(text)


def needs_quotes(text: str, *, in_flow: bool = False, as_text: bool = False) -> bool:
    """Say whether YAML 1.1 or 1.2 would read `text` without quotes as something else.

    A date (`2026-11-23`) and a whole number (`4`) need no quotes: readers that parse them as a date
    or a number show the same characters.
    """
    if _DATE.fullmatch(text):
        return not _is_day(text)
    if _WHOLE.fullmatch(text):
        return as_text
    return bool(
        not text
        or text.startswith(_INDICATORS)
        or _INSIDE.search(text)
        or _CONTROL.search(text)
        or (in_flow and _IN_FLOW.search(text))
        or _WORD.fullmatch(text)
        or _NUMBER.fullmatch(text)
        or _TIMESTAMP.fullmatch(text)
    )


def _is_day(text: str) -> bool:
    """Say whether a date exists: 2026-02-30 makes PyYAML raise ValueError for the whole block."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _kind(text: str) -> str:
    """Return the kind of an unquoted scalar in Obsidian; empty for a text."""
    if text in ("true", "false"):
        return "truth"
    if re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return "number"
    return "time" if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?", text) else ""


def _single(text: str) -> str:
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _double(text: str) -> str:
    return f'"{_TO_ESCAPE.sub(_escaped, text)}"'


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"
