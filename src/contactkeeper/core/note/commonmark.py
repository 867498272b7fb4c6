"""Read the blocks of a Markdown text: its headings, and the lines that hold no heading or entry.

Follows CommonMark 0.31 with the tables of GFM, and knows Obsidian's `%%` comments. It goes line by
line, as the specification describes: first the lists and quotes that a line continues, then what
opens in it. Each line takes time in proportion to its length. `markdown.py` calls it for texts that
hold anything unusual. Two differences are deliberate: a paragraph that begins like the definition
of a link is never an underlined heading, and over 100 lists and quotes inside each other are text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.note.containers import (
    CODE_INDENT,
    Containers,
    find_marker,
    skip_blanks,
)
from contactkeeper.core.note.html import leaves_comment_open, read_html
from contactkeeper.core.note.outline import Heading, Hidden, Outline, title_of

if TYPE_CHECKING:
    from typing import TypeAlias

    from contactkeeper.core.note.outline import Kind

    Leaf: TypeAlias = Literal["", "paragraph", "table", "fence", "html", "code"]

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+([^\n]*))?(?=\n|\Z)")
_FENCE = re.compile(r"(`{3,})(?=[^`]*\Z)|(~{3,})")
_UNDERLINE = re.compile(r"(?:=+|-+) *\Z")
_BREAK = re.compile(r"([-*_]) *(?:\1 *){2,}\Z")
_RULE = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|?\Z")
_PIPE = re.compile(r"(?<!\\)\|")


class _Line(NamedTuple):
    """The offsets of a line: its start, its ending, and the start of the next line."""

    start: int
    end: int
    next: int


class _ParagraphLine(NamedTuple):
    start: int
    text: str


def read_blocks(flat: str, start: int) -> Outline:
    """Read the headings and hidden lines of a flattened text from the start of a line on."""
    reader = _Reader(flat)
    while start < len(flat):
        start = reader.read_line(start)
    reader.finish()
    return Outline(reader.headings, reader.hidden)


class _Reader:
    """The open blocks at a line of the text, and the headings and hidden lines found so far."""

    def __init__(self, flat: str) -> None:
        self._flat = flat
        self.headings: list[Heading] = []
        self.hidden: list[Hidden] = []
        self._containers = Containers()
        self._leaf: Leaf = ""
        self._paragraph: list[_ParagraphLine] = []
        self._above = True
        """Whether the line above is blank, or there is none."""
        self._glued = False
        """Whether something stands right above the paragraph."""
        self._in_comment = False
        """Whether a `%%` was opened in the paragraph and not closed."""
        self._opened = self._ended = 0
        """The start of a fence, HTML or code block, and the end of its last line."""
        self._kind: Kind = "fence"
        self._fence = ""
        self._closer: re.Pattern[str] | None = None
        self._shown = False
        """Whether the code block hides nothing, since it is read as a list or stands in a quote."""
        self._no_more_comments = False

    def read_line(self, start: int) -> int:
        """Read the line that starts there, or several that are one comment; return what follows."""
        ending = self._flat.find("\n", start)
        end, after = (len(self._flat),) * 2 if ending < 0 else (ending, ending + 1)
        text = self._flat[start:end].expandtabs(CODE_INDENT).rstrip(" ")
        at, matched = self._containers.match(text)
        all_matched = matched == len(self._containers)
        if self._leaf in ("fence", "html", "code"):
            if all_matched and self._continues(text, at, after):
                self._above = False
                return after
            self._close(matched)
        if not text[at:].strip(" "):
            self._end_leaf()
            self._containers.close(matched)
            self._above = True
            return after
        after = self._open_blocks(text, at, matched, _Line(start, end, after))
        self._above = False
        return after

    def finish(self) -> None:
        """End what is open at the end of the text."""
        open_ended = self._leaf == "fence" or (self._leaf == "html" and self._closer is not None)
        # What is open in a list or quote ends with it, and hides nothing that is added below.
        self._end_leaf(closed=not open_ended or bool(self._containers))

    def _continues(self, text: str, at: int, after: int) -> bool:
        """Return whether a line in all open containers continues the fence, HTML or code."""
        first = skip_blanks(text, at)
        is_blank = first >= len(text)
        if self._leaf == "code":
            if is_blank:
                return True
            if first - at < CODE_INDENT:
                return False
        elif self._leaf == "html":
            if self._closer is None and is_blank:
                return False
            self._ended = after
            if self._closer and self._closer.search(text, at):
                self._end_leaf()
            return True
        self._ended = after
        if self._leaf == "fence" and first - at < CODE_INDENT:
            rest = text[first:]
            if len(rest) >= len(self._fence) and not rest.strip(self._fence[0]):
                self._end_leaf()
        return True

    def _open_blocks(self, text: str, at: int, matched: int, line: _Line) -> int:
        """Read what is left of a line; return where to go on."""
        in_paragraph = self._leaf == "paragraph"
        # Only a line that is in all open containers can be an underline, or goes on with the text.
        direct = in_paragraph and matched == len(self._containers)
        marked = False
        while (first := skip_blanks(text, at)) < len(text):
            if first - at >= CODE_INDENT:
                if in_paragraph:
                    break
                self._close(matched)
                self._open("code", "code", line)
                listed = marked or find_marker(text, first) is not None
                self._shown = listed or self._containers.has_quote(matched)
                return line.next
            if text[first] == "%" and (
                after := self._read_comment(text, first, matched, line, marked=marked)
            ):
                return after
            if self._read_leaf(text, first, matched, line, direct=direct):
                return line.next
            opened = self._containers.find(text, at, first, direct=direct)
            if opened is None:
                break
            self._close(matched)
            container, at = opened
            self._containers.add(container)
            marked = marked or container.width is not None
            matched, in_paragraph, direct = len(self._containers), False, False
        if first < len(text):
            self._add_text(text[first:], matched, line)
        return line.next

    def _read_leaf(self, text: str, first: int, matched: int, line: _Line, *, direct: bool) -> bool:
        """Read a block that takes the rest of a line, other than text; return whether one is."""
        char = text[first]
        if char == "#" and _HEADING.match(text, first):
            self._close(matched)
            if not self._containers and (found := _HEADING.match(self._flat, line.start)):
                title = title_of(found[2] or "")
                self.headings.append(Heading(line.start, line.next, len(found[1]), title))
            return True
        if char in "`~" and (fence := _FENCE.match(text, first)):
            self._close(matched)
            self._open("fence", "fence", line)
            self._fence = fence[0]
            return True
        if char == "<":
            return self._read_html(text, first, matched, line)
        if direct and char in "=-" and self._is_underlined(text, first):
            if not self._containers:
                start = self._paragraph[0].start
                title = " ".join(each.text.strip(" \t") for each in self._paragraph)
                glued = self._glued or len(self._paragraph) > 1
                level = 1 if char == "=" else 2
                self.headings.append(Heading(start, line.next, level, title, glued))
            self._end_leaf()
            return True
        if char in "-*_" and _BREAK.match(text, first):
            self._close(matched)
            return True
        return False

    def _is_underlined(self, text: str, first: int) -> bool:
        if not _UNDERLINE.match(text, first):
            return False
        # What begins like the definition of a link may be one, and is then no text at all.
        begins_like_link = self._paragraph[0].text[:1] == "["
        return not (begins_like_link and any("]:" in each.text for each in self._paragraph))

    def _read_html(self, text: str, first: int, matched: int, line: _Line) -> bool:
        opening = read_html(text, first, in_paragraph=self._leaf == "paragraph")
        if opening is None:
            return False
        self._close(matched)
        self._open("html", "comment" if opening.is_comment else "html", line)
        self._closer = opening.closer
        if opening.closer and opening.closer.search(text, first):
            self._end_leaf()
        return True

    def _read_comment(
        self, text: str, first: int, matched: int, line: _Line, *, marked: bool
    ) -> int:
        """Read a `%%` comment that begins a line's text; return where to go on, 0 if it is none.

        After a list's marker it is one only if it is closed. In a quote it hides nothing else.
        """
        inside = self._leaf == "paragraph" and self._in_comment
        if not text.startswith("%%", first) or inside or self._containers.has_quote(matched):
            return 0
        opened = self._flat.find("%%", line.start)
        closer = -1 if self._no_more_comments else self._flat.find("%%", opened + 2)
        if closer < 0:
            self._no_more_comments = True
            if marked:
                return 0
            self._end_leaf()
            self.hidden.append(Hidden(line.start, len(self._flat), "comment", opened, closed=False))
            self._containers.close(0)
            return len(self._flat)
        if closer < line.end:
            if marked or self._flat[closer + 2 : line.end].strip(" \t"):
                return 0
            self.hidden.append(Hidden(line.start, line.next, "comment", opened, closed=True))
            return line.next
        self._end_leaf()
        ending = self._flat.find("\n", closer)
        after = len(self._flat) if ending < 0 else ending + 1
        hidden_from = line.next if marked else line.start
        self.hidden.append(Hidden(hidden_from, after, "comment", opened, closed=True))
        return after

    def _add_text(self, text: str, matched: int, line: _Line) -> None:
        """Add a line to the paragraph or table, or begin a paragraph with it."""
        all_matched = matched == len(self._containers)
        if self._leaf == "table" and all_matched:
            return
        if self._leaf != "paragraph":
            self._close(matched)
            self._leaf = "paragraph"
            self._in_comment = False
            self._glued = not self._above
        elif all_matched and _rules(self._paragraph[-1].text, text):
            self._end_leaf()
            self._leaf = "table"
            return
        self._paragraph.append(_ParagraphLine(line.start, text))
        if "%%" in text:
            self._in_comment = leaves_comment_open(text, is_open=self._in_comment)

    def _open(self, leaf: Leaf, kind: Kind, line: _Line) -> None:
        self._leaf = leaf
        self._kind = kind
        self._opened, self._ended = line.start, line.next
        self._shown = False

    def _close(self, matched: int) -> None:
        """Close the containers that a line does not continue; in the others something begins."""
        self._end_leaf()
        self._containers.close(matched)
        self._containers.fill()

    def _end_leaf(self, *, closed: bool = True) -> None:
        if self._leaf in ("fence", "html", "code") and not self._shown:
            self.hidden.append(
                Hidden(self._opened, self._ended, self._kind, self._opened, closed=closed)
            )
        self._leaf = ""
        self._paragraph.clear()


def _rules(names: str, rule: str) -> bool:
    """Return whether a line is the delimiter row of a table, below its header row."""
    if "|" not in names or not _RULE.match(rule) or rule.startswith("- "):
        return False
    cells = _PIPE.split(names.strip(" \t"))
    count = len(cells) - (not cells[0].strip(" \t")) - (not cells[-1].strip(" \t"))
    return count == len(re.findall("-+", rule))
