"""The sentence of each problem in the user's data.

One row a code, or a code and its case: a sentence with the names of the facts, or a function that
takes them. What can be done about each fault of a code alike stands in `problems.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.errors import heading_command
from contactkeeper.shell_words import shell_word
from contactkeeper.text.faults import AUDIENCE_FAULTS, RULE_FAULTS, YAML_FAULTS
from contactkeeper.text.file_faults import FILE_FAULTS, ROW_FAULTS
from contactkeeper.text.phrases import list_few

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_EXAMPLE = "2026-11-23"
_HIDING = {"fence": "a fence", "comment": "a comment", "html": "HTML", "code": "code"}


def _say_same(others: Sequence[str], what: str) -> str:
    return f"{list_few(others)} {'has' if len(others) == 1 else 'have'} the same {what}."


def _say_duplicate(kind: str, value: str, others: Sequence[str]) -> str:
    return _say_same(others, f"{kind} ({value})" if value else f"{kind} in another spelling")


def _say_same_name(others: Sequence[str]) -> str:
    return _say_same(others, "name")


def _say_nearly(words: str, day: str) -> str:
    return (
        f'"{words}" is not read as a date, so it counts for nothing: '
        f"write {day or _EXAMPLE}, and a blank or a colon after it"
    )


def _say_unclosed(kind: str) -> str:
    return f"{_HIDING[kind]} begins here that is never closed: the rest is not read"


def _say_two_logs(title: str, others: Sequence[str], lines: Sequence[int]) -> str:
    also = (
        f"“{other}” on line {line}" if other else f"what stands on line {line}"
        for other, line in zip(others, lines, strict=True)
    )
    return (
        f"by its dates {f'“{title}”' if title else 'this'} may be the log, and so may "
        f"{' and '.join(also)}, so none is read: {heading_command(title)} chooses this one"
    )


def _say_by_dates(title: str) -> str:
    return (
        f"“{title}” is read as the log, since its dates show that it is one: "
        f"{heading_command(title)} lets ck write there"
    )


def _say_unclear(name: str, people: Sequence[str], count: int) -> str:
    *others, last = people
    more = f" (in {count} notes)" if count > 1 else ""
    return (
        f"“{name}”{more} may be {', '.join(others)} or {last}, so it is an entry of none: "
        f"write [[{people[0]}]], or whom it means"
    )


def _say_undated(count: int) -> str:
    if count == 1:
        return "1 line has no date, and counts as text of the entry above"
    return f"{count} lines have no date, and count as text of the entries above"


def _say_undated_alone(count: int) -> str:
    if count == 1:
        return "1 line has no date, so it counts for nothing"
    return f"{count} lines have no date, so they count for nothing"


def _say_vanished(count: int, place: str) -> str:
    what = f"{count:,} notes that git tracks are" if count > 1 else "A note that git tracks is"
    return f"{what} missing, since {place} is missing, empty or a link: restore it."


def _say_restore(root: str, path: str) -> str:
    return (
        "Git tracks this note, but it is missing: ck sync commits its deletion. To restore it: "
        f"git -C {shell_word(root)} checkout -- {shell_word(path)}"
    )


def _say_unknown_option(*, key: str, near: str) -> str:
    hint = f" Did you mean {near}?" if near else ""
    return f"{key} is not known here, so it has no effect.{hint}"


SENTENCES: Mapping[str, str | Callable[..., str]] = {
    "address": "`{words}` is no form of address: write ты, вы or `вы, Сергей Петрович`",
    **{
        f"audience/{case}": f"`{{words}}`, at character {{position}}: {said}. "
        "Until then it is for nobody"
        for case, said in AUDIENCE_FAULTS.items()
    },
    "talk": (
        "`{words}` is no rhythm of talks, so the tier's holds: "
        "write monthly, quarterly, every 6 weeks or none"
    ),
    "cadence": (
        "`{words}` is no cadence, so the tier's holds: "
        "write monthly, every 6 weeks, 45 days, event or none"
    ),
    "conflict-copy/contact": "It is a conflict copy of {note}, and counts for nothing.",
    "conflict-copy/gone": "It is a conflict copy, and {note} is not there.",
    "conflict-copy/other": "It is a conflict copy of {note}, which is no contact.",
    "conflict-markers": "an unfinished merge left its marks here: both sides are read",
    "dated-text/no-day": (
        f'"{{words}}" has no day, so it counts for nothing: write it as {_EXAMPLE}'
    ),
    "dated-text/no-year": (
        f'"{{words}}" has no year, so it counts for nothing: write it as {_EXAMPLE}'
    ),
    "dated-text/two-readings": (
        "{words} may be {first} or {second}, so it counts for nothing: write one of them"
    ),
    "dated-text/written": '"{words}" is not read as a date, so it counts for nothing: write {day}',
    "driver-fails": "The merge driver can't run: {why} ck git setup sets it anew.",
    "duplicate": _say_duplicate,
    "mistyped-key": "`{name}` is no property that ck reads: write `{near}`, if that is meant",
    "duplicate-key": "`{name}` stands here again, and Obsidian then reads no property: keep one",
    "encoding": "The note is not valid UTF-8, so it is read as well as can be and never written.",
    "encoding/properties": (
        "The properties are not valid UTF-8, so nobody can tell whether this is a contact."
    ),
    "filter": (
        "The excluded files {words} are not left out: ck can't read this expression, or it may "
        "take for ever."
    ),
    "folder": "[contacts] folders: there is no folder “{folder}” in the vault.",
    "future-birthday": "The birthday is a day after today, so it is not shown.",
    "future-entry/direction": (
        "This entry is of {day}, after today, so it counts for nothing until then."
    ),
    "future-entry/entry": "This entry is of {day}, after today: until then it is an appointment.",
    "future-entry/last-contact": (
        "Last contact is {day}, after today, so it counts for nothing."
    ),
    "log-by-dates": _say_by_dates,
    "log-by-dates/headless": (
        "these entries are read as the log, since their dates show that they are one: "
        "ck init --no-heading lets ck write there"
    ),
    "old-task/property": "Its follow-up was for {day}, over a month ago, so no row shows it",
    "old-task": "This task was for {day}, over a month ago, so no row shows it",
    "half-date": '"{words}" has no year, so it counts for nothing',
    "impossible-date/entry": "there is no day {day}, so it counts for nothing",
    "impossible-date/nearly": _say_nearly,
    "impossible-date/property": "`{name}: {words}`: there is no day {day}",
    "impossible-date/value": "there is no day {day}",
    "kind": "`{words}` is no kind of news. Write position, talk, search-status or other",
    "kind/unheard": (
        "`{words}` is no kind of news, so nobody hears it: who should may depend on it. "
        "Write position, talk, search-status or other"
    ),
    "lang": "`{words}` is no language that ck writes in: write en or ru",
    "machine-option": "{key} is not used here, only in your own configuration: ck git setup.",
    "merge-driver/no-program": (
        "The merge driver can't run: {program} does not exist. ck git setup."
    ),
    "merge-driver/unknown": (
        "This clone does not have the merge driver that is named here: ck git setup."
    ),
    "merge-union": (
        "Notes are merged by merge=union ({rule_path}:{rule_line}), which doubles properties and "
        "brings back deleted lines: remove it, then run ck git setup."
    ),
    "no-audience": (
        "Nobody hears this; who looks for a job chooses who may know: say it as `audience`"
    ),
    "no-date/event": (
        f"It has no `date`, so the event is shown to nobody: write date: {_EXAMPLE}"
    ),
    "no-date/news": f"It has no `date`, so nobody hears it: write date: {_EXAMPLE}",
    "no-driver": "This clone lacks the merge driver, so git merges itself: ck git setup.",
    "no-rule": "Notes are merged line by line: ck git setup changes that.",
    "nobody/event": "`{words}` is nobody now, so nobody is asked about it",
    "nobody/link": "{words} is no contact, so the event is not for them",
    "nobody/name": "{words} is no contact, so the event is not for them: correct it",
    "nobody/news": "`{words}` is nobody now, so nobody hears it",
    "order/event": "it ends on {end}, before it begins: it counts as one day, {day}",
    "order/news": "it ends on {end}, before its day: it counts as if it did not say",
    "property-date/day": f"`{{name}}: {{words}}` is no date: write it as {_EXAMPLE}",
    "property-date/named": "`{name}: {words}` is no date: write it as name: 2015-06-20",
    "property-date/two-readings": (
        "`{name}`: {words} may be {first} or {second}: write one of them, or set [log] day_first"
    ),
    "property-date/yearly": "`{name}: {words}` is no date: write it as 04-12 or 1990-04-12",
    **{
        f"rule/{case}": f"`{{words}}` must be {said}. Until then it takes place once"
        for case, said in RULE_FAULTS.items()
    },
    "same-name/icloud": "The same name without the number is there too: is it a copy by iCloud?",
    "same-name/others": _say_same_name,
    "status": (
        "`{words}` is no status, so it counts as active: write active, paused or do-not-contact"
    ),
    "task-date/no-date": f"no date stands after {{sign}}: write it as {_EXAMPLE}",
    "task-date/not-read": (
        '"{words}" after {sign} is not read as a date, so it counts for nothing: '
        f"write it as {_EXAMPLE}"
    ),
    "task-date/leading": (
        "{words} may be {first} or {second}: write one of them, or set [log] day_first"
    ),
    "task-date/two-readings": (
        "{words} may be {first} or {second}: write one of them after {sign}, "
        "or set [log] day_first"
    ),
    "template/in-folder": "It lies in {folder}, a folder of templates, and counts for nothing.",
    "template/person": (
        "It lies in {folder}, which has a usual name for templates, so it is in no list: "
        "move it if this is a person."
    ),
    "template/unfilled": (
        "a template's marks (`{{{{` or `<%`) are still in the properties: fill them in"
    ),
    "tier": "`{words}` is no tier, so it counts as supporting: write key or supporting",
    "too-large": "It is over 10 MB, so it was passed over.",
    "trust": "`{words}` is no trust from 1 to 5",
    "twice/first": (
        "`{other}` on line {other_line} and `{name}` on line {name_line} mean the same and say "
        "different things, so the first holds: keep one"
    ),
    "twice/newest": (
        "`{other}` on line {other_line} and `{name}` on line {name_line} mean the same and say "
        "different things, so the newest holds: keep one"
    ),
    "unclosed": _say_unclosed,
    "two-logs": _say_two_logs,
    "uncounted/ending": (
        "this heading ends with a date, so it counts for nothing: "
        "where it is an entry, begin it with the date"
    ),
    "uncounted/inside": (
        "this line begins with a date, but is no entry, so it counts for nothing: "
        f"write “- {_EXAMPLE}: text” instead"
    ),
    "uncounted/nowhere": (
        "this line begins with a date, but no log is here, so it counts for nothing: "
        f"where it is an entry, write “- {_EXAMPLE}: text” under a heading “{{heading}}”"
    ),
    "uncounted/outside": (
        "this line begins with a date, but stands outside of the log, so it counts for nothing: "
        "where it is an entry, move it under “{heading}”"
    ),
    "unclear-name": _say_unclear,
    "undated": _say_undated,
    "undated/alone": _say_undated_alone,
    "unfinished/merge": "A {operation} is unfinished: ck sync finishes it.",
    "unfinished/other": "A {operation} is unfinished: ck sync says how to continue.",
    "unknown-option": _say_unknown_option,
    "unknown-zone": "there is no time zone `{zone}`: write one like Europe/Moscow. Until then ck "
    "import counts no days",
    "unread-date/column": (
        '"{words}" is not in the first column, so it counts for nothing: put the dates there'
    ),
    "unread-date/two-readings": (
        "{words} may be {first} or {second}, so it counts for nothing: "
        "write one of them, or set [log] day_first"
    ),
    "unread-date/written": '"{words}" is not read as a date, so it counts for nothing: write {day}',
    **{f"unread-file/{case}": said for case, said in FILE_FAULTS.items()},
    **{f"unread-row/{case}": said for case, said in ROW_FAULTS.items()},
    "unreadable": "It can't be read: {reason}.",
    "unreadable/name": "It can't be read: its name is not valid Unicode.",
    "vanished/note": _say_restore,
    "vanished/place": _say_vanished,
    **{f"yaml/{case}": said for case, said in YAML_FAULTS.items()},
    "yes-no/attending": (
        "`{name}: {words}` is neither yes nor no. Until then people are asked before it"
    ),
    "yes-no/strict": (
        "`{name}: {words}` is neither yes nor no. "
        "Until then any message of mine counts as telling it"
    ),
}  # fmt: skip
