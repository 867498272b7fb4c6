"""Whom to look at for a morning list, told from outlooks: so that a long list costs what it shows.

Those for whom only the rhythm counts, or a reply that is owed, are put in order by their numbers,
and made into rows when they are shown. The order is that of `order`, to the byte.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from contactkeeper.core.agenda.outlook import UNITS, hot_days, may_show
from contactkeeper.core.agenda.ranking import row_key
from contactkeeper.core.calendar.days import add_days
from contactkeeper.core.casefolding import note_name
from contactkeeper.core.model import OUTLOOK, Cadence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from contactkeeper.core.agenda.ranking import Key
    from contactkeeper.core.model import Group
    from contactkeeper.core.settings import Settings


class Waiting(NamedTuple):
    """Somebody whom the rhythm or a reply brings up; a row is made of it when it is shown."""

    place: int
    """Among the contacts."""
    group: Group
    due: date
    today: date
    path: str
    tier: int
    """0 for key, 1 for all others."""
    unit: int
    units: int
    """Of the cadence that holds."""

    @property
    def key(self) -> Key:
        """Give its place in the list, as `order.item_key` does; most are only counted."""
        rhythm = Cadence(UNITS[self.unit], self.units)
        name = note_name(self.path)
        return row_key(self.group, self.tier, self.due, self.today, rhythm, name, self.path)


class Glance(NamedTuple):
    """Who is who for a list; whoever is in neither list is in no row of it."""

    look: list[int]
    """Places of those who are to be looked at."""
    ahead: list[int]
    """Places of those among them whose notes say something of a day after this one."""
    waiting: list[Waiting]


def glance(
    numbers: Iterable[int], paths: Sequence[str], today: date, settings: Settings, soon: int
) -> Glance:
    """Tell whom to look at from those who wait for nothing but their rhythm or a reply.

    Args:
        numbers: the outlooks of all contacts, one after the other.
        paths: of the contacts, in the same order.
        today: the day of the list.
        settings: those that the outlooks were made under.
        soon: so many days after it are listed too.
    """
    until = add_days(today, soon)
    now, end = today.toordinal(), until.toordinal()
    answered_from = max(now - settings.clock.reply_window, 1)
    hot = hot_days(today, until, settings.occasions.birthday_lead)
    each = iter(numbers)
    look: list[int] = []
    ahead: list[int] = []
    waiting: list[Waiting] = []
    rows = zip(*[each] * OUTLOOK, strict=True)
    for place, (  # the fields of `Outlook`
        since,
        timer,
        new,
        tier,
        unit,
        units,
        owed,
        stirs,
        first,
        second,
        placed,
        joined,
    ) in enumerate(rows):
        if since > now:
            look.append(place)
            ahead.append(place)
        elif (
            stirs <= end
            or first in hot
            or second in hot
            or ((placed or joined) and may_show(placed, joined, now, end))
        ):
            look.append(place)
        elif owed or 0 < timer <= end:
            due = date.fromordinal(owed or timer)  # an answer comes before the rhythm
            group: Group = "soon" if due > today else "new" if new else "overdue"
            if owed >= answered_from:
                group = "reply"
            elif timer == now and not new and not owed:
                group = "today"
            waiting.append(Waiting(place, group, due, today, paths[place], tier, unit, units))
    return Glance(look, ahead, waiting)
