"""Tell whether two names of companies, or two titles of jobs, are one in two spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from contactkeeper.core.people.folding import fold_words
from contactkeeper.core.people.name_keys import word_key

_INITIAL: Final = re.compile(r"\b(\w)\.(?=\w\b)")
_FORMS: Final = """
    ooo ооо oao оао ao ао pao пао zao зао ip ип too тоо тов чп фоп нко гк гс llc llp lp ltd limited
    inc incorporated corp corporation co company gmbh ag kg mbh ug sa sas sarl sl slu srl spa bv nv
    oy ab as aps plc pjsc jsc cjsc pte pty sro zoo sp doo kft the group holding группа компаний
    компания холдинг
"""
"""Legal forms, and words that a name has or lacks."""


@lru_cache(maxsize=65536)
def company_key(company: str) -> tuple[str, ...]:
    """Return the words of a company's name as all its spellings have them."""
    words = tuple(map(word_key, fold_words(_INITIAL.sub(r"\1", company))))
    return tuple(word for word in words if word not in _FORM_KEYS) or words


_FORM_KEYS: Final = frozenset(map(word_key, _FORMS.split()))


def same_company(one: str, other: str) -> bool:
    """Say whether two names are one company's: `ООО «Авито»`, `Avito`; `EPAM`, `EPAM Systems`.

    One may have words that the other lacks at its end.
    """
    mine, theirs = company_key(one), company_key(other)
    shorter = min(len(mine), len(theirs))
    if mine[:shorter] == theirs[:shorter] and shorter:
        return True
    return "".join(mine) == "".join(theirs) != ""


def same_role(one: str, other: str) -> bool:
    """Say whether two titles have the same words, in any order and either alphabet."""
    return role_key(one) == role_key(other)


@lru_cache(maxsize=65536)
def role_key(role: str) -> tuple[str, ...]:
    """Return the words of a title as they are compared."""
    return tuple(sorted(map(word_key, fold_words(role))))
