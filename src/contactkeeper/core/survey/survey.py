"""Survey a vault for `ck init`: contacts, spellings of properties, headings, order, cadence.

Returns the figures to show, and the settings that follow from them. Writes nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.agenda.due import find_items
from contactkeeper.core.agenda.modes import mode_of, rhythm_of
from contactkeeper.core.language.cadence import days_in, read_cadence
from contactkeeper.core.note.log import HEADINGS, fold_title
from contactkeeper.core.note.log_reader import read_section
from contactkeeper.core.note.markdown import flatten, read_outline
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical, fold_name
from contactkeeper.core.note.property_values import emails_of, words_of
from contactkeeper.core.survey.sighting import Mark, rules_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import LogRules, Settings

_VALUE_FAULTS = frozenset(
    {"cadence", "tier", "status", "property-date", "impossible-date", "trust"}
)
_MOST = 2 / 3
"""The least share of readable values with which a meaning is proposed for an unknown property."""
_FEWEST = 2
"""The number of notes from which a heading or property is proposed."""
_DAYS_A_WEEK = 7


class NameUse(NamedTuple):
    """One spelling of a known property in the contacts."""

    name: str
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
    """The heading with its `#`."""
    notes: int
    newest_first: bool | None
    """The order of most of the logs; None where it is a tie."""
    undated: int
    """The number of top-level lines without a date in these logs, as `ck check` counts them."""


class Survey(NamedTuple):
    """The result of a survey."""

    notes: int
    marks: tuple[Mark, ...]
    """The marks of the contacts; each note counts once."""
    settings: Settings
    """The proposed settings."""
    people: tuple[Contact, ...]
    """The contacts under `settings`, by path."""
    left_out: tuple[str, ...]
    """Paths of marked notes without address, company and log, which are not contacts."""
    doubtful: tuple[str, ...]
    """Paths of such notes that are contacts, since they share their mark with real ones."""
    names: tuple[NameUse, ...]
    headings: tuple[HeadingUse, ...]

    @property
    def tiers(self) -> Mapping[Literal["key", "supporting"], int]:
        """Return the number of contacts in each tier; those without a tier are not counted."""
        return {
            "key": sum(each.tier == "key" for each in self.people),
            "supporting": sum(each.tier == "supporting" for each in self.people),
        }

    def messages_a_week(self, today: date) -> float:
        """Return the number of messages a week that the cadences of active contacts ask for."""
        mode = mode_of(self.settings, today)
        rhythms = [
            rhythm_of(each, self.settings, mode).cadence
            for each in self.people
            if each.status == "active"
        ]
        return sum(_DAYS_A_WEEK / days_in(rhythm) for rhythm in rhythms if rhythm.has_timer)

    def due(self, today: date) -> int:
        """Return the number of contacts that are due on a day."""
        return len(find_items(self.people, today, self.settings))


def survey(
    texts: Mapping[str, str],
    notes: int,
    marks: Sequence[Mark],
    base: Settings,
    *,
    fixed: bool = False,
) -> Survey:
    """Survey a vault.

    Args:
        texts: the texts of the notes that may be contacts, by path.
        notes: the number of notes in the vault.
        marks: the tags, types and folders that mark contacts.
        base: the settings so far.
        fixed: whether the settings are the user's own, so that nothing is proposed.
    """
    marked = dict.fromkeys(path for mark in marks for path in mark.paths if path in texts)
    first = {path: Note.parse(texts[path], path, base) for path in marked}
    empty = [path for path, note in first.items() if _is_empty(note)]
    settings = base
    if not fixed:
        rules = rules_with(base.contacts, marks, empty)
        real = [note for path, note in first.items() if path not in empty]
        settings = base._replace(
            contacts=rules, log=_log_rules(real, base), properties=_properties(real, base)
        )
    parsed = [Note.parse(text, path, settings) for path, text in sorted(texts.items())]
    contacts = [note for note in parsed if note.is_contact]
    taken = {note.path for note in contacts}
    return Survey(
        notes=notes,
        marks=tuple(
            mark._replace(paths=paths)
            for mark in marks
            if (paths := tuple(path for path in mark.paths if path in taken))
        ),
        settings=settings,
        people=tuple(note.contact() for note in contacts),
        left_out=tuple(sorted(path for path in empty if path not in taken)),
        doubtful=tuple(sorted(path for path in empty if path in taken)),
        names=_names(contacts),
        headings=_headings(contacts),
    )


def _is_empty(note: Note) -> bool:
    """Say whether a note has nothing of a contact but its mark, as an article with the tag."""
    contact = note.contact()
    if note.frontmatter and note.frontmatter.error:
        return False
    return not (contact.emails or contact.handles or contact.company or note.log)


def _log_rules(notes: Sequence[Note], base: Settings) -> LogRules:
    """Return the rules for the log: the heading of new sections, and the default order."""
    foreign: Counter[str] = Counter()
    used: Counter[str] = Counter()
    newest: Counter[bool] = Counter()
    for note in notes:
        if note.log is None:
            foreign.update(_foreign_headings(note))
        else:
            used[note.log.title] += 1
            if note.log.newest_first is not None:
                newest[note.log.newest_first] += 1
    heading = base.log.heading
    common, count = _commonest(foreign)
    if count >= _FEWEST:
        heading = common
    elif used and not any(fold_title(title) == fold_title(heading) for title in used):
        heading = _commonest(used)[0]
    order = base.log.order
    if newest[True] != newest[False]:
        order = "newest-first" if newest[True] > newest[False] else "oldest-first"
    return base.log._replace(heading=heading, order=order)


def _foreign_headings(note: Note) -> set[str]:
    """Return the unknown headings of a note that have dated lines below them."""
    flat = flatten(note.text)
    start = note.frontmatter.end if note.frontmatter else 0
    headings, hidden = read_outline(flat, start)
    ends = [*(heading.start for heading in headings[1:]), len(flat)]
    return {
        heading.title
        for heading, end in zip(headings, ends, strict=False)
        if heading.level > 1
        and fold_title(heading.title) not in HEADINGS
        and fold_title(heading.title)
        and read_section(flat, heading.end, end, (), hidden).spans
    }


def _properties(notes: Sequence[Note], base: Settings) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Propose the meanings of unknown properties, where their values are clear."""
    values: dict[str, list[str]] = {}
    for note in notes:
        for each in note.frontmatter.properties if note.frontmatter else ():
            if canonical(each.name, base) is None and (words := words_of(each.value)):
                values.setdefault(each.name, []).append(words)
    further = {known: list(spelled) for known, spelled in base.properties}
    for name, those in values.items():
        meaning = _meaning_of(those)
        if meaning:
            further.setdefault(meaning, []).append(name)
    return tuple((known, tuple(spelled)) for known, spelled in further.items())


