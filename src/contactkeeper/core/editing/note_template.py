"""Fill a vault's note template as Obsidian's core plug-in does: as text, never as code.

Anything else is refused: Templater's commands, variables of other plug-ins, and names of months and
days, which depend on the language.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.note.markdown import line_number
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from datetime import datetime

_VARIABLE = re.compile(
    r"\{\{[ \t]*+(?P<name>title|date|time)[ \t]*+(?::(?P<format>[^{}\r\n]*+))?\}\}",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"<%|\{\{[ \t]*(?!(?:title|date|time)\b[ \t]*[:}])\w[^{}\r\n]*\}\}", re.IGNORECASE
)
# Moment.js, https://momentjs.com/docs/#/displaying/format/: runs of one letter, text in brackets.
_PART = re.compile(r"\[([^\]]*)\]|([A-Za-z])\2*|[^A-Za-z\[]+|\[")
_MEANINGS = {
    "YYYY": "{0:%Y}", "YY": "{0:%y}", "MM": "{0:%m}", "M": "{0.month}", "DD": "{0:%d}",
    "D": "{0.day}", "HH": "{0:%H}", "H": "{0.hour}", "mm": "{0:%M}", "m": "{0.minute}",
    "ss": "{0:%S}", "s": "{0.second}", "T": "T",
}  # fmt: skip
"""The tokens of Moment.js that are supported; T has no meaning there and stays."""


class Blanks(NamedTuple):
    """The values of a template's variables."""

    title: str
    """The note's name."""
    now: datetime
    date_format: str = "YYYY-MM-DD"
    """In Moment.js syntax, from the vault's template settings."""
    time_format: str = "HH:mm"


def fill_template(template: str, path: str, blanks: Blanks) -> str:
    """Return a template's text with `{{title}}`, `{{date}}`, `{{time}}` and their formats filled.

    `path` is the template's, for the errors.

    Raises:
        WriteRefused: it has `<% %>`, another variable, or a format that is not only digits.
    """
    if other := _OTHER.search(template):
        line = line_number(template, other.start())
        what = "Templater's <% %>" if other[0] == "<%" else other[0]
        raise WriteRefused(path, line, f"{what} can't be filled here; use --no-template.")

    def fill(variable: re.Match[str]) -> str:
        name = variable["name"].casefold()
        if name == "title":
            return blanks.title
        pattern = variable["format"] or (
            blanks.date_format if name == "date" else blanks.time_format
        )
        formatted = format_moment(blanks.now, pattern.strip())
        if formatted is None:
            line = line_number(template, variable.start())
            why = f"The format {pattern.strip()} is not only digits; use --no-template."
            raise WriteRefused(path, line, why)
        return formatted

    return _VARIABLE.sub(fill, template)


def format_moment(moment: datetime, pattern: str) -> str | None:
    """Format a time by a format of Moment.js; None where it is not only digits."""
    formatted = []
    for part in _PART.finditer(pattern):
        if part[2] and part[0] not in _MEANINGS:
            return None
        literal = part[0] if part[1] is None else part[1]
        formatted.append(_MEANINGS[part[0]].format(moment) if part[2] else literal)
    return "".join(formatted)
