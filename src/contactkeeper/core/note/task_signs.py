"""The signs and fields of the Obsidian Tasks plugin in a task's line: dates, priority, and more.

The plugin reads a line from its end, so its signs come last; they are no part of a task's text.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple

from contactkeeper.core.calendar.days import ImpossibleDate
from contactkeeper.core.language.date_at import TwoReadings
from contactkeeper.core.lazy_regex import lazy_regex

if TYPE_CHECKING:
    import re

    from contactkeeper.core.model import Facts
    from contactkeeper.core.note.entry_dates import DateReader

DATE_SIGNS = "📅📆🗓⏳⌛🛫"
"""The signs before a task's dates: the first three are the due date, then scheduled, start."""

_DAY = r"(?:\[\[)?([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\]\])?"
_SIGNS = "📅📆🗓➕⏳⌛🛫✅❌🔺⏫🔼🔽⏬🔁🆔⛔🏁"
_LAST = lazy_regex(
    rf"(?:([📅📆🗓])\ufe0f?[ \t]*+{_DAY}|[➕⏳⌛🛫✅❌]\ufe0f?[ \t]*+{_DAY}"
    rf"|[🔺⏫🔼🔽⏬]\ufe0f?|🔁\ufe0f?[^{_SIGNS}]*+|[🆔⛔🏁]\ufe0f?[ \t]*+[\w, -]*+)[ \t]*+\Z"
)
"""The last sign of a line and the text that belongs to it."""
# Nearly all tasks end in one date and hold no other sign.
_ONE_DATE = lazy_regex(rf"([^{_SIGNS}]*)📅\ufe0f?[ \t]*{_DAY}\Z")
SIGN = lazy_regex(rf"(\\?)([{_SIGNS}])")
"""A sign, with the backslash before it."""
_ANY_SIGN = lazy_regex(f"[{_SIGNS}]")
_TAG = lazy_regex(r"(?:^|[ \t])((?:#|\^)[^\s#]+)[ \t]*\Z")
_FIELD = lazy_regex(
    r"[ \t]{0,9}(?<!\\)[\[(](due|created|completion|cancelled|scheduled|start|priority|repeat)"
    rf"::[ \t]*+(?:{_DAY}[ \t]*+|\[\[[^\[\]\n]*+\]\][ \t]*+|[^\[\]()\n{DATE_SIGNS}]*+)[\])]"
)
_COMPLETED = lazy_regex(rf"(?:✅\ufe0f?|(?<!\\)[\[(]completion::)[ \t]*+{_DAY}")
_DATE_SIGN = lazy_regex(f"([{DATE_SIGNS}])\ufe0f?")
_DUE = frozenset("📅📆🗓")
_DATED_FIELDS = frozenset({"due", "scheduled", "start"})
_ENDS_FIRST = lazy_regex(r"[.,;:!?…)]")
_ENDS = lazy_regex(r"[.,;:!?…]+\Z")
_MOST_WORDS = 40
"""Characters of an unreadable date that a fault shows."""
_MOST_DATES = 100
"""Dates that are taken out of the middle of a line."""
_TAIL = 300
"""Characters at the end of a line in which the plugin's signs are looked for."""


class TaskFault(NamedTuple):
    """A fault in a task's date: the code, case and facts of a problem."""

    code: Literal["impossible-date", "task-date"]
    case: str
    facts: Facts


def read_completed(body: str) -> date | None:
    """Read the day on which a task was ticked, as the Tasks plugin writes it; None: no such day."""
    found = _COMPLETED.search(body)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def take_due(text: str, dates: DateReader) -> tuple[str, date | None]:
    """Remove the plugin's signs from a text; return the rest, and the day after 📅."""
    if not (_ANY_SIGN.search(text) or "::" in text):
        return text, None
    body, days, _ = take_signs(text.strip(" \t"), dates)
    try:
        return body, date.fromisoformat(days[0]) if days else None
    except ValueError:
        return text, None


def take_signs(body: str, dates: DateReader) -> tuple[str, list[str], list[TaskFault]]:
    """Remove the plugin's signs and fields; return the rest, the due days, and their faults."""
    days: list[str] = []
    faults: list[TaskFault] = []
    if "::" in body:
        body = _FIELD.sub(lambda found: _note_due(found, days, faults, dates), body).strip(" \t")
    if found := _ONE_DATE.match(body):
        days.append(found[2])
        body = found[1].rstrip(" \t")
    elif _ANY_SIGN.search(body):
        body = _cut_tail(body, days)
        if _DATE_SIGN.search(body):
            body = _take_dates(body, days, faults, dates)
    return body, days, faults


