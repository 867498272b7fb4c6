"""The structure of a note is read as CommonMark has it; markdown-it-py says what that is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from contactkeeper.core.note.commonmark import read_blocks
from contactkeeper.core.note.markdown import (
    flatten,
    is_hidden,
    line_number,
    read_outline,
    split_lines,
)
from hypothesis_profiles import examples

TEXTS = st.text("a\n\r \u2028\x0b\x0c\x85#`~%<!->", max_size=30)
PIECES = (
    "a", "b c", "Слово", "- ", "* ", "+ ", "1. ", "2) ", "10. ", "- - ", "> ", "\t", " ", "  ",
    "   ", "    ", "\n", "\n", "\n", "\n\n", "a\n", "\r\n", "\r", "\u2028", "\x0b", "\x0c", "\\",
    "# ", "## ", "###", " #", "#tag", "---", "===", "-", "=", "***", "_ _ _", "```", "~~~",
    "````", "`", "~", "<!--", "-->", "<div>", "</div>", "<pre>", "</pre>", "<script>",
    "</script>", "<br>", "<b x='1'>", "</b >", "<?", "?>", "<!D", "<![CDATA[", "]]>", "<", ">",
    "[a", "&",
)  # fmt: skip
UNUSUAL = ("%%", "| a ", "|", "\n|-|-|\n", "\n--|-\n", "- 2026-11-23: x\n", "    ```\n", "]: ")
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
OBSIDIAN = st.lists(st.sampled_from(PIECES + UNUSUAL), max_size=16).map("".join)
ORACLE = MarkdownIt("commonmark", {"maxNesting": 200})


def as_markdown_it_reads(text: str) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]]]:
    """Return the lines and levels of headings outside of all else, and the hidden lines."""
    headings = []
    hidden: list[tuple[int, int]] = []
    for token in ORACLE.parse(text):
        first, after = token.map or (0, 0)
        if token.type == "heading_open" and token.level == 0:
            headings.append((first, after, int(token.tag[1])))
        elif token.type in {"fence", "html_block"}:
            hidden.append((first, after))
    return headings, hidden


def as_we_read(text: str) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]]]:
    """Return the same of our reader; indented code, which hides less here, is left out of both."""
    flat = flatten(text)
    numbers = {line.start: line.number - 1 for line in split_lines(flat)}
    numbers[len(flat)] = len(numbers)
    outline = read_blocks(flat, 0)
    headings = [(numbers[each.start], numbers[each.end], each.level) for each in outline.headings]
    hidden = [
        (numbers[each.start], numbers[each.end]) for each in outline.hidden if each.kind != "code"
    ]
    return headings, hidden


def without_blank_ends(text: str, hidden: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out blank lines at the end of each: at the end of a quote or list they are nobody's."""
    lines = [text[line.start : line.end].strip("> \t") for line in split_lines(text)]
    return [
        (first, max(at for at in range(first + 1, after + 1) if at == first + 1 or lines[at - 1]))
        for first, after in hidden
    ]


@settings(max_examples=examples(3000))
@given(MARKDOWN)
@example("- a\n  # b\n # c\n# d")
@example("    ```\n- a\n\n      ```\n  ```\n# b\n  ```\n# c")
@example("<b x=1>\n# a\n\na\n<b>\n# b")
@example("a\n2. ---\n===\n1. b\n---")
@example("-\n\n  ```\n# a")
def test_structure_is_that_of_commonmark(text: str) -> None:
    """The same lines are headings, and the same fenced code or HTML, as for markdown-it-py."""
    # It fails itself where a list or quote is the last thing in a text.
    text += "\nend\n"
    headings, hidden = as_markdown_it_reads(text)
    ours, ours_hidden = as_we_read(text)
    assert ours == headings
    assert without_blank_ends(text, ours_hidden) == without_blank_ends(text, hidden)


@settings(max_examples=examples(1000))
@given(st.text(max_size=60).filter(lambda text: "[" not in text and "%%" not in text))
def test_arbitrary_text_is_read_as_commonmark(text: str) -> None:
    """The same holds for any text."""
    text += "\nend\n"
    assert as_we_read(text)[0] == as_markdown_it_reads(text)[0]


@settings(max_examples=examples(3000))
@given(OBSIDIAN, st.sampled_from(["", "\ufeff", "---\nx: y\n---\n"]))
@example("text\n    no code\n## a\n    code\n", "")
@example("| a |\n|-|\n    code\n", "")
@example("\tcode", "---\nx: y\n---\n")
def test_usual_texts_are_read_alike(text: str, block: str) -> None:
    """What is read without a look at each line gives the same as with it."""
    flat = flatten(block + text)
    assert read_outline(flat, len(block)) == read_blocks(flat, len(block))


@given(OBSIDIAN)
def test_hidden_stretches_are_whole_lines(text: str) -> None:
    """Hidden stretches stand in order, apart, and only the last may be unclosed."""
    flat = flatten(text)
    headings, hidden = read_outline(flat, 0)
    starts = {line.start for line in split_lines(flat)} | {len(flat)}
    assert all(each.start in starts and each.end in starts for each in hidden)
    assert all(a.end <= b.start for a, b in pairwise(hidden))
    assert all(each.closed for each in hidden[:-1])
    assert all(each.closed or each.end == len(flat) for each in hidden)
    assert not any(is_hidden(hidden, heading.start) for heading in headings)


