"""Tell whether two names of companies, or two titles of jobs, are one in two spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from contactkeeper.core.people.folding import fold_words
from contactkeeper.core.people.name_keys import word_key
from contactkeeper.core.people.spellings import has_cyrillic

_LONGEST: Final = 200
"""Characters that are compared."""
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
    spelled = _INITIAL.sub(r"\1", company[:_LONGEST])
    words = tuple(map(word_key, fold_words(spelled)))
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
    """Say whether two titles are of one job: `Recruiter` and `IT Recruiter at Avito`.

    Where one has all words of the other, or is in another alphabet, only the rank decides: who
    became Senior or Head has another job.
    """
    mine, theirs = (set(fold_words(each[:_LONGEST])) for each in (one, other))
    if not (mine and theirs):
        return mine == theirs
    alphabets = {has_cyrillic(" ".join(words)) for words in (mine, theirs)}
    is_part = mine <= theirs or theirs <= mine or len(alphabets) > 1
    return mine == theirs or (is_part and _ranks(mine) == _ranks(theirs))


def _ranks(words: set[str]) -> set[str]:
    return {rank for rank, spelled in _RANKS.items() if not words.isdisjoint(spelled.split())}


_RANKS: Final = {
    "intern": "intern trainee стажер практикант",
    "junior": "junior jr младший джуниор",
    "senior": "senior sr старший сеньор",
    "lead": "lead leader teamlead principal ведущий лид тимлид",
    "head": "head chief руководитель начальник глава главный hrd chro cpo",
    "director": "director директор vp president вице",
    "manager": "manager менеджер управляющий",
    "partner": "partner bp hrbp партнер",
    "founder": "founder cofounder owner основатель владелец",
}
"""Words of a title that say how high it is."""
