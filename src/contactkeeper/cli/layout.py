"""Lay out text for the terminal: make it safe, count its cells, cut and align it, colour it.

Text from notes, file names, arguments and other programs is shown, never obeyed. Colours and
links are values; `with_escapes` alone writes escape sequences, so text from a note brings none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from contactkeeper.core.control_characters import LONE_JOINER, OBEYED, UNSEEN
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

_SGR: dict[Colour, str] = {"bold": "1", "dim": "2", "yellow": "33", "green": "32", "cyan": "36"}
_UNSAFE = lazy_regex(f"[{OBEYED}]")
_INVISIBLE = lazy_regex(f"[{UNSEEN}]|{LONE_JOINER}")
# What joins emoji, gives them a skin or a style: terminals disagree about how wide that makes them,
# and a row that is a cell too wide breaks the page. Each emoji is shown for itself.
_MODIFIERS = lazy_regex("[\u200d\ufe0f\U0001f3fb-\U0001f3ff]")
_SIMPLE = re.compile(
    "[ -~\u00a0-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e"
    "\u2190-\u2193\u2581-\u2588]*"
)
"""Latin and Cyrillic letters, dashes, arrows, bars: one cell each; nothing need be looked up."""
BARS = "·▁▂▃▄▅▆▇█"
"""The sign for nothing, and the heights of a bar."""
_NARROWEST_COLUMN = 8
"""Cells below which a column of a table is left out."""


def safe(text: str) -> str:
    """Make text safe to show: control, escape and bidi characters become a blank.

    Characters without a width are left out. Line breaks stay.
    """
    if text.isprintable() and (text.isascii() or _SIMPLE.fullmatch(text)):
        return text
    return _INVISIBLE.sub("", _UNSAFE.sub(" ", text))


def safe_line(text: str) -> str:
    """Make text safe and a single line; blanks in it stay as they are."""
    return safe(text).replace("\n", " ")


def clean(text: str) -> str:
    """Make text safe, and leave out what would make a line wider or narrower than it is counted."""
    text = safe(text)
    return text if text.isascii() else _MODIFIERS.sub("", text)


def one_line(text: str) -> str:
    """Make text safe and a single line."""
    return " ".join(clean(text).split())


def width_of(text: str) -> int:
    """Count the terminal cells a text takes (East Asian letters and emoji take two)."""
    if _SIMPLE.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def cut(text: str, width: int) -> str:
    """Shorten a text to at most that many cells, with an ellipsis where something is left out."""
    if width_of(text) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    if _SIMPLE.fullmatch(text):
        kept = text[: width - 1]
    else:
        from rich.cells import set_cell_size

        kept = set_cell_size(text, width - 1)
    return kept.rstrip("\u200d ") + "…"  # a joiner would swallow the ellipsis


def fit(text: str, width: int) -> str:
    """Cut or pad a text to exactly that many cells."""
    room = width - width_of(text)
    if room < 0:
        text = cut(text, width)
        room = width - width_of(text)
    return text + " " * room


def wrap(text: str, width: int, *, indent: int) -> list[str]:
    """Break a text at its blanks into lines of at most that many cells, all but the first indented.

    A word that no line holds is broken, too.
    """
    return [
        part
        for line in break_up(text, width, indent=indent)
        for part in _break_anywhere(line, width, indent)
    ]


def _break_anywhere(line: str, width: int, indent: int) -> Iterator[str]:
    """Break a line into parts of at most that many cells; where a cell is too narrow, cut it."""
    margin = " " * indent
    while width_of(line) > width:
        part = cut(f"{line}  ", width + 1)[:-1]
        if not part.strip():
            break
        yield part
        line = margin + line[len(part) :].lstrip()
    yield cut(line, width)


def break_up(text: str, width: int, *, indent: int) -> list[str]:
    """Break a text as `wrap` does; a word that no line holds, such as a path, stays whole."""
    if width_of(text) <= width:
        return [text]  # most lines
    lines = [""]
    for word in text.split(" "):
        line = f"{lines[-1]} {word}" if lines[-1].strip() or not word else lines[-1] + word
        if width_of(line) > width and lines[-1].strip():
            line = " " * indent + word
            lines.append("")
        lines[-1] = line
    return lines


def flow(pieces: Iterable[str], width: int) -> list[str]:
    """Put pieces side by side, as many as a line of that many cells holds; each stays whole."""
    lines = [""]
    for piece in pieces:
        beside = f"{lines[-1]} {piece}".strip()
        if lines[-1] and width_of(beside) > width:
            lines.append(piece)
        else:
            lines[-1] = beside
    return lines


def align(rows: Sequence[Sequence[str]], width: int, *, flexible: Sequence[int]) -> list[str]:
    """Align rows in columns, two blanks between.

    Where they are too wide, the `flexible` columns give way in their order: each is narrowed, and
    left out where that is not enough.
    """
    if not rows:
        return []
    clean_rows = [[one_line(cell) for cell in row] for row in rows]
    widths = [max(width_of(cell) for cell in column) for column in zip(*clean_rows, strict=True)]
    gaps = 2 * (sum(map(bool, widths)) - 1)
    for column in flexible:
        excess = sum(widths) + gaps - width
        if excess > 0 and widths[column]:
            is_worth_it = widths[column] - excess >= _NARROWEST_COLUMN
            gaps -= 0 if is_worth_it else 2
            widths[column] = widths[column] - excess if is_worth_it else 0
    return [
        cut(
            "  ".join(fit(cell, w) for cell, w in zip(row, widths, strict=True) if w).rstrip(),
            width,
        )
        for row in clean_rows
    ]


def draw_bars(counts: Sequence[int], most: int) -> str:
    """Draw each count as a bar, from zero up to `most`; a bar stands for no count but 0."""
    top = len(BARS) - 1
    return "".join(BARS[min(-(-count * top // max(most, 1)), top)] for count in counts)


Colour = Literal["bold", "dim", "yellow", "green", "cyan"]


class Piece(NamedTuple):
    """A part of a line that has one style."""

    text: str
    colours: tuple[Colour, ...] = ()
    target: str = ""
    """The address that the text leads to."""


class Styled:
    """A line made of pieces; joined by `+`, also with plain strings."""

    __slots__ = ("pieces",)

    def __init__(self, *pieces: Piece) -> None:
        """Keep the pieces."""
        self.pieces = pieces

    def __str__(self) -> str:
        """Return the text alone."""
        return "".join(piece.text for piece in self.pieces)

    def __add__(self, other: Text) -> Styled:
        return Styled(*self.pieces, *_pieces(other))

    def __radd__(self, other: str) -> Styled:
        return Styled(*_pieces(other), *self.pieces)

    def rstrip(self) -> Styled:
        """Take the blanks off the end, as `str.rstrip` does."""
        pieces = list(self.pieces)
        while pieces and not pieces[-1].text.rstrip():
            pieces.pop()
        if pieces:
            pieces[-1] = pieces[-1]._replace(text=pieces[-1].text.rstrip())
        return Styled(*pieces)


Text: TypeAlias = "str | Styled"
"""A line as the terminal takes it."""


def paint(text: str, *colours: Colour) -> Text:
    """Colour a text, where the terminal shows colours."""
    return Styled(Piece(text, colours)) if text else text


def linked(text: str, target: str) -> Text:
    """Make a text lead to an address, where the terminal shows links."""
    return Styled(Piece(text, (), target)) if target else text


def joined(parts: Iterable[Text], between: str = "") -> Styled:
    """Join texts, as `str.join` does."""
    pieces: list[Piece] = []
    for part in parts:
        if pieces and between:
            pieces.append(Piece(between))
        pieces += _pieces(part)
    return Styled(*pieces)


def _pieces(text: Text) -> tuple[Piece, ...]:
    return text.pieces if isinstance(text, Styled) else (Piece(text),)


def with_escapes(line: Text, *, styled: bool) -> str:
    """Return what a terminal is given for a line: safe text, and our own escapes around it."""
    if isinstance(line, str):
        return safe_line(line)
    shown = ""
    for piece in line.pieces:
        text = safe_line(piece.text)
        if styled and piece.colours:
            text = f"\x1b[{';'.join(_SGR[colour] for colour in piece.colours)}m{text}\x1b[0m"
        if styled and piece.target and piece.target.isascii() and piece.target.isprintable():
            text = f"\x1b]8;;{piece.target}\x1b\\{text}\x1b]8;;\x1b\\"
        shown += text
    return shown


def can_show(stream: TextIO | None, text: str) -> bool:
    """Say whether the encoding of a stream has all characters of a text."""
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (LookupError, UnicodeError):
        return False
    return True
