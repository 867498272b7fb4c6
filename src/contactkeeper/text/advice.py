"""The last column of a wide list: on which channel, and what to say or do, in half a line.

Left of the dot stands the channel they answer on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.days import say_day
from contactkeeper.text.quotes import at, flat, quote

if TYPE_CHECKING:
    from datetime import date

    from contactkeeper.core.model import Advice


def say_advice(advice: Advice, today: date) -> str:
    """Say what to do: `tg · last: Platform снова нанимает`."""
    said = _say_what(advice, today)
    return f"{advice.channel} · {said}" if advice.channel and said else advice.channel or said


def _say_what(advice: Advice, today: date) -> str:
    words = flat(advice.words)
    day = say_day(advice.day or today, today)
    if advice.kind == "talk":
        return f"time for a {words or 'talk'}: {'last one' if words else 'spoke'} {day}"
    if advice.kind == "last":
        return f"last: {quote(words) if advice.theirs else words}"
    return {
        "pause": f"enough? ck pause {words}",
        "done": f"when sent: ck done {words}",
        "other-channel": f"{words} got no answer",
        "met": f"met {at(words)}",
        "news": f"tell: {words} ({day})",
        "thanks": f"thank: {words} ({day})",
    }.get(advice.kind, "")
