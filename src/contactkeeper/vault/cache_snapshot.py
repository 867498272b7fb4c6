"""What is kept of the notes of a vault: as it was read from the cache, and as it is to be written.

Nothing here opens a file, and nothing depends on the day.
"""

from __future__ import annotations

import zlib
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.model import OUTLOOK
from contactkeeper.vault.records import NO_RECORDS, Records
from contactkeeper.vault.scan import MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

OTHER, CONTACT, FAULTY, UNSURE = range(4)
"""Kinds of notes: nothing of ours; a contact; one with problems; to be read each time."""


_IS_CONTACT = bytes([0, 1, 1, 0]).ljust(256, b"\0")
"""For `translate`: 1 for the kinds CONTACT and FAULTY."""
_CHUNK = 64 * MARK
"""Numbers that are compared at once: most are what they were."""


def are_contacts(kinds: bytes) -> bytes:
    """Return 1 for each contact among some kinds, 0 for each other note."""
    return kinds.translate(_IS_CONTACT)


class CacheSnapshot(NamedTuple):
    """All notes of a vault as they were read."""

    paths: tuple[str, ...] = ()
    """In the order of a scan."""
    marks: array[int] = array("q")  # never changed
    """`scan.MARK` numbers for each note; -1 where it is not to be believed."""
    kinds: bytes = b""
    """One for each note."""
    outlooks: array[int] = array("i")  # never changed
    """`OUTLOOK` numbers for each contact, in the order of the paths."""
    keys: str = ""
    """By what each contact is found, a line each."""
    records: Records = NO_RECORDS
    """One for each contact."""

    def runs(
        self, paths: tuple[str, ...], marks: array[int]
    ) -> Iterator[tuple[int, int, int | None]]:
        """Compare the notes that there are with those that were kept.

        Gives the first and the last place (not included) of a run of notes that are what they
        were, with the place of the first of them here; or one note that has to be read, and None.
        """
        if self.paths == paths:
            start = 0
            for place in self._changed(marks):
                if place > start:
                    yield start, place, start
                yield place, place + 1, None
                start = place + 1
            if start < len(paths):
                yield start, len(paths), start
            return
        places = {path: place for place, path in enumerate(self.paths)}
        for place, path in enumerate(paths):
            before = places.get(path)
            is_same = before is not None and _at(self.marks, before) == _at(marks, place)
            yield place, place + 1, before if is_same else None

    def _changed(self, marks: array[int]) -> Iterator[int]:
        """Give the places of notes whose marks are others now."""
        for start in range(0, len(marks), _CHUNK):
            if marks[start : start + _CHUNK] != self.marks[start : start + _CHUNK]:
                for at in range(start, min(start + _CHUNK, len(marks)), MARK):
                    if marks[at : at + MARK] != self.marks[at : at + MARK]:
                        yield at // MARK


def _at(marks: array[int], place: int) -> array[int]:
    return marks[MARK * place : MARK * (place + 1)]


class Draft:
    """What is to be kept of the notes that there are, in their order."""

    def __init__(self, paths: tuple[str, ...], marks: array[int], kept: CacheSnapshot) -> None:
        """Begin with no note; `kept` is what there was before."""
        self.paths = paths
        self.marks = marks[:]
        self.kinds = bytearray()
        self.outlooks = array("i")
        self.contacts: list[tuple[bytes, str] | tuple[int, int]] = []
        """Record and key of one, or the first and last place (not included) of some kept ones."""
        self.kept = kept
        self.read: list[int] = []
        """The places of those that were read now."""
        self._numbers = [0, *accumulate(are_contacts(kept.kinds))]

    def keep(self, start: int, stop: int) -> tuple[bytes, int, int]:
        """Take over a run of what was kept.

        Returns:
            The kinds of the notes, and the first and last place (not included) of their records.
        """
        kinds = self.kept.kinds[start:stop]
        first, last = self._numbers[start], self._numbers[stop]
        self.kinds += kinds
        self.contacts.append((first, last))
        self.outlooks += self.kept.outlooks[OUTLOOK * first : OUTLOOK * last]
        return kinds, first, last

    def add(self, kind: int) -> None:
        """Add a note that was read, and is no contact."""
        self.read.append(len(self.kinds))
        self.kinds.append(kind)

    def add_contact(self, kind: int, record: bytes, key: str, outlook: Iterable[int]) -> None:
        """Add a contact that was read."""
        self.add(kind)
        self.contacts.append((record, key))
        self.outlooks.extend(outlook)

    def records(self) -> tuple[bytes, array[int], array[int]] | None:
        """Return those of all contacts, where each ends and a checksum of each.

        What was kept is taken over with its checksum and not looked at: whoever asks for it will.
        None where it can't be read.
        """
        parts: list[bytes] = []
        ends, sums = array("q"), array("q")
        total = 0
        for one, other in self.contacts:
            if isinstance(one, bytes):
                parts.append(one)
                total += len(one)
                ends.append(total)
                sums.append(zlib.crc32(one))
            elif isinstance(other, int):
                kept = self.kept.records
                block = kept.block(one, other)
                if block is None:
                    return None
                parts.append(block)
                shift = total - (kept.ends[one - 1] if one else 0)
                ends.extend(end + shift for end in kept.ends[one:other])
                sums.extend(kept.sums[one:other])
                total += len(block)
        return b"".join(parts), ends, sums

    def keys(self) -> list[str]:
        """Return by what each contact is found, as `name_index.keys_of` has it."""
        before = self.kept.keys.split("\n")
        found: list[str] = []
        for one, other in self.contacts:
            if isinstance(other, str):
                found.append(other)
            elif isinstance(one, int):
                found += before[one:other]
        return found
