"""Parse a file of the inbox: quick thoughts from a phone, each with people, date and text.

`[[Анна]] -> tg: asked about the JD`, `Анна: …`; with several people and lines too. The caller looks
up who is meant.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.language.languages import is_channel
from contactkeeper.core.note.frontmatter import read_frontmatter

if TYPE_CHECKING:
    from collections.abc import Callable

_LINES = re.compile(r"\r\n|\r|\n")
_MARKER = re.compile(r"(?:[-*+]|\d+[.)]|#{1,6})[ \t]+(?!\[[ xX-]\])")
_WHEN = re.compile(
    r"(?:\[\[)?((?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4})(?:[ T]+\d{1,2}:\d\d)?)(?:\]\])?"
    r"(?:[:,|—–-](?!>)|(?=\s))[ \t]*"
)
_LINK = re.compile(r"\[\[([^\[\]|#^]+)(?:[#^][^\[\]|]*)?(?:\|[^\[\]]*)?\]\]")
_AND = re.compile(r"[ \t]*(?:[,;+&]|(?:and|и)(?=[ \t]))[ \t]*(?=\[\[)")
_AFTER_WHO = re.compile(r"[ \t]*(?:[:,|—–]|-(?!>))?[ \t]*")
_NAME = re.compile(r"([^\[\]:<>|]{1,60}?)[ \t]*(?::(?!//)[ \t]*|[ \t](?=->|<-|→|←|~[ \t]))")
_LETTER = re.compile(r"[^\W\d_]")
# 2026-11-20, 20261120, with or without a time behind it; 20.11.2026.
_DAY_IN_NAME = re.compile(
    r"(?<!\d)(?:(?P<y>20\d\d)(?P<s>[-_. ]?)(?P<m>\d\d)(?P=s)(?P<d>\d\d)(?!\d(?!\d{3}))"
    r"|(?P<d2>\d\d)\.(?P<m2>\d\d)\.(?P<y2>20\d\d)(?!\d))"
)


class InboxItem(NamedTuple):
    """One thought; `text` is in the form that `ck log` takes."""

    who: tuple[str, ...]
    """Links without their brackets, or one name, as written; empty: nobody is named."""
    text: str


class _Begun(NamedTuple):
    thought: InboxItem
    linked: bool
    """Whether the people are named by links, not by a plain name."""


def parse_inbox(text: str, is_name: Callable[[str], bool]) -> tuple[InboxItem, ...]:
    """Parse a file of the inbox; its frontmatter is ignored.

    A line that begins with a link, or with a name and a colon, begins a thought; the lines below
    belong to it. A plain name begins a further thought only if `is_name` knows it: “JD: asked” is
    no person.
    """
    block = read_frontmatter(text)
    body = text[block.end :] if block else text.removeprefix("\ufeff")
    found: list[InboxItem] = []
    for line in _LINES.split(body):
        if not line.strip():
            continue
        indented = found and line[0] in " \t"
        begun = None if indented else _begin(line.strip())
        if begun and (not found or begun.linked or is_name(begun.thought.who[0])):
            found.append(begun.thought)
        elif found:
            last = found[-1]
            joined = f"{last.text}\n{line.rstrip()}" if last.text.strip() else _bare(line)
            found[-1] = last._replace(text=joined)
        else:
            found.append(InboxItem((), _bare(line)))
    return tuple(found)


def day_in_name(path: str) -> date | None:
    """Return the date in a file's name, if there is one."""
    for match in _DAY_IN_NAME.finditer(path.rpartition("/")[2]):
        year, month, day = (match[key] or match[f"{key}2"] for key in "ymd")
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None


def _bare(line: str) -> str:
    """Return a line without its list marker, unless it is a task."""
    line = line.strip()
    marker = _MARKER.match(line)
    return line[marker.end() :] if marker else line


def _begin(line: str) -> _Begun | None:
    """Read the line that begins a thought and names people; None for any other line."""
    rest = _bare(line)
    when = _WHEN.match(rest)
    day = f"{when[1]} " if when else ""
    rest = rest[when.end() :] if when else rest
    who: list[str] = []
    at = 0
    while link := _LINK.match(rest, at):
        who.append(link[1].strip())
        joint = _AND.match(rest, link.end())
        at = joint.end() if joint else link.end()
        if not joint:
            break
    if not who:
        name = _NAME.match(rest)
        if not name or not _LETTER.search(name[1]) or is_channel(name[1]):
            return None
        thought = InboxItem((name[1].strip(),), (day + rest[name.end() :]).strip())
        return _Begun(thought, linked=False)
    after = _AFTER_WHO.match(rest, at)
    text = rest[after.end() if after else at :]
    return _Begun(InboxItem(tuple(who), (day + text).strip()), linked=True)
