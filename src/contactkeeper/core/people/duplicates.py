"""Contacts that may be one person twice: the same e-mail, handle, or name in any spelling.

Only tells; two people of one name are no fault.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from contactkeeper.core.late import late
from contactkeeper.core.letters import caseless
from contactkeeper.core.model import Problem
from contactkeeper.core.people.folding import fold_words
from contactkeeper.core.people.transliteration import romanize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contactkeeper.core.model import Contact

# What the standards of transliteration disagree about.
_SPELLINGS = (
    (late(r"shch|sch|sc"), "s"),
    (late(r"kh"), "h"),
    (late(r"zh"), "j"),
    (late(r"ts|tz"), "c"),
    (late(r"(?:iy|ij|yy|yj|ii|yi)\b"), "y"),
    (late(r"[yj](?=[aeou])"), ""),
    (late(r"i(?=[aou])"), ""),
    (late(r"x"), "ks"),
    (late(r"w"), "v"),
    (late(r"j"), "y"),
)


def find_duplicates(contacts: Iterable[Contact]) -> Iterator[Problem]:
    """Remark on each contact that shares something with another, once for each other."""
    shared: dict[tuple[str, str], dict[str, Contact]] = defaultdict(dict)
    for contact in contacts:
        for key in _keys(contact):
            shared[key][contact.path] = contact
    told: set[tuple[str, str]] = set()
    for (kind, value), people in shared.items():
        for path, contact in people.items() if len(people) > 1 else ():
            for other, its in people.items():
                # Those of one file name have a remark of their own.
                alike = kind == "name" and caseless(contact.name) == caseless(its.name)
                if path == other or alike or (path, other) in told:
                    continue
                told.add((path, other))
                what = "in another spelling" if kind == "name" else f"({value})"
                message = f"{other} has the same {kind} {what}"
                yield Problem(path, 1, "duplicate", "remark", f"{message}.")


def _keys(contact: Contact) -> Iterator[tuple[str, str]]:
    """Yield by what somebody is known; a first name alone is no name of one person."""
    for mail in contact.emails:
        yield "e-mail", mail.casefold()
    for handle in contact.handles:
        yield "handle", handle.casefold()
    names = [contact.name, *(alias for alias in contact.aliases if len(fold_words(alias)) > 1)]
    for name in dict.fromkeys(map(_name_key, names)):
        if name:
            yield "name", name


def _name_key(name: str) -> str:
    """Return a name as all its spellings have it: in any order, in either alphabet."""
    key = " ".join(sorted(romanize(" ".join(fold_words(name))).split()))
    for pattern, spelled in _SPELLINGS:
        key = pattern.sub(spelled, key)
    return key
