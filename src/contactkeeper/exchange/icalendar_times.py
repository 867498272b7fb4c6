"""Days and times of a calendar file, each by the clock of its own zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from contactkeeper.exchange.content_lines import ContentLine

_SHAPE = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})(?:[0-9]{2})?(Z?))?(?:/.*)?"
)
"""`20261116`, `20261116T070000Z`; of a period its beginning."""
_YEARS = range(1900, 2200)
_ZONE = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,2}")
_DEEPEST = 6
"""Parts of the longest name of a zone: `/mozilla.org/20050126_1/America/Argentina/Salta`."""


class When(NamedTuple):
    """A day, or a day and a time."""

    clock: datetime
    """By the clock of its zone; of a whole day its beginning."""
    zone: tzinfo | None = None
    """None: whoever reads it has to take it as it is written."""
    is_day: bool = False

    def by_clock_in(self, zone: tzinfo | None) -> datetime:
        """Return what the clock shows there then; as written where its zone is not known."""
        if self.zone is None or zone is None:
            return self.clock
        return self.clock.replace(tzinfo=self.zone).astimezone(zone).replace(tzinfo=None)


def read_times(line: ContentLine) -> list[When]:
    """Return the days and times of a line; none where one can't be read."""
    zone = _zone(line.parameter("TZID"))
    found = [read_time(value.strip(), zone) for value in line.value.split(",")]
    times = [each for each in found if each]
    return times if len(times) == len(found) else []


def read_time(text: str, zone: tzinfo | None = None) -> When | None:
    """Return a day, or a day and a time by the clock of a zone; None where it can't be read."""
    shape = _SHAPE.fullmatch(text)
    if not shape or int(shape[1]) not in _YEARS:
        return None
    try:
        clock = datetime(*(int(shape[part] or 0) for part in range(1, 6)))  # type: ignore[arg-type] # noqa: DTZ001
    except ValueError:
        return None
    return When(clock, UTC if shape[6] else zone if shape[4] else None, is_day=not shape[4])


@lru_cache(maxsize=256)
def _zone(name: str) -> tzinfo | None:
    """Return a zone by its name in the world's list or in that of Windows; None: unknown.

    Some programs put their own name and version before it.
    """
    if not name:
        return None
    from zoneinfo import ZoneInfo

    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    parts = WINDOWS_TO_OLSON.get(name, name).split("/")[-_DEEPEST:]
    for first in range(len(parts)):
        known = "/".join(parts[first:])
        try:
            if _ZONE.fullmatch(known):
                return ZoneInfo(known)
        except (LookupError, OSError, ValueError):
            continue
    return None
