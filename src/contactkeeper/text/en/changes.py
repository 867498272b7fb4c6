"""Answers to a change of notes: what was written or removed, what it means, how to undo it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.text.en.days import say_day, say_weekday_day
from contactkeeper.text.en.next_due import say_next_due, say_settled
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.phrases import flat, name_with_company, with_undo

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.agenda.events import FollowUp
    from contactkeeper.core.agenda.next_due import NextDue, Settled
    from contactkeeper.core.merging.join_notes import Difference
    from contactkeeper.core.model import Contact, Task

NOTHING = "nothing to change"
THERE_ALREADY = "is there already"
WHOM = "Whom is it about? A name, or Enter to leave it:"
EMPTY_FORM = "An empty text changes nothing."
YOUR_TEXT = "Your text:"
NOTHING_HERE = "ck has changed nothing in this vault yet."
UNDONE = "undone"
"""Stands beside a change in the list."""
ON_THE_LIST = "On the list from today"
WRITE = "write"
"""The words of a plan that has none."""
_LINKED = {1: "Linked", 2: "Two entries, both linked"}


def ask_about_log(title: str) -> str:
    """Ask whether a section that only its dates show to be the log is written to."""
    if title:
        return f"“{title}” is read as the log because of its dates: write there, now and always?"
    return "The dates in this note stand under no heading of a log: write there, now and always?"


def say_log_chosen(title: str, *, is_new: bool) -> str:
    """Say that sections of a title, or those without one, are logs that are written to."""
    what = f"sections “{title}” are logs" if title else "logs under no heading are written to"
    return f"From now on {what}." if is_new else f"That is so already: {what}."


def say_back(back: NextDue, through: str, *, undoable: bool) -> str:
    """Say when somebody is back on the list, after what came `through` them; and how to undo."""
    said = f"{through} {say_next_due(back)}".strip()
    return with_undo(said.rstrip(".")) if undoable else said


def say_closed(closed: Sequence[Settled], today: date) -> str:
    """Say what an entry settled: `Closes: the JD awaited 20 Nov, the birthday`."""
    return f"Closes: {', '.join(say_settled(each, today) for each in closed)}"


def say_untold(news: Sequence[str], command: str) -> list[str]:
    """Say which news somebody has not been told, and below it what to type where they were.

    `command` is empty where the entry can't be amended.
    """
    said = f"Not told yet: {', '.join(news)}"
    return [f"{said}. If you did:", command] if command else [said]


def say_follow_up(follow_up: FollowUp, today: date) -> str:
    """Say when an event is followed up: `Linked to [[JPoint]]. Follow-up opens Fri 28 Nov.`."""
    count = follow_up.entries
    linked = _LINKED.get(count, f"{count} entries, all linked")
    opens = say_weekday_day(follow_up.opens, today)
    return f"{linked} to [[{follow_up.event}]]. Follow-up opens {opens}."


def say_new_note(path: str, template: str = "") -> str:
    """Say that a note was made, and from which template."""
    return f"New: {path}{f', from {template}' if template else ''}"


def say_refused_contact(name: str) -> str:
    """Warn that somebody who was written to does not want it."""
    return f"{name} is marked do-not-contact."


def say_same_address(address: str, owner: Contact) -> str:
    """Warn that another contact has the address of a new one."""
    return f"{address} is also that of {owner.name} ({owner.path})."


def say_file_name(typed: str, name: str) -> str:
    """Warn that no file can be called as the note was to be."""
    return f"a file can't be called “{typed}”, so it is “{name}”."


def say_skipped_template(path: str) -> str:
    """Warn that a template of the vault was passed over."""
    return f"{path} can't be read, or is not UTF-8: it was passed over."


def say_undone(command: str, when: str, *, dry_run: bool) -> str:
    """Say what was undone: `Undone: ck log, 2026-11-23 09:30`."""
    return f"{'Would undo' if dry_run else 'Undone'}: ck {command}, {when}"


def say_namesakes(name: str, people: Sequence[Contact]) -> str:
    """Say who may be the person for whom a new note is to be made."""
    named = "; ".join(f"{name_with_company(each)} ({each.path})" for each in people)
    return f"“{name}” may be somebody who is there: {named}."


def say_names(names: Sequence[str]) -> str:
    """Name the people whose notes are to be changed, with their number."""
    return f"{say_count(len(names), 'person', 'people')}: {', '.join(names)}"


def ask_to_set(count: int) -> str:
    """Ask whether so many notes are changed."""
    return f"Change {say_count(count, 'note')}?"


def say_set(count: int) -> str:
    """Say how many notes were changed."""
    return f"Changed {say_count(count, 'note')}" if count else NOTHING


def say_left_out(name: str, why: str) -> str:
    """Say whose note can't be changed, and why."""
    return f"{name} is left out: {why.rstrip('.')}"


