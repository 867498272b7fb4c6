from __future__ import annotations

import re
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.agenda.brief import brief_of
from contactkeeper.core.drafts.filling import LONGEST_DRAFT, check, fill
from contactkeeper.core.drafts.plain_text import LONGEST_VALUE
from contactkeeper.core.drafts.templates import KINDS, Template, built_in
from contactkeeper.core.drafts.values import VALUE_NAMES, pick, values_of
from contactkeeper.core.settings import Settings
from contactkeeper.errors import BrokenTemplate
from histories import TODAY, contact

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMED = {"name": "Анна Каренина", "first_name": "Анна", "text": "", "late": True, "company": ""}
CONTROL = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]"
)


def filled(text: str, values: Mapping[str, object] = NAMED) -> str:
    """Fill a template of one's own."""
    return fill(Template("reply", "ru", "T/reply.md", text), values)


def fault(text: str, values: Mapping[str, object] = NAMED) -> str:
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
        ("Hi {{ first_name }},\n\nhello.\n", "Hi Анна,\n\nhello."),
        ("a\n{% if late %}\nb\n{% endif %}\nc", "a\nb\nc"),
        ("a\n  {% if not late %}\nb\n  {% else %}\nx\n  {% endif %}\nc", "a\nx\nc"),
        ("a{% if late %}, b{% endif %}\nc", "a, b\nc"),
        ("a {# a remark #}\nc", "a\nc"),
        ("{# a remark #}\na", "a"),
        ("a\n\n\n\n{{ text }}\n\n\nc", "a\n\nc"),
        ("---\ntags: [draft]\n---\na", "a"),
        ("\ufeffa\r\n{% if late %}\r\nb\r\n{% endif %}\r\nc\r\n", "a\nb\nc"),
        ("{% set who = company or first_name %}\n{{ who|upper }}", "АННА"),
        ("{{ 'x' if late else 'y' }} {{ first_name ~ '!' }}", "x Анна!"),
        ("{{ 'in' if first_name in ['Анна', 'Вера'] else 'out' }}", "in"),
        ("{% if company is defined and company|length == 0 %}none{% endif %}", "none"),
        ("{{ name|truncate(7) }}", "Анна..."),
        ("{% raw %}{{ text }}{% endraw %}", "{{ text }}"),
        ("a draw{% if late %}!{% endif %}\nc", "a draw!\nc"),
        ("a\tb\x1b[31m\u202ec\u2028d", "a b [31m c d"),
        ("100% #1 {x} }} %}", "100% #1 {x} }} %}"),
    ],
)
def test_a_template_is_text_with_marks(text: str, message: str) -> None:
    """Values, choices and remarks go where they stand; a mark alone on its line leaves no line."""
    assert filled(text) == message


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x\n{{ frist_name }}", ("2: there is no value “frist_name”. Did you mean first_name? "
         "There are: company, first_name, late, name, text.")),
        ("---\na: b\n---\nx\n{{ name", ("5: unexpected end of template, expected "
         "'end of print statement'.")),
        ("x\n\n{% when late %}", "3: Encountered unknown tag 'when'."),
        ("{{ name.upper }}", ("1: there is no “.upper”. There are: reason.kind, reason.text, "
         "reason.due.")),
        ("{{ name.__class__.__mro__ }}", ("1: there is no “.__mro__”. There are: reason.kind, "
         "reason.text, reason.due.")),
        ("a\n{{ name|replace('a', 'b') }}", ("2: the filter “replace” can't be used in a draft. "
         "There are: capitalize, d, default, length, lower, title, trim, truncate, upper.")),
        ("{% if name is string %}a{% endif %}", ("1: the test “string” can't be used in a draft. "
         "There are: defined, eq, equalto, in, ne, none, undefined.")),
        ("a\n{{ name|truncate(2, true, '.....') }}", "2: expected length >= 5, got 2."),
        ("a\n\n{% if late > 'x' %}b{% endif %}",
         "3: '>' not supported between instances of 'bool' and 'str'."),
        ("{% if not late %}{% set x = 'a' %}{% endif %}\n{{ x }}", "2: 'x' is undefined."),
        ("{% if not late %}a{% endif %}", "1: the message is empty."),
        ("\n \n", "1: the message is empty."),
        ("a" * 20_000, "1: a template has at most 8,192 characters."),
    ],
)  # fmt: skip
def test_what_can_not_be_filled_is_said_with_its_line(text: str, why: str) -> None:
    """Never half a message: where, what is wrong, what there is instead."""
    assert fault(text) == why


