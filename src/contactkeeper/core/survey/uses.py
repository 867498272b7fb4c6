"""Count how contacts spell the known properties, and the headings of their logs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.note.property_names import canonical, fold_name
from contactkeeper.core.note.property_values import words_of
from contactkeeper.core.note.schema import KNOWN
from contactkeeper.core.survey.sighting import find_fields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.model import Contact
    from contactkeeper.core.note.log import Log
    from contactkeeper.core.note.note import Note

_LOWEST_HEADING = 6
"""The level of `######`; a line of bold text that stands for a heading is below it."""
_VALUE_FAULTS = frozenset(
    {"cadence", "tier", "status", "property-date", "impossible-date", "trust"}
)


class NameUse(NamedTuple):
    """One spelling of a known property in the contacts."""

    name: str
    """As it is written, with `::` where it is a line of the text."""
    meaning: str
    """The known property, such as `last_contact`."""
    notes: int
    """The number of notes that have a value for it."""
    unread: tuple[str, ...] = ()
    """Values that could not be read, the commonest first, each once."""
    unread_notes: int = 0
    """The number of notes with such a value."""

    @property
    def is_plain(self) -> bool:
        """Say whether it has the documented spelling, and all values were read."""
        return fold_name(self.name) == fold_name(self.meaning) and not self.unread


class HeadingUse(NamedTuple):
    """A heading of the log in some contacts."""

    title: str
    """The heading with its `#`, or the bold line; empty for logs under neither."""
    notes: int
    newest_first: bool | None
    """The order of most of the logs; None where it is a tie."""
    undated: int
    """The number of top-level lines without a date in these logs, as `ck check` counts them."""
    dated: int
    """The number of notes whose log has an entry."""


def uses_of_names(notes: Iterable[Note]) -> tuple[NameUse, ...]:
    """Return the spellings of the known properties, most notes first."""
    used: Counter[tuple[str, str]] = Counter()
    unread: dict[tuple[str, str], Counter[str]] = {}
    for note in notes:
        faulty = {each.line for each in note.contact().problems if each.code in _VALUE_FAULTS}
        for each in note.frontmatter.properties if note.frontmatter else ():
            meaning = canonical(each.name, note.settings)
            if meaning and (words := words_of(each.value)):
                used[each.name, meaning] += 1
                if each.line in faulty:
                    unread.setdefault((each.name, meaning), Counter())[words] += 1
        for name, words in find_fields(note.text):
            if meaning := canonical(name, note.settings):
                used[f"{name}::", meaning] += 1
                if not _is_read(note.contact(), meaning):
                    unread.setdefault((f"{name}::", meaning), Counter())[words] += 1
    return tuple(
        NameUse(
            *key,
            notes=count,
            unread=tuple(word for word, _ in unread.get(key, Counter()).most_common()),
            unread_notes=unread.get(key, Counter()).total(),
        )
        for key, count in sorted(used.items(), key=lambda item: (-item[1], item[0]))
    )


def _is_read(contact: Contact, meaning: str) -> bool:
    """Return whether a contact has a value of a property, wherever it stands in the note."""
    known = KNOWN[meaning]
    if known.is_handle:
        return any(handle.startswith(f"{meaning}:") for handle in contact.handles)
    return bool(getattr(contact, known.field or known.name, True))


def uses_of_headings(notes: Iterable[Note]) -> tuple[HeadingUse, ...]:
    """Return the headings of the logs, most notes first."""
    used: dict[str, list[Note]] = {}
    for note in notes:
        if note.log:
            used.setdefault(_written(note.log), []).append(note)
    found = []
    for title, those in used.items():
        shown = Counter(note.log.newest_first for note in those if note.log)
        order = None if shown[True] == shown[False] else shown[True] > shown[False]
        undated = sum(map(_count_undated, those))
        dated = sum(bool(note.log and note.log.all_spans) for note in those)
        found.append(HeadingUse(title, len(those), order, undated, dated))
    return tuple(sorted(found, key=lambda use: (-use.notes, use.title)))


def _written(log: Log) -> str:
    """Return the title of a log as it is written; empty where it stands under none."""
    if not log.title:
        return ""
    return f"**{log.title}**" if log.level > _LOWEST_HEADING else f"{'#' * log.level} {log.title}"


def _count_undated(note: Note) -> int:
    """Return the number of lines that `ck check` reports as undated."""
    counts = (dict(each.facts)["count"] for each in note.problems if each.code == "undated")
    return sum(count for count in counts if isinstance(count, int))
