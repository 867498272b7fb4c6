"""What becomes of two changes of one note, by cases and by laws."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from cases_reader import read_cases
from changed_notes import Change, Draft, changes, changes_by_ck, drafts, make, write
from contactkeeper.core.editing.log_edits import append_entry
from contactkeeper.core.editing.property_edits import set_property
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.merging.conflicts import Labels, Merged, sides_of
from contactkeeper.core.merging.merge import merge
from contactkeeper.core.model import Entry
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import LogRules, Settings
from hypothesis_profiles import examples

CASES = read_cases(Path(__file__).parents[2] / "cases" / "merging.md", 5)
_MARKS = re.compile(r"^(?:<{7}|>{7}|={7}$|\|{7})", re.MULTILINE)

# Pieces of notes that meet in every wrong way.
PIECES = st.sampled_from(
    [
        "---\n", "---\n", "tags: [recruiter]\n", "tier: key\n", "tier: b\n", "x: &a 1\n", "y: *a\n",
        "tier:\n  - a\n  - b\n", "tags: []\n", "a: |\n  x\n\n", "# c\n", "{a: 1, b: 2}\n", "? x\n",
        "## Log\n", "### Log\n", "## Interactions\n", "# X\n", "- 2026-01-01: a\n",
        "- 2026-01-02: b\n", "\t- [ ] t\n", "\t- [x] t\n", "\t- [-] t\n", "- [ ] 2026-01-01 a\n",
        "- [x] 2026-01-01 a\n", "  more\n", "\n", "\n", " \n", "### 2026-01-03\n", "para\n",
        "| Date | Type | Summary |\n", "| --- | --- | --- |\n",
        "| 2026-01-05 | call | x<br>- [ ] t |\n",
        "```\n", "<!--\n", "-->\n", "%%\n", "<<<<<<< ours\n", "||||||| b\n", "=======\n",
        ">>>>>>> theirs\n", "<<<<<<< ours (properties)\n", "\r\n", "\r", "x", "\ufeff", "\u2028",
        "\x0c", "{{x}}\n", "- 23.11 a\n", "- 2026-02-30: a\n", "snooze_until: 2026-01-01\n",
        "snooze_until: 2026-02-01\n", "snoozed: 2026-01-01\n", "created: 2026-01-01\n",
        "status: paused\n", "статус: dnc\n",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=14).map("".join)
EQUAL_LINES = st.text("Xab", max_size=10)
DELETED = Change("delete line", 0, 0)


def plain_draft(*lines: str) -> Draft:
    """Make a note of these lines, without properties and log."""
    return Draft(None, lines, None, "bullet", (), "", "\n", newest_first=False, loose=False)


def said_of(merged: Merged) -> str:
    """Write down what a merge says of its text, as the cases do."""
    return "".join(
        f"{'marked' if one.marked else 'kept'} {one.line} {one.kind}: {one.message}\n"
        for one in merged.conflicts
    )


def words_of(text: str) -> Counter[str]:
    """Count the entries of a note by the word that no other has."""
    note = Note.parse(text)
    entries = [span.entry.text for span in note.log.spans] if note.log else []
    return Counter(re.findall(r"word\d+|[ot]\d+", entry)[0] for entry in entries)


def problems_of(text: str) -> set[str]:
    """Return the kinds of what is wrong in a note."""
    problems = Note.parse(text).contact().problems
    return {problem.code for problem in problems if problem.severity == "problem"}


def ticked(text: str) -> set[str]:
    """Return the promises of a note that are kept."""
    entries = Note.parse(text).contact().entries
    return {task.text for entry in entries for task in entry.tasks if task.state == "kept"}


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "said"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_cases(base: str, ours: str, theirs: str, merged: str, said: str) -> None:
    """Each case gives the note and the words that it shows, checked, and with CRLF the same."""
    result = merge(base, ours, theirs)
    assert (result.text, said_of(result)) == (merged, said)
    assert result.checked
    base, ours, theirs = (text.replace("\n", "\r\n") for text in (base, ours, theirs))
    crlf = merge(base, ours, theirs)
    assert (crlf.text, crlf.checked) == (merged.replace("\n", "\r\n"), True)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged", "said"),
    [pytest.param(*case[1:], id=case[0]) for case in CASES],
)
def test_cases_swapped(base: str, ours: str, theirs: str, merged: str, said: str) -> None:
    """Without marks nothing hangs on which side is called ours; the words said are the same."""
    result = merge(base, theirs, ours)
    assert said_of(result) == said
    if not result.marked:
        assert result.text == merged
    elif both := sides_of(result.text):
        assert sides_of(merged) == both._replace(ours=both.theirs, theirs=both.ours)


@settings(max_examples=examples(300))
@given(drafts, changes)
def test_a_side_that_did_nothing_changes_nothing(draft: Draft, done: list[Change]) -> None:
    """Where one side, or nobody, did anything, the result is the other side, byte for byte."""
    base = write(draft)
    side = make(base, done, "o")
    assert merge(base, side, base) == merge(base, base, side) == merge(base, side, side)
    assert merge(base, side, base).text == side


@settings(max_examples=examples(200))
@given(drafts, changes)
def test_endings_of_one_side_meet_the_changes_of_the_other(
    draft: Draft, done: list[Change]
) -> None:
    """A note whose endings one side turned gets the other's changes, in the new endings."""
    base = write(draft._replace(ending="\n"))
    changed = make(base, [change for change in done if change.kind != "endings"], "o")
    result = merge(base, base.replace("\n", "\r\n"), changed)
    if "\n" in base:
        assert result == Merged(changed.replace("\n", "\r\n"))


