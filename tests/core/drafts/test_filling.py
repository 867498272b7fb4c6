from __future__ import annotations

import re
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.drafts.filling import LONGEST_DRAFT, LONGEST_VALUE, check, fill
from contactkeeper.core.drafts.form import join
from contactkeeper.core.drafts.templates import KINDS, Template, built_in
from contactkeeper.core.drafts.values import VALUE_NAMES, pick, values_of, words_of
from contactkeeper.core.settings import Settings
from contactkeeper.errors import BrokenTemplate
from histories import TODAY, contact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from contactkeeper.core.model import Contact, Lang

NAMED = {"name": "Анна Каренина", "first_name": "Анна", "text": "", "company": "", "kind": "reply"}
CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)
ALONE = "1: between {{ and }} stands the name of a field alone"
THERE_ARE = "There are: company, first_name, kind, name, text."


def filled(text: str, values: Mapping[str, str] = NAMED) -> str:
    """Fill a template of one's own."""
    return fill(Template("reply", "T/reply.md", text), values)


def message(someone: Contact, kind: str, lang: Lang, text: str = "") -> str:
    """Fill a built-in template about somebody today."""
    brief = brief_of(someone, TODAY, Settings())
    topic = pick(brief, kind)
    values = values_of(brief, topic, lang, TODAY, text=text)
    assert tuple(values) == VALUE_NAMES
    words = words_of(brief, topic, lang, TODAY, values)
    return join(fill(built_in(each, words), values) for each in ("greeting", kind))


def fault(text: str, values: Mapping[str, str] = NAMED) -> str:
    """Return why a template is refused, without what to do about it."""
    with pytest.raises(BrokenTemplate) as refused:
        filled(text, values)
    said = str(refused.value)
    end = " Fix it, or delete the file to use the built-in text."
    assert said.startswith("T/reply.md:")
    assert said.endswith(end)
    return said.removeprefix("T/reply.md:").removesuffix(end)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hi {{first_name}},\n\nhello.\n", "Hi Анна,\n\nhello."),
        ("{{ first_name }}, {{\tname\t}}", "Анна, Анна Каренина"),
        ("a\n{{company}}\nb", "a\nb"),
        ("a\nHow are things at {{company}}?\nb", "a\nb"),
        ("a\n{{company}}: {{name}}", "a\n: Анна Каренина"),
        ("a\n\n\n\n{{text}}\n\n\nc", "a\n\nc"),
        ("---\ntags: [draft]\nx: {{ nothing }} {% if %}\n---\na", "a"),
        ("\ufeff---\nx: 1\n---\na", "a"),
        ("\ufeffa\r\n{{name}}\r\nc\r\n", "a\nАнна Каренина\nc"),
        ("a\tb\x1b[31m\u202ec\u2028d", "a b [31m c d"),
        ("100% #1 {x} }} %} {y", "100% #1 {x} }} %} {y"),
    ],
)
def test_a_template_is_text_with_fields(text: str, message: str) -> None:
    """Values stand where their fields are; a line is left out where all its fields are empty."""
    assert filled(text) == message


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x\n{{ frist_name }}",
         f"2: there is no field “frist_name”. Did you mean first_name? {THERE_ARE}"),
        ("---\na: b\n---\nx\n{{ name", "5: {{ has no }} on its line."),
        ("{{}}", f"{ALONE}. {THERE_ARE}"),
        ("{{ 7 * 7 }}", f"{ALONE}. {THERE_ARE}"),
        ("a" * 20_000, "1: a template has at most 8,192 characters."),
    ],
)  # fmt: skip
def test_what_can_not_be_filled_is_said_with_its_line(text: str, why: str) -> None:
    """Never half a message: where, what is wrong, what there is instead."""
    assert fault(text) == why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('x\n{% if address == "ты" %}',
         ("2: {% … %} is no longer read. Write the text for “ты” into a file of its own, "
          "reply.ты.md.")),
        ("{%- if lang == 'en' -%}",
         ("1: {% … %} is no longer read. Write the text for “en” into a file of its own, "
          "reply.en.md.")),
        ("a{% if not late %}, b{% endif %}",
         ("1: {% … %} is no longer read. Write the text for “late” into a file of its own, "
          "reply.late.md.")),
        ("a{% if promise %}: {{ promise }}{% endif %}",
         ("1: {% … %} is no longer read. Put what needs {{promise}} on a line of its own, which is "
          "left out where the field is empty.")),
        ("{% set x = 1 %}",
         ("1: {% … %} is no longer read. Write text and {{fields}}, and each variant of the text "
          "into a file of its own, like reply.late.md.")),
        ("{# a remark #}",
         "1: {# … #} is no longer read. Put remarks between two lines --- at the top."),
        ("{{ reason.text }}", "1: “reason.text” is no field. Write {{reason}}."),
        ("{{ reason.kind }}", "1: “reason.kind” is no field. Write {{kind}}."),
        ("{{ late }}", "1: “late” is no field. Write the text for it into reply.late.md."),
        ("{{ name|upper }}",
         f"{ALONE}: write {{{{name}}}}. {THERE_ARE}"),
        ("{{ company or 'you' }}", f"{ALONE}: write {{{{company}}}}. {THERE_ARE}"),
        ("{{ 'x' if late else 'y' }}",
         f"{ALONE}. {THERE_ARE}"),
    ],
)  # fmt: skip
def test_a_template_of_the_old_kind_is_told_what_to_write(text: str, why: str) -> None:
    """Conditions are files of their own, or lines of their own; filters and sums are gone."""
    assert fault(text) == why


