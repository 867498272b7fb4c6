"""Survey a vault for `ck init`: contacts, spellings of properties, headings, order, cadence.

Returns the figures to show, and the settings that follow from them. Writes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from contactkeeper.core.agenda.due import find_items
from contactkeeper.core.agenda.modes import mode_of, rhythm_of
from contactkeeper.core.calendar.days import every_year
from contactkeeper.core.language.cadence import days_in, read_cadence
from contactkeeper.core.language.ru import RU
from contactkeeper.core.note.log import fold_title
from contactkeeper.core.note.note import Note
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.note.property_values import emails_of, words_of
from contactkeeper.core.survey.history import Mention, Unseen, group_mentions, has_dates, is_read
from contactkeeper.core.survey.marks import Mark, rules_with
from contactkeeper.core.survey.uses import HeadingUse, NameUse, uses_of_headings, uses_of_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from contactkeeper.core.calendar.days import Span
    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.settings import LogRules, Settings
    from contactkeeper.core.survey.history import MentionKind
    from contactkeeper.core.survey.layers import Layers, OwnSettings
    from contactkeeper.core.survey.unmarked import Unmarked

_MOST = 2 / 3
"""The least share of readable values with which a meaning is proposed for an unknown property."""
_FEWEST = 2
"""The number of notes from which a heading or property is proposed."""
_DAYS_A_WEEK = 7
_Sign = TypeVar("_Sign", Mark, "Unmarked")
_DATE = attrgetter("date")
_CYRILLIC, _LATIN = re.compile("[а-яё]", re.IGNORECASE), re.compile("[a-z]", re.IGNORECASE)


class Chosen(NamedTuple):
    """The properties, tags and folders that tell contacts from other notes."""

    marks: tuple[Mark, ...] = ()
    """The tags, types, categories and folders that mark them."""
    tagged: tuple[Unmarked, ...] = ()
    """Notes that get a tag."""
    refused: tuple[str, ...] = ()
    """Notes that can't get one."""
    not_taken: tuple[Mark, ...] = ()
    """Marks of people beside those of recruiters."""
    untagged: tuple[Unmarked, ...] = ()
    """Notes that could get a tag, where nothing is proposed."""
    strangers: tuple[str, ...] = ()
    """Notes with a recruiter's tag in their text that look like no person."""
    overruled: tuple[Mark, ...] = ()
    """Marks of recruiters that the user's own settings leave out."""
    mentions: tuple[Mention, ...] = ()
    """Dated notes that link to others."""


class Survey(NamedTuple):
    """The result of a survey."""

    notes: int
    marks: tuple[Mark, ...]
    """The marks of the contacts; each note counts once."""
    settings: Settings
    """The proposed settings of the vault."""
    in_force: Settings
    """The same with the user's own put over them."""
    people: tuple[Contact, ...]
    """The contacts under `in_force`, by path."""
    left_out: tuple[str, ...]
    """Paths of marked notes without address, company and log, which are not contacts."""
    doubtful: tuple[str, ...]
    """Paths of such notes that are contacts, since they share their mark with real ones."""
    tagged: tuple[Unmarked, ...]
    """Contacts that get a tag in their properties."""
    names: tuple[NameUse, ...]
    headings: tuple[HeadingUse, ...]
    chosen: Chosen
    dated: frozenset[str]
    """Paths of the contacts whose own notes hold dates."""
    about: Mapping[str, Sequence[tuple[Mention, Entry | None]]]
    """The dated notes that mention contacts, by the paths of the contacts."""
    own: OwnSettings

    def propose(self, settings: Settings) -> Survey:
        """Return the survey with other settings of the vault; who is a contact stays."""
        return self._replace(settings=settings, in_force=self.own(settings))

    @property
    def tiers(self) -> Mapping[Literal["key", "supporting"], int]:
        """Return the number of contacts in each tier; those without a tier are not counted."""
        return {
            "key": sum(each.tier == "key" for each in self.people),
            "supporting": sum(each.tier == "supporting" for each in self.people),
        }

    def messages_a_week(self, today: date) -> float:
        """Return the number of messages a week that the cadences of active contacts ask for."""
        mode = mode_of(self.in_force, today)
        rhythms = [
            rhythm_of(each, self.in_force, mode).cadence
            for each in self.people
            if each.status == "active"
        ]
        return sum(_DAYS_A_WEEK / days_in(rhythm) for rhythm in rhythms if rhythm.has_timer)

    def due(self, today: date) -> int:
        """Return the number of contacts that are due on a day."""
        return len(find_items(self.whole_people(), today, self.in_force))

    def whole_people(self) -> tuple[Contact, ...]:
        """Return the contacts with the entries that stand in other notes by the settings."""
        return tuple(
            each._replace(entries=tuple(sorted([*further, *each.entries], key=_DATE)))
            if (further := self._entries_about(each.path))
            else each
            for each in self.people
        )

    def _entries_about(self, path: str) -> list[Entry]:
        return [
            entry
            for mention, entry in self.about.get(path, ())
            if entry and is_read(mention, self.in_force.log)
        ]

    def mentions(self, kind: MentionKind) -> tuple[int, int]:
        """Return how many dated notes of a kind name contacts, and how many contacts."""
        found = [
            (mention.path, path)
            for path, those in self.about.items()
            for mention, _ in those
            if mention.kind == kind
        ]
        return len({note for note, _ in found}), len({path for _, path in found})

    def unseen(self) -> Unseen:
        """Return the people without an entry or last contact who have a history all the same."""
        bare = [
            each.path for each in self.whole_people() if not (each.entries or each.last_contact)
        ]
        mentioned = [path for path in bare if path not in self.dated and path in self.about]
        notes = {mention.path for path in mentioned for mention, _ in self.about[path]}
        own = tuple(path for path in bare if path in self.dated)
        return Unseen(own, tuple(mentioned), len(notes))


