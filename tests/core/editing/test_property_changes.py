from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.editing.edits import apply
from contactkeeper.core.editing.property_changes import check_value
from contactkeeper.core.editing.property_edits import set_property
from contactkeeper.core.note.note import Note
from contactkeeper.core.settings import Settings
from contactkeeper.errors import UsageError, WriteRefused
from contactkeeper.text.problems import word

TODAY = date(2026, 11, 23)
SETTINGS = Settings(properties=(("cadence", ("как часто",)),))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("cadence", "monthly"),
        ("как часто", "раз в месяц"),
        ("Частота", "45"),
        ("tier", "key"),
        ("status", "на паузе"),
        ("birthday", "12.04"),
        ("birthday", "2026-11-23"),
        ("last_contact", "2026-11-23"),
        ("birthday", "--04-12"),
        ("placed_me", "2024-03-15"),
        ("trust", "4"),
        ("anything", "at all: # yes"),
        ("company", "[[Hays]]"),
        ("cadence", ""),
    ],
)
def test_what_a_note_may_say_is_taken_as_it_is(key: str, value: str) -> None:
    """A value that reads without a fault is written as it was typed."""
    assert check_value(key, value, SETTINGS, TODAY) == value


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("cadence", "по ситуации", "cadence: `по ситуации` is no cadence"),
        ("как часто", "soonish", "как часто: "),
        ("tier", "vip", "tier: `vip` is no tier"),
        ("status", "gone fishing", "status: "),
        ("birthday", "30.02", "birthday: there is no day 30.02."),
        ("birthday", "spring", "birthday: "),
        ("birthday", "12.04.2068", "birthday: 12.04.2068 is after today."),
        ("birthday", "2026-11-24", "birthday: 2026-11-24 is after today."),
        ("bday", "12 April 2068", "bday: 12 April 2068 is after today."),
        ("last_contact", "2026-11-24", "last_contact: 2026-11-24 is after today."),
        ("snooze_until", "fri", "snooze_until: "),
        ("x", "{{title}}", "x: `x` would contain a template variable."),
    ],
)
def test_what_would_be_a_fault_is_refused(key: str, value: str, said: str) -> None:
    """The sentence begins with the key as it was typed."""
    with pytest.raises(UsageError) as refused:
        check_value(key, value, SETTINGS, TODAY)
    assert str(word(refused.value)).startswith(said)


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("tags", "recruiter, #hr", ("recruiter", "hr")),
        ("Теги", "рекрутер", ("рекрутер",)),
        ("aliases", "Аня, Аня К", ("Аня", "Аня К")),
        ("псевдонимы", "Аня", ("Аня",)),
        ("aliases", " , ", ()),
    ],
)
def test_lists_are_lists(key: str, value: str, words: tuple[str, ...]) -> None:
    """Tags and aliases are given with commas, a tag with or without its sign."""
    assert check_value(key, value, SETTINGS, TODAY) == words


@given(st.text(st.characters(blacklist_categories=["Cs"])), st.sampled_from(["tier", "x", "tags"]))
def test_what_is_taken_can_be_written_and_read(value: str, key: str) -> None:
    """Whatever passes is no problem in a note afterwards."""
    try:
        checked = check_value(key, value, SETTINGS, TODAY)
    except UsageError:
        return
    if not checked:
        return
    try:
        text = apply("", set_property(Note.parse(""), key, checked).edits)
    except WriteRefused:
        raise AssertionError("a value was taken that can't be written") from None
    assert not Note.parse(text).contact().problems