@settings(max_examples=examples(400))
@given(drafts, changes, changes)
@example(
    Draft(None, (), "## Log", "bullet", (1, 2), "", "\n", newest_first=False, loose=False),
    [Change("turn", 0, 0)],
    [Change("log", 1, 40)],
)
def test_nothing_of_either_side_is_lost(
    draft: Draft, ours: list[Change], theirs: list[Change]
) -> None:
    """Entries, promises and marks survive any two changes, and nothing newly wrong comes of it.

    Who took an entry away and added one much like it on that day may have edited it: nobody can
    tell, so the check may say no where the other side changed that entry, and git's merge is used.
    """
    base = write(draft)
    here, there = make(base, ours, "o"), make(base, theirs, "t")
    result = merge(base, here, there)
    if any({"log", "delete entry"} <= {each.kind for each in side} for side in (ours, theirs)):
        assume(result.checked)
    assert result.checked
    was, mine, yours, now = map(words_of, (base, here, there, result.text))
    for word in {**mine, **yours}:
        if mine[word] and yours[word]:
            assert now[word] >= 1
        elif not was[word]:
            assert now[word] == 1
    if not result.conflicts:
        assert all(count == 1 for count in now.values())
        assert set(now) <= set(mine) | set(yours)
    if not result.marked:
        assert not _MARKS.search(result.text)
        assert problems_of(result.text) <= problems_of(here) | problems_of(there)


@settings(max_examples=examples(400))
@given(drafts, changes, changes)
def test_whose_side_is_ours_does_not_matter(
    draft: Draft, ours: list[Change], theirs: list[Change]
) -> None:
    """Two machines that merge the same changes get the same bytes, if no person has to decide."""
    base = write(draft)
    here, there = make(base, ours, "o"), make(base, theirs, "t")
    one, other = merge(base, here, there), merge(base, there, here)
    assert one.marked == other.marked
    if not one.marked:
        assert one == other


@settings(max_examples=examples(300))
@given(drafts, changes_by_ck, changes_by_ck)
def test_what_ck_writes_merges(draft: Draft, ours: list[Change], theirs: list[Change]) -> None:
    """Of what `ck` writes only a value that both gave a property needs a person; ticks survive."""
    base = write(draft)
    here, there = make(base, ours, "o"), make(base, theirs, "t")
    result = merge(base, here, there)
    assert {conflict.kind for conflict in result.conflicts} <= {"property"}
    assert ticked(result.text) == ticked(here) | ticked(there)
    if not result.conflicts:
        again = merge(base, result.text, there)
        assert sorted(again.text.split("\n")) == sorted(result.text.split("\n"))
    else:
        sides = sides_of(result.text)
        assert sides is not None
        again = merge(sides.base or "", sides.ours, sides.theirs)
        assert again.text.replace("\r", "") == result.text.replace("\r", "")


@settings(max_examples=examples(200))
@given(drafts, changes_by_ck)
def test_changes_of_different_parts_are_both_made(draft: Draft, done: list[Change]) -> None:
    """A property set on one side and entries logged on the other give what both in turn give."""
    base = write(draft._replace(properties=("tags: [recruiter]", "tier: key")))
    logged = make(base, [change for change in done if change.kind in ("log", "tick")], "o")
    note = Note.parse(base)
    there = verify(note, set_property(note, "tier", "supporting")).text
    after = Note.parse(logged)
    assert merge(base, logged, there) == Merged(
        verify(after, set_property(after, "tier", "supporting")).text
    )


