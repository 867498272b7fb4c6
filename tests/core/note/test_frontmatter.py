from __future__ import annotations

from textwrap import dedent

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactkeeper.core.note.frontmatter import Frontmatter, read_frontmatter
from contactkeeper.core.note.frontmatter_values import Property, Value
from contactkeeper.core.note.simple_parser import parse_simple
from contactkeeper.core.note.yaml_parser import parse_yaml
from contactkeeper.text.problems import say_problem
from hypothesis_profiles import examples

# Text that looks like frontmatter often enough to get past the first line of every reader.
_WORDS = st.sampled_from(
    ["a", "b", "tier", "Последний контакт", "last-contact", "null", "~", "12:30", "2026-02-30"]
)
_BITS = st.sampled_from(
    [
        "- ",
        "-",
        "[",
        "]",
        "[[",
        "]]",
        "{",
        "}",
        ",",
        ", ",
        ":",
        ": ",
        "#",
        " #",
        '"',
        "'",
        "\\",
        "&a ",
        "*a",
        "!",
        "|",
        ">",
        "%",
        "@",
        "`",
        "?",
        "? ",
        "---",
        "...",
        "{{x}}",
        "<%",
        "<<",
        "\n",
        "\n  ",
        "\n- ",
        "\n  - ",
        "\r\n",
        "\r",
        "\t",
        " ",
        "  ",
        "\n\n",
        "\n# c\n",
        "й",
        "😀",
        "\u2028",
        "\x85",
        "\x0c",
        "\x00",
        "\ufeff",
        "�",
        "\xa0",
        "\U000f0000",
        "ñ",
    ]
)
_VALUES = st.lists(_WORDS | _BITS, max_size=5).map("".join)
_LINES = st.one_of(
    st.builds("{}: {}".format, _WORDS, _VALUES),
    st.builds("{}:{}".format, _WORDS, _VALUES),
    st.builds("{}- {}".format, st.sampled_from(["", "  ", " "]), _VALUES),
    st.builds("{}: [{}]".format, _WORDS, st.lists(_VALUES, max_size=3).map(", ".join)),
    st.builds('{}: "{}"'.format, _WORDS, _VALUES),
    st.builds("{}: '{}' # c".format, _WORDS, _VALUES),
    st.just(""),
    st.just("# comment"),
    st.text(max_size=8),
)
BODIES = st.builds(
    lambda lines, ending: "".join(line + ending for line in lines),
    st.lists(_LINES, max_size=6),
    st.sampled_from(["\n", "\r\n"]),
)

# Few characters, each of which means something to YAML next to another: nearly tame blocks.
_NEARLY = st.text(alphabet="ab :#[],'\"-~|/.", max_size=6)
NEARLY_TAME = st.lists(
    st.one_of(
        st.builds("{}: {}".format, st.sampled_from("abc"), _NEARLY),
        st.builds("{}: [{}]".format, st.sampled_from("abc"), _NEARLY),
        st.builds("{}- {}".format, st.sampled_from(["", " "]), _NEARLY),
        st.sampled_from(["a:", "b: # c", "", " # c", "- a", " - b", "  c"]),
    ).map(lambda line: line + "\n"),
    max_size=4,
).map("".join)


def read(body: str) -> Frontmatter:
    """Read a block with this body; there must be one."""
    frontmatter = read_frontmatter(f"---\n{dedent(body)}---\n")
    assert frontmatter is not None
    return frontmatter


def values(body: str) -> dict[str, Value]:
    """Return the properties of a block that parses."""
    frontmatter = read(body)
    assert frontmatter.error is None
    return {each.name: each.value for each in frontmatter.properties}


def compose(node: yaml.Node, body: str) -> Value:
    """Turn what yaml.compose gives into a value: the oracle."""
    if isinstance(node, yaml.ScalarNode):
        return None if node.tag == "tag:yaml.org,2002:null" else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        raw = body[node.start_mark.index : node.end_mark.index]
        if node.flow_style and raw.startswith("[[") and raw.endswith("]]"):
            assert len(node.value) == 1
            return raw
        return tuple(compose(item, body) for item in node.value)
    raise AssertionError(node)


