from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contactkeeper.core.editing.property_values import needs_quotes, write_scalar
from hypothesis_profiles import examples

ODD = st.text(alphabet="ab01289:#-,[]{}'\"\\ _.+@~\n\tё", max_size=12)


@settings(max_examples=examples(300))
@given(
    text=st.one_of(st.text(), ODD),
    like=st.sampled_from(["", "x", "'x'", '"x"']),
    in_flow=st.booleans(),
)
@example(text="2026-02-30", like="", in_flow=False)  # PyYAML raises ValueError for it
@example(text="=", like="", in_flow=False)
@example(text="0?", like="", in_flow=True)  # PyYAML ends the word there
def test_any_text_reads_back_as_the_same_text(text: str, like: str, *, in_flow: bool) -> None:
    """Whatever is written, whatever stood there, YAML reads exactly the text back."""
    written = write_scalar(text, like=like, in_flow=in_flow)
    block = f"k: [{written}, z] # c\n" if in_flow else f"k: {written} # c\n"
    node = yaml.compose(block, Loader=yaml.SafeLoader)
    assert node is not None
    ((_, value),) = node.value
    assert (value.value[0] if in_flow else value).value == text
    yaml.safe_load(block)


@settings(max_examples=examples(300))
@given(st.one_of(st.text(), ODD, st.from_regex(r"[-+]?[0-9_]{1,4}([.:e][0-9_]{0,3}){0,2}")))
@example(text="0:0._")  # PyYAML takes it for a number in sixties
def test_text_without_quotes_stays_text_or_shows_the_same(text: str) -> None:
    """What gets no quotes is a text, or a date or number that shows the same characters."""
    if not needs_quotes(text):
        assert str(yaml.safe_load(f"k: {text}")["k"]) == text


@pytest.mark.parametrize(
    "text",
    ["@anna", "yes", "No", "on", "y", "null", "~", "12:30", "1:2", "012", "+79991234567", "1_000",
     "0x1F", "0o17", "1e5", ".5", "1.50", "[[Acme]]", "{{x}}", "a: b", "a:", "#x", "a #b", " a",
     "a ", "- a", "", "*a", "&a", "!a", "|", ">", "%a", "`a", "'a", '"a', "? a", "2026-02-30",
     "2026-11-23 10:00", "a\nb", "\ufeffa", "a\u2028b", "--- a"],
)  # fmt: skip
def test_what_needs_quotes(text: str) -> None:
    """Everything that YAML 1.1 or 1.2 would read otherwise gets quotes."""
    assert needs_quotes(text)


@pytest.mark.parametrize(
    "text",
    ["Яндекс", "every 6 weeks", "2026-11-23", "04-12", "4", "a:b", "a#b", "O'Neil", "C++", "東京",
     "anna@example.com", "https://t.me/anna", "Т-Банк", "45 days", "a, b"],
)  # fmt: skip
def test_what_needs_none(text: str) -> None:
    """Plain words, dates and addresses stay without quotes."""
    assert write_scalar(text) == text


@pytest.mark.parametrize(
    ("text", "like", "written"),
    [
        ("b", '"a"', '"b"'),
        ("O'Neil", "'a'", "'O''Neil'"),
        ("a\nb", "'a'", '"a\\nb"'),
        ('say "hi": x', "", "'say \"hi\": x'"),
        ("false", "true", "false"),
        ("false", "maybe", '"false"'),
        ("3.5", "2.5", "3.5"),
    ],
)
def test_the_hand_that_was_there_is_kept(text: str, like: str, written: str) -> None:
    """Quotes stay of their kind, and a truth or a number stays one."""
    assert write_scalar(text, like=like) == written
