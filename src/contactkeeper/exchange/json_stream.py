"""Read a large JSON file piece by piece: only one value of it is in memory."""

from __future__ import annotations

import codecs
import json
import re
from typing import IO, TYPE_CHECKING, Literal

from contactkeeper.exchange.source import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 20
"""Bytes that are read at a time."""
_LARGEST = 4 << 20
"""Characters of the largest value that is read as a whole."""
_DEEPEST = 50
"""Levels to which values that are skipped may be nested."""

_BLANKS = re.compile(r"[ \t\r\n]*")
_DECODER = json.JSONDecoder()


class JsonStream:
    """A JSON text that is read from its beginning to its end.

    The next value is taken with `value`, passed with `skip`, or entered with `members` or
    `elements`, whose loops take or skip exactly one value each time.

    All raise `Unreadable`: it is no JSON, or cut off; a value is too large, or too deep.
    """

    def __init__(self, file: IO[bytes], name: str, largest: int = 0) -> None:
        self._file = file
        self._largest = largest or _LARGEST
        self._name = name
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")()
        self._text = ""
        self._at = 0
        self._lines = 1
        self._counted = 0
        self._ended = False

    def line(self) -> int:
        """Return the line of the file, from 1, on which the reading stands."""
        self._lines += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._lines

    def is_at(self, mark: str) -> bool:
        """Say whether the next value begins with a mark: `{` or `[`."""
        return self._next() == mark

    def members(self) -> Iterator[str]:
        """Enter an object, and return its keys one by one; the caller takes the value of each."""
        self._take("{")
        mark = self._next()
        while mark != "}":
            key = self.value()
            if not isinstance(key, str):
                raise self._fault("json")
            self._take(":")
            yield key
            mark = self._next()
            if mark == ",":
                self._at += 1
            elif mark != "}":
                raise self._fault("json")
        self._at += 1

    def elements(self) -> Iterator[None]:
        """Enter an array; the caller takes each of its values."""
        self._take("[")
        mark = self._next()
        while mark != "]":
            yield
            mark = self._next()
            if mark == ",":
                self._at += 1
                self._next()
            elif mark != "]":
                raise self._fault("json")
        self._at += 1

    def value(self) -> object:
        """Take the next value as a whole."""
        self._next()
        while True:
            try:
                value, end = _DECODER.raw_decode(self._text, self._at)
            except RecursionError as error:
                raise self._fault("deep") from error
            except ValueError as error:  # no JSON, or no more than its beginning
                if self._ended:
                    raise self._fault("json") from error
            else:
                if end < len(self._text) or self._ended:
                    self._at = end
                    return value
            if len(self._text) - self._at > self._largest:
                raise self._fault("large-value")
            self._read_on()

    def skip(self, depth: int = 0) -> None:
        """Pass the next value, however large it is."""
        mark = self._next()
        if depth > _DEEPEST:
            raise self._fault("deep")
        if mark == "{":
            for _ in self.members():
                self.skip(depth + 1)
        elif mark == "[":
            for _ in self.elements():
                self.skip(depth + 1)
        else:
            self.value()

    def _take(self, mark: str) -> None:
        if self._next() != mark:
            raise self._fault("json")
        self._at += 1

    def _next(self) -> str:
        """Pass blanks; return the character after them, empty at the end of the file."""
        while True:
            if blanks := _BLANKS.match(self._text, self._at):
                self._at = blanks.end()
            if self._at < len(self._text):
                return self._text[self._at]
            if self._ended:
                return ""
            self._read_on()

    def _read_on(self) -> None:
        """Forget what has been read, and append what follows: twice as much if a value is long."""
        self.line()
        rest = self._text[self._at :]
        more = self._file.read(max(_CHUNK, len(rest)))
        try:
            self._text = rest + self._decoder.decode(more, final=not more)
        except UnicodeDecodeError as error:
            raise self._fault("utf-8") from error
        self._at = self._counted = 0
        self._ended = not more

    def _fault(self, case: Literal["json", "utf-8", "deep", "large-value"]) -> Unreadable:
        return Unreadable(self._name, self.line(), case)
