"""The working days of a plan: the candidates for their places, and who gets which.

Must not word reasons or decide who is due; `plan.py` says who comes and in which order they choose.
"""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.agenda.log_summary import last_own_day
from contactkeeper.core.agenda.occasions import kind_of
from contactkeeper.core.agenda.ranking import is_timer
from contactkeeper.core.calendar.days import week_of, workdays
from contactkeeper.core.people.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from contactkeeper.core.agenda.model import DueItem, Reason
    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings


def has_own_day(reason: Reason) -> bool:
    """Say whether it is a day to congratulate one person on."""
    kind = kind_of(reason.kind)
    return kind is not None and kind.suggests == "congratulations" and not reason.shared


class Candidate(NamedTuple):
    """The wishes of a person for the calendar; the smaller one chooses first."""

    rank: tuple[int, int, int]
    """Unique: its last part is the place in the morning list."""
    item: DueItem
    first: date
    last: date | None
    """The last day on which it makes sense; None where there is none."""
    personal: bool = False
    """Whether an occasion of theirs alone ends then."""
    own_day: date | None = None
    """The day to congratulate them on, or of an appointment; today or later."""
    agreed: bool = False
    """Whether the day is that of an appointment."""

    @property
    def company(self) -> str:
        """Return the company, without case and blanks; empty where none is known."""
        return _fold_company(self.item.contact)


def candidate_of(item: DueItem, reasons: Sequence[Reason], place: int, today: date) -> Candidate:
    """Make a candidate of a row; it waits for an occasion unless something is owed before."""
    lead = next((each for each in reasons if not is_timer(each)), reasons[0])
    first = max(today, lead.due)
    now = [each for each in reasons if each.due <= first]
    ends = [each.last_day for each in now if each.last_day]
    pressing = any(each.kind == "reply" or (each.last_day and not each.shared) for each in now)
    # What many share has many days: what I promised goes before it.
    kind = 0 if pressing else 3 if is_timer(lead) else 2 if lead.shared else 1
    tier = 0 if item.contact.tier == "key" else 1
    meets = [each.day for each in reasons if each.kind == "meet" and not each.to_confirm]
    days = meets or [each.day for each in now if has_own_day(each)]
    return Candidate(
        (kind, tier, place),
        item,
        first,
        min(ends, default=None),
        personal=any(each.last_day and not each.shared for each in now),
        own_day=min((day for day in days if day and day >= today), default=None),
        agreed=bool(meets),
    )


def _fold_company(contact: Contact) -> str:
    return " ".join(fold(contact.company).split())


class Calendar:
    """The working days of a plan, and who has which of their places."""

    def __init__(
        self, contacts: Sequence[Contact], today: date, last: date, settings: Settings
    ) -> None:
        self._last = last
        self._wrote: set[str] = set()
        """The people I wrote to or spoke with in this week, by path."""
        free = takewhile(lambda day: day <= last, workdays(today, settings.plan_blackout))
        self.days: dict[date, list[Candidate]] = {day: [] for day in free}
        self._workdays = tuple(self.days)
        self._room = dict.fromkeys(self.days, max(settings.plan_per_day, 1))
        self._had: dict[tuple[int, str], set[str]] = {}
        """The people of a company in a week, by path."""
        for contact in contacts:
            spoke = last_own_day(contact, today)
            if spoke is None or week_of(spoke) != week_of(today):
                continue
            if spoke == today and self._room.get(today):
                self._room[today] -= 1
            self._wrote.add(contact.path)
            week = (week_of(today), _fold_company(contact))
            self._had.setdefault(week, set()).add(contact.path)

    def place_on_own_day(self, candidate: Candidate) -> bool:
        """Put somebody to congratulate on the day itself, or the first working day after it.

        An appointment stands on its own day in any case.
        """
        day = own = candidate.own_day
        if own and candidate.agreed:
            self.days.setdefault(own, [])  # it may be no working day, and nobody else gets it
        elif own:
            day = next((day for day in self._window(candidate) if day >= own), None)
        if day:
            self._put(candidate, day)
        return day is not None

    def place(self, candidate: Candidate) -> bool:
        """Give a person the first free place, moving one other person if that makes one free."""
        day = next(self._free(candidate), None)
        if day is None and candidate.last:
            day = self._vacate(candidate)
        if day is None:
            return False
        self._put(candidate, day)
        return True

    def squeeze_in(self, candidate: Candidate) -> bool:
        """Put somebody whose own occasion goes by on its last working day, full or not."""
        days = list(self._window(candidate)) if candidate.personal else []
        if days:
            self._put(candidate, days[-1])
        return bool(days)

    def why_not(
        self, candidate: Candidate
    ) -> tuple[Literal["no-working-day", "full", "company"], date]:
        """Return why there was no place for somebody, and until which day."""
        until = min(candidate.last or self._last, self._last)
        days = list(self._window(candidate))
        if not days:
            return "no-working-day", until
        if not any(self._has_room(day) for day in days):
            return "full", until
        return "company", until

    def _window(self, candidate: Candidate) -> Iterator[date]:
        for day in self._workdays:
            if day >= candidate.first and (candidate.last is None or day <= candidate.last):
                yield day

    def _free(self, candidate: Candidate) -> Iterator[date]:
        for day in self._window(candidate):
            if self._has_room(day) and self._may(candidate, day):
                yield day

    def _has_room(self, day: date) -> bool:
        return len(self.days[day]) < self._room[day]

    def _may(self, candidate: Candidate, day: date) -> bool:
        """Return whether nobody else of the person's company is planned in that week."""
        company = candidate.company
        had = self._had.get((week_of(day), company), set())
        return not company or had <= {candidate.item.contact.path}

    def _put(self, candidate: Candidate, day: date) -> None:
        self.days[day].append(candidate)
        self._had.setdefault((week_of(day), candidate.company), set()).add(
            candidate.item.contact.path
        )

    def _vacate(self, candidate: Candidate) -> date | None:
        """Move a person whose occasion lasts longer to a later day; return the freed day."""
        for day in self._window(candidate):
            if not self._may(candidate, day):
                continue
            for other in reversed(self.days[day]):
                later = next((free for free in self._free(other) if free > day), None)
                if other.last and later and not other.agreed:
                    self.days[day].remove(other)
                    if other.item.contact.path not in self._wrote:
                        self._had[week_of(day), other.company].discard(other.item.contact.path)
                    self._put(other, later)
                    return day
        return None
