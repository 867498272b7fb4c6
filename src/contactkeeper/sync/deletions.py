"""Classify notes that git tracks and that are missing: deleted, moved, or only elsewhere for now.

A note that is only elsewhere is never committed as deleted, and many deletions at once need the
user's confirmation.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.casefolding import caseless
from contactkeeper.core.note.detect_contact import read_block
from contactkeeper.sync.objects import read_texts_at_head
from contactkeeper.vault import files
from contactkeeper.vault.paths import TRASH, parent_folders
from contactkeeper.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from contactkeeper.core.settings import Settings
    from contactkeeper.sync.git import Git

Reason = Literal["link", "placeholder", "folder-missing", "folder-empty", "many", "not-a-file"]
"""`many`: the user has to confirm it; `not-a-file`: git can't commit it."""


class HeldBack(NamedTuple):
    """A missing note whose deletion is not committed, and why."""

    path: str
    reason: Reason
    place: str
    """The note or folder that the reason is about, relative to the vault; a folder ends in `/`."""


def find_absence(root: str, path: str) -> HeldBack | None:
    """Return why a missing note may not have been deleted; None where it was.

    Its folder may be on a disk that is not mounted, a link may be in its path, or iCloud may
    have left a placeholder. Git is not asked.
    """
    place = os.path.join(root, path)
    folders = parent_folders(path)
    if os.path.islink(place) or any(os.path.islink(os.path.join(root, each)) for each in folders):
        return HeldBack(path, "link", path)
    if os.path.exists(os.path.join(os.path.dirname(place), f".{os.path.basename(place)}.icloud")):
        return HeldBack(path, "placeholder", path)
    for folder in folders:
        if not os.path.isdir(os.path.join(root, folder)):
            return HeldBack(path, "folder-missing", f"{folder}/")
        if not holds_files(os.path.join(root, folder)):
            return HeldBack(path, "folder-empty", f"{folder}/")
    return None if folders or holds_files(root) else HeldBack(path, "folder-empty", "./")


def holds_files(folder: str) -> bool:
    """Say whether a folder holds a visible file at any depth; true where it can't be read."""
    try:
        with os.scandir(folder) as entries:
            inner = []
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if not entry.is_dir(follow_symlinks=False):
                    return True
                inner.append(entry.path)
    except OSError:
        return True
    return any(holds_files(each) for each in inner)


MANY = 10
"""More deletions at once than this need to be confirmed."""
_TENTH = 10
_MOST_PAIRS = 10_000
"""Missing times added notes, up to which they are compared line by line."""
_FEWEST_LINES = 5
"""A shorter note is never recognised under another name by its lines."""
_NUMBER = re.compile(r" \d+$")
_DIGIT = re.compile(r"\d")


class RemovedNote(NamedTuple):
    """A note whose removal is to be committed."""

    path: str
    """Relative to the vault, with `/`."""
    now: str = ""
    """The path that has its content now, perhaps in the vault's trash; empty: unknown."""
    is_emptied: bool = False
    """Whether the file still exists, but is empty."""
    text: str = ""
    """Its text in the last commit."""

    @property
    def is_moved(self) -> bool:
        """Say whether another note has its content now."""
        return bool(self.now) and not self.now.startswith(f"{TRASH}/")

    @property
    def sentence(self) -> Wording:
        """Say what became of it, for the user."""
        if self.is_moved:
            return Wording("moved: {path} -> {now}", path=self.path, now=self.now)
        if self.is_emptied:
            return Wording("emptied: {path}", path=self.path)
        if self.now:
            return Wording("deleted: {path} (it is in {now})", path=self.path, now=self.now)
        return Wording("deleted: {path}", path=self.path)


def classify_missing(
    git: Git, missing: Mapping[str, bool], emptied: Iterable[str], added: Sequence[str]
) -> tuple[list[RemovedNote], list[HeldBack]]:
    """Separate deleted and moved notes from those that are only elsewhere.

    Args:
        git: runs in the vault.
        missing: notes of the last commit that are not on the disk, each with whether its deletion
            is staged.
        emptied: notes whose file is empty.
        added: notes that are not in the last commit.
    """
    texts = read_texts_at_head(git, {*missing, *emptied})
    moved = MovedNotes(git.folder, added, len(missing))
    gone, held = [], []
    for path, is_staged in missing.items():
        text = texts.get(path, "")
        now = moved.find(path, text)
        absence = None if now or is_staged else find_absence(git.folder, path)
        if absence:
            held.append(absence)
        else:
            gone.append(RemovedNote(path, now, text=text))
    gone += (
        RemovedNote(path, is_emptied=True, text=texts[path])
        for path in emptied
        if texts.get(path, "").strip()
    )
    return gone, held


def find_mass_deletion(
    gone: Iterable[RemovedNote],
    allowed: Iterable[str],
    count: Callable[[], int],
    settings: Settings,
) -> list[HeldBack]:
    """Return the deletions to be confirmed: more than ten, or a tenth of all contacts.

    Moves and notes in the vault's trash do not count, and a single contact never needs an answer.

    Args:
        gone: all removed notes.
        allowed: paths that were confirmed already.
        count: counts the contacts of the vault.
        settings: decide which notes are contacts.
    """
    known = set(allowed)
    counted = [each for each in gone if not each.now and each.path not in known]
    if len(counted) <= 1:
        return []
    if len(counted) <= MANY:
        people = sum(read_block(each.text, each.path, settings).is_contact for each in counted)
        if people <= 1 or people * _TENTH < count() + people:
            return []
    return [HeldBack(each.path, "many", each.path) for each in counted]


class MovedNotes:
    """Notes and trashed files that may hold the content of a missing note; each is used once."""

    def __init__(self, root: str, added: Sequence[str], missing: int) -> None:
        """Read the notes that may be it.

        Args:
            root: the folder that the paths begin in.
            added: the notes that git does not know.
            missing: how many notes will be looked for.
        """
        self._root = root
        self._compares = missing * len(added) <= _MOST_PAIRS
        self._texts = {path: text for path in added if (text := self._read(path)) is not None}
        self._same: dict[str, list[str]] = {}
        for path, text in self._texts.items():
            self._same.setdefault(_plain(text), []).append(path)
        try:
            self._trash = os.listdir(os.path.join(root, TRASH))
        except OSError:
            self._trash = []

    def find(self, path: str, text: str) -> str:
        """Return the path that has the content of a missing note now; empty where none has."""
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
    """Say whether a text is a later version of another.

    It has half of its lines; under another name it needs three quarters, and half of the lines with
    a digit: dates and figures are personal, while other lines may come from a template.
    """
    lines = Counter(line for line in _plain(old).split("\n") if line.strip())
    common = lines & Counter(_plain(new).split("\n"))
    if is_named_alike:
        return common.total() * 2 >= lines.total()
    if lines.total() < _FEWEST_LINES or common.total() * 4 < lines.total() * 3:
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
