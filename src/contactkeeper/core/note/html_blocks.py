"""Raw HTML blocks at the margin, as CommonMark defines them; their content is no Markdown.

A block of most tags ends at the next blank line; `<pre>` and its like end at a closing tag.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.markdown import read_outline

RAW = "script|pre|style|textarea"
"""Tags whose content is kept as it is, blank lines included."""
BLOCKS = (
    "address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details"
    "|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head"
    "|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p"
    "|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul"
)
"""Tags that begin a block even right below a paragraph."""
_ATTRIBUTES = (
    r"(?:[ \t]+[a-zA-Z_:][\w.:-]*(?:[ \t]*=[ \t]*(?:[^\s\"'=<>`]+|'[^'\n]*'|\"[^\"\n]*\"))?)*"
)
TAG = rf"<(?:[a-zA-Z][a-zA-Z0-9-]*{_ATTRIBUTES}[ \t]*/?|/[a-zA-Z][a-zA-Z0-9-]*[ \t]*)>"
"""A whole tag, opening or closing."""
CLOSING_TAG = lazy_regex(rf"</(?:{BLOCKS})(?=[\s/>]|\Z)", re.IGNORECASE)
_INLINE = lazy_regex(
    r"(?i:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike"
    r"|strong|sub|sup|u|var)\Z"
)
_VOID = lazy_regex(r"(?i:br|img|wbr)\Z")
_TAG_START = lazy_regex(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?![^\s/>])")
_TAG = lazy_regex(TAG)


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


class OpenHtml(NamedTuple):
    """A raw HTML block that is open at some place."""

    start: int
    """Of its first line."""
    ends_at_blank_line: bool


def find_open_html(flat: str, start: int, at: int) -> OpenHtml | None:
    """Find the raw HTML block in which the line that starts at `at` would stand.

    Args:
        flat: the text, with LF endings.
        start: where the text below the properties begins.
        at: the start of a line.
    """
    if "<" not in flat[start:at]:
        return None
    above = flat[:at] if flat[:at].endswith("\n") else f"{flat[:at]}\n"
    hidden = read_outline(f"{above}x\n", start).hidden
    if not hidden or hidden[-1].kind != "html" or hidden[-1].end <= len(above):
        return None
    return OpenHtml(hidden[-1].start, hidden[-1].closed)
