"""One return of a dated reason to write, as every source of them gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import ReasonKind


class Occasion(NamedTuple):
    """One return of a dated reason to write, shown from `first` to `last`, both included."""

    kind: ReasonKind
    name: str
    """`birthday`, `placed you a year ago`, or the name of the date or holiday as it was given."""
    day: date
    """The day itself."""
    first: date
    last: date
    ahead: str = ""
    """How it is said long before, where that differs: `placed you 15 Mar 2024`."""
    served_from: date | None = None
    """From when on a conversation or a `->` serves it; None: from the day itself."""
    said: str = ""
    """How it is said on the day of the list, where it is not by its name and day."""
    shared: bool = False
    """A whole circle of people has it."""
