"""Laws of what is written into notes of every shape, with Markdown itself as the judge."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.edits import Edit, Plan
from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.editing.record_entry import move_entry
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry, Task
from contactkeeper.core.note.note import Note
from contactkeeper.errors import WriteRefused
from hypothesis_profiles import examples
from markdown_blocks import read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

FIRST = date(2026, 6, 1)
TODAY = date(2026, 11, 25)

MARKERS = ("-", "*", "+", "1.", "7)", "99.", "")
DATES = (
    "{}", "[[{}]]", "**{}**", "__{}__", "**[[{}]]**", "[[{}|Monday]]", "**{}:**",
    "[[{} Coffee with Anna]]", "**{} Offer**", "**[[{} Coffee]]**", "**[[{}]] Offer**",
    "**{} call**", "**{}", "[[{}",
)  # fmt: skip
SEPARATORS = (":", "", " —", " |", ",", " -")
WORDS = ("talked", "call: talked", "-> asked", "Talked. #hr ^abc123", "with *Anna* (she) `x`", "")
CHILDREN = (
    "", "\t- [ ] send it", "  - [ ] send it", " - [ ] send it", "    - more", "\tmore", "   - more",
    "\t- [x] done ✅ 2026-06-02",
)  # fmt: skip
TAILS = (
    "", "---", "***", "---\nA footer.", "> [!note] Mind\n> the gap", "%% end %%", "</details>",
    "```dataview\nLIST\n```", "```dataviewjs\ndv.list()\n```", "%% kanban:settings\nx\n%%",
    "Closing words.", "See also [[Boris]]:\n- [[Boris]]", "[^1]: A footnote.", "^block-id",
    "<!-- end of log -->", "| a | b |\n| --- | --- |\n| 1 | 2 |", "> quoted",
    "```python\nprint()\n```", "<div>\nwords\n</div>", "![[image.png]]", "$$\nx\n$$",
)  # fmt: skip
GLUED = frozenset(
    tail
    for tail in TAILS
    if tail.startswith(("---", "***", "> [!", "</details", "```dataview", "<!--"))
)
HINTS = (
    "",
    "Newest below.\n",
    "<details>\n<summary>All of it</summary>\n",
    "<div>hint</div>\n",
    "<!-- a hint -->\n",
    "%% a hint %%\n",
    "> [!tip]\n> hint\n",
)
PAIRS = (("[[", "]]"), ("(", ")"), ("**", None), ("`", None), ("==", None), ("~~", None),
         ("__", None))  # fmt: skip


class Shape(NamedTuple):
    """What the section of a note is made of."""

    hint: str
    marker: str
    form: str
    separator: str
    words: tuple[str, ...]
    child: str
    gap: int
    newest_first: bool
    tail: str
    glued: bool
    dotted: bool
    below: str


def write_note(shape: Shape) -> str:
    """Write a note with a log of this shape."""
    days = [FIRST + timedelta(days=9 * at) for at in range(len(shape.words))]
    entries = []
    for at, (day, words) in enumerate(zip(days, shape.words, strict=True)):
        when = shape.form.format(f"{day:%d.%m.%Y}" if shape.dotted else day.isoformat())
        number = shape.marker
        if number[:1].isdecimal():
            number = f"{int(number[:-1]) + at}{number[-1]}"
        lead = f"{number} " if number else "### "
        said = f"{shape.separator} {words}" if words else ""
        child = f"\n{shape.child}" if shape.child and at % 2 == 0 else ""
        entries.append(f"{lead}{when}{said}{child if number else child.replace(chr(9), '')}")
    if shape.newest_first:
        entries.reverse()
    log = ("\n" * (1 + shape.gap)).join(entries)
    blank = "" if shape.glued and shape.tail in GLUED and entries and shape.marker else "\n"
    tail = f"\n{blank}{shape.tail}" if shape.tail else ""
    hint = f"{shape.hint}\n" if shape.hint else ""
    return f"# Anna\n\n## Interactions\n{hint}{log}{tail}\n{shape.below}"


SHAPES: SearchStrategy[Shape] = st.builds(
    Shape,
    hint=st.sampled_from(HINTS),
    marker=st.sampled_from(MARKERS),
    form=st.sampled_from(DATES),
    separator=st.sampled_from(SEPARATORS),
    words=st.lists(st.sampled_from(WORDS), max_size=4).map(tuple),
    child=st.sampled_from(CHILDREN),
    gap=st.integers(0, 1),
    newest_first=st.booleans(),
    tail=st.sampled_from(TAILS),
    glued=st.booleans(),
    dotted=st.booleans(),
    below=st.sampled_from(("", "\n## Notes\nText.\n", "\n### Plans\n- a plan\n")),
)
TEXTS = st.one_of(
    st.just("asked"),
    st.text(max_size=20),
    st.lists(
        st.sampled_from(
            [
                "asked", " ", "\n", "\n\n", "<pre>", "<script", "<div>", "</details>", "<b>",
                "<br>", "<https://a.example>", "<a@b.example>", "<!x", "<?x", "<![CDATA[", "<!--",
                "---", "# x", "> x", "```", "~~~", "- x", "1. x", "%%", "| a |", "===", "    code",
                "[[Boris]]", "**", "(", "`", "[^1]: x", "<custom-tag>", "<u>x</u>", "***", "\t",
                "2026-01-01: x", "- 2026-01-01: x", "### 2026-01-01", "[a]: b", "$$", "+", "^id",
                "![[x", "&amp;", "\\", "<input", "a < b", "<style>", "<textarea>",
            ]
        ),
        max_size=8,
    ).map("".join),
)  # fmt: skip
ENTRIES = st.builds(
    lambda day, text, direction, channel, tasks: Entry(day, text, direction, channel, tasks=tasks),
    st.just(TODAY) | st.dates(FIRST - timedelta(days=3), FIRST + timedelta(days=40)),
    TEXTS,
    st.sampled_from(["", "->", "<-"]),
    st.sampled_from(["", "call", "tg"]),
    st.lists(
        st.builds(
            lambda text, kind: Task(text, TODAY, kind=kind),
            st.sampled_from(["the CV", "JD"]),
            st.sampled_from(["promise", "waiting"]),
        ),
        max_size=2,
    ).map(tuple),
)


def entries_of(note: Note) -> list[Entry]:
    """Return what the log says, in the order of the file."""
    return [span.entry for span in note.log.spans] if note.log else []


def insert(note: Note, entry: Entry) -> tuple[Plan, str, str]:
    """Return the plan that logs an entry, its one piece, and the text that it makes."""
    plan = append_entry(note, entry)
    (edit,) = plan.edits
    assert edit.start == edit.end
    return plan, edit.opening + edit.text + edit.closing, verify(note, plan).text


@settings(max_examples=examples(250), deadline=None)
@given(SHAPES, ENTRIES)
def test_an_entry_reads_back_and_leaves_every_other_as_it_was(shape: Shape, entry: Entry) -> None:
    """One piece is inserted; what is read is what was read before, and the entry."""
    note = Note.parse(write_note(shape))
    plan, inserted, after = insert(note, entry)
    at = plan.edits[0].start
    assert after == note.text[:at] + inserted + note.text[at:]
    now = entries_of(Note.parse(after))
    (added,) = plan.added
    now.remove(next(each for each in now if each.same(added)))
    before = entries_of(note)
    assert len(now) == len(before)
    assert all(one.same(other) for one, other in zip(now, before, strict=True))
    assert added.same(entry)


def is_one_list(note: Note) -> bool:
    """Say whether all entries are items of one list, with all that is read as text of theirs."""
    lines = read_lines(note.text)
    lists = set()
    for span in note.log.spans if note.log else ():
        first = span.entry.line - 1
        item = lines[first].list_item()
        if item is None or item[1] != first:
            return False
        count = note.text.count("\n", span.start, span.end)
        if not all(
            first in lines[at].starts for at in range(first, first + count) if lines[at].kinds
        ):
            return False
        lists.add(item[0])
    return len(lists) == 1


def blocks_kept(before: str, after: str, start: int, count: int) -> None:
    """Hold that each line of a text stands in blocks of the same kinds, as many lines lower."""
    old, new = read_lines(before), read_lines(after)
    rest = new[:start] + new[start + count :]
    lines = before.split("\n")
    for at, (one, other) in enumerate(zip(old, rest, strict=True)):
        # A blank line ends raw HTML, so what it swallowed is Markdown again.
        freed = one.kinds == ("html_block",) and not lines[start - 1].startswith("<!--")
        assert one.kinds == other.kinds or (freed and at >= start - 1), (at, lines[at])


@settings(max_examples=examples(350), deadline=None)
@given(SHAPES, ENTRIES)
def test_markdown_sees_the_entry_among_its_like(shape: Shape, entry: Entry) -> None:
    """An item of the list of the others, or a heading; no other block changes its kind."""
    note = Note.parse(write_note(shape))
    plan, inserted, after = insert(note, entry)
    start = note.text.count("\n", 0, plan.edits[0].start)
    # After a last line without an ending, the piece begins with one.
    blocks_kept(note.text, after, start, inserted.count("\n"))
    lines = read_lines(after)
    first = next(at for at in range(start, len(lines)) if lines[at].kinds)
    if not shape.words or shape.marker:
        own = lines[first].list_item()
        assert own
        assert own[1] == first
        assert lines[first].kinds[:2] in (
            ("bullet_list", "list_item"),
            ("ordered_list", "list_item"),
        )
        if is_one_list(note):
            others = [entry.line - 1 for entry in entries_of(Note.parse(after))]
            assert {(lines[at].list_item() or own)[0] for at in others} == {own[0]}
    else:
        assert lines[first].kinds == ("heading",)


@settings(max_examples=examples(150), deadline=None)
@given(SHAPES, ENTRIES)
def test_children_nest_under_their_entry(shape: Shape, entry: Entry) -> None:
    """A promise is an item of a list inside of the entry's item, whatever others look like."""
    if not shape.marker:
        return
    note = Note.parse(write_note(shape))
    *_, after = insert(note, entry._replace(text="asked", tasks=(Task("the CV", TODAY),)))
    lines = read_lines(after)
    added = next(
        each
        for each in entries_of(Note.parse(after))
        if each.tasks[-1:] and each.tasks[-1].text == "the CV"
    )
    (task,) = added.tasks
    kinds, parent = lines[task.line - 1].kinds, lines[added.line - 1].kinds
    assert kinds[: len(parent) - 1] == parent[:-1]
    assert kinds[len(parent) - 1 :] == ("bullet_list", "list_item", "paragraph")
    assert lines[task.line - 1].starts[len(parent) - 2] == added.line - 1


