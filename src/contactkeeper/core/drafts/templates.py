"""Which templates there are: the kinds of drafts, the built-in text of each, and one's own files.

A file of one's own is called by its kind, with its language or for both: `reply.ru.md`, `reply.md`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import normalize

from contactkeeper.core.drafts.english import ENGLISH
from contactkeeper.core.drafts.russian import RUSSIAN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from contactkeeper.core.model import Lang

CHECK_IN: Final = "check-in"
"""The kind of a draft where nothing is due."""

KINDS: Final = tuple(ENGLISH)
"""The kinds of reasons, and `check-in`."""

LANGS: Final[tuple[Lang, ...]] = ("en", "ru")

_BUILT_IN: Final[dict[Lang, dict[str, str]]] = {"en": ENGLISH, "ru": RUSSIAN}
_ENDING = ".md"


class Template(NamedTuple):
    """One template; its text has not been checked."""

    kind: str
    lang: Lang
    """Empty where it is for every language."""
    path: str
    """Of one's own: relative to the vault, with `/`. Empty where it is built in."""
    text: str


def built_in(kind: str, lang: Lang) -> Template:
    """Return the built-in template of a kind in a language."""
    return Template(kind, lang, "", _BUILT_IN[lang][kind])


def read_file_name(name: str) -> tuple[str, Lang] | None:
    """Read `reply.ru.md` as `reply` and `ru`; None where no kind of draft is called so."""
    folded = normalize("NFC", name).casefold()
    return read_name(folded.removesuffix(_ENDING)) if folded.endswith(_ENDING) else None


def read_name(name: str) -> tuple[str, Lang] | None:
    """Read `reply.ru` as `reply` and `ru`, `reply` as `reply` and no language; None as above."""
    kind, dot, word = normalize("NFC", name).casefold().partition(".")
    lang = next((lang for lang in LANGS if lang == word), None)
    if kind not in KINDS or (dot and lang is None):
        return None
    return kind, lang or ""


def choose(own: Iterable[tuple[str, Lang, str]], kind: str, lang: Lang) -> str:
    """Return the path of one's own template, the one in the language first; empty: there is none.

    `own` are the kind, language and path of each.
    """
    paths = {(its_kind, its_lang): path for its_kind, its_lang, path in own}
    return paths.get((kind, lang)) or paths.get((kind, "")) or ""
