"""Build the text of a new contact note, from properties or from a vault's own template.

A template is filled as Obsidian's core plug-in does, as text, never as code; anything else is
refused: Templater's commands, variables of other plug-ins, and names of months and days, which
depend on the language. The caller finds the template and checks that the name is free.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.editing.note_language import value_beside
from contactkeeper.core.editing.property_edits import set_properties
from contactkeeper.core.editing.property_values import needs_quotes, write_scalar
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.note.detect_contact import read_block
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.markdown import line_number
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical, canonical_name, find_properties
from contactkeeper.core.note.property_values import items_of, tags_of
from contactkeeper.core.note.schema import form_of, place_of
from contactkeeper.errors import WriteRefused
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from contactkeeper.core.editing.edits import PropertyValue
    from contactkeeper.core.editing.habits import Habits
    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.settings import Settings

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
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


def new_note_text(
    title: str, properties: Mapping[str, PropertyValue], habits: Habits, settings: Settings
) -> str:
    """Return the whole text of a note that has the given properties and an empty log.

    Args:
        title: the note's name.
        properties: by known or other names; empty ones are left out.
        habits: the spellings to use, and the mark of a contact.
        settings: for the heading of the log.

    Raises:
        WriteRefused: the text would be parsed as something else.
    """
    wanted = _in_order(_marked(properties, None, habits), settings)
    named = {
        (name := habits.spelled(key)): value_beside(name, None, value, settings)
        for key, value in wanted.items()
    }
    return note_text(title, named, f"# {title}\n\n## {settings.log.heading}\n")


def complete_note_text(
    title: str,
    properties: Mapping[str, PropertyValue],
    habits: Habits,
    settings: Settings,
    heading: str = "",
) -> str:
    """Return the text of a note with all properties of another one, in their order and spelling.

    It gets the mark of a contact where it would be none without. `heading` is its first one, where
    that is another than the title.

    Raises:
        WriteRefused: the text would be parsed as something else.
    """
    body = f"# {heading or title}\n\n## {settings.log.heading}\n"
    text = note_text(title, properties, body)
    if read_block(text, f"{title}.md", settings)[1]:
        return text
    return note_text(title, _marked(properties, None, habits), body)


def note_text(title: str, properties: Mapping[str, PropertyValue], body: str) -> str:
    """Return the text of a whole note: its properties under these names, then the body.

    Raises:
        WriteRefused: the text would be parsed as something else.
    """
    text = f"{_block(properties)}\n{body.strip()}".rstrip() + "\n" if properties else body
    block = read_frontmatter(text)
    found = {each.name: each.value for each in block.properties} if block else {}
    if found != properties:
        raise WriteRefused(
            f"{title}.md",
            None,
            Wording("The properties can't be written safely."),
        )
    return text


def note_from_template(  # noqa: PLR0913, PLR0917  # the template, and all that goes into it
    template: str,
    path: str,
    blanks: Blanks,
    properties: Mapping[str, PropertyValue],
    habits: Habits,
    settings: Settings,
) -> str:
    """Return the text of a filled template with the given properties set.

    The rest of the template stays; given tags are added to its own. None removes what the template
    says; a property that is empty there stays.

    Raises:
        WriteRefused: it has what can't be filled, or its properties can't be edited safely.
    """
    note = filled_note(template, path, blanks, settings)
    block = note.frontmatter
    wanted = {
        key: value
        for key, value in properties.items()
        if value is not None or _words(block, key, settings)
    }
    if tags := wanted.get("tags"):
        own = _words(block, "tags", settings)
        wanted["tags"] = tuple(dict.fromkeys([*own, *tags_of(tags)]))
    if not note.is_contact:
        wanted = _marked(wanted, note, habits)
    names = {key: habits.spelled(key, beside=note) for key in wanted}
    # A property that the template has keeps its spelling.
    names |= {key: key for key in wanted if find_properties(block, key, settings)}
    return verify(note, set_properties(note, {names[key]: wanted[key] for key in wanted})).text


def filled_note(template: str, path: str, blanks: Blanks, settings: Settings) -> Note:
    """Return the note that a template makes, before any property is set.

    Raises:
        WriteRefused: it has what can't be filled, or its properties can't be read.
    """
    note = Note.parse(fill_template(template, path, blanks), path, settings)
    if note.frontmatter and (error := note.frontmatter.error):
        raise WriteRefused(
            path, error.line, Wording("Filled in, "), problem=error.problem(path, "")
        )
    return note


def _marked(
    properties: Mapping[str, PropertyValue], note: Note | None, habits: Habits
) -> dict[str, PropertyValue]:
    """Add the mark of a contact to the value of its property."""
    if habits.mark is None:
        return dict(properties)
    key, word = habits.mark
    given = properties.get(key)
    own = _words(note.frontmatter, key, note.settings) if note and given is None else ()
    there = tuple(items_of(given)) if given else own
    if any(caseless(item) == caseless(word) for item in there):
        return dict(properties)
    alone = key == "type" and not there
    return {**properties, key: word if alone else (*there, word) if note else (word, *there)}


def _words(block: Frontmatter | None, key: str, settings: Settings) -> tuple[str, ...]:
    found = find_properties(block, key, settings)
    read = tags_of if key == "tags" else items_of
    return tuple(read(found[0].value)) if found else ()


def _in_order(
    properties: Mapping[str, PropertyValue], settings: Settings
) -> dict[str, PropertyValue]:
    def place(key: str) -> int:
        return place_of(canonical(key, settings) or key)

    return {key: properties[key] for key in sorted(properties, key=place) if properties[key]}


def _block(properties: Mapping[str, PropertyValue]) -> str:
    """Write the frontmatter as Obsidian does: one line for each item, quotes where needed."""
    lines = []
    for key, value in properties.items():
        start = f"{_quoted(key)}:"
        if isinstance(value, tuple):
            items = [f"  - {_quoted(item)}" for item in value]
            lines += [start, *items] if items else [f"{start} []"]
            continue
        # A switch is written as one, without quotes.
        is_switch = form_of(canonical_name(key)) == "switch"
        like = value if is_switch and value in ("true", "false") else ""
        as_text = form_of(key) != "number"
        lines.append(f"{start} {write_scalar(value or '', like=like, as_text=as_text)}")
    return "".join(f"{line}\n" for line in ("---", *lines, "---"))


def _quoted(words: str) -> str:
    """Write a key or an item of a list, which stays a text where it looks like a number or day."""
    is_day = _DAY.fullmatch(words) and not needs_quotes(words)
    return write_scalar(words, like="''" if is_day else "", as_text=True)


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
        raise WriteRefused(
            path, line, Wording("{what} can't be filled here; use --no-template.", what=what)
        )

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
            raise WriteRefused(
                path,
                line,
                Wording(
                    "The format {format} is not only digits; use --no-template.",
                    format=pattern.strip(),
                ),
            )
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