def test_the_longest_that_is_let_through_stays_small() -> None:
    """The worst that there can be: the longest value as often as a template has room for."""
    tracemalloc.start()
    try:
        why = f"1: the message has over {LONGEST_DRAFT:,} characters."
        assert fault("{{d}}" * 1600, {"d": "x" * LONGEST_VALUE}) == why
        assert tracemalloc.get_traced_memory()[1] < 50 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_looks_like_a_template_is_text(kind: str) -> None:
    """What stands in a note is never read as a field."""
    name = "{{ name }}{% for"
    text = message(contact(name, company=name), kind, "en", name)
    assert text.startswith("Hi,\n")
    assert text.endswith(f"\n\n{name}")


@given(st.text(max_size=300))
def test_any_text_is_a_message_or_a_plain_error(text: str) -> None:
    """Nothing else is raised, and no message holds what a terminal would obey."""
    try:
        message = filled(text)
    except BrokenTemplate:
        return
    assert message == message.strip()
    assert not CONTROL.search(message)


marks = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{#", "#}", " if ", " == ", "name", "late", "|", "-", "x", "'", ".",
     "\n", "---\n", " ", "\r", "reason", ".kind", "ты"]
)  # fmt: skip


@given(st.lists(marks, max_size=40).map("".join))
def test_any_marks_are_a_message_or_a_plain_error(text: str) -> None:
    """So too where the text is nearly a template; and what can be filled passes `check`."""
    try:
        message = filled(text, dict.fromkeys(VALUE_NAMES, "x"))
    except BrokenTemplate:
        return
    assert message == message.strip()
    check(Template("reply", "T/reply.md", text), VALUE_NAMES)


words = st.sampled_from(["", "", "x", "Анна"])


@given(st.dictionaries(st.sampled_from(VALUE_NAMES), words), st.data())
def test_a_line_stands_unless_all_its_fields_are_empty(
    values: dict[str, str], data: st.DataObject
) -> None:
    """A line without fields stays, one with fields has at least one value in it."""
    known = dict.fromkeys(VALUE_NAMES, "") | values
    fields = st.lists(st.sampled_from(VALUE_NAMES), max_size=3)
    lines = data.draw(st.lists(fields, max_size=6))
    text = "".join(
        f"{number}:{''.join(f'{{{{{name}}}}}' for name in names)}\n"
        for number, names in enumerate(lines)
    )
    expected = [
        f"{number}:{''.join(known[name] for name in names)}"
        for number, names in enumerate(lines)
        if not names or any(known[name] for name in names)
    ]
    assert filled(f"start\n{text}", known) == "\n".join(["start", *expected])


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.sampled_from(KINDS))
def test_whatever_a_note_says_the_draft_is_clean(
    name: str, company: str, met_at: str, kind: str
) -> None:
    """No control character of a note reaches a message, in any kind and language."""
    someone = contact(name, company=company, met_at=met_at)
    for lang in ("en", "ru"):
        text = message(someone, kind, lang, name)
        assert not CONTROL.search(text)
        assert len(text.strip()) > 20


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hi {{first_name}},\nbye", "Hi,\nbye"),
        ("Здравствуйте, {{ first_name }}!", "Здравствуйте!"),
        ("Привет {{ first_name }} :)", "Привет :)"),
        ("{{ first_name }}, добрый день", "добрый день"),
        ("{{ first_name }}\nhello", "hello"),
    ],
)
def test_without_a_name_the_greeting_has_none(text: str, message: str) -> None:
    """What leads to a name goes with it, and the line stays."""
    brief = brief_of(contact("@schen"), TODAY, Settings())
    values = values_of(brief, pick(brief, ""), "en", TODAY)
    assert fill(Template("reply", "T/reply.md", text), values) == message


@pytest.mark.parametrize("kind", KINDS)
def test_every_built_in_text_can_greet_without_a_name(kind: str) -> None:
    """In both languages, and on both forms of address."""
    for address in ("ты", "вы"):
        for lang in ("en", "ru"):
            text = message(contact("HR Ozon", address=address), kind, lang)
            assert re.match(r"Hi,\n|(?:Привет|Здравствуйте)!\n", text)
            assert "HR" not in text
