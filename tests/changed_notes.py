"""Notes in every shape, and what two machines may do to them, for the laws of merging."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import strategies as st

from contactkeeper.core.editing.log_edits import append_entry, tick
from contactkeeper.core.editing.new_tasks import add_task
from contactkeeper.core.editing.open_tasks import still_open
from contactkeeper.core.editing.property_edits import set_properties
from contactkeeper.core.editing.verify import verify
from contactkeeper.core.model import Entry, Task
from contactkeeper.core.note.note import Note
from contactkeeper.errors import WriteRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

    from contactkeeper.core.note.style import EntrySpan

FIRST = date(2026, 1, 1)
PROPERTIES = (
    "tags: [recruiter, it]", "tier: key", "cadence: monthly # as we agreed", "# mine\nfocus: hr",
    "aliases:\n  - Аня\n  - Anna K", 'company: "[[Яндекс]]"', "snooze_until: 2026-03-01",
    "snoozed: 2026-02-20", "last_contact: 2026-02-01", "status: active", "note: |\n  two\n  lines",
    "статус: paused", "", "my key: 1",
)  # fmt: skip
TEXTS = (
    "Met at HighLoad++ 2023.", "", "> a quote", "- not an entry", "```\n## Log\ncode\n```",
    "Likes trains.", "%% hidden %%", "", "<!-- a\ncomment -->",
)  # fmt: skip
BELOW = ("## Notes\n\nSome text.", "## Links\n- [[Яндекс]]", "# End", "")


class Draft(NamedTuple):
    """What a note is generated of."""

    properties: tuple[str, ...] | None
    above: tuple[str, ...]
    heading: str | None
    shape: str
    days: tuple[int, ...]
    below: str
    ending: str
    newest_first: bool
    loose: bool
    bom: bool = False
    final: bool = True


def write_entry(shape: str, day: date, word: str, *, task: bool) -> str:
    """Write an entry with a word that no other has."""
    if shape == "heading":
        under = f"\nText of {word}.\n\nMore of it." + (f"\n- [ ] do {word}" if task else "")
        return f"### {day} call: {word}{under}"
    if shape == "row":
        return f"| {day} | call | {word}{f'<br>- [ ] do {word}' if task else ''} |"
    more = f"\n\t- [ ] do {word} 📅 {day}\n\tand {word} again" if task else ""
    return f"- {day} -> tg: {word}{more}"


def write(draft: Draft) -> str:
    """Write a note."""
    parts = []
    if draft.properties is not None:
        parts += ["---", *draft.properties, "---"]
    parts += draft.above
    if draft.heading is not None:
        parts += ["", draft.heading]
        days = sorted(draft.days, reverse=draft.newest_first)
        shapes = ["bullet", "heading", "row"] if draft.shape == "mixed" else [draft.shape]
        if draft.shape == "row":
            parts.append("\n| Date | Type | Summary |\n| --- | --- | --- |")
        for at, number in enumerate(days):
            shape = shapes[at * len(shapes) // len(days)]
            day = FIRST + timedelta(days=number)
            if (draft.loose or len(shapes) > 1) and draft.shape != "row":
                parts.append("")
            parts.append(write_entry(shape, day, f"word{number}", task=number % 3 == 0))
    if draft.below:
        parts += ["", draft.below]
    text = "\n".join(parts) + "\n" * draft.final
    if draft.ending == "mixed":
        lines = text.split("\n")
        text = (
            "".join(line + ("\r\n" if at % 3 else "\n") for at, line in enumerate(lines[:-1]))
            + lines[-1]
        )
    else:
        text = text.replace("\n", draft.ending)
    return "\ufeff" * draft.bom + text


def _tagged(lines: list[str]) -> tuple[str, ...]:
    """Make the note a contact."""
    tagged = any(line.startswith("tags") for line in lines)
    return tuple(lines) if tagged else ("tags: [recruiter]", *lines)


drafts: SearchStrategy[Draft] = st.builds(
    Draft,
    properties=st.none()
    | st.lists(st.sampled_from(PROPERTIES), max_size=6, unique=True).map(_tagged),
    above=st.lists(st.sampled_from(TEXTS), max_size=4).map(tuple),
    heading=st.sampled_from(["## Interactions", "## Interactions", "## Журнал", None]),
    shape=st.sampled_from(["bullet", "bullet", "heading", "row", "mixed"]),
    days=st.lists(st.integers(0, 30), min_size=0, max_size=7, unique=True).map(tuple),
    newest_first=st.booleans(),
    loose=st.booleans(),
    below=st.sampled_from(BELOW),
    ending=st.sampled_from(["\n", "\n", "\n", "\r\n", "mixed"]),
    bom=st.sampled_from([False, False, True]),
    final=st.sampled_from([True, True, False]),
)


class Change(NamedTuple):
    """What was done to a note: the kind, and numbers that say where and with what."""

    kind: str
    where: int
    what: int


BY_CK = ("log", "log", "log", "meet", "tick", "snooze", "wake", "set", "list")
BY_HAND = (
    "edit entry", "delete entry", "move entry", "turn", "delete line", "edit line", "add line",
    "endings", "final", "bom", "comment", "rename", "retitle", "child",
)  # fmt: skip

changes_by_ck = st.lists(
    st.builds(Change, st.sampled_from(BY_CK), st.integers(0, 50), st.integers(0, 50)),
    min_size=1,
    max_size=4,
)
changes = st.lists(
    st.builds(Change, st.sampled_from(BY_CK + BY_HAND), st.integers(0, 50), st.integers(0, 50)),
    min_size=1,
    max_size=4,
)


def make(text: str, done: list[Change], machine: str) -> str:
    """Do all that was done on a machine; what can't be done is left out."""
    for number, change in enumerate(done):
        try:
            text = _do(text, change, f"{machine}{number}")
        except WriteRefused:
            continue
    return text


