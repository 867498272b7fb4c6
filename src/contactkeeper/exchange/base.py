"""Write an Obsidian Base: tables of the contacts over the properties that their notes have.

Only what Obsidian documents is used. Dates are never subtracted: what it documents of that and what
it does differ.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from contactkeeper.core.exporting.base import BaseRules
    from contactkeeper.core.model import Status

    Filter: TypeAlias = str | dict[str, list["Filter"]]

_PLAIN = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_CONTACT = ("role", "cadence", "last_contact", "telegram", "email", "phone")
"""Columns of the first table, where notes have these properties."""
_SHOWN = frozenset({*_CONTACT, "tier", "company", "birthday", "paused_until", "paused_why"})
_WIDTH = 1000
"""Letters of a line of the file; an expression should not be broken."""
_TEXT, _DAY, _NUMBER = (f"formula.birthday_{part}" for part in ("text", "day", "number"))
_BIRTHDAY = {
    # `1990-04-12`, `04-12`, `--04-12`, `12.04` and `12.04.1990` have `04-12`, which is 412; what
    # was this year comes after December.
    "birthday_text": '{0}.isType("date"), {0}.format("YYYY-MM-DD"), {0}.toString()',
    "birthday_day": (
        f'{_TEXT}.contains("."), {_TEXT}.slice(3, 5) + "-" + {_TEXT}.slice(0, 2),'
        f" {_TEXT}.slice({_TEXT}.length - 5)"
    ),
    "birthday_number": f"{{0}}, number({_DAY}.slice(0, 2)) * 100 + number({_DAY}.slice(3, 5)), 0",
    "birthday_order": (
        f"{_NUMBER} < today().month * 100 + today().day, {_NUMBER} + 1300, {_NUMBER}"
    ),
}
"""The formulas that sort birthdays, the next one first: the parts of an `if`."""


class _Properties:
    """The properties of the notes as a Base names them."""

    def __init__(self, spellings: Mapping[str, tuple[str, ...]]) -> None:
        self._spellings = spellings

    def names(self, meaning: str) -> tuple[str, ...]:
        """Return its spellings, commonest first; where no note has it, its own name."""
        return self._spellings.get(meaning) or (meaning,)

    def value(self, meaning: str) -> str:
        """Return the expression for the value that a note has under any spelling."""
        *first, last = map(_property, self.names(meaning))
        expression = last
        for name in reversed(first):
            expression = f"if({name}, {name}, {expression})"
        return expression

    def column(self, meaning: str) -> str:
        """Return the column; where notes spell it in several ways, a formula has it."""
        names = self.names(meaning)
        return f"note.{names[0]}" if len(names) == 1 else f"formula.{meaning}"

    def in_formula(self, meaning: str) -> str:
        """Return the expression for the value inside a formula."""
        return f"formula.{meaning}" if meaning in self.formulas else self.value(meaning)

    @property
    def formulas(self) -> dict[str, str]:
        """Return the values of properties that notes spell in several ways."""
        return {
            meaning: self.value(meaning)
            for meaning, names in self._spellings.items()
            if len(names) > 1 and meaning in _SHOWN
        }

    def columns(self, meanings: Iterable[str]) -> list[str]:
        """Return the columns of what notes have."""
        return [self.column(each) for each in self.had(meanings)]

    def had(self, meanings: Iterable[str]) -> list[str]:
        """Return those that notes have."""
        return [each for each in meanings if each in self._spellings]


def write_base(rules: BaseRules, titles: Mapping[str, str]) -> bytes:
    """Return the file; `titles` are the names of its tables: by tier, company, birthday, paused."""
    import yaml

    properties = _Properties(rules.spellings)
    formulas = {
        **properties.formulas,
        "company_name": "if({0}, list({0})[0])".format(properties.in_formula("company")),
    }
    value = properties.in_formula("birthday")
    formulas |= {name: f"if({parts.format(value)})" for name, parts in _BIRTHDAY.items()}
    shown = {**dict.fromkeys(properties.formulas), "company_name": "company"}
    names = {f"formula.{name}": properties.names(of or name)[0] for name, of in shown.items()}
    text: str = yaml.safe_dump(
        {
            "filters": {"and": list(_filters(rules, properties))},
            "formulas": formulas,
            "properties": {name: {"displayName": own} for name, own in names.items()},
            "views": _views(rules, properties, titles),
        },
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH,
    )
    return text.encode()


def _views(
    rules: BaseRules, properties: _Properties, titles: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the tables: by tier, by company, by birthday, and who is paused."""
    return [
        _table(
            titles["tier"],
            properties.columns(["company", *_CONTACT]),
            group_by=properties.column("tier"),
        ),
        _table(
            titles["company"],
            properties.columns(["tier", "role"]),
            group_by="formula.company_name",
        ),
        _table(
            titles["birthday"],
            properties.columns(["birthday", "company"]),
            sort="formula.birthday_order",
            filters=[properties.value("birthday")],
        ),
        _table(
            titles["paused"],
            properties.columns(["company", "paused_until", "paused_why"]),
            filters=[{"or": list(_paused(rules, properties))}, *_not_over(properties)],
        ),
    ]


