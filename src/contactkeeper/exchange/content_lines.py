"""Read the lines of vCards and calendars: `item1.TEL;TYPE=CELL:+1 000`.

Lines are unfolded as bytes and decoded afterwards, since programs fold within a letter. A file is
read line by line; pictures and what is longer than any text of a card are passed over.
"""

from __future__ import annotations

import binascii
import codecs
import io
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from contactkeeper.exchange.source import Member

LONGEST = 1 << 20
"""Bytes of the longest line that is read, unfolded."""

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SHAPE = re.compile(
    rb"(?:\xef\xbb\xbf|\s)*+(?:(?P<group>[\w-]+)\.)?(?P<name>[\w-]+)"
    rb'(?P<parameters>(?:;(?:[^";:]|"[^"]*")*+)*+|;[^:]*+):(?P<value>.*)',
    re.DOTALL,
)
_BINARY = re.compile(rb"(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:]", re.IGNORECASE)
_BASE_64 = re.compile(rb";(?:ENCODING=)?(?:BASE64|B)(?=;|$)", re.IGNORECASE)
_QUOTED = re.compile(rb"[;=]QUOTED-PRINTABLE", re.IGNORECASE)
_CARD = re.compile(rb"(?:\xef\xbb\xbf|\s)*+(?:BEGIN|END):VCARD\s*", re.IGNORECASE)
_PARTS = re.compile(r'(?:[^;"]|"[^"]*"?)++')
_VALUES = re.compile(r'(?:[^,"]|"[^"]*"?)++')
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_CHARSET = re.compile(
    r"(?:utf|iso|windows|cp|koi8|us-ascii|latin|shift|sjis|gb|big5|euc|mac)[\w-]*", re.IGNORECASE
)
"""Names of character sets; Python knows further codecs, which are none."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_TOKEN = re.compile(r"\\.|[^\\,;]+|.", re.DOTALL)
_UNWANTED = 1000
"""The rank of a line that names none; those that do have one from 1 to 100."""


class ContentLine(NamedTuple):
    """One line: `item1.EMAIL;TYPE=INTERNET:maria@example.org`."""

    number: int
    """Of its first line in the file, from 1."""
    name: str = ""
    """In capitals; empty where the line has no such form, or is too long."""
    value: str = ""
    """Decoded, with its escapes."""
    group: str = ""
    """`item1`, in lower case."""
    parameters: tuple[tuple[str, str], ...] = ()
    """Pairs of name, in capitals, and value; a bare word is a value of `TYPE`."""
    is_guessed: bool = False
    """Whether its letters are neither UTF-8 nor of the character set that it names."""

    def parameter(self, name: str) -> str:
        """Return the first value of a parameter, empty where there is none."""
        return next((value for key, value in self.parameters if key == name), "")

    @property
    def types(self) -> frozenset[str]:
        """Return the values of `TYPE`, in lower case."""
        return frozenset(value.lower() for key, value in self.parameters if key == "TYPE")

    @property
    def rank(self) -> int:
        """Return the rank among lines of one name, least first."""
        if not self.parameters:
            return _UNWANTED
        if re.fullmatch(r"[0-9]{1,3}", preference := self.parameter("PREF")):
            return int(preference)
        return 1 if "pref" in self.types else _UNWANTED

    @property
    def text(self) -> str:
        """Return the value without its escapes."""
        return _unescape(self.value).strip()

    def parts(self, mark: str) -> list[str]:
        """Return the parts of the value between marks, `;` or `,`, that are not escaped."""
        parts: list[list[str]] = [[]]
        for token in _TOKEN.findall(self.value):
            if token == mark:
                parts.append([])
            else:
                parts[-1].append(token)
        return [_unescape("".join(part)).strip() for part in parts]


def begins_with(member: Member, component: str) -> bool:
    """Say whether a file begins with a card or a calendar: `VCARD`, `VCALENDAR`."""
    head = member.head()
    text = head.decode("utf-16" if head[:2] in _UTF_16 else "utf-8-sig", "replace")
    return re.match(rf"\s*BEGIN:{component}\b", text, re.IGNORECASE) is not None


def read_content_lines(member: Member) -> Iterator[ContentLine]:
    """Yield the lines of a file; those that are empty, and pictures, are left out."""
    for number, line in _unfold(member):
        if len(line) > LONGEST:
            yield ContentLine(number)
        elif found := _SHAPE.fullmatch(line):
            yield _read_line(number, found)
        else:
            yield ContentLine(number)


def _read_line(number: int, found: re.Match[bytes]) -> ContentLine:
    parameters = tuple(_parameters(found["parameters"].decode("utf-8", "replace")))
    encodings = {value.upper() for key, value in parameters if key == "ENCODING"}
    value = found["value"]
    if "QUOTED-PRINTABLE" in encodings:
        value = binascii.a2b_qp(value)
    elif encodings & {"BASE64", "B"}:
        try:
            value = binascii.a2b_base64(value)
        except binascii.Error:
            return ContentLine(number)
    charset = next((value for key, value in parameters if key == "CHARSET"), "")
    text, is_guessed = _decode(value, charset)
    name, group = found["name"].decode("ascii"), (found["group"] or b"").decode("ascii")
    return ContentLine(number, name.upper(), text, group.lower(), parameters, is_guessed)


def _parameters(text: str) -> Iterator[tuple[str, str]]:
    for part in _PARTS.findall(text):
        name, is_named, values = part.partition("=")
        if not is_named:
            name, values = "ENCODING" if name.upper() in _ENCODINGS else "TYPE", name
        for value in _VALUES.findall(values):
            yield name.strip().upper(), value.strip().replace('"', "")


def _decode(value: bytes, charset: str) -> tuple[str, bool]:
    """Return the text, and whether its letters are a guess."""
    for encoding in (charset, "utf-8"):
        if _CHARSET.fullmatch(encoding):
            try:
                return value.decode(encoding), False
            except (LookupError, UnicodeError):
                pass
    return value.decode("cp1251", "replace"), True


def _unescape(text: str) -> str:
    r"""Undo `\n`, `\,`, `\;`, `\:` and `\\`; line breaks become LF."""
    text = _ESCAPED.sub(_plain, text) if "\\" in text else text
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _plain(found: re.Match[str]) -> str:
    letter = found[1]
    if letter in "nN":
        return "\n"
    return letter if letter in "\\,;:" else found[0]


def _unfold(member: Member) -> Iterator[tuple[int, bytes]]:
    """Yield the lines as they were before programs broke them, with the number of the first part.

    A line that is too long is yielded cut, and longer than `LONGEST`.
    """
    begun = 0
    whole = bytearray()
    is_quoted = is_encoded = is_binary = False
    for number, line in enumerate(_lines(member), 1):
        if whole and is_quoted and whole.endswith(b"=") and not _CARD.fullmatch(line):
            del whole[-1:]
            more = line
        elif whole and line[:1] in (b" ", b"\t"):
            more = line[1:]
        elif whole and is_encoded and line.strip() and b":" not in line:
            more = line
        else:
            if whole and not is_binary:
                yield begun, bytes(whole)
            begun, whole = number, bytearray(line if line.strip() else b"")
            head = line.partition(b":")[0]
            is_quoted = _QUOTED.search(head) is not None
            is_encoded = _BASE_64.search(head) is not None
            is_binary = _BINARY.match(line) is not None
            continue
        if not is_binary and len(whole) <= LONGEST:
            whole += more
    if whole and not is_binary:
        yield begun, bytes(whole)


def _lines(member: Member) -> Iterator[bytes]:
    """Yield the lines without their ends; of one that is too long the beginning."""
    is_wide = member.head()[:2] in _UTF_16
    # Latin-1 has a letter for each byte, so that Python finds the line ends of all kinds.
    encoding, back = ("utf-16", "utf-8") if is_wide else ("latin-1", "latin-1")
    with member.open() as file, io.TextIOWrapper(file, encoding, "replace") as text:
        is_rest = False
        while piece := text.readline(LONGEST + 1):
            if not is_rest:
                yield piece.removesuffix("\n").encode(back)
            is_rest = not piece.endswith("\n")
