"""Texts about people as all readers give them: on one line, composed, each once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from contactkeeper.core.language.dates import write_partial
from contactkeeper.core.model import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DOUBTFUL_BIRTHDAYS = frozenset({PartialDate(1, 1, 1900), PartialDate(1, 1, 1970)})
"""Days that programs write where they know no birthday."""
_LAST_FIRST = re.compile(r"([^\W\d_][\w’'-]*), ([^\W\d_][\w’'.-]*(?: [^\W\d_][\w’'.-]*)?)")
_NO_ADDRESS = re.compile(r"[\s,;:<>()\"']+")


def one_line(text: str) -> str:
    """Return a text in one line, without blanks around it, NFC."""
    return " ".join(normalize("NFC", text).split())


def name_as_said(name: str) -> str:
    """Return a name as people say it: `Maria Ivanova` for `Ivanova, Maria`."""
    turned = _LAST_FIRST.fullmatch(name)
    return f"{turned[2]} {turned[1]}" if turned and not turned[2].isupper() else name


def unique(texts: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, in their order; empty ones are left out."""
    return tuple(dict.fromkeys(filter(None, texts)))


def addresses_in(text: str) -> Iterator[str]:
    """Yield the e-mail addresses in a text, in lower case."""
    for word in _NO_ADDRESS.split(text.casefold()):
        user, _, domain = word.partition("@")
        if user and domain and "@" not in domain:
            yield word


def write_day(day: PartialDate) -> str:
    """Return a day of every year: `1990-04-12`, or as vCards have it `--04-12` without the year."""
    return write_partial(day) if day.year else f"--{write_partial(day)}"
