"""Say below a list who is not shown, and when they will be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.paging import catch_up_day
from contactkeeper.text.days import say_weekday, say_weekday_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.settings import Settings


_A_WEEK = 7


class Footnote(NamedTuple):
    """A count below a list, and what follows from it."""

    counted: str
    rest: str = ""
    """The rest of the line: `at 3 a day the last is reached on Fri 11 Dec`."""

    @property
    def whole(self) -> str:
        """Return both in one line."""
        return f"{self.counted}; {self.rest}" if self.rest else self.counted

    @property
    def rest_alone(self) -> str:
        """Return the rest as a line of its own."""
        return f"{self.rest[:1].upper()}{self.rest[1:]}"


def say_waiting(waiting: int, total: int, today: date, settings: Settings) -> Footnote | None:
    """Say the footer: `30 more wait their turn; at 3 a day the last is reached on Fri 11 Dec`.

    `waiting` people are not shown, `total` are due. None where nobody waits.
    """
    if waiting <= 0:
        return None
    more = f"{waiting:,} more wait{'s' if waiting == 1 else ''}"
    per_day = settings.plan_per_day
    last = say_weekday_day(catch_up_day(total, per_day, today, settings.plan_blackout), today)
    return Footnote(f"{more} their turn", f"at {per_day} a day the last is reached on {last}")


def say_other_days(days: Sequence[date | None], today: date) -> Footnote | None:
    """Say when those come up whom a plan has on other days: `3 more by Mon 21 Dec`.

    `days` are theirs, None where there is no place for somebody. None where there are none.
    """
    planned = [day for day in days if day]
    said = []
    if planned:
        others = "1 more on" if len(planned) == 1 else f"{len(planned):,} more by"
        said.append(f"{others} {say_weekday_day(max(planned), today)}")
    if lost := len(days) - len(planned):
        said.append(f"{lost:,} without a place")
    return Footnote(", ".join(said)) if said else None


def say_later(count: int, last: date, today: date) -> Footnote:
    """Say who comes up soon: `3 more by Friday`; a day within a week by its name alone."""
    near = (last - today).days < _A_WEEK
    return Footnote(
        f"{count:,} more by {say_weekday(last) if near else say_weekday_day(last, today)}"
    )
