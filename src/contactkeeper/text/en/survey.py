"""Answers of `ck init`: what the notes use, how it is read, and what it means a week."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from contactkeeper.core.settings import CONFIG_NAME
from contactkeeper.text.en.days import show_cadence
from contactkeeper.text.en.marks import say_mark, say_tagged
from contactkeeper.text.en.phrases import say_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from contactkeeper.core.survey.survey import Survey
    from contactkeeper.core.survey.uses import HeadingUse, NameUse

KEEP_IN_STEP = "keep it in step when ck logs?"
IS_THERE = f"{CONFIG_NAME} is there already and stays as it is."
IS_REMEMBERED = "This vault is the one that ck finds anywhere."
NEXT = "Next: ck due"
NEEDS_YES = "nothing was written: --yes writes what is proposed."

HOLIDAYS = "1–8 January and 1–10 May"

_NAMED = 3
"""Notes that are named where the others are counted."""
_QUOTED = 3
"""Values that are quoted of those that were not read."""
_KINDS = {
    "tier": ("tier", "tiers"),
    "status": ("status", "statuses"),
    "cadence": ("rhythm", "rhythms"),
    "trust": ("figure from 1 to 5", "figures from 1 to 5"),
}
_ORDERS = {True: "newest first", False: "oldest first", None: ""}


def say_people(found: Survey) -> str:
    """Say how many notes look like contacts: `40 notes read. 22 look like recruiters: #hr 22.`."""
    read = f"{say_count(found.notes, 'note')} read."
    if not found.people:
        return f"{read} None looks like a person yet: ck add NAME makes the first."
    marks = ", ".join([*map(say_mark, found.marks), *map(say_tagged, found.tagged)])
    looks = "looks like a recruiter" if len(found.people) == 1 else "look like recruiters"
    return f"{read} {len(found.people):,} {looks}{f': {marks}' if marks else ''}."


def ask_log(title: str, notes: int, dated: int) -> str:
    """Ask whether an unknown heading is the log's: `12 notes have dated lines under …`."""
    return f"{_say_section(title, notes, dated)}: is that the log?"


def say_log_taken(title: str, notes: int, dated: int) -> str:
    """Say that an unknown heading is taken for the log's."""
    return f"{_say_section(title, notes, dated)}: that is the log."


def _say_section(title: str, notes: int, dated: int) -> str:
    """Say how many notes have a section, those alone with dates where there are some."""
    count = dated or notes
    what = "dated lines under" if dated else "a section"
    return f"{say_count(count, 'note')} {'has' if count == 1 else 'have'} {what} “{title}”"


def say_tagged_notes(count: int) -> str:
    """Say that notes got a tag."""
    return f"{say_count(count, 'note')} got the tag · ck undo"


def say_mentions(kind: Literal["meeting", "daily"], notes: int, people: int) -> str:
    """Say how many notes of a kind name contacts: `7 notes of meetings name 5 of them`."""
    what = "notes of meetings" if kind == "meeting" else "daily notes"
    if notes == 1:
        what = "note of a meeting" if kind == "meeting" else "daily note"
    return f"{notes:,} {what} {'names' if notes == 1 else 'name'} {people:,} of them"


def ask_mentions(kind: Literal["meeting", "daily"], notes: int, people: int) -> str:
    """Ask whether what notes of a kind say of contacts are entries."""
    return f"{say_mentions(kind, notes, people)}: are these entries of theirs?"


def say_mentions_taken(kind: Literal["meeting", "daily"], notes: int, people: int) -> str:
    """Say what becomes of notes of a kind where nobody is asked."""
    said = say_mentions(kind, notes, people)
    if kind == "meeting":
        return f"{said}: these are entries of theirs ([log] meetings)."
    return f"{said}: entries of theirs only with [log] mentions = true."


def say_others(notes: int, people: int) -> str:
    """Say how many further dated notes name contacts, and are not read."""
    what, rest = ("note names", "it is") if notes == 1 else ("notes name", "they are")
    return f"{notes:,} other dated {what} {people:,} of them: {rest} not read."


def say_own_dates(count: int) -> str:
    """Say how many people have no entry, though their notes hold dates."""
    return (
        f"No entry yet, though their own notes hold dates: {count:,}. "
        "ck check --all names lines that count for nothing"
    )


def say_mentioned(count: int, notes: int) -> str:
    """Say how many people have no entry, though dated notes link to them."""
    link = "links" if notes == 1 else "link"
    return (
        f"No entry yet, though {say_count(notes, 'dated note')} {link} to them: {count:,}. "
        "These notes are not read"
    )


def ask_holidays() -> str:
    """Ask whether to plan nothing in the Russian holidays."""
    return f"The notes are Russian: shall {HOLIDAYS} stay free of messages?"


