"""Put together who introduced whom: each note says a part of it, and none the whole.

The note of the new person says `through`, the day and what came of it; that of the other person has
`[got:: intro: …]` or `[gave:: candidate: …]`.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.log_stats import counts_for
from contactkeeper.core.casefolding import note_name
from contactkeeper.core.introduction import Introduction
from contactkeeper.core.language.declension import BEFORE_NAME, nominatives
from contactkeeper.core.language.languages import LANGUAGES
from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.favours import read_favour
from contactkeeper.core.note.meaning import meaning_of
from contactkeeper.core.people.folding import fold_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.introduction import IntroductionKind
    from contactkeeper.core.model import Contact, Entry
    from contactkeeper.core.people.owners import Owners

WAIT = 14
"""Days after an introduction until word of how it went is owed."""
STAYS = 14
"""Days after that, and after an outcome, on which it is still shown."""

_OUTCOMES = frozenset({"interview", "offer", "hire"})
_FIELDS: dict[tuple[str, str], IntroductionKind] = {
    ("got", "intro"): "intro",
    ("gave", "candidate"): "candidate",
}
"""By the field and the kind of favour."""
_LINK = lazy_regex(r"\[\[([^\[\]|#]+)")
_THANKS = tuple(word for each in LANGUAGES for word in each.thanks.split())
_NO_NAMES = BEFORE_NAME | {"the", "a", "an"}
_SHORTEST = 3
"""Letters of a word of a name that says who is meant."""


class Clues(NamedTuple):
    """The part that one note says. Days are ordinals, as the index keeps them."""

    through: str
    """The person who introduced its contact to me; empty: nobody."""
    since: int
    """The day on which we met, as far as the note says, else 0."""
    outcomes: tuple[tuple[int, str], ...]
    """Interviews, offers and hires, oldest first."""
    named: tuple[tuple[int, IntroductionKind, str], ...]
    """Those whom its contact introduced to me, or whom I recommended to its contact, in words."""

    @property
    def last_day(self) -> int:
        """Return the last day on which somebody may be listed for them."""
        days = [day + WAIT for day, _, _ in self.named]
        days += [self.since + WAIT] if self.through else []
        days += [day for day, _ in self.outcomes[-1:]]
        return max(days, default=0) + STAYS


def clues_of(contact: Contact) -> Clues | None:
    """Read what a note says of introductions; None where it says nothing."""
    outcomes: list[tuple[int, str]] = []
    named: list[tuple[int, IntroductionKind, str]] = []
    for entry in contact.entries:
        if not entry.fields:
            continue
        day = entry.date.toordinal()
        outcomes += ((day, word) for word in outcomes_in(entry))
        for key, value in entry.fields:
            favour = read_favour(value)
            kind = _FIELDS.get((key, favour.kind))
            if kind and favour.words:
                named.append((day, kind, favour.words))
    if not (contact.through or outcomes or named):
        return None
    first = contact.entries[0].date if contact.entries else None
    known = [day for day in (contact.met, first) if day]
    since = min(known) if known else contact.created
    day = since.toordinal() if since else 0
    return Clues(contact.through, day, tuple(outcomes), tuple(named))


def join_clues(own: Clues | None, elsewhere: Clues) -> Clues:
    """Join what a note says and what notes about others say of its contact."""
    if own is None:
        return elsewhere
    return Clues(
        own.through,
        min(filter(None, (own.since, elsewhere.since)), default=0),
        tuple(sorted((*own.outcomes, *elsewhere.outcomes))),
        tuple(sorted((*own.named, *elsewhere.named))),
    )


def outcomes_in(entry: Entry) -> list[str]:
    """Return the outcomes of an entry that whoever made an introduction wants to hear of."""
    return [word for word in counts_for(entry) if word in _OUTCOMES]


def encode_clues(clues: Clues) -> str:
    """Return clues as JSON."""
    return json.dumps(clues, ensure_ascii=False)


def decode_clues(text: str) -> Clues:
    """Return the clues that `encode_clues` wrote."""
    through, since, outcomes, named = json.loads(text)
    return Clues(through, since, tuple(map(tuple, outcomes)), tuple(map(tuple, named)))


def find_introductions(
    clues: Mapping[str, Clues], owners: Owners, since: date = date.min, of: str = ""
) -> dict[str, tuple[Introduction, ...]]:
    """Put the clues of all notes together: the introductions of each contact, by its path.

    Where two notes tell of one, it took place on the later day. Who is named by a name that several
    have is nobody in particular. What lists nobody from `since` on is left out. With `of`, a path,
    only the introductions of that contact are found.
    """
    earliest, first = since.toordinal() - STAYS, since.toordinal() - STAYS - WAIT
    fresh = {
        path for path, own in clues.items() if own.outcomes and own.outcomes[-1][0] >= earliest
    }
    found: dict[str, dict[tuple[str, str], Introduction]] = {}
    for path in sorted(clues):
        own = clues[path]
        is_new = path in fresh or own.since >= first
        introducer = _one(owners, own.through) if own.through and is_new else ""
        if introducer not in ("", path) and of in ("", introducer):
            told = _introduction_to(path, clues, owners)
            _add(found.setdefault(introducer, {}), told, own.since)
        for day, kind, words in own.named if of in ("", path) else ():
            if day < first and not fresh:
                continue
            named = _one(owners, words)
            if named == path or (day < first and named not in fresh):
                continue
            if named:
                told = _introduction_to(named, clues, owners)._replace(kind=kind)
            else:
                name = _called(words)
                told = Introduction(kind, name, None, names=(fold_words(name),))
            _add(found.setdefault(path, {}), told, day)
    return {path: tuple(each.values()) for path, each in found.items()}


def is_any_open(clues: Mapping[str, Clues], today: date) -> bool:
    """Say whether anybody may be listed for an introduction on a day or later."""
    return any(own.last_day >= today.toordinal() for own in clues.values())


def _one(owners: Owners, words: str) -> str:
    """Return the path of the one contact whom words mean; empty where that is nobody or several."""
    link = _LINK.search(words)
    found = owners.find(f"[[{link[1]}]]" if link else _without_preposition(words))
    return found[0] if len(found) == 1 else ""


def _called(words: str) -> str:
    """Return how an entry calls somebody; what stands after a Russian preposition is declined."""
    if link := _LINK.search(words):
        return note_name(link[1])
    return _without_preposition(words) if words.isascii() else " ".join(words.split())


def _without_preposition(words: str) -> str:
    """Return who is named: `the CTO` of `to the CTO`."""
    first, *others = words.split()
    return " ".join(others if others and first.casefold() in BEFORE_NAME else (first, *others))


def _introduction_to(path: str, clues: Mapping[str, Clues], owners: Owners) -> Introduction:
    """Make the introduction to a contact, whose day is not known yet."""
    outcomes = clues[path].outcomes if path in clues else ()
    came = tuple((date.fromordinal(day), word) for day, word in outcomes)
    return Introduction("intro", note_name(path), None, path, owners.names_of(path), came)


def _add(found: dict[tuple[str, str], Introduction], told: Introduction, day: int) -> None:
    key = (told.kind, told.path or " ".join(fold_words(told.name)))
    before = found.get(key)
    took_place = date.fromordinal(day) if day else None
    if before and before.day and (took_place is None or before.day > took_place):
        took_place = before.day
    found[key] = told._replace(day=took_place)


def heard_since(contact: Contact, introduction: Introduction, today: date) -> bool:
    """Say whether I told a contact, after the day of an introduction, how it went, or said thanks.

    I told it where an entry of mine names that person, by a link or in words. Of somebody whom I
    recommended, an entry of theirs that does so has told me. On the day itself thanks count alone.
    """
    since, is_mine_to_tell = introduction.day, introduction.kind == "intro"
    for entry in reversed(contact.entries):
        if since and entry.date < since:
            break
        if entry.date > today or (is_mine_to_tell and meaning_of(entry) == "received"):
            continue
        if entry.date != since and _names(entry, introduction):
            return True
        if is_mine_to_tell and _says_thanks(entry):
            return True
    return False


def _says_thanks(entry: Entry) -> bool:
    return any(word.startswith(_THANKS) for word in fold_words(entry.text))


def _names(entry: Entry, introduction: Introduction) -> bool:
    """Say whether an entry names somebody: a word of a name, or all that an entry calls them."""
    texts = [entry.text, *(value for key, value in entry.fields if key not in ("got", "gave"))]
    words = {word for text in texts for word in fold_words(text)}
    spoken = words.union(*map(nominatives, words)) if words else words
    for name in introduction.names:
        said = {word for word in name if word not in _NO_NAMES}
        if said and said <= spoken:
            return True
        if introduction.path and any(
            _is_said(word, spoken) for word in said if len(word) >= _SHORTEST
        ):
            return True
    return False


def _is_said(word: str, spoken: set[str]) -> bool:
    """Say whether a word of a name is among others, in either alphabet."""
    if word in spoken:
        return True
    from contactkeeper.core.people.spellings import has_cyrillic, word_pattern  # tables of names

    others = [each for each in spoken if has_cyrillic(each) is not has_cyrillic(word)]
    return bool(others) and any(map(re.compile(word_pattern(word)).fullmatch, others))