def survey(
    texts: Mapping[str, str], notes: Sequence[str], chosen: Chosen, layers: Layers
) -> Survey:
    """Survey a vault.

    Args:
        texts: the texts of the notes that may be contacts, by path.
        notes: the paths of all notes in the vault.
        chosen: the signs that tell contacts from other notes; `texts` already have the tags that
            notes get.
        layers: the settings so far.
    """
    base, own, fixed = layers
    marks, tagged = chosen.marks, chosen.tagged
    further = [path for each in tagged for path in each.paths]
    marked = dict.fromkeys(path for mark in marks for path in mark.paths if path in texts)
    first = {path: Note.parse(texts[path], path, layers.in_force) for path in (*marked, *further)}
    empty = [path for path in marked if _is_empty(first[path])]
    settings = base
    if not fixed:
        real = [note for path, note in first.items() if path not in empty]
        settings = _propose(base, rules_with(base, marks, empty), real)
    in_force = own(settings)
    parsed = [Note.parse(text, path, in_force) for path, text in sorted(texts.items())]
    contacts = [note for note in parsed if note.is_contact]
    taken = {note.path for note in contacts}
    people = tuple(note.contact() for note in contacts)
    about = group_mentions(people, chosen.mentions, notes)
    if not fixed and any(each.kind == "meeting" for those in about.values() for each, _ in those):
        settings = settings._replace(log=settings.log._replace(meetings=True))
    return Survey(
        notes=len(notes),
        marks=_of_contacts(marks, taken),
        settings=settings,
        in_force=own(settings),
        people=people,
        left_out=tuple(sorted(path for path in empty if path not in taken)),
        doubtful=tuple(sorted(path for path in empty if path in taken)),
        tagged=_of_contacts(tagged, taken),
        names=uses_of_names(contacts),
        headings=uses_of_headings(contacts),
        chosen=chosen,
        dated=frozenset(note.path for note in contacts if has_dates(note)),
        about=about,
        own=own,
    )


def _propose(base: Settings, ruled: Settings, notes: Sequence[Note]) -> Settings:
    """Return the settings that follow from notes; `ruled` are those so far with the marks."""
    return ruled._replace(
        log=_log_rules(notes, base),
        properties=_properties(notes, ruled),
        plan_blackout=base.plan_blackout or _holidays(notes),
    )


def _of_contacts(signs: Sequence[_Sign], taken: AbstractSet[str]) -> tuple[_Sign, ...]:
    """Return the signs that contacts have, each with the paths of contacts alone."""
    return tuple(
        sign._replace(paths=paths)
        for sign in signs
        if (paths := tuple(path for path in sign.paths if path in taken))
    )


def _is_empty(note: Note) -> bool:
    """Say whether a note has nothing of a person but its mark, as an article with the tag."""
    contact = note.contact()
    if note.frontmatter and note.frontmatter.error:
        return False
    known = (contact.emails, contact.handles, contact.company, note.log, contact.last_contact)
    return not any((*known, contact.role, contact.birthday, contact.met, contact.cadence))


def _log_rules(notes: Sequence[Note], base: Settings) -> LogRules:
    """Return the rules for the log: the heading of new sections, and the default order."""
    foreign: Counter[str] = Counter()
    used: Counter[str] = Counter()
    newest: Counter[bool] = Counter()
    for note in notes:
        if note.log and not note.log.is_known:
            foreign.update({note.log.title} - {""})
        elif note.log:
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


def _holidays(notes: Sequence[Note]) -> tuple[Span, ...]:
    """Return the holidays of those whose notes are Russian for the most part."""
    russian = [
        note for note in notes if len(_CYRILLIC.findall(note.text)) > len(_LATIN.findall(note.text))
    ]
    if 2 * len(russian) <= len(notes):
        return ()
    return tuple(span for first, last in RU.holidays for span in every_year(first, last))


def _commonest(counts: Counter[str]) -> tuple[str, int]:
    """Return the commonest word and its count; of equal ones the first in sorted order."""
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
