"""Find the HTML blocks and Obsidian's `%%` comments that begin in a line."""

from __future__ import annotations

import re
from typing import NamedTuple

_TAGS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header"
    "|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param"
    "|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
_RAW_TAGS = "script|pre|style|textarea"
_MARKED = tuple(
    (re.compile(opens, re.IGNORECASE), re.compile(ends, re.IGNORECASE))
    for opens, ends in (
        (rf"<(?:{_RAW_TAGS})(?=[\s>]|\Z)", rf"</(?:{_RAW_TAGS})>"),
        (r"<!--", r"-->"),
        (r"<\?", r"\?>"),
        (r"<![A-Z]", r">"),
        (r"<!\[CDATA\[", r"\]\]>"),
    )
)
"""The beginning of HTML that ends with a mark of its own, and that mark."""
_TO_BLANK_LINE = re.compile(rf"</?(?:{_TAGS})(?=\s|/?>|\Z)", re.IGNORECASE)
_ATTRIBUTE = r"\s++[a-zA-Z_:][a-zA-Z0-9_:.-]*+(?:\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\"))?"
_ONE_TAG = re.compile(
    rf"<(?:[a-z][a-z0-9-]*+(?:{_ATTRIBUTE})*+\s*+/?|/[a-z][a-z0-9-]*+\s*+)>\s*+\Z",
    re.IGNORECASE,
)
_COMMENT_IN_WORD = re.compile(r"[0-9]%%|[^\W_]%%[^\W_]")
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
    """Return whether a `%%` is open after a line of a paragraph; `is_open`: after the line above.

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