def say_more_notes(count: int) -> str:
    """Count the notes of a change that are not shown: `and 80 more notes`."""
    return f"and {say_count(count, 'more note')}"


def say_older(count: int) -> str:
    """Say how many changes are not listed, and what lists them all."""
    return f"{count} older: ck undo --list | less"


def say_difference(difference: Difference, *, taken: bool) -> str:
    """Say which value of a property two merged notes have: `tier: key holds, not supporting`."""
    holds, goes = difference.value, difference.other
    if taken:
        return f"{difference.name}: {goes} holds, not {holds}"
    return f"{difference.name}: {holds} holds, not {goes} (--take {difference.name} takes it)"


def say_merged(contact: Contact, aliases: Sequence[str]) -> str:
    """Say what two merged notes come to: `Ольга: 12 entries · also found as Olga`."""
    said = f"{contact.name}: {say_count(len(contact.entries), 'entry', 'entries')}"
    return f"{said} · also found as {', '.join(aliases)}" if aliases else said


def ask_to_merge(goes: str, stays: str) -> str:
    """Ask whether two notes become one."""
    return f"Merge {goes} into {stays}?"


def say_empty_inbox(folder: str) -> str:
    """Say that no thought waits to be filed."""
    return f"Nothing waits {f'in {folder}' if folder else 'anywhere: [inbox] folder is empty'}."


def ask_to_file(thoughts: int) -> str:
    """Ask whether thoughts are filed as shown."""
    return f"File {say_count(thoughts, 'thought')}?"


def say_left(path: str, why: str) -> str:
    """Say that a file of the inbox stays there, and why."""
    return f"Left: {path}: {why}"


def say_filed(filed: int, left: int, *, dry_run: bool) -> str:
    """Say how many thoughts were filed, and how many are left: `Filed 3 thoughts · 1 left`."""
    said = (
        [f"{'Would file' if dry_run else 'Filed'} {say_count(filed, 'thought')}"] if filed else []
    )
    return " · ".join([*said, *([f"{left} left"] if left else [])])


def say_removed(name: str) -> str:
    """Say that a note has a property no more."""
    return f"{name}: removed"


def ask_what_happened(name: str) -> str:
    """Ask for the text of an entry, below the line where it is written in the editor."""
    return f"What happened with {name}? For example:  <- tg: she sends the JD on Friday"


def ask_to_tick(task: Task, name: str) -> str:
    """Ask whether what was logged is an appointment: `Was that the call of Fri 20 Nov?`."""
    day = say_weekday_day(task.due) if task.due else ""
    whose = f" with {flat(name)}" if name else ""
    return f"Was that the {flat(task.channel) or 'appointment'}{whose} of {day}?"


def say_message_elsewhere(name: str, day: date, today: date) -> str:
    """Say that somebody's last message stands where `ck` does not write, and what to do there."""
    where = f"in your daily note of {say_day(day, today)}"
    return (
        f"{name} wrote last {where}, and ck writes no daily notes: add [reply:: none] to that line."
    )


def ask_head_day(word: str, day: date, rest: str) -> str:
    """Ask whether a word at the head of an entry's text is its day: `yesterday she called`."""
    return f"Is “{word}” the day, {say_weekday_day(day)}, and the text “{rest}”?"
