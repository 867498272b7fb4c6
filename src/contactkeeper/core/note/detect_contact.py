"""Detect contact notes by the tags and types of their frontmatter, or by their folder.

`might_be_contact` is the cheap test that most notes of a vault fail; it must never be False where
`is_contact` is True.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.frontmatter import (
    Frontmatter,
    find_closing,
    find_opening,
    may_begin,
    read_frontmatter,
    read_malformed,
    read_raw,
    sides_of_merge,
)
from contactkeeper.core.note.property_names import canonical_name
from contactkeeper.core.note.property_values import items_of, open_links, tags_of

if TYPE_CHECKING:
    from contactkeeper.core.settings import ContactRules, Settings

_MARKING = ("tags", "type")
# What a mark never loses to YAML: it may be folded at a blank, and a quote in it doubled.
_CUT = re.compile(r"[\s'\"\\]+")
_RAW_WORD = lazy_regex(r"[^\s,;\[\]{}\"'|<>=]+")


class _Marks(NamedTuple):
    """The rules of `[contacts]`, folded."""

    tags: frozenset[str]
    types: frozenset[str]
    folders: tuple[str, ...]
    """Each with a `/` at its end."""
    needles: tuple[re.Pattern[str], ...] | None
    """Each block with a contact's tag or type holds one of them; None: it can be written in any
    way."""


class Block(NamedTuple):
    """The beginning of a note."""

    frontmatter: Frontmatter | None
    is_contact: bool
    """Whether its properties or its folder make the note a contact."""


def read_block(text: str, path: str, settings: Settings) -> Block:
    """Read the properties of a note and nothing else."""
    frontmatter = read_frontmatter(text)
    if frontmatter is None and (unseen := read_malformed(text)):
        frontmatter = unseen if is_marked(unseen, text, settings) else None
    return Block(frontmatter, is_contact(frontmatter, text, path, settings))


def is_contact(frontmatter: Frontmatter | None, text: str, path: str, settings: Settings) -> bool:
    """Return whether a note is a contact.

    The frontmatter must be that of `text`; `path` is relative to the vault, with `/`.
    """
    return _is_in_folder(path, _marks(settings.contacts)) or is_marked(frontmatter, text, settings)


def is_marked(frontmatter: Frontmatter | None, text: str, settings: Settings) -> bool:
    """Return whether the properties of a note make it a contact, whatever its folder."""
    marks = _marks(settings.contacts)
    if frontmatter is None:
        return any(_is_marked_raw(side, marks, settings) for side in sides_of_merge(text))
    further = settings.properties
    if frontmatter.error is None:
        doubled = {name for name, _ in frontmatter.duplicates}
        for each in frontmatter.properties:
            kind = canonical_name(each.name, further)
            if kind == "tags":
                if any(_is_tag(_fold(tag), marks.tags) for tag in tags_of(each.value)):
                    return True
            elif kind == "type" and any(
                _is_type(_fold(open_links(item)), marks.types) for item in items_of(each.value)
            ):
                return True
        if not any(canonical_name(name, further) in _MARKING for name in doubled):
            return False
    return _is_marked_raw(text[frontmatter.body_start : frontmatter.body_end], marks, settings)


def might_be_contact(head: str, path: str, settings: Settings) -> bool:
    """Return False only where `is_contact` is False for every note that begins with `head`."""
    marks = _marks(settings.contacts)
    if marks.folders and _is_in_folder(path, marks):
        return True
    opening = find_opening(head)
    if opening is None:
        # The head may end inside the opening line.
        return may_begin(head)
    closing = find_closing(head, opening)
    # A head may end inside the closing line, which may yet become `----`.
    if closing is None or marks.needles is None or head[closing.end() - 1] not in "\r\n":
        return True
    body = head[opening : closing.start()]
    if "\\" in body:
        return True  # "recr\u0075iter"
    folded = _fold(body)
    return any(needle.search(folded) for needle in marks.needles)


@lru_cache(maxsize=8)
def _marks(rules: ContactRules) -> _Marks:
    tags = frozenset(filter(None, (_fold(tag.strip().lstrip("#")) for tag in rules.tags)))
    types = frozenset(filter(None, (_fold(kind.strip()) for kind in rules.types)))
    folders = tuple(
        _fold(bare) + "/" for folder in rules.folders if (bare := folder.strip().strip("/"))
    )
    words = {max(_CUT.split(mark), key=len) for mark in tags | types}
    if "" in words:
        return _Marks(tags, types, folders, None)
    needles = tuple(re.compile(_needle(word)) for word in sorted(words))
    return _Marks(tags, types, folders, needles)


def _needle(word: str) -> str:
    """Return a pattern for a word that is no part of a longer one: `hr`, but not in `three`."""
    before = r"(?<!\w)" if re.match(r"\w", word) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", word) else ""
    # The look-behind follows the text, so that `re` may search for the text itself.
    return (
        f"{re.escape(word)}(?<!\\w{re.escape(word)}){after}" if before else re.escape(word) + after
    )


def _fold(text: str) -> str:
    return unicodedata.normalize("NFC", text.casefold())


def _is_in_folder(path: str, marks: _Marks) -> bool:
    return bool(marks.folders) and _fold(path).startswith(marks.folders)


def _is_tag(tag: str, tags: frozenset[str]) -> bool:
    """Return whether a folded tag is one of ours or nested in one: `recruiter/agency`."""
    return tag in tags or ("/" in tag and any(tag.startswith(mark + "/") for mark in tags))


def _is_type(item: str, types: frozenset[str]) -> bool:
    return item.strip("# ") in types or (
        "," in item and any(part.strip("# ") in types for part in item.split(","))
    )


def _is_marked_raw(body: str, marks: _Marks, settings: Settings) -> bool:
    """Look for a contact's tag or type in the raw lines of a block that can't be read."""
    for name, rest in read_raw(body):
        kind = canonical_name(name, settings.properties)
        if kind not in _MARKING:
            continue
        words = [_fold(word.strip("#")) for word in _RAW_WORD.findall(rest)]
        if kind == "tags" and any(_is_tag(word, marks.tags) for word in words):
            return True
        whole = _fold(rest.partition(" #")[0].strip(" \t-\"'[]"))
        if kind == "type" and (whole in marks.types or any(w in marks.types for w in words)):
            return True
    return False
