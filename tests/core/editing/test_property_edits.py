from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_edits import (
    quote_values,
    set_properties,
    set_property,
)
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.note.note import Note
from contactkeeper.errors import WriteRefused
from hypothesis_profiles import examples

LINES = st.one_of(
    st.text(max_size=12),
    st.text(alphabet="-:#[]{},'\"|>&*!?@% \tabё0.\\", max_size=12),
    st.sampled_from(
        [
            "tags: [recruiter]",
            "tags:",
            "- one",
            "  - two # why",
            "company: Acme # old",
            'company: "[[Acme]]"',
            "Компания: Яндекс",
            "role: 'it''s'",
            "note: |",
            "  text",
            "note: >-",
            "birthday: 04-12",
            "dates:",
            "  placed: 2024-01-01",
            "aliases: [a, 'b, c']",
            "x: {a: 1}",
            "empty:",
            "empty: # nothing",
            '"quoted: key": x',
            "? odd",
            ": value",
            "a: &x b",
            "b: *x",
            "# comment",
            "...",
            "",
        ]
    ),
)
WHOLE = [
    "tags: [recruiter]",
    "tags:\n- one\n- two # why",
    "tags:\n  - '@one'\n  # between\n  - two",
    "company: Acme # old",
    'company: "[[Acme]]"',
    "Компания: Яндекс",
    "role: 'it''s'",
    "note: | # why\n  text\n\n  more",
    "note: >-\n  text",
    "note: text\n  goes on # why",
    "birthday: 04-12",
    "dates:\n  placed: 2024-01-01",
    "aliases: [a, 'b, c']",
    "x: {a: 1}",
    "x: [a,\n  b]",
    "empty:",
    "empty: # nothing",
    '"quoted: key": x',
    "a: &x b\nb: *x",
    "# comment",
    "",
]
BLOCKS = st.builds(
    lambda bom, lines, ending, rest: (
        bom + "".join(line + ending for line in ("---", *lines, "---")) + rest
    ),
    st.sampled_from(["", "\ufeff"]),
    st.lists(LINES, max_size=6)
    | st.lists(st.sampled_from(WHOLE), max_size=6, unique=True).map(
        lambda chunks: [line for chunk in chunks for line in chunk.split("\n")]
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "# Anna", "# Anna\n", "\n", "---\n"]),
)
TEXTS = st.one_of(st.text(), BLOCKS)
VALUES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["@anna", "yes", "12:30", "[[x]]", "a: b", "#x", " a ", "2026-12-01", "4"]),
    st.lists(st.text(max_size=6), min_size=1, max_size=3).map(tuple),
)
KEYS = st.sampled_from(["company", "role", "note", "tags", "empty", "a", "snooze_until", "x"])


@settings(max_examples=examples(400), deadline=None)
@given(TEXTS, VALUES)
def test_a_new_key_set_and_removed_again(text: str, value: str | tuple[str, ...]) -> None:
    """Setting a key that the note hasn't got and removing it gives the original text."""
    note = Note.parse(text, "note.md")
    if note.frontmatter and note.frontmatter.body_start == note.frontmatter.body_end:
        return  # an empty block goes with its last key, as Obsidian has it
    try:
        plan = set_property(note, "snooze_until", value)
    except WriteRefused:
        return
    after = Note.parse(apply(text, plan.edits), "note.md")
    assert apply(after.text, set_properties(after, {"snooze_until": None}).edits) == text


@settings(max_examples=examples(400), deadline=None)
@given(BLOCKS, KEYS, VALUES)
@example("---\n!\n|\n---\n", "company", "")
@example("---\n{}\n---\n", "company", "Ozon")
def test_what_is_set_reads_back(text: str, key: str, value: str | tuple[str, ...]) -> None:
    """The property has the value, all others have theirs; or nothing is written at all."""
    note = Note.parse(text, "note.md")
    try:
        plan = set_property(note, key, value)
    except WriteRefused:
        return
    after = Note.parse(apply(text, plan.edits), "note.md")
    assert after.frontmatter
    assert not after.frontmatter.error
    before = {item.name: item.value for item in note.frontmatter.properties}  # type: ignore[union-attr]
    found = {item.name: item.value for item in after.frontmatter.properties}
    assert found == {**before, **plan.properties}


@settings(max_examples=examples(300), deadline=None)
@given(BLOCKS, KEYS)
def test_what_is_removed_is_gone(text: str, key: str) -> None:
    """The key goes with its lines, and every other property and line stays."""
    note = Note.parse(text, "note.md")
    try:
        plan = set_properties(note, {key: None})
    except WriteRefused:
        return
    after = Note.parse(apply(text, plan.edits), "note.md")
    left = {item.name: item.value for item in note.frontmatter.properties}  # type: ignore[union-attr]
    found = after.frontmatter.properties if after.frontmatter else ()
    assert {item.name: item.value for item in found} == {
        name: value for name, value in left.items() if name not in plan.properties
    }


