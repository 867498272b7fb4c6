"""Say above a list how many there are, and below it who is not shown and what waits besides."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.text.en.days import say_weekday, say_weekday_day
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.en.reasons import reason_sentence
from contactkeeper.text.phrases import flat

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.model import DueItem, Group
    from contactkeeper.core.agenda.paging import Shared


_A_WEEK = 7

GROUPS: dict[Group, str] = {
    "meet": "meet",
    "reply": "reply",
    "promise": "promise",
    "waiting": "waiting",
    "occasion": "occasion",
    "overdue": "reconnect",
    "circle": "circle",
    "today": "today",
    "new": "new",
    "soon": "soon",
}
"""The labels of the groups."""
KEY_LEGEND = "• key"
"""The meaning of the dot before a name."""
NO_PLACE = "no place"
"""In the place of a planned day: no day had room."""


def say_waiting(waiting: int, key: int) -> str:
    """Count who is due and not shown, `key` of the key tier: `40 more, 6 key`; empty for nobody."""
    return f"{waiting:,} more{f', {key:,} key' if key else ''}" if waiting else ""


def say_shared(shared: Shared, today: date) -> str:
    """Say what many people share today: `HighLoad++ tomorrow: 11 key people to ask`."""
    occasion = shared.reason.occasion
    said = reason_sentence(shared.reason, today)
    if shared.key == shared.people:
        who = f"{shared.people:,} key {'person' if shared.people == 1 else 'people'}"
    else:
        who = say_count(shared.people, "person", "people")
    to_do = "to ask" if occasion and occasion.ends else "to congratulate"
    some = f", {shared.key:,} key" if 0 < shared.key < shared.people else ""
    return f"{said.short or said.text}: {who} {to_do}{some}"


def say_other_days(days: Sequence[date | None], today: date) -> str:
    """Say how many people a plan puts on other days: `3 more by Mon 21 Dec`.

    `days` are theirs, None where there is no place for somebody. Empty where there are none.
    """
    planned = [day for day in days if day]
    said = []
    if planned:
        others = "1 more on" if len(planned) == 1 else f"{len(planned):,} more by"
        said.append(f"{others} {say_weekday_day(max(planned), today)}")
    if lost := len(days) - len(planned):
        said.append(f"{lost:,} without a place")
    return ", ".join(said)


def say_no_row(day: date | None, today: date) -> str:
    """Say why a number is no row; `day` is that of the last list in the terminal."""
    if day is None:
        return "this terminal has shown no list"
    if day != today:
        return f"the last list in this terminal is that of {say_weekday_day(day, today)}"
    return "the last list in this terminal has no such row"


def say_later(count: int, last: date, today: date) -> str:
    """Say who comes up soon: `3 more by Friday`; a day within a week by its name alone."""
    near = (last - today).days < _A_WEEK
    return f"{count:,} more by {say_weekday(last) if near else say_weekday_day(last, today)}"


def say_due_count(total: int, shown: int, *, by_plan: bool) -> str:
    """Count who is due: `60 people, 20 shown`, or `3 of 60 today by the plan`."""
    if by_plan:
        return f"{shown or 'nobody'} of {total:,} today by the plan"
    said = say_count(total, "person", "people") if total else "nobody today"
    return f"{said}, {shown} shown" if shown < total else said


_NAMED: dict[Group, tuple[str, str]] = {
    "meet": ("meeting", ""),
    "reply": ("reply", "replies"),
    "promise": ("promise", ""),
    "waiting": ("waiting", "waiting"),
    "occasion": ("occasion", ""),
}
"""The groups that a brief line counts: for each of them there is a day, or somebody waits."""


def say_brief(items: Sequence[DueItem]) -> str:
    """Say a morning in one line, the first row by name; empty where nobody is due.

    `17 due · 2 meetings, 1 reply, 1 promise · Анна Каренина 11:00`.
    """
    if not items:
        return ""
    counts = Counter(item.group for item in items)
    pressing = [
        say_count(counts[group], *words) for group, words in _NAMED.items() if counts[group]
    ]
    first = items[0]
    time = first.reasons[0].time
    name = flat(first.contact.name) + (f" {time:%H:%M}" if time else "")
    return " · ".join(filter(None, (f"{len(items):,} due", ", ".join(pressing), name)))


def say_planned_count(people: int, weeks: int) -> str:
    """Count whom a plan has: `60 people in 4 weeks`."""
    who = say_count(people, "person", "people") if people else "nobody"
    return f"{who} in {say_count(weeks, 'week')}"


def say_listed_count(shown: int, total: int) -> str:
    """Count the contacts of a list: `3 contacts of 1,204`."""
    return say_count(shown, "contact") + (f" of {total:,}" if shown < total else "")


def say_no_place(people: int, weeks: int) -> str:
    """Count those for whom a plan has no day: `4 more find no place in 2 weeks`."""
    verb = "finds" if people == 1 else "find"
    return f"{people:,} more {verb} no place in {say_count(weeks, 'week')}"


def say_unfinished_merge(operation: str, marked: int) -> str:
    """Say what git has begun, and how many notes hold conflict markers; empty for neither."""
    said = [f"a {operation} is unfinished"] if operation else []
    if marked:
        verb = "holds" if marked == 1 else "hold"
        said.append(f"{say_count(marked, 'note')} {verb} conflict markers")
    return " and ".join(said)


def say_inbox(waiting: int, folder: str) -> str:
    """Say how many thoughts wait to be filed: `3 thoughts wait in Inbox`."""
    return f"{say_count(waiting, 'thought')} {'waits' if waiting == 1 else 'wait'} in {folder}"


def ask_to_snooze(people: int, last: date, today: date) -> str:
    """Ask whether those who can wait are snoozed to their days in the plan."""
    who = say_count(people, "person", "people")
    return f"Snooze {who} to the days of the plan, until {say_weekday_day(last, today)}?"


def say_snoozed(people: int, last: date | None, stay: int, today: date) -> str:
    """Say how many were snoozed, `last` to which day, and how many stay on the list."""
    rest = f"{say_count(stay, 'person stays', 'people stay')} on the list"
    if last is None:
        return f"Nobody to snooze; {rest}"
    who = say_count(people, "person", "people")
    return f"Snoozed {who}, the last to {say_weekday_day(last, today)}; {rest}"


def say_stays(name: str, why: str) -> str:
    """Say who stays on the list though the plan has them later, and for what."""
    return f"{name} stays: {why}"


def say_unsorted(people: int) -> str:
    """Count the imported people who have no timer yet: `28 to sort`."""
    return f"{people:,} to sort"


def say_to_decide(people: int) -> str:
    """Count those about whom there is something to decide: `6 to sort or decide`."""
    return f"{people:,} to sort or decide"


def say_no_match(total: int, filters: str) -> str:
    """Say that filters match nobody: `none of 1,204 contacts matches: --tier key`."""
    return f"none of {say_count(total, 'contact')} matches:{filters}"


def say_more(names: str, more: int) -> str:
    """Count those who are not named: `Anna, Boris and 2 more`."""
    return f"{names} and {more} more" if more else names


def say_old_tasks(count: int) -> str:
    """Count the tasks that are too old to make a row."""
    return say_count(count, "old task")


def say_problems(problems: int, where: str, notes: int) -> str:
    """Count the problems that hide somebody; `where` names whom, empty: count their notes."""
    return f"{say_count(problems, 'problem')} in {where or say_count(notes, 'note')}"


def say_line(where: str, line: int, problem: str) -> str:
    """Say a problem with the line where it is."""
    return f"{where}: line {line}: {problem}"
