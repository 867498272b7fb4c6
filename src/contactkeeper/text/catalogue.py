"""Look texts up in a compiled catalogue of gettext.

The class of the standard library makes a table of all texts first, which takes five milliseconds
of a run that says a few of them.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from gettext import GNUTranslations, c2py
from struct import error, unpack_from
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Protocol

    class _Reader(Protocol):
        """As much of a file as is needed."""

        def read(self) -> bytes:
            """Return all of it."""


_LITTLE_ENDIAN = b"\xde\x12\x04\x95"


class Catalogue(GNUTranslations):
    """A catalogue that stays as it is in its file, where the texts stand in order."""

    def _parse(self, fp: _Reader) -> None:
        self._data = fp.read()
        self._order = "<" if self._data.startswith(_LITTLE_ENDIAN) else ">"
        _, _, self._count, self._texts, self._translations = unpack_from(
            f"{self._order}5I", self._data
        )
        head = self._find("")  # the translation of the empty text
        self.plural = c2py(head.partition("plural=")[2].partition(";")[0])

    def gettext(self, message: str) -> str:
        """Return the translation of a text, else the text."""
        return self._find(message) or message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the translation of a text about a number, else the text."""
        if forms := self._find(f"{msgid1}\0{msgid2}"):
            return forms.split("\0")[self.plural(n)]
        return msgid1 if n == 1 else msgid2

    def _find(self, text: str) -> str:
        """Return the translation of a text; nothing where there is none, or it is damaged."""
        wanted = text.encode()
        try:
            place = bisect_left(range(self._count), wanted, key=partial(self._read, self._texts))
            is_there = place < self._count and self._read(self._texts, place) == wanted
            return self._read(self._translations, place).decode() if is_there else ""
        except (error, UnicodeDecodeError):
            return ""

    def _read(self, table: int, place: int) -> bytes:
        length, start = unpack_from(f"{self._order}2I", self._data, table + 8 * place)
        found: bytes = unpack_from(f"{length}s", self._data, start)[0]
        return found
