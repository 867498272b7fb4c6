"""Explain why a frontmatter block does not parse, and what to do about it.

YAML notices a mistake late and names it in its own words; people make the same few over and over.
Slow and thorough: it runs for broken blocks only. It must not change anything.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.note.frontmatter_values import Fault, Loose
from contactkeeper.core.note.yaml_parser import parse_yaml

if TYPE_CHECKING:
    from contactkeeper.core.model import Facts

_LINES = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|\Z)")
_KEY = re.compile(
    r"([^\s:#\-\[\]{}\"'](?:[^:\r\n]*[^:\s])?|\"[^\"\r\n]+\"|'[^'\r\n]+')[ ]*:(?=\s|$)[ \t]*"
)
_ITEM = re.compile(r"[ ]*-[ ]+")
_COMMENT = re.compile(r"[ \t]#.*")
_GLUED = re.compile(r"([\w -]+):(\S.*)")
_ODD_BLANK = re.compile(r"[^\s:#][^:\r\n]*:([\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000])")
_PLAIN_LIST = re.compile(r"\[[^\[\]{}\"']*\]")
_IN_LIST = re.compile(r"[^\s,\[\]](?:[^,\[\]]*[^\s,\[\]])?")
_EXCERPT = 40
_MAX_LINES = 200


class _Line(NamedTuple):
    number: int
    start: int
    text: str
    key: str
    """The key of the line; of an item, the one above it."""
    value_start: int
    """In the text of the line."""
    value: str
    """Without a comment; empty where nothing stands there."""


def explain(text: str, start: int, end: int, fault: Fault) -> Fault:
    """Return the fault with the line and kind of the mistake, and the values that need quotes.

    The offsets are those of the block's body, `fault` is the one of the parser.
    """
    lines = _lines(text, start, end)
    for each in lines:
        if each.text.startswith("<<<<<<< "):
            return Fault(each.number, "conflict-markers")
    for each in lines:
        if odd := _ODD_BLANK.match(each.text.lstrip(" ")):
            case = "no-break-space" if odd[1] in "\u00a0\u202f" else "unusual-blank"
            return Fault(each.number, case, _facts_of_line(each.text), odd[0].partition(":")[0])
    loose = _loose(text, start, end, lines)
    if loose:
        first = loose[0]
        words = f"{first.key}: {first.value}" if first.key else first.value
        spans = tuple(
            Loose(each.key, each.start + each.value_start, _value_end(each)) for each in loose
        )
        return Fault(first.number, "needs-quotes", _facts_of_line(words), first.key, spans)
    for each in lines:
        if _is_unclosed(each.value):
            case = "open-quote" if each.value[0] in "'\"" else "open-bracket"
            return Fault(each.number, case, _facts_of_line(each.text), each.key)
    at = next((each for each in lines if each.number == fault.line), None)
    return _at_line(at, fault)._replace(key=at.key) if at else fault


def _at_line(at: _Line, fault: Fault) -> Fault:
    """Return the parser's fault with what its line shows of it."""
    if at.text.startswith("\t"):
        return Fault(fault.line, "tab")
    if not at.text.strip():
        return fault
    if _GLUED.fullmatch(at.text):
        return Fault(fault.line, "no-space", (("words", _excerpt(at.text)),))
    return fault._replace(facts=(*_facts_of_line(at.text), *fault.facts))


def _lines(text: str, start: int, end: int) -> list[_Line]:
    found = []
    key = ""
    for index, match in enumerate(_LINES.finditer(text, start, end)):
        if index == _MAX_LINES or match.start() == end:
            break
        line = match[1]
        # An item may be a map: `- a: @b`.
        item = _ITEM.match(line)
        head = item.end() if item else 0
        named = _KEY.match(line, head)
        if named:
            key = named[1].strip("\"'")
            head = named.end()
        elif not item:
            head = len(line)
        value = _COMMENT.sub("", line[head:]).rstrip()
        found.append(_Line(index + 2, match.start(), line, key, head, value))
    return found


def _loose(text: str, start: int, end: int, lines: list[_Line]) -> list[_Line]:
    """Return the lines whose values need quotes, if quotes around all of them mend the block."""
    suspects = [each for each in lines if each.value and not _reads_alone(each)]
    # A list or a text over several lines does not read alone either, and quotes would break it.
    single = [each for each in suspects if each.value[0] not in "[{|>\"'"]
    listed = [each for each in suspects if each in single or _PLAIN_LIST.fullmatch(each.value)]
    tried = ([piece for each in some for piece in _pieces(each)] for some in (listed, suspects))
    for chosen in (single, *tried):
        if any(_is_unclosed(each.value) for each in chosen):
            continue
        if chosen and _reads_quoted(text, start, end, chosen):
            return chosen
    return []


def _pieces(line: _Line) -> list[_Line]:
    """Return the spans of a line that need quotes: the items of `[@a, b]`, which stays a list.

    A list that is not so plain, or a map, is returned whole and unclosed: nothing mends it.
    """
    value = line.value
    if (value[0], value[-1]) not in (("[", "]"), ("{", "}")) or value.startswith("[["):
        return [line]
    if not _PLAIN_LIST.fullmatch(value):
        return [line._replace(value=value[0])]
    items = [
        line._replace(value_start=line.value_start + found.start(), value=found[0])
        for found in _IN_LIST.finditer(value)
    ]
    return [item for item in items if not _reads_alone(item)]


def _reads_alone(line: _Line) -> bool:
    text = f"a: {line.value}\n"
    return parse_yaml(text, 0, len(text)).fault is None


def _reads_quoted(text: str, start: int, end: int, lines: list[_Line]) -> bool:
    parts = []
    position = start
    for each in lines:
        parts.append(text[position : each.start + each.value_start])
        parts.append("'" + each.value.replace("'", "''") + "'")
        position = _value_end(each)
    mended = "".join([*parts, text[position:end]])
    return parse_yaml(mended, 0, len(mended)).fault is None


def _value_end(line: _Line) -> int:
    return line.start + line.value_start + len(line.value)


def _is_unclosed(value: str) -> bool:
    first = value[:1]
    if first in ("'", '"'):
        return value.count(first) % 2 == 1
    closing = {"[": "]", "{": "}"}.get(first)
    return closing is not None and value.count(first) > value.count(closing)


def _facts_of_line(text: str) -> Facts:
    """Return the fact of what a line says."""
    return (("words", _excerpt(text.strip())),)


def _excerpt(text: str) -> str:
    return text if len(text) <= _EXCERPT else text[: _EXCERPT - 1] + "…"
