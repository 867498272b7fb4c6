"""The form of a message: what is sent of it, and which blocks stayed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.core.drafts.form import Part, comment, read_form, strip_comments, write_form
from hypothesis_profiles import examples

SECRET = "zqx"  # noqa: S105  # no password
"""A word that stands in comments alone."""
words = st.text(st.sampled_from("abc %\n\t.-[]:>#я😀"), max_size=12)
secrets = st.builds(lambda before, after: f"{before}{SECRET}{after}", words, words)
texts = st.lists(
    st.text(st.sampled_from("abcя .-[]"), min_size=1).map(str.strip).filter(bool),
    min_size=1,
    max_size=3,
    unique=True,
).map("\n".join)
forms = st.lists(st.builds(Part, secrets, texts), min_size=1, max_size=5)


@given(forms)
def test_what_is_not_touched_is_all_sent(parts: list[Part]) -> None:
    """The message is the texts of the blocks, and all of them stayed."""
    written = read_form(write_form(parts), parts)
    assert written.message == "\n\n".join(strip_comments(part.text) for part in parts)
    assert written.stayed == tuple(range(len(parts)))


@settings(max_examples=examples(400))
@given(forms, st.data())
def test_nothing_of_a_comment_is_ever_sent(parts: list[Part], data: st.DataObject) -> None:
    """Blocks may be joined and broken anew at any width, and a comment may lose either end.

    Where a comment lost an end, a bracket beside it would be taken for that of another.
    """
    parts = [part._replace(text=f"a{part.text}b") for part in parts]
    blocks = []
    for part in parts:
        line = comment(part.words)
        lost = data.draw(st.sampled_from([None, slice(4, None), slice(-4), slice(-3), slice(2)]))
        if lost == slice(2):  # of its beginning the bracket alone
            line = line.replace("[", "", 1)
        elif lost:
            line = line[lost]
        blocks.append(f"{line}\n{part.text}")
    kept = data.draw(st.permutations(blocks))[data.draw(st.integers(0, len(blocks) - 1)) :]
    joints = st.sampled_from(["\n\n", "\n", " ", "\r\n\r\n", "\n \n"])
    text = kept[0] + "".join(data.draw(joints) + block for block in kept[1:])
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.sampled_from([each.start() for each in re.finditer(r"[ \n]", text)]))
        text = text[:at] + data.draw(st.sampled_from([" ", "\n"])) + text[at + 1 :]
    message = read_form(text, parts).message
    assert "%%" not in message
    assert SECRET not in message


@given(forms, st.data())
def test_exactly_the_blocks_that_are_left_stayed(parts: list[Part], data: st.DataObject) -> None:
    """Blocks are left, deleted, emptied or rewritten below their comment, or bared of it."""
    parts = [Part(f"{n} {each.words}", f"{n}{each.text}") for n, each in enumerate(parts)]
    fates = data.draw(
        st.lists(
            st.sampled_from(["left", "deleted", "emptied", "rewritten", "bare"]),
            min_size=len(parts),
            max_size=len(parts),
        )
    )
    blocks = []
    for number, (part, fate) in enumerate(zip(parts, fates, strict=True)):
        above = "" if fate == "bare" else f"{comment(part.words)}\n"
        below = {"emptied": "", "rewritten": f"other words {number}"}.get(fate, part.text)
        if fate == "bare":  # without its comment the first line is one of the block above
            below = f"\n{below}"
        if fate != "deleted":
            blocks.append(above + below)
    stayed = read_form("\n\n".join(blocks), parts).stayed
    expected = {n for n, fate in enumerate(fates) if fate in ("left", "rewritten", "bare")}
    assert set(stayed) == expected


@given(st.text())
def test_no_text_ends_its_comment(text: str) -> None:
    """What is quoted is on one line, and nothing of it is sent."""
    line = comment(text)
    assert "\n" not in line
    assert not strip_comments(line)


@given(st.text())
def test_a_message_has_no_comment(text: str) -> None:
    """And it stays as it is when it is stripped again."""
    stripped = strip_comments(text)
    assert "%%" not in stripped
    assert strip_comments(stripped) == stripped


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("a %%b%% c", "a  c"),
        ("%% b\nbroken %%\nc", "c"),
        ("%% [b]\n%%\nc", "c"),
        ("%% [b\nc\n\nd", "d"),
        ("%% [b\n%% [c] %%\nd", "d"),
        ("a %% [b\n%% [c] %%\nd", "a\nd"),
        ("a] %%\nc", "c"),
        ("%% [a]] %% b", "b"),
        ("100% sure", "100% sure"),
        ("a\r\n%% b %%\r\nc", "a\n\nc"),
    ],
)
def test_where_a_comment_ends(text: str, sent: str) -> None:
    """At its mark, before the next comment, or with its paragraph."""
    assert strip_comments(text.replace("\r\n", "\n")) == sent
