"""Text with colours and links as values: escape sequences are written by the terminal alone.

So text from a note can't bring any: whatever a plain string holds is shown, never obeyed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable

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
