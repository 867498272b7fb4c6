"""A list of which not all contacts are made is the list, and is put in order as far as it shows."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from contactkeeper.core.agenda.due import find_items
from contactkeeper.core.agenda.modes import held_on
from contactkeeper.core.agenda.outlook import outlook_of
from contactkeeper.core.agenda.paging import split_page
from contactkeeper.core.agenda.ranking import item_key
from contactkeeper.core.agenda.rows import first_of, in_order, make, rows_of
from contactkeeper.core.settings import Settings
from histories import TODAY, contacts

if TYPE_CHECKING:
    from contactkeeper.core.model import Contact

RULES = Settings()
DAYS = st.integers(-900, 900).map(lambda days: TODAY + timedelta(days=days))
PEOPLE = st.lists(contacts, max_size=9).map(
    lambda people: [each._replace(path=f"{at}.md", name=str(at)) for at, each in enumerate(people)]
)


@given(PEOPLE, DAYS, st.integers(0, 40), st.none() | st.integers(1, 8))
def test_what_is_shown_is_the_beginning_of_the_whole_list(
    people: list[Contact], today: date, soon: int, limit: int | None
) -> None:
    """The same rows in the same order, as many that wait, and the same one first."""
    rules = held_on(RULES, today)
    outlooks = list(chain.from_iterable(outlook_of(each, rules) for each in people))
    known = (outlooks, [each.path for each in people])
    rows = rows_of(people, known, today, RULES, soon).rows
    whole = sorted(find_items(people, today, RULES, soon), key=item_key)
    shown, waiting = split_page(in_order(rows, limit), limit)
    expected, others = split_page(whole, limit)
    assert make(shown, people, today, RULES) == expected
    assert len(waiting) == len(others)
    assert make(first_of(rows), people, today, RULES) == whole[:1]
