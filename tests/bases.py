"""Evaluate an Obsidian Base over a vault, as far as the documents of Obsidian say how.

Obsidian's own evaluator can't be installed. This one knows the functions that we use and no other:
whatever else stands in a Base is an error here.
"""

from __future__ import annotations

import operator
import re
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    Meaning: TypeAlias = Callable[["Note"], Any]

_TOKEN = re.compile(
    r"\s*(\d+|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[A-Za-z_]\w*|[=!<>]=|[-+*!<>()\[\],.])"
)
_OPERATORS = (
    {"==": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt},
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul},
)
_METHODS: dict[str, Callable[..., Any]] = {
    "isType": lambda value, kind: {str: "string", date: "date"}.get(type(value)) == kind,
    "toString": lambda value: "" if value is None else str(value),
    "format": lambda value, form: {"YYYY-MM-DD": value.isoformat()}[form],
    "lower": lambda value: value.lower(),
    "contains": lambda value, part: part in value,
    "containsAny": lambda value, *parts: any(part in value for part in parts),
    "slice": lambda value, start, end=None: value[start:end],
    "hasTag": lambda file, *tags: file.has_tag(*tags),
    "inFolder": lambda file, folder: file.path.startswith(f"{folder}/"),
}
_FIELDS: dict[str, Callable[[Any], Any]] = {
    "length": len,
    "month": lambda day: day.month,
    "day": lambda day: day.day,
    "ext": lambda file: file.path.rpartition(".")[2],
    "name": lambda file: file.path.rpartition("/")[2].removesuffix(".md"),
}


class Note(NamedTuple):
    """A note of a vault."""

    path: str
    properties: dict[str, Any]

    def has_tag(self, *tags: str) -> bool:
        """Tell as `file.hasTag`: case does not matter, and nested tags count."""
        own = self.properties.get("tags") or self.properties.get("tag") or ()
        own = own.replace(",", " ").split() if isinstance(own, str) else own
        folded = [str(tag).lstrip("#").casefold() + "/" for tag in own]
        return any(each.startswith(f"{tag.casefold()}/") for each in folded for tag in tags)


def notes_of(vault: Path) -> list[Note]:
    """Read all notes of a vault; a block that is no YAML has no properties."""
    found = []
    for place in sorted(vault.rglob("*.md")):
        block = re.match(r"---\n(.*?)\n---\n", place.read_text("utf-8"), re.DOTALL)
        try:
            properties = yaml.safe_load(block[1]) if block else {}
        except (yaml.YAMLError, ValueError):
            properties = {}
        properties = properties if isinstance(properties, dict) else {}
        found.append(Note(place.relative_to(vault).as_posix(), properties))
    return found


