from __future__ import annotations

import pytest

from contactkeeper.core.editing.checking import check_value
from contactkeeper.core.settings import Settings
from contactkeeper.errors import UsageError


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("cadence", "foo", "cadence"),
        ("Частота", "по ситуации", "cadence"),
        ("birthday", "31.02", "31.02"),
        ("status", "pasued", "status"),
        ("tier", "kye", "tier"),
        ("company", "{{title}}", "template"),
    ],
)
def test_a_value_that_would_be_a_problem_is_refused(key: str, value: str, said: str) -> None:
    """What could not be read back from the note is not written into it."""
    with pytest.raises(UsageError, match=said):
        check_value(key, value, Settings())


@pytest.mark.parametrize(
    ("key", "value"),
    [("cadence", "раз в 2 недели"), ("birthday", "12.04"), ("role", "a: b"), ("anything", "x")],
)
def test_a_value_that_reads_back_is_taken_as_it_is(key: str, value: str) -> None:
    """Known values in any spelling, and every text of other properties."""
    assert check_value(key, value, Settings()) == value


def test_the_mark_of_a_tag_is_a_letter_of_an_alias() -> None:
    """`#` goes before a tag as Obsidian writes it in a text; in another name it stays."""
    assert check_value("tags", "#recruiter, it", Settings()) == ("recruiter", "it")
    assert check_value("aliases", "# one, C#", Settings()) == ("# one", "C#")
