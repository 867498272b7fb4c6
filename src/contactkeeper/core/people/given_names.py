"""Given names and their short forms: Саша, Катя, Bob, Liz.

The names are in `core/language/names`: `short_*.txt` have a name and its other forms in each line,
`given_*.txt` have names without short forms, one a line, of which hardly any is a family name.
They are package data, read on first use. Whether a form counts is decided by the callers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pkgutil import get_data

from contactkeeper.core.people.folding import fold, fold_words


@lru_cache(maxsize=1)
def given_names() -> frozenset[str]:
    """Return the folded given names that have no short forms."""
    return frozenset(fold_words(_read("given_ru") + _read("given_en")))


def other_forms(pattern: str) -> tuple[str, ...]:
    """Return the folded forms of all names that have a form which the pattern matches.

    `pattern` is a regular expression for one folded word; the word's own form is among the result.
    """
    table = _short_forms()
    forms: dict[str, None] = {}
    for match in re.finditer(f" {pattern}(?= )", table):
        start = table.rfind("\n", 0, match.start() + 1) + 1
        end = table.find("\n", match.end())
        forms.update(dict.fromkeys(table[start : end if end >= 0 else None].split()))
    return tuple(forms)


@lru_cache(maxsize=1)
def _short_forms() -> str:
    """Return a line for each name, with a blank before and after each form."""
    lines = fold(_read("short_ru") + _read("short_en")).strip().split("\n")
    return "\n".join(f" {line} " for line in lines)


def _read(name: str) -> str:
    # `importlib.resources` takes 6 ms to import in Python 3.11, pkgutil less than one.
    data = get_data("contactkeeper.core.language", f"names/{name}.txt")
    return (data or b"").decode("utf-8").replace("\r\n", "\n")
