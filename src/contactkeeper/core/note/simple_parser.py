"""Parse a simple frontmatter block, `key: value` line by line, without YAML.

Nearly every real block is simple, and importing YAML costs more than reading a hundred of them.
The result is exactly that of `yaml_parser.py`, or None: it must never guess.
"""

from __future__ import annotations

import re

from contactkeeper.core.note.frontmatter_values import NULLS, Property, Value

# `yaml_parser.py` reads blocks with tabs and characters that YAML refuses or takes for line breaks.
# One search finds them all: in each of the sets below they would cost every start of `ck` 4 ms.
_STRANGE = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_QUOTED = r"\"[^\"\\\r\n]*+\"|'[^'\r\n]*+'"
# A colon before a blank begins a map and a `#` after one a comment: neither is plain text.
_PLAIN = (
    r"(?:[^\s\-?:,\[\]{}\#&*!|>'\"%@`]|-(?![\r\n ]))"
    r"(?:[^\r\n:\# ]++|:(?![\r\n ])|\#|[ ]++(?![\r\n\#]))*+"
)
_FLOW_WORD = r"[^\r\n\[\]{}\"'\\\#&*!|>%@`:?,]"
_FLOW = rf"\[(?:{_FLOW_WORD}|,|{_QUOTED})*+\]"
_LINK = r"\[\[\w[\w .|()/+-]*+\]\]"

_LINE = re.compile(
    rf"""
    (?: (?P<key>\w(?:[\w .()/-]{{0,62}}[\w)])?):
        (?:[ ]++(?: (?P<plain>{_PLAIN}) | (?P<quoted>{_QUOTED})
                 | (?P<link>{_LINK}) | (?P<flow>{_FLOW}) ))?
      | (?P<indent>[ ]*+)-[ ]++(?: (?P<item>{_PLAIN}) | (?P<quoted_item>{_QUOTED})
                               | (?P<link_item>{_LINK}) )
      | [ ]*+(?:\#[^\r\n]*+)?
    )
    (?:[ ]++\#[^\r\n]*+|[ ]*+)
    \r?\n
    """,
    re.VERBOSE,
)
_FLOW_ITEM = re.compile(rf"[ ]*+(?:({_QUOTED})[ ]*+|({_FLOW_WORD}++))(?:,|\Z)", re.VERBOSE)
_SCALAR_ITEMS = {"item": "plain", "quoted_item": "quoted", "link_item": "link"}


def parse_simple(text: str, start: int, end: int) -> tuple[Property, ...] | None:
    """Return the properties between two offsets, or None where the block is not simple.

    `start` must be the beginning of the file's second line, `end` that of a line.
    """
    return None if _STRANGE.search(text, start, end) else _read_lines(text, start, end)


def _read_lines(text: str, start: int, end: int) -> tuple[Property, ...] | None:
    properties: list[Property] = []
    items: list[Value] = []
    indent = ""
    first = last = after = 0
    waiting = False  # whether the last key has no value yet and may own a block list
    position, line = start, 2
    match = _LINE.match
    while position < end:
        found = match(text, position, end)
        if found is None:
            return None
        kind = found.lastgroup
        if kind is None:
            pass  # a blank line or a comment
        elif kind in _SCALAR_ITEMS:
            dash = found.end("indent")
            if not waiting or (items and found["indent"] != indent):
                return None
            if not items:
                indent, first = found["indent"], dash
            items.append(_scalar(found[kind], _SCALAR_ITEMS[kind]))
            last, after = found.end(kind), found.end()
        else:
            if items:
                properties[-1] = _with_items(properties[-1], items, (first, last, after))
                items = []
            one = _property(found, kind, line)
            if one is None:
                return None
            properties.append(one)
            waiting = kind == "key"
        position = found.end()
        line += 1
    if items:
        properties[-1] = _with_items(properties[-1], items, (first, last, after))
    return tuple(properties)


def _property(found: re.Match[str], kind: str, line: int) -> Property | None:
    """Make the property of one line; `kind` is the form of its value, `key` where there is none."""
    if kind == "key":
        at = found.end("key") + 1
        return Property(found["key"], None, line, found.start(), found.end(), at, at)
    start, end = found.span(kind)
    value: Value = _flow_items(found[kind][1:-1]) if kind == "flow" else _scalar(found[kind], kind)
    if value is None and kind == "flow":
        return None
    return Property(found["key"], value, line, found.start(), found.end(), start, end)


def _scalar(raw: str, kind: str) -> str | None:
    if kind == "quoted":
        return raw[1:-1]
    return None if kind == "plain" and raw in NULLS else raw


def _with_items(owner: Property, items: list[Value], span: tuple[int, int, int]) -> Property:
    first, last, after = span
    return Property(owner.name, tuple(items), owner.line, owner.start, after, first, last)


def _flow_items(inner: str) -> tuple[Value, ...] | None:
    """Read what stands between the brackets of a flow list; None where it is not simple."""
    items: list[Value] = []
    position = 0
    # A trailing comma ends the list; it does not begin an empty item.
    listed = inner.rstrip(" ").removesuffix(",").rstrip(" ")
    end = len(listed)
    if listed.endswith(",") or (not end and inner.strip(" ")):
        return None
    while position < end:
        found = _FLOW_ITEM.match(inner, position, end)
        if found is None:
            return None
        quoted, word = found.groups()
        if quoted:
            items.append(quoted[1:-1])
        elif word.startswith("-") or not word.strip(" "):
            return None
        else:
            items.append(_scalar(word.strip(" "), "plain"))
        position = found.end()
    return tuple(items)
