"""The form in which a message is edited: its blocks, each under a line that is not sent.

Such a line is a comment of Obsidian's: `%% [news: Staff engineer] %%`. It may quote what the log
says. Nothing of a comment gets into the message, even where an editor has broken or joined lines,
or where one of its ends was lost: then too much is left out, and never too little.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.drafts.filling import one_line, tidy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_MARK = "%%"
_PARAGRAPHS = re.compile(r"(\n(?:[ \t]*\n)+)")
# What opens a comment of ours, what closes one, and the mark alone, which does either.
_MARKS = re.compile(r"(?P<open>%%[ \t\n]*\[)|(?P<close>\][ \t\n]*%%)|%%")


class Part(NamedTuple):
    """One block of a form: the words of its line, and the text to send."""

    words: str
    text: str


class Written(NamedTuple):
    """The result of a form."""

    message: str
    """Without comments; may be empty."""
    stayed: tuple[int, ...]
    """The places of the blocks that stayed, in order."""


class _Piece(NamedTuple):
    """A stretch of a form: a comment, or a text to send."""

    text: str
    is_comment: bool


def comment(words: str) -> str:
    """Return the line of a block, which nothing in its words can end."""
    flat = one_line(words)
    while _MARK in flat:
        flat = flat.replace(_MARK, "%")
    return f"{_MARK} [{flat}] {_MARK}"


def write_form(parts: Iterable[Part]) -> str:
    """Return the text to edit: the blocks, each under its line, with blank lines between them."""
    return "\n\n".join(f"{comment(part.words)}\n{part.text}" for part in parts)


def join(texts: Iterable[str]) -> str:
    """Return the message that blocks make."""
    return tidy("\n\n".join(texts))


def strip_comments(text: str) -> str:
    """Return a text without its comments, tidy."""
    text = tidy(text)
    while _MARK in text:
        text = tidy("".join(piece.text for piece in _pieces(text) if not piece.is_comment))
    return text


def read_form(written: str, parts: Sequence[Part]) -> Written:
    """Read an edited form: the message, and which blocks stayed.

    A block stayed where its line still stands above words that are no other block's, or where all
    lines of its text stand in the message.
    """
    message = strip_comments(written)
    lines = _lines(message)
    below = _sections(written)
    texts = [_lines(part.text) for part in parts]
    stayed = []
    for place, part in enumerate(parts):
        own = texts[place]
        others = set().union(*texts[:place], *texts[place + 1 :])
        sections = below.get(_folded(comment(part.words)))
        section = sections.pop(0) if sections else set()
        if section - others or (own and own <= lines):
            stayed.append(place)
    return Written(message, tuple(stayed))


def _sections(written: str) -> dict[str, list[set[str]]]:
    """Return by each comment the lines to send that stand between it and the next."""
    found: dict[str, list[set[str]]] = {}
    section = ""
    texts: list[str] = []

    def end() -> None:
        if section:
            found.setdefault(section, []).append(_lines("".join(texts)))
        texts.clear()

    for piece in _pieces(tidy(written)):
        if piece.is_comment:
            end()
            section = _folded(piece.text)
        else:
            texts.append(piece.text)
    end()
    return found


def _pieces(text: str) -> Iterator[_Piece]:
    """Split a text into comments and what is sent; no comment goes on in the next paragraph."""
    for number, part in enumerate(_PARAGRAPHS.split(text)):
        if number % 2:
            yield _Piece(part, is_comment=False)
        else:
            yield from _pieces_of_paragraph(part)


def _pieces_of_paragraph(text: str) -> Iterator[_Piece]:
    start, is_open = 0, False
    for mark in _MARKS.finditer(text):
        if mark["open"]:
            # One that is open already has lost its end.
            yield _Piece(text[start : mark.start()], is_comment=is_open)
            start, is_open = mark.start(), True
        elif mark["close"] or is_open:
            # What one that was not open closes has lost its beginning.
            yield _Piece(text[start : mark.end()], is_comment=True)
            start, is_open = mark.end(), False
        else:
            yield _Piece(text[start : mark.start()], is_comment=False)
            start, is_open = mark.start(), True
    yield _Piece(text[start:], is_comment=is_open)


def _lines(text: str) -> set[str]:
    """Return the lines of a text that have words, as they are compared."""
    return {folded for line in text.split("\n") if (folded := _folded(line))}


def _folded(line: str) -> str:
    return " ".join(line.split())