def _note_due(
    found: re.Match[str], days: list[str], faults: list[TaskFault], dates: DateReader
) -> str:
    """Remove a field of the plugin from the text, unless its date can't be read."""
    key, day = found[1], found[2]
    if key in _DATED_FIELDS and day is None:
        value = found[0].partition("::")[2][:-1].strip(" \t")
        read, after = _read_date(value, 0, f"{key}::", faults, dates)
        if read is None:
            return found[0]
        if after < len(value):
            faults.append(_unreadable(value, f"{key}::"))
            return found[0]
        day = read.isoformat()
    if key == "due":
        days.append(day)
    return ""


def _take_dates(body: str, days: list[str], faults: list[TaskFault], dates: DateReader) -> str:
    """Remove dates after a sign from the middle of a line, where the plugin finds none."""
    at = taken = 0
    # Each date that is taken out moves all that follows; the first one says when it is due.
    while taken < _MOST_DATES and (sign := _DATE_SIGN.search(body, at)):
        day, end = _read_date(body, sign.end(), sign[1], faults, dates)
        at = end
        if day is None:
            continue
        before, after = body[: sign.start()], body[end:]
        body, at = _close(before, after)
        taken += 1
        if sign[1] in _DUE:
            days.append(day.isoformat())
    return body


def _read_date(
    text: str, start: int, sign: str, faults: list[TaskFault], dates: DateReader
) -> tuple[date | None, int]:
    """Read the date after a sign: the day, and where the text goes on. None is a fault."""
    try:
        found = dates.read_any(text, start)
    except ImpossibleDate as error:
        faults.append(impossible(error.text))
    except TwoReadings as error:
        facts = (*error.facts(), ("sign", sign))
        faults.append(TaskFault("task-date", "two-readings", facts))
    else:
        if found:
            return found
        faults.append(_unreadable(text[start : start + _TAIL], sign))
    return None, start


def _unreadable(words: str, sign: str) -> TaskFault:
    """Return the fault for words that are no date, up to the next sign."""
    another = _ANY_SIGN.search(words)
    words = words[: another.start() if another else None].strip(" \t")
    if not words:
        return TaskFault("task-date", "no-date", (("sign", sign),))
    if len(words) > _MOST_WORDS:
        words = f"{words[: _MOST_WORDS - 1].rstrip()}…"
    return TaskFault("task-date", "not-read", (("words", words), ("sign", sign)))


def impossible(day: str) -> TaskFault:
    """Return the fault for a date that no calendar has."""
    return TaskFault("impossible-date", "entry", (("day", day),))


def _close(before: str, after: str) -> tuple[str, int]:
    """Join what stands around a date that was taken out; return where the second part begins."""
    before, after = before.rstrip(" \t"), after.lstrip(" \t")
    for opening, closing in ("()", "[]", "``", ("**", "**"), ("==", "==")):
        if before.endswith(opening) and after.startswith(closing):
            before = before.removesuffix(opening).rstrip(" \t")
            after = after.removeprefix(closing).lstrip(" \t")
            break
    if _ENDS.match(after):
        after = ""
    joined = f"{before} " if before and after and not _ENDS_FIRST.match(after) else before
    return f"{joined}{after}".strip(" \t"), len(joined)


def _cut_tail(body: str, days: list[str]) -> str:
    """Cut the plugin's signs off the end, gathering due dates; tags between them stay."""
    signs = [found.start() for found in _ANY_SIGN.finditer(body)]
    if not signs:
        return body
    cut = end = len(body)
    tags: list[str] = []
    kept = 0  # of the tags
    while True:
        begin = max(0, end - _TAIL)
        while signs and signs[-1] >= end:  # in a tag that was taken, or taken itself
            signs.pop()
        sign = signs[-1] if signs else -1
        if sign >= begin and (last := _LAST.match(body, sign, end)):
            if last[1]:
                days.append(last[2])
            cut = end = begin + len(body[begin:sign].rstrip(" \t"))
            kept = len(tags)
        elif tag := _TAG.search(body[begin:end]):
            tags.append(tag[1])
            end = begin + tag.start()
        else:
            break
    if cut == len(body):
        return body
    return " ".join([body[:cut].rstrip(" \t"), *reversed(tags[:kept])]).strip(" \t")
