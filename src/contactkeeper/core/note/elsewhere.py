"""Read entries that stand in other notes: of a meeting, or in lines of daily notes.

Only where `[log] meetings` and `[log] mentions` say so. They are read, never written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.casefolding import lowered, note_name
from contactkeeper.core.language.date_at import DateRules, TwoReadings, date_at, read_whole
from contactkeeper.core.language.languages import CHANNELS, phrases
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.model import Elsewhere, Entry
from contactkeeper.core.note.entry_parser import build_entry
from contactkeeper.core.note.frontmatter import read_frontmatter
from contactkeeper.core.note.markdown import flatten, is_hidden, read_outline
from contactkeeper.core.note.property_names import fold_name
from contactkeeper.core.note.property_values import items_of, words_of

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.note.frontmatter import Frontmatter
    from contactkeeper.core.note.frontmatter_values import Value
    from contactkeeper.core.settings import Settings

MEETING_TYPES = frozenset(phrases(lambda language: language.meeting_types))
_TYPE = frozenset({"type", "notetype", "тип", "типзаметки"})
_DATE = frozenset({"date", "day", "when", "start", "дата", "день", "когда"})
_PEOPLE = frozenset(
    {
        "people", "person", "attendees", "attendee", "participants", "with", "who", "contacts",
        "contact", "люди", "участники", "участник", "кто", "скем", "контакты", "контакт",
    }
)  # fmt: skip
_LINK = lazy_regex(
    r"\[\[([^\[\]|#\n]+)(?:#[^\[\]|\n]*)?(?:\|[^\[\]\n]*)?\]\]"
    r"|\]\(<?([^()<>#\n]+\.md)(?:#[^()<>\n]*)?>?\)"
)
_LINES = lazy_regex(r"(?:\A|(?<=\n))[^\n]*(?:\[\[|\]\()[^\n]*")
_MARKS = lazy_regex(
    r"[ \t]*(?:(?:[-*+]|[0-9]{1,9}[.)])[ \t]+(?:\[(?P<box>[^\]\n])\][ \t]+)?|#{1,6}[ \t]+)?"
)
_CLOCK = lazy_regex(r"((?:[01]?[0-9]|2[0-3]):[0-5][0-9])(?![0-9:])[ \t]*(?:[-–—:,][ \t]+)?")


def read_elsewhere(path: str, text: str, settings: Settings) -> Elsewhere | None:
    """Read a note about a meeting, or a daily note; None where it is neither."""
    entries: list[tuple[str, Entry]] = []
    frontmatter = read_frontmatter(text)
    rules = DateRules.of(settings)
    if settings.log.meetings and frontmatter:
        entries += _read_meeting(path, text, frontmatter, rules)
    if settings.log.mentions and not entries and (day := _day_of(note_name(path), rules)):
        entries += _read_lines(text, frontmatter.end if frontmatter else 0, day)
    return Elsewhere(path, tuple(entries)) if entries else None


def _day_of(text: str, rules: DateRules, *, whole: bool = True) -> date | None:
    try:
        if whole:
            return read_whole(text, rules)
        found = date_at(text, 0, rules)
    except (ImpossibleDate, TwoReadings):
        return None
    return found.day if found else None


def _read_meeting(
    path: str, text: str, frontmatter: Frontmatter, rules: DateRules
) -> list[tuple[str, Entry]]:
    """Read the entry of each of the people whom a note about a meeting names."""
    known: dict[str, Value] = {}
    for item in frontmatter.properties:
        name = fold_name(item.name)
        for key in (_TYPE, _DATE, _PEOPLE):
            if name in key and item.value:
                known.setdefault(min(key), item.value)
    kinds = [lowered(kind.strip("# ")) for kind in items_of(known.get(min(_TYPE)))]
    kind = next((kind for kind in kinds if kind in MEETING_TYPES), "")
    name = note_name(path)
    written = known.get(min(_DATE))
    raw = written if isinstance(written, str) else words_of(written)
    day = _day_of(raw.strip(), rules) or _day_of(name, rules, whole=False)
    if not kind or not day:
        return []
    people = _names_in(known.get(min(_PEOPLE))) or links_in(flatten(text)[frontmatter.end :])
    channel = kind if kind in CHANNELS else ""
    entry = Entry(day, f"[[{name}]]", channel=channel)
    return [(person, entry) for person in dict.fromkeys(people)]


def links_in(text: str) -> list[str]:
    """Return the links to notes in a text, Markdown's too, as `[[target]]`, each once."""
    found = (wiki or path.replace("%20", " ") for wiki, path in _LINK.findall(text))
    return list(dict.fromkeys(f"[[{target.strip()}]]" for target in found))


def _names_in(value: Value) -> list[str]:
    """Return the links in a property, and the names that are none."""
    names: list[str] = []
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, str):
            names += links_in(item) or filter(None, map(str.strip, item.split(",")))
    return names


def _read_lines(text: str, start: int, day: date) -> list[tuple[str, Entry]]:
    """Read each line of a daily note that links to others, but open tasks."""
    flat = flatten(text)
    hidden = read_outline(flat, start).hidden if "[[" in flat or "](" in flat else []
    entries: list[tuple[str, Entry]] = []
    for line in _LINES.finditer(flat, start):
        marks = _MARKS.match(line[0])
        box = marks["box"] if marks else None
        if is_hidden(hidden, line.start()) or (box and box not in "xX"):
            continue
        said = line[0][marks.end() if marks else 0 :].strip(" \t")
        clock = _CLOCK.match(said)
        said = said[clock.end() :] if clock else said
        entry = build_entry(day, clock[1] if clock else None, said, 0, faults=[])
        entries += ((link, entry) for link in links_in(line[0]))
    return entries