@settings(max_examples=examples(300))
@given(drafts, changes, changes)
@example(plain_draft(*["Met at HighLoad++ 2023."] * 4), [DELETED], [Change("edit line", 1, 0)])
@example(plain_draft("", "", "Likes trains.", ""), [DELETED], [Change("delete line", 3, 0)])
def test_copies_lose_nothing(draft: Draft, ours: list[Change], theirs: list[Change]) -> None:
    """Of two copies without a base each entry and each line is there, whoever took what away."""
    base = write(draft)
    here, there = make(base, ours, "o"), make(base, theirs, "t")
    result = merge("", here, there, keep_both=True)
    assert result.checked
    assert set(words_of(result.text)) >= set(words_of(here)) | set(words_of(there))
    assert {conflict.kind for conflict in result.conflicts if conflict.marked} <= {"property"}
    other = merge("", there, here, keep_both=True)
    if not result.marked:
        assert other == result
    assert merge("", here, here, keep_both=True) == Merged(here)


@settings(max_examples=examples(300))
@given(EQUAL_LINES, EQUAL_LINES)
@example("bbabXaXa", "aXXaaX")
def test_copies_keep_each_of_equal_lines(ours: str, theirs: str) -> None:
    """All lines of either copy are there in their order, however often a line is repeated."""
    here, there = ("".join(f"{line}\n" for line in side) for side in (ours, theirs))
    result = merge("", here, there, keep_both=True)
    assert result == merge("", there, here, keep_both=True)
    for side in (ours, theirs):
        rest = iter(result.text.split("\n"))
        assert all(line in rest for line in side)


@settings(max_examples=examples(400))
@given(TEXTS, TEXTS, TEXTS)
def test_no_text_is_too_strange(base: str, ours: str, theirs: str) -> None:
    """Whatever three texts hold, merging them raises nothing and does not hang on the sides."""
    one, other = merge(base, ours, theirs), merge(base, theirs, ours)
    merge("", ours, theirs, keep_both=True)
    if not (one.marked or other.marked) and one.checked and other.checked:
        assert one.text == other.text


@settings(max_examples=examples(200))
@given(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS))
def test_strange_texts_that_are_alike(parts: tuple[str, str, str, str]) -> None:
    """The same holds where parts were taken out and moved."""
    top, one, two, three = parts
    base = top + one + two + three
    here, there = top + one + three, top + two + three + one
    result, other = merge(base, here, there), merge(base, there, here)
    if not (result.marked or other.marked) and result.checked and other.checked:
        assert result.text == other.text


def test_the_configuration_orders_a_log_that_shows_no_order() -> None:
    """Entries of both sides under a new heading are ordered as new sections are."""
    sides = ("## Log\n- 2026-11-20: ours\n", "## Log\n- 2026-11-22: theirs\n")
    newest_first = Settings(log=LogRules(order="newest-first"))
    assert merge("", *sides).text == "## Log\n- 2026-11-20: ours\n- 2026-11-22: theirs\n"
    assert (
        merge("", *sides, newest_first).text == "## Log\n- 2026-11-22: theirs\n- 2026-11-20: ours\n"
    )


def test_own_headings_and_spellings_count() -> None:
    """The configured heading is a log's, and the configured spellings are known properties."""
    rules = Settings(
        log=LogRules(heading="Переписка"), properties=(("snooze_until", ("молчать до",)),)
    )
    base = "---\nмолчать до: 2026-11-01\n---\n## Переписка\n- 2026-11-01: a\n"
    ours = base.replace("11-01\n---", "12-01\n---") + "- 2026-11-20: ours\n"
    theirs = base.replace("11-01\n---", "12-05\n---") + "- 2026-11-19: theirs\n"
    assert merge(base, ours, theirs, rules) == Merged(
        "---\nмолчать до: 2026-12-05\n---\n## Переписка\n- 2026-11-01: a\n- 2026-11-19: theirs\n"
        "- 2026-11-20: ours\n"
    )


