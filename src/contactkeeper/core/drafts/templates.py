"""Choose the template of a block: the user's own files by their names, else a built-in text.

The built-in texts are in `en.md` and `ru.md`, which are package data and read on first use.
A name is the kind or the part, then words for whom and when the text is meant, in any order and
separated by dots: `cadence.technical.ru.md`. A template can be used where all its words hold.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pkgutil import get_data
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.agenda.ranking import REASON_KINDS
from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.languages import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from contactkeeper.core.model import Lang

CHECK_IN: Final = "check-in"
"""The kind of a message where nothing is due."""
AFTER_PAUSE: Final = "after-pause"
"""The kind of a message after a pause: it asks for nothing that is older."""

KINDS: Final = (*REASON_KINDS, AFTER_PAUSE, CHECK_IN)
"""The kinds of reasons, and of messages without one."""
PARTS: Final = ("greeting", "more-news", "offer", "thanks", "question", "ask", "closing")
"""The parts of a message beside what its kind says, which stands after the greeting."""

# What a task says is a note to myself.
_BORROWED: Final = {"meet": CHECK_IN, "reminder": CHECK_IN, "talk": CHECK_IN, "touch": "cold"}

LANGS: Final[tuple[Lang, ...]] = ("en", "ru")
SITUATIONS: Final = ("plain", "late", "early", "met")
"""`plain`: what the message is about has no name; `late`: its day is past; `early`: it is to come;
`met`: the note says where or when we met."""
ADDRESSES: Final = {"ты": "ты", "ty": "ты", "вы": "вы", "vy": "вы"}
"""The spellings of the form of address in a file name."""

_RANKS: Final = ("address", "language", "mode", "focus", *SITUATIONS)
_ENDING = ".md"


class Name(NamedTuple):
    """The name of a template."""

    kind: str
    words: frozenset[str] = frozenset()
    """For whom and when it is meant, each folded."""

    @property
    def lang(self) -> Lang:
        """Return its language; empty where it is for every language."""
        return next((lang for lang in LANGS if lang in self.words), "")


class Template(NamedTuple):
    """One template; its text has not been checked."""

    kind: str
    path: str
    """Of one's own: relative to the vault, with `/`. Empty where it is built in."""
    text: str


def situation(
    lang: Lang, address: str = "", mode: str = "", focus: str = "", holding: Iterable[str] = ()
) -> dict[str, int]:
    """Return the words that hold, each with its rank for a tie; `holding` are of `SITUATIONS`."""
    words = {"address": address, "language": lang, "mode": mode, "focus": focus}
    ranked = [(fold_word(word), _RANKS.index(sort)) for sort, word in words.items() if word]
    ranked += [(word, _RANKS.index(word)) for word in holding]
    found: dict[str, int] = {}
    for word, rank in ranked:
        found.setdefault(word, rank)
    return found


def choose(names: Iterable[Name], kind: str, holding: Mapping[str, int]) -> Name | None:
    """Return the name with the most words of those that can be used for a kind, if there is one.

    Of two with as many, the one with the word of a form of address goes first, then of a language,
    a mode, a focus, `plain`, `late`, `early`, `met`.
    """
    fit = [name for name in names if name.kind == kind and name.words <= holding.keys()]

    def order(name: Name) -> tuple[int, list[int], list[str]]:
        return -len(name.words), sorted(holding[word] for word in name.words), sorted(name.words)

    return min(fit, key=order, default=None)


def borrowed(kind: str) -> str:
    """Return the kind whose templates serve for a kind that has none of its own."""
    occasion = kind_of(kind)
    return (occasion.draft if occasion else _BORROWED.get(kind, "")) or kind


def built_in(kind: str, holding: Mapping[str, int]) -> Template:
    """Return the built-in template of a kind or part where some words hold.

    Of a kind it is as it would stand in a file, with the user's own words at its end.

    Raises:
        LookupError: there is none; it names the module for whoever adds a kind.
    """
    lang: Lang = "ru" if "ru" in holding else "en"
    texts = _built_in(lang)
    names = {parse(key): key for key in texts}
    name = choose(filter(None, names), borrowed(kind), holding)
    if name is None:
        raise LookupError(f"core/drafts/{lang}.md has no text for the kind {borrowed(kind)!r}")
    own_words = "" if kind in PARTS else "\n{{text}}\n"
    return Template(kind, "", texts[names[name]] + own_words)


def built_in_names(kind: str, lang: Lang) -> list[str]:
    """List the file names, without the ending, of the built-in texts of a kind in a language."""
    return [f"{key}.{lang}" for key in _built_in(lang) if key.partition(".")[0] == borrowed(kind)]


@lru_cache
def _built_in(lang: Lang) -> dict[str, str]:
    """Return the texts of a language by their headings, each with its last line ending."""
    data = get_data("contactkeeper.core.drafts", f"{lang}.md") or b""
    _, *parts = re.split(r"^## (.+)\n+", data.decode().replace("\r\n", "\n"), flags=re.MULTILINE)
    return {key: f"{text.strip()}\n" for key, text in zip(parts[::2], parts[1::2], strict=True)}


def read_file_name(name: str) -> Name | None:
    """Read `reply.ты.ru.md`; None where no kind or part of a message is called so."""
    folded = normalize("NFC", name).casefold()
    return parse(folded.removesuffix(_ENDING)) if folded.endswith(_ENDING) else None


def parse(name: str) -> Name | None:
    """Read a name without its ending, `reply.ru`; None as above."""
    kind, *words = fold_word(name).split(".")
    words = [word.strip() for word in words]
    if kind not in (*KINDS, *PARTS) or not all(words):
        return None
    return Name(kind, frozenset(ADDRESSES.get(word, word) for word in words))


def parse_typed(text: str) -> Name | None:
    """Read a name as it is typed, where the kind may be a phrase for it: «день рождения.ты»."""
    kind, *words = fold_word(text).removesuffix(_ENDING).split(".")
    return parse(".".join([_phrases().get(lowered(kind), kind), *words]))


@lru_cache(maxsize=1)
def _phrases() -> Mapping[str, str]:
    return table(lambda language: language.drafts)


def fold_word(word: str) -> str:
    """Return a word as names are compared: in one form of Unicode, without case or outer blanks."""
    return " ".join(normalize("NFC", word).casefold().split())