@given(MARKDOWN, MARKDOWN)
def test_a_comment_between_blank_lines_hides_itself_alone(above: str, hidden: str) -> None:
    """What stands between two lines of `%%` changes nothing in the text below it."""
    above = "a\n\n" if read_blocks(flatten(above + "\n"), 0).hidden else above
    flat = flatten(f"{above}\n\nend\n%%\n{hidden}\n%%\n")
    below = "# b\n- c\n```\n"
    found = read_blocks(flat + below, 0)
    assert [each.title for each in found.headings if each.start >= len(flat)] == ["b"]
    assert [each.closed for each in found.hidden][-2:] == [True, False]
    assert found.hidden[-2].end == len(flat)


@given(TEXTS)
def test_lines_cover_the_text(text: str) -> None:
    """Lines join up to the text, break at CR, LF and CRLF only, and are numbered from 1."""
    lines = split_lines(text)
    assert "".join(text[line.start : line.next] for line in lines) == text
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert not any({"\r", "\n"} & set(text[line.start : line.end]) for line in lines)
    assert all(line.number == line_number(text, line.start) for line in lines)
    assert all(line.number == line_number(text, max(line.next - 1, 0)) for line in lines)


@given(TEXTS)
def test_a_flat_text_has_the_same_offsets(text: str) -> None:
    """Flattening leaves no CR and moves nothing."""
    flat = flatten(text)
    assert len(flat) == len(text)
    assert "\r" not in flat
    assert [line.next for line in split_lines(flat)] == [line.next for line in split_lines(text)]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("a\n```\nb\n```\nc\n", "-xxx-"),
        ("a\n```\nb\n", "-xx"),
        ("````\n```\n````\nb", "xxx-"),
        ("~~~\n```\n~~~\nb", "xxx-"),
        ("```a`b\nc", "--"),
        ("a ``` b\nc", "--"),
        ("   ```\nb\n  ```", "xxx"),
        ("a\n\n    ```\nb\n    ```\nc", "--x---"),
        ("a\n    ```\nb", "---"),
        ("- a\n\n    ```\n    b\n    ```\nc", "--xxx-"),
        ("- ```\n  b\n  ```\n", "xxx"),
        ("- a\n  ```\n  b\n- c\n```\nd", "-xx-xx"),
        ("1. a\n\n  ```\n  b", "--xx"),
        ("> ```\nb", "x-"),
        ("\n    code\n\n    code\n\nb", "-xxx--"),
        ("\n    - a\n    - b", "---"),
        ("<!-- a -->\nb", "x-"),
        ("<!--\na\n\n--> b\nc", "xxxx-"),
        ("a <!-- b\nc\n\nd\n-->\ne", "------"),
        ("a\n<!-- b\nc -->\nd", "-xx-"),
        ("a <!-- b --> ```\nc", "--"),
        ("a `<!--` b\nc", "--"),
        ("\\<!-- b\nc", "--"),
        ("%% a\n\nb %%\nc", "xxx-"),
        ("%% a %%\nb", "x-"),
        ("%% a %% b\nc", "--"),
        ("a %% b\n- c\n%% d\ne", "--xx"),
        ("a %% b\nc\n%%\nd", "----"),
        ("a\n\n%% b\n# c", "--xx"),
        ("- %% b\n- c", "--"),
        ("- %%\n  b\n  %%\n- c", "-xx-"),
        ("> %% a\nb", "--"),
        ("> <!-- a --> b\n%%\nc\n%%\nd", "xxxx-"),
        ("%%\n```\n%%\nb", "xxx-"),
        ("```\n%%\n```\nb", "xxx-"),
        ("<details>\na\n\nb\n</details>\nc", "xx--xx"),
    ],
)
def test_what_is_hidden(text: str, hidden: str) -> None:
    """Fences, code, HTML and comments hide whole lines; what begins within a line hides none."""
    stretches = read_outline(text, 0).hidden
    lines = ["-x"[is_hidden(stretches, line.start)] for line in split_lines(text)]
    assert "".join(lines) == hidden


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        ("# A\n## B ##\n", [(1, "A"), (2, "B")]),
        ("#A\n####### B\n\t# C\n    # D\n", []),
        ("   ### A #b\n#\n## ##", [(3, "A #b"), (1, ""), (2, "")]),
        ("A\n=\n\nB\n==\n", [(1, "A"), (1, "B")]),
        ("A\nB\n---\n", [(2, "A B")]),
        ("# A\nB\n---\nC\n\n---\n\nD\n---", [(1, "A"), (2, "B"), (2, "D")]),
        ("- A\n---\n\n- B\nC\n===\n", []),
        ("- A\n\nB\n---\n", [(2, "B")]),
        ("- A\n  # B\n # C\n", [(1, "C")]),
        ("| A |\n|---|\nB\n---\n", []),
        ("[A]: b\n---\n", []),
        ("```\n# A\n```\n# B\n> # C\n", [(1, "B")]),
    ],
)
def test_headings(text: str, headings: list[tuple[int, str]]) -> None:
    """Headings of both kinds are found with their level and bare title."""
    found = read_outline(text, 0).headings
    assert [(heading.level, heading.title) for heading in found] == headings
    starts = {line.start for line in split_lines(text)}
    assert all(heading.start in starts for heading in found)


@pytest.mark.parametrize("text", ["- " * 5000 + "\n" * 5000, "> " * 5000 + "\n- a" * 5000])
def test_deep_nesting_is_text(text: str) -> None:
    """More than 100 lists and quotes inside each other open no more of them, and take no time."""
    assert read_outline(f"{text}\n# A", 0).headings[0].title == "A"