def say_holidays() -> str:
    """Say that nothing is planned in the Russian holidays."""
    return f"The notes are Russian: {HOLIDAYS} stay free of messages ([plan] blackout)."


def say_left_out(count: int, *, everything: bool) -> str:
    """Say how many tagged notes count as no contacts."""
    hint = "" if everything else " (--all lists them)"
    return f"Left out, tagged but with no e-mail, handle, company or log: {count:,}{hint}"


def say_doubtful(count: int, *, everything: bool) -> str:
    """Say how many notes count as contacts by their tag alone."""
    hint = "" if everything else " (--all lists them)"
    said = f"Counted, though with no e-mail, handle, company or log: {count:,}{hint}"
    return f"{said}; to leave one out, remove its tag"


def say_some(paths: Sequence[str]) -> str:
    """Name the first notes and count the others: `Anna · Boris · Vera · 12 more`."""
    names = [path.rpartition("/")[2][:-3] for path in paths[:_NAMED]]
    more = len(paths) - _NAMED
    return " · ".join([*names, *([f"{more:,} more"] if more > 0 else [])])


def say_unread(use: NameUse) -> str:
    """Say which values of a property could not be read; empty where all were."""
    if not use.unread:
        return ""
    quoted = ", ".join(f'"{value}"' for value in use.unread[:_QUOTED])
    more = ", …" if len(use.unread) > _QUOTED else ""
    if use.unread_notes == use.notes and use.meaning in _KINDS:
        one, several = _KINDS[use.meaning]
        return f"{quoted}{more} {f'is no {one}' if len(use.unread) == 1 else f'are no {several}'}"
    return f"{use.unread_notes:,} not read: {quoted}{more}"


def say_log(use: HeadingUse) -> str:
    """Say how the logs under a heading are written: `newest first; 2 lines without a date`."""
    undated = f"{say_count(use.undated, 'line')} without a date" if use.undated else ""
    return "; ".join(filter(None, (_ORDERS[use.newest_first], undated)))


def say_load(found: Survey, today: date) -> str:
    """Say what the cadences mean a week: `Nobody has a tier, …: about 3 messages a week.`."""
    rules, tiers = found.in_force.cadence, found.tiers
    supporting, key = show_cadence(rules.supporting or rules.default), show_cadence(rules.key)
    week = round(found.messages_a_week(today))
    load = f"about {say_count(week, 'message')} a week" if week else "less than a message a week"
    if not any(tiers.values()):
        return f"Nobody has a tier, so all count as supporting, {supporting}: {load}."
    others = len(found.people) - tiers["key"]
    return f"{tiers['key']:,} key, {key}; {others:,} supporting, {supporting}: {load}."


def say_overdue(found: Survey, today: date) -> str:
    """Say how many are overdue today, and how many a morning shows."""
    due, limit = found.due(today), found.in_force.due_limit
    if not due:
        return "Nobody is overdue today."
    shows = f"; a morning shows {limit}" if due > limit else ""
    return f"{due:,} {'is' if due == 1 else 'are'} overdue today{shows}."


def ask_to_write(place: str, instead: str, *, writes: bool) -> str:
    """Ask whether to write the configuration and remember the vault, or to remember it alone.

    `place` says where, as `here`; `instead` is the vault that is remembered now, if another.
    """
    other = f" instead of {instead}" if instead else ""
    remember = f"emember this vault for `ck` anywhere{other}?"
    return f"Write {CONFIG_NAME} {place}, and r{remember}" if writes else f"R{remember}"


def say_written(path: str) -> str:
    """Say that the configuration was written."""
    return f"Written: {path}"


def say_remembered(path: str) -> str:
    """Say in which file the vault is remembered."""
    return f"Remembered in {path}"


def comments_on(found: Survey) -> dict[str, str]:
    """Say beside the options in the file what of the vault made them so, by section and option."""
    sections = {
        "tag": "contacts.tags",
        "type": "contacts.types",
        "category": "contacts.types",
        "folder": "contacts.folders",
    }
    uses = [(sections[mark.kind], mark.word, len(mark.paths)) for mark in found.marks]
    titled = (each for each in found.headings if each.title)
    uses += [("log.heading", each.title, each.notes) for each in islice(titled, 1)]
    uses += [
        ("log.update_last_contact", each.name, each.notes)
        for each in found.names
        if each.meaning == "last_contact"
    ]
    said: dict[str, list[str]] = {}
    for option, word, notes in uses:
        said.setdefault(option, []).append(f"{word} in {say_count(notes, 'note')}")
    return {option: f"Found: {', '.join(words)}." for option, words in said.items()}
