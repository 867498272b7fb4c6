"""Choose the name for a greeting: Анна for `Каренина Анна Аркадьевна`, Igor for `Igor Volkov`.

Family names go before or after in Russian notes, so a word counts as the given name only where the
tables know it, or the other word is plainly a family name. In doubt it is the whole name as it
stands in the note: stiff, but nobody is called by a name that is not theirs. A text that is no
plain name (`@schen`, `HR Ozon`) gives none. Names are neither transliterated nor declined.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from contactkeeper.core.language.declension import is_patronymic
from contactkeeper.core.people.folding import fold, fold_words
from contactkeeper.core.people.spellings import (
    given_names,
    has_cyrillic,
    has_latin,
    other_forms,
    word_pattern,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from contactkeeper.core.model import Address, Contact, Lang

# `Anna Bell (Google)`, `Анна — HR`, `Ozon | Anna Bell`, `Person - Anna Bell`: one of the parts is
# the name, most often the first.
_BRACKETED = re.compile(r"\([^()]*\)|\[+[^\[\]]*\]+|\{[^{}]*\}|[(\[{].*")
_JOINT = re.compile(r"\s[-–—]+\s|\s?[|/]\s?|:\s|\s@\s|\s(?=@)")
# `📇 Anna`, `2024-05 Anna`, `- Anna`: what stands before the first letter or the sign of a handle.
_BEFORE = re.compile(r"^[^@\w]+|^\d[\d\W]*(?=[^\W\d_])|[\s_]+$")
_ADDRESS = re.compile(r"[\w.+-]*@\S*|\S*\d\S*")
_WORD = r"[^\W\d_]+(?:[-'’.]\s?[^\W\d_]+)*[.,]?"
_PLAIN = re.compile(rf"{_WORD}(?:\s+{_WORD})*")
_ROLES = frozenset(
    {
        "person", "people", "contact", "recruiter", "recruiting", "recruitment", "hr", "hrbp",
        "hrd", "hh", "talent", "sourcer", "headhunter", "hiring", "manager", "human", "resources",
        "crm", "человек", "люди", "контакт", "рекрутер", "эйчар", "кадровик", "кадры", "менеджер",
        "сорсер", "хедхантер", "нанимающий",
    }
)  # fmt: skip
"""Words that say what somebody is, or that a note is about a person; folded."""
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "dipl", "ing", "mba", "phd", "гжа"})
_FAMILY = re.compile(
    r".{2,}(?:[оеё]в|[оеё]ва|ин|ина|ын|ына|ск(?:ий|ая|ой)|цк(?:ий|ая|ой)|енко|ук|юк|як|ян|дзе|швили"
    r"|ых|их|o?v|[oe]va|sk(?:y|iy|ii|aya|aia|i)|enko|yan|dze|shvili|czyk|wicz|ová)"
)
_ALSO_FAMILY = frozenset({"kim", "lee", "li", "ли", "ким"})
"""Given names of the tables that are much more often the family name of somebody."""
_TWO = 2  # words of a usual name
_LETTER = re.compile(r"[^\W\d_]")


def call_name(contact: Contact, lang: Lang, address: Address) -> str:
    """Return the name to greet somebody by, on one line; empty where no name is plain.

    The greeting that the note has is used as it is, but not one in Russian letters in English.

    A name without a prefix or a sign goes before one with them: the title before `Person - Anna`.

    An alias in the script of the language goes before a name that is not: who writes to Igor Volkov
    in Russian and has noted Игорь Волков, calls him Игорь. On ты an alias that is a short form of
    the name (Аня) goes before it.
    """
    if contact.greeting and (lang == "ru" or not has_cyrillic(fold(contact.greeting))):
        return contact.greeting
    spelled = _plain_first([contact.name, *contact.aliases])
    has_script = has_cyrillic if lang == "ru" else has_latin
    fitting = [name for name in spelled if has_script(fold(name))] or spelled[:1]
    given = [given_in(name, formal=address != "ты") for name in fitting]
    whole = [word or _whole(name) for word, name in zip(given, fitting, strict=True)]
    first = next((word for word in given if _is_known(word)), "") or next(filter(None, whole), "")
    if address == "ты" and lang == "ru" and first in given:
        return next((word for word in given if word and _is_short(word, of=first)), first)
    return first


def _plain_first(spelled: Sequence[str]) -> list[str]:
    """Put the other names before a file name that is not plain, or that holds one as a part."""
    name, *others = spelled
    parts = _parts(name)
    folded = [fold(part) for part in parts] if len(parts) > 1 else []
    better = [other for other in others if fold(other) in folded]
    if not parts or not is_plain(parts[0]):
        better += filter(is_plain, others)
    return list(dict.fromkeys([*better, name, *others]))


def is_plain(name: str) -> bool:
    """Return whether a text is nothing but a name: words of letters, of which none says a role."""
    return bool(_PLAIN.fullmatch(name.strip())) and _ROLES.isdisjoint(map(_fold, name.split()))


def _parts(name: str) -> list[str]:
    """Split a name into the parts that signs keep apart; text in brackets is left out."""
    parts = _JOINT.split(_BRACKETED.sub(" ", name.replace("_", " ")))
    bare = [_BEFORE.sub("", part.strip()).strip() for part in parts]
    return [part for part in bare if not _ROLES.issuperset(map(_fold, _words_of(part)))]


def given_in(name: str, *, formal: bool = False) -> str:
    """Return the given name in a whole name, empty where it can't be told.

    `formal` keeps a patronymic with which somebody is noted without a family name.
    """
    parts = _parts(name)
    found = [_given_in_part(part, formal=formal) for part in parts]
    known = next((word for word in found if _is_known(word)), "")
    word = known or (found[0] if len(found) == 1 else "")
    return word if is_plain(word) else ""


def _whole(name: str) -> str:
    """Return a whole name, without what stands around it; empty where it is not plain."""
    parts = _parts(name)
    return " ".join(parts[0].split()) if len(parts) == 1 and is_plain(parts[0]) else ""


def _is_known(word: str) -> bool:
    return bool(word) and is_given(_fold(word.split(maxsplit=1)[0]))


def _given_in_part(part: str, *, formal: bool) -> str:
    if _ADDRESS.search(part):
        # Of a handle or an address only what is surely a given name: `@anna`, `anna.lee@ozon.ru`.
        words = re.findall(r"[^\W\d_]+", part.partition("@")[0] or part)
        return next((_cased(word) for word in words if is_given(_fold(word))), "")
    family, _, after_comma = part.partition(",")
    given = _words(after_comma)
    if given and is_given(_fold(given[0])):  # `Каренина, Анна`, but not `Анна Каренина, HR`
        return _cased(given[0])
    words = _words(family)
    folded = [_fold(word) for word in words]
    if len(words) == 1:
        # Of `А. Каренина` only the family name is left.
        return _cased(words[0]) if words == family.split() or is_given(folded[0]) else ""
    patronymic = _patronymic_in(folded)
    if patronymic and formal and len(words) == patronymic + 1 == _TWO:
        return " ".join(map(_cased, words))
    place = patronymic - 1 if patronymic else _place_of_given(folded)
    return "" if place is None else _cased(words[place])


def _words(text: str) -> list[str]:
    """Split a name into its words, without titles, initials and what holds no letter."""
    return [
        word
        for word in _words_of(text)
        if len(word) > 1 and _LETTER.search(word) and _fold(word) not in _TITLES | _ROLES
    ]


def _words_of(text: str) -> list[str]:
    words = (word.strip('.,;:«»"“”*_#') for word in text.split())
    return [word for word in words if word]


def _fold(word: str) -> str:
    """Fold a word; `Anna-Maria` keeps its hyphen."""
    return "-".join("".join(fold_words(part)) for part in word.split("-"))


def _patronymic_in(folded: Sequence[str]) -> int | None:
    """Return the place of a patronymic that stands after a given name.

    `Роман Абрамович` is a name and a family name as well: only a word that can be nothing else, or
    a third word, decides.
    """
    for place in range(1, len(folded)):
        if is_patronymic(folded[place]):
            is_sure = len(folded) > _TWO or folded[place].endswith(("на", "na"))
            return place if is_sure and is_given(folded[place - 1]) else None
    return None


def _place_of_given(folded: Sequence[str]) -> int | None:
    given = [place for place, word in enumerate(folded) if is_given(word)]
    if any(map(is_patronymic, folded[1:])):
        return None
    if len(given) == 1:
        # Minsu Kim is no Kim.
        return given[0] if folded[given[0]] not in _ALSO_FAMILY else None
    if given:
        # Both may be given names. In Latin letters the first is; of Павел Роман nobody knows.
        return 0 if given[0] == 0 and has_latin(folded[0]) else None
    others = [place for place, word in enumerate(folded) if not _FAMILY.fullmatch(word)]
    return others[0] if len(folded) == _TWO and len(others) == 1 else None


def is_given(word: str) -> bool:
    """Return whether a folded word is a given name, a short form of one, or two with a hyphen."""
    return all(
        part and (part in given_names() or bool(other_forms(_pattern(part))))
        for part in word.split("-")
    )


def _pattern(word: str) -> str:
    # Ким is no Kim from Kimberly: Cyrillic words are looked up as they are.
    return word_pattern(word, crossing=not has_cyrillic(word))


def _is_short(word: str, *, of: str) -> bool:
    """Return whether a word is another form of a name."""
    folded, whole = _fold(word), _fold(of.split(maxsplit=1)[0])
    return folded != whole and folded in other_forms(re.escape(whole))


def _cased(word: str) -> str:
    """Write a name with one capital letter, where the note has no capitals or only capitals."""
    return word.title() if word.islower() or (word.isupper() and len(word) > _TWO) else word
