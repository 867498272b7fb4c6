"""Read property values: as plain words (links opened, lists joined), and as one of a few words.

The words that values are compared with are in `core/language/en.py` and `ru.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from contactkeeper.core.casefolding import lowered
from contactkeeper.core.language.declension import BEFORE_NAME, is_patronymic
from contactkeeper.core.language.languages import table, words
from contactkeeper.core.language.languages import words as words_in
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.core.model import Address, Lang, Status, Tier
    from contactkeeper.core.note.frontmatter_values import Value

_LINK = lazy_regex(r"!?\[\[([^\[\]|]*)(?:\|([^\[\]]*))?\]\]")
_MARKDOWN_LINK = lazy_regex(r"\[([^\[\]]*)\]\([^()]*\)")
_TAG_BREAK = lazy_regex(r"[\s,;]+")
_ADDRESS_BREAK = lazy_regex(r"[\s,;<>()]+")
_PHONE_BREAK = lazy_regex(r"/|[,;](?![^\d,;/]{,9}\d{1,5}\s*(?:[,;/]|$))")
"""Signs between phone numbers: not what stands before an extension (`, доб. 12`, `;ext=12`)."""
_PHONE_NOISE = lazy_regex(r"[\s().-]+|^(?:tel|phone):")
# `https://www.linkedin.com/in/anna/?x=y`: the person is the last part of the path.
_PROFILE = lazy_regex(
    r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/(?:[\w.-]+/)*?@?([^/?#\s]+)/?(?:[?#]\S*)?"
)
# `https://www.linkedin.com/in/anna/en/`: what follows the person is a language or a page of theirs.
_LINKEDIN = lazy_regex(
    r"(?i:(?:https?://)?(?:[\w-]+\.)*linkedin\.com/(?:mwlite/)?(?:in|pub)/)([^/?#\s]+).*"
)
_HH_PAGE = lazy_regex(r"(?i:(?:https?://)?(?:[\w-]+\.)*hh\.(?:ru|kz|uz))(?:/.*)?")
"""A page of hh.ru is a resume, a vacancy or an employer: nobody can be reached by it."""
_NO_LETTERS = re.compile(r"[\W_]+")
_SEVERAL = lazy_regex(r"[,;/(]|\s(?:и|and)\s")
_PARTS = lazy_regex(r"[,;/()]")
_NAME = lazy_regex(r"[^\W\d_]+(?:[-'’.\s]+[^\W\d_]+)*\.?")
_HOUSE = lazy_regex(r"[\d,]")
"""In many vaults `address` is a postal address, which is no fault."""

_TRUST: Final = frozenset("12345")
NOTHING: Final = frozenset({"", *words(lambda language: language.no_value)})
"""Folded words that stand for no date at all; a lone dash or question mark is folded to nothing."""


@lru_cache(maxsize=4096)
def fold_word(text: str) -> str:
    """Fold a value to its letters and digits: `🟢 On-Hold` is `onhold`."""
    return _NO_LETTERS.sub("", lowered(text))


_YES = frozenset(words_in(lambda language: language.yes))


def read_trust(words: str) -> int | None:
    """Read a trust from 1 to 5, also as `4/5`; None where it is none."""
    number = words.partition("/")[0].strip()
    return int(number) if number in _TRUST else None


def read_tier(text: str) -> Tier | None:
    """Return the tier that a value stands for, or None."""
    return _meanings("tiers").get(fold_word(text))


def read_status(text: str) -> Status | None:
    """Return the status that a value stands for, or None."""
    return _meanings("statuses").get(fold_word(text))


def read_focus(text: str) -> str:
    """Return `technical` or `managerial` where a value stands for it, else the value itself."""
    return str(_meanings("focuses").get(fold_word(text), text))


def read_switch(text: str) -> bool:
    """Return whether a value says yes."""
    return fold_word(text) in _YES


def read_lang(text: str) -> Lang | None:
    """Return the first language of a value in which `ck` has text, or None."""
    langs = (_meanings("langs").get(fold_word(each)) for each in _SEVERAL.split(text))
    return next(filter(None, langs), None)


def read_address(text: str, *, may_be_house: bool) -> tuple[Address, str] | None:
    """Return the form of address and the greeting that a value stands for; None for other words.

    `Сергей Петрович` is a greeting, on вы; `ты, Серёжа` is both. Nothing of the address of a house,
    which the property `address` often is: there a greeting has a form of address or a patronymic.
    """
    meanings = _meanings("addresses")
    parts = [part.strip() for part in _PARTS.split(text)]
    forms = {form for part in parts if (form := meanings.get(fold_word(part)))}
    names = [part for part in parts if fold_word(part) and fold_word(part) not in meanings]
    greeting = _read_greeting(names[0]) if len(names) == 1 else ""
    is_surely = forms or not may_be_house or is_patronymic(lowered(greeting).rpartition(" ")[2])
    if len(forms) <= 1 and (greeting and is_surely if names else forms):
        return next(iter(forms), "вы"), greeting
    return ("", "") if may_be_house and _HOUSE.search(text) else None


def _read_greeting(text: str) -> str:
    """Return the name that a text may be, empty for other words: `по имени-отчеству`."""
    words = text.split()
    before = lowered(words[0])
    if not _NAME.fullmatch(text) or before in BEFORE_NAME or before == "по":
        return ""
    name = " ".join(words)
    if name.islower():
        return name.title() if is_patronymic(words[-1]) else ""
    return name


@cache
def _meanings(field: str) -> dict[str, Any]:
    """Return the meaning of each folded phrase of a row in the tables of languages."""
    meanings: dict[str, str] = table(lambda language: getattr(language, field))
    return {fold_word(phrase): meaning for phrase, meaning in meanings.items()}


def words_of(value: Value) -> str:
    """Return a value as words: `[[Companies/Яндекс|Яндекс]]` as `Яндекс`, a list with commas."""
    if value is None:
        return ""
    if isinstance(value, str):
        return open_links(value) if "[" in value else value.strip()
    if isinstance(value, Mapping):
        pairs = ((key, words_of(each)) for key, each in value.items())
        return ", ".join(f"{key}: {words}" if words else key for key, words in pairs)
    return ", ".join(words for each in value if (words := words_of(each)))


def items_of(value: Value) -> Iterator[str]:
    """Yield the items of a list, or a single value, as words; empty ones are left out."""
    for each in value if isinstance(value, tuple) else (value,):
        if words := words_of(each):
            yield words


def pairs_of(value: Value) -> Iterator[tuple[str, Value]]:
    """Yield the names and values of a map, or of a list of maps and of `name: value` texts."""
    if isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        for each in value:
            yield from pairs_of(each)
    elif value is not None and value.strip():
        name, _, rest = value.rpartition(": ")
        yield name.strip(), rest.strip()


@lru_cache(maxsize=4096)  # the same companies and people are linked in many notes
def open_links(text: str) -> str:
    """Replace links, wiki and Markdown ones, by the text that they show."""
    return _MARKDOWN_LINK.sub(r"\1", _LINK.sub(_shown, text)).strip()


def tags_of(value: Value) -> tuple[str, ...]:
    """Return tags without `#`, from a list or from a text with commas or blanks."""
    return tuple(
        tag
        for item in items_of(value)
        for word in _TAG_BREAK.split(item)
        if (tag := word.strip("#\"'"))
    )


def emails_of(value: Value) -> tuple[str, ...]:
    """Return what looks like e-mail addresses."""
    return tuple(
        word.strip("\"'")
        for item in items_of(value)
        for part in _ADDRESS_BREAK.split(item)
        if "@" in (word := part.removeprefix("mailto:")).strip("@\"'")
    )


def handles_of(kind: str, value: Value) -> tuple[str, ...]:
    """Return `telegram:anna` for `@anna`, `t.me/anna` and `https://t.me/anna` alike."""
    found = []
    for item in items_of(value):
        if kind == "phone":
            found += [_PHONE_NOISE.sub("", number) for number in _PHONE_BREAK.split(item)]
        elif kind != "hh" or not _HH_PAGE.fullmatch(item):
            page = _present(item) if "/pub/" in item else item
            profile = _LINKEDIN.fullmatch(page) or _PROFILE.fullmatch(page)
            found.append(profile[1] if profile else item.removeprefix("@").strip())
    return tuple(f"{kind}:{handle}" for handle in found if handle)


def _present(page: str) -> str:
    from contactkeeper.core.note.linkedin_pages import with_present_pages  # few notes have one

    return with_present_pages(page)


def _shown(link: re.Match[str]) -> str:
    target, alias = link.groups()
    if alias and alias.strip():
        return str(alias.strip())
    note, _, _ = target.partition("#")
    return str(note.rsplit("/", 1)[-1].strip().removesuffix(".md") or target.strip("# "))
