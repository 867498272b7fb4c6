"""The tables `[[holiday]]` of the configuration: read, refused and written."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactkeeper.config import load_settings
from contactkeeper.config.reading import read_settings
from contactkeeper.config.render import render_config
from contactkeeper.config.toml_file import parse_toml
from contactkeeper.core.calendar.recurrence import days_of
from contactkeeper.core.settings import Holiday, Settings
from contactkeeper.errors import ConfigError
from contactkeeper.text.speech import ENGLISH
from hypothesis_profiles import examples

if TYPE_CHECKING:
    from pathlib import Path

DAY = '[[holiday]]\nname = "A"\nrule = "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20"\n'


def read(text: str) -> Settings:
    """Read the text of a file."""
    return read_settings(parse_toml(text.encode(), "contactkeeper.toml"), Settings())


def test_each_table_is_a_holiday() -> None:
    """The keys of a table arrive where the rules look for them; two of them have defaults."""
    text = f"""\
{DAY}
[due]
limit = 3

[[holiday]]
name = " Новый  год "
rule = "rrule:freq=yearly;bymonth=1;bymonthday=1"
audience = " tier:key or Аня "
opens = 10
"""
    found = read(text)
    assert found.due_limit == 3
    assert found.holidays == (
        Holiday("A", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20", "all", 0),
        Holiday("Новый год", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "tier:key or Аня", 10),
    )


def test_the_user_has_holidays_of_their_own(tmp_path: Path) -> None:
    """Holidays in the user's file take the place of the vault's; none there leave them."""
    (tmp_path / "contactkeeper.toml").write_text(DAY)
    own = tmp_path / "own.toml"
    own.write_text("[due]\nlimit = 3\n")
    assert [each.name for each in load_settings(tmp_path, own).holidays] == ["A"]
    own.write_text(DAY.replace('"A"', '"B"'))
    assert [each.name for each in load_settings(tmp_path, own).holidays] == ["B"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "[holiday]\nname = 'A'\n",
            "1: [holiday]: must be tables: lines [[holiday]], each with its keys.",
        ),
        (
            DAY + "\n[due]\nlimit = 3\n[[holiday]]\n# why\nname = 'B'\nrule = 'FREQ=WEEKLY'\n",
            (
                "10: [[holiday]] rule: must be an iCalendar rule with FREQ=YEARLY or "
                'FREQ=MONTHLY; it is "FREQ=WEEKLY".'
            ),
        ),
        (
            DAY + "[[ holiday ]]\nname = 'B'\n" + DAY,
            (
                "4: [[holiday]] rule: is missing: an iCalendar rule, like "
                "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20."
            ),
        ),
        (
            DAY + "when = 3\n",
            "4: [[holiday]] when: is not known. Allowed here: name, rule, audience, opens.",
        ),
        (
            DAY + 'audience = "tier:key Анна"\n',
            (
                '4: [[holiday]] audience: "tier:key Анна", at character 10: put "and" or "or" '
                "before this, or quotes around a name of several words."
            ),
        ),
        (
            DAY + "opens = 61\n",
            "4: [[holiday]] opens: must be a whole number of days from 0 to 60; it is 61.",
        ),
        (
            "holiday = [{name = ' ', rule = 'x'}]\n",
            "1: [[holiday]] name: must be the name of the day; it is empty.",
        ),
        (
            "[[holiday]]\nname = 3\n",
            "2: [[holiday]] name: must be the name of the day, on one line; it is 3.",
        ),
        (
            "[[holidays]]\n",
            ("1: holidays: is not known. Did you mean holiday? Allowed here: "),
        ),
    ],
)
def test_a_mistake_is_named(text: str, sentence: str) -> None:
    """An error names the table's line, the key and what is allowed."""
    with pytest.raises(ConfigError) as caught:
        read(text)
    assert str(caught.value).startswith(f"contactkeeper.toml:{sentence}")


def test_the_set_of_a_new_file_can_be_uncommented() -> None:
    """`ck init` writes no holiday, but a set as comments that is read when the marks are away."""
    text = render_config(ENGLISH, Settings())
    assert read(text).holidays == ()
    keys = ("[[holiday]]", "name", "rule", "audience", "opens")
    _, _, shown = text.partition("# Holidays")
    live = [
        line.removeprefix("# ") if line.removeprefix("# ").split(" = ")[0] in keys else line
        for line in shown.split("\n")[1:]
    ]
    suggested = {each.name: each for each in read("\n".join(live)).holidays}
    assert suggested.keys() == {
        "International HR Day",
        "День кадровика",
        "День кадрового работника",
        "Employee Appreciation Day",
        "New Year",
    }
    new_year = Holiday("New Year", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "tier:key", 10)
    assert suggested["New Year"] == new_year
    # Days of women and of men are no reason to write to somebody about work.
    first, last = date(2000, 1, 1), date(2030, 12, 31)
    days = {day for each in suggested.values() for day in days_of(each.rule, first, last)}
    assert {(2, 23), (3, 8)}.isdisjoint((day.month, day.day) for day in days)


holidays = st.builds(
    Holiday,
    st.text(min_size=1).map(lambda name: " ".join(name.split())).filter(bool),
    st.sampled_from(["FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=20", "FREQ=MONTHLY;BYDAY=-1FR"]),
    st.sampled_from(["all", "tier:key", 'company:"Яндекс Go" or not [[Анна]]', "«Аня»"]),
    st.integers(0, 60),
)


@settings(max_examples=examples(80))
@given(st.lists(holidays, max_size=3))
def test_what_is_written_is_read_back(wanted: list[Holiday]) -> None:
    """Holidays that are rendered and read again are the same, in their order."""
    text = render_config(ENGLISH, Settings(holidays=tuple(wanted)))
    assert read(text) == Settings(holidays=tuple(wanted))
