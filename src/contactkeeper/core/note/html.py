"""Recognise HTML and Obsidian's `%%` comments in a line, as CommonMark defines HTML.

What is in them is no Markdown: `commonmark.py` hides it, `escapes.py` keeps text from opening it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex

_BLOCKS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head"
    "|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p"
    "|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
"""Tags that begin a block even right below a paragraph; a blank line ends it."""
_RAW = "script|pre|style|textarea"
"""Tags whose content is kept as it is, blank lines included."""
_ATTRIBUTE = (
    r"[ \t]++[a-zA-Z_:][a-zA-Z0-9_:.-]*+"
    r"(?:[ \t]*+=[ \t]*+(?:[^\s\"'=<>`]++|'[^'\n]*+'|\"[^\"\n]*+\"))?"
)
_WHOLE_TAG = (
    rf"<(?:[a-zA-Z][a-zA-Z0-9-]*+(?:{_ATTRIBUTE})*+[ \t]*+/?|/[a-zA-Z][a-zA-Z0-9-]*+[ \t]*+)>"
)
_MARKED = tuple(
    (lazy_regex(opens, re.IGNORECASE), lazy_regex(ends, re.IGNORECASE))
    for opens, ends in (
        (rf"<(?:{_RAW})(?=[\s>]|\Z)", rf"</(?:{_RAW})>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<![A-Z]", r">"),
        (r"<!\[CDATA\[", r"\]\]>"),
    )
)
"""The beginning of HTML that ends with a mark of its own, and that mark."""
_TO_BLANK_LINE = lazy_regex(rf"</?(?:{_BLOCKS})(?=\s|/?>|\Z)", re.IGNORECASE)
_TAG = lazy_regex(_WHOLE_TAG)
_ONE_TAG = lazy_regex(rf"{_WHOLE_TAG}\s*+\Z")
CLOSING_TAG = lazy_regex(rf"</(?:{_BLOCKS})(?=[\s/>]|\Z)", re.IGNORECASE)
_INLINE = lazy_regex(
    r"(?i:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike"
    r"|strong|sub|sup|u|var)\Z"
)
_VOID = lazy_regex(r"(?i:br|img|wbr)\Z")
_TAG_START = lazy_regex(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?![^\s/>])")
_COMMENT_IN_WORD = lazy_regex(r"[0-9]%%|[^\W_]%%[^\W_]")
"""`100%% sure`, `a%%20b`: they open no comment."""


class Opening(NamedTuple):
    """The beginning of a block of HTML."""

    closer: re.Pattern[str] | None
    """The pattern that ends it, in its last line; None where a blank line does."""
    is_comment: bool


def read_html(text: str, at: int, *, in_paragraph: bool) -> Opening | None:
    """Read the block of HTML that begins at an offset of a line, if one does.

    A line that holds one tag of any name begins none in the middle of a paragraph.
    """
    for opens, closer in _MARKED:
        if opens.match(text, at):
            return Opening(closer, text.startswith("<!--", at))
    if _TO_BLANK_LINE.match(text, at) or (not in_paragraph and _ONE_TAG.match(text, at)):
        return Opening(None, is_comment=False)
    return None


def leaves_comment_open(text: str, *, is_open: bool) -> bool:
    """Return whether a `%%` comment is open after a line; `is_open`: whether it is before the line.

    One in code, after a backslash, or alone in a word opens none.
    """
    at = ticks = 0
    while (mark := text.find("%%", at)) >= 0:
        ticks += text.count("`", at, mark)
        at = mark + 2
        if is_open:
            is_open = False
        elif ticks % 2 == 0 and text[mark - 1 : mark] != "\\":
            in_word = _COMMENT_IN_WORD.match(text, max(mark - 1, 0))
            is_open = not in_word or text.find("%%", at) >= 0
    return is_open


def opens_html(line: str, at: int) -> bool:
    """Return whether the `<` at an offset of a line opens raw HTML that does not end in the line.

    Not so an inline tag whose partner stands in the line, `<br>`, and an address in `<…>`.
    """
    if line[at + 1 : at + 2] in {"!", "?"}:
        return True
    start = _TAG_START.match(line, at)
    if not start:
        return False
    name = start[2]
    if not _TAG.match(line, at):
        return True
    if not _INLINE.match(name):
        return not _VOID.match(name)
    if start[1]:
        return not re.search(rf"<{name}[\s>]", line[:at], re.IGNORECASE)
    return not re.search(rf"</{name}[ \t]*>", line[at:], re.IGNORECASE)
