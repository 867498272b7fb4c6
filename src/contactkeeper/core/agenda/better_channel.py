"""Find out which of two channels somebody answers on, where the difference is clear.

Counts what `ck stats WHO` counts. Must not know what is due.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.agenda.exchanges import count_by_channel, messages_of, settled
from contactkeeper.core.agenda.model import AnsweredOn, BetterChannel
from contactkeeper.core.calendar.days import add_days, month_a_year_ago

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Contact
    from contactkeeper.core.settings import Settings

_FEWEST = 5
"""The fewest messages on each of the two channels."""
_CLEAR = 50
"""The percent of all messages by which more are answered on one than on the other."""


def better_channel(contact: Contact, today: date, settings: Settings) -> BetterChannel | None:
    """Compare the channels on which I wrote to somebody since the month a year ago.

    None where fewer than two are used enough, or where none is clearly better.
    """
    first = month_a_year_ago(today)
    waits_since = add_days(today, -settings.clock.reply_window)
    asked = settled(messages_of(contact, today), "mine", waits_since)
    counted = (AnsweredOn(*each) for each in count_by_channel(m for m in asked if m.day >= first))
    used = [each for each in counted if each.channel and each.of >= _FEWEST]
    if not used:
        return None
    best, worst = max(used, key=_percent), min(used, key=_percent)
    return BetterChannel(best, worst) if _percent(best) - _percent(worst) >= _CLEAR else None


def _percent(channel: AnsweredOn) -> float:
    return 100 * channel.answered / channel.of