def _do(text: str, change: Change, word: str) -> str:
    note = Note.parse(text)
    kind, where, what = change
    day = FIRST + timedelta(days=what)
    if kind in ("log", "meet"):
        tasks = (Task(f"do {word}", day),) if where % 4 == 0 else ()
        entry = Entry(day, word, "->", "tg", tasks=tasks)
        call = Task(f"about {word}", day, "open", "appointment", 0, time(11), "call")
        plan = append_entry(note, entry) if kind == "log" else add_task(note, call)
        return verify(note, plan).text
    if kind == "tick":
        still = still_open(note.contact()) or [Task("none")]
        return verify(note, tick(note, still[where % len(still)], "kept", day)).text
    values: dict[str, dict[str, str | tuple[str, ...] | None]] = {
        "snooze": {"snooze_until": str(day + timedelta(days=60)), "snoozed": str(day)},
        "wake": {"snooze_until": None, "snoozed": None},
        "set": {("tier", "cadence", "company", "my key")[where % 4]: word},
        "list": {("tags", "aliases")[where % 2]: ("recruiter", f"tag{what % 3}")},
    }
    if kind in values:
        return verify(note, set_properties(note, values[kind])).text
    if kind in _ON_TEXT:
        return _ON_TEXT[kind](text, what, word)
    if kind in _ON_ENTRIES:
        spans = note.log.spans if note.log else ()
        return _ON_ENTRIES[kind](text, list(spans), where, change._replace(kind=word))
    return _on_line(note, kind, where, word)


def _ending_of(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


_ON_TEXT: dict[str, Callable[[str, int, str], str]] = {
    "endings": lambda text, what, _: re.sub(r"\r\n|\n", ("\n", "\r\n")[what % 2], text),
    "final": lambda text, what, _: text.rstrip("\r\n") + _ending_of(text) * (what % 2),
    "bom": lambda text, what, _: "\ufeff" * (what % 2) + text.removeprefix("\ufeff"),
    "retitle": lambda text, _what, _: text.replace("## Interactions", "## Log"),
    "rename": lambda text, _what, _: text.replace("tier:", "level:"),
    "comment": lambda text, _, word: text.replace("tier: key", f"tier: key # {word}").replace(
        "# mine", f"# {word}"
    ),
}


def _edit(text: str, spans: list[EntrySpan], at: int, change: Change) -> str:
    span = spans[at % len(spans)]
    block = text[span.start : span.end]
    block = re.sub(r"word\d+|[ot]\d", rf"\g<0> {change.kind}", block, count=1)
    return text[: span.start] + block + text[span.end :]


def _delete(text: str, spans: list[EntrySpan], at: int, _: Change) -> str:
    span = spans[at % len(spans)]
    return text[: span.start] + text[span.end :]


def _add_child(text: str, spans: list[EntrySpan], at: int, change: Change) -> str:
    span = spans[at % len(spans)]
    if span.shape != "bullet" or text[span.end - 1] != "\n":
        return text
    return f"{text[: span.end]}\tchild {change.kind}{_ending_of(text)}{text[span.end :]}"


def _move(text: str, spans: list[EntrySpan], at: int, change: Change) -> str:
    span, to = spans[at % len(spans)], spans[change.what % len(spans)]
    block = text[span.start : span.end]
    if not block.endswith("\n"):
        return text
    rest = text[: span.start] + text[span.end :]
    place = to.start if to.start <= span.start else to.end - len(block)
    return rest[:place] + block + rest[place:]


def _turn(text: str, spans: list[EntrySpan], _: int, __: Change) -> str:
    """Turn the log round; the blank lines stay between the entries."""
    blocks = [text[span.start : span.end] for span in spans]
    gaps = [text[a.end : b.start] for a, b in pairwise(spans)]
    alike = len({span.shape for span in spans}) == 1
    if not alike or not text.endswith("\n") or any(gap.strip() for gap in gaps):
        return text
    turned = "".join(
        part for pair in zip(reversed(blocks), [*gaps, ""], strict=True) for part in pair
    )
    return text[: spans[0].start] + turned + text[spans[-1].end :]


def _any(
    change: Callable[[str, list[EntrySpan], int, Change], str],
) -> Callable[[str, list[EntrySpan], int, Change], str]:
    return lambda text, spans, at, done: change(text, spans, at, done) if spans else text


_ON_ENTRIES = {
    "edit entry": _any(_edit),
    "delete entry": _any(_delete),
    "child": _any(_add_child),
    "move entry": _any(_move),
    "turn": _any(_turn),
}


def _on_line(note: Note, kind: str, where: int, word: str) -> str:
    """Change a line that is neither of the block nor of the log."""
    text, log = note.text, note.log
    lines = re.split(r"(?<=\n)", text)
    first = text.count("\n", 0, note.frontmatter.end) if note.frontmatter else 0
    taken = (
        range(text.count("\n", 0, log.heading_start), text.count("\n", 0, log.end)) if log else ()
    )
    first = max(first, int(text.startswith("\ufeff")))
    free = [at for at in range(first, len(lines)) if at not in taken and lines[at] != "---"]
    if not free:
        return text
    at = free[where % len(free)]
    # What is never closed any more hides the log, which no merge may do.
    if kind == "delete line" and not re.search(r"```|<!--|-->", lines[at]):
        del lines[at]
    elif kind == "edit line" and re.match(r"[\w>]", lines[at]):
        lines[at] = re.sub(r"(?=\r?\n|\Z)", f" {word}", lines[at], count=1)
    elif kind == "add line" and lines[at].endswith("\n"):
        lines.insert(at, f"New {word}.{_ending_of(text)}")
    return "".join(lines)