@settings(max_examples=examples(1500), deadline=None)
@given(NEARLY_TAME | BODIES)
@example('a: [b, \'c d\', "e"] # x\nb:\n  - null\n  - "~"\n\n# c\nc: d#e:f\n')
@example("a:\n- b\n- [[c d|e]]\nб в: [[г]]\n")
@example("a: -\n")
@example("a: [b,]\nb: [ ]\n")
@example("a: [b, , ]\n")
def test_tame_reader_agrees_with_yaml(body: str) -> None:
    """The line reader gives exactly what YAML's events give, spans included, or hands over."""
    text = f"---\n{body}"
    tame = parse_simple(text, 4, len(text))
    if tame is None:
        return
    wild = parse_yaml(text, 4, len(text))
    assert wild.fault is None
    assert tame == tuple(wild.properties)


@settings(max_examples=examples(400), deadline=None)
@given(NEARLY_TAME)
@example("a: b\nc: [d, ~]\ne:\n- [[f]]\n")
def test_tame_reader_agrees_with_compose(body: str) -> None:
    """What the line reader reads is what yaml.compose, an independent reader, makes of it."""
    tame = parse_simple(f"---\n{body}", 4, 4 + len(body))
    if not tame:
        return
    root = yaml.compose(body, Loader=yaml.SafeLoader)
    assert isinstance(root, yaml.MappingNode)
    composed = [(key.value, compose(value, body)) for key, value in root.value]
    assert [(each.name, each.value) for each in tame] == composed


@settings(max_examples=examples(600), deadline=None)
@given(st.builds("{}---{}\n{}---{}".format, st.sampled_from(["", "\ufeff"]),
                 st.sampled_from(["", " ", "\t "]), BODIES, st.sampled_from(["", "\n", " \r\nx"]))
       | st.text())  # fmt: skip
def test_reading_never_raises_and_spans_nest(text: str) -> None:
    """Any text is read without an exception, and every span lies where it belongs."""
    found = read_frontmatter(text)
    if found is None:
        return
    assert text[found.start : found.start + 3] == "---"
    assert text[found.body_end : found.body_end + 3] == "---"
    assert found.start < found.body_start <= found.body_end < found.end <= len(text)
    for each in found.properties:
        assert found.body_start <= each.start <= each.value_start <= each.value_end <= each.end
        assert each.end <= found.body_end
        assert each.start == found.body_start or text[each.start - 1] in "\r\n"
    if found.error:
        assert 1 <= found.error.line <= 2 + len(text)
        assert say_problem(found.error.problem("", ""))
        for loose in found.error.loose:
            assert found.body_start <= loose.start < loose.end <= found.body_end


@settings(max_examples=examples(300), deadline=None)
@given(NEARLY_TAME, st.integers(0, 3))
def test_removing_a_property_leaves_the_others(body: str, index: int) -> None:
    """Cutting the span of one tame property leaves all others as they were."""
    text = f"---\n{body}---\n"
    found = read_frontmatter(text)
    if found is None or parse_simple(text, found.body_start, found.body_end) is None:
        return
    if index >= len(found.properties):
        return
    gone = found.properties[index]
    after = read_frontmatter(text[: gone.start] + text[gone.end :])
    assert after is not None
    kept = [each[:2] for each in found.properties if each is not gone]
    assert [each[:2] for each in after.properties] == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "---\na: b\n",
        "----\na: b\n---\n",
        "---\na: b\n----\n",
        " ---\na: b\n---\n",
        "\n---\na: b\n---\n",
        "---x\na: b\n---\n",
        "---\u2028a: b\n---\n",
        "---\na: b\u2028---\n",
        "---\na: b\x0c---\n",
    ],
)
def test_no_block(text: str) -> None:
    """A block that does not open in the first line or never closes is no block."""
    assert read_frontmatter(text) is None