HOSTILE = [
    "{{ 'a' * 10**9 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ 10 ** 1000000000 }}",
    "{{ '%1000000000d' % 1 }}",
    "{{ 'a'.ljust(1000000000) }}",
    "{{ '{:1000000000}'.format(1) }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for a in name %}{% for b in name %}x{% endfor %}{% endfor %}",
    "{{ name|center(1000000000) }}",
    "{{ name|indent(1000000000) }}",
    "{{ name|replace('', name)|replace('', name) }}",
    "{{ name|list|join(name) }}",
    "{{ name|urlize }}",
    "{{ lipsum(1000000) }}",
    "{{ name[0] }}",
    "{{ {'a': 1} }}",
    "{{ name ~ (1 + 1) }}",
    "{% set a = 'x' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
    "{% set a = ('x' ~ name)|upper %}{{ a }}",
    "{% set a %}x{% endset %}{{ a }}",
    "{% set a = [1] %}{% set a = [a, a] %}{{ a }}",
    "{% set a, b = name %}{{ a }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% include 'reply.md' %}",
    "{% import 'x' as x %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% block a %}{% endblock %}",
    "{% with a = 1 %}{% endwith %}",
    "{% filter upper %}a{% endfilter %}",
    "{% call name() %}{% endcall %}",
    "{{ self }}",
    "{{ namespace }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    "{{ reason }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{{ " + "[" * 3000 + "]" * 3000 + " }}",
    "{{ " + "not " * 3000 + "late }}",
    "{{ " + "9" * 6000 + " }}",
    "{% if late %}" * 500 + "{% endif %}" * 500,
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_template_keeps_the_program_busy_or_fills_its_memory(text: str) -> None:
    """What could run or grow without end, or reach out of it, is refused before it does."""
    tracemalloc.start()
    try:
        with pytest.raises(BrokenTemplate, match=r"^T/reply\.md:1: "):
            check(Template("reply", "ru", "T/reply.md", text), VALUE_NAMES)
        assert tracemalloc.get_traced_memory()[1] < 50 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("text", ["{{ " + "~".join(["d"] * 4000) + " }}", "{{d}}" * 1600])
def test_the_longest_that_is_let_through_stays_small(text: str) -> None:
    """The worst that there can be: the longest value as often as a template has room for."""
    tracemalloc.start()
    try:
        why = f"1: the message has over {LONGEST_DRAFT:,} characters."
        assert fault(text, {"d": "x" * LONGEST_VALUE}) == why
        assert tracemalloc.get_traced_memory()[1] < 50 * 1024 * 1024
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_that_looks_like_a_template_is_text(kind: str) -> None:
    """What stands in a note is never run."""
    name = "{{ 7 * 7 }}{% for"
    brief = brief_of(contact(name), TODAY, Settings())
    text = fill(built_in(kind, "en"), values_of(brief, pick(brief, kind), "en", TODAY, name))
    assert text.startswith("Hi,\n")
    assert text.endswith(f"\n\n{name}")
    assert "49" not in text


@given(st.text(max_size=300))
def test_any_text_is_a_message_or_a_plain_error(text: str) -> None:
    """Nothing else is raised, no message is empty, none holds what a terminal would obey."""
    try:
        message = filled(text)
    except BrokenTemplate:
        return
    assert message.strip()
    assert not CONTROL.search(message)


marks = st.sampled_from(
    ["{{", "}}", "{%", "%}", "{#", "#}", " if ", " else ", " endif ", " set ", "name", "late", "|",
     "upper", "truncate", "(", ")", "~", " and ", " not ", "in", "[", "]", "'", "x", "1", ",", "=",
     ".", "*", "\n", " ", " raw ", " endraw ", "-", "+", "for", "reason", ".kind"]
)  # fmt: skip


@given(st.lists(marks, max_size=40).map("".join))
def test_any_marks_are_a_message_or_a_plain_error(text: str) -> None:
    """So too where the text is nearly a template; and what can be filled passes `check`."""
    try:
        message = filled(text, dict.fromkeys(VALUE_NAMES, "x"))
    except BrokenTemplate:
        return
    assert message.strip()
    check(Template("reply", "ru", "T/reply.md", text), VALUE_NAMES)


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.sampled_from(KINDS))
def test_whatever_a_note_says_the_draft_is_clean(
    name: str, company: str, met_at: str, kind: str
) -> None:
    """No control character of a note reaches a message, in any kind and language."""
    someone = contact(name, company=company, met_at=met_at)
    brief = brief_of(someone, TODAY, Settings())
    for lang in ("en", "ru"):
        values = values_of(brief, pick(brief, kind), lang, TODAY, name)
        assert tuple(values) == VALUE_NAMES
        text = fill(built_in(kind, lang), values)
        assert not CONTROL.search(text)
        assert len(text.strip()) > 20


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Hi {{ first_name }},\nbye", "Hi,\nbye"),
        ("Здравствуйте, {{ first_name }}!", "Здравствуйте!"),
        ("Привет {{ first_name }} :)", "Привет :)"),
        ("{{ first_name }}, добрый день", "добрый день"),
        ("{{ first_name }}\nhello", "hello"),
        ("{% if first_name %}Dear {{ first_name }}{% else %}Hello{% endif %}", "Hello"),
        ("Dear {{ first_name or 'all' }},", "Dear all,"),
    ],
)
def test_without_a_name_the_greeting_has_none(text: str, message: str) -> None:
    """What leads to a name goes with it; a template may ask whether there is one."""
    brief = brief_of(contact("@schen"), TODAY, Settings())
    values = values_of(brief, pick(brief, ""), "en", TODAY)
    assert fill(Template("reply", "", "T/reply.md", text), values) == message


@pytest.mark.parametrize("kind", KINDS)
def test_every_built_in_text_can_greet_without_a_name(kind: str) -> None:
    """In both languages, and on both forms of address."""
    for address in ("ты", "вы"):
        someone = contact("HR Ozon", address=address)
        brief = brief_of(someone, TODAY, Settings())
        for lang in ("en", "ru"):
            text = fill(built_in(kind, lang), values_of(brief, pick(brief, kind), lang, TODAY))
            assert re.match(r"Hi,\n|(?:Привет|Здравствуйте)!\n", text)
            assert "HR" not in text
