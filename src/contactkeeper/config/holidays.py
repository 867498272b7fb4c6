"""The tables `[[holiday]]`: one for each day on which to congratulate some of the contacts.

From TOML to `Settings` and back, and the holidays that `ck init` suggests. Must not read files.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from contactkeeper.config import kinds
from contactkeeper.config.options import HOLIDAY
from contactkeeper.config.toml_file import line_of, say_value, unknown
from contactkeeper.core.settings import Holiday
from contactkeeper.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import NoReturn

    from contactkeeper.config.toml_file import ConfigText

_HEADER = re.compile(r"[ \t]*\[\[[ \t]*[\"']?holiday[\"']?[ \t]*\]\]")
_TABLE = re.compile(r"[ \t]*\[")
_OPENS = kinds.number(0, 60, " of days")

_HEAD = """\
# Holidays: name, rule (iCalendar's RRULE, yearly or monthly), audience ("all"; or tier:key,
# focus:technical, tag:…, company:…, names, with and, or, not), opens (days before; 0). Of an
# audience some come up each morning ([occasions] circle_per_day), and nobody who is paused; a
# message or a talk from the first day on settles it.
"""
_RUSSIAN_HR_DAY = """\
# День кадровика has no official date. Most keep 24 May (the labour law of 1835), some 12 October
# (the first personnel offices of the police, 1918): take the one that your people keep.
"""
SUGGESTED = (
    Holiday("International HR Day", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20"),
    Holiday("День кадровика", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=24"),
    Holiday("День кадрового работника", "FREQ=YEARLY;BYMONTH=10;BYMONTHDAY=12"),
    Holiday("Employee Appreciation Day", "FREQ=YEARLY;BYMONTH=3;BYDAY=1FR", "tier:key"),
    Holiday("New Year", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "tier:key", 10),
)
"""The holidays that `ck init` suggests, commented out."""


def read_holidays(source: ConfigText, raw: object) -> tuple[Holiday, ...]:
    """Read the tables of a file.

    Raises:
        ConfigError: it names the table's line, the key, and what is allowed there.
    """
    if not isinstance(raw, list) or not all(isinstance(table, dict) for table in raw):
        source.refuse(HOLIDAY, "", f"must be tables: lines [[{HOLIDAY}]], each with its keys.")
    return tuple(_Table(source, place, table).read() for place, table in enumerate(raw))


def render_holidays(holidays: Iterable[Holiday], write: Callable[[object], str]) -> str:
    """Return the tables as text, or the suggested set as comments where there is none.

    Args:
        holidays: what the file has to say.
        write: a value as TOML.
    """
    if tables := [_render(holiday, write) for holiday in holidays]:
        return _HEAD + "\n".join(tables)
    shown = []
    for holiday in SUGGESTED:
        quiet = "".join(f"# {line}\n" for line in _render(holiday, write).split("\n") if line)
        shown.append(_RUSSIAN_HR_DAY + quiet if holiday.name == "День кадровика" else quiet)
    return _HEAD + "#\n".join(shown)


def _render(holiday: Holiday, write: Callable[[object], str]) -> str:
    plain = Holiday(holiday.name, holiday.rule)
    lines = [f"[[{HOLIDAY}]]", f"name = {write(holiday.name)}", f"rule = {write(holiday.rule)}"]
    if holiday.audience != plain.audience:
        lines.append(f"audience = {write(holiday.audience)}")
    if holiday.opens != plain.opens:
        lines.append(f"opens = {write(holiday.opens)}")
    return "".join(f"{line}\n" for line in lines)


class _Table:
    """One of the tables, and where it stands in the file."""

    def __init__(self, source: ConfigText, place: int, table: dict[str, object]) -> None:
        self._source = source
        self._place = place
        self._table = table

    def read(self) -> Holiday:
        known = ("name", "rule", "audience", "opens")
        for key in self._table:
            if key not in known:
                self._refuse(key, unknown(key, list(known), ", ".join(known)))
        values: dict[str, Any] = {"name": self._name(), "rule": self._rule()}
        if "audience" in self._table:
            values["audience"] = self._audience()
        if "opens" in self._table:
            values["opens"] = self._opens()
        return Holiday(**values)

    def _name(self) -> str:
        raw = self._text("name", "the name of the day, on one line")
        name = " ".join(raw.split())
        return name or self._refuse("name", "must be the name of the day; it is empty.")

    def _rule(self) -> str:
        from contactkeeper.core.calendar.recurrence import RuleFault, read_rule

        raw = self._text("rule", "an iCalendar rule, like FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20")
        try:
            return read_rule(raw)
        except RuleFault as fault:
            self._refuse("rule", f"must be {fault}; it is {say_value(raw)}.")

    def _audience(self) -> str:
        from contactkeeper.core.people.audience import AudienceFault, read_audience

        raw = self._text("audience", 'an audience, like "all" or "tier:key and not company:Ozon"')
        try:
            read_audience(raw)
        except AudienceFault as fault:
            self._refuse("audience", f"{say_value(raw)}, at {fault}.")
        return raw.strip()

    def _opens(self) -> int:
        raw = self._table["opens"]
        try:
            return int(_OPENS.read(raw))
        except ValueError:
            self._refuse("opens", f"must be {_OPENS.allowed}; it is {say_value(raw)}.")

    def _text(self, key: str, allowed: str) -> str:
        raw = self._table.get(key)
        if raw is None:
            self._refuse(key, f"is missing: {allowed}.")
        if not isinstance(raw, str):
            self._refuse(key, f"must be {allowed}; it is {say_value(raw)}.")
        return raw

    def _refuse(self, key: str, sentence: str) -> NoReturn:
        where = f"[[{HOLIDAY}]] {key}"
        raise ConfigError(self._source.path, where, sentence, line=self._line(key))

    def _line(self, key: str) -> int | None:
        """Return the key's line in this table, else that of the table; None: not seen."""
        lines = self._source.text.split("\n")
        headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
        if self._place >= len(headers):
            return line_of(self._source.text, HOLIDAY)  # written as a list in one line
        start = headers[self._place]
        later = (n for n in range(start + 1, len(lines)) if _TABLE.match(lines[n]))
        table = "\n".join(lines[start : next(later, len(lines))])
        return start + (line_of(table, f"{HOLIDAY}.{key}") or 1)
