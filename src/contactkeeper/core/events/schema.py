"""How people spell the properties of event and news notes, and their values: tables and the fold.

Apart from those of contacts: "date" and "place" mean nothing there, and no morning without such
notes needs these tables.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, get_args

from contactkeeper.core.model import NewsKind
from contactkeeper.core.note.schema import canonical_name, fold_name, fold_word

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final[dict[str, tuple[str, ...]]] = {
    "date": (
        "start", "starts", "start date", "from", "when", "day", "дата", "начало", "дата начала",
        "когда", "день",
    ),
    "end": ("ends", "end date", "to", "last day", "конец", "окончание", "дата окончания", "по"),
    "place": ("location", "venue", "where", "city", "место", "где", "город", "площадка"),
    "people": ("persons", "who", "with", "contacts", "люди", "кто", "с кем", "контакты"),
    "audience": ("for", "for whom", "аудитория", "кому", "для кого"),
    "attending": ("going", "will attend", "участвую", "иду", "буду", "пойду"),
    "rule": (
        "rrule", "recurrence", "recurs", "repeat", "repeats", "повтор", "повторяется", "правило",
        "повторение",
    ),
    "kind": ("news kind", "вид", "вид новости", "категория"),
    "strict": ("строго",),
    "until": ("till", "tell until", "до", "рассказывать до"),
}  # fmt: skip
"""Every property of such notes, besides `type` and `tags`, with its other spellings."""

KINDS: Final[dict[NewsKind, tuple[str, ...]]] = {
    "position": (
        "job", "new job", "role", "promotion", "должность", "позиция", "новая должность",
        "повышение", "работа", "новая работа",
    ),
    "project": ("проект", "release", "launch", "релиз"),
    "award": ("prize", "награда", "премия"),
    "certificate": ("certification", "сертификат", "сертификация", "diploma", "диплом"),
    "course": ("training", "курс", "курсы", "обучение"),
    "talk": ("speech", "presentation", "доклад", "выступление"),
    "skill": ("навык",),
    "goal": ("цель",),
    "article": ("post", "blog post", "publication", "статья", "пост", "публикация"),
    "search-status": (
        "search", "job search", "searching", "looking", "open to work", "поиск", "поиск работы",
        "статус поиска", "в поиске", "ищу работу",
    ),
    "other": ("другое", "прочее", "иное"),
}  # fmt: skip
"""What news can be of, with other words for it."""

EVENT_WORDS: Final = frozenset({"event", "событие", "мероприятие"})
NEWS_WORDS: Final = frozenset({"news", "новость", "новости"})
"""The types that make a note one of ours, folded; of events also the tags."""

_YES = frozenset({"yes", "true", "y", "on", "1", "да", "иду", "буду", "участвую", "пойду"})
_NO = frozenset({"no", "false", "n", "off", "0", "нет", "неиду", "небуду", "неучаствую", "непойду"})

Sort = Literal["event", "news"]


def property_name(name: str, further: tuple[tuple[str, tuple[str, ...]], ...] = ()) -> str | None:
    """Return what a property of such a note means; None where it means nothing to us.

    `further` are the spellings of the configuration, (known name, spellings); they go first.
    """
    known = canonical_name(name, further)
    if known in NAMES or known in ("type", "tags"):
        return known
    return _names().get(fold_name(name))


def read_kind(words: str) -> NewsKind | None:
    """Return what news is of; None where the word is none of ours."""
    return _kinds().get(fold_word(words))


def read_yes(words: str) -> bool | None:
    """Read yes or no; None where it is neither."""
    folded = fold_word(words)
    return True if folded in _YES else False if folded in _NO else None


@lru_cache(maxsize=1)
def _names() -> Mapping[str, str]:
    names = {fold_name(name): name for name in NAMES}
    for name, spellings in NAMES.items():
        for spelling in spellings:
            names.setdefault(fold_name(spelling), name)
    return names


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, NewsKind]:
    kinds: dict[str, NewsKind] = {fold_word(kind): kind for kind in get_args(NewsKind)}
    for kind, words in KINDS.items():
        for word in words:
            kinds.setdefault(fold_word(word), kind)
    return kinds