@settings(max_examples=examples(150), deadline=None)
@given(SHAPES)
def test_no_mark_of_a_style_is_left_without_its_pair(shape: Shape) -> None:
    """What is copied from another entry is copied with both its ends."""
    note = Note.parse(write_note(shape))
    _, inserted, _ = insert(note, Entry(TODAY, "asked", tasks=(Task("the CV", TODAY),)))
    text = inserted.replace("[ ]", "").replace("7) ", "7. ")
    text = re.sub(r"(?m)^[ \t]*[0-9]+\)", "", text)
    for opening, closing in PAIRS:
        if closing:
            assert text.count(opening) == text.count(closing)
        else:
            assert text.count(opening) % 2 == 0
    assert len(re.findall(r"\*(?! )|(?<=\*)\*", text)) % 2 == 0


TABLES = st.builds(
    lambda names, rows, form, tail: "\n".join(
        ["## Interactions", "", *aligned([names, ["---" for _ in names], *rows(names, form)]), tail]
    ),
    st.sampled_from([["Date", "Type", "Summary"], ["Дата", "О чём"], ["Date", "Channel", "Topic"]]),
    st.integers(0, 3).map(
        lambda count: lambda names, form: [
            [form.format(FIRST + timedelta(days=9 * at)), *("call" * (at + 1) for _ in names[1:])]
            for at in range(count)
        ]
    ),
    st.sampled_from([form for form in DATES if "|" not in form]),
    st.sampled_from([f"\n{tail}" for tail in TAILS]),
)  # fmt: skip


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Write the rows of a table, each cell as wide as the widest of its column."""
    widths = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    return [
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))} |"
        for row in rows
    ]


@settings(max_examples=examples(150), deadline=None)
@given(TABLES, ENTRIES)
def test_a_row_joins_the_table(text: str, entry: Entry) -> None:
    """A row is added to the table, right below its rows, and nothing else is another block."""
    note = Note.parse(text)
    plan, inserted, after = insert(note, entry)
    assert inserted.count("\n") == 1
    start = note.text.count("\n", 0, plan.edits[0].start)
    blocks_kept(note.text, after, start, 1)
    assert read_lines(after)[start].kinds == ("table",)
    before, now = entries_of(note), entries_of(Note.parse(after))
    (added,) = plan.added
    now.remove(next(each for each in now if each.same(added)))
    assert [each._replace(line=0) for each in now] == [each._replace(line=0) for each in before]


def test_a_row_is_as_wide_as_the_others() -> None:
    """Where the columns of a table are aligned, those of a new row are; elsewhere not."""
    table = "| Date       | Type | Text   |\n| ---------- | ---- | ------ |\n"
    row = "| 2026-06-01 | call | talked |\n"
    note = Note.parse(f"## Log\n{table}{row}")
    *_, after = insert(note, Entry(TODAY, "hi", channel="tg"))
    assert after == f"## Log\n{table}{row}| 2026-11-25 | tg   | hi     |\n"
    note = Note.parse(f"## Log\n| Date | Type | Text |\n| - | - | - |\n{row}")
    assert insert(note, Entry(TODAY, "hi"))[2].endswith(f"{row}| 2026-11-25 |  | hi |\n")


@settings(max_examples=examples(150), deadline=None)
@given(SHAPES, ENTRIES, st.integers(0, 9))
def test_an_entry_that_is_amended_stays_among_its_like(
    shape: Shape, entry: Entry, which: int
) -> None:
    """In the place of another or moved to its day: Markdown sees an item of the same list."""
    note = Note.parse(write_note(shape))
    spans = note.log.spans if note.log else ()
    if not spans or not shape.marker or not is_one_list(note):
        return
    span = spans[which % len(spans)]
    plan = move_entry(note, span, entry._replace(tasks=()))
    after = verify(note, plan)
    lines = read_lines(after.text)
    items = [lines[each.line - 1].list_item() for each in entries_of(after)]
    assert len({item[0] for item in items if item}) == 1
    assert [item[1] for item in items if item] == [each.line - 1 for each in entries_of(after)]
    assert trailing_of(after) == trailing_of(note)


def trailing_of(note: Note) -> str:
    """Return what stands below the last entry."""
    assert note.log
    return note.text[note.log.spans[-1].end :].strip("\n")


@settings(max_examples=examples(100), deadline=None)
@given(SHAPES, ENTRIES)
def test_a_second_entry_follows_the_first(shape: Shape, entry: Entry) -> None:
    """What `ck` has written is no other note for it than what a person wrote."""
    if not shape.words:
        return
    note = Note.parse(write_note(shape))
    first = Note.parse(insert(note, Entry(TODAY, "first", tasks=(Task("the CV", TODAY),)))[2])
    assert trailing_of(first) == trailing_of(note)
    *_, text = insert(first, entry)
    assert trailing_of(Note.parse(text)) == trailing_of(note)


def test_a_comment_and_the_signs_of_a_task_stay_with_an_amended_entry() -> None:
    """Both are no part of an entry, so they are kept as lines."""
    kept = "\t- [ ] the CV ⏫ 🔁 every week 📅 2026-11-25\n\t%% private %%\n"
    note = Note.parse(f"## Log\n- 2026-06-01: talked\n{kept}\nClosing words.\n")
    assert note.log
    (span,) = note.log.spans
    entry = span.entry._replace(text="spoke", channel="call")
    after = verify(note, move_entry(note, span, entry)).text
    assert after == f"## Log\n- 2026-06-01 call: spoke\n{kept}\nClosing words.\n"


def test_a_heading_between_two_entries_stays_where_an_entry_moves_from() -> None:
    """An entry that gets another day takes no heading with it."""
    text = "## Log\n- 2026-06-01: a\n\n### Later\n- 2026-06-10: b\n- 2026-06-20: c\n"
    note = Note.parse(text)
    assert note.log
    span = note.log.spans[0]
    after = verify(note, move_entry(note, span, span.entry._replace(date=TODAY))).text
    assert after == ("## Log\n\n### Later\n- 2026-06-10: b\n- 2026-06-20: c\n- 2026-11-25: a\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("### Notes\ntext\n", "NEW\n### Notes\ntext\n"),
        ("\nHint.\n\n### 2026\n", "\nHint.\n\nNEW\n\n### 2026\n"),
        ("\n---\n\n## Next\n", "NEW\n\n---\n\n## Next\n"),
        ("<details>\n<summary>x</summary>\n", "<details>\n<summary>x</summary>\n\nNEW\n"),
        ("<details>\n\n</details>\n", "<details>\n\nNEW\n\n</details>\n"),
        ("<div>\nhint\n</div>\n", "<div>\nhint\n</div>\n\nNEW\n"),
        ("%% kanban:settings\nx\n%%\n", "NEW\n%% kanban:settings\nx\n%%\n"),
    ],
)
def test_the_first_entry_of_a_section(before: str, after: str) -> None:
    """It stands below a hint, above a sub-heading and what closes the section, out of raw HTML."""
    note = Note.parse(f"## Log\n{before}")
    *_, text = insert(note, Entry(TODAY, "asked"))
    assert text == f"## Log\n{after}".replace("NEW", "- 2026-11-25: asked")


@pytest.mark.parametrize("opening", ["<pre>", "<script>", "<?x", "<![CDATA[", "<!X"])
def test_nothing_is_written_into_raw_html(opening: str) -> None:
    """What no blank line ends would swallow the section: refused, with its line."""
    note = Note.parse(f"# Anna\n\n{opening}\n", "Anna.md")
    with pytest.raises(WriteRefused, match=r"Anna\.md:3"):
        append_entry(note, Entry(TODAY, "asked"))


def test_a_mark_that_has_no_pair_is_refused() -> None:
    """A plan that would copy half a link does not pass the check."""
    note = Note.parse("## Log\n- [[2026-06-15 Coffee with Anna]] talked\n")
    for half in ("- [[2026-11-25 asked\n", "- **2026-11-25 asked\n", "- 2026-11-25]] asked\n"):
        edit = Edit(len(note.text), len(note.text), half)
        with pytest.raises(WriteRefused):
            verify(note, Plan((edit,), (Entry(TODAY, "asked"),)))