@pytest.mark.parametrize(
    ("text", "block", "body"),
    [
        ("---\n---\n", (0, 8), ""),
        ("---\n---", (0, 7), ""),
        ("---\na: b\n---\nx", (0, 13), "a: b\n"),
        ("\ufeff---\na: b\n---\nx", (1, 14), "a: b\n"),
        ("---  \r\na: b\r\n---\t\r\nx", (0, 19), "a: b\r\n"),
        ("---\ra: b\r---\rx", (0, 13), "a: b\r"),
        ("---\na: --- b\n---\n", (0, 17), "a: --- b\n"),
    ],
)
def test_block_spans(text: str, block: tuple[int, int], body: str) -> None:
    """The block is found behind a BOM and blanks, with every line ending."""
    found = read_frontmatter(text)
    assert found is not None
    assert (found.start, found.end) == block
    assert text[found.body_start : found.body_end] == body
    assert found.error is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("a: 012\nb: 12:30\nc: yes\nd: +79991234567\ne: 2026-02-30\n",
         {"a": "012", "b": "12:30", "c": "yes", "d": "+79991234567", "e": "2026-02-30"}),
        ("a: ~\nb: null\nc:\nd: '~'\ne: \"null\"\nf: ''\n",
         {"a": None, "b": None, "c": None, "d": "~", "e": "null", "f": ""}),
        ("company: [[Яндекс]]\n", {"company": "[[Яндекс]]"}),
        ("company: [[Acme, Inc]]\n", {"company": "[[Acme, Inc]]"}),
        ("a: [[[A]], [[B|b]]]\n", {"a": ("[[A]]", "[[B|b]]")}),
        ("a: [[A, B], [C]]\n", {"a": (("A", "B"), ("C",))}),
        ("a: [\"[[A]]\", '[[B]]']\n", {"a": ("[[A]]", "[[B]]")}),
        ("a:\n- x\n- y\n", {"a": ("x", "y")}),
        ("a:\n  - x\n\n  # c\n  - y\n", {"a": ("x", "y")}),
        ("a: |\n  x\n  y\nb: c\n", {"a": "x\ny\n", "b": "c"}),
        ("a: x\n  y\n", {"a": "x y"}),
        ('a: "x\\u0430"\n', {"a": "xа"}),
        ("a: b\u2028c\x0cd\x85e\n", {"a": "b\u2028c\x0cd\x85e"}),
        ("dates:\n  wedding: 2015-06-20\n", {"dates": {"wedding": "2015-06-20"}}),
        ("a: &x b\nc: *x\n", {"a": "b", "c": "b"}),
        ("Последний контакт: 2026-01-01 # было\n", {"Последний контакт": "2026-01-01"}),
        ("a: C# и F#\nb: http://x.y/z#q\n", {"a": "C# и F#", "b": "http://x.y/z#q"}),
        ("# only a comment\n", {}),
        ("\n\n", {}),
    ],
)  # fmt: skip
def test_values_are_text(body: str, expected: dict[str, Value]) -> None:
    """Values are the text of the note, not what YAML 1.1 would make of it."""
    assert values(body) == expected


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_property_spans(ending: str, bom: str) -> None:
    """A key's span is its whole lines, its comment and list included, but not the next comment."""
    parts = [
        ("a", "a: b  # mine\n", "b"),
        (None, "# of the list\n", ""),
        ("list", "list:\n  - x\n  - 'y' # why\n", "- x\n  - 'y'"),
        (None, "\n# of the text\n", ""),
        ("text", "text: |-\n  один 😀\n\n  два\n", "|-\n  один 😀\n\n  два"),
        (None, "\n", ""),
        ("flow", "flow: [a,\n  b] # c\n", "[a,\n  b]"),
        ("long", "long: a\n  b\n", "a\n  b"),
        ("link", "link: [[Acme]]\n", "[[Acme]]"),
        ("empty", "empty: # nothing\n", ""),
        ("map", "map:\n  k: v\n  l: w\n", "k: v\n  l: w"),
        ("again", "again: *no\n", "*no"),
    ]
    body = "".join(part for _, part, _ in parts).replace("a: b", "a: &no b", 1)
    text = f"{bom}---\n{body}---\nbody\n".replace("\n", ending)
    found = read_frontmatter(text)
    assert found is not None
    assert found.error is None
    spans = {
        each.name: (text[each.start : each.end], text[each.value_start : each.value_end])
        for each in found.properties
    }
    expected = {
        name: (lines.replace("\n", ending), value.replace("\n", ending))
        for name, lines, value in parts
        if name
    }
    expected["a"] = (f"a: &no b  # mine{ending}", "&no b")
    assert spans == expected
    for each in found.properties:
        assert text[: each.start].count(ending) + 1 == each.line
    assert found.properties[-2].key_lines == (
        ("k", each_line(text, "k: v")),
        ("l", each_line(text, "l: w")),
    )


