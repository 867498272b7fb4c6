"""The sections `[modes.NAME]`: modes of one's own, and changes to the built-in ones.

Each has the keys of `options.MODE_OPTIONS`, and sections with a rhythm for each tier or audience.
It must not read files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from contactkeeper.config import kinds
from contactkeeper.config.options import MODE_OPTIONS, MODE_RHYTHMS, MODES
from contactkeeper.config.toml_file import unknown
from contactkeeper.core.agenda.modes import STEADY, modes_in
from contactkeeper.core.settings import ModeRules

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.config.toml_file import ConfigText
    from contactkeeper.core.model import Cadence
    from contactkeeper.core.settings import Settings

_TIERS = ("key", "supporting")


def read_modes(source: ConfigText, table: Mapping[str, object], settings: Settings) -> Settings:
    """Put the modes of a file over those there are, key by key; ConfigError names a mistake."""
    modes = dict(settings.modes)
    for name, raw in table.items():
        section = f"{MODES}.{name}"
        try:
            kinds.NAME.read(name)
        except ValueError:
            source.refuse(MODES, name, f"must be {kinds.NAME.allowed}.")
        if name == STEADY.name:
            source.refuse(section, "", "has no rules of its own: [cadence] and [clock] have them.")
        if not isinstance(raw, dict):
            source.refuse(section, "", f"must be a section: a line [{section}], then its keys.")
        modes[name] = _read_mode(source, section, raw, modes.get(name, ModeRules()))
    return settings._replace(modes=tuple(modes.items()))


def check_mode(source: ConfigText, settings: Settings) -> None:
    """Refuse a mode that does not exist, with those that do."""
    name, known = settings.mode.name, list(modes_in(settings.modes))
    if name not in known:
        source.refuse("mode", "name", f'"{name}" {unknown(name, known, ", ".join(known))}')


def _read_mode(
    source: ConfigText, section: str, table: Mapping[str, object], rules: ModeRules
) -> ModeRules:
    options = {option.key: option for option in MODE_OPTIONS}
    changes: dict[str, Any] = {}
    for key, raw in table.items():
        if key in MODE_RHYTHMS:
            rhythms = dict(getattr(rules, key)) | _read_rhythms(source, f"{section}.{key}", raw)
            changes[key] = tuple(rhythms.items())
        elif key in options:
            changes[key] = source.take(options[key].kind, section, key, raw)
        else:
            known = [*options, *MODE_RHYTHMS]
            source.refuse(section, key, unknown(key, known, ", ".join(known)))
    return rules._replace(**changes)


def _read_rhythms(source: ConfigText, section: str, table: object) -> dict[str, Cadence]:
    if not isinstance(table, dict):
        source.refuse(section, "", f"must be a section: a line [{section}], then its keys.")
    found: dict[str, Any] = {}
    for key, raw in table.items():
        if section.endswith(".tier") and key not in _TIERS:
            source.refuse(section, key, unknown(key, list(_TIERS), ", ".join(_TIERS)))
        if section.endswith(".audience"):
            from contactkeeper.core.people.audience import AudienceFault, read_audience

            try:
                read_audience(key)
            except AudienceFault as fault:
                source.refuse(section, key, f"is no audience: {fault}.")
        found[key] = source.take(kinds.RHYTHM, section, key, raw)
    return found
