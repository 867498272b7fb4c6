"""Read configuration text into `Settings`; errors name the file, the line and what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.config import kinds
from contactkeeper.config.options import (
    EDITOR,
    HOLIDAY,
    MODES,
    OPTIONS,
    PROPERTIES,
    SECTIONS,
    find_option,
)
from contactkeeper.config.toml_file import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contactkeeper.config.toml_file import ConfigText
    from contactkeeper.core.settings import Settings


def read_settings(
    source: ConfigText, base: Settings, skip: Iterable[str] = (), *, of_vault: bool = False
) -> Settings:
    """Return `base` with the settings of a file put over it.

    Args:
        source: the file.
        base: what holds where it says nothing.
        skip: keys at its top that are not ours.
        of_vault: whether it travels with the vault, so that what belongs to one machine is passed
            over: `machine.find_misplaced` finds that.
    """
    tops = [section for section in SECTIONS if "." not in section]
    settings = base
    for name, value in source.values.items():
        if name in skip or (of_vault and name == EDITOR):
            continue
        if name == HOLIDAY:
            from contactkeeper.config.holidays import read_holidays  # few files have any

            settings = settings._replace(holidays=read_holidays(source, value))
            continue
        if name not in tops:
            known = [*skip, *(f"[{section}]" for section in tops), f"[[{HOLIDAY}]]"]
            source.refuse("", name, unknown(name, [*skip, *tops, HOLIDAY], ", ".join(known)))
        settings = _read_section(source, name, value, settings, of_vault=of_vault)
    if settings.mode != base.mode:
        from contactkeeper.config.modes import check_mode

        check_mode(source, settings)
    return settings


def _read_section(
    source: ConfigText, section: str, table: object, settings: Settings, *, of_vault: bool
) -> Settings:
    if not isinstance(table, dict):
        source.refuse(section, "", f"must be a section: a line [{section}], then its keys.")
    if section == PROPERTIES:
        return _read_properties(source, table, settings)
    if section == MODES:
        if not table:  # as `ck init` writes it
            return settings
        from contactkeeper.config.modes import read_modes  # few files have any

        return read_modes(source, table, settings)
    for key, raw in table.items():
        if f"{section}.{key}" in SECTIONS:
            name = f"{section}.{key}"
            settings = _read_section(source, name, raw, settings, of_vault=of_vault)
            continue
        option = find_option(section, key)
        if option is None:
            known = [row.key for row in OPTIONS if row.section == section]
            known += [
                name[len(section) + 1 :] for name in SECTIONS if name.startswith(f"{section}.")
            ]
            source.refuse(section, key, unknown(key, known, ", ".join(known)))
        if not (of_vault and option.of_machine):
            settings = option.put(settings, source.take(option.kind, section, key, raw))
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
            source.refuse(PROPERTIES, name, unknown(name, names, ", ".join(names)))
        spellings[known] = source.take(kinds.WORDS, PROPERTIES, name, raw)
        for spelling in spellings[known]:
            other = own.get(fold_name(spelling), known)
            if other != known:
                why = (
                    f'"{spelling}" is the name of the property {other}, so it can\'t mean {known}.'
                )
                source.refuse(PROPERTIES, name, why)
    return settings._replace(properties=tuple(spellings.items()))