def each_line(text: str, word: str) -> int:
    """Return the line of a word, from 1."""
    before = text[: text.index(word)].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1


@pytest.mark.parametrize(
    ("body", "line", "said", "key"),
    [
        ("a: b\ntelegram: @katya\n", 3, "`telegram: @katya` needs quotes", "telegram"),
        ("role: HR: senior\na: b\n", 2, "`role: HR: senior` needs quotes", "role"),
        ("a: [A](http://x)\n", 2, "`a: [A](http://x)` needs quotes", "a"),
        ("a:\n- @b\n", 3, "`a: @b` needs quotes", "a"),
        ("a: [x, @b , `c`]\n", 2, "`a: @b` needs quotes", "a"),
        ("a: [[A]], [[B]]\n", 2, "`a: [[A]], [[B]]` needs quotes", "a"),
        ('a: ["x" y]\n', 2,
         '`a: ["x" y]` can\'t be read: did not find expected \',\' or \']\'', "a"),
        ("a: {b: @c}\n", 2,
         "`a: {b: @c}` can't be read: found character that cannot start any token", "a"),
        ("a: %x\nb: `y`\n", 2, "`a: %x` needs quotes", "a"),
        (
            'company: "Acme\nrole: x\n', 2,
            '`company: "Acme` has a quote that is not closed', "company",
        ),
        ("tags: [a\nb: c\n", 2, "`tags: [a` has a bracket that is not closed", "tags"),
        ("tier:key\na: b\n", 2, "`tier:key` needs a space after the colon", ""),
        ("a:\n\t- b\n", 3, "a tab can't indent here: use spaces", "a"),
        ("a: b\ncompany:\u00a0Acme\n", 3,
         "`company:\u00a0Acme` has a no-break space after the colon: put an ordinary space there",
         "company"),
        ("company:\u2003Acme\n", 2,
         "`company:\u2003Acme` has an unusual blank after the colon: put an ordinary space there",
         "company"),
        ("just words\n", 2, "`just words` can't be read: these are no `key: value` lines", ""),
        ("a: b\n<<<<<<< HEAD\nc: d\n=======\n", 3,
         "the block holds the marks of an unfinished merge", ""),
    ],
)  # fmt: skip
def test_errors_say_what_to_do(body: str, line: int, said: str, key: str) -> None:
    """A block that does not parse has the line of the mistake in the file and a remedy."""
    found = read(body)
    assert found.error is not None
    torn = "unfinished merge" in said
    assert [each.name for each in found.properties] == (["a", "c"] if torn else [])
    assert (found.error.line, say_problem(found.error.problem("", ""))) == (line, said)
    assert found.error.key == key


def test_error_line_behind_strange_breaks() -> None:
    """U+2028 and form feeds are no line breaks, CRLF is one: the line is that of an editor."""
    text = "\ufeff---\r\na: x\u2028y\x0cz\r\n\r\nb: @c\r\n---\r\n"
    found = read_frontmatter(text)
    assert found is not None
    assert found.error is not None
    assert found.error.line == 4
    loose = found.error.loose[0]
    assert text[loose.start : loose.end] == "@c"