@settings(max_examples=examples(200), deadline=None)
@given(BLOCKS, KEYS, VALUES)
def test_setting_commutes_with_line_endings(
    text: str, key: str, value: str | tuple[str, ...]
) -> None:
    """A block in CRLF is changed as one in LF."""
    text = text.replace("\r", "")
    results = []
    for each in (text, text.replace("\n", "\r\n")):
        note = Note.parse(each, "note.md")
        try:
            results.append(apply(each, set_property(note, key, value).edits))
        except WriteRefused:
            results.append("refused")
    assert results[0].replace("\n", "\r\n") == results[1]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"---\nrole: x\n---\n"),
        (b"# A", b"---\nrole: x\n---\n# A"),
        (b"# A\r\n", b"---\r\nrole: x\r\n---\r\n# A\r\n"),
        (b"\xef\xbb\xbf# A\n", b"\xef\xbb\xbf---\nrole: x\n---\n# A\n"),
        (b"\xef\xbb\xbf---\r\na: 1\r\n---", b"\xef\xbb\xbf---\r\na: 1\r\nrole: x\r\n---"),
        (b"---\n---\n", b"---\nrole: x\n---\n"),
        (b"--- \na: 1\r\n---  \nb", b"--- \na: 1\r\nrole: x\r\n---  \nb"),
        (b"---\n  a: 1\n---\n", b"---\n  a: 1\n  role: x\n---\n"),
        (b"---\nrole:   \n---\n", b"---\nrole: x   \n---\n"),
        (b"---\nrole: |\n  a\n  b\nc: d\n---\n", b"---\nrole: x\nc: d\n---\n"),
        (b"---\nrole: a\n  b # c\n---\n", b"---\nrole: x # c\n---\n"),
        (b"---\nrole: # why\n  - a\n  - b\nc: d\n---\n", b"---\nrole: x # why\nc: d\n---\n"),
        (b"---\nrole: [a,\n  b] # c\n---\n", b"---\nrole: x # c\n---\n"),
    ],
)
def test_bytes(before: bytes, after: bytes) -> None:
    """Endings, a BOM, blanks, comments and everything around the value are as they were."""
    note = Note.parse(before.decode(), "note.md")
    assert verify(note, set_property(note, "role", "x")).text.encode() == after


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("x:\n  - a # 1\n  # c\n  - b\n", ("a", "b", "c"), "x:\n  - a # 1\n  # c\n  - b\n  - c\n"),
        ("x:\n- a # 1\n- b\n", ("a",), "x:\n- a # 1\n"),
        ("x:\n- a\n- b\n", ("b", "a"), "x:\n- b\n- a\n"),
        ("x: a\n", ("a", "b"), "x: [a, b]\n"),
        ("x:\ny:\n- 1\n", ("a", "@b"), 'x: [a, "@b"]\ny:\n- 1\n'),
        ("x: [ a, b ]\n", ("a", "b", "c, d"), 'x: [ a, b, "c, d" ]\n'),
        ("x: [a, b]\n", ("b",), "x: [b]\n"),
        ("x: []\n", ("b",), "x: [b]\n"),
        ("x:\n- a\n", (), "x: []\n"),
        ("y:\n  - a\n", ("b",), "y:\n  - a\nx:\n  - b\n"),
        ("y: [a]\n", ("b",), "y: [a]\nx: [b]\n"),
    ],
)
def test_lists(before: str, value: tuple[str, ...], after: str) -> None:
    """A list keeps its form, and the items that stay keep their lines."""
    note = Note.parse(f"---\n{before}---\n", "note.md")
    assert verify(note, set_property(note, "x", value)).text == f"---\n{after}---\n"


@pytest.mark.parametrize(
    "block",
    ["{x: 1, y: 2}", "? x\n: 1", "x: &a b\ny: *a", "x: {a: 1}", "x: !t y", "x: 1\n...", "x: *b",
     "x:\n- a: 1\n- b", "x: [a", "x: 1\nx: 2", "x: 1\ny: <% tp %>"],
)  # fmt: skip
def test_forms_that_are_left_alone(block: str) -> None:
    """Anchors, maps, tags, odd keys, faults and templates: the write is refused with its line."""
    note = Note.parse(f"---\n{block}\n---\n", "note.md")
    with pytest.raises(WriteRefused, match=r"note\.md:\d+: "):
        set_property(note, "x", ("new",))


def test_a_value_never_makes_a_template_of_the_note() -> None:
    """Marks of a template in a value would lock the block for good, so they are refused."""
    with pytest.raises(WriteRefused):
        set_property(Note.parse("---\na: 1\n---\n"), "x", "a {{date}}")


