r"""Escape and unescape text in entries, and read and write inline fields.

A backslash stands before punctuation, a character reference (`&#32;`) for what a backslash can't
keep, as Markdown itself has it, so that Obsidian shows what was meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.lazy_regex import lazy_regex
from contactkeeper.core.note.html import opens_html

if TYPE_CHECKING:
    import re

_KEY = r"[^\W_][\w -]{0,40}?[ \t]*::"
_LINK = r"\[\[(?:[^\[\]\\\r\n&%<]|&(?!#)|%(?!%)|<(?!!--))*\]\]"

# Punctuation that `escape` may put a backslash before, and `unescape` takes it away from. Others,
# as in `C:\new` or `\*`, keep theirs.
_PUNCTUATION = r"\\\[\]()<%`~#\-+:|&=.>"
_INLINE = lazy_regex(
    rf"\\(?=[{_PUNCTUATION}\r\n]|[ \t]+\Z)|%(?=%)|<(?=[!?/a-zA-Z])|[\[(](?={_KEY})"
    r"|&(?=#[0-9]+;)|[\r\n]"
)
_ESCAPED = lazy_regex(rf"\\([{_PUNCTUATION}])|&#([0-9]{{1,7}});")
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)

# A literal beginning is what `re` finds fast, so each look-behind follows its bracket.
_FIELD = lazy_regex(
    rf"\[(?<!\\\[)({_KEY})((?:[^\[\]\\\n]++|\\.|\[\[[^\[\]\n]*\]\])*+)\]"
    rf"|\((?<!\S\()({_KEY})((?:[^()\\\n]++|\\.)*+)\)(?!\S)"
)
_MOST_BLANKS = 9
"""Blanks before a field that are removed with it."""
_IN_VALUE = lazy_regex(
    rf"{_LINK}|\\(?=[{_PUNCTUATION}\r\n]|[ \t]*\Z)|[\[\]]|%(?=%)|<(?=[!?/a-zA-Z])"
    r"|&(?=#[0-9]+;)|[\r\n]"
)
_KNOWN_KEYS = frozenset(("gave", "got", "outcome", "told", "event", "reply", "trust", "channel"))


def escape(text: str) -> str:
    """Return a line of text in which nothing opens a comment or raw HTML, or forms a field.

    Inline tags that are closed in the line (`<u>x</u>`) keep their meaning.
    Line endings become references. Syntax that counts only at the beginning of a line is escaped
    by the caller, who knows how the line begins.
    """
    return reference_borders(_INLINE.sub(_defuse, text))


def unescape(text: str) -> str:
    """Reverse `escape`."""
    if "\\" in text or "&#" in text:
        return _ESCAPED.sub(_restore, text)
    return text


def reference(characters: str) -> str:
    """Return characters as references: a blank is `&#32;`."""
    return "".join(f"&#{ord(character)};" for character in characters)


def reference_borders(text: str) -> str:
    """Write the blanks at both ends of a line as references; reading would remove plain ones."""
    if not text or (text[0] not in " \t" and text[-1] not in " \t"):
        return text
    inner = text.lstrip(" \t")
    bare = inner.rstrip(" \t")
    before, after = text[: len(text) - len(inner)], inner[len(bare) :]
    return reference(before) + bare + reference(after)


def format_field(key: str, value: str) -> str:
    """Write an inline field; links in the value stay links, all else in it is text."""
    text = _IN_VALUE.sub(_defuse_in_value, value)
    return f"[{key}:: {reference_borders(text)}]"


def take_fields(line: str) -> tuple[str, list[tuple[str, str]]]:
    """Split a line into its text and its inline fields, (key, value) in order.

    Keys that `ck` knows are folded to lower case, others stay as they are written.
    """
    fields: list[tuple[str, str]] = []
    kept = ""
    at = 0
    for match in _FIELD.finditer(line):
        square, in_square, round_, in_round = match.groups()
        key, value = (square, in_square) if square else (round_, in_round)
        fields.append((_fold_key(key), unescape(value.strip(" \t"))))
        before = line[at : match.start()]
        kept += before[: max(len(before.rstrip(" \t")), len(before) - _MOST_BLANKS)]
        at = match.end()
    return (kept + line[at:]).strip(" \t"), fields


def _fold_key(written: str) -> str:
    """Return the key of a field as it is written, with its colons; a known one in lower case."""
    key = written[:-2].strip()
    folded = key.casefold()
    return folded if folded in _KNOWN_KEYS else key


def _defuse(match: re.Match[str]) -> str:
    character = match[0]
    if character == "<" and not opens_html(match.string, match.start()):
        return character
    return reference(character) if character in "\r\n" else "\\" + character


def _defuse_in_value(match: re.Match[str]) -> str:
    return match[0] if match[0].startswith("[[") else _defuse(match)


def _restore(match: re.Match[str]) -> str:
    if match[1]:
        return match[1]
    code = int(match[2])
    if 0 < code <= _LAST_CHARACTER and code not in _SURROGATES:
        return chr(code)
    return match[0]
