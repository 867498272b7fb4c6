"""Sentences of `ck import`: about the files, the people in them, and what is new about these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from contactkeeper.core.language.dates import write_partial
from contactkeeper.core.note.property_values import words_of
from contactkeeper.text.en.days import say_full_day, say_month_year
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.importing import name_item, name_person, name_rivals
from contactkeeper.text.phrases import flat, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from contactkeeper.core.importing.model import Item, NewJob, Standing
    from contactkeeper.core.interchange import Doubt, Exported, FileKind, Person

LABELS = {
    "new": "new",
    "known": "known",
    "changed": "changed",
    "differ": "differ",
    "unsure": "unsure",
    "ignored": "ignored",
    "left out": "left out",
    "not read": "not read",
    "remarks": "remarks",
}
"""The words before the rows of the preview."""
CARD_LABELS = {
    "unsure": "unsure",
    "adds": "adds",
    "differs": "differs",
    "job": "job",
    "tasks": "tasks",
}
"""The words before what is new about somebody."""
STANDINGS: Mapping[Standing, str] = {
    "new": "new",
    "known": "has a note",
    "changed": "changed",
    "unsure": "unsure",
}
"""Whether somebody has a note."""
_KINDS: Mapping[FileKind, str] = {
    "linkedin": "LinkedIn's archive",
    "vcard": "address book",
    "csv": "CSV file",
    "mail": "mailbox",
    "telegram": "Telegram's export",
    "whatsapp": "WhatsApp chat",
    "icalendar": "calendar",
    "json": "export of ck",
}
_DOUBTS: Mapping[Doubt, str] = {
    "birthday": "the birthday may be none",
    "letters": "its letters are damaged",
    "name": "the name is a guess",
}
_RECRUITERS = ("recruiter", "recruiters")
_PEOPLE = ("person", "people")


def say_file(exported: Exported, *, named: bool) -> str:
    """Say what a file is, whose, of when, and what it holds.

    `LinkedIn's archive of Olga M., 30 Nov 2026: 1,204 connections, 8,310 messages`
    """
    kind = _KINDS[exported.kind]
    said = f"{exported.file}: {kind}" if named else upper_first(kind)
    owner = flat(exported.owner_name or exported.owner)
    said += f" of {owner}" if owner else ""
    said += f", {say_full_day(exported.made)}" if exported.made else ""
    held = ", ".join(
        say_count(int(number), "entry" if noun == "entries" else noun.removesuffix("s"), noun)
        for noun, number in exported.counts
        if isinstance(number, int)
    )
    return f"{said}: {held}" if held else said


def say_new(items: Sequence[Item], others: int, *, everybody: bool, words: Sequence[str]) -> str:
    """Say who is new; it follows their number.

    `recruiters, 9 with history: 40 days (1,102 others are left out: --all)`
    """
    nouns = _PEOPLE if everybody or words else _RECRUITERS
    said = nouns[len(items) != 1]
    if words:
        said += f" whom {' or '.join(f'“{flat(each)}”' for each in words)} fits"
    if talked := sum(bool(item.entries) for item in items):
        said += f", {talked:,} with history: {_say_days(items)}"
    if others:
        verb = "is" if others == 1 else "are"
        noun = "other" if others == 1 else "others"
        said += f" ({others:,} {noun} {verb} left out{'' if words else ': --all'})"
    return said


def say_known(items: Sequence[Item]) -> str:
    """Say of the people that notes know what those lack; it follows their number.

    `: 29 with history that the notes lack, 112 days; 3 with properties that they lack`
    """
    talked = [item for item in items if item.entries]
    parts = []
    if talked:
        parts.append(f"{len(talked):,} with history that the notes lack, {_say_days(talked)}")
    if number := sum(bool(item.properties) for item in items):
        parts.append(f"{number:,} with properties that the notes lack")
    if number := sum(bool(item.tasks) for item in items):
        parts.append(f"{number:,} with appointments or tasks")
    return f": {'; '.join(parts) or 'nothing new'}"


def _say_days(items: Iterable[Item]) -> str:
    return say_count(sum(len({entry.date for entry in item.entries}) for item in items), "day")


def say_job(job: NewJob) -> str:
    """Say what is new about a job: `Яндекс → Avito, since Oct 2026: a new job?`."""
    pairs = ((job.old_company, job.company), (job.old_role, job.role))
    company, role = (
        f"{flat(old) or '—'} → {flat(new)}" if new and new != old else "" for old, new in pairs
    )
    said = ", ".join(filter(None, (company, role)))
    said += f", since {say_month_year(job.since)}" if job.since else ""
    if not job.is_newer:
        return f"{said}, but the note is newer than the file"
    return f"{said}: a new {'job' if company else 'title'}?"


def say_unsure(item: Item) -> str:
    """Say whose note somebody may have: `“Anna K.” could be Анна Каренина or Anna Kovacs`."""
    who = f"“{name_person(item.person)}”"
    doubts = ", ".join(_DOUBTS[doubt] for doubt in item.person.doubts)
    if item.rivals:
        *others, last = name_rivals(item.rivals)
        first = f"{'; '.join(others)} or " if others else ""
        why = "; ".join(filter(None, (doubts, say_differences(item))))
        return f"{who} could be {first}{last}" + (f" ({why})" if why else "")
    too_little = "one name alone says too little" if item.person.name else "it has no name"
    return f"{who}: {doubts or too_little}"


def say_changed(item: Item) -> str:
    """Say who seems to have another job: `Анна · Яндекс → Avito: a new job? (also email)`."""
    news = f" (also {_say_news(item)})" if _say_news(item) else ""
    return f"{name_item(item)} · {say_job(item.job) if item.job else ''}{news}"


def say_differences(item: Item) -> str:
    """Say what a note has and what the file has: `birthday 04-12, in the file 04-14`."""
    elsewhere = "in the file" if item.contact or item.rivals else "elsewhere"
    return "; ".join(
        f"{each.key} {flat(each.in_note)}, {elsewhere} {flat(each.in_file)}"
        for each in item.differences
    )


def say_differing(item: Item) -> str:
    """Say whose note has something else: `Анна: birthday 04-12, in the file 04-14`."""
    return f"{name_item(item)}: {say_differences(item)}"


def say_item(item: Item) -> str:
    """Say who somebody is, and what is new: `Анна, Avito: email, phone, 3 days of history`."""
    job = () if item.contact else (item.person.company, item.person.role)
    who = ", ".join(filter(None, (name_item(item), *map(flat, job))))
    news = _say_news(item)
    return f"{who}: {news}" if news else who


def _say_news(item: Item) -> str:
    """Say what a note lacks, and how many days of history: `email, phone, 3 days of history`."""
    news = [key for key, _ in item.properties] if item.contact else []
    news += [f"{_say_days([item])} of history"] if item.entries else []
    news += [say_count(len(item.tasks), "task")] if item.tasks else []
    return ", ".join(news)


def say_facts(person: Person) -> str:
    """Say what the files know of somebody, but for the name."""
    since = f"connected {say_full_day(person.connected)}" if person.connected else ""
    job = " at ".join(filter(None, (flat(person.role), flat(person.company))))
    born = f"born {write_partial(person.birthday)}" if person.birthday else ""
    ways = (*person.emails, *person.phones, *person.handles)
    return " · ".join(filter(None, (job, *map(flat, ways), born, since)))


def say_news(item: Item) -> dict[str, str]:
    """Say what is new about somebody, and what is not clear, by `CARD_LABELS`; empty: nothing."""
    adds = (f"{key}: {flat(words_of(value))}" for key, value in item.properties)
    tasks = (flat(task.name) for task in item.tasks)
    return {
        "unsure": say_unsure(item) if item.standing == "unsure" else "",
        "adds": "; ".join(adds) if item.contact else "",
        "differs": "" if item.rivals else say_differences(item),
        "job": say_job(item.job) if item.job else "",
        "tasks": "; ".join(tasks),
    }


def ask_owed(number: int, days: int) -> str:
    """Ask whether an answer is owed to old messages."""
    if number == 1:
        return f"1 unanswered message is older than {days} days: owe no answer to it?"
    return f"{number:,} unanswered messages are older than {days} days: owe none of them?"
