"""Notes that git has and that are not here: deleted, moved, or only elsewhere for now.

What is only elsewhere is never committed as a deletion, and many deletions are for a person to
confirm.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.frontmatter.marks import read_block
from contactkeeper.core.letters import caseless
from contactkeeper.vault import files
from contactkeeper.vault.absence import find_absence
from contactkeeper.vault.places import TRASH

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.vault.git import Git

MANY = 10
"""So many deletions at once need no answer; more do."""
_TENTH = 10
_PAIRS = 10_000
"""Pairs of notes that are compared line by line."""
_FEWEST = 5
"""Lines that a note has at least, so that one like it under another name is the same person's."""
_NUMBER = re.compile(r" \d+$")
_DIGIT = re.compile(r"\d")


class Gone(NamedTuple):
    """A note that is not here any more, as a commit is to say it."""

    path: str
    """Relative to the vault, with `/`."""
    now: str = ""
    """Where its content is now: another note, or a file in the vault's trash; empty: nowhere."""
    is_emptied: bool = False
    """Whether the file is there and has nothing in it."""
    text: str = ""
    """As the last commit has it."""

    @property
    def is_moved(self) -> bool:
        """Say whether another note has the content."""
        return bool(self.now) and not self.now.startswith(f"{TRASH}/")


class Held(NamedTuple):
    """A note that is not committed as deleted, and why."""

    path: str
    reason: str
    """Of `absence.Reason`, `many`: a person has to confirm it, or `not-a-file`: git can't do it."""
    place: str
    """The note or the folder that the reason is about."""


def sort_out(
    git: Git, missing: Mapping[str, bool], emptied: Iterable[str], added: Sequence[str]
) -> tuple[list[Gone], list[Held]]:
    """Tell deletions and moves from what is only elsewhere.

    Args:
        git: runs in the vault.
        missing: notes of the last commit that are not on the disk; whether git was told so.
        emptied: notes that are there, without a byte.
        added: notes that the last commit does not have.
    """
    texts = texts_at_head(git, {*missing, *emptied})
    elsewhere = _Elsewhere(git.folder, added, len(missing))
    gone, held = [], []
    for path, is_staged in missing.items():
        text = texts.get(path, "")
        now = elsewhere.find(path, text)
        absence = None if now or is_staged else find_absence(git.folder, path)
        if absence:
            held.append(Held(path, *absence))
        else:
            gone.append(Gone(path, now, text=text))
    gone += (
        Gone(path, is_emptied=True, text=texts[path])
        for path in emptied
        if texts.get(path, "").strip()
    )
    return gone, held


def find_many(
    gone: Iterable[Gone], allowed: Iterable[str], count: Callable[[], int], settings: Settings
) -> list[Held]:
    """Return the deletions that a person has to confirm: more than ten, or a tenth of all contacts.

    A move, and what went to the vault's trash, is no mishap; nor is a single contact.

    Args:
        gone: all of them.
        allowed: paths that were confirmed.
        count: counts the contacts that are here.
        settings: what makes a note a contact.
    """
    known = set(allowed)
    counted = [each for each in gone if not each.now and each.path not in known]
    if len(counted) <= 1:
        return []
    if len(counted) <= MANY:
        people = sum(read_block(each.text, each.path, settings).is_contact for each in counted)
        if people <= 1 or people * _TENTH < count() + people:
            return []
    return [Held(each.path, "many", each.path) for each in counted]


def texts_at_head(git: Git, paths: Iterable[str]) -> dict[str, str]:
    """Read notes as the last commit has them; those that it lacks are left out."""
    wanted = set(paths)
    if not wanted:
        return {}
    listed = git.ask("ls-tree", "-r", "-z", "HEAD").parts()
    found = [(path, about.split(" ")[2]) for about, _, path in (e.partition("\t") for e in listed)]
    found = [(path, oid) for path, oid in found if path in wanted]
    given = "".join(f"{oid}\n" for _, oid in found)
    data = git.do("cat-file", "--batch", given=given).encode("utf-8", "surrogateescape")
    texts, at = {}, 0
    for path, _ in found:
        end = data.index(b"\n", at)
        size = int(data[at:end].rpartition(b" ")[2])
        texts[path] = files.decode(data[end + 1 : end + 1 + size])[0]
        at = end + size + 2
    return texts


def find_new_place(root: str, added: Sequence[str], path: str, text: str) -> str:
    """Return where the content of one missing note is now; empty where nowhere is known.

    Args:
        root: the folder that the paths begin in.
        added: the notes that git does not know.
        path: the missing note.
        text: what it held.
    """
    return _Elsewhere(root, added, 1).find(path, text)


class _Elsewhere:
    """The notes that a missing note's content may be in now; each is taken once."""

    def __init__(self, root: str, added: Sequence[str], missing: int) -> None:
        self._root = root
        self._compares = missing * len(added) <= _PAIRS
        self._texts = {path: text for path in added if (text := self._read(path)) is not None}
        self._same: dict[str, list[str]] = {}
        for path, text in self._texts.items():
            self._same.setdefault(_plain(text), []).append(path)
        try:
            self._trash = os.listdir(os.path.join(root, TRASH))
        except OSError:
            self._trash = []

    def find(self, path: str, text: str) -> str:
        """Return where the content of a note is now; empty where nowhere is known."""
        if not text.strip():
            return ""
        found = self._find_note(path, text)
        if found:
            del self._texts[found]
            return found
        stem = caseless(_stem(path))
        for name in self._trash:
            if stem in (caseless(_stem(name)), caseless(_NUMBER.sub("", _stem(name)))):
                place = f"{TRASH}/{name}"
                there = self._read(place)
                if there is not None and _is_same(text, there, is_named_alike=True):
                    self._trash.remove(name)
                    return place
        return ""

    def _find_note(self, path: str, text: str) -> str:
        same = [each for each in self._same.get(_plain(text), ()) if each in self._texts]
        alike = [each for each in same if caseless(_stem(each)) == caseless(_stem(path))]
        if same:
            return (alike or same)[0]
        for other, there in self._texts.items() if self._compares else ():
            is_named_alike = caseless(_stem(other)) == caseless(_stem(path))
            if _is_same(text, there, is_named_alike=is_named_alike):
                return other
        return ""

    def _read(self, path: str) -> str | None:
        try:
            return files.decode(files.read_bytes(os.path.join(self._root, path)))[0]
        except (OSError, files.TooLarge):
            return None


def _is_same(old: str, new: str, *, is_named_alike: bool) -> bool:
    """Say whether a note is another one written on.

    Half of its lines are there; under another name most are, also of those with a number in them:
    dates and figures are a person's own, and the other lines may be of a template.
    """
    lines = Counter(line for line in _plain(old).split("\n") if line.strip())
    common = lines & Counter(_plain(new).split("\n"))
    if is_named_alike:
        return common.total() * 2 >= lines.total()
    if lines.total() < _FEWEST or common.total() * 4 < lines.total() * 3:
        return False
    own, own_there = (
        sum(count for line, count in each.items() if _DIGIT.search(line))
        for each in (lines, common)
    )
    return own > 0 and own_there * 2 >= own


def _plain(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]
