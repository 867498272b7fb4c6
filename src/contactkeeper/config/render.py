"""Write `Settings` as the commented contactkeeper.toml that `ck init` leaves in a vault.

It is the text of `default.toml`, where defaults are comments, so that a later version may have
better ones; only what differs is active. The comments are in the language of the run that makes it.
Returns text and must not write files.
"""

from __future__ import annotations

import re
from itertools import groupby
from pkgutil import get_data
from textwrap import wrap
from typing import TYPE_CHECKING

from contactkeeper.config.kinds import RHYTHM
from contactkeeper.config.options import (
    HOLIDAY,
    MODE_OPTIONS,
    MODE_RHYTHMS,
    MODES,
    PROPERTIES,
    find_option,
)
from contactkeeper.config.toml_file import say_toml
from contactkeeper.core.settings import Holiday
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from contactkeeper.core.settings import Settings
    from contactkeeper.text.speech import Speech

_SHOWN = re.compile(r"# ([\w.]+) = ")
"""A default, or an example."""
_COMMENT = re.compile(r"# (?!\[\[|[\w.]+ = )")
"""A line of a comment; lines that stand together are one text."""
_HOLIDAY_NAME = re.compile(r'(# \[\[holiday\]\]\n# name = ")([^"\n]+)')
_WIDTH = 98
"""Characters of a comment's line."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def render_config(
    speech: Speech, settings: Settings, comments: Mapping[str, str] | None = None
) -> str:
    """Return the file's text, which reads back as `settings`.

    Args:
        speech: says the comments.
        settings: what the file has to say; only what differs from the defaults is active.
        comments: words for single options, by dotted name: `{"contacts.tags": "41 notes"}`, or
            `{"properties.cadence": "33 notes"}`.
    """
    notes = comments or {}
    default = say_default(lambda text: speech.say(Wording(text)))
    above, mark, suggested = default.partition(f"# [[{HOLIDAY}]]")
    section = ""
    lines = []
    for line in above.split("\n")[:-1]:
        if line.startswith("["):
            section = line.strip("[]")
        shown = _SHOWN.match(line)
        if shown is None:
            lines.append(line)
        elif section == PROPERTIES:
            lines += _say_properties(settings, notes) or [line]
        elif section == MODES:
            lines += _say_modes(settings) or [line]
        elif option := find_option(section, shown[1]):
            lines += _comment(notes.get(option.name, ""))
            value = say_toml(option.value_in(settings))
            lines.append(line if option.is_default(settings) else f"{option.key} = {value}")
    holidays = "\n".join(map(_say_holiday, settings.holidays)) or mark + suggested
    return "\n".join([*lines, holidays])


def say_default(say: Callable[[str], str]) -> str:
    """Return `default.toml` with what `say` makes of each comment and of each name of a holiday."""
    default = (get_data("contactkeeper.config", "default.toml") or b"").decode()
    lines: list[str] = []
    for is_comment, group in groupby(default.splitlines(), lambda line: bool(_COMMENT.match(line))):
        written = list(group)
        if is_comment:
            text = " ".join(line.removeprefix("# ") for line in written)
            if (said := say(text)) != text:
                wrapped = wrap(said, _WIDTH, break_long_words=False, break_on_hyphens=False)
                written = [f"# {line}" for line in wrapped]
        lines += written
    return _HOLIDAY_NAME.sub(lambda found: f"{found[1]}{say(found[2])}", "\n".join(lines) + "\n")


def _say_properties(settings: Settings, notes: Mapping[str, str]) -> list[str]:
    lines = []
    for name, words in settings.properties:
        lines += _comment(notes.get(f"{PROPERTIES}.{name}", ""))
        lines.append(f"{name} = {say_toml(list(words))}")
    return lines


def _say_modes(settings: Settings) -> list[str]:
    """Write each mode as sections, with only the keys that it sets."""
    lines = []
    for name, rules in settings.modes:
        header = f"{MODES}.{_say_key(name)}"
        lines.append(f"[{header}]")
        for key, kind in MODE_OPTIONS.items():
            if (value := getattr(rules, key)) is not None:
                lines.append(f"{key} = {say_toml(kind.plain(value))}")
        for part in MODE_RHYTHMS:
            rhythms = getattr(rules, part)
            lines += [f"[{header}.{part}]"] if rhythms else []
            lines += [f"{_say_key(key)} = {say_toml(RHYTHM.plain(c))}" for key, c in rhythms]
    return lines


def _say_holiday(holiday: Holiday) -> str:
    plain = Holiday(holiday.name, holiday.rule)._asdict() | {"name": None, "rule": None}
    values = {key: value for key, value in holiday._asdict().items() if value != plain[key]}
    return "".join([f"[[{HOLIDAY}]]\n", *(f"{k} = {say_toml(v)}\n" for k, v in values.items())])


def _say_key(key: str) -> str:
    return key if _BARE.fullmatch(key) else say_toml(key)


def _comment(text: str) -> list[str]:
    # TOML allows no control character in a comment, and a line break would end it.
    lines = re.sub(r"[\x00-\x09\x0b-\x1f\x7f]+", " ", text).split("\n")
    return [f"# {line.strip()}" for line in lines if line.strip()]