def test_labels_stand_behind_the_marks() -> None:
    """What the sides are called is for the caller to say."""
    result = merge("a\n", "b\n", "c\n", labels=Labels("HEAD", "phone", "before"))
    assert result.text == ("<<<<<<< HEAD\nb\n||||||| before\na\n=======\nc\n>>>>>>> phone\n")


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        pytest.param("a", "a\nb", "x\na", "x\na\nb", id="no final newline, kept"),
        pytest.param("a", "a\n", "x\na", "x\na\n", id="a final newline, added"),
        pytest.param("a\n", "a", "x\na\n", "x\na", id="a final newline, taken"),
        pytest.param("a\n\nb\n", "a\n\n", "a\n\nb", "a\n\n", id="a blank line has its ending"),
        pytest.param("a\n", "\ufeffa\n", "a\nb\n", "\ufeffa\nb\n", id="a mark added"),
        pytest.param("\ufeffa\n", "a\n", "\ufeffa\nb\n", "a\nb\n", id="a mark taken"),
        pytest.param("a\r\nb\n", "a\r\nb\nc\r\n", "x\na\r\nb\n", "x\na\r\nb\nc\r\n", id="mixed"),
        pytest.param("a\r\nb\n", "a\nb\n", "a\r\nb\nc\r\n", "a\nb\nc\r\n", id="mixed, mended"),
        pytest.param("a\rb\r", "a\rb\rc\r", "x\ra\rb\r", "x\ra\rb\rc\r", id="old Macs"),
        pytest.param("", "a\r\nb\r\n", "a\r\nc\nb\r\n", "a\r\nc\nb\r\n", id="both made it"),
    ],
)
def test_endings(base: str, ours: str, theirs: str, merged: str) -> None:
    """Endings and the byte order mark are changed by whoever changed them, else they stay."""
    assert merge(base, ours, theirs).text == merged
    assert merge(base, theirs, ours).text == merged


def test_a_side_that_breaks_a_comment_open_is_not_merged_over_a_log() -> None:
    """Where the result would hide what a side says, the merge says that it is not to be used."""
    base = "<!-- a\nb -->\n"
    result = merge(base, base + "\n## Log\n- 2026-11-01: a\n", "<!-- a\n")
    assert not result.checked
    assert result.losses[0] == "the log would be lost"


def test_a_long_log_merges() -> None:
    """Five hundred entries, changed here and there on both sides, merge whole."""
    days = [f"20{10 + at // 25:02}-{1 + at % 12:02}-{1 + at % 25:02}" for at in range(500)]
    entries = [f"- {day}: number {at}\n\t- [ ] do {at}\n" for at, day in enumerate(sorted(days))]
    base = "## Log\n" + "".join(entries)
    ours = base.replace("[ ] do 7\n", "[x] do 7\n").replace("number 400", "number 400!")
    theirs = base.replace(entries[3], "") + "- 2026-11-23: new\n"
    expected = ours.replace(entries[3], "") + "- 2026-11-23: new\n"
    assert merge(base, ours, theirs) == Merged(expected)


def test_an_entry_of_ck_is_where_ck_would_write_it() -> None:
    """Merging one new entry into a longer log puts it where `ck log` would have."""
    base = "## Log\n- 2026-11-01: a\n- 2026-11-10: b\n"
    longer = base + "- 2026-11-20: c\n"
    new = Entry(Note.parse("## Log\n- 2026-11-15: x\n").contact().entries[0].date, "x")
    note, after = Note.parse(base), Note.parse(longer)
    there = verify(note, append_entry(note, new)).text
    assert merge(base, longer, there).text == verify(after, append_entry(after, new)).text


def test_the_log_is_chosen_once_for_all_versions() -> None:
    """A section that one side begins does not make the log of the other side another one."""
    base = "# Anna\n\n## Meetings 2025\n- 2025-11-01: one\n"
    ours = f"{base}\n## Meetings 2026\n- 2026-01-01: new year\n"
    theirs = f"{base}- 2025-12-01: two\n"
    for one, other in ((ours, theirs), (theirs, ours)):
        merged = merge(base, one, other)
        assert (merged.conflicts, merged.losses) == ((), ())
        assert merged.text == (
            "# Anna\n\n## Meetings 2025\n- 2025-11-01: one\n- 2025-12-01: two\n"
            "\n## Meetings 2026\n- 2026-01-01: new year\n"
        )


@pytest.mark.parametrize("heading", ["", "## Разное\n", "**Встречи**\n"])
def test_a_log_that_its_dates_show_is_merged_as_a_log(heading: str) -> None:
    """Both entries are kept, in the order of their days."""
    base = f"# Anna\n\n{heading}- 2026-11-01: one\n- 2026-11-02: two\n"
    merged = merge(base, f"{base}- 2026-11-04: four\n", f"{base}- 2026-11-03: three\n")
    assert (merged.conflicts, merged.losses) == ((), ())
    assert merged.text == f"{base}- 2026-11-03: three\n- 2026-11-04: four\n"
