"""Promises: one Obsidian Tasks line, read and written.

The Tasks plugin reads a line from its end, so the date comes last; what else the plugin keeps
there (when it was made, done, its priority) is no part of a promise's text.
"""

from __future__ import annotations

import re
from datetime import date

from contactkeeper.core.late import late
from contactkeeper.core.model import Promise, TaskState
from contactkeeper.core.notes.escapes import escape, reference, unescape

_STATES: dict[str, TaskState] = {"x": "kept", "X": "kept", "-": "dropped"}
BOXES: dict[TaskState, str] = {"open": " ", "kept": "x", "dropped": "-"}
"""What is written in a task's box."""

TASK = late(r"[ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+\[([^\]\n])\](?:[ \t]+|$)")
"""The beginning of a task's line, up to its text; group 1 is the box."""

_DAY = r"(?:\[\[)?([0-9]{4}-[0-9]{2}-[0-9]{2})(?:\]\])?"
_SIGNS = "📅📆🗓➕⏳⌛🛫✅❌🔺⏫🔼🔽⏬🔁🆔⛔🏁"
_LAST = late(
    rf"(?:([📅📆🗓])\ufe0f?[ \t]*+{_DAY}|[➕⏳⌛🛫✅❌]\ufe0f?[ \t]*+{_DAY}"
    rf"|[🔺⏫🔼🔽⏬]\ufe0f?|🔁\ufe0f?[^{_SIGNS}]*+|[🆔⛔🏁]\ufe0f?[ \t]*+[\w, -]*+)[ \t]*+\Z"
)
"""The last sign of a line with all that belongs to it; no other sign does."""
# Nearly all tasks end in one date and hold no other sign.
_ONE_DATE = late(rf"([^{_SIGNS}]*)📅\ufe0f?[ \t]*{_DAY}\Z")
_SIGN = late(rf"(\\?)([{_SIGNS}])")
_ANY_SIGN = late(f"[{_SIGNS}]")
_TAG = late(r"(?:^|[ \t])((?:#|\^)[^\s#]+)[ \t]*\Z")
_FIELD = late(
    r"[ \t]{0,9}(?<!\\)[\[(](due|created|completion|cancelled|scheduled|start|priority|repeat)"
    rf"::[ \t]*+(?:{_DAY}[ \t]*+|[^\[\]()\n]*+)[\])]"
)
_DATED = late(rf"{_DAY}(?![\w-])")
_DATE_MARK = late(r"\A([\[*_]*[0-9]+)([-.])")
_WAITING = late(r"(?:waiting|жду):[ \t]*", re.IGNORECASE)
_TAIL = 300
"""Characters at the end of a line in which the plugin's signs are looked for."""


def read_promise(line: str, number: int = 0) -> tuple[Promise, str] | None:
    """Read a task's line: the promise, and the impossible date that it names (or nothing).

    None where the line is no task. A date at the beginning of the text is when it is due where
    none stands at the end; it stays in the text.
    """
    task = TASK.match(line)
    if not task:
        return None
    body = line[task.end() :].strip(" \t")
    waiting = _WAITING.match(body)
    if waiting:
        body = body[waiting.end() :]
    days: list[str] = []
    if "::" in body:
        body = _FIELD.sub(lambda found: _note_due(found, days), body).strip(" \t")
    body = _cut_tail(body, days)
    if not days and (dated := _DATED.match(body)):
        days.append(dated[1])
    due, fault = None, ""
    if days:
        try:
            due = date.fromisoformat(days[0])
        except ValueError:
            fault = days[0]
    state = _STATES.get(task[1], "open")
    return Promise(unescape(body), due, state, waiting is not None, number), fault


def format_promise(promise: Promise, marker: str = "-") -> str:
    """Write a promise as one line, without indentation, so that reading gives it back."""
    text = escape(promise.text)
    line = _write(promise, text, marker)
    read = read_promise(line)
    if read and read[0].same(promise):
        return line
    return _write(promise, _harden(text), marker)


def _write(promise: Promise, text: str, marker: str) -> str:
    words = [marker, f"[{BOXES[promise.state]}]"]
    if promise.waiting:
        words.append("waiting:")
    if text:
        words.append(text)
    if promise.due:
        words.append(f"📅 {promise.due.isoformat()}")
    return " ".join(words)


def _harden(text: str) -> str:
    """Take its meaning from what would be read as a mark, a sign or a date."""
    # A backslash before a sign stands for itself, but before a reference it would not.
    text = _SIGN.sub(lambda sign: 2 * sign[1] + reference(sign[2]), text)
    if waiting := _WAITING.match(text):
        colon = text.index(":", 0, waiting.end())
        text = f"{text[:colon]}\\{text[colon:]}"
    return _DATE_MARK.sub(r"\1\\\2", text, count=1)


def _note_due(found: re.Match[str], days: list[str]) -> str:
    if found[1] == "due" and found[2]:
        days.append(found[2])
    elif found[1] == "due":
        return found[0]
    return ""


def _cut_tail(body: str, days: list[str]) -> str:
    """Cut the plugin's signs off the end, gathering due dates; tags between them stay."""
    if found := _ONE_DATE.match(body):
        days.append(found[2])
        return found[1].rstrip(" \t")
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