class Base:
    """A Base on a day."""

    def __init__(self, text: str, today: date) -> None:
        self.document = yaml.safe_load(text)
        self.views = {view["name"]: view for view in self.document["views"]}
        self._today = today
        self._formulas = {
            name: self.read(formula) for name, formula in self.document["formulas"].items()
        }

    def rows(self, view: str, notes: list[Note]) -> list[Note]:
        """Return the notes that a view shows, in its order."""
        described = self.views[view]
        wanted = {"and": [self.document["filters"], described.get("filters", {"and": []})]}
        shown = [note for note in notes if self._holds(wanted, note)]
        for sort in reversed(described["sort"]):
            assert sort["direction"] == "ASC"
            shown.sort(key=lambda note: self.cell(sort["property"], note))
        return shown

    def cell(self, column: str, note: Note) -> Any:  # noqa: ANN401  # any value
        """Return what a column shows of a note."""
        kind, _, name = column.partition(".")
        if kind == "note":
            return note.properties.get(name)
        return self._formulas[name](note) if kind == "formula" else _FIELDS[name](note)

    def _holds(self, wanted: str | dict[str, Any], note: Note) -> bool:
        if isinstance(wanted, str):
            return bool(self.read(wanted)(note))
        ((how, parts),) = wanted.items()
        found = (self._holds(part, note) for part in parts)
        holds: dict[str, Callable[[Iterable[bool]], bool]] = {"and": all, "or": any, "not": _none}
        return holds[how](found)

    def read(self, expression: str) -> Meaning:
        """Read an expression, all of it."""
        tokens = [token for token in _TOKEN.split(expression) if token]
        meaning = self._binary(tokens, 0)
        assert tokens == [], expression
        return meaning

    def _binary(self, tokens: list[str], level: int) -> Meaning:
        if level == len(_OPERATORS):
            return self._unary(tokens)
        left = self._binary(tokens, level + 1)
        while tokens and tokens[0] in _OPERATORS[level]:
            apply = _OPERATORS[level][tokens.pop(0)]
            left = _applied(apply, [left, self._binary(tokens, level + 1)])
        return left

    def _unary(self, tokens: list[str]) -> Meaning:
        if tokens[0] == "!":
            tokens.pop(0)
            return _applied(operator.not_, [self._unary(tokens)])
        return self._postfix(self._primary(tokens), tokens)

    def _primary(self, tokens: list[str]) -> Meaning:
        word = tokens.pop(0)
        if word[0] in "\"'" or word.isdecimal() or word in ("true", "false"):
            constant = _constant(word)
            return lambda _note: constant
        if word == "[":
            return _applied(lambda *items: list(items), self._arguments(tokens, "]"))
        if word == "file":
            return lambda note: note
        if word in ("note", "formula"):
            return self._property(word, tokens)
        assert tokens.pop(0) == "(", word
        return self._call(word, self._arguments(tokens, ")"))

    def _property(self, kind: str, tokens: list[str]) -> Meaning:
        """Read the name of a property: `.name` or `["name"]`."""
        is_quoted = tokens.pop(0) == "["
        name = _text(tokens.pop(0)) if is_quoted else tokens.pop(0)
        assert not is_quoted or tokens.pop(0) == "]"
        return lambda note: self.cell(f"{kind}.{name}", note)

    def _call(self, name: str, arguments: list[Meaning]) -> Meaning:
        if name == "if":
            condition, then, *other = arguments
            other.append(lambda _note: None)
            return lambda note: (then if condition(note) else other[0])(note)
        functions: dict[str, Callable[..., Any]] = {
            "list": lambda value: value if isinstance(value, list) else [value],
            "number": int,
            "today": lambda: self._today,
        }
        return _applied(functions[name], arguments)

    def _postfix(self, value: Meaning, tokens: list[str]) -> Meaning:
        while tokens and tokens[0] in (".", "["):
            if tokens.pop(0) == "[":
                value = _applied(operator.getitem, [value, *self._arguments(tokens, "]")])
                continue
            name = tokens.pop(0)
            if tokens and tokens[0] == "(":
                tokens.pop(0)
                value = _applied(_METHODS[name], [value, *self._arguments(tokens, ")")])
            else:
                value = _applied(_FIELDS[name], [value])
        return value

    def _arguments(self, tokens: list[str], end: str) -> list[Meaning]:
        found = []
        while tokens[0] != end:
            found.append(self._binary(tokens, 0))
            assert tokens[0] in (",", end)
            if tokens[0] == ",":
                tokens.pop(0)
        tokens.pop(0)
        return found


def _none(found: Iterable[bool]) -> bool:
    return not any(found)


def _constant(word: str) -> str | int | bool:
    if word in ("true", "false"):
        return word == "true"
    return int(word) if word.isdecimal() else _text(word)


def _text(quoted: str) -> str:
    return re.sub(r"\\(.)", r"\1", quoted[1:-1], flags=re.DOTALL)


def _applied(function: Callable[..., Any], parts: list[Meaning]) -> Meaning:
    return lambda note: function(*[part(note) for part in parts])
