"""Tell which tags, types, folders and names of notes speak of recruiters or of people."""

from __future__ import annotations

from contactkeeper.core.people.folding import fold_words
from contactkeeper.core.people.salutation import is_given

_RECRUITERS = frozenset({
    "recruiter", "recruiters", "headhunter", "headhunters", "sourcer", "sourcers",
    "рекрутер", "рекрутеры", "рекрутера", "рекрутеров", "эйчар", "эйчары", "хедхантер",
    "хедхантеры", "сорсер", "сорсеры",
})  # fmt: skip
_HR = frozenset({"hr", "hrbp", "hrs"})
"""Words that mean recruiters alone, or beside one of `_OF_HR`."""
_OF_HR = frozenset({
    "bp", "business", "contact", "contacts", "director", "generalist", "head", "lead", "manager",
    "managers", "network", "partner", "people", "person", "specialist", "директор", "контакт",
    "контакты", "люди", "менеджер", "менеджеры", "специалист",
})  # fmt: skip
_PHRASES = (
    "talent acquisition",
    "talent partner",
    "people partner",
    "it hr",
    "менеджер по персоналу",
)
_TOPICS = frozenset({"recruiting", "recruitment", "рекрутинг", "кадры"})
"""Words that articles have too, so that the user is asked before they are used."""
_ABOUT = frozenset({
    "advice", "article", "articles", "interview", "interviews", "questions", "recruit", "recruited",
    "recruits", "rules", "template", "tips", "вопросы", "правила", "рекрут", "советы", "статьи",
    "статья",
}) | _TOPICS  # fmt: skip
_PEOPLE = frozenset({
    "person", "persons", "people", "contact", "contacts", "crm", "network", "networking",
    "человек", "люди", "контакт", "контакты", "персона", "персоны", "нетворкинг",
})  # fmt: skip
_SMALL = frozenset({"my", "all", "the", "and", "мои", "мой", "все", "и"})
_LONGEST_NAME = 4  # words
_FEWEST_LETTERS = 7  # of a word with a typing error
_ALIKE = 0.85


def means_recruiters(word: str) -> bool:
    """Return whether a tag or type means recruiters: `it-recruiter`, `HR-manager`, `recuiter`."""
    words = [each for each in fold_words(word) if not each.isdecimal() and each not in _SMALL]
    if _ABOUT.intersection(words):
        return False
    return bool(
        _RECRUITERS.intersection(words)
        or " ".join(words) in _PHRASES
        or (_HR.intersection(words) and _HR.union(_OF_HR).issuperset(words))
        or (len(words) == 1 and _is_near(words[0]))
    )


def means_topic(word: str) -> bool:
    """Return whether a tag means recruiting, as people and articles may have it."""
    return " ".join(fold_words(word)) in _TOPICS


def means_people(word: str) -> bool:
    """Return whether a tag, type or folder means people: `20 People`, `👤 People`."""
    words = [each for each in fold_words(word) if not each.isdecimal() and each not in _SMALL]
    return bool(words) and (_PEOPLE | _RECRUITERS | _HR).issuperset(words)


def looks_like_name(title: str) -> bool:
    """Return whether the title of a note may be the name of a person."""
    words = title.replace("_", " ").split()
    if not 0 < len(words) <= _LONGEST_NAME or any(map(str.isdigit, title)):
        return False
    if has_given_name(title):
        return True
    return len(words) > 1 and all(word[0].isupper() and word[1:].islower() for word in words)


def has_given_name(title: str) -> bool:
    """Return whether one of the words of a title is a given name."""
    return any(map(is_given, fold_words(title)))


def _is_near(word: str) -> bool:
    """Return whether a word is a typing error away from one that means recruiters."""
    if len(word) < _FEWEST_LETTERS:
        return False
    from difflib import get_close_matches

    return bool(get_close_matches(word, ("recruiter", "рекрутер"), cutoff=_ALIKE))