def _meaning_of(values: Sequence[str]) -> str | None:
    """Return the property that values belong to: cadence or e-mail; None where it is unclear."""
    if len(values) < _FEWEST:
        return None
    rhythms = sum(
        not value.isdecimal() and (cadence := read_cadence(value)) is not None and cadence.has_timer
        for value in values
    )
    if rhythms >= _MOST * len(values):
        return "cadence"
    mails = sum(bool(emails_of(value)) and "." in value.rpartition("@")[2] for value in values)
    return "email" if mails >= _MOST * len(values) else None


def _names(notes: Iterable[Note]) -> tuple[NameUse, ...]:
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
    return tuple(
        NameUse(
            *key,
            notes=count,
            unread=tuple(word for word, _ in unread.get(key, Counter()).most_common()),
            unread_notes=unread.get(key, Counter()).total(),
        )
        for key, count in sorted(used.items(), key=lambda item: (-item[1], item[0]))
    )


def _headings(notes: Iterable[Note]) -> tuple[HeadingUse, ...]:
    """Return the headings of the logs, most notes first."""
    used: dict[str, list[Note]] = {}
    for note in notes:
        if note.log:
            used.setdefault(f"{'#' * note.log.level} {note.log.title}", []).append(note)
    found = []
    for title, those in used.items():
        shown = Counter(note.log.newest_first for note in those if note.log)
        order = None if shown[True] == shown[False] else shown[True] > shown[False]
        found.append(HeadingUse(title, len(those), order, sum(map(_count_undated, those))))
    return tuple(sorted(found, key=lambda use: (-use.notes, use.title)))


def _count_undated(note: Note) -> int:
    """Return the number of lines that `ck check` reports as undated."""
    counts = (dict(each.facts)["count"] for each in note.problems if each.code == "undated")
    return sum(count for count in counts if isinstance(count, int))


def _commonest(counts: Counter[str]) -> tuple[str, int]:
    """Return the commonest word and its count; of equal ones the first in sorted order."""
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
