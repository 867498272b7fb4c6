"""Sentences of `ck import`: about the files and what is new in them, and its questions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from contactkeeper.core.people.folding import fold
from contactkeeper.text.en.changes import say_contact
from contactkeeper.text.en.days import say_full_day, say_month_year
from contactkeeper.text.en.phrases import say_count
from contactkeeper.text.file_faults import LEFT_OUT
from contactkeeper.text.phrases import flat, list_few
from contactkeeper.text.problems import say_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from contactkeeper.core.importing.model import Item, NewJob
    from contactkeeper.core.interchange import Doubt, Exported, FileKind, LeftOut, Person
    from contactkeeper.core.model import Contact, Problem

WHICH_WORDS = "Words of a title, company, category or name (Enter: none):"
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
_ONE = {"people": "person", "entries": "entry", "companies": "company"}
"""Of nouns whose singular is not their plural without s."""
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
    said = f"{exported.file}: {_KINDS[exported.kind]}" if named else _KINDS[exported.kind]
    owner = flat(exported.owner_name or exported.owner)
    said += f" of {owner}" if owner else ""
    said += f", {say_full_day(exported.made)}" if exported.made else ""
    held = ", ".join(
        say_count(int(number), _ONE.get(noun, noun.removesuffix("s")), noun)
        for noun, number in exported.counts
        if isinstance(number, int)
    )
    said = f"{said}: {held}" if held else said
    return f"{said[:1].upper()}{said[1:]}" if not named else said


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
    who = f"“{say_person(item.person)}”"
    doubts = ", ".join(_DOUBTS[doubt] for doubt in item.person.doubts)
    if item.rivals:
        *others, last = say_rivals(item.rivals)
        first = f"{'; '.join(others)} or " if others else ""
        why = "; ".join(filter(None, (doubts, say_differences(item))))
        return f"{who} could be {first}{last}" + (f" ({why})" if why else "")
    too_little = "one name alone says too little" if item.person.name else "it has no name"
    return f"{who}: {doubts or too_little}"


def say_rivals(rivals: Sequence[Contact]) -> list[str]:
    """Name those whose notes somebody may have, with the company where two have one name."""
    counts = Counter(fold(each.name) for each in rivals)
    return [
        flat(say_contact(each) if counts[fold(each.name)] > 1 else each.name) for each in rivals
    ]


def say_person(person: Person) -> str:
    """Name a person of a file: by name, else by an address."""
    known = (person.name, *person.emails, *person.handles, *person.phones)
    return next((flat(each) for each in known if each), "nobody")


def say_changed(item: Item) -> str:
    """Say who seems to have another job: `Анна · Яндекс → Avito: a new job? (also email)`."""
    news = f" (also {_say_news(item)})" if _say_news(item) else ""
    return f"{say_who(item)} · {say_job(item.job) if item.job else ''}{news}"


def say_differences(item: Item) -> str:
    """Say what a note has and what the file has: `birthday 04-12, in the file 04-14`."""
    elsewhere = "in the file" if item.contact or item.rivals else "elsewhere"
    return "; ".join(
        f"{each.key} {flat(each.in_note)}, {elsewhere} {flat(each.in_file)}"
        for each in item.differences
    )


def say_differing(item: Item) -> str:
    """Say whose note has something else: `Анна: birthday 04-12, in the file 04-14`."""
    return f"{say_who(item)}: {say_differences(item)}"


def say_item(item: Item) -> str:
    """Say who somebody is, and what is new: `Анна, Avito: email, phone, 3 days of history`."""
    job = () if item.contact else (item.person.company, item.person.role)
    who = ", ".join(filter(None, (say_who(item), *map(flat, job))))
    news = _say_news(item)
    return f"{who}: {news}" if news else who


def _say_news(item: Item) -> str:
    """Say what a note lacks, and how many days of history: `email, phone, 3 days of history`."""
    news = [key for key, _ in item.properties] if item.contact else []
    news += [f"{_say_days([item])} of history"] if item.entries else []
    news += [say_count(len(item.tasks), "task")] if item.tasks else []
    return ", ".join(news)


def say_who(item: Item) -> str:
    """Name somebody as the note does, else as the file does."""
    return flat(item.contact.name) if item.contact else say_person(item.person)


def say_unread(problems: Sequence[Problem], files: Sequence[Exported]) -> list[str]:
    """Say what can't be read, where, and why: `Connections.csv:418: it names nobody`.

    A file in an archive or a folder has its own name alone, unless two are called so.
    """
    sources = tuple({f"{each.file}/" for each in files})
    paths = {each.path for each in problems}
    counts = Counter(path.rpartition("/")[2] for path in paths)
    names = {path: path for path in paths}
    for path in paths:
        own = path.rpartition("/")[2]
        if path.startswith(sources) and counts[own] == 1:
            names[path] = own
    return [
        f"{names[each.path]}{f':{each.line}' if each.line else ''}: {say_problem(each)}"
        for each in problems
    ]


def say_left_out(left_out: Sequence[LeftOut]) -> str:
    """Say what is left out; it follows the number of all: `drafts`, `: 1 draft, 3 groups`."""
    if len(left_out) == 1:
        one, several = LEFT_OUT[left_out[0].reason]
        return one if left_out[0].number == 1 else several
    counts = (say_count(each.number, *LEFT_OUT[each.reason]) for each in left_out)
    return f": {', '.join(counts)}"


def say_ignored(people: Sequence[Person]) -> str:
    """Name those who were declined, or whose notes were deleted."""
    return f", declined or deleted before: {list_few([say_person(each) for each in people])}"


def say_zone(zone: str) -> str:
    """Say in which zone the days are counted."""
    return f"Days are counted in {zone}."


def say_more(number: int) -> str:
    """Count the rows that a terminal does not show."""
    return f"… {number:,} more: --dry-run lists all"


def ask_what_to_take(others: int, *, everybody: bool) -> str:
    """Ask what to take: `Take  1 all that is certain   2 one by one   3 nothing  …`."""
    answers = ["all that is certain", "one by one", "nothing", "by words"]
    answers += ["recruiters"] if everybody else ["everybody"] if others else []
    return "Take " + "  ".join(f"{number} {said}" for number, said in enumerate(answers, 1))


def ask_owed(number: int, days: int) -> str:
    """Ask whether an answer is owed to old messages."""
    if number == 1:
        return f"1 unanswered message is older than {days} days: owe no answer to it?"
    return f"{number:,} unanswered messages are older than {days} days: owe none of them?"


def ask_jobs(number: int) -> str:
    """Ask whether the new companies and titles are taken; the old ones are kept as well."""
    what = "the new job" if number == 1 else f"the {number:,} new jobs"
    return f"Take {what} above, too? The old company is kept as a former one."


def ask_to_import(number: int) -> str:
    """Ask whether all that is certain is taken."""
    return f"Take all that is certain, of {say_count(number, 'person', 'people')}?"
