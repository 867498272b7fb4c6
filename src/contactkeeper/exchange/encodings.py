"""Tell in which encoding a file is, and mend letters that were read in a wrong one."""

from __future__ import annotations

import codecs
import re
from io import TextIOWrapper
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from contactkeeper.core.interchange import Question
from contactkeeper.core.model import Problem
from contactkeeper.exchange.source import MEGABYTE, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from contactkeeper.core.interchange import Person
    from contactkeeper.exchange.source import Member

Certainty: TypeAlias = Literal["sure", "damaged", "guess"]
"""`damaged`: UTF-8 or UTF-16, of which some letters are none. `guess`: one byte a letter."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ASCII = bytes(range(128))
_TWO_LETTERS = re.compile(rb"[\xa8\xb8\xc0-\xff]{2}")
"""Neighbours in Windows-1251: words in Cyrillic have few other bytes; accents stand alone."""
_FEW = 10
"""Of so many letters outside of ASCII at most one is wrong, where the others are UTF-8."""


_NAMES = {
    "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16",
    "cp1251": "Windows-1251", "cp1252": "Windows-1252",
}  # fmt: skip
"""Their usual names."""


class Encoding(NamedTuple):
    """The encoding of a file."""

    name: str
    """As Python names it."""
    certainty: Certainty = "sure"

    def remarks(self, file: str) -> tuple[Problem, ...]:
        """Return what the user should know of the letters of a file."""
        if self.certainty == "sure":
            return ()
        case = "damaged-letters" if self.certainty == "damaged" else "guessed-letters"
        return (Problem.of(file, 1, "unread-file", "remark", case, encoding=_NAMES[self.name]),)

    def open(self, member: Member) -> TextIOWrapper:
        """Open a member as text, with its line ends as they are; wrong letters become U+FFFD."""
        return TextIOWrapper(member.open(), encoding=self.name, errors="replace", newline="")


def encoding_of(member: Member) -> Encoding:
    """Tell the encoding of a text: by its mark, else UTF-8 if all of it is, else by its letters.

    Raises:
        Unreadable: it can't be read.
    """
    with member.open() as file:
        data = file.read(MEGABYTE)
        name = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
        decoder = codecs.getincrementaldecoder(name)()
        try:
            while data:
                decoder.decode(data)
                data = file.read(MEGABYTE)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return Encoding(name, "damaged") if name != "utf-8" else _guess(member)
    return Encoding(name)


def _guess(member: Member) -> Encoding:
    """Guess what a text is that is not quite UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    wrong = outside = pairs = 0
    with member.open() as file:
        while data := file.read(MEGABYTE):
            wrong += decoder.decode(data).count("\ufffd")
            outside += len(data.translate(None, _ASCII))
            pairs += len(_TWO_LETTERS.findall(data))
    if wrong * _FEW < outside:
        return Encoding("utf-8", "damaged")
    return Encoding(_one_byte(pairs, outside), "guess")


def decoded(data: bytes) -> str:
    """Return a short text, of whose encoding nothing is said."""
    try:
        return data.decode()
    except UnicodeDecodeError:
        name = _one_byte(len(_TWO_LETTERS.findall(data)), len(data.translate(None, _ASCII)))
        return data.decode(name, "replace")


def _one_byte(pairs: int, outside: int) -> str:
    """Tell an encoding of one byte a letter by the pairs among the letters outside of ASCII."""
    return "cp1251" if pairs * 4 > outside else "cp1252"


def _bytes_of(encoding: str) -> dict[str, int]:
    """Return the byte of each letter outside of ASCII; undefined bytes stand for themselves."""
    return {bytes([n]).decode(encoding, "ignore") or chr(n): n for n in range(128, 256)}


_ONE_BYTE = (
    ({chr(n): n for n in range(128, 160)} | _bytes_of("cp1252"), re.compile(r"[^\x00-\x7f]")),
    (_bytes_of("cp1251"), re.compile(r"[Ѐ-ӿ].*[Ѐ-ӿ]", re.DOTALL)),
)
"""Encodings as which UTF-8 is read by mistake, and what must come of it: `Её` may be meant."""


def mended(text: str) -> str:
    """Return a text whose UTF-8 was read as one byte a letter: `é` for `Ã©`; empty for others."""
    if text.isascii():
        return ""
    for table, likely in _ONE_BYTE:
        try:
            found = bytes(ord(c) if c < "\x80" else table[c] for c in text).decode()
        except (KeyError, UnicodeDecodeError):
            continue
        if likely.search(found):
            return found
    return ""


def said_of(people: Iterable[Person]) -> Iterator[str]:
    """Yield what is written about people in letters of any language."""
    for each in people:
        yield from (each.name, each.company, each.role)


def refuse_wrong(texts: Iterable[str], file: str) -> None:
    """Ask whether letters are to be mended where the names of a file have been read in a wrong way.

    Raises:
        Unanswered: one of them has.
    """
    for text in texts:
        if meant := mended(text):
            raise Unanswered(Question("letters", file, (meant, text)))