def test_quotes_around_all_loose_values_mend_the_block() -> None:
    """The spans of loose values are exact, comments left out, and quoting them mends the block."""
    text = (
        "---\ntelegram: @katya # tg\ntwitter: @k\na: [x,\n  y]\nb: [@a, c]\nlist:\n  - `z`\n---\n"
    )
    found = read_frontmatter(text)
    assert found is not None
    assert found.error is not None
    mended = text
    for loose in reversed(found.error.loose):
        raw = mended[loose.start : loose.end]
        mended = f'{mended[: loose.start]}"{raw}"{mended[loose.end :]}'
    again = read_frontmatter(mended)
    assert again is not None
    assert [each[:2] for each in again.properties] == [
        ("telegram", "@katya"), ("twitter", "@k"), ("a", ("x", "y")),
        ("b", ("@a", "c")), ("list", ("`z`",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        "a: " + "[" * 12_000 + "\n",
        "a: " + "[" * 5_000 + "]" * 5_000 + "\n",
        "a: " + "{a: " * 3_000 + "\n",
        "- " * 8_000 + "\n",
        "? " * 8_000 + "\n",
        "a: &x [*x]\n",
        "x: " + "y" * 17_000 + "\n",
        "a0: &a0 [x, x]\n"
        + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40)),
    ],
)
def test_hostile_blocks_are_refused(body: str) -> None:
    """Nesting that crashes the C loader and aliases that explode are an error and nothing more."""
    assert read(body).error is not None


@pytest.mark.parametrize(
    ("body", "duplicates"),
    [
        ("a: 1\nb: 2\n", ()),
        ("a: 1\nb: 2\na: 3\n", (("a", 4),)),
        ("a: 1\n'a': 2\n\"a\": 3\n", (("a", 3), ("a", 4))),
        ("a: 1\nA: 2\n", ()),
        ("a:\n  b: 1\n  b: 2\n", (("b", 4),)),
    ],
)
def test_duplicates(body: str, duplicates: tuple[tuple[str, int], ...]) -> None:
    """A key that stands twice is found, by its exact text, with the line of the second."""
    assert read(body).duplicates == duplicates


@pytest.mark.parametrize(
    ("body", "line"),
    [("a: b\n", None), ("a: b\nc: {{title}}\n", 3), ('c: "<% tp.x %>"\n', 2), ("c: {x}\n", None),
     ('c: "uses {{ x }} in mails"\n', None), ("c: 'x {{'\nd: '{{date}}'\n", 3)],
)  # fmt: skip
def test_template_markers(body: str, line: int | None) -> None:
    """The line of the first template marker is found, but not where it is a word among others."""
    assert read(body).template == line


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a: x {{y}}\n", 2),
        ('a: "{{y}}"\nb: {{x}}\n', 3),
        ('a: "{{y}}"\n', None),
        ("a: ['<% x %>', b]\n", None),
        ("a:\n  - '{{x}}'\n", None),
        ("a: it's {{x}}, isn't it\n", 2),
        ('a: "x" # {{y}}\n', 2),
    ],
)
def test_markers_outside_of_quotes(body: str, line: int | None) -> None:
    """Only they keep a block from being written; the first one's line is known."""
    assert read(body).unfilled == line


def test_pure_yaml_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the C library the same values and spans are read."""
    text = "---\na: |\n  x 😀\n\n# c\nb: [[A]]\nc: &x [1, ~]\nd: *x\n---\n"
    fast = read_frontmatter(text)
    monkeypatch.delattr(yaml, "CSafeLoader")
    assert read_frontmatter(text) == fast
    assert isinstance(fast, Frontmatter)
    assert [type(each) for each in fast.properties] == [Property] * 4


@pytest.mark.parametrize(
    ("body", "line", "said"),
    [
        ("a: b\nc: " + "[" * 40 + "]" * 40 + "\n", 3, "lists in lists are too deep to be read"),
        ("a: &x [*x]\n", 2, "`*x` repeats what no `&x` above it names"),
        ("a: b\nrole: *lead\n", 3, "`*lead` repeats what no `&lead` above it names"),
    ],
)
def test_depth_and_aliases_are_not_told_to_be_quoted(body: str, line: int, said: str) -> None:
    """Lists that are too deep and aliases are named for what they are."""
    block = read_frontmatter(f"---\n{body}---\n")
    assert block is not None
    assert block.error is not None
    assert say_problem(block.error.problem("", "")) == said
    assert (block.error.line, block.error.loose) == (line, ())
