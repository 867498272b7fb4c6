"""The conventions of a vault's contacts: where they are, what marks them, how keys are spelled."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.editing.note_language import are_russian, is_russian_name, russian_name
from contactkeeper.core.note.property_names import canonical
from contactkeeper.core.note.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contactkeeper.core.model import Contact
    from contactkeeper.core.note.note import Note
    from contactkeeper.core.settings import Settings

_Key = TypeVar("_Key", str, tuple[str, str])


class Habits(NamedTuple):
    """The conventions of a vault's contacts, for new ones."""

    folder: str = ""
    """The folder of most contacts, with `/`; empty for the root."""
    mark: tuple[str, str] | None = ("tags", "recruiter")
    """The property and the word that make a note a contact; None where its folder does."""
    names: Mapping[str, str] = {}
    """The commonest spelling of each known property."""

    @property
    def are_russian(self) -> bool:
        """Say whether most spellings of known properties are Russian."""
        return are_russian(self.names.items())

    def spelled(self, key: str, beside: Note | None = None) -> str:
        """Return a property as the vault spells it, else as it is in the language of the others.

        `beside`: a note that is to have it; the language is that of its properties, if it has some.
        """
        names: list[tuple[str | None, str]] = []
        if beside and beside.frontmatter:
            own = [each.name for each in beside.frontmatter.properties]
            names = [
                (meaning, name) for name in own if (meaning := canonical(name, beside.settings))
            ]
        russian = are_russian(names or self.names.items())
        usual = self.names.get(key, "")
        if usual and (russian or not is_russian_name(usual)):
            return usual
        return russian_name(key) if russian else key


def habits_of(contacts: Iterable[Contact], settings: Settings) -> Habits:
    """Return the conventions of the contacts; those of the settings where there are none."""
    rules = settings.contacts
    folders: Counter[str] = Counter()
    marks: Counter[tuple[str, str]] = Counter()
    names: dict[str, Counter[str]] = {}
    known = {("tags", fold): word for word in rules.tags if (fold := caseless(word))}
    known |= {("type", fold): word for word in rules.types if (fold := caseless(word))}
    for contact in contacts:
        folders[contact.path.rpartition("/")[0]] += 1
        words = [("tags", caseless(tag.partition("/")[0])) for tag in contact.tags]
        words += [("tags", caseless(tag)) for tag in contact.tags if "/" in tag]
        for name, value in contact.properties:
            meaning = canonical(name, settings)
            if meaning:
                names.setdefault(meaning, Counter())[name] += 1
            if meaning == "type":
                words += [("type", caseless(word.strip("# "))) for word in value.split(",")]
        marks.update({word for word in words if word in known})
    folder = _most(folders) or (rules.folders[0] if rules.folders and not folders else "")
    mark = _most(marks)
    if mark is None and known and not (folders and rules.folders):
        mark = next(iter(known))
    return Habits(
        folder,
        (mark[0], known[mark]) if mark else None,
        {meaning: most for meaning, spelled in names.items() if (most := _most(spelled))},
    )


def _most(counts: Counter[_Key]) -> _Key | None:
    """Return the commonest key; of equal ones the first in sorted order."""
    return min(counts, key=lambda key: (-counts[key], key), default=None)


class LogHabits(NamedTuple):
    """The form of the logs of a vault, for those of new notes."""

    style: Style
    """Of most that are no table and have no numbers."""
    settings: Settings
    """Those of the vault, with the order of most logs."""


def log_habits_of(notes: Iterable[Note], settings: Settings) -> LogHabits:
    """Return how the logs of some notes are written; `ck`'s own style where none has entries."""
    logs = [note.log for note in notes if note.log and note.log.spans]
    styles = Counter(log.style._replace(gap=0) for log in logs if _may_imitate(log.style))
    style = max(styles, key=lambda each: (styles[each], repr(each)), default=Style())
    orders = Counter(log.newest_first for log in logs if log.newest_first is not None)
    rules = settings.log
    if orders:
        is_newest_first = orders[True] > orders[False]
        rules = rules._replace(order="newest-first" if is_newest_first else "oldest-first")
    return LogHabits(style, settings._replace(log=rules))


def _may_imitate(style: Style) -> bool:
    return style.shape != "row" and style.marker in {"-", "*", "+"}
