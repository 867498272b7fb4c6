"""The sentence of each problem in the user's data that is the same for all its facts.

One row a code, or a code and its case, with the names of the facts and without a full stop; those
that depend on their facts are in `problem_functions.py`. What can be done about each fault of a
code alike stands in `problems.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.faults import YAML_FAULTS
from contactkeeper.text.file_faults import FILE_FAULTS, ROW_FAULTS

if TYPE_CHECKING:
    from contactkeeper.wording import Texts

_SENTENCES: Texts = {
    "address": "`{words}` is no form of address: write ты, вы or `вы, Сергей Петрович`",
    "talk": (
        "`{words}` is no rhythm of talks, so the tier's holds: "
        "write monthly, quarterly, every 6 weeks or none"
    ),
    "talk/value": (
        "`{words}` is no rhythm of talks: write monthly, quarterly, every 6 weeks or none"
    ),
    "cadence": (
        "`{words}` is no cadence, so the tier's holds: "
        "write monthly, every 6 weeks, 45 days, event or none"
    ),
    "cadence/value": (
        "`{words}` is no cadence: write monthly, every 6 weeks, 45 days, event or none"
    ),
    "conflict-copy/contact": "It is a conflict copy of {note}, and counts for nothing",
    "conflict-copy/gone": "It is a conflict copy, and {note} is not there",
    "conflict-copy/other": "It is a conflict copy of {note}, which is no contact",
    "conflict-markers": "an unfinished merge left its marks here: both sides are read",
    "dated-text/no-day": (
        '"{words}" has no day, so it counts for nothing: write it as 2026-11-23'
    ),
    "dated-text/no-year": (
        '"{words}" has no year, so it counts for nothing: write it as 2026-11-23'
    ),
    "dated-text/two-readings": (
        "{words} may be {first} or {second}, so it counts for nothing: write one of them"
    ),
    "dated-text/written": '"{words}" is not read as a date, so it counts for nothing: write {day}',
    "driver-fails": "The merge driver can't run: {why} ck git setup sets it anew",
    "mistyped-key": "`{name}` is no property that ck reads: write `{near}`, if that is meant",
    "duplicate-key": "`{name}` stands here again, and Obsidian then reads no property: keep one",
    "encoding": "The note is not valid UTF-8, so it is read as well as can be and never written",
    "encoding/properties": (
        "The properties are not valid UTF-8, so nobody can tell whether this is a contact"
    ),
    "filter": (
        "The excluded files {words} are not left out: ck can't read this expression, or it may "
        "take for ever"
    ),
    "folder": "[contacts] folders: there is no folder “{folder}” in the vault",
    "future-birthday": "The birthday is a day after today, so it is not shown",
    "future-entry/direction": (
        "This entry is of {day}, after today, so it counts for nothing until then"
    ),
    "future-entry/entry": "This entry is of {day}, after today: until then it is an appointment",
    "future-entry/last-contact": (
        "Last contact is {day}, after today, so it counts for nothing"
    ),
    "log-by-dates/headless": (
        "these entries are read as the log, since their dates show that they are one: "
        "ck init --no-heading lets ck write there"
    ),
    "old-task/property": "Its follow-up was for {day}, over a month ago, so no row shows it",
    "old-task": "This task was for {day}, over a month ago, so no row shows it",
    "half-date": '"{words}" has no year, so it counts for nothing',
    "impossible-date/entry": "there is no day {day}, so it counts for nothing",
    "impossible-date/property": "`{name}: {words}`: there is no day {day}",
    "impossible-date/value": "there is no day {day}",
    "kind": "`{words}` is no kind of news. Write position, talk, search-status or other",
    "kind/unheard": (
        "`{words}` is no kind of news, so nobody hears it: who should may depend on it. "
        "Write position, talk, search-status or other"
    ),
    "lang": "`{words}` is no language that ck writes in: write en or ru",
    "machine-option": "{key} is not used here, only in your own configuration: ck git setup",
    "merge-driver/no-program": (
        "The merge driver can't run: {program} does not exist. ck git setup"
    ),
    "merge-driver/unknown": (
        "This clone does not have the merge driver that is named here: ck git setup"
    ),
    "merge-union": (
        "Notes are merged by merge=union ({rule_path}:{rule_line}), which doubles properties and "
        "brings back deleted lines: remove it, then run ck git setup"
    ),
    "no-audience": (
        "Nobody hears this; who looks for a job chooses who may know: say it as `audience`"
    ),
    "no-date/event": (
        "It has no `date`, so the event is shown to nobody: write date: 2026-11-23"
    ),
    "no-date/news": "It has no `date`, so nobody hears it: write date: 2026-11-23",
    "no-driver": "This clone lacks the merge driver, so git merges itself: ck git setup",
    "no-rule": "Notes are merged line by line: ck git setup changes that",
    "nobody/event": "`{words}` is nobody now, so nobody is asked about it",
    "nobody/link": "{words} is no contact, so the event is not for them",
    "nobody/name": "{words} is no contact, so the event is not for them: correct it",
    "nobody/news": "`{words}` is nobody now, so nobody hears it",
    "order/event": "it ends on {end}, before it begins: it counts as one day, {day}",
    "order/news": "it ends on {end}, before its day: it counts as if it did not say",
    "property-date/day": "`{name}: {words}` is no date: write it as 2026-11-23",
    "property-date/named": "`{name}: {words}` is no date: write it as name: 2015-06-20",
    "property-date/two-readings": (
        "`{name}`: {words} may be {first} or {second}: write one of them, or set [log] day_first"
    ),
    "property-date/yearly": "`{name}: {words}` is no date: write it as 04-12 or 1990-04-12",
    "same-name/icloud": "The same name without the number is there too: is it a copy by iCloud?",
    "status": (
        "`{words}` is no status, so it counts as active: write active, paused or do-not-contact"
    ),
    "status/value": "`{words}` is no status: write active, paused or do-not-contact",
    "task-date/no-date": "no date stands after {sign}: write it as 2026-11-23",
    "task-date/not-read": (
        '"{words}" after {sign} is not read as a date, so it counts for nothing: '
        "write it as 2026-11-23"
    ),
    "task-date/leading": (
        "{words} may be {first} or {second}: write one of them, or set [log] day_first"
    ),
    "task-date/two-readings": (
        "{words} may be {first} or {second}: write one of them after {sign}, "
        "or set [log] day_first"
    ),
    "template/in-folder": "It lies in {folder}, a folder of templates, and counts for nothing",
    "template/person": (
        "It lies in {folder}, which has a usual name for templates, so it is in no list: "
        "move it if this is a person"
    ),
    "template/unfilled": (
        "a template's marks (`{{` or `<%`) are still in the properties: fill them in"
    ),
    "tier": "`{words}` is no tier, so it counts as supporting: write key or supporting",
    "tier/value": "`{words}` is no tier: write key or supporting",
    "too-large": "It is over 10 MB, so it was passed over",
    "trust": "`{words}` is no trust from 1 to 5",
    "twice/first": (
        "`{other}` on line {other_line} and `{name}` on line {name_line} mean the same and say "
        "different things, so the first holds: keep one"
    ),
    "twice/newest": (
        "`{other}` on line {other_line} and `{name}` on line {name_line} mean the same and say "
        "different things, so the newest holds: keep one"
    ),
    "uncounted/ending": (
        "this heading ends with a date, so it counts for nothing: "
        "where it is an entry, begin it with the date"
    ),
    "uncounted/inside": (
        "this line begins with a date, but is no entry, so it counts for nothing: "
        "write “- 2026-11-23: text” instead"
    ),
    "uncounted/nowhere": (
        "this line begins with a date, but no log is here, so it counts for nothing: "
        "where it is an entry, write “- 2026-11-23: text” under a heading “{heading}”"
    ),
    "uncounted/outside": (
        "this line begins with a date, but stands outside of the log, so it counts for nothing: "
        "where it is an entry, move it under “{heading}”"
    ),
    "unfinished/merge": "A {operation} is unfinished: ck sync finishes it",
    "unfinished/other": "A {operation} is unfinished: ck sync says how to continue",
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
    "unreadable/name": "It can't be read: its name is not valid Unicode",
    "yes-no/attending": (
        "`{name}: {words}` is neither yes nor no. Until then people are asked before it"
    ),
    "yes-no/strict": (
        "`{name}: {words}` is neither yes nor no. "
        "Until then any message of mine counts as telling it"
    ),
}  # fmt: skip
SENTENCES: Texts = {
    **_SENTENCES,
    **{f"unread-file/{case}": said for case, said in FILE_FAULTS.items()},
    **{f"unread-row/{case}": said for case, said in ROW_FAULTS.items()},
    **{f"yaml/{case}": said for case, said in YAML_FAULTS.items()},
}
