"""Read configuration text into `Settings`; errors name the file, the line and what is allowed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from contactkeeper.config.kinds import DAYS, NAME, RHYTHM, WORDS
from contactkeeper.config.options import (
    EDITOR,
    HOLIDAY,
    MODE_OPTIONS,
    MODE_RHYTHMS,
    MODES,
    OPTIONS,
    PROPERTIES,
    SECTIONS,
    find_option,
)
from contactkeeper.config.toml_file import line_of, say_value, say_wrong, unknown
from contactkeeper.core.settings import Holiday, ModeRules
from contactkeeper.errors import ConfigError
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contactkeeper.config.toml_file import ConfigText
    from contactkeeper.core.model import Cadence
    from contactkeeper.core.settings import Settings

_TIERS = ("key", "supporting")
_HEADER = re.compile(r"[ \t]*\[\[[ \t]*[\"']?holiday[\"']?[ \t]*\]\]")
_TABLE = re.compile(r"[ \t]*\[")
_HOLIDAY_KEYS = {
    "name": Wording("the name of the day, on one line"),
    "rule": Wording("an iCalendar rule, like FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20"),
    "audience": Wording('an audience, like "all" or "tier:key and not company:Ozon"'),
    "opens": DAYS.allowed,
}


def read_settings(source: ConfigText, base: Settings, skip: Iterable[str] = ()) -> Settings:
    """Return `base` with the settings of a file put over it.

    Args:
        source: the file. What belongs to one machine is passed over where it travels with the
            vault: `changes.find_misplaced` finds that.
        base: what holds where it says nothing.
        skip: keys at its top that are not ours.
    """
    tops = [section for section in SECTIONS if "." not in section]
    settings = base
    for name, value in source.values.items():
        if name in skip or (source.of_vault and name == EDITOR):
            continue
        if name == HOLIDAY:
            settings = settings._replace(holidays=_read_holidays(source, value))
            continue
        if name not in tops:
            known = [*skip, *(f"[{section}]" for section in tops), f"[[{HOLIDAY}]]"]
            source.report_unknown("", name, [*skip, *tops, HOLIDAY], ", ".join(known))
            continue
        settings = _read_section(source, name, value, settings)
    if settings.mode != base.mode:
        _check_mode(source, settings)
    return settings


def _table(source: ConfigText, section: str, raw: object) -> Mapping[str, object]:
    if not isinstance(raw, dict):
        source.refuse(
            section,
            "",
            Wording("must be a section: a line [{section}], then its keys.", section=section),
        )
    return raw


def _read_section(source: ConfigText, section: str, raw: object, settings: Settings) -> Settings:
    table = _table(source, section, raw)
    if section == PROPERTIES:
        return _read_properties(source, table, settings)
    if section == MODES:
        return _read_modes(source, table, settings)
    for key, value in table.items():
        name = f"{section}.{key}"
        if name in SECTIONS:
            settings = _read_section(source, name, value, settings)
            continue
        option = find_option(section, key)
        if option is None:
            known = [row.key for row in OPTIONS if row.section == section]
            known += [
                name[len(section) + 1 :] for name in SECTIONS if name.startswith(f"{section}.")
            ]
            source.report_unknown(section, key, known)
        elif not (source.of_vault and option.of_machine):
            settings = option.put(settings, source.take(option.kind, section, key, value))
    return settings


def _read_properties(
    source: ConfigText, table: Mapping[str, object], settings: Settings
) -> Settings:
    from contactkeeper.core.events.schema import NAMES, property_name
    from contactkeeper.core.note.property_names import canonical_name, fold_name
    from contactkeeper.core.note.schema import KNOWN

    names = sorted({*KNOWN, *NAMES})
    own = {fold_name(name): name for name in names}
    spellings = dict(settings.properties)
    for name, raw in table.items():
        known = canonical_name(name) or property_name(name)
        if known is None:
            source.report_unknown(PROPERTIES, name, names)
            continue
        spellings[known] = source.take(WORDS, PROPERTIES, name, raw)
        for spelling in spellings[known]:
            other = own.get(fold_name(spelling), known)
            if other != known:
                why = Wording(
                    '"{spelling}" is the name of the property {other}, so it can\'t mean {known}.',
                    spelling=spelling,
                    other=other,
                    known=known,
                )
                source.refuse(PROPERTIES, name, why)
    return settings._replace(properties=tuple(spellings.items()))


def _read_modes(source: ConfigText, table: Mapping[str, object], settings: Settings) -> Settings:
    """Put the modes of a file over those there are, key by key."""
    from contactkeeper.core.agenda.modes import STEADY

    modes = dict(settings.modes)
    for name, raw in table.items():
        section = f"{MODES}.{name}"
        try:
            NAME.read(name)
        except ValueError:
            source.refuse(MODES, name, Wording("must be {allowed}.", allowed=NAME.allowed))
        if name == STEADY.name:
            said = Wording("has no rules of its own: [cadence] and [clock] have them.")
            source.refuse(section, "", said)
        rules = modes.get(name, ModeRules())
        changes: dict[str, Any] = {}
        for key, value in _table(source, section, raw).items():
            if key in MODE_RHYTHMS:
                rhythms = _read_rhythms(source, f"{section}.{key}", value)
                changes[key] = tuple((dict(getattr(rules, key)) | rhythms).items())
            elif key in MODE_OPTIONS:
                changes[key] = source.take(MODE_OPTIONS[key], section, key, value)
            else:
                source.report_unknown(section, key, [*MODE_OPTIONS, *MODE_RHYTHMS])
        modes[name] = rules._replace(**changes)
    return settings._replace(modes=tuple(modes.items()))


def _read_rhythms(source: ConfigText, section: str, raw: object) -> dict[str, Cadence]:
    found: dict[str, Cadence] = {}
    for key, value in _table(source, section, raw).items():
        if section.endswith(".tier") and key not in _TIERS:
            source.report_unknown(section, key, list(_TIERS))
            continue
        if section.endswith(".audience") and (fault := _audience_fault(key)):
            source.refuse(section, key, Wording("is no audience: {fault}.", fault=fault))
        found[key] = source.take(RHYTHM, section, key, value)
    return found


def _check_mode(source: ConfigText, settings: Settings) -> None:
    """Refuse a mode that does not exist, with those that do."""
    from contactkeeper.core.agenda.modes import modes_in

    name, known = settings.mode.name, list(modes_in(settings.modes))
    if name not in known:
        source.refuse("mode", "name", Wording.joined(" ", [f'"{name}"', unknown(name, known)]))


def _audience_fault(text: str) -> str:
    """Return what is wrong with an audience; empty: nothing is."""
    from contactkeeper.core.people.audience import AudienceFault, read_audience
    from contactkeeper.text.faults import say_audience_fault

    try:
        read_audience(text)
    except AudienceFault as fault:
        return say_audience_fault(fault)
    return ""


def _read_holidays(source: ConfigText, raw: object) -> tuple[Holiday, ...]:
    """Read the tables `[[holiday]]` of a file."""
    if not isinstance(raw, list) or not all(isinstance(table, dict) for table in raw):
        source.refuse(
            HOLIDAY, "", Wording("must be tables: lines [[holiday]], each with its keys.")
        )
    return tuple(_read_holiday(source, place, table) for place, table in enumerate(raw))


def _read_holiday(source: ConfigText, place: int, table: dict[str, object]) -> Holiday:
    """Read one of the tables, the one at this place in the file."""
    values: dict[str, Any] = {}
    for key in dict.fromkeys([*table, "name", "rule"]):
        if key not in _HOLIDAY_KEYS:
            line = _holiday_line(source.text, place, key)
            source.report_unknown(f"[{HOLIDAY}]", key, list(_HOLIDAY_KEYS), line=line)
            continue
        if key not in table:
            fault = Wording("is missing: {what}.", what=_HOLIDAY_KEYS[key])
        else:
            try:
                values[key] = _holiday_value(key, table[key])
                continue
            except ValueError as error:
                fault = error.args[0]
        line = _holiday_line(source.text, place, key)
        raise ConfigError(source.path, f"[[{HOLIDAY}]] {key}", fault, line=line)
    return Holiday(**values)


def _holiday_value(key: str, raw: object) -> object:
    """Read a value of a holiday; a ValueError has the sentence for a wrong one."""
    from contactkeeper.core.calendar.recurrence import RuleFault, read_rule
    from contactkeeper.text.faults import say_rule_fault

    if key == "opens":
        try:
            return DAYS.read(raw)
        except ValueError as error:
            raise ValueError(say_wrong(DAYS.allowed, raw)) from error
    if not isinstance(raw, str):
        raise ValueError(say_wrong(_HOLIDAY_KEYS[key], raw))  # noqa: TRY004 - as above
    if key == "rule":
        try:
            return read_rule(raw)
        except RuleFault as error:
            raise ValueError(say_wrong(say_rule_fault(error), raw)) from error
    if key == "audience":
        if fault := _audience_fault(raw):
            said = Wording("{value}, at {fault}.", value=say_value(raw), fault=fault)
            raise ValueError(said)
        return raw.strip()
    name = " ".join(raw.split())
    if not name:
        raise ValueError(Wording("must be the name of the day; it is empty."))
    return name


def _holiday_line(text: str, place: int, key: str) -> int | None:
    """Return the key's line in a table of holidays, else that of the table; None: not seen."""
    lines = text.split("\n")
    headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    if place >= len(headers):
        return line_of(text, HOLIDAY)  # written as a list in one line
    start = headers[place]
    later = (n for n in range(start + 1, len(lines)) if _TABLE.match(lines[n]))
    table = "\n".join(lines[start : next(later, len(lines))])
    return start + (line_of(table, f"{HOLIDAY}.{key}") or 1)