def _table(
    name: str,
    columns: list[str],
    *,
    group_by: str = "",
    sort: str = "file.name",
    filters: list[Filter] | None = None,
) -> dict[str, Any]:
    table: dict[str, Any] = {"type": "table", "name": name}
    if filters:
        table["filters"] = {"and": filters}
    if group_by:
        table["groupBy"] = {"property": group_by, "direction": "ASC"}
    order = ["file.name", *columns]
    return table | {"order": order, "sort": [{"property": sort, "direction": "ASC"}]}


def _filters(rules: BaseRules, properties: _Properties) -> Iterator[Filter]:
    """Yield what holds for the notes of contacts who may be contacted."""
    yield 'file.ext == "md"'
    marks: list[Filter] = []
    if rules.tags:
        marks.append(f"file.hasTag({_texts(rules.tags)})")
    if rules.types:
        kind = properties.value("type")
        marks.append(f"if({kind}, list({kind}).containsAny({_texts(rules.types)}), false)")
    marks += [f"file.inFolder({_text(folder)})" for folder in rules.folders]
    yield {"or": marks}
    templates: list[Filter] = [f"file.inFolder({_text(folder)})" for folder in rules.left_out]
    yield {"not": [*templates, _has_status(rules, properties, "do-not-contact")]}


def _paused(rules: BaseRules, properties: _Properties) -> Iterator[Filter]:
    """Yield by what somebody is paused: the status, or without one the date or the switch."""
    yield _has_status(rules, properties, "paused")
    status = properties.value("status")
    for meaning in properties.had(["paused_until", "paused"]):
        yield {"and": [f"!{status}", properties.value(meaning)]}


def _not_over(properties: _Properties) -> Iterator[Filter]:
    """Yield that a pause has not ended, as far as Obsidian takes its end for a date."""
    if properties.had(["paused_until"]):
        end = properties.in_formula("paused_until")
        yield f'if({end}, if({end}.isType("date"), {end} > today(), true), true)'


def _has_status(rules: BaseRules, properties: _Properties, status: Status) -> str:
    value = properties.value("status")
    words = _texts(rules.statuses[status])
    return f"if({value}, [{words}].contains({value}.toString().lower()), false)"


def _property(name: str) -> str:
    """Return a property as expressions name it."""
    return f"note.{name}" if _PLAIN.fullmatch(name) else f"note[{_text(name)}]"


def _texts(texts: Iterable[str]) -> str:
    return ", ".join(map(_text, texts))


def _text(text: str) -> str:
    """Return a text as expressions have it."""
    mark = "'" if '"' in text else '"'
    return mark + text.replace("\\", r"\\").replace(mark, f"\\{mark}") + mark
