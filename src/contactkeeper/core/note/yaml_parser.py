"""Read any frontmatter block by the events of the YAML parser.

Events carry raw text, exact spans and duplicate keys, and walking them here instead of letting
the C loader compose bounds the depth, at which it crashes the process, and the aliases, which
explode. Nothing is constructed: `2026-02-30`, `012` and `yes` stay text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from contactkeeper.core.note.frontmatter_values import NULLS, Fault, Property, Value

if TYPE_CHECKING:
    from yaml.events import Event

    from contactkeeper.core.model import Fact

_MAX_DEPTH = 32
_MAX_SIZE = 100_000  # values and characters; a block without aliases never comes near
_STRANGE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_PRIVATE = range(0xF0000, 0xFFFFE)  # more characters than a block can hold, so one is always free
_LINE_REST = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


class _Unreadable(Exception):
    """The block is refused here, though YAML might take it."""

    def __init__(self, line: int, case: str, **facts: Fact) -> None:
        super().__init__(case)
        self.fault = Fault(line, case, tuple(facts.items()))


class _Unbounded(_Unreadable):
    """The block is YAML with aliases or too many levels; quotes would not help."""


class Reading:
    """The result of `parse_yaml`: properties, all keys that repeat, and the first fault."""

    def __init__(self) -> None:
        self.properties: list[Property] = []
        self.repeated: list[tuple[str, int]] = []
        """Keys, at any depth, that their map has already, and their lines."""
        self.fault: Fault | None = None
        self.unbounded = False
        """Whether the fault is lists that are too deep or aliases; it needs no explanation."""


def parse_yaml(text: str, start: int, end: int) -> Reading:
    """Read the block between two offsets; `start` is the beginning of the file's second line.

    A block with a fault has no properties.
    """
    import yaml

    reading = Reading()
    try:
        _Walk(text[start:end], start, reading).walk()
    except yaml.MarkedYAMLError as error:
        why = error.problem or error.context or ""
        reading.fault = Fault(_line_of(error), "parser", (("why", why),))
    except _Unreadable as error:
        reading.fault = error.fault
        reading.unbounded = isinstance(error, _Unbounded)
    # The pure-Python parser lets the errors of chr() through: "\UFFFFFFFF".
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        reading.fault = Fault(2, "parser", (("why", str(error)),))
    if reading.fault:
        reading.properties = []
        reading.repeated = []
    return reading


def find_anchors(text: str, start: int, end: int) -> tuple[int, ...]:
    """Return the offsets of the anchors (`&a`) in a block that an alias (`*a`) repeats.

    A `&` within words, or in quotes, is none.
    """
    import yaml

    body = text[start:end]
    if "&" not in body or "*" not in body:
        return ()
    body = _without_strange(body)[0]
    anchors: dict[str, list[int]] = {}
    repeated: list[int] = []
    try:
        for token in yaml.scan(body, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
            if isinstance(token, yaml.AnchorToken):
                anchors.setdefault(token.value, []).append(start + token.start_mark.index)
            elif isinstance(token, yaml.AliasToken):
                repeated += anchors.pop(token.value, [])
    except yaml.YAMLError:
        return ()  # such a block is left alone
    return tuple(repeated)


def _without_strange(body: str) -> tuple[str, dict[int, str]]:
    """Replace characters that YAML refuses or breaks lines at; return the text and the way back.

    Strange characters are ordinary ones in a note, so each becomes one that the block does not use.
    """
    strange = set(_STRANGE.findall(body))
    if not strange:
        return body, {}
    used = set(body)
    free = (chr(code) for code in _PRIVATE if chr(code) not in used)
    swaps = dict(zip(sorted(strange), free, strict=False))
    back = {ord(new): old for old, new in swaps.items()}
    return body.translate({ord(old): new for old, new in swaps.items()}), back


def _line_of(error: object) -> int:
    """Return the line where the mistake is, not the one where YAML noticed it."""
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None)
    if context.startswith("while scanning") or "flow" in context:
        mark = getattr(error, "context_mark", None) or mark
    return mark.line + 2 if mark else 2


class _Walk:
    """One pass over the events of a block."""

    def __init__(self, body: str, offset: int, reading: Reading) -> None:
        import yaml

        self.body = body
        self.offset = offset
        self.reading = reading
        body, self.back = _without_strange(body)
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)(body)
        self.next = loader.get_event
        self.anchors: dict[str, tuple[Value, int]] = {}
        self.size = 0
        self.lines: tuple[tuple[str, int], ...] = ()

    def walk(self) -> None:
        """Read the whole block into the reading."""
        import yaml

        self.next()  # the beginning of the stream
        if isinstance(self.next(), yaml.StreamEndEvent):
            return
        root = self.next()
        if isinstance(root, yaml.MappingStartEvent):
            self._properties()
        elif not (isinstance(root, yaml.ScalarEvent) and root.value == "" and _is_plain(root)):
            raise _Unreadable(_line(root), "no-keys")
        self.next()  # the end of the document
        event = self.next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise _Unreadable(_line(event), "second-document")

    def _properties(self) -> None:
        import yaml

        seen: set[str] = set()
        while not isinstance(key := self.next(), yaml.MappingEndEvent):
            name = self._key(key, 1)
            line = _line(key)
            if name in seen:
                self.reading.repeated.append((name, line))
            seen.add(name)
            self.lines = ()
            event = self.next()
            value, value_end = self._value(event, 1)
            begin = _begin(event)
            # The span of a text block runs over the blank lines after it.
            value_end = max(begin, len(self.body[:value_end].rstrip(" \t\r\n")))
            start = self._line_start(_begin(key))
            rest = _LINE_REST.match(self.body, value_end)
            at = self.offset
            self.reading.properties.append(
                Property(
                    name, value, line, at + start, at + (rest.end() if rest else value_end),
                    at + begin, at + value_end,
                    self.lines if isinstance(value, Mapping) else (),
                )
            )  # fmt: skip

    def _key(self, event: Event, depth: int) -> str:
        """Return a key as text, whatever it is."""
        import yaml

        value, end = self._value(event, depth)
        if isinstance(event, yaml.ScalarEvent):
            return self._restored(event.value)
        return value if isinstance(value, str) else self.body[_begin(event) : end]

    def _value(self, event: Event, depth: int) -> tuple[Value, int]:
        """Return the value that begins with an event, and where it ends."""
        import yaml

        before = self.size
        self._count(event, 1 + len(getattr(event, "value", "")))
        value: Value
        end = _end(event)
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self.anchors:
                raise _Unbounded(_line(event), "unknown-alias", anchor=event.anchor or "")
            value, size = self.anchors[event.anchor]
            self._count(event, size)
            return value, end
        if isinstance(event, yaml.ScalarEvent):
            value = None if _is_null(event) else self._restored(event.value)
        elif depth >= _MAX_DEPTH:
            raise _Unbounded(_line(event), "too-deep")
        elif isinstance(event, yaml.SequenceStartEvent):
            value, end = self._list(event, depth)
        else:
            value, end = self._map(event, depth)
        anchor = getattr(event, "anchor", None)
        if anchor:
            self.anchors[anchor] = (value, self.size - before)
        return value, end

    def _list(self, start: Event, depth: int) -> tuple[Value, int]:
        import yaml

        items: list[Value] = []
        end = _end(start)
        nested = None
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            nested = event
            item, end = self._value(event, depth + 1)
            items.append(item)
        if not getattr(start, "flow_style", False):
            return tuple(items), end
        stop = _end(event)
        raw = self.body[_begin(start) : stop]
        # `[[Acme]]`; but `[[Acme], ]` and `["[Acme]"]` are lists.
        if (
            len(items) == 1
            and isinstance(items[0], tuple)
            and all(isinstance(word, str) for word in items[0])
            and nested
            and raw.startswith("[[")
            and raw.endswith("]]")
        ):
            return " ".join(raw.split()) if "\n" in raw or "\r" in raw else raw, stop
        return tuple(items), stop

    def _map(self, start: Event, depth: int) -> tuple[Value, int]:
        import yaml

        items: dict[str, Value] = {}
        lines: list[tuple[str, int]] = []
        end = _end(start)
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            name = self._key(event, depth + 1)
            line = _line(event)
            item, end = self._value(self.next(), depth + 1)
            if name in items:
                self.reading.repeated.append((name, line))
            else:
                items[name] = item
                lines.append((name, line))
        self.lines = tuple(lines)
        return items, _end(event) if getattr(start, "flow_style", False) else end

    def _count(self, event: Event, size: int) -> None:
        self.size += size
        if self.size > _MAX_SIZE:
            raise _Unbounded(_line(event), "too-many-aliases")

    def _restored(self, text: str) -> str:
        return text.translate(self.back) if self.back else text

    def _line_start(self, index: int) -> int:
        return 1 + max(self.body.rfind("\n", 0, index), self.body.rfind("\r", 0, index))


def _line(event: Event) -> int:
    """Return the line of the file; the body begins on the second."""
    return event.start_mark.line + 2 if event.start_mark else 2


def _begin(event: Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _is_plain(event: object) -> bool:
    return bool(getattr(event, "implicit", (False, False))[0])


def _is_null(event: object) -> bool:
    """Return whether a scalar is nothing: plain and one of YAML's words for it, or tagged so."""
    tagged = getattr(event, "tag", None) == "tag:yaml.org,2002:null"
    return tagged or (_is_plain(event) and getattr(event, "value", None) in NULLS)
