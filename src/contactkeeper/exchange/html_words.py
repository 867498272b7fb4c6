"""Read the words of a message that may be HTML, as some of LinkedIn's are."""

from __future__ import annotations

import re
from html import unescape

_LINES = "p|br|div|ul|ol|li|tr|table|blockquote|h[1-6]"
_NAMES = f"(?P<line>{_LINES})|span|a|b|strong|i|em|u|s|img|tbody|td|font|html|body"
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s+[^\s<>=]+=[^<>]*|\s*/?)>", re.IGNORECASE)
"""A tag of a known name: `<name>` in a plain text is text."""
_CUT_TAG = re.compile(r"</?[a-z]*(?:\s[^<>]*)?\Z", re.IGNORECASE)
_CUT_ENTITY = re.compile(r"&#?\w{0,8}\Z")
_BLANKS = re.compile(r"[^\S\n]+")
_LINE_END = re.compile(r" ?\n\s*")
_DEEPEST = 3
"""Entities in each other, such as `&amp;lt;`, that are read."""


def words_of_html(text: str) -> str:
    """Return a message as text in lines; one without tags keeps all its signs."""
    if not _TAG.search(text):
        return "\n".join(text.split("\r\n")).strip()
    text = _CUT_ENTITY.sub("", _CUT_TAG.sub("", text))
    text = _TAG.sub(lambda tag: "\n" if tag["line"] else "", text)
    for _ in range(_DEEPEST):
        text = unescape(text)
    return _LINE_END.sub("\n", _BLANKS.sub(" ", text)).strip()