def test_several_properties_at_once() -> None:
    """Old ones change in place, new ones follow in their order, those to go are gone."""
    note = Note.parse("---\nstatus: paused\npaused_until: 2026-12-01\nrole: a\n---\n", "note.md")
    changes = {"role": "b", "status": None, "paused_until": None, "tier": "key", "x": "1"}
    assert (
        verify(note, set_properties(note, changes)).text == "---\nrole: b\ntier: key\nx: 1\n---\n"
    )


@pytest.mark.parametrize("keys", [("aliases", "email"), ("email", "aliases")])
def test_a_list_at_the_end_grows_before_new_keys(keys: tuple[str, str]) -> None:
    """Whichever of the two is named first, no item goes into the other list."""
    note = Note.parse("---\nemail:\n  - a@x.com\n---\n", "x.md")
    changes = {"aliases": ("Anna",), "email": ("a@x.com", "b@x.com")}
    plan = set_properties(note, {key: changes[key] for key in keys})
    after = "---\nemail:\n  - a@x.com\n  - b@x.com\naliases:\n  - Anna\n---\n"
    assert apply(note.text, plan.edits) == after


def test_a_block_is_made_once() -> None:
    """A note without properties gets one block for all that are set."""
    note = Note.parse("# A\n", "note.md")
    plan = set_properties(note, {"snooze_until": "2026-12-01", "snoozed": "2026-11-23", "x": None})
    after = verify(note, plan)
    assert after.text == "---\nsnooze_until: 2026-12-01\nsnoozed: 2026-11-23\n---\n# A\n"
    gone = set_properties(after, {"snooze_until": None, "snoozed": None})
    assert verify(after, gone).text == "# A\n"


def test_all_spellings_of_a_known_property_go() -> None:
    """What means the same is removed under every name, so that it is really gone."""
    note = Note.parse("---\nснуз: x\nsnooze_until: 2026-12-01\nsnoozeUntil: 2026-12-02\n---\n")
    assert verify(note, set_properties(note, {"snooze_until": None})).text == "---\nснуз: x\n---\n"


def test_quotes_mend_a_handle() -> None:
    """All values that need quotes get them; comments stay."""
    text = "---\ntelegram: @anna # her own\ntags: [recruiter]\nlinkedin: @a_k\n---\n"
    note = Note.parse(text, "note.md")
    mended = text.replace("@anna", '"@anna"').replace("@a_k", '"@a_k"')
    assert verify(note, quote_values(note)).text == mended


@pytest.mark.parametrize(
    "fault",
    [
        "birthday: 31.02",
        "status: on vacation",
        "last contact: 03/04/2026",
        "lang: x",
        "snooze_until: soon",
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_quotes_uncover_other_faults(fault: str, ending: str) -> None:
    """Those of the block were there, unseen: they are no reason to leave it unread."""
    text = f"---\ntags: [recruiter]\ntelegram: @anna\n{fault}\n---\n## Log\n- 2026-11-01: x\n"
    note = Note.parse(text.replace("\n", ending), "note.md")
    mended = verify(note, quote_values(note))
    assert mended.text == note.text.replace("@anna", '"@anna"')
    assert [each.line for each in mended.contact().problems] == [4]


@pytest.mark.parametrize("block", ["a: [b", "a: b"])
def test_quotes_are_no_cure_for_all(block: str) -> None:
    """A block that is whole, or broken otherwise, gets no quotes."""
    note = Note.parse(f"---\n{block}\n---\n", "note.md")
    with pytest.raises(WriteRefused):
        quote_values(note)


@pytest.mark.parametrize(
    ("block", "key"),
    [
        ('company: R&D Lab\nrole: "*Dean*"', "company"),
        ("company: A &B\nnote: x *B y", "company"),
        ("company: '&x'\nrole: '*x'", "company"),
        ("a: &x y\nb: *x\nfocus: hr", "focus"),
        ("about: '{{x}} in mails'\nfocus: hr", "focus"),
    ],
)
def test_a_mark_within_words_locks_nothing(block: str, key: str) -> None:
    """An `&`, a `*` or a template's mark in words or quotes is no reason to refuse."""
    note = Note.parse(f"---\n{block}\n---\n")
    after = verify(note, set_property(note, key, "new"))
    assert f"\n{key}: " in after.text
    assert "new" in after.text


def test_a_line_above_the_log_counts_again_when_its_property_is_removed() -> None:
    """Only the property's own line goes; the line in the body is the user's text."""
    text = "---\ntags: [recruiter]\ntier: supporting\n---\n# Anna\ntier:: key\n"
    note = Note.parse(text, "Anna.md")
    after = verify(note, set_properties(note, {"tier": None}))
    assert after.text == text.replace("tier: supporting\n", "")
    assert after.contact().tier == "key"
